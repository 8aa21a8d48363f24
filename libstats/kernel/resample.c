/* Random streams keyed by series and replicate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/resample.h>

#include "kernel/special_internal.h"

static uint64_t splitmix(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

void causa_stream_open(uint64_t seed, uint64_t series, uint64_t replicate, struct causa_stream *out)
{
	/* Each part of the key is scrambled into the next, so that (1, 0) and (0, 1) are far apart. */
	uint64_t state = seed;
	state = splitmix(&state) ^ series;
	state = splitmix(&state) ^ replicate;
	for (int i = 0; i < 4; i++)
		out->s[i] = splitmix(&state);
}

static uint64_t rotate(uint64_t x, int k)
{
	return x << k | x >> (64 - k);
}

uint64_t causa_stream_bits(struct causa_stream *stream)
{
	uint64_t *s = stream->s, result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;
	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

double causa_stream_uniform(struct causa_stream *stream)
{
	return ((double)(causa_stream_bits(stream) >> 11) + 0.5) * 0x1p-53;
}

int64_t causa_stream_below(struct causa_stream *stream, int64_t n)
{
	uint64_t range = (uint64_t)n, past = UINT64_MAX - UINT64_MAX % range; /* a multiple of the range */
	uint64_t bits;
	do
		bits = causa_stream_bits(stream);
	while (bits >= past);
	return (int64_t)(bits % range);
}

/* ---- Poisson ---- */

static int64_t poisson_by_inversion(struct causa_stream *stream, double mean)
{
	double u = causa_stream_uniform(stream), p = exp(-mean), sum = p;
	int64_t k = 0;
	while (u > sum && k < 1000) {
		p *= mean / (double)++k;
		sum += p;
	}
	return k;
}

/* log k!, without the rounding of lgamma's large results: Stirling's formula and its error. */
static double log_factorial_rest(double k)
{
	return k > 0 ? 0.918938533204672741780 + 0.5 * log(k) + special_stirling_error(k) : 0;
}

/* log of the Poisson probability: k log(mean/k) + k - mean - rest. */
static double log_poisson(double k, double mean)
{
	return k > 0 ? k * special_log1pmx((mean - k) / k, mean / k) - log_factorial_rest(k) : -mean;
}

int64_t causa_stream_poisson(struct causa_stream *stream, double mean)
{
	if (!(mean > 0))
		return 0;
	if (mean < 10)
		return poisson_by_inversion(stream, mean);
	double b = 0.931 + 2.53 * sqrt(mean), a = -0.059 + 0.02483 * b;
	double squeeze = 0.9277 - 3.6224 / (b - 2), inverse = 1.1239 + 1.1328 / (b - 3.4);
	for (;;) {
		double u = causa_stream_uniform(stream) - 0.5, v = causa_stream_uniform(stream), us = 0.5 - fabs(u);
		double k = floor((2 * a / us + b) * u + mean + 0.43);
		if (us >= 0.07 && v <= squeeze)
			return (int64_t)k;
		if (k < 0 || (us < 0.013 && v > us))
			continue;
		if (log(v * inverse / (a / (us * us) + b)) <= log_poisson(k, mean))
			return (int64_t)k;
	}
}

/* ---- binomial ---- */

static int64_t binomial_by_inversion(struct causa_stream *stream, double n, double p)
{
	double u = causa_stream_uniform(stream), odds = p / (1 - p), mass = exp(n * log1p(-p)), sum = mass;
	int64_t k = 0;
	while (u > sum && (double)k < n && k < 1000) {
		mass *= (n - (double)k) / (double)(k + 1) * odds;
		sum += mass;
		k++;
	}
	return k;
}

static double log_binomial(double k, double n, double p)
{
	if (k == 0)
		return n * log1p(-p);
	if (k == n)
		return n * log(p);
	double f = n - k, d = k * (1 - p) - f * p;
	double errors = log_factorial_rest(n) - log_factorial_rest(k) - log_factorial_rest(f);
	return errors + k * special_log1pmx(-d / k, n / k * p) + f * special_log1pmx(d / f, n / f * (1 - p));
}

/* For p at most one half and n p at least 10. */
static int64_t binomial_by_rejection(struct causa_stream *stream, double n, double p)
{
	double spread = sqrt(n * p * (1 - p)), b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * p;
	double centre = n * p + 0.5, alpha = (2.83 + 5.1 / b) * spread, squeeze = 0.92 - 4.2 / b;
	double mode = floor((n + 1) * p), log_mode = log_binomial(mode, n, p);
	for (;;) {
		double u = causa_stream_uniform(stream) - 0.5, v = causa_stream_uniform(stream), us = 0.5 - fabs(u);
		double k = floor((2 * a / us + b) * u + centre);
		if (k < 0 || k > n)
			continue;
		if (us >= 0.07 && v <= squeeze)
			return (int64_t)k;
		if (log(v * alpha / (a / (us * us) + b)) <= log_binomial(k, n, p) - log_mode)
			return (int64_t)k;
	}
}

int64_t causa_stream_binomial(struct causa_stream *stream, int64_t n, double p)
{
	if (n <= 0 || !(p > 0))
		return 0;
	if (p >= 1)
		return n;
	double q = p > 0.5 ? 1 - p : p, N = (double)n;
	int64_t k = N * q < 10 ? binomial_by_inversion(stream, N, q) : binomial_by_rejection(stream, N, q);
	return p > 0.5 ? n - k : k;
}

void causa_stream_permute(struct causa_stream *stream, int64_t n, double *x)
{
	for (int64_t i = n - 1; i > 0; i--) {
		int64_t j = causa_stream_below(stream, i + 1);
		double kept = x[i];
		x[i] = x[j];
		x[j] = kept;
	}
}
