/* The audit: is the table consistent with itself?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/audit_printed.h"
#include "method/audit_rows.h"
#include "method/audit_series.h"

#include <stdlib.h>
#include <string.h>

struct finding *finding_add(struct causa_findings *f, enum causa_severity severity, enum causa_check check)
{
	struct finding *one = &f->spare;
	f->count[severity]++;
	if (f->most == 0 || f->n < f->most) {
		if (f->n == f->room) {
			uint64_t room = f->room == 0 ? 32 : 2 * f->room;
			struct finding *finding = realloc(f->finding, room * sizeof *finding);
			if (finding == NULL) {
				f->failed = true;
				return NULL;
			}
			f->finding = finding;
			f->room = room;
		}
		one = &f->finding[f->n++];
	}
	*one = (struct finding){.severity = severity, .check = check, .measure = -1, .label = NO_LABEL, .last_label = NO_LABEL, .series = -1};
	one->unknown = -1;
	one->edit_label = NO_LABEL;
	return one;
}

static enum causa_role role_of(const struct causa_panel *p, uint64_t series)
{
	return (enum causa_role)p->dim[0].role[p->key[0][series]];
}

static bool in_group(const struct causa_panel *p, uint64_t s, const uint32_t *group)
{
	for (uint32_t d = 1; d < p->dims && group != NULL; d++) {
		if (p->key[d][s] != group[d - 1])
			return false;
	}
	return true;
}

/* Sum of one measure in a year over the series of a role and of a group, NULL: of all; *seen and *blank count cells. */
static int64_t sum_of(const struct causa_panel *p, uint32_t t, uint32_t m, enum causa_role role, const uint32_t *group, uint64_t *seen,
                      uint64_t *blank)
{
	int64_t sum = 0;
	*seen = *blank = 0;
	for (uint64_t s = 0; s < p->series; s++) {
		struct causa_seen cell;
		if (role_of(p, s) != role || !in_group(p, s, group))
			continue;
		causa_panel_cell(p, s, t, 1U << m, &cell);
		sum += cell.value[m];
		*seen += cell.seen > 0;
		*blank += cell.blank > 0;
	}
	return sum;
}

/* ---- totals ---- */

/* Which single cell could take the difference: not below 0, and criminal cases not above reported ones. */
static void find_edits(const struct causa_panel *p, const struct causa_stated *stated, struct finding *f)
{
	int64_t difference = f->stated - f->computed;
	int reported = causa_panel_measure(p, "reported"), prosecuted = causa_panel_measure(p, "prosecuted");
	for (uint64_t s = 0; s < p->series; s++) {
		struct causa_seen cell, other;
		if (role_of(p, s) != CAUSA_ROLE_OFFENCE || !in_group(p, s, stated->group))
			continue;
		causa_panel_cell(p, s, stated->period, 1U << stated->measure, &cell);
		if (cell.seen == 0 || cell.value[stated->measure] + difference < 0)
			continue;
		if ((int)stated->measure == prosecuted && reported >= 0) {
			causa_panel_cell(p, s, stated->period, 1U << reported, &other);
			if (other.seen > 0 && cell.value[stated->measure] + difference > other.value[reported])
				continue;
		}
		f->single_edits++;
		f->edit_label = (int)p->key[0][s];
		f->edit_from = cell.value[stated->measure];
		f->edit_to = f->edit_from + difference;
	}
	if (f->single_edits != 1)
		f->edit_label = NO_LABEL;
}

static const struct finding *subtotal_of(const struct causa_findings *f, int32_t year, int measure)
{
	for (uint64_t i = 0; i < f->n; i++) {
		if (f->finding[i].check == CAUSA_CHECK_SUM && f->finding[i].year == year && f->finding[i].measure == measure &&
		    f->finding[i].group == NULL)
			return &f->finding[i];
	}
	return NULL;
}

