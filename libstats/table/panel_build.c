/* Building a panel from rows as they are read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/panel_build.h"

#include <stdlib.h>
#include <string.h>

#include "table/intern.h"
#include "table/panel_own.h"
#include "table/utf8.h"

struct kept_total {
	struct build_row row;
	enum causa_role role;   /* 0: to be found */
	uint32_t print_row;
};

struct kept_printed {
	struct causa_printed printed;
	int32_t from, to;
};

/* Its label has no number before the cells are in. */
struct kept_repeat {
	struct causa_repeat repeat;
	const char *offence;
};

struct panel_build {
	struct arena arena;
	struct causa_about *about;
	uint32_t dims, measures;
	struct causa_dim dim[BUILD_DIMS];
	struct causa_measure measure[BUILD_MEASURES];
	struct intern labels[BUILD_DIMS], unknown;
	const char **title[BUILD_DIMS];
	uint32_t title_room[BUILD_DIMS];
	struct tally cells;
	bool begun;              /* the cells are */
	uint64_t rows;
	uint32_t file;           /* of the cases */
	struct kept_total *total;
	uint64_t totals, total_room;
	struct kept_printed *statement;
	uint64_t statements, statement_room;
	struct kept_repeat *repeat;
	uint64_t repeats, repeat_room, repeats_all;
	struct causa_odd *odd;
	uint64_t odds, odd_room, odds_all;
	/* told about offences, by label of dim 0 */
	const char **printed;
	uint32_t *print_row;
	struct causa_words *gloss;
	uint32_t told;
	struct causa_period *cover;
	uint32_t covers;
	bool failed;
};

struct panel_build *panel_build_new(void)
{
	struct panel_build *b = calloc(1, sizeof *b);
	if (b != NULL)
		b->about = arena_new(&b->arena, 1, sizeof *b->about);
	return b;
}

static void free_work(struct panel_build *b)
{
	for (uint32_t d = 0; d < BUILD_DIMS; d++) {
		intern_free(&b->labels[d]);
		free(b->title[d]);
	}
	intern_free(&b->unknown);
	tally_free(&b->cells);
	free(b->total);
	free(b->repeat);
	free(b->odd);
	free(b->statement);
	free(b);
}

void panel_build_drop(struct panel_build *b)
{
	if (b == NULL)
		return;
	arena_free(&b->arena);
	free_work(b);
}

struct arena *panel_build_arena(struct panel_build *b)
{
	return &b->arena;
}

struct causa_about *panel_build_about(struct panel_build *b)
{
	return b->about;
}

static char *keep(struct panel_build *b, const char *text)
{
	return arena_text(&b->arena, text, strlen(text));
}

void panel_build_dim(struct panel_build *b, const char *name)
{
	if (b->dims < BUILD_DIMS)
		b->dim[b->dims++].name = keep(b, name);
}

void panel_build_measure(struct panel_build *b, const char *name, const char *unit, const char *printed,
                         enum causa_cell absent)
{
	if (b->measures < BUILD_MEASURES)
		b->measure[b->measures++] = (struct causa_measure){keep(b, name), keep(b, unit), keep(b, printed), absent};
}

static uint32_t put_folded(struct intern *intern, const char *label)
{
	char folded[1024];
	size_t n = strlen(label);
	n = utf8_fold(label, n < sizeof folded ? n : sizeof folded, folded);
	return intern_put(intern, folded, n);
}

void panel_build_unknown(struct panel_build *b, const char *label)
{
	b->failed |= put_folded(&b->unknown, label) == INTERN_NONE;
}

bool panel_build_is_unknown(const struct panel_build *b, const char *label)
{
	char folded[1024];
	size_t n = strlen(label);
	n = utf8_fold(label, n < sizeof folded ? n : sizeof folded, folded);
	return intern_find(&b->unknown, folded, n) != INTERN_NONE;
}

/* ---- rows ---- */

uint32_t panel_build_label(struct panel_build *b, uint32_t d, const char *label)
{
	size_t n = strlen(label);
	char *composed = malloc(n + 1);
	if (composed == NULL)
		return INTERN_NONE;
	size_t size = utf8_compose(label, n, composed);
	uint32_t before = b->labels[d].n, id = intern_put(&b->labels[d], composed, size);
	free(composed);
	if (id == INTERN_NONE || id < before)
		return id;
	if (id >= b->title_room[d]) {
		uint32_t room = 2 * id + 32;
		const char **title = realloc(b->title[d], room * sizeof *title);
		if (title == NULL)
			return INTERN_NONE;
		b->title[d] = title;
		b->title_room[d] = room;
	}
	b->title[d][id] = keep(b, label);
	return b->title[d][id] != NULL ? id : INTERN_NONE;
}

