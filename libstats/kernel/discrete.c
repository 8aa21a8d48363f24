/* The p-values that a discrete test can reach, and a false discovery rate that uses them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/discrete.h>
#include <causa/special.h>

enum { MOST_OUTCOMES = 1000000 };

void causa_null_free(struct causa_null *null)
{
	free(null->p);
	free(null->at_most);
	*null = (struct causa_null){0, NULL, NULL};
}

/* An outcome of a test: its p-value, its probability. */
struct outcome {
	double p, mass;
};

static int by_p(const void *a, const void *b)
{
	double x = ((const struct outcome *)a)->p, y = ((const struct outcome *)b)->p;
	return x < y ? -1 : x > y;
}

/* p-values that differ by rounding are one. */
static int same(double a, double b)
{
	return b - a <= 1e-10 * b;
}

static enum causa_status summarise(struct outcome *outcome, size_t n, struct causa_null *out)
{
	struct causa_null null = {0, malloc((n + 1) * sizeof(double)), malloc((n + 1) * sizeof(double))};
	if (null.p == NULL || null.at_most == NULL) {
		causa_null_free(&null);
		return CAUSA_ENOMEM;
	}
	double sum = 0;
	qsort(outcome, n, sizeof *outcome, by_p);
	for (size_t i = 0; i < n; i++) {
		sum += outcome[i].mass;
		if (null.n > 0 && same(null.p[null.n - 1], outcome[i].p))
			null.n--;
		null.p[null.n] = outcome[i].p;
		null.at_most[null.n++] = fmin(1, sum);
	}
	*out = null;
	return CAUSA_OK;
}

/* mass[i] of n outcomes in order of the statistic: p is the doubled smaller tail, of which `own` counts of the outcome itself. */
static enum causa_status doubled(const double *mass, size_t n, double own, struct causa_null *out)
{
	struct outcome *outcome = malloc((n + 1) * sizeof *outcome);
	if (outcome == NULL)
		return CAUSA_ENOMEM;
	double below = 0, above = 0;
	for (size_t i = 0; i < n; i++) {
		outcome[i] = (struct outcome){below + own * mass[i], mass[i]};
		below += mass[i];
	}
	for (size_t i = n; i-- > 0;) {
		outcome[i].p = fmin(1, 2 * fmin(outcome[i].p, above + own * mass[i]));
		above += mass[i];
	}
	enum causa_status status = summarise(outcome, n, out);
	free(outcome);
	return status;
}

enum causa_status causa_null_change(int64_t total, double t1, double t2, int midp, struct causa_null *out)
{
	if (total < 0 || !(t1 > 0) || !(t2 > 0) || isinf(t1) || isinf(t2))
		return CAUSA_EDOMAIN;
	*out = (struct causa_null){0, NULL, NULL};
	if (total > MOST_OUTCOMES)
		return CAUSA_OK;
	size_t n = (size_t)total + 1;
	double *mass = malloc(n * sizeof *mass), share = t2 / (t1 + t2);
	if (mass == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < n; i++)
		mass[i] = causa_binom_pmf((int64_t)i, total, share);
	enum causa_status status = doubled(mass, n, midp ? 0.5 : 1, out);
	free(mass);
	return status;
}

/* ---- Fisher ---- */

static int by_mass(const void *a, const void *b)
{
	double x = ((const struct outcome *)a)->mass, y = ((const struct outcome *)b)->mass;
	return x < y ? -1 : x > y;
}

enum causa_status causa_null_fisher(int64_t k, int64_t n1, int64_t n2, struct causa_null *out)
{
	if (n1 < 0 || n2 < 0 || k < 0 || n1 > INT64_MAX - n2 || k > n1 + n2)
		return CAUSA_EDOMAIN;
	int64_t lo = k > n1 ? k - n1 : 0, hi = k < n2 ? k : n2;
	*out = (struct causa_null){0, NULL, NULL};
	if (hi - lo >= MOST_OUTCOMES)
		return CAUSA_OK;
	size_t n = (size_t)(hi - lo) + 1;
	struct outcome *outcome = malloc(n * sizeof *outcome);
	if (outcome == NULL)
		return CAUSA_ENOMEM;
	double share = (double)k / (double)(n1 + n2), all = 0, sum = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t x = lo + (int64_t)i;
		outcome[i].mass = k == 0 || k == n1 + n2 ? 1 : causa_binom_pmf(x, n2, share) * causa_binom_pmf(k - x, n1, share);
		all += outcome[i].mass;
	}
	qsort(outcome, n, sizeof *outcome, by_mass);
	for (size_t i = 0, j = 0; i < n; i++) {
		for (; j < n && outcome[j].mass <= outcome[i].mass * (1 + 1e-7); j++)
			sum += outcome[j].mass;
		outcome[i].p = fmin(1, sum / all);
	}
	for (size_t i = 0; i < n; i++)
		outcome[i].mass /= all;
	enum causa_status status = summarise(outcome, n, out);
	free(outcome);
	return status;
}

