/* The change of the overall ratio between two years, split into the mix of offences and what changed within them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/decompose.h>

#include <stdlib.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/need.h"
#include "method/pairs.h"

enum { REPLICATES = 1999, SEED = 20210602 };

struct counts {
	int64_t *k1, *n1, *k2, *n2;
	struct causa_part *part;
	struct causa_interval *limits; /* mix, within, their sum: three a group, then three of all */
};

struct job {
	const struct view *view;
	struct pair_row *pair;
	uint64_t rows;
	int k, n;
	enum causa_method method;
	struct counts c;
	struct causa_part total;
	struct view_sum sum[2];
	uint64_t cells, blank;
};

static enum causa_status make_room(struct job *job)
{
	struct counts *c = &job->c;
	size_t n = job->rows + 1;
	c->k1 = calloc(4 * n, sizeof *c->k1);
	c->part = calloc(n, sizeof *c->part);
	c->limits = calloc(3 * (n + 1), sizeof *c->limits);
	if (c->k1 == NULL || c->part == NULL || c->limits == NULL)
		return CAUSA_ENOMEM;
	c->n1 = c->k1 + n;
	c->k2 = c->n1 + n;
	c->n2 = c->k2 + n;
	return CAUSA_OK;
}

/* A group that is blank in one of the years takes no part in either: its counts stay 0. */
static enum causa_status gather(struct job *job)
{
	enum causa_status status = CAUSA_OK;
	for (uint64_t i = 0; i < job->rows && status == CAUSA_OK; i++) {
		struct pair_row *p = &job->pair[i];
		status = pairs_sum(job->view, p, 1U << job->k | 1U << job->n);
		job->c.k1[i] = p->sum[0].value[job->k];
		job->c.n1[i] = p->sum[0].value[job->n];
		job->c.k2[i] = p->sum[1].value[job->k];
		job->c.n2[i] = p->sum[1].value[job->n];
		job->cells += p->cells;
		job->blank += p->blank;
		for (int y = 0; y < 2; y++) {
			job->sum[y].value[job->k] += p->sum[y].value[job->k];
			job->sum[y].value[job->n] += p->sum[y].value[job->n];
		}
	}
	return status;
}

static enum causa_status compute(struct job *job, struct causa_error *err)
{
	const struct counts *c = &job->c;
	enum causa_undefined undefined = job->method == CAUSA_METHOD_KITAGAWA_ZERO ? CAUSA_UNDEFINED_ZERO : CAUSA_UNDEFINED_CARRY;
	enum causa_status status = causa_kitagawa(c->k1, c->n1, c->k2, c->n2, (int)job->rows, undefined, c->part, &job->total);
	if (status == CAUSA_ENODATA)
		return causa_fail(err, CAUSA_EUSAGE, _("one of the two years has no reported case, so there is no ratio to compare"));
	if (status == CAUSA_EDOMAIN)
		return causa_fail(err, CAUSA_EINPUT,
		                  _("an offence has criminal cases in a year without reports: the change cannot be split by offence"));
	if (status == CAUSA_OK)
		status = causa_kitagawa_bootstrap(c->k1, c->n1, c->k2, c->n2, (int)job->rows, undefined, view_level(job->view->request),
		                                  SEED, REPLICATES, c->limits);
	return status;
}

static void put_counts(int64_t k, int64_t n, int64_t N, const enum causa_column_id column[4], struct causa_frame_build *build)
{
	causa_frame_i64(build, column[0], n);
	causa_frame_i64(build, column[1], k);
	if (n > 0)
		causa_frame_f64(build, column[2], (double)k / (double)n);
	if (N > 0)
		causa_frame_f64(build, column[3], (double)n / (double)N);
}

static void put_parts(const struct causa_part *part, const struct causa_interval *limits, struct causa_frame_build *build)
{
	causa_frame_f64(build, CAUSA_COL_mix, part->mix);
	causa_frame_f64(build, CAUSA_COL_mix_lower, limits[0].lower);
	causa_frame_f64(build, CAUSA_COL_mix_upper, limits[0].upper);
	causa_frame_f64(build, CAUSA_COL_within, part->within);
	causa_frame_f64(build, CAUSA_COL_within_lower, limits[1].lower);
	causa_frame_f64(build, CAUSA_COL_within_upper, limits[1].upper);
	causa_frame_f64(build, CAUSA_COL_difference, part->mix + part->within);
	causa_frame_f64(build, CAUSA_COL_lower, limits[2].lower);
	causa_frame_f64(build, CAUSA_COL_upper, limits[2].upper);
}

static const enum causa_column_id from_columns[] = {CAUSA_COL_reported_from, CAUSA_COL_prosecuted_from, CAUSA_COL_ratio_from,
                                                    CAUSA_COL_share_from};
static const enum causa_column_id to_columns[] = {CAUSA_COL_reported_to, CAUSA_COL_prosecuted_to, CAUSA_COL_ratio_to,
                                                  CAUSA_COL_share_to};

