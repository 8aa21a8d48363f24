/* trend: one or a few offences over the years.
 *
 * One subject: reported and criminal cases with their bands and every value. Several: one measure, a line each, named at its end;
 * of many, those that were asked for or the largest, the others in grey.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "charts.h"
#include "ends.h"
#include "fit.h"
#include "label.h"
#include "timeline.h"
#include "words.h"

/* Up to so many offences all are named; of more, the largest few. */
enum { ALL_NAMED = 8, LARGEST = 6, MOST_NAMED = 12, MOST_VALUES = 14 };

static const enum place around[] = {PLACE_N, PLACE_S, PLACE_NE, PLACE_NW, PLACE_SE, PLACE_SW, PLACE_E, PLACE_W};
static const enum place beside[] = {PLACE_E, PLACE_NE, PLACE_SE, PLACE_N, PLACE_S, PLACE_NW, PLACE_SW};

struct trend {
	struct page *page;
	struct series_set set[2]; /* reported, prosecuted; or the one measure asked for */
	const char *measure[2];
	int measures;
	bool several;
	int *order;               /* named ones first, then the others, each by size */
	int named;
	int fits, misfits;        /* named series with and without a fitted trend */
	struct timeline line;
	struct end end[MOST_NAMED];
	char value[MOST_NAMED][128]; /* what stands after each name */
};

static const struct series *ranked(const struct trend *tr, int rank)
{
	return &tr->set[0].series[tr->order[rank]];
}

static struct fit fit_of(const struct trend *tr, const struct series *s)
{
	return fit_trend(tr->page->data->trend, s, &tr->set[0]);
}

static void fit_extent(const struct trend *tr, const struct series *s, struct extent *extent)
{
	struct fit fit = fit_of(tr, s);
	if (fit.n == 0)
		return;
	timeline_extend(extent, fit.piece[0].from);
	timeline_extend(extent, fit.piece[0].to);
}

/* ---- words ---- */

static void survey(const struct trend *tr, struct present *present)
{
	for (int k = 0; k < tr->measures; k++) {
		for (int i = 0; i < (k == 0 ? tr->named : tr->set[k].n); i++) /* grey lines have no marks to explain */
			timeline_survey(k == 0 ? ranked(tr, i) : &tr->set[k].series[i], tr->set[k].years, present);
	}
}

static void write_title(const struct trend *tr, char *title, size_t size)
{
	const struct series_set *set = &tr->set[0];
	char years[32];
	words_years(set->year[0], set->year[set->years - 1], years, sizeof years);
	if (tr->several) {
		snprintf(title, size, _("%s by offence, %s"), words_measure(tr->measure[0]), years);
		return;
	}
	snprintf(title, size, "%.300s: %s, %s", words_subject(set->series[0].name), tr->measures == 2 ? _("reported cases and criminal cases") :
	         strcmp(tr->measure[0], "prosecuted") == 0 ? _("criminal cases") : _("reported cases"), years);
}

static void write_words(struct trend *tr)
{
	const struct series_set *set = &tr->set[0];
	const struct causa_frame *f = tr->page->data->counts;
	struct present present = {0};
	char title[512], subtitle[512] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE];
	int grey = set->n - tr->named;
	words_level(tr->page, f->context->level, level);
	survey(tr, &present);
	write_title(tr, title, sizeof title);
	words_add(subtitle, sizeof subtitle, "%s", _("Cases a year."));
	if (!tr->several)
		words_add(subtitle, sizeof subtitle, _("Band and whisker: %s Poisson interval."), level);
	if (tr->fits > 0)
		words_add(subtitle, sizeof subtitle, "%s", tr->measures == 2 ? _("Dashed: fitted trend of reported cases.") : _("Dashed: fitted trend."));
	words_scale(tr->page, subtitle, sizeof subtitle);
	words_partial(f, set, note, sizeof note);
	if (present.partial)
		words_add(subtitle, sizeof subtitle, "%s", _("Ring: part of a year, not joined to the line."));
	timeline_note(&present, note, sizeof note);
	for (int i = 0; tr->several && i < tr->named; i++)
		words_unknown(ranked(tr, i)->unknown, note, sizeof note);
	if (tr->misfits > 0)
		words_add(note, sizeof note, NP_("%d series has no fitted trend.", "%d series have no fitted trend.", tr->misfits), tr->misfits);
	if (tr->several && grey > 0)
		words_add(note, sizeof note, NP_("%d further offence is grey and not named.", "%d further offences are grey and not named.", grey), grey);
	page_source(tr->page, f, source, sizeof source);
	page_words(tr->page, title, subtitle, note, source);
}

