/* A statistic as a command: parse, read, compute, write.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

int run_statistic(const struct statistic *s, int argc, char **argv)
{
	struct options options;
	struct input input;
	struct causa_request request;
	struct causa_frame *frame = NULL;
	struct causa_error err = {0};
	int exit_status = EXIT_USAGE;
	if (!options_parse(s->name, s->takes, 1, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, s->takes, s->definition, s->columns, s->examples))
		return EXIT_DONE;
	say_quietly(options.value[OPTION_quiet] != NULL);
	if (!output_check(&options) || !input_open(&options, 0, &input, &exit_status))
		return exit_status;
	enum causa_quantity quantity = options.of == CAUSA_OF_RATIO ? s->quantity_of_ratio : s->quantity;
	if (!options_request(&options, input.panel, s->default_by, quantity, &request))
		exit_status = EXIT_USAGE;
	else if (s->compute(input.panel, &request, &frame, &err) != CAUSA_OK)
		exit_status = say_error(s->name, &err);
	else
		exit_status = output_frame(&options, frame);
	causa_frame_free(frame);
	input_close(&input);
	return exit_status;
}
