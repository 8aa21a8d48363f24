/* What the cases of unknown offence could make of a statistic of one offence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/bounds.h>
#include <causa/loglinear.h>
#include <causa/ratecmp.h>

enum causa_status causa_bounds_ratio(const struct causa_allotment *a, bool cohort, struct causa_interval *out)
{
	if (a->n < 0 || a->m < 0 || (cohort && (a->k > a->n || a->c > a->m)))
		return CAUSA_EDOMAIN;
	if (a->n == 0 && a->m == 0)
		return CAUSA_ENODATA;
	if (a->k < 0) { /* any number of these reports, and of those that are allotted, may have been prosecuted */
		*out = (struct causa_interval){0, cohort ? 1 : INFINITY};
		return CAUSA_OK;
	}
	double k = (double)a->k, n = (double)a->n, m = (double)a->m, c = (double)a->c;
	if (cohort) {
		double least = a->c < 0 ? 0 : c, most = a->c < 0 ? m : c;
		out->lower = n + m - least > 0 ? k / (n + m - least) : 0;
		out->upper = n + most > 0 ? (k + most) / (n + most) : 0;
		return CAUSA_OK;
	}
	out->lower = k / (n + m);
	if (a->c < 0)
		out->upper = INFINITY;
	else if (a->n > 0)
		out->upper = (k + c) / n;
	else /* one unknown report at least must be taken for the ratio to exist */
		out->upper = k + c > 0 ? INFINITY : 0;
	return CAUSA_OK;
}

/* ---- changes ---- */

struct corner {
	double ratio;
	struct causa_interval limits;
};

static enum causa_status compare(int64_t x1, double t1, int64_t x2, double t2, double level, struct corner *out)
{
	struct causa_ratecmp cmp;
	enum causa_status status = causa_rate_ratio_exact(x1, t1, x2, t2, level, &cmp);
	if (status == CAUSA_ENODATA) { /* 0 against 0 says nothing */
		*out = (struct corner){NAN, {0, INFINITY}};
		return CAUSA_OK;
	}
	if (status == CAUSA_OK)
		*out = (struct corner){cmp.has_ratio ? cmp.ratio : INFINITY, cmp.limits};
	return status;
}

/* 1 above no change, -1 below, 0 neither. */
static int side_of(const struct corner *c, bool interval)
{
	double lower = interval ? c->limits.lower : c->ratio, upper = interval ? c->limits.upper : c->ratio;
	return lower > 1 ? 1 : upper < 1 ? -1 : 0;
}

struct turning {
	int64_t x1, m1, x2, m2;
	double t1, t2, level;
	bool interval;
};

/* Least share of the adverse unknown cases after which the conclusion is no longer on its side; they are whole cases. */
static enum causa_status turn(const struct turning *s, double *share)
{
	struct corner c;
	enum causa_status status = compare(s->x1, s->t1, s->x2, s->t2, s->level, &c);
	*share = NAN;
	if (status != CAUSA_OK)
		return status;
	int side = isnan(c.ratio) ? 0 : side_of(&c, s->interval);
	int64_t all = side > 0 ? s->m1 : s->m2, lo = 0, hi = all;
	if (side == 0 || all == 0)
		return CAUSA_OK;
	for (int64_t added = all;; added = lo + (hi - lo) / 2) {
		status = compare(s->x1 + (side > 0 ? added : 0), s->t1, s->x2 + (side > 0 ? 0 : added), s->t2, s->level, &c);
		if (status != CAUSA_OK)
			return status;
		bool turned = side_of(&c, s->interval) != side;
		if (added == all && !turned)
			return CAUSA_OK;
		if (turned)
			hi = added;
		else
			lo = added;
		if (hi - lo <= 1)
			break;
	}
	*share = (double)hi / (double)all;
	return CAUSA_OK;
}

