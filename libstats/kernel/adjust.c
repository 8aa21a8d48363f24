/* Adjusting p-values over a family.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/adjust.h>

struct ranked {
	double p;
	size_t at;
};

static int by_p(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static enum causa_status rank(const double *p, size_t m, struct ranked **out)
{
	struct ranked *r = malloc((m + 1) * sizeof *r);
	if (r == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < m; i++) {
		if (!(p[i] >= 0 && p[i] <= 1)) {
			free(r);
			return CAUSA_EDOMAIN;
		}
		r[i] = (struct ranked){p[i], i};
	}
	qsort(r, m, sizeof *r, by_p);
	*out = r;
	return CAUSA_OK;
}

enum causa_status causa_adjust_bh(const double *p, size_t m, double *out)
{
	struct ranked *r;
	enum causa_status status = rank(p, m, &r);
	if (status != CAUSA_OK)
		return status;
	double least = 1;
	for (size_t i = m; i-- > 0;) {
		least = fmin(least, (double)m / (double)(i + 1) * r[i].p);
		out[r[i].at] = least;
	}
	free(r);
	return CAUSA_OK;
}

enum causa_status causa_adjust_holm(const double *p, size_t m, double *out)
{
	struct ranked *r;
	enum causa_status status = rank(p, m, &r);
	if (status != CAUSA_OK)
		return status;
	double most = 0;
	for (size_t i = 0; i < m; i++) {
		most = fmin(1, fmax(most, (double)(m - i) * r[i].p));
		out[r[i].at] = most;
	}
	free(r);
	return CAUSA_OK;
}
