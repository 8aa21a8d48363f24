/* Texts of a column as they are stored, each with a small number. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_TEXTS_SEEN_H
#define CAUSA_IO_TEXTS_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "table/arena.h"

struct text_seen {
	const char *bytes;
	uint32_t n;
	int32_t means;             /* what the reader made of it */
	uint64_t hash;
	uint64_t first;            /* least rank it was seen with */
	uint64_t key;              /* hash of what it says */
	uint32_t next;             /* the text that followed it last: tables go round in the same order */
};

struct texts_seen {
	struct text_seen *text;
	uint32_t n, room, last;    /* last: that was asked for */
	uint32_t *slot, slots;
	struct arena arena;
};

/* Eight bytes a step, in two lanes; p must be readable for 8 bytes behind its end. */
static inline uint64_t bytes_hash(const char *p, size_t n, uint64_t seed)
{
	uint64_t a = seed ^ (n * UINT64_C(0x9E3779B97F4A7C15)), b = ~seed, x, y;
	for (; n >= 16; n -= 16, p += 16) {
		memcpy(&x, p, 8);
		memcpy(&y, p + 8, 8);
		a = (a ^ x) * UINT64_C(0xFF51AFD7ED558CCD);
		b = (b ^ y) * UINT64_C(0xC4CEB9FE1A85EC53);
		a ^= a >> 32;
		b ^= b >> 29;
	}
	if (n > 8) {
		memcpy(&x, p, 8);
		a = (a ^ x) * UINT64_C(0xFF51AFD7ED558CCD);
		a ^= a >> 32;
		p += 8;
		n -= 8;
	}
	memcpy(&y, p, 8);
	y = n < 8 ? y & ((UINT64_C(1) << (8 * n)) - 1) : y; /* the order of bytes only changes which hash it is */
	b = (b ^ y) * UINT64_C(0x9E3779B97F4A7C15);
	a = (a ^ b ^ b >> 31) * UINT64_C(0xBF58476D1CE4E5B9);
	return a ^ a >> 30;
}

/* The number of a text, UINT32_MAX when out of memory. *fresh: it is new, and `means` and `key` are to be filled in. */
uint32_t texts_seen_add(struct texts_seen *texts, const char *p, size_t n, uint64_t rank, bool *fresh);

/* Both must be readable for eight bytes behind their end. */
static inline bool same_bytes(const char *a, const char *b, size_t n)
{
	uint64_t x, y;
	size_t i = 0;
	for (; i + 8 <= n; i += 8) {
		memcpy(&x, a + i, 8);
		memcpy(&y, b + i, 8);
		if (x != y)
			return false;
	}
	if (i == n)
		return true;
	memcpy(&x, a + i, 8);
	memcpy(&y, b + i, 8);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (x ^ y) << (64 - 8 * (n - i)) == 0;
#else
	return memcmp(a + i, b + i, n - i) == 0;
#endif
}

#ifdef __SSE2__
static inline uint64_t same_sixteen(const char *a, const char *b)
{
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)a), y = _mm_loadu_si128((const __m128i *)(const void *)b);
	return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, y));
}
#endif

/* How many of the first n bytes are the same. Both must be readable for 64 bytes behind their end. */
static inline uint32_t same_beginning(const char *a, const char *b, uint32_t n)
{
	uint32_t i = 0;
#ifdef __SSE2__ /* 64 bytes at once: where they end to be the same nobody could foresee */
	for (; i < n; i += 64) {
		uint64_t same = same_sixteen(a + i, b + i) | same_sixteen(a + i + 16, b + i + 16) << 16 |
		                same_sixteen(a + i + 32, b + i + 32) << 32 | same_sixteen(a + i + 48, b + i + 48) << 48;
		if (same != ~UINT64_C(0)) {
			i += (uint32_t)__builtin_ctzll(~same);
			break;
		}
	}
#else
	while (i + 8 <= n && memcmp(a + i, b + i, 8) == 0)
		i += 8;
	while (i < n && a[i] == b[i])
		i++;
#endif
	return i < n ? i : n;
}

/* p must be readable for eight bytes behind its end. */
static inline uint32_t texts_seen_put(struct texts_seen *texts, const char *p, size_t n, uint64_t rank, bool *fresh)
{
	*fresh = false;
	if (texts->last < texts->n) {
		const struct text_seen *last = &texts->text[texts->last], *next = &texts->text[last->next];
		if (next->n == n && same_bytes(next->bytes, p, n))
			return texts->last = last->next;
		if (last->n == n && same_bytes(last->bytes, p, n))
			return texts->last;
	}
	return texts_seen_add(texts, p, n, rank, fresh);
}

void texts_seen_free(struct texts_seen *texts);

#endif