static void *grown(void *old, uint64_t n, uint64_t *room, size_t size)
{
	if (n < *room)
		return old;
	uint64_t more = *room == 0 ? 256 : 2 * *room;
	void *to = realloc(old, more * size);
	if (to != NULL)
		*room = more;
	return to;
}

struct tally *panel_build_tally(struct panel_build *b)
{
	if (!b->begun)
		tally_begin(&b->cells, b->dims, b->measures);
	b->begun = true;
	return &b->cells;
}

void panel_build_counted(struct panel_build *b, uint64_t rows, uint32_t file)
{
	b->rows = rows;
	b->file = file;
}

enum causa_status panel_build_total(struct panel_build *b, const struct build_row *row, enum causa_role role,
                                    uint32_t print_row)
{
	struct kept_total *totals = grown(b->total, b->totals, &b->total_room, sizeof *totals);
	if (totals == NULL)
		return CAUSA_ENOMEM;
	b->total = totals;
	struct kept_total *kept = &totals[b->totals++];
	*kept = (struct kept_total){*row, role, print_row};
	kept->row.label = keep(b, row->label);
	if (row->group != NULL && b->dims > 1) {
		uint32_t *group = arena_new(&b->arena, b->dims - 1, sizeof *group);
		if (group == NULL)
			return CAUSA_ENOMEM;
		memcpy(group, row->group, (b->dims - 1) * sizeof *group);
		kept->row.group = group;
	}
	return kept->row.label != NULL ? CAUSA_OK : CAUSA_ENOMEM;
}

enum causa_status panel_build_printed(struct panel_build *b, const struct causa_printed *printed, int32_t from, int32_t to)
{
	struct kept_printed *all = grown(b->statement, b->statements, &b->statement_room, sizeof *all);
	if (all == NULL)
		return CAUSA_ENOMEM;
	b->statement = all;
	uint32_t *key = arena_new(&b->arena, b->dims, sizeof *key);
	if (key == NULL)
		return CAUSA_ENOMEM;
	memcpy(key, printed->key, b->dims * sizeof *key);
	all[b->statements] = (struct kept_printed){*printed, from, to};
	all[b->statements++].printed.key = key;
	return CAUSA_OK;
}

bool panel_build_repeat(struct panel_build *b, const char *offence, int32_t year, uint64_t line, uint64_t before, bool same)
{
	struct kept_repeat *all = grown(b->repeat, b->repeats, &b->repeat_room, sizeof *all);
	if (all == NULL)
		return false;
	b->repeat = all;
	all[b->repeats++] = (struct kept_repeat){{0, year, line, before, same}, keep(b, offence)};
	return true;
}

bool panel_build_odd(struct panel_build *b, const char *column, const char *text, uint64_t line)
{
	struct causa_odd *all = grown(b->odd, b->odds, &b->odd_room, sizeof *all);
	if (all == NULL)
		return false;
	b->odd = all;
	all[b->odds++] = (struct causa_odd){keep(b, column), keep(b, text), line};
	return !b->arena.failed;
}

void panel_build_odds(struct panel_build *b, uint64_t all)
{
	b->odds_all = all;
}

void panel_build_units(struct panel_build *b)
{
	b->dim[b->dims - 1].units = true;
}

void panel_build_repeats(struct panel_build *b, uint64_t all)
{
	b->repeats_all = all;
}

uint64_t panel_build_rows(const struct panel_build *b)
{
	return b->rows;
}

/* ---- what is told apart from rows ---- */

static bool room_to_tell(struct panel_build *b)
{
	uint32_t n = b->labels[0].n;
	if (b->printed == NULL) {
		b->printed = arena_new(&b->arena, n + 2U, sizeof *b->printed);
		b->print_row = arena_new(&b->arena, n + 2U, sizeof *b->print_row);
		b->gloss = arena_new(&b->arena, n + 2U, sizeof *b->gloss);
		b->told = n;
	}
	return !b->arena.failed;
}

