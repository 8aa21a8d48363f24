/* A growing run of bytes. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BASE_BYTES_H
#define CAUSA_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct bytes {
	char *data;        /* ends with a NUL that size does not count; NULL while empty */
	size_t size, room;
	bool failed;       /* out of memory: everything after is ignored */
};

void bytes_add(struct bytes *b, const void *data, size_t size);
void bytes_text(struct bytes *b, const char *text);
static inline void bytes_char(struct bytes *b, char c)
{
	if (b->failed || b->room < 2 || b->size > b->room - 2) {
		bytes_add(b, &c, 1);
		return;
	}
	b->data[b->size++] = c;
	b->data[b->size] = '\0';
}
/* Room for size further bytes, to be put there and added to b->size; NULL when out of memory. */
char *bytes_room(struct bytes *b, size_t size);
void bytes_repeat(struct bytes *b, char c, size_t n);
void bytes_format(struct bytes *b, const char *format, ...) CAUSA_PRINTF(2, 3);
/* Length of the UTF-8 character at text, of which n bytes may be read, and its code point; 0 when it is not valid (overlong, a
 * surrogate, beyond U+10FFFF). */
size_t bytes_character(const char *text, size_t n, uint32_t *out);
/* One character of text that is shown to people: bytes at *from that are no UTF-8 as U+FFFD, control characters as a space, characters
 * that turn the direction of the text around them as nothing. Moves *from on; returns how many bytes stand in out. */
size_t bytes_printable(const char **from, char out[4]);
/* Printable text; inside XML or HTML also with its markup escaped. NULL adds nothing. */
void bytes_clean(struct bytes *b, const char *text);
void bytes_xml(struct bytes *b, const char *text);
void bytes_free(struct bytes *b);

#endif
