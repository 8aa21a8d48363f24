/* A growing run of bytes. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BASE_BYTES_H
#define CAUSA_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct bytes {
	char *data;        /* ends with a NUL that size does not count; NULL while empty */
	size_t size, room;
	bool failed;       /* out of memory: everything after is ignored */
};

void bytes_add(struct bytes *b, const void *data, size_t size);
void bytes_text(struct bytes *b, const char *text);
void bytes_char(struct bytes *b, char c);
void bytes_repeat(struct bytes *b, char c, size_t n);
void bytes_format(struct bytes *b, const char *format, ...) CAUSA_PRINTF(2, 3);
/* Text inside XML or HTML: markup escaped, control characters as spaces. NULL adds nothing. */
void bytes_xml(struct bytes *b, const char *text);
void bytes_free(struct bytes *b);

#endif
