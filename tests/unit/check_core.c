/* Properties of the statistical core on random tables, small cases by brute force, edges and refusals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <causa.h>

#include "kernel/psi.h"

#include "oracle.h"

static int turns(int n)
{
	return getenv("CAUSA_LONG") != NULL ? 20 * n : getenv("CAUSA_SHORT") != NULL ? n / 10 + 1 : n;
}

static struct causa_stream stream;

static void restart(void)
{
	causa_stream_open(42, 0, 0, &stream);
}

/* Small, middling and large counts alike. */
static int64_t any_count(void)
{
	return causa_stream_poisson(&stream, exp(9 * causa_stream_uniform(&stream) - 2));
}

static double any_level(void)
{
	static const double level[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.999999};
	return level[causa_stream_below(&stream, 6)];
}

static bool inside(double x, struct causa_interval ci)
{
	double slack = 1e-9 * (1 + fabs(x));
	return x >= ci.lower - slack && x <= ci.upper + slack;
}

static bool nested(struct causa_interval narrow, struct causa_interval wide)
{
	double slack = 1e-9;
	return wide.lower <= narrow.lower + slack * (1 + fabs(narrow.lower)) &&
	       (isinf(wide.upper) || wide.upper >= narrow.upper - slack * (1 + fabs(narrow.upper)));
}

/* ---- counts and proportions ---- */

START_TEST(intervals_hold_the_estimate_and_nest)
{
	static enum causa_status (*const count[])(int64_t, double, struct causa_interval *) = {causa_count_garwood, causa_count_byar,
	                                                                                      causa_count_midp};
	static enum causa_status (*const prop[])(int64_t, int64_t, double, struct causa_interval *) = {
		causa_prop_wilson, causa_prop_wilson_cc, causa_prop_clopper_pearson, causa_prop_jeffreys, causa_prop_agresti_coull,
		causa_prop_midp};
	restart();
	for (int i = 0; i < turns(2000); i++) {
		struct causa_interval a, b;
		int64_t n = 1 + any_count(), k = causa_stream_below(&stream, n + 1);
		for (int m = 0; m < 3; m++) {
			ck_assert_int_eq(count[m](k, 0.8, &a), CAUSA_OK);
			ck_assert_int_eq(count[m](k, 0.95, &b), CAUSA_OK);
			ck_assert(inside((double)k, a) && nested(a, b));
		}
		for (int m = 0; m < 6; m++) {
			ck_assert_int_eq(prop[m](k, n, 0.8, &a), CAUSA_OK);
			ck_assert_int_eq(prop[m](k, n, 0.95, &b), CAUSA_OK);
			ck_assert_msg(inside((double)k / (double)n, b) && nested(a, b), "%d: %lld/%lld", m, (long long)k, (long long)n);
			ck_assert(b.lower >= 0 && b.upper <= 1);
		}
	}
}
END_TEST

START_TEST(rate_ratios_mirror_when_periods_swap)
{
	restart();
	for (int i = 0; i < turns(2000); i++) {
		int64_t x1 = any_count(), x2 = any_count();
		double t1 = 0.1 + causa_stream_uniform(&stream), t2 = 0.1 + causa_stream_uniform(&stream), level = any_level();
		struct causa_ratecmp a, b;
		if (x1 + x2 == 0)
			continue;
		bool midp = i % 2 == 0;
		ck_assert_int_eq((midp ? causa_rate_ratio_midp : causa_rate_ratio_exact)(x1, t1, x2, t2, level, &a), CAUSA_OK);
		ck_assert_int_eq((midp ? causa_rate_ratio_midp : causa_rate_ratio_exact)(x2, t2, x1, t1, level, &b), CAUSA_OK);
		ck_assert_double_eq_tol(a.p, b.p, 1e-11 + 1e-9 * a.p);
		if (x1 > 0 && x2 > 0) {
			ck_assert(inside(a.ratio, a.limits));
			ck_assert_double_eq_tol(a.limits.lower * b.limits.upper, 1, 1e-9);
			ck_assert_double_eq_tol(a.limits.upper * b.limits.lower, 1, 1e-9);
		}
		/* p and interval are one statement */
		double alpha = causa_alpha(level);
		bool excluded = a.limits.lower > 1 || a.limits.upper < 1;
		if (fabs(a.p - alpha) > 1e-9 * alpha)
			ck_assert_int_eq(excluded, a.p < alpha);
	}
}
END_TEST

START_TEST(odds_ratios_mirror_and_agree_with_their_p)
{
	restart();
	for (int i = 0; i < turns(500); i++) {
		int64_t n1 = 1 + causa_stream_below(&stream, 60), n2 = 1 + causa_stream_below(&stream, 60);
		int64_t k1 = causa_stream_below(&stream, n1 + 1), k2 = causa_stream_below(&stream, n2 + 1);
		double level = any_level(), alpha = causa_alpha(level), ratio;
		struct causa_oddsratio a, b;
		struct causa_interval risk;
		enum causa_status status = causa_odds_ratio(k1, n1, k2, n2, level, &a);
		if (k1 + k2 == 0 || k1 + k2 == n1 + n2) {
			ck_assert_int_eq(status, CAUSA_ENODATA);
			continue;
		}
		ck_assert_int_eq(status, CAUSA_OK);
		ck_assert_int_eq(causa_odds_ratio(k2, n2, k1, n1, level, &b), CAUSA_OK);
		ck_assert(inside(a.conditional, a.limits) || isinf(a.conditional));
		ck_assert_double_eq_tol(a.p_central, b.p_central, 1e-11);
		ck_assert_double_eq_tol(a.p_minlike, b.p_minlike, 1e-11);
		if (a.limits.lower > 0)
			ck_assert_double_eq_tol(a.limits.lower * b.limits.upper, 1, 1e-9);
		if (fabs(a.p_central - alpha) > 1e-9)
			ck_assert_int_eq(a.limits.lower > 1 || a.limits.upper < 1, a.p_central < alpha);
		ck_assert_int_eq(causa_risk_ratio(k1, n1, k2, n2, level, &ratio, &risk), CAUSA_OK);
		ck_assert((isinf(ratio) && isinf(risk.upper)) || inside(ratio, risk));
	}
}
END_TEST

