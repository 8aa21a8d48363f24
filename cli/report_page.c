/* The parts of a report, from top to bottom. A section is a function and a line in `page_sections`.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "document.h"
#include "figure.h"

/* ---- sections of a few lines ---- */

static void page_what(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	const char *long_source = page_words(p, &about->source_long), *unit = page_words(p, &about->unit);
	if (long_source != NULL)
		page_paragraph(p, NULL, long_source);
	page_list(p, LIST_TERMS);
	if (report_has(p->r, "reported"))
		page_term(p, _("Reported cases"), unit != NULL ? unit : _("cases as the source counts them"));
	if (report_has(p->r, "prosecuted"))
		page_term(p, _("Criminal cases"), _("cases in which a criminal case came before a judge"));
	if (p->r->named != NULL)
		page_term(p, _("Ratio"), about->ratio == CAUSA_RATIO_COHORT
		                                   ? _("criminal cases per 100 reported cases; the source follows the same cases")
		                                   : _("criminal cases of a year per 100 cases reported in the same year. It is a period ratio: the two "
		                                       "need not be the same cases, and it may exceed 100."));
	page_term(p, _("Offence unknown"), _("no offence of its own; it counts in totals where this is said, and never in rankings"));
	page_end_list(p);
	if (about->unsaids == 0)
		return;
	page_heading(p, _("What the source does not say"));
	page_list(p, LIST_POINTS);
	for (uint32_t i = 0; i < about->unsaids; i++)
		page_term(p, NULL, page_words(p, &about->unsaid[i]));
	page_end_list(p);
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

static void page_figures(struct page *p)
{
	for (int i = 0; i < CAUSA_CHARTS; i++) {
		char label[64], id[64];
		if (!p->r->page.figure[i].drawn)
			continue;
		snprintf(id, sizeof id, "f-%s", chart_names[i]);
		snprintf(label, sizeof label, _("Figure %d."), page_number(p, &p->figures, id));
		p->format->figure(p, (enum causa_chart)i, id, label);
	}
}

/* ---- the whole ---- */

const struct page_section page_sections[] = {
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
enum { SECTIONS = sizeof page_sections / sizeof page_sections[0] };
const int page_sections_number = SECTIONS;

static void section(struct page *p, int i, struct bytes *to)
{
	p->to = to;
	p->format->section(p, i, true);
	page_sections[i].write(p);
	p->format->section(p, i, false);
}

/* Sections are written in any order and put in theirs. */
static void sections(struct page *p)
{
	struct bytes part[SECTIONS] = {{NULL, 0, 0, false}}, *to = p->to;
	for (int late = 0; late < 2; late++) {
		for (int i = 0; i < SECTIONS; i++) {
			if (page_sections[i].last == (late == 1))
				section(p, i, &part[i]);
		}
	}
	p->to = to;
	for (int i = 0; i < SECTIONS; i++) {
		bytes_text(to, part[i].data != NULL ? part[i].data : "");
		to->failed = to->failed || part[i].failed;
		bytes_free(&part[i]);
	}
}

enum causa_status report_page(const struct report *r, struct causa_folder *folder, struct causa_manifest *manifest, struct causa_error *err)
{
	struct bytes to = {NULL, 0, 0, false};
	struct page p = {.r = r, .format = r->format, .to = &to, .lang = r->page.lang, .folder = folder, .manifest = manifest, .err = err};
	const struct causa_about *about = r->input->panel->about;
	const char *title = page_words(&p, &about->title);
	char name[64], label[64];
	p.format->begin(&p, title != NULL ? title : about->name);
	if (!about->undated) { /* else the tables by offence say it all */
		snprintf(label, sizeof label, _("Table %d."), page_number(&p, &p.tables, "t-glance"));
		p.format->summary(&p, label);
	}
	sections(&p);
	p.format->end(&p);
	report_page_name(r, false, name, sizeof name);
	page_add(&p, name, &to);
	bytes_free(&to);
	return p.status;
}
