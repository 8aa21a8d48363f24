/* Rank trends: Mann-Kendall and Sen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/level.h>
#include <causa/rank.h>
#include <causa/special.h>

enum { EXACT_WITH_TIES = 10, EXACT_WITHOUT = 50 };

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Few values are sorted in place, without the overhead of qsort. */
static void sort(double *x, size_t n)
{
	if (n > 64) {
		qsort(x, n, sizeof *x, by_value);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		double v = x[i];
		size_t j = i;
		for (; j > 0 && x[j - 1] > v; j--)
			x[j] = x[j - 1];
		x[j] = v;
	}
}

/* Sizes of groups of equal values, in order of the values; returns the number of groups. sizes has room for n. */
static int tie_sizes(const double *sorted, int n, int *sizes)
{
	int groups = 0;
	for (int i = 0; i < n; i++) {
		if (i > 0 && sorted[i] == sorted[i - 1])
			sizes[groups - 1]++;
		else
			sizes[groups++] = 1;
	}
	return groups;
}

static double variance_of_s(int n, const int *sizes, int groups)
{
	double v = (double)n * (n - 1.0) * (2.0 * n + 5);
	for (int g = 0; g < groups; g++)
		v -= (double)sizes[g] * (sizes[g] - 1.0) * (2.0 * sizes[g] + 5);
	return v / 18;
}

/* Counts of inversions over all orders of n values, times (1 + q + ... + q^(m-1)) or divided by it, in exact integers or,
 * without ties, as probabilities. */
static void multiply(double *c, int degree, int m)
{
	double before[EXACT_WITH_TIES * (EXACT_WITH_TIES - 1) / 2 + 1], running = 0;
	if (degree <= EXACT_WITH_TIES * (EXACT_WITH_TIES - 1) / 2) { /* integers, which a running sum keeps exact */
		memcpy(before, c, ((size_t)degree + 1) * sizeof *c);
		for (int i = 0; i <= degree; i++) {
			running += before[i] - (i >= m ? before[i - m] : 0);
			c[i] = running;
		}
		return;
	}
	for (int i = degree; i >= 0; i--) {
		double sum = 0;
		for (int j = 0; j < m && j <= i; j++)
			sum += c[i - j];
		c[i] = sum;
	}
}

static void divide(double *c, int degree, int m)
{
	/* c = r (1 + ... + q^(m-1)): r_i = c_i - r_(i-1) - ... - r_(i-m+1); integers below 2^53 stay exact */
	for (int i = 0; i <= degree; i++) {
		for (int j = 1; j < m && j <= i; j++)
			c[i] -= c[i - j];
	}
}

/* P(|S| >= |s|), S = pairs - 2 inversions. */
static double exact_p(int n, const int *sizes, int groups, int64_t s)
{
	double c[EXACT_WITHOUT * (EXACT_WITHOUT - 1) / 2 + 1], sum = 0, all = 0;
	int degree = n * (n - 1) / 2, pairs = degree;
	memset(c, 0, ((size_t)degree + 1) * sizeof *c);
	c[0] = 1;
	for (int m = 2; m <= n; m++) {
		multiply(c, degree, m);
		for (int i = 0; n > EXACT_WITH_TIES && i <= degree; i++)
			c[i] /= m;
	}
	for (int g = 0; g < groups; g++) {
		for (int m = 2; m <= sizes[g]; m++)
			divide(c, degree, m);
		pairs -= sizes[g] * (sizes[g] - 1) / 2;
	}
	for (int i = 0; i <= pairs; i++) {
		all += c[i];
		if (llabs((long long)(pairs - 2 * i)) >= llabs((long long)s))
			sum += c[i];
	}
	return fmin(1, sum / all);
}

static double least_p(int n, const int *sizes, int groups)
{
	double p = 2;
	if (groups == 1)
		return 1;
	for (int m = 2; m <= n; m++)
		p /= m;
	for (int g = 0; g < groups; g++) {
		for (int m = 2; m <= sizes[g]; m++)
			p *= m;
	}
	return fmin(1, p);
}

