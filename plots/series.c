/* Series of a frame: one offence and measure over the years.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

static bool wanted(const struct causa_frame *f, uint64_t row, const char *measure)
{
	const struct causa_column *c = causa_frame_column(f, "measure");
	return c == NULL || measure == NULL || strcmp(causa_column_label(c, row), measure) == 0;
}

static int find_year(struct series_set *s, int32_t year)
{
	for (int i = 0; i < s->years; i++) {
		if (s->year[i] == year)
			return i;
	}
	s->year[s->years] = year;
	return s->years++;
}

static int find_series(struct series_set *s, const char *name)
{
	for (int i = s->n; i-- > 0;) {
		if (strcmp(s->series[i].name, name) == 0)
			return i;
	}
	s->series[s->n].name = name;
	return s->n++;
}

static void fill_cell(const struct causa_frame *f, uint64_t row, bool ratio, struct cell *cell)
{
	uint64_t notes = f->notes[row];
	double k = causa_frame_number(f, "prosecuted", row), n = causa_frame_number(f, "reported", row);
	cell->notes = notes;
	cell->value = causa_frame_number(f, ratio ? "ratio" : "count", row);
	cell->there = !isnan(cell->value);
	cell->lower = causa_frame_number(f, "lower", row);
	cell->upper = causa_frame_number(f, "upper", row);
	cell->blank = (notes & CAUSA_NOTE(CAUSA_NOTE_BLANK)) != 0;
	cell->partial = (notes & CAUSA_NOTE(CAUSA_NOTE_PARTIAL)) != 0;
	cell->no_cases = (notes & CAUSA_NOTE(CAUSA_NOTE_NO_CASES)) != 0;
	cell->above_one = (notes & CAUSA_NOTE(CAUSA_NOTE_ABOVE_ONE)) != 0;
	cell->k = isnan(k) ? 0 : (int64_t)k;
	cell->n = isnan(n) ? 0 : (int64_t)n;
}

static int by_number(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

enum causa_status series_read(const struct causa_frame *f, const char *measure, struct series_set *out)
{
	struct series_set s = {0};
	const struct causa_column *offence = causa_frame_column(f, "offence"), *year = causa_frame_column(f, "year");
	bool ratio = causa_frame_column(f, "ratio") != NULL;
	s.series = calloc(f->rows + 1, sizeof *s.series);
	s.year = calloc(f->rows + 1, sizeof *s.year);
	s.partial = calloc(f->rows + 1, sizeof *s.partial);
	struct cell *cell = NULL;
	if (s.series != NULL && s.year != NULL && s.partial != NULL) {
		for (uint64_t row = 0; row < f->rows; row++) {
			if (wanted(f, row, measure)) {
				find_year(&s, (int32_t)atoi(causa_column_label(year, row)));
				find_series(&s, causa_column_label(offence, row));
			}
		}
		qsort(s.year, (size_t)s.years, sizeof *s.year, by_number);
		cell = calloc((size_t)s.n * (size_t)s.years + 1, sizeof *cell);
	}
	if (cell == NULL) {
		free(s.series);
		free(s.year);
		free(s.partial);
		return CAUSA_ENOMEM;
	}
	s.series[s.n].cell = cell; /* kept for series_free when there are none */
	for (int i = 0; i < s.n; i++)
		s.series[i].cell = cell + (size_t)i * (size_t)s.years;
	for (uint64_t row = 0; row < f->rows; row++) {
		if (!wanted(f, row, measure))
			continue;
		struct series *one = &s.series[find_series(&s, causa_column_label(offence, row))];
		int t = find_year(&s, (int32_t)atoi(causa_column_label(year, row)));
		fill_cell(f, row, ratio, &one->cell[t]);
		s.partial[t] |= one->cell[t].partial;
		one->unknown |= (f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)) != 0;
		if (one->cell[t].there && !one->cell[t].partial)
			one->total += ratio ? (double)one->cell[t].n : one->cell[t].value;
	}
	*out = s;
	return CAUSA_OK;
}

bool series_any_unknown(const struct series_set *s)
{
	for (int i = 0; i < s->n; i++) {
		if (s->series[i].unknown)
			return true;
	}
	return false;
}

void series_free(struct series_set *s)
{
	if (s->series != NULL)
		free(s->n > 0 ? s->series[0].cell : s->series[s->n].cell);
	free(s->series);
	free(s->year);
	free(s->partial);
	*s = (struct series_set){0};
}

/* Does a stand before b, or on a par with it? */
static bool stands_before(const struct series *a, const struct series *b, enum causa_order by)
{
	if (by == CAUSA_ORDER_TABLE)
		return true;
	if (a->unknown != b->unknown)
		return b->unknown;
	return by == CAUSA_ORDER_NAME ? causa_label_compare(a->name, b->name) <= 0 : a->total >= b->total;
}

void series_order(const struct series_set *set, enum causa_order by, int *order)
{
	for (int i = 0; i < set->n; i++) {
		int j = i;
		for (; j > 0 && !stands_before(&set->series[order[j - 1]], &set->series[i], by); j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
}

void series_rank(const struct series_set *set, int *order)
{
	series_order(set, CAUSA_ORDER_SIZE, order);
}
