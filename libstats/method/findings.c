/* Findings: what the changes and trends of a table can carry, graded by the tests that each of them passed and failed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/method.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "table/frame_build.h"

/* A first grade asks for a change that clustered cases would still show, and for a trend that fits its years. */
static const double LEAST_TOLERATED = 2, MOST_DISPERSED = 1.5;

enum grade { ROSE, FELL, MAY_HAVE_RISEN, MAY_HAVE_FALLEN, NOT_SHOWN, CANNOT_BE_SAID };
static const char *const grades[] = {"rose", "fell", "may-have-risen", "may-have-fallen", "not-shown", "cannot-be-said"};

/* What a finding failed, in the order in which it is told. */
enum failure { FAILED_ADJUSTMENT = 1, FAILED_DISPERSION = 2, FAILED_CELLS = 4, FAILED_ALLOTMENT = 8 };
static const char *const failures[] = {"adjustment", "dispersion", "cells", "allotment"};

struct finding {
	const char *statistic, *measure, *offence;
	double from, to, value_from, value_to; /* counts, or ratios */
	double effect, lower, upper, none;     /* rate ratio, factor a year, or difference */
	double p_adjusted;
	enum grade grade;
	unsigned failed;
	uint64_t notes, at;
};

struct findings {
	struct finding *row;
	size_t n;
	double level;
	unsigned grades;                  /* steps that are wanted; 0: all */
	const struct causa_frame *bounds; /* NULL: the table has no unknown offence, or it cannot be allotted here */
	uint64_t bound;                   /* where the last match was: both frames run in one order */
	bool unknown;                     /* there are cases of unknown offence */
};

static const char *label(const struct causa_frame *f, const char *name, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(f, name);
	return c != NULL && causa_column_has(c, row) ? causa_column_label(c, row) : "";
}

/* ---- grading ---- */

static bool is_bound_of(const struct causa_frame *b, uint64_t row, const struct finding *f)
{
	return strcmp(label(b, "statistic", row), f->statistic) == 0 && strcmp(label(b, "offence", row), f->offence) == 0 &&
	       causa_frame_number(b, "from", row) == f->from && causa_frame_number(b, "to", row) == f->to;
}

/* Would some allotment of the unknown cases take the finding away? Yes also where that cannot be known. */
static bool fails_allotment(struct findings *all, const struct finding *f)
{
	const struct causa_frame *b = all->bounds;
	if (!all->unknown || strcmp(f->offence, "(all)") == 0)
		return false;
	for (uint64_t i = 0; b != NULL && i < b->rows; i++) {
		uint64_t row = (all->bound + i) % b->rows;
		if (!is_bound_of(b, row, f))
			continue;
		all->bound = row;
		if (strcmp(f->statistic, "trend") == 0)
			return !isnan(causa_frame_number(b, "turn_sign", row));
		return strcmp(label(b, "survives", row), "yes") != 0;
	}
	return true;
}

static bool rests_on_doubtful_cells(uint64_t notes)
{
	return (notes & (CAUSA_NOTE(CAUSA_NOTE_BLANK) | CAUSA_NOTE(CAUSA_NOTE_PARTIAL) | CAUSA_NOTE(CAUSA_NOTE_IMMATURE) |
	                 CAUSA_NOTE(CAUSA_NOTE_SUPPRESSED) | CAUSA_NOTE(CAUSA_NOTE_BREAK))) != 0;
}

static void grade(struct findings *all, struct finding *f, bool dispersed)
{
	bool up = f->lower > f->none, down = f->upper < f->none;
	if (isnan(f->lower) && isnan(f->upper)) {
		f->grade = CANNOT_BE_SAID;
		return;
	}
	if (!up && !down) {
		f->grade = NOT_SHOWN;
		return;
	}
	f->failed |= f->p_adjusted < 1 - all->level ? 0U : (unsigned)FAILED_ADJUSTMENT;
	f->failed |= dispersed ? (unsigned)FAILED_DISPERSION : 0U;
	f->failed |= rests_on_doubtful_cells(f->notes) ? (unsigned)FAILED_CELLS : 0U;
	f->failed |= fails_allotment(all, f) ? (unsigned)FAILED_ALLOTMENT : 0U;
	f->grade = up ? (f->failed == 0 ? ROSE : MAY_HAVE_RISEN) : f->failed == 0 ? FELL : MAY_HAVE_FALLEN;
}

