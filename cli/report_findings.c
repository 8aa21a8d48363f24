/* "What can and cannot be said": the findings of a report by grade, with what keeps each from more and what it rests on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/wording.h>

#include "base/intl.h"
#include "figure.h"
#include "document.h"

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

static bool is(const struct causa_frame *f, const char *name, uint64_t row, const char *word)
{
	return strcmp(causa_frame_text(f, name, row), word) == 0;
}

static int grade_of(const struct causa_frame *f, uint64_t row)
{
	int i = 0;
	while (i < GRADES - 1 && !is(f, "grade", row, grades[i].code))
		i++;
	return i;
}

/* ---- what a finding rests on ---- */

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

/* ---- sentences ---- */

/* Why it is not of a higher grade: a sentence for each test it failed. */
static void reasons(struct page *p, uint64_t row, struct bytes *to)
{
	char words[SENTENCE];
	for (unsigned n = 0; causa_finding_reason(p->r->findings, row, n, p->lang, words, sizeof words); n++)
		bytes_format(to, "%s%s", n > 0 ? " " : "", words);
}

static void finding(struct page *p, uint64_t row)
{
	const struct causa_frame *f = p->r->findings;
	const char *failed = causa_frame_text(f, "failed", row), *table = causa_frame_text(f, "rests_on", row);
	char sentence[SENTENCE], detail[SENTENCE], bounds[64], id[64];
	struct bytes why = {NULL, 0, 0, false};
	int grade = grade_of(f, row);
	causa_finding_headline(f, row, p->lang, sentence, sizeof sentence - 1);
	strcat(sentence, ".");
	causa_finding_detail(f, row, p->lang, detail, sizeof detail);
	reasons(p, row, &why);
	snprintf(id, sizeof id, "t-%s", table);
	snprintf(bounds, sizeof bounds, "t-bounds-%s", causa_frame_text(f, "statistic", row));
	bool allotted = is(f, "measure", row, "reported") && strstr(failed, "allotment") != NULL;
	bool audited = strstr(failed, "totals") != NULL || strstr(failed, "blanks") != NULL;
	const struct page_finding one = {.step = grades[grade].step + 1,
	                                 .tag = _(grades[grade].tag),
	                                 .sentence = sentence,
	                                 .detail = detail,
	                                 .reasons = why.data,
	                                 .see = {{figure_of(p, row), NULL},
	                                         {id, report_table_named(p->r, table) != NULL ? table : NULL},
	                                         {allotted ? bounds : NULL, NULL},
	                                         {audited ? "t-audit" : NULL, NULL}}};
	p->format->finding(p, &one);
	p->to->failed = p->to->failed || why.failed;
	bytes_free(&why);
}

static void list(struct page *p, int step)
{
	const struct causa_frame *f = p->r->findings;
	int left = steps[step].most;
	page_list(p, LIST_FINDINGS);
	for (uint64_t row = 0; row < f->rows && left > 0; row++) {
		if (grades[grade_of(f, row)].step != step)
			continue;
		finding(p, row);
		left--;
	}
	page_end_list(p);
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
	page_list(p, LIST_GRADES);
	for (int i = 0; i < STEPS; i++)
		page_entry(p, &(struct page_entry){.name = _(steps[i].term), .words = _(steps[i].meaning), .step = i + 1});
	page_end_list(p);
	for (int i = 0; i < STEPS; i++)
		group(p, i);
	p->format->downloads(p, "tables", "findings", "csv json", _("all findings"));
}
