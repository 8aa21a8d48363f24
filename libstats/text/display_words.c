/* The words around a table: title, what divides by what, what holds for all rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>


#include "base/intl.h"
#include "text/display.h"

static bool is(const struct causa_frame *frame, const char *command)
{
	return strcmp(frame->command, command) == 0;
}

static const char *by_words(const struct causa_context *c)
{
	if (c->by_offence)
		return c->by_year ? _("by offence and year") : _("by offence");
	return c->by_year ? _("by year") : _("all offences together");
}

static const char *subject(const struct causa_context *c)
{
	if (c->of != NULL && strcmp(c->of, "ratio") == 0)
		return _("prosecution ratios");
	return c->of != NULL && strcmp(c->of, "prosecuted") == 0 ? _("criminal cases") : _("reported cases");
}

static void say_family(const struct causa_frame *f, struct bytes *to)
{
	if (f->families == 0 || strcmp(f->family[0].method, "none") == 0)
		return;
	bytes_format(to, NP_("; p adjusted over %u row (%s)", "; p adjusted over %u rows (%s)", f->family[0].size),
	             f->family[0].size, f->family[0].method);
}

/* Years that are pooled; none where the table does not tell them. */
static void title_ratio(const struct causa_context *c, struct bytes *title)
{
	if (c->by_year || c->first == 0)
		bytes_format(title, _("Prosecution ratio, %s"), by_words(c));
	else if (c->first == c->last)
		bytes_format(title, _("Prosecution ratio, %s, %d"), by_words(c), c->first);
	else
		bytes_format(title, _("Prosecution ratio, %s, %d to %d together"), by_words(c), c->first, c->last);
}

static void title_change(const struct causa_frame *f, struct bytes *title, struct bytes *subtitle)
{
	const struct causa_context *c = f->context;
	const char *offences = c->by_offence ? _("by offence") : _("all offences together");
	if (c->from != 0)
		bytes_format(title, _("Change of %s, %s, %d against %d"), subject(c), offences, c->to, c->from);
	else
		bytes_format(title, _("Change of %s, %s, year by year, %d to %d"), subject(c), offences, c->first, c->last);
	if (strcmp(c->of, "ratio") == 0)
		bytes_format(subtitle, _("Difference in percentage points; method: %s"), c->method);
	else
		bytes_format(subtitle, _("Ratio of the later count to the earlier one; method: %s"), c->method);
	say_family(f, subtitle);
}

static void title_trend(const struct causa_frame *f, struct bytes *title, struct bytes *subtitle)
{
	const struct causa_context *c = f->context;
	bytes_format(title, _("Trend of %s, %s, %d to %d"), subject(c),
	             c->by_offence ? _("by offence") : _("all offences together"), c->first, c->last);
	bytes_format(subtitle, _("Percent a year; method: %s"), c->method);
	say_family(f, subtitle);
}

static void title_joint(const struct causa_frame *f, struct bytes *title, struct bytes *subtitle)
{
	const struct causa_context *c = f->context;
	if (is(f, "bounds")) {
		bytes_format(title, _("What cases of unknown offence could make of it, %s, %d to %d"), subject(c), c->first, c->last);
		bytes_text(subtitle, _("Least and greatest value over all ways to allot them; changes and trends as ratios, 1 is no change"));
	} else if (is(f, "compare")) {
		title_ratio(c, title);
		bytes_text(subtitle, _("Raw, and shrunk towards the mean of all offences (beta-binomial)"));
	} else if (is(f, "tests") && c->from != 0) {
		bytes_format(title, _("Prosecution ratio within offences, %d against %d"), c->to, c->from);
		bytes_text(subtitle, _("Offences that were reported in both years"));
	} else if (is(f, "tests")) {
		bytes_format(title, _("Do the prosecution ratios of the offences differ? %d to %d together"), c->first, c->last);
		bytes_text(subtitle, _("Offences with reports; offence unknown left aside"));
	} else if (is(f, "decompose")) {
		bytes_format(title, _("Change of the overall prosecution ratio, %d against %d: mix of offences, and within them"), c->to, c->from);
		bytes_text(subtitle, _("Percentage points; intervals by parametric bootstrap"));
	} else if (is(f, "segments")) {
		bytes_format(title, _("Segments of the trend of %s, %s"), subject(c), c->by_offence ? _("by offence") : _("all offences together"));
		bytes_format(subtitle, _("Percent a year; joinpoints by %s"), c->method);
	} else if (is(f, "power")) {
		bytes_format(title, _("What change of %s could be seen after %d"), subject(c), c->last);
		bytes_text(subtitle, _("Counts of the next year that would be significant; rate ratios that would be found"));
	} else if (is(f, "diff")) {
		bytes_text(title, _("What differs between two vintages of a table"));
	} else if (is(f, "sensitivity")) {
		bytes_format(title, _("One conclusion under all defensible options, %s"), subject(c));
		bytes_text(subtitle, causa_frame_column(f, "statistic") != NULL && f->rows > 0 &&
		                             strcmp(causa_column_label(causa_frame_column(f, "statistic"), 0), "trend") == 0
		                         ? _("Trend, percent a year; the first row of each offence has the defaults")
		                         : _("Change of one year to another; the first row of each offence has the defaults"));
	}
}

