/* Where the marks of each chart stand: numbers in proportion, rows and years in even steps, parts that add up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frames.h"
#include "laid.h"

enum { MOST = 400 };

static struct frames mexico, bend;
static struct laid laid;

static void open_tables(void)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/mexico-2017-2021", getenv("CAUSA_DATA_DIR"));
	frames_open(path, &mexico);
	snprintf(path, sizeof path, "%s/../doc/examples/bend.csv", getenv("CAUSA_DATA_DIR"));
	frames_open(path, &bend);
}

static void close_tables(void)
{
	frames_close(&mexico);
	frames_close(&bend);
}

static void figure(enum causa_chart chart, const char *measure)
{
	const struct frames *f = chart == CAUSA_CHART_segments ? &bend : &mexico;
	bool of_ratio = chart == CAUSA_CHART_slope && (measure == NULL || strcmp(measure, "ratio") == 0);
	struct causa_figure_data data = frames_data(f, chart == CAUSA_CHART_trend, of_ratio, false);
	struct causa_figure_options options = {.lang = "en", .width = 900, .measure = measure, .scale_y = CAUSA_SCALE_SHARED};
	if (chart != CAUSA_CHART_trend && chart != CAUSA_CHART_panels)
		options.scale_y = CAUSA_SCALE_CHART;
	lay(chart, &data, &options, &laid);
	ck_assert_msg(laid.status == CAUSA_OK, "%s", laid.err.text);
}

/* ---- what is drawn, and what it was drawn from ---- */

/* Marks of a kind and an ink (-1: any), in the order they were drawn. */
static int marks_of(enum mark_kind kind, int ink, struct mark *out[MOST])
{
	int n = 0;
	for (size_t i = 0; i < laid.marks.n && n < MOST; i++) {
		if (laid.marks.mark[i].kind == kind && (ink < 0 || (int)laid.marks.mark[i].ink == ink))
			out[n++] = &laid.marks.mark[i];
	}
	return n;
}

static struct point at(const struct mark *mark, size_t i)
{
	return laid.marks.point[mark->first + i];
}

static struct box extent(const struct mark *mark)
{
	struct point p = at(mark, 0);
	struct box b = {p.x, p.y, p.x, p.y};
	for (size_t i = 1; i < mark->points; i++) {
		p = at(mark, i);
		b = (struct box){fmin(b.x0, p.x), fmin(b.y0, p.y), fmax(b.x1, p.x), fmax(b.y1, p.y)};
	}
	return b;
}

/* Plotted numbers of a measure that `wanted` takes. */
static int numbers(const char *measure, const char *column, bool (*wanted)(const struct causa_frame *, uint64_t), double out[MOST])
{
	const struct causa_frame *f = plotted_as_frame(laid.info.plotted);
	int n = 0;
	for (uint64_t row = 0; row < f->rows && n < MOST; row++) {
		if (strcmp(causa_column_label(causa_frame_column(f, "measure"), row), measure) == 0 && (wanted == NULL || wanted(f, row)))
			out[n++] = causa_frame_number(f, column, row);
	}
	return n;
}

static bool is_whole(const struct causa_frame *f, uint64_t row)
{
	return !isnan(causa_frame_number(f, "value", row)) && !isnan(causa_frame_number(f, "upper", row)) &&
	       (f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_PARTIAL)) == 0;
}

static bool is_positive(const struct causa_frame *f, uint64_t row)
{
	return is_whole(f, row) && causa_frame_number(f, "value", row) > 0;
}

static bool is_known(const struct causa_frame *f, uint64_t row)
{
	return !isnan(causa_frame_number(f, "value", row));
}