START_TEST(risk_ratio_as_published)
{
	double ratio;
	struct causa_interval ci;
	/* Fagerland et al. (2015): 7/34 against 1/34; R PropCIs::riskscoreci 1.220853 to 42.575718 */
	ck_assert_int_eq(causa_risk_ratio(1, 34, 7, 34, 0.95, &ratio, &ci), CAUSA_OK);
	ck_assert_double_eq_tol(ratio, 7, 1e-12);
	ck_assert_double_eq_tol(ci.lower, 1.220853, 6e-7);
	ck_assert_double_eq_tol(ci.upper, 42.575718, 6e-6);
	ck_assert_int_eq(causa_risk_ratio(0, 5, 0, 7, 0.95, &ratio, &ci), CAUSA_ENODATA);
	ck_assert_int_eq(causa_risk_ratio(0, 0, 1, 7, 0.95, &ratio, &ci), CAUSA_ENODATA);
	ck_assert_int_eq(causa_risk_ratio(6, 5, 1, 7, 0.95, &ratio, &ci), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_risk_ratio(0, 5, 3, 7, 0.95, &ratio, &ci), CAUSA_OK);
	ck_assert(isinf(ratio) && isinf(ci.upper) && ci.lower > 0);
	ck_assert_int_eq(causa_risk_ratio(5, 5, 7, 7, 0.95, &ratio, &ci), CAUSA_OK);
	ck_assert(ci.lower > 0.3 && ci.lower < 1 && ci.upper > 1 && ci.upper < 3);
}
END_TEST

START_TEST(standardised_rates)
{
	const int64_t x[] = {3, 7};
	const double n[] = {1000, 2000}, w[] = {5000, 3000}, none[] = {0, 0};
	double rate;
	struct causa_interval ci;
	ck_assert_int_eq(causa_rate_standardised(x, n, w, 2, 0.95, causa_count_garwood, &rate, &ci), CAUSA_OK);
	ck_assert_double_eq_tol(rate, 0.0031875, 1e-15);
	/* Dobson with R poisson.test(10): 4.79538869613 to 18.390356042 */
	double scale = sqrt(1.41796875e-6 / 10);
	ck_assert_double_eq_tol(ci.lower, 0.0031875 + scale * (4.79538869613 - 10), 1e-12);
	ck_assert_double_eq_tol(ci.upper, 0.0031875 + scale * (18.390356042 - 10), 1e-12);
	ck_assert_int_eq(causa_rate_standardised(x, n, none, 2, 0.95, causa_count_garwood, &rate, &ci), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_rate_standardised((const int64_t[]){0, 0}, n, w, 2, 0.95, causa_count_garwood, &rate, &ci), CAUSA_ENODATA);
	/* published/poisson_ci.csv: 15 in 400, R exactci */
	ck_assert_int_eq(causa_rate(15, 400, 0.95, causa_count_garwood, &rate, &ci), CAUSA_OK);
	ck_assert_double_eq_tol(ci.lower, 0.0209884653319583, 1e-15);
	ck_assert_double_eq_tol(ci.upper, 0.0618505471787146, 1e-15);
	ck_assert_int_eq(causa_rate(15, 0, 0.95, causa_count_garwood, &rate, &ci), CAUSA_EDOMAIN);
}
END_TEST

/* ---- trends ---- */

enum { YEARS = 5 };

/* Tails of sum t y over N draws, one draw at a time. */
static double enumerated_p(const int64_t *y, const int64_t *t, const double *e, int n)
{
	double p[4096] = {1}, next[4096], all = 0, below = 0, above = 0;
	int64_t N = 0, observed = 0, span = t[n - 1] - t[0];
	for (int i = 0; i < n; i++) {
		N += y[i];
		observed += y[i] * (t[i] - t[0]);
		all += e[i];
	}
	for (int64_t d = 0; d < N; d++) {
		memset(next, 0, sizeof next);
		for (int64_t i = 0; i <= d * span; i++) {
			for (int j = 0; j < n; j++)
				next[i + t[j] - t[0]] += p[i] * e[j] / all;
		}
		memcpy(p, next, sizeof p);
	}
	for (int64_t i = 0; i <= N * span; i++) {
		below += i <= observed ? p[i] : 0;
		above += i >= observed ? p[i] : 0;
	}
	return fmin(1, 2 * fmin(below, above));
}

START_TEST(exact_trends_by_enumeration)
{
	restart();
	for (int i = 0; i < turns(400); i++) {
		int64_t y[YEARS], t[YEARS], total = 0;
		double e[YEARS], p, level = any_level(), alpha = causa_alpha(level), mean = 0.2 + 12 * causa_stream_uniform(&stream);
		struct causa_interval ci;
		for (int j = 0; j < YEARS; j++) {
			y[j] = causa_stream_poisson(&stream, mean * exp(0.3 * j * (causa_stream_uniform(&stream) - 0.5)));
			t[j] = (j > 0 ? t[j - 1] + 1 + (i % 7 == 0 ? causa_stream_below(&stream, 3) : 0) : 2000);
			e[j] = i % 3 == 0 ? 0.2 + causa_stream_uniform(&stream) : 1;
			total += y[j];
		}
		if (total == 0)
			continue;
		ck_assert_int_eq(causa_exact_trend(y, t, e, YEARS, &p), CAUSA_OK);
		double want = enumerated_p(y, t, e, YEARS);
		ck_assert_msg(fabs(p - want) <= 1e-12 * want, "%.17g is not %.17g", p, want);
		ck_assert_int_eq(causa_exact_trend_limits(y, t, e, YEARS, level, &ci), CAUSA_OK);
		if (fabs(p - alpha) > 1e-9 * alpha)
			ck_assert_int_eq(ci.lower > 0 || ci.upper < 0, p < alpha);
	}
}
END_TEST

START_TEST(exact_trends_of_many_cases)
{
	/* 40 million cases: the normal approximation is exact to what it neglects, 1/sqrt(N) */
	const int64_t y[] = {10001000, 9999000, 10000500, 10002500}, t[] = {2017, 2018, 2019, 2020};
	const double times[] = {0, 1, 2, 3};
	struct causa_loglinear fit;
	double p;
	ck_assert_int_eq(causa_exact_trend(y, t, NULL, 4, &p), CAUSA_OK);
	ck_assert_int_eq(causa_loglinear_fit(y, times, NULL, 4, &fit), CAUSA_OK);
	double normal = 2 * causa_norm_sf(fabs(fit.slope / fit.se_slope));
	ck_assert_msg(fabs(p / normal - 1) < 2e-3, "%.17g against %.17g", p, normal);
	const int64_t too_many[] = {INT64_C(2000000000), 1, 1, 1};
	ck_assert_int_eq(causa_exact_trend(too_many, t, NULL, 4, &p), CAUSA_ERANGE);
}
END_TEST

