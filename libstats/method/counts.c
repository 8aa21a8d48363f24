/* Counts by group and year with confidence intervals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <causa/count.h>

#include "base/error.h"
#include "base/intl.h"
#include "base/parallel.h"
#include "method/need.h"
#include "method/view.h"

struct count_row {
	const struct view_group *group;
	uint32_t measure, first, n; /* n periods: of view.chosen from `first` (by year), or of view.used */
	bool pooled;
	struct view_sum sum;
	int64_t persons;            /* population, 0 where it is not known for every cell */
	double exposure;            /* years; 0 where it is only known as a range */
	struct causa_interval limits;
	enum causa_status status;
};

struct count_job {
	const struct view *view;
	enum causa_method method;
	struct count_row *row;
	int population;
	struct causa_interval *small; /* limits of the counts below SMALL, where there are many rows; NULL: few */
};

/* Rows that are laid out at a time; counts whose limits are worth keeping; rows from which on they are. */
enum { BLOCK = 1 << 14, SMALL = 1 << 11, MANY = 1 << 15, YEAR_LABEL = 32 };

static enum causa_status interval(enum causa_method method, int64_t count, double level, struct causa_interval *out)
{
	switch (method) {
	case CAUSA_METHOD_BYAR:
		return causa_count_byar(count, level, out);
	case CAUSA_METHOD_COUNT_MIDP:
		return causa_count_midp(count, level, out);
	default:
		return causa_count_garwood(count, level, out);
	}
}

static void add_exposure(const struct view *view, uint32_t t, double *exposure)
{
	double lo, hi;
	/* A single year tells its own share, whatever --partial does to comparisons. */
	if (view->request->partial == CAUSA_PARTIAL_DROP) {
		lo = view->share[t].lo;
		hi = view->share[t].hi;
	} else {
		view_exposure(view, t, &lo, &hi);
	}
	*exposure = lo > 0 && lo >= hi ? *exposure + lo : NAN;
}

static void compute_row(void *self, size_t i)
{
	struct count_job *job = self;
	struct count_row *row = &job->row[i];
	const struct view *view = job->view;
	struct view_sum with_persons = {{0}, 0, 0, false, false};
	for (uint32_t j = 0; j < row->n; j++) {
		uint32_t t = row->pooled ? view->used[j] : view->chosen[row->first + j];
		view_add(view, row->group, t, 1U << row->measure, NULL, &row->sum);
		add_exposure(view, t, &row->exposure);
		if (job->population >= 0)
			view_add(view, row->group, t, 1U << row->measure | 1U << job->population, NULL, &with_persons);
	}
	if (job->population >= 0 && with_persons.cells == row->sum.cells && !with_persons.overflow)
		row->persons = with_persons.value[job->population];
	row->status = row->sum.overflow ? CAUSA_ERANGE : CAUSA_OK;
	int64_t count = row->sum.value[row->measure];
	if (job->small != NULL && row->sum.cells > 0 && count < SMALL)
		row->limits = job->small[count];
	else if (row->status == CAUSA_OK && row->sum.cells > 0)
		row->status = interval(job->method, row->sum.value[row->measure], view_level(view->request), &row->limits);
}

static void put_rate(const struct count_row *row, int64_t count, struct causa_frame_build *build)
{
	/* Person-years: the population of each year, times the covered share of a single year. */
	double years = row->pooled ? 1 : row->exposure;
	if (row->persons <= 0 || !(years > 0))
		return;
	double per = 1e5 / ((double)row->persons * years);
	causa_frame_i64(build, CAUSA_COL_population, row->persons);
	causa_frame_f64(build, CAUSA_COL_rate, (double)count * per);
	causa_frame_f64(build, CAUSA_COL_rate_lower, row->limits.lower * per);
	if (row->sum.blank == 0)
		causa_frame_f64(build, CAUSA_COL_rate_upper, row->limits.upper * per);
}

static void put_numbers(const struct view *view, const struct count_row *row, struct causa_frame_build *build)
{
	int64_t count = row->sum.value[row->measure];
	bool reported = row->measure == (uint32_t)causa_panel_measure(view->panel, "reported");
	if (row->sum.cells == 0)
		return;
	causa_frame_i64(build, CAUSA_COL_count, count);
	causa_frame_f64(build, CAUSA_COL_lower, row->limits.lower);
	if (row->sum.blank == 0)
		causa_frame_f64(build, CAUSA_COL_upper, row->limits.upper);
	put_rate(row, count, build);
	if (count == 0 && reported && row->sum.blank == 0)
		causa_frame_note(build, CAUSA_NOTE_NO_CASES);
	else if (count < view_few(view->request))
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
}

static void put_year_notes(const struct view *view, const struct count_row *row, struct causa_frame_build *build)
{
	bool prosecuted = row->measure == (uint32_t)causa_panel_measure(view->panel, "prosecuted");
	for (uint32_t j = 0; j < row->n; j++) {
		uint32_t t = row->pooled ? view->used[j] : view->chosen[row->first + j];
		if (view_is_partial(view, t))
			causa_frame_note(build, CAUSA_NOTE_PARTIAL);
		if (prosecuted && view->panel->period[t].year == view->immature)
			causa_frame_note(build, CAUSA_NOTE_IMMATURE);
	}
	if (row->pooled && row->n > 0 &&
	    view_breaks(view, view->panel->period[view->used[0]].year, view->panel->period[view->used[row->n - 1]].year))
		causa_frame_note(build, CAUSA_NOTE_BREAK);
}

