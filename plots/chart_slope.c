/* slope: two years side by side, a line for each offence: its ratio, its count or its rank. A line has colour when the interval of
 * the change leaves out no change; the others are grey, whichever way they lean.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "charts.h"
#include "ends.h"
#include "label.h"
#include "scale.h"
#include "series.h"
#include "words.h"

struct line {
	const char *name;
	double value[2], place[2]; /* what is told; where it is drawn: its rank, when ranks are drawn */
	double size;
	int direction;             /* 1: the interval says more, -1: less, 0: neither */
	bool unknown, strong;
	uint64_t row;
	char beside[CAUSA_NUMBER_SIZE], right[256]; /* after the name at the left; value and name at the right */
};

enum { MOST_NAMED = 40 };

struct slope {
	struct page *page;
	const struct causa_frame *frame;
	bool ratio, rank, log;
	struct line *line;
	int n, few, blank;         /* drawn; left out for too few reports, for a blank */
	int named;                 /* of those drawn, the most important; the others are grey */
	struct box box;
	struct scale y;
};

/* ---- reading ---- */

static struct line read_line(const struct slope *s, uint64_t row)
{
	const struct causa_frame *f = s->frame;
	struct line l = {.name = causa_column_label(causa_frame_column(f, "offence"), row), .row = row};
	l.value[0] = causa_frame_number(f, s->ratio ? "ratio_from" : "count_from", row);
	l.value[1] = causa_frame_number(f, s->ratio ? "ratio_to" : "count_to", row);
	l.size = s->ratio ? fmin(causa_frame_number(f, "reported_from", row), causa_frame_number(f, "reported_to", row)) : l.value[0] + l.value[1];
	double none = s->ratio ? 0 : 1, lower = causa_frame_number(f, "lower", row), upper = causa_frame_number(f, "upper", row);
	l.direction = lower > none ? 1 : upper < none ? -1 : 0;
	l.unknown = (f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)) != 0;
	l.strong = page_highlights(s->page, l.name);
	return l;
}

