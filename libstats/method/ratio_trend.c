/* Trends of ratios: logistic slope, or quasi-Poisson with offset log reported where ratios exceed one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/logistic.h>

#include "method/trend.h"

static const struct trend_fit nothing = {
	.slope = NAN, .p = NAN, .dispersion = NAN, .theta = NAN, .limits = {-INFINITY, INFINITY}};

/* Firth's slope exists also where the likelihood has no maximum. */
static enum causa_status fit_firth(const struct trend_job *job, const struct years *years, struct trend_fit *out)
{
	struct causa_firth fit;
	enum causa_status status = causa_firth_fit(years->k, years->reports, years->t, years->n, view_level(job->view->request), &fit);
	if (status != CAUSA_OK)
		return status;
	out->separated = 0;
	out->slope = fit.slope;
	out->limits = fit.limits;
	out->p = fit.p;
	return CAUSA_OK;
}

static enum causa_status fit_logistic(const struct trend_job *job, const struct years *years, struct trend_fit *out)
{
	struct causa_logistic fit;
	*out = nothing;
	if (years->n < 2)
		return CAUSA_OK;
	enum causa_status status = causa_logistic_fit(years->k, years->reports, years->t, years->n, &fit);
	if (status == CAUSA_ENODATA)
		return CAUSA_OK;
	if (status != CAUSA_OK)
		return status;
	out->fitted = true;
	out->df = fit.df;
	out->separated = fit.separated;
	if (fit.separated == 0) {
		out->slope = fit.slope;
		out->dispersion = fit.df > 0 ? fit.x2 / fit.df : NAN;
	}
	if (fit.df == 0)
		return CAUSA_OK;
	if (job->method == CAUSA_METHOD_FIRTH)
		return fit_firth(job, years, out);
	if (job->method == CAUSA_METHOD_LOGISTIC_PROFILE)
		return causa_logistic_profile(years->k, years->reports, years->t, years->n, view_level(job->view->request), &out->limits,
		                              &out->p);
	if (fit.separated != 0)
		return CAUSA_OK;
	return causa_logistic_quasi(&fit, view_level(job->view->request), &out->limits, &out->p);
}

/* Quasi-Poisson with the reports as exposure: prosecutions a report, which may exceed one. */
static enum causa_status fit_rate(const struct trend_job *job, const struct years *years, struct trend_fit *out)
{
	double *exposure = malloc(((size_t)years->n + 1) * sizeof *exposure);
	if (exposure == NULL)
		return CAUSA_ENOMEM;
	for (int i = 0; i < years->n; i++)
		exposure[i] = (double)years->reports[i];
	enum causa_status status = trend_fit_counts(job, years->k, years, exposure, out);
	free(exposure);
	return status;
}

static enum causa_status cochran_armitage(const struct years *years, double *p)
{
	int done = 0;
	*p = NAN;
	if (years->n < 3 || years->total == 0 || years->total == years->total_reports)
		return CAUSA_OK;
	enum causa_status status =
		causa_cochran_armitage_exact(years->k, years->reports, years->t, years->n, p, &done);
	if (status == CAUSA_OK && !done)
		status = causa_cochran_armitage(years->k, years->reports, years->t, years->n, p);
	return status;
}

/* The least exact p with these margins: all prosecuted cases as late, or as early, as the reports allow. */
static enum causa_status least_p(const struct years *years, double *p)
{
	struct years extreme = *years;
	double least = NAN;
	extreme.k = malloc(((size_t)years->n + 1) * sizeof *extreme.k);
	if (extreme.k == NULL)
		return CAUSA_ENOMEM;
	enum causa_status status = CAUSA_OK;
	for (int late = 0; late < 2 && status == CAUSA_OK; late++) {
		int64_t left = years->total;
		double one;
		for (int j = 0; j < years->n; j++) {
			int i = late ? years->n - 1 - j : j;
			extreme.k[i] = left < years->reports[i] ? left : years->reports[i];
			left -= extreme.k[i];
		}
		status = cochran_armitage(&extreme, &one);
		least = fmin(least, one); /* the number, where the other is none */
	}
	free(extreme.k);
	*p = least;
	return status;
}

static bool any_above_one(const struct years *years)
{
	for (int i = 0; i < years->n; i++) {
		if (years->k[i] > years->reports[i])
			return true;
	}
	return false;
}

static void compute_row(void *self, size_t i)
{
	struct trend_job *job = self;
	struct trend_row *row = &job->row[i];
	row->exact_p = row->ca_p = row->p_floor = NAN;
	row->attainable = true;
	row->status = years_gather(job->view, &job->view->group[i], job->k, job->n, &row->years);
	if (row->status != CAUSA_OK)
		return;
	if (job->method == CAUSA_METHOD_QUASI_RATE) {
		row->status = fit_rate(job, &row->years, &row->fit);
	} else if (any_above_one(&row->years)) { /* an explicit logistic stays: this row has none */
		row->fit = nothing;
	} else {
		row->status = fit_logistic(job, &row->years, &row->fit);
		if (row->status == CAUSA_OK)
			row->status = cochran_armitage(&row->years, &row->ca_p);
		if (row->status == CAUSA_OK && job->view->request->attainable)
			row->status = least_p(&row->years, &row->p_floor);
	}
	if (row->status == CAUSA_OK)
		row->status = trend_rank(job, row);
	row->member.p = row->fit.p;
	row->member.belongs = row->fit.fitted && isfinite(row->fit.p) && !row->years.group->unknown;
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_first, CAUSA_COL_last, CAUSA_COL_years, CAUSA_COL_cells,
		CAUSA_COL_blank, CAUSA_COL_total, CAUSA_COL_total_reported, CAUSA_COL_method, CAUSA_COL_apc, CAUSA_COL_apc_lower,
		CAUSA_COL_apc_upper, CAUSA_COL_level, CAUSA_COL_p, CAUSA_COL_p_adjusted, CAUSA_COL_family_size,
		CAUSA_COL_dispersion, CAUSA_COL_df, CAUSA_COL_ca_p, CAUSA_COL_mk_s, CAUSA_COL_mk_p, CAUSA_COL_mk_p_floor,
		CAUSA_COL_sen_slope, CAUSA_COL_sen_lower, CAUSA_COL_sen_upper, CAUSA_COL_note,
	};
	static const enum causa_column_id attainable[] = {CAUSA_COL_p_floor};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	struct need_columns all = {.n = 0};
	NEED_ADD(&all, columns);
	if (view->request->attainable)
		NEED_ADD(&all, attainable);
	return causa_frame_build_new("trend", all.id, all.n, names, groups);
}

enum causa_status trend_of_ratio(const struct causa_panel *panel, const struct causa_request *request,
                                 struct causa_frame **out, struct causa_error *err)
{
	struct view view;
	struct trend_job job = {.view = &view, .method = need_method(request, CAUSA_FOR_RATIO_TREND)};
	enum causa_status status = need_check(request, CAUSA_FOR_RATIO_TREND, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, CAUSA_OF_RATIO, &job.k, &job.n, err);
	if (status == CAUSA_OK)
		status = need_check_discrete(request, job.method, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	if (request->method == CAUSA_METHOD_DEFAULT && view_above_one(&view))
		job.method = CAUSA_METHOD_QUASI_RATE;
	status = trend_run(&job, compute_row, open_frame(&view), out, err);
	view_free(&view);
	return status;
}
