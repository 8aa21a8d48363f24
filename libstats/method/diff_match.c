/* Offences that stand in one vintage only, matched by their counts: renamed, split, merged.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "method/diff_join.h"
#include "table/intern.h"

/* Counts must say so many bits more than it takes to name one of the ways to match them. */
enum { SPARE_BITS = 10, MOST_FOR_THREE = 150 };
static const double NEAR = 0.05; /* a renamed offence may be revised by so much, in sum */

/* Offences of one side that have no partner. */
struct lone {
	uint32_t *label;
	int64_t *total;
	size_t n;
};

/* Sums of these, nothing observed as 0, by their bytes. */
struct index {
	struct intern sums;
	uint32_t *label; /* [number in sums] */
};

static bool takes_part(const struct join *j, int side, uint32_t label)
{
	const uint8_t *role = j->panel[side]->dim[0].role;
	return j->how[side][label] == ALONE && (role == NULL || role[label] == CAUSA_ROLE_OFFENCE);
}

static double bits_of(const int64_t *sums, uint32_t cells)
{
	double bits = 0;
	for (uint32_t i = 0; i < cells; i++)
		bits += sums[i] > 0 ? log2(1 + (double)sums[i]) : 0;
	return bits;
}

static bool says_enough(const int64_t *sums, uint32_t cells, double ways)
{
	return bits_of(sums, cells) >= SPARE_BITS + log2(ways < 1 ? 1 : ways);
}

static enum causa_status find_lone(const struct join *j, int side, struct lone *out)
{
	uint32_t n = j->panel[side]->dim[0].n, cells = join_cells(j);
	*out = (struct lone){malloc(((size_t)n + 1) * sizeof *out->label), malloc(((size_t)n + 1) * sizeof *out->total), 0};
	if (out->label == NULL || out->total == NULL)
		return CAUSA_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		const int64_t *sums = join_sums(j, side, i);
		int64_t total = 0;
		for (uint32_t c = 0; c < cells; c++)
			total += sums[c] > 0 ? sums[c] : 0;
		if (!takes_part(j, side, i) || total == 0)
			continue;
		out->label[out->n] = i;
		out->total[out->n++] = total;
	}
	return CAUSA_OK;
}

static void lone_free(struct lone *lone)
{
	free(lone->label);
	free(lone->total);
}

/* ---- renamed ---- */

/* Sum of differences over the sum of counts. */
static double distance(const struct join *j, uint32_t old, uint32_t new_)
{
	const int64_t *a = join_sums(j, OLD, old), *b = join_sums(j, NEW, new_);
	double apart = 0, all = 0;
	for (uint32_t i = 0; i < join_cells(j); i++) {
		double x = a[i] < 0 ? 0 : (double)a[i], y = b[i] < 0 ? 0 : (double)b[i];
		apart += fabs(x - y);
		all += 0.5 * (x + y);
	}
	return all > 0 ? apart / all : 1;
}

/* A revision touches a few cells: the others, which must be equal, have to say enough by themselves. */
static bool equal_cells_say_enough(const struct join *j, uint32_t old, uint32_t new_, double ways)
{
	const int64_t *a = join_sums(j, OLD, old), *b = join_sums(j, NEW, new_);
	double bits = 0;
	for (uint32_t i = 0; i < join_cells(j); i++)
		bits += a[i] == b[i] && a[i] > 0 ? log2(1 + (double)a[i]) : 0;
	return bits >= SPARE_BITS + log2(ways);
}

struct nearest {
	double first, second; /* distances */
	size_t at;
};

static struct nearest nearest_to(const struct join *j, int side, uint32_t label, int64_t total, const struct lone *others)
{
	struct nearest best = {2, 2, 0};
	for (size_t k = 0; k < others->n; k++) {
		double apart = fabs((double)(others->total[k] - total));
		if (apart > 2 * NEAR * (double)total || !takes_part(j, 1 - side, others->label[k]))
			continue;
		double d = side == OLD ? distance(j, label, others->label[k]) : distance(j, others->label[k], label);
		if (d < best.first) {
			best.second = best.first;
			best.first = d;
			best.at = k;
		} else if (d < best.second) {
			best.second = d;
		}
	}
	return best;
}

