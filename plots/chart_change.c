/* change: change between two years by offence, diverging bars with whiskers. Counts stand on a ratio scale, on which halving and
 * doubling are equally long; ratios stand on a scale of percentage points.
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

/* Beyond a factor of this the axis is cut, and an arrow says so. */
static const double MOST_FACTOR = 16;

struct change {
	struct row_key key;         /* value: rate ratio, or difference; NAN: none */
	double lower, upper;
	double from, to;
};

struct chart {
	struct page *page;
	const struct causa_frame *frame;
	bool of_ratio;
	double none;                /* value of no change: 1 or 0 */
	struct change *change;
	struct rows rows;
	struct scale x;
};

/* ---- reading ---- */

static struct change read_row(const struct chart *c, uint64_t row)
{
	const struct causa_frame *f = c->frame;
	struct change r = {.key = {.value = causa_frame_number(f, c->of_ratio ? "difference" : "rate_ratio", row), .at = row},
	                   .lower = causa_frame_number(f, "lower", row),
	                   .upper = causa_frame_number(f, "upper", row),
	                   .from = causa_frame_number(f, c->of_ratio ? "ratio_from" : "count_from", row),
	                   .to = causa_frame_number(f, c->of_ratio ? "ratio_to" : "count_to", row)};
	double size = c->of_ratio ? fmin(causa_frame_number(f, "reported_from", row), causa_frame_number(f, "reported_to", row)) : r.from + r.to;
	bool unknown = (f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)) != 0;
	r.key.size = size;
	r.key.name = causa_column_label(causa_frame_column(f, "offence"), row);
	r.key.by = c->page->options->order;
	bool drawable = !isnan(r.key.value) && !isnan(r.lower);
	r.key.group = unknown ? ROWS_UNKNOWN : !drawable ? ROWS_NOTHING : size < FEW_FOR_PERCENT ? ROWS_FEW : ROWS_RANKED;
	return r;
}

static bool excludes_none(const struct chart *c, const struct change *r)
{
	return r->lower > c->none || r->upper < c->none;
}

/* In percent, or in percentage points, of the value of no change. */
static double shown(const struct chart *c, double v)
{
	return 100 * (v - c->none);
}

