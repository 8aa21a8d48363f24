/* causa audit
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_audit(int argc, char **argv)
{
	struct options options;
	struct input input;
	struct causa_frame *frame = NULL;
	struct causa_error err = {0};
	int exit_status = EXIT_USAGE;
	if (!options_parse("audit", OPT_AUDIT, 1, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, OPT_AUDIT,
	             N_("Checks a table against itself: printed totals against the sums of their cells,\n"
	                "blanks, partly covered years, labels that stand twice, criminal cases above\n"
	                "reported cases, counts that jump by a factor of ten, years that are copies of\n"
	                "each other, offences that begin, end or are renamed. Nothing is changed;\n"
	                "computed totals are used everywhere. Exit status 1: something was found.\n"),
	             "severity check where stated computed difference message",
	             "  causa audit\n"
	             "  causa audit cases.csv -f csv -o audit.csv\n"))
		return EXIT_DONE;
	say_quietly(options.value[OPTION_quiet] != NULL);
	if (!output_check(&options) || !input_open(&options, 0, &input, &exit_status))
		return exit_status;
	err.status = causa_findings_frame(input.findings, input.panel, &frame);
	if (err.status != CAUSA_OK)
		exit_status = say_error("audit", &err);
	else
		exit_status = output_frame(&options, frame);
	unsigned long left_out = (unsigned long)causa_findings_left_out(input.findings);
	if (left_out > 0)
		say(NP_("causa audit: %lu finding more; --all prints it too", "causa audit: %lu findings more; --all prints them too", left_out), left_out);
	bool found = causa_findings_count(input.findings, CAUSA_ERROR) + causa_findings_count(input.findings, CAUSA_WARNING) > 0;
	if (exit_status == EXIT_DONE && found)
		exit_status = EXIT_AUDIT;
	causa_frame_free(frame);
	input_close(&input);
	return exit_status;
}
