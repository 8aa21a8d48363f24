/* Scales: ticks at round numbers, positions in pixels.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_SCALE_H
#define CAUSA_PLOTS_SCALE_H

#include <stdbool.h>

enum { MOST_TICKS = 16 };

enum scale_kind { SCALE_LINEAR, SCALE_RATIO, SCALE_COUNTS };

struct scale {
	double lo, hi;        /* data at the two ends */
	double from, to;      /* pixels at the two ends */
	enum scale_kind kind;
	double tick[MOST_TICKS];
	int ticks;
};

/* A linear scale from `lo` to at least `hi` with ticks at 1, 2 or 5 times a power of ten; integers: no tick between counts. */
struct scale scale_linear(double lo, double hi, double from, double to, int wanted, bool integers);

/* The same around values from `lo` to `hi` that need no zero: from a round number below them to one above. */
struct scale scale_around(double lo, double hi, double from, double to, int wanted);

/* A logarithmic scale of ratios around 1: ticks at 1, 2, 5, 10 ... and at their reciprocals. */
struct scale scale_ratio(double lo, double hi, double from, double to);

/* A logarithmic scale of counts that holds `least` (the smallest that is drawn, 0 or more) and `hi`. Below 10 it is linear between 0
 * and 1, so that zero has a place of its own; from 10 on it begins at a round number at or below `least`. */
struct scale scale_counts(double least, double hi, double from, double to);

/* A linear scale from -most to most, rounded outward. */
struct scale scale_mirrored(double most, double from, double to, int wanted);

double scale_at(const struct scale *scale, double value);

#endif
