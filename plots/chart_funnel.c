/* funnel: ratio against number of reports, with the limits that chance alone would keep it in. Few reports scatter widely: what
 * stands out in a ranking may be no more than that.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "charts.h"
#include "label.h"
#include "scale.h"
#include "series.h"
#include "words.h"

enum band { WARNING, CONTROL };

struct offence {
	const char *name;
	double n, k, ratio;
	int outside;         /* 0: inside; 1: beyond the limits of 95 %, 2: of 99.8 % */
	bool unknown, strong;
	uint64_t row;
};

struct funnel {
	struct page *page;
	const struct causa_frame *frame;
	struct offence *offence;
	uint64_t *curve;     /* rows that hold points of the limits */
	int n, points;
	double pooled, least_n, most_n, least_ratio, most_ratio; /* most_ratio: of offences with enough reports for a percentage */
	bool above_one, above_axis, zero, log, cut; /* cut: the axis of ratios begins above 0 */
	struct box box;
	struct scale x, y;
};

/* ---- reading ---- */

static double limit(const struct funnel *f, enum band band, bool upper, uint64_t row)
{
	static const char *const column[2][2] = {{"warning_lower", "warning_upper"}, {"control_lower", "control_upper"}};
	return causa_frame_number(f->frame, column[band][upper], row);
}

static struct offence read_offence(const struct funnel *f, uint64_t row)
{
	struct offence o = {.name = causa_column_label(causa_frame_column(f->frame, "offence"), row), .row = row};
	o.n = causa_frame_number(f->frame, "reported", row);
	o.k = causa_frame_number(f->frame, "prosecuted", row);
	o.ratio = causa_frame_number(f->frame, "ratio", row);
	o.unknown = (f->frame->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)) != 0;
	o.strong = page_highlights(f->page, o.name);
	for (int band = WARNING; band <= CONTROL; band++) {
		if (o.ratio < limit(f, (enum band)band, false, row) || o.ratio > limit(f, (enum band)band, true, row))
			o.outside = band + 1;
	}
	return o;
}

