/* A report in LaTeX: every table is a file that a paper can \input alone, figures are PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "document.h"
#include "figure.h"
#include "io/markup.h"
#include "report_summary.h"

static void raw(struct page *p, const char *markup)
{
	bytes_text(p->to, markup);
}

static void text(struct page *p, const char *words)
{
	markup_latex(p->to, words);
}

static void paragraph(struct page *p, const char *class, const char *words)
{
	(void)class;
	text(p, words);
	raw(p, "\n\n");
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
static void plain(struct page *p, const char *words)
{
	while (*words != '\0') {
		char one[4];
		size_t n = bytes_printable(&words, one);
		if (n == 2 || (n == 1 && strchr("\\~^<>{}`&%$#_[]*\"", one[0]) == NULL))
			bytes_add(p->to, one, n);
		else
			bytes_char(p->to, ' ');
	}
}

static void begin(struct page *p, const char *title)
{
	const char *lead = page_words(p, &p->r->input->panel->about->lead);
	bool spanish = strcmp(p->lang, "es") == 0;
	bytes_text(p->to, "% pdflatex or lualatex, twice\n");
	bytes_format(p->to, preamble, spanish ? "spanish,es-noshorthands,es-tabla" : "english");
	raw(p, MARKUP_LATEX_COMMAND);
	bytes_format(p->to, "\\hypersetup{pdflang={%s},pdftitle={", p->lang);
	plain(p, title);
	raw(p, "}}\n\\begin{document}\n\\begin{flushleft}\n");
	text(p, _("Statistical report"));
	raw(p, "\\par\\medskip\n{\\LARGE\\bfseries ");
	text(p, title);
	raw(p, "\\par}\n\\end{flushleft}\n\n");
	if (lead != NULL)
		paragraph(p, NULL, lead);
}

static void section(struct page *p, int i, bool begins)
{
	if (begins)
		bytes_format(p->to, "\\section{%s}\n\n", _(page_sections[i].title));
}

static void heading(struct page *p, const char *words)
{
	bytes_format(p->to, "\\subsection*{%s}\n\n", words);
}

/* ---- lists ---- */

static void list(struct page *p, bool begins)
{
	bytes_format(p->to, "\\%s{%s}\n%s", begins ? "begin" : "end", p->list == LIST_REFERENCES ? "enumerate" : "itemize",
	             begins ? "\\raggedright\n" : "\n");
}

static void entry(struct page *p, const struct page_entry *e)
{
	raw(p, "\\item ");
	if (e->name != NULL) {
		raw(p, "\\textbf{");
		text(p, e->name);
		raw(p, "}: ");
	}
	text(p, e->words);
	if (e->code != NULL) {
		raw(p, e->words != NULL ? " (" : "");
		markup_latex_code(p->to, e->code);
		raw(p, e->words != NULL ? ")" : "");
	}
	if (p->list == LIST_REFERENCES)
		bytes_format(p->to, "\\label{ref:%d}", p->entries);
	if (e->reference > 0)
		bytes_format(p->to, " [\\ref{ref:%d}]", e->reference);
	raw(p, "\n");
}

/* "t-change" is \label{tab:change}, "f-trend" \label{fig:trend}. */
static void label_of(const char *id, char *out, size_t size)
{
	snprintf(out, size, "%s:%s", id[0] == 'f' ? "fig" : "tab", id + 2);
}

static void see(struct page *p, const struct page_see *one, bool *first)
{
	char words[64], target[96];
	bool here = page_see_words(p, one, words, sizeof words);
	if (!here && one->file == NULL)
		return;
	raw(p, *first ? " (" : ", ");
	if (here) {
		label_of(one->id, target, sizeof target);
		bytes_format(p->to, "\\hyperref[%s]{%s}", target, words);
	} else {
		snprintf(target, sizeof target, "%s.csv", one->file);
		markup_latex_code(p->to, target);
	}
	*first = false;
}

static void finding(struct page *p, const struct page_finding *f)
{
	bool first = true;
	raw(p, "\\item \\textbf{");
	text(p, f->tag);
	raw(p, ".} ");
	text(p, f->sentence);
	raw(p, f->detail[0] != '\0' ? " " : "");
	text(p, f->detail);
	if (f->reasons != NULL) {
		raw(p, " \\emph{");
		text(p, page_why());
		raw(p, "} ");
		text(p, f->reasons);
	}
	for (int i = 0; i < PAGE_SEES; i++)
		see(p, &f->see[i], &first);
	raw(p, first ? "\n" : ")\n");
}

/* ---- tables ---- */

static void add_table(struct page *p, const char *file, const struct bytes *bytes)
{
	char name[128];
	snprintf(name, sizeof name, "tables/%s.tex", file);
	page_add(p, name, bytes);
	bytes_format(p->to, "\\input{tables/%s}\n\n", file);
}

