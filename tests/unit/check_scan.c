/* Each way of scanning against the byte by byte one, and what compares many bytes at once against what compares one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "io/same.h"
#include "io/scan.h"

enum { MOST = 700 };

static uint64_t state = 88172645463325252U;

static unsigned below(unsigned n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(state >> 33) % n;
}

struct stretch {
	char *text, before;        /* text in memory of just the size that is promised to be readable */
	size_t n;
};

/* Dense or sparse in marks; regular tables, or quotes anywhere. */
static void make(struct stretch *s)
{
	static const char bytes[] = ",\n\r\"\xF1\0" "a0";
	unsigned dense = below(3), quotes = below(2);
	s->n = below(MOST);
	s->text = calloc(s->n + SCAN_SLACK, 1);
	ck_assert_ptr_nonnull(s->text);
	s->before = below(3) == 0 ? '\r' : below(3) == 0 ? ',' : '\n';
	for (size_t i = 0; i < s->n; i++) {
		char c = dense > 0 || below(9) == 0 ? bytes[below(dense == 2 ? 2 : 8)] : 'x';
		s->text[i] = c == '"' && quotes == 0 ? 'q' : c;
	}
}

static void index_new(struct scan_index *x)
{
	memset(x, 0, sizeof *x);
	x->at = calloc(MOST + SCAN_SLACK, sizeof *x->at);
	x->end = calloc(MOST + SCAN_SLACK, sizeof *x->end);
	ck_assert(x->at != NULL && x->end != NULL);
}

static void index_free(struct scan_index *x)
{
	free(x->at);
	free(x->end);
}

static void same_index(const struct scan_index *a, const struct scan_index *b, int turn)
{
	ck_assert_msg(a->ats == b->ats && a->ends == b->ends && a->quoted == b->quoted && a->irregular == b->irregular &&
	                  a->quoted_lines == b->quoted_lines,
	              "turn %d: %zu %zu, %zu %zu", turn, a->ats, b->ats, a->ends, b->ends);
	ck_assert_msg(memcmp(a->at, b->at, a->ats * sizeof *a->at) == 0, "turn %d", turn);
	ck_assert_msg(memcmp(a->end, b->end, a->ends * sizeof *a->end) == 0, "turn %d", turn);
}

/* Where all quotes stand as RFC 4180 has them, the bits find what is found byte by byte. */
static void same_exactly(const struct stretch *s, const struct scan_index *plain, int turn)
{
	struct scan_index exact;
	size_t bad, opened;
	if (plain->irregular || s->before == '\r')
		return;
	index_new(&exact);
	scan_exactly(s->text, s->n, ',', &exact, &bad, &opened);
	ck_assert_uint_eq(bad, s->n);
	same_index(plain, &exact, turn);
	index_free(&exact);
}

START_TEST(every_width_finds_the_same)
{
	int turns = getenv("CAUSA_SHORT") != NULL ? 2000 : 20000;
	for (int turn = 0; turn < turns; turn++) {
		struct stretch s;
		struct scan_index plain, wide;
		struct scan_count count[2];
		bool quoted = below(3) == 0;
		make(&s);
		index_new(&plain);
		plain.quoted = quoted;
		scan_index_by(SCAN_PLAIN, s.text, s.n, ',', s.before, &plain);
		scan_count_by(SCAN_PLAIN, s.text, s.n, s.before, &count[0]);
		if (!quoted)
			same_exactly(&s, &plain, turn);
		for (int width = SCAN_AVX2; width <= (int)scan_widest(); width++) {
			index_new(&wide);
			wide.quoted = quoted;
			scan_index_by((enum scan_width)width, s.text, s.n, ',', s.before, &wide);
			scan_count_by((enum scan_width)width, s.text, s.n, s.before, &count[1]);
			same_index(&plain, &wide, turn);
			ck_assert(count[0].quotes == count[1].quotes && count[0].lines == count[1].lines && count[0].high == count[1].high &&
			          count[0].nul == count[1].nul);
			index_free(&wide);
		}
		index_free(&plain);
		free(s.text);
	}
}
END_TEST

START_TEST(bytes_that_are_the_same)
{
	for (size_t n = 0; n < 200; n++) {
		/* One byte more than all: the first that differs may be any, or none. */
		for (size_t differs = 0; differs <= n; differs++) {
			size_t skip = below(16);
			char *a = calloc(skip + n + SAME_SLACK, 1), *b = calloc(n + SAME_SLACK, 1);
			ck_assert(a != NULL && b != NULL);
			for (size_t i = 0; i < n + SAME_SLACK; i++)
				a[skip + i] = b[i] = (char)below(256);
			b[n] = (char)(a[skip + n] + 1); /* what is behind them does not count */
			if (differs < n)
				b[differs] = (char)(a[skip + differs] ^ (1 << below(8)));
			ck_assert(same_bytes(a + skip, b, n) == (differs == n));
			ck_assert_uint_eq(same_beginning(a + skip, b, n), differs);
			free(a);
			free(b);
		}
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scan");
	TCase *tcase = tcase_create("scan");
	tcase_add_test(tcase, every_width_finds_the_same);
	tcase_add_test(tcase, bytes_that_are_the_same);
	tcase_set_timeout(tcase, 120);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
