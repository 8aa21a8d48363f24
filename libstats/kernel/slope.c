/* Limits and p of a slope from its standard error.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/slope.h"

#include <math.h>

#include <causa/level.h>
#include <causa/special.h>

enum causa_status slope_wald(double slope, double se, double level, struct causa_interval *limits, double *p)
{
	if (!(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	double z = causa_z(level);
	limits->lower = slope - z * se;
	limits->upper = slope + z * se;
	*p = 2 * causa_norm_sf(fabs(slope) / se);
	return CAUSA_OK;
}

enum causa_status slope_quasi(double slope, double se, double x2, int df, double level, struct causa_interval *limits, double *p)
{
	if (!(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	double spread = se * sqrt(x2 / df), t = causa_t_quantile_sf(causa_alpha(level) / 2, df);
	limits->lower = slope - t * spread;
	limits->upper = slope + t * spread;
	if (spread > 0)
		*p = fmin(1, 2 * causa_t_sf(fabs(slope / spread), df));
	else
		*p = slope == 0 ? 1 : 0;
	return CAUSA_OK;
}
