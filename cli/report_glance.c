/* The first table of a report's page: everything in a few rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/intl.h"
#include "report_html.h"
#include "report_summary.h"

static void glance_row(struct page *p, const struct summary_row *row)
{
	bytes_format(p->to, "<tr><th scope=\"row\">%d%s</th>", row->year, row->partial ? "*" : "");
	for (int i = 0; i < row->counts; i++) {
		const char *format = row->blank[i] ? "<td class=\"n\"><span class=\"bl\">%s</span></td>" : "<td class=\"n\">%s</td>";
		bytes_format(p->to, row->count[i][0] != '\0' ? format : "<td>%s</td>", row->count[i]);
	}
	if (!row->computed && summary_has_ratio(p->r))
		bytes_format(p->to, "<td class=\"no m\" colspan=\"3\">%s</td>", _("not computed"));
	for (int i = 0; i < SUMMARY_RATIOS && row->computed; i++)
		bytes_format(p->to, "<td class=\"n\">%s</td>", row->ratio[i]);
	html_raw(p, "</tr>\n");
}

static void glance_head(struct page *p)
{
	const char *measure[2];
	int measures = summary_measures(p->r, measure);
	char interval[64];
	summary_interval(p->r, interval, sizeof interval);
	bytes_format(p->to, "<thead><tr><th scope=\"col\" rowspan=\"2\">%s</th>", _("Year"));
	for (int i = 0; i < measures; i++)
		bytes_format(p->to, "<th scope=\"colgroup\" colspan=\"3\" class=\"m\">%s</th>", measure[i]);
	if (summary_has_ratio(p->r))
		bytes_format(p->to, "<th scope=\"col\" rowspan=\"2\" class=\"n\">%s</th><th scope=\"colgroup\" colspan=\"2\" class=\"m\">%s</th>",
		             _("Ratio, %"), interval);
	html_raw(p, "</tr>\n<tr>");
	for (int i = 0; i < measures; i++)
		bytes_format(p->to, "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th>",
		             _("offence named"), _("offence unknown"), _("all"));
	if (summary_has_ratio(p->r))
		bytes_format(p->to, "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th>", _("from"), _("to"));
	html_raw(p, "</tr></thead>\n<tbody>\n");
}

void html_summary(struct page *p, const char *label)
{
	struct summary_row row;
	char words[256];
	html_table_open(p, "t-glance", "plain", label, _("All years in one table."), summary_unit(p->r));
	glance_head(p);
	for (uint32_t i = 0; i < summary_periods(p->r); i++) {
		if (summary_row(p->r, i, &row))
			glance_row(p, &row);
	}
	html_raw(p, "</tbody></table></div>\n<div class=\"tnotes\">");
	for (uint32_t i = 0; i < summary_periods(p->r); i++) {
		if (summary_note(p->r, i, words, sizeof words))
			html_paragraph(p, NULL, words);
	}
	html_paragraph(p, NULL, _("blank: printed empty, which is not zero; a sum over blanks is a lower bound."));
	html_raw(p, "</div>\n");
	html_downloads(p->to, "tables", "counts-by-year", "csv json", label);
	html_raw(p, "</div>\n");
}
