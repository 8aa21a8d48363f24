/* Confidence intervals of a proportion.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/level.h>
#include <causa/prop.h>
#include <causa/special.h>

#include "kernel/solve.h"

static enum causa_status check(int64_t k, int64_t n, double level)
{
	if (n == 0 && k == 0)
		return CAUSA_ENODATA;
	return k >= 0 && k <= n && level > 0 && level < 1 ? CAUSA_OK : CAUSA_EDOMAIN;
}

enum causa_status causa_prop_wilson(int64_t k, int64_t n, double level, struct causa_interval *out)
{
	enum causa_status status = check(k, n, level);
	if (status != CAUSA_OK)
		return status;
	double z = causa_z(level), N = (double)n, p = (double)k / N, q = (double)(n - k) / N, w = z * z / N;
	double half = z * sqrt(p * q / N + w / (4 * N));
	/* p + w/2 - half cancels for small k: multiply by the conjugate, (p + w/2)^2 - half^2 = p^2 (1 + w). */
	double upper = (p + w / 2 + half) / (1 + w), lower = p * p / (p + w / 2 + half);
	out->lower = k == 0 ? 0 : lower;
	out->upper = k == n ? 1 : upper;
	return CAUSA_OK;
}

enum causa_status causa_prop_wilson_cc(int64_t k, int64_t n, double level, struct causa_interval *out)
{
	enum causa_status status = check(k, n, level);
	if (status != CAUSA_OK)
		return status;
	double z = causa_z(level), z2 = z * z, N = (double)n, p = (double)k / N, q = (double)(n - k) / N, twice = 2 * (N + z2);
	double lower = 2 * N * p + z2 - 1 - z * sqrt(z2 - 2 - 1 / N + 4 * p * (N * q + 1));
	double upper = 2 * N * p + z2 + 1 + z * sqrt(z2 + 2 - 1 / N + 4 * p * (N * q - 1));
	out->lower = k == 0 ? 0 : fmax(0, lower / twice);
	out->upper = k == n ? 1 : fmin(1, upper / twice);
	return CAUSA_OK;
}

enum causa_status causa_prop_clopper_pearson(int64_t k, int64_t n, double level, struct causa_interval *out)
{
	enum causa_status status = check(k, n, level);
	if (status != CAUSA_OK)
		return status;
	double half = causa_alpha(level) / 2, a = (double)k, b = (double)(n - k);
	out->lower = k == 0 ? 0 : causa_beta_quantile(half, a, b + 1);
	out->upper = k == n ? 1 : causa_beta_quantile_sf(half, a + 1, b);
	return CAUSA_OK;
}

enum causa_status causa_prop_jeffreys(int64_t k, int64_t n, double level, struct causa_interval *out)
{
	enum causa_status status = check(k, n, level);
	if (status != CAUSA_OK)
		return status;
	double half = causa_alpha(level) / 2, a = (double)k + 0.5, b = (double)(n - k) + 0.5;
	out->lower = k == 0 ? 0 : causa_beta_quantile(half, a, b);
	out->upper = k == n ? 1 : causa_beta_quantile_sf(half, a, b);
	return CAUSA_OK;
}

enum causa_status causa_prop_agresti_coull(int64_t k, int64_t n, double level, struct causa_interval *out)
{
	enum causa_status status = check(k, n, level);
	if (status != CAUSA_OK)
		return status;
	double z = causa_z(level), N = (double)n + z * z, p = ((double)k + z * z / 2) / N, half = z * sqrt(p * (1 - p) / N);
	out->lower = fmax(0, p - half);
	out->upper = fmin(1, p + half);
	return CAUSA_OK;
}

struct midp {
	int64_t k, n;
	double half;
};

static double midp_above(const void *self, double p)
{
	const struct midp *m = self;
	return causa_binom_sf(m->k, m->n, p) + 0.5 * causa_binom_pmf(m->k, m->n, p) - m->half;
}

static double midp_below(const void *self, double p)
{
	const struct midp *m = self;
	return causa_binom_cdf(m->k - 1, m->n, p) + 0.5 * causa_binom_pmf(m->k, m->n, p) - m->half;
}

enum causa_status causa_prop_midp(int64_t k, int64_t n, double level, struct causa_interval *out)
{
	struct causa_interval exact;
	enum causa_status status = causa_prop_clopper_pearson(k, n, level, &exact);
	if (status != CAUSA_OK)
		return status;
	struct midp m = {k, n, causa_alpha(level) / 2};
	/* Mid-P limits lie inside the exact ones. */
	out->lower = k == 0 ? 0 : solve_bracket(midp_above, &m, exact.lower, exact.upper);
	out->upper = k == n ? 1 : solve_bracket(midp_below, &m, exact.lower, exact.upper);
	return CAUSA_OK;
}
