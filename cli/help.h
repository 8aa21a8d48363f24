/* --help and --version of the program.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_HELP_H
#define CAUSA_CLI_HELP_H

void help_program(void);
void help_version(void);

#endif
