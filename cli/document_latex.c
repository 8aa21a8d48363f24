/* A report in LaTeX: every table is a file that a paper can \input alone, figures are PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "document.h"
#include "figure.h"
#include "io/markup.h"
#include "report_summary.h"

static void raw(struct document *d, const char *markup)
{
	bytes_text(&d->to, markup);
}

static void text(struct document *d, const char *words)
{
	markup_latex(&d->to, words);
}

static void paragraph(struct document *d, const char *words)
{
	text(d, words);
	raw(d, "\n\n");
}

/* ---- the head ---- */

static const char preamble[] =
	"\\documentclass[10pt,a4paper]{article}\n"
	"\\usepackage{iftex}\n"
	"\\ifPDFTeX\n"
	"\\usepackage[T1]{fontenc}\n"
	"\\usepackage[utf8]{inputenc}\n"
	"\\usepackage{lmodern}\n"
	"\\else\n"
	"\\usepackage{fontspec}\n"
	"\\fi\n"
	"\\usepackage[%s]{babel}\n"
	"\\usepackage[margin=25mm]{geometry}\n"
	"\\usepackage{array,booktabs,longtable,graphicx,float,microtype}\n"
	"\\usepackage[font=small,labelfont=bf,justification=raggedright,singlelinecheck=false]{caption}\n"
	"\\usepackage[hidelinks]{hyperref}\n"
	"\\floatplacement{table}{H}\n"
	"\\floatplacement{figure}{H}\n"
	"\\setlength{\\emergencystretch}{3em}\n"
	"\\setlength{\\LTleft}{0pt}\n"
	"\\AtBeginDocument{\\setlength{\\LTcapwidth}{\\linewidth}}\n"
	"\\raggedbottom\n";

/* Metadata of a PDF take no markup: what would need some is left out. */
static void plain(struct document *d, const char *words)
{
	while (*words != '\0') {
		char one[4];
		size_t n = bytes_printable(&words, one);
		if (n == 2 || (n == 1 && strchr("\\~^<>{}`&%$#_[]*\"", one[0]) == NULL))
			bytes_add(&d->to, one, n);
		else
			bytes_char(&d->to, ' ');
	}
}

static void begin(struct document *d, const char *title, const char *lead)
{
	bool spanish = strcmp(d->lang, "es") == 0;
	bytes_text(&d->to, "% pdflatex or lualatex, twice\n");
	bytes_format(&d->to, preamble, spanish ? "spanish,es-noshorthands,es-tabla" : "english");
	raw(d, MARKUP_LATEX_COMMAND);
	bytes_format(&d->to, "\\hypersetup{pdflang={%s},pdftitle={", d->lang);
	plain(d, title);
	raw(d, "}}\n\\begin{document}\n\\begin{flushleft}\n");
	text(d, _("Statistical report"));
	raw(d, "\\par\\medskip\n{\\LARGE\\bfseries ");
	text(d, title);
	raw(d, "\\par}\n\\end{flushleft}\n\n");
	if (lead != NULL)
		paragraph(d, lead);
}

static void section(struct document *d, const char *title)
{
	bytes_format(&d->to, "\\section{%s}\n\n", title);
}

static void heading(struct document *d, const char *title)
{
	bytes_format(&d->to, "\\subsection*{%s}\n\n", title);
}

/* ---- lists ---- */

static void list(struct document *d, bool begins)
{
	bytes_format(&d->to, "\\%s{%s}\n%s", begins ? "begin" : "end", d->list == DOCUMENT_NUMBERED ? "enumerate" : "itemize",
	             begins ? "\\raggedright\n" : "\n");
}

static void item(struct document *d, const struct document_item *one)
{
	raw(d, "\\item ");
	if (one->name != NULL && one->name[0] != '\0') {
		raw(d, "\\textbf{");
		text(d, one->name);
		raw(d, "}: ");
	}
	if (one->words != NULL)
		text(d, one->words);
	if (one->code != NULL) {
		raw(d, one->words != NULL ? " (" : "");
		markup_latex_code(&d->to, one->code);
		raw(d, one->words != NULL ? ")" : "");
	}
	if (d->list == DOCUMENT_NUMBERED)
		bytes_format(&d->to, "\\label{ref:%d}", d->items);
	if (one->reference > 0)
		bytes_format(&d->to, " [\\ref{ref:%d}]", one->reference);
	raw(d, "\n");
}

/* ---- tables ---- */

static void add_table(struct document *d, const char *file, const struct bytes *bytes)
{
	char name[128];
	snprintf(name, sizeof name, "tables/%s.tex", file);
	document_add(d, name, bytes);
	bytes_format(&d->to, "\\input{tables/%s}\n\n", file);
}

