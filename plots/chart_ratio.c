/* ratio: prosecution ratio by offence, dot and whisker, with the ratio of all offences as reference.
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

struct ratio {
	struct row_key key;
	double lower, upper;
	int64_t k, n;
};

struct chart {
	struct page *page;
	const struct causa_frame *frame;
	struct ratio *ratio;
	double pooled;       /* NAN: none */
	struct rows rows;
	struct scale x;
	bool above_one, zero, blank, nothing; /* kinds of rows there are */
};

/* ---- reading ---- */

static struct ratio read_row(const struct causa_frame *f, uint64_t row, enum causa_order by)
{
	double k = causa_frame_number(f, "prosecuted", row), n = causa_frame_number(f, "reported", row);
	struct ratio r = {.key = {.value = causa_frame_number(f, "ratio", row), .at = row},
	                  .lower = causa_frame_number(f, "lower", row),
	                  .upper = causa_frame_number(f, "upper", row),
	                  .k = isnan(k) ? 0 : (int64_t)k,
	                  .n = isnan(n) ? 0 : (int64_t)n};
	bool unknown = (f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)) != 0;
	r.key.size = (double)r.n;
	r.key.name = causa_column_label(causa_frame_column(f, "offence"), row);
	r.key.by = by;
	r.key.group = unknown ? ROWS_UNKNOWN : isnan(r.key.value) ? ROWS_NOTHING : r.n < FEW_FOR_PERCENT ? ROWS_FEW : ROWS_RANKED;
	return r;
}

static bool excludes_pooled(const struct chart *c, const struct ratio *r)
{
	return r->key.group == ROWS_RANKED && !isnan(c->pooled) && (r->lower > c->pooled || r->upper < c->pooled);
}

static void write_row(const struct chart *c, const struct ratio *r, struct row *row)
{
	const struct page *page = c->page;
	row->group = r->key.group;
	row->name = r->key.name;
	row->strong = excludes_pooled(c, r) || page_highlights(page, row->name);
	row->grey = r->key.group != ROWS_RANKED;
	row->italic = r->key.group == ROWS_UNKNOWN;
	row->ink = excludes_pooled(c, r) && page->options->theme != CAUSA_THEME_PRINT ? INK_VERMILION_TEXT : INK_TEXT;
	if (isnan(r->key.value)) {
		bool blank = (c->frame->notes[r->key.at] & CAUSA_NOTE(CAUSA_NOTE_BLANK)) != 0;
		row->blank = blank;
		snprintf(row->text[1], sizeof row->text[1], "%s", blank ? _("blank") : "0/0");
		return;
	}
	if (r->n < FEW_FOR_PERCENT)
		snprintf(row->text[0], sizeof row->text[0], _("%lld of %lld"), (long long)r->k, (long long)r->n);
	else
		words_percent(page, 100 * r->key.value, 100 * r->lower, 100 * r->upper, row->text[0]);
	if (r->n >= FEW_FOR_PERCENT) {
		char k[CAUSA_NUMBER_SIZE], n[CAUSA_NUMBER_SIZE];
		words_count(page, (double)r->k, k);
		words_count(page, (double)r->n, n);
		snprintf(row->text[1], sizeof row->text[1], "%.40s/%.40s", k, n);
	}
}

static enum causa_status read_rows(struct chart *c)
{
	uint64_t n = c->frame->rows;
	if (n == 0)
		return causa_fail(c->page->err, CAUSA_EUSAGE, _("nothing to draw: no row of the table was chosen"));
	c->ratio = calloc(n, sizeof *c->ratio);
	c->rows.row = calloc(n, sizeof *c->rows.row);
	if (c->ratio == NULL || c->rows.row == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t i = 0; i < n; i++)
		c->ratio[i] = read_row(c->frame, i, c->page->options->order);
	qsort(c->ratio, n, sizeof *c->ratio, rows_by_rank);
	for (uint64_t i = 0; i < n; i++) {
		write_row(c, &c->ratio[i], &c->rows.row[i]);
		c->above_one |= c->ratio[i].key.value > 1;
		c->zero |= c->ratio[i].key.value == 0;
		c->blank |= c->rows.row[i].blank;
		c->nothing |= isnan(c->ratio[i].key.value) && !c->rows.row[i].blank;
	}
	c->rows.n = (int)n;
	c->rows.mixed = c->page->options->order == CAUSA_ORDER_NAME || c->page->options->order == CAUSA_ORDER_TABLE;
	c->rows.columns = 2;
	c->rows.head[0] = _("ratio");
	c->rows.head[1] = _("cases/reports");
	return CAUSA_OK;
}

