/* Pairs of years that a change compares, and the series observed in both. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_PAIRS_H
#define CAUSA_METHOD_PAIRS_H

#include "method/view.h"

struct pair_row {
	const struct view_group *group;
	uint32_t from, to;         /* periods */
	struct view_sum sum[2];    /* over the series observed in both years */
	uint64_t cells, blank;
};

/* All rows group x pair, in the order of groups, then years. Errors: CAUSA_EUSAGE (a year of the pair is not there or is
 * left out as partly covered), CAUSA_ENOMEM. */
enum causa_status pairs_lay_out(const struct view *view, struct pair_row **rows, uint64_t *n, struct causa_error *err);

/* Sums the series of the row's group that are observed in both years for the measures of mask `need`. */
enum causa_status pairs_sum(const struct view *view, struct pair_row *row, uint32_t need);

/* Labels, years, cells, level, method and the notes that follow from years and cells. matures: prosecuted counts take part. */
void pairs_put(const struct view *view, const struct pair_row *row, bool matures, const char *method,
               struct causa_frame_build *build);

/* The same for a row over all groups: "(all)" in place of every label. */
void pairs_put_pooled(const struct view *view, const struct pair_row *row, bool matures, const char *method,
                      struct causa_frame_build *build);

/* Note methods-differ when interval and p disagree about `null`. */
void pairs_put_contradiction(double lower, double upper, double null, double p, double alpha,
                             struct causa_frame_build *build);

#endif
