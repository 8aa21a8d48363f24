/* What the parts of a report are written with, whatever it is set in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"

const struct document_format *document_named(const char *name)
{
	if (strcmp(name, "html") == 0)
		return &document_html;
	if (strcmp(name, "md") == 0)
		return &document_markdown;
	return strcmp(name, "latex") == 0 ? &document_latex : NULL;
}

/* ---- words ---- */

void page_paragraph(struct page *p, const char *class, const char *words)
{
	p->format->paragraph(p, class, words);
}

void page_heading(struct page *p, const char *words)
{
	p->format->heading(p, words);
}

const char *page_words(const struct page *p, const struct causa_words *words)
{
	return causa_words_in(words, p->lang);
}

/* ---- lists ---- */

void page_list(struct page *p, enum page_list list)
{
	p->list = list;
	p->entries = 0;
	p->format->list(p, true);
}

void page_entry(struct page *p, const struct page_entry *entry)
{
	p->entries++;
	p->format->entry(p, entry);
}

void page_term(struct page *p, const char *name, const char *words)
{
	page_entry(p, &(struct page_entry){.name = name, .words = words});
}

void page_end_list(struct page *p)
{
	p->format->list(p, false);
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

int page_item_number(const struct page *p, const char *id)
{
	for (int i = 0; i < p->items; i++) {
		if (strcmp(p->item[i].id, id) == 0)
			return p->item[i].number;
	}
	return 0;
}

bool page_see_words(const struct page *p, const struct page_see *see, char *out, size_t size)
{
	int number = see->id != NULL ? page_item_number(p, see->id) : 0;
	out[0] = '\0';
	if (number > 0)
		snprintf(out, size, see->id[0] == 'f' ? _("Figure %d") : _("Table %d"), number);
	return number > 0;
}

const char *page_why(void)
{
	return _("Why not stronger.");
}

/* ---- tables ---- */

void page_table(struct page *p, const struct causa_frame *frame, const struct page_frame *how)
{
	char label[64], element[64];
	if (frame == NULL || frame->rows == 0)
		return;
	snprintf(element, sizeof element, "t-%s", how->id);
	snprintf(label, sizeof label, _("Table %d."), page_number(p, &p->tables, element));
	p->format->table(p, &(struct page_table){frame, how, element, label});
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

void page_add(struct page *p, const char *name, const struct bytes *bytes)
{
	if (p->status == CAUSA_OK)
		p->status = report_add(p->folder, p->manifest, name, bytes, p->err);
}
