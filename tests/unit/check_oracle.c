/* The kernels against reference values of R, Python and exact arithmetic: every row of tests/oracle, and of CAUSA_REFERENCE
 * (the complete files, ten times as many rows) where it is present. Prints per method: rows, worst relative error, where.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa.h>

#include "oracle.h"

enum { MOST = 128 };

/* ---- what is computed for a row ---- */

/* OTHER: a number of another package that causa does not compute. NONE: causa refuses what the package computes, or the
 * number does not exist. */
enum verdict { GOT, NONE, OTHER };

static bool method_is(const struct oracle *o, const char *name)
{
	return oracle_is(o, "method", name);
}

static bool is(const struct oracle *o, const char *statistic)
{
	return oracle_is(o, "statistic", statistic);
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);
	return n >= m && strcmp(text + n - m, end) == 0;
}

static double end_of(const struct oracle *o, struct causa_interval interval)
{
	return ends_with(oracle_text(o, "statistic"), "lower") || is(o, "post_lower95") ? interval.lower : interval.upper;
}

static double level_of(const struct oracle *o)
{
	return oracle_is(o, "level", "") ? 0.95 : oracle_number(o, "level");
}

/* Status of a kernel turned into a verdict; anything but OK and ENODATA is a failure of the test. */
static enum verdict verdict_of(const struct oracle *o, enum causa_status status)
{
	ck_assert_msg(status == CAUSA_OK || status == CAUSA_ENODATA, "status %d: %s", (int)status, oracle_row(o));
	return status == CAUSA_OK ? GOT : NONE;
}

typedef enum causa_status (*count_interval)(int64_t x, double level, struct causa_interval *out);
typedef enum causa_status (*prop_interval)(int64_t k, int64_t n, double level, struct causa_interval *out);

static enum verdict count_value(const struct oracle *o, double *got)
{
	struct causa_interval ci = {0};
	count_interval f = method_is(o, "garwood") ? causa_count_garwood : method_is(o, "byar_breslow_day") ? causa_count_byar : NULL;
	if (f == NULL)
		return OTHER;
	enum verdict v = verdict_of(o, f(oracle_integer(o, "x"), level_of(o), &ci));
	*got = end_of(o, ci);
	return v;
}

static enum verdict prop_value(const struct oracle *o, double *got)
{
	static const struct {
		const char *name;
		prop_interval f;
	} method[] = {{"wilson", causa_prop_wilson},
	              {"wilson_cc_newcombe", causa_prop_wilson_cc},
	              {"clopper_pearson", causa_prop_clopper_pearson},
	              {"jeffreys_bcd", causa_prop_jeffreys},
	              {"agresti_coull_clipped", causa_prop_agresti_coull},
	              {"mid_p", causa_prop_midp}};
	for (size_t i = 0; i < sizeof method / sizeof method[0]; i++) {
		struct causa_interval ci = {0};
		if (!method_is(o, method[i].name))
			continue;
		enum verdict v = verdict_of(o, method[i].f(oracle_integer(o, "k"), oracle_integer(o, "n"), level_of(o), &ci));
		*got = end_of(o, ci);
		return v;
	}
	return OTHER;
}

static enum verdict change_value(const struct oracle *o, double *got)
{
	const char *m = oracle_text(o, "method");
	struct causa_ratecmp cmp = {0};
	bool midp = strstr(m, "midp") != NULL;
	if (method_is(o, "change") || strstr(m, "minlike") != NULL)
		return OTHER;
	enum causa_status status = (midp ? causa_rate_ratio_midp : causa_rate_ratio_exact)(
		oracle_integer(o, "x1"), 1, oracle_integer(o, "x2"), oracle_number(o, "exposure2"), level_of(o), &cmp);
	*got = is(o, "p") ? cmp.p : is(o, "estimate") ? cmp.has_ratio ? cmp.ratio : (double)INFINITY : end_of(o, cmp.limits);
	return verdict_of(o, status);
}

