/* audit: where a table disagrees with its own totals: what it states against what its cells add up to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "charts.h"
#include "label.h"
#include "rows.h"
#include "scale.h"
#include "series.h"
#include "words.h"

struct chart {
	struct page *page;
	const struct causa_frame *frame;
	uint64_t *at;            /* rows of the frame that have both numbers */
	uint64_t others;         /* findings without */
	struct rows rows;
	struct scale x;
};

static double stated(const struct chart *c, int i)
{
	return causa_frame_number(c->frame, "stated", c->at[i]);
}

static double computed(const struct chart *c, int i)
{
	return causa_frame_number(c->frame, "computed", c->at[i]);
}

static enum causa_status read_rows(struct chart *c)
{
	const struct causa_frame *f = c->frame;
	struct causa_number_style style = words_style(c->page);
	c->at = calloc(f->rows + 1, sizeof *c->at);
	c->rows.row = calloc(f->rows + 1, sizeof *c->rows.row);
	if (c->at == NULL || c->rows.row == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t row = 0; row < f->rows; row++) {
		double a = causa_frame_number(f, "stated", row), b = causa_frame_number(f, "computed", row);
		if (isnan(a) || isnan(b)) {
			c->others++;
			continue;
		}
		struct row *r = &c->rows.row[c->rows.n];
		c->at[c->rows.n++] = row;
		r->name = causa_column_label(causa_frame_column(f, "where"), row);
		r->group = ROWS_RANKED;
		r->ink = INK_TEXT;
		words_count(c->page, a, r->text[0]);
		words_count(c->page, b, r->text[1]);
		causa_number_percent(a - b, 0, 0, true, &style, r->text[2]);
	}
	c->rows.columns = 3;
	c->rows.head[0] = _("stated");
	c->rows.head[1] = _("computed");
	c->rows.head[2] = _("differs by");
	return CAUSA_OK;
}

static void write_words(struct chart *c)
{
	char title[512], subtitle[512] = "", note[1024] = "", source[1024];
	int others = (int)c->others;
	snprintf(title, sizeof title, "%s", _("Printed totals against the sums of their cells"));
	words_add(subtitle, sizeof subtitle, "%s", c->rows.n > 0 ? _("Cases. Stroke: the total as printed; dot: what its cells add up to.")
	                                                         : _("No printed total differs from the sum of its cells."));
	if (others > 0)
		words_add(note, sizeof note, NP_("%d further finding has no pair of numbers; causa audit lists it.",
		          "%d further findings have no pair of numbers; causa audit lists them.", others), others);
	page_source(c->page, c->frame, source, sizeof source);
	page_words(c->page, title, subtitle, note, source);
}

static void describe(const struct chart *c, struct bytes *to)
{
	bytes_format(to, "%s.", c->page->info->title);
	for (int i = 0; i < c->rows.n; i++) {
		const struct row *r = &c->rows.row[i];
		struct plotted_row a = {r->name, "stated", NAN, stated(c, i), NAN, NAN, c->frame->notes[c->at[i]]}, b = a;
		b.measure = "computed";
		b.value = computed(c, i);
		page_number(c->page, &a);
		page_number(c->page, &b);
		bytes_format(to, _(" %s: stated %s, computed %s."), r->name, r->text[0], r->text[1]);
	}
}

/* ---- marks ---- */

static void count_tick(const struct page *page, double tick, bool last, char out[CAUSA_NUMBER_SIZE])
{
	(void)last;
	words_count(page, tick, out);
}

static void draw_row(const struct chart *c, int i)
{
	struct marks *m = c->page->marks;
	double y = rows_y(&c->rows, i), a = scale_at(&c->x, stated(c, i)), b = scale_at(&c->x, computed(c, i));
	marks_segment(m, a, y, b, y, INK_CONTEXT, 1.4);
	marks_dot(m, b, y, 4.2, INK_TEXT);
	marks_segment(m, a, y - 7, a, y + 7, INK_VERMILION, 2.6);
}

static void draw(struct chart *c)
{
	double most = 1;
	for (int i = 0; i < c->rows.n; i++)
		most = fmax(most, fmax(stated(c, i), computed(c, i)));
	rows_lay_out(&c->rows);
	int wanted = (int)fmax(2, fmin(6, (c->rows.box.x1 - c->rows.box.x0) / 70));
	c->x = scale_linear(0, most, c->rows.box.x0 + 3, c->rows.box.x1 - 3, wanted, true);
	rows_axis(&c->rows, &c->x, 0, INK_BASELINE, count_tick);
	rows_draw(&c->rows);
	for (int i = 0; i < c->rows.n; i++)
		draw_row(c, i);
}

enum causa_status chart_audit(struct page *page, struct bytes *description)
{
	struct chart c = {.page = page, .frame = page->data->audit, .rows = {.page = page}};
	enum causa_status status = read_rows(&c);
	if (status == CAUSA_OK) {
		write_words(&c);
		describe(&c, description);
		bool any = c.rows.n > 0;
		status = page_open(page, any ? rows_height(&c.rows) : 10, rows_least_share(&c.rows), any ? rows_least_width(&c.rows) : 320);
		if (status == CAUSA_OK && any)
			draw(&c);
	}
	free(c.at);
	free(c.rows.row);
	return status;
}
