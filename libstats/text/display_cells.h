/* How the cells of a table are worded, column by column. Internal to text/.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TEXT_DISPLAY_CELLS_H
#define CAUSA_TEXT_DISPLAY_CELLS_H

#include <causa/number.h>

#include "text/display.h"

struct build {
	const struct causa_frame *frame;
	struct causa_number_style style;
	struct display *out;
	uint64_t common;           /* notes that hold for every row: said once, below */
	char letter[CAUSA_NOTES];  /* 0: not used */
	int letters;
};

/* A number of the frame, whole or not; false: there is none. */
bool cells_get(const struct build *b, const char *name, uint64_t row, double *value);
double cells_get_or(const struct build *b, const char *name, uint64_t row, double otherwise);
bool cells_has_column(const struct build *b, const char *name);

char *cells_copy(struct build *b, const char *text);
void cells_free(char **cell, uint64_t rows);
/* A new column with empty cells; NULL out of memory. head may hold one line break. */
struct display_column *cells_add(struct build *b, const char *name, const char *head, enum display_align align, int rank);

/* Words a cell. */
typedef void (*word)(const struct build *b, const char *name, uint64_t row, char *out);
void cells_add_words(struct build *b, const char *name, const char *head, int rank, word say, bool numbers);

/* Two numbers in one column: "0.12 to 0.34". head NULL: "95% interval". */
typedef void (*limit_word)(const struct build *b, uint64_t row, double v, char *out);
void cells_add_interval(struct build *b, const char *lower, const char *upper, const char *head, int rank, limit_word say);

void say_label(const struct build *b, const char *name, uint64_t row, char *out);
void say_measure(const struct build *b, const char *name, uint64_t row, char *out);
void say_count(const struct build *b, const char *name, uint64_t row, char *out);
void say_number(const struct build *b, const char *name, uint64_t row, char *out);
void say_p(const struct build *b, const char *name, uint64_t row, char *out);
void say_range(const struct build *b, const char *name, uint64_t row, char *out);
void say_pair(const struct build *b, const char *name, uint64_t row, char *out);
void say_ratio(const struct build *b, const char *name, uint64_t row, char *out);
void say_ratio_from(const struct build *b, const char *name, uint64_t row, char *out);
void say_ratio_to(const struct build *b, const char *name, uint64_t row, char *out);
void say_points(const struct build *b, const char *name, uint64_t row, char *out);
void say_rate_ratio(const struct build *b, const char *name, uint64_t row, char *out);
void say_apc(const struct build *b, const char *name, uint64_t row, char *out);
void say_percent(const struct build *b, const char *name, uint64_t row, char *out);

void limit_percent(const struct build *b, uint64_t row, double v, char *out);
void limit_ratio(const struct build *b, uint64_t row, double v, char *out);
void limit_apc(const struct build *b, uint64_t row, double v, char *out);
void limit_points(const struct build *b, uint64_t row, double v, char *out);
void limit_count(const struct build *b, uint64_t row, double v, char *out);

/* Columns of a comparison of two vintages (display_diff.c). */
void lay_out_diff(struct build *b);

/* Appends the columns of the frame's command (display_layouts.c). */
void layout_of(struct build *b);

#endif
