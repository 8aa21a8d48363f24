/* Findings of two vintages whose grades differ. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_DIFF_FOUND_H
#define CAUSA_METHOD_DIFF_FOUND_H

#include <causa/frame.h>

#include "method/diff_join.h"
#include "table/frame_build.h"

/* Rows of the two frames; UINT64_MAX: there is none. */
struct found_diff {
	uint64_t row[SIDES];
};

struct found_diffs {
	const struct causa_frame *frame[SIDES];
	struct found_diff *diff;
	size_t n;
};

/* Those of another grade, and those of a year that only one table has, where they say more than that nothing can be shown.
 * Errors: CAUSA_ENOMEM. */
enum causa_status found_diffs_find(const struct join *join, const struct causa_frame *old, const struct causa_frame *new_,
                                   struct found_diffs *out);
void found_diff_put(struct causa_frame_build *build, const struct found_diffs *diffs, size_t i, uint32_t groups);
void found_diffs_free(struct found_diffs *diffs);

#endif