/* Positions are a + b v within a fiftieth of a pixel. */
static void straight(const double *position, const double *v, int n, const char *what)
{
	double sx = 0, sv = 0, xv = 0, vv = 0;
	ck_assert_msg(n >= 3, "%s: only %d", what, n);
	for (int i = 0; i < n; i++) {
		sx += position[i];
		sv += v[i];
	}
	for (int i = 0; i < n; i++) {
		xv += (position[i] - sx / n) * (v[i] - sv / n);
		vv += (v[i] - sv / n) * (v[i] - sv / n);
	}
	ck_assert_msg(vv > 0 && fabs(xv) > 0, "%s: nothing differs", what);
	for (int i = 0; i < n; i++) {
		double off = position[i] - sx / n - xv / vv * (v[i] - sv / n);
		ck_assert_msg(fabs(off) < 0.02, "%s: number %d of %d, %g, is %g px off", what, i, n, v[i], off);
	}
}

/* ---- charts ---- */

START_TEST(trend_heights_are_counts)
{
	struct mark *dot[MOST], *ring[MOST], *band[MOST];
	double v[MOST], lower[MOST], upper[MOST], y[MOST], x[MOST], year[MOST];
	figure(CAUSA_CHART_trend, NULL);
	int n = marks_of(MARK_DOT, INK_BLUE, dot);
	ck_assert_int_eq(n, 4);
	ck_assert_int_eq(numbers("reported", "value", is_whole, v), n);
	numbers("reported", "x", is_whole, year);
	numbers("reported", "lower", is_whole, lower);
	numbers("reported", "upper", is_whole, upper);
	for (int i = 0; i < n; i++) {
		x[i] = at(dot[i], 0).x;
		y[i] = at(dot[i], 0).y;
	}
	straight(x, year, n, "years");
	straight(y, v, n, "counts");
	/* zero is the baseline; the band has the same scale */
	double unit = (y[0] - y[2]) / (v[2] - v[0]), zero = y[0] + unit * v[0];
	ck_assert_int_eq(marks_of(MARK_AREA, INK_BLUE_TINT, band), 1);
	for (int i = 0; i < n; i++) {
		ck_assert_double_eq_tol(at(band[0], (size_t)i).y, zero - unit * lower[i], 0.02);
		ck_assert_double_eq_tol(at(band[0], (size_t)(2 * n - 1 - i)).y, zero - unit * upper[i], 0.02);
	}
	/* the part of a year is a ring on its own, right of the line */
	ck_assert_int_eq(marks_of(MARK_RING, INK_BLUE, ring), 1);
	ck_assert(at(ring[0], 0).x > x[3]);
	ck_assert_double_eq_tol(at(ring[0], 0).y, zero - 56 * unit, 0.02);
	laid_free(&laid);
}
END_TEST

START_TEST(panels_share_one_scale)
{
	struct mark *dot[MOST];
	double v[MOST], height[MOST];
	figure(CAUSA_CHART_panels, "reported");
	int n = marks_of(MARK_DOT, INK_BLUE, dot), all = numbers("reported", "value", is_positive, v);
	ck_assert_int_eq(n, all);
	/* a panel of four years: counts above its own baseline, in the unit of all panels (offence unknown has its own) */
	double pitch = 0;
	for (int i = 0; i < 16; i++) {
		height[i] = at(dot[i], 0).y;
		if (i % 4 == 3) {
			double unit = (height[i - 3] - height[i - 1]) / (v[i - 1] - v[i - 3]);
			ck_assert_msg(pitch == 0 || fabs(unit - pitch) < 1e-6, "panel %d: %g px a case, not %g", i / 4, unit, pitch);
			pitch = unit;
		}
	}
	ck_assert(pitch > 0);
	laid_free(&laid);
}
END_TEST