void display_title(const struct causa_frame *f, struct bytes *title, struct bytes *subtitle)
{
	const struct causa_context *c = f->context;
	if (c == NULL)
		return;
	if (is(f, "counts")) {
		bytes_format(title, _("Cases counted, %s"), by_words(c));
		bytes_format(subtitle, _("Interval of the underlying rate of cases; method: %s"), c->method);
	} else if (is(f, "ratio")) {
		title_ratio(c, title);
		if (c->lag > 0)
			bytes_format(subtitle,
			             NP_("Criminal cases per 100 cases reported %d year before; method: %s",
			                 "Criminal cases per 100 cases reported %d years before; method: %s", c->lag),
			             c->lag, c->method);
		else
			bytes_format(subtitle, _("Criminal cases per 100 reported cases of the same years; method: %s"), c->method);
	} else if (is(f, "change")) {
		title_change(f, title, subtitle);
	} else if (is(f, "trend")) {
		title_trend(f, title, subtitle);
	} else {
		title_joint(f, title, subtitle);
	}
}

static bool any_note(const struct causa_frame *f, enum causa_note note)
{
	for (uint64_t row = 0; row < f->rows; row++) {
		if (f->notes[row] & CAUSA_NOTE(note))
			return true;
	}
	return false;
}

static void say_common(const struct causa_frame *f, uint64_t common, struct bytes *to)
{
	for (int n = 0; n < CAUSA_NOTES; n++) {
		char sentence[DISPLAY_NOTE];
		if (!(common & CAUSA_NOTE(n)) || n == CAUSA_NOTE_IMMATURE)
			continue;
		display_note(f, (enum causa_note)n, sentence);
		bytes_format(to, _("All rows: %s, %s.\n"), causa_note_code((enum causa_note)n), sentence);
	}
	if ((common & CAUSA_NOTE(CAUSA_NOTE_IMMATURE)) || (any_note(f, CAUSA_NOTE_IMMATURE) && !f->context->by_year))
		bytes_format(to, _("%d is immature: its cases may still reach a judge.\n"), f->context->immature);
}

static void say_dropped(const struct causa_frame *f, bool hints, struct bytes *to)
{
	const struct causa_context *c = f->context;
	bool compares = is(f, "change") || is(f, "trend");
	if (c->by_year && !compares)
		return;
	for (uint32_t i = 0; i < c->dropped_count; i++) {
		if (!hints)
			bytes_format(to, _("%d is partly covered and left out."), c->dropped[i]);
		else if (compares)
			bytes_format(to, _("%d is partly covered and left out; --partial offset --exposure %d=F1:F2 takes it in."),
			             c->dropped[i], c->dropped[i]);
		else
			bytes_format(to, _("%d is partly covered and left out; --partial keep takes it in."), c->dropped[i]);
		bytes_char(to, '\n');
	}
}

/* With few years the rank test cannot say anything: that is a fact of the years, not of any row. */
static void say_rank_floor(const struct causa_frame *f, struct bytes *to)
{
	const struct causa_column *years = causa_frame_column(f, "years"), *floor = causa_frame_column(f, "mk_p_floor");
	double least = 1;
	long long n = 0;
	if (years == NULL || floor == NULL)
		return;
	for (uint64_t row = 0; row < f->rows; row++) {
		if (causa_column_has(floor, row) && causa_column_f64(floor, row) < least) {
			least = causa_column_f64(floor, row);
			n = (long long)causa_column_i64(years, row);
		}
	}
	if (least > 1 - f->context->level && n > 0)
		bytes_format(to, _("Mann-Kendall: with %lld years its exact p cannot fall below %.3f.\n"), n, least);
}

/* Offence and group columns: what a row is about. */
static bool is_subject(const struct causa_column *c)
{
	return c->type == CAUSA_LABEL && (strcmp(c->name, "offence") == 0 || strcmp(c->title, c->name) == 0);
}

static bool same_subject(const struct causa_frame *f, uint64_t a, uint64_t b)
{
	for (uint32_t c = 0; c < f->columns; c++) {
		if (is_subject(&f->column[c]) && strcmp(causa_column_label(&f->column[c], a), causa_column_label(&f->column[c], b)) != 0)
			return false;
	}
	return true;
}

static void say_subject(const struct causa_frame *f, uint64_t row, struct bytes *to)
{
	bool first = true;
	for (uint32_t c = 0; c < f->columns; c++) {
		if (!is_subject(&f->column[c]))
			continue;
		const char *label = causa_column_label(&f->column[c], row);
		bytes_format(to, "%s%s", first ? "" : ", ", strcmp(label, "(all)") == 0 ? _("All offences") : label);
		first = false;
	}
}

/* How many of the rows come to the conclusion of the defaults, for each offence. */
static void say_agreement(const struct causa_frame *f, struct bytes *to)
{
	const struct causa_column *agrees = causa_frame_column(f, "agrees");
	for (uint64_t row = 0; row < f->rows && agrees != NULL;) {
		uint64_t first = row;
		unsigned all = 0, same = 0;
		for (; row < f->rows && same_subject(f, row, first); row++, all++)
			same += strcmp(causa_column_label(agrees, row), "yes") == 0;
		say_subject(f, first, to);
		bytes_format(to, NP_(": %u of %u option agrees with the defaults.\n", ": %u of %u options agree with the defaults.\n", all), same, all);
	}
}

void display_sentences(const struct causa_frame *f, uint64_t common, bool hints, struct bytes *to)
{
	const struct causa_context *c = f->context;
	if (c == NULL)
		return;
	say_common(f, common, to);
	say_rank_floor(f, to);
	if (is(f, "sensitivity"))
		say_agreement(f, to);
	say_dropped(f, hints, to);
	if (hints && is(f, "ratio") && c->by_offence && !c->by_year)
		bytes_text(to, _("The total: causa ratio --by all\n"));
	if (any_note(f, CAUSA_NOTE_UNKNOWN))
		bytes_text(to, _("Offence unknown is no offence: it stands in no family and no ranking.\n"));
}