/* ---- words ---- */

static const char *interval_words(const struct causa_frame *f)
{
	return strcmp(f->context->method, "wilson") == 0 ? "Wilson" : f->context->method;
}

static void write_words(struct chart *c)
{
	const struct causa_context *x = c->frame->context;
	char years[32], title[512], subtitle[512] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE];
	bool colour = false;
	for (int i = 0; i < c->rows.n; i++)
		colour |= excludes_pooled(c, &c->ratio[i]);
	words_years(x->first, x->last, years, sizeof years);
	words_level(c->page, x->level, level);
	snprintf(title, sizeof title, _("Criminal cases per 100 reported cases by offence, %s"), years);
	words_add(subtitle, sizeof subtitle, _("Criminal cases of these years over the cases reported in them. Dot: ratio; line: %s interval (%s)."),
	          level, interval_words(c->frame));
	if (colour)
		words_add(note, sizeof note, "%s", c->page->options->highlights > 0 ? _("In colour: the interval excludes the ratio of all offences.")
		          : c->page->options->theme == CAUSA_THEME_PRINT ? _("Bold: the interval excludes the ratio of all offences.")
		                                                         : _("Bold and in colour: the interval excludes the ratio of all offences."));
	if (c->zero)
		words_add(note, sizeof note, "%s", _("Diamond: no criminal case."));
	if (rows_any(&c->rows, ROWS_FEW))
		words_add(note, sizeof note, _("Fewer than %d reports: in numbers, not ranked."), FEW_FOR_PERCENT);
	if (c->nothing)
		words_add(note, sizeof note, "%s", _("0/0: no case reported."));
	if (c->blank)
		words_add(note, sizeof note, "%s", _("Hatched: blank in the source, which is not zero."));
	words_unknown(rows_any(&c->rows, ROWS_UNKNOWN), note, sizeof note);
	if (rows_any(&c->rows, ROWS_UNKNOWN) && !x->unknown_dropped && !isnan(c->pooled))
		words_add(note, sizeof note, "%s", _("All offences: with offence unknown."));
	if (c->above_one)
		words_add(note, sizeof note, "%s", _("Square: above 100, more criminal cases than reports in the same years."));
	words_doubts(x, note, sizeof note);
	page_source(c->page, c->frame, source, sizeof source);
	page_words(c->page, title, subtitle, note, source);
}

static void describe(const struct chart *c, struct bytes *to)
{
	bytes_format(to, "%s.", c->page->info->title);
	if (!isnan(c->pooled)) {
		struct plotted_row all = {"(all)", "ratio", NAN, c->pooled, NAN, NAN, 0};
		page_number(c->page, &all);
	}
	for (int i = 0; i < c->rows.n; i++) {
		const struct ratio *r = &c->ratio[i];
		const struct row *row = &c->rows.row[i];
		char lower[CAUSA_NUMBER_SIZE], upper[CAUSA_NUMBER_SIZE];
		struct plotted_row number = {row->name, "ratio", (double)r->n, r->key.value, r->lower, r->upper, c->frame->notes[r->key.at]};
		page_number(c->page, &number);
		if (isnan(r->key.value)) {
			bytes_format(to, " %s: %s.", row->name, row->text[1]);
			continue;
		}
		words_percent(c->page, 100 * r->lower, 100 * r->lower, 100 * r->upper, lower);
		words_percent(c->page, 100 * r->upper, 100 * r->lower, 100 * r->upper, upper);
		char value[2 * sizeof row->text[0] + 2];
		snprintf(value, sizeof value, "%s%s%s", row->text[0], row->text[1][0] != '\0' ? " " : "", row->text[1]);
		bytes_format(to, " %s: ", row->name);
		if (isnan(r->lower) || isnan(r->upper))
			bytes_text(to, value);
		else
			bytes_format(to, _("%s (%s to %s)"), value, lower, upper);
		bytes_char(to, '.');
	}
}

