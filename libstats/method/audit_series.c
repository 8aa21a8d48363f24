/* The audit of series over the years: what looks like a slip of whoever made the table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/audit_series.h"

#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

/* Counts below are too small to tell a lost zero from chance. */
static const int64_t LEAST_JUMP = 50;
/* Fewer equal counts than this may be equal by chance. */
enum { LEAST_SAME = 5, MOST_YEARS_COMPARED = 40, MOST_LABELS_COMPARED = 2000, MOST_LABEL = 256 };

static bool seen_count(const struct causa_panel *p, uint64_t s, uint32_t t, uint32_t m, int64_t *value)
{
	struct causa_seen cell;
	causa_panel_cell(p, s, t, 1U << m, &cell);
	*value = cell.value[m];
	return cell.seen > 0 && cell.blank == 0;
}

/* ---- a factor of ten ---- */

/* About ten times as much: 8 to 12.5. */
static bool is_tenfold(int64_t more, int64_t less)
{
	return less > 0 && more >= 8 * less && 2 * more <= 25 * less;
}

static bool is_like(int64_t a, int64_t b)
{
	return a > 0 && b > 0 && a <= 2 * b && b <= 2 * a;
}

/* The years around it are like each other, and this one is ten times as much, or a tenth. */
static void check_jump(const struct causa_panel *p, uint64_t s, uint32_t t, uint32_t m, struct causa_findings *out)
{
	int64_t before, here, after;
	if (causa_period_is_partial(&p->period[t]) || !seen_count(p, s, t - 1, m, &before) || !seen_count(p, s, t, m, &here) ||
	    !seen_count(p, s, t + 1, m, &after) || causa_period_is_partial(&p->period[t - 1]) || causa_period_is_partial(&p->period[t + 1]))
		return;
	int64_t around = before / 2 + after / 2 + (before % 2 + after % 2) / 2, more = here > around ? here : around;
	if (more < LEAST_JUMP || !is_like(before, after) || !(is_tenfold(here, around) || is_tenfold(around, here)))
		return;
	struct finding *f = finding_add(out, CAUSA_WARNING, CAUSA_CHECK_JUMP);
	if (f == NULL)
		return;
	f->year = p->period[t].year;
	f->measure = (int)m;
	f->label = f->last_label = (int)p->key[0][s];
	f->series = (int64_t)s;
	f->line = p->origin != NULL ? p->origin[s * p->periods + t].line : 0;
	f->has_numbers = true;
	f->stated = here;
	f->computed = around;
}

static void check_jumps(const struct causa_panel *p, struct causa_findings *out)
{
	for (uint64_t s = 0; s < p->series && !out->failed; s++) {
		for (uint32_t t = 1; t + 1 < p->periods; t++) {
			for (uint32_t m = 0; m < p->measures && m < 2; m++)
				check_jump(p, s, t, m, out);
		}
	}
}

/* ---- blanks ---- */

/* Blank where the year before had a count: told once a year and measure, with how many. */
static void check_new_blanks(const struct causa_panel *p, struct causa_findings *out)
{
	for (uint32_t m = 0; m < p->measures && m < 2; m++) {
		for (uint32_t t = 1; t < p->periods; t++) {
			uint64_t blank = 0, before = 0;
			for (uint64_t s = 0; s < p->series; s++) {
				struct causa_seen a, b;
				causa_panel_cell(p, s, t - 1, 1U << m, &a);
				causa_panel_cell(p, s, t, 1U << m, &b);
				before += a.seen > 0 && a.blank == 0;
				blank += a.seen > 0 && a.blank == 0 && b.blank > 0;
			}
			struct finding *f = blank > 0 ? finding_add(out, CAUSA_INFO, CAUSA_CHECK_NEW_BLANK) : NULL;
			if (f == NULL)
				continue;
			f->year = p->period[t].year;
			f->other_year = p->period[t - 1].year;
			f->measure = (int)m;
			f->blanks = blank;
			f->cells = before;
		}
	}
}

/* ---- copies ---- */

/* Counts above zero that are the same in two years; 0: some count differs. */
static uint64_t same_counts(const struct causa_panel *p, uint32_t t, uint32_t u, uint32_t m)
{
	uint64_t same = 0;
	for (uint64_t s = 0; s < p->series; s++) {
		int64_t a, b;
		bool first = seen_count(p, s, t, m, &a), second = seen_count(p, s, u, m, &b);
		if (first != second || (first && a != b))
			return 0;
		same += first && a > 0;
	}
	return same;
}

static void check_copies(const struct causa_panel *p, struct causa_findings *out)
{
	uint32_t n = p->periods < MOST_YEARS_COMPARED ? p->periods : MOST_YEARS_COMPARED;
	for (uint32_t u = 1; u < n; u++) {
		for (uint32_t t = 0; t < u; t++) {
			uint64_t same = same_counts(p, t, u, 0);
			struct finding *f = same >= LEAST_SAME ? finding_add(out, CAUSA_WARNING, CAUSA_CHECK_SAME_YEARS) : NULL;
			if (f == NULL)
				continue;
			f->year = p->period[u].year;
			f->other_year = p->period[t].year;
			f->measure = 0;
			f->cells = same;
			break;
		}
	}
}

