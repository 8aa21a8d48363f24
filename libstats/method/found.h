/* One finding on its way to the frame: where it comes from, its numbers, what it failed, at which figures it would turn. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_FOUND_H
#define CAUSA_METHOD_FOUND_H

#include <stddef.h>

#include <causa/method.h>

enum found_grade { ROSE, FELL, MAY_HAVE_RISEN, MAY_HAVE_FALLEN, NOT_SHOWN, CANNOT_BE_SAID };

/* In the order in which they are told. */
enum found_test {
	TEST_ADJUSTMENT,
	TEST_DISPERSION,
	TEST_SPREAD,
	TEST_FEW,
	TEST_BLANKS,
	TEST_WITHHELD,
	TEST_PARTIAL,
	TEST_IMMATURE,
	TEST_BREAK,
	TEST_ALLOTMENT,
	TEST_TOTALS,
	TEST_CUT_OFF,
	FOUND_TESTS
};

/* A run of one method: its rows are a family. */
struct found_family {
	struct causa_frame *frame;
	struct causa_frame *bounds;  /* NULL: none */
	uint64_t bound;              /* where the last match was: both run in one order */
	enum causa_of of;
	bool change, pooled, whole;  /* pooled over all offences; over all series */
	double inflation, excess;    /* of the table's own spread: factor of the variance, and added variance of the log; 0: not known */
	const struct found_family *single; /* of a pooled family: the same changes by offence; NULL: not run */
};

struct found {
	const struct found_family *family;
	uint64_t row, at;            /* in the family's frame; in the order found */
	double from, to, value_from, value_to; /* years; counts or ratios, NaN where there is none */
	double k_from, n_from, k_to, n_to;     /* of ratios */
	double effect, lower, upper, none;     /* rate ratio, factor a year, or difference; none: the value of no change */
	double p, p_clustered, p_spread;       /* unadjusted: as computed, at twice the variance, at the table's spread; NaN */
	double p_adjusted;
	double tolerates, dispersion;
	bool belongs;                /* to the family of adjusted p */
	bool left_out;               /* a partly covered year, beside the years that were used */
	enum found_grade grade;
	unsigned applied, failed;    /* bits of enum found_test */
	uint64_t notes;
	int64_t turn_of, turn_cases, turn_cases_sign, blank_cases, blank_cases_sign; /* -1: none */
	bool blank_read_zero;
	double share_rise, share_fall, share_least, share_most; /* NaN: none */
	int months_least, months_most; /* -1: none */
	int64_t printed_from, printed_to; /* -1: none */
	double turn_share;           /* trends: share of the unknown cases of the adverse years that turns the sign; NaN: none */
};

struct findings_run {
	const struct causa_panel *panel;
	const struct causa_request *request;
	double level;
	struct found_family family[16];
	uint32_t families;
	struct found *row;
	size_t n, room;
	int64_t tests_made;          /* rows that belong to a family, of all families */
};

static inline bool found_failed(const struct found *f, enum found_test test)
{
	return (f->failed & 1U << test) != 0;
}

/* Records the outcome of a test that concerns the finding. */
static inline void found_test(struct found *f, enum found_test test, bool failed)
{
	f->applied |= 1U << test;
	f->failed |= failed ? 1U << test : 0U;
}

static inline bool found_up(const struct found *f)
{
	return f->lower > f->none;
}

static inline bool found_down(const struct found *f)
{
	return f->upper < f->none;
}

/* found_spread.c: the table's own spread of changes, for every family of changes of single offences. Errors: CAUSA_ENOMEM. */
enum causa_status found_spread(struct found_family *family);
/* p of a change at the spread that the table shows; NaN where it shows none. */
double found_spread_p(const struct found *f);

/* found_adjust.c: p_adjusted, and the tests of adjustment, dispersion and spread. Errors: CAUSA_ENOMEM. */
enum causa_status found_adjust(struct findings_run *run);

/* found_turn.c: the other tests, and the figures at which each finding would turn. */
enum causa_status found_turn(struct findings_run *run, struct found *f);
/* The row of a partly covered year that was left out: grade by its share. */
void found_grade_share(const struct findings_run *run, struct found *f);

/* found_frame.c */
enum causa_status found_frame(const struct findings_run *run, struct causa_frame **out);

#endif
