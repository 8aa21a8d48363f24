/* Texts of a column, each with a small number.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/texts_seen.h"

#include <stdlib.h>

enum { BLOCK = 16000 };

static uint32_t slot_of(const struct texts_seen *t, const char *p, size_t n, uint64_t hash)
{
	uint32_t at = (uint32_t)hash & (t->slots - 1);
	for (; t->slot[at] != 0; at = (at + 1) & (t->slots - 1)) {
		const struct text_seen *have = &t->text[t->slot[at] - 1];
		if (have->hash == hash && have->n == n && memcmp(have->bytes, p, n) == 0)
			break;
	}
	return at;
}

static bool more_room(struct texts_seen *t)
{
	uint32_t room = t->room == 0 ? 64 : 2 * t->room;
	struct text_seen *text = room < UINT32_MAX / 4 ? realloc(t->text, room * sizeof *text) : NULL;
	if (text == NULL)
		return false;
	t->text = text;
	uint32_t *slot = calloc(4 * (size_t)room, sizeof *slot);
	if (slot == NULL)
		return false;
	free(t->slot);
	t->slot = slot;
	t->slots = 4 * room;
	t->room = room;
	for (uint32_t i = 0; i < t->n; i++)
		slot[slot_of(t, text[i].bytes, text[i].n, text[i].hash)] = i + 1;
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

static uint32_t add(struct texts_seen *t, const char *p, size_t n, uint64_t hash, bool *fresh)
{
	if (t->slots > 0) {
		uint32_t at = slot_of(t, p, n, hash);
		if (t->slot[at] != 0)
			return t->slot[at] - 1;
	}
	if (t->n == t->room && !more_room(t))
		return UINT32_MAX;
	char *copy = n < UINT32_MAX - 16 ? keep(t, p, n) : NULL;
	if (copy == NULL)
		return UINT32_MAX;
	t->text[t->n] = (struct text_seen){copy, (uint32_t)n, 0, hash, UINT64_MAX, 0, t->n};
	t->slot[slot_of(t, p, n, hash)] = ++t->n;
	*fresh = true;
	return t->n - 1;
}

uint32_t texts_seen_add(struct texts_seen *t, const char *p, size_t n, uint64_t rank, bool *fresh)
{
	uint32_t id = add(t, p, n, bytes_hash(p, n, 0), fresh);
	if (id == UINT32_MAX)
		return id;
	if (t->last < t->n)
		t->text[t->last].next = id;
	t->last = id;
	if (rank < t->text[id].first)
		t->text[id].first = rank;
	return id;
}

void texts_seen_free(struct texts_seen *t)
{
	free(t->text);
	free(t->slot);
	arena_free(&t->arena);
	memset(t, 0, sizeof *t);
}
