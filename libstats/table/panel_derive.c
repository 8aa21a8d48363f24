/* A panel made from another cell by cell.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/panel_derive.h"

#include <stdlib.h>
#include <string.h>

#include "table/panel_own.h"

void derive_read(const struct causa_panel *panel, uint64_t series, uint32_t t, struct derived_cell *out)
{
	memset(out, 0, sizeof *out);
	for (uint32_t m = 0; m < panel->measures && m < DERIVE_MEASURES; m++) {
		struct causa_seen seen;
		causa_panel_cell(panel, series, t, 1U << m, &seen);
		out->value[m] = seen.value[m];
		out->status[m] = seen.seen > 0 ? CAUSA_SEEN : seen.status;
		out->lacks[m] = seen.blank;
	}
}

/* What is being written: cells as in struct causa_panel, with room for two gaps each beside those that are copied. */
struct cells {
	int64_t *sum[DERIVE_MEASURES];
	uint8_t *status[DERIVE_MEASURES];
	uint32_t *rows;
	struct causa_gap *gap;
	uint64_t gaps, room;
	struct arena *arena;
};

static bool add_gap(struct cells *c, uint64_t cell, uint32_t seen, uint32_t rows, const int64_t *sum)
{
	if (c->gaps == c->room) { /* the arena frees the old one with everything else */
		uint64_t room = c->room > 0 ? 2 * c->room : 64;
		struct causa_gap *gap = arena_new(c->arena, room, sizeof *gap);
		if (gap == NULL)
			return false;
		if (c->gaps > 0)
			memcpy(gap, c->gap, c->gaps * sizeof *gap);
		c->gap = gap;
		c->room = room;
	}
	c->gap[c->gaps++] = (struct causa_gap){cell, seen, rows, sum};
	return true;
}

static bool copy_cell(const struct causa_panel *from, uint64_t cell, uint64_t *next_gap, struct cells *c)
{
	bool ok = true;
	c->rows[cell] = from->rows[cell];
	for (uint32_t m = 0; m < from->measures; m++) {
		c->sum[m][cell] = from->sum[m][cell];
		c->status[m][cell] = from->status[m][cell];
	}
	for (; ok && *next_gap < from->gaps && from->gap[*next_gap].cell == cell; ++*next_gap) {
		const struct causa_gap *g = &from->gap[*next_gap];
		ok = add_gap(c, cell, g->seen, g->rows, g->sum);
	}
	return ok;
}

static bool write_cell(const struct causa_panel *from, uint64_t cell, const struct derived_cell *d, struct cells *c)
{
	uint32_t seen = 0, all = (1U << from->measures) - 1, lacking = 0, exists = 0;
	for (uint32_t m = 0; m < from->measures; m++) {
		seen |= d->status[m] == CAUSA_SEEN ? 1U << m : 0;
		exists |= d->status[m] != CAUSA_ABSENT;
		lacking = d->lacks[m] > lacking && d->status[m] == CAUSA_SEEN ? d->lacks[m] : lacking;
		c->status[m][cell] = (uint8_t)d->status[m];
	}
	if (seen == all) {
		c->rows[cell] = 1;
		for (uint32_t m = 0; m < from->measures; m++)
			c->sum[m][cell] = d->value[m];
	} else if (exists) {
		int64_t *sum = arena_new(c->arena, from->measures, sizeof *sum);
		for (uint32_t m = 0; m < from->measures && sum != NULL; m++)
			sum[m] = seen >> m & 1U ? d->value[m] : 0;
		if (sum == NULL || !add_gap(c, cell, seen, 1, sum))
			return false;
	}
	if (lacking > 0) {
		int64_t *none = arena_new(c->arena, from->measures, sizeof *none);
		return none != NULL && add_gap(c, cell, 0, lacking, none);
	}
	return true;
}

static bool make_room(const struct causa_panel *from, struct cells *c)
{
	size_t n = (size_t)(from->series * from->periods) + 1;
	for (uint32_t m = 0; m < from->measures; m++) {
		c->sum[m] = arena_new(c->arena, n, sizeof *c->sum[m]);
		c->status[m] = arena_new(c->arena, n, 1);
	}
	c->rows = arena_new(c->arena, n, sizeof *c->rows);
	return !c->arena->failed;
}

static void attach(const struct cells *c, struct causa_panel *p)
{
	const int64_t **sum = arena_new(c->arena, DERIVE_MEASURES, sizeof *sum);
	const uint8_t **status = arena_new(c->arena, DERIVE_MEASURES, sizeof *status);
	for (uint32_t m = 0; m < p->measures && sum != NULL && status != NULL; m++) {
		sum[m] = c->sum[m];
		status[m] = c->status[m];
	}
	p->sum = sum;
	p->status = status;
	p->rows = c->rows;
	p->gap = c->gap;
	p->gaps = c->gaps;
}

enum causa_status panel_derive(const struct causa_panel *from, derive_step step, const void *self, struct causa_panel **out)
{
	struct owned_panel *owned = calloc(1, sizeof *owned);
	if (owned == NULL)
		return CAUSA_ENOMEM;
	struct cells c = {.arena = &owned->arena};
	uint64_t next_gap = 0;
	bool ok = make_room(from, &c);
	owned->panel = *from;
	for (uint64_t s = 0; ok && s < from->series; s++) {
		for (uint32_t t = 0; ok && t < from->periods; t++) {
			uint64_t cell = s * from->periods + t;
			struct derived_cell d;
			derive_read(from, s, t, &d);
			if (!step(self, from, s, t, &d)) {
				ok = copy_cell(from, cell, &next_gap, &c);
				continue;
			}
			ok = write_cell(from, cell, &d, &c);
			while (next_gap < from->gaps && from->gap[next_gap].cell == cell)
				next_gap++;
		}
	}
	if (ok)
		attach(&c, &owned->panel);
	if (!ok || owned->arena.failed) {
		causa_panel_free(&owned->panel);
		return CAUSA_ENOMEM;
	}
	*out = &owned->panel;
	return CAUSA_OK;
}

/* ---- lag ---- */

static bool lag_cell(const void *self, const struct causa_panel *from, uint64_t series, uint32_t t, struct derived_cell *cell)
{
	int32_t lag = *(const int32_t *)self;
	int reported = causa_panel_measure(from, "reported"), before = causa_panel_year(from, from->period[t].year - lag);
	struct derived_cell earlier;
	if (before < 0) { /* the table begins too late for this year: it is no blank, it is not there */
		*cell = (struct derived_cell){{0}, {0}, {0}};
		for (uint32_t m = 0; m < from->measures && m < DERIVE_MEASURES; m++)
			cell->status[m] = CAUSA_ABSENT;
		return true;
	}
	derive_read(from, series, (uint32_t)before, &earlier);
	cell->value[reported] = earlier.value[reported];
	cell->status[reported] = earlier.status[reported];
	cell->lacks[reported] = earlier.lacks[reported];
	return true;
}

enum causa_status causa_panel_lag(const struct causa_panel *panel, int32_t years, struct causa_panel **out)
{
	if (years < 1 || causa_panel_measure(panel, "reported") < 0)
		return CAUSA_EDOMAIN;
	return panel_derive(panel, lag_cell, &years, out);
}
