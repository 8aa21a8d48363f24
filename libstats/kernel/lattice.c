/* A distribution on consecutive integers, tilted by odds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/lattice.h"

#include <math.h>
#include <stdlib.h>

#include "kernel/solve.h"

static enum causa_status make(int64_t lo, int64_t n, struct lattice *out)
{
	if (n > LATTICE_MOST)
		return CAUSA_ERANGE;
	double *w = malloc((size_t)n * sizeof *w);
	if (w == NULL)
		return CAUSA_ENOMEM;
	*out = (struct lattice){lo, n, w};
	return CAUSA_OK;
}

void lattice_free(struct lattice *lattice)
{
	free(lattice->log_weight);
	lattice->log_weight = NULL;
}

static void scale(struct lattice *l)
{
	double top = l->log_weight[0];
	for (int64_t i = 1; i < l->n; i++)
		top = fmax(top, l->log_weight[i]);
	for (int64_t i = 0; i < l->n; i++)
		l->log_weight[i] -= top;
}

enum causa_status lattice_hypergeometric(int64_t total, int64_t n1, int64_t n2, struct lattice *out)
{
	int64_t lo = total > n1 ? total - n1 : 0, hi = total < n2 ? total : n2;
	enum causa_status status = make(lo, hi - lo + 1, out);
	if (status != CAUSA_OK)
		return status;
	out->log_weight[0] = 0;
	for (int64_t k = lo; k < hi; k++) {
		double up = (double)(n2 - k) * (double)(total - k), down = (double)(k + 1) * (double)(n1 - total + k + 1);
		out->log_weight[k - lo + 1] = out->log_weight[k - lo] + log(up / down);
	}
	scale(out);
	return CAUSA_OK;
}

enum causa_status lattice_convolve(const struct lattice *a, const struct lattice *b, struct lattice *out)
{
	struct lattice c;
	enum causa_status status = make(a->lo + b->lo, a->n + b->n - 1, &c);
	if (status != CAUSA_OK)
		return status;
	for (int64_t s = 0; s < c.n; s++) {
		int64_t from = s < b->n ? 0 : s - b->n + 1, to = s < a->n ? s : a->n - 1;
		double top = -INFINITY, sum = 0;
		for (int64_t i = from; i <= to; i++)
			top = fmax(top, a->log_weight[i] + b->log_weight[s - i]);
		for (int64_t i = from; i <= to; i++)
			sum += exp(a->log_weight[i] + b->log_weight[s - i] - top);
		c.log_weight[s] = top + log(sum);
	}
	scale(&c);
	*out = c;
	return CAUSA_OK;
}

/* All distributions here are log-concave: the exponent log_weight + theta i has one mode, and terms beyond it die away. */
struct tilted {
	const struct lattice *l;
	double theta, top; /* exponents are taken from their greatest */
	int64_t mode;
};

static double exponent(const struct tilted *t, int64_t i)
{
	return t->l->log_weight[i] + t->theta * (double)i;
}

static struct tilted tilt(const struct lattice *l, double theta)
{
	struct tilted t = {l, theta, 0, 0};
	int64_t lo = 0, hi = l->n - 1;
	while (lo < hi) { /* first index after which the exponent does not rise */
		int64_t middle = lo + (hi - lo) / 2;
		if (exponent(&t, middle + 1) > exponent(&t, middle))
			lo = middle + 1;
		else
			hi = middle;
	}
	t.mode = lo;
	t.top = exponent(&t, lo);
	return t;
}

/* Sum of exp(exponent) times (i - origin)^power over from, from + step ... up to `last`, away from the mode; ends where the
 * terms no longer count. */
static double run(const struct tilted *t, int64_t from, int step, int64_t last, int power, int64_t origin)
{
	double sum = 0, mass = 0;
	for (int64_t i = from; step > 0 ? i <= last : i >= last; i += step) {
		double w = exp(exponent(t, i) - t->top);
		mass += w;
		sum += power > 0 ? w * (double)(i - origin) : w;
		if (w < 1e-19 * mass)
			break;
	}
	return sum;
}

