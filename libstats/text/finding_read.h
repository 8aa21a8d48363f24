/* Reading rows of findings. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TEXT_FINDING_READ_H
#define CAUSA_TEXT_FINDING_READ_H

#include <math.h>

#include <causa/frame.h>

static inline const char *finding_label(const struct causa_frame *f, const char *name, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(f, name);
	return c != NULL && causa_column_has(c, row) ? causa_column_label(c, row) : "";
}

static inline bool finding_has_note(const struct causa_frame *f, uint64_t row, enum causa_note note)
{
	return (f->notes[row] & CAUSA_NOTE(note)) != 0;
}

/* Is it of a partly covered year that was left out of everything else? */
static inline bool finding_is_partial_year(const struct causa_frame *f, uint64_t row)
{
	return !isnan(causa_frame_number(f, "share_most", row));
}

#endif
