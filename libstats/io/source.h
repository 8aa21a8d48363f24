/* A source of text: a file, standard input or a member of an archive, decompressed and decoded to UTF-8. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_SOURCE_H
#define CAUSA_IO_SOURCE_H

#include <stddef.h>

#include <causa/about.h>

#include "base/error.h"

struct source;

/* Opens a path; "-" is standard input, "x.zip:member" a member of an archive. encoding: a name that iconv knows, or NULL: found
 * from the bytes that are not ASCII, wherever they are. name is for messages.
 * Errors: CAUSA_EIO (cannot be read), CAUSA_EUSAGE (no such encoding), CAUSA_EINPUT (a spreadsheet, several members). */
enum causa_status source_open(const char *path, const char *name, const char *encoding, struct source **out,
                              struct causa_error *err);
/* The same of an open descriptor, which stays the caller's. */
enum causa_status source_open_fd(int fd, const char *name, const char *encoding, struct source **out, struct causa_error *err);

/* The next text; *n is 0 at the end. It may end inside a character, and is good until the next call. */
enum causa_status source_read(struct source *source, const char **text, size_t *n, struct causa_error *err);

const char *source_name(const struct source *source);
/* The encoding that was taken, and a sentence on what is doubtful about it; NULL: nothing is. */
const char *source_encoding(const struct source *source);
const char *source_doubt(const struct source *source);

/* Size and digest of what is stored, after the end. */
void source_tell(struct source *source, struct causa_file *file);
void source_close(struct source *source);

#endif
