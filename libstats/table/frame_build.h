/* Building a frame row by row. Internal to the library.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_FRAME_BUILD_H
#define CAUSA_TABLE_FRAME_BUILD_H

#include <causa/frame.h>

enum causa_column_id {
#define X(name, type, unit, title, meaning) CAUSA_COL_##name,
#include <causa/columns.def>
#undef X
	CAUSA_COLUMNS
};

struct causa_frame_build;

/* columns: ids from columns.def in output order. Group columns are inserted after `offence` by extra names (may be 0). */
struct causa_frame_build *causa_frame_build_new(const char *command, const enum causa_column_id *columns, uint32_t n,
                                                const char *const *groups, uint32_t group_count);
/* So many rows are to come: room for them is made at once. */
void causa_frame_expect(struct causa_frame_build *build, uint64_t rows);
/* Begins a row: all values absent, no notes. */
enum causa_status causa_frame_row(struct causa_frame_build *build);
/* Rows [first, first + rows) of those that were expected, as a builder that a thread of its own fills, all of them, while no other row
 * is begun; NULL when out of memory. Parts are joined in their order, from the first row on, each of which gives it back; labels are
 * numbered as if all rows had been put in one after the other. */
struct causa_frame_build *causa_frame_part(struct causa_frame_build *build, uint64_t first, uint64_t rows);
void causa_frame_part_join(struct causa_frame_build *part);
void causa_frame_part_drop(struct causa_frame_build *part);
/* Sets a value in the current row; out-of-memory is kept and reported by finish. A column the frame lacks is ignored. */
void causa_frame_i64(struct causa_frame_build *build, enum causa_column_id column, int64_t value);
/* A value that is not finite stays absent: a table never shows inf or nan. */
void causa_frame_f64(struct causa_frame_build *build, enum causa_column_id column, double value);
void causa_frame_label(struct causa_frame_build *build, enum causa_column_id column, const char *text);
void causa_frame_group(struct causa_frame_build *build, uint32_t group, const char *text);
void causa_frame_note(struct causa_frame_build *build, enum causa_note note);
bool causa_frame_has_note(const struct causa_frame_build *build, enum causa_note note);
/* Random access to finished rows, for values known only when all rows are (adjusted p). */
void causa_frame_at_i64(struct causa_frame_build *build, uint64_t row, enum causa_column_id column, int64_t value);
void causa_frame_at_f64(struct causa_frame_build *build, uint64_t row, enum causa_column_id column, double value);
uint64_t causa_frame_rows(const struct causa_frame_build *build);
/* Keeps only rows with keep[row] != 0. */
void causa_frame_filter(struct causa_frame_build *build, const uint8_t *keep);
void causa_frame_families(struct causa_frame_build *build, const struct causa_family *family, uint32_t n);
/* The context is copied, with its arrays. */
void causa_frame_context(struct causa_frame_build *build, const struct causa_context *context);
/* Hands over the frame and frees the builder, also on failure. */
enum causa_status causa_frame_finish(struct causa_frame_build *build, const struct causa_about *about,
                                     struct causa_frame **out);
void causa_frame_build_drop(struct causa_frame_build *build);

#endif
