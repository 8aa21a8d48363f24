/* A report in HTML: paragraphs, lists, tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_html.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"

void html_raw(struct page *p, const char *html)
{
	bytes_text(p->to, html);
}

void html_text(struct page *p, const char *words)
{
	bytes_xml(p->to, words);
}

void html_paragraph(struct page *p, const char *class, const char *words)
{
	bytes_format(p->to, class != NULL ? "<p class=\"%s\">" : "<p>", class);
	html_text(p, words);
	html_raw(p, "</p>\n");
}

static void heading(struct page *p, const char *words)
{
	html_raw(p, "<h3>");
	html_text(p, words);
	html_raw(p, "</h3>\n");
}

/* ---- lists ---- */

static void list_records(struct page *p, bool begins)
{
	if (!begins) {
		html_raw(p, "</td></tr>\n</tbody></table></div></div>\n");
		return;
	}
	html_raw(p, "<div class=\"tw\"><div class=\"scroll\"><table class=\"prov\"><caption class=\"vh\">");
	html_text(p, _("Provenance"));
	html_raw(p, "</caption><tbody>\n");
}

static void list(struct page *p, bool begins)
{
	static const char *const tags[][2] = {
		[LIST_POINTS] = {"<ul class=\"pl\">\n", "</ul>\n"},     [LIST_TERMS] = {"<dl class=\"defs\">\n", "</dl>\n"},
		[LIST_METHODS] = {"<dl class=\"meth\">\n", "</dl>\n"},  [LIST_GRADES] = {"<dl class=\"grades\">\n", "</dl>\n"},
		[LIST_REFERENCES] = {"<ol class=\"refs\">\n", "</ol>\n"}, [LIST_FINDINGS] = {"<ul class=\"fl\">\n", "</ul>\n"}};
	if (p->list == LIST_RECORDS)
		list_records(p, begins);
	else
		html_raw(p, tags[p->list][begins ? 0 : 1]);
}

/* A record without a name goes on in the row of the one before. */
static void entry_record(struct page *p, const struct page_entry *e)
{
	if (e->name == NULL) {
		html_raw(p, "<br>");
	} else {
		html_raw(p, p->entries > 1 ? "</td></tr>\n<tr><th scope=\"row\">" : "<tr><th scope=\"row\">");
		if (e->file != NULL)
			bytes_format(p->to, "<a href=\"%s\">", e->file);
		html_text(p, e->name);
		html_raw(p, e->file != NULL ? "</a></th><td>" : "</th><td>");
	}
	html_text(p, e->words);
	html_raw(p, e->words != NULL && e->code != NULL ? "<br>" : "");
	if (e->code == NULL)
		return;
	html_raw(p, "<code>");
	html_text(p, e->code);
	html_raw(p, "</code>");
}

static void entry_term(struct page *p, const struct page_entry *e)
{
	bytes_format(p->to, e->step > 0 ? "<div class=\"g%d\"><dt>" : "<div><dt>", e->step);
	html_text(p, e->name);
	html_raw(p, "</dt><dd>");
	html_text(p, e->words);
	if (e->code != NULL) {
		html_raw(p, " (<code>");
		html_text(p, e->code);
		html_raw(p, "</code>)");
	}
	if (e->reference > 0)
		bytes_format(p->to, " [<a href=\"#r%d\">%d</a>]", e->reference, e->reference);
	html_raw(p, "</dd></div>\n");
}

static void entry(struct page *p, const struct page_entry *e)
{
	if (p->list == LIST_RECORDS) {
		entry_record(p, e);
	} else if (p->list == LIST_POINTS || p->list == LIST_REFERENCES) {
		bytes_format(p->to, p->list == LIST_REFERENCES ? "<li id=\"r%d\">" : "<li>", p->entries);
		html_text(p, e->words);
		html_raw(p, "</li>\n");
	} else {
		entry_term(p, e);
	}
}

static void see(struct page *p, const struct page_see *one, bool *first)
{
	char words[64];
	bool here = page_see_words(p, one, words, sizeof words);
	if (!here && one->file == NULL)
		return;
	html_raw(p, *first ? "<p class=\"see\">" : ", ");
	if (here)
		bytes_format(p->to, "<a href=\"#%s\">%s</a>", one->id, words);
	else
		bytes_format(p->to, "<a href=\"tables/%s.csv\">%s.csv</a>", one->file, one->file);
	*first = false;
}

static void finding(struct page *p, const struct page_finding *f)
{
	bool first = true;
	bytes_format(p->to, "<li class=\"fd g%d\"><p class=\"tag\">%s</p><div>", f->step, f->tag);
	html_paragraph(p, "s", f->sentence);
	if (f->detail[0] != '\0')
		html_paragraph(p, "ba", f->detail);
	if (f->reasons != NULL) {
		bytes_format(p->to, "<p class=\"wy\"><b>%s</b> ", page_why());
		html_text(p, f->reasons);
		html_raw(p, "</p>\n");
	}
	for (int i = 0; i < PAGE_SEES; i++)
		see(p, &f->see[i], &first);
	html_raw(p, first ? "" : "</p>\n");
	html_raw(p, "</div></li>\n");
}

