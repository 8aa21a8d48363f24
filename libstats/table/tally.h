/* Cells as they are summed: series by year, in dense arrays where that is small and in hash tables where it is not. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_TALLY_H
#define CAUSA_TABLE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TALLY_DIMS = 8, TALLY_MEASURES = 3, TALLY_YEARS = 2000, TALLY_SOON = 16 };
#define TALLY_NONE UINT32_MAX

/* Sums of the rows in which every measure was seen; the others are gaps. */
struct tally_cell {
	int64_t sum[TALLY_MEASURES];
	uint64_t line;             /* of the first row; 0: there is none */
	uint32_t rows;
	uint8_t status[TALLY_MEASURES]; /* enum causa_cell */
};

/* Rows of a cell in which only the measures of mask `seen` were. */
struct tally_gap {
	uint64_t year_series;      /* index of the year << 32 | series */
	uint32_t seen, rows;
	int64_t sum[TALLY_MEASURES];
};

struct tally_year {
	int32_t year;
	uint32_t room;
	struct tally_cell *cell;         /* [series] */
};

struct tally_pairs;             /* two numbers into one */

/* A row whose cell is on its way from memory. */
struct tally_row {
	uint32_t year, series;     /* index of the year */
	uint32_t seen;
	uint8_t status[TALLY_MEASURES];
	int64_t value[TALLY_MEASURES];
	uint64_t line;
};

struct tally {
	uint32_t dims, measures;
	uint32_t series, room;
	uint32_t *id[TALLY_DIMS];  /* [series] */
	uint64_t *first;           /* [series]: least rank that it was seen with */
	struct tally_year *year;
	uint32_t years;
	uint32_t last_year;        /* the one that was asked for last */
	struct tally_gap *gap;
	uint32_t gaps, gap_room;
	uint32_t *gap_slot, gap_slots;
	struct tally_pairs *pairs[TALLY_DIMS];
	struct tally_row soon[TALLY_SOON];
	uint32_t soons;            /* rows that were put so far */
	bool failed;               /* out of memory: what was asked for since is not there */
	bool overflowed;           /* a sum beyond 2^63 */
};

/* Called for every row: not by way of the table through which a program could put its own in their place. */
#pragma GCC visibility push(hidden)

void tally_begin(struct tally *cells, uint32_t dims, uint32_t measures);
/* The series of a tuple of labels; TALLY_NONE when out of memory. rank: where it was seen, in the order of the input; never less than
 * in the call before. */
uint32_t tally_series(struct tally *cells, const uint32_t *id, uint64_t rank);
/* Adds a row to the cell of a series and year. seen: mask of measures; status: of each of them. The row is in its cell only after
 * tally_settle. Fails with more than TALLY_YEARS years. */
void tally_add(struct tally *cells, uint32_t series, int32_t year, uint32_t seen, const int64_t *value, const uint8_t *status, uint64_t line);
void tally_settle(struct tally *cells);
/* Adds all of another's, which may be taken over and is left for tally_free; label[d][i] is this one's label for the other's label i, or
 * NULL: the same. Both are settled. */
void tally_join(struct tally *cells, struct tally *other, const uint32_t *const *label, unsigned jobs);
void tally_free(struct tally *cells);

#pragma GCC visibility pop

#endif
