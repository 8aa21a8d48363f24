/* Exact conditional test of a trend of counts.
 *
 * T = sum t y given N is a sum of N independent draws of t. Tilt the draws by exp(slope t) with the maximum-likelihood slope, so
 * that the observed value is the mean. The characteristic function of d = T - observed is then a power, phi(omega)^N, and a sum
 * of f(d) exp(-s d) over one side is a sum over L frequencies of phi^N times a geometric series: exact but for what lies more
 * than L/2 from the observed value, which is below rounding. Only the few frequencies count at which phi^N does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include <causa/exacttrend.h>
#include <causa/level.h>
#include <causa/loglinear.h>

#include "kernel/solve.h"

enum { FEW_POINTS = 64 };
static const double MOST_TOTAL = 1e9, MOST_SPAN = 1e5;
/* exp(-32) = 1e-14: what is left out on either side. */
static const double NEGLIGIBLE = 32;

struct node {
	double re, im;        /* phi(omega)^N exp(-i omega observed) */
	double sine, twice;   /* sin omega, 1 - cos omega */
	double weight;        /* 1 for omega = 0 and pi, else 2: it stands for -omega too */
	bool odd;             /* of its number: exp(-i omega L/2) is -1 */
};

struct trend {
	double N, span, observed; /* times from 0 to span */
	int n, separated;
	const int64_t *t;
	const double *exposure;
	double slope;              /* of the tilt */
	double *p;                 /* tilted shares of the draws */
	double half, L;            /* sums run to d = half; L = 2 half + 2 */
	struct node *node;
	int nodes, room;
	double store[FEW_POINTS];
};

static double share(const struct trend *s, int i)
{
	return s->exposure != NULL ? s->exposure[i] : 1;
}

static double time_of(const struct trend *s, int i)
{
	return (double)(s->t[i] - s->t[0]);
}

static enum causa_status read(const int64_t *y, const int64_t *t, const double *exposure, int n, struct trend *s)
{
	if (n < 2)
		return CAUSA_EDOMAIN;
	*s = (struct trend){.n = n, .t = t, .exposure = exposure, .span = (double)(t[n - 1] - t[0])};
	for (int i = 0; i < n; i++) {
		double e = share(s, i);
		if (y[i] < 0 || !(e > 0) || isinf(e) || (i > 0 && t[i] <= t[i - 1]))
			return CAUSA_EDOMAIN;
		s->N += (double)y[i];
		s->observed += (double)y[i] * time_of(s, i);
	}
	if (s->N == 0)
		return CAUSA_ENODATA;
	if (s->N > MOST_TOTAL || s->span > MOST_SPAN)
		return CAUSA_ERANGE;
	s->separated = (double)y[0] == s->N ? -1 : (double)y[n - 1] == s->N;
	return CAUSA_OK;
}

static void drop(struct trend *s)
{
	if (s->p != s->store)
		free(s->p);
	free(s->node);
}

/* ---- the characteristic function ---- */

/* phi - 1 at omega, times counted from 0, with its relative accuracy near omega = 0. */
static void phi_minus_one(const struct trend *s, double omega, double sine, double twice, double *re, double *im)
{
	double c = 1 - twice, cm = -twice; /* z - 1 = cm + i sine */
	double wr = 0, wi = 0, at = 0;     /* z^at - 1 */
	*re = *im = 0;
	for (int i = 0; i < s->n; i++) {
		double t = time_of(s, i);
		if (t - at > 8) { /* a long gap: directly */
			double h = sin(0.5 * omega * t);
			wr = -2 * h * h;
			wi = sin(omega * t);
			at = t;
		}
		for (; at < t; at++) {
			double next = wr * c - wi * sine + cm;
			wi = wr * sine + wi * c + sine;
			wr = next;
		}
		*re += s->p[i] * wr;
		*im += s->p[i] * wi;
	}
}

static bool add_node(struct trend *s, const struct node *node)
{
	if (s->nodes == s->room) {
		int room = s->room > 0 ? 2 * s->room : 64;
		struct node *more = realloc(s->node, (size_t)room * sizeof *more);
		if (more == NULL)
			return false;
		s->node = more;
		s->room = room;
	}
	s->node[s->nodes++] = *node;
	return true;
}

