/* A report in GitHub flavoured Markdown: tables stand in the text, figures are files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/intl.h"
#include "document.h"
#include "figure.h"
#include "io/markup.h"
#include "report_summary.h"

static void raw(struct page *p, const char *markup)
{
	bytes_text(p->to, markup);
}

static void paragraph(struct page *p, const char *class, const char *words)
{
	(void)class;
	markup_markdown_block(p->to, words);
	raw(p, "\n\n");
}

static void begin(struct page *p, const char *title)
{
	const char *lead = page_words(p, &p->r->input->panel->about->lead);
	raw(p, "# ");
	markup_markdown(p->to, title);
	raw(p, "\n\n");
	paragraph(p, NULL, _("Statistical report"));
	if (lead != NULL)
		paragraph(p, NULL, lead);
}

static void section(struct page *p, int i, bool begins)
{
	if (begins)
		bytes_format(p->to, "## %d. %s\n\n", i + 1, _(page_sections[i].title));
}

static void heading(struct page *p, const char *words)
{
	bytes_format(p->to, "### %s\n\n", words);
}

/* ---- lists ---- */

static void list(struct page *p, bool begins)
{
	raw(p, begins ? "" : "\n");
}

static void entry(struct page *p, const struct page_entry *e)
{
	if (p->list == LIST_REFERENCES)
		bytes_format(p->to, "%d. ", p->entries);
	else
		raw(p, "- ");
	if (e->name != NULL) {
		raw(p, e->file != NULL ? "**[" : "**");
		markup_markdown(p->to, e->name);
		if (e->file != NULL)
			bytes_format(p->to, "](%s)", e->file);
		raw(p, "**: ");
	}
	(e->name != NULL ? markup_markdown : markup_markdown_block)(p->to, e->words);
	if (e->code != NULL) {
		raw(p, e->words != NULL ? " (" : "");
		markup_markdown_code(p->to, e->code);
		raw(p, e->words != NULL ? ")" : "");
	}
	if (e->reference > 0)
		bytes_format(p->to, " \\[%d\\]", e->reference);
	raw(p, "\n");
}

static void see(struct page *p, const struct page_see *one, bool *first)
{
	char words[64];
	bool here = page_see_words(p, one, words, sizeof words);
	if (!here && one->file == NULL)
		return;
	raw(p, *first ? " (" : ", ");
	if (here)
		raw(p, words);
	else
		bytes_format(p->to, "[%s.csv](tables/%s.csv)", one->file, one->file);
	*first = false;
}

static void finding(struct page *p, const struct page_finding *f)
{
	bool first = true;
	bytes_format(p->to, "- **%s.** ", f->tag);
	markup_markdown(p->to, f->sentence);
	raw(p, f->detail[0] != '\0' ? " " : "");
	markup_markdown(p->to, f->detail);
	if (f->reasons != NULL) {
		bytes_format(p->to, " *%s* ", page_why());
		markup_markdown(p->to, f->reasons);
	}
	for (int i = 0; i < PAGE_SEES; i++)
		see(p, &f->see[i], &first);
	raw(p, first ? "\n" : ")\n");
}

static void downloads(struct page *p, const char *folder, const char *name, const char *endings, const char *of)
{
	(void)of;
	bytes_text(p->to, _("Download:"));
	for (const char *at = endings; *at != '\0';) {
		int n = (int)strcspn(at, " ");
		bytes_format(p->to, "%s [%.*s](%s%s%s.%.*s)", at == endings ? "" : " \xC2\xB7", n, at, folder != NULL ? folder : "",
		             folder != NULL ? "/" : "", name, n, at);
		at += n + (at[n] == ' ');
	}
	raw(p, "\n\n");
}

/* ---- the first table ---- */

static void summary_heads(struct page *p)
{
	const char *columns[] = {_("offence named"), _("offence unknown"), _("all")}, *measure[2];
	int counts = 3 * summary_measures(p->r, measure);
	char interval[64];
	summary_interval(p->r, interval, sizeof interval);
	bytes_format(p->to, "| %s ", _("Year"));
	for (int i = 0; i < counts; i++)
		bytes_format(p->to, "| %s, %s ", measure[i / 3], columns[i % 3]);
	if (summary_has_ratio(p->r))
		bytes_format(p->to, "| %s | %s, %s | %s, %s ", _("Ratio, %"), interval, _("from"), interval, _("to"));
	raw(p, "|\n|:---");
	for (int i = 0; i < counts + (summary_has_ratio(p->r) ? SUMMARY_RATIOS : 0); i++)
		raw(p, "|---:");
	raw(p, "|\n");
}

