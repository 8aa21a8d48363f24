/* Binomial and Poisson distributions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/special.h>

#include "kernel/special_internal.h"

double causa_pois_pmf(int64_t k, double mean)
{
	if (!(mean >= 0))
		return NAN;
	if (k < 0)
		return 0;
	if (mean == 0)
		return k == 0 ? 1 : 0;
	if (k == 0)
		return exp(-mean);
	double n = (double)k;
	return exp(n * special_log1pmx((mean - n) / n, mean / n) - special_stirling_error(n)) / sqrt(2 * M_PI * n);
}

double causa_pois_cdf(int64_t k, double mean)
{
	if (!(mean >= 0))
		return NAN;
	return k < 0 ? 0 : causa_gamma_sf(mean, (double)k + 1);
}

double causa_pois_sf(int64_t k, double mean)
{
	if (!(mean >= 0))
		return NAN;
	return k < 0 ? 1 : causa_gamma_cdf(mean, (double)k + 1);
}

static int valid(int64_t n, double p)
{
	return n >= 0 && p >= 0 && p <= 1;
}

double causa_binom_pmf(int64_t k, int64_t n, double p)
{
	if (!valid(n, p))
		return NAN;
	if (k < 0 || k > n)
		return 0;
	if (k == 0)
		return exp((double)n * log1p(-p));
	if (k == n)
		return exp((double)n * log(p));
	if (p == 0 || p == 1)
		return 0;
	double a = (double)k, b = (double)(n - k), N = (double)n;
	double q = 1 - p, d = special_distance(a, q, (1 - q) - p, b, p);
	double errors = special_stirling_error(N) - special_stirling_error(a) - special_stirling_error(b);
	return exp(errors + a * special_log1pmx(-d / a, N / a * p) + b * special_log1pmx(d / b, N / b * (1 - p))) * sqrt(N / (2 * M_PI * a * b));
}

double causa_binom_cdf(int64_t k, int64_t n, double p)
{
	if (!valid(n, p))
		return NAN;
	if (k < 0 || k >= n)
		return k < 0 ? 0 : 1;
	return causa_beta_sf(p, (double)k + 1, (double)(n - k));
}

double causa_binom_sf(int64_t k, int64_t n, double p)
{
	if (!valid(n, p))
		return NAN;
	if (k < 0 || k >= n)
		return k < 0 ? 1 : 0;
	return causa_beta_cdf(p, (double)k + 1, (double)(n - k));
}
