/* Findings: every sentence in both languages against golden files, and the tests that grade them on tables made for it.
 *
 * The golden files are made by CAUSA_REFRESH=1 and read by people: what changes there changes what the program says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/wording.h>

#include "base/bytes.h"
#include "table/frame_build.h"

/* ---- rows made by hand ---- */

static const enum causa_column_id columns[] = {
	CAUSA_COL_grade,        CAUSA_COL_statistic,       CAUSA_COL_measure,     CAUSA_COL_offence,   CAUSA_COL_from,       CAUSA_COL_to,
	CAUSA_COL_count_from,   CAUSA_COL_count_to,        CAUSA_COL_ratio_from,  CAUSA_COL_ratio_to,  CAUSA_COL_rate_ratio, CAUSA_COL_difference,
	CAUSA_COL_lower,        CAUSA_COL_upper,           CAUSA_COL_p_adjusted,  CAUSA_COL_failed,    CAUSA_COL_reported_from,
	CAUSA_COL_prosecuted_from, CAUSA_COL_reported_to,  CAUSA_COL_prosecuted_to, CAUSA_COL_tolerates, CAUSA_COL_dispersion, CAUSA_COL_turn_of,
	CAUSA_COL_turn_cases,   CAUSA_COL_turn_cases_sign, CAUSA_COL_turn_share,  CAUSA_COL_blank_cases, CAUSA_COL_blank_cases_sign,
	CAUSA_COL_blank_read_zero, CAUSA_COL_share_rise,   CAUSA_COL_share_fall,  CAUSA_COL_share_most, CAUSA_COL_months_least,
	CAUSA_COL_months_most,  CAUSA_COL_printed_from,    CAUSA_COL_printed_to,  CAUSA_COL_method,    CAUSA_COL_family_size,
};

static const char *const grades[] = {"rose", "fell", "may-have-risen", "may-have-fallen", "not-shown", "cannot-be-said"};
static const char *const measures[] = {"reported", "prosecuted", "ratio"};

struct rows {
	struct causa_frame_build *b;
	struct causa_frame *frame;
};

static void begin(struct rows *r)
{
	r->b = causa_frame_build_new("findings", columns, sizeof columns / sizeof columns[0], NULL, 0);
	ck_assert_ptr_nonnull(r->b);
}

static void start_row(struct rows *r, const char *grade, const char *statistic, const char *measure, const char *offence)
{
	ck_assert_int_eq(causa_frame_row(r->b), CAUSA_OK);
	causa_frame_label(r->b, CAUSA_COL_grade, grade);
	causa_frame_label(r->b, CAUSA_COL_statistic, statistic);
	causa_frame_label(r->b, CAUSA_COL_measure, measure);
	causa_frame_label(r->b, CAUSA_COL_offence, offence);
	causa_frame_i64(r->b, CAUSA_COL_from, 2018);
	causa_frame_i64(r->b, CAUSA_COL_to, 2019);
}

static void end_rows(struct rows *r)
{
	static const struct causa_about about = {.name = "made"};
	struct causa_context context = {.first = 2017, .last = 2020, .level = 0.95, .few = 20};
	causa_frame_context(r->b, &context);
	ck_assert_int_eq(causa_frame_finish(r->b, &about, &r->frame), CAUSA_OK);
}

static void number(struct rows *r, enum causa_column_id column, double v)
{
	causa_frame_f64(r->b, column, v);
}

static void size_of_change(struct rows *r, double effect, double lower, double upper, double p)
{
	number(r, CAUSA_COL_rate_ratio, effect);
	number(r, CAUSA_COL_lower, lower);
	number(r, CAUSA_COL_upper, upper);
	number(r, CAUSA_COL_p_adjusted, p);
}

static void counts(struct rows *r, int64_t from, int64_t to)
{
	causa_frame_i64(r->b, CAUSA_COL_count_from, from);
	causa_frame_i64(r->b, CAUSA_COL_count_to, to);
}

