/* Tests and estimates over several offences: homogeneity of their ratios, and two years compared within each.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/homogeneity.h>
#include <causa/stratified.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/compare.h"
#include "method/pairs.h"

enum { REPLICATES = 99999, SEED = 20210602 };

static struct causa_frame_build *open_frame(void)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_test, CAUSA_COL_from, CAUSA_COL_to, CAUSA_COL_strata, CAUSA_COL_reported, CAUSA_COL_prosecuted,
		CAUSA_COL_estimate, CAUSA_COL_lower, CAUSA_COL_upper, CAUSA_COL_level, CAUSA_COL_test_statistic, CAUSA_COL_df,
		CAUSA_COL_p, CAUSA_COL_method, CAUSA_COL_note,
	};
	return causa_frame_build_new("tests", columns, sizeof columns / sizeof columns[0], NULL, 0);
}

/* What every row of a table of tests has. */
struct row {
	const char *test;
	enum causa_method method;
	int32_t from, to;
	int strata;
	int64_t k, n;
	uint64_t notes;
};

static void put(const struct row *row, struct causa_frame_build *build)
{
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_test, row->test);
	causa_frame_i64(build, CAUSA_COL_from, row->from);
	causa_frame_i64(build, CAUSA_COL_to, row->to);
	causa_frame_i64(build, CAUSA_COL_strata, row->strata);
	causa_frame_i64(build, CAUSA_COL_reported, row->n);
	causa_frame_i64(build, CAUSA_COL_prosecuted, row->k);
	causa_frame_label(build, CAUSA_COL_method, causa_method_about(row->method)->name);
	for (int n = 0; n < CAUSA_NOTES; n++) {
		if (row->notes & CAUSA_NOTE(n))
			causa_frame_note(build, (enum causa_note)n);
	}
}

static void put_test(const struct row *row, double statistic, int df, double p, struct causa_frame_build *build)
{
	put(row, build);
	causa_frame_f64(build, CAUSA_COL_test_statistic, statistic);
	if (df > 0)
		causa_frame_i64(build, CAUSA_COL_df, df);
	causa_frame_f64(build, CAUSA_COL_p, p);
}

static void put_estimate(const struct row *row, double estimate, struct causa_interval limits, double level, double p,
                         struct causa_frame_build *build)
{
	put(row, build);
	causa_frame_f64(build, CAUSA_COL_estimate, estimate);
	causa_frame_f64(build, CAUSA_COL_lower, limits.lower);
	causa_frame_f64(build, CAUSA_COL_upper, limits.upper);
	causa_frame_f64(build, CAUSA_COL_level, level);
	causa_frame_f64(build, CAUSA_COL_p, p);
}

/* ---- homogeneity ---- */

static enum causa_status put_exact(const struct compare_job *job, struct row row, struct causa_frame_build *build)
{
	double p;
	bool sampled = false;
	row.method = CAUSA_METHOD_FREEMAN_HALTON;
	enum causa_status status = causa_homogeneity_exact(job->kk, job->nn, (int)job->groups, &p);
	if (status == CAUSA_ERANGE) {
		sampled = true;
		status = causa_homogeneity_sampled(job->kk, job->nn, (int)job->groups, SEED, REPLICATES, &p);
	}
	if (status != CAUSA_OK)
		return status;
	put_test(&row, NAN, 0, p, build);
	if (sampled)
		causa_frame_note(build, CAUSA_NOTE_SAMPLED);
	return CAUSA_OK;
}

enum causa_status compare_homogeneity(const struct compare_job *job, struct causa_frame **out, struct causa_error *err)
{
	const struct view *view = job->view;
	const struct causa_period *period = view->panel->period;
	struct causa_homogeneity h;
	enum causa_status status = causa_homogeneity(job->kk, job->nn, (int)job->groups, &h);
	if (status == CAUSA_ENODATA)
		return causa_fail(err, CAUSA_EUSAGE,
		                  _("ratios are compared between at least two offences with reports, some prosecuted and some not"));
	if (status != CAUSA_OK)
		return status;
	struct causa_frame_build *build = open_frame();
	if (build == NULL)
		return CAUSA_ENOMEM;
	struct row row = {"homogeneity", CAUSA_METHOD_PEARSON, period[view->used[0]].year, period[view->used[view->used_n - 1]].year,
	                  h.series, h.k, h.n, h.below_5 > 0 ? CAUSA_NOTE(CAUSA_NOTE_FEW_CASES) : 0};
	put_test(&row, h.x2, h.df, h.p_x2, build);
	row.method = CAUSA_METHOD_LIKELIHOOD_RATIO;
	put_test(&row, h.g, h.df, h.p_g, build);
	row.notes = 0;
	status = put_exact(job, row, build);
	if (status != CAUSA_OK) {
		causa_frame_build_drop(build);
		return status;
	}
	return view_finish(view, build, "ratio", causa_method_about(CAUSA_METHOD_PEARSON)->name, NULL, out);
}

/* ---- two years ---- */

struct strata {
	int64_t *k1, *n1, *k2, *n2;
	int m;
	int64_t k, n;
	bool above_one, blank;
};

