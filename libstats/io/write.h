/* The writers behind causa_write(). Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_WRITE_H
#define CAUSA_IO_WRITE_H

#include <causa/write.h>

#include "base/bytes.h"

enum { WRITE_FLUSH = 1 << 16 };

/* Where a writer collects its text; handed on in blocks, so that a large table is not held in memory. */
struct writer {
	const struct causa_frame *frame;
	const struct causa_write_options *options;
	causa_put put;
	void *self;
	struct bytes text;
	enum causa_status status;
};

/* Hands on what has been collected when it is large, or `all` of it. False when writing must stop. */
bool writer_flush(struct writer *w, bool all);

void write_csv(struct writer *w);
void write_tsv(struct writer *w);
void write_json(struct writer *w);
void write_table(struct writer *w);
void write_markdown(struct writer *w);
void write_latex(struct writer *w);

/* The last two as part of a document. */
void document_markdown(struct writer *w, const struct causa_document_options *options);
void document_latex(struct writer *w, const struct causa_document_options *options);

/* Findings as sentences (write_findings.c), and the words of a grade. */
void findings_markdown(struct writer *w);
void findings_latex(struct writer *w);
const char *findings_grade_words(const char *grade);

/* A JSON string with its quotes. */
void write_json_string(struct bytes *to, const char *text);
/* A cell as JSON: number, string or null. */
void write_json_cell(struct bytes *to, const struct causa_frame *frame, uint32_t column, uint64_t row);
/* Codes of a row's notes, separated by spaces. */
void write_note_codes(struct bytes *to, uint64_t notes);

#endif
