/* What several threads make of frames and their text: the same as one, for every number of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/number.h>
#include <causa/write.h>

#include "base/bytes.h"
#include "base/parallel.h"
#include "table/frame_build.h"
#include "table/tally.h"

static uint64_t state;

static uint32_t draw(uint32_t n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((state >> 33) % n);
}

/* ---- in order ---- */

enum { STEPS = 1500, STOP = 137 };

struct walk {
	size_t slots, taken, stop; /* stop: the step whose take says so */
	size_t held[256];          /* what make left in a slot */
	atomic_size_t made[STEPS], makes;
	pthread_t caller;
};

static void walk_make(void *self, size_t i, size_t slot)
{
	struct walk *w = self;
	ck_assert_uint_lt(slot, w->slots);
	for (size_t wait = i * 7 % 5; wait > 0; wait--)
		sched_yield();
	w->held[slot] = i * i + 3;
	atomic_fetch_add(&w->made[i], 1);
	atomic_fetch_add(&w->makes, 1);
}

static bool walk_take(void *self, size_t i, size_t slot)
{
	struct walk *w = self;
	ck_assert_uint_eq(i, w->taken++);
	ck_assert_uint_eq(w->held[slot], i * i + 3);
	ck_assert_uint_eq(atomic_load(&w->made[i]), 1);
	ck_assert(pthread_equal(pthread_self(), w->caller));
	return i != w->stop;
}

static void walk(unsigned jobs, size_t n, size_t stop)
{
	struct walk *w = calloc(1, sizeof *w);
	ck_assert_ptr_nonnull(w);
	w->slots = causa_parallel_slots(jobs, n);
	w->stop = stop;
	w->caller = pthread_self();
	causa_parallel_ordered(jobs, n, walk_make, walk_take, w);
	ck_assert_uint_eq(w->taken, stop < n ? stop + 1 : n);
	ck_assert_uint_le(atomic_load(&w->makes), stop < n ? stop + 1 + w->slots : n);
	free(w);
}

START_TEST(steps_are_taken_in_order)
{
	static const size_t sizes[] = {0, 1, 2, 3, 17, STEPS};
	for (size_t n = 0; n < sizeof sizes / sizeof sizes[0]; n++)
		walk((unsigned)_i, sizes[n], SIZE_MAX);
	walk((unsigned)_i, STEPS, STOP);
	walk((unsigned)_i, STEPS, 0);
}
END_TEST

/* ---- frames ---- */

enum { BLOCK = 997, ROWS = 13 * BLOCK + 311, LABELS = 61 };

static const enum causa_column_id columns[] = {CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_year, CAUSA_COL_count,
                                               CAUSA_COL_lower,   CAUSA_COL_upper,   CAUSA_COL_note};

/* Labels that need quotes, that a spreadsheet would run, of no length; and others. */
static const char *label_of(uint64_t row, char text[32])
{
	static const char *const hard[] = {"theft, other", "say \"no\"", "line\nbreak", "a\r\nb", "=1+1", "-x", "@\"q\"", "", "tab\tbed", "+"};
	uint32_t n = (uint32_t)((row / 3 * UINT64_C(2654435761) >> 7) % LABELS);
	if (n < sizeof hard / sizeof hard[0])
		return hard[n];
	snprintf(text, 32, "offence %u", n);
	return text;
}

static double number_of(uint64_t row)
{
	static const double hard[] = {0, 0.1, 1e-300, 1.7976931348623157e308, 5e-324, 123456789.123, 1.0 / 3, -2.5};
	return row % 11 < 8 ? hard[row % 11] : (double)(row * row % 7919) / 977;
}

static void put_row(struct causa_frame_build *b, uint64_t row)
{
	char text[32], year[16];
	snprintf(year, sizeof year, "%d", 2015 + (int)(row % 5));
	ck_assert_int_eq(causa_frame_row(b), CAUSA_OK);
	causa_frame_label(b, CAUSA_COL_measure, row < ROWS / 2 ? "reported" : "prosecuted");
	causa_frame_label(b, CAUSA_COL_offence, label_of(row, text));
	causa_frame_label(b, CAUSA_COL_year, year);
	if (row % 13 != 0)
		causa_frame_i64(b, CAUSA_COL_count, row % 29 == 0 ? INT64_MIN : (int64_t)(row * row));
	if (row % 7 != 0)
		causa_frame_f64(b, CAUSA_COL_lower, number_of(row));
	causa_frame_f64(b, CAUSA_COL_upper, number_of(row / 50));
	for (uint32_t note = 0; note < CAUSA_NOTES; note++) {
		if (row / 40 % (note + 3) == 1)
			causa_frame_note(b, (enum causa_note)note);
	}
}

