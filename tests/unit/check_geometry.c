/* The geometry of the charts, without a picture: nothing leaves the page, no text meets another, on the bundled tables and on
 * random ones, at every width.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frames.h"
#include "plots/ends.h"
#include "plots/figure.h"
#include "plots/label.h"
#include "plots/page.h"
#include "plots/scale.h"

/* Letters of a fixed advance: about the mean of Open Sans. */
static double fixed_width(void *self, const char *text, double size, enum weight weight)
{
	double n = 0;
	(void)self;
	for (const char *c = text; *c != '\0'; c++)
		n += ((unsigned char)*c & 0xC0U) != 0x80U;
	return n * size * (weight == BOLD ? 0.60 : weight == SEMIBOLD ? 0.57 : 0.54);
}

/* ---- what every figure keeps ---- */

/* ck_assert writes to a pipe each time: too dear for millions of points. */
#define expect(condition, ...) \
	do { \
		if (!(condition)) \
			ck_abort_msg(__VA_ARGS__); \
	} while (0)

static void stays_inside(const struct marks *m, const char *where)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *mark = &m->mark[i];
		for (size_t k = 0; k < mark->points; k++) {
			struct point p = m->point[mark->first + k];
			expect(isfinite(p.x) && isfinite(p.y), "%s: a point that is no number", where);
			expect(p.x >= -1 && p.x <= m->width + 1 && p.y >= -1 && p.y <= m->height + 1, "%s: %g,%g outside %gx%g", where, p.x,
			              p.y, m->width, m->height);
		}
		if (mark->kind == MARK_TEXT)
			expect(mark->box.x0 >= -1 && mark->box.x1 <= m->width + 1 && mark->box.y0 >= -1 && mark->box.y1 <= m->height + 1,
			              "%s: \"%s\" leaves the page", where, mark->text);
	}
}

static void texts_are_apart(const struct marks *m, const char *where)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *a = &m->mark[i];
		if (a->kind != MARK_TEXT)
			continue;
		/* The box holds room for accents and descenders; bodies of letters must not meet. */
		struct box core = {a->box.x0 + 0.5, a->box.y0 + 0.12 * a->width, a->box.x1 - 0.5, a->box.y1 - 0.22 * a->width};
		for (size_t k = i + 1; k < m->n; k++) {
			const struct mark *b = &m->mark[k];
			struct box other = {b->box.x0 + 0.5, b->box.y0 + 0.12 * b->width, b->box.x1 - 0.5, b->box.y1 - 0.22 * b->width};
			expect(b->kind != MARK_TEXT || !boxes_meet(core, other), "%s: \"%s\" meets \"%s\"", where, a->text, b->text);
		}
	}
}

/* A figure as it is asked for. */
struct asked {
	enum causa_chart chart;
	int width;
	bool bare, several;            /* several: trend of each offence */
	const char *measure;
	enum causa_order order;
	enum causa_scale_y scale_y;
	const char *highlight;
	enum causa_theme theme;
};

static struct causa_figure_data data_for(const struct frames *f, const struct asked *a)
{
	bool together = a->chart == CAUSA_CHART_trend && !a->several;
	bool of_ratio = a->measure == NULL ? a->chart == CAUSA_CHART_slope : strcmp(a->measure, "ratio") == 0;
	return frames_data(f, together, of_ratio, a->scale_y != CAUSA_SCALE_LOG);
}

enum outcome { FITTED_IN, TOO_SMALL, NOTHING };

static enum outcome lay_out(const struct frames *f, const struct asked *a, const char *what)
{
	struct causa_figure_data data = data_for(f, a);
	const char *highlight[1] = {a->highlight};
	struct causa_figure_options options = {.lang = "en", .width = a->width, .bare = a->bare, .measure = a->measure, .order = a->order,
	                                       .scale_y = a->scale_y, .highlight = highlight, .highlights = a->highlight != NULL,
	                                       .theme = a->theme, .fit = data.trend != NULL};
	struct causa_figure_info info = {.width = 0};
	struct causa_error err = {0};
	struct marks marks = {.measure = {fixed_width, NULL}};
	struct bytes description = {NULL, 0, 0, false};
	enum outcome outcome = NOTHING;
	char where[200];
	if (!frames_allow(&data, a->chart))
		return NOTHING;
	snprintf(where, sizeof where, "%s, chart %d, %d px%s, measure %s, order %d, scale %d", what, (int)a->chart, a->width,
	         a->bare ? ", bare" : "", a->measure != NULL ? a->measure : "-", (int)a->order, (int)a->scale_y);
	enum causa_status status = figure_lay_out(a->chart, &data, &options, &marks, &info, &description, &err);
	ck_assert_msg(status == CAUSA_OK || status == CAUSA_EUSAGE, "%s: status %d: %s", where, (int)status, err.text);
	if (status == CAUSA_OK) {
		outcome = FITTED_IN;
		ck_assert(!marks.failed);
		ck_assert_int_eq(info.width, a->width);
		ck_assert_uint_ge(description.size, strlen(info.title));
		ck_assert_ptr_nonnull(plotted_as_frame(info.plotted)->context);
		stays_inside(&marks, where);
		texts_are_apart(&marks, where);
	} else {
		ck_assert_msg(err.text[0] != '\0', "%s: no sentence", where);
		outcome = strstr(err.text, "too small") != NULL ? TOO_SMALL : NOTHING;
	}
	plotted_free(info.plotted);
	marks_free(&marks);
	bytes_free(&description);
	return outcome;
}

