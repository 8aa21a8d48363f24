/* "What can and cannot be said": the findings of a report by grade, with what keeps each from more and what it rests on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/wording.h>

#include "base/intl.h"
#include "figure.h"
#include "report_html.h"

enum { GRADES = 6, STEPS = 4, SENTENCE = 2048 };

static const struct {
	const char *code, *tag;
	int step;
} grades[GRADES] = {
	{"rose", N_("Rose"), 0},
	{"fell", N_("Fell"), 0},
	{"may-have-risen", N_("May have risen"), 1},
	{"may-have-fallen", N_("May have fallen"), 1},
	{"not-shown", N_("Not shown"), 2},
	{"cannot-be-said", N_("Cannot be said"), 3},
};

/* most: as many as are read; the rest is in the files. */
static const struct {
	const char *title, *term, *meaning;
	int most;
} steps[STEPS] = {
	{N_("Can be said"), N_("Rose, fell"),
	 N_("The interval excludes no change, also after adjustment for all comparisons and for cases that come in clusters; no blank, partly "
	    "covered or incomplete cell is used; and no allotment of the cases of unknown offence takes it away."),
	 12},
	{N_("May be so"), N_("May have risen, may have fallen"),
	 N_("The interval excludes no change, but one of the other conditions fails; the sentence says which."), 24},
	{N_("Could not be shown"), N_("Not shown"), N_("The interval includes no change. That is not evidence of no change."), 9},
	{N_("Cannot be said"), N_("Cannot be said"), N_("The cells that it would need are blank, partly covered, or too few."), 6},
};

static const char *label(const struct causa_frame *f, const char *name, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(f, name);
	return c != NULL && causa_column_has(c, row) ? causa_column_label(c, row) : "";
}

static bool is(const struct causa_frame *f, const char *name, uint64_t row, const char *word)
{
	return strcmp(label(f, name, row), word) == 0;
}

static int grade_of(const struct causa_frame *f, uint64_t row)
{
	int i = 0;
	while (i < GRADES - 1 && !is(f, "grade", row, grades[i].code))
		i++;
	return i;
}

/* ---- what a finding rests on ---- */

/* A link, behind a comma where it is not the first; nothing where the page has no such element. */
static bool see(struct page *p, bool *first, const char *id)
{
	struct bytes *to = p->to, link = {NULL, 0, 0, false};
	p->to = &link;
	bool found = page_see(p, id);
	p->to = to;
	if (found) {
		page_raw(p, *first ? "<p class=\"see\">" : ", ");
		page_raw(p, link.data);
		*first = false;
	}
	to->failed = to->failed || link.failed;
	bytes_free(&link);
	return found;
}

/* The table that it rests on: in the page, else among the files. */
static void see_table(struct page *p, bool *first, const char *name)
{
	char id[64];
	snprintf(id, sizeof id, "t-%s", name);
	if (see(p, first, id) || report_table_named(p->r, name) == NULL)
		return;
	bytes_format(p->to, "%s<a href=\"tables/%s.csv\">%s.csv</a>", *first ? "<p class=\"see\">" : ", ", name, name);
	*first = false;
}

/* Of the figures of one pair of years: are they those of this finding? */
static bool is_of(const struct causa_frame *drawn, const struct causa_frame *f, uint64_t row)
{
	return drawn != NULL && is(f, "statistic", row, "change") && drawn->context->from == (int32_t)causa_frame_number(f, "from", row) &&
	       drawn->context->to == (int32_t)causa_frame_number(f, "to", row);
}

static const char *figure_of(const struct page *p, uint64_t row)
{
	const struct causa_frame *f = p->r->findings;
	bool pair = is_of(p->r->drawn.change, f, row), pooled = is(f, "offence", row, "(all)");
	if (is(f, "measure", row, "ratio"))
		return pooled ? pair ? "f-decompose" : "" : pair ? "f-slope" : "f-heatmap";
	return pooled ? "f-trend" : pair && is(f, "measure", row, "reported") ? "f-change" : "f-panels";
}

