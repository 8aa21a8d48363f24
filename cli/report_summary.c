/* The first table of a report: all years in a few rows, named offences beside the unknown ones.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_summary.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "document.h"

enum { NOT_THERE = -1 };

static const struct causa_context *context_of(const struct report *r)
{
	return r->named_counts->context;
}

static int64_t count_of(const struct causa_frame *counts, const char *measure, int32_t year)
{
	const struct causa_column *count = causa_frame_column(counts, "count");
	int64_t row = page_row_of(counts, measure, year);
	return row >= 0 && causa_column_has(count, (uint64_t)row) ? causa_column_i64(count, (uint64_t)row) : NOT_THERE;
}

static void take_count(struct summary_row *out, int cell, int64_t cases, const char *lang)
{
	struct causa_number_style style = causa_number_style(lang, true);
	out->blank[cell] = cases == NOT_THERE;
	if (out->blank[cell])
		snprintf(out->count[cell], sizeof out->count[cell], "%s", _("blank"));
	else
		causa_number_count(cases, &style, out->count[cell]);
}

/* Three cells. A table without an offence unknown leaves the middle one empty. */
static void take_counts(const struct report *r, struct summary_row *out, const char *measure, const int64_t *unknown, const char *lang)
{
	const struct causa_context *c = context_of(r);
	if (!report_has(r, measure))
		return;
	take_count(out, out->counts, count_of(r->named_counts, measure, out->year), lang);
	for (uint32_t i = 0; i < c->unknowns; i++) {
		if (c->unknown_year[i] == out->year)
			take_count(out, out->counts + 1, unknown[i], lang);
	}
	take_count(out, out->counts + 2, count_of(r->table[TABLE_counts_by_year], measure, out->year), lang);
	out->counts += 3;
}

static void take_ratio(const struct report *r, struct summary_row *out, const char *lang)
{
	static const char *const columns[SUMMARY_RATIOS] = {"ratio", "lower", "upper"};
	struct causa_number_style style = causa_number_style(lang, true);
	const struct causa_frame *f = r->named;
	if (f == NULL)
		return;
	int64_t row = page_row_of(f, NULL, out->year);
	out->computed = row >= 0 && !(f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_PARTIAL)) &&
	                causa_column_has(causa_frame_column(f, "ratio"), (uint64_t)row);
	for (int i = 0; out->computed && i < SUMMARY_RATIOS; i++) {
		const struct causa_column *c = causa_frame_column(f, columns[i]);
		if (causa_column_has(c, (uint64_t)row))
			causa_number_percent(100 * causa_column_f64(c, (uint64_t)row), 1, 0, false, &style, out->ratio[i]);
	}
}

int summary_measures(const struct report *r, const char *title[2])
{
	int n = 0;
	if (report_has(r, "reported"))
		title[n++] = _("Reported cases");
	if (report_has(r, "prosecuted"))
		title[n++] = _("Criminal cases");
	return n;
}

bool summary_has_ratio(const struct report *r)
{
	return r->named != NULL;
}

const char *summary_unit(const struct report *r)
{
	return summary_has_ratio(r) ? _("Counts; ratio: criminal cases per 100 reported cases of the same year, offences that are named.") : _("Counts.");
}

void summary_interval(const struct report *r, char *out, size_t size)
{
	char level[CAUSA_NUMBER_SIZE];
	causa_number_shortest(100 * r->options->level, level);
	snprintf(out, size, _("%s%% interval"), level);
}

uint32_t summary_periods(const struct report *r)
{
	return context_of(r)->periods;
}

bool summary_row(const struct report *r, uint32_t period, struct summary_row *out)
{
	const struct causa_context *c = context_of(r);
	const struct causa_period *p = &c->period[period];
	const char *lang = options_language(0, NULL);
	*out = (struct summary_row){.year = p->year, .partial = causa_period_is_partial(p)};
	if (page_row_of(r->named_counts, report_has(r, "reported") ? "reported" : "prosecuted", p->year) < 0)
		return false;
	take_counts(r, out, "reported", c->unknown_reported, lang);
	take_counts(r, out, "prosecuted", c->unknown_prosecuted, lang);
	take_ratio(r, out, lang);
	return true;
}

bool summary_note(const struct report *r, uint32_t period, char *out, size_t size)
{
	const struct causa_period *p = &context_of(r)->period[period];
	snprintf(out, size, _("* %d is partly covered: no rate, ratio, change or trend is computed from it."), p->year);
	return causa_period_is_partial(p);
}