static enum causa_status gather(const struct compare_job *job, struct pair_row *pair, uint64_t rows, struct strata *s)
{
	size_t room = rows + 1;
	s->k1 = calloc(4 * room, sizeof *s->k1);
	if (s->k1 == NULL)
		return CAUSA_ENOMEM;
	s->n1 = s->k1 + room;
	s->k2 = s->n1 + room;
	s->n2 = s->k2 + room;
	for (uint64_t i = 0; i < rows; i++) {
		if (pair[i].group->unknown)
			continue;
		enum causa_status status = pairs_sum(job->view, &pair[i], 1U << job->k | 1U << job->n);
		if (status != CAUSA_OK)
			return status;
		s->k1[s->m] = pair[i].sum[0].value[job->k];
		s->n1[s->m] = pair[i].sum[0].value[job->n];
		s->k2[s->m] = pair[i].sum[1].value[job->k];
		s->n2[s->m] = pair[i].sum[1].value[job->n];
		s->above_one |= s->k1[s->m] > s->n1[s->m] || s->k2[s->m] > s->n2[s->m];
		s->blank |= pair[i].blank > 0;
		s->k += s->k1[s->m] + s->k2[s->m];
		s->n += s->n1[s->m] + s->n2[s->m];
		s->m++;
	}
	return CAUSA_OK;
}

static void put_common(const struct strata *s, double level, struct row row, const struct causa_mantel_haenszel *mh,
                       struct causa_frame_build *build)
{
	double estimate, minlike, central, x2, tarone, p, p_tarone;
	struct causa_interval limits;
	int df;
	row.strata = mh->strata;
	row.test = "odds-ratio";
	row.method = CAUSA_METHOD_MANTEL_HAENSZEL;
	put_estimate(&row, mh->odds_ratio, mh->odds_limits, level, mh->p, build);
	if (causa_common_odds_ratio(s->k1, s->n1, s->k2, s->n2, s->m, level, &estimate, &limits, &minlike, &central) == CAUSA_OK) {
		row.method = CAUSA_METHOD_CONDITIONAL_EXACT;
		put_estimate(&row, estimate, limits, level, central, build);
	}
	row.test = "ratio-of-ratios";
	row.method = CAUSA_METHOD_GREENLAND_ROBINS;
	put_estimate(&row, mh->risk_ratio, mh->risk_limits, level, mh->p, build);
	row.test = "difference";
	row.method = CAUSA_METHOD_SATO;
	put_estimate(&row, mh->risk_difference, mh->difference_limits, level, mh->p, build);
	if (causa_breslow_day(s->k1, s->n1, s->k2, s->n2, s->m, &x2, &tarone, &df, &p, &p_tarone) == CAUSA_OK) {
		row.test = "same-odds-ratio";
		row.method = CAUSA_METHOD_BRESLOW_DAY;
		row.strata = df + 1;
		put_test(&row, tarone, df, p_tarone, build);
	}
}

static uint64_t notes_of(const struct compare_job *job, const struct strata *s, const struct pair_row *pair)
{
	const struct view *view = job->view;
	int32_t from = view->panel->period[pair->from].year, to = view->panel->period[pair->to].year;
	bool immature = from == view->immature || to == view->immature;
	return (s->blank ? CAUSA_NOTE(CAUSA_NOTE_BLANK) : 0) | (immature ? CAUSA_NOTE(CAUSA_NOTE_IMMATURE) : 0) |
	       (view_breaks(view, from, to) ? CAUSA_NOTE(CAUSA_NOTE_BREAK) : 0);
}

static enum causa_status fill(const struct compare_job *job, const struct strata *s, const struct pair_row *pair,
                              struct causa_frame **out, struct causa_error *err)
{
	const struct view *view = job->view;
	struct causa_mantel_haenszel mh;
	double level = view_level(view->request);
	if (s->above_one)
		return causa_fail(err, CAUSA_EINPUT,
		                  _("more criminal cases than reported cases in a cell: such ratios are no proportions and cannot be "
		                    "compared so; causa change --of ratio compares them as rates"));
	enum causa_status status = causa_mantel_haenszel(s->k1, s->n1, s->k2, s->n2, s->m, level, &mh);
	if (status == CAUSA_ENODATA)
		return causa_fail(err, CAUSA_EUSAGE, _("no offence has reports in both years, or none of them was prosecuted"));
	struct causa_frame_build *build = status == CAUSA_OK ? open_frame() : NULL;
	if (build == NULL)
		return status != CAUSA_OK ? status : CAUSA_ENOMEM;
	struct row row = {.from = view->panel->period[pair->from].year, .to = view->panel->period[pair->to].year, .k = s->k, .n = s->n, .notes = notes_of(job, s, pair)};
	put_common(s, level, row, &mh, build);
	return view_finish(view, build, "ratio", causa_method_about(CAUSA_METHOD_MANTEL_HAENSZEL)->name, NULL, out);
}

enum causa_status compare_years(const struct compare_job *job, struct causa_frame **out, struct causa_error *err)
{
	struct pair_row *pair = NULL;
	uint64_t rows = 0;
	struct strata s = {0};
	enum causa_status status = pairs_lay_out(job->view, &pair, &rows, err);
	if (status != CAUSA_OK)
		return status;
	status = gather(job, pair, rows, &s);
	if (status == CAUSA_OK && rows > 0)
		status = fill(job, &s, &pair[0], out, err);
	free(s.k1);
	free(pair);
	return status;
}
