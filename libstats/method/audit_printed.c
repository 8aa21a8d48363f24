/* The audit of printed changes and percentages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/audit_printed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct keyed {
	const struct causa_panel *panel;
	uint64_t series;
};

static int compare_keys(const struct causa_panel *p, uint64_t series, const uint32_t *key)
{
	for (uint32_t d = 0; d < p->dims; d++) {
		if (p->key[d][series] != key[d])
			return p->key[d][series] < key[d] ? -1 : 1;
	}
	return 0;
}

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	uint32_t key[8];
	for (uint32_t d = 0; d < y->panel->dims && d < 8; d++)
		key[d] = y->panel->key[d][y->series];
	return compare_keys(x->panel, x->series, key);
}

/* The series of a key; -1: none. */
static int64_t find_series(const struct keyed *order, uint64_t n, const uint32_t *key)
{
	uint64_t lo = 0, hi = n;
	while (lo < hi) {
		uint64_t middle = lo + (hi - lo) / 2;
		int side = compare_keys(order[middle].panel, order[middle].series, key);
		if (side == 0)
			return (int64_t)order[middle].series;
		if (side < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return -1;
}

/* The counts that a statement is of: one row each, since sums of several rows are nobody's statement. */
static bool counts_of(const struct causa_panel *p, const struct causa_printed *s, uint64_t series, int64_t *part, int64_t *whole)
{
	struct causa_seen a, b;
	causa_panel_cell(p, series, s->from, s->ratio ? 3 : 1, &a);
	causa_panel_cell(p, series, s->to, s->ratio ? 3 : 1, &b);
	*whole = a.value[0];
	*part = s->ratio ? a.value[1] : b.value[0];
	return a.seen == 1 && b.seen == 1 && a.blank + b.blank == 0 && (!s->ratio || p->measures > 1);
}

static bool agrees(const struct causa_printed *s, double percent)
{
	double half = 0.5 * pow(10, -(double)s->decimals);
	return fabs(percent - s->value) <= half * (1 + 1e-9) + 1e-9;
}

static void note(const struct causa_panel *p, const struct causa_printed *s, int64_t series, double percent, struct causa_findings *out)
{
	struct finding *f = finding_add(out, CAUSA_ERROR, s->ratio ? CAUSA_CHECK_PRINTED_RATIO : CAUSA_CHECK_PRINTED_CHANGE);
	if (f == NULL)
		return;
	f->year = p->period[s->to].year;
	f->other_year = p->period[s->from].year;
	f->label = f->last_label = (int)s->key[0];
	f->series = series;
	f->line = s->line;
	f->printed = s->value;
	f->percent = percent;
	f->decimals = s->decimals;
}

void audit_printed(const struct causa_panel *p, struct causa_findings *out)
{
	struct keyed *order = calloc(p->series + 1, sizeof *order);
	uint64_t from_zero = 0, line = 0;
	out->failed |= order == NULL;
	for (uint64_t s = 0; order != NULL && p->printeds > 0 && s < p->series; s++)
		order[s] = (struct keyed){p, s};
	if (order != NULL && p->printeds > 0 && p->series > 1)
		qsort(order, p->series, sizeof *order, by_key);
	for (uint64_t i = 0; order != NULL && i < p->printeds; i++) {
		const struct causa_printed *s = &p->printed[i];
		int64_t part, whole, series = find_series(order, p->series, s->key);
		if (series < 0 || !counts_of(p, s, (uint64_t)series, &part, &whole))
			continue;
		double percent = whole == 0 ? 0 : s->ratio ? 100 * (double)part / (double)whole : 100 * ((double)part / (double)whole - 1);
		if (whole == 0 && !s->ratio && part > 0) {
			line = from_zero++ == 0 ? s->line : line;
		} else if (whole > 0 && !agrees(s, percent)) {
			note(p, s, series, percent, out);
		}
	}
	free(order);
	struct finding *f = from_zero > 0 ? finding_add(out, CAUSA_INFO, CAUSA_CHECK_FROM_ZERO) : NULL;
	if (f != NULL) {
		f->cells = from_zero;
		f->line = line;
	}
}
