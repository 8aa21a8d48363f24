/* The charts: each turns frames into words and marks on a page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_CHARTS_H
#define CAUSA_PLOTS_CHARTS_H

#include "base/bytes.h"
#include "page.h"

/* description: the text alternative, which carries the numbers. */
#define X(name, needs, measures, orders, scales, takes, summary) enum causa_status chart_##name(struct page *page, struct bytes *description);
#include "charts.def"
#undef X

#endif