START_TEST(slopes_turn_with_time_and_scale_with_it)
{
	restart();
	for (int i = 0; i < turns(300); i++) {
		int64_t y[8], back[8];
		double t[8], twice[8];
		struct causa_loglinear a, b, c;
		struct causa_negbin nb, nb_back;
		for (int j = 0; j < 8; j++) {
			y[j] = any_count();
			back[7 - j] = y[j];
			t[j] = j;
			twice[j] = 2.5 * j;
		}
		if (causa_loglinear_fit(y, t, NULL, 8, &a) != CAUSA_OK || a.separated != 0)
			continue;
		ck_assert_int_eq(causa_loglinear_fit(back, t, NULL, 8, &b), CAUSA_OK);
		ck_assert_int_eq(causa_loglinear_fit(y, twice, NULL, 8, &c), CAUSA_OK); /* not whole steps: the other way to the sums */
		ck_assert_double_eq_tol(a.slope, -b.slope, 1e-12 * (1 + fabs(a.slope)));
		ck_assert_double_eq_tol(a.slope, 2.5 * c.slope, 1e-12 * (1 + fabs(a.slope)));
		ck_assert_double_eq_tol(a.x2, c.x2, 1e-9 * (1 + a.x2));
		if (i % 10 == 0 && causa_negbin_fit(y, t, NULL, 8, &nb) == CAUSA_OK && causa_negbin_fit(back, t, NULL, 8, &nb_back) == CAUSA_OK) {
			ck_assert_double_eq_tol(nb.slope, -nb_back.slope, 1e-6 * (1 + fabs(nb.slope)));
			ck_assert(isinf(nb.theta) || nb.boundary_score > 0 || nb.theta > 0);
		}
	}
}
END_TEST

START_TEST(underdispersed_counts_have_infinite_theta)
{
	const int64_t y[] = {20, 21, 20, 21, 20, 21};
	const double t[] = {0, 1, 2, 3, 4, 5};
	struct causa_negbin fit;
	struct causa_loglinear poisson;
	struct causa_interval ci;
	double p;
	ck_assert_int_eq(causa_negbin_fit(y, t, NULL, 6, &fit), CAUSA_OK);
	ck_assert_int_eq(causa_loglinear_fit(y, t, NULL, 6, &poisson), CAUSA_OK);
	ck_assert(isinf(fit.theta) && fit.boundary_score < 0);
	ck_assert_double_eq_tol(fit.slope, poisson.slope, 1e-14);
	ck_assert_double_eq_tol(fit.se_slope, poisson.se_slope, 1e-14);
	ck_assert_int_eq(causa_negbin_wald(&fit, 0.95, &ci, &p), CAUSA_OK);
	ck_assert(inside(fit.slope, ci) && p > 0.5);
	ck_assert_int_eq(causa_negbin_fit((const int64_t[]){0, 0, 7}, t, NULL, 3, &fit), CAUSA_OK);
	ck_assert_int_eq(fit.separated, 1);
	ck_assert_int_eq(causa_negbin_wald(&fit, 0.95, &ci, &p), CAUSA_ENODATA);
	ck_assert_int_eq(causa_negbin_fit((const int64_t[]){0, 0, 0}, t, NULL, 3, &fit), CAUSA_ENODATA);
}
END_TEST

START_TEST(separated_ratios)
{
	const int64_t k[] = {0, 0, 9, 8}, n[] = {7, 9, 9, 8};
	const double t[] = {0, 1, 2, 3};
	struct causa_interval ci;
	struct causa_firth firth;
	double p;
	ck_assert_int_eq(causa_logistic_profile(k, n, t, 4, 0.95, &ci, &p), CAUSA_OK);
	ck_assert(isinf(ci.upper) && ci.lower > 0 && isfinite(ci.lower) && p < 0.001);
	ck_assert_int_eq(causa_firth_fit(k, n, t, 4, 0.95, &firth), CAUSA_OK);
	ck_assert(isfinite(firth.slope) && firth.slope > 0 && firth.limits.lower > 0 && isfinite(firth.limits.upper));
	/* no case at all: the slope is by symmetry that of the reports' design, and exists */
	ck_assert_int_eq(causa_firth_fit((const int64_t[]){0, 0, 0, 0}, n, t, 4, 0.95, &firth), CAUSA_OK);
	ck_assert(isfinite(firth.slope) && firth.limits.lower < 0 && firth.limits.upper > 0);
	ck_assert_int_eq(causa_firth_fit((const int64_t[]){8, 0, 0, 0}, n, t, 4, 0.95, &firth), CAUSA_EDOMAIN);
}
END_TEST

START_TEST(digamma_and_trigamma)
{
	ck_assert_double_eq_tol(psi_digamma(1), -0.57721566490153286061, 1e-15);
	ck_assert_double_eq_tol(psi_digamma(0.5), -1.96351002602142347944, 1e-15);
	ck_assert_double_eq_tol(psi_trigamma(1), M_PI * M_PI / 6, 1e-15);
	ck_assert_double_eq_tol(psi_trigamma(0.5), M_PI * M_PI / 2, 1e-14);
	for (double x = 1e-3; x < 1e6; x *= 3.7)
		ck_assert_double_eq_tol(psi_trigamma_inverse(psi_trigamma(x)) / x, 1, 1e-12);
}
END_TEST