struct parts {
	struct causa_frame_build *build, *part[256];
};

static void parts_make(void *self, size_t i, size_t slot)
{
	struct parts *p = self;
	uint64_t first = (uint64_t)i * BLOCK, n = ROWS - first < BLOCK ? ROWS - first : BLOCK;
	p->part[slot] = causa_frame_part(p->build, first, n);
	ck_assert_ptr_nonnull(p->part[slot]);
	for (uint64_t row = first; row < first + n; row++)
		put_row(p->part[slot], row);
}

static bool parts_take(void *self, size_t i, size_t slot)
{
	struct parts *p = self;
	(void)i;
	causa_frame_part_join(p->part[slot]);
	return true;
}

static struct causa_frame *frame_of(unsigned jobs)
{
	struct parts p = {.build = causa_frame_build_new("counts", columns, sizeof columns / sizeof columns[0], NULL, 0)};
	struct causa_context context = {.first = 2015, .last = 2019, .level = 0.95};
	struct causa_frame *frame;
	ck_assert_ptr_nonnull(p.build);
	if (jobs > 0) {
		causa_frame_expect(p.build, ROWS);
		causa_parallel_ordered(jobs, (ROWS + BLOCK - 1) / BLOCK, parts_make, parts_take, &p);
	}
	for (uint64_t row = 0; row < ROWS && jobs == 0; row++)
		put_row(p.build, row);
	causa_frame_context(p.build, &context);
	ck_assert_int_eq(causa_frame_finish(p.build, NULL, &frame), CAUSA_OK);
	ck_assert_uint_eq(frame->rows, ROWS);
	return frame;
}

START_TEST(parts_are_those_of_rows_in_a_row)
{
	struct causa_frame *plain = frame_of(0), *parts = frame_of((unsigned)_i);
	ck_assert_int_eq(memcmp(plain->notes, parts->notes, ROWS * sizeof *plain->notes), 0);
	for (uint32_t c = 0; c < plain->columns; c++) {
		const struct causa_column *a = &plain->column[c], *b = &parts->column[c];
		if (a->type == CAUSA_NOTE_SET)
			continue;
		size_t size = a->type == CAUSA_LABEL ? sizeof(uint32_t) : sizeof(int64_t);
		ck_assert_int_eq(memcmp(a->data, b->data, ROWS * size), 0);
		ck_assert_int_eq(memcmp(a->absent, b->absent, ROWS), 0);
		ck_assert_uint_eq(a->label_count, b->label_count);
		for (uint32_t l = 0; l < a->label_count; l++)
			ck_assert_str_eq(a->labels[l], b->labels[l]);
	}
	causa_frame_free(plain);
	causa_frame_free(parts);
}
END_TEST

START_TEST(rows_that_are_dropped_leave_nothing_behind)
{
	struct causa_frame_build *b = causa_frame_build_new("counts", columns, sizeof columns / sizeof columns[0], NULL, 0);
	uint8_t *keep = calloc(ROWS, 1);
	struct causa_frame *frame;
	ck_assert_ptr_nonnull(keep);
	for (uint64_t row = 0; row < ROWS; row++)
		put_row(b, row);
	for (uint64_t row = 0; row < ROWS; row++)
		keep[row] = row % 5 == 2;
	causa_frame_filter(b, keep);
	uint64_t kept = causa_frame_rows(b);
	ck_assert_uint_eq(kept, ROWS / 5 + (ROWS % 5 > 2));
	ck_assert_int_eq(causa_frame_row(b), CAUSA_OK);
	ck_assert_int_eq(causa_frame_finish(b, NULL, &frame), CAUSA_OK);
	for (uint64_t row = 0; row < kept; row++)
		ck_assert_double_eq(causa_frame_number(frame, "upper", row), number_of((5 * row + 2) / 50));
	for (uint32_t c = 0; c < frame->columns; c++)
		ck_assert(frame->column[c].type == CAUSA_NOTE_SET || !causa_column_has(&frame->column[c], kept));
	ck_assert_uint_eq(frame->notes[kept], 0);
	causa_frame_free(frame);
	free(keep);
}
END_TEST