START_TEST(ratio_dots_and_whiskers_are_ratios)
{
	struct mark *dot[MOST], *line[MOST];
	double v[MOST], lower[MOST], x[MOST] = {0};
	figure(CAUSA_CHART_ratio, NULL);
	int n = marks_of(MARK_DOT, -1, dot), lines = marks_of(MARK_LINE, -1, line);
	ck_assert_int_eq(n, numbers("ratio", "value", is_positive, v));
	numbers("ratio", "lower", is_positive, lower);
	for (int i = 0; i < n; i++)
		x[i] = at(dot[i], 0).x;
	straight(x, v, n, "ratios");
	double unit = (x[1] - x[0]) / (v[1] - v[0]);
	for (int i = 0; i < n; i++) {
		bool found = false;
		for (int k = 0; k < lines && !found; k++)
			found = fabs(at(line[k], 0).y - at(dot[i], 0).y) < 1e-6 && fabs(at(line[k], 0).x - (x[i] + unit * (lower[i] - v[i]))) < 0.02;
		ck_assert_msg(found, "no whisker of row %d", i);
		ck_assert(i == 0 || at(dot[i], 0).y > at(dot[i - 1], 0).y);
	}
	laid_free(&laid);
}
END_TEST

START_TEST(change_bars_are_logarithms)
{
	struct mark *bar[MOST];
	double v[MOST];
	figure(CAUSA_CHART_change, NULL);
	int all = numbers("rate_ratio", "value", is_known, v), n = 0;
	int tints[] = {INK_VERMILION_TINT, INK_BLUE_TINT, INK_BLUE, INK_VERMILION};
	double unit = 0;
	for (size_t t = 0; t < sizeof tints / sizeof tints[0]; t++) {
		int bars = marks_of(MARK_AREA, tints[t], bar);
		for (int i = 0; i < bars; i++) {
			struct box b = extent(bar[i]);
			bool found = false;
			/* a rise begins at the line of no change, a fall ends there: widths are in proportion to |log| */
			for (int k = 0; k < all && !found; k++) {
				double px = (b.x1 - b.x0) / fabs(log(v[k]));
				found = (unit == 0 && fabs(v[k] - 15.0 / 7) < 1e-9) || (unit != 0 && fabs(px - unit) < 0.05);
				if (found && unit == 0)
					unit = px;
			}
			ck_assert_msg(found, "bar %d of ink %d, %g px", i, tints[t], b.x1 - b.x0);
			n++;
		}
	}
	ck_assert_int_eq(n, 7); /* offences with ten cases or more */
	laid_free(&laid);
}
END_TEST

START_TEST(heatmap_cells_are_a_grid)
{
	struct mark *area[MOST];
	int cells = 0;
	double width = 0, height = 0;
	figure(CAUSA_CHART_heatmap, "reported");
	int n = marks_of(MARK_AREA, -1, area);
	for (int i = 0; i < n; i++) {
		struct box b = extent(area[i]);
		if (area[i]->ink < INK_SHADE0 || area[i]->ink > INK_SHADE7 || b.y1 - b.y0 < 12)
			continue; /* the key below */
		if (cells++ == 0) {
			width = b.x1 - b.x0;
			height = b.y1 - b.y0;
		}
		ck_assert(fabs(b.x1 - b.x0 - width) < 1e-6 && fabs(b.y1 - b.y0 - height) < 1e-6);
	}
	/* 20 offences with the unknown ones, 5 years; blank ones are hatched */
	struct mark *hatch[MOST];
	ck_assert_int_eq(cells + marks_of(MARK_HATCH, -1, hatch), 100);
	laid_free(&laid);
}
END_TEST

/* By x, then by y. */
static int by_place(const void *a, const void *b)
{
	const double *p = a, *q = b;
	return p[0] != q[0] ? (p[0] > q[0]) - (p[0] < q[0]) : (p[1] > q[1]) - (p[1] < q[1]);
}

