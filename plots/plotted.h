/* The numbers of a figure, as they were drawn: what --data writes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_PLOTTED_H
#define CAUSA_PLOTS_PLOTTED_H

#include "plots.h"

/* One number; NAN where there is none. x: a year, a number of reports; NAN where the chart has no such axis. */
struct plotted_row {
	const char *label, *measure;
	double x, value, lower, upper;
	uint64_t notes;
};

struct causa_plotted *plotted_new(void);
void plotted_clear(struct causa_plotted *plotted);
/* Copies a row. false: out of memory. */
bool plotted_add(struct causa_plotted *plotted, const struct plotted_row *row);
/* like: a frame that the figure was drawn from, for its context. NULL: out of memory. */
const struct causa_frame *plotted_frame(struct causa_plotted *plotted, const struct causa_frame *like);
const struct causa_frame *plotted_as_frame(const struct causa_plotted *plotted);
void plotted_free(struct causa_plotted *plotted);

#endif
