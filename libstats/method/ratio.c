/* Prosecution ratios: prosecuted / reported, with confidence intervals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <causa/prop.h>
#include <causa/ratecmp.h>

#include "base/error.h"
#include "base/intl.h"
#include "base/parallel.h"
#include "method/need.h"
#include "method/view.h"

struct ratio_row {
	const struct view_group *group;
	uint32_t chosen;   /* index into view.chosen when not pooled over years */
	bool pooled;
	struct view_sum sum;
	struct causa_interval limits;
	bool has_limits;
	enum causa_status status;
};

struct ratio_job {
	const struct view *view;
	enum causa_method method;
	int k, n;
	struct ratio_row *row;
};

/* Prosecuted over reported as a ratio of two counts in the same time: it may exceed one. */
static enum causa_status rate_ratio(int64_t k, int64_t n, double level, struct causa_interval *out)
{
	struct causa_ratecmp cmp;
	enum causa_status status = causa_rate_ratio_exact(n, 1, k, 1, level, &cmp);
	if (status == CAUSA_OK)
		*out = cmp.limits;
	return status;
}

static enum causa_status interval(enum causa_method method, int64_t k, int64_t n, double level, struct causa_interval *out)
{
	switch (method) {
	case CAUSA_METHOD_CLOPPER_PEARSON:
		return causa_prop_clopper_pearson(k, n, level, out);
	case CAUSA_METHOD_JEFFREYS:
		return causa_prop_jeffreys(k, n, level, out);
	case CAUSA_METHOD_AGRESTI_COULL:
		return causa_prop_agresti_coull(k, n, level, out);
	case CAUSA_METHOD_PROP_MIDP:
		return causa_prop_midp(k, n, level, out);
	case CAUSA_METHOD_WILSON_CC:
		return causa_prop_wilson_cc(k, n, level, out);
	case CAUSA_METHOD_RATE_RATIO:
		return rate_ratio(k, n, level, out);
	default:
		return causa_prop_wilson(k, n, level, out);
	}
}

static void compute_row(void *self, size_t i)
{
	struct ratio_job *job = self;
	struct ratio_row *row = &job->row[i];
	const struct view *view = job->view;
	uint32_t need = 1U << job->k | 1U << job->n;
	if (row->pooled) {
		for (uint32_t j = 0; j < view->used_n; j++)
			view_add(view, row->group, view->used[j], need, NULL, &row->sum);
	} else {
		view_add(view, row->group, view->chosen[row->chosen], need, NULL, &row->sum);
	}
	int64_t k = row->sum.value[job->k], n = row->sum.value[job->n];
	bool computable = n > 0 && (k <= n || job->method == CAUSA_METHOD_RATE_RATIO);
	row->status = row->sum.overflow ? CAUSA_ERANGE : CAUSA_OK;
	if (row->status == CAUSA_OK && computable) {
		row->status = interval(job->method, k, n, view_level(view->request), &row->limits);
		row->has_limits = row->status == CAUSA_OK;
	}
}

static void put_year_notes(const struct view *view, const struct ratio_row *row, struct causa_frame_build *build)
{
	const struct causa_period *period = view->panel->period;
	uint32_t n = row->pooled ? view->used_n : 1;
	for (uint32_t j = 0; j < n; j++) {
		uint32_t t = row->pooled ? view->used[j] : view->chosen[row->chosen];
		if (view_is_partial(view, t))
			causa_frame_note(build, CAUSA_NOTE_PARTIAL);
		if (period[t].year == view->immature)
			causa_frame_note(build, CAUSA_NOTE_IMMATURE);
	}
	if (row->pooled && n > 0 && view_breaks(view, period[view->used[0]].year, period[view->used[n - 1]].year))
		causa_frame_note(build, CAUSA_NOTE_BREAK);
}

static void put_numbers(const struct ratio_job *job, const struct ratio_row *row, struct causa_frame_build *build)
{
	int64_t k = row->sum.value[job->k], n = row->sum.value[job->n];
	if (row->sum.cells == 0)
		return;
	causa_frame_i64(build, CAUSA_COL_reported, n);
	causa_frame_i64(build, CAUSA_COL_prosecuted, k);
	if (n > 0 && (row->has_limits || k <= n))
		causa_frame_f64(build, CAUSA_COL_ratio, (double)k / (double)n);
	if (row->has_limits) {
		causa_frame_f64(build, CAUSA_COL_lower, row->limits.lower);
		causa_frame_f64(build, CAUSA_COL_upper, row->limits.upper);
	}
	if (n == 0)
		causa_frame_note(build, CAUSA_NOTE_NO_CASES);
	else if (n < view_few(job->view->request))
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
	if (k > n)
		causa_frame_note(build, CAUSA_NOTE_ABOVE_ONE);
}

