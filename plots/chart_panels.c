/* panels: many offences side by side, one small panel each. A row has one scale unless another is asked for: offences are sorted by
 * size, so that the small ones can be read too. Offence unknown is no offence: it stands last, on a scale of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "charts.h"
#include "label.h"
#include "timeline.h"
#include "words.h"

enum { MOST_PANELS = 24 };

struct panels {
	struct page *page;
	struct series_set reported, prosecuted; /* of one measure only: that one in `reported` */
	bool both;
	int *order, first, n, columns, rows;    /* panels first .. first + n - 1 of all */
	double title, text, gap_x, gap_y, left, plot, key, titles; /* sizes of the parts */
};

static const struct stroke stroke_reported = {INK_BLUE, INK_BLUE_TINT, true, SOLID, 0};

/* Dashed where there is no colour to tell it. */
static struct stroke stroke_prosecuted(const struct page *page)
{
	return (struct stroke){INK_VERMILION, INK_VERMILION_TINT, false, page->options->theme == CAUSA_THEME_PRINT ? DASHED : SOLID, 1};
}

/* The series of criminal cases of an offence; NULL when the table has none. */
static const struct series *prosecuted_of(const struct panels *p, const struct series *reported)
{
	for (int i = 0; i < p->prosecuted.n; i++) {
		if (strcmp(p->prosecuted.series[i].name, reported->name) == 0)
			return &p->prosecuted.series[i];
	}
	return NULL;
}

static const struct series *panel_series(const struct panels *p, int i)
{
	return &p->reported.series[p->order[p->first + i]];
}

static int pages_of(const struct panels *p)
{
	return (p->reported.n + MOST_PANELS - 1) / MOST_PANELS;
}

static enum causa_status choose_page(struct panels *p)
{
	int page = p->page->options->page > 0 ? p->page->options->page : 1, left;
	series_order(&p->reported, p->page->options->order, p->order);
	if (page > pages_of(p))
		return causa_fail(p->page->err, CAUSA_EUSAGE, _("--page is %d, but these panels take %d"), page, pages_of(p));
	p->first = (page - 1) * MOST_PANELS;
	left = p->reported.n - p->first;
	p->n = left < MOST_PANELS ? left : MOST_PANELS;
	return CAUSA_OK;
}

static const char *scale_words(const struct panels *p)
{
	switch (p->page->options->scale_y) {
	case CAUSA_SCALE_FREE:
		return _("each panel has its own scale");
	case CAUSA_SCALE_SHARED:
	case CAUSA_SCALE_LOG:
		return _("one scale for all panels");
	default:
		return _("one scale in each row");
	}
}

static const char *order_words(const struct panels *p)
{
	switch (p->page->options->order) {
	case CAUSA_ORDER_NAME:
		return _("by name");
	case CAUSA_ORDER_TABLE:
		return _("in the order of the table");
	default:
		return _("largest offence first");
	}
}

static void write_words(struct panels *p)
{
	const struct causa_frame *f = p->page->data->counts;
	const struct series_set *set = &p->reported;
	struct present present = {0};
	bool unknown = false;
	char years[32], title[512], subtitle[512] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE];
	for (int i = 0; i < p->n; i++) {
		const struct series *other = prosecuted_of(p, panel_series(p, i));
		unknown |= panel_series(p, i)->unknown;
		timeline_survey(panel_series(p, i), set->years, &present);
		if (other != NULL)
			timeline_survey(other, set->years, &present);
	}
	words_years(set->year[0], set->year[set->years - 1], years, sizeof years);
	words_level(p->page, f->context->level, level);
	if (p->both)
		snprintf(title, sizeof title, _("Reported cases and criminal cases by offence, %s"), years);
	else
		snprintf(title, sizeof title, _("%s by offence, %s"), words_measure(p->page->measure), years);
	if (pages_of(p) > 1)
		snprintf(title + strlen(title), sizeof title - strlen(title), " (%d/%d)", p->first / MOST_PANELS + 1, pages_of(p));
	words_add(subtitle, sizeof subtitle, _("Cases a year, %s; %s."), order_words(p), scale_words(p));
	words_scale(p->page, subtitle, sizeof subtitle);
	words_add(subtitle, sizeof subtitle, p->both ? _("Band: %s Poisson interval of reported cases.") : _("Band: %s Poisson interval."), level);
	if (present.partial)
		words_add(subtitle, sizeof subtitle, "%s", _("Ring: part of a year, not joined to the line."));
	words_partial(f, set, note, sizeof note);
	timeline_note(&present, note, sizeof note);
	words_unknown(unknown, note, sizeof note);
	if (pages_of(p) > 1)
		words_add(note, sizeof note, _("Offences %d to %d of %d; the others are on other pages (--page)."), p->first + 1, p->first + p->n, set->n);
	page_source(p->page, f, source, sizeof source);
	page_words(p->page, title, subtitle, note, source);
}

