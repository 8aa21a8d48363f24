/* Kitagawa's decomposition of a change of the overall ratio.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/decompose.h>
#include <causa/level.h>
#include <causa/resample.h>

/* Total reports of a period; -1 when invalid. */
static double total_of(const int64_t *k, const int64_t *n, int m)
{
	double sum = 0;
	for (int i = 0; i < m; i++) {
		if (k[i] < 0 || n[i] < 0 || (n[i] == 0 && k[i] > 0))
			return -1;
		sum += (double)n[i];
	}
	return sum;
}

static struct causa_part split(double k1, double n1, double N1, double k2, double n2, double N2,
                               enum causa_undefined undefined)
{
	double r1 = n1 > 0 ? k1 / n1 : 0, r2 = n2 > 0 ? k2 / n2 : 0, s1 = n1 / N1, s2 = n2 / N2;
	if (n1 == 0 && undefined == CAUSA_UNDEFINED_CARRY)
		r1 = r2;
	if (n2 == 0 && undefined == CAUSA_UNDEFINED_CARRY)
		r2 = r1;
	return (struct causa_part){
		.mix = 0.5 * (r1 + r2) * (s2 - s1),
		.within = 0.5 * (s1 + s2) * (r2 - r1),
		.mix3 = r1 * (s2 - s1),
		.within3 = s1 * (r2 - r1),
		.joint3 = (s2 - s1) * (r2 - r1),
	};
}

static void add(struct causa_part *sum, const struct causa_part *part)
{
	sum->mix += part->mix;
	sum->within += part->within;
	sum->mix3 += part->mix3;
	sum->within3 += part->within3;
	sum->joint3 += part->joint3;
}

enum causa_status causa_kitagawa(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                 enum causa_undefined undefined, struct causa_part *part, struct causa_part *total)
{
	double N1 = total_of(k1, n1, m), N2 = total_of(k2, n2, m);
	struct causa_part sum = {0};
	if (N1 < 0 || N2 < 0)
		return CAUSA_EDOMAIN;
	if (N1 == 0 || N2 == 0)
		return CAUSA_ENODATA;
	for (int i = 0; i < m; i++) {
		part[i] = split((double)k1[i], (double)n1[i], N1, (double)k2[i], (double)n2[i], N2, undefined);
		add(&sum, &part[i]);
	}
	*total = sum;
	return CAUSA_OK;
}

/* ---- bootstrap ---- */

struct drawn {
	int64_t *k1, *n1, *k2, *n2;
	struct causa_part *part;
	double *value; /* [3 (m + 1)][replicates] */
};

static void draw(int64_t k, int64_t n, struct causa_stream *stream, int64_t *new_k, int64_t *new_n)
{
	*new_n = n > 0 ? causa_stream_poisson(stream, (double)n) : 0;
	if (k <= n)
		*new_k = *new_n > 0 ? causa_stream_binomial(stream, *new_n, (double)k / (double)n) : 0;
	else
		*new_k = *new_n > 0 ? causa_stream_poisson(stream, (double)k / (double)n * (double)*new_n) : 0;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

/* R's type 6: the i-th of R values estimates the quantile i / (R + 1). */
static double quantile(const double *sorted, int n, double p)
{
	double at = p * (n + 1) - 1, low = floor(at);
	if (at <= 0 || at >= n - 1)
		return at <= 0 ? sorted[0] : sorted[n - 1];
	return sorted[(int)low] + (at - low) * (sorted[(int)low + 1] - sorted[(int)low]);
}

static enum causa_status replicate(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                   enum causa_undefined undefined, uint64_t seed, uint64_t r, struct drawn *d,
                                   struct causa_part *total)
{
	for (uint64_t again = 0; again < 100; again++) { /* a period that came out empty is drawn anew */
		for (int i = 0; i < m; i++) {
			struct causa_stream stream;
			causa_stream_open(seed + again, (uint64_t)i, r, &stream);
			draw(k1[i], n1[i], &stream, &d->k1[i], &d->n1[i]);
			draw(k2[i], n2[i], &stream, &d->k2[i], &d->n2[i]);
		}
		enum causa_status status = causa_kitagawa(d->k1, d->n1, d->k2, d->n2, m, undefined, d->part, total);
		if (status != CAUSA_ENODATA)
			return status;
	}
	return CAUSA_ENODATA;
}

static void keep(const struct causa_part *part, double *value, int replicates, int r)
{
	value[r] = part->mix;
	value[replicates + r] = part->within;
	value[2 * replicates + r] = part->mix + part->within;
}

enum causa_status causa_kitagawa_bootstrap(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                           enum causa_undefined undefined, double level, uint64_t seed, int replicates,
                                           struct causa_interval *limits)
{
	if (replicates < 99 || m < 1 || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	size_t M = (size_t)m, R = (size_t)replicates;
	struct drawn d = {calloc(4 * M, sizeof(int64_t)), NULL, NULL, NULL, calloc(M, sizeof *d.part),
	                  malloc(3 * (M + 1) * R * sizeof *d.value)};
	struct causa_part total;
	enum causa_status status = d.k1 == NULL || d.part == NULL || d.value == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	if (status == CAUSA_OK) {
		d.n1 = d.k1 + M;
		d.k2 = d.n1 + M;
		d.n2 = d.k2 + M;
		status = causa_kitagawa(k1, n1, k2, n2, m, undefined, d.part, &total);
	}
	for (int r = 0; r < replicates && status == CAUSA_OK; r++) {
		status = replicate(k1, n1, k2, n2, m, undefined, seed, (uint64_t)r, &d, &total);
		for (size_t i = 0; i <= M && status == CAUSA_OK; i++)
			keep(i < M ? &d.part[i] : &total, d.value + 3 * i * R, replicates, r);
	}
	double half = causa_alpha(level) / 2;
	for (size_t j = 0; j < 3 * (M + 1) && status == CAUSA_OK; j++) {
		double *value = d.value + j * R;
		qsort(value, R, sizeof *value, ascending);
		limits[j] = (struct causa_interval){quantile(value, replicates, half), quantile(value, replicates, 1 - half)};
	}
	free(d.k1);
	free(d.part);
	free(d.value);
	return status;
}
