/* A plot over the years: axes, and one series as band, line and marks. Shared by trend and panels.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_TIMELINE_H
#define CAUSA_PLOTS_TIMELINE_H

#include "page.h"
#include "scale.h"
#include "series.h"

struct timeline {
	const struct page *page;
	const struct series_set *set;
	struct box box;          /* of the data: baseline at box.y1 */
	struct scale y;
	double text;             /* size of the labels of the axes */
	double dot, line;        /* radius, width */
};

/* How a series is drawn. */
struct stroke {
	enum ink ink, tint;
	bool band;
	int lane;                /* blanks of several series stand side by side: 0, 1... */
};

/* Which marks a figure holds, for its note. */
struct present {
	bool zero, partial, bound, blank;
};
void timeline_survey(const struct series *series, int years, struct present *present);

double timeline_x(const struct timeline *line, int t);
double timeline_y(const struct timeline *line, double value);

/* Grid lines, and their values left of the box when `numbers`. */
void timeline_grid(const struct timeline *line, bool numbers);
double timeline_numbers_width(const struct page *page, const struct scale *y, double text);
/* Years below the box; those that do not fit are left out evenly, the first and last stay. */
void timeline_years(const struct timeline *line);

void timeline_band(const struct timeline *line, const struct series *series, const struct stroke *stroke);
void timeline_series(const struct timeline *line, const struct series *series, const struct stroke *stroke);

/* The last whole year that was counted in full; else the last with any count. */
int timeline_last_solid(const struct series *series, int years);

/* Largest value that the axis must hold: counts, and upper limits where bands are drawn. */
double timeline_most(const struct series *series, int years, bool bands);

/* The sentences that explain these marks. */
void timeline_note(const struct present *present, char *note, size_t size);

#endif
