/* A report in GitHub flavoured Markdown: tables stand in the text, figures are files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/intl.h"
#include "document.h"
#include "figure.h"
#include "io/markup.h"
#include "report_summary.h"

static void raw(struct document *d, const char *markup)
{
	bytes_text(&d->to, markup);
}

static void paragraph(struct document *d, const char *words)
{
	markup_markdown_block(&d->to, words);
	raw(d, "\n\n");
}

static void begin(struct document *d, const char *title, const char *lead)
{
	raw(d, "# ");
	markup_markdown(&d->to, title);
	raw(d, "\n\n");
	paragraph(d, _("Statistical report"));
	if (lead != NULL)
		paragraph(d, lead);
}

static void section(struct document *d, const char *title)
{
	bytes_format(&d->to, "## %s\n\n", title);
}

static void heading(struct document *d, const char *title)
{
	bytes_format(&d->to, "### %s\n\n", title);
}

static void list(struct document *d, bool begins)
{
	raw(d, begins ? "" : "\n");
}

static void item(struct document *d, const struct document_item *one)
{
	bool words = one->words != NULL, named = one->name != NULL && one->name[0] != '\0';
	if (d->list == DOCUMENT_NUMBERED)
		bytes_format(&d->to, "%d. ", d->items);
	else
		raw(d, "- ");
	if (named) {
		raw(d, "**");
		markup_markdown(&d->to, one->name);
		raw(d, "**: ");
	}
	(named ? markup_markdown : markup_markdown_block)(&d->to, one->words);
	if (one->code != NULL) {
		raw(d, words ? " (" : "");
		markup_markdown_code(&d->to, one->code);
		raw(d, words ? ")" : "");
	}
	if (one->reference > 0)
		bytes_format(&d->to, " \\[%d\\]", one->reference);
	raw(d, "\n");
}

static void downloads(struct document *d, const char *folder, const char *name, const char *first, const char *second)
{
	bytes_format(&d->to, "%s [%s](%s/%s.%s) \xC2\xB7 [%s](%s/%s.%s)\n\n", _("Download:"), first, folder, name, first, second, folder, name, second);
}

/* ---- the first table ---- */

static void summary_heads(struct document *d)
{
	const char *measures[] = {_("Reported cases"), _("Criminal cases")}, *columns[] = {_("offence named"), _("offence unknown"), _("all")};
	char level[CAUSA_NUMBER_SIZE];
	causa_number_shortest(100 * d->r->options->level, level);
	bytes_format(&d->to, "| %s ", _("Year"));
	for (int i = 0; i < SUMMARY_COUNTS; i++)
		bytes_format(&d->to, "| %s, %s ", measures[i / 3], columns[i % 3]);
	bytes_format(&d->to, "| %s ", _("Ratio, %"));
	for (int i = 0; i < 2; i++) {
		bytes_text(&d->to, "| ");
		bytes_format(&d->to, _("%s%% interval"), level);
		bytes_format(&d->to, ", %s ", i == 0 ? _("from") : _("to"));
	}
	raw(d, "|\n|:---");
	for (int i = 0; i < SUMMARY_CELLS; i++)
		raw(d, "|---:");
	raw(d, "|\n");
}

static void summary_line(struct document *d, const struct summary_row *row)
{
	bytes_format(&d->to, "| %d%s ", row->year, row->partial ? "\\*" : "");
	for (int i = 0; i < SUMMARY_CELLS; i++)
		bytes_format(&d->to, "| %s ", i < SUMMARY_COUNTS || row->computed ? row->cell[i] : i == SUMMARY_COUNTS ? _("not computed") : "");
	raw(d, "|\n");
}

static void summary(struct document *d)
{
	struct summary_row row;
	char words[256];
	raw(d, "**");
	bytes_format(&d->to, _("Table %d."), d->tables);
	bytes_format(&d->to, " %s**  \n", _("All years in one table."));
	raw(d, _("Counts; ratio: criminal cases per 100 reported cases of the same year, offences that are named."));
	raw(d, "\n\n");
	summary_heads(d);
	for (uint32_t i = 0; i < summary_periods(d->r); i++) {
		if (summary_row(d->r, i, &row))
			summary_line(d, &row);
	}
	raw(d, "\n");
	for (uint32_t i = 0; i < summary_periods(d->r); i++) {
		if (summary_note(d->r, i, words, sizeof words))
			paragraph(d, words);
	}
	paragraph(d, _("blank: printed empty, which is not zero; a sum over blanks is a lower bound."));
	downloads(d, "tables", "counts-by-year", "csv", "json");
}

/* ---- tables and figures ---- */

static void table(struct document *d, const struct document_table *t)
{
	char label[64];
	snprintf(label, sizeof label, _("Table %d."), d->tables);
	const struct causa_document_options o = {.lang = d->lang, .label = label, .title = t->title, .cross = t->cross};
	if (d->status == CAUSA_OK)
		d->status = causa_write_document(t->frame, CAUSA_MARKDOWN, &o, report_collect, &d->to);
	raw(d, "\n");
	downloads(d, "tables", t->file, "csv", "json");
}

static void figure(struct document *d, enum causa_chart chart, const struct causa_figure_info *info)
{
	raw(d, "### ");
	bytes_format(&d->to, _("Figure %d."), d->figures);
	raw(d, " ");
	markup_markdown(&d->to, info->title);
	raw(d, "\n\n");
	if (info->subtitle[0] != '\0')
		paragraph(d, info->subtitle);
	raw(d, "![");
	markup_markdown(&d->to, info->description);
	bytes_format(&d->to, "](figures/%s.png)\n\n", chart_names[chart]);
	if (info->note[0] != '\0')
		paragraph(d, info->note);
	if (info->source[0] != '\0')
		paragraph(d, info->source);
	downloads(d, "figures", chart_names[chart], "png", "svg");
}

static void end(struct document *d)
{
	(void)d;
}

const struct document_format document_markdown = {"report.md", 860, false, begin, section, heading, paragraph, list, item, summary, table, figure, end};
