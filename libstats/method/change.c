/* Changes of counts between two years: rate ratio and difference, with the exact conditional interval.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/change.h"

#include <math.h>
#include <stdlib.h>

#include <causa/attain.h>
#include <causa/level.h>
#include <causa/ratecmp.h>

#include "base/error.h"
#include "base/intl.h"
#include "base/parallel.h"
#include "method/envelope.h"
#include "method/need.h"
#include "method/pairs.h"

struct change_row {
	struct pair_row pair;
	int64_t x1, x2;
	double t1, t1_hi, t2, t2_hi;
	bool ranged;               /* one of the exposures is a range */
	bool observed;             /* any series was observed in both years */
	bool attainable;
	struct causa_ratecmp cmp;
	struct causa_interval difference;
	double tolerates;          /* NaN: a count is zero */
	double p_floor, detect_rise, detect_fall; /* with request->attainable; NaN: none */
	int64_t rise, fall;        /* -1: none */
	struct envelope envelope;
	struct family_member member;
	enum causa_status status;
};

struct change_job {
	const struct view *view;
	enum causa_method method;
	int measure;
	struct change_row *row;
};

static enum causa_status compare(enum causa_method method, int64_t x1, double t1, int64_t x2, double t2, double level,
                                 struct causa_ratecmp *out)
{
	if (method == CAUSA_METHOD_CHANGE_MIDP)
		return causa_rate_ratio_midp(x1, t1, x2, t2, level, out);
	return causa_rate_ratio_exact(x1, t1, x2, t2, level, out);
}

/* ---- one row ---- */

static enum causa_status attainable_of(const struct change_job *job, struct change_row *row)
{
	const struct causa_request *request = job->view->request;
	enum causa_status status = causa_attain_change_p(row->x1 + row->x2, row->t1, row->t2, &row->p_floor);
	if (status == CAUSA_OK && row->x1 > 0)
		status = causa_detect(row->x1, row->t1, row->t2, view_level(request), need_power(request), &row->detect_rise,
		                      &row->detect_fall);
	return status;
}

static enum causa_status compute_point(const struct change_job *job, struct change_row *row)
{
	double level = view_level(job->view->request);
	int attainable = 1;
	row->tolerates = NAN;
	row->rise = row->fall = -1;
	if (row->x1 == 0 && row->x2 == 0) /* only the difference, 0, exists */
		return CAUSA_OK;
	enum causa_status status = compare(job->method, row->x1, row->t1, row->x2, row->t2, level, &row->cmp);
	if (status == CAUSA_OK)
		status = causa_rate_diff_mover(row->x1, row->t1, row->x2, row->t2, level, &row->difference);
	if (status == CAUSA_OK && row->x1 > 0 && row->x2 > 0)
		status = causa_rate_tolerates(row->x1, row->t1, row->x2, row->t2, level, &row->tolerates);
	if (status == CAUSA_OK)
		status = causa_attain_change(row->x1 + row->x2, row->t1, row->t2, level, &attainable);
	row->attainable = attainable != 0;
	row->member.p = row->cmp.p;
	row->member.belongs = row->cmp.has_p && row->attainable && !row->pair.group->unknown;
	if (status == CAUSA_OK && job->view->request->attainable)
		status = attainable_of(job, row);
	if (status == CAUSA_OK && need_discrete(job->view->request))
		status = causa_null_change(row->x1 + row->x2, row->t1, row->t2, job->method == CAUSA_METHOD_CHANGE_MIDP, &row->member.null);
	return status;
}

struct ranged_change {
	const struct change_job *job;
	const struct change_row *row;
};

/* estimate and limits as log rate ratios, so that no change is 0; a zero count has no logarithm and gives NaN. */
static enum causa_status at_exposure(void *self, double exposure, struct envelope_point *out)
{
	struct ranged_change *ranged = self;
	const struct change_row *row = ranged->row;
	struct causa_ratecmp cmp;
	double t1 = row->t1 < row->t1_hi ? exposure : row->t1, t2 = row->t2 < row->t2_hi ? exposure : row->t2;
	enum causa_status status =
		compare(ranged->job->method, row->x1, t1, row->x2, t2, view_level(ranged->job->view->request), &cmp);
	if (status != CAUSA_OK)
		return status;
	out->estimate = row->x1 > 0 && row->x2 > 0 ? log(cmp.ratio) : NAN;
	out->lower = row->x2 > 0 ? log(cmp.limits.lower) : NAN;
	out->upper = row->x1 > 0 ? log(cmp.limits.upper) : NAN;
	out->p = cmp.p;
	return CAUSA_OK;
}

