/* The kernels against reference values of R and exact arithmetic: every row of tests/oracle.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/adjust.h>
#include <causa/count.h>
#include <causa/exacttrend.h>
#include <causa/logistic.h>
#include <causa/loglinear.h>
#include <causa/prop.h>
#include <causa/propcmp.h>
#include <causa/rank.h>
#include <causa/ratecmp.h>
#include <causa/special.h>

#include "oracle.h"

/* The reference values carry 17 digits; both sides round a handful of operations. */
static const double CLOSE = 1e-12;

static double end_of(const struct oracle *o, struct causa_interval interval)
{
	const char *statistic = oracle_text(o, "statistic");
	return strstr(statistic, "lower") != NULL ? interval.lower : interval.upper;
}

START_TEST(count_intervals)
{
	struct oracle *o = oracle_open("count_ci.csv");
	int rows = 0;
	while (oracle_next(o)) {
		struct causa_interval ci;
		bool garwood = oracle_is(o, "method", "garwood");
		ck_assert(garwood || oracle_is(o, "method", "byar_breslow_day"));
		enum causa_status status = (garwood ? causa_count_garwood : causa_count_byar)(
			oracle_integer(o, "x"), oracle_number(o, "level"), &ci);
		ck_assert_int_eq(status, CAUSA_OK);
		oracle_check(o, end_of(o, ci), CLOSE);
		rows++;
	}
	ck_assert_int_gt(rows, 3000);
}
END_TEST

START_TEST(proportion_intervals)
{
	static const struct {
		const char *name;
		enum causa_status (*interval)(int64_t k, int64_t n, double level, struct causa_interval *out);
	} method[] = {{"wilson", causa_prop_wilson},
	              {"wilson_cc_newcombe", causa_prop_wilson_cc},
	              {"clopper_pearson", causa_prop_clopper_pearson},
	              {"jeffreys_bcd", causa_prop_jeffreys},
	              {"agresti_coull_clipped", causa_prop_agresti_coull},
	              {"mid_p", causa_prop_midp}};
	struct oracle *o = oracle_open("prop_ci.csv");
	int rows = 0;
	while (oracle_next(o)) {
		for (size_t m = 0; m < sizeof method / sizeof method[0]; m++) {
			struct causa_interval ci;
			if (!oracle_is(o, "method", method[m].name))
				continue;
			int64_t k = oracle_integer(o, "k"), n = oracle_integer(o, "n");
			ck_assert_int_eq(method[m].interval(k, n, oracle_number(o, "level"), &ci), CAUSA_OK);
			oracle_check(o, end_of(o, ci), CLOSE);
			rows++;
		}
	}
	ck_assert_int_gt(rows, 3800);
}
END_TEST

START_TEST(rate_ratios)
{
	struct oracle *o = oracle_open("yoy_counts.csv");
	int rows = 0;
	while (oracle_next(o)) {
		struct causa_ratecmp cmp;
		bool midp = strstr(oracle_text(o, "method"), "midp") != NULL, p = strstr(oracle_text(o, "method"), "_p_") != NULL;
		int64_t x1 = oracle_integer(o, "x1"), x2 = oracle_integer(o, "x2");
		double level = p ? 0.95 : oracle_number(o, "level"), t2 = oracle_number(o, "exposure2");
		enum causa_status status = (midp ? causa_rate_ratio_midp : causa_rate_ratio_exact)(x1, 1, x2, t2, level, &cmp);
		if (status == CAUSA_ENODATA) { /* 0 against 0: nothing is reported, whatever a package prints */
			ck_assert_int_eq(x1 + x2, 0);
			continue;
		}
		ck_assert_int_eq(status, CAUSA_OK);
		oracle_check(o, p ? cmp.p : end_of(o, cmp.limits), CLOSE);
		rows++;
	}
	ck_assert_int_gt(rows, 1500);
}
END_TEST

START_TEST(proportion_differences)
{
	struct oracle *o = oracle_open("ratio_diff.csv");
	int rows = 0;
	while (oracle_next(o)) {
		struct causa_propcmp cmp;
		int64_t k1 = oracle_integer(o, "k1"), n1 = oracle_integer(o, "n1");
		int64_t k2 = oracle_integer(o, "k2"), n2 = oracle_integer(o, "n2");
		if (oracle_is(o, "method", "fisher")) {
			double p;
			if (!oracle_is(o, "statistic", "p_minlike"))
				continue;
			ck_assert_int_eq(causa_fisher_minlike(k1, n1, k2, n2, &p), CAUSA_OK);
			oracle_check(o, p, CLOSE);
		} else {
			bool mn = oracle_is(o, "method", "miettinen_nurminen");
			enum causa_status status = (mn ? causa_prop_diff_miettinen_nurminen : causa_prop_diff_newcombe)(
				k1, n1, k2, n2, oracle_number(o, "level"), &cmp);
			ck_assert_int_eq(status, CAUSA_OK);
			/* Limits near 0 are differences of numbers near 1: absolute 1e-15 is what doubles allow. */
			double want = oracle_number(o, "value"), got = end_of(o, cmp.limits);
			oracle_check(o, fabs(got - want) < 4e-15 ? want : got, CLOSE);
		}
		rows++;
	}
	ck_assert_int_gt(rows, 800);
}
END_TEST

