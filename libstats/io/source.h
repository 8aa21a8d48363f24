/* A source of text: a file, standard input or a member of an archive, decompressed and decoded to UTF-8. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_SOURCE_H
#define CAUSA_IO_SOURCE_H

#include <stddef.h>

#include <causa/about.h>

#include "base/bytes.h"
#include "io/encoding.h"

struct source;

/* Opens a path; "-" is standard input, "x.zip:member" a member of an archive. encoding: a name that iconv knows, or NULL: found
 * from the bytes that are not ASCII, wherever they are. name is for messages.
 * Errors: CAUSA_EIO (cannot be read), CAUSA_EUSAGE (no such encoding), CAUSA_EINPUT (a spreadsheet, several members). */
enum causa_status source_open(const char *path, const char *name, const char *encoding, struct source **out,
                              struct causa_error *err);
/* The same of an open descriptor, which stays the caller's. */
enum causa_status source_open_fd(int fd, const char *name, const char *encoding, struct source **out, struct causa_error *err);

/* Begins at the start again. */
enum causa_status source_start(struct source *source, struct causa_error *err);
/* The next text, decoded; *n is 0 at the end. It may end inside a character, and is good until the next call. */
enum causa_status source_read(struct source *source, const char **text, size_t *n, struct causa_error *err);

/* The same before it is decoded, where the encoding allows to cut it first; then it is in source_text_encoding, else in UTF-8. */
enum causa_status source_bytes(struct source *source, const char **bytes, size_t *n, struct causa_error *err);
const char *source_text_encoding(const struct source *source);
/* A descriptor to read these bytes from at any place; -1: there is none, they come in order only. *size: of what is stored. */
int source_plain(const struct source *source, uint64_t *size);
/* The first of these bytes, some hundred thousand; *mark: bytes of a mark of the encoding among them. */
enum causa_status source_head(struct source *source, struct bytes *head, size_t *mark, struct causa_error *err);

const char *source_name(const struct source *source);
/* The encoding that was named or found; and a sentence on what is doubtful about it, NULL: nothing is. column: that found->column
 * counts to. */
const char *source_encoding(const struct source *source);
const struct found_encoding *source_found(const struct source *source);
bool source_is_told(const struct source *source);
const char *source_doubt(struct source *source, const char *column);
/* What all of the text says of its encoding; true: it is another one than was thought, and the source is to be read again. */
bool source_settle(struct source *source, const struct found_encoding *found);

/* Size and digest of what is stored: reads all of it. */
enum causa_status source_tell(struct source *source, struct causa_file *file, struct causa_error *err);
void source_close(struct source *source);

#endif
