/* decompose: why the ratio of all offences changed between two years, as a waterfall from the first to the second: what the mix of
 * offences did, then what changed within the offences, the largest parts by name.
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

enum { MOST_NAMED = 10, MOST_STEPS = MOST_NAMED + 4 };

struct part {
	struct row_key key;        /* value: how large the part is, whatever its sign */
	double within, lower, upper;
};

/* A bar of the waterfall, from one height to another. */
struct step {
	double from, to, lower, upper; /* limits of `to`; NAN: none */
	enum ink ink;
};

struct chart {
	struct page *page;
	const struct causa_frame *frame;
	uint64_t all;              /* row of all offences */
	struct part *part;
	int parts, named;
	struct step step[MOST_STEPS];
	struct row row[MOST_STEPS];
	char name[MOST_STEPS][160];
	struct rows rows;
	bool cut;                  /* the axis begins above 0: the parts would not be seen */
	struct scale x;
};

/* ---- reading ---- */

static double number(const struct chart *c, const char *column, uint64_t row)
{
	return causa_frame_number(c->frame, column, row);
}

static enum causa_status read_parts(struct chart *c)
{
	const struct causa_column *offence = causa_frame_column(c->frame, "offence");
	c->part = calloc(c->frame->rows + 1, sizeof *c->part);
	c->all = c->frame->rows;
	if (c->part == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t row = 0; row < c->frame->rows; row++) {
		double within = number(c, "within", row);
		if (strcmp(causa_column_label(offence, row), "(all)") == 0) {
			c->all = row;
		} else if (!isnan(within) && within != 0) {
			enum causa_order by = c->page->options->order;
			struct row_key key = {.value = fabs(within), .size = number(c, "reported_from", row) + number(c, "reported_to", row),
			                      .name = causa_column_label(offence, row), .at = row, .by = by};
			c->part[c->parts++] = (struct part){key, within, number(c, "within_lower", row), number(c, "within_upper", row)};
		}
	}
	if (c->all == c->frame->rows || isnan(number(c, "ratio_from", c->all)) || isnan(number(c, "ratio_to", c->all)))
		return causa_fail(c->page->err, CAUSA_EUSAGE, _("nothing to draw: the ratio of all offences is not known in both years"));
	qsort(c->part, (size_t)c->parts, sizeof *c->part, rows_by_rank);
	c->named = c->parts <= MOST_NAMED ? c->parts : MOST_NAMED - 1;
	return CAUSA_OK;
}

static void signed_points(const struct chart *c, double v, double lower, double upper, char out[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(c->page);
	double half = isnan(lower) ? fmax(fabs(100 * v), 0.1) : 100 * (upper - lower) / 2;
	int decimals = causa_number_percent_decimals(100 * v, 100 * lower, 100 * upper);
	for (double step = 0.25; decimals > 0 && decimals < 3 && half > 0 && half < step; step /= 10)
		decimals++; /* parts of a large table are small, and known well */
	causa_number_percent(100 * v, decimals, 0, true, &style, out);
}

static void add_total(struct chart *c, int year, const char *ratio, const char *k, const char *n)
{
	int i = c->rows.n++;
	double v = number(c, ratio, c->all);
	char a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE];
	snprintf(c->name[i], sizeof c->name[i], "%d", year);
	c->step[i] = (struct step){0, v, NAN, NAN, INK_GREY};
	c->row[i] = (struct row){.name = c->name[i], .group = ROWS_RANKED, .bold = true, .ink = INK_TEXT};
	words_percent(c->page, 100 * v, 100 * v - 2, 100 * v + 2, c->row[i].text[0]);
	words_count(c->page, number(c, k, c->all), a);
	words_count(c->page, number(c, n, c->all), b);
	snprintf(c->row[i].text[1], sizeof c->row[i].text[1], "%.40s/%.40s", a, b);
}

