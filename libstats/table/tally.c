/* Cells as they are summed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/tally.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <causa/panel.h>

#include "base/pages.h"
#include "base/parallel.h"

/* A dense table of pairs may have so many places: 16 MB. */
enum { MOST_DENSE = 1 << 22, LEAST_SIDE = 16 };

/* ---- two numbers into one ---- */

struct tally_pairs {
	uint32_t n;
	uint32_t *dense, sides[2]; /* [a * sides[1] + b]: number + 1; NULL: too many places */
	uint64_t *key;             /* hash table: a << 32 | b */
	uint32_t *number, slots;   /* number + 1; 0: free */
};

static uint64_t mix(uint64_t key)
{
	key *= UINT64_C(0x9E3779B97F4A7C15);
	return key ^ key >> 29;
}

static uint32_t pair_slot(const struct tally_pairs *p, uint64_t key)
{
	uint32_t at = (uint32_t)(mix(key) >> 32) & (p->slots - 1);
	while (p->number[at] != 0 && p->key[at] != key)
		at = (at + 1) & (p->slots - 1);
	return at;
}

static bool pairs_rehash(struct tally_pairs *p, uint32_t slots)
{
	struct tally_pairs larger = {.n = p->n, .slots = slots};
	larger.key = malloc(slots * sizeof *larger.key);
	larger.number = calloc(slots, sizeof *larger.number);
	if (larger.key == NULL || larger.number == NULL) {
		free(larger.key);
		free(larger.number);
		return false;
	}
	for (uint32_t i = 0; i < p->slots; i++) {
		if (p->number[i] == 0)
			continue;
		uint32_t at = pair_slot(&larger, p->key[i]);
		larger.key[at] = p->key[i];
		larger.number[at] = p->number[i];
	}
	for (uint64_t i = 0; p->dense != NULL && i < (uint64_t)p->sides[0] * p->sides[1]; i++) {
		if (p->dense[i] == 0)
			continue;
		uint64_t key = i / p->sides[1] << 32 | i % p->sides[1];
		uint32_t at = pair_slot(&larger, key);
		larger.key[at] = key;
		larger.number[at] = p->dense[i];
	}
	free(p->key);
	free(p->number);
	free(p->dense);
	*p = larger;
	return true;
}

static uint32_t side_for(uint32_t side, uint32_t number)
{
	while (side <= number)
		side *= 2;
	return side;
}

/* Room for one more pair: a larger dense table, or from some size on a hash table. */
static bool pairs_widen(struct tally_pairs *p, uint32_t a, uint32_t b)
{
	uint32_t sides[2] = {side_for(p->sides[0], a), side_for(p->sides[1], b)};
	if ((uint64_t)sides[0] * sides[1] > MOST_DENSE)
		return pairs_rehash(p, side_for(1024, 2 * p->n));
	uint32_t *dense = calloc((size_t)sides[0] * sides[1], sizeof *dense);
	if (dense == NULL)
		return false;
	pages_large(dense, (size_t)sides[0] * sides[1] * sizeof *dense);
	for (uint32_t i = 0; p->dense != NULL && i < p->sides[0]; i++)
		memcpy(dense + (size_t)i * sides[1], p->dense + (size_t)i * p->sides[1], p->sides[1] * sizeof *dense);
	free(p->dense);
	p->dense = dense;
	memcpy(p->sides, sides, sizeof sides);
	return true;
}

static struct tally_pairs *pairs_new(void)
{
	struct tally_pairs *p = calloc(1, sizeof *p);
	if (p == NULL)
		return NULL;
	p->sides[0] = p->sides[1] = LEAST_SIDE;
	p->dense = calloc((size_t)LEAST_SIDE * LEAST_SIDE, sizeof *p->dense);
	if (p->dense == NULL) {
		free(p);
		return NULL;
	}
	return p;
}

static void pairs_free(struct tally_pairs *p)
{
	if (p == NULL)
		return;
	free(p->dense);
	free(p->key);
	free(p->number);
	free(p);
}