/* Each must be the other's nearest, and no other about as near. */
static void match_renamed(struct join *j, const struct lone lone[SIDES])
{
	double ways = (double)lone[OLD].n * (double)lone[NEW].n;
	for (size_t i = 0; i < lone[OLD].n; i++) {
		uint32_t old = lone[OLD].label[i];
		struct nearest there = nearest_to(j, OLD, old, lone[OLD].total[i], &lone[NEW]);
		if (there.first > NEAR || there.second <= 2 * there.first + NEAR / 5)
			continue;
		uint32_t new_ = lone[NEW].label[there.at];
		struct nearest back = nearest_to(j, NEW, new_, lone[NEW].total[there.at], &lone[OLD]);
		if (lone[OLD].label[back.at] != old || !equal_cells_say_enough(j, old, new_, ways))
			continue;
		j->partner[OLD][old] = new_;
		j->partner[NEW][new_] = old;
		j->how[OLD][old] = j->how[NEW][new_] = BY_COUNTS;
	}
}

/* ---- split and merged ---- */

static enum causa_status index_sums(const struct join *j, int side, const struct lone *lone, struct index *out)
{
	uint32_t cells = join_cells(j);
	int64_t *sums = malloc((cells + 1) * sizeof *sums);
	*out = (struct index){{0}, malloc((lone->n + 1) * sizeof *out->label)};
	enum causa_status status = sums == NULL || out->label == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (size_t k = 0; k < lone->n && status == CAUSA_OK; k++) {
		const int64_t *from = join_sums(j, side, lone->label[k]);
		for (uint32_t i = 0; i < cells; i++)
			sums[i] = from[i] < 0 ? 0 : from[i];
		uint32_t at = intern_put(&out->sums, sums, cells * sizeof *sums);
		status = at == INTERN_NONE ? CAUSA_ENOMEM : CAUSA_OK;
		if (status == CAUSA_OK)
			out->label[at] = lone->label[k];
	}
	free(sums);
	return status;
}

struct search {
	const struct join *j;
	int side;                   /* of the parts */
	const struct lone *lone;
	const struct index *index;
	uint32_t part[3];
	int parts;
	int64_t *left[3];           /* what is still to be found, by depth */
};

/* left[depth + 1] = left[depth] - sums of an offence; false where it would be below 0. */
static bool subtract(struct search *s, int depth, uint32_t label)
{
	const int64_t *sums = join_sums(s->j, s->side, label);
	for (uint32_t i = 0; i < join_cells(s->j); i++) {
		s->left[depth + 1][i] = s->left[depth][i] - (sums[i] < 0 ? 0 : sums[i]);
		if (s->left[depth + 1][i] < 0)
			return false;
	}
	return true;
}

static bool is_taken(const struct search *s, int depth, uint32_t label)
{
	for (int i = 0; i < depth; i++) {
		if (s->part[i] == label)
			return true;
	}
	return !takes_part(s->j, s->side, label);
}

/* Finds `want` parts whose sums are what is left. */
static bool find_parts(struct search *s, int depth, int want, size_t from)
{
	if (want == 1) {
		uint32_t at = intern_find(&s->index->sums, s->left[depth], join_cells(s->j) * sizeof(int64_t));
		if (at == INTERN_NONE || is_taken(s, depth, s->index->label[at]))
			return false;
		s->part[depth] = s->index->label[at];
		s->parts = depth + 1;
		return true;
	}
	for (size_t k = from; k < s->lone->n; k++) {
		uint32_t label = s->lone->label[k];
		if (is_taken(s, depth, label) || !subtract(s, depth, label))
			continue;
		s->part[depth] = label;
		if (find_parts(s, depth + 1, want - 1, k + 1))
			return true;
	}
	return false;
}

static enum causa_status add_part(struct parts *to, uint32_t part, uint32_t whole)
{
	if (to->n == to->room) {
		size_t room = to->room == 0 ? 16 : 2 * to->room;
		struct part *grown = realloc(to->part, room * sizeof *grown);
		if (grown == NULL)
			return CAUSA_ENOMEM;
		to->part = grown;
		to->room = room;
	}
	to->part[to->n++] = (struct part){part, whole};
	return CAUSA_OK;
}

