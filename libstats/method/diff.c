/* Two vintages of a table: every difference as a row, by kind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/diff.h>
#include <causa/label.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "method/diff_found.h"
#include "method/diff_join.h"
#include "table/frame_build.h"

/* ---- rows ---- */

enum { NONE = -1 };

/* A difference of the tables themselves; those of findings come from diff_found.c. */
struct row {
	enum causa_difference kind;
	int measure;                 /* of join: NONE, or index */
	int side;                    /* whose label, series */
	uint32_t label, was;         /* offence; the other one that it comes from or went into */
	uint64_t series;             /* for group labels; UINT64_MAX: none */
	int32_t year;                /* 0: none */
	int64_t value[SIDES];        /* NONE: none */
	const struct causa_period *period[SIDES]; /* coverage */
};

struct rows {
	const struct join *join;
	const struct causa_request *request; /* NULL: every year, every offence */
	struct row *row;
	size_t n, room;
	bool failed;
};

static const struct row nothing = {.measure = NONE, .side = NEW, .label = NO_PARTNER, .was = NO_PARTNER, .series = UINT64_MAX,
                                   .value = {NONE, NONE}};

static bool is_asked_for(const struct rows *r, const struct row *row)
{
	const struct causa_request *asked = r->request;
	if (asked == NULL)
		return true;
	bool all = asked->first == 0 && asked->last == 0;
	if (row->year != 0 && !all && (row->year < asked->first || row->year > asked->last))
		return false;
	for (uint32_t i = 0; i < asked->offences; i++) {
		const struct causa_panel *const *p = r->join->panel;
		if ((row->label != NO_PARTNER && causa_label_matches(p[row->side]->dim[0].title[row->label], asked->offence[i])) ||
		    (row->was != NO_PARTNER && causa_label_matches(p[OLD]->dim[0].title[row->was], asked->offence[i])))
			return true;
	}
	return asked->offences == 0;
}

static void add(struct rows *r, struct row row)
{
	if (!is_asked_for(r, &row))
		return;
	if (r->n == r->room) {
		size_t room = r->room == 0 ? 256 : 2 * r->room;
		struct row *grown = realloc(r->row, room * sizeof *grown);
		if (grown == NULL) {
			r->failed = true;
			return;
		}
		r->row = grown;
		r->room = room;
	}
	r->row[r->n++] = row;
}

/* ---- years ---- */

static int64_t sum_of_year(const struct join *j, int side, int measure, uint32_t t)
{
	int64_t sum = NONE;
	const struct causa_panel *p = j->panel[side];
	for (uint64_t s = 0; s < p->series; s++) {
		struct causa_seen seen;
		int m = j->measure[side][measure];
		causa_panel_cell(p, s, t, 1U << m, &seen);
		if (seen.seen > 0)
			sum = (sum < 0 ? 0 : sum) + seen.value[m];
	}
	return sum;
}

static void find_years(struct rows *r)
{
	const struct join *j = r->join;
	for (int side = 0; side < SIDES; side++) {
		const struct causa_panel *p = j->panel[side];
		for (uint32_t t = 0; t < p->periods; t++) {
			if (causa_panel_year(j->panel[1 - side], p->period[t].year) >= 0)
				continue;
			for (uint32_t m = 0; m < j->measures; m++) {
				struct row row = nothing;
				row.kind = side == NEW ? CAUSA_DIFF_YEAR_ADDED : CAUSA_DIFF_YEAR_WITHDRAWN;
				row.year = p->period[t].year;
				row.measure = (int)m;
				row.value[side] = sum_of_year(j, side, (int)m, t);
				add(r, row);
			}
		}
	}
	for (uint32_t t = 0; t < j->years; t++) {
		const struct causa_period *a = &j->panel[OLD]->period[j->year[OLD][t]], *b = &j->panel[NEW]->period[j->year[NEW][t]];
		struct row row = nothing;
		row.kind = CAUSA_DIFF_COVERAGE;
		row.year = a->year;
		row.period[OLD] = a;
		row.period[NEW] = b;
		if (a->share.lo != b->share.lo || a->share.hi != b->share.hi || a->months != b->months)
			add(r, row);
	}
}

