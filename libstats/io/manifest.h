/* provenance.json: what went in, what was asked, what came out, each with its sha256. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_MANIFEST_H
#define CAUSA_IO_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

/* Relative names of the files that a report lists, provenance.json itself included. */
struct manifest_names {
	char **name;
	size_t n;
};

/* Reads folder/provenance.json. Leaves an empty list when there is none, or it is not causa's, or names leave the folder. */
void manifest_read(const char *folder, struct manifest_names *out);
void manifest_names_free(struct manifest_names *names);

/* Is this the name of a file below the folder? */
bool manifest_stays_inside(const char *name);

#endif
