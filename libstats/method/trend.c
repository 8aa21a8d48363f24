/* Trends of counts: log-linear slope with exposures, exact test, rank trend.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/trend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/attain.h>
#include <causa/exacttrend.h>
#include <causa/level.h>
#include <causa/loglinear.h>

#include "base/error.h"
#include "base/intl.h"
#include "base/parallel.h"

static const double OVERDISPERSED = 1.5;

/* ---- one series ---- */

static enum causa_status negbin(const struct trend_job *job, const int64_t *y, const struct years *years,
                                const double *exposure, struct trend_fit *out)
{
	struct causa_negbin fit;
	enum causa_status status = causa_negbin_fit(y, years->t, exposure, years->n, &fit);
	if (status == CAUSA_ENOCONV) { /* no maximum: the row keeps its slope, without limits */
		out->slope = NAN;
		return CAUSA_OK;
	}
	if (status == CAUSA_OK)
		status = causa_negbin_wald(&fit, view_level(job->view->request), &out->limits, &out->p);
	if (status == CAUSA_OK) {
		out->slope = fit.slope;
		out->theta = fit.theta;
	}
	return status;
}

static enum causa_status limits_of(const struct trend_job *job, const int64_t *y, const struct years *years,
                                   const double *exposure, const struct causa_loglinear *fit, struct trend_fit *out)
{
	double level = view_level(job->view->request);
	enum causa_status status;
	switch (job->method) {
	case CAUSA_METHOD_POISSON:
		status = causa_loglinear_profile(y, years->t, exposure, years->n, level, &out->limits);
		return status == CAUSA_OK ? causa_loglinear_lr_p(y, years->t, exposure, years->n, &out->p) : status;
	case CAUSA_METHOD_EXACT_TREND:
		status = causa_exact_trend_limits(y, years->time, exposure, years->n, level, &out->limits);
		return status == CAUSA_OK ? causa_exact_trend(y, years->time, exposure, years->n, &out->p) : status;
	case CAUSA_METHOD_NEGBIN:
		return negbin(job, y, years, exposure, out);
	case CAUSA_METHOD_MODERATED: /* when all rows are fitted */
		return CAUSA_OK;
	default:
		return causa_loglinear_quasi(fit, level, &out->limits, &out->p);
	}
}

enum causa_status trend_fit_counts(const struct trend_job *job, const int64_t *y, const struct years *years,
                                   const double *exposure, struct trend_fit *out)
{
	struct causa_loglinear fit;
	*out = (struct trend_fit){.slope = NAN, .p = NAN, .dispersion = NAN, .theta = NAN, .limits = {-INFINITY, INFINITY}};
	if (years->n < 2)
		return CAUSA_OK;
	enum causa_status status = causa_loglinear_fit(y, years->t, exposure, years->n, &fit);
	if (status == CAUSA_ENODATA)
		return CAUSA_OK;
	if (status != CAUSA_OK)
		return status;
	out->fitted = true;
	out->df = fit.df;
	out->separated = fit.separated;
	if (fit.separated != 0) /* the end that exists comes from the exact conditional test, whatever the method */
		return fit.df == 0 ? CAUSA_OK
		                   : causa_exact_trend_limits(y, years->time, exposure, years->n,
		                                              view_level(job->view->request), &out->limits);
	out->slope = fit.slope;
	if (fit.df == 0)
		return CAUSA_OK;
	out->dispersion = fit.x2 / fit.df;
	out->line = fit;
	return limits_of(job, y, years, exposure, &fit, out);
}

struct ranged_trend {
	const struct trend_job *job;
	const struct trend_row *row;
	double *exposure;
};

static enum causa_status at_exposure(void *self, double exposure, struct envelope_point *out)
{
	struct ranged_trend *ranged = self;
	struct trend_fit fit;
	ranged->exposure[ranged->row->years.ranged] = exposure;
	enum causa_status status =
		trend_fit_counts(ranged->job, ranged->row->years.k, &ranged->row->years, ranged->exposure, &fit);
	if (status == CAUSA_OK)
		*out = (struct envelope_point){fit.slope, fit.limits.lower, fit.limits.upper, fit.p};
	return status;
}

static enum causa_status compute_range(const struct trend_job *job, struct trend_row *row)
{
	const struct years *years = &row->years;
	struct ranged_trend ranged = {job, row, malloc((size_t)years->n * sizeof(double))};
	if (ranged.exposure == NULL)
		return CAUSA_ENOMEM;
	memcpy(ranged.exposure, years->exposure, (size_t)years->n * sizeof(double));
	enum causa_status status =
		envelope_search(at_exposure, &ranged, years->exposure[years->ranged], years->exposure_hi,
	                    causa_alpha(view_level(job->view->request)), &row->envelope);
	free(ranged.exposure);
	return status;
}

