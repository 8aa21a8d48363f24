/* Interning: equal byte strings get equal small numbers, in order of first appearance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/intern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0x9E3779B97F4A7C15);
	h ^= h >> 29;
	h *= UINT64_C(0xBF58476D1CE4E5B9);
	return h ^ h >> 32;
}

uint64_t intern_hash(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *b = bytes;
	uint64_t h = mix(seed ^ n);
	while (n > 0) {
		uint64_t word = 0;
		size_t take = n < 8 ? n : 8;
		memcpy(&word, b, take);
		h = mix(h ^ word);
		b += take;
		n -= take;
	}
	return h;
}

static uint32_t *find_slot(const struct intern *intern, const void *bytes, size_t n, uint64_t hash)
{
	for (uint32_t i = (uint32_t)hash & (intern->slots - 1);; i = (i + 1) & (intern->slots - 1)) {
		uint32_t *slot = &intern->slot[i];
		if (*slot == 0)
			return slot;
		const struct intern_entry *e = &intern->entry[*slot - 1];
		if (e->hash == hash && e->size == n && memcmp(e->bytes, bytes, n) == 0)
			return slot;
	}
}

static bool grow(struct intern *intern)
{
	uint32_t room = intern->room == 0 ? 32 : intern->room * 2;
	if (room > UINT32_MAX / 4)
		return false;
	struct intern_entry *entry = realloc(intern->entry, room * sizeof *entry);
	if (entry == NULL)
		return false;
	intern->entry = entry;
	uint32_t *slot = calloc((size_t)room * 2, sizeof *slot);
	if (slot == NULL)
		return false;
	free(intern->slot);
	intern->slot = slot;
	intern->slots = room * 2;
	intern->room = room;
	for (uint32_t i = 0; i < intern->n; i++)
		*find_slot(intern, entry[i].bytes, entry[i].size, entry[i].hash) = i + 1;
	return true;
}

uint32_t intern_put(struct intern *intern, const void *bytes, size_t n)
{
	if (intern->n == intern->room && !grow(intern))
		return INTERN_NONE;
	uint64_t hash = intern_hash(bytes, n, 0);
	uint32_t *slot = find_slot(intern, bytes, n, hash);
	if (*slot != 0)
		return *slot - 1;
	char *copy = n < UINT32_MAX ? arena_text(&intern->arena, bytes, n) : NULL;
	if (copy == NULL)
		return INTERN_NONE;
	intern->entry[intern->n] = (struct intern_entry){copy, (uint32_t)n, hash};
	*slot = ++intern->n;
	return intern->n - 1;
}

uint32_t intern_find(const struct intern *intern, const void *bytes, size_t n)
{
	if (intern->n == 0)
		return INTERN_NONE;
	uint32_t slot = *find_slot(intern, bytes, n, intern_hash(bytes, n, 0));
	return slot == 0 ? INTERN_NONE : slot - 1;
}

void intern_free(struct intern *intern)
{
	free(intern->entry);
	free(intern->slot);
	arena_free(&intern->arena);
	*intern = (struct intern){0};
}
