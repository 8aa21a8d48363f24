/* A growing run of bytes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/bytes.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(struct bytes *b, size_t size)
{
	if (b->failed || size > SIZE_MAX / 2 - b->size) {
		b->failed = true;
		return false;
	}
	if (b->size + size + 1 > b->room) {
		size_t room = 2 * (b->size + size + 1);
		char *data = realloc(b->data, room < 256 ? 256 : room);
		if (data == NULL) {
			b->failed = true;
			return false;
		}
		b->data = data;
		b->room = room < 256 ? 256 : room;
	}
	return true;
}

void bytes_add(struct bytes *b, const void *data, size_t size)
{
	if (!make_room(b, size))
		return;
	if (size > 0)
		memcpy(b->data + b->size, data, size);
	b->size += size;
	b->data[b->size] = '\0';
}

void bytes_text(struct bytes *b, const char *text)
{
	bytes_add(b, text, strlen(text));
}

void bytes_char(struct bytes *b, char c)
{
	bytes_add(b, &c, 1);
}

void bytes_repeat(struct bytes *b, char c, size_t n)
{
	while (n-- > 0)
		bytes_char(b, c);
}

void bytes_format(struct bytes *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0 || !make_room(b, (size_t)n))
		return;
	va_start(args, format);
	vsnprintf(b->data + b->size, (size_t)n + 1, format, args);
	va_end(args);
	b->size += (size_t)n;
}

void bytes_xml(struct bytes *b, const char *text)
{
	for (const char *c = text != NULL ? text : ""; *c != '\0'; c++) {
		switch (*c) {
		case '&':
			bytes_text(b, "&amp;");
			break;
		case '<':
			bytes_text(b, "&lt;");
			break;
		case '>':
			bytes_text(b, "&gt;");
			break;
		case '"':
			bytes_text(b, "&quot;");
			break;
		default:
			bytes_char(b, (unsigned char)*c < 0x20 || *c == 0x7F ? ' ' : *c);
		}
	}
}

void bytes_free(struct bytes *b)
{
	free(b->data);
	*b = (struct bytes){NULL, 0, 0, false};
}
