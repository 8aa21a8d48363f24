/* Two proportions compared by ratios.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/level.h>
#include <causa/oddsratio.h>

#include "kernel/lattice.h"
#include "kernel/solve.h"

static enum causa_status check(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level)
{
	if (k1 < 0 || k2 < 0 || k1 > n1 || k2 > n2 || n1 > INT64_MAX - n2 || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	return n1 == 0 || n2 == 0 ? CAUSA_ENODATA : CAUSA_OK;
}

enum causa_status causa_odds_ratio(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                                   struct causa_oddsratio *out)
{
	struct lattice l;
	struct lattice_tails tails;
	enum causa_status status = check(k1, n1, k2, n2, level);
	if (status == CAUSA_OK && (k1 + k2 == 0 || k1 + k2 == n1 + n2))
		status = CAUSA_ENODATA;
	if (status == CAUSA_OK)
		status = lattice_hypergeometric(k1 + k2, n1, n2, &l);
	if (status != CAUSA_OK)
		return status;
	struct causa_interval log_limits = lattice_limits(&l, k2, causa_alpha(level) / 2);
	lattice_tails(&l, 0, k2, &tails);
	double down = (double)(n2 - k2) * (double)k1;
	out->sample = down > 0 ? (double)k2 * (double)(n1 - k1) / down : INFINITY;
	out->conditional = exp(lattice_estimate(&l, k2));
	out->limits = (struct causa_interval){exp(log_limits.lower), exp(log_limits.upper)};
	out->p_central = fmin(1, 2 * fmin(tails.below, tails.above));
	out->p_minlike = lattice_minlike(&l, k2);
	lattice_free(&l);
	return CAUSA_OK;
}

struct koopman {
	double k1, n1, k2, n2, z; /* z is signed: + for the lower limit */
};

/* p2 - r p1 - z sqrt(V(r)) at r = exp(log_r): falls in r. */
static double score_distance(const void *self, double log_r)
{
	const struct koopman *s = self;
	double r = exp(log_r), A = r * (s->n1 + s->n2), B = s->k2 + s->n1 + r * (s->k1 + s->n2), C = s->k1 + s->k2;
	/* The smaller root of A q^2 - B q + C, without cancellation. */
	double q1 = fmin(1, 2 * C / (B + sqrt(fmax(0, B * B - 4 * A * C)))), q2 = fmin(1, r * q1);
	double variance = q2 * (1 - q2) / s->n2 + r * r * q1 * (1 - q1) / s->n1;
	return s->k2 / s->n2 - r * (s->k1 / s->n1) - s->z * sqrt(variance);
}

enum causa_status causa_risk_ratio(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level, double *ratio,
                                   struct causa_interval *out)
{
	enum causa_status status = check(k1, n1, k2, n2, level);
	if (status == CAUSA_OK && k1 + k2 == 0)
		status = CAUSA_ENODATA;
	if (status != CAUSA_OK)
		return status;
	struct koopman s = {(double)k1, (double)n1, (double)k2, (double)n2, causa_z(level)};
	double estimate = k1 > 0 ? s.k2 / s.n2 / (s.k1 / s.n1) : INFINITY, far = 690;
	struct causa_interval limits = {0, INFINITY};
	if (k2 > 0)
		limits.lower = exp(solve_bracket(score_distance, &s, -far, k1 > 0 ? log(estimate) : far));
	s.z = -s.z;
	if (k1 > 0)
		limits.upper = exp(solve_bracket(score_distance, &s, k2 > 0 ? log(estimate) : -far, far));
	*ratio = estimate;
	*out = limits;
	return CAUSA_OK;
}