/* ---- printed totals ---- */

static bool is_whole_total(const struct causa_stated *s)
{
	return s->group == NULL && s->status == CAUSA_SEEN;
}

/* The same total of the other table; of several (a label that stands twice) the one with the same role, and of these the one with
 * the same value where there is one. */
static const struct causa_stated *total_like(const struct join *j, int side, const struct causa_stated *of)
{
	const struct causa_panel *p = j->panel[side], *mine = j->panel[1 - side];
	const struct causa_stated *found = NULL;
	uint8_t role = mine->dim[0].role[of->row_label];
	for (uint64_t i = 0; i < p->stateds; i++) {
		const struct causa_stated *s = &p->stated[i];
		bool like = is_whole_total(s) && p->dim[0].role[s->row_label] == role && p->period[s->period].year == mine->period[of->period].year &&
		    strcmp(p->measure[s->measure].name, mine->measure[of->measure].name) == 0;
		if (like && s->value == of->value)
			return s;
		found = like && found == NULL ? s : found;
	}
	return found;
}

static int measure_of(const struct join *j, int side, uint32_t measure)
{
	for (uint32_t m = 0; m < j->measures; m++) {
		if (j->measure[side][m] == (int)measure)
			return (int)m;
	}
	return NONE;
}

static void find_totals(struct rows *r)
{
	const struct join *j = r->join;
	for (int side = 0; side < SIDES; side++) {
		const struct causa_panel *p = j->panel[side];
		for (uint64_t i = 0; i < p->stateds; i++) {
			const struct causa_stated *s = &p->stated[i];
			int32_t year = p->period[s->period].year;
			if (!is_whole_total(s) || causa_panel_year(j->panel[1 - side], year) < 0)
				continue;
			const struct causa_stated *other = total_like(j, 1 - side, s);
			if (other != NULL && (side == NEW || other->value == s->value))
				continue; /* told once, from the old table */
			struct row row = nothing;
			row.kind = CAUSA_DIFF_TOTAL;
			row.side = side;
			row.label = s->row_label;
			row.measure = measure_of(j, side, s->measure);
			row.year = year;
			row.value[side] = s->value;
			if (other != NULL)
				row.value[1 - side] = other->value;
			add(r, row);
		}
	}
}

/* ---- offences ---- */

static void find_names(struct rows *r)
{
	const struct join *j = r->join;
	for (uint32_t i = 0; i < j->panel[NEW]->dim[0].n; i++) {
		struct row row = nothing;
		row.kind = CAUSA_DIFF_RENAMED;
		row.label = i;
		row.was = j->partner[NEW][i];
		if (j->how[NEW][i] == BY_COUNTS || j->how[NEW][i] == BY_SPELLING)
			add(r, row);
	}
	for (size_t i = 0; i < j->split.n; i++) {
		struct row row = nothing;
		row.kind = CAUSA_DIFF_SPLIT;
		row.label = j->split.part[i].part;
		row.was = j->split.part[i].whole;
		add(r, row);
	}
	for (size_t i = 0; i < j->merged.n; i++) { /* `was` went into `label` */
		struct row row = nothing;
		row.kind = CAUSA_DIFF_MERGED;
		row.label = j->merged.part[i].whole;
		row.was = j->merged.part[i].part;
		add(r, row);
	}
}

/* ---- cells ---- */

/* A series that stands on one side only: one row a measure, its cases of the years that both have. */
static void find_lone_series(struct rows *r, int side, uint64_t s)
{
	const struct join *j = r->join;
	uint32_t label = j->panel[side]->key[0][s];
	if (j->how[side][label] == AS_PART)
		return;
	for (uint32_t m = 0; m < j->measures; m++) {
		struct row row = nothing;
		for (uint32_t t = 0; t < j->years; t++) {
			struct causa_seen seen;
			int at = j->measure[side][m];
			causa_panel_cell(j->panel[side], s, j->year[side][t], 1U << at, &seen);
			if (seen.seen > 0)
				row.value[side] = (row.value[side] < 0 ? 0 : row.value[side]) + seen.value[at];
		}
		row.kind = side == NEW ? CAUSA_DIFF_ADDED : CAUSA_DIFF_WITHDRAWN;
		row.measure = (int)m;
		row.side = side;
		row.label = label;
		row.series = s;
		if (row.value[side] >= 0)
			add(r, row);
	}
}

