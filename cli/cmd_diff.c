/* causa diff
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <causa/diff.h>

#include "base/intl.h"
#include "command.h"

enum { MOST_ROWS = 1000 }; /* in full; all are counted */

static const unsigned takes_groups = OPT_AUDIT | OPT_FEW;

/* Findings of one vintage; without them (no two years) the tables are compared all the same. */
static bool find(const struct options *o, const struct input *input, struct causa_frame **out, int *exit_status)
{
	struct options every = *o;
	struct causa_request request;
	struct causa_error err = {0};
	every.offences = 0; /* an offence may stand in one vintage only */
	*exit_status = EXIT_USAGE;
	if (!options_request(&every, input->panel, "offence", CAUSA_FOR_CHANGE, &request))
		return false;
	request.every_of = true;
	request.pooled_too = o->value[OPTION_by] == NULL;
	enum causa_status status = causa_find(input->panel, &request, out, &err);
	if (status == CAUSA_OK || status == CAUSA_EUSAGE || status == CAUSA_EINPUT)
		return true;
	*exit_status = say_error(o->command, &err);
	return false;
}

/* What would make the comparison one of different things. */
static void say_doubts(const struct input input[2])
{
	const struct causa_about *a = input[0].panel->about, *b = input[1].panel->about;
	const char *old = causa_words_in(&a->unit, options_language(0, NULL)), *now = causa_words_in(&b->unit, options_language(0, NULL));
	if (old != NULL && now != NULL && strcmp(old, now) != 0)
		say(_("causa diff: warning: the tables count different things: \"%s\", and now \"%s\""), old, now);
	if (a->ratio != b->ratio)
		say("%s", _("causa diff: warning: one table follows the same cases (cohort), the other sets those of a year side by side (period)"));
}

static uint64_t say_summary(const uint64_t counts[CAUSA_DIFFERENCES], uint64_t written)
{
	uint64_t all = 0;
	for (int kind = 0; kind < CAUSA_DIFFERENCES; kind++) {
		char words[256], line[300];
		all += counts[kind];
		if (counts[kind] == 0)
			continue;
		/* The words hold one %lu, checked by the compiler in diffs.def's other use and by msgfmt. */
		const char *template = causa_difference_words((enum causa_difference)kind, counts[kind]);
		const char *at = strstr(template, "%lu");
		snprintf(words, sizeof words, "%.*s%lu%s", (int)(at - template), template, (unsigned long)counts[kind], at + 3);
		snprintf(line, sizeof line, "causa diff: %s", words);
		say("%s", line);
	}
	if (all == 0)
		say("%s", _("causa diff: the tables say the same"));
	if (all > written)
		say(NP_("causa diff: %lu difference more; --all prints it too", "causa diff: %lu differences more; --all prints them too", all - written),
		    (unsigned long)(all - written));
	return all;
}

static int compare(const struct options *o, const struct input input[2])
{
	struct causa_frame *found[2] = {NULL, NULL}, *frame = NULL;
	struct causa_request request;
	struct causa_error err = {0};
	uint64_t counts[CAUSA_DIFFERENCES];
	int exit_status = EXIT_USAGE;
	bool ready = options_request(o, input[1].panel, "offence", CAUSA_FOR_CHANGE, &request);
	for (int side = 0; side < 2 && ready; side++)
		ready = find(o, &input[side], &found[side], &exit_status);
	if (ready) {
		uint64_t most = o->value[OPTION_all] != NULL ? 0 : MOST_ROWS;
		err.status = causa_diff(input[0].panel, input[1].panel, found[0], found[1], &request, most, counts, &frame, &err);
		exit_status = err.status != CAUSA_OK ? say_error(o->command, &err) : output_frame(o, frame);
	}
	if (ready && err.status == CAUSA_OK && say_summary(counts, frame->rows) > 0 && exit_status == EXIT_DONE)
		exit_status = EXIT_AUDIT;
	for (int side = 0; side < 2; side++)
		causa_frame_free(found[side]);
	causa_frame_free(frame);
	return exit_status;
}

static bool operands_fit(const struct options *o)
{
	if (o->operands != 2)
		say_usage(o->command, "%s", _("name the two tables, the old one first: causa diff OLD NEW"));
	else if (strcmp(o->operand[0], "-") == 0 && strcmp(o->operand[1], "-") == 0)
		say_usage(o->command, "%s", _("standard input can be one of the two tables, not both"));
	else
		return true;
	return false;
}

int cmd_diff(int argc, char **argv)
{
	struct options options;
	struct input input[2] = {{NULL, NULL}, {NULL, NULL}};
	int exit_status = EXIT_USAGE;
	if (!options_parse("diff", takes_groups, 2, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, takes_groups,
	             N_("Compares two vintages of one table: cells revised, added, withdrawn, filled in\n"
	                "or made blank; years; printed totals; how much of a year is covered; offences\n"
	                "renamed, split or merged, told by their counts; and findings of another grade.\n"
	                "Offences that differ in case or accents only are the same. The first 1,000\n"
	                "differences are written, --all writes the rest. Exit status 1: something\n"
	                "differs.\n"),
	             "kind measure offence year old new difference percent was\n"
	             "statistic from to grade_old grade_new share_least_old share_most_old\n"
	             "share_least_new share_most_new",
	             "  causa diff old.csv new.csv\n"
	             "  causa diff old.csv new.csv --by offence,state -f csv -o revisions.csv\n"))
		return EXIT_DONE;
	say_quietly(options.value[OPTION_quiet] != NULL);
	if (!operands_fit(&options) || !output_check(&options))
		return EXIT_USAGE;
	if (input_open(&options, 0, &input[0], &exit_status) && input_open(&options, 1, &input[1], &exit_status)) {
		say_doubts(input);
		exit_status = compare(&options, input);
	}
	input_close(&input[0]);
	input_close(&input[1]);
	return exit_status;
}
