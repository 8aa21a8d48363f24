/* Interning: equal byte strings get equal small numbers, in order of first appearance. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_INTERN_H
#define CAUSA_TABLE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "table/arena.h"

struct intern_entry {
	const char *bytes;
	uint32_t size;
	uint64_t hash;
};

/* Starts as {0}. */
struct intern {
	struct intern_entry *entry;
	uint32_t n, room;
	uint32_t *slot; /* index + 1, 0: free */
	uint32_t slots; /* power of two */
	struct arena arena;
};

#define INTERN_NONE UINT32_MAX

uint64_t intern_hash(const void *bytes, size_t n, uint64_t seed);
/* The number of a string, new or old; INTERN_NONE when out of memory. */
uint32_t intern_put(struct intern *intern, const void *bytes, size_t n);
/* The number of a string that is there, or INTERN_NONE. */
uint32_t intern_find(const struct intern *intern, const void *bytes, size_t n);
void intern_free(struct intern *intern);

#endif