START_TEST(moderated_dispersions)
{
	/* dispersions from scale * F(d, d0): the prior is found again, within what 20,000 of them allow */
	enum { M = 20000, D = 4, D0 = 10 };
	double *s2 = malloc(M * sizeof *s2);
	int *d = malloc(M * sizeof *d);
	struct causa_dispersion_prior prior;
	ck_assert(s2 != NULL && d != NULL);
	restart();
	for (int i = 0; i < M; i++) {
		s2[i] = 2.5 * causa_gamma_quantile(causa_stream_uniform(&stream), 0.5 * D) / (0.5 * D) /
		        (causa_gamma_quantile(causa_stream_uniform(&stream), 0.5 * D0) / (0.5 * D0));
		d[i] = D;
	}
	ck_assert_int_eq(causa_dispersion_prior(s2, d, M, &prior), CAUSA_OK);
	ck_assert_double_eq_tol(prior.scale, 2.5, 0.05);
	ck_assert_double_eq_tol(prior.df, D0, 1);
	for (int i = 0; i < M; i++)
		s2[i] = 1.5;
	ck_assert_int_eq(causa_dispersion_prior(s2, d, M, &prior), CAUSA_OK);
	ck_assert(isinf(prior.df));
	memset(s2, 0, M * sizeof *s2);
	ck_assert_int_eq(causa_dispersion_prior(s2, d, M, &prior), CAUSA_ENODATA);
	ck_assert_int_eq(causa_dispersion_prior(s2, d, 1, &prior), CAUSA_ENODATA);
	s2[3] = -1;
	ck_assert_int_eq(causa_dispersion_prior(s2, d, M, &prior), CAUSA_EDOMAIN);
	free(s2);
	free(d);
}
END_TEST

/* ---- bounds ---- */

START_TEST(bounds_hold_every_allotment)
{
	restart();
	for (int i = 0; i < turns(60); i++) {
		int64_t y[3], m[3], filled[3];
		const double t[] = {0, 1, 2};
		struct causa_change_bounds change;
		struct causa_interval slope;
		double turn, lo = INFINITY, hi = -INFINITY, level = 0.9;
		for (int j = 0; j < 3; j++) {
			y[j] = causa_stream_below(&stream, 12);
			m[j] = causa_stream_below(&stream, 6);
		}
		if (y[0] + m[0] + y[1] + m[1] == 0 || y[0] + y[1] + y[2] == 0)
			continue;
		ck_assert_int_eq(causa_bounds_change(y[0], 1, m[0], y[1], 1, m[1], level, &change), CAUSA_OK);
		ck_assert_int_eq(causa_bounds_trend(y, m, t, NULL, 3, &slope, &turn), CAUSA_OK);
		for (int64_t a = 0; a <= m[0]; a++) {
			for (int64_t b = 0; b <= m[1]; b++) {
				struct causa_ratecmp cmp;
				if (causa_rate_ratio_exact(y[0] + a, 1, y[1] + b, 1, level, &cmp) == CAUSA_OK) {
					ck_assert(!cmp.has_ratio || inside(cmp.ratio, change.ratio));
					ck_assert(nested(cmp.limits, change.limits));
				}
				for (int64_t c = 0; c <= m[2]; c++) {
					struct causa_loglinear fit;
					filled[0] = y[0] + a;
					filled[1] = y[1] + b;
					filled[2] = y[2] + c;
					if (causa_loglinear_fit(filled, t, NULL, 3, &fit) != CAUSA_OK)
						continue;
					double s = fit.separated == 0 ? fit.slope : fit.separated * (double)INFINITY;
					lo = fmin(lo, s);
					hi = fmax(hi, s);
				}
			}
		}
		/* the ends are reached, not only not passed */
		ck_assert_msg(slope.lower == lo || fabs(slope.lower - lo) < 1e-9, "%g %g", slope.lower, lo);
		ck_assert_msg(slope.upper == hi || fabs(slope.upper - hi) < 1e-9, "%g %g", slope.upper, hi);
	}
}
END_TEST

START_TEST(ratio_bounds_hold_every_allotment)
{
	for (int64_t n = 0; n < 5; n++) {
		for (int64_t k = 0; k <= n; k++) {
			for (int64_t m = 0; m < 5; m++) {
				for (int64_t c = 0; c <= m; c++) {
					struct causa_allotment a = {k, n, c, m};
					struct causa_interval cohort, period;
					if (n + m == 0)
						continue;
					ck_assert_int_eq(causa_bounds_ratio(&a, true, &cohort), CAUSA_OK);
					ck_assert_int_eq(causa_bounds_ratio(&a, false, &period), CAUSA_OK);
					for (int64_t dm = 0; dm <= m; dm++) {
						for (int64_t dc = 0; dc <= c; dc++) {
							double ratio = (double)(k + dc) / (double)(n + dm);
							if (n + dm == 0)
								continue;
							ck_assert(inside(ratio, period));
							/* in a cohort prosecuted cases are among the reports that are allotted with them */
							if (dc <= dm && c - dc <= m - dm)
								ck_assert(inside(ratio, cohort));
						}
					}
				}
			}
		}
	}
	struct causa_allotment none = {0, 0, 0, 0};
	struct causa_interval ci;
	ck_assert_int_eq(causa_bounds_ratio(&none, true, &ci), CAUSA_ENODATA);
	ck_assert_int_eq(causa_bounds_ratio(&(struct causa_allotment){3, 2, 0, 0}, true, &ci), CAUSA_EDOMAIN);
}
END_TEST

START_TEST(shares_that_turn_a_change)
{
	struct causa_change_bounds b;
	/* 10 -> 20 with 15 unknown before: 10 of them make it no rise */
	ck_assert_int_eq(causa_bounds_change(10, 1, 15, 20, 1, 0, 0.95, &b), CAUSA_OK);
	ck_assert_double_eq_tol(b.turn_sign, 10.0 / 15, 1e-15);
	ck_assert(isnan(b.turn_interval)); /* 10 -> 20 is no significant rise to begin with */
	ck_assert_int_eq(causa_bounds_change(10, 1, 5, 20, 1, 0, 0.95, &b), CAUSA_OK);
	ck_assert(isnan(b.turn_sign));
	ck_assert_int_eq(causa_bounds_change(0, 1, 0, 0, 1, 0, 0.95, &b), CAUSA_ENODATA);
	ck_assert_int_eq(causa_bounds_change(-1, 1, 0, 0, 1, 0, 0.95, &b), CAUSA_EDOMAIN);
}
END_TEST

/* ---- many tests ---- */