static void ratio(struct rows *r, int64_t k1, int64_t n1, int64_t k2, int64_t n2)
{
	double a = (double)k1 / (double)n1, b = (double)k2 / (double)n2;
	causa_frame_i64(r->b, CAUSA_COL_prosecuted_from, k1);
	causa_frame_i64(r->b, CAUSA_COL_reported_from, n1);
	causa_frame_i64(r->b, CAUSA_COL_prosecuted_to, k2);
	causa_frame_i64(r->b, CAUSA_COL_reported_to, n2);
	number(r, CAUSA_COL_ratio_from, a);
	number(r, CAUSA_COL_ratio_to, b);
	number(r, CAUSA_COL_difference, b - a);
	number(r, CAUSA_COL_lower, b - a - 0.0613);
	number(r, CAUSA_COL_upper, b - a + 0.0587);
	number(r, CAUSA_COL_p_adjusted, 0.0313);
}

/* ---- every sentence ---- */

static void change_rows(struct rows *r, int m)
{
	for (int g = 0; g < 6; g++) {
		start_row(r, grades[g], "change", measures[m], g % 2 ? "Trata de personas" : "(all)");
		if (g == 5)
			continue;
		if (m == 2) {
			ratio(r, 33, 312, 3, 188);
		} else {
			counts(r, 1234, 12345);
			size_of_change(r, 10.004, 9.41, 10.63, g == 4 ? 0.38 : 1e-9);
			number(r, CAUSA_COL_tolerates, 14.643);
		}
	}
	if (m == 2)
		return;
	for (int g = 0; g < 5; g += 2) { /* from none */
		start_row(r, grades[g], "change", measures[m], "Pornografía");
		counts(r, 0, 9);
		size_of_change(r, NAN, 1.97, NAN, 0.022);
	}
	for (int g = 1; g < 5; g += g == 3 ? 1 : 2) { /* to none */
		start_row(r, grades[g], "change", measures[m], "Lesiones");
		counts(r, 7, 0);
		size_of_change(r, 0, NAN, 0.69, 0.016);
	}
	for (int64_t n = 0; n < 3; n++) { /* ties, none in either */
		start_row(r, "not-shown", "change", measures[m], "Acoso sexual");
		counts(r, n, n);
		causa_frame_note(r->b, CAUSA_NOTE_UNATTAINABLE);
	}
}

static void ratio_rows(struct rows *r)
{
	start_row(r, "may-have-fallen", "change", "ratio", "Feminicidio"); /* few reports: no percentage */
	ratio(r, 4, 9, 1, 6);
	start_row(r, "not-shown", "change", "ratio", "Violación"); /* more criminal cases than reports */
	ratio(r, 9, 10, 11, 10);
	causa_frame_label(r->b, CAUSA_COL_method, "rate-ratio");
	start_row(r, "not-shown", "change", "ratio", "Discriminación");
	ratio(r, 10, 100, 10, 100);
}

static void trend_rows(struct rows *r, int m)
{
	for (int g = 0; g < 6; g++) {
		start_row(r, grades[g], "trend", measures[m], "(all)");
		if (g == 5)
			continue;
		size_of_change(r, g % 2 ? 0.8137 : 1.5786, g % 2 ? 0.721 : 1.00533, g % 2 ? 0.918 : 2.47886, 0.0493);
		number(r, CAUSA_COL_dispersion, g < 2 ? 0.8817 : 27.588);
	}
	start_row(r, "may-have-risen", "trend", measures[m], "Desaparición"); /* one limit only */
	number(r, CAUSA_COL_lower, 1.2);
}

static void partial_rows(struct rows *r)
{
	for (int g = 2; g < 6; g += g == 3 ? 2 : 1) {
		start_row(r, grades[g], "change", "reported", "(all)");
		counts(r, 229, 56);
		causa_frame_label(r->b, CAUSA_COL_failed, "partial");
		number(r, CAUSA_COL_share_rise, 0.17921182);
		number(r, CAUSA_COL_share_fall, 0.32880104);
		number(r, CAUSA_COL_share_most, 0.41917808);
	}
}

