/* "Cases of unknown offence, and other assumptions": how far they could move what a report says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "document.h"

static bool is(const struct causa_frame *f, const char *name, uint64_t row, const char *word)
{
	const struct causa_column *c = causa_frame_column(f, name);
	return c != NULL && causa_column_has(c, row) && strcmp(causa_column_label(c, row), word) == 0;
}

/* ---- cases of unknown offence ---- */

/* Least and greatest share of a year's reports that names no offence; false: no year has any. */
static bool unknown_shares(const struct page *p, double *least, double *greatest)
{
	const struct causa_frame *named = p->r->named_counts;
	const struct causa_context *c = named->context;
	bool any = false;
	for (uint32_t i = 0; i < c->unknowns; i++) {
		int64_t row = page_row_of(named, "reported", c->unknown_year[i]);
		double n = row >= 0 ? causa_frame_number(named, "count", (uint64_t)row) : (double)NAN, u = (double)c->unknown_reported[i];
		if (isnan(n) || u < 0 || n + u <= 0)
			continue;
		double share = u / (n + u);
		*least = any && *least < share ? *least : share;
		*greatest = any && *greatest > share ? *greatest : share;
		any = true;
	}
	return any;
}

static void say_shares(struct page *p)
{
	struct causa_number_style style = causa_number_style(p->lang, true);
	double least = 0, greatest = 0;
	char a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE], words[1024];
	if (!unknown_shares(p, &least, &greatest))
		return;
	causa_number_percent(100 * least, 0, 0, false, &style, a);
	causa_number_percent(100 * greatest, 0, 0, false, &style, b);
	snprintf(words, sizeof words, _("From %s to %s percent of the reports of a year name no offence. As that share changes, what is computed "
	                                "of a named offence may be off, by an amount that the table does not show. Its limits can be computed: the "
	                                "least and the greatest value over all ways to allot those cases to the named offences. Figures of all "
	                                "offences together do not move."),
	         a, b);
	page_paragraph(p, NULL, words);
}

static void say_survivors(struct page *p, const struct causa_frame *f)
{
	char words[512];
	unsigned all = 0, stay = 0;
	for (uint64_t row = 0; row < f->rows; row++) {
		stay += is(f, "survives", row, "yes");
		all += is(f, "survives", row, "yes") || is(f, "survives", row, "no");
	}
	snprintf(words, sizeof words,
	         NP_("Of %u change whose interval excludes no change, %u stays so however the cases are allotted.",
	             "Of %u changes whose interval excludes no change, %u stay so however the cases are allotted.", all),
	         all, stay);
	page_paragraph(p, NULL, words);
}

static void say_turning(struct page *p, const struct causa_frame *f)
{
	char words[512];
	unsigned all = 0, turn = 0;
	for (uint64_t row = 0; row < f->rows; row++) {
		all += isnan(causa_frame_number(f, "value", row)) ? 0U : 1U;
		turn += isnan(causa_frame_number(f, "turn_sign", row)) ? 0U : 1U;
	}
	snprintf(words, sizeof words,
	         NP_("Of %u trend, %u would change its sign under some allotment of the cases.",
	             "Of %u trends, %u would change their sign under some allotment of the cases.", all),
	         all, turn);
	page_paragraph(p, NULL, words);
}

static bool has_rows(const struct causa_frame *f)
{
	return f != NULL && f->rows > 0;
}

static void table(struct page *p, const struct causa_frame *f, const char *name, const char *title, const char *without)
{
	page_table(p, f, &(struct page_frame){.id = name, .file = name, .title = title, .without = without});
}

static void bounds(struct page *p)
{
	struct causa_frame *const *bound = p->r->bound;
	if (!has_rows(bound[BOUND_RATIO]) && !has_rows(bound[BOUND_CHANGE]) && !has_rows(bound[BOUND_TREND])) {
		page_paragraph(p, NULL, _("No case of this table is of unknown offence, or none can be allotted: nothing moves for that reason."));
		return;
	}
	say_shares(p);
	if (has_rows(bound[BOUND_RATIO]))
		page_paragraph(p, NULL, _("The ratio of an offence lies between the two values, whichever offences the unknown cases are of; where a "
		                          "blank leaves the greatest value open, only the least is given."));
	table(p, bound[BOUND_RATIO], "bounds-ratio", _("Ratio of each offence over all ways to allot the unknown cases"), "statistic");
	if (has_rows(bound[BOUND_CHANGE]))
		say_survivors(p, bound[BOUND_CHANGE]);
	table(p, bound[BOUND_CHANGE], "bounds-change", _("Change of each offence over all ways to allot the unknown cases"), "statistic");
	if (has_rows(bound[BOUND_TREND]))
		say_turning(p, bound[BOUND_TREND]);
	table(p, bound[BOUND_TREND], "bounds-trend", _("Trend of each offence over all ways to allot the unknown cases"), "statistic");
}

