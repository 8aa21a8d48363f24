/* heatmap: offence by year, the number in the cell and a shade behind it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "charts.h"
#include "series.h"
#include "words.h"

static const double CELL_GAP = 2, NAME_LINE = 1.15;

struct heatmap {
	struct page *page;
	const struct causa_frame *frame;
	struct series_set set;
	int *order;
	bool ratio, brief;        /* brief: no room for the counts below the ratios */
	double edge[SHADES];      /* a value from edge[i] on has shade i */
	double names, cell_width, cell_height, top;
};

/* ---- words ---- */

static void write_words(struct heatmap *h)
{
	const struct series_set *set = &h->set;
	char years[32], title[512], subtitle[512] = "", note[2048] = "", source[1024];
	bool blank = false, above = false, few = false;
	for (int i = 0; i < set->n; i++) {
		for (int t = 0; t < set->years; t++) {
			blank |= set->series[i].cell[t].blank;
			few |= h->ratio && set->series[i].cell[t].n < FEW_FOR_PERCENT;
			above |= set->series[i].cell[t].above_one;
		}
	}
	words_years(set->year[0], set->year[set->years - 1], years, sizeof years);
	if (h->ratio)
		snprintf(title, sizeof title, _("Criminal cases per 100 reported cases by offence and year, %s"), years);
	else
		snprintf(title, sizeof title, _("%s by offence and year, %s"), words_measure(h->page->measure), years);
	if (h->brief && few)
		words_add(subtitle, sizeof subtitle, _("Fewer than %d reports: criminal cases/reported cases, without a shade."), FEW_FOR_PERCENT);
	else if (h->ratio && !h->brief)
		words_add(subtitle, sizeof subtitle, _("Small: criminal cases/reported cases. Fewer than %d reports: these alone, without a shade."),
		          FEW_FOR_PERCENT);
	else if (!h->ratio)
		words_add(subtitle, sizeof subtitle, "%s", _("Cases as counted in the source."));
	words_partial(h->frame, set, note, sizeof note);
	if (blank)
		words_add(note, sizeof note, "%s", _("Hatched: blank in the source, which is not zero."));
	words_unknown(series_any_unknown(set), note, sizeof note);
	if (above)
		words_add(note, sizeof note, "%s", _("Square: above 100, more criminal cases than reports in the same year."));
	if (h->ratio && h->frame->context->immature != 0)
		words_add(note, sizeof note, _("Cases of %d may still reach a judge."), h->frame->context->immature);
	page_source(h->page, h->frame, source, sizeof source);
	page_words(h->page, title, subtitle, note, source);
}

static bool has_percent(const struct heatmap *h, const struct cell *c)
{
	return h->ratio && c->there && c->n >= FEW_FOR_PERCENT;
}