static void check_total(const struct causa_panel *p, const struct causa_stated *stated, struct causa_findings *out)
{
	uint64_t seen, blank, unknown_seen, unknown_blank;
	if (stated->status != CAUSA_SEEN)
		return;
	int64_t offences = sum_of(p, stated->period, stated->measure, CAUSA_ROLE_OFFENCE, stated->group, &seen, &blank);
	int64_t unknown = sum_of(p, stated->period, stated->measure, CAUSA_ROLE_UNKNOWN, stated->group, &unknown_seen, &unknown_blank);
	bool grand = p->dim[0].role[stated->row_label] == CAUSA_ROLE_TOTAL;
	int64_t computed = offences + (grand ? unknown : 0);
	int32_t year = p->period[stated->period].year;
	if (seen + unknown_seen == 0 || computed == stated->value)
		return;
	struct finding *f = finding_add(out, CAUSA_ERROR, grand ? CAUSA_CHECK_GRAND_TOTAL : CAUSA_CHECK_SUM);
	if (f == NULL)
		return;
	f->year = year;
	f->measure = (int)stated->measure;
	f->label = f->last_label = (int)stated->row_label;
	f->group = stated->group;
	f->line = stated->at.line;
	f->has_numbers = true;
	f->stated = stated->value;
	f->computed = computed;
	f->offences = offences;
	f->unknown = unknown_seen > 0 ? unknown : -1;
	f->blanks = blank;
	f->cells = seen + blank;
	f->counted_twice = grand && unknown > 0 && stated->value == computed + unknown;
	const struct finding *subtotal = grand ? subtotal_of(out, year, f->measure) : NULL;
	f->follows = subtotal != NULL && subtotal != f && subtotal->stated - subtotal->computed == f->stated - f->computed;
	if (!grand)
		find_edits(p, stated, f);
}

static int by_place(const struct causa_panel *p, const struct causa_stated *a, const struct causa_stated *b)
{
	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	if (a->measure != b->measure)
		return a->measure < b->measure ? -1 : 1;
	uint8_t x = p->dim[0].role[a->row_label], y = p->dim[0].role[b->row_label];
	return (x > y) - (x < y);
}

static void check_totals(const struct causa_panel *p, struct causa_findings *out)
{
	const struct causa_stated **order = calloc(p->stateds + 1, sizeof(const struct causa_stated *));
	if (order == NULL) {
		out->failed = true;
		return;
	}
	/* By year, measure, then subtotal before total, so that a total can follow from its subtotal. Few: insertion will do. */
	for (uint64_t i = 0; i < p->stateds; i++) {
		uint64_t at = i;
		for (; at > 0 && by_place(p, &p->stated[i], order[at - 1]) < 0; at--)
			order[at] = order[at - 1];
		order[at] = &p->stated[i];
	}
	for (uint64_t i = 0; i < p->stateds; i++)
		check_total(p, order[i], out);
	free(order);
}

/* ---- blanks ---- */

static const struct causa_stated *stated_total(const struct causa_panel *p, uint32_t t, uint32_t m, enum causa_role role)
{
	for (uint64_t i = 0; i < p->stateds; i++) {
		const struct causa_stated *s = &p->stated[i];
		if (s->period == t && s->measure == m && p->dim[0].role[s->row_label] == role && s->status == CAUSA_SEEN)
			return s;
	}
	return NULL;
}

static void check_blanks_of(const struct causa_panel *p, uint32_t t, uint32_t m, struct causa_findings *out)
{
	uint64_t seen, blank, unknown_seen, unknown_blank;
	int64_t sum = sum_of(p, t, m, CAUSA_ROLE_OFFENCE, NULL, &seen, &blank);
	int64_t unknown = sum_of(p, t, m, CAUSA_ROLE_UNKNOWN, NULL, &unknown_seen, &unknown_blank);
	if (blank + unknown_blank == 0)
		return;
	struct finding *f = finding_add(out, CAUSA_WARNING, CAUSA_CHECK_BLANK);
	if (f == NULL)
		return;
	f->year = p->period[t].year;
	f->measure = (int)m;
	f->blanks = blank;
	f->cells = seen + blank;
	f->unknown = unknown_blank > 0 ? 0 : -1;
	for (uint32_t l = 0; l < p->dim[0].n; l++) {
		enum causa_role wanted = blank > 0 ? CAUSA_ROLE_OFFENCE : CAUSA_ROLE_UNKNOWN;
		if (p->dim[0].role[l] != (uint8_t)wanted)
			continue;
		f->label = f->label == NO_LABEL ? (int)l : f->label;
		f->last_label = (int)l;
	}
	const struct causa_stated *total = stated_total(p, t, m, blank > 0 ? CAUSA_ROLE_SUBTOTAL : CAUSA_ROLE_TOTAL);
	if (total != NULL) {
		f->printed_total = total->value;
		f->total_counts_as_zero = total->value == sum + (blank > 0 ? 0 : unknown);
	}
}