/* Walks the frequencies from 0 to pi. Where phi^N is nothing, the size of phi, which changes by at most the standard deviation
 * of a draw per unit of frequency, tells how far it stays so. */
static bool find_nodes(struct trend *s, double sd)
{
	double step = 2 * M_PI / s->L, enough = exp(-NEGLIGIBLE / s->N), over = 1 / (sd * step);
	int64_t last = (int64_t)floor(0.5 * s->L);
	for (int64_t k = 0; k <= last; k++) {
		double omega = (double)k * step, h = sin(0.5 * omega), sine = 2 * h * cos(0.5 * omega), twice = 2 * h * h, re, im;
		phi_minus_one(s, omega, sine, twice, &re, &im);
		double square = 2 * re + re * re + im * im, size = sqrt(fmax(0, 1 + square));
		if (size < enough) {
			int64_t skip = (int64_t)((enough - size) * over);
			k += skip > 1 ? skip - 1 : 0;
			continue;
		}
		double power = exp(0.5 * s->N * log1p(square)), phase = s->N * atan2(im, 1 + re) - omega * s->observed;
		bool alone = k == 0 || 2 * (double)k >= s->L;
		struct node node = {power * cos(phase), power * sin(phase), sine, twice, alone ? 1 : 2, k % 2 != 0};
		if (!add_node(s, &node))
			return false;
	}
	return true;
}

/* Tilts by the maximum-likelihood slope and finds the frequencies. Not for separated series. */
static enum causa_status prepare(const int64_t *y, struct trend *s)
{
	struct causa_loglinear fit;
	double few[FEW_POINTS] = {0}, *t = s->n <= FEW_POINTS ? few : malloc((size_t)s->n * sizeof *t);
	s->p = s->n <= FEW_POINTS ? s->store : malloc((size_t)s->n * sizeof *s->p);
	enum causa_status status = t == NULL || s->p == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (int i = 0; i < s->n && status == CAUSA_OK; i++)
		t[i] = time_of(s, i);
	if (status == CAUSA_OK)
		status = causa_loglinear_fit(y, t, s->exposure, s->n, &fit);
	if (status == CAUSA_OK) {
		double top = fmax(0, fit.slope * s->span), sum = 0, mean = 0, variance = 0;
		s->slope = fit.slope;
		for (int i = 0; i < s->n; i++)
			sum += s->p[i] = share(s, i) * exp(fit.slope * t[i] - top);
		for (int i = 0; i < s->n; i++)
			mean += (s->p[i] /= sum) * t[i];
		for (int i = 0; i < s->n; i++)
			variance += s->p[i] * (t[i] - mean) * (t[i] - mean);
		/* Bernstein's inequality: P(|d| > c) < 2 exp(-c^2 / (2 (N variance + span c / 3))) */
		double third = NEGLIGIBLE * s->span / 3, reach = third + sqrt(third * third + 2 * NEGLIGIBLE * s->N * variance);
		s->half = fmin(ceil(reach), fmax(s->observed, s->N * s->span - s->observed));
		s->L = 2 * s->half + 2;
		status = find_nodes(s, sqrt(variance)) ? CAUSA_OK : CAUSA_ENOMEM;
	}
	if (t != few)
		free(t);
	return status;
}

/* Sum of f(d) exp(-s d) over d >= 0 (side +1), or of f(-d) exp(-s d) (side -1); s >= 0. */
static double side_sum(const struct trend *t, double s, int side)
{
	double decay = exp(-s), rest = -expm1(-s), all = exp(-s * (t->half + 1)), not_all = -expm1(-s * (t->half + 1)), sum = 0;
	for (int j = 0; j < t->nodes; j++) {
		const struct node *node = &t->node[j];
		/* (1 - q^(half + 1)) / (1 - q) with q = exp(-s - i omega) */
		double top = node->odd ? 1 + all : not_all, re = rest + decay * node->twice, im = decay * node->sine;
		double size = re * re + im * im;
		if (size == 0) /* s = 0 and omega = 0: half + 1 terms of 1 */
			sum += t->half + 1;
		else
			sum += node->weight * top * (node->re * re + side * node->im * im) / size;
	}
	return sum / t->L;
}

static double at_observed(const struct trend *t)
{
	double sum = 0;
	for (int j = 0; j < t->nodes; j++)
		sum += t->node[j].weight * t->node[j].re;
	return sum / t->L;
}

