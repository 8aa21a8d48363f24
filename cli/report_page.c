/* The page of a report, from top to bottom. A section is a function and a line in `sections`.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "figure.h"
#include "report_html.h"

/* ---- sections of a few lines ---- */

static void page_what(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	const char *long_source = page_words(p, &about->source_long), *unit = page_words(p, &about->unit);
	if (long_source != NULL)
		page_paragraph(p, NULL, long_source);
	page_raw(p, "<dl class=\"defs\">\n");
	if (report_has(p->r, "reported"))
		page_definition(p, _("Reported cases"), unit != NULL ? unit : _("cases as the source counts them"));
	if (report_has(p->r, "prosecuted"))
		page_definition(p, _("Criminal cases"), _("cases in which a criminal case came before a judge"));
	if (p->r->named != NULL)
		page_definition(p, _("Ratio"), about->ratio == CAUSA_RATIO_COHORT
		                                   ? _("criminal cases per 100 reported cases; the source follows the same cases")
		                                   : _("criminal cases of a year per 100 cases reported in the same year. It is a period ratio: the two "
		                                       "need not be the same cases, and it may exceed 100."));
	page_definition(p, _("Offence unknown"), _("no offence of its own; it counts in totals where this is said, and never in rankings"));
	page_raw(p, "</dl>\n");
	if (about->unsaids == 0)
		return;
	page_heading(p, _("What the source does not say"));
	page_raw(p, "<ul class=\"pl\">\n");
	for (uint32_t i = 0; i < about->unsaids; i++) {
		page_raw(p, "<li>");
		page_text(p, page_words(p, &about->unsaid[i]));
		page_raw(p, "</li>\n");
	}
	page_raw(p, "</ul>\n");
}

static void page_audit(struct page *p)
{
	char file[64];
	report_file_name(p->r, "audit", file, sizeof file);
	page_paragraph(p, NULL, _("Printed totals are checked, not trusted, and nothing is overwritten: every figure of this report is computed "
	                          "from the cells."));
	page_table(p, p->r->page.audit,
	           &(struct page_frame){.id = "audit", .file = file, .title = _("What the tables say against what their cells add up to")});
	if (p->r->page.audit->rows == 0)
		page_paragraph(p, NULL, _("Nothing was found."));
}

static void page_tables(struct page *p)
{
	static const enum report_table shown[] = {TABLE_ratio,      TABLE_ratio_by_year, TABLE_change_all,      TABLE_change, TABLE_change_ratio_all,
	                                          TABLE_change_ratio, TABLE_trend_all,   TABLE_trend, TABLE_trend_ratio_all, TABLE_trend_ratio};
	const struct causa_frame *counts = p->r->table[TABLE_counts];
	if (report_has(p->r, "reported"))
		page_table(p, counts, &(struct page_frame){.id = "counts-reported", .file = "counts", .cross = "reported"});
	if (report_has(p->r, "prosecuted"))
		page_table(p, counts, &(struct page_frame){.id = "counts-prosecuted", .file = "counts", .cross = "prosecuted"});
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		char name[64];
		report_table_name(shown[i], name, sizeof name);
		page_table(p, p->r->table[shown[i]], &(struct page_frame){.id = name, .file = name});
	}
	page_paragraph(p, NULL, _("The folder tables holds these and more: every row with all its columns, as CSV and JSON."));
}

/* ---- figures ---- */

static void drawing(struct page *p, const struct bytes *svg, const char *class)
{
	if (svg->data == NULL || strncmp(svg->data, "<svg", 4) != 0)
		return;
	bytes_format(p->to, "<div class=\"%s\">\n<svg", class);
	bytes_add(p->to, svg->data + 4, svg->size - 4);
	page_raw(p, "</div>\n");
}

/* One that is too large to stand in the page. */
static void picture(struct page *p, const struct report_figure *f, const char *file)
{
	bytes_format(p->to, "<img src=\"figures/%s.png\" width=\"%d\" height=\"%d\" alt=\"", file, f->info.width, f->info.height);
	page_text(p, f->info.description);
	page_raw(p, "\">\n");
}

static void figure(struct page *p, enum causa_chart chart)
{
	const struct report_figure *f = &p->r->page.figure[chart];
	char label[64], id[64], file[64];
	if (!f->drawn)
		return;
	report_file_name(p->r, chart_names[chart], file, sizeof file);
	snprintf(id, sizeof id, "f-%s", chart_names[chart]);
	snprintf(label, sizeof label, _("Figure %d."), page_number(p, &p->figures, id));
	bytes_format(p->to, "<figure id=\"%s\"><h3 class=\"ft\">%s ", id, label);
	page_text(p, f->info.title);
	page_raw(p, "</h3>\n");
	page_paragraph(p, "fs", f->info.subtitle);
	drawing(p, &f->wide, "wide");
	drawing(p, &f->narrow, "narrow");
	if (f->wide.data == NULL)
		picture(p, f, file);
	page_raw(p, "<figcaption><p>");
	page_text(p, f->info.note);
	page_raw(p, f->info.note[0] != '\0' ? " " : "");
	page_text(p, f->info.source);
	page_raw(p, "</p>\n");
	page_downloads(p->to, "figures", file, "png svg pdf csv", label);
	page_raw(p, "</figcaption></figure>\n");
}

