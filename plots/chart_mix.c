/* mix: what each year is made of. A column a year, its parts the shares of the offences; offence unknown stands apart on top, so
 * that a year of which little is known looks like one.
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
#include "series.h"
#include "words.h"

enum { MOST_NAMED = 6, PARTS = MOST_NAMED + 2, OTHERS = MOST_NAMED, UNKNOWN = MOST_NAMED + 1 };

static const double APART = 5, SEAM = 1.2;

struct mix {
	struct page *page;
	const struct causa_frame *frame;
	struct series_set set;
	int *order;               /* named ones first */
	int named, others;        /* offences with a part of their own; in the part "others" */
	bool unknown;             /* some year has cases of unknown offence */
	double *part, *total;     /* [year * PARTS + part], [year] */
	int *blank;               /* [year] cells without a count */
	struct box box;
	double column, pitch;
	char name[PARTS][200];
	struct end end[PARTS];
};

static double *part_of(const struct mix *m, int t, int part)
{
	return &m->part[t * PARTS + part];
}

/* ---- reading ---- */

static void choose_named(struct mix *m)
{
	const struct series_set *set = &m->set;
	int first = 0, known = 0;
	series_order(set, m->page->options->order, m->order);
	for (int i = 0; i < set->n; i++)
		known += !set->series[i].unknown;
	for (int pass = 0; pass < 2; pass++) {
		for (int i = first; i < set->n && first < MOST_NAMED; i++) {
			const struct series *s = &set->series[m->order[i]];
			bool chosen = pass == 0 ? page_highlights(m->page, s->name) : m->page->options->highlights == 0;
			if (s->unknown || !chosen)
				continue;
			int one = m->order[i];
			for (int k = i; k > first; k--)
				m->order[k] = m->order[k - 1];
			m->order[first++] = one;
		}
	}
	m->named = first;
	m->others = known - first;
}

static void add_up(struct mix *m)
{
	const struct series_set *set = &m->set;
	for (int i = 0; i < set->n; i++) {
		const struct series *s = &set->series[m->order[i]];
		int part = s->unknown ? UNKNOWN : i < m->named ? i : OTHERS;
		for (int t = 0; t < set->years; t++) {
			const struct cell *c = &s->cell[t];
			m->blank[t] += !c->there;
			*part_of(m, t, part) += c->there ? c->value : 0;
			m->total[t] += c->there ? c->value : 0;
			m->unknown |= s->unknown && c->there && c->value > 0;
		}
	}
}

static enum causa_status read_parts(struct mix *m)
{
	enum causa_status status = series_read(m->frame, m->page->measure, &m->set);
	double sum = 0;
	if (status != CAUSA_OK)
		return status;
	size_t years = (size_t)m->set.years;
	m->order = calloc((size_t)m->set.n + 1, sizeof *m->order);
	m->part = calloc(years * PARTS + 1, sizeof *m->part);
	m->total = calloc(years + 1, sizeof *m->total);
	m->blank = calloc(years + 1, sizeof *m->blank);
	if (m->order == NULL || m->part == NULL || m->total == NULL || m->blank == NULL)
		return CAUSA_ENOMEM;
	choose_named(m);
	add_up(m);
	for (int t = 0; t < m->set.years; t++)
		sum += m->total[t];
	if (!(sum > 0))
		return causa_fail(m->page->err, CAUSA_EUSAGE, _("nothing to draw: no year of the table has a case"));
	return CAUSA_OK;
}

static double share(const struct mix *m, int t, int part)
{
	return m->total[t] > 0 ? *part_of(m, t, part) / m->total[t] : NAN;
}

/* ---- words ---- */

static void share_words(const struct mix *m, int t, int part, char out[CAUSA_NUMBER_SIZE])
{
	double percent = 100 * share(m, t, part);
	if (m->total[t] < FEW_FOR_PERCENT)
		words_count(m->page, *part_of(m, t, part), out);
	else
		words_percent(m->page, percent, percent - 20, percent + 20, out); /* whole percents: counts carry no more */
}

static void name_parts(struct mix *m)
{
	for (int i = 0; i < m->named; i++)
		snprintf(m->name[i], sizeof m->name[i], "%.150s", m->set.series[m->order[i]].name);
	snprintf(m->name[OTHERS], sizeof m->name[OTHERS], NP_("%d other offence", "%d other offences", m->others), m->others);
	for (int i = 0; i < m->set.n; i++) {
		if (m->set.series[i].unknown)
			snprintf(m->name[UNKNOWN], sizeof m->name[UNKNOWN], "%.150s", m->set.series[i].name);
	}
}

