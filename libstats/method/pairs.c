/* Pairs of years that a change compares, and the series observed in both.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/need.h"

static enum causa_status find_used(const struct view *view, int32_t year, uint32_t *period, struct causa_error *err)
{
	for (uint32_t i = 0; i < view->used_n; i++) {
		if (view->panel->period[view->used[i]].year == year) {
			*period = view->used[i];
			return CAUSA_OK;
		}
	}
	if (causa_panel_year(view->panel, year) < 0)
		return causa_fail(err, CAUSA_EUSAGE, _("the year %d is not in the table"), year);
	return causa_fail(err, CAUSA_EUSAGE,
	                  _("%d is left out: it lies outside --years, or is only partly covered (--partial keep takes it as it "
	                    "is, --partial offset --exposure %d=F1:F2 by the share covered)"),
	                  year, year);
}

enum causa_status pairs_lay_out(const struct view *view, struct pair_row **rows, uint64_t *n, struct causa_error *err)
{
	const struct causa_request *request = view->request;
	uint32_t from = 0, to = 0, pairs = view->used_n > 0 ? view->used_n - 1 : 0;
	bool one = request->from != 0 || request->to != 0;
	if (need_dated(view->panel, err) != CAUSA_OK)
		return CAUSA_EINPUT;
	if (one) {
		enum causa_status status = find_used(view, request->from, &from, err);
		if (status == CAUSA_OK)
			status = find_used(view, request->to, &to, err);
		if (status != CAUSA_OK)
			return status;
		if (from >= to)
			return causa_fail(err, CAUSA_EUSAGE, _("--from is the earlier year, --to the later one"));
		pairs = 1;
	} else if (pairs == 0) {
		return causa_fail(err, CAUSA_EUSAGE,
		                  view->used_n < view->panel->periods && request->partial == CAUSA_PARTIAL_DROP
		                      ? _("a change needs two years, and only %u can be used: partly covered years take part with --partial keep")
		                      : _("a change needs two years, and only %u can be used"),
		                  view->used_n);
	}
	struct pair_row *row = calloc((size_t)(view->groups * pairs) + 1, sizeof *row);
	if (row == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	uint64_t at = 0;
	for (uint64_t g = 0; g < view->groups; g++) {
		for (uint32_t i = 0; i < pairs; i++, at++) {
			row[at].group = &view->group[g];
			row[at].from = one ? from : view->used[i];
			row[at].to = one ? to : view->used[i + 1];
		}
	}
	*rows = row;
	*n = at;
	return CAUSA_OK;
}

enum causa_status pairs_sum(const struct view *view, struct pair_row *row, uint32_t need)
{
	uint8_t *among = malloc(row->group->n + 1);
	if (among == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t i = 0; i < row->group->n; i++) {
		struct causa_seen a, b;
		causa_panel_cell(view->panel, row->group->series[i], row->from, need, &a);
		causa_panel_cell(view->panel, row->group->series[i], row->to, need, &b);
		among[i] = a.seen > 0 && b.seen > 0;
	}
	view_add(view, row->group, row->from, need, among, &row->sum[0]);
	view_add(view, row->group, row->to, need, among, &row->sum[1]);
	row->cells = row->sum[0].cells + row->sum[1].cells;
	row->blank = row->sum[0].blank + row->sum[1].blank;
	free(among);
	return row->sum[0].overflow || row->sum[1].overflow ? CAUSA_ERANGE : CAUSA_OK;
}

static void put_but_labels(const struct view *view, const struct pair_row *row, bool matures, const char *method,
                           struct causa_frame_build *build)
{
	const struct causa_period *from = &view->panel->period[row->from], *to = &view->panel->period[row->to];
	struct view_sum both = row->sum[0];
	both.blank = row->blank;
	both.withheld |= row->sum[1].withheld;
	causa_frame_i64(build, CAUSA_COL_from, from->year);
	causa_frame_i64(build, CAUSA_COL_to, to->year);
	causa_frame_i64(build, CAUSA_COL_cells, (int64_t)row->cells);
	causa_frame_i64(build, CAUSA_COL_blank, (int64_t)row->blank);
	causa_frame_f64(build, CAUSA_COL_level, view_level(view->request));
	causa_frame_label(build, CAUSA_COL_method, method);
	view_put_notes(view, row->group, &both, build);
	if (view_is_partial(view, row->from) || view_is_partial(view, row->to))
		causa_frame_note(build, CAUSA_NOTE_PARTIAL);
	if (matures && (from->year == view->immature || to->year == view->immature))
		causa_frame_note(build, CAUSA_NOTE_IMMATURE);
	if (view_breaks(view, from->year, to->year))
		causa_frame_note(build, CAUSA_NOTE_BREAK);
}

void pairs_put(const struct view *view, const struct pair_row *row, bool matures, const char *method,
               struct causa_frame_build *build)
{
	view_put_labels(view, row->group, build);
	put_but_labels(view, row, matures, method, build);
}

void pairs_put_pooled(const struct view *view, const struct pair_row *row, bool matures, const char *method,
                      struct causa_frame_build *build)
{
	view_put_pooled_labels(view, build);
	put_but_labels(view, row, matures, method, build);
}

void pairs_put_contradiction(double lower, double upper, double null, double p, double alpha,
                             struct causa_frame_build *build)
{
	bool excluded = lower > null || upper < null;
	if (excluded != (p < alpha))
		causa_frame_note(build, CAUSA_NOTE_METHODS_DIFFER);
}
