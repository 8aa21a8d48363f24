/* CSV (RFC 4180) and TSV.
 *
 * A column has few labels and few different numbers among its first thousands: each label is put into CSV once, and numbers that stood
 * in the column lately are copied. Large frames are laid out in blocks of rows, on several threads, and handed on in order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "base/parallel.h"
#include "io/write.h"

enum { BLOCK = 4096, LATELY = 512, INTEGER_SIZE = 24 };

/* What stood in the column lately. */
struct lately {
	double value;
	uint32_t n;                /* 0: nothing yet */
	char text[CAUSA_NUMBER_SIZE];
};

/* The labels of a column as they stand in the text: at[i] to at[i + 1]. */
struct label_texts {
	struct bytes text;
	size_t *at;
};

/* What one thread has of a block. */
struct csv_slot {
	struct bytes text;
	struct lately *lately;     /* [column][entries] */
	struct bytes note;         /* of noted */
	uint64_t noted;
};

struct csv {
	struct writer *w;
	char delimiter;
	struct label_texts *label; /* [column] */
	size_t widest;             /* a row */
	uint32_t entries;
	struct csv_slot *slot;
	size_t slots;
};

/* ---- labels ---- */

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

/* The widest of them; *good becomes false when out of memory. */
static size_t lay_labels(struct label_texts *l, const struct causa_column *column, char delimiter, bool *good)
{
	size_t widest = 0;
	l->at = calloc(column->label_count + 1U, sizeof *l->at);
	for (uint32_t i = 0; i < column->label_count && l->at != NULL; i++) {
		put_label(&l->text, column->labels[i], delimiter);
		l->at[i + 1] = l->text.size;
		widest = l->at[i + 1] - l->at[i] > widest ? l->at[i + 1] - l->at[i] : widest;
	}
	*good &= l->at != NULL && !l->text.failed;
	return widest;
}

/* ---- cells, into room that is there ---- */

static char *put_bytes(char *at, const char *from, size_t n)
{
	memcpy(at, from, n);
	return at + n;
}

static char *put_integer(char *at, int64_t value)
{
	char back[INTEGER_SIZE], *first = back + sizeof back;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do {
		*--first = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		*--first = '-';
	return put_bytes(at, first, (size_t)(back + sizeof back - first));
}

static char *put_real(char *at, double value, struct lately *lately, uint32_t entries)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof bits);
	struct lately *l = &lately[(bits * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (entries - 1)];
	if (l->n == 0 || l->value != value) {
		l->n = (uint32_t)causa_number_shortest(value, l->text);
		l->value = value;
	}
	memcpy(at, l->text, sizeof l->text);
	return at + l->n;
}

static char *put_notes(char *at, uint64_t notes, struct csv_slot *slot)
{
	if (notes == 0)
		return at;
	if (notes != slot->noted) {
		slot->note.size = 0;
		write_note_codes(&slot->note, notes);
		slot->noted = slot->note.failed ? 0 : notes;
	}
	return slot->note.failed ? at : put_bytes(at, slot->note.data, slot->note.size);
}

static char *put_cell(char *at, const struct csv *csv, struct csv_slot *slot, uint32_t c, uint64_t row)
{
	const struct causa_column *column = &csv->w->frame->column[c];
	const struct label_texts *l = &csv->label[c];
	uint32_t label;
	if (column->type == CAUSA_NOTE_SET)
		return put_notes(at, csv->w->frame->notes[row], slot);
	if (column->absent != NULL && column->absent[row] != 0)
		return at;
	switch (column->type) {
	case CAUSA_I64:
		return put_integer(at, ((const int64_t *)column->data)[row]);
	case CAUSA_F64:
		return put_real(at, ((const double *)column->data)[row], slot->lately + (size_t)c * csv->entries, csv->entries);
	default:
		label = ((const uint32_t *)column->data)[row];
		return put_bytes(at, l->text.data + l->at[label], l->at[label + 1] - l->at[label]);
	}
}

/* ---- blocks ---- */