static void summary_heads(const struct page *p, struct bytes *to)
{
	const char *columns[] = {_("offence named"), _("offence unknown"), _("all")}, *measure[2];
	int measures = summary_measures(p->r, measure);
	char interval[64];
	summary_interval(p->r, interval, sizeof interval);
	bytes_text(to, "\\begin{tabular}{@{}l");
	bytes_repeat(to, 'r', 3 * (size_t)measures);
	if (summary_has_ratio(p->r)) {
		bytes_text(to, "rr@{ ");
		markup_latex(to, _("to"));
		bytes_text(to, " }l");
	}
	bytes_text(to, "@{}}\n\\toprule\n");
	for (int i = 0; i < measures; i++) {
		bytes_text(to, " & \\multicolumn{3}{c}{");
		markup_latex(to, measure[i]);
		bytes_char(to, '}');
	}
	bytes_text(to, " \\\\\n");
	for (int i = 0; i < measures; i++)
		bytes_format(to, "\\cmidrule(lr){%d-%d}", 3 * i + 2, 3 * i + 4);
	bytes_char(to, '\n');
	markup_latex(to, _("Year"));
	for (int i = 0; i < 3 * measures; i++) {
		bytes_text(to, " & ");
		markup_latex(to, columns[i % 3]);
	}
	if (summary_has_ratio(p->r)) {
		bytes_text(to, " & ");
		markup_latex(to, _("Ratio, %"));
		bytes_text(to, " & \\multicolumn{2}{c}{");
		markup_latex(to, interval);
		bytes_char(to, '}');
	}
	bytes_text(to, " \\\\\n\\midrule\n");
}

static void summary_line(const struct page *p, const struct summary_row *row, struct bytes *to)
{
	bytes_format(to, "%d%s", row->year, row->partial ? "{*}" : "");
	for (int i = 0; i < row->counts; i++) {
		bytes_text(to, " & ");
		markup_latex(to, row->count[i]);
	}
	for (int i = 0; i < SUMMARY_RATIOS && row->computed; i++) {
		bytes_text(to, " & ");
		markup_latex(to, row->ratio[i]);
	}
	if (!row->computed && summary_has_ratio(p->r)) {
		bytes_text(to, " & \\multicolumn{3}{r}{");
		markup_latex(to, _("not computed"));
		bytes_char(to, '}');
	}
	bytes_text(to, " \\\\\n");
}

static void summary(struct page *p, const char *label)
{
	struct summary_row row;
	struct bytes to = {NULL, 0, 0, false};
	char words[256];
	(void)label; /* LaTeX numbers its tables itself */
	bytes_text(&to, "% needs \\usepackage{booktabs} and UTF-8\n\\begin{table}\n\\caption{");
	markup_latex(&to, _("All years in one table."));
	bytes_char(&to, ' ');
	markup_latex(&to, summary_unit(p->r));
	bytes_text(&to, "}\\label{tab:summary}\n\\footnotesize\\setlength{\\tabcolsep}{3pt}\\noindent\n");
	summary_heads(p, &to);
	for (uint32_t i = 0; i < summary_periods(p->r); i++) {
		if (summary_row(p->r, i, &row))
			summary_line(p, &row, &to);
	}
	bytes_text(&to, "\\bottomrule\n\\end{tabular}\\par\n\\smallskip\n{\\footnotesize\\raggedright\n");
	for (uint32_t i = 0; i < summary_periods(p->r); i++) {
		if (!summary_note(p->r, i, words, sizeof words))
			continue;
		markup_latex(&to, words);
		bytes_text(&to, "\\par\n");
	}
	markup_latex(&to, _("blank: printed empty, which is not zero; a sum over blanks is a lower bound."));
	bytes_text(&to, "\\par\n}\n\\end{table}\n");
	add_table(p, "summary", &to);
	bytes_free(&to);
}

/* The name of its file is that of its label, so that a paper finds the one by the other. */
static void write_table(struct page *p, const struct page_table *t, struct bytes *to)
{
	const struct causa_document_options o = {.lang = p->lang, .id = t->id + 2, .title = t->how->title, .cross = t->how->cross, .most = PAGE_ROWS, .without = t->how->without};
	if (causa_write_document(t->frame, CAUSA_LATEX, &o, report_collect, to) != CAUSA_OK)
		p->to->failed = true;
}

static void table(struct page *p, const struct page_table *t)
{
	struct bytes to = {NULL, 0, 0, false};
	write_table(p, t, &to);
	add_table(p, t->id + 2, &to);
	bytes_free(&to);
}

