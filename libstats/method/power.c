/* What could be found: counts that would be significant, and changes that would be detected.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/attain.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/need.h"

struct power_job {
	const struct view *view;
	int measure;
	uint32_t period;            /* the last usable year */
	double exposure;
};

static enum causa_status put_row(const struct power_job *job, const struct view_group *group, struct causa_frame_build *build)
{
	const struct view *view = job->view;
	const struct causa_request *request = view->request;
	struct view_sum sum = {{0}, 0, 0, false, false};
	double level = view_level(request), rise = NAN, fall = NAN;
	int64_t up = -1, down = -1;
	char year[32];
	view_add(view, group, job->period, 1U << job->measure, NULL, &sum);
	need_year_label(view, false, job->period, year, sizeof year);
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_measure, need_of_name(request->of));
	view_put_labels(view, group, build);
	causa_frame_label(build, CAUSA_COL_year, year);
	causa_frame_f64(build, CAUSA_COL_level, level);
	causa_frame_f64(build, CAUSA_COL_power, need_power(request));
	causa_frame_label(build, CAUSA_COL_method, causa_method_about(CAUSA_METHOD_DETECTABLE)->name);
	view_put_notes(view, group, &sum, build);
	if (view_is_partial(view, job->period))
		causa_frame_note(build, CAUSA_NOTE_PARTIAL);
	if (sum.cells == 0 || sum.overflow)
		return sum.overflow ? CAUSA_ERANGE : CAUSA_OK;
	int64_t x = sum.value[job->measure];
	causa_frame_i64(build, CAUSA_COL_count, x);
	causa_frame_f64(build, CAUSA_COL_exposure, job->exposure);
	if (x == 0)
		causa_frame_note(build, CAUSA_NOTE_ZERO_BASE);
	else if (x < view_few(request))
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
	enum causa_status status = causa_reach(x, job->exposure, 1, level, &up, &down);
	if (status == CAUSA_OK && x > 0)
		status = causa_detect(x, job->exposure, 1, level, need_power(request), &rise, &fall);
	if (status != CAUSA_OK)
		return status;
	causa_frame_i64(build, CAUSA_COL_reach_rise, up);
	if (down >= 0)
		causa_frame_i64(build, CAUSA_COL_reach_fall, down);
	causa_frame_f64(build, CAUSA_COL_detect_rise, rise);
	causa_frame_f64(build, CAUSA_COL_detect_fall, fall);
	return CAUSA_OK;
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_year, CAUSA_COL_count, CAUSA_COL_exposure, CAUSA_COL_reach_fall,
		CAUSA_COL_reach_rise, CAUSA_COL_power, CAUSA_COL_detect_fall, CAUSA_COL_detect_rise, CAUSA_COL_level,
		CAUSA_COL_method, CAUSA_COL_note,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("power", columns, sizeof columns / sizeof columns[0], names, groups);
}

static enum causa_status choose_year(struct power_job *job, struct causa_error *err)
{
	const struct view *view = job->view;
	double hi;
	if (view->used_n == 0)
		return causa_fail(err, CAUSA_EUSAGE, _("no whole year to start from; --years chooses others, --partial keep takes partly "
		                                       "covered ones"));
	if (view->ranged >= 0)
		return causa_fail(err, CAUSA_EUSAGE, _("power takes no range of exposures; give one value: --exposure YEAR=F"));
	job->period = view->used[view->used_n - 1];
	view_exposure(view, job->period, &job->exposure, &hi);
	return CAUSA_OK;
}

static enum causa_status fill(struct power_job *job, struct causa_frame **out)
{
	const struct view *view = job->view;
	struct causa_frame_build *build = open_frame(view);
	enum causa_status status = build == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (uint64_t g = 0; g < view->groups && status == CAUSA_OK; g++) {
		if (view->group[g].shown)
			status = put_row(job, &view->group[g], build);
	}
	if (status == CAUSA_OK)
		return view_finish(view, build, need_of_name(view->request->of), causa_method_about(CAUSA_METHOD_DETECTABLE)->name, NULL, out);
	if (build != NULL)
		causa_frame_build_drop(build);
	return status;
}

enum causa_status causa_power(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                              struct causa_error *err)
{
	struct view view;
	int none;
	struct power_job job = {.view = &view};
	enum causa_status status = need_check(request, CAUSA_FOR_POWER, err);
	if (status == CAUSA_OK && !(need_power(request) > 0 && need_power(request) < 1))
		status = causa_fail(err, CAUSA_EUSAGE, _("the power lies between 0 and 1, e.g. 0.8"));
	if (status == CAUSA_OK && request->of == CAUSA_OF_RATIO)
		status = causa_fail(err, CAUSA_EUSAGE, _("power is of counts: --of reported or --of prosecuted"));
	if (status == CAUSA_OK)
		status = need_measures(panel, request->of, &job.measure, &none, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	status = choose_year(&job, err);
	if (status == CAUSA_OK)
		status = fill(&job, out);
	view_free(&view);
	return need_worded(status, err);
}