/* What stands in a cell: a large line, and a small one or "". */
static void cell_words(const struct heatmap *h, const struct cell *c, char large[CAUSA_NUMBER_SIZE], char small[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(h->page);
	large[0] = small[0] = '\0';
	if (!c->there && !c->no_cases)
		return;
	if (!h->ratio)
		words_count(h->page, c->value, large);
	else if (has_percent(h, c))
		causa_number_percent(100 * c->value, 0, 0, false, &style, large);
	if (h->ratio) {
		char k[CAUSA_NUMBER_SIZE], n[CAUSA_NUMBER_SIZE];
		words_count(h->page, (double)c->k, k);
		words_count(h->page, (double)c->n, n);
		snprintf(small, CAUSA_NUMBER_SIZE, "%.22s/%.22s", k, n);
	}
}

static bool is_hatched(const struct heatmap *h, const struct cell *c)
{
	return !c->there && !(h->ratio && c->no_cases);
}

static void describe(const struct heatmap *h, struct bytes *to)
{
	bytes_format(to, "%s.", h->page->info->title);
	for (int i = 0; i < h->set.n; i++) {
		const struct series *s = &h->set.series[h->order[i]];
		bytes_format(to, " %s: ", s->name);
		for (int t = 0; t < h->set.years; t++) {
			char large[CAUSA_NUMBER_SIZE], small[CAUSA_NUMBER_SIZE];
			const struct cell *c = &s->cell[t];
			struct plotted_row row = {s->name, h->page->measure, h->set.year[t], c->there ? c->value : NAN, c->lower, c->upper, c->notes};
			page_number(h->page, &row);
			cell_words(h, c, large, small);
			bytes_format(to, "%s%d%s ", t > 0 ? "; " : "", h->set.year[t], h->set.partial[t] ? "*" : "");
			if (is_hatched(h, c))
				bytes_text(to, _("blank"));
			else
				bytes_format(to, "%s%s%s", large, large[0] != '\0' && small[0] != '\0' ? ", " : "", small);
		}
		bytes_char(to, '.');
	}
}

/* ---- shades ---- */

static void choose_edges(struct heatmap *h)
{
	static const double low[SHADES] = {0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5}, high[SHADES] = {0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9};
	static const double count[SHADES] = {0, 1, 2, 5, 10, 20, 50, 100};
	double most = 0, factor = 1;
	int above = 0, cells = 0;
	for (int i = 0; i < h->set.n; i++) {
		for (int t = 0; t < h->set.years; t++) {
			const struct cell *c = &h->set.series[i].cell[t];
			if (!c->there)
				continue;
			most = fmax(most, c->value);
			cells += has_percent(h, c);
			above += has_percent(h, c) && c->value > 0.4;
		}
	}
	while (most > 500 * factor)
		factor *= 10;
	/* Ratios of prosecution are low, those of clearance high: the shades go where most of them are. */
	const double *ratio = 2 * above > cells ? high : low;
	for (int i = 0; i < SHADES; i++)
		h->edge[i] = h->ratio ? ratio[i] : count[i] * factor;
}

static int shade_of(const struct heatmap *h, double v)
{
	int shade = 0;
	while (shade + 1 < SHADES && v >= h->edge[shade + 1])
		shade++;
	return shade;
}

/* ---- marks ---- */

static double small_size(const struct heatmap *h)
{
	return h->page->narrow ? 9.5 : 11;
}

static double names_share(const struct page *page)
{
	return page->narrow ? 0.26 : 0.34;
}

static double widest_year(const struct heatmap *h, bool brief)
{
	double widest = 0;
	for (int t = 0; t < h->set.years; t++) {
		char year[16];
		words_year(&h->set, t, brief, year);
		widest = fmax(widest, text_width(h->page->marks, year, h->page->size.axis, SEMIBOLD));
	}
	return widest;
}

/* Room for the names, in a plot of this width. */
static double names_width(const struct heatmap *h, double width)
{
	const struct page *page = h->page;
	double widest = 0;
	for (int i = 0; i < h->set.n; i++)
		widest = fmax(widest, text_width(page->marks, h->set.series[i].name, page->size.label, page->options->highlights > 0 ? BOLD : REGULAR));
	return fmin(widest, names_share(page) * width) + 12;
}

static double margins(const struct page *page)
{
	return 2 * (page->options->bare ? 2 : page->size.margin);
}

/* What a cell must hold. */
static double widest_cell(const struct heatmap *h)
{
	double widest = widest_year(h, true);
	for (int i = 0; i < h->set.n; i++) {
		for (int t = 0; t < h->set.years; t++) {
			char large[CAUSA_NUMBER_SIZE], small[CAUSA_NUMBER_SIZE];
			cell_words(h, &h->set.series[i].cell[t], large, small);
			if (h->brief && large[0] != '\0')
				small[0] = '\0';
			widest = fmax(widest, text_width(h->page->marks, small, small_size(h), REGULAR));
			widest = fmax(widest, text_width(h->page->marks, large, h->page->size.label, SEMIBOLD));
		}
	}
	return widest + 6;
}

/* The narrowest page in whose cells the widest number fits, beside names of any length; no wider than this one when they fit here. */
static double least_width(const struct heatmap *h)
{
	double cells = h->set.years * widest_cell(h), here = h->page->width - margins(h->page);
	if (cells + names_width(h, here) <= here)
		return 330;
	return fmax(330, (cells + 12) / (1 - names_share(h->page)) + margins(h->page));
}

/* As high as the numbers need, or the longest name in up to three lines. */
static double row_height(const struct heatmap *h)
{
	const struct page *page = h->page;
	double names = names_width(h, page->width - 2 * (page->options->bare ? 2 : page->size.margin)), size = page->size.label, most = 0;
	for (int i = 0; i < h->set.n; i++)
		most = fmax(most, page_wrap_in(page, NULL, h->set.series[i].name, 0, 0, names - 8, size, NAME_LINE, page->options->highlights > 0 ? BOLD : REGULAR,
		                               INK_TEXT, 3));
	return fmax(h->ratio && !h->brief ? 36 : 28, most + 3);
}

static void lay_out(struct heatmap *h)
{
	const struct page *page = h->page;
	const struct box *plot = &page->plot;
	double width = plot->x1 - plot->x0;
	h->names = names_width(h, width);
	h->top = plot->y0 + 2 * page->size.axis;
	h->cell_width = (width - h->names) / h->set.years;
	h->cell_height = (plot->y1 - 3.2 * page->size.axis - h->top) / h->set.n;
}

static void draw_value(const struct heatmap *h, const struct cell *c, struct box box, enum ink ink)
{
	struct marks *m = h->page->marks;
	char large[CAUSA_NUMBER_SIZE], small[CAUSA_NUMBER_SIZE];
	double x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2, size = h->page->size.label, less = small_size(h);
	cell_words(h, c, large, small);
	if (h->brief && large[0] != '\0')
		small[0] = '\0';
	if (large[0] != '\0' && small[0] != '\0') {
		marks_text(m, x, y - 0.1 * size, large, size, SEMIBOLD, ink, MIDDLE, false);
		marks_text(m, x, y + 0.95 * size, small, less, REGULAR, ink, MIDDLE, false);
	} else {
		marks_text(m, x, y + 0.36 * size, large[0] != '\0' ? large : small, large[0] != '\0' ? size : less, REGULAR, ink, MIDDLE,
		           false);
	}
}

static void draw_cell(const struct heatmap *h, const struct cell *c, struct box box)
{
	struct marks *m = h->page->marks;
	double x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2, size = small_size(h);
	if (is_hatched(h, c)) {
		marks_hatch(m, box);
		double half = text_width(m, _("blank"), size, REGULAR) / 2 + 4;
		if (2 * half > box.x1 - box.x0)
			return; /* the hatch says it, and the note says what a hatch is */
		marks_rect(m, (struct box){x - half, y - 0.75 * size, x + half, y + 0.75 * size}, INK_MISSING);
		marks_text(m, x, y + 0.36 * size, _("blank"), size, REGULAR, INK_GREY, MIDDLE, false);
		return;
	}
	bool shaded = h->ratio ? has_percent(h, c) : true;
	int shade = shaded ? shade_of(h, c->value) : 0;
	if (shaded)
		marks_rect(m, box, (enum ink)(INK_SHADE0 + shade));
	if (c->above_one)
		marks_square(m, box.x1 - 6, box.y0 + 6, 2.6, shade >= FIRST_WHITE_ON_SHADE ? INK_ON_SHADE : INK_TEXT);
	draw_value(h, c, box, !shaded ? INK_GREY : shade >= FIRST_WHITE_ON_SHADE ? INK_ON_SHADE : INK_TEXT);
}

static void draw_name(const struct heatmap *h, const struct series *s, double y)
{
	const struct page *page = h->page;
	enum weight weight = page_highlights(page, s->name) ? BOLD : s->unknown ? ITALIC : REGULAR;
	double size = page->size.label;
	int most = (int)fmax(1, h->cell_height / (NAME_LINE * size));
	double need = page_wrap_in(page, NULL, s->name, 0, 0, h->names - 8, size, NAME_LINE, weight, INK_TEXT, most);
	char name[FITTED];
	page_fit(page, s->name, h->names - 10, size, weight, name);
	if (need < 1.2 * size && !page->narrow)
		marks_text(page->marks, page->plot.x0 + h->names - 10, y + 0.36 * size, name, size, weight, INK_TEXT, RIGHT, false);
	else
		page_wrap_in(page, page->marks, s->name, page->plot.x0, y - need / 2 - 0.04 * size, h->names - 8, size, NAME_LINE, weight, INK_TEXT, most);
}

static void draw_years(const struct heatmap *h)
{
	bool brief = widest_year(h, false) + 4 > h->cell_width;
	for (int t = 0; t < h->set.years; t++) {
		char year[16];
		words_year(&h->set, t, brief, year);
		marks_text(h->page->marks, h->page->plot.x0 + h->names + (t + 0.5) * h->cell_width, h->top - 0.6 * h->page->size.axis, year,
		           h->page->size.axis, SEMIBOLD, INK_TEXT, MIDDLE, false);
	}
}

static void edge_words(const struct heatmap *h, int shade, char *out, size_t size)
{
	struct causa_number_style style = words_style(h->page);
	char number[CAUSA_NUMBER_SIZE];
	causa_number_fixed(h->ratio ? 100 * h->edge[shade] : h->edge[shade], 0, &style, number);
	snprintf(out, size, shade + 1 < SHADES ? "%s" : _("%s or more"), number);
}

static void draw_key(const struct heatmap *h)
{
	const struct page *page = h->page;
	double size = small_size(h), x = page->plot.x0 + (page->narrow ? 0 : h->names), y = page->plot.y1 - 2.4 * size, limit = INFINITY;
	char words[CAUSA_NUMBER_SIZE + 16];
	edge_words(h, SHADES - 1, words, sizeof words);
	double step = fmax(6, fmin(52, (page->plot.x1 - x - text_width(page->marks, words, size, REGULAR)) / (SHADES - 1)));
	for (int i = SHADES; i-- > 0;) {
		double from = x + i * step;
		marks_rect(page->marks, (struct box){from, y, from + step - 1, y + 9}, (enum ink)(INK_SHADE0 + i));
		edge_words(h, i, words, sizeof words);
		if (from + text_width(page->marks, words, size, REGULAR) + 3 > limit)
			continue; /* the next edge says enough */
		marks_text(page->marks, from, y + 11 + size, words, size, REGULAR, INK_GREY, LEFT, false);
		limit = from;
	}
}

static void draw(struct heatmap *h)
{
	lay_out(h);
	choose_edges(h);
	draw_years(h);
	for (int i = 0; i < h->set.n; i++) {
		const struct series *s = &h->set.series[h->order[i]];
		double y = h->top + i * h->cell_height;
		draw_name(h, s, y + h->cell_height / 2);
		for (int t = 0; t < h->set.years; t++) {
			double x = h->page->plot.x0 + h->names + t * h->cell_width;
			draw_cell(h, &s->cell[t], (struct box){x + CELL_GAP / 2, y + CELL_GAP / 2, x + h->cell_width - CELL_GAP / 2, y + h->cell_height - CELL_GAP / 2});
		}
	}
	draw_key(h);
}

enum causa_status chart_heatmap(struct page *page, struct bytes *description)
{
	struct heatmap h = {.page = page};
	h.ratio = strcmp(page->measure, "ratio") == 0;
	h.frame = h.ratio ? page->data->ratio_by_year : page->data->counts;
	enum causa_status status = series_read(h.frame, h.ratio ? NULL : page->measure, &h.set);
	if (status == CAUSA_OK && (h.set.n == 0 || h.set.years == 0))
		status = causa_fail(page->err, CAUSA_EUSAGE, _("nothing to draw: no row of the table was chosen"));
	if (status == CAUSA_OK && (h.order = calloc((size_t)h.set.n, sizeof *h.order)) == NULL)
		status = CAUSA_ENOMEM;
	if (status == CAUSA_OK) {
		series_order(&h.set, page->options->order, h.order);
		h.brief = h.ratio && least_width(&h) > page->width;
		write_words(&h);
		describe(&h, description);
		double row = row_height(&h);
		status = page_open(page, h.set.n * row + 5.2 * page->size.axis, 0.85, least_width(&h));
	}
	if (status == CAUSA_OK)
		draw(&h);
	free(h.order);
	series_free(&h.set);
	return status;
}