static enum causa_status compute_range(const struct change_job *job, struct change_row *row)
{
	struct ranged_change ranged = {job, row};
	double lo = row->t1 < row->t1_hi ? row->t1 : row->t2, hi = row->t1 < row->t1_hi ? row->t1_hi : row->t2_hi;
	row->tolerates = NAN;
	row->rise = row->fall = -1;
	row->attainable = true;
	if (row->x1 == 0 && row->x2 == 0)
		return CAUSA_OK;
	return envelope_search(at_exposure, &ranged, lo, hi, causa_alpha(view_level(job->view->request)), &row->envelope);
}

static void compute_row(void *self, size_t i)
{
	struct change_job *job = self;
	struct change_row *row = &job->row[i];
	const struct view *view = job->view;
	row->status = pairs_sum(view, &row->pair, 1U << job->measure);
	if (row->status != CAUSA_OK)
		return;
	row->x1 = row->pair.sum[0].value[job->measure];
	row->x2 = row->pair.sum[1].value[job->measure];
	view_exposure(view, row->pair.from, &row->t1, &row->t1_hi);
	view_exposure(view, row->pair.to, &row->t2, &row->t2_hi);
	row->ranged = row->t1 < row->t1_hi || row->t2 < row->t2_hi;
	row->observed = row->pair.cells > 0;
	row->attainable = true;
	row->tolerates = row->p_floor = row->detect_rise = row->detect_fall = NAN;
	row->rise = row->fall = -1;
	if (!row->observed)
		return;
	row->status = row->ranged ? compute_range(job, row) : compute_point(job, row);
	if (row->status == CAUSA_OK && !row->ranged)
		row->status = causa_reach(row->x1, row->t1, row->t2, view_level(view->request), &row->rise, &row->fall);
}

/* ---- into the frame ---- */

static void put_range(const struct change_row *row, struct causa_frame_build *build)
{
	const struct envelope *e = &row->envelope;
	if (row->x1 == 0 && row->x2 == 0)
		return;
	causa_frame_f64(build, CAUSA_COL_lower, isnan(e->lower) ? 0 : exp(e->lower));
	causa_frame_f64(build, CAUSA_COL_upper, exp(e->upper));
	causa_frame_f64(build, CAUSA_COL_estimate_min, row->x2 == 0 ? 0 : exp(e->estimate_min));
	causa_frame_f64(build, CAUSA_COL_estimate_max, row->x2 == 0 ? 0 : exp(e->estimate_max));
	envelope_put(e, build);
}

static void put_point(const struct view *view, const struct change_row *row, struct causa_frame_build *build)
{
	double r1 = (double)row->x1 / row->t1, r2 = (double)row->x2 / row->t2;
	causa_frame_f64(build, CAUSA_COL_difference, r2 - r1);
	if (row->rise >= 0)
		causa_frame_i64(build, CAUSA_COL_reach_rise, row->rise);
	if (row->fall >= 0)
		causa_frame_i64(build, CAUSA_COL_reach_fall, row->fall);
	if (row->x1 == 0 && row->x2 == 0)
		return;
	causa_frame_f64(build, CAUSA_COL_difference_lower, row->difference.lower);
	causa_frame_f64(build, CAUSA_COL_difference_upper, row->difference.upper);
	if (row->cmp.has_ratio) {
		causa_frame_f64(build, CAUSA_COL_percent, 100 * (row->cmp.ratio - 1));
		causa_frame_f64(build, CAUSA_COL_rate_ratio, row->cmp.ratio);
	}
	causa_frame_f64(build, CAUSA_COL_lower, row->cmp.limits.lower);
	causa_frame_f64(build, CAUSA_COL_upper, row->cmp.limits.upper);
	causa_frame_f64(build, CAUSA_COL_p, row->member.p);
	causa_frame_f64(build, CAUSA_COL_tolerates, row->tolerates);
	causa_frame_f64(build, CAUSA_COL_p_floor, row->p_floor);
	causa_frame_f64(build, CAUSA_COL_detect_rise, row->detect_rise);
	causa_frame_f64(build, CAUSA_COL_detect_fall, row->detect_fall);
	pairs_put_contradiction(row->cmp.limits.lower, row->cmp.limits.upper, 1, row->member.p,
	                        causa_alpha(view_level(view->request)), build);
}

