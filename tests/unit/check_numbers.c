/* Numbers for people and machines: every rule of rounding at its edge, and that machines read back what was written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>
#include <causa/number.h>

static uint64_t seed = 362436069;

static uint64_t next(void)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return seed ^ seed >> 29;
}

START_TEST(shortest_reads_back)
{
	char text[CAUSA_NUMBER_SIZE], longer[64];
	int numbers = getenv("CAUSA_SHORT") != NULL ? 10000 : 400000;
	for (int i = 0; i < numbers; i++) {
		union {
			uint64_t bits;
			double value;
		} u = {next()};
		if (i % 3 == 0)
			u.value = (double)(int64_t)(next() >> 40) / 1000.0;
		if (!isfinite(u.value))
			continue;
		size_t n = causa_number_shortest(u.value, text);
		ck_assert_uint_eq(n, strlen(text));
		ck_assert_msg(strtod(text, NULL) == u.value, "%s is not %.17g", text, u.value);
		snprintf(longer, sizeof longer, "%.17g", u.value);
		ck_assert_msg(strlen(text) <= strlen(longer) || strchr(longer, 'e') != NULL, "%s is longer than %s", text, longer);
	}
	causa_number_shortest(0.1, text);
	ck_assert_str_eq(text, "0.1");
	causa_number_shortest(-0.0, text);
	ck_assert_str_eq(text, "0");
	causa_number_shortest(1e22, text);
	ck_assert_str_eq(text, "1e+22");
	causa_number_shortest(9007199254740993.0, text);
	ck_assert_str_eq(text, "9007199254740992");
	causa_number_shortest(5e-324, text);
	ck_assert_str_eq(text, "5e-324");
}
END_TEST

START_TEST(p_values)
{
	static const struct {
		double p;
		const char *words;
	} row[] = {{0, "<0.001"},    {0.0009, "<0.001"}, {0.001, "0.001"}, {0.0489251445, "0.049"}, {0.0995, "0.100"},
	           {0.1, "0.10"},    {0.5, "0.50"},      {0.9949, "0.99"}, {0.995, "1"},            {1, "1"}};
	struct causa_number_style style = causa_number_style("en", false);
	char text[CAUSA_NUMBER_SIZE];
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		causa_number_p(row[i].p, &style, text);
		ck_assert_msg(strcmp(text, row[i].words) == 0, "%g is \"%s\", not \"%s\"", row[i].p, text, row[i].words);
	}
}
END_TEST

/* As many digits as printf needs to be read back: 15, 16 or 17. */
static void by_printf(double v, char *out)
{
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(out, CAUSA_NUMBER_SIZE, "%.*e", digits - 1, v);
		if (strtod(out, NULL) == v)
			break;
	}
}

START_TEST(shortest_is_what_printf_says)
{
	char text[CAUSA_NUMBER_SIZE], other[CAUSA_NUMBER_SIZE];
	for (int i = 0; i < 400000; i++) {
		double scale = pow(10, (double)(i % 30) - 12), v = ((double)(next() >> 11) / 9007199254740992.0 + 1e-3) * scale;
		if (i % 7 == 0)
			v = (double)(next() % 1000000) / 1000; /* few digits */
		if (i % 11 == 0)
			v = nextafter((double)(next() % 100000 + 1) / 8, i % 2 ? 0 : 1e9);
		if (v == 0 || v == floor(v))
			continue;
		causa_number_shortest(v, text);
		by_printf(v, other);
		ck_assert_msg(strtod(text, NULL) == v, "%s does not read back", text);
		/* The same digits, wherever the point stands. */
		char a[64], b[64];
		size_t n = 0, m = 0;
		for (const char *c = text; *c != '\0' && *c != 'e'; c++) {
			if (*c >= '0' && *c <= '9' && (n > 0 || *c != '0'))
				a[n++] = *c;
		}
		for (const char *c = other; *c != 'e'; c++) {
			if (*c >= '0' && *c <= '9')
				b[m++] = *c;
		}
		while (m > 1 && b[m - 1] == '0')
			m--;
		ck_assert_msg(n == m && memcmp(a, b, n) == 0, "%.17g: %s, and by printf %s", v, text, other);
	}
}
END_TEST

