/* Changes of ratios between two years: difference with its interval.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/attain.h>
#include <causa/level.h>
#include <causa/oddsratio.h>
#include <causa/propcmp.h>
#include <causa/ratecmp.h>

#include "base/error.h"
#include "base/intl.h"
#include "base/parallel.h"
#include "method/change.h"
#include "method/need.h"
#include "method/pairs.h"

struct ratio_change_row {
	struct pair_row pair;
	int64_t k1, n1, k2, n2;
	bool observed, defined, attainable;
	struct causa_propcmp cmp;
	bool has_odds, has_risk;
	struct causa_oddsratio odds;
	double risk_ratio, p_floor;
	struct causa_interval risk_limits;
	struct family_member member;
	enum causa_status status;
};

struct ratio_change_job {
	const struct view *view;
	enum causa_method method;
	int k, n;
	struct ratio_change_row *row;
};

/* Ratios above one: each is a rate ratio of two counts, the limits of their difference follow by MOVER from the exact
 * conditional limits of each, and p compares the two rates k/n exactly. */
static enum causa_status compare_rates(const struct ratio_change_row *row, double level, struct causa_propcmp *out)
{
	struct causa_ratecmp a, b, between;
	enum causa_status status = causa_rate_ratio_exact(row->n1, 1, row->k1, 1, level, &a);
	if (status == CAUSA_OK)
		status = causa_rate_ratio_exact(row->n2, 1, row->k2, 1, level, &b);
	if (status != CAUSA_OK)
		return status;
	double r1 = (double)row->k1 / (double)row->n1, r2 = (double)row->k2 / (double)row->n2;
	out->difference = r2 - r1;
	out->limits.lower = out->difference - hypot(r2 - b.limits.lower, a.limits.upper - r1);
	out->limits.upper = out->difference + hypot(b.limits.upper - r2, r1 - a.limits.lower);
	out->p = 1;
	if (row->k1 + row->k2 > 0) {
		status = causa_rate_ratio_exact(row->k1, (double)row->n1, row->k2, (double)row->n2, level, &between);
		out->p = between.p;
	}
	return status;
}

static enum causa_status compare(enum causa_method method, const struct ratio_change_row *row, double level,
                                 struct causa_propcmp *out)
{
	if (method == CAUSA_METHOD_RATE_RATIO)
		return compare_rates(row, level, out);
	if (method == CAUSA_METHOD_NEWCOMBE)
		return causa_prop_diff_newcombe(row->k1, row->n1, row->k2, row->n2, level, out);
	return causa_prop_diff_miettinen_nurminen(row->k1, row->n1, row->k2, row->n2, level, out);
}

/* With the total of prosecuted cases given, the strongest outcomes put all of them into one year: can either reach alpha? */
static enum causa_status attain(const struct ratio_change_job *job, struct ratio_change_row *row)
{
	double level = view_level(job->view->request), alpha = causa_alpha(level);
	int64_t k = row->k1 + row->k2;
	struct ratio_change_row extreme[2] = {*row, *row};
	extreme[0].k1 = k < row->n1 ? k : row->n1;
	extreme[0].k2 = k - extreme[0].k1;
	extreme[1].k2 = k < row->n2 ? k : row->n2;
	extreme[1].k1 = k - extreme[1].k2;
	row->attainable = false;
	for (int i = 0; i < 2; i++) {
		struct causa_propcmp cmp;
		enum causa_status status = compare(job->method, &extreme[i], level, &cmp);
		if (status != CAUSA_OK)
			return status;
		row->attainable |= cmp.p < alpha;
	}
	return CAUSA_OK;
}

