/* Control limits of a funnel plot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/funnel.h>

#include <math.h>

#include <causa/special.h>

static bool in_domain(double q, int64_t n, double ratio, bool counts)
{
	return q > 0 && q < 1 && n >= 1 && ratio > 0 && (counts ? isfinite(ratio) : ratio < 1);
}

/* P(X <= r) and P(X > r); r may be -1. */
static double cdf(int64_t r, int64_t n, double ratio, bool counts)
{
	if (r < 0)
		return 0;
	return counts ? causa_pois_cdf(r, (double)n * ratio) : causa_binom_cdf(r, n, ratio);
}

static double sf(int64_t r, int64_t n, double ratio, bool counts)
{
	if (r < 0)
		return 1;
	return counts ? causa_pois_sf(r, (double)n * ratio) : causa_binom_sf(r, n, ratio);
}

double causa_funnel_lower(double q, int64_t n, double ratio, bool counts)
{
	if (!in_domain(q, n, ratio, counts))
		return NAN;
	int64_t r = counts ? causa_pois_quantile(q, (double)n * ratio) : causa_binom_quantile(q, n, ratio);
	double at = cdf(r, n, ratio, counts), before = cdf(r - 1, n, ratio, counts);
	return fmax(0, ((double)r - (at - q) / (at - before)) / (double)n);
}

double causa_funnel_upper(double q, int64_t n, double ratio, bool counts)
{
	if (!in_domain(q, n, ratio, counts))
		return NAN;
	int64_t r = counts ? causa_pois_quantile_sf(q, (double)n * ratio) : causa_binom_quantile_sf(q, n, ratio);
	double from = sf(r - 1, n, ratio, counts), beyond = sf(r, n, ratio, counts);
	double limit = ((double)r + (from - q) / (from - beyond)) / (double)n;
	return counts ? limit : fmin(1, limit);
}
