/* What the cases of unknown offence could make of the ratio, change and trend of each offence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/bounds.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/loglinear.h>
#include <causa/prop.h>
#include <causa/ratecmp.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/need.h"
#include "method/pairs.h"
#include "method/years.h"

struct job {
	const struct view *view;
	const struct view_group **unknown; /* [group of view]: unknown offence with the same other labels, or NULL */
	int k, n;                   /* prosecuted and reported; k < 0: the table has none */
	struct causa_frame_build *build;
};

/* ---- unknown cases ---- */

static bool same_but_offence(const struct view *view, const struct view_group *a, const struct view_group *b)
{
	for (uint32_t d = 1; d < view->panel->dims; d++) {
		if (a->label[d] != b->label[d])
			return false;
	}
	return true;
}

/* Finds for each group the one of unknown offence beside it. */
static enum causa_status find_unknown(struct job *job)
{
	const struct view *view = job->view;
	const struct view_group **candidate = calloc(view->groups + 1, sizeof *candidate);
	uint64_t n = 0;
	if (candidate == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t g = 0; g < view->groups; g++) {
		if (view->group[g].unknown)
			candidate[n++] = &view->group[g];
	}
	for (uint64_t g = 0; g < view->groups; g++) {
		for (uint64_t i = 0; i < n && job->unknown[g] == NULL; i++)
			job->unknown[g] = same_but_offence(view, &view->group[g], candidate[i]) ? candidate[i] : NULL;
	}
	free(candidate);
	return CAUSA_OK;
}

/* Cases of unknown offence of one measure in period t; -1: blank. None: 0. */
static int64_t unknown_cases(const struct view *view, const struct view_group *unknown, uint32_t t, int measure)
{
	struct view_sum sum = {{0}, 0, 0, false, false};
	if (unknown == NULL)
		return 0;
	view_add(view, unknown, t, 1U << measure, NULL, &sum);
	if (sum.blank > 0)
		return -1;
	return sum.value[measure];
}

/* ---- rows ---- */

static void put_row(const struct job *job, const struct view_group *group, const char *statistic, const char *measure,
                    int32_t from, int32_t to)
{
	struct causa_frame_build *b = job->build;
	causa_frame_row(b);
	causa_frame_label(b, CAUSA_COL_statistic, statistic);
	causa_frame_label(b, CAUSA_COL_measure, measure);
	view_put_labels(job->view, group, b);
	causa_frame_i64(b, CAUSA_COL_from, from);
	causa_frame_i64(b, CAUSA_COL_to, to);
	causa_frame_f64(b, CAUSA_COL_level, view_level(job->view->request));
	causa_frame_label(b, CAUSA_COL_method, causa_method_about(CAUSA_METHOD_MANSKI)->name);
}

static void put_range(const struct job *job, struct causa_interval range)
{
	causa_frame_f64(job->build, CAUSA_COL_least, range.lower);
	causa_frame_f64(job->build, CAUSA_COL_greatest, range.upper);
}

static bool is_cohort(const struct job *job)
{
	const struct causa_about *about = job->view->panel->about;
	return about != NULL && about->ratio == CAUSA_RATIO_COHORT;
}

struct ratio_sums {
	struct view_sum known;
	int64_t m, c;               /* -1: blank in some year */
	int32_t first, last;
	bool immature, partial;
};

static void add_ratio_year(const struct job *job, const struct view_group *group, const struct view_group *unknown, uint32_t t,
                           struct ratio_sums *sums)
{
	const struct view *view = job->view;
	uint64_t cells = sums->known.cells;
	view_add(view, group, t, 1U << job->k | 1U << job->n, NULL, &sums->known);
	if (sums->known.cells == cells)
		return;
	int64_t m = unknown_cases(view, unknown, t, job->n), c = unknown_cases(view, unknown, t, job->k);
	sums->m = sums->m < 0 || m < 0 ? -1 : sums->m + m;
	sums->c = sums->c < 0 || c < 0 ? -1 : sums->c + c;
	sums->immature |= view->panel->period[t].year == view->immature;
	sums->partial |= view_is_partial(view, t);
}