static void describe_fit(const struct trend *tr, const struct series *s, struct bytes *to)
{
	struct fit fit = fit_of(tr, s);
	char words[256];
	if (fit.n == 0)
		return;
	fit_words(tr->page, &fit, 0, words, sizeof words);
	bytes_format(to, " %s: %s", _("Fitted trend"), words);
	bytes_char(to, '.');
	for (int end = 0; end < 2; end++) {
		const struct piece *p = &fit.piece[0];
		struct plotted_row row = {s->name, "fit", end == 0 ? p->first : p->last, end == 0 ? p->from : p->to, NAN, NAN, 0};
		page_number(tr->page, &row);
	}
}

static void describe(const struct trend *tr, struct bytes *to)
{
	bytes_text(to, tr->page->info->title);
	bytes_char(to, '.');
	for (int k = 0; k < tr->measures; k++) {
		for (int i = 0; i < tr->set[k].n; i++) {
			const struct series *s = k == 0 ? ranked(tr, i) : &tr->set[k].series[i];
			words_describe(tr->page, tr->several ? s->name : words_measure(tr->measure[k]), s, tr->measure[k], &tr->set[k], to);
			if (k == 0 && i < tr->named)
				describe_fit(tr, s, to);
		}
	}
}

/* ---- one subject ---- */

static void place_values(struct trend *tr, const struct series *s, enum ink ink)
{
	const struct sizes *size = &tr->page->size;
	struct box within = {tr->line.box.x0 - 8, tr->page->plot.y0, tr->page->plot.x1, tr->line.box.y1 + 2};
	if (tr->line.set->years > MOST_VALUES)
		return;
	for (int t = 0; t < tr->line.set->years; t++) {
		char number[CAUSA_NUMBER_SIZE + 16];
		if (!s->cell[t].there)
			continue;
		size_t n = isnan(s->cell[t].upper) ? (size_t)snprintf(number, sizeof number, "\xE2\x89\xA5\xC2\xA0") : 0;
		words_count(tr->page, s->cell[t].value, number + n);
		struct label label = {{timeline_x(&tr->line, t), timeline_y(&tr->line, s->cell[t].value)}, DOT_HALO + 2, number, NULL,
		                      size->axis, SEMIBOLD, ink, within, false};
		label_place(tr->page->marks, &label, around, (int)(sizeof around / sizeof around[0]));
	}
}

static bool place_beside(struct trend *tr, struct point at, const char *name, enum ink ink, enum weight weight)
{
	struct label label = {at, DOT_HALO + 5, name, NULL, tr->page->size.axis, weight, ink,
	                      {tr->line.box.x0, tr->page->plot.y0, tr->page->plot.x1, tr->line.box.y1 - 1}, true};
	return label_place(tr->page->marks, &label, beside, (int)(sizeof beside / sizeof beside[0]));
}

/* Wherever the plot is free, behind a piece of the line it names. */
static bool place_key(struct trend *tr, const char *name, enum ink ink)
{
	struct marks *m = tr->page->marks;
	double size = tr->page->size.axis, width = 22 + text_width(m, name, size, BOLD);
	for (double y = tr->page->plot.y0; y + 1.1 * size < tr->line.box.y1; y += 4) {
		for (double x = tr->line.box.x0 + 4; x + width < tr->page->plot.x1; x += 8) {
			if (!label_is_free(m, (struct box){x - 3, y - 1, x + width + 3, y + 1.1 * size}))
				continue;
			marks_segment(m, x, y + 0.5 * size, x + 16, y + 0.5 * size, ink, OTHER_WIDTH);
			marks_text(m, x + 22, y + 0.8 * size, name, size, BOLD, ink, LEFT, true);
			return true;
		}
	}
	return false;
}

/* At the end of its line, else at the latest of its years with room, else where there is any. */
static void place_name(struct trend *tr, const struct series *s, const char *name, enum ink ink)
{
	for (int t = timeline_last_solid(s, tr->line.set->years); t >= 0; t--) {
		struct point at = {timeline_x(&tr->line, t), timeline_y(&tr->line, s->cell[t].there ? s->cell[t].value : 0)};
		if (s->cell[t].there && place_beside(tr, at, name, ink, BOLD))
			return;
	}
	place_key(tr, name, ink);
}

