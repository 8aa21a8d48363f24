/* Memory that is freed all at once: what a panel owns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"

enum { BLOCK = 16384 };

struct arena_block {
	struct arena_block *before;
	size_t used, size;
	max_align_t start[];
};

static void *from_block(struct arena_block *block, size_t bytes)
{
	void *at = (char *)block->start + block->used;
	block->used += bytes;
	return at;
}

void *arena_new(struct arena *arena, size_t n, size_t size)
{
	size_t align = sizeof(max_align_t);
	if (n == 0)
		n = 1;
	if (n > (SIZE_MAX / 2 - sizeof(struct arena_block) - align) / size) {
		arena->failed = true;
		return NULL;
	}
	size_t bytes = (n * size + align - 1) / align * align;
	if (arena->last != NULL && bytes <= arena->last->size - arena->last->used)
		return from_block(arena->last, bytes);
	size_t room = bytes > BLOCK ? bytes : BLOCK;
	struct arena_block *block = calloc(1, sizeof *block + room);
	if (block == NULL) {
		arena->failed = true;
		return NULL;
	}
	pages_large(block, sizeof *block + room);
	block->size = room;
	block->before = arena->last;
	arena->last = block;
	return from_block(block, bytes);
}

char *arena_text(struct arena *arena, const char *text, size_t n)
{
	char *copy = arena_new(arena, n + 1, 1);
	if (copy != NULL)
		memcpy(copy, text, n);
	return copy;
}

void arena_free(struct arena *arena)
{
	while (arena->last != NULL) {
		struct arena_block *before = arena->last->before;
		free(arena->last);
		arena->last = before;
	}
}