static enum causa_status put_ratio(struct job *job, const struct view_group *group, const struct view_group *unknown,
                                   const uint32_t *years, uint32_t n)
{
	const struct view *view = job->view;
	struct ratio_sums s = {{{0}, 0, 0, false, false}, 0, 0, view->panel->period[years[0]].year, view->panel->period[years[n - 1]].year, false, false};
	struct causa_interval range, limits;
	for (uint32_t i = 0; i < n; i++)
		add_ratio_year(job, group, unknown, years[i], &s);
	put_row(job, group, "ratio", "ratio", s.first, s.last);
	view_put_notes(view, group, &s.known, job->build);
	if (s.immature)
		causa_frame_note(job->build, CAUSA_NOTE_IMMATURE);
	if (s.partial)
		causa_frame_note(job->build, CAUSA_NOTE_PARTIAL);
	if (s.m >= 0)
		causa_frame_i64(job->build, CAUSA_COL_cases_unknown, s.m);
	if (s.known.cells == 0 || s.m < 0)
		return CAUSA_OK;
	struct causa_allotment a = {s.known.value[job->k], s.known.value[job->n], s.c, s.m};
	bool cohort = is_cohort(job) && a.k <= a.n && a.c <= a.m;
	enum causa_status status = causa_bounds_ratio(&a, cohort, &range);
	if (status != CAUSA_OK)
		return status == CAUSA_ENODATA ? CAUSA_OK : status;
	put_range(job, range);
	if (s.c < 0)
		causa_frame_note(job->build, CAUSA_NOTE_BLANK);
	if (a.n == 0)
		causa_frame_note(job->build, CAUSA_NOTE_NO_CASES);
	if (a.n == 0 || a.k > a.n)
		return CAUSA_OK;
	causa_frame_f64(job->build, CAUSA_COL_value, (double)a.k / (double)a.n);
	status = causa_prop_wilson(a.k, a.n, view_level(view->request), &limits);
	causa_frame_f64(job->build, CAUSA_COL_lower, limits.lower);
	causa_frame_f64(job->build, CAUSA_COL_upper, limits.upper);
	return status;
}

static enum causa_status put_ratios(struct job *job, const struct view_group *group, const struct view_group *unknown)
{
	const struct view *view = job->view;
	if (job->k < 0 || view->used_n == 0)
		return CAUSA_OK;
	if (!view->request->by_year)
		return put_ratio(job, group, unknown, view->used, view->used_n);
	enum causa_status status = CAUSA_OK;
	for (uint32_t i = 0; i < view->chosen_n && status == CAUSA_OK; i++)
		status = put_ratio(job, group, unknown, &view->chosen[i], 1);
	return status;
}

/* ---- changes ---- */

static void put_change_numbers(const struct job *job, const struct causa_ratecmp *known, const struct causa_change_bounds *b)
{
	struct causa_frame_build *build = job->build;
	bool shown = known->limits.lower > 1 || known->limits.upper < 1;
	bool survives = known->limits.lower > 1 ? b->limits.lower > 1 : b->limits.upper < 1;
	if (known->has_ratio)
		causa_frame_f64(build, CAUSA_COL_value, known->ratio);
	else
		causa_frame_note(build, CAUSA_NOTE_ZERO_BASE);
	causa_frame_f64(build, CAUSA_COL_lower, known->limits.lower);
	causa_frame_f64(build, CAUSA_COL_upper, known->limits.upper);
	put_range(job, b->ratio);
	causa_frame_f64(build, CAUSA_COL_least_lower, b->limits.lower);
	causa_frame_f64(build, CAUSA_COL_greatest_upper, b->limits.upper);
	causa_frame_f64(build, CAUSA_COL_turn_sign, b->turn_sign);
	causa_frame_f64(build, CAUSA_COL_turn_interval, b->turn_interval);
	if (shown)
		causa_frame_label(build, CAUSA_COL_survives, survives ? "yes" : "no");
}

