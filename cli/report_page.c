/* The page of a report, from top to bottom: what this is, audit, figures, tables, methods, provenance.
 *
 * What it says of terms, methods and provenance stands in report_words.c.
 * "What can and cannot be said" will stand between what this is and the audit, the bounds of the unknown cases after the figures:
 * a section is a function below and a line in `sections`.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "figure.h"
#include "report_summary.h"
#include "report_words.h"

struct page {
	const struct report *r;
	struct bytes *to;
	const char *lang;
	int tables, figures;
};

static void text(struct page *p, const char *words)
{
	bytes_xml(p->to, words);
}

static void raw(struct page *p, const char *html)
{
	bytes_text(p->to, html);
}

static void paragraph(struct page *p, const char *class, const char *words)
{
	bytes_format(p->to, class != NULL ? "<p class=\"%s\">" : "<p>", class);
	text(p, words);
	raw(p, "</p>\n");
}

static void definition(struct page *p, const char *term, const char *words)
{
	raw(p, "<div><dt>");
	text(p, term);
	raw(p, "</dt><dd>");
	text(p, words);
	raw(p, "</dd></div>\n");
}

static const char *words_of(const struct page *p, const struct causa_words *words)
{
	return causa_words_in(words, p->lang);
}

/* ---- downloads ---- */

static void link_to(struct bytes *to, const char *folder, const char *name, const char *ending, const char *of)
{
	bytes_format(to, "<a href=\"%s/%s.%s\">", folder, name, ending);
	for (const char *c = ending; *c != '\0'; c++)
		bytes_char(to, (char)(*c - 'a' + 'A'));
	bytes_text(to, "<span class=\"vh\"> ");
	bytes_xml(to, of);
	bytes_text(to, "</span></a>");
}

static void downloads(struct bytes *to, const char *folder, const char *name, const char *first, const char *second, const char *of)
{
	bytes_format(to, "<p class=\"dl\">%s ", _("Download:"));
	link_to(to, folder, name, first, of);
	bytes_text(to, " \xC2\xB7 ");
	link_to(to, folder, name, second, of);
	bytes_text(to, "</p>\n");
}

/* ---- tables ---- */

static void table(struct page *p, const struct causa_frame *frame, const char *name, const char *title, const char *cross)
{
	char label[64], id[96];
	struct bytes after = {NULL, 0, 0, false};
	if (frame == NULL || frame->rows == 0)
		return;
	snprintf(label, sizeof label, _("Table %d."), ++p->tables);
	snprintf(id, sizeof id, "t-%s%s%s", name, cross != NULL ? "-" : "", cross != NULL ? cross : "");
	downloads(&after, "tables", name, "csv", "json", label);
	struct causa_html_options o = {p->lang, id, label, title, cross, after.data};
	if (causa_write_html(frame, &o, report_collect, p->to) != CAUSA_OK)
		p->to->failed = true;
	bytes_free(&after);
}

static void report_table(struct page *p, enum report_table which, const char *cross)
{
	char name[64];
	report_table_name(which, name, sizeof name);
	table(p, p->r->table[which], name, NULL, cross);
}

/* ---- the first table: everything in a few rows ---- */

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
	raw(p, "</tr>\n");
}

static void glance(struct page *p)
{
	char label[64], level[CAUSA_NUMBER_SIZE], interval[64], words[256];
	struct summary_row row;
	snprintf(label, sizeof label, _("Table %d."), ++p->tables);
	causa_number_shortest(100 * p->r->options->level, level);
	snprintf(interval, sizeof interval, _("%s%% interval"), level);
	raw(p, "<div class=\"tw\" id=\"t-glance\"><div class=\"scroll\" role=\"region\" aria-labelledby=\"t-glance-cap\" tabindex=\"0\">"
	       "<table><caption id=\"t-glance-cap\"><b>");
	text(p, label);
	raw(p, "</b> ");
	text(p, _("All years in one table."));
	raw(p, " <span class=\"unit\">");
	text(p, _("Counts; ratio: criminal cases per 100 reported cases of the same year, offences that are named."));
	raw(p, "</span></caption>\n<thead><tr><th scope=\"col\" rowspan=\"2\">");
	text(p, _("Year"));
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
	raw(p, "</tbody></table></div>\n<div class=\"tnotes\">");
	for (uint32_t i = 0; i < summary_periods(p->r); i++) {
		if (summary_note(p->r, i, words, sizeof words))
			paragraph(p, NULL, words);
	}
	paragraph(p, NULL, _("blank: printed empty, which is not zero; a sum over blanks is a lower bound."));
	raw(p, "</div>\n");
	downloads(p->to, "tables", "counts-by-year", "csv", "json", label);
	raw(p, "</div>\n");
}

