/* Exact conditional test of a trend of counts.
 *
 * T = sum t y given N is a sum of N independent draws of t. Its distribution is needed near the observed value only, however
 * far in the tail that lies: tilt the draws by exp(slope t) with the maximum-likelihood slope, so that the observed value is
 * the mean, convolve by squaring within a window of many standard deviations, and tilt back. Only sums of positive terms.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/exacttrend.h>
#include <causa/level.h>
#include <causa/loglinear.h>

#include "kernel/solve.h"

enum { MOST_SPREAD = 2000000, SIGMAS = 15 };

/* Probabilities of the integers lo .. lo + n - 1. */
struct window {
	int64_t lo, n;
	double *p;
};

struct trend {
	int64_t N, span, observed; /* times from 0 to span */
	int n, separated;
	const int64_t *t;
	const double *exposure;
	double slope;              /* of the tilt */
	struct window f;           /* tilted distribution of T */
};

static double share(const struct trend *s, int i)
{
	return s->exposure != NULL ? s->exposure[i] : 1;
}

static enum causa_status read(const int64_t *y, const int64_t *t, const double *exposure, int n, struct trend *s)
{
	if (n < 2)
		return CAUSA_EDOMAIN;
	*s = (struct trend){.n = n, .t = t, .exposure = exposure, .span = t[n - 1] - t[0]};
	double total = 0;
	for (int i = 0; i < n; i++) {
		double e = share(s, i);
		if (y[i] < 0 || !(e > 0) || isinf(e) || (i > 0 && t[i] <= t[i - 1]))
			return CAUSA_EDOMAIN;
		total += (double)y[i];
	}
	if (total == 0)
		return CAUSA_ENODATA;
	if (total * (double)s->span > MOST_SPREAD)
		return CAUSA_ERANGE;
	for (int i = 0; i < n; i++) {
		s->N += y[i];
		s->observed += y[i] * (t[i] - t[0]);
	}
	s->separated = y[0] == s->N ? -1 : y[n - 1] == s->N;
	return CAUSA_OK;
}

/* ---- convolution within a window ---- */

static enum causa_status convolve(const struct window *a, const struct window *b, int64_t lo, int64_t hi, struct window *out)
{
	struct window c = {lo > a->lo + b->lo ? lo : a->lo + b->lo, 0, NULL};
	int64_t end = a->lo + b->lo + a->n + b->n - 2;
	c.n = (hi < end ? hi : end) - c.lo + 1;
	c.p = calloc((size_t)c.n, sizeof *c.p);
	if (c.p == NULL)
		return CAUSA_ENOMEM;
	for (int64_t i = 0; i < a->n; i++) {
		double w = a->p[i];
		int64_t shift = a->lo + i + b->lo - c.lo; /* index in c of b's first */
		int64_t from = shift < 0 ? -shift : 0, to = c.n - shift < b->n ? c.n - shift : b->n;
		for (int64_t j = from; w > 0 && j < to; j++)
			c.p[shift + j] += w * b->p[j];
	}
	*out = c;
	return CAUSA_OK;
}

static enum causa_status power(const struct window *one, double mean, double variance, int64_t N, int64_t span,
                               struct window *out)
{
	struct window sum = *one;
	int64_t done = 1;
	int bits = 0;
	for (int64_t m = N; m > 1; m /= 2)
		bits++;
	sum.p = malloc((size_t)one->n * sizeof *sum.p);
	if (sum.p == NULL)
		return CAUSA_ENOMEM;
	memcpy(sum.p, one->p, (size_t)one->n * sizeof *sum.p);
	for (int bit = bits - 1; bit >= 0; bit--) {
		/* From the top bit down: square, then one more draw where the bit is set. */
		for (int twice = 0; twice < 2; twice++) {
			const struct window *by = twice == 0 ? &sum : one;
			if (twice == 1 && !(N >> bit & 1))
				break;
			done = twice == 0 ? 2 * done : done + 1;
			double half = SIGMAS * sqrt((double)done * variance) + 40.0 * (double)span;
			struct window next;
			enum causa_status status = convolve(&sum, by, (int64_t)floor((double)done * mean - half),
			                                    (int64_t)ceil((double)done * mean + half), &next);
			free(sum.p);
			if (status != CAUSA_OK)
				return status;
			sum = next;
		}
	}
	*out = sum;
	return CAUSA_OK;
}

/* The tilted distribution of T; s->f is owned by the caller. Not for separated series. */
static enum causa_status distribute(const int64_t *y, struct trend *s)
{
	struct causa_loglinear fit;
	double *t = malloc((size_t)s->n * sizeof *t), mean = 0, variance = 0, sum = 0;
	struct window one = {0, s->span + 1, calloc((size_t)s->span + 1, sizeof(double))};
	enum causa_status status = t == NULL || one.p == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (int i = 0; i < s->n && status == CAUSA_OK; i++)
		t[i] = (double)(s->t[i] - s->t[0]);
	if (status == CAUSA_OK)
		status = causa_loglinear_fit(y, t, s->exposure, s->n, &fit);
	if (status == CAUSA_OK) {
		s->slope = fit.slope;
		double top = fmax(0, fit.slope * (double)s->span);
		for (int i = 0; i < s->n; i++)
			sum += one.p[s->t[i] - s->t[0]] = share(s, i) * exp(fit.slope * t[i] - top);
		for (int64_t j = 0; j <= s->span; j++) {
			one.p[j] /= sum;
			mean += one.p[j] * (double)j;
		}
		for (int64_t j = 0; j <= s->span; j++)
			variance += one.p[j] * ((double)j - mean) * ((double)j - mean);
		status = power(&one, mean, variance, s->N, s->span, &s->f);
	}
	free(t);
	free(one.p);
	return status;
}