static void signed_words(const struct chart *c, double v, double lower, double upper, char out[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(c->page);
	int decimals = causa_number_percent_decimals(shown(c, v), shown(c, lower), isnan(upper) ? INFINITY : shown(c, upper));
	size_t n;
	if (!c->of_ratio && v > 0 && shown(c, v) < -99.5 && decimals == 0)
		n = (size_t)snprintf(out, CAUSA_NUMBER_SIZE, "<\xE2\x88\x92" "99"); /* -100% would be none at all */
	else
		n = causa_number_percent(shown(c, v), decimals, 0, true, &style, out);
	if (!c->of_ratio)
		snprintf(out + n, CAUSA_NUMBER_SIZE - n, "%s%%", style.percent_space ? "\xC2\xA0" : "");
}

static const char *instead_words(const struct chart *c, const struct change *r)
{
	if (c->frame->notes[r->key.at] & CAUSA_NOTE(CAUSA_NOTE_BLANK))
		return _("blank in a year");
	if (c->of_ratio)
		return _("no case reported in a year");
	if (r->from == 0 && r->to == 0)
		return _("0 in both years");
	return _("from 0: no percentage");
}

static void side_words(const struct chart *c, double v, char out[CAUSA_NUMBER_SIZE])
{
	if (isnan(v)) /* one of the two may be known; what is compared is not */
		out[0] = '\0';
	else if (c->of_ratio)
		words_percent(c->page, 100 * v, 100 * v - 5, 100 * v + 5, out);
	else
		words_count(c->page, v, out);
}

static void write_row(const struct chart *c, const struct change *r, struct row *row)
{
	double p = causa_frame_number(c->frame, "p_adjusted", r->key.at);
	row->group = r->key.group;
	row->name = r->key.name;
	row->strong = page_highlights(c->page, row->name);
	row->grey = r->key.group == ROWS_FEW || r->key.group == ROWS_NOTHING || r->key.group == ROWS_UNKNOWN;
	row->italic = r->key.group == ROWS_UNKNOWN;
	row->ink = INK_TEXT;
	side_words(c, r->from, row->text[0]);
	side_words(c, r->to, row->text[1]);
	if (isnan(r->key.value) || isnan(r->lower)) {
		row->instead = instead_words(c, r);
		row->blank = (c->frame->notes[r->key.at] & CAUSA_NOTE(CAUSA_NOTE_BLANK)) != 0;
		return;
	}
	signed_words(c, r->key.value, r->lower, r->upper, row->text[2]);
	row->bold = !isnan(p) && p < 1 - c->frame->context->level;
	if (r->key.group == ROWS_RANKED && excludes_none(c, r))
		row->ink = r->key.value > c->none ? INK_VERMILION_TEXT : INK_BLUE;
}

static enum causa_status read_rows(struct chart *c)
{
	static char from[16], to[16];
	uint64_t n = c->frame->rows;
	if (n == 0)
		return causa_fail(c->page->err, CAUSA_EUSAGE, _("nothing to draw: no row of the table was chosen"));
	c->change = calloc(n, sizeof *c->change);
	c->rows.row = calloc(n, sizeof *c->rows.row);
	if (c->change == NULL || c->rows.row == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t i = 0; i < n; i++)
		c->change[i] = read_row(c, i);
	qsort(c->change, n, sizeof *c->change, rows_by_rank);
	for (uint64_t i = 0; i < n; i++) {
		write_row(c, &c->change[i], &c->rows.row[i]);
	}
	snprintf(from, sizeof from, "%d", c->frame->context->from);
	snprintf(to, sizeof to, "%d", c->frame->context->to);
	c->rows.n = (int)n;
	c->rows.mixed = c->page->options->order == CAUSA_ORDER_NAME || c->page->options->order == CAUSA_ORDER_TABLE;
	c->rows.columns = 3;
	c->rows.head[0] = from;
	c->rows.head[1] = to;
	c->rows.head[2] = c->of_ratio ? _("points") : _("change");
	return CAUSA_OK;
}

/* ---- words ---- */

static void write_words(struct chart *c)
{
	const struct causa_context *x = c->frame->context;
	char title[512], subtitle[640] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE];
	bool bold = false, blank = false;
	for (int i = 0; i < c->rows.n; i++) {
		bold |= c->rows.row[i].bold;
		blank |= c->rows.row[i].blank;
	}
	words_level(c->page, x->level, level);
	const char *what = c->of_ratio ? _("Change of criminal cases per 100 reported cases, %d against %d")
	                   : strcmp(x->of, "prosecuted") == 0 ? _("Change of criminal cases by offence, %d against %d")
	                                                      : _("Change of reported cases by offence, %d against %d");
	snprintf(title, sizeof title, what, x->to, x->from);
	if (c->of_ratio)
		words_add(subtitle, sizeof subtitle, "%s", _("Difference in percentage points."));
	else
		words_add(subtitle, sizeof subtitle, "%s", _("Change in percent on a ratio scale: halving and doubling are equally long."));
	words_add(subtitle, sizeof subtitle, _("Line: %s interval. Pale: it includes no change."), level);
	if (bold)
		words_add(note, sizeof note, _("Bold: no change is excluded also after adjustment over %u offences."),
		          c->frame->families > 0 ? c->frame->family[0].size : 0);
	if (rows_any(&c->rows, ROWS_FEW))
		words_add(note, sizeof note, _("Grey, not ranked: fewer than %d cases in both years together."), FEW_FOR_PERCENT);
	words_unknown(rows_any(&c->rows, ROWS_UNKNOWN), note, sizeof note);
	if (blank)
		words_add(note, sizeof note, "%s", _("Hatched: blank in the source, which is not zero."));
	for (uint32_t i = 0; i < x->dropped_count; i++)
		words_add(note, sizeof note, _("%d is partly covered and left out."), x->dropped[i]);
	page_source(c->page, c->frame, source, sizeof source);
	page_words(c->page, title, subtitle, note, source);
}

