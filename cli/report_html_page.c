/* The page of a report in HTML: its head, its sections, its figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "figure.h"
#include "report_html.h"

/* ---- figures ---- */

static void drawing(struct page *p, const struct bytes *svg, const char *class)
{
	if (svg->data == NULL || strncmp(svg->data, "<svg", 4) != 0)
		return;
	bytes_format(p->to, "<div class=\"%s\">\n<svg", class);
	bytes_add(p->to, svg->data + 4, svg->size - 4);
	html_raw(p, "</div>\n");
}

/* One that is too large to stand in the page. */
static void picture(struct page *p, const struct report_figure *f, const char *file)
{
	bytes_format(p->to, "<img src=\"figures/%s.png\" width=\"%d\" height=\"%d\" alt=\"", file, f->info.width, f->info.height);
	html_text(p, f->info.description);
	html_raw(p, "\">\n");
}

void html_figure(struct page *p, enum causa_chart chart, const char *id, const char *label)
{
	const struct report_figure *f = &p->r->page.figure[chart];
	char file[64];
	report_file_name(p->r, chart_names[chart], file, sizeof file);
	bytes_format(p->to, "<figure id=\"%s\"><h3 class=\"ft\">%s ", id, label);
	html_text(p, f->info.title);
	html_raw(p, "</h3>\n");
	html_paragraph(p, "fs", f->info.subtitle);
	drawing(p, &f->wide, "wide");
	drawing(p, &f->narrow, "narrow");
	if (f->wide.data == NULL)
		picture(p, f, file);
	html_raw(p, "<figcaption><p>");
	html_text(p, f->info.note);
	html_raw(p, f->info.note[0] != '\0' ? " " : "");
	html_text(p, f->info.source);
	html_raw(p, "</p>\n");
	html_downloads(p->to, "figures", file, "png svg pdf csv", label);
	html_raw(p, "</figcaption></figure>\n");
}

/* ---- the whole ---- */

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
	html_text(p, title);
	html_raw(p, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	            "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"causa ");
	html_text(p, causa_version());
	html_raw(p, "\">\n");
	if (page->other != NULL) {
		report_page_name(p->r, true, name, sizeof name);
		bytes_format(p->to, "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\">\n", page->other, name);
	}
	html_raw(p, "<style>\n");
	for (const char *const *line = report_style; *line != NULL; line++)
		html_raw(p, *line);
	html_raw(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	html_text(p, _("Skip to the report"));
	html_raw(p, "</a>\n<div class=\"page\">\n");
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
	html_raw(p, "</p>\n<h1>");
	html_text(p, title);
	html_raw(p, "</h1>\n");
	if (lead != NULL)
		html_paragraph(p, "lead", lead);
	html_raw(p, "</header>\n");
}

static void contents(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	char level[CAUSA_NUMBER_SIZE];
	bytes_format(p->to, "<nav class=\"toc\" aria-label=\"%s\"><h2>%s</h2>\n<ol>\n", _("Contents"), _("Contents"));
	for (int i = 0; i < page_sections_number; i++)
		bytes_format(p->to, "<li><a href=\"#%s\">%s</a></li>\n", page_sections[i].id, _(page_sections[i].title));
	html_raw(p, "</ol>\n<p class=\"tocm\">");
	if (about->date != NULL) {
		bytes_format(p->to, _("Data of %s"), about->date);
		html_raw(p, "<br>");
	}
	causa_number_shortest(100 * p->r->options->level, level);
	bytes_format(p->to, _("Level %s%%"), level);
	bytes_format(p->to, "<br>causa %s</p></nav>\n", causa_version());
}

void html_begin(struct page *p, const char *title)
{
	head(p, title);
	top(p, title);
	contents(p);
	html_raw(p, "<main id=\"main\">\n");
}

void html_section(struct page *p, int i, bool begins)
{
	if (begins)
		bytes_format(p->to, "<section aria-labelledby=\"%s\"><h2 id=\"%s\"><span>%d</span> %s</h2>\n", page_sections[i].id,
		             page_sections[i].id, i + 1, _(page_sections[i].title));
	else
		html_raw(p, "</section>\n");
}

void html_end(struct page *p)
{
	html_raw(p, "</main>\n</div>\n</body>\n</html>\n");
}
