/* Building a panel from rows as they are read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/panel_build.h"

#include <stdlib.h>
#include <string.h>

#include "table/intern.h"
#include "table/panel_own.h"
#include "table/utf8.h"

struct kept_row {
	uint32_t series;
	int32_t year;
	int64_t value[BUILD_MEASURES];
	uint8_t status[BUILD_MEASURES];
	struct causa_origin at;
};

struct kept_total {
	struct build_row row;
	enum causa_role role;   /* 0: to be found */
	uint32_t print_row;
	uint64_t order;         /* rows read before it */
};

struct panel_build {
	struct arena arena;
	struct causa_about *about;
	uint32_t dims, measures;
	struct causa_dim dim[BUILD_DIMS];
	struct causa_measure measure[BUILD_MEASURES];
	struct intern labels[BUILD_DIMS], series, keys, unknown;
	const char **title[BUILD_DIMS];
	uint32_t title_room[BUILD_DIMS];
	uint64_t *line;          /* of each key */
	uint32_t line_room;
	struct kept_row *row;
	uint64_t rows, row_room;
	struct kept_total *total;
	uint64_t totals, total_room;
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
	intern_free(&b->series);
	intern_free(&b->keys);
	intern_free(&b->unknown);
	free(b->line);
	free(b->row);
	free(b->total);
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

static uint32_t label_id(struct panel_build *b, uint32_t d, const char *label)
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

/* Remembers the full key; *other is the line that has it already. */
static bool note_key(struct panel_build *b, const struct build_row *row, const uint32_t *id, uint64_t *other)
{
	unsigned char key[2048];
	size_t n = 0, labels = b->dims * sizeof *id;
	memcpy(key, &row->year, sizeof row->year);
	n += sizeof row->year;
	memcpy(key + n, id, labels);
	n += labels;
	size_t extra = row->extra_size < sizeof key - n ? row->extra_size : sizeof key - n;
	if (extra > 0)
		memcpy(key + n, row->extra, extra);
	uint32_t before = b->keys.n, at = intern_put(&b->keys, key, n + extra);
	*other = 0;
	if (at == INTERN_NONE)
		return false;
	if (at < before) {
		*other = b->line[at];
		return true;
	}
	uint64_t room = b->line_room;
	uint64_t *line = grown(b->line, at, &room, sizeof *line);
	if (line == NULL)
		return false;
	b->line = line;
	b->line_room = (uint32_t)room;
	line[at] = row->at.line;
	return true;
}

enum causa_status panel_build_row(struct panel_build *b, const struct build_row *row, uint64_t *other)
{
	uint32_t id[BUILD_DIMS] = {0};
	for (uint32_t d = 0; d < b->dims; d++) {
		if ((id[d] = label_id(b, d, row->label[d])) == INTERN_NONE)
			return CAUSA_ENOMEM;
	}
	uint32_t series = intern_put(&b->series, id, b->dims * sizeof *id);
	if (series == INTERN_NONE || !note_key(b, row, id, other))
		return CAUSA_ENOMEM;
	if (*other != 0)
		return CAUSA_EINPUT;
	struct kept_row *rows = grown(b->row, b->rows, &b->row_room, sizeof *rows);
	if (rows == NULL)
		return CAUSA_ENOMEM;
	b->row = rows;
	struct kept_row *kept = &rows[b->rows++];
	kept->series = series;
	kept->year = row->year;
	memcpy(kept->value, row->value, sizeof kept->value);
	memcpy(kept->status, row->status, sizeof kept->status);
	kept->at = row->at;
	return CAUSA_OK;
}

enum causa_status panel_build_total(struct panel_build *b, const struct build_row *row, enum causa_role role,
                                    uint32_t print_row)
{
	struct kept_total *totals = grown(b->total, b->totals, &b->total_room, sizeof *totals);
	if (totals == NULL)
		return CAUSA_ENOMEM;
	b->total = totals;
	struct kept_total *kept = &totals[b->totals++];
	*kept = (struct kept_total){*row, role, print_row, b->rows};
	kept->row.label[0] = keep(b, row->label[0]);
	return kept->row.label[0] != NULL ? CAUSA_OK : CAUSA_ENOMEM;
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
	for (uint64_t i = 0; i < b->rows && !there; i++)
		there = b->row[i].year == year;
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

enum { MOST_YEARS = 2000 };

static void find_periods(struct panel_build *b, struct causa_panel *p)
{
	struct causa_period *period = arena_new(&b->arena, MOST_YEARS, sizeof *period);
	uint32_t n = 0;
	if (period == NULL)
		return;
	for (uint64_t i = 0; i < b->rows; i++)
		add_year(period, &n, MOST_YEARS, b->row[i].year);
	for (uint64_t i = 0; i < b->totals; i++)
		add_year(period, &n, MOST_YEARS, b->total[i].row.year);
	qsort(period, n, sizeof *period, by_year);
	for (uint32_t c = 0; c < b->covers; c++) {
		for (uint32_t t = 0; t < n; t++) {
			if (period[t].year == b->cover[c].year)
				period[t].share = b->cover[c].share;
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
	*dim = (struct causa_dim){dim->name, n + extra, key, title, printed, gloss, print_row, role};
}

/* A total that stands before another one of its year, or before the unknown row, sums the offences alone. */
static enum causa_role role_of(const struct panel_build *b, const struct causa_panel *p, uint64_t i)
{
	const struct kept_total *t = &b->total[i];
	if (t->role != CAUSA_ROLE_OFFENCE)
		return t->role;
	for (uint64_t j = i + 1; j < b->totals; j++) {
		if (b->total[j].row.year == t->row.year)
			return CAUSA_ROLE_SUBTOTAL;
	}
	for (uint64_t r = 0; r < t->order; r++) {
		uint32_t label = p->key[0][b->row[r].series];
		if (b->row[r].year == t->row.year && p->dim[0].role[label] == CAUSA_ROLE_UNKNOWN)
			return CAUSA_ROLE_TOTAL;
	}
	return CAUSA_ROLE_SUBTOTAL;
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
		printed[label] = t->row.label[0];
		if (t->print_row != 0)
			print_row[label] = t->print_row;
		for (uint32_t m = 0; m < b->measures; m++)
			stated[n++] = (struct causa_stated){label, m, period_of(p, t->row.year), t->row.value[m],
			                                    (enum causa_cell)t->row.status[m], t->row.at};
	}
	p->stated = stated;
	p->stateds = n;
}

struct cells {
	int64_t *sum[BUILD_MEASURES];
	uint8_t *status[BUILD_MEASURES];
	uint32_t *rows;
	struct causa_origin *origin;
	struct causa_gap *gap;
	uint64_t gaps;
};

static int by_cell(const void *a, const void *b)
{
	const struct causa_gap *x = a, *y = b;
	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	return (x->seen > y->seen) - (x->seen < y->seen);
}

static enum causa_status add_row(struct panel_build *b, const struct kept_row *row, uint64_t cell, struct cells *c)
{
	uint32_t seen = 0, all = (1U << b->measures) - 1;
	for (uint32_t m = 0; m < b->measures; m++) {
		uint8_t *status = &c->status[m][cell];
		seen |= row->status[m] == CAUSA_SEEN ? 1U << m : 0;
		if (*status == CAUSA_ABSENT || row->status[m] == CAUSA_SEEN)
			*status = row->status[m];
	}
	if (c->origin[cell].line == 0)
		c->origin[cell] = row->at;
	if (seen != all) {
		int64_t *sum = arena_new(&b->arena, b->measures, sizeof *sum);
		if (sum == NULL)
			return CAUSA_ENOMEM;
		for (uint32_t m = 0; m < b->measures; m++)
			sum[m] = seen >> m & 1U ? row->value[m] : 0;
		c->gap[c->gaps++] = (struct causa_gap){cell, seen, 1, sum};
		return CAUSA_OK;
	}
	c->rows[cell]++;
	for (uint32_t m = 0; m < b->measures; m++) {
		if (__builtin_add_overflow(c->sum[m][cell], row->value[m], &c->sum[m][cell]))
			return CAUSA_ERANGE;
	}
	return CAUSA_OK;
}

static enum causa_status make_cells(struct panel_build *b, struct causa_panel *p)
{
	struct cells c = {0};
	uint64_t n = p->series * p->periods;
	const int64_t **sum = arena_new(&b->arena, BUILD_MEASURES, sizeof *sum);
	const uint8_t **status = arena_new(&b->arena, BUILD_MEASURES, sizeof *status);
	for (uint32_t m = 0; m < b->measures; m++) {
		c.sum[m] = arena_new(&b->arena, n + 1, sizeof *c.sum[m]);
		c.status[m] = arena_new(&b->arena, n + 1, 1);
	}
	c.rows = arena_new(&b->arena, n + 1, sizeof *c.rows);
	c.origin = arena_new(&b->arena, n + 1, sizeof *c.origin);
	c.gap = arena_new(&b->arena, b->rows + 1, sizeof *c.gap);
	if (b->arena.failed)
		return CAUSA_ENOMEM;
	for (uint32_t m = 0; m < b->measures; m++) {
		memset(c.status[m], CAUSA_ABSENT, n);
		sum[m] = c.sum[m];
		status[m] = c.status[m];
	}
	for (uint64_t i = 0; i < b->rows; i++) {
		const struct kept_row *row = &b->row[i];
		enum causa_status added = add_row(b, row, (uint64_t)row->series * p->periods + period_of(p, row->year), &c);
		if (added != CAUSA_OK)
			return added;
	}
	/* No such row: zero, where the schema says so. */
	for (uint64_t cell = 0; cell < n; cell++) {
		if (c.status[0][cell] == CAUSA_ABSENT && b->measure[0].absent == CAUSA_SEEN) {
			c.rows[cell] = 1;
			for (uint32_t m = 0; m < b->measures; m++)
				c.status[m][cell] = CAUSA_SEEN;
		}
	}
	qsort(c.gap, c.gaps, sizeof *c.gap, by_cell);
	p->sum = sum;
	p->status = status;
	p->rows = c.rows;
	p->origin = c.origin;
	p->gap = c.gap;
	p->gaps = c.gaps;
	return CAUSA_OK;
}

static void make_keys(struct panel_build *b, struct causa_panel *p)
{
	const uint32_t **key = arena_new(&b->arena, BUILD_DIMS, sizeof *key);
	for (uint32_t d = 0; d < b->dims && key != NULL; d++) {
		uint32_t *of = arena_new(&b->arena, p->series + 1, sizeof *of);
		for (uint64_t s = 0; s < p->series && of != NULL; s++)
			memcpy(&of[s], b->series.entry[s].bytes + d * sizeof *of, sizeof *of);
		key[d] = of;
	}
	p->key = key;
}

enum causa_status panel_build_finish(struct panel_build *b, struct causa_panel **out)
{
	struct owned_panel *owned = calloc(1, sizeof *owned);
	enum causa_status status = owned == NULL || b->failed ? CAUSA_ENOMEM : CAUSA_OK;
	if (status == CAUSA_OK) {
		struct causa_panel *p = &owned->panel;
		struct causa_dim *dim = arena_new(&b->arena, BUILD_DIMS, sizeof *dim);
		struct causa_measure *measure = arena_new(&b->arena, BUILD_MEASURES, sizeof *measure);
		p->dims = b->dims;
		p->measures = b->measures;
		p->series = b->series.n;
		find_periods(b, p);
		for (uint32_t d = 0; d < b->dims; d++)
			make_dim(b, d);
		make_keys(b, p);
		status = b->arena.failed ? CAUSA_ENOMEM : make_cells(b, p);
		if (status == CAUSA_OK) {
			memcpy(dim, b->dim, sizeof b->dim);
			memcpy(measure, b->measure, sizeof b->measure);
			p->dim = dim;
			p->measure = measure;
			p->about = b->about;
			make_stated(b, p);
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
