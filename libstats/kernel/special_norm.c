/* Normal distribution.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/special.h>
#include <gsl/gsl_cdf.h>

static const double SQRT_HALF = 0.70710678118654752440;

double causa_norm_cdf(double z)
{
	return 0.5 * erfc(-z * SQRT_HALF);
}

double causa_norm_sf(double z)
{
	return 0.5 * erfc(z * SQRT_HALF);
}

double causa_norm_log_sf(double z)
{
	if (z < 0)
		return log1p(-causa_norm_cdf(z));
	if (z < 30)
		return log(causa_norm_sf(z));
	/* the asymptotic series of the tail over the density */
	double w = 1 / (z * z);
	return -0.5 * z * z - log(z) - 0.91893853320467274178 + log1p(-w * (1 - w * (3 - w * (15 - w * 105))));
}

double causa_norm_log_cdf(double z)
{
	return causa_norm_log_sf(-z);
}

double causa_norm_quantile(double p)
{
	return p >= 0 && p <= 1 ? gsl_cdf_ugaussian_Pinv(p) : NAN;
}

double causa_norm_quantile_sf(double q)
{
	return q >= 0 && q <= 1 ? gsl_cdf_ugaussian_Qinv(q) : NAN;
}