/* What parts would have to add up to: all of an offence that is gone, or what a kept one has lost. false: nothing. */
static bool target_of(const struct join *j, int side, uint32_t label, int64_t *out)
{
	const int64_t *sums = join_sums(j, side, label);
	const int64_t *kept = j->how[side][label] == ALONE ? NULL : join_sums(j, 1 - side, j->partner[side][label]);
	int64_t total = 0;
	for (uint32_t i = 0; i < join_cells(j); i++) {
		out[i] = (sums[i] < 0 ? 0 : sums[i]) - (kept == NULL || kept[i] < 0 ? 0 : kept[i]);
		if (out[i] < 0 || (sums[i] < 0 && kept != NULL && kept[i] >= 0))
			return false;
		total += out[i];
	}
	return total > 0;
}

/* The whole may be gone (two or three parts) or kept (one or two). */
static enum causa_status find_split_of(struct join *j, struct search *s, uint32_t whole, struct parts *to)
{
	int side = 1 - s->side;
	bool gone = j->how[side][whole] == ALONE;
	double ways = (double)j->panel[side]->dim[0].n;
	enum causa_status status = CAUSA_OK;
	if (!target_of(j, side, whole, s->left[0]))
		return CAUSA_OK;
	for (int want = 1; want <= (gone ? 3 : 2); want++) {
		ways *= (double)s->lone->n;
		if ((gone && want == 1) || (want == 3 && s->lone->n > MOST_FOR_THREE) || !says_enough(s->left[0], join_cells(j), ways))
			continue;
		if (!find_parts(s, 0, want, 0))
			continue;
		for (int i = 0; i < s->parts && status == CAUSA_OK; i++) {
			status = add_part(to, s->part[i], whole);
			j->how[s->side][s->part[i]] = AS_PART;
		}
		if (gone)
			j->how[side][whole] = AS_PART;
		else
			j->explained[side][whole] = j->explained[s->side][j->partner[side][whole]] = 1;
		return status;
	}
	return CAUSA_OK;
}

/* parts: the side on which they stand. */
static enum causa_status find_splits(struct join *j, int parts, struct parts *to)
{
	struct lone lone;
	struct index index = {{0}, NULL};
	struct search s = {.j = j, .side = parts, .lone = &lone, .index = &index};
	const struct causa_dim *dim = &j->panel[1 - parts]->dim[0];
	enum causa_status status = find_lone(j, parts, &lone);
	for (int i = 0; i < 3; i++) {
		s.left[i] = malloc((join_cells(j) + 1) * sizeof *s.left[i]);
		status = s.left[i] == NULL ? CAUSA_ENOMEM : status;
	}
	if (status == CAUSA_OK && lone.n > 0)
		status = index_sums(j, parts, &lone, &index);
	for (uint32_t i = 0; i < dim->n && status == CAUSA_OK && lone.n > 0; i++) {
		if (dim->role == NULL || dim->role[i] == CAUSA_ROLE_OFFENCE)
			status = find_split_of(j, &s, i, to);
	}
	for (int i = 0; i < 3; i++)
		free(s.left[i]);
	intern_free(&index.sums);
	free(index.label);
	lone_free(&lone);
	return status;
}

enum causa_status join_match(struct join *j)
{
	struct lone lone[SIDES] = {{NULL, NULL, 0}, {NULL, NULL, 0}};
	enum causa_status status = CAUSA_OK;
	if (join_cells(j) == 0)
		return CAUSA_OK;
	for (int side = 0; side < SIDES && status == CAUSA_OK; side++)
		status = find_lone(j, side, &lone[side]);
	if (status == CAUSA_OK)
		match_renamed(j, lone);
	for (int side = 0; side < SIDES; side++)
		lone_free(&lone[side]);
	if (status == CAUSA_OK)
		status = find_splits(j, NEW, &j->split);
	if (status == CAUSA_OK)
		status = find_splits(j, OLD, &j->merged);
	return status;
}