/* false: nothing to tell. Blank against absent says nothing new. */
static bool kind_of(const struct causa_seen seen[SIDES], const int64_t value[SIDES], enum causa_difference *out)
{
	bool old = seen[OLD].seen > 0, now = seen[NEW].seen > 0;
	if (old && now)
		*out = CAUSA_DIFF_REVISED;
	else if (now)
		*out = seen[OLD].status == CAUSA_ABSENT ? CAUSA_DIFF_ADDED : CAUSA_DIFF_APPEARED;
	else
		*out = seen[NEW].status == CAUSA_ABSENT ? CAUSA_DIFF_WITHDRAWN : CAUSA_DIFF_BLANKED;
	return (old || now) && !(old && now && value[OLD] == value[NEW]);
}

static void find_cells(struct rows *r, uint64_t old, uint64_t new_)
{
	const struct join *j = r->join;
	uint32_t label = j->panel[NEW]->key[0][new_];
	for (uint32_t m = 0; m < j->measures; m++) {
		for (uint32_t t = 0; t < j->years; t++) {
			struct causa_seen seen[SIDES];
			struct row row = nothing;
			for (int side = 0; side < SIDES; side++) {
				int at = j->measure[side][m];
				causa_panel_cell(j->panel[side], side == OLD ? old : new_, j->year[side][t], 1U << at, &seen[side]);
				row.value[side] = seen[side].seen > 0 ? seen[side].value[at] : NONE;
			}
			row.measure = (int)m;
			row.label = label;
			row.series = new_;
			row.year = j->panel[NEW]->period[j->year[NEW][t]].year;
			if (kind_of(seen, row.value, &row.kind) && !(row.kind == CAUSA_DIFF_REVISED && j->explained[NEW][label]))
				add(r, row);
		}
	}
}

static void find_all_cells(struct rows *r)
{
	const struct join *j = r->join;
	for (uint64_t s = 0; s < j->panel[NEW]->series; s++) {
		if (j->series[s] == UINT64_MAX)
			find_lone_series(r, NEW, s);
		else
			find_cells(r, j->series[s], s);
	}
	for (uint64_t s = 0; s < j->panel[OLD]->series; s++) {
		if (!j->met[s])
			find_lone_series(r, OLD, s);
	}
}

/* ---- the frame ---- */

static const char *title(const struct join *j, int side, uint32_t label)
{
	return j->panel[side]->dim[0].title[label];
}

static void put_groups(struct causa_frame_build *b, const struct join *j, const struct row *row)
{
	const struct causa_panel *p = j->panel[row->side];
	for (uint32_t d = 1; d < p->dims; d++)
		causa_frame_group(b, d - 1, row->series == UINT64_MAX ? "(all)" : p->dim[d].title[p->key[d][row->series]]);
}

static void put_coverage(struct causa_frame_build *b, const struct row *row)
{
	static const enum causa_column_id least[SIDES] = {CAUSA_COL_share_least_old, CAUSA_COL_share_least_new};
	static const enum causa_column_id most[SIDES] = {CAUSA_COL_share_most_old, CAUSA_COL_share_most_new};
	for (int side = 0; side < SIDES && row->period[side] != NULL; side++) {
		if (row->period[side]->share.lo > 0)
			causa_frame_f64(b, least[side], row->period[side]->share.lo);
		causa_frame_f64(b, most[side], row->period[side]->share.hi);
	}
}