START_TEST(funnel_dots_are_reports_and_ratios)
{
	struct mark *dot[MOST];
	double n_of[MOST], v[MOST], there[MOST][2], drawn[MOST][2], x[MOST], y[MOST], reports[MOST], ratio[MOST];
	figure(CAUSA_CHART_funnel, NULL);
	int n = marks_of(MARK_DOT, -1, dot), all = numbers("ratio", "x", is_known, n_of), k = 0;
	numbers("ratio", "value", is_known, v);
	for (int i = 0; i < all; i++) {
		if (v[i] > 0 && n_of[i] >= 10) { /* zeros are diamonds, and one ratio of one report points beyond the axis */
			there[k][0] = n_of[i];
			there[k++][1] = -v[i];
		}
	}
	ck_assert_int_eq(n, k);
	for (int i = 0; i < n; i++) {
		drawn[i][0] = at(dot[i], 0).x;
		drawn[i][1] = at(dot[i], 0).y;
	}
	qsort(there, (size_t)k, sizeof there[0], by_place);
	qsort(drawn, (size_t)k, sizeof drawn[0], by_place);
	for (int i = 0; i < k; i++) {
		x[i] = drawn[i][0];
		y[i] = drawn[i][1];
		reports[i] = there[i][0];
		ratio[i] = there[i][1];
	}
	straight(x, reports, k, "reports");
	straight(y, ratio, k, "ratios");
	laid_free(&laid);
}
END_TEST

START_TEST(mix_parts_fill_their_columns)
{
	struct mark *area[MOST], *apart[MOST];
	double share[MOST], total = 0, height = 0, most = 0;
	figure(CAUSA_CHART_mix, NULL);
	int n = numbers("share", "value", is_known, share), areas = marks_of(MARK_AREA, -1, area), years = marks_of(MARK_AREA, INK_FAINT, apart);
	for (int i = 0; i < n; i++)
		total += share[i];
	ck_assert_double_eq_tol(total, 5, 1e-9); /* five years */
	for (int i = 0; i < areas; i++) {
		struct box b = extent(area[i]);
		if (area[i]->ink == INK_BLUE) {
			height = b.y1 - b.y0;
			most = fmax(most, height);
		}
	}
	/* one column: its parts, a seam of 1.2 px on each, and 5 px below the unknown ones fill it from the axis to the top */
	struct box first = extent(area[0]), whole = first;
	double sum = 0;
	for (int i = 0; i < areas; i++) {
		struct box b = extent(area[i]);
		if (fabs(b.x0 - first.x0) > 1e-6 || area[i]->ink == INK_PAPER)
			continue;
		sum += b.y1 - b.y0 + (area[i]->ink == INK_FAINT ? 5 : fmin(1.2, (b.y1 - b.y0) / 2));
		whole = (struct box){b.x0, fmin(whole.y0, b.y0), b.x1, fmax(whole.y1, b.y1)};
	}
	ck_assert_double_eq_tol(sum, whole.y1 - whole.y0, 1.3);
	/* the largest offence: 110 of 349 in 2019, and the unknown 37 of 349 above it */
	struct box unknown = extent(apart[2]);
	ck_assert_int_eq(years, 5);
	ck_assert_double_eq_tol((most + 1.2) / (unknown.y1 - unknown.y0), 110.0 / 37, 0.01);
	laid_free(&laid);
}
END_TEST

START_TEST(slope_ends_are_values)
{
	struct mark *dot[MOST];
	double v[MOST], y[MOST];
	figure(CAUSA_CHART_slope, NULL);
	int n = marks_of(MARK_DOT, -1, dot), all = numbers("ratio", "value", is_known, v);
	ck_assert_int_eq(n, all);
	for (int i = 0; i < n; i++) /* the least important is drawn first */
		y[i] = at(dot[n - 2 - i + (i % 2 == 0 ? 0 : 2)], 0).y;
	straight(y, v, n, "ratios");
	laid_free(&laid);
}
END_TEST