static enum causa_status compute_point(const struct trend_job *job, struct trend_row *row)
{
	const struct years *years = &row->years;
	int attainable = 1;
	enum causa_status status = trend_fit_counts(job, years->k, years, years->exposure, &row->fit);
	if (status != CAUSA_OK || years->n < 3 || years->total == 0)
		return status;
	status = causa_exact_trend(years->k, years->time, years->exposure, years->n, &row->exact_p);
	if (status == CAUSA_ENODATA || status == CAUSA_ERANGE) { /* too many cases to enumerate: no exact p, and none is needed */
		row->exact_p = NAN;
		status = CAUSA_OK;
	}
	if (status == CAUSA_OK)
		status = causa_attain_trend(years->total, years->exposure, years->n, view_level(job->view->request), &attainable);
	row->attainable = attainable != 0;
	if (status == CAUSA_OK && job->view->request->attainable)
		status = causa_attain_trend_p(years->total, years->exposure, years->n, &row->p_floor);
	if (status == CAUSA_OK && need_discrete(job->view->request))
		status = causa_null_trend(years->total, years->time, years->exposure, years->n, &row->member.null);
	return status;
}

/* On rates: events a year of exposure, or ratios. */
enum causa_status trend_rank(const struct trend_job *job, struct trend_row *row)
{
	const struct years *years = &row->years;
	double *rate = malloc(((size_t)years->n + 1) * sizeof *rate);
	if (rate == NULL)
		return CAUSA_ENOMEM;
	for (int i = 0; i < years->n; i++)
		rate[i] = (double)years->k[i] / (job->n >= 0 ? (double)years->reports[i] : years->exposure[i]);
	enum causa_status status = years_rank(job->view, years, rate, &row->ranks);
	free(rate);
	return status;
}

static void compute_row(void *self, size_t i)
{
	struct trend_job *job = self;
	struct trend_row *row = &job->row[i];
	row->exact_p = row->ca_p = row->p_floor = NAN;
	row->attainable = true;
	row->status = years_gather(job->view, &job->view->group[i], job->k, -1, &row->years);
	if (row->status != CAUSA_OK)
		return;
	bool ranged = row->years.ranged >= 0;
	row->status = ranged ? compute_range(job, row) : compute_point(job, row);
	if (row->status == CAUSA_OK && !ranged)
		row->status = trend_rank(job, row);
	row->member.p = row->fit.p;
	row->member.belongs =
		!ranged && row->fit.fitted && isfinite(row->fit.p) && row->attainable && !row->years.group->unknown;
}

/* ---- into the frame ---- */

static void put_range(const struct trend_row *row, struct causa_frame_build *build)
{
	const struct envelope *e = &row->envelope;
	if (row->years.total == 0 || row->years.n < 2)
		return;
	causa_frame_f64(build, CAUSA_COL_apc_lower, 100 * expm1(e->lower));
	causa_frame_f64(build, CAUSA_COL_apc_upper, 100 * expm1(e->upper));
	causa_frame_f64(build, CAUSA_COL_estimate_min, 100 * expm1(e->estimate_min));
	causa_frame_f64(build, CAUSA_COL_estimate_max, 100 * expm1(e->estimate_max));
	envelope_put(e, build);
}

/* An infinite slope has no percentage; -100 would look like an estimate. */
static void put_limit(enum causa_column_id column, double slope, struct causa_frame_build *build)
{
	if (isfinite(slope))
		causa_frame_f64(build, column, 100 * expm1(slope));
}

static void put_fit(const struct trend_row *row, struct causa_frame_build *build)
{
	const struct trend_fit *fit = &row->fit;
	if (fit->separated != 0)
		causa_frame_note(build, CAUSA_NOTE_SEPARATED);
	if (!row->attainable)
		causa_frame_note(build, CAUSA_NOTE_UNATTAINABLE);
	put_limit(CAUSA_COL_apc, fit->slope, build);
	put_limit(CAUSA_COL_apc_lower, fit->limits.lower, build);
	put_limit(CAUSA_COL_apc_upper, fit->limits.upper, build);
	causa_frame_f64(build, CAUSA_COL_p, fit->p);
	causa_frame_f64(build, CAUSA_COL_dispersion, fit->dispersion);
	if (row->years.n >= 2)
		causa_frame_i64(build, CAUSA_COL_df, row->years.n - 2);
	causa_frame_f64(build, CAUSA_COL_exact_p, row->exact_p);
	causa_frame_f64(build, CAUSA_COL_ca_p, row->ca_p);
	causa_frame_f64(build, CAUSA_COL_p_floor, row->p_floor);
	causa_frame_f64(build, CAUSA_COL_theta, fit->theta);
	if (isinf(fit->theta))
		causa_frame_note(build, CAUSA_NOTE_NO_OVERDISPERSION);
	if (fit->dispersion > OVERDISPERSED)
		causa_frame_note(build, CAUSA_NOTE_OVERDISPERSED);
}