START_TEST(discrete_false_discovery_rate)
{
	double a[] = {0.02, 0.3, 1}, b[] = {0.1, 1}, c[] = {0.04, 0.5, 1};
	const struct causa_null null[] = {{3, a, a}, {2, b, b}, {3, c, c}};
	const double p[] = {0.02, 0.1, 0.04};
	double out[3];
	ck_assert_int_eq(causa_adjust_discrete(p, null, 3, out), CAUSA_OK);
	/* in fractions: 1/49; (1/49 + 1/24)/2; (1/49 + 1/9 + 1/24)/3 */
	ck_assert_double_eq_tol(out[0], 1.0 / 49, 1e-15);
	ck_assert_double_eq_tol(out[2], (1.0 / 49 + 1.0 / 24) / 2, 1e-15);
	ck_assert_double_eq_tol(out[1], (1.0 / 49 + 1.0 / 9 + 1.0 / 24) / 3, 1e-15);
	ck_assert_int_eq(causa_adjust_discrete((const double[]){1.5}, null, 1, out), CAUSA_EDOMAIN);
}
END_TEST

START_TEST(null_distributions_add_up)
{
	struct causa_null null;
	/* 4 cases in equal times: p = 2/16 and 10/16 doubled tails, the rest 1 */
	ck_assert_int_eq(causa_null_change(4, 1, 1, 0, &null), CAUSA_OK);
	ck_assert_uint_eq(null.n, 3);
	ck_assert_double_eq_tol(null.p[0], 0.125, 1e-15);
	ck_assert_double_eq_tol(null.at_most[0], 0.125, 1e-15);
	ck_assert_double_eq_tol(null.p[1], 0.625, 1e-15);
	ck_assert_double_eq(null.p[2], 1);
	ck_assert_double_eq_tol(null.at_most[2], 1, 1e-15);
	causa_null_free(&null);
	ck_assert_int_eq(causa_null_fisher(2, 2, 2, &null), CAUSA_OK);
	/* 2 of 4, 2 and 2: tables with probability 1/6, 4/6, 1/6 */
	ck_assert_uint_eq(null.n, 2);
	ck_assert_double_eq_tol(null.p[0], 1.0 / 3, 1e-14);
	ck_assert_double_eq_tol(null.at_most[0], 1.0 / 3, 1e-14);
	causa_null_free(&null);
	const int64_t t[] = {0, 1, 2};
	ck_assert_int_eq(causa_null_trend(2, t, NULL, 3, &null), CAUSA_OK);
	ck_assert_double_eq_tol(null.p[0], 2.0 / 9, 1e-15); /* both in the first, or both in the last */
	ck_assert_double_eq_tol(null.at_most[0], 2.0 / 9, 1e-15);
	causa_null_free(&null);
	ck_assert_int_eq(causa_null_change(-1, 1, 1, 0, &null), CAUSA_EDOMAIN);
}
END_TEST

START_TEST(attainable_p)
{
	double p, rise, fall;
	ck_assert_int_eq(causa_attain_change_p(5, 1, 1, &p), CAUSA_OK);
	ck_assert_double_eq_tol(p, 0.0625, 1e-15);
	ck_assert_int_eq(causa_attain_fisher_p(2, 5, 5, &p), CAUSA_OK);
	ck_assert_double_eq_tol(p, 20.0 / 45, 1e-12); /* C(5,2)/C(10,2) twice */
	ck_assert_int_eq(causa_attain_fisher_p(0, 5, 5, &p), CAUSA_OK);
	ck_assert_double_eq(p, 1);
	ck_assert_int_eq(causa_attain_fisher_p(3, 0, 5, &p), CAUSA_ENODATA);
	ck_assert_int_eq(causa_detect(20, 1, 1, 0.95, 0.8, &rise, &fall), CAUSA_OK);
	ck_assert(rise > 1.5 && rise < 2.5 && fall > 0.2 && fall < 0.6);
	ck_assert_int_eq(causa_detect(5, 1, 1, 0.95, 0.8, &rise, &fall), CAUSA_OK);
	ck_assert(isnan(fall));
	ck_assert_int_eq(causa_detect(0, 1, 1, 0.95, 0.8, &rise, &fall), CAUSA_ENODATA);
	ck_assert_int_eq(causa_detect(5, 1, 1, 0.95, 1, &rise, &fall), CAUSA_EDOMAIN);
}
END_TEST

/* ---- joint ---- */

START_TEST(sampled_homogeneity_agrees_with_exact)
{
	const int64_t k[] = {10, 0, 1, 2, 9}, n[] = {43, 9, 6, 20, 33};
	double exact, sampled;
	ck_assert_int_eq(causa_homogeneity_exact(k, n, 5, &exact), CAUSA_OK);
	ck_assert_int_eq(causa_homogeneity_sampled(k, n, 5, 1, 20000, &sampled), CAUSA_OK);
	ck_assert_double_eq_tol(sampled, exact, 5 * sqrt(exact * (1 - exact) / 20000));
	/* two series: Fisher's test */
	double p, fisher;
	ck_assert_int_eq(causa_homogeneity_exact((const int64_t[]){7, 1}, (const int64_t[]){12, 15}, 2, &p), CAUSA_OK);
	ck_assert_int_eq(causa_fisher_minlike(7, 12, 1, 15, &fisher), CAUSA_OK);
	ck_assert_double_eq_tol(p, fisher, 1e-13);
	ck_assert_int_eq(causa_homogeneity_exact((const int64_t[]){7, 0}, (const int64_t[]){12, 0}, 2, &p), CAUSA_ENODATA);
	ck_assert_int_eq(causa_homogeneity_exact((const int64_t[]){7, 5}, (const int64_t[]){12, 4}, 2, &p), CAUSA_EDOMAIN);
}
END_TEST

START_TEST(decompositions_add_up)
{
	restart();
	for (int i = 0; i < turns(300); i++) {
		enum { M = 6 };
		int64_t k1[M], n1[M], k2[M], n2[M], K1 = 0, N1 = 0, K2 = 0, N2 = 0;
		struct causa_part part[M], total, back;
		for (int j = 0; j < M; j++) {
			n1[j] = causa_stream_below(&stream, 4) == 0 ? 0 : any_count();
			n2[j] = causa_stream_below(&stream, 4) == 0 ? 0 : any_count();
			k1[j] = causa_stream_below(&stream, n1[j] + 1);
			k2[j] = causa_stream_below(&stream, n2[j] + 1);
			K1 += k1[j];
			N1 += n1[j];
			K2 += k2[j];
			N2 += n2[j];
		}
		if (N1 == 0 || N2 == 0)
			continue;
		enum causa_undefined undefined = i % 2 == 0 ? CAUSA_UNDEFINED_CARRY : CAUSA_UNDEFINED_ZERO;
		ck_assert_int_eq(causa_kitagawa(k1, n1, k2, n2, M, undefined, part, &total), CAUSA_OK);
		double change = (double)K2 / (double)N2 - (double)K1 / (double)N1;
		ck_assert_double_eq_tol(total.mix + total.within, change, 1e-12);
		ck_assert_double_eq_tol(total.mix3 + total.within3 + total.joint3, change, 1e-12);
		ck_assert_int_eq(causa_kitagawa(k2, n2, k1, n1, M, undefined, part, &back), CAUSA_OK);
		ck_assert_double_eq_tol(back.mix, -total.mix, 1e-12);
	}
}
END_TEST