static void put_row(const struct change_job *job, const struct change_row *row, struct causa_frame_build *build)
{
	const struct view *view = job->view;
	const char *measure = view->panel->measure[job->measure].name;
	bool prosecuted = job->measure == causa_panel_measure(view->panel, "prosecuted");
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_measure, measure);
	pairs_put(view, &row->pair, prosecuted, causa_method_about(job->method)->name, build);
	if (row->t1 >= row->t1_hi)
		causa_frame_f64(build, CAUSA_COL_exposure_from, row->t1);
	if (row->t2 >= row->t2_hi)
		causa_frame_f64(build, CAUSA_COL_exposure_to, row->t2);
	if (!row->observed)
		return;
	causa_frame_i64(build, CAUSA_COL_count_from, row->x1);
	causa_frame_i64(build, CAUSA_COL_count_to, row->x2);
	if (row->x1 == 0 && row->x2 == 0)
		causa_frame_note(build, CAUSA_NOTE_NO_CASES);
	else if (row->x1 == 0)
		causa_frame_note(build, CAUSA_NOTE_ZERO_BASE);
	if (row->x1 + row->x2 > 0 && row->x1 + row->x2 < view_few(view->request))
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
	if (!row->attainable)
		causa_frame_note(build, CAUSA_NOTE_UNATTAINABLE);
	if (row->ranged)
		put_range(row, build);
	else
		put_point(view, row, build);
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_from, CAUSA_COL_to, CAUSA_COL_count_from, CAUSA_COL_count_to,
		CAUSA_COL_exposure_from, CAUSA_COL_exposure_to, CAUSA_COL_cells, CAUSA_COL_blank, CAUSA_COL_difference,
		CAUSA_COL_difference_lower, CAUSA_COL_difference_upper, CAUSA_COL_percent, CAUSA_COL_rate_ratio, CAUSA_COL_lower,
		CAUSA_COL_upper, CAUSA_COL_level, CAUSA_COL_p, CAUSA_COL_p_adjusted, CAUSA_COL_family_size, CAUSA_COL_tolerates,
		CAUSA_COL_reach_rise, CAUSA_COL_reach_fall, CAUSA_COL_method, CAUSA_COL_note,
	};
	static const enum causa_column_id attainable[] = {CAUSA_COL_p_floor, CAUSA_COL_detect_rise, CAUSA_COL_detect_fall};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	struct need_columns all = {.n = 0};
	NEED_ADD(&all, columns);
	if (view->ranged >= 0)
		NEED_ADD(&all, envelope_columns);
	if (view->request->attainable)
		NEED_ADD(&all, attainable);
	return causa_frame_build_new("change", all.id, all.n, names, groups);
}

static void put_rows(const struct change_job *job, uint64_t n, const struct causa_family *family,
                     struct causa_frame_build *build)
{
	for (uint64_t i = 0; i < n; i++) {
		const struct change_row *row = &job->row[i];
		if (!row->pair.group->shown)
			continue;
		put_row(job, row, build);
		need_put_adjusted(&row->member, family, build);
	}
}

static enum causa_status fill(struct change_job *job, struct causa_frame **out, struct causa_error *err)
{
	const struct view *view = job->view;
	struct pair_row *pair = NULL;
	struct causa_family family = {NULL, 0, false};
	uint64_t n = 0;
	enum causa_status status = pairs_lay_out(view, &pair, &n, err);
	if (status != CAUSA_OK)
		return status;
	struct causa_frame_build *build = open_frame(view);
	job->row = calloc(n + 1, sizeof *job->row);
	if (build == NULL || job->row == NULL)
		status = CAUSA_ENOMEM;
	for (uint64_t i = 0; i < n && status == CAUSA_OK; i++)
		job->row[i].pair = pair[i];
	if (status == CAUSA_OK)
		causa_parallel_for(view->request->jobs, n, compute_row, job);
	for (uint64_t i = 0; i < n && status == CAUSA_OK; i++)
		status = job->row[i].status;
	if (status == CAUSA_OK)
		status = need_adjust(view->request, &job->row->member, sizeof *job->row, n, &family);
	if (status == CAUSA_OK) {
		put_rows(job, n, &family, build);
		causa_frame_families(build, &family, 1);
		status = view_finish(view, build, view->panel->measure[job->measure].name, causa_method_about(job->method)->name,
		                     family.method, out);
	} else {
		causa_frame_build_drop(build);
	}
	for (uint64_t i = 0; job->row != NULL && i < n; i++)
		causa_null_free(&job->row[i].member.null);
	free(job->row);
	free(pair);
	if (status != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	return status;
}

enum causa_status causa_change(const struct causa_panel *panel, const struct causa_request *request,
                               struct causa_frame **out, struct causa_error *err)
{
	if (request->of == CAUSA_OF_RATIO)
		return change_of_ratio(panel, request, out, err);
	struct view view;
	int none;
	struct change_job job = {.view = &view, .method = need_method(request, CAUSA_FOR_CHANGE)};
	enum causa_status status = need_check(request, CAUSA_FOR_CHANGE, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, request->of, &job.measure, &none, err);
	if (status == CAUSA_OK)
		status = need_check_discrete(request, job.method, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	status = fill(&job, out, err);
	view_free(&view);
	return status;
}