/* ---- p ---- */

/* log of M^N exp(-slope T), which turns tilted into untilted probabilities at the observed value. */
static double untilt(const struct trend *s)
{
	double sum = 0, all = 0, top = fmax(0, s->slope * (double)s->span);
	for (int i = 0; i < s->n; i++) {
		sum += share(s, i) * exp(s->slope * (double)(s->t[i] - s->t[0]) - top);
		all += share(s, i);
	}
	return (double)s->N * (log(sum / all) + top) - s->slope * (double)s->observed;
}

/* Sum over one side of f(T) exp(change (T - observed)); side +1: T >= observed, -1: T <= observed, 0: all. */
static double side_sum(const struct trend *s, double change, int side)
{
	double sum = 0;
	for (int64_t i = 0; i < s->f.n; i++) {
		int64_t d = s->f.lo + i - s->observed;
		if (d * side >= 0 && s->f.p[i] > 0)
			sum += s->f.p[i] * exp(change * (double)d);
	}
	return sum;
}

enum causa_status causa_exact_trend(const int64_t *y, const int64_t *t, const double *exposure, int n, double *p_doubled)
{
	struct trend s;
	enum causa_status status = read(y, t, exposure, n, &s);
	if (status != CAUSA_OK)
		return status;
	if (s.separated != 0) {
		double all = 0, end = share(&s, s.separated < 0 ? 0 : n - 1);
		for (int i = 0; i < n; i++)
			all += share(&s, i);
		*p_doubled = fmin(1, 2 * exp((double)s.N * log(end / all)));
		return CAUSA_OK;
	}
	status = distribute(y, &s);
	if (status != CAUSA_OK)
		return status;
	/* The tail away from the mean is the small one; the other follows from it. */
	int side = s.slope >= 0 ? 1 : -1;
	double scale = exp(untilt(&s)), tail = scale * side_sum(&s, -s.slope, side);
	double at = scale * s.f.p[s.observed - s.f.lo], other = 1 - tail + at;
	*p_doubled = fmin(1, 2 * fmin(tail, other));
	free(s.f.p);
	return CAUSA_OK;
}

/* ---- limits ---- */

struct limit {
	const struct trend *s;
	double half;
	int side;
};

static double tail_at(const void *self, double change)
{
	const struct limit *l = self;
	return side_sum(l->s, change, l->side) / side_sum(l->s, change, 0) - l->half;
}

/* All cases at one end: the chance of that is the end's share to the power N. */
static double certain_at(const void *self, double slope)
{
	const struct limit *l = self;
	const struct trend *s = l->s;
	double sum = 0;
	int end = l->side > 0 ? s->n - 1 : 0;
	for (int i = 0; i < s->n; i++)
		sum += share(s, i) / share(s, end) * exp(slope * (double)(s->t[i] - s->t[end]));
	return -(double)s->N * log(sum) - log(l->half);
}

static double outwards(double (*f)(const void *, double), const void *self, double from, double step)
{
	double to = from + step;
	for (int i = 0; i < 60 && (f(self, to) < 0) == (f(self, from) < 0); i++) {
		step *= 2;
		to = from + step;
	}
	return step > 0 ? solve_bracket(f, self, from, to) : solve_bracket(f, self, to, from);
}

enum causa_status causa_exact_trend_limits(const int64_t *y, const int64_t *t, const double *exposure, int n, double level,
                                           struct causa_interval *slope)
{
	struct trend s;
	enum causa_status status = read(y, t, exposure, n, &s);
	if (status != CAUSA_OK || !(level > 0 && level < 1))
		return status != CAUSA_OK ? status : CAUSA_EDOMAIN;
	struct limit upper_tail = {&s, causa_alpha(level) / 2, 1}, lower_tail = {&s, causa_alpha(level) / 2, -1};
	double scale = 1 / (double)s.span;
	if (s.separated != 0) {
		double end = solve_bracket(certain_at, s.separated > 0 ? &upper_tail : &lower_tail, -700 * scale, 700 * scale);
		slope->lower = s.separated > 0 ? end : -INFINITY;
		slope->upper = s.separated > 0 ? INFINITY : end;
		return CAUSA_OK;
	}
	status = distribute(y, &s);
	if (status != CAUSA_OK)
		return status;
	/* Tails of the tilted distribution move with further tilting by `change`; the limits are slope + change. */
	double lower = s.slope + outwards(tail_at, &upper_tail, 0, -0.01 * scale);
	double upper = s.slope + outwards(tail_at, &lower_tail, 0, 0.01 * scale);
	slope->lower = lower;
	slope->upper = upper;
	free(s.f.p);
	return CAUSA_OK;
}
