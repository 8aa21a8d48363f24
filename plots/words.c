/* Words of figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

void words_years(int32_t first, int32_t last, char *out, size_t size)
{
	if (first == 0) /* a table that does not say of which year it is */
		snprintf(out, size, "%s", _("year not stated"));
	else if (first == last)
		snprintf(out, size, "%d", first);
	else
		snprintf(out, size, "%d\xE2\x80\x93%d", first, last);
}

void words_year(const struct series_set *set, int t, bool brief, char *out)
{
	const char *star = set->partial[t] ? "*" : "";
	if (brief)
		snprintf(out, 16, "\xE2\x80\x99%02d%s", abs(set->year[t]) % 100, star);
	else
		snprintf(out, 16, "%d%s", set->year[t], star);
}

void words_add(char *to, size_t size, const char *format, ...)
{
	size_t n = strlen(to);
	va_list args;
	if (n > 0 && n + 1 < size) {
		to[n++] = ' ';
		to[n] = '\0';
	}
	va_start(args, format);
	vsnprintf(to + n, size - n, format, args);
	va_end(args);
}

struct causa_number_style words_style(const struct page *page)
{
	return causa_number_style(page->options->lang, true);
}

void words_level(const struct page *page, double level, char out[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(page);
	double percent = 100 * level;
	int decimals = fabs(percent - round(percent)) < 1e-9 ? 0 : fabs(10 * percent - round(10 * percent)) < 1e-8 ? 1 : 2;
	size_t n = causa_number_fixed(percent, decimals, &style, out);
	snprintf(out + n, CAUSA_NUMBER_SIZE - n, "%s%%", style.percent_space ? "\xC2\xA0" : "");
}

static void percent_words(const struct page *page, double percent, double lower, double upper, bool sign, char out[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(page);
	int decimals = causa_number_percent_decimals(percent, isnan(lower) ? -INFINITY : lower, isnan(upper) ? INFINITY : upper);
	size_t n = causa_number_percent(percent, decimals, 0, sign, &style, out);
	snprintf(out + n, CAUSA_NUMBER_SIZE - n, "%s%%", style.percent_space ? "\xC2\xA0" : "");
}

void words_percent(const struct page *page, double percent, double lower, double upper, char out[CAUSA_NUMBER_SIZE])
{
	percent_words(page, percent, lower, upper, false, out);
}

void words_signed(const struct page *page, double percent, double lower, double upper, char out[CAUSA_NUMBER_SIZE])
{
	percent_words(page, percent, lower, upper, true, out);
}

void words_tick(const struct page *page, double share, bool last, char out[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(page);
	double percent = 100 * share;
	bool whole = fabs(percent - round(percent)) < 1e-9;
	size_t n = causa_number_fixed(percent, whole ? 0 : fabs(10 * percent - round(10 * percent)) < 1e-8 ? 1 : 2, &style, out);
	if (last)
		snprintf(out + n, CAUSA_NUMBER_SIZE - n, "%s%%", style.percent_space ? "\xC2\xA0" : "");
}

void words_count(const struct page *page, double count, char out[CAUSA_NUMBER_SIZE])
{
	struct causa_number_style style = words_style(page);
	causa_number_count((int64_t)count, &style, out);
}

static void add_partial(const struct causa_period *p, char *note, size_t size)
{
	const struct causa_coverage *c = &p->share;
	double lo = 100 * c->lo, hi = 100 * c->hi;
	if (c->basis == CAUSA_BOUND)
		words_add(note, size, _("* %d is partly covered: it stops at a day that is not stated, after at most %.0f%% of the year."),
		          p->year, hi);
	else if (c->lo < c->hi)
		words_add(note, size, _("* %d is partly covered: between %.0f%% and %.0f%% of the year."), p->year, lo, hi);
	else
		words_add(note, size, _("* %d is partly covered: %.0f%% of the year."), p->year, hi);
}

void words_partial(const struct causa_frame *frame, const struct series_set *set, char *note, size_t size)
{
	for (int t = 0; t < set->years; t++) {
		bool told = false;
		for (uint32_t i = 0; set->partial[t] && i < frame->context->periods && !told; i++) {
			told = frame->context->period[i].year == set->year[t];
			if (told)
				add_partial(&frame->context->period[i], note, size);
		}
	}
}

void words_scale(const struct page *page, char *subtitle, size_t size)
{
	if (page->options->scale_y == CAUSA_SCALE_LOG)
		words_add(subtitle, size, "%s", _("Logarithmic scale."));
}

void words_doubts(const struct causa_context *x, char *note, size_t size)
{
	if (x->immature >= x->first && x->immature <= x->last)
		words_add(note, size, _("Cases of %d may still reach a judge."), x->immature);
	for (uint32_t i = 0; i < x->dropped_count; i++)
		words_add(note, size, _("%d is partly covered and left out."), x->dropped[i]);
}

void words_unknown(bool any, char *note, size_t size)
{
	if (any)
		words_add(note, size, "%s", _("Italic: offence unknown."));
}

const char *words_subject(const char *label)
{
	return strcmp(label, "(all)") == 0 ? _("All offences") : label;
}

const char *words_measure(const char *measure)
{
	return strcmp(measure, "prosecuted") == 0 ? _("Criminal cases") : _("Reported cases");
}

static void describe_cell(const struct page *page, const struct cell *cell, struct bytes *to)
{
	struct causa_number_style style = words_style(page);
	char value[CAUSA_NUMBER_SIZE], lower[CAUSA_NUMBER_SIZE], upper[CAUSA_NUMBER_SIZE];
	words_count(page, cell->value, value);
	if (isnan(cell->upper)) {
		bytes_format(to, _("at least %s"), value);
		return;
	}
	causa_number_fixed(cell->lower, 0, &style, lower);
	causa_number_fixed(cell->upper, 0, &style, upper);
	bytes_format(to, _("%s (%s to %s)"), value, lower, upper);
}

void words_describe(const struct page *page, const char *name, const struct series *series, const char *measure,
                    const struct series_set *set, struct bytes *to)
{
	bytes_format(to, "%s%s: ", to->size > 0 ? " " : "", name);
	for (int t = 0; t < set->years; t++) {
		const struct cell *c = &series->cell[t];
		struct plotted_row row = {series->name, measure, set->year[t], c->there ? c->value : NAN, c->lower, c->upper, c->notes};
		page_number(page, &row);
		bytes_format(to, "%s%d%s ", t > 0 ? "; " : "", set->year[t], set->partial[t] ? "*" : "");
		if (series->cell[t].there)
			describe_cell(page, &series->cell[t], to);
		else
			bytes_text(to, _("blank"));
	}
	bytes_char(to, '.');
}
