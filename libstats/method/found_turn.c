/* What else keeps a finding from the first grade, and the figures at which it would turn: unknown cases, blank cells, printed totals,
 * immature years, a last year of unknown length.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/found.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <causa/propcmp.h>
#include <causa/ratecmp.h>

static bool has_note(const struct found *f, enum causa_note note)
{
	return (f->notes & CAUSA_NOTE(note)) != 0;
}

/* ---- allotment of the cases of unknown offence ---- */

/* Offence and groups: the text columns from "offence" on, up to the first number. */
static bool same_labels(const struct causa_frame *a, uint64_t i, const struct causa_frame *b, uint64_t j)
{
	const struct causa_column *c = causa_frame_column(a, "offence"), *end = a->column + a->columns;
	for (; c < end && c->type == CAUSA_LABEL; c++) {
		if (strcmp(causa_frame_text(a, c->name, i), causa_frame_text(b, c->name, j)) != 0)
			return false;
	}
	return true;
}

static bool find_bound(struct found_family *family, const struct found *f, uint64_t *out)
{
	const struct causa_frame *b = family->bounds;
	const char *statistic = family->change ? "change" : "trend";
	for (uint64_t i = 0; b != NULL && i < b->rows; i++) {
		uint64_t row = (family->bound + i) % b->rows;
		if (causa_frame_number(b, "from", row) == f->from && causa_frame_number(b, "to", row) == f->to &&
		    strcmp(causa_frame_text(b, "statistic", row), statistic) == 0 && same_labels(family->frame, f->row, b, row)) {
			*out = family->bound = row;
			return true;
		}
	}
	return false;
}

/* Cases of unknown offence of a year; -1: blank, or none told. */
static int64_t unknown_of(const struct found *f, double year)
{
	const struct causa_context *c = f->family->frame->context;
	for (uint32_t i = 0; i < c->unknowns; i++) {
		if (c->unknown_year[i] == (int32_t)year)
			return f->family->of == CAUSA_OF_PROSECUTED ? c->unknown_prosecuted[i] : c->unknown_reported[i];
	}
	return -1;
}

static int64_t cases_of(double share, int64_t all)
{
	return isnan(share) ? -1 : (int64_t)ceil(share * (double)all - 1e-9);
}

/* Fails also where it cannot be known what an allotment would do. */
static void test_allotment(struct found_family *family, struct found *f)
{
	uint64_t row;
	const struct causa_frame *b = family->bounds;
	if (family->pooled || family->frame->context->unknowns == 0)
		return;
	if (!find_bound(family, f, &row)) {
		found_test(f, TEST_ALLOTMENT, true);
		return;
	}
	double turn_sign = causa_frame_number(b, "turn_sign", row);
	if (!family->change) {
		f->turn_share = turn_sign;
		found_test(f, TEST_ALLOTMENT, !isnan(turn_sign) || isnan(causa_frame_number(b, "cases_unknown", row)));
		return;
	}
	found_test(f, TEST_ALLOTMENT, strcmp(causa_frame_text(b, "survives", row), "yes") != 0);
	f->turn_of = unknown_of(f, found_up(f) ? f->from : f->to);
	if (f->turn_of < 0)
		return;
	f->turn_cases = cases_of(causa_frame_number(b, "turn_interval", row), f->turn_of);
	f->turn_cases_sign = cases_of(turn_sign, f->turn_of);
}

/* ---- blank cells of a pooled change ---- */

/* What two years would be compared with, were the blank cells of the later one known. */
struct completed {
	int64_t k1, n1, k2, n2; /* n: of ratios */
	int64_t most;           /* cases that may stand in the blank cells */
};

static bool is_unknown(const struct causa_panel *p, uint64_t series)
{
	return p->dim[0].role != NULL && p->dim[0].role[p->key[0][series]] == CAUSA_ROLE_UNKNOWN;
}

/* Adds a series that is known in the earlier year and blank in the later one. false: more than that is not known. */
static bool add_blank(const struct findings_run *run, const struct found *f, uint64_t series, uint32_t t1, uint32_t t2, struct completed *c)
{
	bool ratio = f->family->of == CAUSA_OF_RATIO;
	int n = causa_panel_measure(run->panel, "reported"), k = f->family->of == CAUSA_OF_REPORTED ? n : causa_panel_measure(run->panel, "prosecuted");
	uint32_t need = 1U << k | (ratio ? 1U << n : 0U);
	struct causa_seen first, second, reports;
	causa_panel_cell(run->panel, series, t1, need, &first);
	causa_panel_cell(run->panel, series, t2, need, &second);
	if (first.blank > 0 || (first.seen == 0 && second.seen > 0))
		return false;
	if (second.blank == 0 || first.seen == 0)
		return second.blank == 0;
	c->k1 += first.value[k];
	if (!ratio)
		return true;
	causa_panel_cell(run->panel, series, t2, 1U << n, &reports);
	c->n1 += first.value[n];
	c->n2 += reports.value[n];
	c->most += reports.value[n];
	return reports.blank == 0;
}