static const int widths[] = {360, 420, 520, 640, 900, 1280};
enum { WIDTHS = sizeof widths / sizeof widths[0] };

START_TEST(bundled_tables)
{
	char path[4096];
	struct frames f;
	snprintf(path, sizeof path, "%s/mexico-2017-2021", getenv("CAUSA_DATA_DIR"));
	frames_open(path, &f);
	for (int w = 0; w < WIDTHS; w++) {
		for (int chart = 0; chart < CAUSA_CHARTS; chart++) {
			struct asked asked = {.chart = (enum causa_chart)chart, .width = widths[w]};
			bool drawn = chart != CAUSA_CHART_segments; /* four whole years do not bend */
			ck_assert_int_eq(lay_out(&f, &asked, "mexico"), drawn ? FITTED_IN : NOTHING);
			asked.bare = true;
			ck_assert_int_eq(lay_out(&f, &asked, "mexico"), drawn ? FITTED_IN : NOTHING);
		}
	}
	frames_close(&f);
}
END_TEST

/* ---- random tables ---- */

static uint64_t seed = 20170102;

static unsigned below(unsigned n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(seed >> 33) % n;
}

static void random_name(FILE *to, int offence)
{
	static const char *const part[] = {"abuso", "violencia", "de", "menores", "\xC3\xB1oño", "privación", "грабёж", "κλοπή", "x", "incumplimiento"};
	unsigned words = 1 + below(5);
	fprintf(to, "\"%d", offence);
	for (unsigned i = 0; i < words; i++)
		fprintf(to, " %s", part[below(10)]);
	fputs("\"", to);
}

/* Blanks, zeros, large counts, more prosecuted than reported. */
static void random_table(FILE *to)
{
	unsigned offences = 1 + below(30), years = 1 + below(12), scale = below(4) == 0 ? 1000000 : below(3) == 0 ? 8 : 120;
	uint64_t names = seed;
	fputs("year,offence,reported,prosecuted\n", to);
	for (unsigned t = 0; t < years; t++) {
		uint64_t after = seed;
		seed = names; /* the same names every year */
		for (unsigned i = 0; i < offences; i++) {
			fprintf(to, "%u,", 2000 + t + (t > 5));
			random_name(to, (int)i);
			uint64_t named = seed;
			seed = after;
			unsigned reported = below(scale), prosecuted = below(10) == 0 ? below(scale) : reported / (1 + below(9));
			if (below(12) == 0)
				fprintf(to, ",,%u\n", prosecuted);
			else if (below(12) == 0)
				fprintf(to, ",%u,\n", reported);
			else
				fprintf(to, ",%u,%u\n", reported, prosecuted);
			after = seed;
			seed = named;
		}
		seed = after;
	}
}

/* One of the words of a list, or NULL for the default. */
static const char *random_word(const char *list, char out[32])
{
	unsigned n = 1;
	for (const char *c = list; *c != '\0'; c++)
		n += *c == ' ';
	for (unsigned skip = below(n); skip > 0; skip--)
		list = strchr(list, ' ') + 1;
	snprintf(out, 32, "%.*s", (int)strcspn(list, " "), list);
	return list[0] == '\0' || below(3) == 0 ? NULL : out;
}

static struct asked random_figure(enum causa_chart chart, int width, char word[32])
{
	static const char *const measures[CAUSA_CHARTS] = {
#define X(name, needs, measures, orders, scales, takes, summary) measures,
#include "plots/charts.def"
#undef X
	};
	struct asked a = {.chart = chart, .width = width, .bare = below(2) == 0, .several = below(2) == 0};
	a.measure = random_word(measures[chart], word);
	a.order = (enum causa_order)below(5);
	a.scale_y = (enum causa_scale_y)below(4);
	a.highlight = below(3) == 0 ? "1*" : NULL;
	a.theme = (enum causa_theme)below(3);
	return a;
}

