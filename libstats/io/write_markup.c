/* Tables for documents: Markdown and LaTeX.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/intl.h"
#include "io/write.h"
#include "text/display.h"

static const char *trimmed(const char *text, size_t *n)
{
	text += strspn(text, " ");
	*n = strlen(text);
	while (*n > 0 && text[*n - 1] == ' ')
		(*n)--;
	return text;
}

typedef void (*put_text)(struct bytes *to, const char *text, size_t n);

static void put_markdown(struct bytes *to, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strchr("\\`*_[]<>|#~", text[i]) != NULL)
			bytes_char(to, '\\');
		bytes_char(to, (unsigned char)text[i] < 0x20 ? ' ' : text[i]);
	}
}

static void put_latex(struct bytes *to, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		switch (text[i]) {
		case '\\':
			bytes_text(to, "\\textbackslash{}");
			break;
		case '~':
			bytes_text(to, "\\textasciitilde{}");
			break;
		case '^':
			bytes_text(to, "\\textasciicircum{}");
			break;
		case '<':
			bytes_text(to, "$<$");
			break;
		case '>':
			bytes_text(to, "$>$");
			break;
		default:
			if (strchr("&%$#_{}", text[i]) != NULL)
				bytes_char(to, '\\');
			bytes_char(to, (unsigned char)text[i] < 0x20 ? ' ' : text[i]);
		}
	}
}

/* Spaces that align numbers on a terminal mean nothing here. */
static void put_cell(struct bytes *to, const char *text, put_text put)
{
	size_t n;
	text = trimmed(text, &n);
	while (n > 0) {
		size_t word = 0, gap;
		while (word < n && text[word] != ' ')
			word++;
		put(to, text, word);
		gap = strspn(text + word, " ");
		if (word + gap < n)
			bytes_char(to, ' ');
		text += word + gap;
		n -= word + gap < n ? word + gap : n;
	}
}

static void put_head(struct bytes *to, const struct display_column *c, put_text put)
{
	size_t n = strlen(c->head[0]);
	bool hyphen = n > 0 && c->head[0][n - 1] == '-';
	put(to, c->head[0], hyphen ? n - 1 : n);
	if (n > 0 && !hyphen)
		bytes_char(to, ' ');
	put_cell(to, c->head[1], put);
}

static void put_lines(struct bytes *to, const char *text, const char *before, const char *after, put_text put)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		bytes_text(to, before);
		put(to, text, n);
		bytes_text(to, after);
		text += n + (text[n] == '\n');
	}
}

void write_markdown(struct writer *w)
{
	struct display d;
	w->status = display_build(w->frame, w->options->lang, true, &d);
	if (w->status != CAUSA_OK)
		return;
	if (d.title.size > 0) {
		bytes_text(&w->text, "**");
		put_markdown(&w->text, d.title.data, d.title.size);
		bytes_text(&w->text, "**  \n");
		put_markdown(&w->text, d.subtitle.data, d.subtitle.size);
		bytes_text(&w->text, "\n\n");
	}
	for (uint32_t c = 0; c < d.columns; c++) {
		bytes_text(&w->text, "| ");
		put_head(&w->text, &d.column[c], put_markdown);
		bytes_char(&w->text, ' ');
	}
	bytes_text(&w->text, "|\n");
	for (uint32_t c = 0; c < d.columns; c++)
		bytes_text(&w->text, d.column[c].align == DISPLAY_RIGHT ? "|---:" : "|:---");
	bytes_text(&w->text, "|\n");
	for (uint64_t row = 0; row < d.rows && writer_flush(w, false); row++) {
		for (uint32_t c = 0; c < d.columns; c++) {
			bytes_text(&w->text, "| ");
			put_cell(&w->text, d.column[c].cell[row], put_markdown);
			bytes_char(&w->text, ' ');
		}
		bytes_text(&w->text, "|\n");
	}
	if (d.notes.size > 0) {
		bytes_char(&w->text, '\n');
		put_lines(&w->text, d.notes.data, "", "  \n", put_markdown);
	}
	display_free(&d);
}

void write_latex(struct writer *w)
{
	struct display d;
	w->status = display_build(w->frame, w->options->lang, false, &d);
	if (w->status != CAUSA_OK)
		return;
	bytes_text(&w->text, "% needs \\usepackage{booktabs} and UTF-8 input\n\\begin{table}\n\\caption{");
	if (d.title.size > 0)
		put_latex(&w->text, d.title.data, d.title.size);
	bytes_text(&w->text, "}\n\\begin{tabular}{");
	for (uint32_t c = 0; c < d.columns; c++)
		bytes_char(&w->text, d.column[c].align == DISPLAY_RIGHT ? 'r' : 'l');
	bytes_text(&w->text, "}\n\\toprule\n");
	for (uint32_t c = 0; c < d.columns; c++) {
		bytes_text(&w->text, c > 0 ? " & " : "");
		put_head(&w->text, &d.column[c], put_latex);
	}
	bytes_text(&w->text, " \\\\\n\\midrule\n");
	for (uint64_t row = 0; row < d.rows && writer_flush(w, false); row++) {
		for (uint32_t c = 0; c < d.columns; c++) {
			bytes_text(&w->text, c > 0 ? " & " : "");
			put_cell(&w->text, d.column[c].cell[row], put_latex);
		}
		bytes_text(&w->text, " \\\\\n");
	}
	bytes_text(&w->text, "\\bottomrule\n\\end{tabular}\n");
	if (d.subtitle.size > 0)
		put_lines(&w->text, d.subtitle.data, "\n\\footnotesize ", "\\par\n", put_latex);
	if (d.notes.size > 0)
		put_lines(&w->text, d.notes.data, "\\footnotesize ", "\\par\n", put_latex);
	bytes_text(&w->text, "\\end{table}\n");
	display_free(&d);
}