static void make_block(void *self, size_t i, size_t s)
{
	const struct csv *csv = self;
	const struct causa_frame *frame = csv->w->frame;
	struct csv_slot *slot = &csv->slot[s];
	uint64_t row = (uint64_t)i * BLOCK, end = frame->rows - row < BLOCK ? frame->rows : row + BLOCK;
	slot->text.size = 0;
	for (; row < end; row++) {
		char *from = bytes_room(&slot->text, csv->widest), *at = from;
		if (from == NULL)
			return;
		for (uint32_t c = 0; c < frame->columns; c++) {
			at = put_cell(at, csv, slot, c, row);
			*at++ = c + 1 < frame->columns ? csv->delimiter : '\n';
		}
		slot->text.size += (size_t)(at - from);
	}
	slot->text.failed |= slot->note.failed;
}

static bool take_block(void *self, size_t i, size_t s)
{
	const struct csv *csv = self;
	struct writer *w = csv->w;
	const struct bytes *text = &csv->slot[s].text;
	(void)i;
	if (text->failed)
		w->status = CAUSA_ENOMEM;
	else if (w->put(w->self, text->data, text->size) != 0)
		w->status = CAUSA_EIO;
	return w->status == CAUSA_OK;
}

static size_t widest_notes(void)
{
	size_t n = 0;
	for (int note = 0; note < CAUSA_NOTES; note++)
		n += strlen(causa_note_code((enum causa_note)note)) + 1;
	return n;
}

static size_t cell_width(const struct csv *csv, uint32_t c, bool *good)
{
	const struct causa_column *column = &csv->w->frame->column[c];
	switch (column->type) {
	case CAUSA_I64:
		return INTEGER_SIZE;
	case CAUSA_F64:
		return CAUSA_NUMBER_SIZE;
	case CAUSA_NOTE_SET:
		return widest_notes();
	default:
		return lay_labels(&csv->label[c], column, csv->delimiter, good);
	}
}

static bool csv_open(struct csv *csv, size_t blocks)
{
	const struct causa_frame *frame = csv->w->frame;
	bool good = true;
	csv->slots = causa_parallel_slots(csv->w->options->jobs, blocks);
	csv->entries = blocks > 1 ? LATELY : 1;
	csv->label = calloc(frame->columns + 1U, sizeof *csv->label);
	csv->slot = calloc(csv->slots, sizeof *csv->slot);
	if (csv->label == NULL || csv->slot == NULL)
		return false;
	for (uint32_t c = 0; c < frame->columns && good; c++)
		csv->widest += cell_width(csv, c, &good) + 1;
	for (size_t s = 0; s < csv->slots && good; s++)
		good = (csv->slot[s].lately = calloc((size_t)frame->columns * csv->entries + 1, sizeof *csv->slot[s].lately)) != NULL;
	return good;
}

static void csv_close(struct csv *csv)
{
	for (uint32_t c = 0; c < csv->w->frame->columns && csv->label != NULL; c++) {
		bytes_free(&csv->label[c].text);
		free(csv->label[c].at);
	}
	for (size_t s = 0; s < csv->slots && csv->slot != NULL; s++) {
		bytes_free(&csv->slot[s].text);
		bytes_free(&csv->slot[s].note);
		free(csv->slot[s].lately);
	}
	free(csv->label);
	free(csv->slot);
}

static void write_delimited(struct writer *w, char delimiter)
{
	const struct causa_frame *frame = w->frame;
	struct csv csv = {.w = w, .delimiter = delimiter};
	size_t blocks = (size_t)(frame->rows / BLOCK + (frame->rows % BLOCK > 0));
	for (uint32_t c = 0; c < frame->columns; c++) {
		put_label(&w->text, frame->column[c].name, delimiter);
		bytes_char(&w->text, c + 1 < frame->columns ? delimiter : '\n');
	}
	if (!csv_open(&csv, blocks))
		w->status = CAUSA_ENOMEM;
	else if (writer_flush(w, true))
		causa_parallel_ordered(w->options->jobs, blocks, make_block, take_block, &csv);
	csv_close(&csv);
}

void write_csv(struct writer *w)
{
	write_delimited(w, ',');
}

void write_tsv(struct writer *w)
{
	write_delimited(w, '\t');
}
