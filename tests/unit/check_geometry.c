/* The geometry of the charts, without a picture: nothing leaves the page, no text meets another, on the bundled tables and on
 * random ones, at every width.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "frames.h"
#include "laid.h"

/* A figure as it is asked for. */
struct asked {
	enum causa_chart chart;
	int width, height;             /* height 0: by content */
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

/* A line of one subject is of no use without its name. */
static void lines_are_named(const struct marks *m, const char *where)
{
	static const char *const name[2] = {"Reported cases", "Criminal cases"};
	static const enum ink ink[2] = {INK_BLUE, INK_VERMILION};
	for (int k = 0; k < 2; k++) {
		bool drawn = false, named = false;
		for (size_t i = 0; i < m->n; i++) {
			const struct mark *mark = &m->mark[i];
			drawn |= mark->kind == MARK_LINE && mark->points > 1 && mark->width >= OTHER_WIDTH && mark->ink == ink[k];
			named |= mark->kind == MARK_TEXT && mark->weight == BOLD && strcmp(mark->text, name[k]) == 0;
		}
		/* of one measure alone, whichever, the ink is the first */
		expect(!drawn || named || (k == 0 && strstr(where, "prosecuted") != NULL), "%s: \"%s\" is not named", where, name[k]);
	}
}

static enum outcome lay_out(const struct frames *f, const struct asked *a, const char *what)
{
	struct causa_figure_data data = data_for(f, a);
	const char *highlight[1] = {a->highlight};
	struct causa_figure_options options = {.lang = "en", .width = a->width, .height = a->height, .bare = a->bare, .measure = a->measure, .order = a->order,
	                                       .scale_y = a->scale_y, .highlight = highlight, .highlights = a->highlight != NULL,
	                                       .theme = a->theme, .fit = data.trend != NULL};
	struct laid laid;
	enum outcome outcome = NOTHING;
	char where[200];
	if (!frames_allow(&data, a->chart))
		return NOTHING;
	snprintf(where, sizeof where, "%s, chart %d, %d x %d px%s, measure %s, order %d, scale %d", what, (int)a->chart, a->width, a->height,
	         a->bare ? ", bare" : "", a->measure != NULL ? a->measure : "-", (int)a->order, (int)a->scale_y);
	lay(a->chart, &data, &options, &laid);
	ck_assert_msg(laid.status == CAUSA_OK || laid.status == CAUSA_EUSAGE, "%s: status %d: %s", where, (int)laid.status, laid.err.text);
	if (laid.status == CAUSA_OK) {
		outcome = FITTED_IN;
		ck_assert(!laid.marks.failed);
		ck_assert_int_eq(laid.info.width, a->width);
		ck_assert_uint_ge(laid.description.size, strlen(laid.info.title));
		ck_assert_ptr_nonnull(plotted_as_frame(laid.info.plotted)->context);
		stays_inside(&laid.marks, where);
		texts_are_apart(&laid.marks, where);
		texts_keep_off_dots(&laid.marks, where);
		if (a->chart == CAUSA_CHART_trend && !a->several)
			lines_are_named(&laid.marks, where);
	} else {
		ck_assert_msg(laid.err.text[0] != '\0', "%s: no sentence", where);
		outcome = strstr(laid.err.text, "too small") != NULL ? TOO_SMALL : NOTHING;
	}
	laid_free(&laid);
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
	a.height = below(3) == 0 ? 200 + (int)below(1000) : 0;
	return a;
}

START_TEST(random_tables)
{
	int tables = getenv("CAUSA_LONG") != NULL ? 1000 : getenv("CAUSA_SHORT") != NULL ? 2 : 100, outcomes[3] = {0}, fitted[CAUSA_CHARTS] = {0};
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
	ck_assert_int_gt(outcomes[FITTED_IN], 2 * outcomes[TOO_SMALL]);
	for (int chart = 0; chart < CAUSA_CHARTS && tables > 10; chart++)
		ck_assert_msg(fitted[chart] > 0, "chart %d was never drawn", chart);
}
END_TEST

/* ---- crowds ---- */

/* Thirty offences that end within five pixels of each other, with names of sixty letters in four scripts. */
static void crowded_table(FILE *to)
{
	static const char *const name[] = {"Incumplimiento de la obligación alimentaria y violencia econ.", "Грабёж с применением насилия и угрозой убийством граждан, всё",
	                                   "Κλοπή με διάρρηξη και απειλή χρήσης βίας κατά προσώπων κ.ά.", "Sustracción de niñas, niños o adolescentes por un año entero"};
	fputs("year,offence,reported,prosecuted\n", to);
	for (int t = 2018; t < 2021; t++) {
		for (int i = 0; i < 30; i++)
			fprintf(to, "%d,\"%02d %s\",%d,%d\n", t, i, name[i % 4], 4000 + i % 7 + t % 3, 1200 + i % 5);
	}
}

/* How many of the thirty names stand in the figure: each begins with its number, after a value or not. */
static int names_shown(const struct marks *m)
{
	bool shown[30] = {false};
	int n = 0;
	for (size_t i = 0; i < m->n; i++) {
		const char *text = m->mark[i].text;
		if (m->mark[i].kind != MARK_TEXT)
			continue;
		const char *value = strstr(text, "\xC2\xA0 "), *name = value != NULL ? value + 3 : text;
		bool whole = value != NULL ? strlen(name) >= 2 : strlen(name) > 4; /* no number of an axis */
		if (whole && name[0] >= '0' && name[0] <= '2' && name[1] >= '0' && name[1] <= '9' && (name[2] == ' ' || name[2] == '\0') &&
		    m->mark[i].anchor == LEFT)
			shown[10 * (name[0] - '0') + name[1] - '0'] = true;
	}
	for (int i = 0; i < 30; i++)
		n += shown[i];
	return n;
}

START_TEST(crowds_are_labelled_or_counted)
{
	static const enum causa_chart charts[] = {CAUSA_CHART_slope, CAUSA_CHART_funnel};
	char path[] = "/tmp/check_geometry.XXXXXX";
	FILE *to = fdopen(mkstemp(path), "w");
	struct frames f;
	int left_out = 0;
	crowded_table(to);
	fclose(to);
	frames_open(path, &f);
	remove(path);
	for (int w = 0; w < WIDTHS; w++) {
		for (size_t c = 0; c < sizeof charts / sizeof charts[0]; c++) {
			struct asked a = {.chart = charts[c], .width = widths[w]};
			struct causa_figure_data data = data_for(&f, &a);
			struct causa_figure_options options = {.lang = "en", .width = widths[w]};
			struct laid laid;
			lay(charts[c], &data, &options, &laid);
			ck_assert_msg(laid.status == CAUSA_OK, "%s", laid.err.text);
			const char *told = strstr(laid.info.note, " not labelled");
			while (told != NULL && told > laid.info.note && strncmp(told - 1, ". ", 2) != 0)
				told--;
			int dropped = told != NULL ? atoi(told + (told[0] == ' ')) : 0;
			ck_assert_msg(names_shown(&laid.marks) == 30 - dropped, "chart %d, %d px: %d names, %d said to be left out", (int)charts[c], widths[w],
			              names_shown(&laid.marks), dropped);
			left_out += dropped;
			stays_inside(&laid.marks, "crowd");
			texts_are_apart(&laid.marks, "crowd");
			texts_keep_off_dots(&laid.marks, "crowd");
			laid_free(&laid);
		}
	}
	ck_assert_int_gt(left_out, 20);
	frames_close(&f);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("geometry");
	TCase *figures = tcase_create("figures");
	tcase_add_test(figures, bundled_tables);
	tcase_add_test(figures, crowds_are_labelled_or_counted);
	tcase_add_test(figures, random_tables);
	tcase_set_timeout(figures, 1800);
	suite_add_tcase(suite, figures);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
