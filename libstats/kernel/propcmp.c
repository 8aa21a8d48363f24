/* Comparing two proportions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/level.h>
#include <causa/prop.h>
#include <causa/propcmp.h>
#include <causa/special.h>

#include "kernel/solve.h"

static enum causa_status check(int64_t k1, int64_t n1, int64_t k2, int64_t n2)
{
	if (k1 < 0 || k2 < 0 || k1 > n1 || k2 > n2 || n1 > INT64_MAX - n2)
		return CAUSA_EDOMAIN;
	return n1 == 0 || n2 == 0 ? CAUSA_ENODATA : CAUSA_OK;
}

/* ---- Miettinen and Nurminen ---- */

struct score {
	double k1, n1, k2, n2, difference, d, z; /* z is signed: + for the lower limit */
};

static double over(double count, double probability)
{
	return count > 0 ? count / probability : 0;
}

/* Derivative of the log-likelihood in q1 with q2 = q1 + d: falls from +inf to -inf over the allowed range. */
static double likelihood_slope(const void *self, double q1)
{
	const struct score *s = self;
	double q2 = q1 + s->d;
	return over(s->k1, q1) - over(s->n1 - s->k1, 1 - q1) + over(s->k2, q2) - over(s->n2 - s->k2, 1 - q2);
}

static double restricted_variance(const struct score *s)
{
	double lo = fmax(0, -s->d), hi = fmin(1, 1 - s->d), N = s->n1 + s->n2;
	/* Nothing pulls away from an end at which no count is divided by 0: then the end itself may be the maximum. */
	double q1;
	if (likelihood_slope(s, lo) <= 0)
		q1 = lo;
	else if (likelihood_slope(s, hi) >= 0)
		q1 = hi;
	else
		q1 = solve_bracket(likelihood_slope, s, lo, hi);
	double q2 = fmin(1, fmax(0, q1 + s->d));
	return (q1 * (1 - q1) / s->n1 + q2 * (1 - q2) / s->n2) * (N / (N - 1));
}

static double score_distance(const void *self, double d)
{
	struct score s = *(const struct score *)self;
	s.d = d;
	return s.difference - d - s.z * sqrt(restricted_variance(&s));
}

enum causa_status causa_prop_diff_miettinen_nurminen(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                                                     struct causa_propcmp *out)
{
	enum causa_status status = check(k1, n1, k2, n2);
	if (status != CAUSA_OK || !(level > 0 && level < 1))
		return status != CAUSA_OK ? status : CAUSA_EDOMAIN;
	struct score s = {(double)k1, (double)n1, (double)k2, (double)n2, 0, 0, causa_z(level)};
	double N = s.n1 + s.n2, pooled = (s.k1 + s.k2) / N, rest = (N - s.k1 - s.k2) / N;
	s.difference = s.k2 / s.n2 - s.k1 / s.n1;
	double lower = s.difference <= -1 ? -1 : solve_bracket(score_distance, &s, -1, s.difference);
	s.z = -s.z;
	double upper = s.difference >= 1 ? 1 : solve_bracket(score_distance, &s, s.difference, 1);
	double variance = pooled * rest * (1 / s.n1 + 1 / s.n2) * (N / (N - 1));
	out->difference = s.difference;
	out->limits.lower = lower;
	out->limits.upper = upper;
	out->p = variance > 0 ? 2 * causa_norm_sf(fabs(s.difference) / sqrt(variance)) : 1;
	return CAUSA_OK;
}

/* ---- Newcombe with Fisher ---- */

/* Hypergeometric probability by binomial ones, whose prefactors are accurate. */
static double hypergeometric(int64_t k1, int64_t n1, int64_t k2, int64_t n2)
{
	double p = (double)(k1 + k2) / (double)(n1 + n2);
	return causa_binom_pmf(k1, n1, p) * causa_binom_pmf(k2, n2, p) / causa_binom_pmf(k1 + k2, n1 + n2, p);
}

enum causa_status causa_fisher_minlike(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double *p)
{
	enum causa_status status = check(k1, n1, k2, n2);
	int64_t total = k1 + k2, lo = total > n2 ? total - n2 : 0, hi = total < n1 ? total : n1;
	if (status != CAUSA_OK)
		return status;
	if (hi - lo > 10000000)
		return CAUSA_ERANGE;
	if (total == 0 || total == n1 + n2) {
		*p = 1;
		return CAUSA_OK;
	}
	double most = hypergeometric(k1, n1, k2, n2) * (1 + 1e-7), sum = 0, all = 0;
	for (int64_t k = lo; k <= hi; k++) {
		double one = hypergeometric(k, n1, total - k, n2);
		all += one;
		if (one <= most)
			sum += one;
	}
	*p = fmin(1, sum / all);
	return CAUSA_OK;
}

enum causa_status causa_prop_diff_newcombe(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                                           struct causa_propcmp *out)
{
	struct causa_interval a, b;
	double p;
	enum causa_status status = check(k1, n1, k2, n2);
	if (status == CAUSA_OK)
		status = causa_prop_wilson(k1, n1, level, &a);
	if (status == CAUSA_OK)
		status = causa_prop_wilson(k2, n2, level, &b);
	if (status == CAUSA_OK)
		status = causa_fisher_minlike(k1, n1, k2, n2, &p);
	if (status != CAUSA_OK)
		return status;
	double p1 = (double)k1 / (double)n1, p2 = (double)k2 / (double)n2, d = p2 - p1;
	out->difference = d;
	out->limits.lower = d - hypot(p2 - b.lower, a.upper - p1);
	out->limits.upper = d + hypot(b.upper - p2, p1 - a.lower);
	out->p = p;
	return CAUSA_OK;
}
