/* All frames that figures are drawn from, of one table: shared by the tests of plots/.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TESTS_FRAMES_H
#define CAUSA_TESTS_FRAMES_H

#include <causa/panel.h>

#include "plots/plots.h"

struct frames {
	struct causa_panel *panel;
	struct causa_frame *counts, *by_year, *ratio, *ratio_by_year, *pooled, *change, *ratio_change, *trend, *trend_all, *segments,
		*decompose, *funnel, *audit;
};

/* Fails the test when the table cannot be read. */
void frames_open(const char *input, struct frames *out);
void frames_close(struct frames *frames);

/* together: counts of all offences. of_ratio: change of ratios. fit: with fitted trends. */
struct causa_figure_data frames_data(const struct frames *frames, bool together, bool of_ratio, bool fit);

/* Does this table have what the chart needs? */
bool frames_allow(const struct causa_figure_data *data, enum causa_chart chart);

#endif