/* ---- other assumptions ---- */

static const struct {
	const char *code, *words;
} options[] = {{"unknown", N_("cases of unknown offence")},
               {"blanks", N_("blank cells")},
               {"partial", N_("partly covered year")},
               {"totals", N_("printed totals")},
               {"method", N_("method")}};
enum { OPTIONS_VARIED = sizeof options / sizeof options[0] };

static const char *conclusion(const struct causa_frame *f, uint64_t row)
{
	return is(f, "conclusion", row, "rose") ? _("rose") : is(f, "conclusion", row, "fell") ? _("fell") : _("not shown");
}

/* One offence in a row: its conclusion, how many ways agree, and which single choice turns it. Returns the row after its last. */
static uint64_t offence_row(struct page *p, const struct page_grid *grid, const struct causa_frame *f, uint64_t first)
{
	const char *offence = causa_column_label(causa_frame_column(f, "offence"), first);
	unsigned all = 0, same = 0;
	bool turns[OPTIONS_VARIED] = {false};
	char agree[64], turned[512] = "";
	uint64_t row = first;
	for (; row < f->rows && is(f, "offence", row, offence); row++) {
		all++;
		same += is(f, "agrees", row, "yes");
		for (int i = 0; i < OPTIONS_VARIED; i++)
			turns[i] = turns[i] || is(f, "turned_by", row, options[i].code);
	}
	for (int i = 0; i < OPTIONS_VARIED; i++) {
		if (turns[i])
			snprintf(turned + strlen(turned), sizeof turned - strlen(turned), "%s%s", turned[0] != '\0' ? ", " : "", _(options[i].words));
	}
	snprintf(agree, sizeof agree, _("%u of %u"), same, all);
	const char *const cell[GRID_COLUMNS] = {offence, conclusion(f, first), agree,
	                                        turned[0] != '\0' || same == all ? turned : _("only several together")};
	p->format->row(p, grid, cell);
	return row;
}

static void by_offence(struct page *p, const struct causa_frame *f)
{
	char label[64];
	snprintf(label, sizeof label, _("Table %d."), page_number(p, &p->tables, "t-sensitivity-trend"));
	const struct page_grid grid = {"t-sensitivity-trend",
	                               label,
	                               "sensitivity-trend",
	                               report_has(p->r, "reported") ? _("Trend of reported cases of each offence, under all options")
	                                                            : _("Trend of criminal cases of each offence, under all options"),
	                               _("Ways of computation that come to the conclusion of the defaults, of all that could be defended."),
	                               {_("Offence"), _("Conclusion"), _("Ways that agree"), _("Turned by one choice")},
	                               {false, false, true, false},
	                               {0.28, 0.16, 0.12, 0.36}};
	page_paragraph(p, NULL, _("Of each offence: the conclusion with the defaults, how many of all ways come to the same, and which choice alone is "
	                          "enough to turn it."));
	p->format->grid(p, &grid, true);
	for (uint64_t row = 0; row < f->rows;)
		row = offence_row(p, &grid, f, row);
	p->format->grid(p, &grid, false);
}

static void sensitivity(struct page *p)
{
	struct causa_frame *const *s = p->r->sensitivity;
	page_heading(p, _("One conclusion, computed in every way that could be defended"));
	page_paragraph(p, NULL, _("The cases of unknown offence counted or left out; blank cells left out or read as 0; the partly covered year left out "
	                          "or taken in; computed or printed totals; one method or another. The first row of a table has the defaults of this "
	                          "report. A conclusion that few ways share rests on the choice, not on the cases."));
	bool reported = report_has(p->r, "reported"); /* else the frame tells what it is of */
	table(p, s[SENSITIVITY_TREND_ALL], "sensitivity-trend-all", !reported ? NULL : _("Trend of reported cases, all offences together, under all options"), "offence");
	table(p, s[SENSITIVITY_CHANGE_ALL], "sensitivity-change-all", !reported ? NULL : _("Change of reported cases, all offences together, under all options"), "offence");
	table(p, s[SENSITIVITY_RATIO_ALL], "sensitivity-change-ratio-all", _("Change of the ratio, all offences together, under all options"), "offence");
	if (has_rows(s[SENSITIVITY_TREND]))
		by_offence(p, s[SENSITIVITY_TREND]);
}

void page_assumptions(struct page *p)
{
	bounds(p);
	for (int i = 0; i < REPORT_SENSITIVITIES; i++) {
		if (has_rows(p->r->sensitivity[i])) {
			sensitivity(p);
			return;
		}
	}
}
