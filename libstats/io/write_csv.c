/* CSV (RFC 4180) and TSV.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <causa/number.h>

#include "io/write.h"

static void put_label(struct bytes *to, const char *text, char delimiter)
{
	/* What a spreadsheet would run as a formula is marked as text. */
	bool formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
	const char special[] = {'"', '\n', '\r', delimiter, '\0'};
	size_t plain = strcspn(text, special);
	bool quoted = text[plain] != '\0';
	if (quoted)
		bytes_char(to, '"');
	if (formula)
		bytes_char(to, '\'');
	if (!quoted)
		bytes_add(to, text, plain);
	for (const char *c = text; quoted && *c != '\0'; c++) {
		if (*c == '"')
			bytes_char(to, '"');
		bytes_char(to, *c);
	}
	if (quoted)
		bytes_char(to, '"');
}

static void put_integer(struct bytes *to, int64_t value)
{
	char back[24], *at = back + sizeof back;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		*--at = '-';
	bytes_add(to, at, (size_t)(back + sizeof back - at));
}

/* The number that stood in a column before: levels and exposures are the same in most rows. */
struct written {
	double value;
	size_t n;                  /* 0: none yet */
	char text[CAUSA_NUMBER_SIZE];
};

static void put_real(struct bytes *to, double value, struct written *last)
{
	if (last->n == 0 || last->value != value) {
		last->n = causa_number_shortest(value, last->text);
		last->value = value;
	}
	bytes_add(to, last->text, last->n);
}

static void put_cell(struct writer *w, const struct causa_column *column, uint64_t row, char delimiter, struct written *last)
{
	if (column->type == CAUSA_NOTE_SET) {
		write_note_codes(&w->text, w->frame->notes[row]);
		return;
	}
	if (!causa_column_has(column, row))
		return;
	if (column->type == CAUSA_I64)
		put_integer(&w->text, causa_column_i64(column, row));
	else if (column->type == CAUSA_F64)
		put_real(&w->text, causa_column_f64(column, row), last);
	else
		put_label(&w->text, causa_column_label(column, row), delimiter);
}

static void write_delimited(struct writer *w, char delimiter)
{
	const struct causa_frame *frame = w->frame;
	struct written *last = calloc(frame->columns + 1U, sizeof *last);
	w->text.failed |= last == NULL;
	for (uint32_t c = 0; c < frame->columns; c++) {
		if (c > 0)
			bytes_char(&w->text, delimiter);
		put_label(&w->text, frame->column[c].name, delimiter);
	}
	bytes_char(&w->text, '\n');
	for (uint64_t row = 0; last != NULL && row < frame->rows && writer_flush(w, false); row++) {
		for (uint32_t c = 0; c < frame->columns; c++) {
			if (c > 0)
				bytes_char(&w->text, delimiter);
			put_cell(w, &frame->column[c], row, delimiter, &last[c]);
		}
		bytes_char(&w->text, '\n');
	}
	free(last);
}

void write_csv(struct writer *w)
{
	write_delimited(w, ',');
}

void write_tsv(struct writer *w)
{
	write_delimited(w, '\t');
}
