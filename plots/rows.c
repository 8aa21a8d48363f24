/* A chart of rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "rows.h"

#include <math.h>

#include <causa/label.h>

static const double PITCH = 25, NARROW_PITCH = 33, GROUP_GAP = 14, COLUMN_GAP = 14, LEAST_MARKS = 110, NAME_LINE = 1.15;

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

static double widest_name(const struct rows *r)
{
	double widest = 0;
	for (int i = 0; i < r->n; i++)
		widest = fmax(widest, text_width(r->page->marks, r->row[i].name, r->page->size.label, weight_of(&r->row[i])));
	return widest;
}

/* Between the margins of the page. */
static double page_room(const struct rows *r)
{
	return r->page->width - 2 * (r->page->options->bare ? 2 : r->page->size.margin);
}

/* The most that names may take: above their rows, or beside them. */
static double name_room(const struct rows *r, double width, double right)
{
	return r->page->narrow ? width - 4 : fmin(0.42 * width, width - right - LEAST_MARKS - 18);
}

static void count_lines(struct rows *r)
{
	r->lines = widest_name(r) > name_room(r, page_room(r), measure_columns(r)) ? 2 : 1;
}

double rows_least_share(struct rows *r)
{
	count_lines(r);
	return r->lines > 1 ? 0.95 : r->page->narrow ? 0.87 : 0.75;
}

double rows_height(struct rows *r)
{
	double pitch = r->page->narrow ? NARROW_PITCH : PITCH, size = r->page->size.label;
	count_lines(r);
	if (r->lines > 1)
		pitch += r->page->narrow ? NAME_LINE * size : 2 * NAME_LINE * size + 3 - PITCH;
	return head_height(r) + r->n * pitch + gaps_before(r, r->n) * GROUP_GAP + axis_height(r);
}

double rows_least_width(struct rows *r)
{
	double beside = r->page->narrow ? 0 : 140;
	return fmax(320, measure_columns(r) + LEAST_MARKS + beside + 2 * r->page->size.margin);
}

void rows_lay_out(struct rows *r)
{
	const struct page *page = r->page;
	double right = measure_columns(r), width = page->plot.x1 - page->plot.x0;
	double left = page->narrow ? 6 : fmin(widest_name(r), name_room(r, width, right)) + 14;
	r->top = page->plot.y0 + head_height(r);
	r->box = (struct box){page->plot.x0 + left, r->top, page->plot.x1 - right - 4, page->plot.y1 - axis_height(r)};
	double room = r->box.y1 - r->box.y0, gaps = gaps_before(r, r->n);
	r->group_gap = GROUP_GAP;
	r->pitch = r->n > 0 ? (room - gaps * r->group_gap) / r->n : room;
}

static double row_top(const struct rows *r, int i)
{
	return r->top + i * r->pitch + gaps_before(r, i) * r->group_gap;
}

/* What further lines of names take above the marks of a narrow page. */
static double further(const struct rows *r)
{
	return r->page->narrow ? (r->lines - 1) * NAME_LINE * r->page->size.label : 0;
}

double rows_y(const struct rows *r, int i)
{
	return row_top(r, i) + further(r) + (r->page->narrow ? 0.72 : 0.5) * (r->pitch - further(r));
}

void rows_band(const struct rows *r, int i, double *top, double *bottom)
{
	double y = rows_y(r, i), pitch = r->pitch - further(r);
	*top = r->page->narrow ? y - 0.24 * pitch : row_top(r, i);
	*bottom = r->page->narrow ? y + 0.26 * pitch : row_top(r, i) + r->pitch;
}

static void draw_name(const struct rows *r, int i, double y)
{
	const struct row *row = &r->row[i];
	const struct page *page = r->page;
	enum weight weight = weight_of(row);
	enum ink ink = row->grey ? INK_GREY : INK_TEXT;
	double size = page->size.label, room = page->narrow ? page->plot.x1 - page->plot.x0 - 4 : r->box.x0 - 14 - page->plot.x0;
	double height = page_wrap_in(page, NULL, row->name, 0, 0, room, size, NAME_LINE, weight, ink, r->lines);
	if (page->narrow) { /* its last line above the mark */
		double first = y - 0.3 * (r->pitch - further(r)) + NAME_LINE * size - height - size;
		page_wrap_beside(page, page->marks, row->name, page->plot.x0 + 2, first, room, size, NAME_LINE, weight, ink, LEFT, r->lines);
	} else {
		page_wrap_beside(page, page->marks, row->name, r->box.x0 - 14, y - height / 2 + (NAME_LINE / 2 - 0.64) * size, room, size, NAME_LINE,
		                 weight, ink, RIGHT, r->lines);
	}
}

/* What stands where there is no mark. */
static void draw_instead(const struct rows *r, const struct row *row, double y)
{
	const struct page *page = r->page;
	double size = page->size.label, half = fmin(7, 0.25 * r->pitch), x = r->box.x0 + 6, hatch = fmin(46, 0.3 * (r->box.x1 - r->box.x0));
	char instead[FITTED];
	if (row->blank) {
		marks_hatch(page->marks, (struct box){x, y - half, x + hatch, y + half});
		x += hatch + 6;
	}
	if (row->instead == NULL)
		return;
	page_fit(page, row->instead, r->box.x1 - x - 2, size, REGULAR, instead);
	marks_text(page->marks, x, y + 0.36 * size, instead, size, REGULAR, INK_GREY, LEFT, true);
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
		draw_instead(r, row, y);
	}
	double x = page->plot.x1;
	for (int c = r->columns; c-- > 0;) {
		marks_text(page->marks, x, r->top - 0.5 * size, r->head[c], size, REGULAR, INK_GREY, RIGHT, false);
		x -= r->column_width[c] + COLUMN_GAP;
	}
}

void rows_upright(const struct rows *r, double x, enum ink ink, double width, enum dash dash)
{
	struct point line[2] = {{x, r->box.y0}, {x, r->box.y1}};
	if (!r->page->narrow) {
		marks_line(r->page->marks, line, 2, ink, width, dash);
		return;
	}
	for (int i = 0; i < r->n; i++) {
		rows_band(r, i, &line[0].y, &line[1].y);
		marks_line(r->page->marks, line, 2, ink, width, dash);
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
		if (is_base)
			rows_upright(r, at, base_ink, BASE_WIDTH, SOLID);
		else
			marks_segment(m, at, r->box.y0, at, r->box.y1, INK_GRID, GRID_WIDTH);
		words(r->page, x->tick[i], is_base || i == x->ticks - 1, label);
		marks_tick(m, at, r->box.y1 + 6 + size, label, size, &free_from);
	}
}
