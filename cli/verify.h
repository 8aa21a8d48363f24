/* Two reports byte by byte: the one that stands in a folder, and the one that is made of its provenance now.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_VERIFY_H
#define CAUSA_CLI_VERIFY_H

#include <stdbool.h>

#include <causa/manifest.h>

/* Prints every file that differs and why, what has changed since, and how many files there are. folder: as written on the command
 * line; made: where the report was made again. Returns the exit status. */
int verify_folders(const char *folder, const struct causa_provenance *recorded, const char *made, bool quiet);

#endif