/* ---- marks ---- */

static void draw_pooled(const struct chart *c)
{
	char words[128], number[CAUSA_NUMBER_SIZE];
	const struct box *b = &c->rows.box;
	double x = scale_at(&c->x, c->pooled), size = c->page->size.axis;
	words_percent(c->page, 100 * c->pooled, 100 * c->pooled - 2, 100 * c->pooled + 2, number);
	snprintf(words, sizeof words, _("All offences: %s"), number);
	rows_upright(&c->rows, x, INK_GREY, 1.2, DASHED);
	marks_segment(c->page->marks, x, b->y0 - 5, x, b->y0 - 1, INK_GREY, 1.2);
	double half = text_width(c->page->marks, words, size, ITALIC) / 2;
	double middle = fmin(fmax(x, b->x0 + half - (c->page->narrow ? 0 : 40)), b->x1 - half);
	marks_text(c->page->marks, middle, b->y0 - 9, words, size, ITALIC, INK_GREY, MIDDLE, false);
}

static void draw_row(const struct chart *c, int i)
{
	const struct ratio *r = &c->ratio[i];
	struct marks *m = c->page->marks;
	if (isnan(r->key.value))
		return;
	double y = rows_y(&c->rows, i), x = scale_at(&c->x, r->key.value);
	/* Without colour what stands out is black, and the others are grey. */
	bool print = c->page->options->theme == CAUSA_THEME_PRINT;
	enum ink out = print ? INK_TEXT : INK_VERMILION, in = print ? INK_GREY : INK_TEXT;
	enum ink ink = excludes_pooled(c, r) ? out : r->key.group == ROWS_RANKED ? in : INK_BASELINE;
	double width = r->key.group == ROWS_RANKED ? 2 : 1.4, radius = r->key.group == ROWS_RANKED ? 4.4 : 3;
	if (!isnan(r->lower) && !isnan(r->upper)) { /* a ratio above one has no interval */
		double lo = scale_at(&c->x, r->lower), hi = scale_at(&c->x, r->upper);
		marks_segment(m, lo, y, hi, y, ink, width);
		marks_segment(m, lo, y - 4, lo, y + 4, ink, 1.2);
		marks_segment(m, hi, y - 4, hi, y + 4, ink, 1.2);
	}
	if (r->k == 0)
		marks_diamond(m, x, y, radius, ink);
	else if (r->key.value > 1)
		marks_square(m, x, y, radius, ink);
	else
		marks_dot(m, x, y, radius, ink);
}

static void draw(struct chart *c)
{
	double most = isnan(c->pooled) ? 0.1 : fmax(0.1, c->pooled);
	for (int i = 0; i < c->rows.n; i++) {
		if (!isnan(c->ratio[i].key.value))
			most = fmax(most, isnan(c->ratio[i].upper) ? c->ratio[i].key.value : c->ratio[i].upper);
	}
	rows_lay_out(&c->rows);
	c->x = scale_linear(0, most, c->rows.box.x0, c->rows.box.x1, (int)fmax(2, fmin(6, (c->rows.box.x1 - c->rows.box.x0) / 60)), false);
	rows_axis(&c->rows, &c->x, 0, INK_BASELINE, words_tick);
	if (!isnan(c->pooled))
		draw_pooled(c);
	rows_draw(&c->rows);
	for (int i = 0; i < c->rows.n; i++)
		draw_row(c, i);
}

enum causa_status chart_ratio(struct page *page, struct bytes *description)
{
	const struct causa_frame *pooled = page->data->pooled;
	struct chart c = {.page = page, .frame = page->data->ratio, .pooled = NAN, .rows = {.page = page}};
	if (pooled != NULL && pooled->rows == 1)
		c.pooled = causa_frame_number(pooled, "ratio", 0);
	enum causa_status status = read_rows(&c);
	if (status == CAUSA_OK) {
		write_words(&c);
		describe(&c, description);
		status = page_open(page, rows_height(&c.rows), rows_least_share(&c.rows), rows_least_width(&c.rows));
	}
	if (status == CAUSA_OK)
		draw(&c);
	free(c.ratio);
	free(c.rows.row);
	return status;
}
