/* Whether some key stands twice: a hash of eight bytes for each row, in buckets. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_REPEATS_H
#define CAUSA_IO_REPEATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REPEAT_BUCKETS = 128, REPEAT_BLOCK = 511, REPEAT_SLAB = 64 };

struct repeat_block {
	struct repeat_block *before;
	uint64_t hash[REPEAT_BLOCK];
};

/* Blocks that are asked for together: one at a time keeps the system busy, and the other threads waiting for it. */
struct repeat_slab {
	struct repeat_slab *before;
	struct repeat_block block[REPEAT_SLAB];
};

/* A row whose key is looked for again, with its full key. */
enum { REPEAT_VALUES = 3 };

struct repeat_row {
	char *key;
	size_t n;
	uint64_t hash, line, rank;
	int64_t value[REPEAT_VALUES]; /* of the measures; -1: none */
};

/* A row whose key stood before. */
struct repeat_pair {
	const struct repeat_row *row, *first;
};

struct repeats {
	struct repeat_block *bucket[REPEAT_BUCKETS];
	uint16_t used[REPEAT_BUCKETS]; /* hashes in the newest block; the others are full */
	struct repeat_slab *slab;
	uint32_t slab_left;        /* blocks of the newest slab that are not in use */
	/* the second time: only rows with one of these hashes, sorted */
	const uint64_t *wanted;
	size_t wants;
	unsigned char *had;        /* rows of each that were kept: a few will do */
	struct repeat_row *row;
	size_t rows, room;
	bool failed;
};

bool repeats_block(struct repeats *repeats, unsigned bucket);

static inline void repeats_add(struct repeats *repeats, uint64_t hash)
{
	unsigned b = (unsigned)(hash >> 57);
	if ((repeats->used[b] % REPEAT_BLOCK == 0) && !repeats_block(repeats, b))
		return;
	repeats->bucket[b]->hash[repeats->used[b]++] = hash;
}

void repeats_want(struct repeats *repeats, const uint64_t *hash, size_t n);
/* Is a row with this hash to be kept? */
bool repeats_wants(struct repeats *repeats, uint64_t hash);
void repeats_keep(struct repeats *repeats, const struct repeat_row *row);

/* Hashes that stand twice among all of several threads, sorted, at most `most`; NULL with *n = 0: none, or *failed. *rows: the rows
 * that come after another of their hash. */
uint64_t *repeats_find(const struct repeats *const *all, unsigned count, unsigned jobs, size_t most, size_t *n, uint64_t *rows, bool *failed);
/* Of the rows that were kept those whose key stood before, in the order of the rows; NULL: out of memory. */
struct repeat_pair *repeats_pairs(const struct repeats *const *all, unsigned count, size_t *n);
void repeats_free(struct repeats *repeats);

#endif
