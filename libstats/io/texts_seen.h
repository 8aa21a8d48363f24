/* Texts of a column as they are stored, each with a small number. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_TEXTS_SEEN_H
#define CAUSA_IO_TEXTS_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "io/same.h"
#include "table/arena.h"

struct text_seen {
	const char *bytes;
	uint64_t key;              /* hash of what it says */
	uint32_t n;
	int32_t means;             /* what the reader made of it */
	uint32_t next;             /* the text that followed it last: tables go round in the same order */
};

/* Up to eight bytes are their own word: such a text is told by its slot alone. */
struct text_slot {
	uint64_t word;             /* or a hash */
	uint32_t n, number;        /* number + 1; 0: free */
};

struct texts_seen {
	struct text_seen *text;
	uint32_t n, room, last;    /* last: that was asked for */
	int32_t luck;              /* below 0: guesses have failed too often, and are not made so many times */
	struct text_slot *slot;
	uint32_t slots;
	char *free;                /* room for further bytes; SAME_SLACK behind `left` of them can be read */
	size_t left;
	struct arena arena;
};

enum { TEXTS_PATIENCE = 8, TEXTS_REST = 512 };

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
uint32_t texts_seen_add(struct texts_seen *texts, const char *p, size_t n, bool *fresh);

/* p must be readable for SAME_SLACK bytes behind its end. */
static inline uint32_t texts_seen_put(struct texts_seen *texts, const char *p, size_t n, bool *fresh)
{
	*fresh = false;
	if (texts->luck < 0) {
		texts->luck++;
	} else if (texts->last < texts->n) {
		const struct text_seen *last = &texts->text[texts->last], *next = &texts->text[last->next];
		uint32_t guess = next->n == n && same_bytes(next->bytes, p, n)   ? last->next
		                 : last->n == n && same_bytes(last->bytes, p, n) ? texts->last
		                                                                 : UINT32_MAX;
		if (guess != UINT32_MAX) {
			texts->luck = TEXTS_PATIENCE;
			return texts->last = guess;
		}
		if (texts->luck-- == 0)
			texts->luck = -TEXTS_REST;
	}
	return texts_seen_add(texts, p, n, fresh);
}

void texts_seen_free(struct texts_seen *texts);

#endif
