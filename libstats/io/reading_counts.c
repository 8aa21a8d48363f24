/* What the fields of a record count. What most look like is read where it stands, and all else by the slower functions that also
 * know what to say of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reading.h"

#include <stdlib.h>
#include <string.h>

#include "io/fields.h"

/* Of cells that are no counts so many are told. */
enum { MOST_ODD = 4096 };

/* ---- how far a year goes ---- */

static struct rows_year *year_end(struct rows *r, int32_t year)
{
	for (uint32_t i = 0; i < r->ends; i++) {
		if (r->end[i].year == year)
			return &r->end[i];
	}
	if (r->ends == r->end_room) {
		uint32_t room = r->end_room == 0 ? 16 : 2 * r->end_room;
		struct rows_year *end = realloc(r->end, room * sizeof *end);
		if (end == NULL)
			return NULL;
		r->end = end;
		r->end_room = room;
	}
	r->end[r->ends] = (struct rows_year){year, 12, 0, 0, 0};
	return &r->end[r->ends++];
}

bool reading_note_end(struct rows *r, int32_t year, int last, uint64_t line)
{
	struct rows_year *end = r->last_end < r->ends && r->end[r->last_end].year == year ? &r->end[r->last_end] : year_end(r, year);
	if (end == NULL)
		return false;
	r->last_end = (uint32_t)(end - r->end);
	if (last <= end->least) {
		end->least = last;
		end->least_line = line;
	}
	if (last >= end->most) {
		end->most = last;
		end->most_line = line;
	}
	return true;
}

/* ---- counts ---- */

/* Up to fifteen digits and nothing else. */
static inline bool is_plain(const char *p, size_t n, int64_t *value)
{
	uint64_t sum = 0, digit;
	if (n - 1 > 14)
		return false;
	for (size_t i = 0; i < n; i++) {
		digit = (unsigned char)(p[i] - '0');
		if (digit > 9)
			return false;
		sum = sum * 10 + digit;
	}
	*value = (int64_t)sum;
	return true;
}