/* One sentence for a year, or for all that have blanks. */
static void note_blanks(const struct mix *m, char *note, size_t size)
{
	char list[512] = "";
	int years = 0, last = 0;
	for (int t = 0; t < m->set.years; t++) {
		if (m->blank[t] == 0 || !(m->total[t] > 0))
			continue;
		years++;
		last = t;
		snprintf(list + strlen(list), sizeof list - strlen(list), _("%s%d in %d"), years > 1 ? ", " : "", m->blank[t], m->set.year[t]);
	}
	if (years == 1)
		words_add(note, size, NP_("%d: %d cell is blank; shares are of the cases counted.",
		          "%d: %d cells are blank; shares are of the cases counted.", m->blank[last]), m->set.year[last], m->blank[last]);
	else if (years > 1)
		words_add(note, size, _("Blank cells: %s; shares are of the cases counted."), list);
}

static void write_words(struct mix *m)
{
	const struct series_set *set = &m->set;
	char years[32], title[512], subtitle[640] = "", note[2048] = "", source[1024];
	bool few = false;
	words_years(set->year[0], set->year[set->years - 1], years, sizeof years);
	snprintf(title, sizeof title, strcmp(m->page->measure, "prosecuted") == 0 ? _("Criminal cases: share of each offence, %s")
	                                                                          : _("Reported cases: share of each offence, %s"), years);
	words_add(subtitle, sizeof subtitle, "%s", _("Percent of all cases of the year; above each column their number."));
	if (m->unknown)
		words_add(subtitle, sizeof subtitle, "%s", _("Pale grey, apart: offence unknown."));
	words_partial(m->frame, set, note, sizeof note);
	note_blanks(m, note, sizeof note);
	for (int t = 0; t < set->years; t++)
		few |= m->total[t] > 0 && m->total[t] < FEW_FOR_PERCENT;
	if (few)
		words_add(note, sizeof note, _("Years with fewer than %d cases: numbers of cases instead of percent."), FEW_FOR_PERCENT);
	page_source(m->page, m->frame, source, sizeof source);
	page_words(m->page, title, subtitle, note, source);
}

static bool has_part(const struct mix *m, int part)
{
	return part < MOST_NAMED ? part < m->named : part == OTHERS ? m->others > 0 : m->unknown;
}

static void describe(const struct mix *m, struct bytes *to)
{
	bytes_format(to, "%s.", m->page->info->title);
	for (int t = 0; t < m->set.years; t++) {
		char number[CAUSA_NUMBER_SIZE];
		const char *before = " ";
		words_count(m->page, m->total[t], number);
		bytes_format(to, " %d%s: %s;", m->set.year[t], m->set.partial[t] ? "*" : "", number);
		for (int part = 0; part < PARTS; part++) {
			struct plotted_row row = {m->name[part], "share", m->set.year[t], share(m, t, part), NAN, NAN, 0};
			if (!has_part(m, part))
				continue;
			page_number(m->page, &row);
			if (!(*part_of(m, t, part) > 0))
				continue;
			share_words(m, t, part, number);
			bytes_format(to, "%s%s %s", before, m->name[part], number);
			before = ", ";
		}
		bytes_char(to, '.');
	}
}

/* ---- marks ---- */

static double column_x(const struct mix *m, int t)
{
	return m->box.x0 + m->column / 2 + t * m->pitch;
}

static void lay_out(struct mix *m)
{
	const struct page *page = m->page;
	const struct box *plot = &page->plot;
	double size = page->size.axis, width = plot->x1 - plot->x0;
	for (int part = 0; part < PARTS; part++)
		m->end[part] = (struct end){.text = m->name[part], .ink = part < MOST_NAMED ? series_inks[part] : INK_GREY,
		                            .weight = part == UNKNOWN ? ITALIC : part == OTHERS ? REGULAR : SEMIBOLD};
	double names = ends_width(page, m->end, PARTS, (page->narrow ? 0.36 : 0.3) * width) + 6;
	m->box = (struct box){plot->x0, plot->y0 + 1.8 * size, plot->x1 - names, plot->y1 - 2 * size - 6};
	double room = m->box.x1 - m->box.x0;
	m->column = fmin(110, 0.8 * room / m->set.years);
	m->pitch = m->set.years > 1 ? fmin((room - m->column) / (m->set.years - 1), 1.6 * m->column) : room;
	m->box.x1 = column_x(m, m->set.years - 1) + m->column / 2;
}

static struct box part_box(const struct mix *m, int t, int part)
{
	double apart = m->unknown ? APART : 0, height = m->box.y1 - m->box.y0 - apart, below = 0, x = column_x(m, t);
	for (int i = 0; i < part; i++)
		below += has_part(m, i) ? share(m, t, i) : 0;
	double y1 = m->box.y1 - below * height - (part == UNKNOWN ? apart : 0), y0 = y1 - share(m, t, part) * height;
	return (struct box){x - m->column / 2, y0, x + m->column / 2, y1};
}