static double run_all(const struct tilted *t, int power, int64_t origin)
{
	return run(t, t->mode, -1, 0, power, origin) + run(t, t->mode + 1, 1, t->l->n - 1, power, origin);
}

static double mass_below(const struct tilted *t, int64_t x) /* of indices below x */
{
	if (x - 1 < t->mode)
		return run(t, x - 1, -1, 0, 0, 0);
	return run(t, t->mode, -1, 0, 0, 0) + run(t, t->mode + 1, 1, x - 1, 0, 0);
}

static double mass_above(const struct tilted *t, int64_t x)
{
	int64_t last = t->l->n - 1;
	if (x + 1 > t->mode)
		return run(t, x + 1, 1, last, 0, 0);
	return run(t, t->mode, 1, last, 0, 0) + run(t, t->mode - 1, -1, x + 1, 0, 0);
}

void lattice_tails(const struct lattice *l, double theta, int64_t x, struct lattice_tails *out)
{
	struct tilted t = tilt(l, theta);
	int64_t i = x - l->lo;
	double below = mass_below(&t, i), above = mass_above(&t, i), at = exp(exponent(&t, i) - t.top), all = below + at + above;
	*out = (struct lattice_tails){(below + at) / all, at / all, (at + above) / all};
}

double lattice_mean(const struct lattice *l, double theta)
{
	struct tilted t = tilt(l, theta);
	return (double)l->lo + run_all(&t, 1, 0) / run_all(&t, 0, 0);
}

double lattice_minlike(const struct lattice *l, int64_t x)
{
	double most = l->log_weight[x - l->lo] + log1p(1e-7), sum = 0, all = 0;
	for (int64_t i = 0; i < l->n; i++) {
		double w = exp(l->log_weight[i]);
		all += w;
		sum += l->log_weight[i] <= most ? w : 0;
	}
	return fmin(1, sum / all);
}

struct asked {
	const struct lattice *l;
	int64_t x;
	double half;
	int side;
};

static double mean_above(const void *self, double theta)
{
	const struct asked *a = self;
	struct tilted t = tilt(a->l, theta);
	return run_all(&t, 1, a->x - a->l->lo) / run_all(&t, 0, 0);
}

static double tail_above(const void *self, double theta)
{
	const struct asked *a = self;
	struct lattice_tails t;
	lattice_tails(a->l, theta, a->x, &t);
	return (a->side > 0 ? t.above : t.below) - a->half;
}

/* Doubles a step from 0 until the sign changes, towards the side on which it must. */
static double search(double (*f)(const void *, double), const struct asked *asked, int rising)
{
	double at = f(asked, 0), step = (at < 0) == rising ? 1 : -1, from = 0;
	for (int i = 0; i < 60 && (f(asked, step) < 0) == (at < 0); i++) {
		from = step;
		step *= 2;
	}
	return step > 0 ? solve_bracket(f, asked, from, step) : solve_bracket(f, asked, step, from);
}

double lattice_estimate(const struct lattice *l, int64_t x)
{
	struct asked asked = {l, x, 0, 0};
	if (x == l->lo)
		return -INFINITY;
	if (x == l->lo + l->n - 1)
		return INFINITY;
	return search(mean_above, &asked, 1);
}

struct causa_interval lattice_limits(const struct lattice *l, int64_t x, double half)
{
	struct asked upper_tail = {l, x, half, 1}, lower_tail = {l, x, half, -1};
	struct causa_interval limits = {-INFINITY, INFINITY};
	if (x > l->lo)
		limits.lower = search(tail_above, &upper_tail, 1);
	if (x < l->lo + l->n - 1)
		limits.upper = search(tail_above, &lower_tail, 0);
	return limits;
}
