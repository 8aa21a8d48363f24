/* Trends of ratios: logistic slope, or quasi-Poisson with offset log reported where ratios exceed one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/logistic.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/trend.h"

static enum causa_status fit_logistic(const struct trend_job *job, const struct years *years, struct trend_fit *out)
{
	struct causa_logistic fit;
	*out = (struct trend_fit){.slope = NAN, .p = NAN, .dispersion = NAN, .limits = {-INFINITY, INFINITY}};
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
	if (fit.separated != 0)
		return CAUSA_OK;
	out->slope = fit.slope;
	if (fit.df == 0)
		return CAUSA_OK;
	out->dispersion = fit.x2 / fit.df;
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
	row->exact_p = row->ca_p = NAN;
	row->attainable = true;
	row->status = years_gather(job->view, &job->view->group[i], job->k, job->n, &row->years);
	if (row->status != CAUSA_OK)
		return;
	if (job->method == CAUSA_METHOD_QUASI_RATE) {
		row->status = fit_rate(job, &row->years, &row->fit);
	} else if (any_above_one(&row->years)) { /* an explicit logistic stays: this row has none */
		row->fit = (struct trend_fit){.slope = NAN, .p = NAN, .dispersion = NAN, .limits = {-INFINITY, INFINITY}};
	} else {
		row->status = fit_logistic(job, &row->years, &row->fit);
		if (row->status == CAUSA_OK)
			row->status = cochran_armitage(&row->years, &row->ca_p);
	}
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
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("trend", columns, sizeof columns / sizeof columns[0], names, groups);
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
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	if (request->method == CAUSA_METHOD_DEFAULT && view_above_one(&view))
		job.method = CAUSA_METHOD_QUASI_RATE;
	status = trend_run(&job, compute_row, open_frame(&view), out);
	view_free(&view);
	if (status != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	return status;
}
