/* One record as it is read: what its fields say, count and tell it apart by. Internal to rows.c and the files beside it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_READING_H
#define CAUSA_IO_READING_H

#include "io/rows.h"

/* What a label means, in text_seen.means. */
enum { LABEL_EMPTY = 1, LABEL_TOTAL = 2 };

/* Columns side by side that are part of the key: each where it holds text, or whatever it holds. What they hold together is hashed once
 * and remembered, unless there is too much of it. */
struct key_run {
	uint32_t first, last;
	uint64_t always;           /* bit i: column first + i is, whatever it holds */
	struct texts_seen seen;
	uint64_t now;              /* hash of what the last row held */
};

/* Rows mostly begin as the row before does: what stands there is known already. `same`: so many bytes are those of the last row that
 * was put, which began at `before`; what it said is in year, month and id. */
struct reading {
	struct rows *r;
	struct slices s;
	uint64_t rank;
	struct causa_error *err;
	uint32_t before;
	size_t same;
	bool begun;                /* there is such a row */
	int32_t year;
	int month;
	uint32_t id[BUILD_DIMS];
	uint64_t apart;            /* hash of its keys that are no labels, unless rows are added */
	uint32_t series;           /* of its labels, where they are no total */
	bool same_series;          /* this row has the labels of that one */
};

static inline bool is_unchanged(const struct reading *x, int column)
{
	return column >= 0 && x->s.at[column] - x->s.start < x->same;
}

/* Called for every row: not by way of the table through which a program could put its own in their place. */
#pragma GCC visibility push(hidden)

enum causa_status reading_no_memory(struct reading *x);

/* ---- texts: reading_texts.c ---- */

/* The record decoded, for messages. */
const struct record *reading_record(struct reading *x);
/* What stored bytes of a field say: without quotes and outer space. */
const char *reading_said(struct rows *rows, const char *p, size_t *n);
/* The text as UTF-8, trimmed, ending in NUL; good until the next call; NULL: it does not fit the encoding, or no memory. */
const char *reading_decoded(struct rows *rows, const char *p, size_t n, size_t *size);
/* What a label is: asked once for each that the table has. */
enum causa_status reading_learn(struct reading *x, uint32_t dim, struct text_seen *seen);
enum causa_status reading_label(struct reading *x, uint32_t dim, uint32_t *id);
enum causa_status reading_is_kept(struct reading *x, bool *kept);
/* year 0: the record is no case; below 0: the two years of a printed change, twelve bits each. */
enum causa_status reading_year(struct reading *x, int32_t *year, int *month);
/* A month that stands in a column of its own. */
enum causa_status reading_month(struct reading *x, int *month);

/* ---- counts: reading_counts.c ---- */

/* A row of this year goes up to this month; false: out of memory. */
bool reading_note_end(struct rows *rows, int32_t year, int last, uint64_t line);
/* Counts of a target, by measure. A sum of columns is known when all of them are. */
enum causa_status reading_values(struct reading *x, const struct plan_target *target, int32_t year, int64_t *value, uint8_t *status);

/* ---- keys: reading_keys.c ---- */

/* Which columns tell rows apart; false: out of memory. */
bool keys_open(struct rows *rows);
/* Hash of all columns that are keys and no labels. */
uint64_t keys_hash(struct reading *x);
/* Notes the key of a row, for whoever asks whether one stands twice. */
void keys_note(struct reading *x, int32_t year, const uint32_t *id, const int64_t *value);

#pragma GCC visibility pop

#endif