static void summary_line(struct page *p, const struct summary_row *row)
{
	bytes_format(p->to, "| %d%s ", row->year, row->partial ? "\\*" : "");
	for (int i = 0; i < row->counts; i++)
		bytes_format(p->to, "| %s ", row->count[i]);
	for (int i = 0; i < SUMMARY_RATIOS && summary_has_ratio(p->r); i++)
		bytes_format(p->to, "| %s ", row->computed ? row->ratio[i] : i == 0 ? _("not computed") : "");
	raw(p, "|\n");
}

static void summary(struct page *p, const char *label)
{
	struct summary_row row;
	char words[256];
	bytes_format(p->to, "**%s %s**  \n%s\n\n", label, _("All years in one table."), summary_unit(p->r));
	summary_heads(p);
	for (uint32_t i = 0; i < summary_periods(p->r); i++) {
		if (summary_row(p->r, i, &row))
			summary_line(p, &row);
	}
	raw(p, "\n");
	for (uint32_t i = 0; i < summary_periods(p->r); i++) {
		if (summary_note(p->r, i, words, sizeof words))
			paragraph(p, NULL, words);
	}
	paragraph(p, NULL, _("blank: printed empty, which is not zero; a sum over blanks is a lower bound."));
	downloads(p, "tables", "counts-by-year", "csv json", NULL);
}

/* ---- tables and figures ---- */

static void table(struct page *p, const struct page_table *t)
{
	const struct causa_document_options o = {.lang = p->lang, .label = t->label, .title = t->how->title, .cross = t->how->cross, .most = PAGE_ROWS, .without = t->how->without};
	if (causa_write_document(t->frame, CAUSA_MARKDOWN, &o, report_collect, p->to) != CAUSA_OK)
		p->to->failed = true;
	raw(p, "\n");
	downloads(p, "tables", t->how->file, "csv json", NULL);
}

static void row(struct page *p, const struct page_grid *g, const char *const *cell)
{
	(void)g;
	for (int i = 0; i < GRID_COLUMNS; i++) {
		raw(p, "| ");
		markup_markdown(p->to, cell[i]);
		raw(p, " ");
	}
	raw(p, "|\n");
}

static void grid(struct page *p, const struct page_grid *g, bool begins)
{
	if (!begins) {
		raw(p, "\n");
		downloads(p, "tables", g->file, "csv json", NULL);
		return;
	}
	bytes_format(p->to, "**%s %s**  \n%s\n\n", g->label, g->title, g->unit);
	row(p, g, g->head);
	for (int i = 0; i < GRID_COLUMNS; i++)
		raw(p, g->number[i] ? "|---:" : "|:---");
	raw(p, "|\n");
}

static void figure(struct page *p, enum causa_chart chart, const char *id, const char *label)
{
	const struct causa_figure_info *info = &p->r->page.figure[chart].info;
	const char *const lines[] = {info->note, info->source};
	(void)id;
	bytes_format(p->to, "### %s ", label);
	markup_markdown(p->to, info->title);
	raw(p, "\n\n");
	if (info->subtitle[0] != '\0')
		paragraph(p, NULL, info->subtitle);
	raw(p, "![");
	markup_markdown(p->to, info->description);
	bytes_format(p->to, "](figures/%s.png)\n\n", chart_names[chart]);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		if (lines[i][0] != '\0')
			paragraph(p, NULL, lines[i]);
	}
	downloads(p, "figures", chart_names[chart], "png svg csv", NULL);
}

static void verbatim(struct page *p, const char *name, const char *text)
{
	(void)name;
	for (const char *line = text; *line != '\0';) {
		size_t n = strcspn(line, "\n");
		raw(p, "    ");
		bytes_add(p->to, line, n);
		raw(p, "\n");
		line += n + (line[n] == '\n');
	}
	raw(p, "\n");
}

static void end(struct page *p)
{
	(void)p;
}

const struct document_format document_markdown = {.file = "report.md",
                                                  .width = 860,
                                                  .begin = begin,
                                                  .section = section,
                                                  .heading = heading,
                                                  .paragraph = paragraph,
                                                  .list = list,
                                                  .entry = entry,
                                                  .finding = finding,
                                                  .summary = summary,
                                                  .table = table,
                                                  .grid = grid,
                                                  .row = row,
                                                  .figure = figure,
                                                  .downloads = downloads,
                                                  .verbatim = verbatim,
                                                  .end = end};
