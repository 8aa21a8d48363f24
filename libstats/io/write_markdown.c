/* A frame as a table in GitHub flavoured Markdown.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/markup.h"
#include "io/write.h"
#include "text/display.h"

static void put_caption(struct bytes *to, const struct display *d, const struct causa_document_options *o)
{
	const char *title = o->title != NULL ? o->title : d->title.data;
	if (title == NULL || title[0] == '\0')
		return;
	bytes_text(to, "**");
	if (o->label != NULL) {
		markup_markdown(to, o->label);
		bytes_char(to, ' ');
	}
	markup_markdown(to, title);
	bytes_text(to, "**");
	if (d->subtitle.size > 0) {
		bytes_text(to, "  \n");
		markup_markdown_block(to, d->subtitle.data);
	}
	bytes_text(to, "\n\n");
}

static void put_heads(struct bytes *to, const struct display *d)
{
	for (uint32_t c = 0; c < d->columns; c++) {
		char head[DISPLAY_HEAD];
		display_head(&d->column[c], head);
		bytes_text(to, "| ");
		markup_cell(to, head, markup_markdown);
		bytes_char(to, ' ');
	}
	bytes_text(to, "|\n");
	for (uint32_t c = 0; c < d->columns; c++)
		bytes_text(to, d->column[c].align == DISPLAY_RIGHT ? "|---:" : "|:---");
	bytes_text(to, "|\n");
}

static void put_row(struct bytes *to, const struct display *d, uint64_t row, bool strong)
{
	for (uint32_t c = 0; c < d->columns; c++) {
		const char *cell = d->column[c].cell[row];
		const char *mark = strong && cell[strspn(cell, " ")] != '\0' ? "**" : "";
		bytes_format(to, "| %s", mark);
		markup_cell(to, cell, markup_markdown);
		bytes_format(to, "%s ", mark);
	}
	bytes_text(to, "|\n");
}

static void put_notes(struct bytes *to, const struct display *d)
{
	for (char *at = d->notes.data; at != NULL && *at != '\0';) {
		size_t n = strcspn(at, "\n");
		char end = at[n];
		at[n] = '\0'; /* the display is ours */
		bytes_text(to, at == d->notes.data ? "\n" : "");
		markup_cell(to, at, markup_markdown_block);
		bytes_text(to, "  \n");
		at += n + (end == '\n');
	}
}

void document_markdown(struct writer *w, const struct causa_document_options *o)
{
	struct display d;
	w->status = o->cross != NULL ? display_cross(w->frame, o->cross, o->lang, &d) : display_build(w->frame, o->lang, true, &d);
	if (w->status != CAUSA_OK)
		return;
	display_leave_out(&d, o->without);
	put_caption(&w->text, &d, o);
	put_heads(&w->text, &d);
	uint64_t rows = o->most > 0 && o->most < d.rows ? o->most : d.rows;
	for (uint64_t row = 0; row < rows && writer_flush(w, false); row++)
		put_row(&w->text, &d, row, o->cross == NULL && display_is_strong(w->frame, row));
	if (rows < d.rows) {
		char words[DISPLAY_NOTE];
		display_cut(rows, d.rows, o->lang, words);
		bytes_text(&w->text, "\n");
		markup_markdown_block(&w->text, words);
		bytes_text(&w->text, "\n");
	}
	put_notes(&w->text, &d);
	display_free(&d);
}

void write_markdown(struct writer *w)
{
	if (strcmp(w->frame->command, "findings") == 0)
		findings_markdown(w);
	else
		document_markdown(w, &(struct causa_document_options){.lang = w->options->lang});
}
