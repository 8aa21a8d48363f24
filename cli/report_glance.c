/* The first table of a report's page: everything in a few rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/intl.h"
#include "report_html.h"
#include "report_summary.h"

static void glance_row(struct page *p, const struct summary_row *row)
{
	bytes_format(p->to, "<tr><th scope=\"row\">%d%s</th>", row->year, row->partial ? "*" : "");
	for (int i = 0; i < SUMMARY_COUNTS; i++) {
		const char *format = row->blank[i] ? "<td class=\"n\"><span class=\"bl\">%s</span></td>" : "<td class=\"n\">%s</td>";
		bytes_format(p->to, row->cell[i][0] != '\0' ? format : "<td>%s</td>", row->cell[i]);
	}
	if (!row->computed)
		bytes_format(p->to, "<td class=\"no m\" colspan=\"3\">%s</td>", _("not computed"));
	for (int i = SUMMARY_COUNTS; row->computed && i < SUMMARY_CELLS; i++)
		bytes_format(p->to, "<td class=\"n\">%s</td>", row->cell[i]);
	html_raw(p, "</tr>\n");
}

void html_summary(struct page *p, const char *label)
{
	char level[CAUSA_NUMBER_SIZE], interval[64], words[256];
	struct summary_row row;
	causa_number_shortest(100 * p->r->options->level, level);
	snprintf(interval, sizeof interval, _("%s%% interval"), level);
	html_table_open(p, "t-glance", "plain", label, _("All years in one table."),
	                _("Counts; ratio: criminal cases per 100 reported cases of the same year, offences that are named."));
	html_raw(p, "<thead><tr><th scope=\"col\" rowspan=\"2\">");
	html_text(p, _("Year"));
	bytes_format(p->to, "</th><th scope=\"colgroup\" colspan=\"3\" class=\"m\">%s</th><th scope=\"colgroup\" colspan=\"3\" class=\"m\">%s</th>"
	                    "<th scope=\"col\" rowspan=\"2\" class=\"n\">%s</th><th scope=\"colgroup\" colspan=\"2\" class=\"m\">%s</th></tr>\n<tr>",
	             _("Reported cases"), _("Criminal cases"), _("Ratio, %"), interval);
	for (int i = 0; i < 2; i++)
		bytes_format(p->to, "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th>",
		             _("offence named"), _("offence unknown"), _("all"));
	bytes_format(p->to, "<th scope=\"col\" class=\"n\">%s</th><th scope=\"col\" class=\"n\">%s</th></tr></thead>\n<tbody>\n", _("from"), _("to"));
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
