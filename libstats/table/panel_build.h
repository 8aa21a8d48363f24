/* Building a panel from rows as they are read. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_PANEL_BUILD_H
#define CAUSA_TABLE_PANEL_BUILD_H

#include <causa/panel.h>

#include "table/arena.h"
#include "table/tally.h"

enum { BUILD_DIMS = TALLY_DIMS, BUILD_MEASURES = TALLY_MEASURES };

/* A row of printed totals. */
struct build_row {
	int32_t year;
	const char *label;
	int64_t value[BUILD_MEASURES];
	uint8_t status[BUILD_MEASURES];  /* enum causa_cell */
	struct causa_origin at;
	const uint32_t *group;           /* [dims - 1] labels, copied; NULL: a total of all groups */
};

struct panel_build;

struct panel_build *panel_build_new(void);
void panel_build_drop(struct panel_build *build);
/* What the panel will own: texts of about, names. */
struct arena *panel_build_arena(struct panel_build *build);
struct causa_about *panel_build_about(struct panel_build *build);

/* Before rows. Names are copied. */
void panel_build_dim(struct panel_build *build, const char *name);
void panel_build_measure(struct panel_build *build, const char *name, const char *unit, const char *printed,
                         enum causa_cell absent);
void panel_build_unknown(struct panel_build *build, const char *label);

/* Number of a label of a dimension, in order of calls; UINT32_MAX when out of memory. */
uint32_t panel_build_label(struct panel_build *build, uint32_t dim, const char *label);
/* The cells, with these numbers: begun once all dimensions and measures are known. */
struct tally *panel_build_tally(struct panel_build *build);
/* Rows of cases that the cells were made from; file they stand in. */
void panel_build_counted(struct panel_build *build, uint64_t rows, uint32_t file);

/* A printed total. role 0: not said; found from the order of totals and unknown rows within the year. */
enum causa_status panel_build_total(struct panel_build *build, const struct build_row *row, enum causa_role role,
                                    uint32_t print_row);
/* A row of a key that stood before. false: out of memory. */
bool panel_build_repeat(struct panel_build *build, const char *offence, int32_t year, uint64_t line, uint64_t before, bool same);
/* How many there are in all. */
void panel_build_repeats(struct panel_build *build, uint64_t all);
/* A cell among the counts that is none. false: out of memory. */
bool panel_build_odd(struct panel_build *build, const char *column, const char *text, uint64_t line);
void panel_build_odds(struct panel_build *build, uint64_t all);
/* The newest dimension is one of units. */
void panel_build_units(struct panel_build *build);
/* A printed change or ratio; key and from, to as years. Those of years or keys without rows are passed over. */
enum causa_status panel_build_printed(struct panel_build *build, const struct causa_printed *printed, int32_t from, int32_t to);
/* What is known of an offence; false when no row has it. */
bool panel_build_offence(struct panel_build *build, const char *label, const char *printed, uint32_t print_row,
                         const struct causa_words *gloss);
/* Coverage of a year; false when no row has it. */
bool panel_build_coverage(struct panel_build *build, int32_t year, struct causa_coverage share);
/* Which months of the year whose coverage was told last are in the table. */
void panel_build_months(struct panel_build *build, int first, int last);

uint64_t panel_build_rows(const struct panel_build *build);
bool panel_build_is_unknown(const struct panel_build *build, const char *label);

/* Hands over the panel and frees the builder, also on failure. Errors: CAUSA_ENOMEM, CAUSA_ERANGE. */
enum causa_status panel_build_finish(struct panel_build *build, struct causa_panel **out);

#endif
