/* Two vintages of a table: planted revisions, renamings, splits and mergers are found, and nothing that was not planted.
 *
 * Oracle: what was planted. Counts are drawn from a seeded generator, so that no two offences agree by design.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <causa/diff.h>
#include <causa/reader.h>

#include "base/bytes.h"

enum { OFFENCES = 60, YEARS = 5, SEEDS = 12 };

struct table {
	int64_t count[OFFENCES + 8][YEARS];
	char name[OFFENCES + 8][24];
	int n;
};

static uint64_t state;

static uint64_t draw(void) /* splitmix64 */
{
	uint64_t z = (state += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static void fill(struct table *t, uint64_t seed)
{
	state = seed;
	t->n = OFFENCES;
	for (int i = 0; i < OFFENCES; i++) {
		int64_t size = 20 + (int64_t)(draw() % 400);
		snprintf(t->name[i], sizeof t->name[i], "Offence %c%02d", 'A' + i % 26, i);
		for (int y = 0; y < YEARS; y++)
			t->count[i][y] = size + (int64_t)(draw() % (uint64_t)size);
	}
}

static struct causa_panel *panel_of(const struct table *t)
{
	char path[] = "/tmp/causa-diff-XXXXXX";
	struct causa_panel *panel = NULL;
	struct causa_error err = {0};
	struct causa_mapping mapping = {0};
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	FILE *out = fdopen(fd, "w");
	fprintf(out, "year,offence,reported\n");
	for (int i = 0; i < t->n; i++) {
		for (int y = 0; y < YEARS; y++)
			fprintf(out, "%d,%s,%lld\n", 2010 + y, t->name[i], (long long)t->count[i][y]);
	}
	fclose(out);
	enum causa_status status = causa_open(path, &mapping, 1, &panel, &err);
	unlink(path);
	ck_assert_msg(status == CAUSA_OK, "%s", err.text);
	return panel;
}

static const char *label(const struct causa_frame *f, const char *name, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(f, name);
	return causa_column_has(c, row) ? causa_column_label(c, row) : "";
}

static struct causa_frame *compare(const struct table *old, const struct table *now, uint64_t counts[CAUSA_DIFFERENCES], struct causa_panel *panels[2])
{
	struct causa_frame *frame = NULL;
	struct causa_error err = {0};
	panels[0] = panel_of(old);
	panels[1] = panel_of(now);
	ck_assert_int_eq(causa_diff(panels[0], panels[1], NULL, NULL, NULL, 0, counts, &frame, &err), CAUSA_OK);
	return frame;
}

static void done(struct causa_frame *frame, struct causa_panel *panels[2])
{
	causa_frame_free(frame);
	causa_panel_free(panels[0]);
	causa_panel_free(panels[1]);
}

/* Every other kind has none. */
static void only(const uint64_t counts[CAUSA_DIFFERENCES], enum causa_difference kind, uint64_t n)
{
	for (int k = 0; k < CAUSA_DIFFERENCES; k++)
		ck_assert_msg(counts[k] == (k == (int)kind ? n : 0), "%s: %lu", causa_difference_code((enum causa_difference)k), (unsigned long)counts[k]);
}

static void remove_row(struct table *t, int i)
{
	t->n--;
	memmove(t->count[i], t->count[i + 1], (size_t)(t->n - i) * sizeof t->count[i]);
	memmove(t->name[i], t->name[i + 1], (size_t)(t->n - i) * sizeof t->name[i]);
}

START_TEST(same)
{
	struct table t;
	struct causa_panel *panels[2];
	uint64_t counts[CAUSA_DIFFERENCES];
	fill(&t, (uint64_t)_i);
	struct causa_frame *f = compare(&t, &t, counts, panels);
	only(counts, CAUSA_DIFF_REVISED, 0);
	ck_assert_uint_eq(f->rows, 0);
	done(f, panels);
}
END_TEST

START_TEST(revised)
{
	struct table old, now;
	struct causa_panel *panels[2];
	uint64_t counts[CAUSA_DIFFERENCES];
	fill(&old, 100 + (uint64_t)_i);
	now = old;
	now.count[17][3] += 5;
	now.count[41][0] -= 7;
	struct causa_frame *f = compare(&old, &now, counts, panels);
	only(counts, CAUSA_DIFF_REVISED, 2);
	ck_assert_str_eq(label(f, "offence", 0), old.name[17]);
	ck_assert_str_eq(label(f, "year", 0), "2013");
	ck_assert_int_eq((int)causa_frame_number(f, "difference", 0), 5);
	ck_assert_int_eq((int)causa_frame_number(f, "old", 1), (int)old.count[41][0]);
	ck_assert_int_eq((int)causa_frame_number(f, "new", 1), (int)old.count[41][0] - 7);
	done(f, panels);
}
END_TEST

/* Three renamed, one of them by case only, one revised on the way. */
START_TEST(renamed)
{
	struct table old, now;
	struct causa_panel *panels[2];
	uint64_t counts[CAUSA_DIFFERENCES];
	fill(&old, 200 + (uint64_t)_i);
	now = old;
	strcpy(now.name[5], "A new name");
	strcpy(now.name[23], "Another one");
	now.count[23][2] += 1;
	memcpy(now.name[30], "OFFENCE", 7);
	struct causa_frame *f = compare(&old, &now, counts, panels);
	ck_assert_uint_eq(counts[CAUSA_DIFF_RENAMED], 3);
	ck_assert_uint_eq(counts[CAUSA_DIFF_REVISED], 1);
	ck_assert_uint_eq(f->rows, 4);
	ck_assert_str_eq(label(f, "offence", 0), "A new name");
	ck_assert_str_eq(label(f, "was", 0), old.name[5]);
	ck_assert_str_eq(label(f, "was", 1), old.name[23]);
	ck_assert_str_eq(label(f, "was", 2), old.name[30]);
	ck_assert_str_eq(label(f, "offence", 3), "Another one");
	done(f, panels);
}
END_TEST

/* An offence that is gone becomes `parts`; kept: it stays with what the parts leave it. */
static void plant_split(const struct table *from, struct table *to, int at, int parts, bool kept)
{
	*to = *from;
	for (int p = kept ? 1 : 0; p < parts; p++) {
		snprintf(to->name[to->n], sizeof to->name[0], "Part %d", p);
		for (int y = 0; y < YEARS; y++) {
			int64_t all = from->count[at][y], share = p == parts - 1 && !kept ? to->count[at][y] : all / 4 + (int64_t)(draw() % 5);
			to->count[to->n][y] = share;
			to->count[at][y] -= share;
		}
		to->n++;
	}
	if (!kept)
		remove_row(to, at);
}

static void check_split(uint64_t seed, int parts, bool kept, bool merged)
{
	struct table whole, split;
	struct causa_panel *panels[2];
	uint64_t counts[CAUSA_DIFFERENCES];
	fill(&whole, seed);
	plant_split(&whole, &split, 13, parts, kept);
	struct causa_frame *f = merged ? compare(&split, &whole, counts, panels) : compare(&whole, &split, counts, panels);
	uint64_t found = (uint64_t)(kept ? parts - 1 : parts);
	only(counts, merged ? CAUSA_DIFF_MERGED : CAUSA_DIFF_SPLIT, found);
	for (uint64_t row = 0; row < found; row++) {
		ck_assert_str_eq(label(f, merged ? "offence" : "was", row), whole.name[13]);
		ck_assert_int_eq(strncmp(label(f, merged ? "was" : "offence", row), "Part ", 5), 0);
	}
	done(f, panels);
}

START_TEST(split)
{
	for (int parts = 2; parts <= 3; parts++) {
		for (int kept = 0; kept < 2; kept++) {
			check_split(300 + (uint64_t)_i, parts, kept, false);
			check_split(400 + (uint64_t)_i, parts, kept, true);
		}
	}
}
END_TEST

/* Offences that go and come without being the same: nothing may be matched. */
START_TEST(replaced)
{
	struct table old, now, other;
	struct causa_panel *panels[2];
	uint64_t counts[CAUSA_DIFFERENCES];
	fill(&old, 500 + (uint64_t)_i);
	fill(&other, 600 + (uint64_t)_i);
	now = old;
	for (int i = 0; i < OFFENCES; i += 2) {
		snprintf(now.name[i], sizeof now.name[i], "Other %d", i);
		memcpy(now.count[i], other.count[i], sizeof now.count[i]);
	}
	struct causa_frame *f = compare(&old, &now, counts, panels);
	ck_assert_uint_eq(counts[CAUSA_DIFF_RENAMED] + counts[CAUSA_DIFF_SPLIT] + counts[CAUSA_DIFF_MERGED], 0);
	ck_assert_uint_eq(counts[CAUSA_DIFF_ADDED], OFFENCES / 2);
	ck_assert_uint_eq(counts[CAUSA_DIFF_WITHDRAWN], OFFENCES / 2);
	done(f, panels);
}
END_TEST

/* Counts too small to tell one offence from another are never matched. */
START_TEST(rare)
{
	struct table old, now;
	struct causa_panel *panels[2];
	uint64_t counts[CAUSA_DIFFERENCES];
	state = 700 + (uint64_t)_i;
	old.n = now.n = OFFENCES;
	for (int i = 0; i < OFFENCES; i++) {
		snprintf(old.name[i], sizeof old.name[i], "Old %02d", i);
		snprintf(now.name[i], sizeof now.name[i], "New %02d", i);
		for (int y = 0; y < YEARS; y++) {
			old.count[i][y] = (int64_t)(draw() % 3);
			now.count[i][y] = (int64_t)(draw() % 3);
		}
	}
	struct causa_frame *f = compare(&old, &now, counts, panels);
	ck_assert_uint_eq(counts[CAUSA_DIFF_RENAMED] + counts[CAUSA_DIFF_SPLIT] + counts[CAUSA_DIFF_MERGED], 0);
	done(f, panels);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("diff");
	TCase *tcase = tcase_create("planted");
	tcase_add_loop_test(tcase, same, 0, 2);
	tcase_add_loop_test(tcase, revised, 0, 3);
	tcase_add_loop_test(tcase, renamed, 0, SEEDS);
	tcase_add_loop_test(tcase, split, 0, SEEDS);
	tcase_add_loop_test(tcase, replaced, 0, SEEDS);
	tcase_add_loop_test(tcase, rare, 0, SEEDS);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