static enum verdict ratio_change_value(const struct oracle *o, double *got)
{
	struct causa_propcmp cmp = {0};
	struct causa_oddsratio odds = {0};
	int64_t k1 = oracle_integer(o, "k1"), n1 = oracle_integer(o, "n1");
	int64_t k2 = oracle_integer(o, "k2"), n2 = oracle_integer(o, "n2");
	if (method_is(o, "mee") || is(o, "p_midp_doubling") || is(o, "p_less") || is(o, "p_greater"))
		return OTHER;
	if (method_is(o, "fisher") && is(o, "p_minlike"))
		return verdict_of(o, causa_fisher_minlike(k1, n1, k2, n2, got));
	if (method_is(o, "fisher") || strncmp(oracle_text(o, "method"), "odds_ratio", 10) == 0) {
		enum verdict v = verdict_of(o, causa_odds_ratio(k1, n1, k2, n2, level_of(o), &odds));
		*got = is(o, "sample") ? odds.sample : is(o, "conditional_mle") ? odds.conditional
		     : is(o, "p_doubling") ? odds.p_central : end_of(o, odds.limits);
		return v;
	}
	enum causa_status status = (method_is(o, "newcombe_score") ? causa_prop_diff_newcombe
	                                                           : causa_prop_diff_miettinen_nurminen)(k1, n1, k2, n2, level_of(o), &cmp);
	*got = is(o, "estimate") ? cmp.difference : end_of(o, cmp.limits);
	return verdict_of(o, status);
}

/* ---- trends ---- */

struct series {
	int64_t y[MOST], n[MOST], time[MOST];
	double t[MOST], exposure[MOST], rate[MOST];
	int years;
};

static void read_series(const struct oracle *o, struct series *s)
{
	memset(s, 0, sizeof *s);
	s->years = oracle_list(o, "y", s->y, s->n, MOST);
	ck_assert_int_eq(oracle_list(o, "t", s->time, NULL, MOST), s->years);
	for (int i = 0; i < s->years; i++) {
		s->t[i] = (double)s->time[i];
		s->exposure[i] = 1;
		s->rate[i] = (double)s->y[i] / (s->n[i] > 0 ? (double)s->n[i] : 1);
	}
	if (!oracle_is(o, "exposure_last", "none") && !oracle_is(o, "exposure_last", ""))
		s->exposure[s->years - 1] = oracle_number(o, "exposure_last");
	s->rate[s->years - 1] /= s->exposure[s->years - 1];
}

/* Statistics of other packages, or that follow from others by one operation. */
static const char *const foreign[] = {
	"glm_slope_default_eps", "wald_z", "apc_pct", "null_deviance", "lr_chi2", "loglik", "deviance_gof_p", "dispersion",
	"apc_wald_lower", "apc_wald_upper", "apc_profile_lower", "apc_profile_upper", "slope_profile_lower_MASS_spline",
	"slope_profile_upper_MASS_spline", "status", "glm_default_slope_meaningless", "slope_wald_z_lower", "slope_wald_z_upper",
	"t", "T", "E_T", "p_upper", "p_lower", "p_midp_doubling", "p_minlike", "p_distance", "p_minlike_strict",
	"slope_midp_lower", "slope_midp_upper", "p_upper_enumerated", "p_lower_enumerated", "varS", "z_cc", "p_normal_cc",
	"p_normal_nocc", "cor.test_default_p", "tau_b", "intercept_at_t0_median", "intercept_conover", "trendpkg_lower",
	"trendpkg_upper", "hollander_wolfe_exact_level", "hollander_wolfe_exact_lower", "hollander_wolfe_exact_upper",
	"scipy_theilslopes_lower", "scipy_theilslopes_upper", "chi2_N", "z_N", "chi2_N-1", "p_N-1", "chi2_cc_N", "p_cc_N",
	"separation"};

static bool is_foreign(const struct oracle *o)
{
	bool negbin = method_is(o, "negbin") && !is(o, "status");
	for (size_t i = 0; i < sizeof foreign / sizeof foreign[0] && !negbin; i++) {
		if (is(o, foreign[i]))
			return !(method_is(o, "logistic") && is(o, "deviance"));
	}
	return false;
}