/* The number of a pair; new ones get the next. */
static uint32_t pairs_number(struct tally_pairs *p, uint32_t a, uint32_t b)
{
	if (p->dense != NULL) {
		if ((a >= p->sides[0] || b >= p->sides[1]) && !pairs_widen(p, a, b))
			return TALLY_NONE;
		if (p->dense != NULL) {
			uint32_t *number = &p->dense[(size_t)a * p->sides[1] + b];
			if (*number == 0)
				*number = ++p->n;
			return *number - 1;
		}
	}
	if (p->n >= p->slots / 2 && !pairs_rehash(p, 2 * p->slots))
		return TALLY_NONE;
	uint64_t key = (uint64_t)a << 32 | b;
	uint32_t at = pair_slot(p, key);
	if (p->number[at] == 0) {
		p->key[at] = key;
		p->number[at] = ++p->n;
	}
	return p->number[at] - 1;
}

/* ---- series ---- */

void tally_begin(struct tally *c, uint32_t dims, uint32_t measures)
{
	memset(c, 0, sizeof *c);
	c->dims = dims;
	c->measures = measures;
	for (uint32_t d = 0; d < dims; d++)
		c->failed |= (c->pairs[d] = pairs_new()) == NULL;
}

static bool more_series(struct tally *c, uint32_t series)
{
	uint32_t room = side_for(c->room == 0 ? 64 : c->room, series);
	uint64_t *first = realloc(c->first, room * sizeof *first);
	c->failed |= first == NULL;
	c->first = first != NULL ? first : c->first;
	for (uint32_t d = 0; d < c->dims; d++) {
		uint32_t *id = realloc(c->id[d], room * sizeof *id);
		c->failed |= id == NULL;
		c->id[d] = id != NULL ? id : c->id[d];
	}
	if (!c->failed)
		c->room = room;
	return !c->failed;
}

uint32_t tally_series(struct tally *c, const uint32_t *id, uint64_t rank)
{
	uint32_t series = 0;
	if (c->failed)
		return TALLY_NONE;
	for (uint32_t d = 0; d < c->dims && series != TALLY_NONE; d++)
		series = pairs_number(c->pairs[d], series, id[d]);
	if (series == TALLY_NONE || (series >= c->room && !more_series(c, series))) {
		c->failed = true;
		return TALLY_NONE;
	}
	if (series >= c->series) {
		c->series = series + 1;
		c->first[series] = rank;
		for (uint32_t d = 0; d < c->dims; d++)
			c->id[d][series] = id[d];
	}
	return series;
}

/* ---- cells ---- */

static bool find_year(struct tally *c, int32_t year)
{
	if (c->last_year < c->years && c->year[c->last_year].year == year)
		return true;
	for (c->last_year = 0; c->last_year < c->years; c->last_year++) {
		if (c->year[c->last_year].year == year)
			return true;
	}
	struct tally_year *more = c->years < TALLY_YEARS ? realloc(c->year, (c->years + 1U) * sizeof *more) : NULL;
	if (more == NULL)
		return false;
	c->year = more;
	c->year[c->years++] = (struct tally_year){year, 0, NULL};
	return true;
}

/* The cell of a series and year, in the year that was asked for last; NULL when out of memory, or with too many years. */
static struct tally_cell *cell_at(struct tally *c, uint32_t series, int32_t year)
{
	if (c->failed || !find_year(c, year)) {
		c->failed = true;
		return NULL;
	}
	struct tally_year *y = &c->year[c->last_year];
	if (series >= y->room) {
		uint32_t room = side_for(y->room == 0 ? 64 : y->room, series);
		struct tally_cell *cell = realloc(y->cell, room * sizeof *cell);
		if (cell == NULL) {
			c->failed = true;
			return NULL;
		}
		pages_large(cell, room * sizeof *cell);
		memset(cell + y->room, 0, (room - y->room) * sizeof *cell);
		y->cell = cell;
		y->room = room;
	}
	return &y->cell[series];
}

/* Seen goes before withheld, that before what is not yet known, that before blank: whatever the order of the rows. */
static uint8_t joint_status(uint8_t a, uint8_t b)
{
	static const uint8_t weight[] = {[CAUSA_SEEN] = 4, [CAUSA_WITHHELD] = 3, [CAUSA_PENDING] = 2, [CAUSA_BLANK] = 1, [CAUSA_ABSENT] = 0};
	return weight[a] >= weight[b] ? a : b;
}

static void add_sum(struct tally *c, int64_t *sum, int64_t value)
{
	c->overflowed |= __builtin_add_overflow(*sum, value, sum);
}

