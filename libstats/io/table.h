/* One table of cases, from its source into a panel. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_TABLE_H
#define CAUSA_IO_TABLE_H

#include <causa/reader.h>

#include "io/layout.h"
#include "io/source.h"
#include "table/panel_build.h"

/* What the reader of cases is told: names of columns, and how to treat what is not there. */
struct table_schema {
	struct causa_mapping mapping;
	const char *printed_reported, *printed_prosecuted; /* headers in the source; NULL: the column's own */
	enum causa_cell absent;
	struct no_count none;
	const struct layout *layout; /* to choose from, by the header */
	uint32_t layouts;
	uint32_t file;             /* index in about->file */
	unsigned jobs;
	size_t piece;              /* bytes that a thread takes at a time; 0: as is best */
	int last_month;            /* months: count those up to this one, 1 to 12; 0: all */
};

/* What became of it. */
struct table_outcome {
	int common;                /* the last month that every year has; 0: the table has no months */
	bool again;                /* the text turned out to be in another encoding, now settled: read it once more, into a new panel */
};

/* Errors: CAUSA_EINPUT with file, line and a sentence; CAUSA_EUSAGE, CAUSA_EIO, CAUSA_ENOMEM, CAUSA_ERANGE. */
enum causa_status table_read(struct source *source, const struct table_schema *schema, struct panel_build *build,
                             struct table_outcome *outcome, struct causa_error *err);

#endif