static enum verdict loglinear_value(const struct oracle *o, const struct series *s, double *got)
{
	struct causa_loglinear fit = {0};
	struct causa_interval ci = {0};
	double p = NAN, level = level_of(o);
	const char *statistic = oracle_text(o, "statistic");
	enum causa_status status = causa_loglinear_fit(s->y, s->t, s->exposure, s->years, &fit);
	if (status != CAUSA_OK)
		return verdict_of(o, status);
	if (strstr(statistic, "profile") != NULL) {
		status = causa_loglinear_profile(s->y, s->t, s->exposure, s->years, level, &ci);
		*got = end_of(o, ci);
		return verdict_of(o, status);
	}
	if (is(o, "lr_p"))
		return verdict_of(o, causa_loglinear_lr_p(s->y, s->t, s->exposure, s->years, got));
	if (fit.separated != 0) {
		*got = fit.separated * (double)INFINITY;
		return is(o, "slope") ? GOT : NONE;
	}
	if (method_is(o, "quasipoisson")) {
		status = causa_loglinear_quasi(&fit, level, &ci, &p);
		*got = is(o, "p_t") ? p : is(o, "se_slope") ? fit.se_slope * sqrt(fit.x2 / fit.df) : end_of(o, ci);
		return verdict_of(o, status);
	}
	if (strstr(statistic, "wald") != NULL) {
		status = causa_loglinear_wald(&fit, level, &ci, &p);
		*got = is(o, "wald_p") ? p : end_of(o, ci);
		return verdict_of(o, status);
	}
	*got = is(o, "slope") ? fit.slope : is(o, "intercept") ? fit.intercept : is(o, "se_slope") ? fit.se_slope
	     : is(o, "se_intercept") ? fit.se_intercept : is(o, "pearson_x2") ? fit.x2 : fit.deviance;
	return GOT;
}

static enum verdict negbin_value(const struct oracle *o, const struct series *s, double *got)
{
	struct causa_negbin fit = {0};
	enum causa_status status = causa_negbin_fit(s->y, s->t, s->exposure, s->years, &fit);
	if (status != CAUSA_OK || fit.separated != 0)
		return status != CAUSA_OK ? verdict_of(o, status) : NONE;
	*got = is(o, "boundary_score") ? fit.boundary_score : is(o, "theta") ? fit.theta : is(o, "se_theta") ? fit.se_theta
	     : is(o, "slope") ? fit.slope : is(o, "intercept") ? fit.intercept : is(o, "se_slope") ? fit.se_slope : fit.loglik;
	return is(o, "se_theta") && isinf(fit.theta) ? NONE : GOT;
}

static enum verdict exact_value(const struct oracle *o, const struct series *s, double *got)
{
	struct causa_interval ci = {0};
	if (is(o, "p_doubling"))
		return verdict_of(o, causa_exact_trend(s->y, s->time, s->exposure, s->years, got));
	enum causa_status status = causa_exact_trend_limits(s->y, s->time, s->exposure, s->years, level_of(o), &ci);
	*got = end_of(o, ci);
	return verdict_of(o, status);
}

static enum verdict rank_value(const struct oracle *o, const struct series *s, double *got)
{
	int64_t S;
	double p, floor, slope;
	struct causa_interval ci = {0};
	if (method_is(o, "sen")) {
		enum causa_status status = causa_sen(s->rate, s->t, s->years, level_of(o), &slope, &ci);
		double end = end_of(o, ci);
		*got = is(o, "slope") ? slope : isinf(end) ? (double)NAN : end;
		return verdict_of(o, status);
	}
	enum causa_status status = causa_mann_kendall(s->rate, s->years, &S, &p, &floor);
	*got = is(o, "S") ? (double)S : p;
	return verdict_of(o, status);
}

static enum verdict logistic_value(const struct oracle *o, const struct series *s, double *got)
{
	struct causa_logistic fit = {0};
	struct causa_interval ci = {0};
	double p;
	enum causa_status status;
	if (strstr(oracle_text(o, "statistic"), "profile") != NULL || is(o, "lr_p")) {
		status = causa_logistic_profile(s->y, s->n, s->t, s->years, level_of(o), &ci, &p);
		*got = is(o, "lr_p") ? p : end_of(o, ci);
		return verdict_of(o, status);
	}
	status = causa_logistic_fit(s->y, s->n, s->t, s->years, &fit);
	if (status != CAUSA_OK || fit.separated != 0)
		return status != CAUSA_OK ? verdict_of(o, status) : NONE;
	if (strstr(oracle_text(o, "statistic"), "wald") != NULL) {
		status = causa_logistic_wald(&fit, level_of(o), &ci, &p);
		*got = is(o, "wald_p") ? p : end_of(o, ci);
		return verdict_of(o, status);
	}
	if (is(o, "deviance"))
		return OTHER;
	*got = is(o, "slope") ? fit.slope : is(o, "intercept") ? fit.intercept : is(o, "se_slope") ? fit.se_slope : fit.x2;
	return GOT;
}