static void describe(const struct panels *p, struct bytes *to)
{
	bytes_text(to, p->page->info->title);
	bytes_char(to, '.');
	for (int i = 0; i < p->n; i++) {
		char name[320];
		const struct series *other = prosecuted_of(p, panel_series(p, i));
		if (p->both)
			snprintf(name, sizeof name, _("%.200s, reported cases"), panel_series(p, i)->name);
		else
			snprintf(name, sizeof name, "%.200s", panel_series(p, i)->name);
		words_describe(p->page, name, panel_series(p, i), p->both ? "reported" : p->page->measure, &p->reported, to);
		if (other != NULL) {
			snprintf(name, sizeof name, _("%.200s, criminal cases"), panel_series(p, i)->name);
			words_describe(p->page, name, other, "prosecuted", &p->prosecuted, to);
		}
	}
}

/* ---- layout ---- */

static void choose_grid(struct panels *p)
{
	double width = p->page->width;
	p->columns = width < 440 ? 2 : width < 600 ? 3 : p->n > 12 ? 5 : p->n > 4 ? 4 : p->n > 1 ? 3 : 1;
	p->columns = p->n < p->columns ? p->n : p->columns;
	p->rows = (p->n + p->columns - 1) / p->columns;
	p->title = p->page->narrow ? 11 : 12.5;
	p->text = p->page->narrow ? 10 : 11;
	p->gap_x = p->page->narrow ? 20 : 26;
	p->gap_y = p->page->narrow ? 10 : 12;
	p->plot = p->page->narrow ? 84 : 104;
}

static enum weight title_weight(const struct panels *p, const struct series *s)
{
	return page_highlights(p->page, s->name) ? BOLD : s->unknown ? ITALIC : p->page->options->highlights > 0 ? REGULAR : SEMIBOLD;
}

static double title_height(const struct panels *p, const struct series *s, double width)
{
	return page_wrap(p->page, NULL, s->name, 0, 0, width, p->title, 1.25, title_weight(p, s), INK_TEXT);
}

static double panel_width(const struct panels *p, double width)
{
	return (width - p->left - (p->columns - 1) * p->gap_x) / p->columns;
}

static double panel_height(const struct panels *p)
{
	return p->titles + 4 + p->plot + 2 * p->text + 4 + p->gap_y;
}

/* Panels first..last share the scale of panel i. */
static void sharing(const struct panels *p, int panel, int *first, int *last)
{
	enum causa_scale_y how = p->page->options->scale_y;
	*first = how == CAUSA_SCALE_FREE ? panel : how == CAUSA_SCALE_CHART ? panel - panel % p->columns : 0;
	*last = how == CAUSA_SCALE_FREE ? panel : how == CAUSA_SCALE_CHART ? *first + p->columns - 1 : p->n - 1;
	*last = *last < p->n ? *last : p->n - 1;
}

static struct scale panel_scale(const struct panels *p, int panel)
{
	struct extent extent = {0};
	int first, last;
	sharing(p, panel, &first, &last);
	for (int i = first; i <= last; i++) {
		const struct series *s = panel_series(p, i), *other = prosecuted_of(p, s);
		if (s->unknown != panel_series(p, panel)->unknown)
			continue;
		timeline_extent(s, p->reported.years, true, &extent);
		if (other != NULL)
			timeline_extent(other, p->reported.years, false, &extent);
	}
	return timeline_scale(p->page, &extent, 0, 1, 3);
}

/* Does the scale of a panel stand beside it? */
static bool has_numbers(const struct panels *p, int i)
{
	return i % p->columns == 0 || panel_series(p, i)->unknown || p->page->options->scale_y == CAUSA_SCALE_FREE;
}

static void measure_parts(struct panels *p)
{
	double side = p->page->options->bare ? 2 : p->page->size.margin;
	for (int i = 0; i < p->n; i++) {
		struct scale y = panel_scale(p, i);
		p->left = fmax(p->left, timeline_numbers_width(p->page, &y, p->text));
	}
	p->gap_x = fmax(p->gap_x, p->left + 4); /* panels may have numbers of their own */
	double width = panel_width(p, p->page->width - 2 * side);
	for (int i = 0; i < p->n; i++)
		p->titles = fmax(p->titles, title_height(p, panel_series(p, i), width));
	p->key = p->both ? 2.2 * p->page->size.axis : 0;
}

static struct box panel_box(const struct panels *p, int i)
{
	const struct box *plot = &p->page->plot;
	double width = panel_width(p, plot->x1 - plot->x0), height = (plot->y1 - plot->y0 - p->key) / p->rows;
	double x = plot->x0 + p->left + (i % p->columns) * (width + p->gap_x), y = plot->y0 + p->key + (i / p->columns) * height;
	return (struct box){x, y + p->titles + 10, x + width, y + height - p->gap_y - 2 * p->text - 4};
}

/* ---- marks ---- */