bool panel_build_offence(struct panel_build *b, const char *label, const char *printed, uint32_t print_row,
                         const struct causa_words *gloss)
{
	char composed[1024];
	size_t n = strlen(label);
	if (n > sizeof composed || !room_to_tell(b))
		return false;
	uint32_t id = intern_find(&b->labels[0], composed, utf8_compose(label, n, composed));
	if (id == INTERN_NONE)
		return false;
	b->printed[id] = keep(b, printed);
	b->print_row[id] = print_row;
	b->gloss[id] = *gloss;
	return true;
}

bool panel_build_coverage(struct panel_build *b, int32_t year, struct causa_coverage share)
{
	bool there = false;
	for (uint32_t i = 0; i < b->cells.years && !there; i++)
		there = b->cells.year[i].year == year;
	struct causa_period *cover = arena_new(&b->arena, b->covers + 1U, sizeof *cover);
	if (!there || cover == NULL)
		return false;
	if (b->covers > 0)
		memcpy(cover, b->cover, b->covers * sizeof *cover);
	cover[b->covers] = (struct causa_period){year, 0, share};
	b->cover = cover;
	b->covers++;
	return true;
}

void panel_build_months(struct panel_build *b, int first, int last)
{
	for (int month = first; b->covers > 0 && month <= last; month++)
		b->cover[b->covers - 1].months |= (uint16_t)(1U << month);
}

/* ---- the panel ---- */

static int by_year(const void *a, const void *b)
{
	int32_t x = ((const struct causa_period *)a)->year, y = ((const struct causa_period *)b)->year;
	return (x > y) - (x < y);
}

static bool add_year(struct causa_period *period, uint32_t *n, uint64_t most, int32_t year)
{
	for (uint32_t i = *n; i-- > 0;) {
		if (period[i].year == year)
			return true;
	}
	if (*n == most)
		return false;
	period[(*n)++] = (struct causa_period){year, 0, {1, 1, CAUSA_KNOWN}};
	return true;
}

enum { MOST_YEARS = 2 * TALLY_YEARS }; /* of cases and of printed totals */

static void find_periods(struct panel_build *b, struct causa_panel *p)
{
	struct causa_period *period = arena_new(&b->arena, MOST_YEARS, sizeof *period);
	uint32_t n = 0;
	if (period == NULL)
		return;
	for (uint32_t i = 0; i < b->cells.years; i++)
		add_year(period, &n, MOST_YEARS, b->cells.year[i].year);
	for (uint64_t i = 0; i < b->totals; i++)
		add_year(period, &n, MOST_YEARS, b->total[i].row.year);
	qsort(period, n, sizeof *period, by_year);
	for (uint32_t c = 0; c < b->covers; c++) {
		for (uint32_t t = 0; t < n; t++) {
			if (period[t].year != b->cover[c].year)
				continue;
			period[t].share = b->cover[c].share;
			period[t].months = b->cover[c].months;
		}
	}
	p->period = period;
	p->periods = n;
}

static uint32_t period_of(const struct causa_panel *p, int32_t year)
{
	return (uint32_t)causa_panel_year(p, year);
}

/* Labels of the offence dimension: offences and unknown as read, then one for each kind of printed total. */
static void make_dim(struct panel_build *b, uint32_t d)
{
	struct causa_dim *dim = &b->dim[d];
	uint32_t n = b->labels[d].n, extra = d == 0 ? 2 : 0;
	const char **key = arena_new(&b->arena, n + extra + 1U, sizeof *key), **title = arena_new(&b->arena, n + extra + 1U, sizeof *title);
	const char **printed = arena_new(&b->arena, n + extra + 1U, sizeof *printed);
	uint8_t *role = arena_new(&b->arena, n + extra + 1U, 1);
	uint32_t *print_row = arena_new(&b->arena, n + extra + 1U, sizeof *print_row);
	struct causa_words *gloss = arena_new(&b->arena, n + extra + 1U, sizeof *gloss);
	if (b->arena.failed)
		return;
	for (uint32_t i = 0; i < n; i++) {
		key[i] = arena_text(&b->arena, b->labels[d].entry[i].bytes, b->labels[d].entry[i].size);
		title[i] = printed[i] = b->title[d][i];
		if (d == 0 && panel_build_is_unknown(b, title[i]))
			role[i] = CAUSA_ROLE_UNKNOWN;
		if (d == 0 && i < b->told && b->printed[i] != NULL) {
			printed[i] = b->printed[i];
			print_row[i] = b->print_row[i];
			gloss[i] = b->gloss[i];
		}
	}
	for (uint32_t i = n; i < n + extra; i++) {
		key[i] = title[i] = printed[i] = "TOTAL";
		role[i] = i == n ? CAUSA_ROLE_SUBTOTAL : CAUSA_ROLE_TOTAL;
	}
	*dim = (struct causa_dim){dim->name, n + extra, key, title, printed, gloss, print_row, role, dim->units};
}