/* Ratios beside the difference; where no case or every case was prosecuted they do not exist. */
static enum causa_status ratios_of(const struct ratio_change_job *job, struct ratio_change_row *row)
{
	double level = view_level(job->view->request);
	enum causa_status status = causa_odds_ratio(row->k1, row->n1, row->k2, row->n2, level, &row->odds);
	row->has_odds = status == CAUSA_OK;
	if (status != CAUSA_OK && status != CAUSA_ENODATA && status != CAUSA_ERANGE)
		return status;
	status = causa_risk_ratio(row->k1, row->n1, row->k2, row->n2, level, &row->risk_ratio, &row->risk_limits);
	row->has_risk = status == CAUSA_OK;
	if (status == CAUSA_ENODATA)
		status = CAUSA_OK;
	if (status == CAUSA_OK && job->view->request->attainable)
		status = causa_attain_fisher_p(row->k1 + row->k2, row->n1, row->n2, &row->p_floor);
	if (status == CAUSA_OK && need_discrete(job->view->request))
		status = causa_null_fisher(row->k1 + row->k2, row->n1, row->n2, &row->member.null);
	return status;
}

static void compute_row(void *self, size_t i)
{
	struct ratio_change_job *job = self;
	struct ratio_change_row *row = &job->row[i];
	row->status = pairs_sum(job->view, &row->pair, 1U << job->k | 1U << job->n);
	if (row->status != CAUSA_OK)
		return;
	row->k1 = row->pair.sum[0].value[job->k];
	row->n1 = row->pair.sum[0].value[job->n];
	row->k2 = row->pair.sum[1].value[job->k];
	row->n2 = row->pair.sum[1].value[job->n];
	row->observed = row->pair.cells > 0;
	row->attainable = true;
	row->p_floor = NAN;
	bool proportions = row->k1 <= row->n1 && row->k2 <= row->n2;
	if (row->n1 == 0 || row->n2 == 0 || !(proportions || job->method == CAUSA_METHOD_RATE_RATIO))
		return;
	row->defined = true;
	row->status = compare(job->method, row, view_level(job->view->request), &row->cmp);
	if (row->status == CAUSA_OK)
		row->status = attain(job, row);
	if (row->status == CAUSA_OK && proportions)
		row->status = ratios_of(job, row);
	row->member.p = row->cmp.p;
	row->member.belongs = row->attainable && !row->pair.group->unknown;
}

static void put_ratio(int64_t k, int64_t n, enum causa_column_id ratio, struct causa_frame_build *build)
{
	if (n > 0)
		causa_frame_f64(build, ratio, (double)k / (double)n);
}

static void put_notes(const struct view *view, const struct ratio_change_row *row, struct causa_frame_build *build)
{
	int64_t few = view_few(view->request);
	if (row->n1 == 0 || row->n2 == 0)
		causa_frame_note(build, CAUSA_NOTE_NO_CASES);
	else if (row->n1 < few || row->n2 < few)
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
	if (row->k1 > row->n1 || row->k2 > row->n2)
		causa_frame_note(build, CAUSA_NOTE_ABOVE_ONE);
	if (!row->attainable)
		causa_frame_note(build, CAUSA_NOTE_UNATTAINABLE);
}

/* An end that does not exist stays empty. */
static void put_ratios(const struct ratio_change_row *row, struct causa_frame_build *build)
{
	if (row->has_odds) {
		causa_frame_f64(build, CAUSA_COL_odds_ratio, row->odds.conditional);
		causa_frame_f64(build, CAUSA_COL_odds_lower, row->odds.limits.lower);
		causa_frame_f64(build, CAUSA_COL_odds_upper, row->odds.limits.upper);
	}
	if (row->has_risk) {
		causa_frame_f64(build, CAUSA_COL_risk_ratio, row->risk_ratio);
		causa_frame_f64(build, CAUSA_COL_risk_lower, row->risk_limits.lower);
		causa_frame_f64(build, CAUSA_COL_risk_upper, row->risk_limits.upper);
	}
	causa_frame_f64(build, CAUSA_COL_p_floor, row->p_floor);
}

