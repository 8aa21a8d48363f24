/* Trends of ratios, which causa_trend() hands on, and what both kinds of trend share. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_TREND_H
#define CAUSA_METHOD_TREND_H

#include <causa/negbin.h>

#include "method/envelope.h"
#include "method/need.h"
#include "method/years.h"

/* A slope on the log scale, with what stands beside it. Ends that do not exist are infinite. */
struct trend_fit {
	double slope, p, dispersion;
	struct causa_interval limits;
	int df;                    /* 0: two years, the slope is all there is */
	int separated;             /* all events at the first (-1) or last (+1) year; slope does not exist */
	bool fitted;               /* false: no events */
	double theta;              /* negbin; NAN: another method */
	struct causa_loglinear line; /* of counts: what moderation needs */
};

struct trend_row {
	struct years years;
	struct trend_fit fit;
	struct envelope envelope;
	struct ranks ranks;
	double exact_p, ca_p;      /* NaN: none */
	double p_floor;            /* with request->attainable; NaN: none */
	bool attainable;
	struct family_member member;
	enum causa_status status;
};

struct trend_job {
	const struct view *view;
	enum causa_method method;
	int k, n;                  /* measures; n < 0: counts */
	struct trend_row *row;
	struct causa_dispersion_prior prior; /* moderated */
};

enum causa_status trend_of_ratio(const struct causa_panel *panel, const struct causa_request *request,
                                 struct causa_frame **out, struct causa_error *err);

/* Computes all rows with `step`, adjusts, and puts them into `build`, which is handed over. Errors carry a sentence. */
enum causa_status trend_run(struct trend_job *job, void (*step)(void *self, size_t i), struct causa_frame_build *build,
                            struct causa_frame **out, struct causa_error *err);

/* Rank statistics of a gathered row. */
enum causa_status trend_rank(const struct trend_job *job, struct trend_row *row);

/* Log-linear slope of events with exposures, by job->method. */
enum causa_status trend_fit_counts(const struct trend_job *job, const int64_t *y, const struct years *years,
                                   const double *exposure, struct trend_fit *out);

/* moderate.c: shrinks the dispersions of the fitted rows to each other and sets their limits and p. */
enum causa_status trend_moderate(struct trend_job *job, struct causa_error *err);

#endif
