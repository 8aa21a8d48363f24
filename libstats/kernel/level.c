/* Confidence levels as decimals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/level.h>
#include <causa/special.h>

double causa_alpha(double level)
{
	double scaled = level * 1e15, digits = nearbyint(scaled);
	/* 1e15 and every integer below are exact: the quotient is the double nearest to the decimal. */
	if (fabs(scaled - digits) <= 0.25 && (double)digits / 1e15 == level)
		return (1e15 - digits) / 1e15;
	return 1 - level;
}

double causa_z(double level)
{
	return causa_norm_quantile_sf(causa_alpha(level) / 2);
}
