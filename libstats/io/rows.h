/* Records into cells, as a plan says: what one thread makes of its pieces. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_ROWS_H
#define CAUSA_IO_ROWS_H

#include "io/pieces.h"
#include "io/plan.h"
#include "io/repeats.h"
#include "io/slices.h"
#include "io/texts_seen.h"
#include "table/tally.h"

/* A printed total. */
struct rows_total {
	char *label;
	uint32_t group[BUILD_DIMS]; /* [1..]: this thread's texts */
	uint64_t apart;            /* hash of the key columns: totals of other tables have others */
	int32_t year;
	int64_t value[BUILD_MEASURES];
	uint8_t status[BUILD_MEASURES];
	uint64_t line, rank;
};

/* A printed change or ratio in percent. */
struct rows_printed {
	uint32_t id[BUILD_DIMS];   /* this thread's texts */
	int32_t from, to;
	bool ratio;
	uint8_t decimals;
	double value;
	uint64_t line, rank;
};

/* A cell among the counts that is none. */
struct rows_odd {
	char text[64];
	uint32_t column;
	uint64_t line, rank;
};

/* How far the rows of a year go, for tables with months as columns. */
struct rows_year {
	int32_t year;
	int least, most;           /* the last month with a count, in the row where that is least and most */
	uint64_t least_line, most_line;
};

struct rows {
	const struct plan *plan;
	const char *file;
	struct decoder decoder;
	struct tally cells;
	struct texts_seen dim[BUILD_DIMS], *filter, year, month;
	struct rows_total *total;
	uint64_t totals, total_room;
	struct rows_printed *printed;
	uint64_t printeds, printed_room;
	struct rows_odd *odd;      /* the first of them */
	uint64_t odds, odd_room, odds_all;
	struct rows_year *end;
	uint32_t ends, end_room, last_end; /* last_end: that was asked for */
	struct repeats repeats;
	struct key_run *run;
	uint32_t runs, last_text;  /* last_text: the last column that is asked for what it says */
	bool codes_of_digits;      /* some text that means no count is a number */
	bool months_in_order;      /* months stand in columns side by side, January first */
	bool check_utf8;           /* the text is thought to be UTF-8 */
	bool not_utf8;             /* and is not */
	uint64_t not_utf8_line;
	uint64_t kept;             /* rows of cases */
	struct bytes samples;      /* lines with bytes that are not ASCII, for the survey */
	struct bytes key, room;    /* scratch */
	struct unsliced unsliced;
};

/* encoding: of the text of the pieces; told: bytes that do not fit it are an error. */
bool rows_open(struct rows *rows, const struct plan *plan, const char *file, const char *encoding, bool told);
/* All records of a piece. Errors: CAUSA_EINPUT at the first record that cannot be used, CAUSA_ENOMEM, CAUSA_ERANGE. */
enum causa_status rows_take(struct rows *rows, const struct piece *piece, struct causa_error *err);
/* A label as it is shown, cut to fit; false: out of memory. */
bool rows_label(struct rows *rows, uint32_t dim, uint32_t id, char *out, size_t room);
void rows_close(struct rows *rows);

#endif