/* Those that matter most are labelled first: asked for, outside, large. */
static int by_importance(const void *a, const void *b)
{
	const struct offence *x = a, *y = b;
	if (x->strong != y->strong)
		return x->strong ? -1 : 1;
	if (x->outside != y->outside)
		return x->outside > y->outside ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* Few reports give ratios that would flatten all others: they point beyond the axis, and say what they are. */
static double axis_top(const struct funnel *f)
{
	if (f->cut)
		return f->most_ratio;
	return fmin(fmax(1, f->most_ratio), fmax(1.12 * f->most_ratio, 2.5 * f->pooled));
}

static bool is_above(const struct funnel *f, const struct offence *o)
{
	return o->ratio > axis_top(f);
}

/* Where most offences have so many reports that the limits close up on a linear axis, it is logarithmic. */
static bool wants_log(const struct funnel *f)
{
	int narrow = 0;
	if (f->page->options->scale_y != CAUSA_SCALE_CHART)
		return f->page->options->scale_y == CAUSA_SCALE_LOG;
	for (int i = 0; i < f->n; i++) {
		uint64_t row = f->offence[i].row;
		narrow += limit(f, CONTROL, true, row) - limit(f, CONTROL, false, row) < 0.06 * axis_top(f);
	}
	return 2 * narrow > f->n;
}

static enum causa_status read_rows(struct funnel *f)
{
	f->offence = calloc(f->frame->rows + 1, sizeof *f->offence);
	f->curve = calloc(f->frame->rows + 1, sizeof *f->curve);
	if (f->offence == NULL || f->curve == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t row = 0; row < f->frame->rows; row++) {
		f->pooled = causa_frame_number(f->frame, "pooled", row);
		if (strcmp(causa_column_label(causa_frame_column(f->frame, "offence"), row), "(limits)") == 0) {
			f->curve[f->points++] = row;
			continue;
		}
		struct offence o = read_offence(f, row);
		if (isnan(o.ratio))
			continue;
		f->offence[f->n++] = o;
		f->most_n = fmax(f->most_n, o.n);
		f->least_ratio = f->n == 1 ? o.ratio : fmin(f->least_ratio, o.ratio);
		f->least_n = f->n == 1 ? o.n : fmin(f->least_n, o.n);
		if (o.n >= FEW_FOR_PERCENT)
			f->most_ratio = fmax(f->most_ratio, o.ratio);
		f->above_one |= o.ratio > 1;
		f->zero |= o.k == 0;
	}
	if (f->n == 0)
		return causa_fail(f->page->err, CAUSA_EUSAGE, _("nothing to draw: no row of the table was chosen"));
	f->log = wants_log(f);
	f->cut = f->log && f->least_ratio > 0.5 * f->most_ratio && f->most_ratio > f->pooled && f->least_ratio < f->pooled;
	for (int i = 0; i < f->n; i++)
		f->above_axis |= is_above(f, &f->offence[i]);
	qsort(f->offence, (size_t)f->n, sizeof *f->offence, by_importance);
	return CAUSA_OK;
}

/* ---- words ---- */

static void write_words(struct funnel *f)
{
	const struct causa_context *x = f->frame->context;
	char years[32], title[512], subtitle[640] = "", note[2048] = "", source[1024], warning[CAUSA_NUMBER_SIZE], control[CAUSA_NUMBER_SIZE];
	bool outside = false, far = false, unknown = false;
	for (int i = 0; i < f->n; i++) {
		outside |= f->offence[i].outside > 0;
		unknown |= f->offence[i].unknown;
		far |= f->offence[i].outside > 1;
	}
	words_years(x->first, x->last, years, sizeof years);
	words_level(f->page, 0.95, warning);
	words_level(f->page, 0.998, control);
	snprintf(title, sizeof title, _("Criminal cases per 100 reported cases against number of reports, %s"), years);
	words_add(subtitle, sizeof subtitle, _("Each dot is an offence. Bands: where %s and %s of the ratios would lie by chance around that of all offences."),
	          warning, control);
	if (f->log)
		words_add(subtitle, sizeof subtitle, "%s", _("Reports on a logarithmic scale."));
	if (far)
		words_add(note, sizeof note, _("Bold and in colour: outside the limits of %s."), control);
	if (outside && !far)
		words_add(note, sizeof note, _("Bold: outside the limits of %s."), warning);
	if (f->above_one)
		words_add(note, sizeof note, "%s", _("Square: above 100, more criminal cases than reports in the same years."));
	words_unknown(unknown, note, sizeof note);
	if (f->zero)
		words_add(note, sizeof note, "%s", _("Diamond: no criminal case."));
	if (f->cut)
		words_add(note, sizeof note, "%s", _("The axis does not begin at 0."));
	if (f->above_axis)
		words_add(note, sizeof note, "%s", _("Arrow: above the axis."));
	words_doubts(x, note, sizeof note);
	page_source(f->page, f->frame, source, sizeof source);
	page_words(f->page, title, subtitle, note, source);
}

static void describe(const struct funnel *f, struct bytes *to)
{
	char number[CAUSA_NUMBER_SIZE], k[CAUSA_NUMBER_SIZE], n[CAUSA_NUMBER_SIZE];
	words_percent(f->page, 100 * f->pooled, 100 * f->pooled - 2, 100 * f->pooled + 2, number);
	bytes_format(to, "%s. ", f->page->info->title);
	bytes_format(to, _("All offences: %s"), number);
	bytes_char(to, '.');
	for (int i = 0; i < f->n; i++) {
		const struct offence *o = &f->offence[i];
		struct plotted_row row = {o->name, "ratio", o->n, o->ratio, NAN, NAN, f->frame->notes[o->row]};
		page_number(f->page, &row);
		words_count(f->page, o->k, k);
		words_count(f->page, o->n, n);
		bytes_format(to, " %s: %s/%s%s.", o->name, k, n,
		             o->outside == 2 ? _(", outside the limits of 99.8%") : o->outside == 1 ? _(", outside the limits of 95%") : "");
	}
	for (int band = WARNING; band <= CONTROL; band++) {
		for (int i = 0; i < f->points; i++) {
			uint64_t at = f->curve[i];
			struct plotted_row row = {"(all)", band == WARNING ? "limits_95" : "limits_99.8", causa_frame_number(f->frame, "reported", at), f->pooled,
			                          limit(f, (enum band)band, false, at), limit(f, (enum band)band, true, at), 0};
			page_number(f->page, &row);
		}
	}
}

/* ---- marks ---- */

static void lay_out(struct funnel *f)
{
	const struct page *page = f->page;
	const struct box *plot = &page->plot;
	double size = page->size.axis, widest = 0;
	/* The funnel's mouth is wider than any ratio: the axis ends where the ratios do, and the bands leave it at the top. */
	/* what points beyond the axis is named above it */
	f->box = (struct box){plot->x0, plot->y0 + (f->above_axis ? 2.2 : 1) * size, plot->x1 - 6, plot->y1 - 3.5 * size - 8};
	int wanted = page->narrow ? 4 : 6;
	f->y = f->cut ? scale_around(f->least_ratio - 0.25 * (f->most_ratio - f->least_ratio), f->most_ratio, f->box.y1, f->box.y0, wanted)
	              : scale_linear(0, axis_top(f), f->box.y1, f->box.y0, wanted, false);
	for (int i = 0; i < f->y.ticks; i++) {
		char number[CAUSA_NUMBER_SIZE];
		words_tick(page, f->y.tick[i], i == f->y.ticks - 1, number);
		widest = fmax(widest, text_width(page->marks, number, size, REGULAR));
	}
	f->box.x0 += widest + 8;
	f->x = f->log ? scale_counts(f->least_n, 1.08 * f->most_n, f->box.x0, f->box.x1)
	                                                 : scale_linear(0, f->most_n, f->box.x0, f->box.x1, page->narrow ? 4 : 6, true);
	if (!f->log && f->x.hi > 1.08 * f->most_n)
		f->x.hi = 1.08 * f->most_n; /* the curve ends here: ticks beyond are not drawn */
}

static void draw_axes(const struct funnel *f)
{
	struct marks *m = f->page->marks;
	double size = f->page->size.axis;
	char years[32], words[128];
	for (int i = 0; i < f->y.ticks; i++) {
		char number[CAUSA_NUMBER_SIZE];
		double y = scale_at(&f->y, f->y.tick[i]);
		bool base = i == 0;
		marks_segment(m, f->box.x0, y, f->box.x1, y, base ? INK_BASELINE : INK_GRID, base ? BASE_WIDTH : GRID_WIDTH);
		words_tick(f->page, f->y.tick[i], i == f->y.ticks - 1, number);
		marks_text(m, f->box.x0 - 8, y + 0.36 * size, number, size, REGULAR, INK_GREY, RIGHT, false);
	}
	double free_from = -INFINITY;
	for (int i = 0; i < f->x.ticks; i++) {
		char number[CAUSA_NUMBER_SIZE];
		double x = scale_at(&f->x, f->x.tick[i]);
		if (f->x.tick[i] > f->x.hi * (1 + 1e-9))
			continue;
		words_count(f->page, f->x.tick[i], number);
		marks_segment(m, x, f->box.y1, x, f->box.y1 + 4, INK_BASELINE, BASE_WIDTH);
		marks_tick(m, x, f->box.y1 + 6 + size, number, size, &free_from);
	}
	words_years(f->frame->context->first, f->frame->context->last, years, sizeof years);
	snprintf(words, sizeof words, _("Reported cases, %s"), years);
	marks_text(m, (f->box.x0 + f->box.x1) / 2, f->box.y1 + 10 + 2.3 * size, words, size, REGULAR, INK_GREY, MIDDLE, false);
}

static struct point limit_at(const struct funnel *f, double n, double v)
{
	return (struct point){scale_at(&f->x, n), scale_at(&f->y, fmax(v, f->y.lo))};
}

/* Where the way from one point to another meets n or v: its share. */
static double share_of(double from, double to, double at)
{
	return to == from ? 0 : (at - from) / (to - from);
}

/* A limit inside the axes, cut where it leaves them. whole: along the top where it lies above, as the rim of an area; else only what
 * is neither above nor 0. Room for two points each in p. */
static size_t trace(const struct funnel *f, enum band band, bool upper, bool whole, struct point *p)
{
	size_t k = 0;
	double n0 = NAN, v0 = NAN, lo = f->x.lo, hi = f->y.hi, foot = f->y.lo;
	for (int i = 0; i < f->points; i++) {
		double n = causa_frame_number(f->frame, "reported", f->curve[i]), v = limit(f, band, upper, f->curve[i]), to = n;
		if (n > f->x.hi)
			n = f->x.hi;
		if (n < lo || (i > 0 && n0 >= n)) {
			n0 = n;
			v0 = v;
			continue;
		}
		if (to > n && i > 0)
			v = v0 + share_of(n0, to, n) * (v - v0);
		if (n0 < lo) { /* n is not below it any more */
			v0 += share_of(n0, n, lo) * (v - v0);
			n0 = lo;
			if (whole || (v0 > foot && v0 <= hi))
				p[k++] = limit_at(f, n0, fmin(v0, hi));
		}
		if ((v0 > hi) != (v > hi) && !isnan(v0))
			p[k++] = limit_at(f, n0 + share_of(v0, v, hi) * (n - n0), hi);
		else if (!whole && v > foot && v0 <= foot)
			p[k++] = limit_at(f, n0 + share_of(v0, v, foot) * (n - n0), foot);
		if (whole || (v > foot && v <= hi))
			p[k++] = limit_at(f, n, fmin(v, hi));
		n0 = n;
		v0 = v;
	}
	return k;
}

static void draw_band(const struct funnel *f, enum band band, struct point *p)
{
	size_t n = trace(f, band, false, true, p), all = n + trace(f, band, true, true, p + n);
	for (size_t i = n, k = all; i + 1 < k; i++) {
		struct point one = p[--k];
		p[k] = p[i];
		p[i] = one;
	}
	marks_area(f->page->marks, p, all, band == WARNING ? INK_SHADE2 : INK_SHADE1);
}

static void draw_limits(const struct funnel *f, enum band band, bool upper, struct point *p)
{
	size_t n = trace(f, band, upper, false, p);
	marks_line(f->page->marks, p, n, INK_SHADE5, 1, SOLID);
}

/* Which band is which, at its right end, outside the lines. */
static void name_limits(const struct funnel *f)
{
	static const double level[2] = {0.95, 0.998};
	static const enum place order[2][2] = {{PLACE_SW, PLACE_NW}, {PLACE_NW, PLACE_SW}};
	double size = f->page->size.footer;
	for (int band = WARNING; band <= CONTROL && f->points > 0; band++) {
		char words[CAUSA_NUMBER_SIZE];
		words_level(f->page, level[band], words);
		uint64_t end = f->curve[f->points - 1];
		double n = fmin(causa_frame_number(f->frame, "reported", end), f->x.hi);
		struct label label = {limit_at(f, n, fmin(limit(f, (enum band)band, true, end), f->y.hi)), 5, words, NULL, size, ITALIC, INK_BLUE, f->box, false};
		label_place(f->page->marks, &label, order[band], 2);
	}
}

static void draw_pooled(const struct funnel *f)
{
	static const enum place order[] = {PLACE_N, PLACE_S, PLACE_NE, PLACE_NW};
	char words[128], number[CAUSA_NUMBER_SIZE];
	double y = scale_at(&f->y, f->pooled), x = f->box.x0 + 0.55 * (f->box.x1 - f->box.x0);
	struct point line[2] = {{f->box.x0, y}, {f->box.x1, y}};
	marks_line(f->page->marks, line, 2, INK_GREY, 1.2, DASHED);
	words_percent(f->page, 100 * f->pooled, 100 * f->pooled - 2, 100 * f->pooled + 2, number);
	snprintf(words, sizeof words, _("All offences: %s"), number);
	struct label label = {{x, y}, 4, words, NULL, f->page->size.axis, ITALIC, INK_GREY, f->box, false};
	label_place(f->page->marks, &label, order, 4);
}

static struct point place_of(const struct funnel *f, const struct offence *o)
{
	return (struct point){scale_at(&f->x, o->n), is_above(f, o) ? f->box.y0 + 2 : scale_at(&f->y, o->ratio)};
}

static void draw_dots(struct funnel *f)
{
	for (int i = f->n; i-- > 0;) {
		const struct offence *o = &f->offence[i];
		struct point p = place_of(f, o);
		if (is_above(f, o)) {
			struct point arrow[3] = {{p.x - 4, p.y + 3}, {p.x + 4, p.y + 3}, {p.x, p.y - 4}};
			marks_area(f->page->marks, arrow, 3, INK_TEXT);
			continue;
		}
		enum ink ink = o->outside == 2 ? INK_VERMILION : o->unknown ? INK_GREY : INK_TEXT;
		if (o->k == 0)
			marks_diamond(f->page->marks, p.x, p.y, 4.2, ink);
		else if (o->ratio > 1)
			marks_square(f->page->marks, p.x, p.y, 4.2, ink);
		else
			marks_dot(f->page->marks, p.x, p.y, 4.2, ink);
	}
}

static void name_dots(struct funnel *f)
{
	static const enum place order[] = {PLACE_E, PLACE_W, PLACE_NE, PLACE_SE, PLACE_NW, PLACE_SW, PLACE_N, PLACE_S};
	const struct page *page = f->page;
	struct box within = {f->box.x0 + 2, page->plot.y0, page->plot.x1, f->box.y1 - 1};
	for (int i = 0; i < f->n; i++) {
		const struct offence *o = &f->offence[i];
		enum ink ink = o->outside == 2 ? INK_VERMILION_TEXT : o->unknown ? INK_GREY : INK_TEXT;
		enum weight weight = o->unknown ? ITALIC : o->outside > 0 || o->strong ? BOLD : REGULAR;
		char name[FITTED], whole[320];
		if (is_above(f, o))
			snprintf(whole, sizeof whole, _("%.200s: %.0f of %.0f"), o->name, o->k, o->n);
		else
			snprintf(whole, sizeof whole, "%.300s", o->name);
		page_fit(page, whole, 0.4 * (f->box.x1 - f->box.x0), page->size.axis, weight, name);
		struct label label = {place_of(f, o), DOT_HALO + 4, name, NULL, page->size.axis, weight, ink, within, false};
		if (!label_place(page->marks, &label, order, (int)(sizeof order / sizeof order[0])))
			f->page->dropped++;
	}
}

static void draw(struct funnel *f)
{
	struct point *p = calloc(4 * (size_t)f->points + 8, sizeof *p);
	if (p == NULL) {
		f->page->marks->failed = true;
		return;
	}
	lay_out(f);
	draw_band(f, CONTROL, p);
	draw_band(f, WARNING, p);
	draw_axes(f);
	for (int band = WARNING; band <= CONTROL; band++) {
		draw_limits(f, (enum band)band, false, p);
		draw_limits(f, (enum band)band, true, p);
	}
	free(p);
	draw_dots(f);
	draw_pooled(f);
	name_limits(f);
	name_dots(f);
}

enum causa_status chart_funnel(struct page *page, struct bytes *description)
{
	struct funnel f = {.page = page, .frame = page->data->funnel};
	enum causa_status status = read_rows(&f);
	if (status == CAUSA_OK) {
		write_words(&f);
		describe(&f, description);
		status = page_open(page, page->narrow ? 340 : 460, 0.6, 320);
	}
	if (status == CAUSA_OK)
		draw(&f);
	free(f.offence);
	free(f.curve);
	return status;
}