static uint32_t gap_slot(const struct tally *c, uint64_t year_series, uint32_t seen)
{
	uint32_t at = (uint32_t)(mix(year_series * 8 + seen) >> 32) & (c->gap_slots - 1);
	while (c->gap_slot[at] != 0 && (c->gap[c->gap_slot[at] - 1].year_series != year_series || c->gap[c->gap_slot[at] - 1].seen != seen))
		at = (at + 1) & (c->gap_slots - 1);
	return at;
}

static bool more_gaps(struct tally *c)
{
	uint32_t room = c->gap_room == 0 ? 64 : 2 * c->gap_room;
	struct tally_gap *gap = realloc(c->gap, room * sizeof *gap);
	if (gap != NULL)
		c->gap = gap;
	uint32_t *slot = calloc(2 * (size_t)room, sizeof *slot);
	if (gap == NULL || slot == NULL) {
		free(slot);
		return false;
	}
	free(c->gap_slot);
	c->gap_slot = slot;
	c->gap_slots = 2 * room;
	c->gap_room = room;
	for (uint32_t i = 0; i < c->gaps; i++)
		slot[gap_slot(c, gap[i].year_series, gap[i].seen)] = i + 1;
	return true;
}

static void add_gap(struct tally *c, uint64_t year_series, uint32_t rows, uint32_t seen, const int64_t *value)
{
	if (c->gaps == c->gap_room && !more_gaps(c)) {
		c->failed = true;
		return;
	}
	uint32_t at = gap_slot(c, year_series, seen);
	if (c->gap_slot[at] == 0) {
		c->gap[c->gaps] = (struct tally_gap){year_series, seen, 0, {0, 0, 0}};
		c->gap_slot[at] = ++c->gaps;
	}
	struct tally_gap *gap = &c->gap[c->gap_slot[at] - 1];
	gap->rows += rows;
	for (uint32_t m = 0; m < c->measures; m++) {
		if (seen >> m & 1U)
			add_sum(c, &gap->sum[m], value[m]);
	}
}

static void add_rows(struct tally *c, uint32_t year, uint32_t series, uint32_t rows, uint32_t seen, const int64_t *value,
                     const uint8_t *status, uint64_t line)
{
	struct tally_cell *cell = &c->year[year].cell[series];
	for (uint32_t m = 0; m < c->measures; m++)
		cell->status[m] = cell->line == 0 ? status[m] : joint_status(cell->status[m], status[m]);
	if (cell->line == 0 || line < cell->line)
		cell->line = line;
	if (seen != (1U << c->measures) - 1) {
		add_gap(c, (uint64_t)year << 32 | series, rows, seen, value);
		return;
	}
	cell->rows += rows;
	for (uint32_t m = 0; m < c->measures; m++)
		add_sum(c, &cell->sum[m], value[m]);
}

static void add_soon(struct tally *c, const struct tally_row *row)
{
	add_rows(c, row->year, row->series, 1, row->seen, row->value, row->status, row->line);
}

/* A national table has more cells than the processor keeps at hand: each row waits a few rows for its own. */
void tally_add(struct tally *c, uint32_t series, int32_t year, uint32_t seen, const int64_t *value, const uint8_t *status, uint64_t line)
{
	struct tally_cell *cell = cell_at(c, series, year);
	struct tally_row *row = &c->soon[c->soons % TALLY_SOON];
	if (cell == NULL)
		return;
#ifdef __GNUC__
	__builtin_prefetch(cell, 1);
	__builtin_prefetch(cell + 1, 1);
#endif
	if (c->soons++ >= TALLY_SOON)
		add_soon(c, row);
	*row = (struct tally_row){.year = c->last_year, .series = series, .seen = seen, .line = line};
	for (uint32_t m = 0; m < c->measures; m++) {
		row->value[m] = value[m];
		row->status[m] = status[m];
	}
}

void tally_settle(struct tally *c)
{
	for (uint32_t i = c->soons > TALLY_SOON ? c->soons - TALLY_SOON : 0; i < c->soons; i++)
		add_soon(c, &c->soon[i % TALLY_SOON]);
	c->soons = 0;
}

/* ---- joining ---- */