static enum causa_status put_change(struct job *job, struct pair_row *pair, const struct view_group *unknown, int measure)
{
	const struct view *view = job->view;
	double t1, t2, unused;
	struct causa_ratecmp known;
	struct causa_change_bounds bounds;
	const struct causa_period *period = view->panel->period;
	enum causa_status status = pairs_sum(view, pair, 1U << measure);
	if (status != CAUSA_OK)
		return status;
	int64_t m1 = unknown_cases(view, unknown, pair->from, measure), m2 = unknown_cases(view, unknown, pair->to, measure);
	put_row(job, pair->group, "change", view->panel->measure[measure].name, period[pair->from].year, period[pair->to].year);
	view_put_notes(view, pair->group, &pair->sum[0], job->build);
	if (view_is_partial(view, pair->from) || view_is_partial(view, pair->to))
		causa_frame_note(job->build, CAUSA_NOTE_PARTIAL);
	if (m1 < 0 || m2 < 0) /* how many there are is not known either: no bound holds */
		causa_frame_note(job->build, CAUSA_NOTE_BLANK);
	else
		causa_frame_i64(job->build, CAUSA_COL_cases_unknown, m1 + m2);
	if (pair->cells == 0 || m1 < 0 || m2 < 0)
		return CAUSA_OK;
	view_exposure(view, pair->from, &t1, &unused);
	view_exposure(view, pair->to, &t2, &unused);
	int64_t x1 = pair->sum[0].value[measure], x2 = pair->sum[1].value[measure];
	double level = view_level(view->request);
	status = causa_bounds_change(x1, t1, m1, x2, t2, m2, level, &bounds);
	if (status == CAUSA_ENODATA)
		return CAUSA_OK;
	if (status == CAUSA_OK)
		status = causa_rate_ratio_exact(x1, t1, x2, t2, level, &known);
	if (status == CAUSA_ENODATA) { /* no known case: the bounds are all there is */
		put_range(job, bounds.ratio);
		causa_frame_note(job->build, CAUSA_NOTE_NO_CASES);
		return CAUSA_OK;
	}
	if (status == CAUSA_OK)
		put_change_numbers(job, &known, &bounds);
	return status;
}

/* ---- trends ---- */

static enum causa_status put_trend_numbers(const struct job *job, const struct years *years, const int64_t *m)
{
	struct causa_loglinear fit;
	struct causa_interval slope, limits;
	double turn, p, level = view_level(job->view->request);
	enum causa_status status = causa_bounds_trend(years->k, m, years->t, years->exposure, years->n, &slope, &turn);
	if (status != CAUSA_OK)
		return status == CAUSA_ENODATA ? CAUSA_OK : status;
	put_range(job, (struct causa_interval){exp(slope.lower), exp(slope.upper)});
	causa_frame_f64(job->build, CAUSA_COL_turn_sign, turn);
	status = causa_loglinear_fit(years->k, years->t, years->exposure, years->n, &fit);
	if (status != CAUSA_OK || fit.separated != 0)
		return status == CAUSA_ENODATA ? CAUSA_OK : status;
	causa_frame_f64(job->build, CAUSA_COL_value, exp(fit.slope));
	if (fit.df == 0)
		return CAUSA_OK;
	status = causa_loglinear_quasi(&fit, level, &limits, &p);
	causa_frame_f64(job->build, CAUSA_COL_lower, exp(limits.lower));
	causa_frame_f64(job->build, CAUSA_COL_upper, exp(limits.upper));
	return status;
}

static enum causa_status put_trend(struct job *job, const struct view_group *group, const struct view_group *unknown,
                                   int measure)
{
	const struct view *view = job->view;
	struct years years;
	int64_t all = 0;
	bool blank = false;
	enum causa_status status = years_gather(view, group, measure, -1, &years);
	if (status != CAUSA_OK)
		return status;
	int64_t *m = calloc((size_t)years.n + 1, sizeof *m);
	status = m == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (int i = 0; i < years.n && m != NULL; i++) {
		int t = causa_panel_year(view->panel, years.first + (int32_t)years.time[i]);
		m[i] = unknown_cases(view, unknown, (uint32_t)t, measure);
		blank |= m[i] < 0;
		all += m[i];
	}
	if (status == CAUSA_OK && years.n >= 2) {
		struct view_sum sum = {{0}, years.cells, years.blank, years.withheld, false};
		put_row(job, group, "trend", view->panel->measure[measure].name, years.first, years.last);
		view_put_notes(view, group, &sum, job->build);
		if (years.n < 3)
			causa_frame_note(job->build, CAUSA_NOTE_FEW_YEARS);
		if (blank)
			causa_frame_note(job->build, CAUSA_NOTE_BLANK);
		else
			causa_frame_i64(job->build, CAUSA_COL_cases_unknown, all);
		if (!blank)
			status = put_trend_numbers(job, &years, m);
	}
	free(m);
	years_free(&years);
	return status;
}

/* ---- the frame ---- */

