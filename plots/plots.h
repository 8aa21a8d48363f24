/* The drawing module as the program sees it: one data symbol, a table of functions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_H
#define CAUSA_PLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <causa/frame.h>
#include <causa/status.h>

enum { CAUSA_PLOTS_ABI = 2 };

enum causa_figure_format { CAUSA_FIGURE_PNG, CAUSA_FIGURE_SVG, CAUSA_FIGURE_PDF };

/* Frames that charts are drawn from; charts.def says which of them each chart uses. */
enum causa_needs {
	CAUSA_NEEDS_COUNTS = 1,          /* by offence,year (trend of all offences: by year): both measures */
	CAUSA_NEEDS_RATIO = 2,           /* by offence */
	CAUSA_NEEDS_RATIO_BY_YEAR = 4,   /* by offence,year; counts instead when the measure is not the ratio */
	CAUSA_NEEDS_POOLED = 8,          /* ratio of all: the reference line */
	CAUSA_NEEDS_CHANGE = 16,         /* one pair of years, by offence */
	CAUSA_NEEDS_TREND = 32,          /* fitted trends; only with --fit */
	CAUSA_NEEDS_SEGMENTS = 64,
	CAUSA_NEEDS_DECOMPOSE = 128,     /* one pair of years */
	CAUSA_NEEDS_FUNNEL = 256,
	CAUSA_NEEDS_AUDIT = 512
};

/* Options that not every chart takes. */
enum causa_takes { CAUSA_TAKES_HIGHLIGHT = 1, CAUSA_TAKES_FIT = 2, CAUSA_TAKES_PAGE = 4, CAUSA_TAKES_OFFENCE = 8, CAUSA_TAKES_FINDING = 16 };

enum causa_chart {
#define X(name, needs, measures, orders, scales, takes, summary) CAUSA_CHART_##name,
#include "charts.def"
#undef X
	CAUSA_CHARTS
};

/* What a figure is drawn from: see enum causa_needs. A chart uses those that charts.def names; the others may be NULL. */
struct causa_figure_data {
	const struct causa_frame *counts, *ratio, *ratio_by_year, *pooled, *change, *trend, *segments, *decompose, *funnel, *audit;
};

enum causa_theme { CAUSA_THEME_LIGHT, CAUSA_THEME_DARK, CAUSA_THEME_PRINT };
enum causa_order { CAUSA_ORDER_CHART, CAUSA_ORDER_VALUE, CAUSA_ORDER_SIZE, CAUSA_ORDER_NAME, CAUSA_ORDER_TABLE };
enum causa_scale_y { CAUSA_SCALE_CHART, CAUSA_SCALE_FREE, CAUSA_SCALE_SHARED, CAUSA_SCALE_LOG };

struct causa_figure_options {
	const char *lang;        /* "en", "es" */
	const char *title, *subtitle, *note, *source; /* NULL: generated; "" none */
	int width, height;       /* px; 0: 900 wide, height by content */
	double scale;            /* PNG pixels per px; 2 */
	enum causa_theme theme;
	enum causa_order order;  /* CHART: the chart's own */
	enum causa_scale_y scale_y;
	const char *measure;     /* a word of charts.def; NULL: the chart's own */
	const char *const *highlight; /* patterns of offences that stand out */
	uint32_t highlights;
	int32_t from, to;        /* pair of years of slope */
	bool fit;                /* draw the fitted trend */
	int page;                /* of a figure that takes several, from 1; 0: the first */
	bool bare;               /* no title, subtitle, note, source: they are text of the page around it */
	bool css;                /* SVG colours as custom properties, for a page with light and dark mode */
	const char *id;          /* prefix of element ids in SVG, so that several stand in one page; NULL: "causa" */
	const char *command;     /* canonical command line, for metadata */
	const char *software;    /* "causa 0.1.0" */
	const char *created;     /* ISO date for the PDF, from the data package or SOURCE_DATE_EPOCH; NULL: none */
	const char *font_folder; /* where Open Sans is; NULL: where Debian puts it */
};

typedef int (*causa_figure_put)(void *self, const void *bytes, size_t size); /* 0: done; else stop */

struct causa_plotted; /* the numbers that were drawn */

struct causa_figure_info {
	int width, height;       /* px as drawn */
	char title[512];         /* words as drawn, also when bare: for the page's headings and captions */
	char subtitle[1024];
	char note[2048];
	char source[1024];
	char *description;       /* the text alternative, carrying the numbers */
	struct causa_plotted *plotted;
};

struct causa_plots_api {
	uint32_t abi;
	const char *(*versions)(void); /* "PLplot 5.15.0, cairo 1.16.0, Pango 1.50.12" */
	/* put NULL: lays the figure out, for its words and numbers, and draws nothing. */
	enum causa_status (*draw)(enum causa_chart chart, const struct causa_figure_data *data,
	                          const struct causa_figure_options *options, enum causa_figure_format format,
	                          causa_figure_put put, void *self, struct causa_figure_info *info, struct causa_error *err);
	/* The numbers as a frame (label, measure, x, value, lower, upper, note); it borrows from the info. */
	const struct causa_frame *(*numbers)(const struct causa_figure_info *info);
	void (*release)(struct causa_figure_info *info);
};

extern const struct causa_plots_api causa_plots_api;

#endif
