/* What the reader told instead of refusing: rows of one key, cells that are no counts, units that are mixed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/audit_rows.h"

#include <stddef.h>

/* Those that were only counted by the reader are only counted here. */
static void count_rest(uint64_t all, uint64_t told, struct causa_findings *out)
{
	out->count[CAUSA_ERROR] += all > told ? all - told : 0;
}

static void check_repeats(const struct causa_panel *p, struct causa_findings *out)
{
	for (uint64_t i = 0; i < p->repeats; i++) {
		struct finding *f = finding_add(out, CAUSA_ERROR, CAUSA_CHECK_REPEAT);
		if (f == NULL)
			return;
		f->year = p->repeat[i].year;
		f->label = f->last_label = (int)p->repeat[i].label;
		f->line = p->repeat[i].line;
		f->other_line = p->repeat[i].before;
		f->same = p->repeat[i].same;
	}
	count_rest(p->repeats_all, p->repeats, out);
}

static void check_odd(const struct causa_panel *p, struct causa_findings *out)
{
	for (uint64_t i = 0; i < p->odds; i++) {
		struct finding *f = finding_add(out, CAUSA_ERROR, CAUSA_CHECK_NO_COUNT);
		if (f == NULL)
			return;
		f->odd = &p->odd[i];
		f->line = p->odd[i].line;
	}
	count_rest(p->odds_all, p->odds, out);
}

static void check_units(const struct causa_panel *p, struct causa_findings *out)
{
	for (uint32_t d = 1; d < p->dims; d++) {
		if (!p->dim[d].units || p->dim[d].n < 2)
			continue;
		struct finding *f = finding_add(out, CAUSA_ERROR, CAUSA_CHECK_UNITS);
		if (f == NULL)
			return;
		f->dim = d;
		f->cells = p->dim[d].n;
	}
}

void audit_rows(const struct causa_panel *panel, struct causa_findings *out)
{
	check_repeats(panel, out);
	check_odd(panel, out);
	check_units(panel, out);
}
