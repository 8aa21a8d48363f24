/* Modules: opened when a figure or a spreadsheet is asked for, never closed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_MODULE_H
#define CAUSA_CLI_MODULE_H

#include "io/xlsx.h"
#include "plots/plots.h"

/* Opens a module once. Errors: CAUSA_EIO with a sentence that says what to install. */
enum causa_status module_plots(const struct causa_plots_api **out, struct causa_error *err);
enum causa_status module_xlsx(const struct causa_xlsx_api **out, struct causa_error *err);

#endif
