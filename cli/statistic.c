/* A statistic as a command: parse, read, compute, write.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/intl.h"
#include "command.h"

/* With --lag, the panel whose reports are those of earlier years; it borrows from the one that was read. */
static bool lag(const struct options *options, const struct input *input, struct causa_panel **lagged, int *exit_status)
{
	struct causa_error err = {0};
	*lagged = NULL;
	if (options->lag == 0)
		return true;
	*exit_status = EXIT_USAGE;
	if (strcmp(options->command, "change") == 0 || strcmp(options->command, "trend") == 0) {
		if (options->of != CAUSA_OF_RATIO) {
			say_usage(options->command, _("--lag is for ratios: add --of ratio"));
			return false;
		}
	}
	err.status = causa_panel_lag(input->panel, options->lag, lagged);
	if (err.status == CAUSA_OK)
		return true;
	if (err.status == CAUSA_EDOMAIN) {
		say_usage(options->command, _("--lag divides by reported cases, and the table has none; name them with --reported-column"));
		return false;
	}
	*exit_status = say_error(options->command, &err);
	return false;
}

int run_statistic(const struct statistic *s, int argc, char **argv)
{
	struct options options;
	struct input input;
	struct causa_request request;
	struct causa_frame *frame = NULL;
	struct causa_panel *lagged = NULL;
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
	if (!lag(&options, &input, &lagged, &exit_status)) {
		input_close(&input);
		return exit_status;
	}
	if (!options_request(&options, input.panel, s->default_by, quantity, &request))
		exit_status = EXIT_USAGE;
	else if (s->compute(lagged != NULL ? lagged : input.panel, &request, &frame, &err) != CAUSA_OK)
		exit_status = say_error(s->name, &err);
	else
		exit_status = output_frame(&options, frame);
	causa_frame_free(frame);
	causa_panel_free(lagged);
	input_close(&input);
	return exit_status;
}
