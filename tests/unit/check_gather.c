/* Tables read in small pieces by several threads against sums made while they were written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "io/table.h"

enum { OFFENCES = 8, AREAS = 6, YEARS = 4, FIRST = 2015 };

/* Labels with everything that is hard to split: delimiters, quotes, line ends, letters that are not ASCII; and the beginnings of others. */
static const char *const offences[OFFENCES] = {"robbery", "theft, other", "say \"no\"", "line\nbreak", "violaci\xC3\xB3n", "a\r\nb", "x", "rob"};
static const char *const areas[AREAS] = {"North", "South, far", "\"\"", "\xC3\x81lamo", "e", "Nor"};

struct sums {
	int64_t value[2][OFFENCES][AREAS][YEARS];
	uint32_t rows[OFFENCES][AREAS][YEARS], blank[OFFENCES][AREAS][YEARS];
};

static uint64_t state;

static uint32_t draw(uint32_t n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((state >> 33) % n);
}

static void put_label(struct bytes *to, const char *label, bool always)
{
	bool quote = always || strpbrk(label, ",\"\r\n") != NULL || draw(3) == 0;
	if (quote)
		bytes_char(to, '"');
	for (const char *c = label; *c != '\0'; c++) {
		bytes_char(to, *c);
		if (*c == '"')
			bytes_char(to, '"');
	}
	if (quote)
		bytes_char(to, '"');
}

struct made {
	struct bytes text;
	struct sums sums;
	uint64_t lines, bad_line;
};

static void end_line(struct made *m, const char *end)
{
	bytes_text(&m->text, end);
	m->lines++;
}

static uint64_t lines_of(const char *label)
{
	uint64_t n = 0;
	for (const char *c = label; *c != '\0'; c++)
		n += *c == '\n' || (*c == '\r' && c[1] != '\n');
	return n;
}

/* bad: the row in which a count is a letter; -1: none. */
static void make(struct made *m, int rows, int bad)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};
	const char *end = ends[draw(3)];
	memset(m, 0, sizeof *m);
	m->lines = 1;
	bytes_text(&m->text, "year,offence,area,reported,prosecuted");
	end_line(m, end);
	for (int i = 0; i < rows; i++) {
		uint32_t o = draw(OFFENCES), a = draw(AREAS), y = draw(YEARS), n = draw(30) == 0 ? draw(2000000) : draw(12), k = draw(n + 1);
		bool blank = draw(9) == 0, quoted = draw(6) == 0;
		if (draw(20) == 0)
			end_line(m, end); /* a blank line */
		if (i == bad)
			m->bad_line = m->lines;
		bytes_format(&m->text, "%u,", FIRST + y);
		put_label(&m->text, offences[o], false);
		bytes_char(&m->text, ',');
		put_label(&m->text, areas[a], false);
		if (i == bad)
			bytes_format(&m->text, ",x%u,", n);
		else
			bytes_format(&m->text, quoted ? ",\"%u\"," : ",%u,", n);
		if (!blank)
			bytes_format(&m->text, "%u", k);
		m->lines += lines_of(offences[o]) + lines_of(areas[a]);
		if (i + 1 < rows || draw(2) == 0)
			end_line(m, end);
		m->sums.blank[o][a][y] += blank;
		m->sums.rows[o][a][y] += !blank;
		m->sums.value[0][o][a][y] += blank ? 0 : n;
		m->sums.value[1][o][a][y] += blank ? 0 : k;
	}
}

static struct source *open_text(const struct bytes *text, const char *encoding, char *path)
{
	struct source *source;
	struct causa_error err = {0};
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text->data, text->size), (ssize_t)text->size);
	close(fd);
	ck_assert_int_eq(source_open(path, "t.csv", encoding, &source, &err), CAUSA_OK);
	return source;
}

static enum causa_status read_text(const struct bytes *text, size_t piece, unsigned jobs, bool add, struct causa_panel **out,
                                   struct causa_error *err)
{
	static const char *const group[] = {"area"};
	char path[] = "/tmp/check_gather.XXXXXX";
	struct table_schema schema = {.absent = CAUSA_ABSENT, .jobs = jobs, .piece = piece};
	struct table_outcome outcome;
	struct source *source = open_text(text, "UTF-8", path);
	struct panel_build *build = panel_build_new();
	schema.mapping.group = group;
	schema.mapping.groups = 1;
	schema.mapping.add = add;
	enum causa_status status = table_read(source, &schema, build, &outcome, err);
	if (status == CAUSA_OK)
		status = panel_build_finish(build, out);
	else
		panel_build_drop(build);
	source_close(source);
	remove(path);
	return status;
}

