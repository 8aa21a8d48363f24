/* Tables as they would be under another defensible reading.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/variants.h"

#include <math.h>
#include <stddef.h>

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

/* Sum of one measure over the series beside this one whose offence has the role. */
static int64_t sum_beside(const struct causa_panel *panel, uint64_t series, uint32_t t, uint32_t m, enum causa_role role)
{
	int64_t sum = 0;
	for (uint64_t s = 0; s < panel->series; s++) {
		struct causa_seen seen;
		if (role_of(panel, s) != role || !beside(panel, s, series))
			continue;
		causa_panel_cell(panel, s, t, 1U << m, &seen);
		sum += seen.value[m];
	}
	return sum;
}

static bool allot(const struct variant *v, const struct causa_panel *panel, uint64_t series, uint32_t t,
                  struct derived_cell *cell)
{
	bool early = panel->period[t].year <= v->middle, changed = false;
	if (v->unknown == VARIANT_KNOWN || role_of(panel, series) != CAUSA_ROLE_OFFENCE ||
	    (v->unknown == VARIANT_EARLY && !early) || (v->unknown == VARIANT_LATE && early))
		return false;
	for (uint32_t m = 0; m < panel->measures; m++) {
		if (cell->status[m] != CAUSA_SEEN)
			continue;
		int64_t unknown = sum_beside(panel, series, t, m, CAUSA_ROLE_UNKNOWN);
		if (v->unknown == VARIANT_SHARED) {
			double known = (double)sum_beside(panel, series, t, m, CAUSA_ROLE_OFFENCE);
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
	const struct variant *v = self;
	if (v->printed_totals)
		return take_total(panel, series, t, cell);
	bool filled = v->blanks_are_zero && fill_blanks(panel, cell);
	return allot(v, panel, series, t, cell) || filled;
}

enum causa_status variant_panel(const struct causa_panel *panel, const struct variant *variant, struct causa_panel **out)
{
	return panel_derive(panel, change_cell, variant, out);
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
