/* The first table of a report's page: everything in a few rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "report_html.h"

static void number_cell(struct page *p, bool there, int64_t value)
{
	struct causa_number_style style = causa_number_style(p->lang, true);
	char number[CAUSA_NUMBER_SIZE];
	if (there)
		causa_number_count(value, &style, number);
	if (there)
		bytes_format(p->to, "<td class=\"n\">%s</td>", number);
	else
		bytes_format(p->to, "<td class=\"n\"><span class=\"bl\">%s</span></td>", _("blank"));
}

static void count_cells(struct page *p, const char *measure, int32_t year, uint32_t unknown)
{
	const struct causa_frame *named = p->r->named_counts, *all = p->r->table[TABLE_counts_by_year];
	const struct causa_context *c = named->context;
	int64_t n = page_row_of(named, measure, year), a = page_row_of(all, measure, year);
	const struct causa_column *count = causa_frame_column(named, "count"), *total = causa_frame_column(all, "count");
	bool there = n >= 0 && causa_column_has(count, (uint64_t)n);
	const int64_t *cases = strcmp(measure, "reported") == 0 ? c->unknown_reported : c->unknown_prosecuted;
	number_cell(p, there, there ? causa_column_i64(count, (uint64_t)n) : 0);
	if (unknown < c->unknowns)
		number_cell(p, cases[unknown] >= 0, cases[unknown]);
	else
		page_raw(p, "<td></td>");
	there = a >= 0 && causa_column_has(total, (uint64_t)a);
	number_cell(p, there, there ? causa_column_i64(total, (uint64_t)a) : 0);
}

static void ratio_cells(struct page *p, int32_t year)
{
	static const char *const columns[] = {"ratio", "lower", "upper"};
	struct causa_number_style style = causa_number_style(p->lang, true);
	const struct causa_frame *f = p->r->named;
	int64_t row = page_row_of(f, NULL, year);
	bool partial = row >= 0 && (f->notes[row] & CAUSA_NOTE(CAUSA_NOTE_PARTIAL)) != 0;
	if (row < 0 || partial || !causa_column_has(causa_frame_column(f, "ratio"), (uint64_t)row)) {
		bytes_format(p->to, "<td class=\"no m\" colspan=\"3\">%s</td>", _("not computed"));
		return;
	}
	for (int i = 0; i < 3; i++) {
		char number[CAUSA_NUMBER_SIZE] = "";
		const struct causa_column *c = causa_frame_column(f, columns[i]);
		if (causa_column_has(c, (uint64_t)row))
			causa_number_percent(100 * causa_column_f64(c, (uint64_t)row), 1, 0, false, &style, number);
		bytes_format(p->to, "<td class=\"n\">%s</td>", number);
	}
}

static void glance_row(struct page *p, const struct causa_period *period)
{
	const struct causa_context *c = p->r->named_counts->context;
	uint32_t unknown = 0;
	while (unknown < c->unknowns && c->unknown_year[unknown] != period->year)
		unknown++;
	bytes_format(p->to, "<tr><th scope=\"row\">%d%s</th>", period->year, causa_period_is_partial(period) ? "*" : "");
	if (report_has(p->r, "reported"))
		count_cells(p, "reported", period->year, unknown);
	if (report_has(p->r, "prosecuted"))
		count_cells(p, "prosecuted", period->year, unknown);
	if (p->r->named != NULL)
		ratio_cells(p, period->year);
	page_raw(p, "</tr>\n");
}

static void glance_head(struct page *p)
{
	char level[CAUSA_NUMBER_SIZE], interval[64];
	int measures = report_has(p->r, "reported") + report_has(p->r, "prosecuted");
	causa_number_shortest(100 * p->r->options->level, level);
	snprintf(interval, sizeof interval, _("%s%% interval"), level);
	bytes_format(p->to, "<thead><tr><th scope=\"col\" rowspan=\"2\">%s</th>", _("Year"));
	if (report_has(p->r, "reported"))
		bytes_format(p->to, "<th scope=\"colgroup\" colspan=\"3\" class=\"m\">%s</th>", _("Reported cases"));
	if (report_has(p->r, "prosecuted"))
		bytes_format(p->to, "<th scope=\"colgroup\" colspan=\"3\" class=\"m\">%s</th>", _("Criminal cases"));
	if (p->r->named != NULL)
		bytes_format(p->to, "<th scope=\"col\" rowspan=\"2\" class=\"n\">%s</th><th scope=\"colgroup\" colspan=\"2\" class=\"m\">%s</th>",
		             _("Ratio, %"), interval);
	page_raw(p, "</tr>\n<tr>");
	for (int i = 0; i < measures; i++)
		bytes_format(p->to, "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th>",
		             _("offence named"), _("offence unknown"), _("all"));
	if (p->r->named != NULL)
		bytes_format(p->to, "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th>", _("from"), _("to"));
	page_raw(p, "</tr></thead>\n<tbody>\n");
}

void page_glance(struct page *p)
{
	const struct causa_context *c = p->r->named_counts->context;
	char label[64];
	if (p->r->input->panel->about->undated)
		return; /* the tables by offence say it all */
	snprintf(label, sizeof label, _("Table %d."), page_number(p, &p->tables, "t-glance"));
	page_table_open(p, "t-glance", "plain", label, _("All years in one table."),
	                p->r->named != NULL ? _("Counts; ratio: criminal cases per 100 reported cases of the same year, offences that are named.") : _("Counts."));
	glance_head(p);
	for (uint32_t i = 0; i < c->periods; i++) {
		if (page_row_of(p->r->named_counts, report_has(p->r, "reported") ? "reported" : "prosecuted", c->period[i].year) >= 0)
			glance_row(p, &c->period[i]);
	}
	page_raw(p, "</tbody></table></div>\n<div class=\"tnotes\">");
	for (uint32_t i = 0; i < c->periods; i++) {
		char words[256];
		snprintf(words, sizeof words, _("* %d is partly covered: no rate, ratio, change or trend is computed from it."), c->period[i].year);
		if (causa_period_is_partial(&c->period[i]))
			page_paragraph(p, NULL, words);
	}
	page_paragraph(p, NULL, _("blank: printed empty, which is not zero; a sum over blanks is a lower bound."));
	page_raw(p, "</div>\n");
	page_downloads(p->to, "tables", "counts-by-year", "csv json", label);
	page_raw(p, "</div>\n");
}
