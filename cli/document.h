/* A report apart from how it is set: its parts say what stands where, a format writes it as HTML, Markdown or LaTeX.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_DOCUMENT_H
#define CAUSA_CLI_DOCUMENT_H

#include "report.h"

/* A numbered table or figure: "t-ratio", Table 4. */
struct page_item {
	char id[64];
	int number;
};
enum { PAGE_ITEMS = 64 };

/* RECORDS: of the provenance. */
enum page_list { LIST_POINTS, LIST_TERMS, LIST_METHODS, LIST_GRADES, LIST_REFERENCES, LIST_RECORDS, LIST_FINDINGS };

struct page {
	const struct report *r;
	const struct document_format *format;
	struct bytes *to;
	const char *lang;
	int tables, figures;   /* written so far: they are numbered as they come */
	struct page_item item[PAGE_ITEMS];
	int items;
	enum page_list list;   /* that is being written, and how many entries of it have been */
	int entries;
	struct causa_folder *folder; /* for files of its own, beside the document; a failure stays in status */
	struct causa_manifest *manifest;
	struct causa_error *err;
	enum causa_status status;
};

/* An entry of a list. All but words or code may be left out. */
struct page_entry {
	const char *name, *words;
	const char *code;      /* a method, a command, a digest: in a typewriter face */
	int reference;         /* number of an entry of LIST_REFERENCES; 0: none */
	int step;              /* of a grade, from 1; 0: none */
	const char *file;      /* that the name stands for */
};

/* Where a finding is seen: a table or figure of the document, else tables/FILE.csv. NULL: nowhere. */
struct page_see {
	const char *id, *file;
};

enum { PAGE_SEES = 4 };
struct page_finding {
	int step;              /* of its grade, from 1 */
	const char *tag, *sentence;
	const char *detail;    /* may be empty */
	const char *reasons;   /* why it is not stronger; NULL: none */
	struct page_see see[PAGE_SEES];
};

/* How a frame stands in the page; all may be NULL but the first two. */
struct page_frame {
	const char *id;        /* t-ID */
	const char *file;      /* tables/FILE.csv and .json */
	const char *title;     /* else that of the frame */
	const char *cross;     /* a measure, for counts as offence by year */
	const char *without;   /* a column that the title speaks for */
};

/* id: with its prefix; label: "Table 4." */
struct page_table {
	const struct causa_frame *frame;
	const struct page_frame *how;
	const char *id, *label;
};

/* A small table that is written row by row. share: of the line, where columns must be told how wide they are. */
enum { GRID_COLUMNS = 4 };
struct page_grid {
	const char *id, *label, *file, *title, *unit;
	const char *head[GRID_COLUMNS];
	bool number[GRID_COLUMNS];
	double share[GRID_COLUMNS];
};

/* A section. last: written after the others, since it names their tables and figures by number. */
struct page_section {
	const char *id, *title;
	void (*write)(struct page *p);
	bool last;
};
extern const struct page_section page_sections[];
extern const int page_sections_number;

/* Words may come from anywhere: whatever is handed over is escaped. */
struct document_format {
	const char *file;      /* "report.md"; NULL: told by report_page_name */
	int width;             /* of bare figures, in px; 0: figures carry their words, and stand in the page by themselves */
	bool pdf;              /* figures stand in it as PDF */
	void (*begin)(struct page *p, const char *title);
	void (*section)(struct page *p, int number, bool begins);
	void (*heading)(struct page *p, const char *words);
	void (*paragraph)(struct page *p, const char *class, const char *words);
	void (*list)(struct page *p, bool begins);
	void (*entry)(struct page *p, const struct page_entry *entry);
	void (*finding)(struct page *p, const struct page_finding *finding);
	void (*summary)(struct page *p, const char *label);
	void (*table)(struct page *p, const struct page_table *table);
	void (*grid)(struct page *p, const struct page_grid *grid, bool begins);
	void (*row)(struct page *p, const struct page_grid *grid, const char *const *cell);
	void (*figure)(struct page *p, enum causa_chart chart, const char *id, const char *label);
	void (*downloads)(struct page *p, const char *folder, const char *name, const char *endings, const char *of);
	void (*verbatim)(struct page *p, const char *name, const char *text);
	void (*end)(struct page *p);
};
extern const struct document_format document_html, document_markdown, document_latex;

/* "html", "md", "latex"; NULL: none of that name. */
const struct document_format *document_named(const char *name);

/* ---- what parts are written with ---- */

void page_paragraph(struct page *p, const char *class, const char *words);
void page_heading(struct page *p, const char *words);
const char *page_words(const struct page *p, const struct causa_words *words);

void page_list(struct page *p, enum page_list list);
void page_entry(struct page *p, const struct page_entry *entry);
void page_term(struct page *p, const char *name, const char *words);
void page_end_list(struct page *p);

/* A table with its caption and its files. NULL frames and those without rows are passed over. At most PAGE_ROWS rows: the rest is in the
 * files. */
enum { PAGE_ROWS = 60 };
void page_table(struct page *p, const struct causa_frame *frame, const struct page_frame *how);

/* Gives an element its number and notes where it stands. */
int page_number(struct page *p, int *count, const char *id);
/* The number of an element that has been written; 0: there is none of this id. */
int page_item_number(const struct page *p, const char *id);

/* Of a place where a finding is seen: "Table 4" in out, or a file; neither: it is nowhere, and out is empty. Returns whether in out. */
bool page_see_words(const struct page *p, const struct page_see *see, char *out, size_t size);
/* Said before the reasons. */
const char *page_why(void);

/* Adds a file beside the document. */
void page_add(struct page *p, const char *name, const struct bytes *bytes);

/* Row of a year and measure in a frame of counts or ratios (measure NULL); -1: none. */
int64_t page_row_of(const struct causa_frame *frame, const char *measure, int32_t year);

/* Sections that are files of their own. */
void page_findings(struct page *p);
void page_assumptions(struct page *p);
void page_methods(struct page *p);
void page_provenance(struct page *p);
void page_citation(struct page *p);

#endif
