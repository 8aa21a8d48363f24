/* The numbers of a figure.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "plotted.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL, MEASURE, X_AT, VALUE, LOWER, UPPER, NOTE, COLUMNS };

struct causa_plotted {
	struct plotted_row *row;
	size_t n, room;
	struct causa_frame frame;
	struct causa_column column[COLUMNS];
	/* column by column, made by plotted_frame */
	double *number;
	uint8_t *absent;
	uint32_t *index;
	const char **label;
	uint64_t *notes;
};

struct causa_plotted *plotted_new(void)
{
	return calloc(1, sizeof(struct causa_plotted));
}

static void free_row(struct plotted_row *row)
{
	free((char *)(uintptr_t)row->label);
	free((char *)(uintptr_t)row->measure);
}

static void free_columns(struct causa_plotted *p)
{
	free(p->number);
	free(p->absent);
	free(p->index);
	free(p->label);
	free(p->notes);
	p->number = NULL;
	p->absent = NULL;
	p->index = NULL;
	p->label = NULL;
	p->notes = NULL;
}

void plotted_clear(struct causa_plotted *p)
{
	for (size_t i = 0; i < p->n; i++)
		free_row(&p->row[i]);
	p->n = 0;
	free_columns(p);
}

void plotted_free(struct causa_plotted *p)
{
	if (p == NULL)
		return;
	plotted_clear(p);
	free(p->row);
	free(p);
}

bool plotted_add(struct causa_plotted *p, const struct plotted_row *row)
{
	if (p->n == p->room) {
		size_t room = p->room == 0 ? 64 : 2 * p->room;
		struct plotted_row *more = realloc(p->row, room * sizeof *more);
		if (more == NULL)
			return false;
		p->row = more;
		p->room = room;
	}
	struct plotted_row copy = *row;
	copy.label = strdup(row->label);
	copy.measure = strdup(row->measure);
	if (copy.label == NULL || copy.measure == NULL) {
		free_row(&copy);
		return false;
	}
	p->row[p->n++] = copy;
	return true;
}

static void put_number(struct causa_plotted *p, int column, size_t row, double value)
{
	size_t at = (size_t)(column - X_AT) * p->n + row;
	p->absent[at] = (uint8_t)(isfinite(value) ? 0 : 1);
	p->number[at] = isfinite(value) ? value : 0;
}

const struct causa_frame *plotted_frame(struct causa_plotted *p, const struct causa_frame *like)
{
	static const char *const name[COLUMNS] = {"label", "measure", "x", "value", "lower", "upper", "note"};
	size_t n = p->n, numbers = NOTE - X_AT;
	free_columns(p);
	p->number = calloc(numbers * n + 1, sizeof *p->number);
	p->absent = calloc(numbers * n + 1, 1);
	p->index = calloc(2 * n + 1, sizeof *p->index);
	p->label = calloc(2 * n + 1, sizeof *p->label);
	p->notes = calloc(n + 1, sizeof *p->notes);
	if (p->number == NULL || p->absent == NULL || p->index == NULL || p->label == NULL || p->notes == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		const struct plotted_row *row = &p->row[i];
		p->label[i] = row->label;
		p->label[n + i] = row->measure;
		p->index[i] = p->index[n + i] = (uint32_t)i;
		p->notes[i] = row->notes;
		put_number(p, X_AT, i, row->x);
		put_number(p, VALUE, i, row->value);
		put_number(p, LOWER, i, row->lower);
		put_number(p, UPPER, i, row->upper);
	}
	for (int c = 0; c < COLUMNS; c++) {
		struct causa_column column = {.name = name[c], .unit = "", .title = name[c], .type = CAUSA_F64};
		if (c == NOTE) {
			column.type = CAUSA_NOTE_SET;
		} else if (c < X_AT) {
			column.type = CAUSA_LABEL;
			column.data = p->index + (size_t)c * n;
			column.labels = p->label + (size_t)c * n;
			column.label_count = (uint32_t)n;
		} else {
			column.data = p->number + (size_t)(c - X_AT) * n;
			column.absent = p->absent + (size_t)(c - X_AT) * n;
		}
		p->column[c] = column;
	}
	p->frame = (struct causa_frame){.command = "plot", .rows = n, .columns = COLUMNS, .column = p->column, .notes = p->notes,
	                                .context = like->context, .about = like->about};
	return &p->frame;
}

const struct causa_frame *plotted_as_frame(const struct causa_plotted *p)
{
	return &p->frame;
}
