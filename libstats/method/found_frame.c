/* Findings as a frame.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/found.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "table/frame_build.h"

static const char *const grades[] = {"rose", "fell", "may-have-risen", "may-have-fallen", "not-shown", "cannot-be-said"};

static const char *const tests[FOUND_TESTS] = {"adjustment", "dispersion", "spread",    "few",    "blanks", "withheld",
                                               "partial",    "immature",   "break", "allotment", "totals", "cut-off"};

static const char *const of_names[] = {"reported", "prosecuted", "ratio"};

enum { MOST_GROUPS = 8 };

/* Group columns of the rows by offence: the text columns after "offence", up to the first that is none. */
static uint32_t group_columns(const struct causa_frame *f, const char *names[MOST_GROUPS])
{
	uint32_t n = 0;
	const struct causa_column *c = causa_frame_column(f, "offence"), *end = f->column + f->columns;
	while (c != NULL && ++c < end && n < MOST_GROUPS && c->type == CAUSA_LABEL)
		names[n++] = c->name;
	return n;
}

static uint32_t groups_of(const struct findings_run *run, const char *names[MOST_GROUPS])
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < run->families && n == 0; k++)
		n = run->family[k].pooled ? 0 : group_columns(run->family[k].frame, names);
	return n;
}

static const char *label_of(const struct found *f, const char *name)
{
	const struct causa_column *c = causa_frame_column(f->family->frame, name);
	return c != NULL && causa_column_has(c, f->row) ? causa_column_label(c, f->row) : "(all)";
}

static void put_tests(struct causa_frame_build *b, enum causa_column_id column, unsigned which)
{
	char words[128] = "";
	for (unsigned i = 0; i < FOUND_TESTS; i++) {
		if (which & 1U << i)
			snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", words[0] != '\0' ? " " : "", tests[i]);
	}
	causa_frame_label(b, column, words);
}

static void put_count(struct causa_frame_build *b, enum causa_column_id column, int64_t value)
{
	if (value >= 0)
		causa_frame_i64(b, column, value);
}

static void put_cases(struct causa_frame_build *b, enum causa_column_id column, double value)
{
	if (!isnan(value))
		causa_frame_i64(b, column, (int64_t)value);
}

static void put_values(struct causa_frame_build *b, const struct found *f)
{
	if (f->family->of == CAUSA_OF_RATIO && f->family->change) {
		causa_frame_f64(b, CAUSA_COL_ratio_from, f->value_from);
		causa_frame_f64(b, CAUSA_COL_ratio_to, f->value_to);
		causa_frame_f64(b, CAUSA_COL_difference, f->effect);
		put_cases(b, CAUSA_COL_reported_from, f->n_from);
		put_cases(b, CAUSA_COL_prosecuted_from, f->k_from);
		put_cases(b, CAUSA_COL_reported_to, f->n_to);
		put_cases(b, CAUSA_COL_prosecuted_to, f->k_to);
	} else {
		put_cases(b, CAUSA_COL_count_from, f->value_from);
		put_cases(b, CAUSA_COL_count_to, f->value_to);
		causa_frame_f64(b, CAUSA_COL_rate_ratio, f->effect);
	}
	causa_frame_f64(b, CAUSA_COL_lower, f->lower);
	causa_frame_f64(b, CAUSA_COL_upper, f->upper);
	causa_frame_f64(b, CAUSA_COL_p_adjusted, f->belongs ? f->p_adjusted : NAN);
	causa_frame_f64(b, CAUSA_COL_tolerates, f->family->change ? f->tolerates : NAN);
	causa_frame_f64(b, CAUSA_COL_dispersion, f->dispersion);
}

static void put_turns(struct causa_frame_build *b, const struct found *f)
{
	put_count(b, CAUSA_COL_turn_of, f->turn_of);
	put_count(b, CAUSA_COL_turn_cases, f->turn_cases);
	put_count(b, CAUSA_COL_turn_cases_sign, f->turn_cases_sign);
	causa_frame_f64(b, CAUSA_COL_turn_share, f->turn_share);
	put_count(b, CAUSA_COL_blank_cases, f->blank_cases);
	put_count(b, CAUSA_COL_blank_cases_sign, f->blank_cases_sign);
	if (f->blank_read_zero)
		causa_frame_label(b, CAUSA_COL_blank_read_zero, "yes");
	causa_frame_f64(b, CAUSA_COL_share_rise, f->share_rise);
	causa_frame_f64(b, CAUSA_COL_share_fall, f->share_fall);
	causa_frame_f64(b, CAUSA_COL_share_least, f->share_least > 0 ? f->share_least : NAN);
	causa_frame_f64(b, CAUSA_COL_share_most, f->share_most);
	put_count(b, CAUSA_COL_months_least, f->months_least);
	put_count(b, CAUSA_COL_months_most, f->months_most);
	put_count(b, CAUSA_COL_printed_from, f->printed_from);
	put_count(b, CAUSA_COL_printed_to, f->printed_to);
}