static void put_row(const struct view *view, const struct count_row *row, const char *year, const char *method,
                    struct causa_frame_build *build)
{
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_measure, view->panel->measure[row->measure].name);
	view_put_labels(view, row->group, build);
	causa_frame_label(build, CAUSA_COL_year, year);
	causa_frame_i64(build, CAUSA_COL_cells, (int64_t)row->sum.cells);
	causa_frame_i64(build, CAUSA_COL_blank, (int64_t)row->sum.blank);
	causa_frame_f64(build, CAUSA_COL_exposure, row->exposure);
	causa_frame_f64(build, CAUSA_COL_level, view_level(view->request));
	causa_frame_label(build, CAUSA_COL_method, method);
	view_put_notes(view, row->group, &row->sum, build);
	put_year_notes(view, row, build);
	put_numbers(view, row, build);
}

/* Rows in their order: measure, group, year. They are laid out a block at a time; *next goes on. */
struct row_order {
	const struct view *view;
	uint32_t measure, year;
	uint64_t group;
};

static size_t lay_out_rows(struct row_order *next, struct count_row *row, size_t most)
{
	const struct view *view = next->view;
	bool pooled = !view->request->by_year;
	uint32_t years = pooled ? 1 : view->chosen_n, population = (uint32_t)causa_panel_measure(view->panel, "population");
	size_t n = 0;
	for (; next->measure < view->panel->measures; next->measure++, next->group = 0) {
		for (; next->measure != population && next->group < view->groups; next->group++, next->year = 0) {
			const struct view_group *group = &view->group[next->group];
			for (; group->shown && next->year < years; next->year++) {
				if (n == most)
					return n;
				row[n++] = (struct count_row){.group = group, .measure = next->measure, .first = next->year, .pooled = pooled,
				                              .n = pooled ? view->used_n : 1};
			}
		}
	}
	return n;
}

struct small_job {
	enum causa_method method;
	double level;
	struct causa_interval *limits;
};

static void compute_small(void *self, size_t i)
{
	struct small_job *job = self;
	if (interval(job->method, (int64_t)i, job->level, &job->limits[i]) != CAUSA_OK)
		job->limits[i] = (struct causa_interval){0, 0};
}

/* Limits of small counts once for all rows. */
static struct causa_interval *small_limits(const struct view *view, enum causa_method method)
{
	uint64_t rows = view->groups * view->panel->measures * (view->request->by_year ? view->chosen_n : 1);
	struct small_job job = {method, view_level(view->request), rows >= MANY ? calloc(SMALL, sizeof *job.limits) : NULL};
	if (job.limits != NULL)
		causa_parallel_for(view->request->jobs, SMALL, compute_small, &job);
	return job.limits;
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_year,       CAUSA_COL_count,      CAUSA_COL_cells, CAUSA_COL_blank,
		CAUSA_COL_exposure, CAUSA_COL_lower,  CAUSA_COL_upper,      CAUSA_COL_level,      CAUSA_COL_method, CAUSA_COL_note,
		CAUSA_COL_population, CAUSA_COL_rate, CAUSA_COL_rate_lower, CAUSA_COL_rate_upper,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	uint32_t n = sizeof columns / sizeof columns[0];
	bool population = causa_panel_measure(view->panel, "population") >= 0;
	return causa_frame_build_new("counts", columns, population ? n : n - 4, names, groups);
}

/* What the column `year` says of each chosen period, or of all together. */
static char (*year_labels(const struct view *view))[YEAR_LABEL]
{
	char (*label)[YEAR_LABEL] = calloc(view->chosen_n + 1U, sizeof *label);
	for (uint32_t i = 0; label != NULL && i < (view->request->by_year ? view->chosen_n : 1); i++)
		need_year_label(view, !view->request->by_year, view->request->by_year ? view->chosen[i] : 0, label[i], sizeof label[i]);
	return label;
}

static uint64_t count_rows(const struct view *view)
{
	uint64_t groups = 0, measures = view->panel->measures - (causa_panel_measure(view->panel, "population") >= 0);
	for (uint64_t g = 0; g < view->groups; g++)
		groups += view->group[g].shown;
	return groups * measures * (view->request->by_year ? view->chosen_n : 1);
}

static enum causa_status fill(const struct view *view, struct causa_frame **out, struct causa_error *err)
{
	struct count_row *row = calloc(BLOCK, sizeof *row);
	struct causa_frame_build *build = open_frame(view);
	char (*year)[YEAR_LABEL] = year_labels(view);
	enum causa_method method = need_method(view->request, CAUSA_FOR_COUNT);
	const char *name = causa_method_about(method)->name;
	struct count_job job = {view, method, row, causa_panel_measure(view->panel, "population"), small_limits(view, method)};
	enum causa_status status = row == NULL || build == NULL || year == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	struct row_order next = {view, 0, 0, 0};
	size_t n = 1;
	if (status == CAUSA_OK)
		causa_frame_expect(build, count_rows(view));
	while (status == CAUSA_OK && n > 0) {
		n = lay_out_rows(&next, row, BLOCK);
		causa_parallel_for(view->request->jobs, n, compute_row, &job);
		for (size_t i = 0; i < n && status == CAUSA_OK; i++) {
			status = row[i].status;
			if (status == CAUSA_OK)
				put_row(view, &row[i], year[row[i].first], name, build);
		}
	}
	if (status == CAUSA_OK)
		status = view_finish(view, build, NULL, name, NULL, out);
	else if (build != NULL)
		causa_frame_build_drop(build);
	free(row);
	free(year);
	free(job.small);
	if (status != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	return status;
}

enum causa_status causa_counts(const struct causa_panel *panel, const struct causa_request *request,
                               struct causa_frame **out, struct causa_error *err)
{
	struct view view;
	enum causa_status status = need_check(request, CAUSA_FOR_COUNT, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	status = fill(&view, out, err);
	view_free(&view);
	return status;
}