/* Letters beyond ASCII among the counts are as likely a wrong encoding: those stay an error. */
static bool is_tellable(const char *text)
{
	while (*text != '\0' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

static enum causa_status note_odd(struct reading *x, uint32_t column, const char *text)
{
	struct rows *r = x->r;
	*x->err = (struct causa_error){0};
	r->odds_all++;
	if (r->odds == MOST_ODD)
		return CAUSA_OK;
	if (r->odds == r->odd_room) {
		uint64_t room = r->odd_room == 0 ? 32 : 2 * r->odd_room;
		struct rows_odd *odd = realloc(r->odd, room * sizeof *odd);
		if (odd == NULL)
			return reading_no_memory(x);
		r->odd = odd;
		r->odd_room = room;
	}
	struct rows_odd *one = &r->odd[r->odds++];
	*one = (struct rows_odd){.column = column, .line = x->s.line, .rank = x->rank};
	size_t n = strlen(text);
	n = n < sizeof one->text ? n : sizeof one->text - 1;
	memcpy(one->text, text, n);
	return CAUSA_OK;
}

static enum causa_status read_count(struct reading *x, uint32_t column, int64_t *value, uint8_t *status)
{
	size_t n;
	const char *p = slice(&x->s, column, &n);
	*status = CAUSA_SEEN;
	if (!x->r->codes_of_digits && is_plain(p, n, value))
		return CAUSA_OK;
	if (n == 0) {
		*value = 0;
		*status = CAUSA_BLANK;
		return CAUSA_OK;
	}
	const struct record *record = reading_record(x);
	enum causa_status got = field_count(record, column, x->r->plan->header[column], &x->r->plan->none, x->r->plan->thousands, value, status, x->err);
	if (got != CAUSA_EINPUT || !x->r->plan->tell || record == NULL || !is_tellable(record->field[column]))
		return got;
	*value = 0;
	*status = CAUSA_BLANK;
	return note_odd(x, column, record->field[column]);
}

#define LANES UINT64_C(0x0001000100010001)

/* Four digits with one byte after each, each in its lane of sixteen bits; *wrong: the highest bit of lanes that hold none. */
static inline uint64_t four_lanes(const char *p, uint64_t *wrong)
{
	uint64_t word;
	memcpy(&word, p, 8);
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
	word >>= 8;
#endif
	word = (word & 0xFF * LANES) ^ '0' * LANES;
	*wrong |= word + (0x8000 - 10) * LANES;
	return word;
}

/* The sum of twelve digits with one byte after each; false: some are no digits. */
static inline bool twelve_digits(const char *p, int64_t *sum)
{
	uint64_t wrong = 0, all = four_lanes(p, &wrong) + four_lanes(p + 8, &wrong) + four_lanes(p + 16, &wrong);
	*sum = (int64_t)(all * LANES >> 48);
	return (wrong & 0x8000 * LANES) == 0;
}

/* All twelve months in columns side by side, each a plain number: their sum. */
static inline bool are_plain_months(const struct reading *x, const struct plan_value *v, uint32_t n, int64_t *value)
{
	const uint32_t *at = x->s.at + v[0].column;
	uint32_t from = v[0].column == 0 ? x->s.start : at[-1] + 1;
	int64_t sum = 0, one;
	if (n != 12 || v[11].column != v[0].column + 11 || !x->r->months_in_order || x->r->codes_of_digits)
		return false;
	/* Eleven marks and as many digits as there is room for; unless digits are the marks. */
	if (at[11] - from == 23 && (unsigned char)(x->s.text[at[0]] - '0') > 9 && twelve_digits(x->s.text + from, value))
		return true;
	for (uint32_t i = 0; i < 12; i++) {
		/* One digit or two without asking which: nobody could foresee it. */
		uint32_t to = at[i], n_digits = to - from, two = n_digits == 2;
		unsigned first = (unsigned char)(x->s.text[from] - '0'), second = (unsigned char)(x->s.text[from + 1] - '0') & (0U - two);
		if (n_digits - 1 < 2 && (first < 10) & (second < 10))
			sum += first + two * (9 * first + second);
		else if (is_plain(x->s.text + from, to - from, &one))
			sum += one;
		else
			return false;
		from = to + 1;
	}
	*value = sum;
	return true;
}

/* Months that stand side by side: their sum is observed as far as the year goes. */
static enum causa_status read_months(struct reading *x, const struct plan_value *v, uint32_t n, int32_t year, int64_t *value, uint8_t *status)
{
	const struct plan *p = x->r->plan;
	int last = p->last_month > 0 ? p->last_month : 12, seen = 0, end = 0;
	*status = CAUSA_SEEN;
	if (last == 12 && are_plain_months(x, v, n, value))
		return reading_note_end(x->r, year, 12, x->s.line) ? CAUSA_OK : reading_no_memory(x);
	*value = 0;
	*status = CAUSA_BLANK;
	for (uint32_t i = 0; i < n; i++) {
		int64_t count;
		uint8_t one;
		size_t size;
		slice(&x->s, v[i].column, &size);
		if (size == 0)
			continue; /* so are all months that have not come yet */
		enum causa_status got = read_count(x, v[i].column, &count, &one);
		if (got != CAUSA_OK)
			return got;
		if (one != CAUSA_SEEN) {
			*status = one == CAUSA_WITHHELD ? one : *status;
			continue;
		}
		end = v[i].month > end ? v[i].month : end;
		if (v[i].month <= last) {
			*value += count;
			seen++;
		}
	}
	if (end == 0)
		return CAUSA_OK; /* nothing is told of this row, nor by it of the year */
	/* A blank between two counts: the year of this row is not known. */
	if (seen == (end < last ? end : last))
		*status = CAUSA_SEEN;
	return reading_note_end(x->r, year, end, x->s.line) ? CAUSA_OK : reading_no_memory(x);
}

/* A sum of columns is known when all of them are. */
enum causa_status reading_values(struct reading *x, const struct plan_target *t, int32_t year, int64_t *value, uint8_t *status)
{
	const struct plan_value *v = x->r->plan->value + t->first, *end = v + t->n;
	unsigned begun = 0;
	while (v < end) {
		int64_t more;
		uint8_t seen;
		uint32_t n = v->month > 0 ? 12 : 1; /* months come by the dozen */
		enum causa_status got = v->month > 0 ? read_months(x, v, n, year, &more, &seen) : read_count(x, v->column, &more, &seen);
		if (got != CAUSA_OK)
			return got;
		if (begun >> v->measure & 1U) {
			value[v->measure] += more;
			status[v->measure] = seen != CAUSA_SEEN ? seen : status[v->measure];
		} else {
			value[v->measure] = more;
			status[v->measure] = seen;
			begun |= 1U << v->measure;
		}
		v += n;
	}
	return CAUSA_OK;
}
