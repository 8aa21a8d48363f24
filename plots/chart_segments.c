/* segments: counts over the years with the joinpoint line, and the change of each of its segments.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "charts.h"
#include "fit.h"
#include "label.h"
#include "timeline.h"
#include "words.h"

enum { MOST_PANELS = 12 };

struct segments {
	struct page *page;
	struct series_set set;
	struct fit *fit;
	int *shown;           /* series that have a line */
	int n, short_ones, columns, rows;
	double left, gap;
	struct box box;
};

static const struct stroke stroke = {INK_BLUE, INK_BLUE_TINT, true, SOLID, 0};

static enum causa_status read_fits(struct segments *s)
{
	enum causa_status status = series_read(s->page->data->counts, s->page->measure, &s->set);
	if (status != CAUSA_OK)
		return status;
	s->fit = calloc((size_t)s->set.n + 1, sizeof *s->fit);
	s->shown = calloc((size_t)s->set.n + 1, sizeof *s->shown);
	if (s->fit == NULL || s->shown == NULL)
		return CAUSA_ENOMEM;
	for (int i = 0; i < s->set.n; i++) {
		s->fit[i] = fit_segments(s->page->data->segments, &s->set.series[i], &s->set);
		if (s->fit[i].n > 0)
			s->shown[s->n++] = i;
		else
			s->short_ones++;
	}
	if (s->n == 0)
		return causa_fail(s->page->err, CAUSA_EUSAGE, _("nothing to draw: no offence has enough years for a joinpoint line"));
	if (s->n > MOST_PANELS)
		return causa_fail(s->page->err, CAUSA_EUSAGE, _("%d offences are too many for this chart; choose at most %d with --offence"), s->n,
		                  MOST_PANELS);
	return CAUSA_OK;
}

static void write_words(struct segments *s)
{
	const struct causa_frame *f = s->page->data->counts;
	struct present present = {0};
	char years[32], title[512], subtitle[640] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE];
	for (int i = 0; i < s->n; i++)
		timeline_survey(&s->set.series[s->shown[i]], s->set.years, &present);
	words_years(s->set.year[0], s->set.year[s->set.years - 1], years, sizeof years);
	words_level(s->page, f->context->level, level);
	if (s->n == 1)
		snprintf(title, sizeof title, strcmp(s->page->measure, "prosecuted") == 0 ? _("%.300s: criminal cases and where their trend bends, %s")
		                                                                          : _("%.300s: reported cases and where their trend bends, %s"),
		         words_subject(s->set.series[s->shown[0]].name), years);
	else
		snprintf(title, sizeof title, strcmp(s->page->measure, "prosecuted") == 0 ? _("Criminal cases by offence and where their trend bends, %s")
		                                                                          : _("Reported cases by offence and where their trend bends, %s"), years);
	words_add(subtitle, sizeof subtitle, _("Cases a year; band: %s Poisson interval. Dashed: joinpoint line with the change a year of each segment."), level);
	if (s->n > 1)
		words_add(subtitle, sizeof subtitle, "%s", _("Each panel has its own scale."));
	words_scale(s->page, subtitle, sizeof subtitle);
	words_partial(f, &s->set, note, sizeof note);
	timeline_note(&present, note, sizeof note);
	if (s->short_ones > 0)
		words_add(note, sizeof note, NP_("%d offence has too few years.", "%d offences have too few years.", s->short_ones), s->short_ones);
	page_source(s->page, f, source, sizeof source);
	page_words(s->page, title, subtitle, note, source);
}

static void describe(const struct segments *s, struct bytes *to)
{
	bytes_format(to, "%s.", s->page->info->title);
	for (int i = 0; i < s->n; i++) {
		const struct series *one = &s->set.series[s->shown[i]];
		const struct fit *fit = &s->fit[s->shown[i]];
		words_describe(s->page, one->name, one, s->page->measure, &s->set, to);
		for (int k = 0; k < fit->n; k++) {
			const struct piece *p = &fit->piece[k];
			char words[256];
			fit_words(s->page, fit, k, words, sizeof words);
			bytes_format(to, " %d\xE2\x80\x93%d: %s.", p->first, p->last, words);
			for (int end = 0; end < 2; end++) {
				struct plotted_row row = {one->name, "fit", end == 0 ? p->first : p->last, end == 0 ? p->from : p->to, NAN, NAN, 0};
				page_number(s->page, &row);
			}
		}
	}
}

