/* What a report says of its terms, methods and provenance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_words.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"

int report_definitions(const struct report *r, struct report_term out[REPORT_TERMS])
{
	const struct causa_about *about = r->input->panel->about;
	const char *unit = causa_words_in(&about->unit, options_language(0, NULL));
	int n = 0;
	out[n++] = (struct report_term){_("Reported cases"), unit != NULL ? unit : _("cases as the source counts them")};
	out[n++] = (struct report_term){_("Criminal cases"), _("cases in which a criminal case came before a judge")};
	out[n++] = (struct report_term){_("Ratio"),
	                                about->ratio == CAUSA_RATIO_COHORT
	                                    ? _("criminal cases per 100 reported cases; the source follows the same cases")
	                                    : _("criminal cases of a year per 100 cases reported in the same year. It is a period ratio: the two need "
	                                        "not be the same cases, and it may exceed 100.")};
	out[n++] = (struct report_term){_("Offence unknown"),
	                                _("no offence of its own; it counts in totals where this is said, and never in rankings")};
	return n;
}

int report_methods(const struct report *r, const struct causa_method_info *out[REPORT_METHODS])
{
	const char *adjust = r->options->value[OPTION_adjust];
	int n = 0;
	for (unsigned m = 1; m < CAUSA_METHODS && n < REPORT_METHODS; m++) {
		const struct causa_method_info *info = causa_method_about((enum causa_method)m);
		if (info->quantity > CAUSA_FOR_ADJUST) /* the report has no table of these */
			break;
		bool used = info->quantity == CAUSA_FOR_ADJUST && adjust != NULL ? strcmp(info->name, adjust) == 0 : info->is_default;
		if (used)
			out[n++] = info;
	}
	return n;
}

int report_rules(struct report_term out[REPORT_TERMS])
{
	int n = 0;
	out[n++] = (struct report_term){_("Partly covered year"),
	                                _("takes no part in pooled ratios, changes or trends unless asked for; where an exposure is "
	                                  "assumed, the text says so")};
	out[n++] = (struct report_term){_("Blank cells"), _("are never read as 0; a sum over blanks is called a lower bound")};
	out[n++] = (struct report_term){_("Bold rows"), _("the adjusted p is below 1 minus the level, and nothing else")};
	out[n++] = (struct report_term){_("Rounding"),
	                                _("shows only the digits that the cases carry; no rounding moves a number on to 0 or on to no change. The CSV "
	                                  "and JSON files carry full precision.")};
	return n;
}

static void options_words(const struct report *r, char *out, size_t size)
{
	out[0] = '\0';
	for (uint32_t i = 0; i < r->settings.n; i++)
		snprintf(out + strlen(out), size - strlen(out), "%s%s %s", i > 0 ? " \xC2\xB7 " : "", r->settings.setting[i].name,
		         r->settings.setting[i].value);
}

void report_records(const struct report *r, void (*tell)(void *self, const struct report_record *record), void *self)
{
	const struct causa_about *about = r->input->panel->about;
	char words[5120];
	tell(self, &(struct report_record){_("Command"), r->command, NULL, true});
	snprintf(words, sizeof words, "causa %s; %s", causa_version(), r->plots->versions());
	tell(self, &(struct report_record){_("Program"), words, NULL, false});
	for (uint32_t i = 0; i < about->files; i++)
		tell(self, &(struct report_record){i == 0 ? _("Input") : "", about->file[i].name, about->file[i].sha256, false});
	options_words(r, words, sizeof words);
	tell(self, &(struct report_record){_("Options"), words, NULL, false});
	if (about->reference != NULL)
		tell(self, &(struct report_record){_("Source"), about->reference, NULL, false});
	if (about->licence != NULL)
		tell(self, &(struct report_record){_("Licence of the data"), about->licence, NULL, false});
	tell(self, &(struct report_record){"provenance.json", _("this section, with the SHA-256 of every file of the folder"), NULL, false});
}
