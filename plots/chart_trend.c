/* trend: one or a few offences over the years.
 *
 * One subject: reported and criminal cases with their bands and every value. Several: one measure, a line each, named at its end.
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

enum { MOST_NAMED = 6, MOST_VALUES = 14 };

static const enum ink inks[MOST_NAMED] = {INK_BLUE, INK_VERMILION_TEXT, INK_GREEN, INK_PURPLE, INK_OCHRE, INK_TEXT};

struct trend {
	struct page *page;
	struct series_set set[2]; /* reported, prosecuted; or the one measure asked for */
	const char *measure[2];
	int measures;
	bool several;
	struct timeline line;
};

/* ---- words ---- */

static void survey(const struct trend *tr, struct present *present)
{
	for (int k = 0; k < tr->measures; k++) {
		for (int i = 0; i < tr->set[k].n; i++)
			timeline_survey(&tr->set[k].series[i], tr->set[k].years, present);
	}
}

static void write_words(struct trend *tr)
{
	const struct series_set *set = &tr->set[0];
	const struct causa_frame *f = tr->page->data->counts;
	struct present present = {0};
	char years[32], title[512], subtitle[512] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE];
	words_years(set->year[0], set->year[set->years - 1], years, sizeof years);
	words_level(tr->page, f->context->level, level);
	survey(tr, &present);
	const char *what = tr->measures == 2 ? _("Reported cases and criminal cases") : words_measure(tr->measure[0]);
	const char *subject = strcmp(set->series[0].name, "(all)") == 0 ? _("All offences") : set->series[0].name;
	if (tr->several)
		snprintf(title, sizeof title, _("%s by offence, %s"), what, years);
	else
		snprintf(title, sizeof title, "%.300s: %s, %s", subject, tr->measures == 2 ? _("reported cases and criminal cases") :
		         strcmp(tr->measure[0], "prosecuted") == 0 ? _("criminal cases") : _("reported cases"), years);
	words_add(subtitle, sizeof subtitle, "%s", _("Cases a year."));
	if (!tr->several)
		words_add(subtitle, sizeof subtitle, _("Band and whisker: %s Poisson interval."), level);
	words_partial(f, set, note, sizeof note);
	if (present.partial)
		words_add(subtitle, sizeof subtitle, "%s", _("Ring: part of a year, not joined to the line."));
	timeline_note(&present, note, sizeof note);
	if (tr->several && set->n > MOST_NAMED)
		words_add(note, sizeof note, NP_("%d smaller offence is grey and not named.", "%d smaller offences are grey and not named.",
		          set->n - MOST_NAMED), set->n - MOST_NAMED);
	page_source(tr->page, f, source, sizeof source);
	page_words(tr->page, title, subtitle, note, source);
}

static void describe(const struct trend *tr, struct bytes *to)
{
	bytes_text(to, tr->page->info->title);
	bytes_char(to, '.');
	for (int k = 0; k < tr->measures; k++) {
		for (int i = 0; i < tr->set[k].n; i++)
			words_describe(tr->page, tr->several ? tr->set[k].series[i].name : words_measure(tr->measure[k]),
			               &tr->set[k].series[i], &tr->set[k], to);
	}
}

/* ---- one subject ---- */

static void place_values(struct trend *tr, const struct series *s, enum ink ink)
{
	static const enum place order[] = {PLACE_N, PLACE_S, PLACE_NE, PLACE_NW, PLACE_SE, PLACE_SW, PLACE_E, PLACE_W};
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
		                      size->axis, SEMIBOLD, ink, within};
		label_place(tr->page->marks, &label, order, (int)(sizeof order / sizeof order[0]));
	}
}

static void place_name(struct trend *tr, const struct series *s, const char *name, enum ink ink)
{
	static const enum place order[] = {PLACE_E, PLACE_NE, PLACE_SE, PLACE_N, PLACE_S, PLACE_NW, PLACE_SW};
	int t = timeline_last_solid(s, tr->line.set->years);
	struct label label = {{timeline_x(&tr->line, t), timeline_y(&tr->line, s->cell[t].value)}, DOT_HALO + 5, name,
	                      NULL, tr->page->size.axis, BOLD, ink,
	                      {tr->line.box.x0, tr->page->plot.y0, tr->page->plot.x1, tr->line.box.y1 - 1}};
	label_place(tr->page->marks, &label, order, (int)(sizeof order / sizeof order[0]));
}

static void draw_one(struct trend *tr)
{
	static const struct stroke strokes[2] = {{INK_BLUE, INK_BLUE_TINT, true, 0}, {INK_VERMILION, INK_VERMILION_TINT, true, 1}};
	static const enum ink text[2] = {INK_BLUE, INK_VERMILION_TEXT};
	for (int k = 0; k < tr->measures; k++)
		timeline_band(&tr->line, &tr->set[k].series[0], &strokes[k]);
	timeline_grid(&tr->line, true);
	timeline_years(&tr->line);
	for (int k = 0; k < tr->measures; k++)
		timeline_series(&tr->line, &tr->set[k].series[0], &strokes[k]);
	for (int k = 0; k < tr->measures; k++)
		place_values(tr, &tr->set[k].series[0], text[k]);
	for (int k = 0; k < tr->measures; k++)
		place_name(tr, &tr->set[k].series[0], words_measure(tr->measure[k]), text[k]);
}

/* ---- several subjects ---- */

