/* The spread that a table's own changes show. In a table of many offences most of them change by chance alone or by what moves all
 * tables of this kind; a finding must stand out from that. Medians, so that the few true changes do not count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/found.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/special.h>

/* Below so many offences a few true changes would be the spread. Below so many cases z is too coarse to tell. */
enum { LEAST_OFFENCES = 12, LEAST_CASES = 10, BISECTIONS = 60 };

/* Median of chi-square on 1 df. */
static const double MEDIAN = 0.45493642311957283;

struct value {
	double log_ratio, variance, z2; /* variance of independent cases */
};

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

/* Upper one-sided 95 % limit of the median: the order statistic above n/2 by 1.645 standard deviations of a binomial. */
static double upper_median(double *value, size_t n)
{
	size_t rank = (size_t)ceil(0.5 * (double)n + 0.8225 * sqrt((double)n));
	qsort(value, n, sizeof *value, by_size);
	return value[(rank < n ? rank : n) - 1];
}

static double z_of(double p)
{
	return p < 1 ? causa_norm_quantile_sf(0.5 * p) : 0;
}

/* The excess variance S at which the upper median of d^2 / (variance + S) is that of chi-square. */
static double excess_of(const struct value *value, double *scratch, size_t n)
{
	double lo = 0, hi = 64;
	for (int i = 0; i < BISECTIONS; i++) {
		double middle = 0.5 * (lo + hi);
		for (size_t k = 0; k < n; k++)
			scratch[k] = value[k].log_ratio * value[k].log_ratio / (value[k].variance + middle);
		if (upper_median(scratch, n) > MEDIAN)
			lo = middle;
		else
			hi = middle;
	}
	return hi < 1e-12 ? 0 : hi;
}

static bool of_counts(const struct found_family *family)
{
	return family->of != CAUSA_OF_RATIO;
}

/* Log rate ratio with half a case added to each count, and its variance; exposures are in the frame's rate ratio. */
static void log_of_counts(double a, double b, double exposure, struct value *out)
{
	out->log_ratio = log((b + 0.5) / (a + 0.5)) - log(exposure);
	out->variance = 1 / (a + 0.5) + 1 / (b + 0.5);
}

static double exposure_ratio(const struct causa_frame *f, uint64_t row)
{
	double ratio = causa_frame_number(f, "exposure_to", row) / causa_frame_number(f, "exposure_from", row);
	return ratio > 0 ? ratio : 1;
}

static bool value_of(const struct found_family *family, uint64_t row, struct value *out)
{
	const struct causa_frame *f = family->frame;
	bool counts = of_counts(family);
	double a = causa_frame_number(f, counts ? "count_from" : "reported_from", row);
	double b = causa_frame_number(f, counts ? "count_to" : "reported_to", row), p = causa_frame_number(f, "p", row);
	if (!(a + b >= LEAST_CASES) || isnan(p) || (f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)))
		return false;
	out->z2 = z_of(p) * z_of(p);
	log_of_counts(a, b, exposure_ratio(f, row), out);
	return true;
}

enum causa_status found_spread(struct found_family *family)
{
	const struct causa_frame *f = family->frame;
	const struct causa_column *offence = causa_frame_column(f, "offence");
	struct value *value = malloc((f->rows + 1) * sizeof *value);
	double *scratch = malloc((f->rows + 1) * sizeof *scratch);
	size_t n = 0, offences = 0;
	const char *before = NULL;
	enum causa_status status = value == NULL || scratch == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (uint64_t row = 0; row < f->rows && status == CAUSA_OK; row++) {
		if (!value_of(family, row, &value[n]))
			continue;
		const char *label = causa_column_label(offence, row); /* rows of one offence stand together */
		offences += before == NULL || strcmp(label, before) != 0;
		before = label;
		n++;
	}
	if (status == CAUSA_OK && offences >= LEAST_OFFENCES) {
		for (size_t k = 0; k < n; k++)
			scratch[k] = value[k].z2;
		family->inflation = upper_median(scratch, n) / MEDIAN;
		family->excess = of_counts(family) ? excess_of(value, scratch, n) : 0;
	}
	free(value);
	free(scratch);
	return status;
}

static double two_sided(double z)
{
	return 2 * causa_norm_sf(fabs(z));
}

/* ---- pooled rows ---- */

/* What one offence adds to a pooled change beyond its share of it: squares of these are the variance that the offences themselves
 * show (of the log rate ratio, or of the difference of ratios). */
static double contribution(const struct found *f, const struct causa_frame *single, uint64_t row)
{
	if (of_counts(f->family)) {
		double a = causa_frame_number(single, "count_from", row), b = causa_frame_number(single, "count_to", row);
		return (b - f->value_to / f->value_from * a) / f->value_to;
	}
	double n1 = causa_frame_number(single, "reported_from", row), n2 = causa_frame_number(single, "reported_to", row);
	double k1 = causa_frame_number(single, "prosecuted_from", row), k2 = causa_frame_number(single, "prosecuted_to", row);
	return (k2 - f->value_to * n2) / f->n_to - (k1 - f->value_from * n1) / f->n_from;
}

/* p of a pooled change at the variance between offences; t with the degrees of freedom that the fourth powers leave, since a few
 * large offences may make up most of it. */
static double p_between(const struct found *f)
{
	const struct causa_frame *single = f->family->single->frame;
	double square = 0, fourth = 0, effect = of_counts(f->family) ? log(f->effect) : f->effect;
	for (uint64_t row = 0; row < single->rows; row++) {
		if (causa_frame_number(single, "from", row) != f->from || causa_frame_number(single, "to", row) != f->to)
			continue;
		double c = contribution(f, single, row);
		square += isnan(c) ? 0 : c * c;
		fourth += isnan(c) ? 0 : c * c * c * c;
	}
	if (!(square > 0))
		return f->p;
	if (!isfinite(effect))
		return NAN;
	double df = square * square / fourth;
	return fmin(1, 2 * causa_t_sf(fabs(effect) / sqrt(square), df));
}

double found_spread_p(const struct found *f)
{
	const struct found_family *family = f->family;
	if (!(family->inflation > 0) || isnan(f->p))
		return NAN;
	double p = two_sided(z_of(f->p) / sqrt(fmax(1, family->inflation)));
	if (family->pooled)
		return family->single != NULL ? fmax(p, p_between(f)) : p;
	if (family->excess > 0) {
		struct value v;
		log_of_counts(f->value_from, f->value_to, exposure_ratio(family->frame, f->row), &v);
		p = fmax(p, two_sided(v.log_ratio / sqrt(v.variance + family->excess)));
	}
	return p;
}