static enum verdict firth_value(const struct oracle *o, const struct series *s, double *got)
{
	struct causa_firth fit = {0};
	enum causa_status status = causa_firth_fit(s->y, s->n, s->t, s->years, level_of(o), &fit);
	*got = is(o, "slope") ? fit.slope : is(o, "intercept") ? fit.intercept : is(o, "se_slope") ? fit.se_slope
	     : end_of(o, fit.limits);
	return verdict_of(o, status);
}

static enum verdict armitage_value(const struct oracle *o, const struct series *s, double *got)
{
	int done = 0;
	if (method_is(o, "cochran_armitage"))
		return is(o, "p_N") ? verdict_of(o, causa_cochran_armitage(s->y, s->n, s->t, s->years, got)) : OTHER;
	enum causa_status status = causa_cochran_armitage_exact(s->y, s->n, s->t, s->years, got, &done);
	return status == CAUSA_OK && !done ? NONE : verdict_of(o, status);
}

static enum verdict trend_value(const struct oracle *o, double *got)
{
	struct series s;
	if (is_foreign(o))
		return OTHER;
	read_series(o, &s);
	if (method_is(o, "poisson") || method_is(o, "quasipoisson"))
		return loglinear_value(o, &s, got);
	if (method_is(o, "negbin"))
		return negbin_value(o, &s, got);
	if (method_is(o, "exact_trend"))
		return exact_value(o, &s, got);
	if (method_is(o, "sen") || method_is(o, "mann_kendall"))
		return rank_value(o, &s, got);
	if (method_is(o, "logistic"))
		return logistic_value(o, &s, got);
	return method_is(o, "firth") ? firth_value(o, &s, got) : armitage_value(o, &s, got);
}

/* ---- joint ---- */

struct groups {
	int64_t k1[MOST], n1[MOST], k2[MOST], n2[MOST];
	int m;
};

static enum verdict homogeneity_value(const struct oracle *o, double *got)
{
	struct groups g;
	struct causa_homogeneity h = {0};
	g.m = oracle_list(o, "k", g.k1, NULL, MOST);
	oracle_list(o, "n", g.n1, NULL, MOST);
	if (method_is(o, "fisher_freeman_halton")) {
		if (!is(o, "p"))
			return OTHER;
		enum causa_status status = causa_homogeneity_exact(g.k1, g.n1, g.m, got);
		return status == CAUSA_ERANGE ? NONE : verdict_of(o, status);
	}
	enum verdict v = verdict_of(o, causa_homogeneity(g.k1, g.n1, g.m, &h));
	bool g_test = method_is(o, "g_test");
	*got = is(o, "x2") ? h.x2 : is(o, "G") ? h.g : is(o, "df") ? h.df : is(o, "p") ? g_test ? h.p_g : h.p_x2
	     : is(o, "min_expected") ? h.least_expected : h.below_5;
	return v;
}

