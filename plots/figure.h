/* A figure as geometry: a chart laid out on a page, in marks, words and numbers. Knows no drawing library.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_FIGURE_H
#define CAUSA_PLOTS_FIGURE_H

#include "base/bytes.h"
#include "marks.h"
#include "plots.h"

/* marks->measure is set by the caller, who frees marks, description and info->plotted. Errors: CAUSA_EUSAGE with a sentence
 * (page too small, nothing to draw), CAUSA_EINPUT, CAUSA_ENOMEM. */
enum causa_status figure_lay_out(enum causa_chart chart, const struct causa_figure_data *data,
                                 const struct causa_figure_options *options, struct marks *marks,
                                 struct causa_figure_info *info, struct bytes *description, struct causa_error *err);

#endif
