/* Texts of a column, each with a small number.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/texts_seen.h"

#include <stdlib.h>

enum { BLOCK = 16000 };

/* p must be readable for eight bytes. */
static uint64_t word_of(const char *p, size_t n)
{
	uint64_t word;
	if (n > 8)
		return bytes_hash(p, n, 0);
	memcpy(&word, p, 8);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return n < 8 ? word & ((UINT64_C(1) << 8 * n) - 1) : word;
#else
	return n < 8 ? word >> (63 - 8 * n) >> 1 : word;
#endif
}

static uint32_t first_slot(const struct texts_seen *t, uint64_t word, size_t n)
{
	uint64_t hash = (word ^ n) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(hash >> 32) & (t->slots - 1);
}

static struct text_slot *slot_of(const struct texts_seen *t, const char *p, size_t n, uint64_t word)
{
	uint32_t at = first_slot(t, word, n);
	for (; t->slot[at].number != 0; at = (at + 1) & (t->slots - 1)) {
		const struct text_slot *have = &t->slot[at];
		if (have->word == word && have->n == n && (n <= 8 || memcmp(t->text[have->number - 1].bytes, p, n) == 0))
			break;
	}
	return &t->slot[at];
}

static bool more_room(struct texts_seen *t)
{
	uint32_t room = t->room == 0 ? 64 : 2 * t->room, slots = t->slots;
	struct text_seen *text = room < UINT32_MAX / 4 ? realloc(t->text, room * sizeof *text) : NULL;
	if (text == NULL)
		return false;
	t->text = text;
	struct text_slot *slot = calloc(4 * (size_t)room, sizeof *slot), *old = t->slot;
	if (slot == NULL)
		return false;
	t->slot = slot;
	t->slots = 4 * room;
	t->room = room;
	for (uint32_t i = 0; i < slots; i++) {
		if (old[i].number == 0)
			continue;
		uint32_t at = first_slot(t, old[i].word, old[i].n);
		while (slot[at].number != 0)
			at = (at + 1) & (t->slots - 1);
		slot[at] = old[i];
	}
	free(old);
	return true;
}

static char *keep(struct texts_seen *t, const char *p, size_t n)
{
	if (t->free == NULL || n > t->left) {
		size_t room = n > BLOCK ? n : BLOCK;
		t->free = arena_new(&t->arena, room + SAME_SLACK, 1);
		if (t->free == NULL)
			return NULL;
		t->left = room;
	}
	char *copy = t->free;
	memcpy(copy, p, n);
	t->free += n;
	t->left -= n;
	return copy;
}

static uint32_t add(struct texts_seen *t, const char *p, size_t n, uint64_t word, bool *fresh)
{
	if (t->n == t->room && !more_room(t))
		return UINT32_MAX;
	char *copy = n < UINT32_MAX - 16 ? keep(t, p, n) : NULL;
	if (copy == NULL)
		return UINT32_MAX;
	t->text[t->n] = (struct text_seen){.bytes = copy, .n = (uint32_t)n, .next = t->n};
	*slot_of(t, p, n, word) = (struct text_slot){word, (uint32_t)n, t->n + 1};
	t->n++;
	*fresh = true;
	return t->n - 1;
}

uint32_t texts_seen_add(struct texts_seen *t, const char *p, size_t n, bool *fresh)
{
	uint64_t word = word_of(p, n);
	uint32_t id = t->slots > 0 ? slot_of(t, p, n, word)->number - 1 : UINT32_MAX;
	if (id == UINT32_MAX)
		id = add(t, p, n, word, fresh);
	if (id == UINT32_MAX)
		return id;
	if (t->last < t->n)
		t->text[t->last].next = id;
	t->last = id;
	return id;
}

void texts_seen_free(struct texts_seen *t)
{
	free(t->text);
	free(t->slot);
	arena_free(&t->arena);
	memset(t, 0, sizeof *t);
}