/* ---- downloads ---- */

void html_downloads(struct bytes *to, const char *folder, const char *name, const char *endings, const char *of)
{
	bytes_format(to, "<p class=\"dl\">%s ", _("Download:"));
	for (const char *at = endings; *at != '\0';) {
		char ending[8] = "";
		size_t n = strcspn(at, " ");
		strncat(ending, at, n < sizeof ending - 1 ? n : sizeof ending - 1);
		bytes_format(to, "%s<a href=\"%s%s%s.%s\">", at == endings ? "" : " \xC2\xB7 ", folder != NULL ? folder : "", folder != NULL ? "/" : "", name, ending);
		for (const char *c = ending; *c != '\0'; c++)
			bytes_char(to, (char)(*c - 'a' + 'A'));
		bytes_text(to, "<span class=\"vh\"> ");
		bytes_xml(to, of);
		bytes_text(to, "</span></a>");
		at += n + strspn(at + n, " ");
	}
	bytes_text(to, "</p>\n");
}

static void downloads(struct page *p, const char *folder, const char *name, const char *endings, const char *of)
{
	html_downloads(p->to, folder, name, endings, of);
}

/* ---- tables ---- */

static void table(struct page *p, const struct page_table *t)
{
	struct bytes after = {NULL, 0, 0, false};
	html_downloads(&after, "tables", t->how->file, "csv json", t->label);
	struct causa_html_options o = {p->lang, t->id, t->label, t->how->title, t->how->cross, after.data, PAGE_ROWS, t->how->without};
	if (causa_write_html(t->frame, &o, report_collect, p->to) != CAUSA_OK)
		p->to->failed = true;
	bytes_free(&after);
}

void html_table_open(struct page *p, const char *id, const char *class, const char *label, const char *title, const char *unit)
{
	bytes_format(p->to, "<div class=\"tw\" id=\"%s\"><div class=\"scroll\" role=\"region\" aria-labelledby=\"%s-cap\" tabindex=\"0\">"
	                    "<table class=\"%s\"><caption id=\"%s-cap\"><b>", id, id, class, id);
	html_text(p, label);
	html_raw(p, "</b> ");
	html_text(p, title);
	html_raw(p, " <span class=\"unit\">");
	html_text(p, unit);
	html_raw(p, "</span></caption>\n");
}

static void grid(struct page *p, const struct page_grid *g, bool begins)
{
	if (!begins) {
		html_raw(p, "</tbody></table></div>\n");
		html_downloads(p->to, "tables", g->file, "csv json", g->label);
		html_raw(p, "</div>\n");
		return;
	}
	html_table_open(p, g->id, "ways", g->label, g->title, g->unit);
	html_raw(p, "<thead><tr>");
	for (int i = 0; i < GRID_COLUMNS; i++)
		bytes_format(p->to, "<th scope=\"col\"%s>%s</th>", g->number[i] ? " class=\"n\"" : "", g->head[i]);
	html_raw(p, "</tr></thead>\n<tbody>\n");
}

static void row(struct page *p, const struct page_grid *g, const char *const *cell)
{
	html_raw(p, "<tr>");
	for (int i = 0; i < GRID_COLUMNS; i++) {
		html_raw(p, i == 0 ? "<th scope=\"row\">" : g->number[i] ? "<td class=\"n\">" : "<td>");
		html_text(p, cell[i]);
		html_raw(p, i == 0 ? "</th>" : "</td>");
	}
	html_raw(p, "</tr>\n");
}

/* Escaping takes line ends for spaces. */
static void verbatim(struct page *p, const char *name, const char *text)
{
	bytes_format(p->to, "<div class=\"scroll\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><pre><code>", name);
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		struct bytes line = {NULL, 0, 0, false};
		bytes_add(&line, text, n);
		html_text(p, line.data);
		html_raw(p, "\n");
		bytes_free(&line);
		text += n + (text[n] == '\n');
	}
	html_raw(p, "</code></pre></div>\n");
}

const struct document_format document_html = {.begin = html_begin,
                                              .section = html_section,
                                              .heading = heading,
                                              .paragraph = html_paragraph,
                                              .list = list,
                                              .entry = entry,
                                              .finding = finding,
                                              .summary = html_summary,
                                              .table = table,
                                              .grid = grid,
                                              .row = row,
                                              .figure = html_figure,
                                              .downloads = downloads,
                                              .verbatim = verbatim,
                                              .end = html_end};
