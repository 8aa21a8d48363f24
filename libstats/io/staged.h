/* The paths that are staged at present, for removal from a signal handler. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_STAGED_H
#define CAUSA_IO_STAGED_H

#include <stdbool.h>

/* Remembers a path; false when there is no room for it (then it must not be staged). folder: rmdir instead of unlink. */
bool staged_add(const char *path, bool folder);
void staged_forget(const char *path);

#endif
