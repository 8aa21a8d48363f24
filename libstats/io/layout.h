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

/* A column of the file that is called otherwise from here on: an empty header, a misspelt one. */
struct layout_name {
	const char *printed, *name;
};

/* What a layout says; every part may be empty. Texts live in the arena it was read into. */
struct layout {
	const char *name;
	struct causa_words title, source, unit;
	struct texts header;           /* a file that has all these columns is read with it */
	const char *encoding;
	uint32_t skip_lines, header_lines; /* records before the header; records of the header, 0 as 1 */
	const struct layout_name *rename;
	uint32_t renames;
	const char *year;              /* column of years or dates */
	const char *year_pattern;      /* "Enero-diciembre YYYY": rows whose year is written otherwise are no cases */
	const char *years;             /* "YYYY_murders": columns of years */
	const char *year_in_name;      /* "*_YYYY.csv": the year stands in the name of the file */
	const char *month, *month_in_name; /* column of months; "*_MONTH_*" */
	bool undated;                  /* the table does not say of which year it is */
	bool partial;                  /* no year of it is whole, and nobody knows how much is there */
	bool cohort;                   /* prosecuted cases are among the reported ones */
	bool absent_is_zero;
	const char *offence;
	struct texts group, where, total, unknown, ignore, key;
	struct texts reported, prosecuted; /* columns that are added up; with OFFENCE in their names one offence each */
	const char *printed[2];        /* what these are in the source */
	const char *changes;           /* "Change LATER/EARLIER": rows whose year is written so hold printed changes in percent */
	struct texts percentages;      /* columns of printed ratios in percent, with OFFENCE in the name as above */
	struct no_count none;
	char delimiter, thousands;
	bool sum;                      /* rows of one key are added, not refused */
};

/* Reads a layout. Errors: CAUSA_EIO, CAUSA_EINPUT with file, line and a sentence. */
enum causa_status layout_read(const char *path, struct arena *arena, struct layout *out, struct causa_error *err);

/* All *.json of a folder, by name; none when there is no such folder. */
enum causa_status layouts_read(const char *folder, struct arena *arena, struct layout **out, uint32_t *n, struct causa_error *err);

/* Does a header have all the columns of the layout? Case and accents do not matter. doubtful: letters of the header may be wrong, and
 * match any. */
bool layout_fits(const struct layout *layout, const struct record *header, bool doubtful);
/* Column of a header by its name, by its folded name, or by its ASCII letters where it is doubtful; -1: there is none. */
int header_column(const struct record *header, const char *name, bool doubtful);
/* The years of a text that a pattern with LATER and EARLIER describes; false: it is not of that form. */
bool layout_change(const char *pattern, const char *text, int32_t *earlier, int32_t *later);
/* The part of a text that WORD stands for in a pattern; false: it is not of that form. */
bool layout_part(const char *pattern, const char *word, const char *text, char *out, size_t room);

/* The year of a text that a pattern with YYYY describes; 0: it is not described. */
int32_t layout_year(const char *pattern, const char *text);

#endif