static void add_change(struct findings *all, const struct causa_frame *c, uint64_t row, bool of_ratio)
{
	struct finding f = {.statistic = "change", .offence = label(c, "offence", row), .at = all->n, .notes = c->notes[row]};
	double tolerates = causa_frame_number(c, "tolerates", row);
	f.measure = of_ratio ? "ratio" : label(c, "measure", row);
	f.from = causa_frame_number(c, "from", row);
	f.to = causa_frame_number(c, "to", row);
	f.value_from = causa_frame_number(c, of_ratio ? "ratio_from" : "count_from", row);
	f.value_to = causa_frame_number(c, of_ratio ? "ratio_to" : "count_to", row);
	f.effect = causa_frame_number(c, of_ratio ? "difference" : "rate_ratio", row);
	f.lower = causa_frame_number(c, "lower", row);
	f.upper = causa_frame_number(c, "upper", row);
	f.none = of_ratio ? 0 : 1;
	f.p_adjusted = causa_frame_number(c, "p_adjusted", row);
	grade(all, &f, !of_ratio && !(tolerates >= LEAST_TOLERATED));
	all->row[all->n++] = f;
}

static double factor(double percent)
{
	return 1 + percent / 100;
}

static void add_trend(struct findings *all, const struct causa_frame *t, uint64_t row)
{
	struct finding f = {.statistic = "trend", .measure = label(t, "measure", row), .offence = label(t, "offence", row), .at = all->n,
	                    .notes = t->notes[row], .none = 1, .value_from = NAN, .value_to = NAN};
	double dispersion = causa_frame_number(t, "dispersion", row);
	f.from = causa_frame_number(t, "first", row);
	f.to = causa_frame_number(t, "last", row);
	f.effect = factor(causa_frame_number(t, "apc", row));
	f.lower = factor(causa_frame_number(t, "apc_lower", row));
	f.upper = factor(causa_frame_number(t, "apc_upper", row));
	f.p_adjusted = causa_frame_number(t, "p_adjusted", row);
	grade(all, &f, !(dispersion <= MOST_DISPERSED));
	all->row[all->n++] = f;
}

static double size_of(const struct finding *f)
{
	if (isnan(f->effect))
		return -1;
	return f->none == 0 ? fabs(f->effect) : f->effect > 0 ? fabs(log(f->effect)) : INFINITY;
}

/* Highest grade first, rises and falls side by side; then the largest effect; then the order of the table. */
static int by_grade(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int gx = (int)x->grade / 2, gy = (int)y->grade / 2;
	if (x->grade >= NOT_SHOWN || y->grade >= NOT_SHOWN) {
		gx = (int)x->grade;
		gy = (int)y->grade;
	}
	if (gx != gy)
		return gx < gy ? -1 : 1;
	double sx = size_of(x), sy = size_of(y);
	if (sx != sy)
		return sx > sy ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* 1 rose and fell, 2 may have, 3 not shown, 4 cannot be said. */
static unsigned step_of(enum grade grade)
{
	return grade >= NOT_SHOWN ? (unsigned)grade - 1 : (unsigned)grade / 2 + 1;
}

/* ---- the frame ---- */

static void put(const struct finding *f, struct causa_frame_build *build)
{
	char failed[64] = "";
	bool ratio = strcmp(f->measure, "ratio") == 0;
	for (unsigned i = 0; i < sizeof failures / sizeof failures[0]; i++) {
		if (f->failed & 1U << i)
			snprintf(failed + strlen(failed), sizeof failed - strlen(failed), "%s%s", failed[0] != '\0' ? " " : "", failures[i]);
	}
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_grade, grades[f->grade]);
	causa_frame_label(build, CAUSA_COL_statistic, f->statistic);
	causa_frame_label(build, CAUSA_COL_measure, f->measure);
	causa_frame_label(build, CAUSA_COL_offence, f->offence);
	causa_frame_i64(build, CAUSA_COL_from, (int64_t)f->from);
	causa_frame_i64(build, CAUSA_COL_to, (int64_t)f->to);
	if (ratio) {
		causa_frame_f64(build, CAUSA_COL_ratio_from, f->value_from);
		causa_frame_f64(build, CAUSA_COL_ratio_to, f->value_to);
		causa_frame_f64(build, CAUSA_COL_difference, f->effect);
	} else {
		if (!isnan(f->value_from))
			causa_frame_i64(build, CAUSA_COL_count_from, (int64_t)f->value_from);
		if (!isnan(f->value_to))
			causa_frame_i64(build, CAUSA_COL_count_to, (int64_t)f->value_to);
		causa_frame_f64(build, CAUSA_COL_rate_ratio, f->effect);
	}
	causa_frame_f64(build, CAUSA_COL_lower, f->lower);
	causa_frame_f64(build, CAUSA_COL_upper, f->upper);
	causa_frame_f64(build, CAUSA_COL_p_adjusted, f->p_adjusted);
	causa_frame_label(build, CAUSA_COL_failed, failed);
	for (int note = 0; note < CAUSA_NOTES; note++) {
		if (f->notes & CAUSA_NOTE(note))
			causa_frame_note(build, (enum causa_note)note);
	}
}

