/* Findings: what the changes and trends of a table can carry. Every family that is asked for is run, its rows are collected and
 * graded by the tests that each of them passed and failed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/found.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>
#include <causa/level.h>
#include <causa/special.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/view.h"

/* ---- rows ---- */

static struct found *add(struct findings_run *run, const struct found_family *family, uint64_t row)
{
	if (run->n == run->room) {
		size_t room = run->room == 0 ? 256 : 2 * run->room;
		struct found *grown = realloc(run->row, room * sizeof *grown);
		if (grown == NULL)
			return NULL;
		run->row = grown;
		run->room = room;
	}
	struct found *f = &run->row[run->n];
	*f = (struct found){.family = family, .row = row, .at = run->n, .notes = family->frame->notes[row], .none = 1};
	f->value_from = f->value_to = f->k_from = f->n_from = f->k_to = f->n_to = f->p_clustered = f->p_spread = NAN;
	f->tolerates = f->dispersion = f->share_rise = f->share_fall = f->share_least = f->share_most = f->turn_share = NAN;
	f->turn_of = f->turn_cases = f->turn_cases_sign = f->blank_cases = f->blank_cases_sign = -1;
	f->printed_from = f->printed_to = f->months_least = f->months_most = -1;
	f->p = causa_frame_number(family->frame, "p", row);
	f->belongs = !isnan(f->p) && !(f->notes & (CAUSA_NOTE(CAUSA_NOTE_UNATTAINABLE) | CAUSA_NOTE(CAUSA_NOTE_UNKNOWN)));
	run->n++;
	return f;
}

/* What a change of ratios bears, from its p as counts do from theirs. */
static double tolerates(const struct found *f, double level)
{
	double z = isnan(f->p) ? NAN : causa_norm_quantile_sf(0.5 * f->p) / causa_norm_quantile_sf(0.5 * causa_alpha(level));
	return z * z;
}

static void read_change(const struct findings_run *run, struct found *f)
{
	const struct causa_frame *c = f->family->frame;
	bool ratio = f->family->of == CAUSA_OF_RATIO;
	f->from = causa_frame_number(c, "from", f->row);
	f->to = causa_frame_number(c, "to", f->row);
	f->value_from = causa_frame_number(c, ratio ? "ratio_from" : "count_from", f->row);
	f->value_to = causa_frame_number(c, ratio ? "ratio_to" : "count_to", f->row);
	f->effect = causa_frame_number(c, ratio ? "difference" : "rate_ratio", f->row);
	f->lower = causa_frame_number(c, "lower", f->row);
	f->upper = causa_frame_number(c, "upper", f->row);
	f->none = ratio ? 0 : 1;
	f->tolerates = ratio ? tolerates(f, run->level) : causa_frame_number(c, "tolerates", f->row);
	if (!ratio)
		return;
	f->k_from = causa_frame_number(c, "prosecuted_from", f->row);
	f->n_from = causa_frame_number(c, "reported_from", f->row);
	f->k_to = causa_frame_number(c, "prosecuted_to", f->row);
	f->n_to = causa_frame_number(c, "reported_to", f->row);
}

static double factor(double percent)
{
	return 1 + percent / 100;
}

static void read_trend(struct found *f)
{
	const struct causa_frame *t = f->family->frame;
	f->from = causa_frame_number(t, "first", f->row);
	f->to = causa_frame_number(t, "last", f->row);
	if (isnan(f->from)) { /* no usable year: nothing is said of those asked for */
		f->from = t->context->first;
		f->to = t->context->last;
	}
	f->effect = factor(causa_frame_number(t, "apc", f->row));
	f->lower = factor(causa_frame_number(t, "apc_lower", f->row));
	f->upper = factor(causa_frame_number(t, "apc_upper", f->row));
	f->dispersion = causa_frame_number(t, "dispersion", f->row);
}

static enum causa_status collect(struct findings_run *run, const struct found_family *family, bool left_out)
{
	for (uint64_t row = 0; row < family->frame->rows; row++) {
		if (family->frame->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN))
			continue; /* offence unknown is no offence: nothing is said of it */
		struct found *f = add(run, family, row);
		if (f == NULL)
			return CAUSA_ENOMEM;
		f->left_out = left_out;
		f->belongs &= !left_out;
		if (family->change)
			read_change(run, f);
		else
			read_trend(f);
	}
	return CAUSA_OK;
}

/* ---- families ---- */

/* What a family that is beside the first may fail of: the table does not hold what it needs. */
static bool is_absence(enum causa_status status)
{
	return status == CAUSA_EUSAGE || status == CAUSA_EINPUT || status == CAUSA_ENODATA;
}

static enum causa_status run_family(struct findings_run *run, const struct causa_request *request, bool change, struct causa_error *err)
{
	struct found_family *family = &run->family[run->families];
	struct causa_error local = {0};
	*family = (struct found_family){.of = request->of, .change = change, .pooled = (request->by & 1U) == 0, .whole = request->by == 0};
	enum causa_status status = change ? causa_change(run->panel, request, &family->frame, &local) : causa_trend(run->panel, request, &family->frame, &local);
	if (status == CAUSA_OK) {
		run->families++;
		return CAUSA_OK;
	}
	if (run->families > 0 && is_absence(status))
		return CAUSA_OK;
	*err = local;
	return status;
}