static void add_part(struct chart *c, const char *name, enum row_group group, bool unknown, double *at, double v, double lower, double upper)
{
	int i = c->rows.n++;
	char lo[CAUSA_NUMBER_SIZE], hi[CAUSA_NUMBER_SIZE];
	bool sure = lower > 0 || upper < 0;
	snprintf(c->name[i], sizeof c->name[i], "%.150s", name);
	c->step[i] = (struct step){*at, *at + v, *at + lower, *at + upper,
	                           v > 0 ? (sure ? INK_VERMILION : INK_VERMILION_TINT) : sure ? INK_BLUE : INK_BLUE_TINT};
	c->row[i] = (struct row){.name = c->name[i], .group = group, .italic = unknown, .ink = !sure ? INK_TEXT : v > 0 ? INK_VERMILION_TEXT : INK_BLUE};
	signed_points(c, v, lower, upper, c->row[i].text[0]);
	if (!isnan(lower)) {
		signed_points(c, lower, lower, upper, lo);
		signed_points(c, upper, lower, upper, hi);
		snprintf(c->row[i].text[1], sizeof c->row[i].text[1], _("%.40s to %.40s"), lo, hi);
	}
	*at += v;
}

/* What the steps reach. */
static void reach(const struct chart *c, double *lo, double *hi)
{
	*lo = *hi = c->step[0].to;
	for (int i = 0; i < c->rows.n; i++) {
		const struct step *s = &c->step[i];
		*lo = fmin(*lo, fmin(s->to, isnan(s->lower) ? s->to : s->lower));
		*hi = fmax(*hi, fmax(s->to, isnan(s->upper) ? s->to : s->upper));
	}
}

static bool is_unknown(const struct chart *c, int part)
{
	return (c->frame->notes[c->part[part].key.at] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)) != 0;
}

static void build_steps(struct chart *c)
{
	const struct causa_context *x = c->frame->context;
	double at = number(c, "ratio_from", c->all), rest = 0;
	char words[160];
	add_total(c, x->from, "ratio_from", "prosecuted_from", "reported_from");
	add_part(c, _("Mix of offences"), ROWS_FEW, false, &at, number(c, "mix", c->all), number(c, "mix_lower", c->all), number(c, "mix_upper", c->all));
	for (int i = 0; i < c->named; i++)
		add_part(c, c->part[i].key.name, ROWS_NOTHING, is_unknown(c, i), &at, c->part[i].within, c->part[i].lower, c->part[i].upper);
	for (int i = c->named; i < c->parts; i++)
		rest += c->part[i].within;
	if (c->parts > c->named) {
		int others = c->parts - c->named;
		snprintf(words, sizeof words, NP_("%d other offence", "%d other offences", others), others);
		add_part(c, words, ROWS_NOTHING, false, &at, rest, NAN, NAN);
	}
	add_total(c, x->to, "ratio_to", "prosecuted_to", "reported_to");
	double lo, hi;
	reach(c, &lo, &hi);
	c->cut = hi - lo < 0.25 * hi;
	c->rows.row = c->row;
	c->rows.columns = 2;
	c->rows.head[0] = _("points");
	c->rows.head[1] = _("interval");
}

/* ---- words ---- */

static void write_words(struct chart *c)
{
	const struct causa_context *x = c->frame->context;
	char title[512], subtitle[640] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE], within[CAUSA_NUMBER_SIZE];
	double lower = number(c, "within_lower", c->all), upper = number(c, "within_upper", c->all);
	words_level(c->page, x->level, level);
	signed_points(c, number(c, "within", c->all), lower, upper, within);
	snprintf(title, sizeof title, _("Criminal cases per 100 reported cases: change from %d to %d by part"), x->from, x->to);
	words_add(subtitle, sizeof subtitle, "%s", _("Percentage points. Mix: other offences were reported; below it what changed within each offence."));
	words_add(subtitle, sizeof subtitle, _("Line: %s interval (bootstrap); pale: it includes no change."), level);
	words_add(note, sizeof note, _("Within all offences together: %s points."), within);
	bool unknown = false;
	for (int i = 0; i < c->rows.n; i++)
		unknown |= c->row[i].italic;
	words_unknown(unknown, note, sizeof note);
	if (c->cut)
		words_add(note, sizeof note, "%s", _("The axis does not begin at 0."));
	if (x->immature == x->from || x->immature == x->to)
		words_add(note, sizeof note, _("Cases of %d may still reach a judge."), x->immature);
	page_source(c->page, c->frame, source, sizeof source);
	page_words(c->page, title, subtitle, note, source);
}

