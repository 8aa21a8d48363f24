/* Poisson log-linear trend: given the total, cases spread over the years with shares exposure * exp(slope t).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <stddef.h>

#include <causa/level.h>
#include <causa/loglinear.h>
#include <causa/special.h>

#include "kernel/slope.h"
#include "kernel/solve.h"

struct series {
	const int64_t *y;
	const double *t, *exposure;
	int n;
	double total, moment;      /* sum y, sum y (t - origin) */
	double origin;             /* first time */
	int steps;                 /* times are whole numbers from the origin, few enough for powers instead of exponentials */
};

enum { FEW_POINTS = 64 };

static double exposure_at(const struct series *s, int i)
{
	return s->exposure != NULL ? s->exposure[i] : 1;
}

static enum causa_status read_series(const int64_t *y, const double *t, const double *exposure, int n, struct series *s)
{
	if (n < 2)
		return CAUSA_EDOMAIN;
	*s = (struct series){.y = y, .t = t, .exposure = exposure, .n = n, .origin = t[0], .steps = 1};
	for (int i = 0; i < n; i++) {
		double e = exposure_at(s, i);
		if (y[i] < 0 || !isfinite(t[i]) || !(e > 0) || isinf(e) || (i > 0 && t[i] <= t[i - 1]))
			return CAUSA_EDOMAIN;
		s->total += (double)y[i];
		s->moment += (double)y[i] * (t[i] - s->origin);
		s->steps &= t[i] - s->origin == floor(t[i] - s->origin);
	}
	s->steps &= n <= FEW_POINTS && t[n - 1] - t[0] < FEW_POINTS;
	return s->total > 0 ? CAUSA_OK : CAUSA_ENODATA;
}

static int separation(const struct series *s)
{
	if ((double)s->y[0] == s->total)
		return -1;
	return (double)s->y[s->n - 1] == s->total ? 1 : 0;
}

static int proportional(const struct series *s)
{
	for (int i = 1; i < s->n; i++) {
		if ((double)s->y[i] * exposure_at(s, 0) != (double)s->y[0] * exposure_at(s, i))
			return 0;
	}
	return 1;
}

/* Shares exposure * exp(slope (t - origin)), scaled so that the greatest power is 1; returns the log of the scale. */
static double fill_shares(const struct series *s, double slope, double *w)
{
	double span = s->t[s->n - 1] - s->origin, base = exp(-fabs(slope)), power = 1, at = 0;
	for (int j = 0; j < s->n; j++) { /* from the end with the greatest one */
		int i = slope > 0 ? s->n - 1 - j : j;
		double distance = slope > 0 ? span - (s->t[i] - s->origin) : s->t[i] - s->origin;
		for (; at < distance; at++)
			power *= base;
		w[i] = exposure_at(s, i) * power;
	}
	return slope > 0 ? slope * span : 0;
}

static void moments_by_steps(const struct series *s, double slope, double *log_sum, double *mean, double *variance)
{
	double w[FEW_POINTS], sum = 0, first = 0, second = 0, top = fill_shares(s, slope, w);
	for (int i = 0; i < s->n; i++) {
		sum += w[i];
		first += w[i] * (s->t[i] - s->origin);
	}
	*mean = first / sum;
	for (int i = 0; i < s->n; i++) {
		double d = s->t[i] - s->origin - *mean;
		second += w[i] * d * d;
	}
	*variance = second / sum;
	*log_sum = log(sum) + top;
}

/* log sum, mean and variance of t - origin under shares exposure * exp(slope (t - origin)); scaled against overflow. */
static void moments(const struct series *s, double slope, double *log_sum, double *mean, double *variance)
{
	double top = slope > 0 ? slope * (s->t[s->n - 1] - s->origin) : 0, sum = 0, first = 0, second = 0;
	if (s->steps) {
		moments_by_steps(s, slope, log_sum, mean, variance);
		return;
	}
	for (int i = 0; i < s->n; i++) {
		double t = s->t[i] - s->origin, w = exposure_at(s, i) * exp(slope * t - top);
		sum += w;
		first += w * t;
	}
	*mean = first / sum;
	for (int i = 0; i < s->n; i++) {
		double t = s->t[i] - s->origin;
		second += exposure_at(s, i) * exp(slope * t - top) * (t - *mean) * (t - *mean);
	}
	*variance = second / sum;
	*log_sum = log(sum) + top;
}

