/* A frame as an HTML table: caption, headings, lettered notes with links.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/intl.h"
#include "io/write.h"
#include "text/display.h"

struct html {
	struct bytes to;
	const struct causa_frame *frame;
	const struct display *d;
	const struct causa_html_options *options;
};

static bool is_interval(const struct display_column *c)
{
	return c->limit[0] != NULL;
}

static bool is_numeric(const struct display_column *c)
{
	return c->align == DISPLAY_RIGHT;
}

static void put_head(struct html *h, const struct display_column *c)
{
	char head[DISPLAY_HEAD];
	display_head(c, head);
	bytes_xml(&h->to, head);
}

static void put_heads(struct html *h)
{
	bytes_text(&h->to, "<thead><tr>");
	for (uint32_t c = 0; c < h->d->columns; c++) {
		const struct display_column *column = &h->d->column[c];
		if (is_interval(column))
			bytes_text(&h->to, "<th scope=\"colgroup\" colspan=\"2\" class=\"m\">");
		else
			bytes_format(&h->to, "<th scope=\"col\"%s>", is_numeric(column) ? " class=\"n\"" : "");
		put_head(h, column);
		bytes_text(&h->to, "</th>");
	}
	bytes_text(&h->to, "</tr></thead>\n");
}

/* Spaces after a number hold the place of decimals that others have: the same place is kept by hidden digits. */
static void put_number(struct html *h, const char *text, size_t n)
{
	static const char hidden[] = ".0000";
	size_t pad = 0;
	while (n > 0 && text[n - 1] == ' ') {
		n--;
		pad++;
	}
	while (n > 0 && *text == ' ') {
		text++;
		n--;
	}
	char number[128] = "";
	strncat(number, text, n < sizeof number - 1 ? n : sizeof number - 1);
	if (n > 0 && strcmp(number, _("blank")) == 0) {
		bytes_format(&h->to, "<span class=\"bl\">%s</span>", number);
		return;
	}
	bytes_xml(&h->to, number);
	if (n > 0 && pad > 0)
		bytes_format(&h->to, "<i class=\"z\" aria-hidden=\"true\">%.*s</i>", (int)(pad < sizeof hidden - 1 ? pad : sizeof hidden - 1), hidden);
}

static void put_interval(struct html *h, const char *cell)
{
	char word[64] = " ";
	strncat(word, _("to"), sizeof word - 3);
	strcat(word, " ");
	const char *middle = strstr(cell, word);
	if (middle == NULL && cell[0] != '\0') { /* one limit only: "from 3" */
		bytes_text(&h->to, "<td class=\"n lo\">");
		bytes_xml(&h->to, cell);
		bytes_text(&h->to, "</td><td class=\"n hi\"></td>");
		return;
	}
	bytes_text(&h->to, "<td class=\"n lo\">");
	if (middle != NULL)
		put_number(h, cell, (size_t)(middle - cell));
	bytes_text(&h->to, "</td><td class=\"n hi\">");
	if (middle != NULL) {
		middle += strlen(word);
		middle += strspn(middle, " ");
	}
	if (middle != NULL) {
		bytes_format(&h->to, "<span class=\"to\">%s</span> ", _("to"));
		put_number(h, middle, strlen(middle));
	}
	bytes_text(&h->to, "</td>");
}

static void put_letters(struct html *h, const char *letters)
{
	for (; *letters != '\0'; letters++) {
		if (*letters == ' ')
			bytes_char(&h->to, ' ');
		else
			bytes_format(&h->to, "<a href=\"#%s-%c\">%c</a>", h->options->id, *letters, *letters);
	}
}

/* An arrow of two characters would be broken at the end of a line. */
static void put_words(struct html *h, const char *words)
{
	const char *arrow;
	while ((arrow = strstr(words, " -> ")) != NULL) {
		char before[512] = "";
		strncat(before, words, (size_t)(arrow - words) < sizeof before - 1 ? (size_t)(arrow - words) : sizeof before - 1);
		bytes_xml(&h->to, before);
		bytes_text(&h->to, "\xC2\xA0\xE2\x86\x92\xC2\xA0");
		words = arrow + 4;
	}
	bytes_xml(&h->to, words);
}

static void put_cell(struct html *h, const struct display_column *column, uint64_t row, bool first)
{
	const char *cell = column->cell[row];
	if (is_interval(column)) {
		put_interval(h, cell);
	} else if (strcmp(column->name, "note") == 0) {
		bytes_text(&h->to, "<td class=\"nt\">");
		put_letters(h, cell);
		bytes_text(&h->to, "</td>");
	} else if (is_numeric(column)) {
		bytes_text(&h->to, "<td class=\"n\"");
		if (strcmp(h->frame->command, "audit") == 0) { /* on a phone the numbers stand without their headings */
			bytes_text(&h->to, " data-l=\"");
			put_head(h, column);
			bytes_char(&h->to, '"');
		}
		bytes_char(&h->to, '>');
		put_number(h, cell, strlen(cell));
		bytes_text(&h->to, "</td>");
	} else {
		bool years = strcmp(column->name, "from, to") == 0 || strcmp(column->name, "year") == 0;
		bytes_text(&h->to, first ? "<th scope=\"row\">" : years ? "<td class=\"y\">" : "<td>");
		put_words(h, cell);
		bytes_text(&h->to, first ? "</th>" : "</td>");
	}
}

