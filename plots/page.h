/* A page: what stands around the plot, measured, and the room it leaves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_PAGE_H
#define CAUSA_PLOTS_PAGE_H

#include "marks.h"
#include "plotted.h"

struct page {
	const struct causa_figure_data *data;
	const struct causa_figure_options *options;
	struct causa_figure_info *info;
	struct marks *marks;
	struct causa_error *err;
	struct sizes size;
	bool narrow;
	const char *measure;      /* a word of charts.def */
	int unlabelled;           /* said in the note: labels that found no room in the pass before */
	int dropped;              /* of this pass */
	bool labels_segments;     /* they are of segments, not of offences */
	double width, height;
	struct box plot;          /* what header and footer leave; set by page_open */
};

/* Words of the figure: generated ones are replaced by those of the options, "" leaves one out. */
void page_words(struct page *page, const char *title, const char *subtitle, const char *note, const char *source);

/* Lays out header and footer around a plot of the given height and sets page->plot. Errors: CAUSA_EUSAGE with a sentence when
 * the page asked for is narrower than that, or leaves the plot less than a share of its height. */
enum causa_status page_open(struct page *page, double plot_height, double least_share, double least_width);

/* Is this offence one of those asked for by --highlight? */
bool page_highlights(const struct page *page, const char *label);

/* Remembers a number that is drawn, for --data. */
void page_number(const struct page *page, const struct plotted_row *row);

/* The source line of a dataset in the figure's language. */
void page_source(const struct page *page, const struct causa_frame *frame, char *out, size_t size);

/* Shortens a text to a width, with an ellipsis; the description of the figure carries it in full. */
enum { FITTED = 256 };
void page_fit(const struct page *page, const char *text, double width, double size, enum weight weight, char out[FITTED]);

/* Draws text in lines no wider than `width`; returns the height used. With marks NULL it only measures. */
double page_wrap(const struct page *page, struct marks *to, const char *text, double x, double y, double width,
                 double size, double line, enum weight weight, enum ink ink);

/* The same in at most so many lines; the last one is shortened. page_wrap_beside sets them against x from the left or right. */
double page_wrap_beside(const struct page *page, struct marks *to, const char *text, double x, double y, double width,
                        double size, double line, enum weight weight, enum ink ink, enum anchor anchor, int most);
double page_wrap_in(const struct page *page, struct marks *to, const char *text, double x, double y, double width,
                    double size, double line, enum weight weight, enum ink ink, int most);

#endif
