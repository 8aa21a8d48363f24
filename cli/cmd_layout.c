/* causa layout
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/publish.h>
#include <causa/reader.h>

#include "base/intl.h"
#include "command.h"

int cmd_layout(int argc, char **argv)
{
	struct options options;
	struct causa_error err = {0};
	struct causa_output *output;
	if (!options_parse("layout", OPT_MAPPING, 1, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, OPT_MAPPING,
	             N_("Prints a layout for a file that none is known for: a JSON file that says what its\n"
	                "columns are. It is a draft, made from the header and the first rows; \"$comment\"\n"
	                "tells each guess. Edit it, then read the file with --layout.\n"),
	             "",
	             "  causa layout cases.csv\n"
	             "  causa layout cases.csv -o cases.json\n"))
		return EXIT_DONE;
	if (options.operands == 0) {
		say_usage("layout", "%s", _("name the file that a layout is to be made for"));
		return EXIT_USAGE;
	}
	if (!input_is_kept(&options, options.operand[0], NULL))
		return EXIT_USAGE;
	const char *path = options.value[OPTION_output];
	enum causa_status status = causa_output_open(path != NULL ? path : "-", &output, &err);
	if (status != CAUSA_OK)
		return say_error("layout", &err);
	status = causa_layout_draft(options.operand[0], &options.mapping, causa_output_put, output, &err);
	if (status != CAUSA_OK) {
		causa_output_abort(output);
		return say_error("layout", &err);
	}
	status = causa_output_commit(output, &err);
	if (status == CAUSA_OK)
		return EXIT_DONE;
	return err.status == CAUSA_EIO && err.text[0] == '\0' ? EXIT_FILE : say_error("layout", &err);
}
