/* Which encoding a text is in: from all of its bytes that are not ASCII, wherever they stand. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_ENCODING_H
#define CAUSA_IO_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct survey;

struct survey *survey_new(void);
/* All bytes of the text, in order. */
void survey_add(struct survey *survey, const unsigned char *bytes, size_t n);

/* What was found. encoding: a name that iconv knows; skip: bytes of a mark at the start. */
struct found_encoding {
	char encoding[32];
	size_t skip;
	bool doubtful;       /* nothing in the text settles it */
	bool twice;          /* UTF-8 that looks as if it had been encoded twice */
	uint64_t line;       /* of the first byte that is not ASCII */
	char field[64];      /* the field it stands in, as stored */
};
void survey_end(struct survey *survey, struct found_encoding *out);

#endif
