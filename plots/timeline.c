/* A plot over the years.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/intl.h"
#include "words.h"

double timeline_x_of(const struct timeline *l, double at)
{
	const int32_t *year = l->set->year;
	double pad = fmin(16, fmax(10, 0.06 * (l->box.x1 - l->box.x0))), span = year[l->set->years - 1] - year[0];
	double share = span > 0 ? (at - year[0]) / span : 0.5;
	return l->box.x0 + pad + share * (l->box.x1 - l->box.x0 - 2 * pad);
}

double timeline_x(const struct timeline *l, int t)
{
	return timeline_x_of(l, l->set->year[t]);
}

void timeline_extend(struct extent *e, double value)
{
	e->least = e->any ? fmin(e->least, value) : value;
	e->most = e->any ? fmax(e->most, value) : value;
	e->any = true;
}

void timeline_extent(const struct series *s, int years, bool bands, struct extent *e)
{
	for (int t = 0; t < years; t++) {
		const struct cell *c = &s->cell[t];
		if (!c->there)
			continue;
		timeline_extend(e, c->value);
		if (bands)
			timeline_extend(e, isnan(c->lower) ? c->value : c->lower);
		if (bands && !isnan(c->upper))
			timeline_extend(e, c->upper);
	}
}

struct scale timeline_scale(const struct page *page, const struct extent *e, double from, double to, int wanted)
{
	double most = fmax(1, e->most);
	return page->options->scale_y == CAUSA_SCALE_LOG ? scale_counts(e->least, most, from, to) : scale_linear(0, most, from, to, wanted, true);
}

double timeline_y(const struct timeline *l, double value)
{
	return scale_at(&l->y, fmax(value, l->y.lo));
}

/* ---- axes ---- */

double timeline_numbers_width(const struct page *page, const struct scale *y, double text)
{
	double widest = 0;
	for (int i = 0; i < y->ticks; i++) {
		char number[CAUSA_NUMBER_SIZE];
		words_count(page, y->tick[i], number);
		widest = fmax(widest, text_width(page->marks, number, text, REGULAR));
	}
	return widest + 8;
}

void timeline_grid(const struct timeline *l, bool numbers)
{
	struct marks *m = l->page->marks;
	double below = INFINITY; /* where the last number stands: steps of a logarithmic scale may be close */
	for (int i = 0; i < l->y.ticks; i++) {
		double y = timeline_y(l, l->y.tick[i]);
		bool base = i == 0;
		marks_segment(m, l->box.x0, y, l->box.x1, y, base ? INK_BASELINE : INK_GRID, base ? BASE_WIDTH : GRID_WIDTH);
		if (numbers && below - y > 1.1 * l->text) {
			char number[CAUSA_NUMBER_SIZE];
			below = y;
			words_count(l->page, l->y.tick[i], number);
			marks_text(m, l->box.x0 - 8, y + 0.36 * l->text, number, l->text, REGULAR, INK_GREY, RIGHT, false);
		}
	}
}

/* Every how many years a label fits. */
static int year_step(const struct timeline *l, bool brief)
{
	char words[16];
	int n = l->set->years;
	words_year(l->set, n - 1, brief, words);
	double need = text_width(l->page->marks, words, l->text, REGULAR) + 6;
	double have = n > 1 ? (timeline_x(l, n - 1) - timeline_x(l, 0)) / (n - 1) : need;
	return (int)ceil(need / fmax(have, 1) - 1e-9);
}

void timeline_years(const struct timeline *l)
{
	int last = l->set->years - 1;
	bool brief = year_step(l, false) > 1;
	int step = year_step(l, brief);
	for (int t = last; t >= 0; t--) {
		char words[16];
		if ((last - t) % step != 0)
			continue;
		words_year(l->set, t, brief, words);
		marks_segment(l->page->marks, timeline_x(l, t), l->box.y1, timeline_x(l, t), l->box.y1 + 4, INK_BASELINE, BASE_WIDTH);
		marks_tick(l->page->marks, timeline_x(l, t), l->box.y1 + 6 + l->text, words, l->text, NULL);
	}
}

/* ---- a series ---- */

/* A whole year that was counted in full: part of the line. */
bool timeline_is_solid(const struct cell *c)
{
	return c->there && !c->partial && !c->blank;
}

static bool joins(const struct timeline *l, const struct series *s, int t)
{
	return t > 0 && timeline_is_solid(&s->cell[t - 1]) && timeline_is_solid(&s->cell[t]) && l->set->year[t] == l->set->year[t - 1] + 1;
}

/* Calls draw for every run of joined years. */
static void each_run(const struct timeline *l, const struct series *s,
                     void (*draw)(const struct timeline *, const struct series *, int from, int n, const struct stroke *),
                     const struct stroke *stroke)
{
	for (int t = 0; t < l->set->years;) {
		int n = 1;
		while (t + n < l->set->years && joins(l, s, t + n))
			n++;
		if (n > 1)
			draw(l, s, t, n, stroke);
		t += n;
	}
}

