/* Why a finding is not of a higher grade: one whole sentence for each test that it failed, with the figure at which it would turn.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/wording.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"
#include "text/finding_read.h"

struct reason {
	const struct causa_frame *f;
	uint64_t row;
	struct causa_number_style style;
	char *out;
	size_t size;
};

static double number(const struct reason *r, const char *name)
{
	return causa_frame_number(r->f, name, r->row);
}

static int year(const struct reason *r, const char *name)
{
	return (int)number(r, name);
}

/* A count by the name of its column; false where it has none. */
static bool count_words(const struct reason *r, const char *name, char out[CAUSA_NUMBER_SIZE])
{
	double v = number(r, name);
	if (isnan(v))
		return false;
	causa_number_count((int64_t)v, &r->style, out);
	return true;
}

static void percent_words(const struct reason *r, double share, char out[2 * CAUSA_NUMBER_SIZE])
{
	char digits[CAUSA_NUMBER_SIZE];
	causa_number_percent(100 * share, 1, 0, false, &r->style, digits);
	snprintf(out, (size_t)(2 * CAUSA_NUMBER_SIZE), "%s%s%%", digits, r->style.percent_space ? "\xC2\xA0" : "");
}

static bool is_trend(const struct reason *r)
{
	return strcmp(causa_frame_text(r->f, "statistic", r->row), "trend") == 0;
}

static bool is_up(const struct reason *r)
{
	const char *grade = causa_frame_text(r->f, "grade", r->row);
	return strcmp(grade, "rose") == 0 || strcmp(grade, "may-have-risen") == 0;
}

/* ---- one sentence each ---- */

static void adjustment(struct reason *r)
{
	char n[CAUSA_NUMBER_SIZE], p[CAUSA_NUMBER_SIZE];
	double size = number(r, "family_size");
	if (isnan(number(r, "p_adjusted"))) {
		snprintf(r->out, r->size, "%s", _("There is no p-value that could be adjusted for the other comparisons."));
		return;
	}
	causa_number_count((int64_t)size, &r->style, n);
	causa_number_p(number(r, "p_adjusted"), &r->style, p);
	snprintf(r->out, r->size, NP_("It is %s comparison, and may be chance (adjusted p %s).",
	                              "Among the %s comparisons that were made it may be chance (adjusted p %s).", size), n, p);
}

static void dispersion(struct reason *r)
{
	char a[CAUSA_NUMBER_SIZE];
	double v = number(r, is_trend(r) ? "dispersion" : "tolerates");
	if (isnan(v)) {
		snprintf(r->out, r->size, "%s", is_trend(r) ? _("The years are too few to judge how much they vary by themselves.")
		                                            : _("With no case in one of the years it cannot be told how clustered the cases may be."));
		return;
	}
	causa_number_fixed(v, v < 10 ? 1 : 0, &r->style, a);
	if (is_trend(r))
		snprintf(r->out, r->size, _("The years vary %s times as much around the trend as independent cases would."), a);
	else if (v < 2)
		snprintf(r->out, r->size, _("Cases that come in clusters would take it away: it bears %s times the variance of independent cases, and "
		                            "is asked to bear twice."), a);
	else
		snprintf(r->out, r->size, _("Cases that come in clusters could account for it: at twice the variance of independent cases it is not "
		                            "apart from chance among all comparisons (alone it would bear %s times)."), a);
}

static void few(struct reason *r)
{
	char n[CAUSA_NUMBER_SIZE];
	int64_t least = r->f->context->few;
	causa_number_count(least, &r->style, n);
	snprintf(r->out, r->size, NP_("It rests on fewer than %s case.", "It rests on fewer than %s cases.", least), n);
}

static void blanks(struct reason *r)
{
	char a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE];
	bool turns = count_words(r, "blank_cases", a), reverses = count_words(r, "blank_cases_sign", b);
	size_t n = 0;
	if (turns && reverses)
		n = (size_t)snprintf(r->out, r->size, _("Cells of %d are blank. Were there %s cases or more in them, the interval would include no "
		                                        "change; were there %s or more, it would be a rise."), year(r, "to"), a, b);
	else if (turns)
		n = (size_t)snprintf(r->out, r->size, NP_("Cells of %d are blank. Were there %s case or more in them, the interval would include no change.",
		                                          "Cells of %d are blank. Were there %s cases or more in them, the interval would include no change.",
		                                          number(r, "blank_cases")), year(r, "to"), a);
	else
		n = (size_t)snprintf(r->out, r->size, "%s", _("Cells that it would need are blank."));
	if (causa_frame_text(r->f, "blank_read_zero", r->row)[0] != '\0' && n < r->size) {
		n += (size_t)snprintf(r->out + n, r->size - n, " ");
		snprintf(r->out + n, n < r->size ? r->size - n : 0, _("The printed total of %d reads them as 0."), year(r, "to"));
	}
}

static void withheld(struct reason *r)
{
	snprintf(r->out, r->size, "%s", _("A cell that it would need is withheld by the publisher."));
}