START_TEST(random_tables)
{
	int tables = getenv("CAUSA_LONG") != NULL ? 1000 : getenv("CAUSA_SHORT") != NULL ? 2 : 40, outcomes[3] = {0}, fitted[CAUSA_CHARTS] = {0};
	for (int i = 0; i < tables; i++) {
		char path[] = "/tmp/check_geometry.XXXXXX", what[32];
		int file = mkstemp(path);
		FILE *to = fdopen(file, "w");
		struct frames f;
		random_table(to);
		fclose(to);
		frames_open(path, &f);
		remove(path);
		snprintf(what, sizeof what, "table %d", i);
		for (int w = 0; w < WIDTHS; w++) {
			for (int chart = 0; chart < CAUSA_CHARTS; chart++) {
				char word[32];
				struct asked asked = random_figure((enum causa_chart)chart, widths[w], word);
				enum outcome outcome = lay_out(&f, &asked, what);
				outcomes[outcome]++;
				fitted[chart] += outcome == FITTED_IN;
			}
		}
		frames_close(&f);
	}
	/* The rest is refused for good reasons; no chart is refused always. */
	ck_assert_int_gt(outcomes[FITTED_IN], 4 * outcomes[TOO_SMALL]);
	for (int chart = 0; chart < CAUSA_CHARTS && tables > 10; chart++)
		ck_assert_msg(fitted[chart] > 0, "chart %d was never drawn", chart);
}
END_TEST

/* ---- parts ---- */

START_TEST(scales_are_round_and_hold_what_they_must)
{
	for (int i = 0; i < 3000; i++) {
		double most = pow(10, below(900) / 100.0 - 2) * (1 + below(1000) / 1000.0);
		struct scale s = scale_linear(0, most, 10, 110, 3 + (int)below(5), false);
		ck_assert(s.hi >= most * (1 - 1e-9) && s.tick[0] == 0 && s.ticks >= 2 && s.ticks <= MOST_TICKS);
		ck_assert(fabs(s.tick[s.ticks - 1] - s.hi) <= 1e-9 * s.hi);
		ck_assert_double_eq_tol(scale_at(&s, s.hi), 110, 1e-9);
		double mantissa = s.tick[1] / pow(10, floor(log10(s.tick[1]) + 1e-9));
		ck_assert(fabs(mantissa - 1) < 1e-6 || fabs(mantissa - 2) < 1e-6 || fabs(mantissa - 5) < 1e-6 || fabs(mantissa - 4) < 1e-6);
		s = scale_linear(0, 1 + below(9), 0, 1, 6, true);
		for (int k = 0; k < s.ticks; k++)
			ck_assert(s.tick[k] == floor(s.tick[k]));
		most = 1.5 + below(1000) / 10.0;
		s = scale_ratio(1 / most, most, -50, 50);
		ck_assert_double_eq_tol(scale_at(&s, 1), 0, 1e-9);
		for (int k = 0; k < s.ticks; k++)
			ck_assert_double_eq_tol(s.tick[k] * s.tick[s.ticks - 1 - k], 1, 1e-9);
		double least = below(3) == 0 ? 0 : below(2000), top = least + 1 + below(100000);
		s = scale_counts(least, top, 10, 110);
		ck_assert(s.lo <= least && s.hi >= top * (1 - 1e-9) && s.ticks >= 2 && s.ticks <= MOST_TICKS);
		for (int k = 0; k < s.ticks; k++) {
			ck_assert(k == 0 || scale_at(&s, s.tick[k]) > scale_at(&s, s.tick[k - 1]));
			ck_assert(scale_at(&s, s.tick[k]) >= 10 - 1e-9 && scale_at(&s, s.tick[k]) <= 110 + 1e-9);
		}
		s = scale_mirrored(most, -50, 50, 3);
		ck_assert(s.hi >= most && s.lo == -s.hi);
		ck_assert_double_eq_tol(scale_at(&s, 0), 0, 1e-9);
	}
}
END_TEST

START_TEST(labels_are_spread_apart)
{
	double centre[30], height[30], before[30];
	int order[30];
	for (int i = 0; i < 30; i++) {
		before[i] = centre[i] = 200 + 5.0 * below(1000) / 1000; /* thirty ends within five pixels */
		height[i] = 14;
	}
	label_spread(centre, height, order, 30, 0, 500);
	for (int i = 1; i < 30; i++) {
		ck_assert(before[order[i]] >= before[order[i - 1]]);
		ck_assert(centre[order[i]] - centre[order[i - 1]] >= 14 - 0.02);
	}
	ck_assert(centre[order[0]] >= 6.9 && centre[order[29]] <= 493.1);
}
END_TEST

/* Names at the ends of thirty lines within five pixels, long and in three scripts: as many as fit, none upon another, the rest
 * counted; the first ones are those that stay. */
