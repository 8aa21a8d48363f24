/* The first records of a source: its header, read before anything is known of it. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_HEAD_H
#define CAUSA_IO_HEAD_H

#include "io/scan.h"
#include "io/slices.h"

struct head {
	struct bytes text;
	char delimiter;
	size_t base;               /* offset that the index counts from */
	size_t from;               /* offset of the next record */
	uint64_t line;             /* its line */
	size_t next;               /* in index.end */
	struct scan_index index;
	struct decoder decoder;
	struct unsliced unsliced;
	struct source *source;
	uint64_t first_line;
};

/* delimiter 0: found from the first record, or from a first line "sep=;" as spreadsheets write it. */
enum causa_status head_open(struct source *source, char delimiter, struct head *head, struct causa_error *err);
/* The next record that is not blank; NULL: there is none. Good until the next call. Errors: CAUSA_EINPUT. */
enum causa_status head_next(struct head *head, const struct record **record, struct causa_error *err);
/* Begins at the first record again. */
void head_rewind(struct head *head);
void head_close(struct head *head);

#endif