static enum verdict stratified_value(const struct oracle *o, double *got)
{
	struct groups g;
	struct causa_mantel_haenszel mh = {0};
	struct causa_interval ci = {0};
	double minlike, central, x2, tarone, p, p_tarone;
	int df;
	g.m = oracle_list(o, "k1", g.k1, NULL, MOST);
	oracle_list(o, "n1", g.n1, NULL, MOST);
	oracle_list(o, "k2", g.k2, NULL, MOST);
	oracle_list(o, "n2", g.n2, NULL, MOST);
	if (method_is(o, "mh_exact")) {
		double estimate;
		enum verdict v = verdict_of(
			o, causa_common_odds_ratio(g.k1, g.n1, g.k2, g.n2, g.m, level_of(o), &estimate, &ci, &minlike, &central));
		*got = is(o, "p_minlike") ? minlike : is(o, "cond_mle_or") ? estimate : end_of(o, ci);
		return v;
	}
	if (method_is(o, "breslow_day")) {
		enum verdict v = verdict_of(o, causa_breslow_day(g.k1, g.n1, g.k2, g.n2, g.m, &x2, &tarone, &df, &p, &p_tarone));
		*got = is(o, "x2") ? x2 : is(o, "x2_tarone") ? tarone : is(o, "df") ? df : is(o, "p") ? p : p_tarone;
		return v;
	}
	enum verdict v = verdict_of(o, causa_mantel_haenszel(g.k1, g.n1, g.k2, g.n2, g.m, level_of(o), &mh));
	if (method_is(o, "cmh"))
		*got = is(o, "chi2_nocc") ? mh.chi2 : is(o, "p_nocc") ? mh.p : is(o, "chi2_cc") ? mh.chi2_cc : mh.p_cc;
	else if (method_is(o, "mh_or"))
		*got = is(o, "estimate") ? mh.odds_ratio : end_of(o, mh.odds_limits);
	else if (method_is(o, "mh_rr"))
		*got = is(o, "estimate") ? mh.risk_ratio : is(o, "se_log") ? mh.se_log_risk : end_of(o, mh.risk_limits);
	else
		*got = is(o, "estimate") ? mh.risk_difference : is(o, "se_sato") ? mh.se_difference : mh.se_difference_gr;
	return v;
}

static enum verdict kitagawa_value(const struct oracle *o, double *got)
{
	struct groups g;
	struct causa_part part[MOST], total;
	if (!oracle_has(o, "group")) /* the complete file has no counts beside its values */
		return OTHER;
	g.m = oracle_list(o, "k1", g.k1, NULL, MOST);
	oracle_list(o, "n1", g.n1, NULL, MOST);
	oracle_list(o, "k2", g.k2, NULL, MOST);
	oracle_list(o, "n2", g.n2, NULL, MOST);
	enum causa_undefined undefined = method_is(o, "kitagawa_carry") ? CAUSA_UNDEFINED_CARRY : CAUSA_UNDEFINED_ZERO;
	enum verdict v = verdict_of(o, causa_kitagawa(g.k1, g.n1, g.k2, g.n2, g.m, undefined, part, &total));
	int group = (int)oracle_integer(o, "group");
	const struct causa_part *at = group < 0 ? &total : &part[group];
	*got = is(o, "total_change") ? at->mix + at->within : is(o, "mix") ? at->mix : is(o, "rate") ? at->within
	     : is(o, "mix3") ? at->mix3 : is(o, "rate3") ? at->within3 : at->joint3;
	return v;
}

static enum verdict manski_value(const struct oracle *o, double *got)
{
	struct causa_interval ci = {0};
	if (strncmp(oracle_text(o, "series"), "ALL_CELLS", 9) == 0) /* totals do not move with the allotment */
		return OTHER;
	int64_t c = oracle_is(o, "c", "NA") ? method_is(o, "c_blank_as_zero") ? 0 : -1 : oracle_integer(o, "c");
	int64_t k = oracle_is(o, "k", "NA") ? -1 : oracle_integer(o, "k");
	struct causa_allotment a = {k, oracle_integer(o, "n"), c, oracle_integer(o, "m")};
	enum verdict v = verdict_of(o, causa_bounds_ratio(&a, true, &ci));
	*got = end_of(o, ci);
	return v;
}

static enum verdict shrink_value(const struct oracle *o, double *got)
{
	struct groups g;
	struct causa_beta_prior prior = {0};
	struct causa_interval ci = {0};
	double mean;
	g.m = oracle_list(o, "k", g.k1, NULL, MOST);
	oracle_list(o, "n", g.n1, NULL, MOST);
	enum verdict v = verdict_of(o, causa_beta_prior(g.k1, g.n1, g.m, &prior));
	if (v == GOT && (is(o, "shrunken") || strncmp(oracle_text(o, "statistic"), "post", 4) == 0)) {
		v = verdict_of(o, causa_shrink(oracle_integer(o, "kk"), oracle_integer(o, "nn"), &prior, 0.95, &mean, &ci));
		*got = is(o, "shrunken") ? mean : end_of(o, ci);
		return isinf(prior.alpha) && !is(o, "shrunken") ? NONE : v;
	}
	*got = is(o, "boundary_score") ? prior.boundary_score : is(o, "alpha") ? prior.alpha : is(o, "beta") ? prior.beta
	     : is(o, "loglik") ? prior.loglik : is(o, "prior_mean") ? prior.mean : is(o, "rho") ? prior.rho : prior.loglik_binomial;
	return v;
}