/* Trends of ratios also without the year whose cases may still come before a judge. */
static enum causa_status run_mature(struct findings_run *run, const struct causa_request *request, struct causa_error *err)
{
	struct causa_request mature = *request;
	const struct causa_frame *f = run->family[run->families - 1].frame;
	if (request->of != CAUSA_OF_RATIO || f->context->immature == 0)
		return CAUSA_OK;
	mature.first = request->first != 0 ? request->first : run->panel->period[0].year;
	mature.last = f->context->immature - 1;
	return mature.last > mature.first ? run_family(run, &mature, false, err) : CAUSA_OK;
}

static enum causa_status run_bounds(struct findings_run *run, const struct causa_request *request, struct found_family *family)
{
	struct causa_request one = *request;
	struct causa_error ignored = {0};
	if (family->pooled || family->of == CAUSA_OF_RATIO || family->frame->context->unknowns == 0)
		return CAUSA_OK;
	one.method = CAUSA_METHOD_DEFAULT;
	one.statistic = family->change ? CAUSA_STATISTIC_CHANGE : CAUSA_STATISTIC_TREND;
	/* Without bounds every finding of an offence fails the test of allotment. */
	return causa_bounds(run->panel, &one, &family->bounds, &ignored) == CAUSA_ENOMEM ? CAUSA_ENOMEM : CAUSA_OK;
}

/* Changes, and trends unless one pair of years is asked for, of one measure. */
static enum causa_status run_measure(struct findings_run *run, struct causa_request *request, struct causa_error *err)
{
	uint32_t before = run->families;
	enum causa_status status = run_family(run, request, true, err);
	if (status == CAUSA_OK && run->families > before) {
		struct found_family *changes = &run->family[before];
		if (!changes->pooled)
			status = found_spread(changes);
		for (uint32_t k = 0; k < before && changes->pooled; k++) { /* the same measure by offence, where it was run */
			if (run->family[k].of == changes->of && run->family[k].change && !run->family[k].pooled) {
				changes->single = &run->family[k];
				changes->inflation = run->family[k].inflation;
			}
		}
	}
	before = run->families;
	if (status == CAUSA_OK && request->from == 0)
		status = run_family(run, request, false, err);
	if (status == CAUSA_OK && run->families > before)
		status = run_mature(run, request, err);
	return status;
}

static bool has_measures(const struct causa_panel *panel, enum causa_of of)
{
	return (of == CAUSA_OF_PROSECUTED || causa_panel_measure(panel, "reported") >= 0) &&
	       (of == CAUSA_OF_REPORTED || causa_panel_measure(panel, "prosecuted") >= 0);
}

static enum causa_status run_all(struct findings_run *run, struct causa_error *err)
{
	static const enum causa_of all[] = {CAUSA_OF_REPORTED, CAUSA_OF_PROSECUTED, CAUSA_OF_RATIO};
	enum causa_status status = CAUSA_OK;
	for (size_t i = 0; i < sizeof all / sizeof all[0] && status == CAUSA_OK; i++) {
		struct causa_request request = *run->request;
		/* A table that has none of them is refused by the first. */
		bool there = has_measures(run->panel, all[i]) || (i == 0 && !has_measures(run->panel, CAUSA_OF_PROSECUTED));
		if (request.every_of ? !there : all[i] != request.of)
			continue;
		request.of = all[i];
		request.offences = 0; /* chooses rows, never families */
		status = run_measure(run, &request, err);
		if (status == CAUSA_OK && request.pooled_too && request.by != 0) {
			request.by = 0;
			status = run_measure(run, &request, err);
		}
	}
	for (uint32_t k = 0; k < run->families && status == CAUSA_OK; k++) {
		struct causa_request request = *run->request;
		request.of = run->family[k].of;
		request.offences = 0;
		status = run_bounds(run, &request, &run->family[k]);
		if (status == CAUSA_OK)
			status = collect(run, &run->family[k], false);
	}
	return status;
}

/* ---- a partly covered year that was left out ---- */

static bool is_chosen(const struct causa_request *request, int32_t year)
{
	return (request->first == 0 && request->last == 0) || (year >= request->first && year <= request->last);
}