static enum causa_status write(const struct findings *all, const struct causa_frame *like, struct causa_frame **out)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_grade, CAUSA_COL_statistic, CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_from, CAUSA_COL_to,
		CAUSA_COL_count_from, CAUSA_COL_count_to, CAUSA_COL_ratio_from, CAUSA_COL_ratio_to, CAUSA_COL_rate_ratio,
		CAUSA_COL_difference, CAUSA_COL_lower, CAUSA_COL_upper, CAUSA_COL_p_adjusted, CAUSA_COL_failed, CAUSA_COL_note,
	};
	struct causa_frame_build *build = causa_frame_build_new("findings", columns, sizeof columns / sizeof columns[0], NULL, 0);
	if (build == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < all->n; i++) {
		if (all->grades == 0 || step_of(all->row[i].grade) <= all->grades)
			put(&all->row[i], build);
	}
	causa_frame_context(build, like->context);
	return causa_frame_finish(build, like->about, out);
}

/* ---- what they are of ---- */

struct sources {
	struct causa_frame *change, *trend, *bounds;
};

static bool has_unknown(const struct causa_frame *f)
{
	return f->context->unknowns > 0;
}

static enum causa_status compute(const struct causa_panel *panel, const struct causa_request *request, struct sources *s,
                                 struct causa_error *err)
{
	struct causa_request one = *request;
	bool ratio = request->of == CAUSA_OF_RATIO;
	enum causa_status status = causa_change(panel, &one, &s->change, err);
	/* Trends of ratios have no bounds, and those of a pair of years are no trends. */
	if (status == CAUSA_OK && !ratio && request->from == 0) {
		one.method = CAUSA_METHOD_DEFAULT;
		status = causa_trend(panel, &one, &s->trend, err);
	}
	if (status == CAUSA_OK && !ratio && request->by != 0 && has_unknown(s->change)) {
		struct causa_error ignored = {0};
		one.statistic = request->from != 0 ? CAUSA_STATISTIC_CHANGE : CAUSA_STATISTIC_ALL;
		if (causa_bounds(panel, &one, &s->bounds, &ignored) == CAUSA_ENOMEM)
			status = CAUSA_ENOMEM; /* without bounds every finding of an offence fails them */
	}
	return status;
}

enum causa_status causa_find(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                             struct causa_error *err)
{
	struct sources s = {NULL, NULL, NULL};
	struct findings all = {.level = request->level, .grades = request->grades};
	enum causa_status status = compute(panel, request, &s, err);
	if (status == CAUSA_OK) {
		all.row = calloc(s.change->rows + (s.trend != NULL ? s.trend->rows : 0) + 1, sizeof *all.row);
		status = all.row == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	}
	if (status == CAUSA_OK) {
		all.bounds = s.bounds;
		all.unknown = has_unknown(s.change);
		for (uint64_t row = 0; row < s.change->rows; row++)
			add_change(&all, s.change, row, request->of == CAUSA_OF_RATIO);
		for (uint64_t row = 0; s.trend != NULL && row < s.trend->rows; row++)
			add_trend(&all, s.trend, row);
		qsort(all.row, all.n, sizeof *all.row, by_grade);
		status = write(&all, s.change, out);
	}
	free(all.row);
	causa_frame_free(s.change);
	causa_frame_free(s.trend);
	causa_frame_free(s.bounds);
	return status;
}
