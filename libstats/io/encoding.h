/* Which encoding a text is in: from all of its bytes that are not ASCII, wherever they stand. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_ENCODING_H
#define CAUSA_IO_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct survey;

struct survey *survey_new(void);
/* Bytes of the text, in order; they may begin anew at a line further on. */
void survey_add(struct survey *survey, const char *bytes, size_t n);
void survey_at_line(struct survey *survey, uint64_t line);
/* Somebody who saw all bytes found some that are no UTF-8. */
void survey_not_utf8(struct survey *survey);

/* What was found. encoding: a name that iconv knows; skip: bytes of a mark at the start. */
struct found_encoding {
	char encoding[32];
	size_t skip;
	bool doubtful;       /* nothing in the text settles it */
	bool twice;          /* UTF-8 that looks as if it had been encoded twice */
	uint64_t line;       /* of the first byte that is not ASCII */
	char field[64];      /* the field it stands in, as stored */
	uint32_t column[3];  /* its number in the line, from 0, where commas, semicolons or tabs stand between fields */
};
/* What the text so far says; the survey can go on. */
void survey_find(const struct survey *survey, struct found_encoding *out);
void survey_free(struct survey *survey);

bool encoding_is_utf8(const char *encoding);
/* Can a text be cut at delimiters and line ends before it is decoded? In UTF-8, and where every byte stands for one character, ASCII
 * for itself. */
bool encoding_is_plain(const char *encoding);

#endif
