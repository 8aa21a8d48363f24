/* All rows of a source into cells, on several threads: the same cells for every number of them. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_GATHER_H
#define CAUSA_IO_GATHER_H

#include <causa/reader.h>

#include "io/plan.h"
#include "io/rows.h"
#include "io/source.h"

struct gather {
	struct source *source;
	const struct plan *plan;
	uint64_t begin, line;      /* where the first row is */
	char delimiter;
	unsigned jobs;
	size_t piece;              /* bytes that a thread takes at a time; 0: PIECE_SIZE */
	uint32_t file;             /* in about->file */
	struct panel_build *build;
	void (*progress)(void *self, uint64_t done, uint64_t total); /* NULL: nobody asks */
	void *progress_self;
	/* found */
	uint64_t rows, totals;     /* of cases; of printed totals */
	struct rows_year *end;     /* how far each year goes; sorted */
	uint32_t ends;
	struct found_encoding found; /* what all of the text says of its encoding */
};

/* Errors: CAUSA_EINPUT at the first row that cannot be used, or at the second of two with the same key; CAUSA_EIO, CAUSA_ENOMEM,
 * CAUSA_ERANGE. */
enum causa_status gather_rows(struct gather *gather, struct causa_error *err);
void gather_free(struct gather *gather);

#endif