static void page_figures(struct page *p)
{
	for (int i = 0; i < CAUSA_CHARTS; i++)
		figure(p, (enum causa_chart)i);
}

/* ---- the whole ---- */

static const struct {
	const char *id, *title;
	void (*write)(struct page *p);
	bool last; /* written after the others: it names their tables and figures by number */
} sections[] = {
	{"what", N_("What this is"), page_what, false},
	{"findings", N_("What can and cannot be said"), page_findings, true},
	{"audit", N_("Audit of the tables"), page_audit, false},
	{"figures", N_("Figures"), page_figures, false},
	{"assumptions", N_("Cases of unknown offence, and other assumptions"), page_assumptions, false},
	{"tables", N_("Tables"), page_tables, false},
	{"methods", N_("Methods"), page_methods, false},
	{"provenance", N_("Provenance"), page_provenance, false},
	{"citation", N_("How to cite"), page_citation, false},
};
enum { SECTIONS = sizeof sections / sizeof sections[0] };

/* The name of a language in that language. */
static const char *own_name(const char *language)
{
	return strcmp(language, "es") == 0 ? "Espa\xC3\xB1ol" : "English";
}

static void head(struct page *p, const char *title)
{
	const struct report_page *page = &p->r->page;
	char name[64];
	bytes_format(p->to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>", p->lang);
	page_text(p, title);
	page_raw(p, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	            "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"causa ");
	page_text(p, causa_version());
	page_raw(p, "\">\n");
	if (page->other != NULL) {
		report_page_name(p->r, true, name, sizeof name);
		bytes_format(p->to, "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\">\n", page->other, name);
	}
	page_raw(p, "<style>\n");
	for (const char *const *line = report_style; *line != NULL; line++)
		page_raw(p, *line);
	page_raw(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	page_text(p, _("Skip to the report"));
	page_raw(p, "</a>\n<div class=\"page\">\n");
}

static void top(struct page *p, const char *title)
{
	const char *lead = page_words(p, &p->r->input->panel->about->lead), *other = p->r->page.other;
	char name[64];
	bytes_format(p->to, "<header class=\"top\">\n<p class=\"kick\">%s", _("Statistical report"));
	if (other != NULL) {
		report_page_name(p->r, true, name, sizeof name);
		bytes_format(p->to, " <a class=\"tongue\" href=\"%s\" hreflang=\"%s\" lang=\"%s\" rel=\"alternate\">%s</a>", name, other, other, own_name(other));
	}
	page_raw(p, "</p>\n<h1>");
	page_text(p, title);
	page_raw(p, "</h1>\n");
	if (lead != NULL)
		page_paragraph(p, "lead", lead);
	page_raw(p, "</header>\n");
}

static void contents(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	char level[CAUSA_NUMBER_SIZE];
	bytes_format(p->to, "<nav class=\"toc\" aria-label=\"%s\"><h2>%s</h2>\n<ol>\n", _("Contents"), _("Contents"));
	for (int i = 0; i < SECTIONS; i++)
		bytes_format(p->to, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id, _(sections[i].title));
	page_raw(p, "</ol>\n<p class=\"tocm\">");
	if (about->date != NULL) {
		bytes_format(p->to, _("Data of %s"), about->date);
		page_raw(p, "<br>");
	}
	causa_number_shortest(100 * p->r->options->level, level);
	bytes_format(p->to, _("Level %s%%"), level);
	bytes_format(p->to, "<br>causa %s</p></nav>\n", causa_version());
}

static void section(struct page *p, int i, struct bytes *to)
{
	p->to = to;
	bytes_format(to, "<section aria-labelledby=\"%s\"><h2 id=\"%s\"><span>%d</span> %s</h2>\n", sections[i].id, sections[i].id, i + 1,
	             _(sections[i].title));
	sections[i].write(p);
	page_raw(p, "</section>\n");
}

void report_page(const struct report *r, struct bytes *to)
{
	struct page p = {.r = r, .to = to, .lang = r->page.lang};
	struct bytes part[SECTIONS] = {{NULL, 0, 0, false}};
	const struct causa_about *about = r->input->panel->about;
	const char *title = page_words(&p, &about->title);
	title = title != NULL ? title : about->name;
	head(&p, title);
	top(&p, title);
	contents(&p);
	page_raw(&p, "<main id=\"main\">\n");
	page_glance(&p);
	for (int late = 0; late < 2; late++) {
		for (int i = 0; i < SECTIONS; i++) {
			if (sections[i].last == (late == 1))
				section(&p, i, &part[i]);
		}
	}
	for (int i = 0; i < SECTIONS; i++) {
		bytes_text(to, part[i].data != NULL ? part[i].data : "");
		to->failed = to->failed || part[i].failed;
		bytes_free(&part[i]);
	}
	bytes_text(to, "</main>\n</div>\n</body>\n</html>\n");
}
