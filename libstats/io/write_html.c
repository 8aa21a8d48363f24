/* A frame as an HTML table: caption, headings, lettered notes with links.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "io/write.h"
#include "text/display.h"

struct html {
	struct bytes to;
	const struct causa_frame *frame;
	const struct display *d;
	const struct causa_html_options *options;
};

static bool is_left_out(const struct html *h, uint32_t c)
{
	return h->options->without != NULL && strcmp(h->d->column[c].name, h->options->without) == 0;
}

static bool is_numeric(const struct display_column *c)
{
	return c->align == DISPLAY_RIGHT;
}

/* Heading in one line: a hyphen at the end of the first one only broke a word. */
static void put_head(struct html *h, const struct display_column *c)
{
	char first[256];
	size_t n = strlen(c->head[0]);
	bool hyphen = n > 0 && c->head[0][n - 1] == '-';
	strcpy(first, "");
	strncat(first, c->head[0], hyphen ? n - 1 : sizeof first - 1);
	bytes_xml(&h->to, first);
	if (n > 0 && !hyphen)
		bytes_char(&h->to, ' ');
	bytes_xml(&h->to, c->head[1]);
}

static void put_heads(struct html *h)
{
	bytes_text(&h->to, "<thead><tr>");
	for (uint32_t c = 0; c < h->d->columns; c++) {
		const struct display_column *column = &h->d->column[c];
		if (is_left_out(h, c))
			continue;
		if (column->interval)
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
	if (column->interval) {
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

/* Bold means one thing: the adjusted p is below 1 - level. */
static bool is_strong(const struct html *h, uint64_t row)
{
	const struct causa_column *p = causa_frame_column(h->frame, "p_adjusted");
	return p != NULL && h->options->cross == NULL && causa_column_has(p, row) && h->frame->context != NULL &&
	       causa_column_f64(p, row) < 1 - h->frame->context->level;
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
		bytes_text(&h->to, is_strong(h, row) ? "<tr class=\"sig\">" : "<tr>");
		bool first = true;
		for (uint32_t c = 0; c < h->d->columns; c++) {
			if (is_left_out(h, c))
				continue;
			put_cell(h, &h->d->column[c], row, first);
			first = false;
		}
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
	struct causa_number_style style = causa_number_style(h->options->lang, true);
	char shown[CAUSA_NUMBER_SIZE], all[CAUSA_NUMBER_SIZE];
	if (rows_shown(h) == h->d->rows)
		return;
	causa_number_count((int64_t)rows_shown(h), &style, shown);
	causa_number_count((int64_t)h->d->rows, &style, all);
	bytes_text(&h->to, "<p><strong>");
	bytes_format(&h->to, _("The first %s of %s rows, in the order of the input; the files have all of them."), shown, all);
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
