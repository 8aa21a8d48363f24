/* Adjusted p of findings: within each family, then for the number of families; once as computed, once for cases in clusters, once
 * for the spread of the table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/found.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include <causa/adjust.h>
#include <causa/level.h>
#include <causa/special.h>

/* methods.md: a change must bear twice the variance of independent cases, a trend may show 1.5 times. */
static const double LEAST_TOLERATED = 2, MOST_DISPERSED = 1.5;

static double clustered(double p)
{
	return p < 1 ? 2 * causa_norm_sf(causa_norm_quantile_sf(0.5 * p) / sqrt(LEAST_TOLERATED)) : 1;
}

static enum causa_status adjust(const struct causa_request *request, double *p, size_t n)
{
	if (request->adjust == CAUSA_METHOD_NONE)
		return CAUSA_OK;
	return request->adjust == CAUSA_METHOD_HOLM ? causa_adjust_holm(p, n, p) : causa_adjust_bh(p, n, p);
}

static double *at(struct found *f, size_t offset)
{
	return (double *)(void *)((char *)f + offset);
}

/* Adjusts the double at `offset` of the rows of one family, in place. */
static enum causa_status adjust_family(struct findings_run *run, const struct found_family *family, size_t offset, double factor,
                                       double *scratch)
{
	size_t n = 0;
	for (size_t i = 0; i < run->n; i++) {
		struct found *f = &run->row[i];
		if (f->family == family && f->belongs && !isnan(*at(f, offset)))
			scratch[n++] = *at(f, offset);
	}
	enum causa_status status = adjust(run->request, scratch, n);
	n = 0;
	for (size_t i = 0; i < run->n && status == CAUSA_OK; i++) {
		struct found *f = &run->row[i];
		if (f->family == family && f->belongs && !isnan(*at(f, offset)))
			*at(f, offset) = fmin(1, factor * scratch[n++]);
	}
	return status;
}

static double families_with_rows(const struct findings_run *run)
{
	double n = 0;
	for (uint32_t k = 0; k < run->families; k++) {
		bool any = false;
		for (size_t i = 0; i < run->n && !any; i++)
			any = run->row[i].family == &run->family[k] && run->row[i].belongs;
		n += any;
	}
	return n;
}

static void decide(const struct findings_run *run, struct found *f)
{
	double alpha = causa_alpha(run->level);
	if (f->left_out || isnan(f->p))
		return;
	found_test(f, TEST_ADJUSTMENT, !(f->p_adjusted < alpha));
	if (f->family->change)
		found_test(f, TEST_DISPERSION, !(f->p_clustered < alpha && f->tolerates >= LEAST_TOLERATED));
	else
		found_test(f, TEST_DISPERSION, !(f->dispersion <= MOST_DISPERSED));
	if (!isnan(f->p_spread))
		found_test(f, TEST_SPREAD, !(f->p_spread < alpha));
}

enum causa_status found_adjust(struct findings_run *run)
{
	static const size_t offsets[] = {offsetof(struct found, p_adjusted), offsetof(struct found, p_clustered),
	                                 offsetof(struct found, p_spread)};
	double *scratch = malloc((run->n + 1) * sizeof *scratch);
	enum causa_status status = scratch == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (size_t i = 0; i < run->n; i++) {
		struct found *f = &run->row[i];
		run->tests_made += f->belongs;
		f->p_adjusted = f->p;
		f->p_clustered = f->family->change && !isnan(f->p) ? clustered(f->p) : NAN;
		f->p_spread = f->family->change ? found_spread_p(f) : NAN;
	}
	double factor = run->request->adjust == CAUSA_METHOD_NONE ? 1 : families_with_rows(run);
	for (uint32_t k = 0; k < run->families && status == CAUSA_OK; k++) {
		for (size_t i = 0; i < sizeof offsets / sizeof offsets[0] && status == CAUSA_OK; i++)
			status = adjust_family(run, &run->family[k], offsets[i], factor, scratch);
	}
	free(scratch);
	for (size_t i = 0; i < run->n && status == CAUSA_OK; i++)
		decide(run, &run->row[i]);
	return status;
}