/* ---- sections ---- */

static void what_this_is(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	const char *long_source = words_of(p, &about->source_long);
	struct report_term term[REPORT_TERMS];
	int terms = report_definitions(p->r, term);
	if (long_source != NULL)
		paragraph(p, NULL, long_source);
	raw(p, "<dl class=\"defs\">\n");
	for (int i = 0; i < terms; i++)
		definition(p, term[i].name, term[i].words);
	raw(p, "</dl>\n");
	if (about->unsaids > 0)
		bytes_format(p->to, "<h3>%s</h3>\n<ul class=\"pl\">\n", _("What the source does not say"));
	for (uint32_t i = 0; i < about->unsaids; i++) {
		raw(p, "<li>");
		text(p, words_of(p, &about->unsaid[i]));
		raw(p, "</li>\n");
	}
	if (about->unsaids > 0)
		raw(p, "</ul>\n");
}

static void audit(struct page *p)
{
	paragraph(p, NULL, _("Printed totals are checked, not trusted, and nothing is overwritten: every figure of this report is computed "
	                     "from the cells."));
	table(p, p->r->audit, "audit", _("What the tables say against what their cells add up to"), NULL);
	if (p->r->audit->rows == 0)
		paragraph(p, NULL, _("Nothing was found."));
}

static void drawing(struct page *p, const struct bytes *svg, const char *class)
{
	if (svg->data == NULL || strncmp(svg->data, "<svg", 4) != 0)
		return;
	bytes_format(p->to, "<div class=\"%s\">\n<svg", class);
	bytes_add(p->to, svg->data + 4, svg->size - 4);
	raw(p, "</div>\n");
}

static void figure(struct page *p, enum causa_chart chart)
{
	const struct report_figure *f = &p->r->figure[chart];
	char label[64];
	if (f->wide.data == NULL)
		return;
	snprintf(label, sizeof label, _("Figure %d."), ++p->figures);
	bytes_format(p->to, "<figure id=\"f-%s\"><h3 class=\"ft\">%s ", chart_names[chart], label);
	text(p, f->info.title);
	raw(p, "</h3>\n");
	paragraph(p, "fs", f->info.subtitle);
	drawing(p, &f->wide, "wide");
	drawing(p, &f->narrow, "narrow");
	raw(p, "<figcaption><p>");
	text(p, f->info.note);
	bytes_text(p->to, f->info.note[0] != '\0' ? " " : "");
	text(p, f->info.source);
	raw(p, "</p>\n");
	downloads(p->to, "figures", chart_names[chart], "png", "svg", label);
	raw(p, "</figcaption></figure>\n");
}

static void figures(struct page *p)
{
	for (int i = 0; i < CAUSA_CHARTS; i++)
		figure(p, (enum causa_chart)i);
}

static void tables(struct page *p)
{
	static const enum report_table shown[] = {TABLE_ratio,      TABLE_ratio_by_year, TABLE_change_all, TABLE_change,
	                                          TABLE_change_ratio_all, TABLE_trend_all, TABLE_trend, TABLE_trend_ratio_all, TABLE_trend_ratio};
	report_table(p, TABLE_counts, "reported");
	report_table(p, TABLE_counts, "prosecuted");
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		report_table(p, shown[i], NULL);
	paragraph(p, NULL, _("The folder tables holds these and more: every row with all its columns, as CSV and JSON."));
}

static void methods(struct page *p)
{
	const struct causa_method_info *method[REPORT_METHODS];
	struct report_term term[REPORT_TERMS];
	int n = report_methods(p->r, method), terms = report_rules(term);
	raw(p, "<dl class=\"meth\">\n");
	for (int i = 0; i < n; i++) {
		bytes_format(p->to, "<div><dt>%s</dt><dd>", causa_quantity_title(method[i]->quantity));
		text(p, method[i]->summary);
		bytes_format(p->to, " (<code>%s</code>) [<a href=\"#r%d\">%d</a>]</dd></div>\n", method[i]->name, i + 1, i + 1);
	}
	for (int i = 0; i < terms; i++)
		definition(p, term[i].name, term[i].words);
	bytes_format(p->to, "</dl>\n<h3>%s</h3>\n<ol class=\"refs\">\n", _("References"));
	for (int i = 0; i < n; i++) {
		bytes_format(p->to, "<li id=\"r%d\">", i + 1);
		text(p, method[i]->reference);
		raw(p, "</li>\n");
	}
	raw(p, "</ol>\n");
}

