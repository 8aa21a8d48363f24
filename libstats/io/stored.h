/* Bytes as they are stored: a file or standard input, and what an archive or compressed file holds. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_STORED_H
#define CAUSA_IO_STORED_H

#include <stdbool.h>
#include <stddef.h>

#include <causa/about.h>

#include "base/error.h"

struct stored;

/* fd is read from its start, as often as asked; what cannot be read twice is first copied into a file without a name. member: of a
 * zip archive; NULL: the only one. */
enum causa_status stored_open(int fd, const char *name, const char *member, struct stored **out, struct causa_error *err);
/* Begins at the start. last: digest and size are taken of this reading. */
enum causa_status stored_start(struct stored *stored, bool last, struct causa_error *err);
/* The next bytes, decompressed; *n is 0 at the end. */
enum causa_status stored_read(struct stored *stored, const unsigned char **bytes, size_t *n, struct causa_error *err);
void stored_tell(struct stored *stored, struct causa_file *file);
void stored_close(struct stored *stored);

#endif