static uint64_t rows_shown(const struct html *h)
{
	return h->options->most > 0 && h->options->most < h->d->rows ? h->options->most : h->d->rows;
}

static void put_rows(struct html *h)
{
	bytes_text(&h->to, "<tbody>\n");
	uint64_t rows = rows_shown(h);
	for (uint64_t row = 0; row < rows; row++) {
		bytes_text(&h->to, h->options->cross == NULL && display_is_strong(h->frame, row) ? "<tr class=\"sig\">" : "<tr>");
		for (uint32_t c = 0; c < h->d->columns; c++)
			put_cell(h, &h->d->column[c], row, c == 0);
		bytes_text(&h->to, "</tr>\n");
	}
	bytes_text(&h->to, "</tbody></table></div>\n");
}

static void put_lettered(struct html *h)
{
	bool any = false;
	for (char letter = 'a'; letter <= 'z'; letter++) {
		for (int n = 0; n < CAUSA_NOTES; n++) {
			if (h->d->letter[n] != letter)
				continue;
			bytes_format(&h->to, "%s<li id=\"%s-%c\"><code>%s</code> ", any ? "" : "<ol class=\"notes\">", h->options->id, letter,
			             causa_note_code((enum causa_note)n));
			char sentence[DISPLAY_NOTE];
			display_note(h->frame, (enum causa_note)n, sentence);
			bytes_xml(&h->to, sentence);
			bytes_text(&h->to, "</li>");
			any = true;
		}
	}
	if (any)
		bytes_text(&h->to, "</ol>");
}

/* What a page leaves out is in the files beside it. */
static void put_cut(struct html *h)
{
	char words[DISPLAY_NOTE];
	if (rows_shown(h) == h->d->rows)
		return;
	display_cut(rows_shown(h), h->d->rows, h->options->lang, words);
	bytes_text(&h->to, "<p><strong>");
	bytes_xml(&h->to, words);
	bytes_text(&h->to, "</strong></p>");
}

static void put_notes(struct html *h)
{
	const char *at = h->d->notes.data != NULL ? h->d->notes.data + h->d->sentences : "";
	bytes_text(&h->to, "<div class=\"tnotes\">");
	put_cut(h);
	put_lettered(h);
	while (*at != '\0') {
		char line[1024] = "";
		size_t n = strcspn(at, "\n");
		strncat(line, at, n < sizeof line - 1 ? n : sizeof line - 1);
		bytes_text(&h->to, "<p>");
		bytes_xml(&h->to, line);
		bytes_text(&h->to, "</p>");
		at += n + (at[n] == '\n');
	}
	bytes_text(&h->to, "</div>\n");
}

static void put_table(struct html *h)
{
	const struct causa_html_options *o = h->options;
	const char *title = h->d->title.data != NULL ? h->d->title.data : o->title;
	bytes_format(&h->to, "<div class=\"tw\" id=\"%s\"><div class=\"scroll\" role=\"region\" aria-labelledby=\"%s-cap\" tabindex=\"0\">"
	                     "<table class=\"%s\"><caption id=\"%s-cap\"><b>", o->id, o->id, o->cross != NULL ? "cross" : h->frame->command, o->id);
	bytes_xml(&h->to, o->label);
	bytes_text(&h->to, "</b> ");
	bytes_xml(&h->to, o->title != NULL ? o->title : title);
	bytes_text(&h->to, ". <span class=\"unit\">");
	bytes_xml(&h->to, h->d->subtitle.data);
	bytes_text(&h->to, "</span></caption>\n");
	put_heads(h);
	put_rows(h);
	put_notes(h);
}

enum causa_status causa_write_html(const struct causa_frame *frame, const struct causa_html_options *options, causa_put put,
                                   void *self)
{
	struct display d;
	enum causa_status status = options->cross != NULL ? display_cross(frame, options->cross, options->lang, &d)
	                                                  : display_build(frame, options->lang, true, &d);
	if (status != CAUSA_OK)
		return status;
	display_leave_out(&d, options->without);
	struct html h = {{NULL, 0, 0, false}, frame, &d, options};
	put_table(&h);
	if (options->after != NULL)
		bytes_text(&h.to, options->after);
	bytes_text(&h.to, "</div>\n");
	status = h.to.failed ? CAUSA_ENOMEM : put(self, h.to.data, h.to.size) != 0 ? CAUSA_EIO : CAUSA_OK;
	bytes_free(&h.to);
	display_free(&d);
	return status;
}
