/* The drawing module: opened when a figure is asked for, never closed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_MODULE_H
#define CAUSA_CLI_MODULE_H

#include "plots/plots.h"

/* Opens the module once. Errors: CAUSA_EIO with a sentence that says what to install. */
enum causa_status module_plots(const struct causa_plots_api **out, struct causa_error *err);

#endif