static void check_blanks(const struct causa_panel *p, struct causa_findings *out)
{
	for (uint32_t t = 0; t < p->periods; t++) {
		for (uint32_t m = 0; m < p->measures; m++)
			check_blanks_of(p, t, m, out);
	}
}

/* ---- years, labels, ratios ---- */

static void check_partial(const struct causa_panel *p, struct causa_findings *out)
{
	for (uint32_t t = 0; t < p->periods; t++) {
		struct finding *f = causa_period_is_partial(&p->period[t]) ? finding_add(out, CAUSA_WARNING, CAUSA_CHECK_PARTIAL) : NULL;
		if (f != NULL)
			f->year = p->period[t].year;
	}
}

static void check_labels(const struct causa_panel *p, struct causa_findings *out)
{
	int subtotal = NO_LABEL, total = NO_LABEL;
	for (uint64_t i = 0; i < p->stateds; i++) {
		int label = (int)p->stated[i].row_label;
		if (p->dim[0].role[label] == CAUSA_ROLE_SUBTOTAL)
			subtotal = label;
		else
			total = label;
	}
	if (subtotal == NO_LABEL || total == NO_LABEL || strcmp(p->dim[0].printed[subtotal], p->dim[0].printed[total]) != 0)
		return;
	struct finding *f = finding_add(out, CAUSA_INFO, CAUSA_CHECK_LABEL_TWICE);
	if (f != NULL) {
		f->label = subtotal;
		f->last_label = total;
	}
}

static void check_ratios(const struct causa_panel *p, struct causa_findings *out)
{
	int n = causa_panel_measure(p, "reported"), k = causa_panel_measure(p, "prosecuted");
	bool cohort = p->about->ratio == CAUSA_RATIO_COHORT;
	for (uint64_t s = 0; n >= 0 && k >= 0 && s < p->series; s++) {
		for (uint32_t t = 0; t < p->periods; t++) {
			struct causa_seen cell;
			causa_panel_cell(p, s, t, 1U << n | 1U << k, &cell);
			if (cell.seen == 0 || cell.value[k] <= cell.value[n])
				continue;
			struct finding *f = finding_add(out, cohort ? CAUSA_ERROR : CAUSA_INFO, CAUSA_CHECK_ABOVE_ONE);
			if (f == NULL)
				return;
			f->year = p->period[t].year;
			f->measure = k;
			f->label = f->last_label = (int)p->key[0][s];
			f->series = (int64_t)s;
			f->line = p->origin != NULL ? p->origin[s * p->periods + t].line : 0;
			f->has_numbers = true;
			f->stated = cell.value[k];
			f->computed = cell.value[n];
		}
	}
}

/* ---- all ---- */

enum causa_status causa_audit(const struct causa_panel *panel, uint64_t most, struct causa_findings **out)
{
	struct causa_findings *f = calloc(1, sizeof *f);
	if (f == NULL)
		return CAUSA_ENOMEM;
	f->most = most;
	audit_rows(panel, f);
	check_totals(panel, f);
	check_blanks(panel, f);
	check_partial(panel, f);
	check_ratios(panel, f);
	check_labels(panel, f);
	audit_series(panel, f);
	audit_printed(panel, f);
	if (f->failed) {
		causa_findings_free(f);
		return CAUSA_ENOMEM;
	}
	*out = f;
	return CAUSA_OK;
}

uint64_t causa_findings_count(const struct causa_findings *findings, enum causa_severity severity)
{
	return findings->count[severity];
}

uint64_t causa_findings_left_out(const struct causa_findings *findings)
{
	return findings->count[CAUSA_ERROR] + findings->count[CAUSA_WARNING] + findings->count[CAUSA_INFO] - findings->n;
}

void causa_findings_free(struct causa_findings *findings)
{
	if (findings == NULL)
		return;
	free(findings->finding);
	free(findings);
}
