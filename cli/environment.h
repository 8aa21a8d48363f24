/* Where modules, data and translations are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_ENVIRONMENT_H
#define CAUSA_CLI_ENVIRONMENT_H

/* The variable's value, unless the program runs with more rights than its user or it is empty; else the default. */
const char *environment_or(const char *variable, const char *otherwise);

#endif
