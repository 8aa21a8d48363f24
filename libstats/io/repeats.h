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
struct repeat_row {
	char *key;
	size_t n;
	uint64_t hash, line, rank;
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
void repeats_keep(struct repeats *repeats, uint64_t hash, const char *key, size_t n, uint64_t line, uint64_t rank);

/* Hashes that stand twice among all of several threads, sorted, at most `most`; NULL with *n = 0: none, or *failed. */
uint64_t *repeats_find(const struct repeats *const *all, unsigned count, unsigned jobs, size_t most, size_t *n, bool *failed);
/* Of the rows that were kept the first whose key stood before: its line and that of the one before; false: there is none. */
bool repeats_first(const struct repeats *const *all, unsigned count, uint64_t *line, uint64_t *before, const char **key);
void repeats_free(struct repeats *repeats);

#endif
