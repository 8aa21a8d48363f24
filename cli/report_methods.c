/* The methods of a report, each with its reference.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/intl.h"
#include "document.h"

enum { MOST_REFERENCES = 48 };

struct references {
	const char *text[MOST_REFERENCES];
	int n;
};

/* The number of a reference: methods may share one. */
static int number_of(struct references *r, const char *text)
{
	for (int i = 0; i < r->n; i++) {
		if (strcmp(r->text[i], text) == 0)
			return i + 1;
	}
	if (r->n == MOST_REFERENCES)
		return 0;
	r->text[r->n++] = text;
	return r->n;
}

static void method(struct page *p, struct references *r, const char *title, const char *summary, const char *code, const char *reference)
{
	int n = strcmp(reference, "-") != 0 ? number_of(r, reference) : 0;
	page_entry(p, &(struct page_entry){.name = title, .words = summary, .code = code, .reference = n});
}

static bool has_rows(const struct causa_frame *f)
{
	return f != NULL && f->rows > 0;
}

/* What stands in the tables beside the methods that can be chosen. */
static void beside(struct page *p, struct references *r)
{
	const struct report *report = p->r;
	if (has_rows(report->table[TABLE_change]))
		method(p, r, _("Difference of counts"), _("limits from the two exact intervals (MOVER)"), NULL, "Zou and Donner (2008), Stat. Med. 27:1693-1702");
	if (has_rows(report->table[TABLE_trend])) {
		method(p, r, _("Rank trend"), _("Mann-Kendall test, exact given the ties"), NULL, "Mann (1945), Econometrica 13:245-259");
		method(p, r, _("Slope of ranks"), _("median of all pairwise slopes on the true years"), NULL, "Sen (1968), JASA 63:1379-1389");
	}
	if (has_rows(report->drawn.funnel))
		method(p, r, _("Control limits"), _("of 95 and 99.8 percent around the ratio of all offences"), NULL, "Spiegelhalter (2005), Stat. Med. 24:1185-1202");
	method(p, r, _("Findings"), _("graded by fixed rules; that something is not shown is never read as no change"), NULL,
	       "Altman and Bland (1995), BMJ 311:485");
	method(p, r, _("Assumptions"), _("one conclusion computed in every way that could be defended"), NULL,
	       "Steegen, Tuerlinckx, Gelman and Vanpaemel (2016), Perspect. Psychol. Sci. 11:702-712");
}

static void conventions(struct page *p)
{
	page_term(p, _("Partly covered year"), _("takes no part in pooled ratios, changes or trends unless asked for; where an exposure is "
	                                               "assumed, the text says so"));
	page_term(p, _("Blank cells"), _("are never read as 0; a sum over blanks is called a lower bound"));
	page_term(p, _("Bold rows"), _("the adjusted p is below 1 minus the level, and nothing else"));
	page_term(p, _("Rounding"), _("shows only the digits that the cases carry; no rounding moves a number on to 0 or on to no change. The CSV "
	                                    "and JSON files carry full precision."));
}

void page_methods(struct page *p)
{
	struct references r = {.n = 0};
	page_list(p, LIST_METHODS);
	for (unsigned m = 1; m < CAUSA_METHODS; m++) {
		const struct causa_method_info *info = causa_method_about((enum causa_method)m);
		if (report_uses(p->r, info))
			method(p, &r, causa_quantity_title(info->quantity), info->summary, info->name, info->reference);
	}
	beside(p, &r);
	conventions(p);
	page_end_list(p);
	page_heading(p, _("References"));
	page_list(p, LIST_REFERENCES);
	for (int i = 0; i < r.n; i++)
		page_term(p, NULL, r.text[i]);
	page_end_list(p);
}
