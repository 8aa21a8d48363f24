/* The registries: no row without its words, no name twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* name: what must be unique; must: texts that may not be empty. */
struct row {
	const char *table, *name, *must[3];
};

static const struct row status_rows[] = {
#define X(name, text) {"status.def", #name, {text, "-", "-"}},
#include <causa/status.def>
#undef X
};
static const struct row note_rows[] = {
#define X(id, code, text) {"notes.def", code, {#id, text, "-"}},
#include <causa/notes.def>
#undef X
};
static const struct row column_rows[] = {
#define X(name, type, unit, title, meaning) {"columns.def", #name, {#type, title, meaning}},
#include <causa/columns.def>
#undef X
};
static const struct row method_rows[] = {
#define X(id, name, quantity, summary, reference, formula, conventions, avoid, example) \
	{"methods.def", #quantity " " name, {summary, reference, formula}}, \
	{"methods.def", #quantity " " name " manual", {conventions, avoid, example}},
#include <causa/methods.def>
#undef X
};
static const struct row chart_rows[] = {
#define X(name, needs, measures, orders, scales, takes, summary) {"charts.def", #name, {#needs, summary, "-"}},
#include "plots/charts.def"
#undef X
};

static int is_blank(const char *text)
{
	return text[strspn(text, " \t\n")] == '\0';
}

static void check_table(const struct row *row, size_t n)
{
	ck_assert_uint_gt(n, 0);
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(!is_blank(row[i].name), "%s: row %zu has no name", row[i].table, i + 1);
		for (size_t k = 0; k < COUNT(row[i].must); k++)
			ck_assert_msg(!is_blank(row[i].must[k]), "%s: %s has an empty field", row[i].table, row[i].name);
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(strcmp(row[i].name, row[j].name) != 0, "%s: %s twice", row[i].table, row[i].name);
	}
}

START_TEST(status_table)
{
	check_table(status_rows, COUNT(status_rows));
}
END_TEST

START_TEST(note_table)
{
	check_table(note_rows, COUNT(note_rows));
	/* A note is one bit of a 64-bit set, and its code one word of a space-separated list. */
	ck_assert_uint_le(COUNT(note_rows), 64);
	for (size_t i = 0; i < COUNT(note_rows); i++)
		ck_assert_ptr_null(strpbrk(note_rows[i].name, " ,\"\t"));
}
END_TEST

START_TEST(column_table)
{
	check_table(column_rows, COUNT(column_rows));
}
END_TEST

START_TEST(method_table)
{
	check_table(method_rows, COUNT(method_rows));
	/* The first row of a quantity is its default: rows of one quantity stand together. */
	for (size_t i = 1; i < COUNT(method_rows); i++) {
		const char *name = method_rows[i].name, *before = method_rows[i - 1].name;
		size_t quantity = strcspn(name, " ") + 1;
		if (strncmp(name, before, quantity) == 0)
			continue;
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(strncmp(name, method_rows[j].name, quantity) != 0, "methods.def: %s stands apart", name);
	}
}
END_TEST

START_TEST(chart_table)
{
	check_table(chart_rows, COUNT(chart_rows));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("defs");
	TCase *tables = tcase_create("tables");
	tcase_add_test(tables, status_table);
	tcase_add_test(tables, note_table);
	tcase_add_test(tables, column_table);
	tcase_add_test(tables, method_table);
	tcase_add_test(tables, chart_table);
	suite_add_tcase(suite, tables);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
