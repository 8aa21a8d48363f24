/* Whether bytes are the same, where that is asked for every field of a national file. Internal.
 *
 * 64 bytes are compared at once, however many are wanted: a loop ends where nobody could foresee it, and that costs more.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_SAME_H
#define CAUSA_IO_SAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bytes that must be readable behind what is compared. */
enum { SAME_SLACK = 64 };

#ifdef __SSE2__
static inline uint64_t same_sixteen(const char *a, const char *b)
{
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)a), y = _mm_loadu_si128((const __m128i *)(const void *)b);
	return (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(x, y));
}

/* Bit i: byte i of 64 is the same. */
static inline uint64_t same_block(const char *a, const char *b)
{
	return same_sixteen(a, b) | same_sixteen(a + 16, b + 16) << 16 | same_sixteen(a + 32, b + 32) << 32 | same_sixteen(a + 48, b + 48) << 48;
}
#endif

/* How many of the first n bytes are the same, without the rest that follows the first difference. */
static inline size_t same_beginning(const char *a, const char *b, size_t n)
{
	size_t i = 0;
#ifdef __SSE2__
	for (; i < n; i += 64) {
		uint64_t other = ~same_block(a + i, b + i);
		if (other != 0) {
			i += (size_t)__builtin_ctzll(other);
			break;
		}
	}
	return i < n ? i : n;
#else
	while (i + 8 <= n && memcmp(a + i, b + i, 8) == 0)
		i += 8;
	while (i < n && a[i] == b[i])
		i++;
	return i;
#endif
}

static inline bool same_bytes(const char *a, const char *b, size_t n)
{
#ifdef __SSE2__
	for (; n >= 64; n -= 64, a += 64, b += 64) {
		if (same_block(a, b) != ~UINT64_C(0))
			return false;
	}
	return (same_block(a, b) | ~UINT64_C(0) << n) == ~UINT64_C(0);
#else
	return memcmp(a, b, n) == 0;
#endif
}

#endif
