/* What several files say together: periods that were copied, that stand twice, columns and offences that differ.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "table/finding.h"
#include "table/intern.h"

/* Fewer counts may agree by chance. */
enum { LEAST_COUNTS = 5 };

/* One period of one file: all its counts in one number, whatever their order. */
struct slice {
	uint32_t file, t;
	uint64_t sum, counts; /* counts: that are not 0 */
};

static uint64_t hash_of(const struct causa_panel *p, uint64_t series, uint32_t measure, int64_t value)
{
	uint64_t hash = intern_hash(&value, sizeof value, 1);
	for (uint32_t d = 0; d < p->dims; d++) {
		const char *label = p->dim[d].key[p->key[d][series]];
		hash = intern_hash(label, strlen(label), hash);
	}
	return intern_hash(p->measure[measure].name, strlen(p->measure[measure].name), hash);
}

static struct slice slice_of(const struct causa_panel *p, uint32_t file, uint32_t t)
{
	struct slice s = {file, t, 0, 0};
	for (uint64_t i = 0; i < p->series; i++) {
		for (uint32_t m = 0; m < p->measures; m++) {
			struct causa_seen seen;
			causa_panel_cell(p, i, t, 1U << m, &seen);
			if (seen.seen == 0)
				continue;
			s.sum += hash_of(p, i, m, seen.value[m]);
			s.counts += seen.value[m] != 0;
		}
	}
	return s;
}

static struct slice *list_slices(const struct causa_panel *const *panel, uint32_t n, size_t *slices)
{
	size_t room = 1;
	for (uint32_t i = 0; i < n; i++)
		room += panel[i]->periods;
	struct slice *all = malloc(room * sizeof *all);
	*slices = 0;
	for (uint32_t i = 0; i < n && all != NULL; i++) {
		for (uint32_t t = 0; t < panel[i]->periods; t++)
			all[(*slices)++] = slice_of(panel[i], i, t);
	}
	return all;
}

static const struct causa_period *period_of(const struct causa_panel *const *panel, const struct slice *s)
{
	return &panel[s->file]->period[s->t];
}

static struct finding *add(struct causa_findings *out, enum causa_severity severity, enum causa_check check, uint32_t file, uint32_t other)
{
	struct finding *f = finding_add(out, severity, check);
	if (f == NULL)
		return NULL;
	f->file = file;
	f->other_file = other;
	return f;
}

/* Each is held against the first of the others that has its counts, or its period. */
static void check_periods(const struct causa_panel *const *panel, const struct slice *all, size_t n, struct causa_findings *out)
{
	for (size_t i = 1; i < n; i++) {
		const struct causa_period *mine = period_of(panel, &all[i]);
		const struct slice *same = NULL, *twice = NULL;
		for (size_t k = 0; k < i; k++) {
			const struct causa_period *other = period_of(panel, &all[k]);
			if (all[k].file == all[i].file)
				continue;
			if (same == NULL && all[k].sum == all[i].sum && all[k].counts == all[i].counts && all[i].counts >= LEAST_COUNTS)
				same = &all[k];
			bool overlap = (mine->months & other->months) != 0 || mine->months == 0 || other->months == 0;
			if (twice == NULL && other->year == mine->year && overlap)
				twice = &all[k];
		}
		const struct slice *found = same != NULL ? same : twice;
		struct finding *f = found == NULL  ? NULL
		                    : same != NULL ? add(out, CAUSA_ERROR, CAUSA_CHECK_SAME_FILES, all[i].file, found->file)
		                                   : add(out, CAUSA_WARNING, CAUSA_CHECK_PERIOD_TWICE, all[i].file, found->file);
		if (f == NULL)
			continue;
		f->year = mine->year;
		f->other_year = period_of(panel, found)->year;
		f->cells = all[i].counts;
	}
}

static void check_columns(const struct causa_panel *const *panel, uint32_t n, struct causa_findings *out)
{
	const char *first = panel[0]->about->columns;
	for (uint32_t i = 1; i < n; i++) {
		const char *columns = panel[i]->about->columns;
		if (first != NULL && columns != NULL && strcmp(first, columns) != 0)
			add(out, CAUSA_WARNING, CAUSA_CHECK_COLUMNS, i, 0);
	}
}

/* In how many files each offence stands, and in which of them first. */
static void check_offences(const struct causa_panel *const *panel, uint32_t n, struct causa_findings *out)
{
	struct intern labels = {0};
	uint32_t *files = NULL, *first = NULL, *label = NULL, room = 1;
	for (uint32_t i = 0; i < n; i++)
		room += panel[i]->dim[0].n;
	files = calloc(room, sizeof *files);
	first = calloc(room, sizeof *first);
	label = calloc(room, sizeof *label);
	out->failed |= files == NULL || first == NULL || label == NULL;
	for (uint32_t i = 0; i < n && !out->failed; i++) {
		const struct causa_dim *dim = &panel[i]->dim[0];
		for (uint32_t k = 0; k < dim->n && !out->failed; k++) {
			if (dim->role != NULL && dim->role[k] != CAUSA_ROLE_OFFENCE && dim->role[k] != CAUSA_ROLE_UNKNOWN)
				continue;
			uint32_t at = intern_put(&labels, dim->key[k], strlen(dim->key[k]));
			out->failed |= at == INTERN_NONE;
			if (!out->failed && files[at]++ == 0) {
				first[at] = i;
				label[at] = k;
			}
		}
	}
	for (uint32_t at = 0; at < labels.n && !out->failed; at++) {
		struct finding *f = files[at] < n ? add(out, CAUSA_INFO, CAUSA_CHECK_SOME_FILES, first[at], 0) : NULL;
		if (f == NULL)
			continue;
		f->label = f->last_label = (int)label[at];
		f->cells = files[at];
		f->blanks = n;
	}
	intern_free(&labels);
	free(files);
	free(first);
	free(label);
}

enum causa_status causa_audit_files(const struct causa_panel *const *panel, uint32_t n, uint64_t most, struct causa_findings **out)
{
	size_t slices;
	struct causa_findings *f = calloc(1, sizeof *f);
	struct slice *all = list_slices(panel, n, &slices);
	if (f == NULL || all == NULL) {
		free(f);
		free(all);
		return CAUSA_ENOMEM;
	}
	f->most = most;
	check_periods(panel, all, slices, f);
	check_columns(panel, n, f);
	check_offences(panel, n, f);
	free(all);
	if (f->failed) {
		causa_findings_free(f);
		return CAUSA_ENOMEM;
	}
	*out = f;
	return CAUSA_OK;
}
