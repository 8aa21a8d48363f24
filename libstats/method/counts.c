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

/* Rows that a thread makes at a time; counts whose limits are worth keeping; rows from which on they are. */
enum { BLOCK = 1 << 12, SMALL = 1 << 11, MANY = 1 << 15, YEAR_LABEL = 32 };

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

/* Rows in their order: measure, group, year. */
struct count_job {
	const struct view *view;
	enum causa_method method;
	const char *method_name;
	int population;
	uint32_t measure[4], measures, years; /* years: rows of a group; 1 where they are pooled */
	const struct view_group **group;
	uint64_t groups, rows;
	char (*year)[YEAR_LABEL];
	struct causa_interval *small; /* limits of the counts below SMALL, where there are many rows; NULL: few */
	struct causa_frame_build *build, **part; /* part, status: by slot */
	enum causa_status *status, failed;
	size_t slots;
};

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

static void compute_row(const struct count_job *job, struct count_row *row)
{
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

static void put_row(const struct count_job *job, const struct count_row *row, struct causa_frame_build *build)
{
	const struct view *view = job->view;
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_measure, view->panel->measure[row->measure].name);
	view_put_labels(view, row->group, build);
	causa_frame_label(build, CAUSA_COL_year, job->year[row->first]);
	causa_frame_i64(build, CAUSA_COL_cells, (int64_t)row->sum.cells);
	causa_frame_i64(build, CAUSA_COL_blank, (int64_t)row->sum.blank);
	causa_frame_f64(build, CAUSA_COL_exposure, row->exposure);
	causa_frame_f64(build, CAUSA_COL_level, view_level(view->request));
	causa_frame_label(build, CAUSA_COL_method, job->method_name);
	view_put_notes(view, row->group, &row->sum, build);
	put_year_notes(view, row, build);
	put_numbers(view, row, build);
}

/* ---- blocks of rows ---- */

static enum causa_status make_row(const struct count_job *job, uint64_t i, struct causa_frame_build *build)
{
	uint64_t line = i / job->years;
	bool pooled = !job->view->request->by_year;
	struct count_row row = {.group = job->group[line % job->groups], .measure = job->measure[line / job->groups],
	                        .first = (uint32_t)(i % job->years), .pooled = pooled, .n = pooled ? job->view->used_n : 1};
	compute_row(job, &row);
	if (row.status == CAUSA_OK)
		put_row(job, &row, build);
	return row.status;
}

static void make_block(void *self, size_t i, size_t slot)
{
	struct count_job *job = self;
	uint64_t first = (uint64_t)i * BLOCK, n = job->rows - first < BLOCK ? job->rows - first : BLOCK;
	struct causa_frame_build *part = job->part[slot] = causa_frame_part(job->build, first, n);
	job->status[slot] = part != NULL ? CAUSA_OK : CAUSA_ENOMEM;
	for (uint64_t row = first; row < first + n && job->status[slot] == CAUSA_OK; row++)
		job->status[slot] = make_row(job, row, part);
}

static bool take_block(void *self, size_t i, size_t slot)
{
	struct count_job *job = self;
	(void)i;
	if (job->status[slot] == CAUSA_OK)
		causa_frame_part_join(job->part[slot]);
	else
		causa_frame_part_drop(job->part[slot]);
	job->part[slot] = NULL;
	job->failed = job->failed != CAUSA_OK ? job->failed : job->status[slot];
	return job->failed == CAUSA_OK;
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
static struct causa_interval *small_limits(const struct count_job *of)
{
	const struct causa_request *request = of->view->request;
	struct small_job job = {of->method, view_level(request), of->rows >= MANY ? calloc(SMALL, sizeof *job.limits) : NULL};
	if (job.limits != NULL)
		causa_parallel_for(request->jobs, SMALL, compute_small, &job);
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

static size_t blocks_of(const struct count_job *job)
{
	return (size_t)(job->rows / BLOCK + (job->rows % BLOCK > 0));
}

/* Which rows there are. */
static enum causa_status job_open(struct count_job *job)
{
	const struct view *view = job->view;
	job->method = need_method(view->request, CAUSA_FOR_COUNT);
	job->method_name = causa_method_about(job->method)->name;
	job->population = causa_panel_measure(view->panel, "population");
	for (uint32_t m = 0; m < view->panel->measures; m++) {
		if ((int)m != job->population)
			job->measure[job->measures++] = m;
	}
	job->years = view->request->by_year ? view->chosen_n : 1;
	job->year = year_labels(view);
	job->group = malloc((view->groups + 1) * sizeof *job->group);
	for (uint64_t g = 0; g < view->groups && job->group != NULL; g++) {
		if (view->group[g].shown)
			job->group[job->groups++] = &view->group[g];
	}
	job->rows = job->groups * job->measures * job->years;
	job->slots = causa_parallel_slots(view->request->jobs, blocks_of(job));
	job->part = calloc(job->slots, sizeof *job->part);
	job->status = calloc(job->slots, sizeof *job->status);
	job->build = open_frame(view);
	if (job->year == NULL || job->group == NULL || job->part == NULL || job->status == NULL || job->build == NULL)
		return CAUSA_ENOMEM;
	job->small = small_limits(job);
	causa_frame_expect(job->build, job->rows);
	return CAUSA_OK;
}

static void job_close(struct count_job *job)
{
	for (size_t slot = 0; slot < job->slots && job->part != NULL; slot++)
		causa_frame_part_drop(job->part[slot]);
	free(job->year);
	free(job->group);
	free(job->small);
	free(job->part);
	free(job->status);
}

static enum causa_status fill(const struct view *view, struct causa_frame **out, struct causa_error *err)
{
	struct count_job job = {.view = view};
	job.failed = job_open(&job);
	if (job.failed == CAUSA_OK)
		causa_parallel_ordered(view->request->jobs, blocks_of(&job), make_block, take_block, &job);
	if (job.failed == CAUSA_OK)
		job.failed = view_finish(view, job.build, NULL, job.method_name, NULL, out);
	else
		causa_frame_build_drop(job.build);
	job_close(&job);
	if (job.failed != CAUSA_OK)
		causa_fail(err, job.failed, "%s", causa_status_text(job.failed));
	return job.failed;
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
