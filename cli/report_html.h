/* What the HTML of a report is written with. Internal to it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_REPORT_HTML_H
#define CAUSA_CLI_REPORT_HTML_H

#include "document.h"

/* Markup of our own, and words, which may come from anywhere and are escaped. */
void html_raw(struct page *p, const char *html);
void html_text(struct page *p, const char *words);
void html_paragraph(struct page *p, const char *class, const char *words);

/* "Download: CSV JSON" of FOLDER/NAME.csv and .json; endings: "csv json". of: what is downloaded, for those who hear the page. */
void html_downloads(struct bytes *to, const char *folder, const char *name, const char *endings, const char *of);

/* The head of a numbered table that is written row by row: caption and what it counts, in a box that scrolls. The writer closes it:
 * "</tbody></table></div>", notes, files, "</div>". */
void html_table_open(struct page *p, const char *id, const char *class, const char *label, const char *title, const char *unit);

/* Of struct document_format, in files of their own. */
void html_begin(struct page *p, const char *title);
void html_section(struct page *p, int number, bool begins);
void html_summary(struct page *p, const char *label);
void html_figure(struct page *p, enum causa_chart chart, const char *id, const char *label);
void html_end(struct page *p);

#endif
