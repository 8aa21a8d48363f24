/* Names at the ends of lines: one column beside the plot, moved apart, with leader lines where they had to move.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_ENDS_H
#define CAUSA_PLOTS_ENDS_H

#include "page.h"

struct end {
	struct point at;      /* where the line ends */
	const char *text;
	enum ink ink;
	enum weight weight;
	bool unled;           /* no leader line: there is nothing to point at */
	const char *value;    /* stands after the text and is never cut, the text is; NULL: none */
};

/* Width of a column that holds these names in at most two lines each, itself no wider than `most`. */
double ends_width(const struct page *page, const struct end *end, int n, double most);

/* Draws the names between lo and hi, the most important first in `end`. side LEFT: the column begins at x, RIGHT: it ends there.
 * Returns how many found no room. */
int ends_draw(const struct page *page, const struct end *end, int n, double x, enum anchor side, double width, double lo, double hi);

#endif
