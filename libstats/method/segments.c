/* Segments of trends: joinpoint regression by group.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <causa/joinpoint.h>

#include "base/error.h"
#include "base/intl.h"
#include "base/parallel.h"
#include "method/need.h"
#include "method/years.h"

enum { SEED = 20210602, LEAST_YEARS = 7, MOST_YEARS = 1000 }; /* both as the kernel has them */

struct segments_row {
	struct years years;
	struct causa_joinpoint fit;
	bool fitted;
	enum causa_status status;
};

struct segments_job {
	const struct view *view;
	enum causa_method method;
	int measure;
	struct segments_row *row;
};

static enum causa_segments selection_of(enum causa_method method)
{
	switch (method) {
	case CAUSA_METHOD_SEGMENT_PERMUTATION:
		return CAUSA_SEGMENTS_PERMUTATION;
	case CAUSA_METHOD_SEGMENT_BIC:
		return CAUSA_SEGMENTS_BIC;
	case CAUSA_METHOD_SEGMENT_BIC3:
		return CAUSA_SEGMENTS_BIC3;
	default:
		return CAUSA_SEGMENTS_WBIC;
	}
}

static void compute_row(void *self, size_t i)
{
	struct segments_job *job = self;
	struct segments_row *row = &job->row[i];
	struct causa_joinpoint_options options = {.selection = selection_of(job->method), .level = view_level(job->view->request),
	                                          .seed = SEED, .series = i};
	row->status = years_gather(job->view, &job->view->group[i], job->measure, -1, &row->years);
	if (row->status != CAUSA_OK || row->years.n < LEAST_YEARS || row->years.n > MOST_YEARS || row->years.total == 0)
		return;
	row->status = causa_joinpoint_fit(row->years.k, row->years.time, row->years.exposure, row->years.n, &options, &row->fit);
	row->fitted = row->status == CAUSA_OK;
}

static void put_slope(const struct segments_job *job, const struct segments_row *row, const struct causa_slope *slope,
                      const char *label, struct causa_frame_build *build)
{
	bool reported = job->measure == causa_panel_measure(job->view->panel, "reported");
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_measure, need_of_name(job->view->request->of));
	years_put(job->view, &row->years, !reported, causa_method_about(job->method)->name, build);
	causa_frame_label(build, CAUSA_COL_segment, label);
	if (slope == NULL) {
		causa_frame_note(build, CAUSA_NOTE_SHORT_SERIES);
		return;
	}
	causa_frame_i64(build, CAUSA_COL_segments, row->fit.joinpoints + 1);
	causa_frame_i64(build, CAUSA_COL_first, row->years.first + (int32_t)slope->first);
	causa_frame_i64(build, CAUSA_COL_last, row->years.first + (int32_t)slope->last);
	causa_frame_f64(build, CAUSA_COL_apc, 100 * expm1(slope->slope));
	causa_frame_f64(build, CAUSA_COL_apc_lower, 100 * expm1(slope->limits.lower));
	causa_frame_f64(build, CAUSA_COL_apc_upper, 100 * expm1(slope->limits.upper));
	causa_frame_f64(build, CAUSA_COL_p, slope->p);
	causa_frame_i64(build, CAUSA_COL_df, row->fit.df);
}

static void put_row(const struct segments_job *job, const struct segments_row *row, struct causa_frame_build *build)
{
	if (!row->fitted) {
		put_slope(job, row, NULL, "all", build);
		if (row->years.n > 0 && row->years.total == 0)
			causa_frame_note(build, CAUSA_NOTE_NO_CASES);
		return;
	}
	put_slope(job, row, &row->fit.average, "all", build);
	for (int i = 0; i <= row->fit.joinpoints; i++) {
		char label[16];
		snprintf(label, sizeof label, "%d", i + 1);
		put_slope(job, row, &row->fit.segment[i], label, build);
	}
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_segment, CAUSA_COL_segments, CAUSA_COL_first, CAUSA_COL_last,
		CAUSA_COL_years, CAUSA_COL_cells, CAUSA_COL_blank, CAUSA_COL_total, CAUSA_COL_method, CAUSA_COL_apc,
		CAUSA_COL_apc_lower, CAUSA_COL_apc_upper, CAUSA_COL_level, CAUSA_COL_p, CAUSA_COL_df, CAUSA_COL_note,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("segments", columns, sizeof columns / sizeof columns[0], names, groups);
}

static enum causa_status check_length(const struct segments_job *job, struct causa_error *err)
{
	int longest = 0;
	for (uint64_t i = 0; i < job->view->groups; i++)
		longest = job->row[i].years.n > longest ? job->row[i].years.n : longest;
	if (longest > MOST_YEARS)
		return causa_fail(err, CAUSA_EUSAGE, _("joinpoints are for at most %d years, and the longest series has %d: choose some with --years"),
		                  MOST_YEARS, longest);
	if (longest >= LEAST_YEARS)
		return CAUSA_OK;
	return causa_fail(err, CAUSA_EUSAGE,
	                  _("joinpoints need at least %d years, and the longest series has %d: use causa trend"), LEAST_YEARS, longest);
}

static enum causa_status fill(struct segments_job *job, struct causa_frame **out, struct causa_error *err)
{
	const struct view *view = job->view;
	struct causa_frame_build *build = open_frame(view);
	job->row = calloc(view->groups + 1, sizeof *job->row);
	enum causa_status status = build == NULL || job->row == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	if (status == CAUSA_OK)
		causa_parallel_for(view->request->jobs, view->groups, compute_row, job);
	for (uint64_t i = 0; i < view->groups && status == CAUSA_OK; i++)
		status = job->row[i].status;
	if (status == CAUSA_OK)
		status = check_length(job, err);
	for (uint64_t i = 0; i < view->groups && status == CAUSA_OK; i++) {
		if (view->group[i].shown)
			put_row(job, &job->row[i], build);
	}
	if (status == CAUSA_OK)
		status = view_finish(view, build, need_of_name(view->request->of), causa_method_about(job->method)->name, NULL, out);
	else if (build != NULL)
		causa_frame_build_drop(build);
	for (uint64_t i = 0; job->row != NULL && i < view->groups; i++)
		years_free(&job->row[i].years);
	free(job->row);
	return status;
}

enum causa_status causa_segments(const struct causa_panel *panel, const struct causa_request *request,
                                 struct causa_frame **out, struct causa_error *err)
{
	struct view view;
	int none;
	struct segments_job job = {.view = &view, .method = need_method(request, CAUSA_FOR_SEGMENTS)};
	enum causa_status status = need_check(request, CAUSA_FOR_SEGMENTS, err);
	if (status == CAUSA_OK)
		status = need_dated(panel, err);
	if (status == CAUSA_OK && request->of == CAUSA_OF_RATIO)
		status = causa_fail(err, CAUSA_EUSAGE, _("joinpoints are of counts: --of reported or --of prosecuted"));
	if (status == CAUSA_OK)
		status = need_measures(panel, request->of, &job.measure, &none, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	if (view.ranged >= 0)
		status = causa_fail(err, CAUSA_EUSAGE, _("joinpoints take no range of exposures; give one value: --exposure YEAR=F"));
	else
		status = fill(&job, out, err);
	view_free(&view);
	return need_worded(status, err);
}
