/* Confidence intervals of a Poisson count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/count.h>
#include <causa/level.h>
#include <causa/special.h>

#include "kernel/solve.h"

static int valid(int64_t x, double level)
{
	return x >= 0 && level > 0 && level < 1;
}

enum causa_status causa_count_garwood(int64_t x, double level, struct causa_interval *out)
{
	if (!valid(x, level))
		return CAUSA_EDOMAIN;
	double half = causa_alpha(level) / 2, n = (double)x;
	out->lower = x == 0 ? 0 : causa_gamma_quantile(half, n);
	out->upper = causa_gamma_quantile_sf(half, n + 1);
	return CAUSA_OK;
}

static double byar(double x, double z)
{
	double root = 1 - 1 / (9 * x) + z / (3 * sqrt(x));
	return x * root * root * root;
}

enum causa_status causa_count_byar(int64_t x, double level, struct causa_interval *out)
{
	if (!valid(x, level))
		return CAUSA_EDOMAIN;
	double z = causa_z(level), n = (double)x;
	out->lower = x == 0 ? 0 : byar(n, -z);
	out->upper = byar(n + 1, z);
	return CAUSA_OK;
}

struct midp {
	int64_t x;
	double half;
};

static double midp_above(const void *self, double mean)
{
	const struct midp *m = self;
	return causa_pois_sf(m->x, mean) + 0.5 * causa_pois_pmf(m->x, mean) - m->half;
}

static double midp_below(const void *self, double mean)
{
	const struct midp *m = self;
	return causa_pois_cdf(m->x - 1, mean) + 0.5 * causa_pois_pmf(m->x, mean) - m->half;
}

enum causa_status causa_count_midp(int64_t x, double level, struct causa_interval *out)
{
	struct causa_interval exact;
	enum causa_status status = causa_count_garwood(x, level, &exact);
	if (status != CAUSA_OK)
		return status;
	struct midp m = {x, causa_alpha(level) / 2};
	/* Mid-P limits lie inside the exact ones. */
	out->lower = x == 0 ? 0 : solve_bracket(midp_above, &m, exact.lower, exact.upper);
	out->upper = solve_bracket(midp_below, &m, exact.lower, exact.upper);
	return CAUSA_OK;
}