/* The fitted curve, and what it says at its middle. */
static void draw_fit(struct trend *tr, const struct series *s, enum ink ink)
{
	struct fit fit = fit_of(tr, s);
	if (fit.n > 0)
		timeline_fit(&tr->line, &fit.piece[0], ink);
}

static void place_fit(struct trend *tr, const struct series *s, enum ink ink)
{
	struct fit fit = fit_of(tr, s);
	char words[256];
	if (fit.n == 0)
		return;
	const struct piece *p = &fit.piece[0];
	double middle = (p->first + p->last) / 2.0;
	fit_words(tr->page, &fit, 0, words, sizeof words);
	place_beside(tr, (struct point){timeline_x_of(&tr->line, middle), timeline_y(&tr->line, sqrt(p->from * p->to))}, words, ink, ITALIC);
}

static void draw_one(struct trend *tr)
{
	static const struct stroke strokes[2] = {{INK_BLUE, INK_BLUE_TINT, true, SOLID, 0}, {INK_VERMILION, INK_VERMILION_TINT, true, SOLID, 1}};
	static const enum ink text[2] = {INK_BLUE, INK_VERMILION_TEXT};
	for (int k = 0; k < tr->measures; k++)
		timeline_band(&tr->line, &tr->set[k].series[0], &strokes[k]);
	timeline_grid(&tr->line, true);
	timeline_years(&tr->line);
	draw_fit(tr, &tr->set[0].series[0], text[0]);
	for (int k = 0; k < tr->measures; k++)
		timeline_series(&tr->line, &tr->set[k].series[0], &strokes[k]);
	for (int k = 0; k < tr->measures; k++)
		place_values(tr, &tr->set[k].series[0], text[k]);
	for (int k = 0; k < tr->measures; k++)
		place_name(tr, &tr->set[k].series[0], words_measure(tr->measure[k]), text[k]);
	place_fit(tr, &tr->set[0].series[0], text[0]);
}

/* ---- several subjects ---- */

static enum ink ink_of(int rank)
{
	return series_inks[rank % SERIES_INKS];
}

/* Grey inks are told apart by dashes; coloured ones only when the colours come round again. */
static enum dash dash_of(const struct trend *tr, int rank)
{
	return tr->page->options->theme == CAUSA_THEME_PRINT ? (enum dash)(rank % DASHES) : rank < SERIES_INKS ? SOLID : DASHED;
}

static void name_end(struct trend *tr, int rank)
{
	const struct series *s = ranked(tr, rank);
	const struct cell *c = &s->cell[timeline_last_solid(s, tr->set[0].years)];
	struct fit fit = fit_of(tr, s);
	char number[CAUSA_NUMBER_SIZE] = "", words[256];
	if (c->there)
		words_count(tr->page, c->value, number);
	int n = snprintf(tr->value[rank], sizeof tr->value[rank], "%s", number);
	if (fit.n > 0) {
		fit_words(tr->page, &fit, 0, words, sizeof words);
		snprintf(tr->value[rank] + n, sizeof tr->value[rank] - (size_t)n, "; %.80s", words);
	}
	tr->end[rank] = (struct end){.text = s->name, .value = tr->value[rank], .ink = ink_of(rank), .weight = s->unknown ? ITALIC : SEMIBOLD};
}

static void draw_several(struct trend *tr)
{
	const struct series_set *set = &tr->set[0];
	timeline_grid(&tr->line, true);
	timeline_years(&tr->line);
	for (int i = set->n; i-- > 0;) {
		struct stroke stroke = {i < tr->named ? ink_of(i) : INK_CONTEXT, INK_FAINT, false, i < tr->named ? dash_of(tr, i) : SOLID, 0};
		struct timeline line = tr->line;
		if (i >= tr->named) {
			line.line = 1;
			line.dot = 1.6;
		} else {
			draw_fit(tr, ranked(tr, i), ink_of(i));
		}
		timeline_series(&line, ranked(tr, i), &stroke);
	}
	for (int i = 0; i < tr->named; i++)
		tr->end[i].at = timeline_end(&tr->line, ranked(tr, i));
	tr->page->dropped += ends_draw(tr->page, tr->end, tr->named, tr->line.box.x1, LEFT, tr->page->plot.x1 - tr->line.box.x1,
	                               tr->page->plot.y0, tr->line.box.y1 + 4);
}

/* ---- the chart ---- */

