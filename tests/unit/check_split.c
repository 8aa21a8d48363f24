/* The CSV splitter against libcsv on random tables, and on the corners of RFC 4180.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_LIBCSV
#include <csv.h>
#endif

#include "base/bytes.h"
#include "io/split.h"

/* Fields and records as text: fields end with '|', records with '\n', so that two splitters can be compared. */
static enum causa_status collect(void *self, const struct record *record, struct causa_error *err)
{
	(void)err;
	for (uint32_t i = 0; i < record->n; i++) {
		bytes_text(self, record->field[i]);
		bytes_char(self, '|');
	}
	bytes_char(self, '\n');
	return CAUSA_OK;
}

/* Splits a text as a file; status and records. */
struct split_options {
	char delimiter;
	const char *encoding;
};

static enum causa_status split(const char *text, size_t size, const struct split_options *options, struct bytes *to,
                               struct causa_error *err)
{
	char path[] = "/tmp/check_split.XXXXXX";
	struct causa_file file;
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, size), (ssize_t)size);
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	struct source *source;
	enum causa_status status = source_open_fd(fd, "t.csv", options->encoding != NULL ? options->encoding : "UTF-8", &source, err);
	if (status == CAUSA_OK) {
		status = split_stream(source, options->delimiter, collect, to, err);
		if (status == CAUSA_OK)
			source_tell(source, &file, NULL);
		source_close(source);
	}
	close(fd);
	remove(path);
	if (status == CAUSA_OK)
		ck_assert_uint_eq(file.bytes, size);
	return status;
}

static void expect(const char *text, const char *records)
{
	struct bytes got = {NULL, 0, 0, false};
	struct causa_error err = {0};
	struct split_options options = {',', NULL};
	ck_assert_msg(split(text, strlen(text), &options, &got, &err) == CAUSA_OK, "%s", err.text);
	ck_assert_str_eq(got.data != NULL ? got.data : "", records);
	bytes_free(&got);
}

static void expect_error(const char *text, size_t size, uint64_t line, const char *word)
{
	struct bytes got = {NULL, 0, 0, false};
	struct causa_error err = {0};
	struct split_options options = {',', NULL};
	ck_assert_int_eq(split(text, size, &options, &got, &err), CAUSA_EINPUT);
	ck_assert_msg(err.line == line, "line %llu: %s", (unsigned long long)err.line, err.text);
	ck_assert_msg(strstr(err.text, word) != NULL, "%s", err.text);
	bytes_free(&got);
}

START_TEST(corners)
{
	expect("a,b\n1,2\n", "a|b|\n1|2|\n");
	expect("a,b\r\n1,2\r\n", "a|b|\n1|2|\n");
	expect("a,b\n1,2", "a|b|\n1|2|\n");                       /* no end of line at the end */
	expect("\xEF\xBB\xBF" "a,b\n1,2\n", "a|b|\n1|2|\n");       /* byte order mark */
	expect("a,b\n\"x\ny\",2\n", "a|b|\nx\ny|2|\n");            /* a line break inside quotes */
	expect("a,b\n\"x\r\ny\",2\n", "a|b|\nx\r\ny|2|\n");
	expect("a,b\n\"say \"\"no\"\"\",\"\"\n", "a|b|\nsay \"no\"||\n");
	expect("a,b\n\"1,5\",2\n", "a|b|\n1,5|2|\n");
	expect("a,b\n,\n", "a|b|\n||\n");
	expect("a,b\n\n1,2\n\n", "a|b|\n1|2|\n");                  /* blank lines are passed over */
	expect("a,b\n1, 2 \n", "a|b|\n1| 2 |\n");                  /* spaces belong to the field */
}
END_TEST

START_TEST(what_is_no_csv)
{
	expect_error("a,b\n1,2\n\"x,3\n4,5\n", 17, 3, "never closed");
	expect_error("a,b\n\"x\"y,3\n", 11, 2, "closing quote");
	expect_error("a,b\n1,\0\n", 8, 2, "NUL");
	expect_error("a,b\n1,\xF1o\n", 9, 2, "UTF-8");
	expect_error("PK\x03\x04zip", 7, 0, "decompressed");
	expect_error("\x1f\x8b\x08\x00gzip", 8, 0, "decompressed");
	expect_error("\xD0\xCF\x11\xE0xls", 7, 0, "spreadsheet");
}
END_TEST

