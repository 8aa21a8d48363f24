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
	if (!options_parse("audit", 0, 1, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, 0,
	             N_("Checks a table against itself: printed totals against the sums of their cells,\n"
	                "blanks, partly covered years, labels that stand twice, criminal cases above\n"
	                "reported cases. Nothing is changed; computed totals are used everywhere.\n"
	                "Exit status 1: something was found.\n"),
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
	bool found = causa_findings_count(input.findings, CAUSA_ERROR) + causa_findings_count(input.findings, CAUSA_WARNING) > 0;
	if (exit_status == EXIT_DONE && found)
		exit_status = EXIT_AUDIT;
	causa_frame_free(frame);
	input_close(&input);
	return exit_status;
}