/* One failed test a row, with and without its figures, singular and plural. */
static void failing(struct rows *r, const char *grade, const char *statistic, const char *failed)
{
	start_row(r, grade, statistic, "reported", "Abuso sexual");
	counts(r, 27, 77);
	causa_frame_label(r->b, CAUSA_COL_failed, failed);
}

static void allotment_rows(struct rows *r)
{
	static const struct {
		int64_t of, turn, sign;
		const char *grade;
	} rows[] = {{48, 27, -1, "may-have-risen"}, {51, 1, -1, "may-have-fallen"}, {48, 7, 20, "may-have-risen"}, {51, 1, 11, "may-have-fallen"}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		failing(r, rows[i].grade, "change", "allotment");
		causa_frame_i64(r->b, CAUSA_COL_turn_of, rows[i].of);
		causa_frame_i64(r->b, CAUSA_COL_turn_cases, rows[i].turn);
		if (rows[i].sign >= 0)
			causa_frame_i64(r->b, CAUSA_COL_turn_cases_sign, rows[i].sign);
	}
	failing(r, "may-have-risen", "trend", "allotment");
	number(r, CAUSA_COL_turn_share, 0.3216);
	failing(r, "may-have-risen", "change", "allotment");
}

static void blank_rows(struct rows *r)
{
	static const int64_t cases[][2] = {{11, 22}, {1, -1}, {18, -1}, {-1, -1}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		failing(r, "may-have-fallen", "change", "blanks");
		if (cases[i][0] >= 0)
			causa_frame_i64(r->b, CAUSA_COL_blank_cases, cases[i][0]);
		if (cases[i][1] >= 0)
			causa_frame_i64(r->b, CAUSA_COL_blank_cases_sign, cases[i][1]);
		if (i == 0)
			causa_frame_label(r->b, CAUSA_COL_blank_read_zero, "yes");
	}
}

static void reason_rows(struct rows *r)
{
	for (int64_t n = 1; n < 4; n += 2) {
		failing(r, "may-have-risen", "change", "adjustment");
		number(r, CAUSA_COL_p_adjusted, 0.0749);
		causa_frame_i64(r->b, CAUSA_COL_family_size, n);
	}
	failing(r, "may-have-risen", "change", "adjustment");
	failing(r, "may-have-risen", "change", "dispersion");
	for (int i = 0; i < 2; i++) {
		failing(r, "may-have-risen", "change", "dispersion spread");
		number(r, CAUSA_COL_tolerates, i == 0 ? 1.337 : 5.661);
	}
	failing(r, "may-have-risen", "trend", "dispersion");
	failing(r, "may-have-risen", "trend", "dispersion");
	number(r, CAUSA_COL_dispersion, 27.588);
	failing(r, "may-have-risen", "change", "few withheld partial break cut-off");
	blank_rows(r);
	failing(r, "may-have-fallen", "change", "immature");
	failing(r, "may-have-fallen", "change", "immature");
	causa_frame_i64(r->b, CAUSA_COL_months_least, 5);
	causa_frame_i64(r->b, CAUSA_COL_months_most, 17);
	allotment_rows(r);
	failing(r, "may-have-risen", "change", "totals");
	causa_frame_i64(r->b, CAUSA_COL_printed_from, 270);
	causa_frame_i64(r->b, CAUSA_COL_printed_to, 174);
}

static void all_rows(struct rows *r)
{
	begin(r);
	for (int m = 0; m < 3; m++)
		change_rows(r, m);
	ratio_rows(r);
	for (int m = 0; m < 3; m++)
		trend_rows(r, m);
	partial_rows(r);
	reason_rows(r);
	end_rows(r);
}

