/* Where fields and records end in a stretch of CSV, found 64 bytes at a time. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_SCAN_H
#define CAUSA_IO_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that must be readable behind the text, and entries that must be free behind those that are needed. */
enum { SCAN_SLACK = 64 };

/* What a stretch holds, whatever stands between its quotes. */
struct scan_count {
	uint64_t quotes, lines;    /* a line is counted at its LF, or at a CR of its own */
	bool high, nul;            /* some byte is not ASCII; some is zero */
};
/* before: the byte before text[0]; '\n' at the start of a file. */
void scan_count(const char *text, size_t n, char before, struct scan_count *out);

/* Offsets of the delimiters, CR and LF that end fields, and which of these end records. */
struct scan_index {
	uint32_t *at, *end;        /* end[r]: index in at; both with room for n + SCAN_SLACK entries */
	size_t ats, ends;
	bool quoted;               /* begins, and then ends, inside quotes */
	bool irregular;            /* some quote stands where RFC 4180 has none: ask scan_exactly */
	bool quoted_lines;         /* lines end inside quotes */
};
/* The SCAN_SLACK bytes behind the text are zero. */
void scan_index(const char *text, size_t n, char delimiter, char before, struct scan_index *index);

/* The same with the instructions that are named: what tests compare. None but those up to the widest may be asked for. */
enum scan_width { SCAN_PLAIN, SCAN_AVX2, SCAN_AVX512 };
enum scan_width scan_widest(void);
void scan_count_by(enum scan_width width, const char *text, size_t n, char before, struct scan_count *out);
void scan_index_by(enum scan_width width, const char *text, size_t n, char delimiter, char before, struct scan_index *index);

/* The same byte by byte. A quote inside an unquoted field is a letter like others. *bad: offset of text behind a closing quote, where
 * it stops; n: there is none. The stretch begins at a record. *opened: offset of the quote that is open at the end. */
void scan_exactly(const char *text, size_t n, char delimiter, struct scan_index *index, size_t *bad, size_t *opened);

#endif