static void put_row(const struct job *job, uint64_t i, struct causa_frame_build *build)
{
	const struct pair_row *p = &job->pair[i];
	const struct counts *c = &job->c;
	int64_t few = view_few(job->view->request);
	causa_frame_row(build);
	pairs_put(job->view, p, true, causa_method_about(job->method)->name, build);
	if (p->cells == 0)
		return;
	put_counts(c->k1[i], c->n1[i], job->sum[0].value[job->n], from_columns, build);
	put_counts(c->k2[i], c->n2[i], job->sum[1].value[job->n], to_columns, build);
	put_parts(&c->part[i], &c->limits[3 * i], build);
	if (c->n1[i] == 0 || c->n2[i] == 0)
		causa_frame_note(build, CAUSA_NOTE_NO_CASES);
	else if (c->n1[i] < few || c->n2[i] < few)
		causa_frame_note(build, CAUSA_NOTE_FEW_CASES);
}

static void put_total(const struct job *job, struct causa_frame_build *build)
{
	const struct view *view = job->view;
	static const struct view_group none = {.shown = true};
	struct pair_row all = {.group = &none, .from = job->pair[0].from, .to = job->pair[0].to, .cells = job->cells, .blank = job->blank};
	causa_frame_row(build);
	pairs_put_pooled(view, &all, true, causa_method_about(job->method)->name, build);
	put_counts(job->sum[0].value[job->k], job->sum[0].value[job->n], job->sum[0].value[job->n], from_columns, build);
	put_counts(job->sum[1].value[job->k], job->sum[1].value[job->n], job->sum[1].value[job->n], to_columns, build);
	put_parts(&job->total, &job->c.limits[3 * job->rows], build);
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_offence, CAUSA_COL_from, CAUSA_COL_to, CAUSA_COL_reported_from, CAUSA_COL_prosecuted_from,
		CAUSA_COL_reported_to, CAUSA_COL_prosecuted_to, CAUSA_COL_cells, CAUSA_COL_blank, CAUSA_COL_ratio_from,
		CAUSA_COL_ratio_to, CAUSA_COL_share_from, CAUSA_COL_share_to, CAUSA_COL_mix, CAUSA_COL_mix_lower,
		CAUSA_COL_mix_upper, CAUSA_COL_within, CAUSA_COL_within_lower, CAUSA_COL_within_upper, CAUSA_COL_difference,
		CAUSA_COL_lower, CAUSA_COL_upper, CAUSA_COL_level, CAUSA_COL_method, CAUSA_COL_note,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("decompose", columns, sizeof columns / sizeof columns[0], names, groups);
}

/* Unknown offence is a part of the overall ratio unless it is dropped. */
static void leave_out_unknown(struct job *job)
{
	uint64_t kept = 0;
	for (uint64_t i = 0; i < job->rows; i++) {
		if (!(job->view->request->unknown_drop && job->pair[i].group->unknown))
			job->pair[kept++] = job->pair[i];
	}
	job->rows = kept;
}

static enum causa_status fill(struct job *job, struct causa_frame **out, struct causa_error *err)
{
	enum causa_status status = pairs_lay_out(job->view, &job->pair, &job->rows, err);
	if (status != CAUSA_OK)
		return status;
	leave_out_unknown(job);
	struct causa_frame_build *build = open_frame(job->view);
	status = build == NULL ? CAUSA_ENOMEM : make_room(job);
	if (status == CAUSA_OK)
		status = gather(job);
	if (status == CAUSA_OK)
		status = compute(job, err);
	if (status == CAUSA_OK) {
		for (uint64_t i = 0; i < job->rows; i++) {
			if (job->pair[i].group->shown)
				put_row(job, i, build);
		}
		put_total(job, build);
		status = view_finish(job->view, build, "ratio", causa_method_about(job->method)->name, NULL, out);
	} else if (build != NULL) {
		causa_frame_build_drop(build);
	}
	free(job->c.k1);
	free(job->c.part);
	free(job->c.limits);
	free(job->pair);
	return status;
}

enum causa_status causa_decompose(const struct causa_panel *panel, const struct causa_request *request,
                                  struct causa_frame **out, struct causa_error *err)
{
	struct view view;
	struct job job = {.view = &view, .method = need_method(request, CAUSA_FOR_DECOMPOSE)};
	enum causa_status status = need_check(request, CAUSA_FOR_DECOMPOSE, err);
	if (status == CAUSA_OK && request->from == 0)
		status = causa_fail(err, CAUSA_EUSAGE, _("a decomposition is of one pair of years: give --from and --to"));
	if (status == CAUSA_OK && (request->by & 1U) == 0)
		status = causa_fail(err, CAUSA_EUSAGE, _("a change is split by offence: keep offence in --by"));
	if (status == CAUSA_OK)
		status = need_measures(panel, CAUSA_OF_RATIO, &job.k, &job.n, err);
	if (status == CAUSA_OK)
		status = view_build(panel, request, &view, err);
	if (status != CAUSA_OK)
		return status;
	status = fill(&job, out, err);
	view_free(&view);
	return need_worded(status, err);
}
