/* Layouts: how a publisher's table is laid out, as a JSON file. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_LAYOUT_H
#define CAUSA_IO_LAYOUT_H

#include <causa/reader.h>

#include "io/split.h"
#include "table/arena.h"

/* Texts that stand for no count: not reported, or withheld by the publisher. An empty field is always blank. */
struct no_count {
	const char *const *missing, *const *withheld;
	uint32_t missings, withhelds;
};

struct texts {
	const char *const *text;
	uint32_t n;
};

/* What a layout says; every part may be empty. Texts live in the arena it was read into. */
struct layout {
	const char *name;
	struct causa_words title, source;
	struct texts header;           /* a file that has all these columns is read with it */
	const char *year;              /* column of years */
	const char *year_pattern;      /* "Enero-diciembre YYYY": rows whose year is written otherwise are no cases */
	const char *years;             /* "YYYY_murders": columns of years */
	const char *offence;
	struct texts group, where, total, unknown, ignore;
	struct texts reported, prosecuted; /* columns that are added up */
	struct no_count none;
	char delimiter, thousands;
	bool sum;                      /* rows of one key are added, not refused */
};

/* Reads a layout. Errors: CAUSA_EIO, CAUSA_EINPUT with file, line and a sentence. */
enum causa_status layout_read(const char *path, struct arena *arena, struct layout *out, struct causa_error *err);

/* All *.json of a folder, by name; none when there is no such folder. */
enum causa_status layouts_read(const char *folder, struct arena *arena, struct layout **out, uint32_t *n, struct causa_error *err);

/* Does a header have all the columns of the layout? Case and accents do not matter. */
bool layout_fits(const struct layout *layout, const struct record *header);

/* The year of a text that a pattern with YYYY describes; 0: it is not described. */
int32_t layout_year(const char *pattern, const char *text);

#endif