struct join {
	struct tally *c;
	const struct tally *other;
	uint32_t *series;          /* [series of other]: ours */
	uint32_t *year;            /* [year of other]: ours */
	atomic_bool overflowed;
};

static uint32_t series_of(struct tally *c, const struct tally *other, uint32_t series, const uint32_t *const *label)
{
	uint32_t id[TALLY_DIMS], ours;
	for (uint32_t d = 0; d < c->dims; d++) {
		uint32_t theirs = other->id[d][series];
		id[d] = label[d] != NULL ? label[d][theirs] : theirs;
	}
	ours = tally_series(c, id, other->first[series]);
	if (ours != TALLY_NONE && other->first[series] < c->first[ours])
		c->first[ours] = other->first[series];
	return ours;
}

static bool add_cell(struct tally_cell *to, const struct tally_cell *from, uint32_t measures)
{
	bool overflowed = false;
	for (uint32_t m = 0; m < measures; m++) {
		to->status[m] = to->line == 0 ? from->status[m] : joint_status(to->status[m], from->status[m]);
		overflowed |= __builtin_add_overflow(to->sum[m], from->sum[m], &to->sum[m]);
	}
	if (to->line == 0 || from->line < to->line)
		to->line = from->line;
	to->rows += from->rows;
	return overflowed;
}

/* Years are apart from one another: each is added by one thread. */
static void join_year(void *self, size_t i)
{
	struct join *join = self;
	const struct tally_year *y = &join->other->year[i];
	struct tally_cell *to = join->c->year[join->year[i]].cell;
	bool overflowed = false;
	for (uint32_t s = 0; s < join->other->series && s < y->room; s++) {
		if (y->cell[s].line != 0)
			overflowed |= add_cell(&to[join->series[s]], &y->cell[s], join->c->measures);
	}
	if (overflowed)
		atomic_store(&join->overflowed, true);
}

/* The first to be joined are taken as they are, where they have the numbers already that they would get. */
static bool adopt_years(struct tally *c, struct tally *other, const uint32_t *series)
{
	if (c->years > 0)
		return false;
	for (uint32_t s = 0; s < other->series; s++) {
		if (series[s] != s)
			return false;
	}
	c->year = other->year;
	c->years = other->years;
	other->year = NULL;
	other->years = 0;
	return true;
}

static void join_years(struct join *join, unsigned jobs)
{
	struct tally *c = join->c;
	const struct tally *other = join->other;
	for (uint32_t y = 0; y < other->years && !c->failed; y++) {
		cell_at(c, c->series - 1, other->year[y].year);
		join->year[y] = c->last_year;
	}
	if (!c->failed)
		causa_parallel_steps(jobs, other->years, join_year, join);
	c->overflowed |= atomic_load(&join->overflowed);
}

void tally_join(struct tally *c, struct tally *other, const uint32_t *const *label, unsigned jobs)
{
	struct join join = {.c = c, .other = other};
	join.series = malloc((other->series + 1U) * sizeof *join.series);
	join.year = malloc((other->years + 1U) * sizeof *join.year);
	c->failed |= join.series == NULL || join.year == NULL || other->failed;
	c->overflowed |= other->overflowed;
	for (uint32_t s = 0; s < other->series && !c->failed; s++)
		join.series[s] = series_of(c, other, s, label);
	for (uint32_t y = 0; y < other->years && !c->failed; y++)
		join.year[y] = y;
	if (!c->failed && other->series > 0 && !adopt_years(c, other, join.series))
		join_years(&join, jobs);
	for (uint32_t g = 0; g < other->gaps && !c->failed; g++) {
		const struct tally_gap *gap = &other->gap[g];
		uint64_t year_series = (uint64_t)join.year[gap->year_series >> 32] << 32 | join.series[(uint32_t)gap->year_series];
		add_gap(c, year_series, gap->rows, gap->seen, gap->sum);
	}
	free(join.series);
	free(join.year);
}

void tally_free(struct tally *c)
{
	for (uint32_t y = 0; y < c->years; y++)
		free(c->year[y].cell);
	for (uint32_t d = 0; d < c->dims; d++) {
		pairs_free(c->pairs[d]);
		free(c->id[d]);
	}
	free(c->year);
	free(c->first);
	free(c->gap);
	free(c->gap_slot);
	memset(c, 0, sizeof *c);
}
