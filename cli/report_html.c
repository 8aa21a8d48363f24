/* What every part of a report's page is written with.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_html.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"

void page_text(struct page *p, const char *words)
{
	bytes_xml(p->to, words);
}

void page_raw(struct page *p, const char *html)
{
	bytes_text(p->to, html);
}

void page_paragraph(struct page *p, const char *class, const char *words)
{
	bytes_format(p->to, class != NULL ? "<p class=\"%s\">" : "<p>", class);
	page_text(p, words);
	page_raw(p, "</p>\n");
}

void page_heading(struct page *p, const char *words)
{
	page_raw(p, "<h3>");
	page_text(p, words);
	page_raw(p, "</h3>\n");
}

void page_definition(struct page *p, const char *term, const char *words)
{
	page_raw(p, "<div><dt>");
	page_text(p, term);
	page_raw(p, "</dt><dd>");
	page_text(p, words);
	page_raw(p, "</dd></div>\n");
}

void page_row(struct page *p, const char *name, const char *words)
{
	page_raw(p, "<tr><th scope=\"row\">");
	page_text(p, name);
	page_raw(p, "</th><td>");
	page_text(p, words);
	page_raw(p, "</td></tr>\n");
}

const char *page_words(const struct page *p, const struct causa_words *words)
{
	return causa_words_in(words, p->lang);
}

/* ---- numbers of tables and figures ---- */

int page_number(struct page *p, int *count, const char *id)
{
	++*count;
	if (p->items < PAGE_ITEMS) {
		struct page_item *item = &p->item[p->items++];
		snprintf(item->id, sizeof item->id, "%s", id);
		item->number = *count;
	}
	return *count;
}

bool page_see(struct page *p, const char *id)
{
	for (int i = 0; i < p->items; i++) {
		if (strcmp(p->item[i].id, id) != 0)
			continue;
		bytes_format(p->to, "<a href=\"#%s\">", id);
		bytes_format(p->to, id[0] == 'f' ? _("Figure %d") : _("Table %d"), p->item[i].number);
		page_raw(p, "</a>");
		return true;
	}
	return false;
}

/* ---- downloads ---- */

void page_downloads(struct bytes *to, const char *folder, const char *name, const char *endings, const char *of)
{
	bytes_format(to, "<p class=\"dl\">%s ", _("Download:"));
	for (const char *at = endings; *at != '\0';) {
		char ending[8] = "";
		size_t n = strcspn(at, " ");
		strncat(ending, at, n < sizeof ending - 1 ? n : sizeof ending - 1);
		bytes_format(to, "%s<a href=\"%s/%s.%s\">", at == endings ? "" : " \xC2\xB7 ", folder, name, ending);
		for (const char *c = ending; *c != '\0'; c++)
			bytes_char(to, (char)(*c - 'a' + 'A'));
		bytes_text(to, "<span class=\"vh\"> ");
		bytes_xml(to, of);
		bytes_text(to, "</span></a>");
		at += n + strspn(at + n, " ");
	}
	bytes_text(to, "</p>\n");
}

/* ---- tables ---- */

void page_table(struct page *p, const struct causa_frame *frame, const struct page_frame *how)
{
	char label[64], element[64];
	struct bytes after = {NULL, 0, 0, false};
	if (frame == NULL || frame->rows == 0)
		return;
	snprintf(element, sizeof element, "t-%s", how->id);
	snprintf(label, sizeof label, _("Table %d."), page_number(p, &p->tables, element));
	page_downloads(&after, "tables", how->file, "csv json", label);
	struct causa_html_options o = {p->lang, element, label, how->title, how->cross, after.data, PAGE_ROWS, how->without};
	if (causa_write_html(frame, &o, report_collect, p->to) != CAUSA_OK)
		p->to->failed = true;
	bytes_free(&after);
}

void page_table_open(struct page *p, const char *id, const char *class, const char *label, const char *title, const char *unit)
{
	bytes_format(p->to, "<div class=\"tw\" id=\"%s\"><div class=\"scroll\" role=\"region\" aria-labelledby=\"%s-cap\" tabindex=\"0\">"
	                    "<table class=\"%s\"><caption id=\"%s-cap\"><b>", id, id, class, id);
	page_text(p, label);
	page_raw(p, "</b> ");
	page_text(p, title);
	page_raw(p, " <span class=\"unit\">");
	page_text(p, unit);
	page_raw(p, "</span></caption>\n");
}

int64_t page_row_of(const struct causa_frame *f, const char *measure, int32_t year)
{
	char words[16];
	const struct causa_column *m = causa_frame_column(f, "measure"), *y = causa_frame_column(f, "year");
	snprintf(words, sizeof words, "%d", year);
	for (uint64_t row = 0; row < f->rows; row++) {
		if (strcmp(causa_column_label(y, row), words) == 0 && (m == NULL || strcmp(causa_column_label(m, row), measure) == 0))
			return (int64_t)row;
	}
	return -1;
}