START_TEST(bootstrap_of_large_counts_is_the_delta_method)
{
	const int64_t k1[] = {4000}, n1[] = {10000}, k2[] = {4500}, n2[] = {10000};
	struct causa_interval limits[6], again[6];
	ck_assert_int_eq(causa_kitagawa_bootstrap(k1, n1, k2, n2, 1, CAUSA_UNDEFINED_CARRY, 0.95, 7, 3999, limits), CAUSA_OK);
	ck_assert_int_eq(causa_kitagawa_bootstrap(k1, n1, k2, n2, 1, CAUSA_UNDEFINED_CARRY, 0.95, 7, 3999, again), CAUSA_OK);
	ck_assert_mem_eq(limits, again, sizeof limits);
	double se = sqrt(0.4 * 0.6 / 1e4 + 0.45 * 0.55 / 1e4);
	ck_assert_double_eq_tol(limits[1].lower, 0.05 - 1.96 * se, 0.15 * se);
	ck_assert_double_eq_tol(limits[1].upper, 0.05 + 1.96 * se, 0.15 * se);
	ck_assert_double_eq(limits[0].upper, 0);
	ck_assert_int_eq(causa_kitagawa_bootstrap(k1, n1, k2, n2, 1, CAUSA_UNDEFINED_CARRY, 0.95, 7, 5, limits), CAUSA_EDOMAIN);
}
END_TEST

START_TEST(shrinking)
{
	const int64_t k[] = {6, 4, 5, 5}, n[] = {30, 20, 25, 25};
	struct causa_beta_prior prior;
	struct causa_interval ci;
	double mean;
	ck_assert_int_eq(causa_beta_prior(k, n, 4, &prior), CAUSA_OK);
	ck_assert(isinf(prior.alpha) && prior.boundary_score <= 0);
	ck_assert_int_eq(causa_shrink(6, 30, &prior, 0.95, &mean, &ci), CAUSA_OK);
	ck_assert_double_eq_tol(mean, 0.2, 1e-15);
	ck_assert(ci.lower == 0 && ci.upper == 1);
	ck_assert_int_eq(causa_beta_prior((const int64_t[]){0, 0}, n, 2, &prior), CAUSA_ENODATA);
	ck_assert_int_eq(causa_beta_prior((const int64_t[]){5, 9}, (const int64_t[]){5, 3}, 2, &prior), CAUSA_EDOMAIN);
	/* all or nothing: the likelihood rises to the weight 0 */
	ck_assert_int_eq(causa_beta_prior((const int64_t[]){9, 0, 8}, (const int64_t[]){9, 7, 8}, 3, &prior), CAUSA_ENOCONV);
	ck_assert_int_eq(causa_beta_prior((const int64_t[]){30, 5, 11}, (const int64_t[]){40, 60, 30}, 3, &prior), CAUSA_OK);
	ck_assert_int_eq(causa_shrink(30, 40, &prior, 0.95, &mean, &ci), CAUSA_OK);
	ck_assert(mean < 0.75 && mean > prior.mean && inside(mean, ci));
}
END_TEST

/* ---- joinpoints ---- */

enum { MOST_POINTS = 30, COLUMNS = 5 };

/* Weighted least squares by normal equations and elimination. */
static double plain_sse(const int64_t *y, const int64_t *t, int n, const int *at, int k)
{
	double A[COLUMNS][COLUMNS + 1] = {{0}}, x[COLUMNS], sse = 0;
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < n; i++) {
			double w = y[i] > 0 ? (double)y[i] : 0.5, z = log(w), row[COLUMNS] = {1, (double)(t[i] - t[n / 2])};
			for (int j = 0; j < k; j++)
				row[j + 2] = t[i] > t[at[j]] ? (double)(t[i] - t[at[j]]) : 0;
			double fitted = 0;
			for (int a = 0; a < k + 2; a++) {
				fitted += pass == 1 ? x[a] * row[a] : 0;
				for (int b = 0; b < k + 2 && pass == 0; b++)
					A[a][b] += w * row[a] * row[b];
				A[a][k + 2] += pass == 0 ? w * row[a] * z : 0;
			}
			sse += pass == 1 ? w * (z - fitted) * (z - fitted) : 0;
		}
		for (int a = 0; a < k + 2 && pass == 0; a++) {
			for (int b = a + 1; b < k + 2; b++) {
				double f = A[b][a] / A[a][a];
				for (int c = a; c <= k + 2; c++)
					A[b][c] -= f * A[a][c];
			}
		}
		for (int a = k + 1; a >= 0 && pass == 0; a--) {
			x[a] = A[a][k + 2];
			for (int b = a + 1; b < k + 2; b++)
				x[a] -= A[a][b] * x[b];
			x[a] /= A[a][a];
		}
	}
	return sse;
}

static double best_sse(const int64_t *y, const int64_t *t, int n, int k)
{
	double best = INFINITY;
	int at[3] = {0};
	if (k == 0)
		return plain_sse(y, t, n, at, 0);
	for (at[0] = 2; at[0] <= n - 3; at[0]++) {
		if (k == 1)
			best = fmin(best, plain_sse(y, t, n, at, 1));
		for (at[1] = at[0] + 3; k == 2 && at[1] <= n - 3; at[1]++)
			best = fmin(best, plain_sse(y, t, n, at, 2));
	}
	return best;
}

static const struct causa_joinpoint_options plainly = {.selection = CAUSA_SEGMENTS_WBIC, .level = 0.95, .seed = 1};