/* Does a row of unknown offence stand before a line, in a year? */
static bool unknown_before(const struct panel_build *b, const struct causa_panel *p, int32_t year, uint64_t line)
{
	uint32_t t = period_of(p, year);
	for (uint64_t s = 0; s < p->series; s++) {
		uint64_t at = p->origin[s * p->periods + t].line;
		if (p->dim[0].role[p->key[0][s]] == CAUSA_ROLE_UNKNOWN && at != 0 && at < line)
			return true;
	}
	(void)b;
	return false;
}

static bool same_groups(const struct panel_build *b, const struct build_row *x, const struct build_row *y)
{
	if (x->group == NULL || y->group == NULL)
		return x->group == y->group;
	return memcmp(x->group, y->group, (b->dims - 1) * sizeof *x->group) == 0;
}

/* A total that stands before another one of its year, or before the unknown row, sums the offences alone. */
static enum causa_role role_of(const struct panel_build *b, const struct causa_panel *p, uint64_t i)
{
	const struct kept_total *t = &b->total[i];
	if (t->role != CAUSA_ROLE_OFFENCE)
		return t->role;
	for (uint64_t j = i + 1; j < b->totals; j++) {
		if (b->total[j].row.year == t->row.year && same_groups(b, &b->total[j].row, &t->row))
			return CAUSA_ROLE_SUBTOTAL;
	}
	return unknown_before(b, p, t->row.year, t->row.at.line) ? CAUSA_ROLE_TOTAL : CAUSA_ROLE_SUBTOTAL;
}

static void make_stated(struct panel_build *b, struct causa_panel *p)
{
	struct causa_stated *stated = arena_new(&b->arena, b->totals * b->measures + 1, sizeof *stated);
	uint64_t n = 0;
	if (b->arena.failed)
		return;
	const char **printed = (const char **)(uintptr_t)b->dim[0].printed;
	uint32_t *print_row = (uint32_t *)(uintptr_t)b->dim[0].print_row;
	for (uint64_t i = 0; i < b->totals; i++) {
		const struct kept_total *t = &b->total[i];
		uint32_t label = b->labels[0].n + (role_of(b, p, i) == CAUSA_ROLE_TOTAL ? 1 : 0);
		printed[label] = t->row.label;
		if (t->print_row != 0)
			print_row[label] = t->print_row;
		for (uint32_t m = 0; m < b->measures; m++)
			stated[n++] = (struct causa_stated){label, m, period_of(p, t->row.year), t->row.value[m],
			                                    (enum causa_cell)t->row.status[m], t->row.at, t->row.group};
	}
	p->stated = stated;
	p->stateds = n;
}

/* What make_cells fills in. */
struct filled {
	int64_t *sum[BUILD_MEASURES];
	uint8_t *status[BUILD_MEASURES];
	uint32_t *rows;
	struct causa_origin *origin;
	struct causa_gap *gap;
	uint32_t *place;           /* [series of cells]: series of the panel */
	uint32_t *period;          /* [year of cells] */
};

static bool make_room(struct panel_build *b, const struct causa_panel *p, struct filled *f)
{
	uint64_t n = p->series * p->periods;
	for (uint32_t m = 0; m < b->measures; m++) {
		f->sum[m] = arena_new(&b->arena, n + 1, sizeof *f->sum[m]);
		f->status[m] = arena_new(&b->arena, n + 1, 1);
		if (f->status[m] != NULL)
			memset(f->status[m], CAUSA_ABSENT, n);
	}
	f->rows = arena_new(&b->arena, n + 1, sizeof *f->rows);
	f->origin = arena_new(&b->arena, n + 1, sizeof *f->origin);
	f->gap = arena_new(&b->arena, b->cells.gaps + 1U, sizeof *f->gap);
	return !b->arena.failed;
}