/* ---- trend ---- */

enum { MOST_WORK = 50000000 };

/* Distribution of the sum of `total` draws of t, by adding one draw at a time. */
static void draw_all(double *mass, double *next, size_t cells, int64_t total, const int64_t *t, const double *share, int n)
{
	mass[0] = 1;
	for (int64_t d = 0; d < total; d++) {
		size_t reach = (size_t)(d * (t[n - 1] - t[0])) + 1;
		for (size_t i = 0; i < cells; i++)
			next[i] = 0;
		for (size_t i = 0; i < reach; i++) {
			for (int j = 0; j < n; j++)
				next[i + (size_t)(t[j] - t[0])] += mass[i] * share[j];
		}
		for (size_t i = 0; i < cells; i++)
			mass[i] = next[i];
	}
}

enum causa_status causa_null_trend(int64_t total, const int64_t *t, const double *exposure, int n, struct causa_null *out)
{
	if (n < 2 || total < 0)
		return CAUSA_EDOMAIN;
	double all = 0, span = (double)(t[n - 1] - t[0]), N = (double)total;
	for (int i = 0; i < n; i++) {
		double e = exposure != NULL ? exposure[i] : 1;
		if (!(e > 0) || isinf(e) || (i > 0 && t[i] <= t[i - 1]))
			return CAUSA_EDOMAIN;
		all += e;
	}
	*out = (struct causa_null){0, NULL, NULL};
	if (N * N * span * n > MOST_WORK)
		return CAUSA_OK;
	size_t cells = (size_t)(total * (t[n - 1] - t[0])) + 1;
	double *mass = calloc(2 * cells + (size_t)n, sizeof *mass), *share = mass + 2 * cells;
	if (mass == NULL)
		return CAUSA_ENOMEM;
	for (int i = 0; i < n; i++)
		share[i] = (exposure != NULL ? exposure[i] : 1) / all;
	draw_all(mass, mass + cells, cells, total, t, share, n);
	enum causa_status status = doubled(mass, cells, 1, out);
	free(mass);
	return status;
}

/* ---- the false discovery rate ---- */

static double at_most(const struct causa_null *null, double t)
{
	size_t lo = 0, hi = null->n;
	if (null->n == 0)
		return t;
	while (lo < hi) { /* the number of attainable p-values at most t */
		size_t middle = lo + (hi - lo) / 2;
		if (null->p[middle] <= t || same(t, null->p[middle]))
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo == 0 ? 0 : null->at_most[lo - 1];
}

static double expected_discoveries(const struct causa_null *null, size_t m, double t)
{
	double sum = 0;
	for (size_t h = 0; h < m; h++) {
		double F = at_most(&null[h], t);
		if (F >= 1)
			return INFINITY;
		sum += F / (1 - F);
	}
	return sum;
}

struct ranked {
	double p;
	size_t at;
};

static int by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

enum causa_status causa_adjust_discrete(const double *p, const struct causa_null *null, size_t m, double *out)
{
	for (size_t i = 0; i < m; i++) {
		if (!(p[i] >= 0 && p[i] <= 1))
			return CAUSA_EDOMAIN;
	}
	struct ranked *order = malloc((m + 1) * sizeof *order);
	if (order == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < m; i++)
		order[i] = (struct ranked){p[i], i};
	qsort(order, m, sizeof *order, by_rank);
	double before = 0;
	for (size_t i = 0; i < m;) {
		size_t end = i;
		while (end < m && order[end].p == order[i].p)
			end++;
		before = fmax(before, fmin(1, expected_discoveries(null, m, order[i].p) / (double)end));
		for (; i < end; i++)
			out[order[i].at] = before;
	}
	free(order);
	return CAUSA_OK;
}
