/* Numbers of a column below each other, decimal mark under decimal mark.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "text/display.h"

/* Characters, not bytes: cells here hold digits, ASCII and a few two- and three-byte signs of one column each. */
static size_t width(const char *text, size_t bytes)
{
	size_t n = 0;
	for (size_t i = 0; i < bytes; i++)
		n += ((unsigned char)text[i] & 0xC0U) != 0x80U;
	return n;
}

static bool is_number(const char *text)
{
	if (text[0] == '\0')
		return false;
	for (const char *c = text; *c != '\0'; c++) {
		if ((*c >= 'a' && *c <= 'z') || *c == ' ')
			return false;
	}
	return strpbrk(text, "0123456789") != NULL;
}

/* Width before the mark, and from the mark on. */
static void measure(const char *text, char mark, size_t *before, size_t *after)
{
	const char *at = strrchr(text, mark);
	size_t head = at != NULL ? (size_t)(at - text) : strlen(text);
	*before = width(text, head);
	*after = width(text + head, strlen(text) - head);
}

static char *padded(const char *text, size_t left, size_t right)
{
	size_t n = strlen(text);
	char *out = malloc(left + n + right + 1);
	if (out == NULL)
		return NULL;
	memset(out, ' ', left);
	memcpy(out + left, text, n);
	memset(out + left + n, ' ', right);
	out[left + n + right] = '\0';
	return out;
}

void display_align(char **cell, uint64_t rows, char mark)
{
	size_t before = 0, after = 0;
	for (uint64_t i = 0; i < rows; i++) {
		size_t b, a;
		if (!is_number(cell[i]))
			continue;
		measure(cell[i], mark, &b, &a);
		before = b > before ? b : before;
		after = a > after ? a : after;
	}
	for (uint64_t i = 0; i < rows; i++) {
		size_t b, a;
		if (!is_number(cell[i]))
			continue;
		measure(cell[i], mark, &b, &a);
		char *out = padded(cell[i], before - b, after - a);
		if (out != NULL) { /* unaligned is better than none */
			free(cell[i]);
			cell[i] = out;
		}
	}
}