enum causa_status causa_bounds_change(int64_t x1, double t1, int64_t m1, int64_t x2, double t2, int64_t m2, double level,
                                      struct causa_change_bounds *out)
{
	struct corner least, greatest;
	struct causa_change_bounds b;
	if (m1 < 0 || m2 < 0 || x1 < 0 || x2 < 0 || x1 > INT64_MAX - m1 || x2 > INT64_MAX - m2)
		return CAUSA_EDOMAIN;
	if (x1 + m1 == 0 && x2 + m2 == 0)
		return CAUSA_ENODATA;
	enum causa_status status = compare(x1 + m1, t1, x2, t2, level, &least);
	if (status == CAUSA_OK)
		status = compare(x1, t1, x2 + m2, t2, level, &greatest);
	struct turning s = {x1, m1, x2, m2, t1, t2, level, false};
	if (status == CAUSA_OK)
		status = turn(&s, &b.turn_sign);
	s.interval = true;
	if (status == CAUSA_OK)
		status = turn(&s, &b.turn_interval);
	if (status != CAUSA_OK)
		return status;
	b.ratio = (struct causa_interval){isnan(least.ratio) ? 0 : least.ratio, isnan(greatest.ratio) ? INFINITY : greatest.ratio};
	b.limits = (struct causa_interval){least.limits.lower, greatest.limits.upper};
	*out = b;
	return CAUSA_OK;
}

/* ---- trends ---- */

struct trend {
	const int64_t *y, *m;
	const double *t, *exposure;
	int n;
	int64_t *filled;
};

static enum causa_status slope_of(const struct trend *s, double *slope)
{
	struct causa_loglinear fit;
	enum causa_status status = causa_loglinear_fit(s->filled, s->t, s->exposure, s->n, &fit);
	if (status == CAUSA_OK)
		*slope = fit.separated == 0 ? fit.slope : fit.separated * (double)INFINITY;
	return status;
}

/* side +1: unknown cases go to the years from `split` on; -1: to those before. */
static void fill(struct trend *s, int split, int side)
{
	for (int i = 0; i < s->n; i++)
		s->filled[i] = s->y[i] + ((i >= split) == (side > 0) ? s->m[i] : 0);
}

static enum causa_status extreme(struct trend *s, int side, double *slope)
{
	double best = -side * (double)INFINITY, at;
	bool any = false;
	for (int split = 0; split <= s->n; split++) {
		fill(s, split, side);
		enum causa_status status = slope_of(s, &at);
		if (status == CAUSA_ENODATA)
			continue;
		if (status != CAUSA_OK)
			return status;
		if (!any || side * at > side * best)
			best = at;
		any = true;
	}
	*slope = best;
	return any ? CAUSA_OK : CAUSA_ENODATA;
}

/* The sign of the slope is that of sum (y + share m) (t - T), T the mean time of the exposures: linear in the share. */
static double sign_turns(const struct trend *s, double known)
{
	double weight = 0, centre = 0, score = 0, most = 0;
	for (int i = 0; i < s->n; i++) {
		double e = s->exposure != NULL ? s->exposure[i] : 1;
		weight += e;
		centre += e * s->t[i];
	}
	centre /= weight;
	for (int i = 0; i < s->n; i++) {
		double d = s->t[i] - centre;
		score += (double)s->y[i] * d;
		if (known > 0 ? d < 0 : d > 0)
			most += (double)s->m[i] * fabs(d);
	}
	double share = fabs(score) / most;
	return known == 0 || !(share <= 1) ? NAN : share;
}

enum causa_status causa_bounds_trend(const int64_t *y, const int64_t *m, const double *t, const double *exposure, int n,
                                     struct causa_interval *slope, double *turn_share)
{
	if (n < 2)
		return CAUSA_EDOMAIN;
	for (int i = 0; i < n; i++) {
		if (y[i] < 0 || m[i] < 0 || y[i] > INT64_MAX - m[i])
			return CAUSA_EDOMAIN;
	}
	struct trend s = {y, m, t, exposure, n, malloc((size_t)n * sizeof(int64_t))};
	struct causa_interval range = {0, 0};
	double known = 0;
	if (s.filled == NULL)
		return CAUSA_ENOMEM;
	enum causa_status status = extreme(&s, -1, &range.lower);
	if (status == CAUSA_OK)
		status = extreme(&s, 1, &range.upper);
	if (status == CAUSA_OK) {
		for (int i = 0; i < n; i++)
			s.filled[i] = y[i];
		if (slope_of(&s, &known) != CAUSA_OK) /* no known case: there is no sign to turn */
			known = 0;
		*slope = range;
		*turn_share = sign_turns(&s, known);
	}
	free(s.filled);
	return status;
}
