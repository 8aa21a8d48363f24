/* Findings as sentences: what was found, its size, interval and method.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/wording.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "text/finding_read.h"
#include "text/finding_templates.h"

/* A percentage claims more than so few reports carry. */
enum { FEWEST_FOR_PERCENT = 20, VALUE = 3 * CAUSA_NUMBER_SIZE };

struct finding_words {
	const struct causa_frame *f;
	uint64_t row;
	struct causa_number_style style;
	const char *subject;
	int measure, grade, from, to;
};

static int grade_of(const char *code)
{
	static const char *const codes[GRADES] = {"rose", "fell", "may-have-risen", "may-have-fallen", "not-shown", "cannot-be-said"};
	int i = 0;
	while (i < GRADES - 1 && strcmp(code, codes[i]) != 0)
		i++;
	return i;
}

static struct finding_words words_of(const struct causa_frame *f, uint64_t row, const char *lang)
{
	const char *measure = causa_frame_text(f, "measure", row), *subject = causa_frame_text(f, "offence", row);
	return (struct finding_words){.f = f, .row = row, .style = causa_number_style(lang, true),
	                              .subject = strcmp(subject, "(all)") == 0 ? _("All offences") : subject,
	                              .measure = strcmp(measure, "ratio") == 0        ? OF_RATIO
	                                         : strcmp(measure, "prosecuted") == 0 ? OF_PROSECUTED
	                                                                              : OF_REPORTED,
	                              .grade = grade_of(causa_frame_text(f, "grade", row)),
	                              .from = (int)causa_frame_number(f, "from", row), .to = (int)causa_frame_number(f, "to", row)};
}

static double number(const struct finding_words *w, const char *name)
{
	return causa_frame_number(w->f, name, w->row);
}

static void percent_words(const struct finding_words *w, double v, int decimals, double null, char out[VALUE])
{
	char digits[CAUSA_NUMBER_SIZE] = "";
	if (!isnan(v))
		causa_number_percent(v, decimals, null, false, &w->style, digits);
	snprintf(out, VALUE, "%s%s%%", digits, w->style.percent_space ? "\xC2\xA0" : "");
}

/* "33 of 312 (10.6%)", "1 of 6", "11 for 10". */
static void ratio_words(const struct finding_words *w, const char *prosecuted, const char *reported, const char *ratio, char out[VALUE])
{
	double k = number(w, prosecuted), n = number(w, reported), r = 100 * number(w, ratio);
	char a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE], percent[VALUE];
	causa_number_count((int64_t)k, &w->style, a);
	causa_number_count((int64_t)n, &w->style, b);
	percent_words(w, r, causa_number_percent_decimals(r, r - 5, r + 5), 0, percent);
	if (k > n)
		snprintf(out, VALUE, _("%s for %s"), a, b);
	else if (n < FEWEST_FOR_PERCENT)
		snprintf(out, VALUE, _("%s of %s"), a, b);
	else
		snprintf(out, VALUE, _("%s of %s (%s)"), a, b, percent);
}

static void change_headline(const struct finding_words *w, char *out, size_t size)
{
	const char *const *sentence = change_sentence[w->measure];
	double x = number(w, "count_from"), y = number(w, "count_to");
	char a[VALUE], b[VALUE];
	if (w->measure == OF_RATIO) {
		if (w->grade == GRADE_CANNOT_BE_SAID || isnan(number(w, "ratio_from")) || isnan(number(w, "ratio_to"))) {
			snprintf(out, size, _(sentence[GRADE_CANNOT_BE_SAID]), w->subject, w->from, w->to);
			return;
		}
		ratio_words(w, "prosecuted_from", "reported_from", "ratio_from", a);
		ratio_words(w, "prosecuted_to", "reported_to", "ratio_to", b);
		snprintf(out, size, _(sentence[w->grade]), w->subject, a, w->from, b, w->to);
		return;
	}
	if (w->grade == GRADE_CANNOT_BE_SAID || isnan(x) || isnan(y)) {
		snprintf(out, size, _(sentence[GRADE_CANNOT_BE_SAID]), w->subject, w->from, w->to);
		return;
	}
	causa_number_count((int64_t)x, &w->style, a);
	causa_number_count((int64_t)y, &w->style, b);
	if (x == 0 && y == 0)
		snprintf(out, size, _(none_sentence[w->measure]), w->subject, w->from, w->to);
	else if (x == 0 && from_zero_sentence[w->measure][w->grade] != NULL)
		snprintf(out, size, _(from_zero_sentence[w->measure][w->grade]), w->subject, w->from, b, w->to);
	else if (y == 0 && to_zero_sentence[w->measure][w->grade] != NULL)
		snprintf(out, size, _(to_zero_sentence[w->measure][w->grade]), w->subject, a, w->from, w->to);
	else if (x == y && w->grade == GRADE_NOT_SHOWN && w->measure == OF_REPORTED)
		snprintf(out, size, NP_("%s: %s case was reported in %d and as many in %d; no change can be shown",
		                        "%s: %s cases were reported in %d and as many in %d; no change can be shown", x),
		         w->subject, a, w->from, w->to);
	else if (x == y && w->grade == GRADE_NOT_SHOWN)
		snprintf(out, size, NP_("%s: there was %s criminal case in %d and as many in %d; no change can be shown",
		                        "%s: there were %s criminal cases in %d and as many in %d; no change can be shown", x),
		         w->subject, a, w->from, w->to);
	else
		snprintf(out, size, _(sentence[w->grade]), w->subject, a, w->from, b, w->to);
}

