/* The years of one trend: events, reports, times and exposures of a group's usable years.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/years.h"

#include <stdlib.h>
#include <string.h>

#include <causa/rank.h>

#include "base/error.h"

static enum causa_status make_room(const struct view *view, struct years *years)
{
	size_t n = view->used_n + 1U;
	years->k = calloc(n, sizeof *years->k);
	years->reports = calloc(n, sizeof *years->reports);
	years->time = calloc(n, sizeof *years->time);
	years->t = calloc(n, sizeof *years->t);
	years->exposure = calloc(n, sizeof *years->exposure);
	bool all = years->k && years->reports && years->time && years->t && years->exposure;
	return all ? CAUSA_OK : CAUSA_ENOMEM;
}

void years_free(struct years *years)
{
	free(years->k);
	free(years->reports);
	free(years->time);
	free(years->t);
	free(years->exposure);
}

static bool observed(const struct view *view, uint64_t series, uint32_t t, uint32_t need)
{
	struct causa_seen seen;
	causa_panel_cell(view->panel, series, t, need, &seen);
	return seen.seen > 0;
}

/* Years in which any series of the group is observed: a year that is blank for all cannot be asked of each. */
static void mark_years(const struct view *view, const struct view_group *group, uint32_t need, uint8_t *year)
{
	for (uint32_t i = 0; i < view->used_n; i++) {
		year[i] = 0;
		for (uint64_t s = 0; s < group->n && !year[i]; s++)
			year[i] = observed(view, group->series[s], view->used[i], need);
	}
}

static void mark_series(const struct view *view, const struct view_group *group, uint32_t need, const uint8_t *year,
                        uint8_t *among)
{
	for (uint64_t s = 0; s < group->n; s++) {
		among[s] = 1;
		for (uint32_t i = 0; i < view->used_n && among[s]; i++)
			among[s] = !year[i] || observed(view, group->series[s], view->used[i], need);
	}
}

static void add_year(const struct view *view, uint32_t t, int64_t k, int64_t reports, struct years *years)
{
	int i = years->n++;
	int32_t year = view->panel->period[t].year;
	double lo, hi;
	view_exposure(view, t, &lo, &hi);
	if (i == 0)
		years->first = year;
	years->last = year;
	years->k[i] = k;
	years->reports[i] = reports;
	years->time[i] = year - years->first;
	years->t[i] = (double)years->time[i];
	years->exposure[i] = lo;
	if (lo < hi) {
		years->ranged = i;
		years->exposure_hi = hi;
	}
	years->overflow |= __builtin_add_overflow(years->total, k, &years->total);
	years->overflow |= __builtin_add_overflow(years->total_reports, reports, &years->total_reports);
	years->partial |= view_is_partial(view, t);
	years->immature |= year == view->immature;
}

static void sum_years(const struct view *view, int k, int reports, const uint8_t *year, const uint8_t *among,
                      struct years *years)
{
	uint32_t need = 1U << k | (reports >= 0 ? 1U << reports : 0U);
	for (uint32_t i = 0; i < view->used_n; i++) {
		struct view_sum sum = {{0}, 0, 0, false, false};
		view_add(view, years->group, view->used[i], need, among, &sum);
		years->cells += sum.cells;
		years->blank += sum.blank;
		years->withheld |= sum.withheld;
		years->overflow |= sum.overflow;
		int64_t n = reports >= 0 ? sum.value[reports] : 0;
		if (year[i] && sum.cells > 0 && (reports < 0 || n > 0))
			add_year(view, view->used[i], sum.value[k], n, years);
	}
}

enum causa_status years_gather(const struct view *view, const struct view_group *group, int k, int reports,
                               struct years *out)
{
	struct years years = {.group = group, .ranged = -1};
	uint32_t need = 1U << k | (reports >= 0 ? 1U << reports : 0U);
	uint8_t *year = calloc(view->used_n + 1U, 1), *among = calloc(group->n + 1, 1);
	enum causa_status status = make_room(view, &years);
	if (year == NULL || among == NULL)
		status = CAUSA_ENOMEM;
	if (status == CAUSA_OK) {
		mark_years(view, group, need, year);
		/* A single series keeps its own years: a blank in one of them takes only that year away. */
		if (group->n == 1)
			among[0] = 1;
		else
			mark_series(view, group, need, year, among);
		sum_years(view, k, reports, year, among, &years);
		status = years.overflow ? CAUSA_ERANGE : CAUSA_OK;
	}
	free(year);
	free(among);
	if (status == CAUSA_OK)
		*out = years;
	else
		years_free(&years);
	return status;
}

void years_put(const struct view *view, const struct years *years, bool matures, const char *method,
               struct causa_frame_build *build)
{
	struct view_sum sum = {{0}, years->cells, years->blank, years->withheld, false};
	view_put_labels(view, years->group, build);
	causa_frame_i64(build, CAUSA_COL_years, years->n);
	causa_frame_i64(build, CAUSA_COL_cells, (int64_t)years->cells);
	causa_frame_i64(build, CAUSA_COL_blank, (int64_t)years->blank);
	causa_frame_f64(build, CAUSA_COL_level, view_level(view->request));
	causa_frame_label(build, CAUSA_COL_method, method);
	view_put_notes(view, years->group, &sum, build);
	if (years->n < 3)
		causa_frame_note(build, CAUSA_NOTE_FEW_YEARS);
	if (years->n == 0)
		return;
	causa_frame_i64(build, CAUSA_COL_first, years->first);
	causa_frame_i64(build, CAUSA_COL_last, years->last);
	causa_frame_i64(build, CAUSA_COL_total, years->total);
	causa_frame_i64(build, CAUSA_COL_total_reported, years->total_reports);
	if (years->partial)
		causa_frame_note(build, CAUSA_NOTE_PARTIAL);
	if (matures && years->immature)
		causa_frame_note(build, CAUSA_NOTE_IMMATURE);
	if (view_breaks(view, years->first, years->last))
		causa_frame_note(build, CAUSA_NOTE_BREAK);
	if (years->total > 0 && years->total < view_few(view->request))
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
}

enum causa_status years_rank(const struct view *view, const struct years *years, const double *rate, struct ranks *out)
{
	struct ranks r = {.exist = true};
	if (years->n < 3)
		return CAUSA_OK;
	enum causa_status status = causa_mann_kendall(rate, years->n, &r.s, &r.p, &r.p_floor);
	if (status == CAUSA_OK)
		status = causa_sen(rate, years->t, years->n, view_level(view->request), &r.slope, &r.limits);
	if (status == CAUSA_OK)
		*out = r;
	return status;
}

void years_put_ranks(const struct ranks *r, struct causa_frame_build *build)
{
	if (!r->exist)
		return;
	causa_frame_i64(build, CAUSA_COL_mk_s, r->s);
	causa_frame_f64(build, CAUSA_COL_mk_p, r->p);
	causa_frame_f64(build, CAUSA_COL_mk_p_floor, r->p_floor);
	causa_frame_f64(build, CAUSA_COL_sen_slope, r->slope);
	causa_frame_f64(build, CAUSA_COL_sen_lower, r->limits.lower);
	causa_frame_f64(build, CAUSA_COL_sen_upper, r->limits.upper);
}