/* ---- marks ---- */

static struct scale scale_of(const struct segments *s, int i, double from, double to)
{
	struct extent extent = {0};
	timeline_extent(&s->set.series[i], s->set.years, true, &extent);
	for (int k = 0; k < s->fit[i].n; k++) {
		timeline_extend(&extent, s->fit[i].piece[k].from);
		timeline_extend(&extent, s->fit[i].piece[k].to);
	}
	return timeline_scale(s->page, &extent, from, to, 4);
}

static void choose_grid(struct segments *s)
{
	s->columns = s->n == 1 || s->page->narrow ? 1 : 2;
	s->rows = (s->n + s->columns - 1) / s->columns;
	s->gap = 26;
	for (int i = 0; i < s->n; i++) {
		struct scale y = scale_of(s, s->shown[i], 0, 1);
		s->left = fmax(s->left, timeline_numbers_width(s->page, &y, s->page->size.axis));
	}
}

/* Segments are named in the order of the years, each beside the middle of its piece. */
static void name_pieces(struct segments *s, const struct timeline *line, const struct fit *fit)
{
	static const enum place order[] = {PLACE_N, PLACE_S, PLACE_NE, PLACE_SE, PLACE_NW, PLACE_SW, PLACE_E, PLACE_W};
	for (int k = 0; k < fit->n; k++) {
		const struct piece *p = &fit->piece[k];
		char words[256], *under;
		fit_words(s->page, fit, k, words, sizeof words);
		under = strstr(words, " (");
		if (under != NULL)
			*under++ = '\0';
		struct label label = {{timeline_x_of(line, (p->first + p->last) / 2.0), timeline_y(line, sqrt(p->from * p->to))}, 8, words, under,
		                      0.92 * s->page->size.axis, SEMIBOLD, INK_VERMILION_TEXT,
		                      {line->box.x0, line->box.y0 - s->page->size.axis, line->box.x1 + 8, line->box.y1 - 1}, true};
		if (!label_place(s->page->marks, &label, order, (int)(sizeof order / sizeof order[0])))
			s->page->dropped++;
	}
}

static void draw_panel(struct segments *s, int i)
{
	const struct page *page = s->page;
	const struct series *one = &s->set.series[s->shown[i]];
	const struct fit *fit = &s->fit[s->shown[i]];
	double size = page->size.axis, title = s->n > 1 ? 1.7 * size : 0;
	double width = (page->plot.x1 - page->plot.x0 - (s->columns - 1) * s->gap) / s->columns, height = (page->plot.y1 - page->plot.y0) / s->rows;
	double x = page->plot.x0 + (i % s->columns) * (width + s->gap), y = page->plot.y0 + (i / s->columns) * height;
	struct timeline line = {.page = page, .set = &s->set, .text = size, .dot = 3, .line = 1};
	line.box = (struct box){x + s->left, y + title + 1.6 * size, x + width - 4, y + height - 2 * size - 14};
	line.y = scale_of(s, s->shown[i], line.box.y1, line.box.y0);
	if (s->n > 1)
		page_wrap_in(page, page->marks, one->name, x, y, width, size, 1.25, SEMIBOLD, INK_TEXT, 1);
	timeline_band(&line, one, &stroke);
	timeline_grid(&line, true);
	timeline_years(&line);
	for (int k = 0; k < fit->n; k++)
		timeline_fit(&line, &fit->piece[k], INK_VERMILION);
	timeline_dots(&line, one, &stroke);
	name_pieces(s, &line, fit);
}

enum causa_status chart_segments(struct page *page, struct bytes *description)
{
	struct segments s = {.page = page};
	page->labels_segments = true;
	enum causa_status status = read_fits(&s);
	if (status == CAUSA_OK) {
		write_words(&s);
		describe(&s, description);
		choose_grid(&s);
		status = page_open(page, s.n == 1 ? (page->narrow ? 290 : 400) : s.rows * (page->narrow ? 200.0 : 240.0), 0.7, 300);
	}
	for (int i = 0; i < s.n && status == CAUSA_OK; i++)
		draw_panel(&s, i);
	free(s.fit);
	free(s.shown);
	series_free(&s.set);
	return status;
}