/* ---- text ---- */

struct taken {
	struct bytes text;
	size_t puts, stop;         /* stop: which put says so, from 1 */
};

static int take(void *self, const void *bytes, size_t size)
{
	struct taken *t = self;
	if (++t->puts == t->stop)
		return 1;
	ck_assert(t->stop == 0 || t->puts < t->stop);
	bytes_add(&t->text, bytes, size);
	return 0;
}

static enum causa_status written(const struct causa_frame *frame, enum causa_format format, unsigned jobs, struct taken *out)
{
	const struct causa_write_options options = {.lang = "en", .jobs = jobs};
	out->text.size = 0;
	out->puts = 0;
	return causa_write(frame, format, &options, take, out);
}

static void expect_label(struct bytes *to, const char *text, char delimiter)
{
	const char special[] = {'"', '\n', '\r', delimiter, '\0'};
	const char *quote = strpbrk(text, special) != NULL ? "\"" : "";
	bytes_text(to, quote);
	if (text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL)
		bytes_char(to, '\'');
	for (const char *c = text; *c != '\0'; c++) {
		bytes_add(to, c, 1);
		if (*c == '"')
			bytes_add(to, c, 1);
	}
	bytes_text(to, quote);
}

/* RFC 4180 said once more, a cell at a time. */
static void expect(const struct causa_frame *frame, char delimiter, struct bytes *to)
{
	for (uint32_t c = 0; c < frame->columns; c++) {
		bytes_text(to, frame->column[c].name);
		bytes_char(to, c + 1 < frame->columns ? delimiter : '\n');
	}
	for (uint64_t row = 0; row < frame->rows; row++) {
		for (uint32_t c = 0; c < frame->columns; c++) {
			const struct causa_column *column = &frame->column[c];
			char number[CAUSA_NUMBER_SIZE];
			const char *before = "";
			for (int note = 0; note < CAUSA_NOTES && column->type == CAUSA_NOTE_SET; note++) {
				if (!(frame->notes[row] & CAUSA_NOTE(note)))
					continue;
				bytes_format(to, "%s%s", before, causa_note_code((enum causa_note)note));
				before = " ";
			}
			if (column->type == CAUSA_LABEL)
				expect_label(to, causa_column_label(column, row), delimiter);
			else if (column->type == CAUSA_I64 && causa_column_has(column, row))
				bytes_format(to, "%lld", (long long)causa_column_i64(column, row));
			else if (column->type == CAUSA_F64 && causa_column_has(column, row))
				bytes_add(to, number, causa_number_shortest(causa_column_f64(column, row), number));
			bytes_char(to, c + 1 < frame->columns ? delimiter : '\n');
		}
	}
}

START_TEST(text_is_the_same_on_any_number_of_threads)
{
	struct causa_frame *frame = frame_of(0);
	struct bytes csv = {NULL, 0, 0, false}, tsv = {NULL, 0, 0, false};
	expect(frame, ',', &csv);
	expect(frame, '\t', &tsv);
	for (unsigned jobs = 0; jobs <= 5; jobs++) {
		struct taken t = {{NULL, 0, 0, false}, 0, 0};
		ck_assert_int_eq(written(frame, CAUSA_CSV, jobs, &t), CAUSA_OK);
		ck_assert_uint_eq(t.text.size, csv.size);
		ck_assert_int_eq(memcmp(t.text.data, csv.data, csv.size), 0);
		ck_assert_int_eq(written(frame, CAUSA_TSV, jobs, &t), CAUSA_OK);
		ck_assert_uint_eq(t.text.size, tsv.size);
		ck_assert_int_eq(memcmp(t.text.data, tsv.data, tsv.size), 0);
		bytes_free(&t.text);
	}
	bytes_free(&csv);
	bytes_free(&tsv);
	causa_frame_free(frame);
}
END_TEST

START_TEST(nothing_is_put_after_a_put_that_stopped)
{
	struct causa_frame *frame = frame_of(0);
	for (unsigned jobs = 1; jobs <= 4; jobs++) {
		for (size_t stop = 1; stop <= 4; stop++) {
			struct taken t = {{NULL, 0, 0, false}, 0, stop};
			ck_assert_int_eq(written(frame, CAUSA_CSV, jobs, &t), CAUSA_EIO);
			ck_assert_uint_eq(t.puts, stop);
			bytes_free(&t.text);
		}
	}
	causa_frame_free(frame);
}
END_TEST

