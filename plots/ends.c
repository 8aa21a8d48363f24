/* Names at the ends of lines.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "ends.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "label.h"

static const double LEADING = 1.2, LEAD = 14;
enum { MOST_LINES = 2, WORDS = 512 };

/* The first n bytes of the name, whole letters, and the value. */
static void join(const struct end *end, size_t n, char out[WORDS])
{
	size_t all = strlen(end->text);
	while (n < all && n > 0 && (end->text[n] & 0xC0) == 0x80)
		n--;
	snprintf(out, WORDS, "%.*s%s\xC2\xA0 %s", (int)n, end->text, n < all ? "\xE2\x80\xA6" : "", end->value);
}

/* Name and value in the lines there are: a name too long for them is shortened before its value. */
static const char *words_of(const struct page *page, const struct end *end, double width, char out[WORDS])
{
	size_t fits = 0, over = strlen(end->text);
	double most = (MOST_LINES + 0.5) * page->size.axis * LEADING;
	if (end->value == NULL)
		return end->text;
	over = over < WORDS - 160 ? over : WORDS - 160;
	join(end, over, out);
	if (page_wrap(page, NULL, out, 0, 0, width, page->size.axis, LEADING, end->weight, end->ink) < most)
		return out;
	while (over - fits > 1) {
		size_t middle = (fits + over) / 2;
		join(end, middle, out);
		if (page_wrap(page, NULL, out, 0, 0, width, page->size.axis, LEADING, end->weight, end->ink) < most)
			fits = middle;
		else
			over = middle;
	}
	join(end, fits, out);
	return out;
}

double ends_width(const struct page *page, const struct end *end, int n, double most)
{
	double widest = 0;
	for (int i = 0; i < n; i++) {
		char words[WORDS];
		widest = fmax(widest, text_width(page->marks, words_of(page, &end[i], INFINITY, words), page->size.axis, end[i].weight));
	}
	return fmin(widest, most) + LEAD + 2;
}

static double height_of(const struct page *page, const struct end *end, double width)
{
	char words[WORDS];
	return page_wrap_in(page, NULL, words_of(page, end, width, words), 0, 0, width, page->size.axis, LEADING, end->weight, end->ink, MOST_LINES) +
	       0.12 * page->size.axis;
}

static void draw_one(const struct page *page, const struct end *end, double x, enum anchor side, double width, double centre, double height)
{
	char words[WORDS];
	double size = page->size.axis, edge = side == LEFT ? x + LEAD : x - LEAD, sign = side == LEFT ? 1 : -1;
	if (!end->unled)
		marks_segment(page->marks, end->at.x + sign * (DOT_HALO + 1), end->at.y, edge - 3 * sign, centre, INK_BASELINE, GRID_WIDTH);
	page_wrap_beside(page, page->marks, words_of(page, end, width, words), edge, centre - height / 2 + 0.02 * size, width, size, LEADING, end->weight, end->ink,
	                 side, MOST_LINES);
}

int ends_draw(const struct page *page, const struct end *end, int n, double x, enum anchor side, double column, double lo, double hi)
{
	double *centre = calloc(2 * (size_t)n + 2, sizeof *centre), *height = centre != NULL ? centre + n : NULL, used = 0, width = column - LEAD - 2;
	int *order = calloc((size_t)n + 1, sizeof *order), shown = 0;
	if (centre == NULL || order == NULL) {
		page->marks->failed = true;
	} else {
		for (int i = 0; i < n; i++) {
			double need = height_of(page, &end[i], width);
			if (used + need > hi - lo)
				break;
			used += need;
			height[shown] = need;
			centre[shown++] = end[i].at.y;
		}
		label_spread(centre, height, order, shown, lo, hi);
		for (int i = 0; i < shown; i++)
			draw_one(page, &end[i], x, side, width, centre[i], height[i]);
	}
	free(centre);
	free(order);
	return n - shown;
}