/* Labels are read as one line: a space for "\n" as for "\r\n". */
static bool is_read_as(const char *written, const char *label)
{
	for (; *written != '\0'; written++) {
		if (written[0] == '\r' && written[1] == '\n')
			continue;
		if (*label++ != (*written == '\n' ? ' ' : *written))
			return false;
	}
	return *label == '\0';
}

static int index_of(const char *const *list, int n, const char *label)
{
	for (int i = 0; i < n; i++) {
		if (is_read_as(list[i], label))
			return i;
	}
	return -1;
}

static void compare(const struct causa_panel *p, const struct sums *sums)
{
	uint64_t rows = 0, expected = 0;
	for (uint64_t s = 0; s < p->series; s++) {
		int o = index_of(offences, OFFENCES, p->dim[0].title[p->key[0][s]]), a = index_of(areas, AREAS, p->dim[1].title[p->key[1][s]]);
		ck_assert_int_ge(o, 0);
		ck_assert_int_ge(a, 0);
		for (uint32_t t = 0; t < p->periods; t++) {
			int y = p->period[t].year - FIRST;
			struct causa_seen seen;
			causa_panel_cell(p, s, t, 3, &seen);
			ck_assert_uint_eq(seen.seen, sums->rows[o][a][y]);
			ck_assert_uint_eq(seen.blank, sums->blank[o][a][y]);
			ck_assert_int_eq(seen.value[0], sums->value[0][o][a][y]);
			ck_assert_int_eq(seen.value[1], sums->value[1][o][a][y]);
			rows += seen.seen + seen.blank;
		}
	}
	for (int o = 0; o < OFFENCES; o++) {
		for (int a = 0; a < AREAS; a++) {
			for (int y = 0; y < YEARS; y++)
				expected += sums->rows[o][a][y] + sums->blank[o][a][y];
		}
	}
	ck_assert_uint_eq(rows, expected);
}

START_TEST(sums_are_those_of_the_rows)
{
	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct made m;
		struct causa_panel *panel;
		struct causa_error err = {0};
		state = seed;
		make(&m, 1 + (int)draw(120), -1);
		size_t piece = seed % 5 == 0 ? 0 : 16 + draw(200);
		ck_assert_msg(read_text(&m.text, piece, 1 + (unsigned)seed % 4, true, &panel, &err) == CAUSA_OK, "seed %" PRIu64 ": %s", seed,
		              err.text);
		compare(panel, &m.sums);
		causa_panel_free(panel);
		bytes_free(&m.text);
	}
}
END_TEST

/* Labels and series come in the order of the file, whoever read them. */
START_TEST(the_order_is_that_of_the_file)
{
	for (uint64_t seed = 500; seed < 540; seed++) {
		struct made m;
		struct causa_panel *one, *many;
		struct causa_error err = {0};
		state = seed;
		make(&m, 80, -1);
		ck_assert_int_eq(read_text(&m.text, 0, 1, true, &one, &err), CAUSA_OK);
		ck_assert_int_eq(read_text(&m.text, 40, 3, true, &many, &err), CAUSA_OK);
		ck_assert_uint_eq(one->series, many->series);
		for (uint32_t d = 0; d < 2; d++) {
			ck_assert_uint_eq(one->dim[d].n, many->dim[d].n);
			for (uint64_t s = 0; s < one->series; s++)
				ck_assert_str_eq(one->dim[d].title[one->key[d][s]], many->dim[d].title[many->key[d][s]]);
		}
		for (uint64_t c = 0; c < one->series * one->periods; c++)
			ck_assert_uint_eq(one->origin[c].line, many->origin[c].line);
		causa_panel_free(one);
		causa_panel_free(many);
		bytes_free(&m.text);
	}
}
END_TEST

START_TEST(the_first_error_is_told_with_its_line)
{
	for (uint64_t seed = 1000; seed < 1060; seed++) {
		struct made m;
		struct causa_panel *panel;
		state = seed;
		make(&m, 60, (int)draw(60));
		for (unsigned jobs = 1; jobs <= 3; jobs++) {
			struct causa_error err = {0};
			ck_assert_int_eq(read_text(&m.text, 24 + 30 * jobs, jobs, true, &panel, &err), CAUSA_EINPUT);
			ck_assert_msg(err.line == m.bad_line, "seed %" PRIu64 ": line %" PRIu64 ", not %" PRIu64 ": %s", seed, err.line, m.bad_line,
			              err.text);
		}
		bytes_free(&m.text);
	}
}
END_TEST