/* ---- distributions ---- */

static enum verdict stress_value(const struct oracle *o, double *got)
{
	bool upper = oracle_is(o, "tail", "upper");
	double a1 = oracle_number(o, "a1"), a2 = oracle_number(o, "a2"), a3 = oracle_number(o, "a3");
	if (method_is(o, "qbeta"))
		*got = (upper ? causa_beta_quantile_sf : causa_beta_quantile)(a1, a2, a3);
	else if (method_is(o, "qgamma"))
		*got = (upper ? causa_gamma_quantile_sf : causa_gamma_quantile)(a1, a2);
	else if (method_is(o, "qnorm"))
		*got = (upper ? causa_norm_quantile_sf : causa_norm_quantile)(a1);
	else if (method_is(o, "qt"))
		*got = (upper ? causa_t_quantile_sf : causa_t_quantile)(a1, a2);
	else if (method_is(o, "pt"))
		*got = (upper ? causa_t_sf : causa_t_cdf)(a1, a2);
	else if (method_is(o, "ppois"))
		*got = (upper ? causa_pois_sf : causa_pois_cdf)((int64_t)a1, a2);
	else
		*got = (upper ? causa_binom_sf : causa_binom_cdf)((int64_t)a1, (int64_t)a2, a3);
	return GOT;
}

/* ---- the sweep ---- */

struct tally {
	char method[40];
	int rows, none, other, worst_line;
	double worst;
};

/* relative: what agreement is asked for. absolute: what rounding leaves of a number that is 0, or a difference of numbers near
 * 1, in exact arithmetic. */
struct file {
	const char *name, *complete;
	enum verdict (*value)(const struct oracle *o, double *got);
	double relative, absolute;
	int least;
};

static const struct file files[] = {
	{"count_ci.csv", "1_count_ci.csv", count_value, 1e-12, 0, 3300},
	{"prop_ci.csv", "2_prop_ci.csv", prop_value, 1e-12, 0, 3800},
	{"yoy_counts.csv", "3_yoy_counts.csv", change_value, 1e-12, 0, 2000},
	{"ratio_diff.csv", "3_ratio_diff.csv", ratio_change_value, 1e-12, 4e-15, 1370},
	{"trend.csv", "4_trend.csv", trend_value, 1e-12, 1e-13, 5000},
	{"empirical_bayes.csv", "5_empirical_bayes.csv", shrink_value, 1e-5, 1e-9, 300},
	{"homogeneity.csv", "5_homogeneity.csv", homogeneity_value, 1e-12, 0, 55},
	{"kitagawa.csv", "5_kitagawa.csv", kitagawa_value, 1e-11, 1e-16, 0},
	{"manski.csv", "5_manski.csv", manski_value, 1e-12, 0, 200},
	{"mantel_haenszel.csv", "5_mantel_haenszel.csv", stratified_value, 1e-12, 0, 220},
	/* Below 1e-290 the reference itself has few digits left. */
	{"stress.csv", "6_stress.csv", stress_value, 1e-12, 1e-290, 1100},
};

/* Where the reference is less exact than the rest of its file, and why. */
static double tolerance(const struct oracle *o, const struct file *file)
{
	/* The maximum of a likelihood in theta is flat: its place is known to the root of the rounding of the score. */
	if (method_is(o, "negbin") && (is(o, "theta") || is(o, "se_theta")))
		return 1e-7;
	if (method_is(o, "negbin"))
		return 1e-9;
	/* Differences of penalised likelihoods near 100 in doubles. */
	if (method_is(o, "firth"))
		return 1e-11;
	return file->relative;
}