/* ---- offences that come and go ---- */

struct stay {
	uint32_t first, last;      /* periods with a row; first > last: none */
	int64_t at_first, at_last; /* counts there, all groups together */
};

static bool has_row(const struct causa_panel *p, uint64_t s, uint32_t t)
{
	return p->status[0][s * p->periods + t] != CAUSA_ABSENT;
}

static struct stay *find_stays(const struct causa_panel *p)
{
	struct stay *stay = calloc(p->dim[0].n + 1U, sizeof *stay);
	for (uint32_t l = 0; l < p->dim[0].n && stay != NULL; l++)
		stay[l] = (struct stay){UINT32_MAX, 0, 0, 0};
	for (uint64_t s = 0; s < p->series && stay != NULL; s++) {
		struct stay *one = &stay[p->key[0][s]];
		for (uint32_t t = 0; t < p->periods; t++) {
			if (!has_row(p, s, t))
				continue;
			one->first = t < one->first ? t : one->first;
			one->last = t > one->last ? t : one->last;
		}
	}
	for (uint64_t s = 0; s < p->series && stay != NULL; s++) {
		struct stay *one = &stay[p->key[0][s]];
		int64_t value;
		if (one->first == UINT32_MAX)
			continue;
		one->at_first += seen_count(p, s, one->first, 0, &value) ? value : 0;
		one->at_last += seen_count(p, s, one->last, 0, &value) ? value : 0;
	}
	return stay;
}

static void note_stay(const struct causa_panel *p, enum causa_check check, uint32_t label, uint32_t t, struct causa_findings *out)
{
	struct finding *f = finding_add(out, CAUSA_INFO, check);
	if (f == NULL)
		return;
	f->year = p->period[t].year;
	f->label = f->last_label = (int)label;
}

/* Share of pairs of letters that two labels have in common, in percent: 2 |common| / (|a| + |b|). */
static unsigned likeness(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), common = 0;
	bool taken[MOST_LABEL] = {false};
	if (n < 2 || m < 2 || n >= MOST_LABEL || m >= MOST_LABEL)
		return causa_label_matches(a, b) ? 100 : 0;
	for (size_t i = 0; i + 1 < n; i++) {
		for (size_t j = 0; j + 1 < m; j++) {
			if (taken[j] || (a[i] | 32) != (b[j] | 32) || (a[i + 1] | 32) != (b[j + 1] | 32))
				continue;
			taken[j] = true;
			common++;
			break;
		}
	}
	return (unsigned)(200 * common / (n + m - 2));
}

/* The label most like one that ends, among those that begin in the year after with about as many cases. */
static int renamed_to(const struct causa_panel *p, const struct stay *stay, uint32_t label)
{
	int best = NO_LABEL;
	unsigned most = 59;
	for (uint32_t l = 0; l < p->dim[0].n; l++) {
		if (stay[l].first != stay[label].last + 1 || !is_like(stay[l].at_first, stay[label].at_last))
			continue;
		unsigned like = likeness(p->dim[0].key[label], p->dim[0].key[l]);
		if (like > most) {
			most = like;
			best = (int)l;
		}
	}
	return best;
}

static void check_stays(const struct causa_panel *p, struct causa_findings *out)
{
	struct stay *stay = find_stays(p);
	out->failed |= stay == NULL;
	for (uint32_t l = 0; l < p->dim[0].n && stay != NULL && p->periods > 1; l++) {
		if (stay[l].first > stay[l].last || p->dim[0].role[l] != CAUSA_ROLE_OFFENCE)
			continue;
		if (stay[l].first > 0)
			note_stay(p, CAUSA_CHECK_BEGINS, l, stay[l].first, out);
		if (stay[l].last + 1 == p->periods)
			continue;
		note_stay(p, CAUSA_CHECK_ENDS, l, stay[l].last, out);
		int other = p->dim[0].n <= MOST_LABELS_COMPARED ? renamed_to(p, stay, l) : NO_LABEL;
		struct finding *f = other != NO_LABEL ? finding_add(out, CAUSA_WARNING, CAUSA_CHECK_RENAMED) : NULL;
		if (f == NULL)
			continue;
		f->year = p->period[stay[l].last].year;
		f->other_year = p->period[stay[other].first].year;
		f->label = (int)l;
		f->last_label = other;
	}
	free(stay);
}

void audit_series(const struct causa_panel *p, struct causa_findings *out)
{
	check_jumps(p, out);
	check_new_blanks(p, out);
	check_copies(p, out);
	check_stays(p, out);
}