static void summary_heads(struct document *d, struct bytes *to)
{
	const char *columns[] = {_("offence named"), _("offence unknown"), _("all")};
	char level[CAUSA_NUMBER_SIZE], interval[64];
	causa_number_shortest(100 * d->r->options->level, level);
	snprintf(interval, sizeof interval, _("%s%% interval"), level);
	bytes_text(to, "\\begin{tabular}{@{}lrrrrrrrrr@{}}\n\\toprule\n & \\multicolumn{3}{c}{");
	markup_latex(to, _("Reported cases"));
	bytes_text(to, "} & \\multicolumn{3}{c}{");
	markup_latex(to, _("Criminal cases"));
	bytes_text(to, "} & & \\multicolumn{2}{c}{");
	markup_latex(to, interval);
	bytes_text(to, "} \\\\\n\\cmidrule(lr){2-4}\\cmidrule(lr){5-7}\\cmidrule(l){9-10}\n");
	markup_latex(to, _("Year"));
	for (int i = 0; i < SUMMARY_COUNTS; i++) {
		bytes_text(to, " & ");
		markup_latex(to, columns[i % 3]);
	}
	bytes_text(to, " & ");
	markup_latex(to, _("Ratio, %"));
	bytes_text(to, " & ");
	markup_latex(to, _("from"));
	bytes_text(to, " & ");
	markup_latex(to, _("to"));
	bytes_text(to, " \\\\\n\\midrule\n");
}

static void summary_line(struct bytes *to, const struct summary_row *row)
{
	bytes_format(to, "%d%s", row->year, row->partial ? "{*}" : "");
	for (int i = 0; i < (row->computed ? SUMMARY_CELLS : SUMMARY_COUNTS); i++) {
		bytes_text(to, " & ");
		markup_latex(to, row->cell[i]);
	}
	if (!row->computed) {
		bytes_text(to, " & \\multicolumn{3}{r}{");
		markup_latex(to, _("not computed"));
		bytes_char(to, '}');
	}
	bytes_text(to, " \\\\\n");
}

static void summary(struct document *d)
{
	struct summary_row row;
	struct bytes to = {NULL, 0, 0, false};
	char words[256];
	bytes_text(&to, "% needs \\usepackage{booktabs} and UTF-8\n\\begin{table}\n\\caption{");
	markup_latex(&to, _("All years in one table."));
	bytes_char(&to, ' ');
	markup_latex(&to, _("Counts; ratio: criminal cases per 100 reported cases of the same year, offences that are named."));
	bytes_text(&to, "}\\label{tab:summary}\n\\footnotesize\\setlength{\\tabcolsep}{3pt}\\noindent\n");
	summary_heads(d, &to);
	for (uint32_t i = 0; i < summary_periods(d->r); i++) {
		if (summary_row(d->r, i, &row))
			summary_line(&to, &row);
	}
	bytes_text(&to, "\\bottomrule\n\\end{tabular}\\par\n\\smallskip\n{\\footnotesize\\raggedright\n");
	for (uint32_t i = 0; i < summary_periods(d->r); i++) {
		if (!summary_note(d->r, i, words, sizeof words))
			continue;
		markup_latex(&to, words);
		bytes_text(&to, "\\par\n");
	}
	markup_latex(&to, _("blank: printed empty, which is not zero; a sum over blanks is a lower bound."));
	bytes_text(&to, "\\par\n}\n\\end{table}\n");
	add_table(d, "summary", &to);
	bytes_free(&to);
}

static void table(struct document *d, const struct document_table *t)
{
	char name[96];
	struct bytes to = {NULL, 0, 0, false};
	snprintf(name, sizeof name, "%s%s%s", t->file, t->cross != NULL ? "-" : "", t->cross != NULL ? t->cross : "");
	const struct causa_document_options o = {.lang = d->lang, .id = name, .title = t->title, .cross = t->cross};
	if (d->status == CAUSA_OK)
		d->status = causa_write_document(t->frame, CAUSA_LATEX, &o, report_collect, &to);
	add_table(d, name, &to);
	bytes_free(&to);
}

/* ---- figures ---- */

static void figure(struct document *d, enum causa_chart chart, const struct causa_figure_info *info)
{
	const char *const lines[] = {info->subtitle, info->note, info->source};
	bytes_format(&d->to, "\\begin{figure}\n\\includegraphics[width=\\linewidth,height=.8\\textheight,keepaspectratio]{figures/%s.pdf}\n\\caption[",
	             chart_names[chart]);
	text(d, info->title);
	raw(d, "]{\\textbf{");
	text(d, info->title);
	raw(d, "}");
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		raw(d, lines[i][0] != '\0' ? i == 0 ? ". " : " " : "");
		text(d, lines[i]);
	}
	bytes_format(&d->to, "}\\label{fig:%s}\n\\end{figure}\n\n", chart_names[chart]);
}

/* A PDF made by LaTeX has no alternative texts: they are a section of their own. */
static void end(struct document *d)
{
	d->list = DOCUMENT_BULLETS;
	if (d->figures > 0) {
		section(d, _("The figures in words"));
		list(d, true);
	}
	for (int i = 0; i < CAUSA_CHARTS && d->figures > 0; i++) {
		const struct report_figure *f = &d->r->page.figure[i];
		if (f->info.description == NULL)
			continue;
		bytes_format(&d->to, "\\item \\textbf{\\figurename~\\ref{fig:%s}}: ", chart_names[i]);
		paragraph(d, f->info.description);
	}
	if (d->figures > 0)
		list(d, false);
	raw(d, "\\end{document}\n");
}

const struct document_format document_latex = {"report.tex", 600, true, begin, section, heading, paragraph, list, item, summary, table, figure, end};
