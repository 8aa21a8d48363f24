/* Comparing two Poisson counts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/count.h>
#include <causa/level.h>
#include <causa/ratecmp.h>
#include <causa/special.h>

#include "kernel/solve.h"
#include "kernel/special_internal.h"

static enum causa_status check(int64_t x1, double t1, int64_t x2, double t2, double level)
{
	if (x1 < 0 || x2 < 0 || !(t1 > 0) || !(t2 > 0) || isinf(t1) || isinf(t2) || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	if (x1 > INT64_MAX - x2)
		return CAUSA_ERANGE;
	return x1 == 0 && x2 == 0 ? CAUSA_ENODATA : CAUSA_OK;
}

static void set_ratio(int64_t x1, double t1, int64_t x2, double t2, struct causa_ratecmp *out)
{
	out->has_ratio = x1 > 0;
	out->ratio = x1 > 0 ? (double)x2 / (double)x1 * (t1 / t2) : INFINITY;
	out->has_p = 1;
}

/* Clopper-Pearson limits of x2 in x1 + x2 as odds: exp(logit), so that neither end of the scale rounds away. */
static void exact_limits(int64_t x1, int64_t x2, double half, struct causa_interval *odds)
{
	double a = (double)x2, b = (double)x1;
	odds->lower = x2 == 0 ? 0 : exp(special_beta_logit(half, 0, a, b + 1));
	odds->upper = x1 == 0 ? INFINITY : exp(special_beta_logit(half, 1, a + 1, b));
}

enum causa_status causa_rate_ratio_exact(int64_t x1, double t1, int64_t x2, double t2, double level,
                                         struct causa_ratecmp *out)
{
	enum causa_status status = check(x1, t1, x2, t2, level);
	if (status != CAUSA_OK)
		return status;
	struct causa_interval odds;
	int64_t n = x1 + x2;
	double pi = t2 / (t1 + t2), below = causa_binom_cdf(x2, n, pi), above = causa_binom_sf(x2 - 1, n, pi);
	exact_limits(x1, x2, causa_alpha(level) / 2, &odds);
	set_ratio(x1, t1, x2, t2, out);
	out->limits.lower = odds.lower * (t1 / t2);
	out->limits.upper = odds.upper * (t1 / t2);
	out->p = fmin(1, 2 * fmin(below, above));
	return CAUSA_OK;
}

struct midp {
	int64_t x, n;
	double half;
};

/* The equations in the logit of pi. Above one half the other count is asked, whose small probability is the accurate one. */
static double midp_above(const void *self, double logit)
{
	const struct midp *m = self;
	double small = 1 / (1 + exp(fabs(logit)));
	int64_t rest = m->n - m->x;
	if (logit > 0)
		return causa_binom_cdf(rest - 1, m->n, small) + 0.5 * causa_binom_pmf(rest, m->n, small) - m->half;
	return causa_binom_sf(m->x, m->n, small) + 0.5 * causa_binom_pmf(m->x, m->n, small) - m->half;
}

static double midp_below(const void *self, double logit)
{
	const struct midp *m = self;
	double small = 1 / (1 + exp(fabs(logit)));
	int64_t rest = m->n - m->x;
	if (logit > 0)
		return causa_binom_sf(rest, m->n, small) + 0.5 * causa_binom_pmf(rest, m->n, small) - m->half;
	return causa_binom_cdf(m->x - 1, m->n, small) + 0.5 * causa_binom_pmf(m->x, m->n, small) - m->half;
}

static void midp_limits(int64_t x1, int64_t x2, double half, struct causa_interval *odds)
{
	struct causa_interval exact;
	exact_limits(x1, x2, half, &exact);
	double lo = x2 == 0 ? -745 : log(exact.lower), hi = x1 == 0 ? 745 : log(exact.upper);
	struct midp m = {x2, x1 + x2, half};
	odds->lower = x2 == 0 ? 0 : exp(solve_bracket(midp_above, &m, lo, hi));
	odds->upper = x1 == 0 ? INFINITY : exp(solve_bracket(midp_below, &m, lo, hi));
}

enum causa_status causa_rate_ratio_midp(int64_t x1, double t1, int64_t x2, double t2, double level,
                                        struct causa_ratecmp *out)
{
	enum causa_status status = check(x1, t1, x2, t2, level);
	if (status != CAUSA_OK)
		return status;
	struct causa_interval odds;
	int64_t n = x1 + x2;
	double pi = t2 / (t1 + t2), half_point = 0.5 * causa_binom_pmf(x2, n, pi);
	double below = causa_binom_cdf(x2 - 1, n, pi) + half_point, above = causa_binom_sf(x2, n, pi) + half_point;
	midp_limits(x1, x2, causa_alpha(level) / 2, &odds);
	set_ratio(x1, t1, x2, t2, out);
	out->limits.lower = odds.lower * (t1 / t2);
	out->limits.upper = odds.upper * (t1 / t2);
	out->p = fmin(1, 2 * fmin(below, above));
	return CAUSA_OK;
}

enum causa_status causa_rate_diff_mover(int64_t x1, double t1, int64_t x2, double t2, double level,
                                        struct causa_interval *out)
{
	struct causa_interval a, b;
	if (!(t1 > 0) || !(t2 > 0) || isinf(t1) || isinf(t2))
		return CAUSA_EDOMAIN;
	enum causa_status status = causa_count_garwood(x1, level, &a);
	if (status == CAUSA_OK)
		status = causa_count_garwood(x2, level, &b);
	if (status != CAUSA_OK)
		return status;
	double r1 = (double)x1 / t1, r2 = (double)x2 / t2, d = r2 - r1;
	out->lower = d - hypot(r2 - b.lower / t2, a.upper / t1 - r1);
	out->upper = d + hypot(b.upper / t2 - r2, r1 - a.lower / t1);
	return CAUSA_OK;
}

enum causa_status causa_rate_tolerates(int64_t x1, double t1, int64_t x2, double t2, double level, double *out)
{
	if (x1 < 0 || x2 < 0 || !(t1 > 0) || !(t2 > 0) || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	if (x1 == 0 || x2 == 0)
		return CAUSA_ENODATA;
	double log_ratio = log((double)x2 / (double)x1 * (t1 / t2)), z = causa_z(level);
	*out = log_ratio * log_ratio / (z * z * (1 / (double)x1 + 1 / (double)x2));
	return CAUSA_OK;
}
