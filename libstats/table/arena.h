/* Memory that is freed all at once: what a panel owns. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_ARENA_H
#define CAUSA_TABLE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Starts as {0}. Once an allocation has failed, `failed` stays set: many can be made and the flag read once. */
struct arena {
	struct arena_block *last;
	bool failed;
};

/* n items of `size` bytes, zeroed; NULL when out of memory or n·size overflows. n = 0 gives a valid pointer. */
void *arena_new(struct arena *arena, size_t n, size_t size);
/* A copy that ends in NUL. */
char *arena_text(struct arena *arena, const char *text, size_t n);
void arena_free(struct arena *arena);

#endif
