/* Ratios of several offences side by side: raw and shrunk; tests and estimates over all of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/compare.h"

#include <math.h>
#include <stdlib.h>

#include <causa/prop.h>
#include <causa/shrink.h>

#include "base/error.h"
#include "base/intl.h"

/* ---- gathering ---- */

enum causa_status compare_gather(struct compare_job *job, struct causa_error *err)
{
	const struct view *view = job->view;
	uint32_t need = 1U << job->k | 1U << job->n;
	job->sum = calloc(view->groups + 1, sizeof *job->sum);
	job->kk = calloc(2 * (view->groups + 1), sizeof *job->kk);
	if (job->sum == NULL || job->kk == NULL)
		return CAUSA_ENOMEM;
	job->nn = job->kk + view->groups + 1;
	for (uint64_t g = 0; g < view->groups; g++) {
		for (uint32_t i = 0; i < view->used_n; i++)
			view_add(view, &view->group[g], view->used[i], need, NULL, &job->sum[g]);
		int64_t k = job->sum[g].value[job->k], n = job->sum[g].value[job->n];
		if (job->sum[g].overflow)
			return CAUSA_ERANGE;
		if (k > n)
			return causa_fail(err, CAUSA_EINPUT,
			                  _("more criminal cases than reported cases in a row: such ratios are no proportions and cannot be "
			                    "compared so; causa ratio gives them with intervals"));
		if (view->group[g].unknown || job->sum[g].cells == 0)
			continue;
		job->kk[job->groups] = k;
		job->nn[job->groups++] = n;
	}
	return CAUSA_OK;
}

/* ---- a row for each offence ---- */

static void put_row(const struct compare_job *job, uint64_t g, const struct causa_beta_prior *prior,
                    struct causa_frame_build *build)
{
	const struct view *view = job->view;
	const struct view_sum *sum = &job->sum[g];
	int64_t k = sum->value[job->k], n = sum->value[job->n];
	double level = view_level(view->request), mean;
	struct causa_interval limits;
	char year[32];
	need_year_label(view, true, 0, year, sizeof year);
	causa_frame_row(build);
	view_put_labels(view, &view->group[g], build);
	causa_frame_label(build, CAUSA_COL_year, year);
	causa_frame_i64(build, CAUSA_COL_cells, (int64_t)sum->cells);
	causa_frame_i64(build, CAUSA_COL_blank, (int64_t)sum->blank);
	causa_frame_f64(build, CAUSA_COL_level, level);
	causa_frame_label(build, CAUSA_COL_method, causa_method_about(CAUSA_METHOD_BETA_BINOMIAL)->name);
	view_put_notes(view, &view->group[g], sum, build);
	if (sum->cells == 0)
		return;
	causa_frame_i64(build, CAUSA_COL_reported, n);
	causa_frame_i64(build, CAUSA_COL_prosecuted, k);
	if (n == 0)
		causa_frame_note(build, CAUSA_NOTE_NO_CASES);
	else if (n < view_few(view->request))
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
	if (n > 0 && causa_prop_wilson(k, n, level, &limits) == CAUSA_OK) {
		causa_frame_f64(build, CAUSA_COL_ratio, (double)k / (double)n);
		causa_frame_f64(build, CAUSA_COL_lower, limits.lower);
		causa_frame_f64(build, CAUSA_COL_upper, limits.upper);
	}
	if (prior == NULL || view->group[g].unknown || causa_shrink(k, n, prior, level, &mean, &limits) != CAUSA_OK)
		return;
	causa_frame_f64(build, CAUSA_COL_shrunken, mean);
	if (isinf(prior->alpha)) {
		causa_frame_note(build, CAUSA_NOTE_NO_HETEROGENEITY);
		return;
	}
	causa_frame_f64(build, CAUSA_COL_shrunken_lower, limits.lower);
	causa_frame_f64(build, CAUSA_COL_shrunken_upper, limits.upper);
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_offence, CAUSA_COL_year, CAUSA_COL_reported, CAUSA_COL_prosecuted, CAUSA_COL_cells, CAUSA_COL_blank,
		CAUSA_COL_ratio, CAUSA_COL_lower, CAUSA_COL_upper, CAUSA_COL_shrunken, CAUSA_COL_shrunken_lower,
		CAUSA_COL_shrunken_upper, CAUSA_COL_level, CAUSA_COL_method, CAUSA_COL_note,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("compare", columns, sizeof columns / sizeof columns[0], names, groups);
}

static enum causa_status put_rows(struct compare_job *job, struct causa_frame **out)
{
	struct causa_beta_prior prior;
	enum causa_status status = causa_beta_prior(job->kk, job->nn, (int)job->groups, &prior);
	bool has_prior = status == CAUSA_OK;
	if (status == CAUSA_ENODATA || status == CAUSA_ENOCONV) /* nothing to shrink to: the raw ratios stand alone */
		status = CAUSA_OK;
	struct causa_frame_build *build = status == CAUSA_OK ? open_frame(job->view) : NULL;
	if (build == NULL)
		return status != CAUSA_OK ? status : CAUSA_ENOMEM;
	for (uint64_t g = 0; g < job->view->groups; g++) {
		if (job->view->group[g].shown)
			put_row(job, g, has_prior ? &prior : NULL, build);
	}
	return view_finish(job->view, build, "ratio", causa_method_about(CAUSA_METHOD_BETA_BINOMIAL)->name, NULL, out);
}

enum causa_status causa_compare(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                                struct causa_error *err)
{
	struct view view;
	struct compare_job job = {.view = &view};
	enum causa_status status = need_check(request, CAUSA_FOR_COMPARE, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, CAUSA_OF_RATIO, &job.k, &job.n, err);
	if (status == CAUSA_OK && request->by == 0)
		status = causa_fail(err, CAUSA_EUSAGE, _("ratios are compared between the rows of --by: keep offence or a group column"));
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	if (request->from != 0)
		status = compare_years(&job, out, err);
	else
		status = compare_gather(&job, err);
	if (status == CAUSA_OK && request->from == 0)
		status = request->tests ? compare_homogeneity(&job, out, err) : put_rows(&job, out);
	free(job.sum);
	free(job.kk);
	view_free(&view);
	return need_worded(status, err);
}
