/* Counts as a table of offence by year.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "text/display.h"

struct cross {
	const struct causa_frame *frame;
	const char *measure;
	const struct causa_column *offence, *year;
	const char **row_name, **column_name; /* borrowed from the frame */
	uint64_t rows;
	uint32_t columns;
};

static bool wanted(const struct cross *x, uint64_t row)
{
	return strcmp(causa_column_label(causa_frame_column(x->frame, "measure"), row), x->measure) == 0;
}

static uint64_t index_of(const char *label, const char **names, uint64_t *n)
{
	for (uint64_t i = *n; i-- > 0;) {
		if (strcmp(names[i], label) == 0)
			return i;
	}
	names[*n] = label;
	return (*n)++;
}

static void find_names(struct cross *x)
{
	uint64_t columns = 0;
	for (uint64_t row = 0; row < x->frame->rows; row++) {
		if (!wanted(x, row))
			continue;
		index_of(causa_column_label(x->offence, row), x->row_name, &x->rows);
		index_of(causa_column_label(x->year, row), x->column_name, &columns);
	}
	x->columns = columns < DISPLAY_COLUMNS - 1 ? (uint32_t)columns : DISPLAY_COLUMNS - 1;
}

/* A column of empty cells. */
static void new_column(struct display *d, const char *name, const char *head, enum display_align align)
{
	struct display_column *c = &d->column[d->columns++];
	c->name = name;
	c->align = align;
	c->head[0] = strdup("");
	c->head[1] = strdup(head);
	c->cell = calloc(d->rows + 1, sizeof *c->cell);
	for (uint64_t row = 0; c->cell != NULL && row < d->rows; row++) {
		c->cell[row] = strdup("");
		d->failed |= c->cell[row] == NULL;
	}
	d->failed |= c->cell == NULL || c->head[0] == NULL || c->head[1] == NULL;
}

static void set_cell(struct display *d, uint32_t column, uint64_t row, const char *text)
{
	char *copy = d->failed ? NULL : strdup(text);
	if (copy == NULL) {
		d->failed = true;
		return;
	}
	free(d->column[column].cell[row]);
	d->column[column].cell[row] = copy;
}

static void fill(struct cross *x, const struct causa_number_style *style, struct display *d)
{
	const struct causa_column *count = causa_frame_column(x->frame, "count");
	uint64_t rows = x->rows, columns = x->columns;
	for (uint64_t row = 0; row < x->frame->rows; row++) {
		char text[CAUSA_NUMBER_SIZE];
		if (!wanted(x, row))
			continue;
		uint64_t r = index_of(causa_column_label(x->offence, row), x->row_name, &rows);
		uint64_t c = index_of(causa_column_label(x->year, row), x->column_name, &columns);
		if (c >= x->columns)
			continue;
		if (causa_column_has(count, row))
			causa_number_count(causa_column_i64(count, row), style, text);
		set_cell(d, (uint32_t)c + 1, r, causa_column_has(count, row) ? text : _("blank"));
	}
}

enum causa_status display_cross(const struct causa_frame *f, const char *measure, const char *lang, struct display *out)
{
	struct cross x = {.frame = f, .measure = measure, .offence = causa_frame_column(f, "offence"), .year = causa_frame_column(f, "year")};
	struct display d = {.column = calloc(DISPLAY_COLUMNS, sizeof *d.column)};
	struct causa_number_style style = causa_number_style(lang, true);
	x.row_name = calloc(f->rows + 1, sizeof *x.row_name);
	x.column_name = calloc(f->rows + 1, sizeof *x.column_name);
	d.failed = d.column == NULL || x.row_name == NULL || x.column_name == NULL;
	if (!d.failed) {
		find_names(&x);
		d.rows = x.rows;
		new_column(&d, "offence", _("Offence"), DISPLAY_LEFT);
		for (uint32_t c = 0; c < x.columns; c++)
			new_column(&d, x.column_name[c], x.column_name[c], DISPLAY_RIGHT);
		for (uint64_t r = 0; r < x.rows; r++)
			set_cell(&d, 0, r, x.row_name[r]);
		fill(&x, &style, &d);
		bytes_text(&d.title, strcmp(measure, "reported") == 0 ? _("Reported cases") : _("Criminal cases"));
		bytes_text(&d.subtitle, _("Cases by offence and year, as counted in the source; blank: printed empty, which is not zero"));
	}
	free(x.row_name);
	free(x.column_name);
	if (d.failed || d.title.failed || d.subtitle.failed) {
		display_free(&d);
		return CAUSA_ENOMEM;
	}
	*out = d;
	return CAUSA_OK;
}
