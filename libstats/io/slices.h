/* Fields of a record where they stand in a piece, and what they say. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_SLICES_H
#define CAUSA_IO_SLICES_H

#include <iconv.h>
#include <stdbool.h>

#include "base/bytes.h"
#include "io/split.h"

/* One record: field i is text[i == 0 ? start : at[i - 1] + 1] up to text[at[i]]. */
struct slices {
	const char *text;
	uint32_t start, n;
	const uint32_t *at;
	uint64_t line;
};

static inline const char *slice(const struct slices *s, uint32_t i, size_t *n)
{
	uint32_t from = i == 0 ? s->start : s->at[i - 1] + 1;
	*n = s->at[i] - from;
	return s->text + from;
}

/* From bytes as they are stored to UTF-8. */
struct decoder {
	iconv_t cd;                /* (iconv_t)-1: they are UTF-8 */
	bool lossy;                /* what does not fit becomes U+FFFD; else it is an error */
};
bool decoder_open(struct decoder *decoder, const char *encoding, bool lossy);
void decoder_close(struct decoder *decoder);
/* Adds to out; false: the bytes do not fit the encoding, or there is no memory. */
bool decoder_add(const struct decoder *decoder, const char *bytes, size_t n, struct bytes *out);

/* What a field says, without its quotes; *from and *n move, or what it says is put together in `room`. */
void slice_unquote(const char **from, size_t *n, struct bytes *room);

/* Records with their fields decoded, each ending in NUL; good until the next call. */
struct unsliced {
	struct record record;
	struct bytes text, raw, room;
};
/* false: text that does not fit the encoding, or no memory. */
bool slices_record(const struct slices *slices, const struct decoder *decoder, const char *file, struct unsliced *out);
void unsliced_free(struct unsliced *unsliced);

#endif
