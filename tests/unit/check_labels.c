/* The parts that charts share: scales, wrapped text, labels where there is hardly room for them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "laid.h"
#include "plots/ends.h"
#include "plots/label.h"
#include "plots/page.h"
#include "plots/scale.h"

static uint64_t seed = 20170102;

static unsigned below(unsigned n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(seed >> 33) % n;
}

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
		double low = below(1000) / 7.0, high = low + (1 + below(100)) / 9.0;
		s = scale_around(low, high, 10, 110, 2 + (int)below(5));
		ck_assert(s.lo <= low + 1e-9 && s.hi >= high - 1e-9 && s.ticks >= 2);
		double each = s.tick[1] - s.tick[0];
		ck_assert_msg(fabs(s.lo / each - round(s.lo / each)) < 1e-6, "%g from %g", each, s.lo); /* every tick is a round number */
		s = scale_around(low, low + 1e-16, 10, 110, 3);
		ck_assert(s.hi > s.lo && isfinite(scale_at(&s, low)));
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
			end[i] = (struct end){{200, 100 + below(500) / 100.0}, text[i], INK_BLUE, SEMIBOLD, false, NULL};
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
	struct label label = {{100, 50}, 6, "1234", NULL, 10, REGULAR, INK_TEXT, {0, 0, 200, 100}, false};
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

/* Points crowded in a corner: whatever is labelled, no leader line runs through a label or a dot that is not its own. */
START_TEST(leaders_cross_nothing)
{
	static const enum place order[] = {PLACE_E, PLACE_W, PLACE_NE, PLACE_SE, PLACE_NW, PLACE_SW, PLACE_N, PLACE_S};
	int led = 0;
	for (int round = 0; round < 300; round++) {
		struct marks m = {.measure = {fixed_width, NULL}, .width = 320, .height = 240};
		struct point at[12];
		int n = 2 + (int)below(11);
		for (int i = 0; i < n; i++) {
			at[i] = (struct point){20 + below(140), 20 + below(100)};
			marks_dot(&m, at[i].x, at[i].y, 3.7, INK_TEXT);
		}
		for (int i = 0; i < n; i++) {
			char text[64];
			snprintf(text, sizeof text, "%.*s", 3 + (int)below(20), "Ñandú кража ληστεία abcdefgh"); /* never more than 23 bytes */
			text[strlen(text) - 1] = '\0'; /* ends at a letter or inside one: only the width counts here */
			struct label label = {at[i], 9, text, NULL, 11, REGULAR, INK_TEXT, {0, 0, 320, 240}, below(2) == 0};
			size_t before = m.n;
			if (!label_place(&m, &label, order, 8) || m.mark[before].kind != MARK_LINE)
				continue;
			struct point a = m.point[m.mark[before].first], b = m.point[m.mark[before].first + 1];
			for (size_t k = 0; k < before; k++) {
				const struct mark *one = &m.mark[k];
				struct point p = m.point[one->first];
				ck_assert(one->kind != MARK_TEXT || !segment_meets(a, b, one->box));
				ck_assert(one->kind != MARK_DOT || !segment_meets(a, b, (struct box){p.x - 3.6, p.y - 3.6, p.x + 3.6, p.y + 3.6}));
			}
			led++;
		}
		texts_are_apart(&m, "leaders");
		texts_keep_off_dots(&m, "leaders");
		marks_free(&m);
	}
	ck_assert_int_gt(led, 20);
}
END_TEST

START_TEST(a_name_is_cut_before_its_value)
{
	for (int letters = 1; letters < 200; letters += 7) {
		struct marks m = {.measure = {fixed_width, NULL}, .width = 400, .height = 100};
		struct page page = {.marks = &m, .size = sizes_for(900)};
		char name[256] = "", all[512] = "";
		for (int i = 0; i < letters; i++)
			strcat(name, i % 9 == 8 ? " " : "a");
		struct end end = {{100, 50}, name, INK_BLUE, SEMIBOLD, false, "1 204 306"};
		ck_assert_int_eq(ends_draw(&page, &end, 1, 100, LEFT, ends_width(&page, &end, 1, 150), 0, 100), 0);
		for (size_t i = 0; i < m.n; i++) {
			if (m.mark[i].kind == MARK_TEXT)
				strcat(all, m.mark[i].text);
		}
		ck_assert_msg(strstr(all, "1 204 306") != NULL || strstr(all, "204 306") != NULL, "\"%s\"", all);
		ck_assert(letters < 60 || strstr(all, "\xE2\x80\xA6") != NULL);
		stays_inside(&m, "value");
		marks_free(&m);
	}
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
	Suite *suite = suite_create("labels");
	TCase *parts = tcase_create("parts");
	tcase_add_test(parts, scales_are_round_and_hold_what_they_must);
	tcase_add_test(parts, labels_are_spread_apart);
	tcase_add_test(parts, crowded_ends_are_spread_or_counted);
	tcase_add_test(parts, a_label_avoids_what_is_there);
	tcase_add_test(parts, leaders_cross_nothing);
	tcase_add_test(parts, a_name_is_cut_before_its_value);
	tcase_add_test(parts, wrapped_text_fits_and_loses_nothing);
	suite_add_tcase(suite, parts);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
