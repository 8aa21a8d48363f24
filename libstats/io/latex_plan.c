/* Room for a table of LaTeX. The widths are those of Latin Modern on a line of 160 mm, estimated: LaTeX knows them only when it is too
 * late to choose.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/latex_plan.h"

#include <math.h>
#include <string.h>

#include "base/intl.h"
#include "io/markup.h"

/* Points. GAP stands between two columns: twice \tabcolsep. */
static const double LINE = 455, GAP = 6;

/* Lines of a table that stands on one page with its caption and notes. */
enum { PAGE_LINES = 38 };

/* A column of words that is no wider is never broken. */
static const double NARROW = 6000;
/* What is estimated may be a little short; bold letters are wider. */
static const double PLAIN = 1.02, BOLD = 1.16;

static const struct {
	const char *name;
	double point;   /* per thousandth */
	double content; /* share of their natural width that broken columns must get at least */
} sizes[] = {{"\\small", 9.26e-3, 0.5}, {"\\footnotesize", 8.5e-3, 0.3}, {"\\scriptsize", 7.97e-3, 0}};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

/* "[U+4E2D]", printed where the font lacks a character; the word may be broken after it. */
static const double UNKNOWN = 4600;

/* Latin Modern Roman, the widest of its sizes that are used here; a digit has 500. */
static const uint16_t ascii[] = {340, 284,  384, 833, 500, 833, 778, 284, 392, 392, 500, 778, 284, 338, 284, 500, 500, 500, 500, 500, 500, 500, 500, 500,
                                 500, 500,  284, 284, 784, 778, 784, 473, 778, 750, 708, 722, 764, 680, 653, 785, 750, 362, 514, 778, 625, 917, 750, 778,
                                 680, 778,  736, 556, 722, 750, 750, 1028, 750, 750, 611, 284, 514, 284, 541, 750, 284, 500, 556, 446, 556, 446, 311, 500,
                                 556, 284,  311, 528, 284, 833, 556, 500, 556, 528, 392, 397, 392, 556, 528, 722, 528, 528, 446, 514, 298, 514, 541};

static double width_of(uint32_t c)
{
	if (c >= ' ' && c - ' ' < sizeof ascii / sizeof ascii[0])
		return ascii[c - ' '];
	if (c >= 0xC0 && c <= 0xDE)
		return 790;
	if (c == 0x2212)
		return 778;
	if (c == 0x202F)
		return 170;
	if (c < 0x180 || (c >= 0x2010 && c < 0x2030))
		return 560;
	return c == 0x2192 ? 1000 : UNKNOWN;
}

double latex_width(const char *text, size_t n)
{
	double width = 0;
	for (size_t i = 0; i < n;) {
		uint32_t c = 0xFFFD;
		size_t size = bytes_character(text + i, n - i, &c);
		width += width_of(c);
		i += size > 0 ? size : 1;
	}
	return width;
}

struct table {
	const struct display *d;
	const struct causa_frame *bold;
	uint64_t rows;
};

static double stretch(const struct table *t, uint64_t row)
{
	return t->bold != NULL && display_is_strong(t->bold, row) ? BOLD : PLAIN;
}

/* Spaces before a number are not set; those after it hold the place of digits. */
static double cell_width(const char *cell)
{
	size_t n = strlen(cell), pad = 0;
	double width = 0;
	for (; pad < n && cell[n - 1 - pad] == ' '; pad++)
		width += width_of('0');
	for (cell += strspn(cell, " "); *cell != '\0' && *cell != ' ';) {
		n = strcspn(cell, " ");
		width += latex_width(cell, n);
		cell += n + strspn(cell + n, " ");
		width += *cell != '\0' ? width_of(' ') : 0;
	}
	return width;
}

static double widest(const struct table *t, char *const *cell)
{
	double most = 0;
	for (uint64_t row = 0; row < t->rows; row++)
		most = fmax(most, cell_width(cell[row]) * stretch(t, row));
	return most;
}

/* Does any character have to be spelt where the font lacks it? */
static bool is_spelt(const char *text, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t c = 0;
		size_t size = bytes_character(text + i, n - i, &c);
		if (width_of(c) >= UNKNOWN)
			return true;
		i += size > 0 ? size : 1;
	}
	return false;
}

/* Longest stretch of text that is never broken. */
static double widest_word(const char *text)
{
	double most = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, " "), least = n > MARKUP_LONG_WORD ? MARKUP_BREAK_EVERY : n;
		double width = latex_width(text, least);
		most = fmax(most, width < UNKNOWN ? width : is_spelt(text, n) ? UNKNOWN : width);
		text += n + strspn(text + n, " ");
	}
	return most;
}

struct measured {
	double natural, least; /* equal: never broken */
};

