/* How the cells of a table are worded, column by column.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/display_cells.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

/* Below this many reports a ratio is given as "k of n": a percentage would claim digits the cases do not carry. */
enum { COUNTED_BELOW = 10 };

/* ---- reading ---- */

bool cells_get(const struct build *b, const char *name, uint64_t row, double *value)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	if (c == NULL || !causa_column_has(c, row))
		return false;
	*value = c->type == CAUSA_I64 ? (double)causa_column_i64(c, row) : causa_column_f64(c, row);
	return true;
}

double cells_get_or(const struct build *b, const char *name, uint64_t row, double otherwise)
{
	double value;
	return cells_get(b, name, row, &value) ? value : otherwise;
}

bool cells_has_column(const struct build *b, const char *name)
{
	return causa_frame_column(b->frame, name) != NULL;
}

/* ---- columns ---- */

char *cells_copy(struct build *b, const char *text)
{
	char *out = strdup(text);
	if (out == NULL)
		b->out->failed = true;
	return out;
}

struct display_column *cells_add(struct build *b, const char *name, const char *head, enum display_align align, int rank)
{
	struct display *d = b->out;
	if (d->columns == DISPLAY_COLUMNS || d->failed)
		return NULL;
	struct display_column *c = &d->column[d->columns];
	const char *line = strchr(head, '\n');
	c->name = name;
	c->align = align;
	c->rank = rank;
	c->head[0] = line == NULL ? cells_copy(b, "") : strndup(head, (size_t)(line - head));
	c->head[1] = cells_copy(b, line == NULL ? head : line + 1);
	c->cell = calloc(d->rows + 1, sizeof *c->cell);
	d->columns++;
	if (c->cell == NULL || c->head[0] == NULL || c->head[1] == NULL) {
		d->failed = true;
		return NULL;
	}
	return c;
}

void cells_add_words(struct build *b, const char *name, const char *head, int rank, word say, bool numbers)
{
	struct display_column *c = cells_add(b, name, head, numbers ? DISPLAY_RIGHT : DISPLAY_LEFT, rank);
	for (uint64_t row = 0; c != NULL && row < b->out->rows; row++) {
		char text[512] = "";
		say(b, name, row, text);
		c->cell[row] = cells_copy(b, text);
	}
	if (c != NULL && numbers && !b->out->failed)
		display_align(c->cell, b->out->rows, b->style.decimal);
}

/* ---- words of cells ---- */

static bool is_blank(const struct build *b, uint64_t row)
{
	return (b->frame->notes[row] & CAUSA_NOTE(CAUSA_NOTE_BLANK)) != 0;
}

void say_label(const struct build *b, const char *name, uint64_t row, char *out)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	if (c->type == CAUSA_I64)
		sprintf(out, "%lld", (long long)causa_column_i64(c, row));
	else if (causa_column_has(c, row) && b->style.typographic && strcmp(causa_column_label(c, row), "(all)") == 0)
		strcpy(out, _("All offences"));
	else if (causa_column_has(c, row))
		strncat(out, causa_column_label(c, row), 500);
}

void say_measure(const struct build *b, const char *name, uint64_t row, char *out)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	strcpy(out, strcmp(causa_column_label(c, row), "reported") == 0 ? _("reported") : _("criminal cases"));
}

void say_count(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_count((int64_t)v, &b->style, out);
	else if (is_blank(b, row))
		strcpy(out, _("blank"));
}

void say_number(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_fixed(v, fabs(v) < 10 && v != floor(v) ? 1 : 0, &b->style, out);
}

void say_p(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_p(v, &b->style, out);
}

void say_pair(const struct build *b, const char *name, uint64_t row, char *out)
{
	(void)name;
	sprintf(out, "%.0f-%.0f", cells_get_or(b, "from", row, 0), cells_get_or(b, "to", row, 0));
}

void say_range(const struct build *b, const char *name, uint64_t row, char *out)
{
	double first, last;
	(void)name;
	if (cells_get(b, "first", row, &first) && cells_get(b, "last", row, &last))
		sprintf(out, "%.0f-%.0f", first, last);
}

static int percent_decimals(const struct build *b, uint64_t row, const char *estimate, const char *lower,
                            const char *upper, double scale)
{
	double v;
	if (!cells_get(b, estimate, row, &v))
		return 0; /* a limit alone carries no more than its order of magnitude */
	return causa_number_percent_decimals(scale * cells_get_or(b, estimate, row, 0), scale * cells_get_or(b, lower, row, -INFINITY),
	                                     scale * cells_get_or(b, upper, row, INFINITY));
}

/* Ratio in percent, or "k of n" where the reports are few. */
void say_ratio(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v, n = cells_get_or(b, "reported", row, 0), k = cells_get_or(b, "prosecuted", row, 0);
	if (!cells_get(b, name, row, &v))
		return;
	if (n < COUNTED_BELOW)
		sprintf(out, _("%.0f of %.0f"), k, n);
	else
		causa_number_percent(100 * v, percent_decimals(b, row, "ratio", "lower", "upper", 100), 0, false, &b->style, out);
}

