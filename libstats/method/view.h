/* A view of a panel: which series are pooled into which row, and which years take part. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_VIEW_H
#define CAUSA_METHOD_VIEW_H

#include <causa/method.h>

#include "table/frame_build.h"

enum { MOST_DIMS = 8 };

/* A row of the result before years: series that share the kept labels. */
struct view_group {
	const uint64_t *series;
	uint64_t n;
	uint32_t label[MOST_DIMS]; /* of kept dimensions; UINT32_MAX where pooled */
	bool unknown;              /* the row is "offence unknown" */
	bool shown;                /* chosen by --offence */
};

struct view {
	const struct causa_panel *panel;
	const struct causa_request *request;
	struct view_group *group;
	uint64_t groups;
	uint64_t *member;          /* storage of group[].series */
	struct causa_coverage *share; /* [period]: after --exposure */
	uint32_t *chosen;          /* periods inside --years */
	uint32_t chosen_n;
	uint32_t *used;            /* chosen periods that take part in pooled and compared figures */
	uint32_t used_n;
	int32_t immature;          /* year whose prosecuted counts are immature; 0: none */
	int ranged;                /* chosen period whose exposure is a range under --partial offset, or -1 */
};

/* Errors: CAUSA_EUSAGE with a sentence, CAUSA_ENOMEM. */
enum causa_status view_build(const struct causa_panel *panel, const struct causa_request *request, struct view *out,
                             struct causa_error *err);
void view_free(struct view *view);

/* Sums over series of one group in period t. */
struct view_sum {
	int64_t value[4];
	uint64_t cells, blank;     /* series observed in every needed measure; existing but not so */
	bool withheld;
	bool overflow;
};

/* Adds the cells (group, t) for the measures of mask `need`; series not in `among` (NULL: all) count as blank. */
void view_add(const struct view *view, const struct view_group *group, uint32_t t, uint32_t need, const uint8_t *among,
              struct view_sum *sum);

bool view_is_partial(const struct view *view, uint32_t t);
/* Exposure of a period in pooled and compared figures: 1 with --partial keep; else the share (lo == hi when it is one number). */
void view_exposure(const struct view *view, uint32_t t, double *lo, double *hi);
/* Does a declared break lie between two years? */
bool view_breaks(const struct view *view, int32_t from, int32_t to);
/* Did prosecuted exceed reported in a row pooled so, or in any cell of the used years? */
bool view_above_one(const struct view *view);

/* Writes offence and group columns of a row. */
void view_put_labels(const struct view *view, const struct view_group *group, struct causa_frame_build *build);
/* "(all)" for each of them. */
void view_put_pooled_labels(const struct view *view, struct causa_frame_build *build);
/* Names of the group columns that are kept, for causa_frame_build_new; returns their number. */
uint32_t view_group_names(const struct view *view, const char **names);
/* Notes that follow from the kind of row: unknown, blank, suppressed, lagged. */
void view_put_notes(const struct view *view, const struct view_group *group, const struct view_sum *sum,
                    struct causa_frame_build *build);
/* The context of a frame; `of` and `method` and `adjust` are names or NULL. */
enum causa_status view_finish(const struct view *view, struct causa_frame_build *build, const char *of,
                              const char *method, const char *adjust, struct causa_frame **out);

double view_level(const struct causa_request *request);
int64_t view_few(const struct causa_request *request);

#endif
