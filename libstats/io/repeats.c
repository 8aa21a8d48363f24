/* Whether some key stands twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/repeats.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"

/* Of each hash the first two rows are needed; others are for keys that differ. */
enum { MOST_ROWS = 4 };

bool repeats_block(struct repeats *r, unsigned bucket)
{
	if (r->slab_left == 0) {
		struct repeat_slab *slab = r->failed ? NULL : malloc(sizeof *slab);
		if (slab == NULL) {
			r->failed = true;
			return false;
		}
		slab->before = r->slab;
		r->slab = slab;
		r->slab_left = REPEAT_SLAB;
	}
	struct repeat_block *block = &r->slab->block[--r->slab_left];
	block->before = r->bucket[bucket];
	r->used[bucket] = 0;
	r->bucket[bucket] = block;
	return true;
}

static int by_hash(const void *a, const void *b)
{
	uint64_t x, y;
	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

void repeats_want(struct repeats *r, const uint64_t *hash, size_t n)
{
	r->wanted = hash;
	r->wants = n;
	r->had = calloc(n + 1, 1);
	r->failed |= r->had == NULL;
}

bool repeats_wants(struct repeats *r, uint64_t hash)
{
	const uint64_t *at = r->had != NULL ? bsearch(&hash, r->wanted, r->wants, sizeof hash, by_hash) : NULL;
	if (at == NULL || r->had[at - r->wanted] == MOST_ROWS)
		return false;
	r->had[at - r->wanted]++;
	return true;
}

void repeats_keep(struct repeats *r, uint64_t hash, const char *key, size_t n, uint64_t line, uint64_t rank)
{
	if (r->rows == r->room) {
		size_t room = r->room == 0 ? 64 : 2 * r->room;
		struct repeat_row *row = realloc(r->row, room * sizeof *row);
		r->failed |= row == NULL;
		if (row == NULL)
			return;
		r->row = row;
		r->room = room;
	}
	char *copy = malloc(n + 1);
	r->failed |= copy == NULL;
	if (copy == NULL)
		return;
	memcpy(copy, key, n);
	copy[n] = '\0';
	r->row[r->rows++] = (struct repeat_row){copy, n, hash, line, rank};
}

/* ---- finding ---- */

struct search {
	const struct repeats *const *all;
	unsigned count;
	uint64_t *found[REPEAT_BUCKETS];
	size_t n[REPEAT_BUCKETS];
	bool failed[REPEAT_BUCKETS];
};

static size_t in_block(const struct repeats *r, unsigned bucket, const struct repeat_block *block)
{
	return block == r->bucket[bucket] ? r->used[bucket] : REPEAT_BLOCK;
}

static size_t bucket_size(const struct search *s, unsigned bucket)
{
	size_t n = 0;
	for (unsigned i = 0; i < s->count; i++) {
		for (const struct repeat_block *b = s->all[i]->bucket[bucket]; b != NULL; b = b->before)
			n += in_block(s->all[i], bucket, b);
	}
	return n;
}

static bool note(struct search *s, unsigned bucket, uint64_t hash)
{
	uint64_t *more = realloc(s->found[bucket], (s->n[bucket] + 1) * sizeof *more);
	if (more == NULL)
		return false;
	s->found[bucket] = more;
	more[s->n[bucket]++] = hash;
	return true;
}

/* Hash 0 is stored as 1: the worst is one candidate more. */
static void search_bucket(void *self, size_t i)
{
	struct search *s = self;
	unsigned bucket = (unsigned)i;
	size_t n = bucket_size(s, bucket), slots = 64;
	while (slots < 2 * n)
		slots *= 2;
	uint64_t *slot = n > 1 ? calloc(slots, sizeof *slot) : NULL;
	s->failed[bucket] = n > 1 && slot == NULL;
	for (unsigned part = 0; part < s->count && slot != NULL; part++) {
		for (const struct repeat_block *b = s->all[part]->bucket[bucket]; b != NULL; b = b->before) {
			size_t in = in_block(s->all[part], bucket, b);
			for (size_t k = 0; k < in; k++) {
				uint64_t hash = b->hash[k] != 0 ? b->hash[k] : 1;
				size_t at = (size_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (slots - 1);
				while (slot[at] != 0 && slot[at] != hash)
					at = (at + 1) & (slots - 1);
				if (slot[at] == hash)
					s->failed[bucket] |= !note(s, bucket, hash);
				slot[at] = hash;
			}
		}
	}
	free(slot);
	if (s->n[bucket] > 1)
		qsort(s->found[bucket], s->n[bucket], sizeof(uint64_t), by_hash);
}

uint64_t *repeats_find(const struct repeats *const *all, unsigned count, unsigned jobs, size_t most, size_t *n, bool *failed)
{
	struct search *s = calloc(1, sizeof *s);
	uint64_t *found = NULL;
	*n = 0;
	*failed = s == NULL;
	if (s == NULL)
		return NULL;
	s->all = all;
	s->count = count;
	causa_parallel_steps(jobs, REPEAT_BUCKETS, search_bucket, s);
	size_t sum = 0;
	for (unsigned b = 0; b < REPEAT_BUCKETS; b++) {
		sum += s->n[b];
		*failed |= s->failed[b];
	}
	if (sum > 0 && !*failed)
		found = malloc(sum * sizeof *found);
	*failed |= sum > 0 && found == NULL;
	for (unsigned b = 0; b < REPEAT_BUCKETS; b++) {
		for (size_t k = 0; k < s->n[b] && found != NULL && *n < most; k++) {
			if (*n == 0 || found[*n - 1] != s->found[b][k])
				found[(*n)++] = s->found[b][k];
		}
		free(s->found[b]);
	}
	free(s);
	return found;
}

static int by_rank(const void *a, const void *b)
{
	const struct repeat_row *const *x = a, *const *y = b;
	return ((*x)->rank > (*y)->rank) - ((*x)->rank < (*y)->rank);
}

bool repeats_first(const struct repeats *const *all, unsigned count, uint64_t *line, uint64_t *before, const char **key)
{
	size_t n = 0;
	bool found = false;
	for (unsigned i = 0; i < count; i++)
		n += all[i]->rows;
	const struct repeat_row **row = calloc(n + 1, sizeof(const struct repeat_row *));
	if (row == NULL)
		return false;
	n = 0;
	for (unsigned i = 0; i < count; i++) {
		for (size_t k = 0; k < all[i]->rows; k++)
			row[n++] = &all[i]->row[k];
	}
	qsort(row, n, sizeof(const struct repeat_row *), by_rank);
	for (size_t i = 1; i < n && !found; i++) {
		for (size_t j = 0; j < i && !found; j++) {
			found = row[i]->hash == row[j]->hash && row[i]->n == row[j]->n && memcmp(row[i]->key, row[j]->key, row[i]->n) == 0;
			*line = row[i]->line;
			*before = row[j]->line;
			*key = row[i]->key;
		}
	}
	free(row);
	return found;
}

void repeats_free(struct repeats *r)
{
	while (r->slab != NULL) {
		struct repeat_slab *before = r->slab->before;
		free(r->slab);
		r->slab = before;
	}
	for (size_t i = 0; i < r->rows; i++)
		free(r->row[i].key);
	free(r->row);
	free(r->had);
	memset(r, 0, sizeof *r);
}
