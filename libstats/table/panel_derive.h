/* A panel made from another cell by cell. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_PANEL_DERIVE_H
#define CAUSA_TABLE_PANEL_DERIVE_H

#include <causa/panel.h>

enum { DERIVE_MEASURES = 4 };

/* A cell measure by measure: sums of what was observed, and rows that lack it. */
struct derived_cell {
	int64_t value[DERIVE_MEASURES];
	enum causa_cell status[DERIVE_MEASURES]; /* SEEN: value counts */
	uint32_t lacks[DERIVE_MEASURES];         /* rows beside the observed ones that lack the measure */
};

/* Reads one cell of a panel so. */
void derive_read(const struct causa_panel *panel, uint64_t series, uint32_t t, struct derived_cell *out);

/* Changes the cell it is given; false: the cell stays as it is, with all its rows. */
typedef bool (*derive_step)(const void *self, const struct causa_panel *from, uint64_t series, uint32_t t,
                            struct derived_cell *cell);

/* The new panel borrows everything but its cells from the old one, which must outlive it. Free with causa_panel_free.
 * Errors: CAUSA_ENOMEM. */
enum causa_status panel_derive(const struct causa_panel *from, derive_step step, const void *self, struct causa_panel **out);

#endif