START_TEST(a_delimiter_is_found)
{
	static const struct {
		const char *text, *records;
	} row[] = {{"year;offence\n2019;\"a,b\"\n", "year|offence|\n2019|a,b|\n"}, {"year\toffence\n2019\ta;b\n", "year|offence|\n2019|a;b|\n"}};
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		struct bytes got = {NULL, 0, 0, false};
		struct causa_error err = {0};
		struct split_options options = {0, NULL};
		ck_assert_int_eq(split(row[i].text, strlen(row[i].text), &options, &got, &err), CAUSA_OK);
		ck_assert_str_eq(got.data, row[i].records);
		bytes_free(&got);
	}
}
END_TEST

START_TEST(an_encoding_by_name)
{
	const char text[] = "year,offence\n2019,Violaci\xF3n\n";
	struct bytes got = {NULL, 0, 0, false};
	struct causa_error err = {0};
	struct split_options options = {',', "ISO-8859-1"};
	ck_assert_int_eq(split(text, sizeof text - 1, &options, &got, &err), CAUSA_OK);
	ck_assert_str_eq(got.data, "year|offence|\n2019|Violaci\xC3\xB3n|\n");
	bytes_free(&got);
	options.encoding = "NO-SUCH";
	ck_assert_int_eq(split(text, sizeof text - 1, &options, &got, &err), CAUSA_EUSAGE);
	bytes_free(&got);
}
END_TEST

#ifdef HAVE_LIBCSV
static uint64_t seed = 88172645463325252U;

static unsigned below(unsigned n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(seed >> 33) % n;
}

static int is_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void oracle_field(void *text, size_t size, void *to)
{
	bytes_add(to, text, size);
	bytes_char(to, '|');
}

static void oracle_record(int end, void *to)
{
	(void)end;
	bytes_char(to, '\n');
}

/* Well-formed CSV: fields with delimiters, quotes, line breaks and letters of several bytes. */
static void random_csv(struct bytes *to)
{
	static const char *const part[] = {"a", "12", ",", "\n", "\r\n", "\"\"", "\xC3\xB1", " ", "\xE2\x82\xAC", ";", "0"};
	const char *end = below(2) ? "\n" : "\r\n";
	unsigned rows = 1 + below(40), columns = 2 + below(6);
	for (unsigned r = 0; r < rows; r++) {
		for (unsigned c = 0; c < columns; c++) {
			bytes_text(to, c > 0 ? "," : "");
			bool quoted = below(2);
			bytes_text(to, quoted ? "\"" : "");
			unsigned n = below(below(30) == 0 ? 4000 : 6);
			for (unsigned i = 0; i < n; i++) {
				const char *p = part[below(11)];
				if (quoted || strpbrk(p, ",\"\r\n") == NULL)
					bytes_text(to, p);
			}
			bytes_text(to, quoted ? "\"" : c == 0 ? "x" : "");
		}
		bytes_text(to, r + 1 < rows || below(2) ? end : "");
	}
}

START_TEST(agrees_with_libcsv)
{
	int tables = getenv("CAUSA_LONG") != NULL ? 20000 : getenv("CAUSA_SHORT") != NULL ? 30 : 1500;
	struct split_options options = {',', NULL};
	for (int i = 0; i < tables; i++) {
		struct bytes text = {NULL, 0, 0, false}, ours = {NULL, 0, 0, false}, theirs = {NULL, 0, 0, false};
		struct causa_error err = {0};
		struct csv_parser parser;
		random_csv(&text);
		/* libcsv trims spaces around fields unless told what a space is. */
		ck_assert_int_eq(csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL), 0);
		csv_set_space_func(&parser, is_space);
		csv_set_delim(&parser, ',');
		size_t done = csv_parse(&parser, text.data, text.size, oracle_field, oracle_record, &theirs);
		ck_assert_uint_eq(done, text.size);
		ck_assert_int_eq(csv_fini(&parser, oracle_field, oracle_record, &theirs), 0);
		csv_free(&parser);
		ck_assert_msg(split(text.data, text.size, &options, &ours, &err) == CAUSA_OK, "table %d: %s", i, err.text);
		ck_assert_msg(ours.size == theirs.size && memcmp(ours.data, theirs.data, ours.size) == 0, "table %d: %.300s\nours: %.300s\nlibcsv: %.300s", i,
		              text.data, ours.data, theirs.data);
		bytes_free(&text);
		bytes_free(&ours);
		bytes_free(&theirs);
	}
}
END_TEST
#endif

int main(void)
{
	Suite *suite = suite_create("split");
	TCase *tcase = tcase_create("split");
	tcase_add_test(tcase, corners);
	tcase_add_test(tcase, what_is_no_csv);
	tcase_add_test(tcase, a_delimiter_is_found);
	tcase_add_test(tcase, an_encoding_by_name);
#ifdef HAVE_LIBCSV
	tcase_add_test(tcase, agrees_with_libcsv);
#endif
	tcase_set_timeout(tcase, 600);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
