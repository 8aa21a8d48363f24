/* What tells records apart.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reading.h"

#include <stdlib.h>

#include "table/utf8.h"

enum { MOST_REMEMBERED = 1 << 16 };

/* ---- opening ---- */

/* Marks of a column: not part of the key, part where it holds text, always. */
enum { KEY_NOT, KEY_TEXT, KEY_ALWAYS };

static void mark_keys(const struct plan *p, uint8_t *mark)
{
	for (uint32_t i = 0; i < p->extras; i++)
		mark[p->extra[i]] = KEY_TEXT;
	for (uint32_t i = 0; i < p->keys; i++)
		mark[p->key[i]] = KEY_ALWAYS;
	if (p->year_kind == PLAN_YEAR_DATE)
		mark[p->year_column] = KEY_ALWAYS;
	if (p->month_column >= 0)
		mark[p->month_column] = KEY_ALWAYS;
}

/* The last column that holds neither a count nor nothing of interest. */
static uint32_t last_text(const struct rows *r)
{
	const struct plan *p = r->plan;
	int last = p->year_column > p->month_column ? p->year_column : p->month_column;
	for (uint32_t d = 0; d < p->dims; d++)
		last = p->dim[d] > last ? p->dim[d] : last;
	for (uint32_t i = 0; i < p->filters; i++)
		last = (int)p->filter[i].column > last ? (int)p->filter[i].column : last;
	if (r->runs > 0 && (int)r->run[r->runs - 1].last > last)
		last = (int)r->run[r->runs - 1].last;
	return last > 0 ? (uint32_t)last : 0;
}

bool keys_open(struct rows *r)
{
	const struct plan *p = r->plan;
	uint8_t mark[SPLIT_FIELDS] = {KEY_NOT};
	r->run = calloc(p->fields + 1U, sizeof *r->run);
	if (r->run == NULL)
		return false;
	mark_keys(p, mark);
	for (uint32_t i = 0; i < p->fields; i++) {
		struct key_run *run = r->runs > 0 ? &r->run[r->runs - 1] : NULL;
		if (mark[i] == KEY_NOT)
			continue;
		if (run == NULL || run->last + 1 != i || i - run->first == 64) {
			run = &r->run[r->runs++];
			run->first = i;
		}
		run->last = i;
		run->always |= (uint64_t)(mark[i] == KEY_ALWAYS) << (i - run->first);
	}
	r->last_text = last_text(r);
	return true;
}

/* ---- keys ---- */

/* Is a cell written as numbers are? Such cells are part of no key unless their column says so. */
static bool is_numeric(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool digit = p[i] >= '0' && p[i] <= '9';
		if (!digit && p[i] != '.' && p[i] != ',' && p[i] != '-' && p[i] != '+' && p[i] != ' ')
			return false;
	}
	return true;
}

/* What a key column says; numbers say nothing unless the column is always part of the key. */
static const char *key_said(struct reading *x, const struct key_run *run, uint32_t column, size_t *n)
{
	const char *p = slice(&x->s, column, n);
	p = reading_said(x->r, p, n);
	if (!(run->always >> (column - run->first) & 1U) && is_numeric(p, *n))
		*n = 0;
	return p;
}

/* Sums of hashes, each of its own column: the same whichever way it was come by. */
static uint64_t hash_run(struct reading *x, const struct key_run *run)
{
	uint64_t sum = 0;
	for (uint32_t c = run->first; c <= run->last; c++) {
		size_t n;
		const char *p = key_said(x, run, c, &n);
		sum += n > 0 ? bytes_hash(p, n, c + 1) : 0;
	}
	return sum;
}

static uint64_t run_hash(struct reading *x, struct key_run *run)
{
	bool fresh;
	size_t n;
	if (is_unchanged(x, (int)run->last))
		return run->now;
	const char *p = slice(&x->s, run->first, &n);
	n = (size_t)(x->s.text + x->s.at[run->last] - p);
	if (run->seen.n >= MOST_REMEMBERED)
		return run->now = hash_run(x, run);
	uint32_t id = texts_seen_put(&run->seen, p, n, &fresh);
	if (id == UINT32_MAX) {
		x->r->repeats.failed = true;
		return 0;
	}
	if (fresh)
		run->seen.text[id].key = hash_run(x, run);
	return run->now = run->seen.text[id].key;
}

/* Of all columns that are keys and no labels. Rows that are added need it only for totals, which are few. */
uint64_t keys_hash(struct reading *x)
{
	struct rows *r = x->r;
	uint64_t sum = 0;
	for (uint32_t i = 0; i < r->runs; i++)
		sum += r->plan->add ? hash_run(x, &r->run[i]) : run_hash(x, &r->run[i]);
	return sum;
}

static uint64_t key_hash(const struct reading *x, int32_t year, const uint32_t *id)
{
	const struct rows *r = x->r;
	uint64_t hash = (uint64_t)(uint32_t)year * UINT64_C(0x9E3779B97F4A7C15) + x->apart;
	for (uint32_t d = 0; d < r->plan->dims; d++)
		hash += r->dim[d].text[id[d]].key;
	return hash ^ hash >> 29;
}

/* Year, labels and texts in full, for comparing; it begins with what a message names: the offence and the year. */
static void keep_key(struct reading *x, uint64_t hash, int32_t year, const uint32_t *id, const int64_t *value)
{
	struct rows *r = x->r;
	struct bytes key = {NULL, 0, 0, false};
	for (uint32_t d = 0; d < r->plan->dims; d++) {
		const struct text_seen *t = &r->dim[d].text[id[d]];
		size_t n = 0;
		const char *text = reading_decoded(r, t->bytes, t->n, &n);
		r->room.size = 0;
		bytes_add(&r->room, text != NULL ? text : "", text != NULL ? n : 0);
		n = text != NULL && r->room.data != NULL ? utf8_compose(text, n, r->room.data) : 0;
		bytes_add(&key, r->room.data != NULL ? r->room.data : "", n);
		bytes_char(&key, '\0');
		if (d == 0)
			bytes_format(&key, "%d%c", year, 0);
	}
	for (uint32_t i = 0; i < r->runs; i++) {
		for (uint32_t c = r->run[i].first; c <= r->run[i].last; c++) {
			size_t n;
			const char *p = key_said(x, &r->run[i], c, &n);
			bytes_add(&key, p, n);
			bytes_char(&key, '\0');
		}
	}
	if (key.data == NULL || key.failed)
		r->repeats.failed = true;
	else
		repeats_keep(&r->repeats, &(struct repeat_row){key.data, key.size, hash, x->s.line, x->rank, {value[0], value[1], value[2]}});
	bytes_free(&key);
}

void keys_note(struct reading *x, int32_t year, const uint32_t *id, const int64_t *value)
{
	uint64_t hash = key_hash(x, year, id);
	hash = hash != 0 ? hash : 1;
	if (x->r->repeats.had == NULL)
		repeats_add(&x->r->repeats, hash);
	else if (repeats_wants(&x->r->repeats, hash))
		keep_key(x, hash, year, id, value);
}
