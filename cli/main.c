/* causa: statistics and figures from official offence tables. Signals, and the choice of command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/publish.h>

#include "base/intl.h"
#include "command.h"
#include "help.h"
#include "language.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} commands[] = {
#define X(name, summary) {#name, cmd_##name},
#include "commands.def"
#undef X
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void stop(int signal_number)
{
	causa_publish_abandon();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static int unknown_command(const char *word)
{
	const char *names[COMMANDS];
	for (int i = 0; i < COMMANDS; i++)
		names[i] = commands[i].name;
	const char *near = options_nearest(word, names, COMMANDS);
	if (near != NULL)
		say_usage(NULL, _("unknown command '%s'; did you mean '%s'?"), word, near);
	else
		say_usage(NULL, _("unknown command '%s'"), word);
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, stop);
	signal(SIGTERM, stop);
	language_use(options_language(argc, argv));
	if (argc < 2) {
		help_program();
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		help_program();
		return fflush(stdout) == 0 ? EXIT_DONE : EXIT_FILE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		help_version();
		return fflush(stdout) == 0 ? EXIT_DONE : EXIT_FILE;
	}
	for (int i = 0; i < COMMANDS; i++) {
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	}
	return unknown_command(argv[1]);
}