static void put_row(const struct ratio_change_job *job, const struct ratio_change_row *row,
                    struct causa_frame_build *build)
{
	const struct view *view = job->view;
	causa_frame_row(build);
	pairs_put(view, &row->pair, true, causa_method_about(job->method)->name, build);
	if (!row->observed)
		return;
	causa_frame_i64(build, CAUSA_COL_reported_from, row->n1);
	causa_frame_i64(build, CAUSA_COL_prosecuted_from, row->k1);
	causa_frame_i64(build, CAUSA_COL_reported_to, row->n2);
	causa_frame_i64(build, CAUSA_COL_prosecuted_to, row->k2);
	put_ratio(row->k1, row->n1, CAUSA_COL_ratio_from, build);
	put_ratio(row->k2, row->n2, CAUSA_COL_ratio_to, build);
	put_notes(view, row, build);
	if (!row->defined)
		return;
	causa_frame_f64(build, CAUSA_COL_difference, row->cmp.difference);
	causa_frame_f64(build, CAUSA_COL_lower, row->cmp.limits.lower);
	causa_frame_f64(build, CAUSA_COL_upper, row->cmp.limits.upper);
	causa_frame_f64(build, CAUSA_COL_p, row->member.p);
	put_ratios(row, build);
	pairs_put_contradiction(row->cmp.limits.lower, row->cmp.limits.upper, 0, row->member.p,
	                        causa_alpha(view_level(view->request)), build);
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_offence, CAUSA_COL_from, CAUSA_COL_to, CAUSA_COL_reported_from, CAUSA_COL_prosecuted_from,
		CAUSA_COL_reported_to, CAUSA_COL_prosecuted_to, CAUSA_COL_cells, CAUSA_COL_blank, CAUSA_COL_ratio_from,
		CAUSA_COL_ratio_to, CAUSA_COL_difference, CAUSA_COL_lower, CAUSA_COL_upper, CAUSA_COL_level, CAUSA_COL_p,
		CAUSA_COL_p_adjusted, CAUSA_COL_family_size, CAUSA_COL_method, CAUSA_COL_note, CAUSA_COL_odds_ratio,
		CAUSA_COL_odds_lower, CAUSA_COL_odds_upper, CAUSA_COL_risk_ratio, CAUSA_COL_risk_lower, CAUSA_COL_risk_upper,
	};
	static const enum causa_column_id attainable[] = {CAUSA_COL_p_floor};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	struct need_columns all = {.n = 0};
	NEED_ADD(&all, columns);
	if (view->request->attainable)
		NEED_ADD(&all, attainable);
	return causa_frame_build_new("change", all.id, all.n, names, groups);
}

static enum causa_status compute(struct ratio_change_job *job, struct pair_row *pair, uint64_t n,
                                 struct causa_family *family)
{
	enum causa_status status = CAUSA_OK;
	for (uint64_t i = 0; i < n; i++)
		job->row[i].pair = pair[i];
	causa_parallel_for(job->view->request->jobs, n, compute_row, job);
	for (uint64_t i = 0; i < n && status == CAUSA_OK; i++)
		status = job->row[i].status;
	if (status == CAUSA_OK)
		status = need_adjust(job->view->request, &job->row->member, sizeof *job->row, n, family);
	return status;
}

static enum causa_status fill(struct ratio_change_job *job, struct causa_frame **out, struct causa_error *err)
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
	status = build == NULL || job->row == NULL ? CAUSA_ENOMEM : compute(job, pair, n, &family);
	if (status == CAUSA_OK) {
		for (uint64_t i = 0; i < n; i++) {
			if (!job->row[i].pair.group->shown)
				continue;
			put_row(job, &job->row[i], build);
			need_put_adjusted(&job->row[i].member, &family, build);
		}
		causa_frame_families(build, &family, 1);
		status = view_finish(view, build, "ratio", causa_method_about(job->method)->name, family.method, out);
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

enum causa_status change_of_ratio(const struct causa_panel *panel, const struct causa_request *request,
                                  struct causa_frame **out, struct causa_error *err)
{
	struct view view;
	struct ratio_change_job job = {.view = &view, .method = need_method(request, CAUSA_FOR_RATIO_CHANGE)};
	enum causa_status status = need_check(request, CAUSA_FOR_RATIO_CHANGE, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, CAUSA_OF_RATIO, &job.k, &job.n, err);
	if (status == CAUSA_OK)
		status = need_check_discrete(request, job.method, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	if (request->method == CAUSA_METHOD_DEFAULT && view_above_one(&view))
		job.method = CAUSA_METHOD_RATE_RATIO;
	status = fill(&job, out, err);
	view_free(&view);
	return status;
}