static struct tally *tally_of(struct tally *tally, int *n, const char *method)
{
	for (int i = 0; i < *n; i++) {
		if (strcmp(tally[i].method, method) == 0)
			return &tally[i];
	}
	ck_assert_int_lt(*n, 32);
	tally[*n] = (struct tally){.rows = 0};
	snprintf(tally[*n].method, sizeof tally[*n].method, "%s", method);
	return &tally[(*n)++];
}

static double error_of(double got, double want, double absolute)
{
	if (isnan(want) || isnan(got))
		return isnan(want) && isnan(got) ? 0 : (double)INFINITY;
	if (got == want || fabs(got - want) <= absolute)
		return 0;
	return fabs(got - want) / fabs(want);
}

/* Under valgrind, which is forty times slower, every seventh row. */
static int stride(void)
{
	return getenv("CAUSA_SHORT") != NULL ? 7 : 1;
}

static void sweep(const struct file *file, struct oracle *o, int *compared)
{
	struct tally tally[32];
	int methods = 0, bad = 0, every = stride();
	while (oracle_next(o)) {
		double got = NAN;
		if (oracle_line(o) % every != 0)
			continue;
		struct tally *t = tally_of(tally, &methods, oracle_text(o, "method"));
		enum verdict v = file->value(o, &got);
		t->rows++;
		t->none += v == NONE;
		t->other += v == OTHER;
		if (v != GOT)
			continue;
		double error = error_of(got, oracle_number(o, "value"), file->absolute);
		if (error > t->worst) {
			t->worst = error;
			t->worst_line = oracle_line(o);
		}
		if (!(error <= tolerance(o, file)) && bad++ < 10)
			printf("# %s: got %.17g, off by %.2g: %s", file->name, got, error, oracle_row(o));
	}
	*compared = 0;
	for (int i = 0; i < methods; i++) {
		const struct tally *t = &tally[i];
		*compared += t->rows - t->none - t->other;
		printf("# %-20s %-24s %5d rows, %5d compared, %4d without a value here, %5d of other packages, worst %.2g in line %d\n",
		       file->name, t->method, t->rows, t->rows - t->none - t->other, t->none, t->other, t->worst, t->worst_line);
	}
	fflush(stdout);
	ck_assert_msg(bad == 0, "%s: %d rows differ", file->name, bad);
}

START_TEST(copied_rows)
{
	int compared;
	sweep(&files[_i], oracle_open(files[_i].name), &compared);
	ck_assert_int_ge(compared, stride() > 1 ? files[_i].least / stride() * 8 / 10 : files[_i].least);
}
END_TEST

START_TEST(complete_files)
{
	const char *folder = getenv("CAUSA_REFERENCE");
	int compared;
	struct oracle *o = folder != NULL ? oracle_open_in(folder, files[_i].complete) : NULL;
	if (o != NULL)
		sweep(&files[_i], o, &compared);
}
END_TEST

/* ---- families of p-values: rows of one family stand together ---- */

static void read_family(const struct oracle *o, char *key, size_t size)
{
	static const char *const column[] = {"method", "period1", "period2", "variable", "exposure2", "p_type", "family"};
	key[0] = '\0';
	for (size_t i = 0; i < sizeof column / sizeof column[0]; i++)
		snprintf(key + strlen(key), size - strlen(key), "%s|", oracle_text(o, column[i]));
}

static void check_family(const char *key, const double *p, const double *want, int n, int *families)
{
	double out[MOST];
	if (n == 0)
		return;
	ck_assert_int_eq((strncmp(key, "BH", 2) == 0 ? causa_adjust_bh : causa_adjust_holm)(p, (size_t)n, out), CAUSA_OK);
	for (int i = 0; i < n; i++)
		ck_assert_msg(fabs(out[i] - want[i]) <= 1e-12 * want[i], "%s: %.17g, not %.17g", key, out[i], want[i]);
	(*families)++;
}

