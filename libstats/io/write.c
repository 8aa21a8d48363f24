/* Writing a frame: formats by name, text handed on in blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/write.h"

#include <string.h>

static const struct {
	const char *name;
	void (*write)(struct writer *w);
} formats[CAUSA_FORMATS] = {
	{"table", write_table}, {"csv", write_csv},       {"tsv", write_tsv},
	{"json", write_json},   {"md", write_markdown}, {"latex", write_latex},
};

const char *causa_format_name(enum causa_format format)
{
	return formats[format].name;
}

enum causa_format causa_format_named(const char *name)
{
	for (int f = 0; f < CAUSA_FORMATS; f++) {
		if (strcmp(formats[f].name, name) == 0)
			return (enum causa_format)f;
	}
	return CAUSA_FORMATS;
}

bool writer_flush(struct writer *w, bool all)
{
	if (w->status == CAUSA_OK && w->text.failed)
		w->status = CAUSA_ENOMEM;
	if (w->status != CAUSA_OK)
		return false;
	if (w->text.size > (all ? 0 : (size_t)WRITE_FLUSH)) {
		if (w->put(w->self, w->text.data, w->text.size) != 0)
			w->status = CAUSA_EIO;
		w->text.size = 0;
	}
	return w->status == CAUSA_OK;
}

enum causa_status causa_write(const struct causa_frame *frame, enum causa_format format,
                              const struct causa_write_options *options, causa_put put, void *self)
{
	struct writer w = {frame, options, put, self, {NULL, 0, 0, false}, CAUSA_OK};
	formats[format].write(&w);
	writer_flush(&w, true);
	bytes_free(&w.text);
	return w.status;
}

enum causa_status causa_write_document(const struct causa_frame *frame, enum causa_format format,
                                       const struct causa_document_options *options, causa_put put, void *self)
{
	const struct causa_write_options write = {.lang = options->lang};
	struct writer w = {frame, &write, put, self, {NULL, 0, 0, false}, CAUSA_OK};
	if (format != CAUSA_MARKDOWN && format != CAUSA_LATEX)
		return CAUSA_EDOMAIN;
	(format == CAUSA_LATEX ? document_latex : document_markdown)(&w, options);
	writer_flush(&w, true);
	bytes_free(&w.text);
	return w.status;
}

void write_note_codes(struct bytes *to, uint64_t notes)
{
	bool any = false;
	for (int n = 0; n < CAUSA_NOTES; n++) {
		if (!(notes & CAUSA_NOTE(n)))
			continue;
		if (any)
			bytes_char(to, ' ');
		bytes_text(to, causa_note_code((enum causa_note)n));
		any = true;
	}
}
