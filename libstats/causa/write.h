/* Writing a frame: for machines (CSV, TSV, JSON) and for people (terminal table, Markdown, LaTeX).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_WRITE_H
#define CAUSA_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <causa/frame.h>
#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

enum causa_format { CAUSA_TABLE, CAUSA_CSV, CAUSA_TSV, CAUSA_JSON, CAUSA_MARKDOWN, CAUSA_LATEX, CAUSA_FORMATS };

/** Takes bytes, on the thread that called for them; returns 0, or anything else to stop. */
typedef int (*causa_put)(void *self, const void *bytes, size_t size);

/** A resolved option, as recorded in JSON and provenance. */
struct causa_setting {
	const char *name, *value;
};

struct causa_write_options {
	const char *lang;        /* "en", "es": words and decimal marks for people; never in CSV, TSV, JSON */
	int width;               /* columns of the terminal; 0: 80 */
	bool color;              /* bold title */
	const struct causa_setting *setting;
	uint32_t settings;
	unsigned jobs;           /* threads that lay out CSV and TSV; 0: all cores; never changes a byte */
};

/** Writes a frame.
 *
 *  CSV, TSV: a header line, then a line a row; shortest decimals, an empty field where there is no value, codes of notes
 *  separated by spaces. A label that a spreadsheet would take for a formula is preceded by an apostrophe.
 *  JSON: {"command", "input", "options", "columns", "rows"}; null where there is no value.
 *  TABLE fits `width`: columns that do not fit are left out by rank and named in the last line.
 *
 *  Returns  CAUSA_OK; CAUSA_EIO when put stops; CAUSA_ENOMEM. */
enum causa_status causa_write(const struct causa_frame *frame, enum causa_format format,
                              const struct causa_write_options *options, causa_put put, void *self);

/** How a table stands in a page. */
struct causa_html_options {
	const char *lang;
	const char *id;     /* of the element; prefix of the ids of its notes */
	const char *label;  /* "Table 3." */
	const char *title;  /* NULL: generated from the frame */
	const char *cross;  /* a frame of counts as offence by year: "reported" or "prosecuted"; NULL: rows as they are */
	const char *after;  /* HTML that follows the notes, e.g. links to files; may be NULL */
	uint64_t most;      /* rows that are written; 0: all */
	const char *without; /* a column that the caption speaks for, "offence"; may be NULL */
};

/** Writes a frame as an HTML table with caption and lettered notes. Labels are escaped. Bold rows: adjusted p below 1 - level.
 *  Returns CAUSA_OK; CAUSA_EIO when put stops; CAUSA_ENOMEM. */
enum causa_status causa_write_html(const struct causa_frame *frame, const struct causa_html_options *options, causa_put put,
                                   void *self);

/** How a table stands in a document of Markdown or LaTeX. All but lang may be NULL. */
struct causa_document_options {
	const char *lang;
	const char *id;     /* LaTeX: \label{tab:id} */
	const char *label;  /* Markdown: "Table 3."; LaTeX numbers its tables itself */
	const char *title;  /* NULL: generated from the frame */
	const char *cross;  /* as in struct causa_html_options */
	uint64_t most;      /* rows that are written; 0: all */
	const char *without; /* a column that the caption speaks for */
};

/** Writes a frame as a table with caption, bold rows and lettered notes: CAUSA_MARKDOWN for GitHub flavoured Markdown; CAUSA_LATEX for a
 *  table, or a longtable when it is more than a page, that fits a line of 160 mm and needs the packages array, booktabs and longtable.
 *  Returns CAUSA_OK; CAUSA_EDOMAIN for any other format; CAUSA_EIO when put stops; CAUSA_ENOMEM. */
enum causa_status causa_write_document(const struct causa_frame *frame, enum causa_format format,
                                       const struct causa_document_options *options, causa_put put, void *self);

/** "table", "csv", ...; and back: CAUSA_FORMATS when there is none of that name. */
const char *causa_format_name(enum causa_format format);
enum causa_format causa_format_named(const char *name);

#ifdef __cplusplus
}
#endif
#endif
