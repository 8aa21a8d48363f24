/* What each record of a table means: made once from its header, followed for every row. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_PLAN_H
#define CAUSA_IO_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "io/layout.h"
#include "io/table.h"
#include "table/panel_build.h"

/* A column of counts. Several columns of one measure and target are added; the sum is observed when all of them are. */
struct plan_value {
	uint32_t column;
	uint8_t measure;
	uint8_t month;             /* 1 to 12; 0: not a month */
};

/* One row of cases that a record holds: the record's own year and offence, or those that its columns stand for. */
struct plan_target {
	int32_t year;              /* 0: of the record */
	const char *offence;       /* NULL: of the record; all targets have one, or none */
	uint32_t first, n;         /* in plan->value */
	int percentage;            /* column of its printed ratio; -1: none */
};

struct plan_filter {
	uint32_t column;
	struct texts any;          /* * globs; kept when one of them matches */
	bool unless;               /* kept when none of them does */
};

enum plan_year {
	PLAN_YEAR_FIXED,           /* plan->year, or of the targets */
	PLAN_YEAR_NUMBER,          /* 2019 */
	PLAN_YEAR_DATE,            /* 2019-03-01, 2019/03/01; the whole date is part of the key */
	PLAN_YEAR_PATTERN,         /* plan->year_pattern; records that it does not describe are no cases */
};

struct plan {
	uint32_t fields;           /* of every record */
	enum plan_year year_kind;
	int32_t year;
	int year_column;           /* -1: none */
	const char *year_pattern;
	const char *changes;       /* records whose year is written so hold a printed change; NULL: none do */
	int month_column;          /* 1 to 12 or the name of a month, in a column; -1: none */
	int month;                 /* of the whole file; 0: none */
	uint32_t dims;             /* 1 + groups */
	int dim[BUILD_DIMS];       /* columns; -1: "(all)", or the targets' offence */
	struct plan_value *value;
	uint32_t values;
	struct plan_target *target; /* at least one */
	uint32_t targets;
	struct plan_filter *filter;
	uint32_t filters;
	uint32_t *extra;           /* columns without a role: where they hold text, part of the key */
	uint32_t extras;
	uint32_t *key;             /* columns that tell rows apart, whatever they hold */
	uint32_t keys;
	struct texts total;        /* labels of dim 0 that are printed totals, beside the well-known ones */
	struct no_count none;
	char thousands;            /* 0: none */
	bool months;               /* values have months: years are covered as far as these go */
	int last_month;            /* of each year only the months up to this one count, 1 to 12; 0: all */
	bool add;                  /* rows of one key are added, not refused */
	bool tell;                 /* for the audit: they are added and told, and counts that are none are told */
	const char *const *header; /* [fields] names of the columns, for messages */
	uint32_t measures;
};

/* The plan of a table with this header. Dimensions and measures are declared to the builder, whose arena the plan lives in. layout:
 * the one it is read with, NULL: none; doubtful: letters of the header may be wrong. file: its name, in which a layout may find the
 * year. Errors: CAUSA_EINPUT, CAUSA_EUSAGE with a sentence; CAUSA_ENOMEM. */
enum causa_status plan_make(const struct table_schema *schema, const struct layout *layout, const struct record *header, bool doubtful,
                            const char *file, struct panel_build *build, struct plan *plan, struct causa_error *err);

#endif