static bool wants(const struct job *job, enum causa_statistic statistic)
{
	enum causa_statistic asked = job->view->request->statistic;
	return asked == CAUSA_STATISTIC_ALL || asked == statistic;
}

static bool takes_part(const struct view_group *group)
{
	return group->shown && !group->unknown;
}

static enum causa_status put_all(struct job *job, int measure, struct causa_error *err)
{
	const struct view *view = job->view;
	enum causa_status status = CAUSA_OK;
	for (uint64_t g = 0; g < view->groups && status == CAUSA_OK && wants(job, CAUSA_STATISTIC_RATIO); g++) {
		if (takes_part(&view->group[g]))
			status = put_ratios(job, &view->group[g], job->unknown[g]);
	}
	if (status == CAUSA_OK && wants(job, CAUSA_STATISTIC_CHANGE) && view->used_n > 1) {
		struct pair_row *pair;
		uint64_t n = 0;
		status = pairs_lay_out(view, &pair, &n, err);
		for (uint64_t i = 0; i < n && status == CAUSA_OK; i++) {
			if (takes_part(pair[i].group))
				status = put_change(job, &pair[i], job->unknown[pair[i].group - view->group], measure);
		}
		if (n > 0)
			free(pair);
	}
	for (uint64_t g = 0; g < view->groups && status == CAUSA_OK && wants(job, CAUSA_STATISTIC_TREND); g++) {
		if (takes_part(&view->group[g]))
			status = put_trend(job, &view->group[g], job->unknown[g], measure);
	}
	return status;
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_statistic, CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_from, CAUSA_COL_to, CAUSA_COL_cases_unknown,
		CAUSA_COL_value, CAUSA_COL_lower, CAUSA_COL_upper, CAUSA_COL_level, CAUSA_COL_least, CAUSA_COL_greatest,
		CAUSA_COL_least_lower, CAUSA_COL_greatest_upper, CAUSA_COL_turn_sign, CAUSA_COL_turn_interval, CAUSA_COL_survives,
		CAUSA_COL_method, CAUSA_COL_note,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("bounds", columns, sizeof columns / sizeof columns[0], names, groups);
}

static enum causa_status check(const struct causa_panel *panel, const struct causa_request *request, struct causa_error *err)
{
	const struct causa_dim *dim = &panel->dim[0];
	bool unknown = false;
	for (uint32_t i = 0; i < dim->n && dim->role != NULL; i++)
		unknown |= dim->role[i] == CAUSA_ROLE_UNKNOWN;
	if (!unknown)
		return causa_fail(err, CAUSA_EINPUT,
		                  _("the table has no cases of unknown offence, so nothing can be allotted; --unknown-label TEXT names them"));
	if ((request->by & 1U) == 0)
		return causa_fail(err, CAUSA_EUSAGE, _("totals do not move with the allotment; keep offence in --by"));
	if (request->of == CAUSA_OF_RATIO)
		return causa_fail(err, CAUSA_EUSAGE, _("bounds are of counts (--of reported, prosecuted) and of ratios: --statistic ratio"));
	return CAUSA_OK;
}

enum causa_status causa_bounds(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                               struct causa_error *err)
{
	struct view view;
	struct job job = {.view = &view};
	int measure, none;
	enum causa_status status = need_check(request, CAUSA_FOR_BOUNDS, err);
	if (status == CAUSA_OK)
		status = check(panel, request, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, request->of, &measure, &none, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	job.n = causa_panel_measure(panel, "reported");
	job.k = job.n < 0 ? -1 : causa_panel_measure(panel, "prosecuted");
	job.unknown = calloc(view.groups + 1, sizeof *job.unknown);
	job.build = open_frame(&view);
	status = job.unknown == NULL || job.build == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	if (status == CAUSA_OK && view.ranged >= 0)
		status = causa_fail(err, CAUSA_EUSAGE, _("bounds take no range of exposures; give one value: --exposure YEAR=F"));
	if (status == CAUSA_OK)
		status = find_unknown(&job);
	if (status == CAUSA_OK)
		status = put_all(&job, measure, err);
	if (status == CAUSA_OK)
		status = view_finish(&view, job.build, need_of_name(request->of), causa_method_about(CAUSA_METHOD_MANSKI)->name, NULL, out);
	else if (job.build != NULL)
		causa_frame_build_drop(job.build);
	free(job.unknown);
	view_free(&view);
	return need_worded(status, err);
}