/* Percent of a factor a year, digits as its limits carry them. */
static int yearly_decimals(const struct finding_words *w)
{
	double lo = number(w, "lower"), hi = number(w, "upper");
	return causa_number_percent_decimals(100 * (number(w, "rate_ratio") - 1), isnan(lo) ? -INFINITY : 100 * (lo - 1), isnan(hi) ? INFINITY : 100 * (hi - 1));
}

static void trend_headline(const struct finding_words *w, char *out, size_t size)
{
	double factor = number(w, "rate_ratio");
	char a[VALUE];
	if (w->measure == OF_RATIO || w->grade >= GRADE_NOT_SHOWN || isnan(factor)) {
		snprintf(out, size, _(course_sentence[w->measure][w->grade]), w->subject, w->from, w->to);
		return;
	}
	percent_words(w, fabs(100 * (factor - 1)), yearly_decimals(w), 0, a); /* the verb tells the direction */
	snprintf(out, size, _(trend_sentence[w->measure][w->grade]), w->subject, w->from, w->to, a);
}

void causa_finding_headline(const struct causa_frame *f, uint64_t row, const char *lang, char *out, size_t size)
{
	struct finding_words w = words_of(f, row, lang);
	if (strcmp(causa_frame_text(f, "statistic", row), "trend") == 0)
		trend_headline(&w, out, size);
	else if (finding_is_partial_year(f, row))
		snprintf(out, size, _(partial_sentence[w.grade] != NULL ? partial_sentence[w.grade] : partial_sentence[GRADE_CANNOT_BE_SAID]),
		         w.subject, w.to, w.from);
	else
		change_headline(&w, out, size);
}

/* ---- size, interval, method ---- */

static void p_words(const struct finding_words *w, char out[VALUE])
{
	char p[CAUSA_NUMBER_SIZE];
	causa_number_p(number(w, "p_adjusted"), &w->style, p);
	snprintf(out, VALUE, "%s%s", p[0] == '<' ? "" : "= ", p);
}

static void level_words(const struct finding_words *w, char out[VALUE])
{
	char level[CAUSA_NUMBER_SIZE];
	causa_number_shortest(100 * w->f->context->level, level);
	for (char *c = level; *c != '\0'; c++)
		*c = *c == '.' ? w->style.decimal : *c;
	snprintf(out, VALUE, "%s%s%%", level, w->style.percent_space ? "\xC2\xA0" : "");
}

/* A rate ratio; digits by its limits. */
static void factor_words(const struct finding_words *w, double v, char out[VALUE])
{
	double lower = number(w, "lower"), upper = number(w, "upper");
	char digits[CAUSA_NUMBER_SIZE] = "";
	if (!isnan(v))
		causa_number_ratio(v, isnan(lower) ? 0 : lower, isnan(upper) ? INFINITY : upper, &w->style, digits);
	snprintf(out, VALUE, "%s", digits);
}

static void points_words(const struct finding_words *w, double v, char out[VALUE])
{
	double lower = 100 * number(w, "lower"), upper = 100 * number(w, "upper");
	char digits[CAUSA_NUMBER_SIZE] = "";
	if (!isnan(v))
		causa_number_percent(100 * v, causa_number_percent_decimals(100 * number(w, "difference"), lower, upper), 0, true, &w->style, digits);
	snprintf(out, VALUE, "%s", digits);
}