static double names_width(const struct trend *tr)
{
	double most = (tr->page->narrow ? 0.38 : 0.32) * (tr->page->plot.x1 - tr->page->plot.x0);
	double widest = 0;
	if (tr->several)
		return ends_width(tr->page, tr->end, tr->named, most);
	/* One or two lines are named beside their ends, where the page has to leave room for it. */
	for (int k = 0; k < tr->measures; k++) {
		if (timeline_last_solid(&tr->set[k].series[0], tr->set[0].years) == tr->set[0].years - 1)
			widest = fmax(widest, text_width(tr->page->marks, words_measure(tr->measure[k]), tr->page->size.axis, BOLD) + DOT_HALO + 4);
	}
	return fmin(widest, most);
}

static void lay_out(struct trend *tr)
{
	struct page *page = tr->page;
	double text = page->size.axis;
	struct extent extent = {0};
	for (int k = 0; k < tr->measures; k++) {
		for (int i = 0; i < tr->set[k].n; i++)
			timeline_extent(&tr->set[k].series[i], tr->set[k].years, !tr->several, &extent);
	}
	for (int i = 0; i < tr->named; i++)
		fit_extent(tr, ranked(tr, i), &extent);
	tr->line = (struct timeline){.page = page, .set = &tr->set[0], .text = text, .dot = page->narrow ? 3 : DOT,
	                             .line = page->narrow ? OTHER_WIDTH : MAIN_WIDTH};
	struct box box = {page->plot.x0, page->plot.y0 + text, page->plot.x1 - names_width(tr), page->plot.y1 - 2 * text - 8};
	tr->line.y = timeline_scale(page, &extent, box.y1, box.y0, page->narrow ? 4 : 6);
	box.x0 += timeline_numbers_width(page, &tr->line.y, text);
	tr->line.box = box;
}

/* Those that stand out come first. */
static void choose_named(struct trend *tr)
{
	int n = tr->set[0].n, first = 0;
	series_rank(&tr->set[0], tr->order);
	if (tr->page->options->highlights == 0) {
		tr->named = n <= ALL_NAMED ? n : LARGEST;
		return;
	}
	for (int i = 0; i < n && first < MOST_NAMED; i++) {
		if (!page_highlights(tr->page, ranked(tr, i)->name))
			continue;
		int one = tr->order[i];
		for (int k = i; k > first; k--)
			tr->order[k] = tr->order[k - 1];
		tr->order[first++] = one;
	}
	tr->named = first;
}

static void count_fits(struct trend *tr)
{
	for (int i = 0; i < tr->named; i++) {
		bool fitted = fit_of(tr, ranked(tr, i)).n > 0;
		tr->fits += fitted;
		tr->misfits += !fitted && tr->page->options->fit;
	}
}

static enum causa_status read_sets(struct trend *tr)
{
	const char *measure = tr->page->measure;
	const struct causa_frame *f = tr->page->data->counts;
	bool both = strcmp(measure, "both") == 0;
	tr->measure[0] = both ? "reported" : measure;
	tr->measure[1] = "prosecuted";
	tr->measures = 1;
	enum causa_status status = series_read(f, tr->measure[0], &tr->set[0]);
	if (status != CAUSA_OK)
		return status;
	if (tr->set[0].n == 0 || tr->set[0].years == 0)
		return causa_fail(tr->page->err, CAUSA_EUSAGE, _("nothing to draw: no row of the table was chosen"));
	tr->several = tr->set[0].n > 1;
	if (both && !tr->several) {
		status = series_read(f, tr->measure[1], &tr->set[1]);
		tr->measures = tr->set[1].n == 1 && tr->set[1].years == tr->set[0].years ? 2 : 1;
	}
	tr->order = calloc((size_t)tr->set[0].n, sizeof *tr->order);
	return tr->order == NULL ? CAUSA_ENOMEM : status;
}

enum causa_status chart_trend(struct page *page, struct bytes *description)
{
	struct trend tr = {.page = page};
	enum causa_status status = read_sets(&tr);
	if (status == CAUSA_OK) {
		choose_named(&tr);
		count_fits(&tr);
		for (int i = 0; tr.several && i < tr.named; i++)
			name_end(&tr, i);
		write_words(&tr);
		describe(&tr, description);
		status = page_open(page, page->narrow ? 290 : 400, 0.6, 280);
	}
	if (status == CAUSA_OK) {
		lay_out(&tr);
		if (tr.several)
			draw_several(&tr);
		else
			draw_one(&tr);
	}
	free(tr.order);
	series_free(&tr.set[0]);
	series_free(&tr.set[1]);
	return status;
}