/* Its reports beside those of the year before, as if it were whole: limits that its share then divides. */
static enum causa_status run_left_out(struct findings_run *run, struct causa_error *err)
{
	const struct causa_request *asked = run->request;
	const struct causa_panel *p = run->panel;
	bool reported = (asked->every_of || asked->of == CAUSA_OF_REPORTED) && (asked->by == 0 || asked->pooled_too);
	if (!reported || asked->partial != CAUSA_PARTIAL_DROP || asked->from != 0 || p->periods < 2 || !has_measures(p, CAUSA_OF_REPORTED))
		return CAUSA_OK;
	const struct causa_period *last = &p->period[p->periods - 1], *before = last - 1;
	if (!causa_period_is_partial(last) || causa_period_is_partial(before) || !is_chosen(asked, last->year) || !is_chosen(asked, before->year))
		return CAUSA_OK;
	struct causa_request request = *asked;
	request.of = CAUSA_OF_REPORTED;
	request.by = 0;
	request.offences = 0;
	request.partial = CAUSA_PARTIAL_KEEP;
	request.from = before->year;
	request.to = last->year;
	uint32_t at = run->families;
	enum causa_status status = run_family(run, &request, true, err);
	return status == CAUSA_OK && run->families > at ? collect(run, &run->family[at], true) : status;
}

/* ---- grades ---- */

static void grade(struct found *f)
{
	bool up = found_up(f), down = found_down(f);
	if (isnan(f->lower) && isnan(f->upper))
		f->grade = f->family->change && f->value_from == 0 && f->value_to == 0 ? NOT_SHOWN : CANNOT_BE_SAID;
	else if (!up && !down)
		f->grade = NOT_SHOWN;
	else
		f->grade = up ? (f->failed == 0 ? ROSE : MAY_HAVE_RISEN) : f->failed == 0 ? FELL : MAY_HAVE_FALLEN;
	if (f->grade >= NOT_SHOWN)
		f->failed = f->applied = 0;
}

static enum causa_status grade_all(struct findings_run *run)
{
	enum causa_status status = found_adjust(run);
	for (size_t i = 0; i < run->n && status == CAUSA_OK; i++) {
		struct found *f = &run->row[i];
		if (f->left_out) {
			found_grade_share(run, f);
			continue;
		}
		status = found_turn(run, f);
		grade(f);
	}
	return status;
}

/* 1 rose and fell, 2 may have, 3 not shown, 4 cannot be said. */
static unsigned step_of(enum found_grade grade)
{
	return grade >= NOT_SHOWN ? (unsigned)grade - 1 : (unsigned)grade / 2 + 1;
}

static bool is_wanted(const struct findings_run *run, const struct found *f)
{
	const struct causa_request *request = run->request;
	const struct causa_column *offence = causa_frame_column(f->family->frame, "offence");
	if (request->grades != 0 && step_of(f->grade) > request->grades)
		return false;
	bool shown = request->offences == 0 || request->by == 0;
	for (uint32_t i = 0; i < request->offences && !shown && !f->family->pooled; i++)
		shown = causa_label_matches(causa_column_label(offence, f->row), request->offence[i]);
	return shown;
}

static double size_of(const struct found *f)
{
	if (isnan(f->effect))
		return -1;
	return f->none == 0 ? fabs(f->effect) : f->effect > 0 ? fabs(log(f->effect)) : INFINITY;
}

static int by_grade(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	unsigned gx = step_of(x->grade), gy = step_of(y->grade);
	if (gx != gy)
		return gx < gy ? -1 : 1;
	if (x->family->pooled != y->family->pooled) /* all offences first */
		return x->family->pooled ? -1 : 1;
	double sx = size_of(x), sy = size_of(y);
	if (sx != sy)
		return sx > sy ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void choose(struct findings_run *run)
{
	size_t n = 0;
	for (size_t i = 0; i < run->n; i++) {
		if (is_wanted(run, &run->row[i]))
			run->row[n++] = run->row[i];
	}
	run->n = n;
	if (run->n > 1)
		qsort(run->row, run->n, sizeof *run->row, by_grade);
}

/* An offence that no row has is refused, in the words of every other command. */
static enum causa_status check(const struct findings_run *run, struct causa_error *err)
{
	struct causa_frame *unused = NULL;
	struct causa_request request = *run->request;
	if (request.adjust == CAUSA_METHOD_DISCRETE)
		return causa_fail(err, CAUSA_EUSAGE, _("findings are adjusted over several kinds of tests: --adjust bh, holm or none"));
	if (request.offences == 0 || request.by == 0)
		return CAUSA_OK;
	request.method = CAUSA_METHOD_DEFAULT;
	enum causa_status status = causa_counts(run->panel, &request, &unused, err);
	causa_frame_free(unused);
	return status;
}

enum causa_status causa_find(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                             struct causa_error *err)
{
	struct findings_run run = {.panel = panel, .request = request, .level = view_level(request)};
	enum causa_status status = check(&run, err);
	if (status == CAUSA_OK)
		status = run_all(&run, err);
	if (status == CAUSA_OK)
		status = run_left_out(&run, err);
	if (status == CAUSA_OK)
		status = grade_all(&run);
	if (status == CAUSA_OK) {
		choose(&run);
		status = found_frame(&run, out);
	}
	for (uint32_t k = 0; k < run.families; k++) {
		causa_frame_free(run.family[k].frame);
		causa_frame_free(run.family[k].bounds);
	}
	free(run.row);
	return status;
}