/* The name above its panel, on its last line when it needs only one. */
static void draw_title(const struct panels *p, const struct series *s, const struct box *box)
{
	double width = box->x1 - box->x0;
	page_wrap(p->page, p->page->marks, s->name, box->x0, box->y0 - 12 - title_height(p, s, width), width, p->title, 1.25,
	          title_weight(p, s), INK_TEXT);
}

/* The largest count in figures, so that panels that are flat on the common scale can be read. */
static void draw_peak(const struct panels *p, const struct timeline *line, const struct series *s, enum ink ink)
{
	static const enum place order[] = {PLACE_N, PLACE_NE, PLACE_NW, PLACE_E, PLACE_W};
	int peak = -1;
	char number[CAUSA_NUMBER_SIZE];
	for (int t = 0; t < line->set->years; t++) {
		if (s->cell[t].there && (peak < 0 || s->cell[t].value > s->cell[peak].value))
			peak = t;
	}
	if (peak < 0 || s->cell[peak].value == 0)
		return;
	words_count(p->page, s->cell[peak].value, number);
	struct label label = {{timeline_x(line, peak), timeline_y(line, s->cell[peak].value)}, DOT + 1, number, NULL, p->text,
	                      SEMIBOLD, ink, {line->box.x0 - 2, line->box.y0 - 12, line->box.x1 + 6, line->box.y1}, false};
	label_place(p->page->marks, &label, order, (int)(sizeof order / sizeof order[0]));
}

/* What the two colours are, above the panels: in a panel there is no room for words. */
static void draw_key(const struct panels *p)
{
	const char *const measure[2] = {"reported", "prosecuted"};
	const struct stroke stroke[2] = {stroke_reported, stroke_prosecuted(p->page)};
	const enum ink mark[2] = {INK_BLUE, INK_VERMILION}, text[2] = {INK_BLUE, INK_VERMILION_TEXT};
	double size = p->page->size.axis, x = p->page->plot.x0, y = p->page->plot.y0 + 0.8 * size;
	for (int k = 0; k < 2 && p->both; k++) {
		if (stroke[k].band)
			marks_rect(p->page->marks, (struct box){x, y - 0.78 * size, x + 20, y + 0.14 * size}, stroke[k].tint);
		struct point line[2] = {{x, y - 0.32 * size}, {x + 20, y - 0.32 * size}};
		marks_line(p->page->marks, line, 2, mark[k], OTHER_WIDTH, stroke[k].dash);
		marks_dot(p->page->marks, x + 10, y - 0.32 * size, 2.6, mark[k]);
		struct box box = marks_text(p->page->marks, x + 26, y, words_measure(measure[k]), size, SEMIBOLD, text[k], LEFT, false);
		x = box.x1 + 22;
	}
}

static void draw_panel(const struct panels *p, int i)
{
	const struct series *s = panel_series(p, i), *other = prosecuted_of(p, s);
	const struct stroke prosecuted = stroke_prosecuted(p->page);
	struct timeline line = {.page = p->page, .set = &p->reported, .box = panel_box(p, i), .text = p->text, .dot = 2.2,
	                        .line = OTHER_WIDTH};
	line.y = panel_scale(p, i);
	line.y.from = line.box.y1;
	line.y.to = line.box.y0;
	draw_title(p, s, &line.box);
	timeline_band(&line, s, &stroke_reported);
	timeline_grid(&line, has_numbers(p, i));
	timeline_years(&line);
	timeline_series(&line, s, &stroke_reported);
	if (other != NULL)
		timeline_series(&line, other, &prosecuted);
	draw_peak(p, &line, s, INK_BLUE);
}

enum causa_status chart_panels(struct page *page, struct bytes *description)
{
	struct panels p = {.page = page};
	p.both = strcmp(page->measure, "both") == 0;
	enum causa_status status = series_read(page->data->counts, p.both ? "reported" : page->measure, &p.reported);
	if (status == CAUSA_OK && p.both)
		status = series_read(page->data->counts, "prosecuted", &p.prosecuted);
	if (status == CAUSA_OK && p.both && p.prosecuted.n == 0) { /* a table of reports only */
		p.both = false;
		page->measure = "reported";
	}
	if (status == CAUSA_OK && (p.reported.n == 0 || p.reported.years == 0))
		status = causa_fail(page->err, CAUSA_EUSAGE, _("nothing to draw: no row of the table was chosen"));
	if (status == CAUSA_OK && (p.order = calloc((size_t)p.reported.n, sizeof *p.order)) == NULL)
		status = CAUSA_ENOMEM;
	if (status == CAUSA_OK)
		status = choose_page(&p);
	if (status == CAUSA_OK) {
		choose_grid(&p);
		measure_parts(&p);
		write_words(&p);
		describe(&p, description);
		status = page_open(page, p.key + p.rows * panel_height(&p), 0.85, 300);
	}
	if (status == CAUSA_OK)
		draw_key(&p);
	for (int i = 0; status == CAUSA_OK && i < p.n; i++)
		draw_panel(&p, i);
	free(p.order);
	series_free(&p.reported);
	series_free(&p.prosecuted);
	return status;
}
