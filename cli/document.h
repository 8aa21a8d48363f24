/* A report as a document: what it says, in order, and how Markdown and LaTeX set it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_DOCUMENT_H
#define CAUSA_CLI_DOCUMENT_H

#include "report.h"

/* An entry of a list: a term, its words, a name or command in a typewriter face, the number of a reference. All may be left out. */
struct document_item {
	const char *name, *words, *code;
	int reference;
};

/* NUMBERED: references, counted from 1. */
enum document_list { DOCUMENT_BULLETS, DOCUMENT_NUMBERED };

struct document {
	const struct report *r;
	const struct document_format *format;
	struct bytes to;
	const char *lang;
	struct causa_folder *folder;
	struct causa_manifest *manifest;
	struct causa_error *err;
	enum causa_status status;
	int tables, figures; /* written so far */
	enum document_list list;
	int items;
};

/* A table: file names tables/FILE.csv. cross: as in struct causa_document_options. title NULL: generated. */
struct document_table {
	const struct causa_frame *frame;
	const char *file, *title, *cross;
};

/* Words may come from anywhere: whatever is handed over is escaped. */
struct document_format {
	const char *name;     /* of the file: "report.md" */
	int width;            /* of figures, in px */
	bool pdf;             /* figures stand in it as PDF */
	void (*begin)(struct document *d, const char *title, const char *lead);
	void (*section)(struct document *d, const char *title);
	void (*heading)(struct document *d, const char *title);
	void (*paragraph)(struct document *d, const char *words);
	void (*list)(struct document *d, bool begins);
	void (*item)(struct document *d, const struct document_item *item);
	void (*summary)(struct document *d);
	void (*table)(struct document *d, const struct document_table *table);
	void (*figure)(struct document *d, enum causa_chart chart, const struct causa_figure_info *info);
	void (*end)(struct document *d);
};
extern const struct document_format document_markdown, document_latex;
/* "md", "latex"; NULL: neither. */
const struct document_format *document_named(const char *name);

/* Writes the document, and files of its own, into the folder. */
enum causa_status document_write(const struct report *report, const struct document_format *format, struct causa_folder *folder,
                                 struct causa_manifest *manifest, struct causa_error *err);

/* Adds a file to the folder; a failure is kept in the document. */
void document_add(struct document *d, const char *name, const struct bytes *bytes);

#endif