static void partial(struct reason *r)
{
	char rise[2 * CAUSA_NUMBER_SIZE], fall[2 * CAUSA_NUMBER_SIZE], most[2 * CAUSA_NUMBER_SIZE];
	if (!finding_is_partial_year(r->f, r->row) || isnan(number(r, "share_rise")) || isnan(number(r, "share_fall"))) {
		snprintf(r->out, r->size, "%s", _("It uses a year that is only partly covered."));
		return;
	}
	percent_words(r, number(r, "share_rise"), rise);
	percent_words(r, number(r, "share_fall"), fall);
	percent_words(r, number(r, "share_most"), most);
	snprintf(r->out, r->size, _("Were less than %s of %d covered, it would be a rise; were more than %s, a fall. At most %s may be covered, "
	                            "counted by the calendar, as if no season had more cases than another."), rise, year(r, "to"), fall, most);
}

static void immature(struct reason *r)
{
	if (isnan(number(r, "months_least")) || isnan(number(r, "months_most"))) {
		snprintf(r->out, r->size, _("The cases of %d had little time to come before a judge; a fall at the end of such a series is to be expected."),
		         year(r, "to"));
		return;
	}
	int least = (int)number(r, "months_least"), most = (int)number(r, "months_most");
	snprintf(r->out, r->size, NP_("The cases of %d had %d to %d month to come before a judge, those of earlier years had longer; a fall at "
		                              "the end of such a series is to be expected.",
		                              "The cases of %d had %d to %d months to come before a judge, those of earlier years had longer; a fall at "
		                              "the end of such a series is to be expected.", most), year(r, "to"), least, most);
}

static void broken(struct reason *r)
{
	snprintf(r->out, r->size, _("The source counted in another way between %d and %d."), year(r, "from"), year(r, "to"));
}

static void allotment(struct reason *r)
{
	char all[CAUSA_NUMBER_SIZE], a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE], share[2 * CAUSA_NUMBER_SIZE];
	bool known = count_words(r, "turn_of", all), turns = count_words(r, "turn_cases", a), reverses = count_words(r, "turn_cases_sign", b);
	int adverse = year(r, is_up(r) ? "from" : "to");
	if (known && turns && reverses)
		snprintf(r->out, r->size, NP_("If %s of the %s cases of unknown offence in %d was of this one, the interval would include no change; if %s "
		                              "were, the direction would turn.",
		                              "If %s of the %s cases of unknown offence in %d were of this one, the interval would include no change; if %s "
		                              "were, the direction would turn.", number(r, "turn_cases")), a, all, adverse, b);
	else if (known && turns)
		snprintf(r->out, r->size, NP_("If %s of the %s cases of unknown offence in %d was of this one, the interval would include no change.",
		                              "If %s of the %s cases of unknown offence in %d were of this one, the interval would include no change.",
		                              number(r, "turn_cases")), a, all, adverse);
	else if (!isnan(number(r, "turn_share"))) {
		percent_words(r, number(r, "turn_share"), share);
		snprintf(r->out, r->size, _("If %s of the cases of unknown offence in the years that weigh against it were of this one, the direction "
		                            "would turn."), share);
	} else {
		snprintf(r->out, r->size, "%s", _("How the cases of unknown offence would change it is not known."));
	}
}

static void totals(struct reason *r)
{
	char a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE];
	if (count_words(r, "printed_from", a) && count_words(r, "printed_to", b))
		snprintf(r->out, r->size, _("By the printed totals, %s in %d and %s in %d, it would not stand."), a, year(r, "from"), b, year(r, "to"));
}

static void cut_off(struct reason *r)
{
	snprintf(r->out, r->size, _("The table does not say that %d, its last year, is complete; where it is known to be, --exposure %d=1 says so."),
	         year(r, "to"), year(r, "to"));
}

static void spread(struct reason *r)
{
	snprintf(r->out, r->size, "%s", _("Changes of this size are common among the offences of this table."));
}

static const struct {
	const char *code;
	void (*say)(struct reason *r);
} reasons[] = {
	{"adjustment", adjustment}, {"dispersion", dispersion}, {"spread", spread}, {"few", few}, {"blanks", blanks}, {"withheld", withheld},
	{"partial", partial}, {"immature", immature}, {"break", broken}, {"allotment", allotment}, {"totals", totals}, {"cut-off", cut_off},
};

static bool has_word(const char *list, const char *word)
{
	size_t n = strlen(word);
	for (const char *at = list; (at = strstr(at, word)) != NULL; at += n) {
		if ((at == list || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
			return true;
	}
	return false;
}

bool causa_finding_reason(const struct causa_frame *f, uint64_t row, unsigned which, const char *lang, char *out, size_t size)
{
	struct reason r = {f, row, causa_number_style(lang, true), out, size};
	const char *failed = causa_frame_text(f, "failed", row);
	out[0] = '\0';
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		if (!has_word(failed, reasons[i].code) || which-- > 0)
			continue;
		reasons[i].say(&r);
		return true;
	}
	return false;
}
