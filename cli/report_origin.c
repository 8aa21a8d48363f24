/* Where a report comes from, and how it is cited.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "document.h"

/* ---- provenance ---- */

static void inputs(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	for (uint32_t i = 0; i < about->files; i++) {
		char digest[80];
		snprintf(digest, sizeof digest, "SHA-256 %s", about->file[i].sha256);
		page_entry(p, &(struct page_entry){.name = i == 0 ? _("Input") : NULL, .words = about->file[i].name, .code = digest});
	}
}

static void settings(struct page *p)
{
	struct bytes words = {NULL, 0, 0, false};
	for (uint32_t i = 0; i < p->r->settings.n; i++)
		bytes_format(&words, "%s%s %s", i > 0 ? " \xC2\xB7 " : "", p->r->settings.setting[i].name, p->r->settings.setting[i].value);
	page_term(p, _("Options"), words.data);
	p->to->failed = p->to->failed || words.failed;
	bytes_free(&words);
}

void page_provenance(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	char words[1024];
	page_paragraph(p, NULL, _("The report carries no time of its own: the same input, options and versions give the same bytes."));
	page_list(p, LIST_RECORDS);
	page_entry(p, &(struct page_entry){.name = _("Command"), .code = p->r->command});
	snprintf(words, sizeof words, "causa %s; %s", causa_version(), p->r->plots->versions());
	page_term(p, _("Program"), words);
	inputs(p);
	settings(p);
	if (about->reference != NULL)
		page_term(p, _("Source"), about->reference);
	if (about->licence != NULL)
		page_term(p, _("Licence of the data"), about->licence);
	page_entry(p, &(struct page_entry){.name = "provenance.json",
	                                   .words = _("this section, with the SHA-256 of every file of the folder"),
	                                   .file = "provenance.json"});
	page_end_list(p);
	page_paragraph(p, NULL, _("To repeat it, run the command above, or causa verify on this folder: it makes the report again and compares every byte."));
}

/* ---- citation ---- */

/* BibTeX counts braces whatever stands before them, so that a brace of a title must not stand in it as such. */
static void bib_text(struct bytes *to, const char *words)
{
	struct bytes clean = {NULL, 0, 0, false};
	bytes_clean(&clean, words);
	for (const char *c = clean.data != NULL ? clean.data : ""; *c != '\0'; c++) {
		if (c[0] == '-' && c[1] == '-') /* of an option: two would be set as one dash */
			bytes_text(to, "-{}");
		else if (strchr("%#$&_", *c) != NULL)
			bytes_format(to, "\\%c", *c);
		else if (*c == '{' || *c == '}')
			bytes_text(to, *c == '{' ? "\\textbraceleft " : "\\textbraceright ");
		else if (*c == '\\')
			bytes_text(to, "\\textbackslash ");
		else if (*c == '~')
			bytes_text(to, "\\textasciitilde ");
		else if (*c == '^')
			bytes_text(to, "\\textasciicircum ");
		else
			bytes_char(to, *c);
	}
	bytes_free(&clean);
}

static void bib_field(struct bytes *to, const char *name, const char *words)
{
	if (words == NULL || words[0] == '\0')
		return;
	bytes_format(to, ",\n  %s = {{", name);
	bib_text(to, words);
	bytes_text(to, "}}");
}

/* Letters and digits of the name, joined by hyphens: what every reader of BibTeX takes. */
static void bib_key(struct bytes *to, const char *name)
{
	bool gap = false, any = false;
	for (const char *c = name; *c != '\0'; c++) {
		if (!isalnum((unsigned char)*c) || (unsigned char)*c > 0x7F) {
			gap = any;
			continue;
		}
		if (gap)
			bytes_char(to, '-');
		bytes_char(to, (char)tolower((unsigned char)*c));
		gap = false;
		any = true;
	}
	bytes_text(to, any ? "" : "table");
}

static void bib_year(struct bytes *to, const char *date)
{
	if (date != NULL && strspn(date, "0123456789") == 4)
		bytes_format(to, ",\n  year = {%.4s}", date);
}

static const char *title_of(const struct report *r)
{
	const struct causa_about *about = r->input->panel->about;
	const char *title = causa_words_in(&about->title, r->lang);
	return title != NULL ? title : about->name;
}

void report_citation(const struct report *r, struct bytes *to)
{
	const struct causa_about *about = r->input->panel->about;
	const char *source = causa_words_in(&about->source, r->lang);
	char words[256];
	bytes_text(to, "@misc{");
	bib_key(to, about->name);
	bytes_text(to, "-report");
	bib_field(to, "key", title_of(r));
	bib_field(to, "title", title_of(r));
	bib_year(to, about->date);
	snprintf(words, sizeof words, "Statistical report, computed by causa %s", causa_version());
	bib_field(to, "howpublished", words);
	bib_field(to, "note", r->command);
	for (uint32_t i = 0; i < about->files && i < 1; i++) {
		snprintf(words, sizeof words, "%.120s, SHA-256 %s", about->file[i].name, about->file[i].sha256);
		bib_field(to, "annote", words);
	}
	bytes_text(to, "\n}\n");
	if (source == NULL && about->reference == NULL)
		return;
	bytes_text(to, "\n@misc{");
	bib_key(to, about->name);
	bytes_text(to, "-source");
	bib_field(to, "key", title_of(r));
	bib_field(to, "title", source != NULL ? source : title_of(r));
	bib_year(to, about->date);
	bib_field(to, "howpublished", about->reference);
	bytes_text(to, "\n}\n");
}

void page_citation(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	const char *title = page_words(p, &about->title), *source = page_words(p, &about->source);
	struct bytes bib = {NULL, 0, 0, false}, words = {NULL, 0, 0, false};
	bytes_format(&words, "%s. ", title != NULL ? title : about->name);
	bytes_format(&words, _("Statistical report, computed by causa %s."), causa_version());
	if (source != NULL)
		bytes_format(&words, " %s %s.", _("Source:"), source);
	page_paragraph(p, NULL, words.data);
	report_citation(p->r, &bib);
	if (bib.data != NULL)
		p->format->verbatim(p, "BibTeX", bib.data);
	p->format->downloads(p, NULL, "citation", "bib", "BibTeX");
	p->to->failed = p->to->failed || bib.failed || words.failed;
	bytes_free(&bib);
	bytes_free(&words);
}