static void describe(const struct chart *c, struct bytes *to)
{
	bytes_format(to, "%s.", c->page->info->title);
	for (int i = 0; i < c->rows.n; i++) {
		const struct change *r = &c->change[i];
		const struct row *row = &c->rows.row[i];
		char lower[CAUSA_NUMBER_SIZE], upper[CAUSA_NUMBER_SIZE];
		struct plotted_row number = {row->name, c->of_ratio ? "difference" : "rate_ratio", NAN, r->key.value, r->lower, r->upper,
		                             c->frame->notes[r->key.at]};
		page_number(c->page, &number);
		if (row->blank) {
			bytes_format(to, " %s: %s.", row->name, row->instead);
			continue;
		}
		bytes_format(to, _(" %s: %s to %s"), row->name, row->text[0], row->text[1]);
		if (row->instead != NULL) {
			bytes_format(to, ", %s.", row->instead);
			continue;
		}
		signed_words(c, r->lower, r->lower, r->upper, lower);
		if (isnan(r->upper))
			snprintf(upper, sizeof upper, "%s", _("no limit"));
		else
			signed_words(c, r->upper, r->lower, r->upper, upper);
		bytes_format(to, _(", %s (%s to %s)."), row->text[2], lower, upper);
	}
}

/* ---- marks ---- */

static struct scale choose_scale(const struct chart *c)
{
	double most = c->of_ratio ? 0.01 : 2;
	for (int i = 0; i < c->rows.n; i++) {
		const struct change *r = &c->change[i];
		if (isnan(r->key.value) || isnan(r->lower))
			continue;
		if (c->of_ratio)
			most = fmax(most, fmax(fabs(r->lower), fabs(r->upper)));
		else if (r->key.group != ROWS_FEW)
			most = fmax(most, fmax(isnan(r->upper) ? r->key.value : r->upper, r->lower > 0 ? 1 / r->lower : MOST_FACTOR));
	}
	if (!c->of_ratio) {
		most = fmin(most * 1.06, MOST_FACTOR);
		return scale_ratio(1 / most, most, c->rows.box.x0 + 6, c->rows.box.x1 - 6);
	}
	return scale_mirrored(most, c->rows.box.x0 + 6, c->rows.box.x1 - 6, c->page->narrow ? 2 : 3);
}