/* What one of the two measures counted where the other is blank is still told: a blank beside 12 is not a blank beside nothing. */
static void put_lone_measure(const struct ratio_job *job, const struct ratio_row *row, struct causa_frame_build *build)
{
	const struct view *view = job->view;
	const struct {
		int measure;
		enum causa_column_id column;
	} one[] = {{job->n, CAUSA_COL_reported}, {job->k, CAUSA_COL_prosecuted}};
	if (row->sum.cells > 0 || row->pooled || row->sum.blank != 1)
		return;
	for (int i = 0; i < 2; i++) {
		struct view_sum sum = {{0}, 0, 0, false, false};
		view_add(view, row->group, view->chosen[row->chosen], 1U << one[i].measure, NULL, &sum);
		if (sum.cells > 0 && sum.blank == 0)
			causa_frame_i64(build, one[i].column, sum.value[one[i].measure]);
	}
}

static void put_row(const struct ratio_job *job, const struct ratio_row *row, struct causa_frame_build *build)
{
	const struct view *view = job->view;
	char year[32];
	need_year_label(view, row->pooled, row->pooled ? 0 : view->chosen[row->chosen], year, sizeof year);
	causa_frame_row(build);
	view_put_labels(view, row->group, build);
	causa_frame_label(build, CAUSA_COL_year, year);
	causa_frame_i64(build, CAUSA_COL_cells, (int64_t)row->sum.cells);
	causa_frame_i64(build, CAUSA_COL_blank, (int64_t)row->sum.blank);
	causa_frame_f64(build, CAUSA_COL_level, view_level(view->request));
	causa_frame_label(build, CAUSA_COL_method, causa_method_about(job->method)->name);
	view_put_notes(view, row->group, &row->sum, build);
	put_year_notes(view, row, build);
	put_numbers(job, row, build);
	put_lone_measure(job, row, build);
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_offence, CAUSA_COL_year,  CAUSA_COL_reported, CAUSA_COL_prosecuted, CAUSA_COL_cells,  CAUSA_COL_blank,
		CAUSA_COL_ratio,   CAUSA_COL_lower, CAUSA_COL_upper,    CAUSA_COL_level,      CAUSA_COL_method, CAUSA_COL_note,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("ratio", columns, sizeof columns / sizeof columns[0], names, groups);
}

static uint64_t lay_out_rows(const struct view *view, struct ratio_row *row)
{
	uint64_t n = 0;
	bool pooled = !view->request->by_year;
	for (uint64_t g = 0; g < view->groups; g++) {
		uint32_t years = pooled ? 1 : view->chosen_n;
		for (uint32_t i = 0; i < years && view->group[g].shown; i++)
			row[n++] = (struct ratio_row){.group = &view->group[g], .chosen = i, .pooled = pooled};
	}
	return n;
}

static enum causa_status fill(struct ratio_job *job, struct causa_frame **out)
{
	const struct view *view = job->view;
	struct causa_frame_build *build = open_frame(view);
	job->row = calloc((size_t)(view->groups * (view->chosen_n + 1U)) + 1, sizeof *job->row);
	enum causa_status status = job->row == NULL || build == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	if (status == CAUSA_OK) {
		uint64_t n = lay_out_rows(view, job->row);
		causa_parallel_for(view->request->jobs, n, compute_row, job);
		for (uint64_t i = 0; i < n && status == CAUSA_OK; i++) {
			status = job->row[i].status;
			if (status == CAUSA_OK)
				put_row(job, &job->row[i], build);
		}
	}
	if (status == CAUSA_OK)
		status = view_finish(view, build, "ratio", causa_method_about(job->method)->name, NULL, out);
	else
		causa_frame_build_drop(build);
	free(job->row);
	return status;
}

enum causa_status causa_ratio(const struct causa_panel *panel, const struct causa_request *request,
                              struct causa_frame **out, struct causa_error *err)
{
	struct view view;
	struct ratio_job job = {.view = &view, .method = need_method(request, CAUSA_FOR_PROPORTION)};
	enum causa_status status = need_check(request, CAUSA_FOR_PROPORTION, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, CAUSA_OF_RATIO, &job.k, &job.n, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	if (request->method == CAUSA_METHOD_DEFAULT && view_above_one(&view))
		job.method = CAUSA_METHOD_RATE_RATIO;
	status = fill(&job, out);
	if (status != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	view_free(&view);
	return status;
}