/* ---- cells ---- */

enum { SERIES = 300, TALLY_ROWS = 20000, PARTS = 3 };

/* Sums, gaps, first lines and first ranks of rows that fell to several tallies, against those of one array. */
START_TEST(cells_are_those_of_the_rows_whichever_tally_had_them)
{
	static int64_t sum[SERIES][4][2];
	static uint32_t rows[SERIES][4];
	static uint64_t line[SERIES][4], first[SERIES];
	struct tally part[PARTS], all;
	uint32_t label[2][64];
	const uint32_t *map[2] = {label[0], NULL};
	tally_begin(&all, 2, 2);
	state = 20231;
	for (uint32_t i = 0; i < 64; i++)
		label[0][i] = i ^ 5;
	for (int p = 0; p < PARTS; p++)
		tally_begin(&part[p], 2, 2);
	for (uint64_t row = 1; row <= TALLY_ROWS; row++) {
		/* Neighbours are often of the same cell, while that waits for the row before. */
		uint32_t s = draw(3) == 0 ? 7 : draw(SERIES), t = draw(4), id[2] = {s % 50, s / 50}, seen = draw(9) == 0 ? 1 : 3;
		int64_t value[2] = {draw(1000), draw(100)};
		uint8_t status[2] = {CAUSA_SEEN, seen == 3 ? CAUSA_SEEN : CAUSA_BLANK};
		struct tally *c = &part[draw(PARTS)];
		uint32_t series = tally_series(c, id, row);
		ck_assert_uint_ne(series, TALLY_NONE);
		tally_add(c, series, 2015 + (int32_t)t, seen, value, status, row);
		for (int m = 0; m < 2 && seen == 3; m++)
			sum[s][t][m] += value[m];
		rows[s][t] += seen == 3;
		line[s][t] = line[s][t] == 0 ? row : line[s][t];
		first[s] = first[s] == 0 ? row : first[s];
		if (draw(1000) == 0)
			tally_settle(c);
	}
	for (int p = 0; p < PARTS; p++) {
		tally_settle(&part[p]);
		tally_join(&all, &part[p], map, (unsigned)_i);
		tally_free(&part[p]);
	}
	ck_assert(!all.failed && !all.overflowed);
	ck_assert_uint_eq(all.series, SERIES);
	uint32_t gaps = 0;
	for (uint32_t g = 0; g < all.gaps; g++)
		gaps += all.gap[g].rows;
	uint64_t kept = 0;
	for (uint32_t k = 0; k < SERIES; k++) {
		uint32_t s = (all.id[0][k] ^ 5) + 50 * all.id[1][k];
		ck_assert_uint_eq(all.first[k], first[s]);
		for (uint32_t y = 0; y < all.years; y++) {
			const struct tally_cell *cell = &all.year[y].cell[k];
			uint32_t t = (uint32_t)(all.year[y].year - 2015);
			ck_assert_int_eq(cell->sum[0], sum[s][t][0]);
			ck_assert_int_eq(cell->sum[1], sum[s][t][1]);
			ck_assert_uint_eq(cell->rows, rows[s][t]);
			ck_assert_uint_eq(cell->line, line[s][t]);
			kept += cell->rows;
		}
	}
	ck_assert_uint_eq(kept + gaps, TALLY_ROWS);
	memset(sum, 0, sizeof sum);
	memset(rows, 0, sizeof rows);
	memset(line, 0, sizeof line);
	memset(first, 0, sizeof first);
	tally_free(&all);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("parallel");
	TCase *tcase = tcase_create("parallel");
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, steps_are_taken_in_order, 0, 6);
	tcase_add_loop_test(tcase, parts_are_those_of_rows_in_a_row, 1, 5);
	tcase_add_test(tcase, rows_that_are_dropped_leave_nothing_behind);
	tcase_add_test(tcase, text_is_the_same_on_any_number_of_threads);
	tcase_add_test(tcase, nothing_is_put_after_a_put_that_stopped);
	tcase_add_loop_test(tcase, cells_are_those_of_the_rows_whichever_tally_had_them, 1, 4);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
