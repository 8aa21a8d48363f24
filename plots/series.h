/* Series of a frame of counts: one offence and measure over the years.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_SERIES_H
#define CAUSA_PLOTS_SERIES_H

#include <stdint.h>

#include <causa/frame.h>

#include "plots.h"

struct cell {
	bool there, blank, partial, few, above_one, no_cases;
	double value, lower, upper;
	int64_t k, n;          /* of ratios */
	uint64_t notes;        /* of the row it comes from */
};

struct series {
	const char *name;
	bool unknown;
	double total;          /* over whole years */
	struct cell *cell;     /* [years] */
};

/* Below this number of reports a ratio is told as "k of n": a percentage would promise digits that are not there. */
enum { FEW_FOR_PERCENT = 10 };

struct series_set {
	int n, years;
	struct series *series;
	int32_t *year;
	bool *partial;         /* [years] */
};

/* Rows of one measure (NULL: rows without one, e.g. ratios), in the order of the frame. Errors: CAUSA_ENOMEM. */
enum causa_status series_read(const struct causa_frame *frame, const char *measure, struct series_set *out);
void series_free(struct series_set *set);
/* Is there a series of cases of unknown offence? */
bool series_any_unknown(const struct series_set *set);

/* order[i]: the series of rank i, the largest total first. Offence unknown is no offence and comes last. */
void series_rank(const struct series_set *set, int *order);
/* The order that --order asks for; CHART and VALUE are by size. Unknown last, but for the order of the table. */
void series_order(const struct series_set *set, enum causa_order by, int *order);

#endif