enum { MOST_YEARS = 64 };

struct trend_row {
	int64_t y[MOST_YEARS], n[MOST_YEARS], time[MOST_YEARS];
	double t[MOST_YEARS], exposure[MOST_YEARS], rate[MOST_YEARS], level;
	int years;
	const char *statistic;
};

static void read_trend(const struct oracle *o, struct trend_row *r)
{
	memset(r, 0, sizeof *r);
	r->years = oracle_list(o, "y", r->y, r->n, MOST_YEARS);
	ck_assert_int_eq(oracle_list(o, "t", r->time, NULL, MOST_YEARS), r->years);
	for (int i = 0; i < r->years; i++) {
		r->t[i] = (double)r->time[i];
		r->exposure[i] = 1;
		r->rate[i] = (double)r->y[i] / (r->n[i] > 0 ? (double)r->n[i] : 1);
	}
	if (!oracle_is(o, "exposure_last", "none") && !oracle_is(o, "exposure_last", ""))
		r->exposure[r->years - 1] = oracle_number(o, "exposure_last");
	r->rate[r->years - 1] /= r->exposure[r->years - 1];
	r->level = oracle_is(o, "level", "") ? 0.95 : oracle_number(o, "level");
	r->statistic = oracle_text(o, "statistic");
}

static double limit(const struct trend_row *r, struct causa_interval ci)
{
	return strstr(r->statistic, "lower") != NULL ? ci.lower : ci.upper;
}

static bool is(const struct trend_row *r, const char *statistic)
{
	return strcmp(r->statistic, statistic) == 0;
}

/* NaN where the method has no such number: the rows then say NA or are skipped by the caller. */
static double loglinear_value(const struct trend_row *r, bool quasi, bool *skip)
{
	struct causa_loglinear fit;
	struct causa_interval ci;
	double p;
	enum causa_status status = causa_loglinear_fit(r->y, r->t, r->exposure, r->years, &fit);
	if (status == CAUSA_ENODATA) {
		*skip = true;
		return NAN;
	}
	ck_assert_int_eq(status, CAUSA_OK);
	if (strstr(r->statistic, "profile") != NULL) {
		ck_assert_int_eq(causa_loglinear_profile(r->y, r->t, r->exposure, r->years, r->level, &ci), CAUSA_OK);
		return limit(r, ci);
	}
	if (is(r, "lr_p")) {
		ck_assert_int_eq(causa_loglinear_lr_p(r->y, r->t, r->exposure, r->years, &p), CAUSA_OK);
		return p;
	}
	if (fit.separated != 0) {
		*skip = !is(r, "slope");
		return fit.separated > 0 ? (double)INFINITY : (double)-INFINITY;
	}
	if (quasi) {
		*skip = causa_loglinear_quasi(&fit, r->level, &ci, &p) != CAUSA_OK;
		return is(r, "p_t") ? p : limit(r, ci);
	}
	return is(r, "slope")          ? fit.slope
	       : is(r, "intercept")    ? fit.intercept
	       : is(r, "se_slope")     ? fit.se_slope
	       : is(r, "se_intercept") ? fit.se_intercept
	       : is(r, "pearson_x2")   ? fit.x2
	                               : fit.deviance;
}

static double exact_value(const struct trend_row *r, bool *skip)
{
	struct causa_interval ci;
	double p;
	enum causa_status status = is(r, "p_doubling")
	                               ? causa_exact_trend(r->y, r->time, r->exposure, r->years, &p)
	                               : causa_exact_trend_limits(r->y, r->time, r->exposure, r->years, r->level, &ci);
	*skip = status == CAUSA_ENODATA;
	ck_assert(status == CAUSA_OK || *skip);
	return is(r, "p_doubling") ? p : limit(r, ci);
}

static double rank_value(const struct trend_row *r, bool sen, bool *skip)
{
	int64_t s;
	double p, floor, slope;
	struct causa_interval ci;
	if (sen) {
		*skip = causa_sen(r->rate, r->t, r->years, r->level, &slope, &ci) != CAUSA_OK;
		double end = limit(r, ci);
		return is(r, "slope") ? slope : isinf(end) ? NAN : end;
	}
	ck_assert_int_eq(causa_mann_kendall(r->rate, r->years, &s, &p, &floor), CAUSA_OK);
	*skip = is(r, "p_normal_cc"); /* the normal form is only used where the exact one is not */
	return is(r, "S") ? (double)s : p;
}