START_TEST(decompose_steps_join)
{
	struct mark *area[MOST];
	double v[MOST], whole[MOST];
	figure(CAUSA_CHART_decompose, NULL);
	int parts = numbers("within", "value", is_known, v), n = marks_of(MARK_AREA, -1, area);
	ck_assert_int_eq(numbers("ratio", "value", is_known, whole), 2);
	struct box first = extent(area[0]), last = extent(area[n - 1]);
	double unit = (first.x1 - first.x0) / whole[0];
	ck_assert_double_eq_tol((last.x1 - last.x0) / unit, whole[1], 1e-6);
	for (int i = 0; i < parts; i++) {
		struct box b = extent(area[n - 1 - parts + i]), next = extent(area[n - parts + i]);
		ck_assert_double_eq_tol(b.x1 - b.x0, unit * fabs(v[i]), 0.02);
		double end = v[i] < 0 ? b.x0 : b.x1;
		ck_assert(fabs(next.x0 - end) < 0.02 || fabs(next.x1 - end) < 0.02);
	}
	laid_free(&laid);
}
END_TEST

START_TEST(audit_marks_are_both_numbers)
{
	struct mark *dot[MOST], *line[MOST];
	double computed[MOST], stated[MOST], x[MOST], strokes[MOST];
	figure(CAUSA_CHART_audit, NULL);
	int n = marks_of(MARK_DOT, -1, dot), k = marks_of(MARK_LINE, INK_VERMILION, line);
	ck_assert_int_eq(n, numbers("computed", "value", is_known, computed));
	ck_assert_int_eq(k, numbers("stated", "value", is_known, stated));
	for (int i = 0; i < n; i++) {
		x[i] = at(dot[i], 0).x;
		strokes[i] = at(line[i], 0).x;
		x[n + i] = strokes[i];
		computed[n + i] = stated[i];
	}
	straight(x, computed, 2 * n, "totals");
	laid_free(&laid);
}
END_TEST

START_TEST(segments_go_through_years_and_counts)
{
	struct mark *dot[MOST], *line[MOST];
	double v[MOST], year[MOST], x[MOST], y[MOST], fit[MOST];
	figure(CAUSA_CHART_segments, NULL);
	int n = marks_of(MARK_DOT, INK_BLUE, dot), lines = marks_of(MARK_LINE, INK_VERMILION, line);
	ck_assert_int_eq(n, numbers("reported", "value", is_positive, v));
	numbers("reported", "x", is_positive, year);
	for (int i = 0; i < n; i++) {
		x[i] = at(dot[i], 0).x;
		y[i] = at(dot[i], 0).y;
	}
	straight(x, year, n, "years");
	straight(y, v, n, "counts");
	double unit = (y[1] - y[0]) / (v[1] - v[0]), zero = y[0] - unit * v[0];
	ck_assert_int_eq(2 * lines, numbers("fit", "value", is_known, fit));
	for (int i = 0; i < lines; i++) {
		ck_assert_double_eq_tol(at(line[i], 0).y, zero + unit * fit[2 * i], 0.02);
		ck_assert_double_eq_tol(at(line[i], line[i]->points - 1).y, zero + unit * fit[2 * i + 1], 0.02);
	}
	laid_free(&laid);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("positions");
	TCase *charts = tcase_create("charts");
	tcase_add_checked_fixture(charts, open_tables, close_tables);
	tcase_add_test(charts, trend_heights_are_counts);
	tcase_add_test(charts, panels_share_one_scale);
	tcase_add_test(charts, ratio_dots_and_whiskers_are_ratios);
	tcase_add_test(charts, change_bars_are_logarithms);
	tcase_add_test(charts, heatmap_cells_are_a_grid);
	tcase_add_test(charts, funnel_dots_are_reports_and_ratios);
	tcase_add_test(charts, mix_parts_fill_their_columns);
	tcase_add_test(charts, slope_ends_are_values);
	tcase_add_test(charts, decompose_steps_join);
	tcase_add_test(charts, audit_marks_are_both_numbers);
	tcase_add_test(charts, segments_go_through_years_and_counts);
	tcase_set_timeout(charts, 120);
	suite_add_tcase(suite, charts);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
