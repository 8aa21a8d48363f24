/* Dispersions moderated across series.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/level.h>
#include <causa/negbin.h>
#include <causa/special.h>

#include "kernel/psi.h"

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double median(double *sorted, size_t m)
{
	return m % 2 == 1 ? sorted[m / 2] : 0.5 * (sorted[m / 2 - 1] + sorted[m / 2]);
}

/* The least dispersion that counts: a perfect line has none, and its logarithm would rule all others. */
static enum causa_status least_of(const double *dispersion, size_t m, double *least)
{
	double *sorted = malloc(m * sizeof *sorted);
	if (sorted == NULL)
		return CAUSA_ENOMEM;
	memcpy(sorted, dispersion, m * sizeof *sorted);
	qsort(sorted, m, sizeof *sorted, ascending);
	*least = 1e-5 * median(sorted, m);
	if (*least == 0) /* more than half are perfect lines */
		*least = 1e-5 * sorted[m - 1];
	free(sorted);
	return *least > 0 ? CAUSA_OK : CAUSA_ENODATA;
}

enum causa_status causa_dispersion_prior(const double *dispersion, const int *d, size_t m,
                                         struct causa_dispersion_prior *out)
{
	double least, mean = 0, spread = 0, expected = 0;
	if (m < 2)
		return CAUSA_ENODATA;
	for (size_t i = 0; i < m; i++) {
		if (!(dispersion[i] >= 0) || isinf(dispersion[i]) || d[i] <= 0)
			return CAUSA_EDOMAIN;
	}
	enum causa_status status = least_of(dispersion, m, &least);
	if (status != CAUSA_OK)
		return status;
	for (int pass = 0; pass < 2; pass++) {
		double sum = 0;
		for (size_t i = 0; i < m; i++) {
			double half = 0.5 * d[i], e = log(fmax(least, dispersion[i])) - psi_digamma(half) + log(half);
			sum += pass == 0 ? e : (e - mean) * (e - mean);
			expected += pass == 0 ? psi_trigamma(half) : 0;
		}
		if (pass == 0)
			mean = sum / (double)m;
		else
			spread = sum / (double)(m - 1);
	}
	double rest = spread - expected / (double)m;
	if (rest > 0) {
		double half = psi_trigamma_inverse(rest);
		*out = (struct causa_dispersion_prior){2 * half, exp(mean + psi_digamma(half) - log(half))};
	} else {
		*out = (struct causa_dispersion_prior){INFINITY, exp(mean)};
	}
	return CAUSA_OK;
}

enum causa_status causa_loglinear_moderated(const struct causa_loglinear *fit, const struct causa_dispersion_prior *prior,
                                            double level, struct causa_interval *slope, double *p)
{
	if (!(level > 0 && level < 1) || !(prior->df > 0) || !(prior->scale > 0))
		return CAUSA_EDOMAIN;
	if (fit->df <= 0 || fit->separated != 0)
		return CAUSA_ENODATA;
	double half = causa_alpha(level) / 2, dispersion = prior->scale, df = prior->df + fit->df, quantile;
	if (isinf(prior->df)) {
		quantile = causa_norm_quantile_sf(half);
	} else {
		dispersion = (prior->df * prior->scale + fit->x2) / df;
		quantile = causa_t_quantile_sf(half, df);
	}
	double se = fit->se_slope * sqrt(dispersion), ratio = fabs(fit->slope) / se;
	slope->lower = fit->slope - quantile * se;
	slope->upper = fit->slope + quantile * se;
	*p = fmin(1, 2 * (isinf(prior->df) ? causa_norm_sf(ratio) : causa_t_sf(ratio, df)));
	return CAUSA_OK;
}
