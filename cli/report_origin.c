/* Where a report comes from, and how it is cited.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "report_html.h"

/* ---- provenance ---- */

static void inputs(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	bytes_format(p->to, "<tr><th scope=\"row\">%s</th><td>", _("Input"));
	for (uint32_t i = 0; i < about->files; i++) {
		page_raw(p, i > 0 ? "<br>" : "");
		page_text(p, about->file[i].name);
		bytes_format(p->to, "<br><code>SHA-256 %s</code>", about->file[i].sha256);
	}
	page_raw(p, "</td></tr>\n");
}

static void settings(struct page *p)
{
	bytes_format(p->to, "<tr><th scope=\"row\">%s</th><td>", _("Options"));
	for (uint32_t i = 0; i < p->r->settings.n; i++) {
		page_raw(p, i > 0 ? " \xC2\xB7 " : "");
		page_text(p, p->r->settings.setting[i].name);
		page_raw(p, " ");
		page_text(p, p->r->settings.setting[i].value);
	}
	page_raw(p, "</td></tr>\n");
}

void page_provenance(struct page *p)
{
	const struct causa_about *about = p->r->input->panel->about;
	char words[1024];
	page_paragraph(p, NULL, _("The page carries no time of its own: the same input, options and versions give the same bytes."));
	page_raw(p, "<div class=\"tw\"><div class=\"scroll\"><table class=\"prov\"><caption class=\"vh\">");
	page_text(p, _("Provenance"));
	page_raw(p, "</caption><tbody>\n<tr><th scope=\"row\">");
	page_text(p, _("Command"));
	page_raw(p, "</th><td><code>");
	page_text(p, p->r->command);
	page_raw(p, "</code></td></tr>\n");
	snprintf(words, sizeof words, "causa %s; %s", causa_version(), p->r->plots->versions());
	page_row(p, _("Program"), words);
	inputs(p);
	settings(p);
	if (about->reference != NULL)
		page_row(p, _("Source"), about->reference);
	if (about->licence != NULL)
		page_row(p, _("Licence of the data"), about->licence);
	page_raw(p, "<tr><th scope=\"row\"><a href=\"provenance.json\">provenance.json</a></th><td>");
	page_text(p, _("this section, with the SHA-256 of every file of the folder"));
	page_raw(p, "</td></tr>\n</tbody></table></div></div>\n");
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
	struct bytes bib = {NULL, 0, 0, false};
	page_raw(p, "<p><cite>");
	page_text(p, title != NULL ? title : about->name);
	page_raw(p, "</cite>. ");
	bytes_format(p->to, _("Statistical report, computed by causa %s."), causa_version());
	if (source != NULL) {
		page_raw(p, " ");
		page_text(p, _("Source:"));
		page_raw(p, " ");
		page_text(p, source);
		page_raw(p, ".");
	}
	page_raw(p, "</p>\n");
	report_citation(p->r, &bib);
	bytes_format(p->to, "<div class=\"scroll\" role=\"region\" aria-label=\"BibTeX\" tabindex=\"0\"><pre><code>");
	for (const char *line = bib.data != NULL ? bib.data : ""; *line != '\0';) { /* escaping would take line ends for spaces */
		size_t n = strcspn(line, "\n");
		struct bytes one = {NULL, 0, 0, false};
		bytes_add(&one, line, n);
		page_text(p, one.data);
		page_raw(p, "\n");
		bytes_free(&one);
		line += n + (line[n] == '\n');
	}
	page_raw(p, "</code></pre></div>\n<p class=\"dl\">");
	page_text(p, _("Download:"));
	page_raw(p, " <a href=\"citation.bib\">BibTeX</a></p>\n");
	p->to->failed = p->to->failed || bib.failed;
	bytes_free(&bib);
}