static void record(void *self, const struct report_record *r)
{
	struct page *p = self;
	raw(p, "<tr><th scope=\"row\">");
	text(p, r->name);
	raw(p, r->code ? "</th><td><code>" : "</th><td>");
	text(p, r->words);
	if (r->digest != NULL)
		bytes_format(p->to, "<br><code>SHA-256 %s</code>", r->digest);
	raw(p, r->code ? "</code></td></tr>\n" : "</td></tr>\n");
}

static void provenance(struct page *p)
{
	paragraph(p, NULL, _("The page carries no time of its own: the same input, options and versions give the same bytes."));
	raw(p, "<div class=\"tw\"><div class=\"scroll\"><table class=\"prov\"><tbody>\n");
	report_records(p->r, record, p);
	raw(p, "</tbody></table></div></div>\n");
	paragraph(p, NULL, _("To repeat it, run the command above and compare the SHA-256 values with those in provenance.json."));
}

static const struct {
	const char *id, *title;
	void (*write)(struct page *p);
} sections[] = {
	{"what", N_("What this is"), what_this_is},
	{"audit", N_("Audit of the tables"), audit},
	{"figures", N_("Figures"), figures},
	{"tables", N_("Tables"), tables},
	{"methods", N_("Methods"), methods},
	{"provenance", N_("Provenance"), provenance},
};
enum { SECTIONS = sizeof sections / sizeof sections[0] };

/* ---- the whole ---- */

static void head(struct page *p, const char *title)
{
	bytes_format(p->to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>", p->lang);
	text(p, title);
	raw(p, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	       "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"causa ");
	text(p, causa_version());
	raw(p, "\">\n<style>\n");
	for (const char *const *line = report_style; *line != NULL; line++)
		raw(p, *line);
	raw(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	text(p, _("Skip to the report"));
	raw(p, "</a>\n<div class=\"page\">\n");
}

static void contents(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	char level[CAUSA_NUMBER_SIZE];
	bytes_format(p->to, "<nav class=\"toc\" aria-label=\"%s\"><h2>%s</h2>\n<ol>\n", _("Contents"), _("Contents"));
	for (int i = 0; i < SECTIONS; i++)
		bytes_format(p->to, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id, _(sections[i].title));
	raw(p, "</ol>\n<p class=\"tocm\">");
	if (about->date != NULL) {
		bytes_format(p->to, _("Data of %s"), about->date);
		raw(p, "<br>");
	}
	causa_number_shortest(100 * p->r->options->level, level);
	bytes_format(p->to, _("Level %s%%"), level);
	bytes_format(p->to, "<br>causa %s</p></nav>\n", causa_version());
}

void report_page(const struct report *r, struct bytes *to)
{
	struct page p = {.r = r, .to = to, .lang = options_language(0, NULL)};
	const struct causa_about *about = r->input->panel->about;
	const char *title = words_of(&p, &about->title), *lead = words_of(&p, &about->lead);
	head(&p, title != NULL ? title : about->name);
	bytes_format(to, "<header class=\"top\">\n<p class=\"kick\">%s</p>\n<h1>", _("Statistical report"));
	text(&p, title != NULL ? title : about->name);
	raw(&p, "</h1>\n");
	if (lead != NULL)
		paragraph(&p, "lead", lead);
	raw(&p, "</header>\n");
	contents(&p);
	raw(&p, "<main id=\"main\">\n");
	glance(&p);
	for (int i = 0; i < SECTIONS; i++) {
		bytes_format(to, "<section aria-labelledby=\"%s\"><h2 id=\"%s\"><span>%d</span> %s</h2>\n", sections[i].id, sections[i].id, i + 1,
		             _(sections[i].title));
		sections[i].write(&p);
		raw(&p, "</section>\n");
	}
	raw(&p, "</main>\n</div>\n</body>\n</html>\n");
}