START_TEST(joinpoints_by_brute_force)
{
	restart();
	for (int i = 0; i < turns(100); i++) {
		int n = 7 + (int)causa_stream_below(&stream, 12);
		int64_t y[MOST_POINTS], t[MOST_POINTS];
		struct causa_joinpoint fit;
		double mean = exp(1 + 4 * causa_stream_uniform(&stream));
		for (int j = 0; j < n; j++) {
			t[j] = j > 0 ? t[j - 1] + 1 + (i % 5 == 0 ? causa_stream_below(&stream, 2) : 0) : 1990;
			y[j] = causa_stream_poisson(&stream, mean * exp(0.1 * (j < n / 2 ? j : n - j)));
		}
		if (causa_joinpoint_fit(y, t, NULL, n, &plainly, &fit) != CAUSA_OK)
			continue;
		ck_assert_int_eq(fit.most, causa_joinpoint_most(n));
		ck_assert_int_le(fit.joinpoints, fit.most);
		for (int k = 0; k <= fit.most && k <= 2; k++) {
			double want = best_sse(y, t, n, k);
			ck_assert_msg(fabs(fit.sse[k] - want) <= 1e-8 * (want + 1e-6), "n %d k %d: %.12g, not %.12g", n, k, fit.sse[k], want);
		}
		ck_assert_int_eq(fit.segment[0].first, t[0]);
		ck_assert_int_eq(fit.segment[fit.joinpoints].last, t[n - 1]);
	}
}
END_TEST

