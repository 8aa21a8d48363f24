/* The drawing module as the program sees it: one data symbol, a table of functions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_H
#define CAUSA_PLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <causa/frame.h>
#include <causa/status.h>

enum { CAUSA_PLOTS_ABI = 1 };

enum causa_figure_format { CAUSA_FIGURE_PNG, CAUSA_FIGURE_SVG, CAUSA_FIGURE_PDF };

enum causa_chart {
#define X(name, frames, summary) CAUSA_CHART_##name,
#include "charts.def"
#undef X
	CAUSA_CHARTS
};

/* What a figure is drawn from. A chart uses those that charts.def names; the others may be NULL. */
struct causa_figure_data {
	const struct causa_frame *counts;  /* by offence,year: both measures */
	const struct causa_frame *ratio;   /* by offence, or offence,year for the heatmap */
	const struct causa_frame *pooled;  /* ratio by all: the reference line */
	const struct causa_frame *change;  /* one pair of years, by offence */
	const struct causa_frame *trend;   /* fitted trend on request; may be NULL */
};

struct causa_figure_options {
	const char *lang;        /* "en", "es" */
	const char *title, *subtitle, *note, *source; /* NULL: generated; "" none */
	int width, height;       /* px; 0: 900 wide, height by content */
	double scale;            /* PNG pixels per px; 2 */
	const char *measure;     /* "reported" "prosecuted" "ratio" "both"; NULL: by chart */
	bool bare;               /* no title, subtitle, note, source: they are text of the page around it */
	bool css;                /* SVG colours as classes (class="fb"...), for a page with light and dark mode */
	const char *id;          /* prefix of element ids in SVG, so that several stand in one page; NULL: "causa" */
	const char *command;     /* canonical command line, for metadata */
	const char *software;    /* "causa 0.1.0" */
	const char *created;     /* ISO date for the PDF, from the data package or SOURCE_DATE_EPOCH; NULL: none */
	const char *font_folder; /* where Open Sans is; NULL: where Debian puts it */
};

typedef int (*causa_figure_put)(void *self, const void *bytes, size_t size); /* 0: done; else stop */

struct causa_figure_info {
	int width, height;       /* px as drawn */
	char title[512];         /* words as drawn, also when bare: for the page's headings and captions */
	char subtitle[1024];
	char note[2048];
	char source[1024];
	char *description;       /* the text alternative, carrying the numbers; malloc'd, caller frees */
};

struct causa_plots_api {
	uint32_t abi;
	const char *(*versions)(void); /* "PLplot 5.15.0, cairo 1.16.0, Pango 1.50.12" */
	enum causa_status (*draw)(enum causa_chart chart, const struct causa_figure_data *data,
	                          const struct causa_figure_options *options, enum causa_figure_format format,
	                          causa_figure_put put, void *self, struct causa_figure_info *info, struct causa_error *err);
};

extern const struct causa_plots_api causa_plots_api;

#endif
