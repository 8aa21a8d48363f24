/* UTF-8: checking, composing (NFC) and folding of letters.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/utf8.h"

#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"

struct composition {
	uint16_t letter, mark, composed;
};

static const struct composition compositions[] = {
#define X(letter, mark, composed) {letter, mark, composed},
#include "table/compose.def"
#undef X
};

enum { COMPOSITIONS = sizeof compositions / sizeof *compositions };

static size_t put(uint32_t c, char *out)
{
	unsigned char *o = (unsigned char *)out;
	if (c < 0x80) {
		o[0] = (unsigned char)c;
		return 1;
	}
	size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = size - 1; i > 0; i--, c >>= 6)
		o[i] = (unsigned char)(0x80U | (c & 0x3FU));
	o[0] = (unsigned char)((0xF00U >> size & 0xFFU) | c);
	return size;
}

size_t utf8_invalid(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n) {
		uint32_t c;
		size_t size = (unsigned char)s[i] < 0x80 ? 1 : bytes_character(s + i, n - i, &c);
		if (size == 0)
			return i;
		i += size;
	}
	return n;
}

size_t utf8_length(const char *s, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xC0U) != 0x80U;
	return count;
}

size_t utf8_cut(const char *s, size_t n, size_t most)
{
	if (n <= most)
		return n;
	while (most > 0 && ((unsigned char)s[most] & 0xC0U) == 0x80U)
		most--;
	return most;
}

/* 0 when the pair has no composed form. */
static uint32_t composed_of(uint32_t letter, uint32_t mark)
{
	size_t lo = 0, hi = COMPOSITIONS;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct composition *p = &compositions[mid];
		if (p->letter < letter || (p->letter == letter && p->mark < mark))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < COMPOSITIONS && compositions[lo].letter == letter && compositions[lo].mark == mark ?
		compositions[lo].composed : 0;
}

static bool is_mark(uint32_t c)
{
	return c >= 0x300 && c < 0x370;
}

size_t utf8_compose(const char *s, size_t n, char *out)
{
	size_t used = 0, i = 0, held_at = 0;
	uint32_t held = 0;
	while (i < n) {
		uint32_t c;
		size_t size = bytes_character(s + i, n - i, &c);
		if (size == 0) {
			out[used++] = s[i++];
			held = 0;
			continue;
		}
		uint32_t both = held != 0 && is_mark(c) ? composed_of(held, c) : 0;
		if (both == 0)
			held_at = used;
		/* A mark that does not compose blocks the ones after it. */
		held = both != 0 ? both : is_mark(c) ? 0 : c;
		used = held_at + put(both != 0 ? both : c, out + held_at);
		i += size;
	}
	return used;
}

/* The letter without its marks. The table has every composed form once; folding is rare, so a walk is enough. */
static uint32_t without_marks(uint32_t c)
{
	bool again = c >= 0xC0;
	while (again) {
		again = false;
		for (size_t i = 0; i < COMPOSITIONS && !again; i++) {
			if (compositions[i].composed == c) {
				c = compositions[i].letter;
				again = c >= 0xC0;
				break;
			}
		}
	}
	return c;
}

static uint32_t lower(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
	    (c >= 0x410 && c <= 0x42F))
		return c + 32;
	if (c >= 0x400 && c <= 0x40F)
		return c + 80;
	bool even_is_upper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x481);
	bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
	if ((even_is_upper && c % 2 == 0 && c != 0x130) || (odd_is_upper && c % 2 == 1))
		return c + 1;
	return c;
}

size_t utf8_fold(const char *s, size_t n, char *out)
{
	size_t used = 0, i = 0;
	while (i < n) {
		uint32_t c;
		size_t size = bytes_character(s + i, n - i, &c);
		if (size == 0) {
			out[used++] = s[i++];
			continue;
		}
		i += size;
		if (!is_mark(c))
			used += put(lower(without_marks(c)), out + used);
	}
	return used;
}

static size_t space(const char *s, size_t n)
{
	if (n >= 1 && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
		return 1;
	if (n >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	return n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

size_t utf8_trim(const char **s, size_t n)
{
	size_t gone;
	while ((gone = space(*s, n)) > 0) {
		*s += gone;
		n -= gone;
	}
	for (;;) {
		if (n >= 1 && space(*s + n - 1, 1) > 0)
			n -= 1;
		else if (n >= 2 && space(*s + n - 2, 2) == 2)
			n -= 2;
		else if (n >= 3 && space(*s + n - 3, 3) == 3)
			n -= 3;
		else
			return n;
	}
}

size_t utf8_clean(char *text)
{
	size_t n = 0;
	unsigned char before = 0;
	for (const char *at = text; *at != '\0'; at++) {
		unsigned char c = (unsigned char)*at;
		bool space = c >= '\t' && c <= '\r';
		if (c != '\n' || before != '\r')
			text[n++] = space ? ' ' : c < 0x20 || c == 0x7F ? '?' : (char)c;
		before = c;
	}
	text[n] = '\0';
	return n;
}
