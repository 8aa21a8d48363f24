/* What the figures are drawn from: which frames a chart needs, and the options it is drawn with.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_FIGURE_H
#define CAUSA_CLI_FIGURE_H

#include "command.h"
#include "plots/plots.h"

/* Names of charts, in the order of enum causa_chart. */
extern const char *const chart_names[CAUSA_CHARTS];
const char *chart_summary(enum causa_chart chart);

enum { MOST_FRAMES = 12 };
struct figure_frames {
	struct causa_figure_data data;
	struct causa_frame *frame[MOST_FRAMES]; /* what data borrows */
	int n;
};

/* Does the chart take every option that was given? Says what it does not. */
bool figure_check(const struct options *options, enum causa_chart chart);

/* A table of one measure is drawn by it, where the chart draws it. */
void figure_default_measure(struct options *options, const struct causa_panel *panel, enum causa_chart chart);

/* Computes the frames of one chart. Returns false when the command must stop with *exit_status; what was wrong has been said. */
bool figure_compute(const struct options *options, const struct causa_panel *panel, enum causa_chart chart,
                    struct figure_frames *out, int *exit_status);
void figure_free(struct figure_frames *frames);

/* The pair of years of --from and --to, or the last two whole years. false: there are none. */
bool figure_pair(const struct options *options, const struct causa_panel *panel, int32_t *from, int32_t *to);

/* The headline of --finding: the highest graded finding that the figure shows, in `out`; "" without --finding. false: as above. */
bool figure_finding(const struct options *options, const struct causa_panel *panel, enum causa_chart chart, char *out, size_t size,
                    int *exit_status);

/* Options of a figure from the command line; texts are borrowed. command: canonical. */
struct causa_figure_options figure_options(const struct options *options, const struct causa_panel *panel,
                                           const char *command);

#endif