/* Those that the document leaves out are files too. */
static void other_tables(struct page *p)
{
	for (int i = 0; i < REPORT_TABLES; i++) {
		char name[64], id[72], path[96];
		struct bytes to = {NULL, 0, 0, false};
		report_table_name((enum report_table)i, name, sizeof name);
		snprintf(id, sizeof id, "t-%s", name);
		if (p->r->table[i] == NULL || p->r->table[i]->rows == 0 || page_item_number(p, id) > 0)
			continue;
		write_table(p, &(struct page_table){.frame = p->r->table[i], .how = &(struct page_frame){.id = name}, .id = id}, &to);
		snprintf(path, sizeof path, "tables/%s.tex", name);
		page_add(p, path, &to);
		bytes_free(&to);
	}
}

static void row(struct page *p, const struct page_grid *g, const char *const *cell)
{
	(void)g;
	for (int i = 0; i < GRID_COLUMNS; i++) {
		raw(p, i > 0 ? " & " : "");
		text(p, cell[i]);
	}
	raw(p, " \\\\\n");
}

static void grid(struct page *p, const struct page_grid *g, bool begins)
{
	if (!begins) {
		raw(p, "\\end{longtable}\n\\endgroup\n\n");
		return;
	}
	raw(p, "\\begingroup\\small\\setlength{\\tabcolsep}{3pt}\n\\begin{longtable}{@{}");
	for (int i = 0; i < GRID_COLUMNS; i++)
		bytes_format(p->to, ">{\\ragged%s\\arraybackslash\\hspace{0pt}}p{0.%02d\\linewidth}", g->number[i] ? "left" : "right",
		             (int)(100 * g->share[i] + 0.5));
	raw(p, "@{}}\n\\caption{");
	text(p, g->title);
	raw(p, ". ");
	text(p, g->unit);
	bytes_format(p->to, "}\\label{tab:%s}\\\\\n\\toprule\n", g->id + 2);
	row(p, g, g->head);
	raw(p, "\\midrule\n\\endfirsthead\n\\toprule\n");
	row(p, g, g->head);
	raw(p, "\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
}

/* ---- figures ---- */

static void figure(struct page *p, enum causa_chart chart, const char *id, const char *label)
{
	const struct causa_figure_info *info = &p->r->page.figure[chart].info;
	const char *const lines[] = {info->subtitle, info->note, info->source};
	(void)label;
	bytes_format(p->to, "\\begin{figure}\n\\includegraphics[width=\\linewidth,height=.8\\textheight,keepaspectratio]{figures/%s.pdf}\n\\caption[",
	             chart_names[chart]);
	text(p, info->title);
	raw(p, "]{\\textbf{");
	text(p, info->title);
	raw(p, "}");
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		raw(p, lines[i][0] == '\0' ? "" : i == 0 ? ". " : " ");
		text(p, lines[i]);
	}
	bytes_format(p->to, "}\\label{fig:%s}\n\\end{figure}\n\n", id + 2);
}

/* ---- the rest ---- */

/* The files stand beside the document: a PDF has no use for links to them. */
static void downloads(struct page *p, const char *folder, const char *name, const char *endings, const char *of)
{
	(void)of;
	if (folder != NULL)
		return;
	markup_latex_code(p->to, name);
	markup_latex_code(p->to, ".");
	markup_latex_code(p->to, endings);
	raw(p, "\n\n");
}

/* It is a file of its own; lines of it may be longer than the page. */
static void verbatim(struct page *p, const char *name, const char *text_)
{
	(void)text_;
	text(p, name);
	raw(p, ": ");
}

/* A PDF made by LaTeX has no alternative texts: they are a section of their own. */
static void end(struct page *p)
{
	other_tables(p);
	if (p->figures > 0) {
		bytes_format(p->to, "\\section{%s}\n\n", _("The figures in words"));
		page_list(p, LIST_POINTS);
	}
	for (int i = 0; i < CAUSA_CHARTS; i++) {
		const struct report_figure *f = &p->r->page.figure[i];
		if (!f->drawn)
			continue;
		bytes_format(p->to, "\\item \\textbf{\\figurename~\\ref{fig:%s}}: ", chart_names[i]);
		paragraph(p, NULL, f->info.description);
	}
	if (p->figures > 0)
		page_end_list(p);
	raw(p, "\\end{document}\n");
}

const struct document_format document_latex = {.file = "report.tex",
                                               .width = 600,
                                               .pdf = true,
                                               .begin = begin,
                                               .section = section,
                                               .heading = heading,
                                               .paragraph = paragraph,
                                               .list = list,
                                               .entry = entry,
                                               .finding = finding,
                                               .summary = summary,
                                               .table = table,
                                               .grid = grid,
                                               .row = row,
                                               .figure = figure,
                                               .downloads = downloads,
                                               .verbatim = verbatim,
                                               .end = end};