static int by_importance(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	if (x->strong != y->strong)
		return x->strong ? -1 : 1;
	if ((x->direction != 0) != (y->direction != 0))
		return x->direction != 0 ? -1 : 1;
	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* Ranks from 1, the largest first; those that tie share the mean of their places. */
static void rank_side(struct slope *s, int side)
{
	for (int i = 0; i < s->n; i++) {
		double above = 0, equal = 0;
		for (int k = 0; k < s->n; k++) {
			above += s->line[k].value[side] > s->line[i].value[side];
			equal += s->line[k].value[side] == s->line[i].value[side];
		}
		s->line[i].place[side] = 1 + above + (equal - 1) / 2;
	}
}

/* Where most offences are small beside the largest, all but a few lines would lie on each other. */
static bool wants_log(const struct slope *s)
{
	double most = 0;
	int small = 0;
	if (s->ratio || s->page->options->scale_y != CAUSA_SCALE_CHART)
		return s->page->options->scale_y == CAUSA_SCALE_LOG;
	for (int i = 0; i < s->n; i++)
		most = fmax(most, fmax(s->line[i].value[0], s->line[i].value[1]));
	for (int i = 0; i < s->n; i++)
		small += fmax(s->line[i].value[0], s->line[i].value[1]) < 0.2 * most;
	return 2 * small > s->n;
}

static enum causa_status read_lines(struct slope *s)
{
	s->line = calloc(s->frame->rows + 1, sizeof *s->line);
	if (s->line == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t row = 0; row < s->frame->rows; row++) {
		struct line l = read_line(s, row);
		bool told = !isnan(l.value[0]) && !isnan(l.value[1]), blank = (s->frame->notes[row] & CAUSA_NOTE(CAUSA_NOTE_BLANK)) != 0;
		if (!told && (blank || !s->ratio)) {
			s->blank++;
		} else if (!told || (s->ratio && l.size < FEW_FOR_PERCENT)) { /* no report at all gives no ratio either */
			s->few++;
		} else if (!(s->rank && l.unknown)) { /* an unknown offence has no rank among offences */
			memcpy(l.place, l.value, sizeof l.place);
			s->line[s->n++] = l;
		}
	}
	if (s->n == 0)
		return causa_fail(s->page->err, CAUSA_EUSAGE, _("nothing to draw: no offence has what this chart needs in both years"));
	qsort(s->line, (size_t)s->n, sizeof *s->line, by_importance);
	for (int side = 0; side < 2 && s->rank; side++)
		rank_side(s, side);
	s->log = !s->rank && wants_log(s);
	s->named = s->n < MOST_NAMED ? s->n : MOST_NAMED;
	return CAUSA_OK;
}

/* ---- words ---- */

static void value_words(const struct slope *s, const struct line *l, int side, char out[CAUSA_NUMBER_SIZE])
{
	if (!s->ratio)
		words_count(s->page, l->value[side], out);
	else
		words_percent(s->page, 100 * l->value[side], 100 * l->value[side] - 5, 100 * l->value[side] + 5, out);
}

static void write_labels(struct slope *s)
{
	for (int i = 0; i < s->n; i++) {
		struct line *l = &s->line[i];
		char number[CAUSA_NUMBER_SIZE];
		value_words(s, l, 0, l->beside);
		value_words(s, l, 1, number);
		snprintf(l->right, sizeof l->right, "%s\xC2\xA0 %.180s", number, l->name);
	}
}

static const char *title_format(const struct slope *s)
{
	if (s->ratio)
		return _("Criminal cases per 100 reported cases, %d and %d");
	if (s->rank)
		return _("Offences by number of reported cases, %d and %d");
	return strcmp(s->page->measure, "prosecuted") == 0 ? _("Criminal cases by offence, %d and %d") : _("Reported cases by offence, %d and %d");
}

static void write_words(struct slope *s)
{
	const struct causa_context *x = s->frame->context;
	char title[512], subtitle[640] = "", note[2048] = "", source[1024], level[CAUSA_NUMBER_SIZE];
	bool colour = false, unknown = false;
	for (int i = 0; i < s->n; i++) {
		colour |= s->line[i].direction != 0;
		unknown |= s->line[i].unknown;
	}
	words_level(s->page, x->level, level);
	snprintf(title, sizeof title, title_format(s), x->from, x->to);
	if (s->rank)
		words_add(subtitle, sizeof subtitle, "%s", _("Ranked from the most reported to the least; beside each name the number of cases."));
	else
		words_add(subtitle, sizeof subtitle, "%s", s->ratio ? _("Percent of the reported cases of the year.") : _("Cases a year."));
	if (s->log)
		words_add(subtitle, sizeof subtitle, "%s", _("Logarithmic scale."));
	bool print = s->page->options->theme == CAUSA_THEME_PRINT;
	words_add(subtitle, sizeof subtitle, !colour ? _("Grey: the %s interval of the change includes no change.")
	                                     : print ? _("Thick: the %s interval of the change leaves out no change.")
	                                             : _("Thick, in colour: the %s interval of the change leaves out no change."), level);
	words_unknown(unknown, note, sizeof note);
	if (s->n > s->named)
		words_add(note, sizeof note, NP_("%d further offence is grey and not named.", "%d further offences are grey and not named.", s->n - s->named),
		          s->n - s->named);
	if (s->few > 0)
		words_add(note, sizeof note, NP_("%d offence with fewer than %d reports in a year is not drawn.",
		          "%d offences with fewer than %d reports in a year are not drawn.", s->few), s->few, FEW_FOR_PERCENT);
	if (s->blank > 0)
		words_add(note, sizeof note, NP_("%d offence is blank in a year and not drawn.", "%d offences are blank in a year and not drawn.", s->blank),
		          s->blank);
	if (s->ratio && (x->immature == x->from || x->immature == x->to))
		words_add(note, sizeof note, _("Cases of %d may still reach a judge."), x->immature);
	for (uint32_t i = 0; i < x->dropped_count; i++)
		words_add(note, sizeof note, _("%d is partly covered and left out."), x->dropped[i]);
	page_source(s->page, s->frame, source, sizeof source);
	page_words(s->page, title, subtitle, note, source);
}

static void describe(const struct slope *s, struct bytes *to)
{
	bytes_format(to, "%s.", s->page->info->title);
	for (int i = 0; i < s->n; i++) {
		const struct line *l = &s->line[i];
		char from[CAUSA_NUMBER_SIZE], until[CAUSA_NUMBER_SIZE];
		value_words(s, l, 0, from);
		value_words(s, l, 1, until);
		bytes_format(to, _(" %s: %s to %s"), l->name, from, until);
		bytes_text(to, l->direction != 0 ? _(", no change excluded.") : ".");
		for (int side = 0; side < 2; side++) {
			struct plotted_row row = {l->name, s->page->measure, side == 0 ? s->frame->context->from : s->frame->context->to, l->place[side], NAN,
			                          NAN, s->frame->notes[l->row]};
			page_number(s->page, &row);
		}
	}
}

/* ---- marks ---- */

static struct scale choose_scale(const struct slope *s)
{
	double least = s->line[0].place[0], most = 0;
	for (int i = 0; i < s->n; i++) {
		least = fmin(least, fmin(s->line[i].place[0], s->line[i].place[1]));
		most = fmax(most, fmax(s->line[i].place[0], s->line[i].place[1]));
	}
	if (s->rank)
		return (struct scale){.lo = 1, .hi = fmax(2, s->n), .from = s->box.y0, .to = s->box.y1};
	if (s->log)
		return scale_counts(s->ratio ? 100 * least : least, s->ratio ? 100 * most : most, s->box.y1, s->box.y0);
	/* There are no ticks to round for: the largest value stands at the top; where none is near 0, the scale need not go there. */
	double lo = least > 0.4 * most ? least - 0.2 * (most - least) : 0;
	return (struct scale){.lo = lo, .hi = most > lo ? most : lo + 1, .from = s->box.y1, .to = s->box.y0};
}

static double place_at(const struct slope *s, const struct line *l, int side)
{
	bool percent = s->ratio && s->log;
	return scale_at(&s->y, percent ? 100 * l->place[side] : l->place[side]);
}

static enum ink line_ink(const struct line *l)
{
	return l->direction > 0 ? INK_VERMILION : l->direction < 0 ? INK_BLUE : l->strong ? INK_TEXT : INK_CONTEXT;
}

static enum ink text_ink(const struct line *l)
{
	return l->direction > 0 ? INK_VERMILION_TEXT : l->direction < 0 ? INK_BLUE : l->strong ? INK_TEXT : INK_GREY;
}

static void lay_out(struct slope *s, struct end *ends, double width[2])
{
	const struct page *page = s->page;
	double plot = page->plot.x1 - page->plot.x0, size = page->size.axis;
	for (int side = 0; side < 2; side++) {
		for (int i = 0; i < s->named; i++) {
			const struct line *l = &s->line[i];
			ends[side * s->n + i] = (struct end){.text = side == 0 ? l->name : l->right, .value = side == 0 ? l->beside : NULL, .ink = text_ink(l),
			                                     .weight = l->unknown ? ITALIC : l->strong ? BOLD : l->direction != 0 ? SEMIBOLD : REGULAR};
		}
		width[side] = ends_width(page, ends + side * s->n, s->named, 0.36 * plot);
	}
	s->box = (struct box){page->plot.x0 + width[0], page->plot.y0 + 2.8 * size, page->plot.x1 - width[1], page->plot.y1 - 0.8 * size};
	s->y = choose_scale(s);
}

static void draw_line(const struct slope *s, int i)
{
	struct marks *m = s->page->marks;
	const struct line *l = &s->line[i];
	double y0 = place_at(s, l, 0), y1 = place_at(s, l, 1);
	if (i >= s->named) {
		marks_segment(m, s->box.x0, y0, s->box.x1, y1, INK_CONTEXT, 0.7);
		marks_dot(m, s->box.x0, y0, 1.4, INK_CONTEXT);
		marks_dot(m, s->box.x1, y1, 1.4, INK_CONTEXT);
		return;
	}
	marks_segment(m, s->box.x0, y0, s->box.x1, y1, line_ink(l), l->direction != 0 || l->strong ? MAIN_WIDTH : 1.1);
	marks_dot(m, s->box.x0, y0, l->direction != 0 || l->strong ? DOT : 2.6, line_ink(l));
	marks_dot(m, s->box.x1, y1, l->direction != 0 || l->strong ? DOT : 2.6, line_ink(l));
}

static void draw(struct slope *s, struct end *ends)
{
	struct marks *m = s->page->marks;
	double width[2], size = s->page->size.axis, lo = s->box.y0;
	int dropped[2];
	lay_out(s, ends, width);
	const int32_t year[2] = {s->frame->context->from, s->frame->context->to};
	for (int side = 0; side < 2; side++) {
		char words[16];
		double x = side == 0 ? s->box.x0 : s->box.x1;
		snprintf(words, sizeof words, "%d", year[side]);
		marks_segment(m, x, s->box.y0 - 1.2 * size, x, s->box.y1, INK_GRID, BASE_WIDTH);
		marks_text(m, x, s->box.y0 - 1.6 * size, words, size, BOLD, INK_TEXT, MIDDLE, false);
	}
	for (int i = s->n; i-- > 0;)
		draw_line(s, i);
	lo = s->box.y0 - 0.7 * size;
	for (int side = 0; side < 2; side++) {
		for (int i = 0; i < s->named; i++)
			ends[side * s->n + i].at = (struct point){side == 0 ? s->box.x0 : s->box.x1, place_at(s, &s->line[i], side)};
		dropped[side] = ends_draw(s->page, ends + side * s->n, s->named, side == 0 ? s->box.x0 : s->box.x1, side == 0 ? RIGHT : LEFT, width[side], lo,
		                          s->page->plot.y1);
	}
	s->page->dropped += dropped[0] > dropped[1] ? dropped[0] : dropped[1];
}

enum causa_status chart_slope(struct page *page, struct bytes *description)
{
	struct slope s = {.page = page, .frame = page->data->change};
	struct end *ends = NULL;
	s.ratio = strcmp(page->measure, "ratio") == 0;
	s.rank = strcmp(page->measure, "rank") == 0;
	enum causa_status status = read_lines(&s);
	if (status == CAUSA_OK && (ends = calloc(2 * (size_t)s.n, sizeof *ends)) == NULL)
		status = CAUSA_ENOMEM;
	if (status == CAUSA_OK) {
		write_labels(&s);
		write_words(&s);
		describe(&s, description);
		double by_labels = 60 + s.named * 1.35 * page->size.axis;
		status = page_open(page, fmin(fmax(page->narrow ? 340 : 420, by_labels), 900), 0.6, 340);
	}
	if (status == CAUSA_OK)
		draw(&s, ends);
	free(ends);
	free(s.line);
	return status;
}
