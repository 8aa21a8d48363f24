/* Scales: ticks at round numbers, positions in pixels.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_SCALE_H
#define CAUSA_PLOTS_SCALE_H

#include <stdbool.h>

enum { MOST_TICKS = 16 };

struct scale {
	double lo, hi;        /* data at the two ends */
	double from, to;      /* pixels at the two ends */
	bool log;
	double tick[MOST_TICKS];
	int ticks;
};

/* A linear scale from `lo` to at least `hi` with ticks at 1, 2 or 5 times a power of ten; integers: no tick between counts. */
struct scale scale_linear(double lo, double hi, double from, double to, int wanted, bool integers);

/* A logarithmic scale of ratios around 1: ticks at 1, 2, 5, 10 ... and at their reciprocals. */
struct scale scale_ratio(double lo, double hi, double from, double to);

/* A linear scale from -most to most, rounded outward. */
struct scale scale_mirrored(double most, double from, double to, int wanted);

double scale_at(const struct scale *scale, double value);

#endif