static void say_side(const struct build *b, uint64_t row, const char *k, const char *n, char *out)
{
	double cases = cells_get_or(b, k, row, 0), of = cells_get_or(b, n, row, 0);
	if (of > 0)
		sprintf(out, _("%.0f of %.0f"), cases, of);
}

void say_ratio_from(const struct build *b, const char *name, uint64_t row, char *out)
{
	(void)name;
	say_side(b, row, "prosecuted_from", "reported_from", out);
}

void say_ratio_to(const struct build *b, const char *name, uint64_t row, char *out)
{
	(void)name;
	say_side(b, row, "prosecuted_to", "reported_to", out);
}

void say_points(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_percent(100 * v, 1, 0, true, &b->style, out);
}

void say_rate_ratio(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_ratio(v, cells_get_or(b, "lower", row, 0), cells_get_or(b, "upper", row, INFINITY), &b->style, out);
}

void say_apc(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_percent(v, percent_decimals(b, row, "apc", "apc_lower", "apc_upper", 1), 0, true, &b->style, out);
}

void say_percent(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_percent(v, 0, 0, true, &b->style, out);
}

/* ---- intervals: two numbers in one column ---- */

void limit_percent(const struct build *b, uint64_t row, double v, char *out)
{
	causa_number_percent(100 * v, percent_decimals(b, row, "ratio", "lower", "upper", 100), 0, false, &b->style, out);
}

void limit_ratio(const struct build *b, uint64_t row, double v, char *out)
{
	causa_number_ratio(v, cells_get_or(b, "lower", row, 0), cells_get_or(b, "upper", row, INFINITY), &b->style, out);
}

void limit_apc(const struct build *b, uint64_t row, double v, char *out)
{
	causa_number_percent(v, percent_decimals(b, row, "apc", "apc_lower", "apc_upper", 1), 0, true, &b->style, out);
}

void limit_points(const struct build *b, uint64_t row, double v, char *out)
{
	(void)row;
	causa_number_percent(100 * v, 1, 0, true, &b->style, out);
}

void limit_count(const struct build *b, uint64_t row, double v, char *out)
{
	(void)row;
	causa_number_fixed(v, fabs(v) < 10 && v != 0 ? 1 : 0, &b->style, out);
}

static char **limit_cells(struct build *b, const char *name, limit_word say)
{
	char **cell = calloc(b->out->rows + 1, sizeof *cell);
	if (cell == NULL) {
		b->out->failed = true;
		return NULL;
	}
	for (uint64_t row = 0; row < b->out->rows; row++) {
		char text[CAUSA_NUMBER_SIZE] = "";
		double v;
		if (cells_get(b, name, row, &v))
			say(b, row, v, text);
		cell[row] = cells_copy(b, text);
	}
	if (!b->out->failed)
		display_align(cell, b->out->rows, b->style.decimal);
	return cell;
}

static size_t cell_width(char *const *cell, uint64_t rows)
{
	size_t most = 0;
	for (uint64_t i = 0; i < rows; i++)
		most = strlen(cell[i]) > most ? strlen(cell[i]) : most;
	return most;
}

void cells_free(char **cell, uint64_t rows)
{
	for (uint64_t i = 0; cell != NULL && i < rows; i++)
		free(cell[i]);
	free(cell);
}

/* Cells are padded: an absent limit may be blanks. */
static bool has_text(const char *cell)
{
	return cell[strspn(cell, " ")] != '\0';
}

void cells_add_interval(struct build *b, const char *lower, const char *upper, const char *title, int rank, limit_word say)
{
	char head[64], number[CAUSA_NUMBER_SIZE];
	double level = b->frame->context != NULL ? b->frame->context->level : 0.95;
	causa_number_shortest(100 * level, number);
	if (title != NULL)
		snprintf(head, sizeof head, "%s", title);
	else
		snprintf(head, sizeof head, b->style.percent_space ? _("%s %% interval") : _("%s%% interval"), number);
	char **lo = limit_cells(b, lower, say), **hi = limit_cells(b, upper, say);
	struct display_column *c = cells_add(b, title != NULL ? lower : "lower, upper", head, DISPLAY_LEFT, rank);
	if (c != NULL && lo != NULL && hi != NULL && !b->out->failed) {
		int wl = (int)cell_width(lo, b->out->rows), wh = (int)cell_width(hi, b->out->rows);
		for (uint64_t row = 0; row < b->out->rows; row++) {
			char text[3 * CAUSA_NUMBER_SIZE] = "";
			if (has_text(lo[row]) && has_text(hi[row]))
				snprintf(text, sizeof text, "%*s %s %*s", wl, lo[row], _("to"), wh, hi[row]);
			else if (has_text(lo[row]))
				snprintf(text, sizeof text, _("from %s"), lo[row] + strspn(lo[row], " "));
			else if (has_text(hi[row]))
				snprintf(text, sizeof text, _("up to %s"), hi[row] + strspn(hi[row], " "));
			c->cell[row] = cells_copy(b, text);
		}
		c->limit[0] = lo;
		c->limit[1] = hi;
		return;
	}
	cells_free(lo, b->out->rows);
	cells_free(hi, b->out->rows);
}
