/* A chart of rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <math.h>

#include <causa/label.h>

static const double PITCH = 25, NARROW_PITCH = 33, GROUP_GAP = 14, COLUMN_GAP = 14, LEAST_MARKS = 110;

int rows_by_rank(const void *a, const void *b)
{
	const struct row_key *x = a, *y = b;
	int by_row = x->at < y->at ? -1 : x->at > y->at, named;
	if (x->by == CAUSA_ORDER_TABLE)
		return by_row;
	if (x->by == CAUSA_ORDER_NAME && (x->group == ROWS_UNKNOWN) == (y->group == ROWS_UNKNOWN)) {
		named = causa_label_compare(x->name, y->name);
		return named != 0 ? named : by_row;
	}
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->by == CAUSA_ORDER_SIZE && x->size != y->size)
		return x->size > y->size ? -1 : 1;
	if (x->by != CAUSA_ORDER_SIZE && x->group == ROWS_RANKED && x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return by_row;
}

bool rows_any(const struct rows *r, enum row_group group)
{
	for (int i = 0; i < r->n; i++) {
		if (r->row[i].group == group)
			return true;
	}
	return false;
}

/* Groups stand apart. */
static int gaps_before(const struct rows *r, int row)
{
	int n = 0;
	for (int i = 1; i <= row && i < r->n; i++)
		n += !r->mixed && r->row[i].group != r->row[i - 1].group;
	return n;
}

static double head_height(const struct rows *r)
{
	return 1.6 * r->page->size.axis;
}

static double axis_height(const struct rows *r)
{
	return 2 * r->page->size.axis + 4;
}

double rows_height(const struct rows *r)
{
	double pitch = r->page->narrow ? NARROW_PITCH : PITCH;
	return head_height(r) + r->n * pitch + gaps_before(r, r->n) * GROUP_GAP + axis_height(r);
}

static enum weight weight_of(const struct row *row)
{
	return row->bold || row->strong ? BOLD : row->italic ? ITALIC : REGULAR;
}

/* Width of the figures at the right. */
static double measure_columns(struct rows *r)
{
	const struct marks *m = r->page->marks;
	double size = r->page->size.label, right = 0;
	for (int c = 0; c < r->columns; c++) {
		r->column_width[c] = text_width(m, r->head[c], size, REGULAR);
		for (int i = 0; i < r->n; i++)
			r->column_width[c] = fmax(r->column_width[c], text_width(m, r->row[i].text[c], size, BOLD));
		right += r->column_width[c] + COLUMN_GAP;
	}
	return right;
}

double rows_least_width(struct rows *r)
{
	double beside = r->page->narrow ? 0 : 140;
	return fmax(320, measure_columns(r) + LEAST_MARKS + beside + 2 * r->page->size.margin);
}

void rows_lay_out(struct rows *r)
{
	const struct page *page = r->page;
	const struct marks *m = page->marks;
	double size = page->size.label, right = measure_columns(r);
	r->name_width = 0;
	for (int i = 0; i < r->n; i++)
		r->name_width = fmax(r->name_width, text_width(m, r->row[i].name, size, weight_of(&r->row[i])));
	double left = page->narrow ? 2 : fmin(r->name_width, fmin(0.42 * (page->plot.x1 - page->plot.x0), page->plot.x1 - page->plot.x0 - right - LEAST_MARKS - 18)) + 14;
	r->top = page->plot.y0 + head_height(r);
	r->box = (struct box){page->plot.x0 + left, r->top, page->plot.x1 - right - 4, page->plot.y1 - axis_height(r)};
	double room = r->box.y1 - r->box.y0, gaps = gaps_before(r, r->n);
	r->group_gap = GROUP_GAP;
	r->pitch = r->n > 0 ? (room - gaps * r->group_gap) / r->n : room;
}

double rows_y(const struct rows *r, int i)
{
	double y = r->top + (i + 0.5) * r->pitch + gaps_before(r, i) * r->group_gap;
	return r->page->narrow ? y + 0.22 * r->pitch : y;
}

static void draw_name(const struct rows *r, int i, double y)
{
	const struct row *row = &r->row[i];
	const struct page *page = r->page;
	double size = page->size.label;
	enum ink ink = row->grey ? INK_GREY : INK_TEXT;
	char name[FITTED];
	page_fit(page, row->name, page->narrow ? page->plot.x1 - page->plot.x0 - 4 : r->box.x0 - 14 - page->plot.x0, size, weight_of(row), name);
	if (page->narrow)
		marks_text(page->marks, page->plot.x0 + 2, y - 0.3 * r->pitch, name, size, weight_of(row), ink, LEFT, true);
	else
		marks_text(page->marks, r->box.x0 - 14, y + 0.36 * size, name, size, weight_of(row), ink, RIGHT, false);
}

void rows_draw(const struct rows *r)
{
	const struct page *page = r->page;
	double size = page->size.label;
	for (int i = 0; i < r->n; i++) {
		const struct row *row = &r->row[i];
		double y = rows_y(r, i), x = page->plot.x1;
		draw_name(r, i, y);
		for (int c = r->columns; c-- > 0;) {
			enum weight weight = row->bold && c == r->columns - 1 ? BOLD : REGULAR;
			marks_text(page->marks, x, y + 0.36 * size, row->text[c], size, weight, row->grey ? INK_GREY : row->ink, RIGHT, false);
			x -= r->column_width[c] + COLUMN_GAP;
		}
		if (row->instead != NULL) {
			char instead[FITTED];
			page_fit(page, row->instead, r->box.x1 - r->box.x0 - 8, size, REGULAR, instead);
			marks_text(page->marks, r->box.x0 + 6, y + 0.36 * size, instead, size, REGULAR, INK_GREY, LEFT, true);
		}
	}
	double x = page->plot.x1;
	for (int c = r->columns; c-- > 0;) {
		marks_text(page->marks, x, r->top - 0.5 * size, r->head[c], size, REGULAR, INK_GREY, RIGHT, false);
		x -= r->column_width[c] + COLUMN_GAP;
	}
}

void rows_axis(const struct rows *r, const struct scale *x, double base, enum ink base_ink, tick_words words)
{
	struct marks *m = r->page->marks;
	double size = r->page->size.axis, free_from = -1e9;
	for (int i = 0; i < x->ticks; i++) {
		char label[CAUSA_NUMBER_SIZE];
		double at = scale_at(x, x->tick[i]);
		bool is_base = fabs(x->tick[i] - base) < 1e-12;
		marks_segment(m, at, r->box.y0, at, r->box.y1, is_base ? base_ink : INK_GRID, is_base ? BASE_WIDTH : GRID_WIDTH);
		words(r->page, x->tick[i], is_base || i == x->ticks - 1, label);
		marks_tick(m, at, r->box.y1 + 6 + size, label, size, &free_from);
	}
}