static void put(struct bytes *to, const struct causa_frame *f, const char *lang)
{
	char words[2048];
	for (uint64_t row = 0; row < f->rows; row++) {
		causa_finding_headline(f, row, lang, words, sizeof words);
		bytes_format(to, "%s.\n", words);
		causa_finding_detail(f, row, lang, words, sizeof words);
		if (words[0] != '\0')
			bytes_format(to, "    %s\n", words);
		for (unsigned i = 0; causa_finding_reason(f, row, i, lang, words, sizeof words); i++)
			bytes_format(to, "    - %s\n", words);
	}
}

static void read_whole(const char *path, struct bytes *out)
{
	char block[4096];
	size_t n;
	FILE *in = fopen(path, "rb");
	ck_assert_msg(in != NULL, "%s cannot be read", path);
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		bytes_add(out, block, n);
	fclose(in);
}

static void compare(const char *lang)
{
	char path[1024];
	struct rows r;
	struct bytes got = {NULL, 0, 0, false}, want = {NULL, 0, 0, false};
	setenv("LANGUAGE", lang, 1);
	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		return; /* without a locale there is no second language */
	bindtextdomain("causa", getenv("CAUSA_LOCALE_DIR"));
	bind_textdomain_codeset("causa", "UTF-8");
	all_rows(&r);
	put(&got, r.frame, lang);
	snprintf(path, sizeof path, "%s/tests/unit/findings-%s.txt", getenv("top_srcdir"), lang);
	if (getenv("CAUSA_REFRESH") != NULL) {
		FILE *out = fopen(path, "wb");
		ck_assert_ptr_nonnull(out);
		fwrite(got.data, 1, got.size, out);
		fclose(out);
	}
	read_whole(path, &want);
	size_t at = 0;
	while (at < got.size && at < want.size && got.data[at] == want.data[at])
		at++;
	ck_assert_msg(at == got.size && at == want.size, "%s differs from byte %zu: got \"%.200s\"", path, at, got.data + at);
	bytes_free(&got);
	bytes_free(&want);
	causa_frame_free(r.frame);
}

START_TEST(english)
{
	compare("en");
}
END_TEST

START_TEST(spanish)
{
	compare("es");
}
END_TEST

/* A sentence never claims what its grade does not carry, in no measure and shape. */
START_TEST(wording_is_graded)
{
	struct rows r;
	char words[2048];
	setenv("LANGUAGE", "en", 1);
	all_rows(&r);
	const struct causa_column *grade = causa_frame_column(r.frame, "grade");
	for (uint64_t row = 0; row < r.frame->rows; row++) {
		const char *code = causa_column_label(grade, row);
		bool first = strcmp(code, "rose") == 0 || strcmp(code, "fell") == 0;
		causa_finding_headline(r.frame, row, "en", words, sizeof words);
		ck_assert_msg(first == (strstr(words, " rose") != NULL || strstr(words, " fell") != NULL), "%s: %s", code, words);
		ck_assert_msg((strncmp(code, "may", 3) == 0) == (strstr(words, " may have ") != NULL), "%s: %s", code, words);
		ck_assert_ptr_null(strstr(words, "crime"));
		ck_assert_ptr_null(strstr(words, "did not change"));
	}
	causa_frame_free(r.frame);
}
END_TEST

/* What is cut stays a string. */
START_TEST(short_room)
{
	struct rows r;
	char words[16];
	all_rows(&r);
	for (uint64_t row = 0; row < r.frame->rows; row++) {
		for (size_t size = 1; size <= sizeof words; size++) {
			memset(words, 'x', sizeof words);
			causa_finding_headline(r.frame, row, "en", words, size);
			ck_assert_uint_lt(strlen(words), size);
			causa_finding_detail(r.frame, row, "en", words, size);
			ck_assert_uint_lt(strlen(words), size);
			for (unsigned i = 0; causa_finding_reason(r.frame, row, i, "en", words, size); i++)
				ck_assert_uint_lt(strlen(words), size);
		}
	}
	causa_frame_free(r.frame);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("findings");
	TCase *tcase = tcase_create("words");
	tcase_add_test(tcase, english);
	tcase_add_test(tcase, spanish);
	tcase_add_test(tcase, wording_is_graded);
	tcase_add_test(tcase, short_room);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
