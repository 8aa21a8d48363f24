/* Bytes as they are stored: a file or standard input, and what an archive or compressed file holds. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_STORED_H
#define CAUSA_IO_STORED_H

#include <stddef.h>
#include <stdint.h>

#include <causa/about.h>

#include "base/error.h"

struct stored;

/* fd is read from its start, as often as asked; what cannot be read twice is first copied into a file without a name. member: of a
 * zip archive; NULL: the only one. */
enum causa_status stored_open(int fd, const char *name, const char *member, struct stored **out, struct causa_error *err);
/* The descriptor, where bytes are stored as they are read, to be read at any place; else -1. *size: of what is stored. */
int stored_plain(const struct stored *stored, uint64_t *size);
/* Begins at the start. */
enum causa_status stored_start(struct stored *stored, struct causa_error *err);
/* The next bytes, decompressed; *n is 0 at the end. */
enum causa_status stored_read(struct stored *stored, const unsigned char **bytes, size_t *n, struct causa_error *err);
/* Size and digest of what is stored: reads all of it. */
enum causa_status stored_tell(struct stored *stored, struct causa_file *file, struct causa_error *err);
void stored_close(struct stored *stored);

#endif
