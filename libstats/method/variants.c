/* Tables as they would be under another defensible reading.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/variants.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "table/panel_derive.h"

static enum causa_role role_of(const struct causa_panel *panel, uint64_t series)
{
	const uint8_t *role = panel->dim[0].role;
	return role != NULL ? (enum causa_role)role[panel->key[0][series]] : CAUSA_ROLE_OFFENCE;
}

static bool beside(const struct causa_panel *panel, uint64_t a, uint64_t b)
{
	for (uint32_t d = 1; d < panel->dims; d++) {
		if (panel->key[d][a] != panel->key[d][b])
			return false;
	}
	return true;
}

/* Sums of known and of unknown offences for each set of series that differ in the offence alone. */
struct sums {
	uint64_t *set;              /* [series] */
	uint64_t sets;
	int64_t *known, *unknown;   /* [set][period][measure] */
};

struct variation {
	const struct variant *variant;
	struct sums sums;
};

static size_t place(const struct causa_panel *panel, uint64_t set, uint32_t t, uint32_t m)
{
	return (size_t)((set * panel->periods + t) * DERIVE_MEASURES + m);
}

static void sums_free(struct sums *s)
{
	free(s->set);
	free(s->known);
	free(s->unknown);
}

static enum causa_status find_sets(const struct causa_panel *panel, struct sums *s)
{
	uint64_t *first = calloc(panel->series + 1, sizeof *first);
	s->set = calloc(panel->series + 1, sizeof *s->set);
	for (uint64_t i = 0; first != NULL && s->set != NULL && i < panel->series; i++) {
		uint64_t set = 0;
		while (set < s->sets && !beside(panel, i, first[set]))
			set++;
		if (set == s->sets)
			first[s->sets++] = i;
		s->set[i] = set;
	}
	enum causa_status status = first == NULL || s->set == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	free(first);
	return status;
}

static enum causa_status sum_sets(const struct causa_panel *panel, struct sums *s)
{
	size_t n = place(panel, s->sets, 0, 0) + 1;
	s->known = calloc(n, sizeof *s->known);
	s->unknown = calloc(n, sizeof *s->unknown);
	if (s->known == NULL || s->unknown == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t i = 0; i < panel->series; i++) {
		int64_t *to = role_of(panel, i) == CAUSA_ROLE_UNKNOWN ? s->unknown : s->known;
		for (uint32_t t = 0; t < panel->periods; t++) {
			for (uint32_t m = 0; m < panel->measures && m < DERIVE_MEASURES; m++) {
				struct causa_seen seen;
				causa_panel_cell(panel, i, t, 1U << m, &seen);
				to[place(panel, s->set[i], t, m)] += seen.value[m];
			}
		}
	}
	return CAUSA_OK;
}

static bool allot(const struct variation *self, const struct causa_panel *panel, uint64_t series, uint32_t t,
                  struct derived_cell *cell)
{
	const struct variant *v = self->variant;
	bool early = panel->period[t].year <= v->middle, changed = false;
	if (v->unknown == VARIANT_KNOWN || role_of(panel, series) != CAUSA_ROLE_OFFENCE ||
	    (v->unknown == VARIANT_EARLY && !early) || (v->unknown == VARIANT_LATE && early))
		return false;
	for (uint32_t m = 0; m < panel->measures; m++) {
		if (cell->status[m] != CAUSA_SEEN)
			continue;
		size_t at = place(panel, self->sums.set[series], t, m);
		int64_t unknown = self->sums.unknown[at];
		if (v->unknown == VARIANT_SHARED) {
			double known = (double)self->sums.known[at];
			unknown = known > 0 ? (int64_t)llround((double)unknown * ((double)cell->value[m] / known)) : 0;
		}
		cell->value[m] += unknown;
		changed |= unknown > 0;
	}
	return changed;
}

static bool fill_blanks(const struct causa_panel *panel, struct derived_cell *cell)
{
	bool changed = false;
	for (uint32_t m = 0; m < panel->measures; m++) {
		bool blank = cell->status[m] == CAUSA_BLANK || cell->status[m] == CAUSA_PENDING;
		changed |= blank || cell->lacks[m] > 0;
		if (blank)
			cell->status[m] = CAUSA_SEEN;
		cell->lacks[m] = 0;
	}
	return changed;
}

static const struct causa_stated *printed_total(const struct causa_panel *panel, uint32_t t, uint32_t m)
{
	const struct causa_stated *best = NULL;
	for (uint64_t i = 0; i < panel->stateds; i++) {
		if (panel->stated[i].group != NULL)
			continue; /* of one group only */
		const struct causa_stated *s = &panel->stated[i];
		/* the grand total where there is one, else that of the offences */
		if (s->period == t && s->measure == m && s->status == CAUSA_SEEN &&
		    (best == NULL || panel->dim[0].role[s->row_label] == CAUSA_ROLE_TOTAL))
			best = s;
	}
	return best;
}

/* The first series takes the printed total, the others are as if they were not there. */
static bool take_total(const struct causa_panel *panel, uint64_t series, uint32_t t, struct derived_cell *cell)
{
	*cell = (struct derived_cell){{0}, {0}, {0}};
	for (uint32_t m = 0; m < panel->measures; m++) {
		const struct causa_stated *total = series == 0 ? printed_total(panel, t, m) : NULL;
		cell->status[m] = total != NULL ? CAUSA_SEEN : CAUSA_ABSENT;
		cell->value[m] = total != NULL ? total->value : 0;
	}
	return true;
}

static bool change_cell(const void *self, const struct causa_panel *panel, uint64_t series, uint32_t t,
                        struct derived_cell *cell)
{
	const struct variation *v = self;
	if (v->variant->printed_totals)
		return take_total(panel, series, t, cell);
	bool filled = v->variant->blanks_are_zero && fill_blanks(panel, cell);
	return allot(v, panel, series, t, cell) || filled;
}

enum causa_status variant_panel(const struct causa_panel *panel, const struct variant *variant, struct causa_panel **out)
{
	struct variation v = {.variant = variant};
	enum causa_status status = CAUSA_OK;
	if (variant->unknown != VARIANT_KNOWN)
		status = find_sets(panel, &v.sums);
	if (status == CAUSA_OK && variant->unknown != VARIANT_KNOWN)
		status = sum_sets(panel, &v.sums);
	if (status == CAUSA_OK)
		status = panel_derive(panel, change_cell, &v, out);
	sums_free(&v.sums);
	return status;
}

bool variant_has_blanks(const struct causa_panel *panel, uint32_t need, int32_t first, int32_t last)
{
	for (uint64_t s = 0; s < panel->series; s++) {
		for (uint32_t t = 0; t < panel->periods; t++) {
			struct causa_seen seen;
			if (panel->period[t].year < first || panel->period[t].year > last)
				continue;
			causa_panel_cell(panel, s, t, need, &seen);
			if (seen.blank > 0)
				return true;
		}
	}
	return false;
}

bool variant_has_totals(const struct causa_panel *panel, uint32_t need, int32_t first, int32_t last)
{
	bool any = false;
	for (uint32_t t = 0; t < panel->periods; t++) {
		if (panel->period[t].year < first || panel->period[t].year > last)
			continue;
		for (uint32_t m = 0; m < panel->measures; m++) {
			if ((need >> m & 1U) && printed_total(panel, t, m) == NULL)
				return false;
		}
		any = true;
	}
	return any;
}
