/* Messages on standard error. All of them go through here, so that -q and the form of an error are one place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_SAY_H
#define CAUSA_CLI_SAY_H

#include <stdbool.h>

#include <causa/status.h>

#include "base/error.h"

enum exit_status { EXIT_DONE = 0, EXIT_AUDIT = 1, EXIT_USAGE = 2, EXIT_INPUT = 3, EXIT_FILE = 4 };

/* After -q only errors are said. */
void say_quietly(bool quiet);

/* "causa ratio: unknown option ..." and where to find help. command may be NULL. */
void say_usage(const char *command, const char *format, ...) CAUSA_PRINTF(2, 3);

/* A line of information; nothing after say_quietly(true). */
void say(const char *format, ...) CAUSA_PRINTF(1, 2);

/* Ends what was printed to standard output: EXIT_DONE, or EXIT_FILE with a sentence, without one for a closed pipe. */
int say_printed(const char *command);

/* "causa ratio: FILE:LINE: what, and what to do", with the line and a caret where there is one.
 * Returns the exit status of the contract. A closed pipe says nothing. */
int say_error(const char *command, const struct causa_error *err);

#endif
