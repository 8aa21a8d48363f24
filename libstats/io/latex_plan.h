/* How a table finds room on a page of LaTeX: size of type, columns that break their words, columns that go below. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_LATEX_PLAN_H
#define CAUSA_IO_LATEX_PLAN_H

#include "text/display.h"

/* Columns [first, end) beside the keys, which every block repeats. */
struct latex_block {
	uint32_t first, end;
	double share[DISPLAY_COLUMNS]; /* of the line, for columns that break their words; 0: as wide as its widest cell */
};

struct latex_plan {
	const char *size;              /* "\\small" */
	uint32_t keys;                 /* leading columns that say what a row is about */
	struct latex_block block[DISPLAY_COLUMNS];
	uint32_t blocks;
	double head[DISPLAY_COLUMNS];  /* width that a heading may take before it goes to a second line, as latex_width */
	uint64_t rows;                 /* that are shown */
	bool is_long;                  /* more than a page */
};

/* bold: the frame whose strong rows are set in bold; NULL: none are. most: rows; 0: all. */
void latex_plan(const struct display *display, const struct causa_frame *bold, uint64_t most, struct latex_plan *out);

/* Width of text in thousandths of twice a digit's. */
double latex_width(const char *text, size_t n);

#endif