/* ---- p ---- */

/* log of M^N exp(-slope T), which turns tilted into untilted probabilities at the observed value. */
static double untilt(const struct trend *s)
{
	double sum = 0, all = 0, top = fmax(0, s->slope * s->span);
	for (int i = 0; i < s->n; i++) {
		sum += share(s, i) * exp(s->slope * time_of(s, i) - top);
		all += share(s, i);
	}
	return s->N * (log(sum / all) + top) - s->slope * s->observed;
}

static double certain_p(const struct trend *s)
{
	double all = 0, end = share(s, s->separated < 0 ? 0 : s->n - 1);
	for (int i = 0; i < s->n; i++)
		all += share(s, i);
	return fmin(1, 2 * exp(s->N * log(end / all)));
}

enum causa_status causa_exact_trend(const int64_t *y, const int64_t *t, const double *exposure, int n, double *p_doubled)
{
	struct trend s;
	enum causa_status status = read(y, t, exposure, n, &s);
	if (status != CAUSA_OK)
		return status;
	if (s.separated != 0) {
		*p_doubled = certain_p(&s);
		return CAUSA_OK;
	}
	status = prepare(y, &s);
	if (status == CAUSA_OK) {
		/* The tail away from the mean is the small one; the other follows from it. */
		double scale = exp(untilt(&s)), tail = scale * side_sum(&s, fabs(s.slope), s.slope >= 0 ? 1 : -1);
		double other = 1 - tail + scale * at_observed(&s);
		*p_doubled = fmin(1, 2 * fmin(tail, other));
	}
	drop(&s);
	return status;
}

/* ---- limits ---- */

struct limit {
	const struct trend *s;
	double half;
	int side;
};

/* Tails of the tilted distribution under further tilting by `change`, away from the side: their sum over all is a power. */
static double tail_at(const void *self, double change)
{
	const struct limit *l = self;
	const struct trend *s = l->s;
	double sum = 0, mean = s->observed / s->N;
	for (int i = 0; i < s->n; i++)
		sum += s->p[i] * expm1(change * (time_of(s, i) - mean));
	return side_sum(s, fabs(change), l->side) * exp(-s->N * log1p(sum)) - l->half;
}

/* All cases at one end: the chance of that is the end's share to the power N. */
static double certain_at(const void *self, double slope)
{
	const struct limit *l = self;
	const struct trend *s = l->s;
	double sum = 0;
	int end = l->side > 0 ? s->n - 1 : 0;
	for (int i = 0; i < s->n; i++)
		sum += share(s, i) / share(s, end) * exp(slope * (time_of(s, i) - time_of(s, end)));
	return -s->N * log(sum) - log(l->half);
}

static double outwards(const struct limit *l, double step)
{
	double from = 0, to = step;
	for (int i = 0; i < 60 && tail_at(l, to) > 0; i++) {
		from = to;
		to *= 2;
	}
	return step > 0 ? solve_bracket(tail_at, l, from, to) : solve_bracket(tail_at, l, to, from);
}

enum causa_status causa_exact_trend_limits(const int64_t *y, const int64_t *t, const double *exposure, int n, double level,
                                           struct causa_interval *slope)
{
	struct trend s;
	enum causa_status status = read(y, t, exposure, n, &s);
	if (status != CAUSA_OK || !(level > 0 && level < 1))
		return status != CAUSA_OK ? status : CAUSA_EDOMAIN;
	struct limit upper_tail = {&s, causa_alpha(level) / 2, 1}, lower_tail = {&s, causa_alpha(level) / 2, -1};
	if (s.separated != 0) {
		double end = solve_bracket(certain_at, s.separated > 0 ? &upper_tail : &lower_tail, -700 / s.span, 700 / s.span);
		slope->lower = s.separated > 0 ? end : -INFINITY;
		slope->upper = s.separated > 0 ? INFINITY : end;
		return CAUSA_OK;
	}
	status = prepare(y, &s);
	if (status == CAUSA_OK) {
		double lower = s.slope + outwards(&upper_tail, -0.01 / s.span);
		double upper = s.slope + outwards(&lower_tail, 0.01 / s.span);
		slope->lower = lower;
		slope->upper = upper;
	}
	drop(&s);
	return status;
}
