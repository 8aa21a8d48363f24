/* causa audit
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "command.h"

enum { MOST_FINDINGS = 1000 }; /* in full; all are counted */

/* What was read, and what it says all together. */
struct audit {
	struct input *input;
	const struct causa_panel **panel;
	const struct causa_findings **findings; /* of each, then of all */
	struct causa_findings *together;        /* NULL: one file */
	uint32_t n;
};

static bool make_room(struct audit *a, uint32_t n)
{
	a->input = calloc(n, sizeof *a->input);
	a->panel = calloc(n, sizeof(const struct causa_panel *));
	a->findings = calloc((size_t)n + 1, sizeof(const struct causa_findings *));
	return a->input != NULL && a->panel != NULL && a->findings != NULL;
}

static void audit_free(struct audit *a)
{
	for (uint32_t i = 0; i < a->n; i++)
		input_close(&a->input[i]);
	causa_findings_free(a->together);
	free(a->input);
	free(a->panel);
	free(a->findings);
}

/* Standard input is read once. */
static bool operands_fit(const struct options *o)
{
	int inputs = 0;
	for (int i = 0; i < o->operands; i++)
		inputs += strcmp(o->operand[i], "-") == 0;
	if (inputs > 1)
		say_usage("audit", "%s", _("standard input can be one of the tables, not several"));
	return inputs <= 1;
}

static bool read_all(const struct options *o, struct audit *a, int *exit_status)
{
	uint32_t n = o->operands > 0 ? (uint32_t)o->operands : 1;
	struct causa_error err = {.status = CAUSA_ENOMEM};
	if (!make_room(a, n)) {
		*exit_status = say_error("audit", &err);
		return false;
	}
	for (uint32_t i = 0; i < n; i++) {
		if (!input_open(o, (int)i, &a->input[i], exit_status))
			return false;
		a->n++;
		a->panel[i] = a->input[i].panel;
		a->findings[i] = a->input[i].findings;
	}
	if (n == 1)
		return true;
	err.status = causa_audit_files(a->panel, n, o->value[OPTION_all] != NULL ? 0 : MOST_FINDINGS, &a->together);
	a->findings[n] = a->together;
	if (err.status != CAUSA_OK)
		*exit_status = say_error("audit", &err);
	return err.status == CAUSA_OK;
}

static int write_all(const struct options *o, const struct audit *a)
{
	struct causa_frame *frame = NULL;
	struct causa_error err = {0};
	uint64_t left_out = 0, found = 0;
	err.status = a->n == 1 ? causa_findings_frame(a->findings[0], a->panel[0], &frame) : causa_findings_of_files(a->findings, a->panel, a->n, &frame);
	int exit_status = err.status != CAUSA_OK ? say_error("audit", &err) : output_frame(o, frame);
	for (uint32_t i = 0; i < a->n + (a->n > 1); i++) {
		left_out += causa_findings_left_out(a->findings[i]);
		found += causa_findings_count(a->findings[i], CAUSA_ERROR) + causa_findings_count(a->findings[i], CAUSA_WARNING);
	}
	if (left_out > 0)
		say(NP_("causa audit: %lu finding more; --all prints it too", "causa audit: %lu findings more; --all prints them too", left_out),
		    (unsigned long)left_out);
	causa_frame_free(frame);
	return exit_status == EXIT_DONE && found > 0 ? EXIT_AUDIT : exit_status;
}

int cmd_audit(int argc, char **argv)
{
	struct options options;
	struct audit audit = {.n = 0};
	int exit_status = EXIT_USAGE;
	if (!options_parse("audit", OPT_AUDIT, MOST_OPERANDS, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, OPT_AUDIT,
	             N_("Checks a table against itself: printed totals against the sums of their cells,\n"
	                "blanks, partly covered years, labels that stand twice, criminal cases above\n"
	                "reported cases, counts that jump by a factor of ten, years that are copies of\n"
	                "each other, offences that begin, end or are renamed, rows of one key, cells that\n"
	                "are no counts, units that are mixed. Of several tables, one a month say, also\n"
	                "periods that are copies of each other or stand twice, columns and offences that\n"
	                "differ. Nothing is changed; computed totals are used everywhere. Exit status 1:\n"
	                "something was found.\n"),
	             "severity check where stated computed difference message",
	             "  causa audit\n"
	             "  causa audit cases.csv -f csv -o audit.csv\n"
	             "  causa audit old.csv new.csv\n"))
		return EXIT_DONE;
	say_quietly(options.value[OPTION_quiet] != NULL);
	if (!operands_fit(&options) || !output_check(&options))
		return EXIT_USAGE;
	if (read_all(&options, &audit, &exit_status))
		exit_status = write_all(&options, &audit);
	audit_free(&audit);
	return exit_status;
}