static void describe(const struct chart *c, struct bytes *to)
{
	bytes_format(to, "%s.", c->page->info->title);
	for (int i = 0; i < c->rows.n; i++) {
		const struct step *s = &c->step[i];
		const struct row *row = &c->row[i];
		bool total = i == 0 || i == c->rows.n - 1;
		struct plotted_row plotted = {row->name, total ? "ratio" : i == 1 ? "mix" : "within", NAN, s->to - s->from, s->lower - s->from, s->upper - s->from, 0};
		page_number(c->page, &plotted);
		bytes_format(to, " %s: %s", row->name, row->text[0]);
		if (row->text[1][0] != '\0')
			bytes_format(to, " (%s)", row->text[1]);
		bytes_char(to, '.');
	}
}

/* ---- marks ---- */

static void choose_scale(struct chart *c)
{
	double lo, hi, from = c->rows.box.x0 + 4, to = c->rows.box.x1 - 4;
	int wanted = c->page->narrow ? 3 : 5;
	reach(c, &lo, &hi);
	if (c->cut) {
		c->x = scale_around(lo, hi, from, to, wanted);
		return;
	}
	lo = fmin(lo, 0);
	hi = fmax(hi, 0.01);
	c->x = scale_linear(0, hi, from, to, wanted, false);
	if (lo < 0) { /* an interval may reach below zero, though no ratio does */
		double step = c->x.tick[1], below = ceil(-lo / step - 1e-9) * step;
		c->x.lo = -below;
	}
}

static void draw_step(const struct chart *c, int i)
{
	struct marks *m = c->page->marks;
	const struct step *s = &c->step[i];
	double y = rows_y(&c->rows, i), half = fmin(8, 0.3 * c->rows.pitch), a = scale_at(&c->x, s->from), b = scale_at(&c->x, s->to);
	if (c->cut && s->from == 0) /* no bar without its foot */
		marks_dot(m, b, y, 4.4, s->ink);
	else if (a != b)
		marks_rect(m, (struct box){fmin(a, b), y - half, fmax(a, b), y + half}, s->ink);
	if (i + 1 < c->rows.n) /* where the next bar begins */
		marks_segment(m, b, y + half, b, rows_y(&c->rows, i + 1) - half, INK_BASELINE, GRID_WIDTH);
	if (isnan(s->lower) || s->upper - s->lower == 0)
		return;
	double lo = scale_at(&c->x, s->lower), hi = scale_at(&c->x, s->upper);
	marks_segment(m, lo, y, hi, y, INK_PAPER, 3.6);
	marks_segment(m, lo, y, hi, y, INK_TEXT, 1.4);
	marks_segment(m, lo, y - 4, lo, y + 4, INK_TEXT, 1.2);
	marks_segment(m, hi, y - 4, hi, y + 4, INK_TEXT, 1.2);
}

enum causa_status chart_decompose(struct page *page, struct bytes *description)
{
	struct chart c = {.page = page, .frame = page->data->decompose, .rows = {.page = page}};
	enum causa_status status = read_parts(&c);
	if (status == CAUSA_OK) {
		build_steps(&c);
		write_words(&c);
		describe(&c, description);
		status = page_open(page, rows_height(&c.rows), rows_least_share(&c.rows), rows_least_width(&c.rows));
	}
	if (status == CAUSA_OK) {
		rows_lay_out(&c.rows);
		choose_scale(&c);
		rows_axis(&c.rows, &c.x, 0, INK_BASELINE, words_tick);
		rows_draw(&c.rows);
		for (int i = 0; i < c.rows.n; i++)
			draw_step(&c, i);
	}
	free(c.part);
	return status;
}