static double ratio_value(const struct oracle *o, const struct trend_row *r, bool *skip)
{
	struct causa_logistic fit;
	double p = NAN;
	int done = 0;
	if (oracle_is(o, "method", "cochran_armitage")) {
		*skip = !is(r, "p_N") || causa_cochran_armitage(r->y, r->n, r->t, r->years, &p) != CAUSA_OK;
		return p;
	}
	if (oracle_is(o, "method", "ca_exact")) {
		*skip = causa_cochran_armitage_exact(r->y, r->n, r->t, r->years, &p, &done) != CAUSA_OK || !done;
		return p;
	}
	*skip = causa_logistic_fit(r->y, r->n, r->t, r->years, &fit) != CAUSA_OK || fit.separated != 0;
	return is(r, "slope") ? fit.slope : is(r, "intercept") ? fit.intercept : is(r, "se_slope") ? fit.se_slope : fit.x2;
}

START_TEST(trends)
{
	struct oracle *o = oracle_open("trend.csv");
	int rows = 0, skipped = 0;
	while (oracle_next(o)) {
		struct trend_row r;
		bool skip = false;
		double got;
		read_trend(o, &r);
		const char *m = oracle_text(o, "method");
		if (strcmp(m, "poisson") == 0 || strcmp(m, "quasipoisson") == 0)
			got = loglinear_value(&r, m[0] == 'q', &skip);
		else if (strcmp(m, "exact_trend") == 0)
			got = exact_value(&r, &skip);
		else if (strcmp(m, "sen") == 0 || strcmp(m, "mann_kendall") == 0)
			got = rank_value(&r, m[0] == 's', &skip);
		else
			got = ratio_value(o, &r, &skip);
		if (skip) {
			skipped++;
			continue;
		}
		/* What is 0 in exact arithmetic is rounding noise in the reference: slope 0, X2 0. */
		double want = oracle_number(o, "value");
		bool noise = fabs(want) < 1e-13 && fabs(got) < 1e-13;
		oracle_check(o, noise ? want : got, CLOSE);
		rows++;
	}
	ck_assert_int_gt(rows, 3000);
	ck_assert_int_lt(skipped, 900);
}
END_TEST

/* Families in the file stand in rows of the same dataset, method, period pair, variable, exposure and family. */
START_TEST(adjusted_p)
{
	static const double p[] = {0.0131, 0.00047, 0.271, 0.0131, 0.9994, 0.0484};
	/* R 4.2.2 p.adjust */
	static const double bh[] = {0.0262, 0.00282, 0.3252, 0.0262, 0.9994, 0.0726};
	static const double holm[] = {0.0655, 0.00282, 0.542, 0.0655, 0.9994, 0.1452};
	double out[6];
	ck_assert_int_eq(causa_adjust_bh(p, 6, out), CAUSA_OK);
	for (int i = 0; i < 6; i++)
		ck_assert_double_eq_tol(out[i], bh[i], 1e-15);
	ck_assert_int_eq(causa_adjust_holm(p, 6, out), CAUSA_OK);
	for (int i = 0; i < 6; i++)
		ck_assert_double_eq_tol(out[i], holm[i], 1e-15);
	ck_assert_int_eq(causa_adjust_bh((const double[]){0.5, 1.5}, 2, out), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_adjust_bh(NULL, 0, out), CAUSA_OK);
}
END_TEST

static double stress_value(const struct oracle *o)
{
	const char *m = oracle_text(o, "method");
	bool upper = oracle_is(o, "tail", "upper");
	double a1 = oracle_number(o, "a1"), a2 = oracle_number(o, "a2"), a3 = oracle_number(o, "a3");
	if (strcmp(m, "qbeta") == 0)
		return (upper ? causa_beta_quantile_sf : causa_beta_quantile)(a1, a2, a3);
	if (strcmp(m, "qgamma") == 0)
		return (upper ? causa_gamma_quantile_sf : causa_gamma_quantile)(a1, a2);
	if (strcmp(m, "qnorm") == 0)
		return (upper ? causa_norm_quantile_sf : causa_norm_quantile)(a1);
	if (strcmp(m, "qt") == 0)
		return (upper ? causa_t_quantile_sf : causa_t_quantile)(a1, a2);
	if (strcmp(m, "pt") == 0)
		return (upper ? causa_t_sf : causa_t_cdf)(a1, a2);
	if (strcmp(m, "ppois") == 0)
		return (upper ? causa_pois_sf : causa_pois_cdf)((int64_t)a1, a2);
	ck_assert_str_eq(m, "pbinom");
	return (upper ? causa_binom_sf : causa_binom_cdf)((int64_t)a1, (int64_t)a2, a3);
}

START_TEST(extremes)
{
	struct oracle *o = oracle_open("stress.csv");
	int rows = 0;
	while (oracle_next(o)) {
		double want = oracle_number(o, "value"), got = stress_value(o);
		/* Below 1e-290 the reference itself has few digits left. */
		oracle_check(o, fabs(want) < 1e-290 && fabs(got - want) < 1e-290 ? want : got, CLOSE);
		rows++;
	}
	ck_assert_int_gt(rows, 1000);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("kernels");
	TCase *tc = tcase_create("oracle");
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, count_intervals);
	tcase_add_test(tc, proportion_intervals);
	tcase_add_test(tc, rate_ratios);
	tcase_add_test(tc, proportion_differences);
	tcase_add_test(tc, trends);
	tcase_add_test(tc, adjusted_p);
	tcase_add_test(tc, extremes);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
