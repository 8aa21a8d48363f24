/* All frames of one table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frames.h"

#include <check.h>
#include <string.h>

#include <causa/findings.h>
#include <causa/method.h>
#include <causa/reader.h>

/* A frame that this table cannot give (too few years, no ratio) stays NULL: its chart is left out. */
static void try_frame(enum causa_status (*compute)(const struct causa_panel *, const struct causa_request *, struct causa_frame **,
                                                   struct causa_error *),
                      const struct causa_panel *panel, const struct causa_request *r, struct causa_frame **out)
{
	struct causa_error err = {0};
	enum causa_status status = compute(panel, r, out, &err);
	ck_assert_msg(status == CAUSA_OK || err.text[0] != '\0', "status %d without a sentence", (int)status);
}

static void compute(struct frames *f)
{
	struct causa_error err = {0};
	struct causa_findings *findings = NULL;
	struct causa_request r = {.level = 0.95, .by = 1, .by_year = true, .jobs = 1};
	ck_assert_int_eq(causa_counts(f->panel, &r, &f->counts, &err), CAUSA_OK);
	ck_assert_int_eq(causa_ratio(f->panel, &r, &f->ratio_by_year, &err), CAUSA_OK);
	r.by = 0;
	ck_assert_int_eq(causa_counts(f->panel, &r, &f->by_year, &err), CAUSA_OK);
	r.by_year = false;
	ck_assert_int_eq(causa_ratio(f->panel, &r, &f->pooled, &err), CAUSA_OK);
	try_frame(causa_trend, f->panel, &r, &f->trend_all);
	r.by = 1;
	ck_assert_int_eq(causa_ratio(f->panel, &r, &f->ratio, &err), CAUSA_OK);
	try_frame(causa_trend, f->panel, &r, &f->trend);
	try_frame(causa_segments, f->panel, &r, &f->segments);
	try_frame(causa_funnel, f->panel, &r, &f->funnel);
	int32_t whole[2];
	int n = 0;
	for (uint32_t t = f->panel->periods; t-- > 0 && n < 2;) {
		if (!causa_period_is_partial(&f->panel->period[t]))
			whole[n++] = f->panel->period[t].year;
	}
	if (n == 2) {
		r.from = whole[1];
		r.to = whole[0];
		ck_assert_int_eq(causa_change(f->panel, &r, &f->change, &err), CAUSA_OK);
		try_frame(causa_decompose, f->panel, &r, &f->decompose);
		r.of = CAUSA_OF_RATIO;
		try_frame(causa_change, f->panel, &r, &f->ratio_change);
	}
	ck_assert_int_eq(causa_audit(f->panel, 0, &findings), CAUSA_OK);
	ck_assert_int_eq(causa_findings_frame(findings, f->panel, &f->audit), CAUSA_OK);
	causa_findings_free(findings);
}

void frames_open(const char *input, struct frames *f)
{
	struct causa_error err = {0};
	memset(f, 0, sizeof *f);
	ck_assert_msg(causa_open(input, NULL, 1, &f->panel, &err) == CAUSA_OK, "%s: %s", input, err.text);
	compute(f);
}

void frames_close(struct frames *f)
{
	struct causa_frame *const all[] = {f->counts,       f->by_year, f->ratio,     f->ratio_by_year, f->pooled,    f->change,
	                                   f->ratio_change, f->trend,   f->trend_all, f->segments,      f->decompose, f->funnel,
	                                   f->audit};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		causa_frame_free(all[i]);
	causa_panel_free(f->panel);
}

struct causa_figure_data frames_data(const struct frames *f, bool together, bool of_ratio, bool fit)
{
	return (struct causa_figure_data){.counts = together ? f->by_year : f->counts,
	                                  .ratio = f->ratio,
	                                  .ratio_by_year = f->ratio_by_year,
	                                  .pooled = f->pooled,
	                                  .change = of_ratio ? f->ratio_change : f->change,
	                                  .trend = !fit ? NULL : together ? f->trend_all : f->trend,
	                                  .segments = f->segments,
	                                  .decompose = f->decompose,
	                                  .funnel = f->funnel,
	                                  .audit = f->audit};
}

bool frames_allow(const struct causa_figure_data *d, enum causa_chart chart)
{
	switch (chart) {
	case CAUSA_CHART_change:
	case CAUSA_CHART_slope:
		return d->change != NULL;
	case CAUSA_CHART_segments:
		return d->segments != NULL;
	case CAUSA_CHART_decompose:
		return d->decompose != NULL;
	case CAUSA_CHART_funnel:
		return d->funnel != NULL;
	default:
		return true;
	}
}