static void put_row(const struct trend_job *job, const struct trend_row *row, struct causa_frame_build *build)
{
	const struct view *view = job->view;
	const struct years *years = &row->years;
	bool of_counts = job->n < 0, reported = job->k == causa_panel_measure(view->panel, "reported");
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_measure, need_of_name(view->request->of));
	years_put(view, years, !reported, causa_method_about(job->method)->name, build);
	bool nothing = of_counts ? reported && years->n > 0 && years->total == 0 : years->n == 0 && years->cells > 0;
	if (nothing)
		causa_frame_note(build, CAUSA_NOTE_NO_CASES);
	if (years->ranged >= 0 && of_counts) {
		put_range(row, build);
		return;
	}
	put_fit(row, build);
	causa_frame_f64(build, CAUSA_COL_prior_df, job->prior.df);
	causa_frame_f64(build, CAUSA_COL_prior_dispersion, job->prior.scale);
	years_put_ranks(&row->ranks, build);
}

enum causa_status trend_run(struct trend_job *job, void (*step)(void *self, size_t i), struct causa_frame_build *build,
                            struct causa_frame **out, struct causa_error *err)
{
	const struct view *view = job->view;
	struct causa_family family = {NULL, 0, false};
	enum causa_status status = CAUSA_ENOMEM;
	job->row = calloc(view->groups + 1, sizeof *job->row);
	if (job->row != NULL && build != NULL) {
		status = CAUSA_OK;
		causa_parallel_for(view->request->jobs, view->groups, step, job);
	}
	for (uint64_t i = 0; i < view->groups && status == CAUSA_OK; i++)
		status = job->row[i].status;
	if (status == CAUSA_OK && job->method == CAUSA_METHOD_MODERATED)
		status = trend_moderate(job, err);
	if (status == CAUSA_OK)
		status = need_adjust(view->request, &job->row->member, sizeof *job->row, view->groups, &family);
	for (uint64_t i = 0; i < view->groups && status == CAUSA_OK; i++) {
		if (!view->group[i].shown)
			continue;
		put_row(job, &job->row[i], build);
		need_put_adjusted(&job->row[i].member, &family, build);
	}
	if (status == CAUSA_OK) {
		causa_frame_families(build, &family, 1);
		status = view_finish(view, build, need_of_name(view->request->of), causa_method_about(job->method)->name,
		                     family.method, out);
	} else {
		causa_frame_build_drop(build);
	}
	for (uint64_t i = 0; job->row != NULL && i < view->groups; i++) {
		causa_null_free(&job->row[i].member.null);
		years_free(&job->row[i].years);
	}
	free(job->row);
	return need_worded(status, err);
}

static struct causa_frame_build *open_frame(const struct trend_job *job)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_first, CAUSA_COL_last, CAUSA_COL_years, CAUSA_COL_cells,
		CAUSA_COL_blank, CAUSA_COL_total, CAUSA_COL_method, CAUSA_COL_apc, CAUSA_COL_apc_lower, CAUSA_COL_apc_upper,
		CAUSA_COL_level, CAUSA_COL_p, CAUSA_COL_p_adjusted, CAUSA_COL_family_size, CAUSA_COL_dispersion, CAUSA_COL_df,
		CAUSA_COL_exact_p, CAUSA_COL_mk_s, CAUSA_COL_mk_p, CAUSA_COL_mk_p_floor, CAUSA_COL_sen_slope, CAUSA_COL_sen_lower,
		CAUSA_COL_sen_upper, CAUSA_COL_note,
	};
	static const enum causa_column_id attainable[] = {CAUSA_COL_p_floor}, negbin_only[] = {CAUSA_COL_theta};
	static const enum causa_column_id moderated_only[] = {CAUSA_COL_prior_df, CAUSA_COL_prior_dispersion};
	const struct view *view = job->view;
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	struct need_columns all = {.n = 0};
	NEED_ADD(&all, columns);
	if (view->ranged >= 0)
		NEED_ADD(&all, envelope_columns);
	if (view->request->attainable)
		NEED_ADD(&all, attainable);
	if (job->method == CAUSA_METHOD_NEGBIN)
		NEED_ADD(&all, negbin_only);
	if (job->method == CAUSA_METHOD_MODERATED)
		NEED_ADD(&all, moderated_only);
	return causa_frame_build_new("trend", all.id, all.n, names, groups);
}

enum causa_status causa_trend(const struct causa_panel *panel, const struct causa_request *request,
                              struct causa_frame **out, struct causa_error *err)
{
	if (need_dated(panel, err) != CAUSA_OK)
		return CAUSA_EINPUT;
	if (request->of == CAUSA_OF_RATIO)
		return trend_of_ratio(panel, request, out, err);
	struct view view;
	struct trend_job job = {.view = &view, .method = need_method(request, CAUSA_FOR_TREND)};
	enum causa_status status = need_check(request, CAUSA_FOR_TREND, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, request->of, &job.k, &job.n, err);
	if (status == CAUSA_OK)
		status = need_check_discrete(request, job.method, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	status = trend_run(&job, compute_row, open_frame(&job), out, err);
	view_free(&view);
	return status;
}