/* -1 a fall, 1 a rise, 0 neither, of the interval; of the estimate: its sign. */
static int direction(const struct found *f, const struct completed *c, int64_t cases, double level, bool of_interval)
{
	if (f->family->of == CAUSA_OF_RATIO) {
		struct causa_propcmp cmp;
		if (causa_prop_diff_miettinen_nurminen(c->k1, c->n1, c->k2 + cases, c->n2, level, &cmp) != CAUSA_OK)
			return 0;
		double lower = of_interval ? cmp.limits.lower : cmp.difference, upper = of_interval ? cmp.limits.upper : cmp.difference;
		return (lower > 0) - (upper < 0);
	}
	struct causa_ratecmp cmp;
	if (causa_rate_ratio_exact(c->k1, 1, c->k2 + cases, 1, level, &cmp) != CAUSA_OK || !cmp.has_ratio)
		return 0;
	double lower = of_interval ? cmp.limits.lower : cmp.ratio, upper = of_interval ? cmp.limits.upper : cmp.ratio;
	return (lower > 1) - (upper < 1);
}

/* Least number of cases in the blank cells that is no fall; for the sign, that is a rise. -1: none. */
static int64_t least_cases(const struct found *f, const struct completed *c, double level, bool of_interval)
{
	int64_t lo = -1, hi = c->most;
	int turned = of_interval ? 0 : 1;
	if (direction(f, c, hi, level, of_interval) < turned)
		return -1;
	while (hi - lo > 1) {
		int64_t middle = lo + (hi - lo) / 2;
		if (direction(f, c, middle, level, of_interval) >= turned)
			hi = middle;
		else
			lo = middle;
	}
	return hi;
}

/* Only a fall can turn by what stands in blank cells of the later year. */
static void find_blank_cases(const struct findings_run *run, struct found *f)
{
	bool ratio = f->family->of == CAUSA_OF_RATIO;
	int t1 = causa_panel_year(run->panel, (int32_t)f->from), t2 = causa_panel_year(run->panel, (int32_t)f->to);
	struct completed c = {(int64_t)(ratio ? f->k_from : f->value_from), ratio ? (int64_t)f->n_from : 0,
	                      (int64_t)(ratio ? f->k_to : f->value_to), ratio ? (int64_t)f->n_to : 0, 0};
	if (t1 < 0 || t2 < 0)
		return;
	for (uint64_t s = 0; s < run->panel->series; s++) {
		if (!(run->request->unknown_drop && is_unknown(run->panel, s)) && !add_blank(run, f, s, (uint32_t)t1, (uint32_t)t2, &c))
			return;
	}
	if (!ratio)
		c.most = 2 * c.k1 + 1;
	f->blank_cases = least_cases(f, &c, run->level, true);
	f->blank_cases_sign = least_cases(f, &c, run->level, false);
}

/* ---- printed totals ---- */

static int64_t printed_total(const struct findings_run *run, const char *measure, double year)
{
	const struct causa_panel *p = run->panel;
	int m = causa_panel_measure(p, measure), t = causa_panel_year(p, (int32_t)year);
	enum causa_role role = run->request->unknown_drop ? CAUSA_ROLE_SUBTOTAL : CAUSA_ROLE_TOTAL;
	for (uint64_t i = 0; i < p->stateds && p->dim[0].role != NULL; i++) {
		const struct causa_stated *s = &p->stated[i];
		if ((int)s->measure == m && (int)s->period == t && s->group == NULL && s->status == CAUSA_SEEN && p->dim[0].role[s->row_label] == role)
			return s->value;
	}
	return -1;
}

static int64_t sum_of_seen(const struct findings_run *run, const char *measure, double year)
{
	const struct causa_panel *p = run->panel;
	int m = causa_panel_measure(p, measure), t = causa_panel_year(p, (int32_t)year);
	int64_t sum = 0;
	for (uint64_t s = 0; m >= 0 && t >= 0 && s < p->series; s++) {
		struct causa_seen seen;
		causa_panel_cell(p, s, (uint32_t)t, 1U << m, &seen);
		if (!(run->request->unknown_drop && is_unknown(p, s)) && seen.seen > 0)
			sum += seen.value[m];
	}
	return sum;
}

