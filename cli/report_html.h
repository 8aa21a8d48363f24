/* What every part of a report's page is written with. Internal to the page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_REPORT_HTML_H
#define CAUSA_CLI_REPORT_HTML_H

#include "report.h"

/* A numbered table or figure: "t-ratio", Table 4. */
struct page_item {
	char id[64];
	int number;
};
enum { PAGE_ITEMS = 64 };

struct page {
	const struct report *r;
	struct bytes *to;
	const char *lang;
	int tables, figures;   /* written so far: they are numbered as they come */
	struct page_item item[PAGE_ITEMS];
	int items;
};

/* Markup of our own, and words, which may come from anywhere and are escaped. */
void page_raw(struct page *p, const char *html);
void page_text(struct page *p, const char *words);
void page_paragraph(struct page *p, const char *class, const char *words);
void page_heading(struct page *p, const char *words);
void page_definition(struct page *p, const char *term, const char *words);
void page_row(struct page *p, const char *name, const char *words);
const char *page_words(const struct page *p, const struct causa_words *words);

/* "Download: CSV JSON" of FOLDER/NAME.csv and .json; endings: "csv json". of: what is downloaded, for those who hear the page. */
void page_downloads(struct bytes *to, const char *folder, const char *name, const char *endings, const char *of);

/* How a frame stands in the page; all may be NULL but the first two. */
struct page_frame {
	const char *id;       /* t-ID */
	const char *file;     /* tables/FILE.csv and .json */
	const char *title;    /* else that of the frame */
	const char *cross;    /* a measure, for counts as offence by year */
	const char *without;  /* a column that the title speaks for */
};

/* A table with its caption and its files. NULL frames and those without rows are passed over. At most PAGE_ROWS rows: the rest is in the
 * files. */
enum { PAGE_ROWS = 60 };
void page_table(struct page *p, const struct causa_frame *frame, const struct page_frame *how);

/* Gives an element its number and notes where it stands. */
int page_number(struct page *p, int *count, const char *id);
/* A link to an element that has been written: "Table 4". false: there is none of this id, and nothing is written. */
bool page_see(struct page *p, const char *id);

/* The head of a numbered table that is written row by row: caption and what it counts, in a box that scrolls. The writer closes it:
 * "</tbody></table></div>", notes, files, "</div>". */
void page_table_open(struct page *p, const char *id, const char *class, const char *label, const char *title, const char *unit);

/* Row of a year and measure in a frame of counts or ratios (measure NULL); -1: none. */
int64_t page_row_of(const struct causa_frame *frame, const char *measure, int32_t year);

/* Sections that are files of their own. */
void page_glance(struct page *p);
void page_findings(struct page *p);
void page_assumptions(struct page *p);
void page_methods(struct page *p);
void page_provenance(struct page *p);
void page_citation(struct page *p);

#endif