START_TEST(crowded_ends_are_spread_or_counted)
{
	static const char *const words[] = {"Incumplimiento de la obligación alimentaria y violencia económica", "Грабёж с применением насилия и угрозой убийством",
	                                    "Κλοπή με διάρρηξη και απειλή χρήσης βίας κατά προσώπων", "Niñas", "Abuso sexual"};
	for (int round = 0; round < 200; round++) {
		struct marks m = {.measure = {fixed_width, NULL}, .width = 500, .height = 400};
		struct page page = {.marks = &m, .size = sizes_for(900)};
		struct end end[30];
		char text[30][160];
		int n = 1 + (int)below(30);
		double height = 60 + below(300);
		for (int i = 0; i < n; i++) {
			snprintf(text[i], sizeof text[i], "%d %s", i, words[below(5)]);
			end[i] = (struct end){{200, 100 + below(500) / 100.0}, text[i], INK_BLUE, SEMIBOLD, false};
		}
		double width = ends_width(&page, end, n, 180);
		enum anchor side = below(2) ? LEFT : RIGHT;
		int dropped = ends_draw(&page, end, n, side == LEFT ? 200 : 290, side, width, 20, 20 + height), shown = 0;
		texts_are_apart(&m, "ends");
		stays_inside(&m, "ends");
		for (size_t i = 0; i < m.n; i++) {
			if (m.mark[i].kind == MARK_TEXT && m.mark[i].text[0] >= '0' && m.mark[i].text[0] <= '9')
				shown += atoi(m.mark[i].text) < n - dropped;
			if (m.mark[i].kind == MARK_TEXT)
				ck_assert(m.mark[i].box.y0 > 17 && m.mark[i].box.y1 < 23 + height);
		}
		ck_assert_int_eq(shown, n - dropped);
		ck_assert(dropped < n && (dropped > 0 || n < 30 || height > 200));
		marks_free(&m);
	}
}
END_TEST

START_TEST(a_label_avoids_what_is_there)
{
	static const enum place order[] = {PLACE_N, PLACE_S, PLACE_E, PLACE_W};
	struct marks m = {.measure = {fixed_width, NULL}, .width = 200, .height = 100};
	struct label label = {{100, 50}, 6, "1234", NULL, 10, REGULAR, INK_TEXT, {0, 0, 200, 100}};
	for (int i = 0; i < 12; i++) {
		size_t n = m.n;
		if (!label_place(&m, &label, order, 4)) {
			ck_assert_uint_eq(m.n, n);
			continue;
		}
		texts_are_apart(&m, "labels");
		stays_inside(&m, "labels");
	}
	ck_assert_uint_gt(m.n, 4);
	struct box text = m.mark[0].box;
	ck_assert(text.y1 < 50);                     /* the first choice: above */
	ck_assert(!label_is_free(&m, text));
	marks_free(&m);
	struct point cross[2] = {{0, 0}, {200, 100}};
	marks_line(&m, cross, 2, INK_TEXT, 1, SOLID);
	m.measure.width = fixed_width;
	ck_assert(!label_is_free(&m, (struct box){90, 45, 110, 55}));
	ck_assert(label_is_free(&m, (struct box){90, 70, 110, 80}));
	marks_free(&m);
}
END_TEST

START_TEST(wrapped_text_fits_and_loses_nothing)
{
	struct marks m = {.measure = {fixed_width, NULL}};
	struct page page = {.marks = &m};
	char all[1024] = "";
	const char *text = "one  two three four five sixteen a bb ccc incomprehensibilidades end";
	double height = page_wrap(&page, &m, text, 0, 0, 80, 10, 1.35, REGULAR, INK_TEXT);
	ck_assert_double_eq_tol(height, page_wrap(&page, NULL, text, 0, 0, 80, 10, 1.35, REGULAR, INK_TEXT), 1e-9);
	for (size_t i = 0; i < m.n; i++) {
		strcat(all, i > 0 ? " " : "");
		strcat(all, m.mark[i].text);
		ck_assert(m.mark[i].box.x1 <= 80);
	}
	/* a word longer than the line is shortened, never broken */
	ck_assert_str_eq(all, "one two three four five sixteen a bb ccc incomprehensi\xE2\x80\xA6 end");
	marks_free(&m);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("geometry");
	TCase *parts = tcase_create("parts"), *figures = tcase_create("figures");
	tcase_add_test(parts, scales_are_round_and_hold_what_they_must);
	tcase_add_test(parts, labels_are_spread_apart);
	tcase_add_test(parts, crowded_ends_are_spread_or_counted);
	tcase_add_test(parts, a_label_avoids_what_is_there);
	tcase_add_test(parts, wrapped_text_fits_and_loses_nothing);
	tcase_add_test(figures, bundled_tables);
	tcase_add_test(figures, random_tables);
	tcase_set_timeout(figures, 1800);
	suite_add_tcase(suite, parts);
	suite_add_tcase(suite, figures);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
