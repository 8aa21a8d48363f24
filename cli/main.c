/* causa: statistics and figures from official offence tables. Signals, and the choice of command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* What ends a program from outside takes its staged files along. A signal that whoever started it had ignored (nohup, a job in the
 * background of a script) stays ignored. */
static void catch_signals(void)
{
	static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU};
	enum { ENDS = sizeof ends / sizeof ends[0] };
	struct sigaction action = {.sa_handler = stop}, before;
	sigemptyset(&action.sa_mask);
	for (int i = 0; i < ENDS; i++)
		sigaddset(&action.sa_mask, ends[i]);
	for (int i = 0; i < ENDS; i++) {
		if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(ends[i], &action, NULL);
	}
	signal(SIGPIPE, SIG_IGN); /* a write fails instead, and is told of */
	signal(SIGXFSZ, SIG_IGN); /* likewise beyond ulimit -f */
}

/* A standard stream that is closed is held by a descriptor on which it fails, lest the next file opened become it: an output that
 * takes the messages, an input that is read as "-". */
static void hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			(void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	}
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

/* What a command printed, its --help too, is done when it has left. */
static int run(int command, int argc, char **argv)
{
	int exit_status = commands[command].run(argc, argv), printed = say_printed(commands[command].name);
	return exit_status == EXIT_DONE ? printed : exit_status;
}

int main(int argc, char **argv)
{
	hold_streams();
	catch_signals();
	language_use(options_language(argc, argv));
	if (argc < 2) {
		help_program();
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		help_program();
		return say_printed(NULL);
	}
	if (strcmp(argv[1], "--version") == 0) {
		help_version();
		return say_printed(NULL);
	}
	for (int i = 0; i < COMMANDS; i++) {
		if (strcmp(argv[1], commands[i].name) == 0)
			return run(i, argc - 1, argv + 1);
	}
	return unknown_command(argv[1]);
}