static void draw_band(const struct timeline *l, const struct series *s, int from, int n, const struct stroke *stroke)
{
	struct point *p = calloc(2 * (size_t)n, sizeof *p);
	if (p == NULL) {
		l->page->marks->failed = true;
		return;
	}
	for (int i = 0; i < n; i++) {
		const struct cell *c = &s->cell[from + i];
		double x = timeline_x(l, from + i);
		p[i] = (struct point){x, timeline_y(l, c->lower)};
		p[2 * n - 1 - i] = (struct point){x, timeline_y(l, c->upper)};
	}
	marks_area(l->page->marks, p, 2 * (size_t)n, stroke->tint);
	free(p);
}

static void draw_line(const struct timeline *l, const struct series *s, int from, int n, const struct stroke *stroke)
{
	struct point *p = calloc((size_t)n, sizeof *p);
	if (p == NULL) {
		l->page->marks->failed = true;
		return;
	}
	for (int i = 0; i < n; i++)
		p[i] = (struct point){timeline_x(l, from + i), timeline_y(l, s->cell[from + i].value)};
	marks_line(l->page->marks, p, (size_t)n, stroke->ink, l->line, stroke->dash);
	free(p);
}

void timeline_band(const struct timeline *l, const struct series *s, const struct stroke *stroke)
{
	each_run(l, s, draw_band, stroke);
}

/* A count that is not all there is: from the lower limit up, open. */
static void draw_bound(const struct timeline *l, const struct cell *c, double x, const struct stroke *stroke)
{
	double top = timeline_y(l, c->value) - 3 * l->dot, a = 0.9 * l->dot;
	marks_segment(l->page->marks, x, timeline_y(l, c->lower), x, top, stroke->ink, 1.4);
	struct point head[3] = {{x - a, top}, {x + a, top}, {x, top - 1.4 * a}};
	marks_area(l->page->marks, head, 3, stroke->ink);
}

static void draw_there(const struct timeline *l, const struct series *s, int t, const struct stroke *stroke)
{
	const struct cell *c = &s->cell[t];
	double x = timeline_x(l, t), y = timeline_y(l, c->value);
	bool alone = !joins(l, s, t) && !(t + 1 < l->set->years && joins(l, s, t + 1));
	if (isnan(c->upper)) {
		draw_bound(l, c, x, stroke);
	} else if (alone && stroke->band) {
		marks_segment(l->page->marks, x, timeline_y(l, c->lower), x, timeline_y(l, c->upper), stroke->ink, 1.4);
	}
	if (!timeline_is_solid(c)) {
		marks_ring(l->page->marks, x, y, l->dot, stroke->ink);
	} else if (c->value == 0) {
		marks_diamond(l->page->marks, x, y, l->dot, stroke->ink);
	} else {
		marks_dot(l->page->marks, x, y, l->dot, stroke->ink);
	}
}

void timeline_dots(const struct timeline *l, const struct series *s, const struct stroke *stroke)
{
	for (int t = 0; t < l->set->years; t++) {
		if (s->cell[t].there) {
			draw_there(l, s, t, stroke);
		} else if (stroke->ink != INK_CONTEXT) {
			double w = 2.6 * l->dot, x = timeline_x(l, t) + (stroke->lane == 0 ? -1 : 1) * (w / 2 + l->dot + 1);
			struct box box = {x - w / 2, l->box.y1 - 1.2 * w, x + w / 2, l->box.y1};
			marks_hatch(l->page->marks, box);
		}
	}
}

void timeline_fit(const struct timeline *l, const struct piece *piece, enum ink ink)
{
	enum { STEPS = 24 };
	struct point p[STEPS + 1];
	for (int i = 0; i <= STEPS; i++) {
		double share = (double)i / STEPS;
		p[i].x = timeline_x_of(l, piece->first + share * (piece->last - piece->first));
		p[i].y = timeline_y(l, piece->from * pow(piece->to / piece->from, share));
	}
	marks_line(l->page->marks, p, STEPS + 1, ink, 1.4, DASHED);
}

void timeline_series(const struct timeline *l, const struct series *s, const struct stroke *stroke)
{
	each_run(l, s, draw_line, stroke);
	timeline_dots(l, s, stroke);
}

struct point timeline_end(const struct timeline *l, const struct series *s)
{
	int t = timeline_last_solid(s, l->set->years);
	return (struct point){timeline_x(l, t), timeline_y(l, s->cell[t].there ? s->cell[t].value : 0)};
}

int timeline_last_solid(const struct series *s, int years)
{
	int last = years - 1;
	for (int t = years; t-- > 0;) {
		if (timeline_is_solid(&s->cell[t]))
			return t;
	}
	while (last > 0 && !s->cell[last].there)
		last--;
	return last;
}

void timeline_survey(const struct series *s, int years, struct present *present)
{
	for (int t = 0; t < years; t++) {
		const struct cell *c = &s->cell[t];
		present->blank |= !c->there;
		present->partial |= c->partial;
		present->bound |= c->there && isnan(c->upper);
		present->zero |= timeline_is_solid(c) && c->value == 0;
	}
}

void timeline_note(const struct present *present, char *note, size_t size)
{
	if (present->zero)
		words_add(note, size, "%s", _("Diamond: no case."));
	if (present->bound)
		words_add(note, size, "%s", _("Ring with an arrow: some cells are blank, so the count is a lower bound."));
	if (present->blank)
		words_add(note, size, "%s", _("Hatched: blank in the source, which is not zero."));
}
