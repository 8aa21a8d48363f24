/* A frame as a table in LaTeX: a float, or a longtable when it is more than a page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "io/latex_plan.h"
#include "io/markup.h"
#include "io/write.h"
#include "text/display.h"

struct latex {
	struct writer *w;
	struct bytes *to;
	const struct causa_document_options *options;
	struct display d;
	struct latex_plan plan;
};

static bool is_interval(const struct display_column *c)
{
	return c->limit[0] != NULL;
}

static bool is_strong(const struct latex *l, uint64_t row)
{
	return l->options->cross == NULL && display_is_strong(l->w->frame, row);
}

/* ---- what a block of columns looks like ---- */

static bool stands_in(const struct latex *l, const struct latex_block *b, uint32_t c)
{
	return (c < l->plan.keys || c >= b->first) && c < b->end;
}

static void put_columns(struct latex *l, const struct latex_block *b)
{
	bytes_text(l->to, "{@{}");
	for (uint32_t c = 0; c < l->d.columns; c++) {
		const struct display_column *column = &l->d.column[c];
		if (!stands_in(l, b, c))
			continue;
		if (b->share[c] > 0) {
			bytes_format(l->to, ">{\\raggedright\\arraybackslash\\hspace{0pt}}p{0.%03d\\linewidth}", (int)(1000 * b->share[c] + 0.5));
		} else if (is_interval(column)) {
			bytes_text(l->to, "r@{ ");
			markup_latex(l->to, _("to"));
			bytes_text(l->to, " }l");
		} else {
			bytes_char(l->to, column->align == DISPLAY_RIGHT ? 'r' : 'l');
		}
	}
	bytes_text(l->to, "@{}}\n");
}

/* A heading wider than its column goes to several lines. */
static void put_stacked(struct latex *l, const char *head, double room, char align)
{
	bool stacked = latex_width(head, strlen(head)) > room;
	double used = 0;
	if (stacked)
		bytes_format(l->to, "\\begin{tabular}[b]{@{}%c@{}}", align);
	while (*head != '\0') {
		size_t n = strcspn(head, " ");
		char word[DISPLAY_HEAD] = "";
		double width = latex_width(head, n);
		bool breaks = stacked && used > 0 && used + latex_width(" ", 1) + width > room;
		if (used > 0)
			bytes_text(l->to, breaks ? "\\\\" : " ");
		used = used > 0 && !breaks ? used + latex_width(" ", 1) + width : width;
		memcpy(word, head, n);
		markup_latex(l->to, word);
		head += n + strspn(head + n, " ");
	}
	bytes_text(l->to, stacked ? "\\end{tabular}" : "");
}

static void put_head(struct latex *l, const struct latex_block *b, uint32_t c)
{
	const struct display_column *column = &l->d.column[c];
	char head[DISPLAY_HEAD];
	display_head(column, head);
	if (b->share[c] > 0) {
		markup_latex(l->to, head);
	} else if (is_interval(column)) {
		bytes_text(l->to, "\\multicolumn{2}{c}{");
		put_stacked(l, head, l->plan.head[c], 'c');
		bytes_char(l->to, '}');
	} else {
		put_stacked(l, head, l->plan.head[c], column->align == DISPLAY_RIGHT ? 'r' : 'l');
	}
}

static void put_heads(struct latex *l, const struct latex_block *b)
{
	bool first = true;
	bytes_text(l->to, "\\toprule\n");
	for (uint32_t c = 0; c < l->d.columns; c++) {
		if (!stands_in(l, b, c))
			continue;
		bytes_text(l->to, first ? "" : " & ");
		put_head(l, b, c);
		first = false;
	}
	bytes_text(l->to, " \\\\\n\\midrule\n");
}

/* ---- cells ---- */

/* Spaces after a number hold the place of decimals that others have: it is kept by digits that are not drawn. */
static void put_number(struct bytes *to, const char *text)
{
	size_t n = strlen(text), pad = 0;
	while (n > 0 && text[n - 1] == ' ') {
		n--;
		pad++;
	}
	markup_cell(to, text, markup_latex);
	if (n == 0 || pad == 0)
		return;
	bool mark = text[strcspn(text, ".,")] != '\0';
	bytes_format(to, "\\phantom{%s", mark ? "0" : ".");
	bytes_repeat(to, '0', pad - 1);
	bytes_char(to, '}');
}

static void begin_cell(struct latex *l, bool strong)
{
	bytes_text(l->to, strong ? "\\textbf{" : "");
}

static void end_cell(struct latex *l, bool strong)
{
	bytes_text(l->to, strong ? "}" : "");
}

static bool is_empty(const char *cell)
{
	return cell[strspn(cell, " ")] == '\0';
}

static void put_interval(struct latex *l, const struct display_column *column, uint64_t row, bool strong)
{
	bool both = !is_empty(column->limit[0][row]) && !is_empty(column->limit[1][row]);
	bytes_text(l->to, both ? "" : "\\multicolumn{2}{c}{");
	begin_cell(l, strong);
	if (both)
		put_number(l->to, column->limit[0][row]);
	else
		markup_cell(l->to, column->cell[row], markup_latex);
	end_cell(l, strong);
	bytes_text(l->to, both ? " & " : "}");
	if (!both)
		return;
	begin_cell(l, strong);
	markup_cell(l->to, column->limit[1][row], markup_latex);
	end_cell(l, strong);
}