static void counts_detail(const struct finding_words *w, char *out, size_t size)
{
	double ratio = number(w, "rate_ratio"), lower = number(w, "lower"), upper = number(w, "upper");
	char level[VALUE], p[VALUE], a[VALUE], b[VALUE], c[VALUE];
	level_words(w, level);
	p_words(w, p);
	factor_words(w, ratio, a);
	factor_words(w, lower, b);
	factor_words(w, upper, c);
	if (isnan(ratio) && !isnan(lower))
		snprintf(out, size, _("At least %s times as many, at a confidence level of %s; from none there is no percentage. Exact "
		                      "comparison of two counts, adjusted p %s."), b, level, p);
	else if (ratio == 0 && !isnan(upper))
		snprintf(out, size, _("At most %s times as many, at a confidence level of %s. Exact comparison of two counts, adjusted p %s."), c, level, p);
	else if (!isnan(ratio) && !isnan(lower) && !isnan(upper))
		snprintf(out, size, _("%s times as many (%s interval %s to %s). Exact comparison of two counts, adjusted p %s."), a, level, b, c, p);
}

static void ratio_detail(const struct finding_words *w, char *out, size_t size)
{
	char level[VALUE], p[VALUE], a[VALUE], b[VALUE], c[VALUE];
	if (isnan(number(w, "difference")))
		return;
	level_words(w, level);
	p_words(w, p);
	points_words(w, number(w, "difference"), a);
	points_words(w, number(w, "lower"), b);
	points_words(w, number(w, "upper"), c);
	if (strcmp(causa_frame_text(w->f, "method", w->row), "rate-ratio") == 0)
		snprintf(out, size, _("%s percentage points (%s interval %s to %s). Exact comparison of two rates, since ratios may exceed 100; "
		                      "adjusted p %s."), a, level, b, c, p);
	else
		snprintf(out, size, _("%s percentage points (%s interval %s to %s). Score test of Miettinen and Nurminen, adjusted p %s."), a,
		         level, b, c, p);
}

static void trend_detail(const struct finding_words *w, char *out, size_t size)
{
	double lower = number(w, "lower"), upper = number(w, "upper"), dispersion = number(w, "dispersion");
	char level[VALUE], p[VALUE], a[VALUE], b[VALUE], c[VALUE], d[CAUSA_NUMBER_SIZE];
	int decimals = yearly_decimals(w);
	if (isnan(number(w, "rate_ratio")) || isnan(lower) || isnan(upper) || isnan(dispersion))
		return;
	level_words(w, level);
	p_words(w, p);
	factor_words(w, number(w, "rate_ratio"), a);
	causa_number_fixed(dispersion, dispersion < 10 ? 1 : 0, &w->style, d);
	percent_words(w, 100 * (lower - 1), decimals, 0, b);
	percent_words(w, 100 * (upper - 1), decimals, 0, c);
	if (w->measure != OF_RATIO)
		snprintf(out, size, _("%s interval %s to %s a year. Quasi-Poisson, dispersion %s, adjusted p %s."), level, b, c, d, p);
	else
		snprintf(out, size, _("%s times a year (%s interval of the change %s to %s). Dispersion %s, adjusted p %s."), a, level, b, c, d, p);
}

/* Two years cannot show how much their cases vary by themselves: a change that is shown says how much of it it would bear. */
static void add_tolerated(const struct finding_words *w, char *out, size_t size)
{
	char bears[CAUSA_NUMBER_SIZE];
	double v = number(w, "tolerates");
	size_t n = strlen(out);
	if (w->grade > GRADE_FELL || isnan(v) || n == 0 || n + 1 >= size)
		return;
	causa_number_fixed(v, v < 10 ? 1 : 0, &w->style, bears);
	out[n] = ' ';
	snprintf(out + n + 1, size - n - 1, _("It bears up to %s times the variance of independent cases."), bears);
}

void causa_finding_detail(const struct causa_frame *f, uint64_t row, const char *lang, char *out, size_t size)
{
	struct finding_words w = words_of(f, row, lang);
	out[0] = '\0';
	if (finding_is_partial_year(f, row))
		return;
	if (isnan(causa_frame_number(f, "p_adjusted", row))) {
		if (finding_has_note(f, row, CAUSA_NOTE_UNATTAINABLE))
			snprintf(out, size, "%s", _("With so few cases no outcome could have shown a change; this is no evidence that there was none."));
		return;
	}
	if (strcmp(causa_frame_text(f, "statistic", row), "trend") == 0)
		trend_detail(&w, out, size);
	else if (w.measure == OF_RATIO)
		ratio_detail(&w, out, size);
	else
		counts_detail(&w, out, size);
	add_tolerated(&w, out, size);
}