static void points_tick(const struct page *page, double tick, bool last, char out[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(page);
	double p = 100 * tick;
	(void)last;
	causa_number_percent(p, fabs(p - round(p)) < 1e-9 ? 0 : 1, 0, true, &style, out);
}

/* Of rate ratios: "+100%", and 0 where nothing changes. */
static void percent_tick(const struct page *page, double tick, bool last, char out[CAUSA_NUMBER_SIZE])
{
	bool none = fabs(tick - 1) < 1e-12;
	points_tick(page, none ? 0 : tick - 1, last, out);
	size_t n = strlen(out);
	if (!none)
		snprintf(out + n, CAUSA_NUMBER_SIZE - n, "%s%%", words_style(page).percent_space ? "\xC2\xA0" : "");
}

static void draw_arrow(const struct chart *c, double x, double y, double direction, double value, double other)
{
	char words[CAUSA_NUMBER_SIZE];
	double size = c->page->size.footer;
	struct marks *m = c->page->marks;
	struct point head[3] = {{x, y - 4}, {x, y + 4}, {x + 7 * direction, y}};
	marks_area(m, head, 3, INK_TEXT);
	if (isnan(value))
		snprintf(words, sizeof words, "%s", _("no limit"));
	else
		signed_words(c, value, direction < 0 ? value : other, direction < 0 ? other : value, words);
	/* Above the arrow's end; beside the name where that stands there. */
	double step = direction < 0 ? 12 : -12, middle = (c->rows.box.x0 + c->rows.box.x1) / 2;
	enum anchor anchor = direction < 0 ? LEFT : RIGHT;
	for (double at = x; (middle - at) * step > 0; at += step) {
		struct box box = text_box(m, at, y - 9, words, size, REGULAR, anchor);
		if (!label_is_free(m, (struct box){box.x0 - 3, box.y0, box.x1 + 3, y - 8}))
			continue;
		marks_text(m, at, y - 9, words, size, REGULAR, INK_GREY, anchor, true);
		return;
	}
}

static void draw_whisker(const struct chart *c, const struct change *r, double y)
{
	struct marks *m = c->page->marks;
	bool cut_low = r->lower < c->x.lo * (c->of_ratio ? 1 : 1 - 1e-9), cut_high = isnan(r->upper) || r->upper > c->x.hi;
	double lo = cut_low ? c->x.from : scale_at(&c->x, r->lower), hi = cut_high ? c->x.to : scale_at(&c->x, r->upper);
	lo = fmin(lo, c->x.to); /* an interval may lie beyond the axis as a whole */
	hi = fmax(hi, c->x.from);
	marks_segment(m, lo, y, hi, y, INK_PAPER, 3.6);
	marks_segment(m, lo, y, hi, y, INK_TEXT, 1.4);
	if (cut_low)
		draw_arrow(c, lo, y, -1, r->lower, r->upper);
	else
		marks_segment(m, lo, y - 4, lo, y + 4, INK_TEXT, 1.2);
	if (cut_high)
		draw_arrow(c, hi, y, 1, r->upper, r->lower);
	else
		marks_segment(m, hi, y - 4, hi, y + 4, INK_TEXT, 1.2);
}

static void draw_row(const struct chart *c, int i)
{
	const struct change *r = &c->change[i];
	double y = rows_y(&c->rows, i), half = fmin(8, 0.3 * c->rows.pitch);
	if (isnan(r->key.value) || isnan(r->lower))
		return;
	double zero = scale_at(&c->x, c->none);
	double at = r->key.value <= c->x.lo ? c->x.from : r->key.value >= c->x.hi ? c->x.to : scale_at(&c->x, r->key.value);
	bool rise = r->key.value > c->none, solid = r->key.group == ROWS_RANKED && excludes_none(c, r);
	enum ink ink = r->key.group != ROWS_RANKED ? INK_FAINT : rise ? (solid ? INK_VERMILION : INK_VERMILION_TINT) : solid ? INK_BLUE : INK_BLUE_TINT;
	if (at != zero)
		marks_rect(c->page->marks, (struct box){fmin(at, zero), y - half, fmax(at, zero), y + half}, ink);
	draw_whisker(c, r, y);
}

enum causa_status chart_change(struct page *page, struct bytes *description)
{
	const struct causa_frame *f = page->data->change;
	struct chart c = {.page = page, .frame = f, .rows = {.page = page}};
	c.of_ratio = strcmp(f->context->of, "ratio") == 0;
	c.none = c.of_ratio ? 0 : 1;
	enum causa_status status = read_rows(&c);
	if (status == CAUSA_OK) {
		write_words(&c);
		describe(&c, description);
		status = page_open(page, rows_height(&c.rows), rows_least_share(&c.rows), rows_least_width(&c.rows));
	}
	if (status == CAUSA_OK) {
		rows_lay_out(&c.rows);
		c.x = choose_scale(&c);
		rows_axis(&c.rows, &c.x, c.none, INK_TEXT, c.of_ratio ? points_tick : percent_tick);
		rows_draw(&c.rows);
		for (int i = 0; i < c.rows.n; i++)
			draw_row(&c, i);
	}
	free(c.change);
	free(c.rows.row);
	return status;
}