START_TEST(percentages_never_land_on_what_they_are_not)
{
	struct causa_number_style style = causa_number_style("en", false);
	char text[CAUSA_NUMBER_SIZE];
	causa_number_percent(0, 1, 0, false, &style, text);
	ck_assert_str_eq(text, "0");
	causa_number_percent(1234.5, 0, 0, true, &style, text);
	ck_assert_str_eq(text, ">999");
	causa_number_percent(57.86, 0, 0, true, &style, text);
	ck_assert_str_eq(text, "+58");
	for (int i = 0; i < 20000; i++) {
		double v = (double)(next() >> 11) / 9007199254740992.0 * (i % 2 ? 0.2 : 2);
		if (v == 0)
			continue;
		causa_number_percent(v, 0, 0, false, &style, text);
		ck_assert_msg(strcmp(text, "0") != 0, "%g was rounded to nothing", v);
		causa_number_ratio(1 + v / 50, 1 + v / 60, 1 + v / 40, &style, text);
		ck_assert_msg(strcmp(text, "1") != 0 && strcmp(text, "1.0") != 0 && strcmp(text, "1.00") != 0, "%.17g became %s", 1 + v / 50, text);
	}
	causa_number_ratio(1.018, 0.99, 1.05, &style, text);
	ck_assert_str_eq(text, "1.02");
	causa_number_ratio(0.004, 0.0001, 0.02, &style, text);
	ck_assert_str_eq(text, "<0.01");
	causa_number_ratio(0, 0, 3, &style, text);
	ck_assert_str_eq(text, "0");
}
END_TEST

START_TEST(languages)
{
	struct causa_number_style es = causa_number_style("es", true), en = causa_number_style("en", true);
	char text[CAUSA_NUMBER_SIZE];
	causa_number_fixed(-12.345, 2, &es, text);
	ck_assert_str_eq(text, "\xE2\x88\x92" "12,35");
	causa_number_fixed(-0.004, 2, &en, text);
	ck_assert_str_eq(text, "0.00"); /* no minus before a zero */
	causa_number_count(1234, &en, text);
	ck_assert_str_eq(text, "1234");
	causa_number_count(1234567, &en, text);
	ck_assert_str_eq(text, "1\xE2\x80\xAF" "234\xE2\x80\xAF" "567");
	causa_number_count(INT64_MAX, &en, text);
	ck_assert_uint_gt(strlen(text), 19);
}
END_TEST

START_TEST(labels_match_without_case_and_accents)
{
	ck_assert(causa_label_matches("Violación", "violacion"));
	ck_assert(causa_label_matches("VIOLACIÓN", "Violación"));
	ck_assert(causa_label_matches("Violacio\xCC\x81n", "violación")); /* a combining accent */
	ck_assert(causa_label_matches("Abuso sexual", "abuso*"));
	ck_assert(causa_label_matches("Abuso sexual", "*sex*"));
	ck_assert(causa_label_matches("Abuso sexual", "*"));
	ck_assert(!causa_label_matches("Abuso sexual", "abuso"));
	ck_assert(!causa_label_matches("Abuso sexual", "sexual*"));
	ck_assert(!causa_label_matches("Abuso sexual", ""));
	ck_assert(!causa_label_matches(NULL, "*") && !causa_label_matches("a", NULL));
	ck_assert(causa_label_matches("ГРАБЁЖ", "грабёж"));
	char stars[2001], as[2001];
	memset(stars, '*', 2000);
	memset(as, 'a', 2000);
	stars[2000] = as[2000] = '\0';
	ck_assert(causa_label_matches(as, stars)); /* in no time */
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("numbers");
	TCase *tcase = tcase_create("numbers");
	tcase_add_test(tcase, shortest_reads_back);
	tcase_add_test(tcase, shortest_is_what_printf_says);
	tcase_add_test(tcase, p_values);
	tcase_add_test(tcase, percentages_never_land_on_what_they_are_not);
	tcase_add_test(tcase, languages);
	tcase_add_test(tcase, labels_match_without_case_and_accents);
	tcase_set_timeout(tcase, 120);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
