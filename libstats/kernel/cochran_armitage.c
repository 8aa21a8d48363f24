/* Cochran-Armitage test of trend, asymptotic and exact.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/logistic.h>
#include <causa/special.h>

#include "kernel/binomials.h"

enum causa_status causa_cochran_armitage(const int64_t *k, const int64_t *n, const double *t, int m, double *p)
{
	struct binomials b;
	enum causa_status status = binomials_read(k, n, t, m, &b);
	if (status != CAUSA_OK)
		return status;
	double share = b.cases / b.all, rest = (b.all - b.cases) / b.all, score = 0, spread = 0;
	for (int i = 0; i < m; i++) {
		double d = t[i] - b.origin;
		score += (double)k[i] * d;
		spread += (double)n[i] * d * d;
	}
	*p = 2 * causa_norm_sf(fabs(score) / sqrt(share * rest * spread));
	return CAUSA_OK;
}

/* ---- exact ---- */

enum { MOST_STATES = 400000, MOST_WORK = 100000000 };

/* Weight of (sum of k, sum of t k), built year by year from binomial weights, which cannot overflow. */
static void convolve(double *to, const double *from, int64_t K, int64_t T, int64_t k, int64_t t, double weight)
{
	for (int64_t j = 0; j + k <= K; j++) {
		const double *source = from + j * (T + 1);
		double *target = to + (j + k) * (T + 1) + k * t;
		for (int64_t s = 0; s + k * t <= T; s++)
			target[s] += weight * source[s];
	}
}

static double doubled_tail(const double *weight, int64_t T, int64_t observed)
{
	double below = 0, above = 0, all = 0;
	for (int64_t s = 0; s <= T; s++) {
		all += weight[s];
		below += s <= observed ? weight[s] : 0;
		above += s >= observed ? weight[s] : 0;
	}
	return fmin(1, 2 * fmin(below, above) / all);
}

enum causa_status causa_cochran_armitage_exact(const int64_t *k, const int64_t *n, const double *t, int m, double *p,
                                               int *done)
{
	struct binomials b;
	enum causa_status status = binomials_read(k, n, t, m, &b);
	if (status != CAUSA_OK)
		return status;
	*done = 0;
	double span = t[m - 1] - t[0], states = (b.cases + 1) * (b.cases * span + 1), work = 0;
	for (int i = 0; i < m; i++) {
		if (t[i] - t[0] != floor(t[i] - t[0]))
			return CAUSA_OK;
		work += states * (fmin((double)n[i], b.cases) + 1);
	}
	if (states > MOST_STATES || work > MOST_WORK)
		return CAUSA_OK;
	int64_t K = (int64_t)b.cases, T = (int64_t)(b.cases * span), observed = 0;
	size_t cells = (size_t)((K + 1) * (T + 1));
	double *now = calloc(cells, sizeof *now), *next = calloc(cells, sizeof *next);
	if (now == NULL || next == NULL) {
		free(now);
		free(next);
		return CAUSA_ENOMEM;
	}
	now[0] = 1;
	for (int i = 0; i < m; i++) {
		int64_t at = (int64_t)(t[i] - t[0]);
		observed += at * k[i];
		for (size_t c = 0; c < cells; c++)
			next[c] = 0;
		for (int64_t j = 0; j <= n[i] && j <= K; j++)
			convolve(next, now, K, T, j, at, causa_binom_pmf(j, n[i], b.cases / b.all));
		double *swap = now;
		now = next;
		next = swap;
	}
	*p = doubled_tail(now + K * (T + 1), T, observed);
	*done = 1;
	free(now);
	free(next);
	return CAUSA_OK;
}
