/* Least and greatest of a result over a range of exposures, and the exposure at which its conclusion turns. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_ENVELOPE_H
#define CAUSA_METHOD_ENVELOPE_H

#include <causa/status.h>

#include "table/frame_build.h"

/* A result at one exposure. estimate and limits are signed: 0 is no change. An end or a p that does not exist is NaN. */
struct envelope_point {
	double estimate, lower, upper, p;
};

typedef enum causa_status (*envelope_at)(void *self, double exposure, struct envelope_point *out);

/* Over the whole range, its inside included; NaN where there is none. */
struct envelope {
	double lower, upper, estimate_min, estimate_max, p_min, p_max;
	double flip_sign;         /* smallest exposure at which the estimate is no change */
	double flip_significance; /* smallest exposure at which p crosses alpha */
};

/* Columns that an envelope appends to its frame. */
enum { ENVELOPE_COLUMNS = 6 };
extern const enum causa_column_id envelope_columns[ENVELOPE_COLUMNS];

enum causa_status envelope_search(envelope_at at, void *self, double lo, double hi, double alpha, struct envelope *out);

/* Writes p and flips; the caller writes estimates and limits in their own unit. */
void envelope_put(const struct envelope *envelope, struct causa_frame_build *build);

#endif