START_TEST(joinpoints_of_clean_lines)
{
	int64_t t[24], y[24], back[24];
	double exposure[24];
	struct causa_joinpoint fit, turned, scaled, one, two;
	struct causa_joinpoint_options tests = {.selection = CAUSA_SEGMENTS_PERMUTATION, .level = 0.95, .seed = 3, .replicates = 299};
	for (int i = 0; i < 24; i++) {
		t[i] = 2000 + i;
		y[i] = (int64_t)llround(1e6 * exp(i < 12 ? 0.08 * i : 0.96 - 0.05 * (i - 12)));
		exposure[i] = 3.5;
	}
	for (int i = 0; i < 24; i++)
		back[i] = y[23 - i];
	ck_assert_int_eq(causa_joinpoint_fit(y, t, NULL, 24, &tests, &fit), CAUSA_OK);
	ck_assert_int_eq(fit.joinpoints, 1);
	ck_assert_int_eq(fit.segment[0].last, 2012);
	ck_assert_double_eq_tol(fit.segment[0].slope, 0.08, 1e-6);
	ck_assert_double_eq_tol(fit.segment[1].slope, -0.05, 1e-6);
	ck_assert_double_eq_tol(fit.average.slope, (12 * 0.08 - 11 * 0.05) / 23, 1e-6);
	ck_assert_int_eq(causa_joinpoint_fit(back, t, NULL, 24, &tests, &turned), CAUSA_OK);
	ck_assert_double_eq_tol(turned.average.slope, -fit.average.slope, 1e-9);
	ck_assert_int_eq(causa_joinpoint_fit(y, t, exposure, 24, &tests, &scaled), CAUSA_OK);
	ck_assert_double_eq_tol(scaled.segment[0].slope, fit.segment[0].slope, 1e-12);
	ck_assert_int_eq(causa_joinpoint_fit(y, t, NULL, 24, &tests, &two), CAUSA_OK);
	ck_assert_mem_eq(&two.test_p, &fit.test_p, sizeof fit.test_p);
	for (int i = 0; i < 24; i++)
		y[i] = INT64_C(1) << i;
	ck_assert_int_eq(causa_joinpoint_fit(y, t, NULL, 24, &plainly, &one), CAUSA_OK);
	ck_assert_int_eq(one.joinpoints, 0);
	ck_assert_double_eq_tol(one.average.slope, M_LN2, 1e-12);
	ck_assert(isfinite(one.average.p) && isfinite(one.average.se));
	ck_assert_int_eq(causa_joinpoint_fit(y, t, NULL, 6, &plainly, &one), CAUSA_ENODATA);
	ck_assert_int_eq(causa_joinpoint_fit(y, t, NULL, 1001, &plainly, &one), CAUSA_EDOMAIN);
	memset(y, 0, sizeof y);
	ck_assert_int_eq(causa_joinpoint_fit(y, t, NULL, 24, &plainly, &one), CAUSA_ENODATA);
	static const int most[] = {6, 7, 11, 12, 16, 17, 21, 22, 26, 27, 90}, want[] = {0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
	for (int i = 0; i < 11; i++)
		ck_assert_int_eq(causa_joinpoint_most(most[i]), want[i]);
}
END_TEST

START_TEST(noise_has_no_joinpoint)
{
	int found = 0, n = turns(60);
	restart();
	for (int i = 0; i < n; i++) {
		struct causa_joinpoint_options tests = {.selection = CAUSA_SEGMENTS_PERMUTATION, .level = 0.95, .seed = 9, .series = (uint64_t)i,
		                                        .replicates = 199};
		int64_t y[12], t[12];
		struct causa_joinpoint fit;
		for (int j = 0; j < 12; j++) {
			t[j] = j;
			y[j] = causa_stream_poisson(&stream, 80);
		}
		ck_assert_int_eq(causa_joinpoint_fit(y, t, NULL, 12, &tests, &fit), CAUSA_OK);
		found += fit.joinpoints > 0;
	}
	ck_assert_int_le(found, 2 + n / 8); /* 5 % are expected */
}
END_TEST

/* ---- random streams ---- */

START_TEST(streams)
{
	/* xoshiro256++ from the state 1, 2, 3, 4: outputs of the authors' program */
	static const uint64_t known[] = {UINT64_C(41943041), UINT64_C(58720359), UINT64_C(3588806011781223), UINT64_C(3591011842654386),
	                                 UINT64_C(9228616714210784205), UINT64_C(9973669472204895162)};
	struct causa_stream s = {{1, 2, 3, 4}}, a, b;
	for (int i = 0; i < 6; i++)
		ck_assert_uint_eq(causa_stream_bits(&s), known[i]);
	causa_stream_open(1, 2, 3, &a);
	causa_stream_open(1, 3, 2, &b);
	ck_assert_uint_ne(causa_stream_bits(&a), causa_stream_bits(&b));
	causa_stream_open(1, 2, 3, &b);
	causa_stream_bits(&b);
	ck_assert_uint_eq(causa_stream_bits(&a), causa_stream_bits(&b));
}
END_TEST

/* Chi-square of draws against probabilities, cells with less than 5 expected pooled into the last. */
static double fit_of(const int *seen, const double *probability, int cells, int draws)
{
	double x2 = 0, rest_expected = draws, rest = draws;
	int df = 0;
	for (int i = 0; i < cells; i++) {
		double e = draws * probability[i];
		if (e < 5)
			continue;
		x2 += (seen[i] - e) * (seen[i] - e) / e;
		rest_expected -= e;
		rest -= seen[i];
		df++;
	}
	if (rest_expected > 5)
		x2 += (rest - rest_expected) * (rest - rest_expected) / rest_expected;
	return causa_chisq_sf(x2, df);
}

START_TEST(draws_have_their_distribution)
{
	static const double mean[] = {0.3, 4, 9.9, 10, 55, 300};
	enum { CELLS = 600 };
	restart();
	for (int m = 0; m < 6; m++) {
		int seen[CELLS] = {0}, draws = turns(20000);
		double probability[CELLS];
		for (int i = 0; i < draws; i++) {
			int64_t k = causa_stream_poisson(&stream, mean[m]);
			if (k < CELLS)
				seen[k]++;
		}
		for (int k = 0; k < CELLS; k++)
			probability[k] = causa_pois_pmf(k, mean[m]);
		ck_assert_msg(fit_of(seen, probability, CELLS, draws) > 1e-4, "Poisson %g", mean[m]);
		memset(seen, 0, sizeof seen);
		double p = mean[m] / 500;
		for (int i = 0; i < draws; i++)
			seen[causa_stream_binomial(&stream, 500, p)]++;
		for (int k = 0; k < CELLS; k++)
			probability[k] = causa_binom_pmf(k, 500, p);
		ck_assert_msg(fit_of(seen, probability, CELLS, draws) > 1e-4, "binomial %g", p);
	}
	ck_assert_int_eq(causa_stream_poisson(&stream, 0), 0);
	ck_assert_int_eq(causa_stream_binomial(&stream, 9, 1), 9);
	ck_assert_int_eq(causa_stream_binomial(&stream, 9, 0), 0);
}
END_TEST

/* ---- funnels ---- */

START_TEST(funnel_limits_are_those_of_exact_sums)
{
	struct oracle *o = oracle_open("funnel.csv");
	int rows = 0;
	while (oracle_next(o)) {
		bool counts = oracle_is(o, "distribution", "poisson");
		int64_t n = oracle_integer(o, "n");
		double ratio = oracle_number(o, "ratio"), q = oracle_number(o, "q");
		/* A limit is a count less or more a part of one, over n: what is lost cancels near 0 only. */
		ck_assert_double_eq_tol(causa_funnel_lower(q, n, ratio, counts), oracle_number(o, "lower"), 1e-12);
		ck_assert_double_eq_tol(causa_funnel_upper(q, n, ratio, counts), oracle_number(o, "upper"), 1e-12 * fmax(1, oracle_number(o, "upper")));
		rows++;
	}
	ck_assert_int_eq(rows, 330);
}
END_TEST

/* Outside the limits just when the exact tail is below q. */
START_TEST(funnel_limits_are_tests)
{
	static const double q[] = {0.025, 0.001}, ratio[] = {0.102, 0.5, 0.037};
	for (int64_t n = 1; n <= 80; n++) {
		for (int64_t k = 0; k <= n; k++) {
			for (int i = 0; i < 6; i++) {
				double r = ratio[i / 2], p = q[i % 2], at = (double)k / (double)n;
				double above = k == 0 ? 1 : causa_binom_sf(k - 1, n, r), below = causa_binom_cdf(k, n, r);
				bool high = at > causa_funnel_upper(p, n, r, false), low = at < causa_funnel_lower(p, n, r, false);
				if (high != (above < p) || low != (below < p))
					ck_abort_msg("%lld of %lld, ratio %g: tails %g and %g against %g", (long long)k, (long long)n, r, above, below, p);
			}
		}
	}
	/* one of one at a true ratio of a tenth is no outlier */
	ck_assert(causa_funnel_upper(0.001, 1, 0.1, false) >= 1);
	ck_assert(isnan(causa_funnel_upper(0.025, 0, 0.1, false)) && isnan(causa_funnel_lower(0, 10, 0.1, false)));
	ck_assert(isnan(causa_funnel_upper(0.025, 10, 1, false)) && isnan(causa_funnel_lower(0.025, 10, 0, true)));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("core");
	TCase *tc = tcase_create("properties");
	tcase_set_timeout(tc, 300);
	tcase_add_test(tc, intervals_hold_the_estimate_and_nest);
	tcase_add_test(tc, rate_ratios_mirror_when_periods_swap);
	tcase_add_test(tc, odds_ratios_mirror_and_agree_with_their_p);
	tcase_add_test(tc, risk_ratio_as_published);
	tcase_add_test(tc, standardised_rates);
	tcase_add_test(tc, exact_trends_by_enumeration);
	tcase_add_test(tc, exact_trends_of_many_cases);
	tcase_add_test(tc, slopes_turn_with_time_and_scale_with_it);
	tcase_add_test(tc, underdispersed_counts_have_infinite_theta);
	tcase_add_test(tc, separated_ratios);
	tcase_add_test(tc, digamma_and_trigamma);
	tcase_add_test(tc, moderated_dispersions);
	tcase_add_test(tc, bounds_hold_every_allotment);
	tcase_add_test(tc, ratio_bounds_hold_every_allotment);
	tcase_add_test(tc, shares_that_turn_a_change);
	tcase_add_test(tc, discrete_false_discovery_rate);
	tcase_add_test(tc, null_distributions_add_up);
	tcase_add_test(tc, attainable_p);
	tcase_add_test(tc, sampled_homogeneity_agrees_with_exact);
	tcase_add_test(tc, decompositions_add_up);
	tcase_add_test(tc, bootstrap_of_large_counts_is_the_delta_method);
	tcase_add_test(tc, shrinking);
	tcase_add_test(tc, joinpoints_by_brute_force);
	tcase_add_test(tc, joinpoints_of_clean_lines);
	tcase_add_test(tc, noise_has_no_joinpoint);
	tcase_add_test(tc, streams);
	tcase_add_test(tc, draws_have_their_distribution);
	tcase_add_test(tc, funnel_limits_are_those_of_exact_sums);
	tcase_add_test(tc, funnel_limits_are_tests);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