/* Do the printed totals of both years say the same? */
static void test_totals(const struct findings_run *run, struct found *f)
{
	bool ratio = f->family->of == CAUSA_OF_RATIO;
	const char *measure = f->family->of == CAUSA_OF_REPORTED ? "reported" : "prosecuted";
	if (!f->family->whole || !f->family->change)
		return;
	struct completed c = {printed_total(run, measure, f->from), ratio ? printed_total(run, "reported", f->from) : 0,
	                      printed_total(run, measure, f->to), ratio ? printed_total(run, "reported", f->to) : 0, 0};
	if (has_note(f, CAUSA_NOTE_BLANK) && c.k2 >= 0)
		f->blank_read_zero = sum_of_seen(run, measure, f->to) == c.k2;
	if (c.k1 < 0 || c.k2 < 0 || c.n1 < 0 || c.n2 < 0)
		return;
	f->printed_from = c.k1;
	f->printed_to = c.k2;
	found_test(f, TEST_TOTALS, direction(f, &c, 0, run->level, true) != (found_up(f) ? 1 : -1));
}

/* ---- years ---- */

static void find_months(const struct findings_run *run, struct found *f)
{
	int year, month, day;
	const struct causa_about *about = run->panel->about;
	if (about == NULL || about->cutoff == NULL || sscanf(about->cutoff, "%d-%d-%d", &year, &month, &day) != 3)
		return;
	int least = 12 * (year - (int)f->to - 1) + month - 1 + (day >= 28);
	f->months_least = least > 0 ? least : 0;
	f->months_most = least + 12 > 0 ? least + 12 : 0;
}

/* A last year of which neither the table nor the user says that it is whole. */
static bool is_undeclared(const struct findings_run *run, double year)
{
	const struct causa_panel *p = run->panel;
	const struct causa_period *last = &p->period[p->periods - 1];
	if ((int32_t)year != last->year || last->months != 0 || (p->about != NULL && p->about->cutoff != NULL))
		return false;
	for (uint32_t i = 0; i < run->request->exposures; i++) {
		if (run->request->exposure[i].year == last->year)
			return false;
	}
	return true;
}

enum causa_status found_turn(struct findings_run *run, struct found *f)
{
	struct found_family *family = &run->family[f->family - run->family];
	bool cases = family->of != CAUSA_OF_REPORTED;
	if (!found_up(f) && !found_down(f))
		return CAUSA_OK;
	if (isnan(f->p))
		found_test(f, TEST_ADJUSTMENT, true);
	found_test(f, TEST_FEW, has_note(f, CAUSA_NOTE_FEW_CASES));
	found_test(f, TEST_BLANKS, has_note(f, CAUSA_NOTE_BLANK));
	found_test(f, TEST_PARTIAL, has_note(f, CAUSA_NOTE_PARTIAL));
	if (has_note(f, CAUSA_NOTE_SUPPRESSED))
		found_test(f, TEST_WITHHELD, true);
	if (has_note(f, CAUSA_NOTE_BREAK))
		found_test(f, TEST_BREAK, true);
	if (cases)
		found_test(f, TEST_IMMATURE, has_note(f, CAUSA_NOTE_IMMATURE));
	if (found_failed(f, TEST_IMMATURE))
		find_months(run, f);
	test_allotment(family, f);
	test_totals(run, f);
	if (found_failed(f, TEST_BLANKS) && family->whole && family->change && found_down(f))
		find_blank_cases(run, f);
	if (found_down(f))
		found_test(f, TEST_CUT_OFF, is_undeclared(run, f->to));
	return CAUSA_OK;
}

void found_grade_share(const struct findings_run *run, struct found *f)
{
	int t = causa_panel_year(run->panel, (int32_t)f->to);
	struct causa_coverage share = t >= 0 ? run->panel->period[t].share : (struct causa_coverage){0, 1, CAUSA_BOUND};
	for (uint32_t i = 0; i < run->request->exposures; i++) {
		if (run->request->exposure[i].year == (int32_t)f->to)
			share = (struct causa_coverage){run->request->exposure[i].lo, run->request->exposure[i].hi, CAUSA_ASSUMED};
	}
	/* Limits of the rate ratio are those at a whole year over the share. */
	f->share_rise = f->lower;
	f->share_fall = f->upper;
	f->share_least = share.lo;
	f->share_most = share.hi;
	found_test(f, TEST_PARTIAL, true);
	if (has_note(f, CAUSA_NOTE_BLANK))
		found_test(f, TEST_BLANKS, true);
	f->grade = isnan(f->lower)       ? CANNOT_BE_SAID
	           : share.hi < f->lower ? MAY_HAVE_RISEN
	           : share.lo > f->upper ? MAY_HAVE_FALLEN
	                                 : CANNOT_BE_SAID;
	f->effect = NAN; /* as long as the share is not known */
	f->lower = f->upper = f->tolerates = NAN;
}
