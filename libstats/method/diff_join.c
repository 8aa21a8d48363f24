/* Joining two vintages of a table: measures, years, offences by label, series.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/diff_join.h"

#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

#include "base/error.h"
#include "base/intl.h"
#include "table/intern.h"

static bool is_offence(const struct causa_panel *p, uint32_t label)
{
	return p->dim[0].role == NULL || p->dim[0].role[label] == CAUSA_ROLE_OFFENCE || p->dim[0].role[label] == CAUSA_ROLE_UNKNOWN;
}

/* ---- what both have ---- */

static enum causa_status join_measures(struct join *j, struct causa_error *err)
{
	for (uint32_t m = 0; m < j->panel[OLD]->measures && j->measures < MOST_MEASURES; m++) {
		int other = causa_panel_measure(j->panel[NEW], j->panel[OLD]->measure[m].name);
		if (other < 0)
			continue;
		j->measure[OLD][j->measures] = (int)m;
		j->measure[NEW][j->measures++] = other;
	}
	if (j->measures == 0)
		return causa_fail(err, CAUSA_EINPUT, _("the two tables have no measure in common; name the columns with --reported-column, --prosecuted-column"));
	return CAUSA_OK;
}

static enum causa_status join_years(struct join *j)
{
	uint32_t most = j->panel[OLD]->periods;
	for (int side = 0; side < SIDES; side++) {
		j->year[side] = calloc((size_t)most + 1, sizeof *j->year[side]);
		if (j->year[side] == NULL)
			return CAUSA_ENOMEM;
	}
	for (uint32_t t = 0; t < most; t++) {
		int other = causa_panel_year(j->panel[NEW], j->panel[OLD]->period[t].year);
		if (other < 0)
			continue;
		j->year[OLD][j->years] = t;
		j->year[NEW][j->years++] = (uint32_t)other;
	}
	return CAUSA_OK;
}

static enum causa_status check_groups(const struct join *j, struct causa_error *err)
{
	for (int side = 0; side < SIDES; side++) {
		const struct causa_panel *p = j->panel[side], *other = j->panel[1 - side];
		for (uint32_t d = 1; d < p->dims; d++) {
			if (d < other->dims && strcmp(p->dim[d].name, other->dim[d].name) == 0)
				continue;
			return causa_fail(err, CAUSA_EINPUT, _("%s keeps the column \"%s\" apart, %s does not; choose columns that both have with --by"),
			                  p->about->name, p->dim[d].name, other->about->name);
		}
	}
	return CAUSA_OK;
}

/* ---- offences ---- */

static void pair_up(struct join *j, uint32_t old, uint32_t new_, enum joined how)
{
	j->partner[OLD][old] = new_;
	j->partner[NEW][new_] = old;
	j->how[OLD][old] = j->how[NEW][new_] = (uint8_t)how;
}

static enum causa_status join_labels(struct join *j)
{
	struct intern seen = {0};
	const struct causa_dim *old = &j->panel[OLD]->dim[0], *new_ = &j->panel[NEW]->dim[0];
	enum causa_status status = CAUSA_OK;
	for (uint32_t i = 0; i < new_->n && status == CAUSA_OK; i++)
		status = intern_put(&seen, new_->key[i], strlen(new_->key[i])) == INTERN_NONE ? CAUSA_ENOMEM : CAUSA_OK;
	for (uint32_t i = 0; i < old->n && status == CAUSA_OK; i++) {
		uint32_t at = intern_find(&seen, old->key[i], strlen(old->key[i])); /* keys are distinct: their number is the label's */
		if (at != INTERN_NONE && at < new_->n && strcmp(new_->key[at], old->key[i]) == 0 && is_offence(j->panel[OLD], i) && is_offence(j->panel[NEW], at))
			pair_up(j, i, at, BY_LABEL);
	}
	intern_free(&seen);
	return status;
}

struct spelt {
	const char *title;
	uint32_t label;
	int side;
};

static int by_spelling(const void *a, const void *b)
{
	const struct spelt *x = a, *y = b;
	int order = causa_label_compare(x->title, y->title);
	return order != 0 ? order : x->side - y->side;
}

/* What differs in case or accents only stands side by side when sorted. */
static enum causa_status join_spellings(struct join *j)
{
	struct spelt *list = calloc((size_t)j->panel[OLD]->dim[0].n + j->panel[NEW]->dim[0].n + 1, sizeof *list);
	size_t n = 0;
	if (list == NULL)
		return CAUSA_ENOMEM;
	for (int side = 0; side < SIDES; side++) {
		const struct causa_dim *dim = &j->panel[side]->dim[0];
		for (uint32_t i = 0; i < dim->n; i++) {
			if (j->partner[side][i] == NO_PARTNER && is_offence(j->panel[side], i))
				list[n++] = (struct spelt){dim->title[i], i, side};
		}
	}
	qsort(list, n, sizeof *list, by_spelling);
	for (size_t i = 0; i + 1 < n; i++) {
		const struct spelt *a = &list[i], *b = &list[i + 1];
		if (a->side == b->side || strchr(b->title, '*') != NULL || !causa_label_matches(a->title, b->title))
			continue;
		pair_up(j, a->side == OLD ? a->label : b->label, a->side == NEW ? a->label : b->label, BY_SPELLING);
		i++;
	}
	free(list);
	return CAUSA_OK;
}