/* Period of each year of the cells. */
static bool find_years(struct panel_build *b, const struct causa_panel *p, struct filled *f)
{
	f->period = arena_new(&b->arena, b->cells.years, sizeof *f->period);
	for (uint32_t y = 0; y < b->cells.years && f->period != NULL; y++)
		f->period[y] = period_of(p, b->cells.year[y].year);
	return f->period != NULL;
}

static void fill_series(const struct panel_build *b, const struct causa_panel *p, uint32_t s, struct filled *f)
{
	for (uint32_t y = 0; y < b->cells.years; y++) {
		const struct tally_cell *from = s < b->cells.year[y].room ? &b->cells.year[y].cell[s] : NULL;
		uint64_t cell = (uint64_t)f->place[s] * p->periods + f->period[y];
		if (from == NULL || from->line == 0)
			continue;
		for (uint32_t m = 0; m < b->measures; m++) {
			f->sum[m][cell] = from->sum[m];
			f->status[m][cell] = from->status[m];
		}
		f->rows[cell] = from->rows;
		f->origin[cell] = (struct causa_origin){b->file, from->line};
	}
}

/* No such row: zero, where the schema says so. */
static void fill_absent(const struct panel_build *b, const struct causa_panel *p, struct filled *f)
{
	for (uint64_t cell = 0; cell < p->series * p->periods; cell++) {
		if (f->status[0][cell] != CAUSA_ABSENT || b->measure[0].absent != CAUSA_SEEN)
			continue;
		f->rows[cell] = 1;
		for (uint32_t m = 0; m < b->measures; m++)
			f->status[m][cell] = CAUSA_SEEN;
	}
}

static int by_cell(const void *a, const void *b)
{
	const struct causa_gap *x = a, *y = b;
	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	return (x->seen > y->seen) - (x->seen < y->seen);
}

static void fill_gaps(struct panel_build *b, const struct causa_panel *p, struct filled *f)
{
	for (uint32_t g = 0; g < b->cells.gaps; g++) {
		const struct tally_gap *gap = &b->cells.gap[g];
		uint32_t t = f->period[gap->year_series >> 32];
		uint64_t cell = (uint64_t)f->place[(uint32_t)gap->year_series] * p->periods + t;
		int64_t *sum = arena_new(&b->arena, b->measures, sizeof *sum);
		if (sum == NULL)
			return;
		memcpy(sum, gap->sum, b->measures * sizeof *sum);
		f->gap[g] = (struct causa_gap){cell, gap->seen, gap->rows, sum};
	}
	if (b->cells.gaps > 1)
		qsort(f->gap, b->cells.gaps, sizeof *f->gap, by_cell);
}

/* Series in the order in which they were first seen. */
struct seen_series {
	uint64_t first;
	uint32_t series;
};

static int by_first(const void *a, const void *b)
{
	const struct seen_series *x = a, *y = b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->series > y->series) - (x->series < y->series);
}

static bool order_series(struct panel_build *b, struct causa_panel *p, struct filled *f)
{
	uint32_t n = b->cells.series;
	struct seen_series *seen = malloc((n + 1U) * sizeof *seen);
	const uint32_t **key = arena_new(&b->arena, BUILD_DIMS, sizeof *key);
	f->place = malloc((n + 1U) * sizeof *f->place);
	if (seen == NULL || f->place == NULL || key == NULL) {
		free(seen);
		return false;
	}
	for (uint32_t s = 0; s < n; s++)
		seen[s] = (struct seen_series){b->cells.first[s], s};
	qsort(seen, n, sizeof *seen, by_first);
	for (uint32_t s = 0; s < n; s++)
		f->place[seen[s].series] = s;
	for (uint32_t d = 0; d < b->dims; d++) {
		uint32_t *of = arena_new(&b->arena, n + 1U, sizeof *of);
		for (uint32_t s = 0; s < n && of != NULL; s++)
			of[s] = b->cells.id[d][seen[s].series];
		key[d] = of;
	}
	free(seen);
	p->key = key;
	return !b->arena.failed;
}