static void name_ends(struct trend *tr, const int *order, int named)
{
	const struct series_set *set = &tr->set[0];
	const struct sizes *size = &tr->page->size;
	double centre[MOST_NAMED], height[MOST_NAMED], at[MOST_NAMED];
	int by_height[MOST_NAMED];
	for (int i = 0; i < named; i++) {
		const struct series *s = &set->series[order[i]];
		at[i] = centre[i] = timeline_y(&tr->line, s->cell[timeline_last_solid(s, set->years)].value);
		height[i] = size->axis * 1.3;
	}
	label_spread(centre, height, by_height, named, tr->page->plot.y0, tr->line.box.y1 + 4);
	for (int i = 0; i < named; i++) {
		const struct series *s = &set->series[order[i]];
		int t = timeline_last_solid(s, set->years);
		double x = tr->line.box.x1 + 14, from = timeline_x(&tr->line, t);
		char words[256], number[CAUSA_NUMBER_SIZE];
		words_count(tr->page, s->cell[t].value, number);
		snprintf(words, sizeof words, "%.180s  %s", s->name, number);
		marks_segment(tr->page->marks, from + DOT_HALO + 2, at[i], x - 3, centre[i], INK_BASELINE, GRID_WIDTH);
		marks_text(tr->page->marks, x, centre[i] + 0.36 * size->axis, words, size->axis, SEMIBOLD, inks[i], LEFT, false);
	}
}

static void draw_several(struct trend *tr, const int *order)
{
	const struct series_set *set = &tr->set[0];
	int named = set->n < MOST_NAMED ? set->n : MOST_NAMED;
	timeline_grid(&tr->line, true);
	timeline_years(&tr->line);
	for (int i = set->n; i-- > 0;) {
		struct stroke stroke = {i < named ? inks[i] : INK_FAINT, INK_FAINT, false, 0};
		struct timeline line = tr->line;
		if (i >= named) {
			line.line = 1;
			line.dot = 1.6;
		}
		timeline_series(&line, &set->series[order[i]], &stroke);
	}
	name_ends(tr, order, named);
}

/* ---- the chart ---- */

static double widest_name(const struct trend *tr, const int *order)
{
	const struct series_set *set = &tr->set[0];
	double widest = 0;
	for (int i = 0; tr->several && i < set->n && i < MOST_NAMED; i++) {
		char words[256];
		snprintf(words, sizeof words, "%.180s  0000", set->series[order[i]].name);
		widest = fmax(widest, text_width(tr->page->marks, words, tr->page->size.axis, SEMIBOLD) + 18);
	}
	return widest;
}

static void lay_out(struct trend *tr, const int *order)
{
	struct page *page = tr->page;
	double most = 1, text = page->size.axis;
	for (int k = 0; k < tr->measures; k++) {
		for (int i = 0; i < tr->set[k].n; i++)
			most = fmax(most, timeline_most(&tr->set[k].series[i], tr->set[k].years, !tr->several));
	}
	tr->line = (struct timeline){.page = page, .set = &tr->set[0], .text = text, .dot = page->narrow ? 3 : DOT,
	                             .line = page->narrow ? OTHER_WIDTH : MAIN_WIDTH};
	struct box box = {page->plot.x0, page->plot.y0 + text, page->plot.x1 - widest_name(tr, order),
	                  page->plot.y1 - 2 * text - 8};
	tr->line.y = scale_linear(0, most, box.y1, box.y0, page->narrow ? 4 : 6, true);
	box.x0 += timeline_numbers_width(page, &tr->line.y, text);
	tr->line.box = box;
}

static enum causa_status read_sets(struct trend *tr)
{
	const struct causa_figure_options *o = tr->page->options;
	const struct causa_frame *f = tr->page->data->counts;
	tr->measure[0] = o->measure != NULL && strcmp(o->measure, "both") != 0 ? o->measure : "reported";
	tr->measure[1] = "prosecuted";
	enum causa_status status = series_read(f, tr->measure[0], &tr->set[0]);
	if (status != CAUSA_OK)
		return status;
	tr->several = tr->set[0].n > 1;
	if (tr->several || (o->measure != NULL && strcmp(o->measure, "both") != 0)) {
		tr->measures = 1;
	} else {
		status = series_read(f, tr->measure[1], &tr->set[1]);
		tr->measures = tr->set[1].n == 1 && tr->set[1].years == tr->set[0].years ? 2 : 1;
	}
	if (status == CAUSA_OK && (tr->set[0].n == 0 || tr->set[0].years == 0))
		return causa_fail(tr->page->err, CAUSA_EUSAGE, _("nothing to draw: no row of the table was chosen"));
	return status;
}

enum causa_status chart_trend(struct page *page, struct bytes *description)
{
	struct trend tr = {.page = page};
	enum causa_status status = read_sets(&tr);
	int *order = status == CAUSA_OK ? calloc((size_t)tr.set[0].n, sizeof *order) : NULL;
	if (status == CAUSA_OK && order == NULL)
		status = CAUSA_ENOMEM;
	if (status == CAUSA_OK) {
		series_rank(&tr.set[0], order);
		write_words(&tr);
		describe(&tr, description);
		status = page_open(page, page->narrow ? 290 : 400, 280);
	}
	if (status == CAUSA_OK) {
		lay_out(&tr, order);
		if (tr.several)
			draw_several(&tr, order);
		else
			draw_one(&tr);
	}
	free(order);
	series_free(&tr.set[0]);
	series_free(&tr.set[1]);
	return status;
}