static enum causa_status sum_up(struct join *j, int side)
{
	const struct causa_panel *p = j->panel[side];
	size_t cells = (size_t)p->dim[0].n * join_cells(j);
	j->sum[side] = malloc((cells + 1) * sizeof *j->sum[side]);
	if (j->sum[side] == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < cells; i++)
		j->sum[side][i] = -1;
	for (uint64_t s = 0; s < p->series; s++) {
		int64_t *sums = j->sum[side] + (uint64_t)p->key[0][s] * join_cells(j);
		for (uint32_t i = 0; i < join_cells(j); i++) {
			struct causa_seen seen;
			int m = j->measure[side][i / j->years];
			causa_panel_cell(p, s, j->year[side][i % j->years], 1U << m, &seen);
			if (seen.seen > 0)
				sums[i] = (sums[i] < 0 ? 0 : sums[i]) + seen.value[m];
		}
	}
	return CAUSA_OK;
}

/* ---- series ---- */

/* The labels of a series as numbers of NEW; false: one of them has none. */
static bool key_of(const struct join *j, uint32_t *const *group, int side, uint64_t s, uint32_t key[8])
{
	const struct causa_panel *p = j->panel[side];
	for (uint32_t d = 0; d < p->dims; d++) {
		uint32_t label = p->key[d][s];
		key[d] = side == NEW ? label : d == 0 ? j->partner[OLD][label] : group[d][label];
		if (key[d] == NO_PARTNER)
			return false;
	}
	return true;
}

static enum causa_status join_group_labels(const struct join *j, uint32_t d, uint32_t **out)
{
	struct intern seen = {0};
	const struct causa_dim *old = &j->panel[OLD]->dim[d], *new_ = &j->panel[NEW]->dim[d];
	uint32_t *group = malloc(((size_t)old->n + 1) * sizeof *group);
	enum causa_status status = group == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (uint32_t i = 0; i < new_->n && status == CAUSA_OK; i++)
		status = intern_put(&seen, new_->key[i], strlen(new_->key[i])) == INTERN_NONE ? CAUSA_ENOMEM : CAUSA_OK;
	for (uint32_t i = 0; i < old->n && status == CAUSA_OK; i++) {
		uint32_t at = intern_find(&seen, old->key[i], strlen(old->key[i]));
		group[i] = at == INTERN_NONE ? NO_PARTNER : at;
	}
	intern_free(&seen);
	*out = group;
	return status;
}

static enum causa_status join_series(struct join *j)
{
	struct intern seen = {0};
	uint32_t *group[8] = {NULL}, key[8];
	const struct causa_panel *old = j->panel[OLD], *new_ = j->panel[NEW];
	uint64_t *of_key = NULL;
	enum causa_status status = CAUSA_OK;
	j->series = malloc((new_->series + 1) * sizeof *j->series);
	j->met = calloc(old->series + 1, 1);
	of_key = malloc((new_->series + 1) * sizeof *of_key);
	if (j->series == NULL || j->met == NULL || of_key == NULL)
		status = CAUSA_ENOMEM;
	for (uint32_t d = 1; d < old->dims && status == CAUSA_OK; d++)
		status = join_group_labels(j, d, &group[d]);
	for (uint64_t s = 0; s < new_->series && status == CAUSA_OK; s++) {
		key_of(j, group, NEW, s, key);
		uint32_t at = intern_put(&seen, key, new_->dims * sizeof *key);
		status = at == INTERN_NONE ? CAUSA_ENOMEM : CAUSA_OK;
		if (status == CAUSA_OK)
			of_key[at] = s;
		j->series[s] = UINT64_MAX;
	}
	for (uint64_t s = 0; s < old->series && status == CAUSA_OK; s++) {
		uint32_t at = key_of(j, group, OLD, s, key) ? intern_find(&seen, key, new_->dims * sizeof *key) : INTERN_NONE;
		if (at == INTERN_NONE)
			continue;
		j->series[of_key[at]] = s;
		j->met[s] = 1;
	}
	for (uint32_t d = 1; d < 8; d++)
		free(group[d]);
	free(of_key);
	intern_free(&seen);
	return status;
}

/* ---- all of it ---- */

static enum causa_status make_room(struct join *j)
{
	for (int side = 0; side < SIDES; side++) {
		size_t n = (size_t)j->panel[side]->dim[0].n + 1;
		j->partner[side] = malloc(n * sizeof *j->partner[side]);
		j->how[side] = malloc(n);
		j->explained[side] = calloc(n, 1);
		if (j->partner[side] == NULL || j->how[side] == NULL || j->explained[side] == NULL)
			return CAUSA_ENOMEM;
		memset(j->partner[side], 0xFF, n * sizeof *j->partner[side]);
		memset(j->how[side], ALONE, n);
	}
	return CAUSA_OK;
}

enum causa_status join_build(const struct causa_panel *old, const struct causa_panel *new_, struct join *out, struct causa_error *err)
{
	*out = (struct join){.panel = {old, new_}};
	enum causa_status status = check_groups(out, err);
	if (status == CAUSA_OK)
		status = join_measures(out, err);
	if (status == CAUSA_OK)
		status = join_years(out);
	if (status == CAUSA_OK)
		status = make_room(out);
	if (status == CAUSA_OK)
		status = join_labels(out);
	if (status == CAUSA_OK)
		status = join_spellings(out);
	for (int side = 0; side < SIDES && status == CAUSA_OK; side++)
		status = sum_up(out, side);
	if (status == CAUSA_OK)
		status = join_match(out);
	return status == CAUSA_OK ? join_series(out) : status;
}

void join_free(struct join *j)
{
	for (int side = 0; side < SIDES; side++) {
		free(j->year[side]);
		free(j->partner[side]);
		free(j->how[side]);
		free(j->explained[side]);
		free(j->sum[side]);
	}
	free(j->series);
	free(j->met);
	free(j->split.part);
	free(j->merged.part);
}