static int64_t statistic(const double *y, int n)
{
	int64_t s = 0;
	for (int i = 0; i < n; i++) {
		for (int j = i + 1; j < n; j++)
			s += (y[j] > y[i]) - (y[j] < y[i]);
	}
	return s;
}

static double normal_p(int64_t s, double variance)
{
	if (s == 0 || !(variance > 0))
		return 1;
	return fmin(1, 2 * causa_norm_sf((fabs((double)s) - 1) / sqrt(variance)));
}

/* Sorted copy and tie sizes in one allocation each; both NULL on failure. */
static enum causa_status ties_of(const double *y, int n, int **sizes, int *groups)
{
	double *sorted = malloc((size_t)n * sizeof *sorted);
	int *room = malloc((size_t)n * sizeof *room);
	if (sorted == NULL || room == NULL) {
		free(sorted);
		free(room);
		return CAUSA_ENOMEM;
	}
	memcpy(sorted, y, (size_t)n * sizeof *sorted);
	sort(sorted, (size_t)n);
	*groups = tie_sizes(sorted, n, room);
	*sizes = room;
	free(sorted);
	return CAUSA_OK;
}

static int all_finite(const double *x, int n)
{
	for (int i = 0; i < n; i++) {
		if (!isfinite(x[i]))
			return 0;
	}
	return 1;
}

enum causa_status causa_mann_kendall(const double *y, int n, int64_t *s, double *p, double *p_floor)
{
	int *sizes, groups;
	if (n < 1 || !all_finite(y, n))
		return CAUSA_EDOMAIN;
	enum causa_status status = ties_of(y, n, &sizes, &groups);
	if (status != CAUSA_OK)
		return status;
	int64_t S = statistic(y, n);
	int exact = n <= (groups == n ? EXACT_WITHOUT : EXACT_WITH_TIES);
	*s = S;
	*p = exact ? exact_p(n, sizes, groups, S) : normal_p(S, variance_of_s(n, sizes, groups));
	*p_floor = least_p(n, sizes, groups);
	free(sizes);
	return CAUSA_OK;
}

static double between(const double *slope, double rank)
{
	double below = floor(rank);
	size_t i = (size_t)below - 1;
	return rank == below ? slope[i] : slope[i] + (rank - below) * (slope[i + 1] - slope[i]);
}

enum causa_status causa_sen(const double *y, const double *t, int n, double level, double *slope,
                            struct causa_interval *out)
{
	int *sizes, groups;
	if (n < 0 || !(level > 0 && level < 1) || !all_finite(y, n) || !all_finite(t, n))
		return CAUSA_EDOMAIN;
	if (n < 2)
		return CAUSA_ENODATA;
	for (int i = 1; i < n; i++) {
		if (t[i] <= t[i - 1])
			return CAUSA_EDOMAIN;
	}
	size_t pairs = (size_t)n * ((size_t)n - 1) / 2, at = 0;
	double *pair = malloc(pairs * sizeof *pair);
	enum causa_status status = pair == NULL ? CAUSA_ENOMEM : ties_of(y, n, &sizes, &groups);
	if (status != CAUSA_OK) {
		free(pair);
		return status;
	}
	for (int i = 0; i < n; i++) {
		for (int j = i + 1; j < n; j++)
			pair[at++] = (y[j] - y[i]) / (t[j] - t[i]);
	}
	sort(pair, pairs);
	double N = (double)pairs, c = causa_z(level) * sqrt(variance_of_s(n, sizes, groups));
	double low = (N - c) / 2, high = (N + c) / 2 + 1;
	*slope = pairs % 2 == 1 ? pair[pairs / 2] : 0.5 * (pair[pairs / 2 - 1] + pair[pairs / 2]);
	out->lower = low >= 1 ? between(pair, low) : -INFINITY;
	out->upper = high <= N ? between(pair, high) : INFINITY;
	free(sizes);
	free(pair);
	return CAUSA_OK;
}
