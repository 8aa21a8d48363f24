/* Records into rows of cases: columns found by name, cells read as counts. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_TABLE_READER_H
#define CAUSA_IO_TABLE_READER_H

#include <causa/reader.h>

#include "io/layout.h"
#include "io/months.h"
#include "io/split.h"
#include "table/panel_build.h"

enum known_role {
	KNOWN_YEAR, KNOWN_OFFENCE, KNOWN_REPORTED, KNOWN_PROSECUTED, KNOWN_POPULATION, KNOWN_UNKNOWN, KNOWN_TOTAL,
	KNOWN_JANUARY, KNOWN_FEBRUARY, KNOWN_MARCH, KNOWN_APRIL, KNOWN_MAY, KNOWN_JUNE, KNOWN_JULY, KNOWN_AUGUST, KNOWN_SEPTEMBER,
	KNOWN_OCTOBER, KNOWN_NOVEMBER, KNOWN_DECEMBER,
	KNOWN_ROLES
};

/* Does a text carry a role by its well-known name? Case, accents and outer space do not matter. */
bool known_as(const char *text, enum known_role role);

/* What the reader of cases is told: names of columns, and how to treat what is not there. */
struct table_schema {
	struct causa_mapping mapping;
	const char *printed_reported, *printed_prosecuted; /* headers in the source; NULL: the column's own */
	enum causa_cell absent;
	struct no_count none;
	const struct layout *layout; /* to choose from, by the header */
	uint32_t layouts;
	uint32_t file;             /* index in about->file */
	bool doubtful;             /* letters of the header may be wrong: names are compared by their ASCII letters */
	int last_month;            /* months as columns: count those up to this one, 1 to 12; 0: all */
};

/* --where: rows that are read. */
struct row_filter {
	int column;
	const char *value;         /* pattern */
	bool unless;               /* rows that do not match */
};
enum { MOST_FILTERS = 64 };

enum { SPLIT_SUMS = 64 };

struct table_reader {
	const struct table_schema *schema;
	struct causa_mapping mapping; /* of the schema, and where that says nothing of the layout */
	struct layout layout;         /* the one that was chosen; all empty: none */
	struct panel_build *build;
	bool headed;
	int year, offence, measure[BUILD_MEASURES], group[BUILD_DIMS];
	const char *name[BUILD_MEASURES];
	uint32_t measures, fields;
	struct months *months;        /* counts stand in twelve columns; NULL: in one */
	struct row_filter filter[MOST_FILTERS];
	uint32_t filters;
	int more[2][SPLIT_SUMS];      /* further columns of reported and prosecuted, that are added */
	int mores[2];
	int year_column[SPLIT_SUMS];  /* years as columns */
	int32_t year_of[SPLIT_SUMS];
	int years;
	bool ignored[SPLIT_FIELDS];   /* not part of the key */
	uint8_t used[SPLIT_FIELDS];   /* column has a role */
};

/* record_sink of a file of cases. */
enum causa_status table_record(void *reader, const struct record *record, struct causa_error *err);
void table_free(struct table_reader *reader); /* what it holds, not the reader */
/* After the last record. Errors: no header, no rows. */
enum causa_status table_end(struct table_reader *reader, const char *file, struct causa_error *err);

/* Cells of any of the package's files; none may be NULL. Errors: CAUSA_EINPUT at the field. */
enum causa_status table_count(const struct record *record, uint32_t field, const char *column, const struct no_count *none,
                              int64_t *value, uint8_t *status, struct causa_error *err);
/* The same with a mark between thousands, 0: none. */
enum causa_status table_count_marked(const struct record *record, uint32_t field, const char *column, const struct no_count *none,
                                     char thousands, int64_t *value, uint8_t *status, struct causa_error *err);
enum causa_status table_year(const struct record *record, uint32_t field, const char *column, int32_t *year,
                             struct causa_error *err);

#endif