static enum causa_status read_words(const char *words, size_t piece, unsigned jobs, struct causa_panel **out, struct causa_error *err)
{
	struct bytes text = {NULL, 0, 0, false};
	bytes_text(&text, words);
	enum causa_status status = read_text(&text, piece, jobs, false, out, err);
	bytes_free(&text);
	return status;
}

START_TEST(the_same_key_twice)
{
	/* Quotes, spaces and the form of an accent make no other key; the last row repeats line 3. */
	const char *text = "year,offence,area,note,reported\n"
	                   "2019,theft,North,first half,1\n"
	                   "2019,theft,North,second half,2\n"
	                   "2019,viol\xC3\xA9,North,a,3\n"
	                   "2019,viole\xCC\x81,North,b,4\n"
	                   "2020,theft,North,second half,5\n"
	                   "2019,\"theft\",North,\" second half \",6\n";
	for (unsigned jobs = 1; jobs <= 3; jobs++) {
		struct causa_error err = {0};
		struct causa_panel *panel;
		ck_assert_int_eq(read_words(text, 20 * jobs, jobs, &panel, &err), CAUSA_EINPUT);
		ck_assert_uint_eq(err.line, 7);
		ck_assert_msg(strstr(err.text, "theft in 2019") != NULL && strstr(err.text, "line 3") != NULL, "%s", err.text);
	}
	struct causa_error err = {0};
	struct causa_panel *panel;
	ck_assert_int_eq(read_words("year,offence,area,code,reported\n2019,a,N,1,1\n2019,a,N,2,1\n", 0, 1, &panel, &err), CAUSA_EINPUT);
	ck_assert_uint_eq(err.line, 3); /* numbers without a role are part of no key */
}
END_TEST

/* A quote inside an unquoted field is a letter; a quote that is never closed is told where it is opened. */
START_TEST(quotes_where_none_should_be)
{
	struct causa_error err = {0};
	struct causa_panel *panel;
	ck_assert_int_eq(read_words("year,offence,area,reported\n2019,6\" pipe,\"N,E\",4\n2020,6\" pipe,\"N,E\",5\n", 16, 2, &panel, &err), CAUSA_OK);
	ck_assert_str_eq(panel->dim[0].title[0], "6\" pipe");
	ck_assert_str_eq(panel->dim[1].title[0], "N,E");
	ck_assert_int_eq(panel->sum[0][0] + panel->sum[0][1], 9);
	causa_panel_free(panel);
	ck_assert_int_eq(read_words("year,offence,area,reported\n2019,a,N,4\n2020,\"a,N,5\n2021,a,N,6\n", 16, 2, &panel, &err), CAUSA_EINPUT);
	ck_assert_uint_eq(err.line, 3);
	ck_assert_msg(strstr(err.text, "never closed") != NULL, "%s", err.text);
	ck_assert_int_eq(read_words("year,offence,area,reported\n2019,\"a\"b,N,4\n", 16, 2, &panel, &err), CAUSA_EINPUT);
	ck_assert_uint_eq(err.line, 2);
	ck_assert_msg(strstr(err.text, "closing quote") != NULL, "%s", err.text);
}
END_TEST

START_TEST(sums_that_do_not_fit)
{
	struct causa_error err = {0};
	struct causa_panel *panel;
	struct bytes text = {NULL, 0, 0, false};
	bytes_text(&text, "year,offence,area,reported\n");
	for (int i = 0; i < 1100; i++)
		bytes_text(&text, "2019,a,N,9007199254740992\n");
	ck_assert_int_eq(read_text(&text, 0, 1, true, &panel, &err), CAUSA_ERANGE);
	bytes_free(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("gather");
	TCase *tcase = tcase_create("gather");
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, sums_are_those_of_the_rows);
	tcase_add_test(tcase, the_order_is_that_of_the_file);
	tcase_add_test(tcase, the_first_error_is_told_with_its_line);
	tcase_add_test(tcase, the_same_key_twice);
	tcase_add_test(tcase, quotes_where_none_should_be);
	tcase_add_test(tcase, sums_that_do_not_fit);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
