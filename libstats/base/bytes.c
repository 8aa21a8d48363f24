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

char *bytes_room(struct bytes *b, size_t size)
{
	return make_room(b, size) ? b->data + b->size : NULL;
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

size_t bytes_character(const char *text, size_t n, uint32_t *out)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *s = (const unsigned char *)text;
	size_t size = s[0] < 0x80 ? 1 : (s[0] & 0xE0U) == 0xC0U ? 2 : (s[0] & 0xF0U) == 0xE0U ? 3 : (s[0] & 0xF8U) == 0xF0U ? 4 : 0;
	if (size == 0 || size > n)
		return 0;
	uint32_t c = size == 1 ? s[0] : s[0] & (0x7FU >> size);
	for (size_t i = 1; i < size; i++) {
		if ((s[i] & 0xC0U) != 0x80U)
			return 0;
		c = c << 6 | (s[i] & 0x3FU);
	}
	if (c < least[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*out = c;
	return size;
}

/* Marks, embeddings, overrides and isolates of direction; separators that end a line; what XML does not allow. */
static bool turns_text(uint32_t p)
{
	return p == 0x61C || p == 0x200E || p == 0x200F || (p >= 0x2028 && p <= 0x202E) || (p >= 0x2066 && p <= 0x2069) || p == 0xFEFF ||
	       p == 0xFFFE || p == 0xFFFF;
}

size_t bytes_printable(const char **from, char out[4])
{
	uint32_t point = 0;
	size_t n = bytes_character(*from, 4, &point); /* the NUL at the end ends a character too */
	if (n == 0) {
		++*from;
		memcpy(out, "\xEF\xBF\xBD", 3);
		return 3;
	}
	const char *character = *from;
	*from += n;
	if (turns_text(point))
		return 0;
	if (point < 0x20 || (point >= 0x7F && point < 0xA0)) {
		out[0] = ' ';
		return 1;
	}
	memcpy(out, character, n);
	return n;
}

void bytes_clean(struct bytes *b, const char *text)
{
	while (text != NULL && *text != '\0') {
		char one[4];
		size_t n = bytes_printable(&text, one);
		bytes_add(b, one, n);
	}
}

static const char *escaped(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

void bytes_xml(struct bytes *b, const char *text)
{
	while (text != NULL && *text != '\0') {
		char one[4];
		size_t n = bytes_printable(&text, one);
		const char *entity = n == 1 ? escaped(one[0]) : NULL;
		if (entity != NULL)
			bytes_text(b, entity);
		else
			bytes_add(b, one, n);
	}
}

void bytes_free(struct bytes *b)
{
	free(b->data);
	*b = (struct bytes){NULL, 0, 0, false};
}
