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
	enum dash dash;
	int lane;                /* blanks of several series stand side by side: 0, 1... */
};

/* Which marks a figure holds, for its note. */
struct present {
	bool zero, partial, bound, blank;
};
void timeline_survey(const struct series *series, int years, struct present *present);

double timeline_x(const struct timeline *line, int t);
double timeline_x_of(const struct timeline *line, double year);
/* What the axis must hold: counts, and limits where bands are drawn. Zero-filled: nothing yet. */
struct extent {
	double least, most;
	bool any;
};
void timeline_extent(const struct series *series, int years, bool bands, struct extent *extent);
void timeline_extend(struct extent *extent, double value);
/* The scale that --scale-y asks for. */
struct scale timeline_scale(const struct page *page, const struct extent *extent, double from, double to, int wanted);
double timeline_y(const struct timeline *line, double value);

/* Grid lines, and their values left of the box when `numbers`. */
void timeline_grid(const struct timeline *line, bool numbers);
double timeline_numbers_width(const struct page *page, const struct scale *y, double text);
/* Years below the box; those that do not fit are left out evenly, the first and last stay. */
void timeline_years(const struct timeline *line);

void timeline_band(const struct timeline *line, const struct series *series, const struct stroke *stroke);
/* The marks of every year without the line that joins them. */
void timeline_dots(const struct timeline *line, const struct series *series, const struct stroke *stroke);
void timeline_series(const struct timeline *line, const struct series *series, const struct stroke *stroke);

/* A fitted curve: its value in the first and the last year of each piece, exponential in between. */
struct piece {
	int32_t first, last;
	double from, to;
};
void timeline_fit(const struct timeline *line, const struct piece *piece, enum ink ink);

/* Solid years, from the first to the last of a fit: part of the line, and counted. */
bool timeline_is_solid(const struct cell *cell);

/* The last whole year that was counted in full; else the last with any count. */
int timeline_last_solid(const struct series *series, int years);
/* Where that year stands: the place for the name. On the baseline when nothing was counted at all. */
struct point timeline_end(const struct timeline *line, const struct series *series);

/* The sentences that explain these marks. */
void timeline_note(const struct present *present, char *note, size_t size);

#endif
