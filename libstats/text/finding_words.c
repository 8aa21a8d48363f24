/* Findings as sentences: whole templates, one for each measure, kind and grade, so that every language can turn its own way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/wording.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"

enum { GRADES = 6 };
static const char *const grades[GRADES] = {"rose", "fell", "may-have-risen", "may-have-fallen", "not-shown", "cannot-be-said"};

/* Subject, value, year, value, year. */
static const char *const change_of_reported[GRADES] = {
	N_("%s: reported cases rose from %s in %d to %s in %d"),
	N_("%s: reported cases fell from %s in %d to %s in %d"),
	N_("%s: reported cases may have risen, from %s in %d to %s in %d"),
	N_("%s: reported cases may have fallen, from %s in %d to %s in %d"),
	N_("%s: no change of reported cases can be shown between %s in %d and %s in %d"),
	N_("%s: nothing can be said of the change of reported cases between %s in %d and %s in %d"),
};

static const char *const change_of_prosecuted[GRADES] = {
	N_("%s: criminal cases rose from %s in %d to %s in %d"),
	N_("%s: criminal cases fell from %s in %d to %s in %d"),
	N_("%s: criminal cases may have risen, from %s in %d to %s in %d"),
	N_("%s: criminal cases may have fallen, from %s in %d to %s in %d"),
	N_("%s: no change of criminal cases can be shown between %s in %d and %s in %d"),
	N_("%s: nothing can be said of the change of criminal cases between %s in %d and %s in %d"),
};

static const char *const change_of_ratio[GRADES] = {
	N_("%s: criminal cases per 100 reported cases rose from %s in %d to %s in %d"),
	N_("%s: criminal cases per 100 reported cases fell from %s in %d to %s in %d"),
	N_("%s: criminal cases per 100 reported cases may have risen, from %s in %d to %s in %d"),
	N_("%s: criminal cases per 100 reported cases may have fallen, from %s in %d to %s in %d"),
	N_("%s: no change of criminal cases per 100 reported cases can be shown between %s in %d and %s in %d"),
	N_("%s: nothing can be said of the change of criminal cases per 100 reported cases between %s in %d and %s in %d"),
};

/* Subject, first year, last year, percent a year. */
static const char *const trend_of_reported[GRADES] = {
	N_("%s: reported cases rose from %d to %d, by %s a year"),
	N_("%s: reported cases fell from %d to %d, by %s a year"),
	N_("%s: reported cases may have risen from %d to %d, by %s a year"),
	N_("%s: reported cases may have fallen from %d to %d, by %s a year"),
	N_("%s: no trend of reported cases can be shown from %d to %d"),
	N_("%s: nothing can be said of the trend of reported cases from %d to %d"),
};

static const char *const trend_of_prosecuted[GRADES] = {
	N_("%s: criminal cases rose from %d to %d, by %s a year"),
	N_("%s: criminal cases fell from %d to %d, by %s a year"),
	N_("%s: criminal cases may have risen from %d to %d, by %s a year"),
	N_("%s: criminal cases may have fallen from %d to %d, by %s a year"),
	N_("%s: no trend of criminal cases can be shown from %d to %d"),
	N_("%s: nothing can be said of the trend of criminal cases from %d to %d"),
};

static const char *label(const struct causa_frame *f, const char *name, uint64_t row)
{
	return causa_column_label(causa_frame_column(f, name), row);
}

static int grade_of(const struct causa_frame *f, uint64_t row)
{
	for (int i = 0; i < GRADES; i++) {
		if (strcmp(label(f, "grade", row), grades[i]) == 0)
			return i;
	}
	return GRADES - 1;
}

static void value_words(const struct causa_frame *f, const char *count, const char *ratio, uint64_t row,
                        const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE])
{
	double n = causa_frame_number(f, count, row), r = causa_frame_number(f, ratio, row);
	snprintf(out, CAUSA_NUMBER_SIZE, "%s", _("blank"));
	if (!isnan(n)) {
		causa_number_count((int64_t)n, style, out);
	} else if (!isnan(r)) {
		size_t k = causa_number_percent(100 * r, causa_number_percent_decimals(100 * r, 100 * r - 5, 100 * r + 5), 0, false, style, out);
		snprintf(out + k, CAUSA_NUMBER_SIZE - k, "%s%%", style->percent_space ? "\xC2\xA0" : "");
	}
}

/* The size of a change a year, without its sign: the verb tells the direction. */
static void yearly_words(const struct causa_frame *f, uint64_t row, const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE])
{
	double v = 100 * (causa_frame_number(f, "rate_ratio", row) - 1), lo = 100 * (causa_frame_number(f, "lower", row) - 1), hi = 100 * (causa_frame_number(f, "upper", row) - 1);
	int decimals = causa_number_percent_decimals(v, isnan(lo) ? -INFINITY : lo, isnan(hi) ? INFINITY : hi);
	size_t n = causa_number_percent(fabs(v), decimals, 0, false, style, out);
	snprintf(out + n, CAUSA_NUMBER_SIZE - n, "%s%%", style->percent_space ? "\xC2\xA0" : "");
}

void causa_finding_headline(const struct causa_frame *f, uint64_t row, const char *lang, char *out, size_t size)
{
	struct causa_number_style style = causa_number_style(lang, true);
	const char *measure = label(f, "measure", row), *subject = label(f, "offence", row);
	int grade = grade_of(f, row), from = (int)causa_frame_number(f, "from", row), to = (int)causa_frame_number(f, "to", row);
	bool prosecuted = strcmp(measure, "prosecuted") == 0;
	char a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE];
	subject = strcmp(subject, "(all)") == 0 ? _("All offences") : subject;
	if (strcmp(label(f, "statistic", row), "trend") == 0) {
		yearly_words(f, row, &style, a);
		snprintf(out, size, _((prosecuted ? trend_of_prosecuted : trend_of_reported)[grade]), subject, from, to, a);
		return;
	}
	value_words(f, "count_from", "ratio_from", row, &style, a);
	value_words(f, "count_to", "ratio_to", row, &style, b);
	const char *const *template = strcmp(measure, "ratio") == 0 ? change_of_ratio : prosecuted ? change_of_prosecuted : change_of_reported;
	snprintf(out, size, _(template[grade]), subject, a, from, b, to);
}

void causa_finding_reasons(const struct causa_frame *f, uint64_t row, char *out, size_t size)
{
	static const struct {
		const char *code, *sentence;
	} reasons[] = {
		{"adjustment", N_("Not stronger: among all comparisons that were made it may be chance.")},
		{"dispersion", N_("Not stronger: cases that come in clusters could account for it.")},
		{"cells", N_("Not stronger: it rests on cells that are blank, partly covered or not yet complete.")},
		{"allotment", N_("Not stronger: some way to allot the cases of unknown offence would take it away.")},
	};
	const char *failed = label(f, "failed", row);
	size_t n = 0;
	out[0] = '\0';
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0] && n < size; i++) {
		if (strstr(failed, reasons[i].code) != NULL)
			n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? " " : "", _(reasons[i].sentence));
	}
}