static void put(struct causa_frame_build *b, const struct join *j, const struct row *row)
{
	char year[16];
	causa_frame_row(b);
	causa_frame_label(b, CAUSA_COL_kind, causa_difference_code(row->kind));
	causa_frame_label(b, CAUSA_COL_measure, row->measure == NONE ? "" : j->panel[NEW]->measure[j->measure[NEW][row->measure]].name);
	causa_frame_label(b, CAUSA_COL_offence, row->label == NO_PARTNER ? "(all)" : title(j, row->side, row->label));
	put_groups(b, j, row);
	snprintf(year, sizeof year, "%d", row->year);
	if (row->year != 0)
		causa_frame_label(b, CAUSA_COL_year, year);
	if (row->was != NO_PARTNER)
		causa_frame_label(b, CAUSA_COL_was, title(j, OLD, row->was));
	if (row->value[OLD] >= 0)
		causa_frame_i64(b, CAUSA_COL_old, row->value[OLD]);
	if (row->value[NEW] >= 0)
		causa_frame_i64(b, CAUSA_COL_new, row->value[NEW]);
	if (row->value[OLD] >= 0 && row->value[NEW] >= 0) {
		causa_frame_f64(b, CAUSA_COL_difference, (double)(row->value[NEW] - row->value[OLD]));
		if (row->value[OLD] > 0)
			causa_frame_f64(b, CAUSA_COL_percent, 100 * (double)(row->value[NEW] - row->value[OLD]) / (double)row->value[OLD]);
	}
	put_coverage(b, row);
}

static struct causa_frame_build *open_frame(const struct causa_panel *p)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_kind, CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_year, CAUSA_COL_old, CAUSA_COL_new, CAUSA_COL_difference,
		CAUSA_COL_percent, CAUSA_COL_was, CAUSA_COL_statistic, CAUSA_COL_from, CAUSA_COL_to, CAUSA_COL_grade_old, CAUSA_COL_grade_new,
		CAUSA_COL_share_least_old, CAUSA_COL_share_most_old, CAUSA_COL_share_least_new, CAUSA_COL_share_most_new,
	};
	const char *groups[8];
	for (uint32_t d = 1; d < p->dims; d++)
		groups[d - 1] = p->dim[d].name;
	return causa_frame_build_new("diff", columns, sizeof columns / sizeof columns[0], groups, p->dims - 1);
}

static void count(const struct rows *r, const struct found_diffs *found, uint64_t counts[CAUSA_DIFFERENCES])
{
	memset(counts, 0, CAUSA_DIFFERENCES * sizeof *counts);
	counts[CAUSA_DIFF_FINDING] = found->n;
	for (size_t i = 0; i < r->n; i++)
		counts[r->row[i].kind]++;
}

static enum causa_status write(const struct rows *r, const struct found_diffs *found, uint64_t most, struct causa_frame **out)
{
	const struct causa_panel *p = r->join->panel[NEW];
	struct causa_frame_build *b = open_frame(p);
	struct causa_context context = {.period = p->period, .periods = p->periods};
	uint64_t written = 0;
	if (b == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < found->n && (most == 0 || written < most); i++, written++)
		found_diff_put(b, found, i, p->dims - 1);
	for (int kind = CAUSA_DIFF_FINDING + 1; kind < CAUSA_DIFFERENCES; kind++) {
		for (size_t i = 0; i < r->n && (most == 0 || written < most); i++) {
			if ((int)r->row[i].kind != kind)
				continue;
			put(b, r->join, &r->row[i]);
			written++;
		}
	}
	causa_frame_context(b, &context);
	return causa_frame_finish(b, p->about, out);
}

enum causa_status causa_diff(const struct causa_panel *old, const struct causa_panel *new_, const struct causa_frame *found_old,
                             const struct causa_frame *found_new, const struct causa_request *request, uint64_t most, uint64_t counts[CAUSA_DIFFERENCES],
                             struct causa_frame **out, struct causa_error *err)
{
	struct join join;
	struct rows rows = {.join = &join, .request = request};
	struct found_diffs found = {.n = 0};
	enum causa_status status = join_build(old, new_, &join, err);
	if (status == CAUSA_OK && found_old != NULL && found_new != NULL)
		status = found_diffs_find(&join, found_old, found_new, &found);
	if (status == CAUSA_OK) {
		find_years(&rows);
		find_totals(&rows);
		find_names(&rows);
		find_all_cells(&rows);
		status = rows.failed ? CAUSA_ENOMEM : write(&rows, &found, most, out);
	}
	if (status == CAUSA_OK)
		count(&rows, &found, counts);
	free(rows.row);
	found_diffs_free(&found);
	join_free(&join);
	return status;
}
