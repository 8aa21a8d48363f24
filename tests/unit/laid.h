/* A figure laid out without a picture, and what every figure keeps: shared by the tests of plots/.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TESTS_LAID_H
#define CAUSA_TESTS_LAID_H

#include <check.h>

#include "plots/figure.h"
#include "plots/plotted.h"

/* ck_assert writes to a pipe each time: too dear for millions of points. */
#define expect(condition, ...) \
	do { \
		if (!(condition)) \
			ck_abort_msg(__VA_ARGS__); \
	} while (0)

struct laid {
	enum causa_status status;
	struct causa_error err;
	struct marks marks;
	struct causa_figure_info info;
	struct bytes description;
};

/* Letters of a fixed advance: about the mean of Open Sans. */
double fixed_width(void *self, const char *text, double size, enum weight weight);

void lay(enum causa_chart chart, const struct causa_figure_data *data, const struct causa_figure_options *options, struct laid *out);
void laid_free(struct laid *laid);

/* Each fails the test, naming `where`. */
void stays_inside(const struct marks *m, const char *where);
void texts_are_apart(const struct marks *m, const char *where);
void texts_keep_off_dots(const struct marks *m, const char *where);

#endif