static void links(struct page *p, uint64_t row)
{
	const struct causa_frame *f = p->r->findings;
	char bounds[64];
	bool first = true;
	snprintf(bounds, sizeof bounds, "t-bounds-%s", label(f, "statistic", row));
	see(p, &first, figure_of(p, row));
	see_table(p, &first, label(f, "rests_on", row));
	if (is(f, "measure", row, "reported") && strstr(label(f, "failed", row), "allotment") != NULL)
		see(p, &first, bounds);
	if (strstr(label(f, "failed", row), "totals") != NULL || strstr(label(f, "failed", row), "blanks") != NULL)
		see(p, &first, "t-audit");
	page_raw(p, first ? "" : "</p>\n");
}

/* ---- sentences ---- */

static void reasons(struct page *p, uint64_t row)
{
	char words[SENTENCE];
	unsigned n = 0;
	for (; causa_finding_reason(p->r->findings, row, n, p->lang, words, sizeof words); n++) {
		if (n == 0)
			bytes_format(p->to, "<p class=\"wy\"><b>%s</b>", _("Why not stronger."));
		page_raw(p, " ");
		page_text(p, words);
	}
	page_raw(p, n > 0 ? "</p>\n" : "");
}

static void finding(struct page *p, uint64_t row)
{
	char words[SENTENCE];
	int grade = grade_of(p->r->findings, row);
	bytes_format(p->to, "<li class=\"fd g%d\"><p class=\"tag\">%s</p><div>", grades[grade].step + 1, _(grades[grade].tag));
	causa_finding_headline(p->r->findings, row, p->lang, words, sizeof words - 1);
	strcat(words, ".");
	page_paragraph(p, "s", words);
	causa_finding_detail(p->r->findings, row, p->lang, words, sizeof words);
	if (words[0] != '\0')
		page_paragraph(p, "ba", words);
	reasons(p, row);
	links(p, row);
	page_raw(p, "</div></li>\n");
}

static void list(struct page *p, int step)
{
	const struct causa_frame *f = p->r->findings;
	int left = steps[step].most;
	page_raw(p, "<ul class=\"fl\">\n");
	for (uint64_t row = 0; row < f->rows && left > 0; row++) {
		if (grades[grade_of(f, row)].step != step)
			continue;
		finding(p, row);
		left--;
	}
	page_raw(p, "</ul>\n");
}

static void more(struct page *p, int number)
{
	char words[256];
	if (number <= 0)
		return;
	snprintf(words, sizeof words, NP_("%d more of this grade is in the files.", "%d more of this grade are in the files.", number), number);
	page_paragraph(p, "more", words);
}

static void group(struct page *p, int step)
{
	const struct causa_frame *f = p->r->findings;
	int number = 0;
	for (uint64_t row = 0; row < f->rows; row++)
		number += grades[grade_of(f, row)].step == step;
	if (number == 0 && step > 0)
		return;
	page_heading(p, _(steps[step].title));
	if (number == 0) {
		page_paragraph(p, NULL, _("Nothing that was compared reaches this grade."));
		return;
	}
	list(p, step);
	more(p, number - steps[step].most);
}

void page_findings(struct page *p)
{
	page_paragraph(p, NULL, _("Each sentence is written from the numbers by fixed rules, and graded by what they carry. Reported is not "
	                          "committed: no sentence says that there were more or fewer offences, and none names a cause."));
	if (p->r->findings == NULL) {
		page_paragraph(p, NULL, _("Only one year can be used: there is nothing to compare it with, and nothing is said of it."));
		return;
	}
	page_raw(p, "<dl class=\"grades\">\n");
	for (int i = 0; i < STEPS; i++) {
		bytes_format(p->to, "<div class=\"g%d\"><dt>%s</dt><dd>", i + 1, _(steps[i].term));
		page_text(p, _(steps[i].meaning));
		page_raw(p, "</dd></div>\n");
	}
	page_raw(p, "</dl>\n");
	for (int i = 0; i < STEPS; i++)
		group(p, i);
	page_downloads(p->to, "tables", "findings", "csv json", _("all findings"));
}
