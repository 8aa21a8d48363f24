/* A funnel: ratios by group against the number of reports, with the limits that chance alone would keep them in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/funnel.h>
#include <causa/method.h>

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "table/frame_build.h"

/* Two-sided 95 % and 99.8 %, as control charts have them: about two and three standard errors. */
static const double WARNING = 0.025, CONTROL = 0.001;

struct reference {
	double ratio;
	bool counts; /* ratios may exceed one: limits of counts */
};

static void put_limits(const struct reference *r, int64_t n, struct causa_frame_build *build)
{
	causa_frame_f64(build, CAUSA_COL_warning_lower, causa_funnel_lower(WARNING, n, r->ratio, r->counts));
	causa_frame_f64(build, CAUSA_COL_warning_upper, causa_funnel_upper(WARNING, n, r->ratio, r->counts));
	causa_frame_f64(build, CAUSA_COL_control_lower, causa_funnel_lower(CONTROL, n, r->ratio, r->counts));
	causa_frame_f64(build, CAUSA_COL_control_upper, causa_funnel_upper(CONTROL, n, r->ratio, r->counts));
}

static void put_row(const struct causa_frame *f, uint64_t row, const struct reference *r, struct causa_frame_build *build)
{
	double n = causa_frame_number(f, "reported", row), k = causa_frame_number(f, "prosecuted", row);
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_offence, causa_column_label(causa_frame_column(f, "offence"), row));
	causa_frame_label(build, CAUSA_COL_year, causa_column_label(causa_frame_column(f, "year"), row));
	for (int note = 0; note < CAUSA_NOTES; note++) {
		if (f->notes[row] & CAUSA_NOTE(note))
			causa_frame_note(build, (enum causa_note)note);
	}
	causa_frame_f64(build, CAUSA_COL_pooled, r->ratio);
	if (isnan(n) || isnan(k))
		return;
	causa_frame_i64(build, CAUSA_COL_reported, (int64_t)n);
	causa_frame_i64(build, CAUSA_COL_prosecuted, (int64_t)k);
	if (n > 0) {
		causa_frame_f64(build, CAUSA_COL_ratio, k / n);
		put_limits(r, (int64_t)n, build);
	}
}

/* Points of the limits as curves: every n while they bend, then ever farther apart. */
static void put_curve(const struct reference *r, double most, struct causa_frame_build *build)
{
	enum { EACH = 40, MOST_POINTS = 400 };
	int64_t last = (int64_t)ceil(1.08 * most), n = 1;
	for (int i = 0; i < MOST_POINTS && n <= last; i++) {
		causa_frame_row(build);
		causa_frame_label(build, CAUSA_COL_offence, "(limits)");
		causa_frame_f64(build, CAUSA_COL_pooled, r->ratio);
		causa_frame_i64(build, CAUSA_COL_reported, n);
		put_limits(r, n, build);
		int64_t next = n < EACH ? n + 1 : (int64_t)ceil((double)n * 1.06);
		n = n < last && next > last ? last : next;
	}
}

static enum causa_status build_frame(const struct causa_frame *rows, const struct reference *r, struct causa_frame **out)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_offence, CAUSA_COL_year, CAUSA_COL_reported, CAUSA_COL_prosecuted, CAUSA_COL_ratio, CAUSA_COL_pooled,
		CAUSA_COL_warning_lower, CAUSA_COL_warning_upper, CAUSA_COL_control_lower, CAUSA_COL_control_upper, CAUSA_COL_note,
	};
	struct causa_frame_build *build = causa_frame_build_new("funnel", columns, sizeof columns / sizeof columns[0], NULL, 0);
	double most = 0;
	if (build == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t row = 0; row < rows->rows; row++) {
		double n = causa_frame_number(rows, "reported", row);
		put_row(rows, row, r, build);
		most = n > most ? n : most;
	}
	put_curve(r, most, build);
	causa_frame_context(build, rows->context);
	return causa_frame_finish(build, rows->about, out);
}

enum causa_status causa_funnel(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                               struct causa_error *err)
{
	struct causa_request all = *request;
	struct causa_frame *rows = NULL, *pooled = NULL;
	all.by = 0;
	all.offences = 0; /* the reference is all offences, whichever are shown */
	enum causa_status status = causa_ratio(panel, request, &rows, err);
	if (status == CAUSA_OK)
		status = causa_ratio(panel, &all, &pooled, err);
	if (status == CAUSA_OK) {
		struct reference r = {.ratio = pooled->rows == 1 ? causa_frame_number(pooled, "ratio", 0) : NAN};
		const struct causa_column *method = causa_frame_column(pooled, "method");
		r.counts = pooled->rows == 1 && strcmp(causa_column_label(method, 0), "rate-ratio") == 0;
		if (!(r.ratio > 0) || (!r.counts && r.ratio >= 1))
			status = causa_fail(err, CAUSA_EINPUT, _("the ratio of all offences is 0, 1 or unknown: there are no limits around it"));
		else
			status = build_frame(rows, &r, out);
	}
	causa_frame_free(rows);
	causa_frame_free(pooled);
	return status;
}