static enum causa_status make_cells(struct panel_build *b, struct causa_panel *p)
{
	struct filled f = {0};
	const int64_t **sum = arena_new(&b->arena, BUILD_MEASURES, sizeof *sum);
	const uint8_t **status = arena_new(&b->arena, BUILD_MEASURES, sizeof *status);
	if (sum == NULL || status == NULL || !order_series(b, p, &f) || !find_years(b, p, &f) || !make_room(b, p, &f)) {
		free(f.place);
		return CAUSA_ENOMEM;
	}
	for (uint32_t s = 0; s < b->cells.series; s++)
		fill_series(b, p, s, &f);
	fill_absent(b, p, &f);
	fill_gaps(b, p, &f);
	free(f.place);
	memcpy(sum, f.sum, sizeof f.sum);
	memcpy(status, f.status, sizeof f.status);
	p->sum = sum;
	p->status = status;
	p->rows = f.rows;
	p->origin = f.origin;
	p->gap = f.gap;
	p->gaps = b->cells.gaps;
	return b->arena.failed ? CAUSA_ENOMEM : CAUSA_OK;
}

static void make_repeats(struct panel_build *b, struct causa_panel *p)
{
	struct causa_repeat *repeat = arena_new(&b->arena, b->repeats + 1, sizeof *repeat);
	for (uint64_t i = 0; repeat != NULL && i < b->repeats; i++) {
		const char *offence = b->repeat[i].offence;
		uint32_t label = offence != NULL ? intern_find(&b->labels[0], offence, strlen(offence)) : INTERN_NONE;
		if (label == INTERN_NONE)
			continue;
		repeat[p->repeats] = b->repeat[i].repeat;
		repeat[p->repeats++].label = label;
	}
	p->repeat = repeat;
	p->repeats_all = b->repeats_all;
}

static void make_odd(struct panel_build *b, struct causa_panel *p)
{
	struct causa_odd *odd = arena_new(&b->arena, b->odds + 1, sizeof *odd);
	if (odd != NULL && b->odds > 0)
		memcpy(odd, b->odd, b->odds * sizeof *odd);
	p->odd = odd;
	p->odds = b->odds;
	p->odds_all = b->odds_all;
}

static void make_printed(struct panel_build *b, struct causa_panel *p)
{
	struct causa_printed *printed = arena_new(&b->arena, b->statements + 1, sizeof *printed);
	for (uint64_t i = 0; printed != NULL && i < b->statements; i++) {
		int from = causa_panel_year(p, b->statement[i].from), to = causa_panel_year(p, b->statement[i].to);
		if (from < 0 || to < 0)
			continue;
		printed[p->printeds] = b->statement[i].printed;
		printed[p->printeds].from = (uint32_t)from;
		printed[p->printeds++].to = (uint32_t)to;
	}
	p->printed = printed;
}

enum causa_status panel_build_finish(struct panel_build *b, struct causa_panel **out)
{
	struct owned_panel *owned = calloc(1, sizeof *owned);
	enum causa_status status = owned == NULL || b->failed || b->cells.failed ? CAUSA_ENOMEM : b->cells.overflowed ? CAUSA_ERANGE : CAUSA_OK;
	if (status == CAUSA_OK) {
		struct causa_panel *p = &owned->panel;
		struct causa_dim *dim = arena_new(&b->arena, BUILD_DIMS, sizeof *dim);
		struct causa_measure *measure = arena_new(&b->arena, BUILD_MEASURES, sizeof *measure);
		p->dims = b->dims;
		p->measures = b->measures;
		p->series = b->cells.series;
		find_periods(b, p);
		for (uint32_t d = 0; d < b->dims; d++)
			make_dim(b, d);
		status = b->arena.failed ? CAUSA_ENOMEM : make_cells(b, p);
		if (status == CAUSA_OK) {
			memcpy(dim, b->dim, sizeof b->dim);
			memcpy(measure, b->measure, sizeof b->measure);
			p->dim = dim;
			p->measure = measure;
			p->about = b->about;
			make_stated(b, p);
			make_printed(b, p);
			make_repeats(b, p);
			make_odd(b, p);
			status = b->arena.failed ? CAUSA_ENOMEM : CAUSA_OK;
		}
	}
	if (status == CAUSA_OK) {
		owned->arena = b->arena;
		*out = &owned->panel;
		free_work(b);
	} else {
		free(owned);
		panel_build_drop(b);
	}
	return status;
}

void causa_panel_free(struct causa_panel *panel)
{
	if (panel == NULL)
		return;
	struct owned_panel *owned = (struct owned_panel *)(void *)panel; /* panel is its first member */
	arena_free(&owned->arena);
	free(owned);
}