/* Newton on the score total * (observed mean - mean(slope)), which falls in slope; bisection keeps it inside a bracket. */
static enum causa_status solve_slope(const struct series *s, double *slope)
{
	double span = s->t[s->n - 1] - s->origin, lo = -700 / span, hi = 700 / span, b = 0, log_sum, mean, variance;
	double observed = s->moment / s->total, last = INFINITY;
	for (int i = 0; i < 200; i++) {
		moments(s, b, &log_sum, &mean, &variance);
		double score = observed - mean;
		if (score > 0)
			lo = b;
		else
			hi = b;
		double next = b + score / variance;
		if (!(next >= lo && next <= hi))
			next = 0.5 * (lo + hi);
		double moved = fabs(next - b);
		b = next;
		/* Convergence is quadratic: after a step this small the one that follows it reaches rounding. */
		if (moved <= 2 * DBL_EPSILON * fmax(fabs(b), 1e-3 / span) || last < 1e-7 / span) {
			*slope = b;
			return CAUSA_OK;
		}
		last = moved;
	}
	/* The last two bits may alternate for ever. */
	*slope = b;
	return hi - lo < 1e-10 * fmax(1 / span, fabs(b)) || fabs(observed - mean) < 1e-12 * span ? CAUSA_OK : CAUSA_ENOCONV;
}

static void goodness(const struct series *s, struct causa_loglinear *fit)
{
	fit->x2 = fit->deviance = 0;
	double w[FEW_POINTS] = {0}, scale = 0;
	if (s->steps) {
		double top = fill_shares(s, fit->slope, w);
		scale = exp(fit->intercept + fit->slope * s->origin + top);
	}
	for (int i = 0; i < s->n; i++) {
		double y = (double)s->y[i];
		double mu = s->steps ? scale * w[i] : exposure_at(s, i) * exp(fit->intercept + fit->slope * s->t[i]);
		fit->x2 += (y - mu) * (y - mu) / mu;
		fit->deviance += 2 * ((y > 0 ? y * log(y / mu) : 0) - (y - mu));
	}
}

enum causa_status causa_loglinear_fit(const int64_t *y, const double *t, const double *exposure, int n,
                                      struct causa_loglinear *out)
{
	struct series s;
	struct causa_loglinear fit = {0};
	enum causa_status status = read_series(y, t, exposure, n, &s);
	if (status != CAUSA_OK)
		return status;
	fit.df = n - 2;
	fit.separated = separation(&s);
	if (fit.separated == 0) {
		double log_sum, mean, variance;
		int flat = proportional(&s);
		status = flat ? CAUSA_OK : solve_slope(&s, &fit.slope);
		if (status != CAUSA_OK)
			return status;
		moments(&s, fit.slope, &log_sum, &mean, &variance);
		double at_zero = mean + s.origin;
		fit.intercept = log(s.total) - log_sum - fit.slope * s.origin;
		fit.se_slope = 1 / sqrt(s.total * variance);
		fit.se_intercept = sqrt(1 / s.total + at_zero * at_zero / (s.total * variance));
		if (!flat)
			goodness(&s, &fit);
	}
	*out = fit;
	return CAUSA_OK;
}

void causa_loglinear_quasi_limits(const struct causa_loglinear *fit, double quantile, struct causa_interval *slope)
{
	double reach = quantile * fit->se_slope * sqrt(fit->x2 / fit->df);
	slope->lower = fit->slope - reach;
	slope->upper = fit->slope + reach;
}

enum causa_status causa_loglinear_quasi(const struct causa_loglinear *fit, double level, struct causa_interval *slope,
                                        double *p)
{
	if (fit->df <= 0 || fit->separated != 0)
		return level > 0 && level < 1 ? CAUSA_ENODATA : CAUSA_EDOMAIN;
	return slope_quasi(fit->slope, fit->se_slope, fit->x2, fit->df, level, slope, p);
}

