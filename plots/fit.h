/* Fitted trends as pieces of curves: what a frame of trends or joinpoints says, put through the counts that are drawn.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_FIT_H
#define CAUSA_PLOTS_FIT_H

#include "timeline.h"

enum { MOST_PIECES = 8 };

struct fit {
	int n;                       /* pieces; 0: there is no fit */
	struct piece piece[MOST_PIECES];
	double apc[MOST_PIECES], lower[MOST_PIECES], upper[MOST_PIECES]; /* percent a year; limits NAN where there are none */
};

/* The log-linear trend of a series. A fit that did not use just the years that are drawn as a line is left out: the level of the
 * curve follows from them, since the fitted counts of a Poisson trend add up to those observed. */
struct fit fit_trend(const struct causa_frame *trend, const struct series *series, const struct series_set *set);

/* The joinpoint line of a series. Its level makes the weighted mean of the logarithms right. */
struct fit fit_segments(const struct causa_frame *segments, const struct series *series, const struct series_set *set);

/* "-6.3% a year (-15% to +3.5%)" */
void fit_words(const struct page *page, const struct fit *fit, int piece, char *out, size_t size);

#endif