START_TEST(adjusted_p)
{
	struct oracle *o = oracle_open("adjusted_p.csv");
	char key[256] = "", now[256];
	double p[MOST], want[MOST];
	int n = 0, families = 0;
	while (oracle_next(o)) {
		struct causa_ratecmp cmp = {.p = 1};
		read_family(o, now, sizeof now);
		if (strcmp(now, key) != 0) {
			check_family(key, p, want, n, &families);
			snprintf(key, sizeof key, "%s", now);
			n = 0;
		}
		verdict_of(o, (oracle_is(o, "p_type", "p_midp_doubling") ? causa_rate_ratio_midp : causa_rate_ratio_exact)(
			oracle_integer(o, "x1"), 1, oracle_integer(o, "x2"), oracle_number(o, "exposure2"), 0.95, &cmp));
		p[n] = cmp.p;
		want[n++] = oracle_number(o, "value");
	}
	check_family(key, p, want, n, &families);
	ck_assert_int_ge(families, 40);
	ck_assert_int_eq(causa_adjust_bh((const double[]){0.5, 1.5}, 2, p), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_adjust_bh(NULL, 0, p), CAUSA_OK);
}
END_TEST

/* ---- printed examples ---- */

static prop_interval published_prop(const struct oracle *o)
{
	return method_is(o, "wilson") ? causa_prop_wilson : method_is(o, "wilson-cc") ? causa_prop_wilson_cc
	     : method_is(o, "clopper-pearson") ? causa_prop_clopper_pearson : method_is(o, "mid-p") ? causa_prop_midp
	                                                                        : causa_prop_agresti_coull;
}

/* "1e-12", or "1e-2 rel". */
static void check_printed(const struct oracle *o, double got)
{
	double want = oracle_number(o, "value"), tolerance = oracle_number(o, "tolerance");
	/* printed unclipped by some packages; causa clips Agresti and Coull to [0, 1] */
	if (method_is(o, "agresti-coull"))
		want = fmin(1, fmax(0, want));
	ck_assert_msg(fabs(got - want) <= tolerance, "%.12g, not %.12g: %s", got, want, oracle_row(o));
}

START_TEST(printed_examples)
{
	struct oracle *o = oracle_open("published_prop.csv");
	int rows = 0;
	while (oracle_next(o)) {
		struct causa_interval ci = {0};
		ck_assert_int_eq(published_prop(o)(oracle_integer(o, "k"), oracle_integer(o, "n"), level_of(o), &ci), CAUSA_OK);
		check_printed(o, end_of(o, ci));
		rows++;
	}
	o = oracle_open("published_count.csv");
	while (oracle_next(o)) {
		struct causa_interval ci = {0};
		double rate;
		ck_assert_int_eq(causa_rate(oracle_integer(o, "x"), oracle_number(o, "exposure"), level_of(o),
		                            causa_count_garwood, &rate, &ci), CAUSA_OK); /* printed Byar limits are those of x + 1/2 */
		check_printed(o, end_of(o, ci));
		rows++;
	}
	ck_assert_int_ge(rows, 120);
}
END_TEST

/* pyMannKendall's test series with its blanks, compared there with R's trend, rkt and modifiedmk. */
START_TEST(printed_rank_trend)
{
	static double t[1024], y[1024];
	struct oracle *o = oracle_open("published_series.csv");
	int n = 0;
	int64_t s;
	double p, floor, slope;
	struct causa_interval ci = {0};
	while (oracle_next(o)) {
		if (oracle_is(o, "value", ""))
			continue;
		ck_assert_int_lt(n, 1024);
		t[n] = oracle_number(o, "t");
		y[n++] = oracle_number(o, "value");
	}
	ck_assert_int_eq(causa_mann_kendall(y, n, &s, &p, &floor), CAUSA_OK);
	ck_assert_int_eq(s, -1959);
	ck_assert_double_eq_tol(p, 0.37591058740506833, 1e-12);
	ck_assert_int_eq(causa_sen(y, t, n, 0.95, &slope, &ci), CAUSA_OK);
	ck_assert_double_eq_tol(slope, -0.006369426751592357, 1e-12);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("oracle");
	TCase *tc = tcase_create("rows");
	const int n = (int)(sizeof files / sizeof files[0]);
	tcase_set_timeout(tc, 600);
	tcase_add_loop_test(tc, copied_rows, 0, n);
	tcase_add_test(tc, adjusted_p);
	tcase_add_test(tc, printed_examples);
	tcase_add_test(tc, printed_rank_trend);
	if (getenv("CAUSA_SHORT") == NULL)
		tcase_add_loop_test(tc, complete_files, 0, n);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