static struct measured measure(const struct table *t, uint32_t c, double *head)
{
	const struct display_column *column = &t->d->column[c];
	const char *between = _("to");
	char words[DISPLAY_HEAD];
	struct measured m = {widest(t, column->cell), 0};
	if (column->limit[0] != NULL) /* the cells themselves are those with a limit on one side only */
		m.natural = fmax(m.natural, widest(t, column->limit[0]) + widest(t, column->limit[1]) + cell_width(between) + 2 * width_of(' '));
	display_head(column, words);
	*head = m.natural = fmax(m.natural, widest_word(words) * PLAIN);
	m.least = m.natural;
	if (column->align == DISPLAY_LEFT && column->limit[0] == NULL) {
		double word = fmax(NARROW, widest_word(words) * PLAIN);
		for (uint64_t row = 0; row < t->rows; row++)
			word = fmax(word, widest_word(column->cell[row]) * stretch(t, row));
		m.least = fmin(m.natural, word);
	}
	return m;
}

/* Is there room for these columns? Those that must break their words get a share of the line. */
static bool fit(const struct measured *m, uint32_t keys, uint32_t first, uint32_t end, int size, double *share)
{
	double room = LINE + GAP, natural = 0, least = 0, fixed = 0;
	for (uint32_t c = 0; c < end; c++) {
		share[c] = 0;
		if (c >= keys && c < first)
			continue;
		room -= GAP;
		if (m[c].least < m[c].natural) {
			natural += m[c].natural;
			least += m[c].least;
		} else {
			fixed += m[c].natural;
		}
	}
	room -= fixed * sizes[size].point;
	if (natural * sizes[size].point <= room)
		return true;
	if (least * sizes[size].point > room || natural * sizes[size].content * sizes[size].point > room)
		return false;
	double over = (room - least * sizes[size].point) / (natural - least);
	for (uint32_t c = 0; c < end; c++) {
		if ((c < keys || c >= first) && m[c].least < m[c].natural)
			share[c] = floor(1000 * (m[c].least * sizes[size].point + over * (m[c].natural - m[c].least)) / LINE) / 1000;
	}
	return true;
}

static uint32_t keys_of(const struct display *d, const struct measured *m)
{
	double taken = 0;
	uint32_t keys = 0;
	for (; keys < d->columns && d->column[keys].align == DISPLAY_LEFT && d->column[keys].limit[0] == NULL; keys++) {
		taken += m[keys].least * sizes[SIZES - 1].point + GAP;
		if (taken > 0.4 * LINE)
			break;
	}
	return keys;
}

/* More columns than a line holds: the others stand in blocks below, each with the keys again. */
static void cut(const struct display *d, const struct measured *m, struct latex_plan *out)
{
	out->keys = keys_of(d, m);
	for (uint32_t first = out->keys; first < d->columns;) {
		struct latex_block *b = &out->block[out->blocks++];
		double tried[DISPLAY_COLUMNS] = {0};
		uint32_t end = first + 1;
		fit(m, out->keys, first, end, SIZES - 1, b->share);
		for (; end < d->columns && fit(m, out->keys, first, end + 1, SIZES - 1, tried); end++)
			memcpy(b->share, tried, sizeof tried);
		b->first = first;
		b->end = first = end;
	}
}

static double lines_of(const struct table *t, const struct latex_block *b, double point)
{
	double all = 3;
	for (uint64_t row = 0; row < t->rows; row++) {
		double most = 1;
		for (uint32_t c = 0; c < b->end; c++) {
			if (b->share[c] > 0)
				most = fmax(most, ceil(1.2 * cell_width(t->d->column[c].cell[row]) * point / (b->share[c] * LINE)));
		}
		all += most;
	}
	return all;
}

void latex_plan(const struct display *d, const struct causa_frame *bold, uint64_t most, struct latex_plan *out)
{
	const struct table t = {d, bold, most > 0 && most < d->rows ? most : d->rows};
	struct measured m[DISPLAY_COLUMNS];
	double lines = 0;
	int size = 0;
	memset(out, 0, sizeof *out);
	out->rows = t.rows;
	for (uint32_t c = 0; c < d->columns; c++)
		m[c] = measure(&t, c, &out->head[c]);
	while (size < SIZES && !fit(m, 0, 0, d->columns, size, out->block[0].share))
		size++;
	if (size < SIZES) {
		out->block[0].end = d->columns;
		out->blocks = 1;
	} else {
		size = SIZES - 1;
		cut(d, m, out);
	}
	out->size = sizes[size].name;
	for (uint32_t b = 0; b < out->blocks; b++)
		lines += lines_of(&t, &out->block[b], sizes[size].point);
	out->is_long = lines > PAGE_LINES;
}
