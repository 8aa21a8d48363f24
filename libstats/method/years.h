/* The years of one trend: events, reports, times and exposures of a group's usable years. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_YEARS_H
#define CAUSA_METHOD_YEARS_H

#include "method/view.h"

struct years {
	const struct view_group *group;
	int n;                    /* usable years */
	int64_t *k, *reports;     /* events; reports (only of ratios, else 0) */
	int64_t *time;            /* calendar years since the first usable one */
	double *t, *exposure;     /* time as a number; share of the year */
	double exposure_hi;       /* of year `ranged`: the upper end of its range */
	int ranged;               /* index of the year whose exposure is a range, or -1 */
	int32_t first, last;      /* calendar */
	int64_t total, total_reports;
	uint64_t cells, blank;
	bool withheld, partial, immature, overflow;
};

/* k: measure of the events; reports: measure a ratio divides by, or -1. A pooled trend uses the series observed in every year
 * in which any is. A year of a ratio is usable when its reports are above 0. Errors: CAUSA_ENOMEM, CAUSA_ERANGE. */
enum causa_status years_gather(const struct view *view, const struct view_group *group, int k, int reports,
                               struct years *out);
void years_free(struct years *years);

/* Columns and notes that every trend has: labels, first to total, cells, blank, level, method. */
void years_put(const struct view *view, const struct years *years, bool matures, const char *method,
               struct causa_frame_build *build);

/* Mann-Kendall and Sen. */
struct ranks {
	bool exist;
	int64_t s;
	double p, p_floor, slope;
	struct causa_interval limits;
};

/* Of the yearly rates; nothing below 3 years. */
enum causa_status years_rank(const struct view *view, const struct years *years, const double *rate, struct ranks *out);
void years_put_ranks(const struct ranks *ranks, struct causa_frame_build *build);

#endif
