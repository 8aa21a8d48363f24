/* Differences between two vintages as people read them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/difference.h>

#include "base/intl.h"
#include "text/display_cells.h"

enum { WORDS = 256 }; /* what a word may fill, as everywhere in this table */

static void say_kind(const struct build *b, const char *name, uint64_t row, char *out)
{
	snprintf(out, WORDS, "%s", causa_difference_word(causa_frame_text(b->frame, name, row)));
}

static const char *grade_word(const char *code)
{
	static const struct {
		const char *code, *word;
	} grades[] = {{"rose", N_("rose")}, {"fell", N_("fell")}, {"may-have-risen", N_("may have risen")},
	              {"may-have-fallen", N_("may have fallen")}, {"not-shown", N_("not shown")}, {"cannot-be-said", N_("cannot be said")}};
	for (size_t i = 0; i < sizeof grades / sizeof grades[0]; i++) {
		if (strcmp(grades[i].code, code) == 0)
			return _(grades[i].word);
	}
	return code;
}

/* A count, a grade, or the share that may be covered. */
static void say_side(const struct build *b, uint64_t row, const char *count, const char *grade, const char *least, const char *most, char *out)
{
	double v, from, to;
	if (causa_frame_text(b->frame, grade, row)[0] != '\0')
		snprintf(out, WORDS, "%s", grade_word(causa_frame_text(b->frame, grade, row)));
	else if (cells_get(b, count, row, &v))
		causa_number_count((int64_t)v, &b->style, out);
	else if (cells_get(b, most, row, &to)) {
		from = cells_get_or(b, least, row, 0);
		size_t n = from < to && from > 0 ? causa_number_percent(100 * from, 1, 0, false, &b->style, out) : 0;
		n += (size_t)snprintf(out + n, WORDS - n, "%s", n > 0 ? "-" : from < to ? "<" : "");
		n += causa_number_percent(100 * to, 1, 0, false, &b->style, out + n);
		snprintf(out + n, WORDS - n, "%%");
	}
}

static void say_old(const struct build *b, const char *name, uint64_t row, char *out)
{
	say_side(b, row, name, "grade_old", "share_least_old", "share_most_old", out);
}

static void say_new(const struct build *b, const char *name, uint64_t row, char *out)
{
	say_side(b, row, name, "grade_new", "share_least_new", "share_most_new", out);
}

static void say_year(const struct build *b, const char *name, uint64_t row, char *out)
{
	double from, to;
	if (cells_get(b, "from", row, &from) && cells_get(b, "to", row, &to))
		snprintf(out, WORDS, "%d-%d", (int)from, (int)to);
	else
		snprintf(out, WORDS, "%s", causa_frame_text(b->frame, name, row));
}

static void say_change(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (!cells_get(b, name, row, &v))
		return;
	size_t n = causa_number_percent(v, v > -10 && v < 10 ? 1 : 0, 0, true, &b->style, out);
	snprintf(out + n, WORDS - n, "%s%%", b->style.percent_space ? " " : "");
}

/* With the offence of the old table that it was, was part of, or took in. */
static void say_offence(const struct build *b, const char *name, uint64_t row, char *out)
{
	const char *offence = causa_frame_text(b->frame, name, row), *was = causa_frame_text(b->frame, "was", row), *kind = causa_frame_text(b->frame, "kind", row);
	if (was[0] == '\0')
		snprintf(out, WORDS, "%s", offence);
	else if (strcmp(kind, causa_difference_code(CAUSA_DIFF_SPLIT)) == 0)
		snprintf(out, WORDS, _("%s (part of %s)"), offence, was);
	else if (strcmp(kind, causa_difference_code(CAUSA_DIFF_MERGED)) == 0)
		snprintf(out, WORDS, _("%s (took in %s)"), offence, was);
	else
		snprintf(out, WORDS, _("%s (was %s)"), offence, was);
}

static void say_what(const struct build *b, const char *name, uint64_t row, char *out)
{
	const char *measure = causa_frame_text(b->frame, name, row);
	snprintf(out, WORDS, "%s", strcmp(measure, "ratio") == 0 ? _("ratio") : "");
	if (strcmp(measure, "reported") == 0 || strcmp(measure, "prosecuted") == 0)
		say_measure(b, name, row, out);
	if (strcmp(causa_frame_text(b->frame, "statistic", row), "trend") == 0)
		snprintf(out + strlen(out), WORDS - strlen(out), ", %s", _("trend"));
}

void lay_out_diff(struct build *b)
{
	const struct causa_column *c = causa_frame_column(b->frame, "offence"), *end = b->frame->column + b->frame->columns;
	cells_add_words(b, "kind", _("Kind"), 0, say_kind, false);
	cells_add_words(b, "offence", _("Offence"), 0, say_offence, false);
	for (c++; c < end && c->type == CAUSA_LABEL && strcmp(c->name, "year") != 0; c++)
		cells_add_words(b, c->name, c->name, 0, say_label, false);
	cells_add_words(b, "year", _("Year"), 0, say_year, false);
	cells_add_words(b, "measure", _("Measure"), 0, say_what, false);
	cells_add_words(b, "old", _("Old"), 0, say_old, true);
	cells_add_words(b, "new", _("New"), 0, say_new, true);
	cells_add_words(b, "percent", _("Change"), 1, say_change, true);
}
