/* Data packages: datapackage.json and the files it names. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_PACKAGE_H
#define CAUSA_IO_PACKAGE_H

#include <causa/reader.h>

#include "table/panel_build.h"

/* Reads the data package in `folder` into a builder. */
enum causa_status package_read(const char *folder, bool digest, bool tell, unsigned jobs, struct panel_build *build, struct causa_error *err);

/* Notes a file among about's inputs and returns its index; UINT32_MAX out of memory. */
uint32_t package_note_file(struct panel_build *build, const char *name);

#endif
