/* A chart of rows: names at the left, one row an offence, columns of figures at the right. Shared by ratio and change.
 * On a narrow page the name stands above its row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_ROWS_H
#define CAUSA_PLOTS_ROWS_H

#include <causa/number.h>

#include "page.h"
#include "scale.h"

enum { MOST_ROW_COLUMNS = 3 };

/* Ranked by value; then too few to rank, nothing to draw, offence unknown: each in the order of the table. */
enum row_group { ROWS_RANKED, ROWS_FEW, ROWS_NOTHING, ROWS_UNKNOWN };

/* What rows are sorted by: the first member of what a chart knows of a row. */
struct row_key {
	double value, size;                 /* what is shown; how many cases it is of */
	const char *name;
	enum row_group group;
	uint64_t at;                        /* row of the frame */
	enum causa_order by;                /* CHART: by value */
};
int rows_by_rank(const void *a, const void *b);

struct row {
	const char *name;
	enum row_group group;
	bool bold, grey, italic, strong;    /* strong: the name alone in bold */
	bool blank;                         /* hatched: there is no number */
	enum ink ink;                       /* of the figures */
	char text[MOST_ROW_COLUMNS][96];    /* figures at the right */
	const char *instead;                /* words in place of a mark; NULL: there is a mark */
};

struct rows {
	const struct page *page;
	struct row *row;
	int n, columns;
	bool mixed;                         /* rows of several groups stand together: no gaps between groups */
	const char *head[MOST_ROW_COLUMNS];
	/* set by rows_height and rows_lay_out */
	int lines;                          /* of the longest name: 1 or 2 */
	double column_width[MOST_ROW_COLUMNS], pitch, group_gap, top;
	struct box box;                     /* of the marks */
};

bool rows_any(const struct rows *rows, enum row_group group);

/* Height that the rows want. */
double rows_height(struct rows *rows);
/* The share of it below which rows would touch. */
double rows_least_share(struct rows *rows);
/* The narrowest page on which marks still have room beside the figures. */
double rows_least_width(struct rows *rows);
void rows_lay_out(struct rows *rows);
/* Where a mark may stand in row i, clear of a name above it. */
void rows_band(const struct rows *rows, int i, double *top, double *bottom);
/* Middle of the mark of row i. */
double rows_y(const struct rows *rows, int i);
void rows_draw(const struct rows *rows);

/* An upright line across the rows; on a narrow page it leaves out the names. */
void rows_upright(const struct rows *rows, double x, enum ink ink, double width, enum dash dash);

/* Label of a tick; last: the last one. */
typedef void (*tick_words)(const struct page *page, double tick, bool last, char out[CAUSA_NUMBER_SIZE]);

/* Grid lines across the rows with labels below, as many as have room; the line at `base` is drawn in its ink. */
void rows_axis(const struct rows *rows, const struct scale *x, double base, enum ink base_ink, tick_words words);

#endif
