/* Binomial, Poisson and negative binomial distributions.
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

double causa_binom_log_cdf(int64_t k, int64_t n, double p)
{
	if (!valid(n, p))
		return NAN;
	if (k < 0 || k >= n)
		return k < 0 ? -INFINITY : 0;
	return causa_beta_log_sf(p, (double)k + 1, (double)(n - k));
}

double causa_binom_log_sf(int64_t k, int64_t n, double p)
{
	if (!valid(n, p))
		return NAN;
	if (k < 0 || k >= n)
		return k < 0 ? 0 : -INFINITY;
	return causa_beta_log_cdf(p, (double)k + 1, (double)(n - k));
}

double causa_pois_log_cdf(int64_t k, double mean)
{
	if (!(mean >= 0))
		return NAN;
	return k < 0 ? -INFINITY : causa_gamma_log_sf(mean, (double)k + 1);
}

double causa_pois_log_sf(int64_t k, double mean)
{
	if (!(mean >= 0))
		return NAN;
	return k < 0 ? 0 : causa_gamma_log_cdf(mean, (double)k + 1);
}

/* ---- negative binomial ---- */

static int valid_negbin(double size, double prob)
{
	return size > 0 && isfinite(size) && prob > 0 && prob <= 1;
}

double causa_negbin_pmf(int64_t k, double size, double prob)
{
	if (!valid_negbin(size, prob))
		return NAN;
	if (k < 0)
		return 0;
	if (k == 0)
		return exp(size * log(prob));
	if (prob == 1)
		return 0;
	/* size/(size + k) times the binomial probability of `size` among size + k, for any size */
	double x = (double)k, n = size + x, q = 1 - prob, d = special_distance(size, q, (1 - q) - prob, x, prob);
	double errors = special_stirling_error(n) - special_stirling_error(size) - special_stirling_error(x);
	return size / n * sqrt(n / (2 * M_PI * size * x)) *
	       exp(errors + size * special_log1pmx(-d / size, n / size * prob) + x * special_log1pmx(d / x, n / x * q));
}

double causa_negbin_cdf(int64_t k, double size, double prob)
{
	if (!valid_negbin(size, prob))
		return NAN;
	return k < 0 ? 0 : causa_beta_cdf(prob, size, (double)k + 1);
}

double causa_negbin_sf(int64_t k, double size, double prob)
{
	if (!valid_negbin(size, prob))
		return NAN;
	return k < 0 ? 1 : causa_beta_sf(prob, size, (double)k + 1);
}

double causa_negbin_log_cdf(int64_t k, double size, double prob)
{
	if (!valid_negbin(size, prob))
		return NAN;
	return k < 0 ? -INFINITY : causa_beta_log_cdf(prob, size, (double)k + 1);
}

double causa_negbin_log_sf(int64_t k, double size, double prob)
{
	if (!valid_negbin(size, prob))
		return NAN;
	return k < 0 ? 0 : causa_beta_log_sf(prob, size, (double)k + 1);
}

/* ---- quantiles ---- */

static const int64_t FAR = INT64_C(1) << 53;

int64_t special_discrete_quantile(double (*tail)(const void *self, int64_t k), const void *self, double p, int upper, int64_t least,
                                  int64_t most)
{
	int64_t lo = least - 1, hi = least, step = 1;
	/* doubling, then halving: the first k whose lower tail is at least p, or whose upper tail is at most p */
	while (hi < most && !(upper ? tail(self, hi) <= p : tail(self, hi) >= p)) {
		lo = hi;
		hi = step > most - hi ? most : hi + step;
		step *= 2;
	}
	while (hi - lo > 1) {
		int64_t middle = lo + (hi - lo) / 2;
		if (upper ? tail(self, middle) <= p : tail(self, middle) >= p)
			hi = middle;
		else
			lo = middle;
	}
	return hi;
}

struct discrete {
	int64_t n;
	double a, b;
	int upper;
};

static double binom_tail(const void *self, int64_t k)
{
	const struct discrete *d = self;
	return d->upper ? causa_binom_sf(k, d->n, d->a) : causa_binom_cdf(k, d->n, d->a);
}

static double pois_tail(const void *self, int64_t k)
{
	const struct discrete *d = self;
	return d->upper ? causa_pois_sf(k, d->a) : causa_pois_cdf(k, d->a);
}

static double negbin_tail(const void *self, int64_t k)
{
	const struct discrete *d = self;
	return d->upper ? causa_negbin_sf(k, d->a, d->b) : causa_negbin_cdf(k, d->a, d->b);
}

static int is_probability(double p)
{
	return p >= 0 && p <= 1;
}

static int64_t binom_quantile(double p, int64_t n, double prob, int upper)
{
	struct discrete d = {n, prob, 0, upper};
	if (!valid(n, prob) || !is_probability(p))
		return -1;
	return special_discrete_quantile(binom_tail, &d, p, upper, 0, n);
}

int64_t causa_binom_quantile(double p, int64_t n, double prob)
{
	return binom_quantile(p, n, prob, 0);
}

int64_t causa_binom_quantile_sf(double q, int64_t n, double prob)
{
	return binom_quantile(q, n, prob, 1);
}

/* The end of an endless support is no number. */
static int64_t endless_quantile(double (*tail)(const void *, int64_t), const struct discrete *d, double p)
{
	if (!is_probability(p) || p == (d->upper ? 0 : 1))
		return -1;
	return special_discrete_quantile(tail, d, p, d->upper, 0, FAR);
}

int64_t causa_pois_quantile(double p, double mean)
{
	struct discrete d = {0, mean, 0, 0};
	return mean >= 0 && isfinite(mean) ? endless_quantile(pois_tail, &d, p) : -1;
}

int64_t causa_pois_quantile_sf(double q, double mean)
{
	struct discrete d = {0, mean, 0, 1};
	return mean >= 0 && isfinite(mean) ? endless_quantile(pois_tail, &d, q) : -1;
}

int64_t causa_negbin_quantile(double p, double size, double prob)
{
	struct discrete d = {0, size, prob, 0};
	return valid_negbin(size, prob) ? endless_quantile(negbin_tail, &d, p) : -1;
}

int64_t causa_negbin_quantile_sf(double q, double size, double prob)
{
	struct discrete d = {0, size, prob, 1};
	return valid_negbin(size, prob) ? endless_quantile(negbin_tail, &d, q) : -1;
}