static void put(struct causa_frame_build *b, const struct found *f, int64_t tests_made, const char *const *groups, uint32_t n)
{
	char table[64];
	const char *statistic = f->family->change ? "change" : "trend", *of = of_names[f->family->of];
	bool reported = f->family->of == CAUSA_OF_REPORTED;
	snprintf(table, sizeof table, "%s%s%s%s", statistic, reported ? "" : "-", reported ? "" : of, f->family->pooled ? "-all" : "");
	causa_frame_row(b);
	causa_frame_label(b, CAUSA_COL_grade, grades[f->grade]);
	causa_frame_label(b, CAUSA_COL_statistic, statistic);
	causa_frame_label(b, CAUSA_COL_measure, of);
	causa_frame_label(b, CAUSA_COL_offence, label_of(f, "offence"));
	for (uint32_t g = 0; g < n; g++)
		causa_frame_group(b, g, label_of(f, groups[g]));
	causa_frame_i64(b, CAUSA_COL_from, (int64_t)f->from);
	causa_frame_i64(b, CAUSA_COL_to, (int64_t)f->to);
	put_values(b, f);
	put_tests(b, CAUSA_COL_failed, f->failed);
	put_tests(b, CAUSA_COL_passed, f->applied & ~f->failed);
	causa_frame_label(b, CAUSA_COL_rests_on, table);
	put_turns(b, f);
	causa_frame_label(b, CAUSA_COL_method, label_of(f, "method"));
	if (f->belongs)
		causa_frame_i64(b, CAUSA_COL_family_size, tests_made);
	for (int note = 0; note < CAUSA_NOTES; note++) {
		if (f->notes & CAUSA_NOTE(note))
			causa_frame_note(b, (enum causa_note)note);
	}
}

enum causa_status found_frame(const struct findings_run *run, struct causa_frame **out)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_grade,         CAUSA_COL_statistic,      CAUSA_COL_measure,     CAUSA_COL_offence,         CAUSA_COL_from,
		CAUSA_COL_to,            CAUSA_COL_count_from,     CAUSA_COL_count_to,    CAUSA_COL_ratio_from,      CAUSA_COL_ratio_to,
		CAUSA_COL_rate_ratio,    CAUSA_COL_difference,     CAUSA_COL_lower,       CAUSA_COL_upper,           CAUSA_COL_p_adjusted,
		CAUSA_COL_failed,        CAUSA_COL_note,           CAUSA_COL_passed,      CAUSA_COL_rests_on,        CAUSA_COL_reported_from,
		CAUSA_COL_prosecuted_from, CAUSA_COL_reported_to,  CAUSA_COL_prosecuted_to, CAUSA_COL_tolerates,     CAUSA_COL_dispersion,
		CAUSA_COL_turn_of,       CAUSA_COL_turn_cases,     CAUSA_COL_turn_cases_sign, CAUSA_COL_turn_share,  CAUSA_COL_blank_cases,
		CAUSA_COL_blank_cases_sign, CAUSA_COL_blank_read_zero, CAUSA_COL_share_rise, CAUSA_COL_share_fall,   CAUSA_COL_share_least,
		CAUSA_COL_share_most,    CAUSA_COL_months_least,   CAUSA_COL_months_most, CAUSA_COL_printed_from,    CAUSA_COL_printed_to,
		CAUSA_COL_method,        CAUSA_COL_family_size,
	};
	const char *groups[MOST_GROUPS];
	const struct causa_frame *first = run->family[0].frame;
	uint32_t n = groups_of(run, groups);
	struct causa_frame_build *b = causa_frame_build_new("findings", columns, sizeof columns / sizeof columns[0], groups, n);
	if (b == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < run->n; i++)
		put(b, &run->row[i], run->tests_made, groups, n);
	causa_frame_context(b, first->context);
	return causa_frame_finish(b, first->about, out);
}