enum causa_status causa_loglinear_wald(const struct causa_loglinear *fit, double level, struct causa_interval *slope,
                                       double *p)
{
	return fit->separated != 0 ? CAUSA_ENODATA : slope_wald(fit->slope, fit->se_slope, level, slope, p);
}

/* ---- likelihood ---- */

struct likelihood {
	const struct series *s;
	const struct causa_loglinear *fit;
	double all, mean; /* sum of the fitted shares, their mean time */
	double wanted;    /* how far below the most */
};

static double fitted_share(const struct likelihood *l, int i)
{
	return exposure_at(l->s, i) * exp(l->fit->slope * (l->s->t[i] - l->s->origin));
}

static void prepare(const struct series *s, const struct causa_loglinear *fit, double wanted, struct likelihood *l)
{
	*l = (struct likelihood){.s = s, .fit = fit, .wanted = wanted};
	for (int i = 0; i < s->n && fit->separated == 0; i++) {
		l->all += fitted_share(l, i);
		l->mean += fitted_share(l, i) * (s->t[i] - s->origin);
	}
	l->mean /= l->all;
}

/* Twice the fall of the profile log-likelihood from its most to that at `slope`. With separation the most is certainty of
 * one end. Times are taken from their fitted mean, so that a small fall is not a difference of large numbers. */
static double fall(const struct likelihood *l, double slope)
{
	const struct series *s = l->s;
	double sum = 0;
	if (l->fit->separated != 0) {
		int end = l->fit->separated < 0 ? 0 : s->n - 1;
		for (int i = 0; i < s->n; i++)
			sum += i == end ? 0 : exposure_at(s, i) / exposure_at(s, end) * exp(slope * (s->t[i] - s->t[end]));
		return 2 * s->total * log1p(sum);
	}
	for (int i = 0; i < s->n; i++)
		sum += fitted_share(l, i) / l->all * expm1((slope - l->fit->slope) * (s->t[i] - s->origin - l->mean));
	return 2 * s->total * log1p(sum);
}

static double below_the_most(const void *self, double slope)
{
	const struct likelihood *l = self;
	return fall(l, slope) - l->wanted;
}

/* Walks outwards from a slope at which the likelihood has not fallen far enough, until it has. */
static double walk(const struct likelihood *l, double from, double step)
{
	double to = from + step;
	for (int i = 0; i < 60 && below_the_most(l, to) < 0; i++) {
		step *= 2;
		to += step;
	}
	return step > 0 ? solve_bracket(below_the_most, l, from, to) : solve_bracket(below_the_most, l, to, from);
}

enum causa_status causa_loglinear_profile(const int64_t *y, const double *t, const double *exposure, int n, double level,
                                          struct causa_interval *slope)
{
	struct series s;
	struct causa_loglinear fit;
	struct likelihood l;
	enum causa_status status = read_series(y, t, exposure, n, &s);
	if (status == CAUSA_OK)
		status = level > 0 && level < 1 ? causa_loglinear_fit(y, t, exposure, n, &fit) : CAUSA_EDOMAIN;
	if (status != CAUSA_OK)
		return status;
	double z = causa_z(level), span = t[n - 1] - t[0];
	prepare(&s, &fit, z * z, &l);
	if (fit.separated != 0) {
		double limit = walk(&l, fit.separated * 700 / span, -fit.separated / span);
		slope->lower = fit.separated < 0 ? -INFINITY : limit;
		slope->upper = fit.separated < 0 ? limit : INFINITY;
		return CAUSA_OK;
	}
	slope->lower = walk(&l, fit.slope, -fit.se_slope);
	slope->upper = walk(&l, fit.slope, fit.se_slope);
	return CAUSA_OK;
}

enum causa_status causa_loglinear_lr_p(const int64_t *y, const double *t, const double *exposure, int n, double *p)
{
	struct series s;
	struct causa_loglinear fit;
	struct likelihood l;
	enum causa_status status = read_series(y, t, exposure, n, &s);
	if (status == CAUSA_OK)
		status = causa_loglinear_fit(y, t, exposure, n, &fit);
	if (status != CAUSA_OK)
		return status;
	prepare(&s, &fit, 0, &l);
	*p = 2 * causa_norm_sf(sqrt(fmax(0, fall(&l, 0))));
	return CAUSA_OK;
}
