/* Reading rows of findings. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TEXT_FINDING_READ_H
#define CAUSA_TEXT_FINDING_READ_H

#include <math.h>

#include <causa/frame.h>

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