static void put_cell(struct latex *l, const struct display_column *column, uint64_t row, bool strong)
{
	if (is_interval(column)) {
		put_interval(l, column, row, strong);
		return;
	}
	strong = strong && !is_empty(column->cell[row]);
	begin_cell(l, strong);
	if (column->align == DISPLAY_RIGHT)
		put_number(l->to, column->cell[row]);
	else
		markup_cell(l->to, column->cell[row], markup_latex);
	end_cell(l, strong);
}

static void put_rows(struct latex *l, const struct latex_block *b)
{
	for (uint64_t row = 0; row < l->plan.rows && writer_flush(l->w, false); row++) {
		bool first = true, strong = is_strong(l, row);
		for (uint32_t c = 0; c < l->d.columns; c++) {
			if (!stands_in(l, b, c))
				continue;
			bytes_text(l->to, first ? "" : " & ");
			put_cell(l, &l->d.column[c], row, strong);
			first = false;
		}
		bytes_text(l->to, " \\\\\n");
	}
}

/* ---- the table ---- */

static void put_caption(struct latex *l)
{
	const char *title = l->options->title != NULL ? l->options->title : l->d.title.data;
	bytes_text(l->to, "\\caption{");
	markup_latex(l->to, title);
	if (l->d.subtitle.size > 0) {
		bytes_text(l->to, title != NULL ? ". " : "");
		markup_latex(l->to, l->d.subtitle.data);
	}
	bytes_char(l->to, '}');
	if (l->options->id != NULL)
		bytes_format(l->to, "\\label{tab:%s}", l->options->id);
}

static void put_short(struct latex *l, const struct latex_block *b)
{
	bytes_text(l->to, "\\begin{tabular}");
	put_columns(l, b);
	put_heads(l, b);
	put_rows(l, b);
	bytes_text(l->to, "\\bottomrule\n\\end{tabular}\\par\n");
}

static void put_long(struct latex *l, const struct latex_block *b)
{
	bytes_text(l->to, "\\begin{longtable}");
	put_columns(l, b);
	if (b == l->plan.block) {
		put_caption(l);
		bytes_text(l->to, "\\\\\n");
	}
	put_heads(l, b);
	bytes_text(l->to, "\\endfirsthead\n");
	put_heads(l, b);
	bytes_text(l->to, "\\endhead\n\\bottomrule\n\\endfoot\n");
	put_rows(l, b);
	bytes_text(l->to, "\\end{longtable}\n");
}

static void put_notes(struct latex *l)
{
	if (l->d.notes.size == 0 && l->plan.rows == l->d.rows)
		return;
	bytes_text(l->to, "{\\footnotesize\\raggedright\n");
	if (l->plan.rows < l->d.rows) {
		char words[DISPLAY_NOTE];
		display_cut(l->plan.rows, l->d.rows, l->options->lang, words);
		markup_latex(l->to, words);
		bytes_text(l->to, "\\par\n");
	}
	for (char *at = l->d.notes.data; at != NULL && *at != '\0';) {
		size_t n = strcspn(at, "\n");
		char end = at[n];
		at[n] = '\0'; /* the display is ours */
		markup_cell(l->to, at, markup_latex);
		bytes_text(l->to, "\\par\n");
		at += n + (end == '\n');
	}
	bytes_text(l->to, "}\n");
}

static void put_table(struct latex *l)
{
	bool is_long = l->plan.is_long;
	bytes_text(l->to, is_long ? "\\begingroup" : "\\begin{table}\n");
	if (!is_long)
		put_caption(l);
	bytes_format(l->to, "\n%s\\setlength{\\tabcolsep}{3pt}%s\n", l->plan.size, is_long ? "" : "\\noindent");
	for (uint32_t b = 0; b < l->plan.blocks; b++) {
		bytes_text(l->to, b > 0 && !is_long ? "\\medskip\\noindent\n" : "");
		(is_long ? put_long : put_short)(l, &l->plan.block[b]);
	}
	bytes_text(l->to, is_long ? "" : "\\smallskip\n");
	put_notes(l);
	bytes_text(l->to, is_long ? "\\endgroup\n" : "\\end{table}\n");
}

void document_latex(struct writer *w, const struct causa_document_options *o)
{
	struct latex l = {.w = w, .to = &w->text, .options = o};
	w->status = o->cross != NULL ? display_cross(w->frame, o->cross, o->lang, &l.d) : display_build(w->frame, o->lang, true, &l.d);
	if (w->status != CAUSA_OK)
		return;
	display_leave_out(&l.d, o->without);
	latex_plan(&l.d, o->cross == NULL ? w->frame : NULL, o->most, &l.plan);
	bytes_text(l.to, "% needs \\usepackage{array,booktabs,longtable} and UTF-8; fits a line of 160 mm\n");
	bytes_text(l.to, MARKUP_LATEX_COMMAND);
	put_table(&l);
	display_free(&l.d);
}

void write_latex(struct writer *w)
{
	if (strcmp(w->frame->command, "findings") == 0)
		findings_latex(w);
	else
		document_latex(w, &(struct causa_document_options){.lang = w->options->lang});
}
