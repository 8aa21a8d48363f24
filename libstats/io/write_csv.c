/* CSV (RFC 4180) and TSV.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <causa/number.h>

#include "io/write.h"

static void put_label(struct bytes *to, const char *text, char delimiter)
{
	/* What a spreadsheet would run as a formula is marked as text. */
	bool formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
	bool quoted = false;
	for (const char *c = text; *c != '\0' && !quoted; c++)
		quoted = *c == '"' || *c == '\n' || *c == '\r' || *c == delimiter;
	if (quoted)
		bytes_char(to, '"');
	if (formula)
		bytes_char(to, '\'');
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '"')
			bytes_char(to, '"');
		bytes_char(to, *c);
	}
	if (quoted)
		bytes_char(to, '"');
}

static void put_cell(struct writer *w, const struct causa_column *column, uint64_t row, char delimiter)
{
	char number[CAUSA_NUMBER_SIZE];
	if (column->type == CAUSA_NOTE_SET) {
		write_note_codes(&w->text, w->frame->notes[row]);
		return;
	}
	if (!causa_column_has(column, row))
		return;
	switch (column->type) {
	case CAUSA_I64:
		bytes_format(&w->text, "%lld", (long long)causa_column_i64(column, row));
		break;
	case CAUSA_F64:
		bytes_add(&w->text, number, causa_number_shortest(causa_column_f64(column, row), number));
		break;
	default:
		put_label(&w->text, causa_column_label(column, row), delimiter);
	}
}

static void write_delimited(struct writer *w, char delimiter)
{
	const struct causa_frame *frame = w->frame;
	for (uint32_t c = 0; c < frame->columns; c++) {
		if (c > 0)
			bytes_char(&w->text, delimiter);
		put_label(&w->text, frame->column[c].name, delimiter);
	}
	bytes_char(&w->text, '\n');
	for (uint64_t row = 0; row < frame->rows && writer_flush(w, false); row++) {
		for (uint32_t c = 0; c < frame->columns; c++) {
			if (c > 0)
				bytes_char(&w->text, delimiter);
			put_cell(w, &frame->column[c], row, delimiter);
		}
		bytes_char(&w->text, '\n');
	}
}

void write_csv(struct writer *w)
{
	write_delimited(w, ',');
}

void write_tsv(struct writer *w)
{
	write_delimited(w, '\t');
}
