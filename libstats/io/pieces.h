/* A source cut into pieces that several threads can read at once: whole records, with their place and line. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_PIECES_H
#define CAUSA_IO_PIECES_H

#include "io/scan.h"
#include "io/source.h"

struct pieces;

/* What one thread holds of it; starts as {0}. */
struct piece {
	char *text;                /* text[-1] is the byte before; SCAN_SLACK bytes follow the n */
	size_t n;
	struct scan_index index;
	size_t start, stop;        /* records that begin from start on and before stop are this piece's */
	size_t first;              /* in index.end: the end of the first of them */
	uint64_t number, byte, line; /* of the piece; offset of text[0]; line of text[start] */
	bool high;                 /* has bytes that are not ASCII */
	char *buffer;
	size_t room;
};

enum { PIECE_SIZE = 1 << 18 };

/* begin: offset of the first record, line: its line. size: of a piece, PIECE_SIZE but in tests. exactly: one piece after the other, quotes wherever they stand. */
enum causa_status pieces_open(struct source *source, uint64_t begin, uint64_t line, char delimiter, size_t size, bool exactly,
                              struct pieces **out, struct causa_error *err);

/* The next piece, in order of the source. *got: there was one. Errors: CAUSA_EIO, CAUSA_ENOMEM; CAUSA_EINPUT where the text cannot be
 * cut into records (irregular quotes: only when not reading exactly). */
enum causa_status pieces_next(struct pieces *pieces, struct piece *piece, bool *got, struct causa_error *err);

/* No further pieces are given out. */
void pieces_end(struct pieces *pieces);
uint64_t pieces_done(const struct pieces *pieces, uint64_t *total);
void pieces_close(struct pieces *pieces);
void piece_free(struct piece *piece);

#endif
