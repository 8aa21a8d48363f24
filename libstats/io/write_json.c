/* JSON: what was asked, of what, and the rows. Written by us, since a library would print 0.1 as 0.10000000000000001.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/number.h>

#include "base/intl.h"
#include "io/write.h"

void write_json_string(struct bytes *to, const char *text)
{
	bytes_char(to, '"');
	for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
		if (*c == '"' || *c == '\\')
			bytes_format(to, "\\%c", *c);
		else if (*c == '\n')
			bytes_text(to, "\\n");
		else if (*c < 0x20 || *c == 0x7F)
			bytes_format(to, "\\u%04x", *c);
		else
			bytes_char(to, (char)*c);
	}
	bytes_char(to, '"');
}

static void put_notes(struct bytes *to, uint64_t notes)
{
	bytes_char(to, '"');
	write_note_codes(to, notes);
	bytes_char(to, '"');
}

void write_json_cell(struct bytes *to, const struct causa_frame *frame, uint32_t c, uint64_t row)
{
	const struct causa_column *column = &frame->column[c];
	char number[CAUSA_NUMBER_SIZE];
	if (column->type == CAUSA_NOTE_SET) {
		put_notes(to, frame->notes[row]);
	} else if (!causa_column_has(column, row)) {
		bytes_text(to, "null");
	} else if (column->type == CAUSA_I64) {
		bytes_format(to, "%lld", (long long)causa_column_i64(column, row));
	} else if (column->type == CAUSA_F64) {
		bytes_add(to, number, causa_number_shortest(causa_column_f64(column, row), number));
	} else {
		write_json_string(to, causa_column_label(column, row));
	}
}

static void put_input(struct writer *w)
{
	const struct causa_about *about = w->frame->about;
	bytes_text(&w->text, "  \"input\": {\"name\": ");
	write_json_string(&w->text, about->name);
	bytes_text(&w->text, ", \"files\": [");
	for (uint32_t f = 0; f < about->files; f++) {
		bytes_text(&w->text, f > 0 ? ",\n    {\"name\": " : "\n    {\"name\": ");
		write_json_string(&w->text, about->file[f].name);
		bytes_format(&w->text, ", \"bytes\": %llu, \"sha256\": \"%s\"}", (unsigned long long)about->file[f].bytes,
		             about->file[f].sha256);
	}
	bytes_text(&w->text, "]},\n");
}

static void put_options(struct writer *w)
{
	bytes_text(&w->text, "  \"options\": {");
	for (uint32_t i = 0; i < w->options->settings; i++) {
		bytes_text(&w->text, i > 0 ? ", " : "");
		write_json_string(&w->text, w->options->setting[i].name);
		bytes_text(&w->text, ": ");
		write_json_string(&w->text, w->options->setting[i].value);
	}
	bytes_text(&w->text, "},\n");
}

static void put_columns(struct writer *w)
{
	bytes_text(&w->text, "  \"columns\": [");
	for (uint32_t c = 0; c < w->frame->columns; c++) {
		const struct causa_column *column = &w->frame->column[c];
		bytes_text(&w->text, c > 0 ? ",\n    {\"name\": " : "\n    {\"name\": ");
		write_json_string(&w->text, column->name);
		bytes_text(&w->text, ", \"unit\": ");
		write_json_string(&w->text, column->unit);
		bytes_text(&w->text, ", \"title\": ");
		write_json_string(&w->text, column->title);
		bytes_char(&w->text, '}');
	}
	bytes_text(&w->text, "],\n");
}

void write_json(struct writer *w)
{
	const struct causa_frame *frame = w->frame;
	bytes_text(&w->text, "{\n  \"command\": ");
	write_json_string(&w->text, frame->command);
	bytes_text(&w->text, ",\n");
	put_input(w);
	put_options(w);
	put_columns(w);
	bytes_text(&w->text, "  \"rows\": [");
	for (uint64_t row = 0; row < frame->rows && writer_flush(w, false); row++) {
		bytes_text(&w->text, row > 0 ? ",\n    {" : "\n    {");
		for (uint32_t c = 0; c < frame->columns; c++) {
			bytes_text(&w->text, c > 0 ? ", " : "");
			write_json_string(&w->text, frame->column[c].name);
			bytes_text(&w->text, ": ");
			write_json_cell(&w->text, frame, c, row);
		}
		bytes_char(&w->text, '}');
	}
	bytes_text(&w->text, "]\n}\n");
}