static void draw_part(const struct mix *m, int t, int part)
{
	struct marks *to = m->page->marks;
	struct box box = part_box(m, t, part);
	double size = m->page->size.footer, height = box.y1 - box.y0, width;
	char number[CAUSA_NUMBER_SIZE];
	if (!(height > 0))
		return;
	struct box seam = {box.x0, box.y0 + fmin(SEAM, height / 3), box.x1, box.y1};
	marks_rect(to, part == UNKNOWN ? box : seam, part == UNKNOWN ? INK_FAINT : part == OTHERS ? INK_CONTEXT : series_inks[part]);
	share_words(m, t, part, number);
	width = text_width(to, number, size, SEMIBOLD);
	if (height < 1.25 * size || width + 4 > m->column)
		return;
	double x = column_x(m, t), y = (box.y0 + box.y1) / 2;
	if (part == OTHERS) /* a plain ground for figures on grey */
		marks_rect(to, (struct box){x - width / 2 - 3, y - 0.6 * size, x + width / 2 + 3, y + 0.6 * size}, INK_PAPER);
	marks_text(to, x, y + 0.36 * size, number, size, SEMIBOLD, part == OTHERS ? INK_GREY : part == UNKNOWN ? INK_TEXT : INK_PAPER, MIDDLE, false);
}

/* Centred on x beside the names; left out where it would meet what stands to its right, from `*limit` on. */
static void put_label(const struct mix *m, double x, double y, const char *words, enum weight weight, enum ink ink, double *limit)
{
	struct marks *to = m->page->marks;
	double size = m->page->size.axis, half = text_width(to, words, size, weight) / 2;
	double at = fmax(fmin(x, m->box.x1 + 8 - half), half + 1); /* the names begin beside the last column */
	if (at + half + 5 > *limit)
		return;
	marks_text(to, at, y, words, size, weight, ink, MIDDLE, false);
	*limit = at - half;
}

static void draw_years(const struct mix *m)
{
	double size = m->page->size.axis, year_limit = INFINITY, total_limit = INFINITY;
	for (int t = m->set.years; t-- > 0;) {
		char words[CAUSA_NUMBER_SIZE];
		words_year(&m->set, t, false, words);
		put_label(m, column_x(m, t), m->box.y1 + 6 + size, words, REGULAR, INK_GREY, &year_limit);
		words_count(m->page, m->total[t], words);
		put_label(m, column_x(m, t), (m->total[t] > 0 ? m->box.y0 : m->box.y1) - 6, words, SEMIBOLD, INK_TEXT, &total_limit);
	}
}

/* Names stand at the last year in which a part is large enough to point at. */
static void name_ends(struct mix *m)
{
	struct end end[PARTS];
	int n = 0, last = m->set.years - 1;
	while (last > 0 && !(m->total[last] > 0))
		last--;
	static const int by_importance[PARTS] = {UNKNOWN, 0, 1, 2, 3, 4, 5, OTHERS};
	for (int i = 0; i < PARTS; i++) {
		int part = by_importance[i];
		if (!has_part(m, part))
			continue;
		struct box box = part_box(m, last, part);
		m->end[part].unled = !(*part_of(m, last, part) > 0);
		m->end[part].at = (struct point){column_x(m, last) + m->column / 2 - DOT_HALO, (box.y0 + box.y1) / 2};
		end[n++] = m->end[part];
	}
	m->page->dropped += ends_draw(m->page, end, n, m->box.x1, LEFT, m->page->plot.x1 - m->box.x1, m->page->plot.y0, m->box.y1 + 8);
}

static void draw(struct mix *m)
{
	lay_out(m);
	for (int t = 0; t < m->set.years; t++) {
		for (int part = 0; part < PARTS; part++) {
			if (has_part(m, part) && m->total[t] > 0)
				draw_part(m, t, part);
		}
	}
	marks_segment(m->page->marks, m->box.x0, m->box.y1, m->box.x1, m->box.y1, INK_BASELINE, BASE_WIDTH);
	draw_years(m);
	name_ends(m);
}

enum causa_status chart_mix(struct page *page, struct bytes *description)
{
	struct mix m = {.page = page, .frame = page->data->counts};
	enum causa_status status = read_parts(&m);
	if (status == CAUSA_OK) {
		name_parts(&m);
		write_words(&m);
		describe(&m, description);
		status = page_open(page, page->narrow ? 340 : 440, 0.6, fmax(320, 5.0 * m.set.years + 220));
	}
	if (status == CAUSA_OK)
		draw(&m);
	free(m.order);
	free(m.part);
	free(m.total);
	free(m.blank);
	series_free(&m.set);
	return status;
}
