/* The drawing module as the program uses it: opened at run time, many figures in one process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "frames.h"

static const struct causa_plots_api *api;
static struct frames mexico;

static void set_up(void)
{
	char path[4096];
	const char *folder = getenv("CAUSA_MODULE_DIR");
	ck_assert_ptr_nonnull(folder);
	snprintf(path, sizeof path, "%.*s/plots.so", (int)strcspn(folder, ":"), folder);
	void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	ck_assert_msg(module != NULL, "%s", dlerror());
	api = dlsym(module, "causa_plots_api");
	ck_assert_ptr_nonnull(api);
	ck_assert_uint_eq(api->abi, CAUSA_PLOTS_ABI);
	snprintf(path, sizeof path, "%s/mexico-2017-2021", getenv("CAUSA_DATA_DIR"));
	frames_open(path, &mexico);
}

static void tear_down(void)
{
	frames_close(&mexico);
}

static int collect(void *self, const void *data, size_t size)
{
	bytes_add(self, data, size);
	return 0;
}

static int stop(void *self, const void *data, size_t size)
{
	(void)self;
	(void)data;
	(void)size;
	return 1;
}

static enum causa_status draw(enum causa_chart chart, enum causa_figure_format format, int width, causa_figure_put put, struct bytes *to)
{
	struct causa_figure_data data = frames_data(&mexico, chart == CAUSA_CHART_trend, chart == CAUSA_CHART_slope, true);
	struct causa_figure_options options = {.lang = "en", .width = width, .scale = 0.5, .fit = true, .command = "causa plot", .software = "causa"};
	struct causa_figure_info info;
	struct causa_error err = {0};
	if (!frames_allow(&data, chart))
		return CAUSA_OK;
	enum causa_status status = api->draw(chart, &data, &options, format, put, to, &info, &err);
	if (status == CAUSA_OK) {
		ck_assert_uint_gt(strlen(info.description), 80);
		ck_assert_uint_gt(api->numbers(&info)->rows, 0);
	}
	api->release(&info);
	return status;
}

static void draw_all(int width, struct bytes *to)
{
	for (int chart = 0; chart < CAUSA_CHARTS; chart++) {
		for (int format = CAUSA_FIGURE_PNG; format <= CAUSA_FIGURE_PDF; format++)
			ck_assert_int_eq(draw((enum causa_chart)chart, (enum causa_figure_format)format, width, collect, to), CAUSA_OK);
	}
}

START_TEST(the_same_bytes_after_other_figures)
{
	struct bytes first = {NULL, 0, 0, false}, other = {NULL, 0, 0, false}, again = {NULL, 0, 0, false};
	draw_all(900, &first);
	draw_all(520, &other);
	draw_all(900, &again);
	ck_assert_uint_gt(first.size, 100000);
	ck_assert_uint_eq(first.size, again.size);
	ck_assert_int_eq(memcmp(first.data, again.data, first.size), 0);
	bytes_free(&first);
	bytes_free(&other);
	bytes_free(&again);
}
END_TEST

START_TEST(a_writer_that_stops_is_told)
{
	for (int format = CAUSA_FIGURE_PNG; format <= CAUSA_FIGURE_PDF; format++)
		ck_assert_int_eq(draw(CAUSA_CHART_ratio, (enum causa_figure_format)format, 900, stop, NULL), CAUSA_EIO);
}
END_TEST

/* What a figure leaves behind in PLplot, cairo and pango is 0 after the first ones have filled their caches. Under valgrind, which
 * has its own malloc, CAUSA_FIGURES asks for more of them: what is in use at exit must not depend on it. */
START_TEST(memory_does_not_grow)
{
#ifdef __GLIBC__
	struct bytes to = {NULL, 0, 0, false};
	size_t before = 0, after;
	const char *asked = getenv("CAUSA_FIGURES");
	int figures = asked != NULL ? atoi(asked) : getenv("CAUSA_SHORT") != NULL ? 20 : 100, warm = (getenv("CAUSA_SHORT") != NULL ? 2 : 6) * CAUSA_CHARTS;
	for (int i = -warm; i < figures; i++) {
		if (i == 0)
			before = mallinfo2().uordblks;
		to.size = 0;
		int n = i + warm;
		draw((enum causa_chart)(n % CAUSA_CHARTS), (enum causa_figure_format)(n % 3), n % 2 == 0 ? 520 : 900, collect, &to);
	}
	after = mallinfo2().uordblks;
	ck_assert_msg(after <= before + 1024 * (size_t)figures, "%zu bytes more after %d figures", after - before, figures);
	bytes_free(&to);
#endif
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("module");
	TCase *drawing = tcase_create("drawing");
	tcase_add_checked_fixture(drawing, set_up, tear_down);
	tcase_add_test(drawing, the_same_bytes_after_other_figures);
	tcase_add_test(drawing, a_writer_that_stops_is_told);
	tcase_add_test(drawing, memory_does_not_grow);
	tcase_set_timeout(drawing, 900);
	suite_add_tcase(suite, drawing);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
