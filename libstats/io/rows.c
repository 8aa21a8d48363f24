/* Records into cells. This is where a national file spends its time: what most fields look like is read where it stands, and all else
 * by the slower functions that also know what to say of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/rows.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

#include "base/intl.h"
#include "io/encoding.h"
#include "io/fields.h"
#include "io/known.h"
#include "table/utf8.h"

enum { MOST_SAMPLE = 512, MOST_SAMPLES = 1 << 16 };

/* What a label means, in text_seen.means. */
enum { LABEL_EMPTY = 1, LABEL_TOTAL = 2 };

/* Columns side by side that are part of the key: each where it holds text, or whatever it holds. What they hold together is hashed once
 * and remembered, unless there is too much of it. */
struct key_run {
	uint32_t first, last;
	uint64_t always;           /* bit i: column first + i is, whatever it holds */
	struct texts_seen seen;
	uint64_t now;              /* hash of what the last row held */
};

enum { MOST_REMEMBERED = 1 << 16 };

/* ---- opening ---- */

static bool is_number(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
	}
	return n > 0;
}

static bool has_number(const char *const *words, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (is_number(words[i], strlen(words[i])))
			return true;
	}
	return false;
}

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

static bool find_keys(struct rows *r)
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

bool rows_open(struct rows *r, const struct plan *plan, const char *file, const char *encoding, bool told)
{
	memset(r, 0, sizeof *r);
	r->plan = plan;
	r->file = file;
	r->check_utf8 = encoding_is_utf8(encoding);
	tally_begin(&r->cells, plan->dims, plan->measures);
	r->codes_of_digits = has_number(plan->none.missing, plan->none.missings) || has_number(plan->none.withheld, plan->none.withhelds);
	r->filter = calloc(plan->filters + 1U, sizeof *r->filter);
	r->months_in_order = true;
	for (uint32_t i = 1; i < plan->values; i++)
		r->months_in_order &= plan->value[i].month == 0 || plan->value[i].column == plan->value[i - 1].column + 1;
	return decoder_open(&r->decoder, encoding, !told) && r->filter != NULL && find_keys(r);
}

void rows_close(struct rows *r)
{
	tally_free(&r->cells);
	for (uint32_t d = 0; d < BUILD_DIMS; d++)
		texts_seen_free(&r->dim[d]);
	for (uint32_t i = 0; r->filter != NULL && i < r->plan->filters; i++)
		texts_seen_free(&r->filter[i]);
	texts_seen_free(&r->year);
	texts_seen_free(&r->month);
	texts_seen_free(&r->offence);
	for (uint64_t i = 0; i < r->totals; i++)
		free(r->total[i].label);
	free(r->total);
	free(r->printed);
	free(r->filter);
	free(r->end);
	for (uint32_t i = 0; i < r->runs; i++)
		texts_seen_free(&r->run[i].seen);
	free(r->run);
	repeats_free(&r->repeats);
	bytes_free(&r->samples);
	bytes_free(&r->key);
	bytes_free(&r->room);
	unsliced_free(&r->unsliced);
	decoder_close(&r->decoder);
}

/* ---- texts ---- */

/* Rows mostly begin as the row before does: what stands there is known already. `same`: so many bytes are those of the last row that
 * was put, which began at `before`; what it said is in year, month and id. */
struct reading {
	struct rows *r;
	struct slices s;
	uint64_t rank;
	struct causa_error *err;
	uint32_t before;
	size_t same;
	bool begun;                /* there is such a row */
	int32_t year;
	int month;
	uint32_t id[BUILD_DIMS];
	uint64_t apart;            /* hash of its keys that are no labels, unless rows are added */
	uint32_t series;           /* of its labels, where they are no total */
	bool same_series;          /* this row has the labels of that one */
};

static inline bool is_unchanged(const struct reading *x, int column)
{
	return column >= 0 && x->s.at[column] - x->s.start < x->same;
}

static const struct record *record_of(struct reading *x)
{
	slices_record(&x->s, &x->r->decoder, x->r->file, &x->r->unsliced);
	return &x->r->unsliced.record;
}

static enum causa_status no_memory(struct reading *x)
{
	return causa_fail(x->err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
}

/* What stored bytes of a field say: without quotes and outer space. */
static const char *said(struct rows *r, const char *p, size_t *n)
{
	slice_unquote(&p, n, &r->room);
	while (*n > 0 && (unsigned char)p[*n - 1] <= ' ')
		--*n;
	while (*n > 0 && (unsigned char)p[0] <= ' ') {
		p++;
		--*n;
	}
	return p;
}

/* The text as UTF-8, trimmed, ending in NUL; good until the next call. */
static const char *decoded(struct rows *r, const char *p, size_t n, size_t *size)
{
	struct bytes *out = &r->key;
	out->size = 0;
	bytes_add(out, "", 0);
	p = said(r, p, &n);
	if (!decoder_add(&r->decoder, p, n, out) || out->failed)
		return NULL;
	const char *text = out->data;
	*size = utf8_trim(&text, out->size);
	out->data[(size_t)(text - out->data) + *size] = '\0';
	return text;
}

bool rows_label(struct rows *r, uint32_t d, uint32_t id, char *out, size_t room)
{
	const struct text_seen *seen = &r->dim[d].text[id];
	size_t n = 0;
	const char *text = decoded(r, seen->bytes, seen->n, &n);
	if (text == NULL)
		return false;
	n = utf8_cut(text, n, room - 1);
	memcpy(out, text, n);
	out[n] = '\0';
	return true;
}

static bool matches_one(const char *text, const struct texts *patterns)
{
	for (uint32_t i = 0; i < patterns->n; i++) {
		if (causa_label_matches(text, patterns->text[i]))
			return true;
	}
	return false;
}

static enum causa_status misfit(struct reading *x)
{
	return causa_fail_at(x->err, CAUSA_EINPUT, x->r->file, x->s.line, 0,
	                     x->r->check_utf8 ? _("the text is not UTF-8; leave out --encoding, or name the right one, e.g. --encoding WINDOWS-1252")
	                                      : _("the text is not in the encoding that was named"));
}

/* What a label is: looked at once for each that the table has. */
static enum causa_status learn_label(struct reading *x, uint32_t d, struct text_seen *seen)
{
	struct rows *r = x->r;
	size_t n = 0;
	const char *text = decoded(r, seen->bytes, seen->n, &n);
	if (text == NULL)
		return r->key.failed ? no_memory(x) : misfit(x);
	bool total = d == 0 && r->plan->dim[0] >= 0 && n > 0 && (known_as(text, KNOWN_TOTAL) || matches_one(text, &r->plan->total));
	seen->means = (n == 0 ? LABEL_EMPTY : 0) | (total ? LABEL_TOTAL : 0);
	r->room.size = 0;
	bytes_add(&r->room, text, n); /* composing never makes a text longer */
	bytes_add(&r->room, "\0\0\0\0\0\0\0\0", 8);
	if (r->room.failed)
		return no_memory(x);
	n = utf8_compose(text, n, r->room.data);
	memset(r->room.data + n, 0, 8);
	seen->key = bytes_hash(r->room.data, n, UINT64_C(1) << 32 | d);
	return CAUSA_OK;
}

static enum causa_status find_label(struct reading *x, uint32_t d, uint32_t *id)
{
	static const char all[5 + SAME_SLACK] = "(all)";
	struct rows *r = x->r;
	struct texts_seen *texts = &r->dim[d];
	bool fresh;
	size_t n = 5;
	int column = r->plan->dim[d];
	const char *p = column >= 0 ? slice(&x->s, (uint32_t)column, &n) : all;
	*id = texts_seen_put(texts, p, n, x->rank, &fresh);
	if (*id == UINT32_MAX)
		return no_memory(x);
	if (fresh) {
		enum causa_status status = learn_label(x, d, &texts->text[*id]);
		if (status != CAUSA_OK)
			return status;
	}
	if (texts->text[*id].means & LABEL_EMPTY)
		return split_fail(record_of(x), (uint32_t)(column < 0 ? 0 : column), x->err,
		                  _("the offence or group is empty; write what it is, or \"unknown\""));
	return CAUSA_OK;
}

static enum causa_status is_kept(struct reading *x, bool *kept)
{
	struct rows *r = x->r;
	*kept = true;
	for (uint32_t i = 0; i < r->plan->filters && *kept; i++) {
		const struct plan_filter *f = &r->plan->filter[i];
		bool fresh;
		size_t n;
		if (is_unchanged(x, (int)f->column))
			continue;
		const char *p = slice(&x->s, f->column, &n);
		uint32_t id = texts_seen_put(&r->filter[i], p, n, x->rank, &fresh);
		if (id == UINT32_MAX)
			return no_memory(x);
		struct text_seen *seen = &r->filter[i].text[id];
		if (fresh) {
			const char *text = decoded(r, seen->bytes, seen->n, &n);
			if (text == NULL)
				return r->key.failed ? no_memory(x) : misfit(x);
			seen->means = matches_one(text, &f->any) != f->unless;
		}
		*kept = seen->means != 0;
	}
	return CAUSA_OK;
}

/* ---- years ---- */

static bool digits_at(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
	}
	return true;
}

static int32_t four_digits(const char *p)
{
	return (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
}

static enum causa_status find_date(struct reading *x, int32_t *year, int *month)
{
	size_t n;
	const char *p = slice(&x->s, (uint32_t)x->r->plan->year_column, &n);
	if (n > 0 && ((unsigned char)p[0] <= ' ' || p[0] == '"'))
		p = said(x->r, p, &n);
	bool good = n >= 10 && digits_at(p, 4) && (p[4] == '-' || p[4] == '/') && digits_at(p + 5, 2) && p[7] == p[4] && digits_at(p + 8, 2);
	*month = good ? (p[5] - '0') * 10 + p[6] - '0' : 0;
	*year = good ? four_digits(p) : 0;
	if (good && *year > 0 && *month >= 1 && *month <= 12)
		return CAUSA_OK;
	const struct record *record = record_of(x);
	return split_fail(record, (uint32_t)x->r->plan->year_column, x->err, _("the date is \"%.40s\"; write it as 2019-03-31"),
	                  record->field[x->r->plan->year_column]);
}

/* A year; below 0: the two years of a printed change, twelve bits each; 0: neither. */
static int32_t described_years(const struct plan *p, const char *text)
{
	int32_t year = layout_year(p->year_pattern, text), earlier, later;
	if (year == 0 && p->changes != NULL && layout_change(p->changes, text, &earlier, &later))
		year = -(later * 4096 + earlier);
	return year;
}

/* Years that a pattern describes; 0: this record is no case. */
static enum causa_status find_described_year(struct reading *x, int32_t *year)
{
	struct rows *r = x->r;
	bool fresh;
	size_t n;
	const char *p = slice(&x->s, (uint32_t)r->plan->year_column, &n);
	uint32_t id = texts_seen_put(&r->year, p, n, x->rank, &fresh);
	if (id == UINT32_MAX)
		return no_memory(x);
	struct text_seen *seen = &r->year.text[id];
	if (fresh) {
		const char *text = decoded(r, seen->bytes, seen->n, &n);
		if (text == NULL)
			return r->key.failed ? no_memory(x) : misfit(x);
		seen->means = described_years(r->plan, text);
	}
	*year = seen->means;
	return CAUSA_OK;
}

static enum causa_status find_year(struct reading *x, int32_t *year, int *month)
{
	const struct plan *p = x->r->plan;
	size_t n;
	if (p->year_kind != PLAN_YEAR_FIXED && is_unchanged(x, p->year_column))
		return CAUSA_OK;
	*month = 0;
	*year = p->year;
	if (p->year_kind == PLAN_YEAR_DATE)
		return find_date(x, year, month);
	if (p->year_kind == PLAN_YEAR_PATTERN)
		return find_described_year(x, year);
	if (p->year_kind == PLAN_YEAR_FIXED)
		return CAUSA_OK;
	const char *at = slice(&x->s, (uint32_t)p->year_column, &n);
	if (n == 4 && digits_at(at, 4) && at[0] != '0') {
		*year = four_digits(at);
		return CAUSA_OK;
	}
	return field_year(record_of(x), (uint32_t)p->year_column, x->r->plan->header[p->year_column], year, x->err);
}

/* A month that stands in a column of its own: a number, or a name in English or Spanish. */
static enum causa_status find_month(struct reading *x, int *month)
{
	struct rows *r = x->r;
	bool fresh;
	size_t n;
	const char *p = slice(&x->s, (uint32_t)r->plan->month_column, &n);
	uint32_t id = texts_seen_put(&r->month, p, n, x->rank, &fresh);
	if (id == UINT32_MAX)
		return no_memory(x);
	struct text_seen *seen = &r->month.text[id];
	if (fresh) {
		const char *text = decoded(r, seen->bytes, seen->n, &n);
		if (text == NULL)
			return r->key.failed ? no_memory(x) : misfit(x);
		seen->means = known_month(text);
	}
	*month = seen->means;
	if (*month > 0)
		return CAUSA_OK;
	const struct record *record = record_of(x);
	return split_fail(record, (uint32_t)r->plan->month_column, x->err, _("the month is \"%.40s\"; write 1 to 12, or its name"),
	                  record->field[r->plan->month_column]);
}

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

static bool note_end(struct rows *r, int32_t year, int last, uint64_t line)
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
	return field_count(record_of(x), column, x->r->plan->header[column], &x->r->plan->none, x->r->plan->thousands, value, status, x->err);
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
		return note_end(x->r, year, 12, x->s.line) ? CAUSA_OK : no_memory(x);
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
	return note_end(x->r, year, end, x->s.line) ? CAUSA_OK : no_memory(x);
}

/* A sum of columns is known when all of them are. */
static enum causa_status read_values(struct reading *x, const struct plan_target *t, int32_t year, int64_t *value, uint8_t *status)
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
	p = said(x->r, p, n);
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
	uint32_t id = texts_seen_put(&run->seen, p, n, 0, &fresh);
	if (id == UINT32_MAX) {
		x->r->repeats.failed = true;
		return 0;
	}
	if (fresh)
		run->seen.text[id].key = hash_run(x, run);
	return run->now = run->seen.text[id].key;
}

/* Of all columns that are keys and no labels. Rows that are added need it only for totals, which are few. */
static uint64_t runs_hash(struct reading *x)
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
static void keep_key(struct reading *x, uint64_t hash, int32_t year, const uint32_t *id)
{
	struct rows *r = x->r;
	struct bytes key = {NULL, 0, 0, false};
	for (uint32_t d = 0; d < r->plan->dims; d++) {
		const struct text_seen *t = &r->dim[d].text[id[d]];
		size_t n = 0;
		const char *text = decoded(r, t->bytes, t->n, &n);
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
		repeats_keep(&r->repeats, hash, key.data, key.size, x->s.line, x->rank);
	bytes_free(&key);
}

static void note_key(struct reading *x, int32_t year, const uint32_t *id)
{
	uint64_t hash = key_hash(x, year, id);
	hash = hash != 0 ? hash : 1;
	if (x->r->repeats.had == NULL)
		repeats_add(&x->r->repeats, hash);
	else if (repeats_wants(&x->r->repeats, hash))
		keep_key(x, hash, year, id);
}

/* ---- records ---- */

static enum causa_status put_total(struct reading *x, const uint32_t *id, int32_t year, const int64_t *value, const uint8_t *status)
{
	struct rows *r = x->r;
	const struct text_seen *seen = &r->dim[0].text[id[0]];
	size_t n = 0;
	if (r->totals == r->total_room) {
		uint64_t room = r->total_room == 0 ? 32 : 2 * r->total_room;
		struct rows_total *total = realloc(r->total, room * sizeof *total);
		if (total == NULL)
			return no_memory(x);
		r->total = total;
		r->total_room = room;
	}
	const char *text = decoded(r, seen->bytes, seen->n, &n);
	struct rows_total *t = &r->total[r->totals];
	*t = (struct rows_total){.label = text != NULL ? strdup(text) : NULL, .year = year, .line = x->s.line, .rank = x->rank};
	if (t->label == NULL)
		return no_memory(x);
	memcpy(t->group, id, r->plan->dims * sizeof *id);
	t->apart = r->plan->add ? runs_hash(x) : x->apart;
	memcpy(t->value, value, sizeof t->value);
	memcpy(t->status, status, sizeof t->status);
	r->totals++;
	return CAUSA_OK;
}

/* The offence that a column stands for, as a text of the first dimension. */
static enum causa_status target_label(struct reading *x, const struct plan_target *t, uint32_t *id)
{
	bool fresh;
	char padded[512 + SAME_SLACK] = "";
	size_t n = strlen(t->offence);
	n = n < 512 ? n : 512;
	memcpy(padded, t->offence, n);
	*id = texts_seen_put(&x->r->dim[0], padded, n, x->rank, &fresh);
	if (*id == UINT32_MAX)
		return no_memory(x);
	return fresh ? learn_label(x, 0, &x->r->dim[0].text[*id]) : CAUSA_OK;
}

/* "85.3%", "-1.234,5"; false: it is no number. */
static bool read_percent(const char *text, char thousands, double *value, uint8_t *decimals)
{
	char plain[64];
	size_t n = 0;
	int after = -1;
	for (; *text != '\0' && *text != '%' && n + 1 < sizeof plain; text++) {
		bool mark = (*text == '.' || *text == ',') && *text != thousands;
		if (*text == ' ' || (*text == thousands && thousands != '\0'))
			continue;
		if (mark ? after >= 0 : (*text < '0' || *text > '9') && !(n == 0 && (*text == '-' || *text == '+')))
			return false;
		after = mark ? 0 : after >= 0 ? after + 1 : after;
		plain[n++] = mark ? '.' : *text;
	}
	plain[n] = '\0';
	if (n == 0 || plain[n - 1] < '0' || plain[n - 1] > '9' || after > 9)
		return false;
	/* Digits over a power of ten: no strtod, which follows the locale. */
	double sum = 0, power = 1;
	for (const char *c = plain; *c != '\0'; c++) {
		if (*c >= '0' && *c <= '9')
			sum = sum * 10 + (*c - '0');
	}
	for (int i = 0; i < after; i++)
		power *= 10;
	*value = (plain[0] == '-' ? -1 : 1) * sum / power;
	*decimals = (uint8_t)(after > 0 ? after : 0);
	return true;
}

static enum causa_status put_printed(struct reading *x, const uint32_t *id, uint32_t column, int32_t from, int32_t to, bool ratio)
{
	struct rows *r = x->r;
	size_t n;
	const char *p = slice(&x->s, column, &n), *text = decoded(r, p, n, &n);
	double value;
	uint8_t decimals;
	if (text == NULL || !read_percent(text, r->plan->thousands, &value, &decimals))
		return CAUSA_OK; /* "-" where there is nothing to divide by */
	if (r->printeds == r->printed_room) {
		uint64_t room = r->printed_room == 0 ? 64 : 2 * r->printed_room;
		struct rows_printed *printed = realloc(r->printed, room * sizeof *printed);
		if (printed == NULL)
			return no_memory(x);
		r->printed = printed;
		r->printed_room = room;
	}
	struct rows_printed *one = &r->printed[r->printeds++];
	*one = (struct rows_printed){{0}, from, to, ratio, decimals, value, x->s.line, x->rank};
	memcpy(one->id, id, r->plan->dims * sizeof *id);
	return CAUSA_OK;
}

static enum causa_status put_target(struct reading *x, const struct plan_target *t, int32_t year, uint32_t *id)
{
	struct rows *r = x->r;
	int64_t value[BUILD_MEASURES] = {0, 0, 0};
	uint8_t status[BUILD_MEASURES] = {CAUSA_ABSENT, CAUSA_ABSENT, CAUSA_ABSENT};
	year = t->year != 0 ? t->year : year;
	enum causa_status got = t->offence != NULL ? target_label(x, t, &id[0]) : CAUSA_OK;
	if (got == CAUSA_OK)
		got = read_values(x, t, year, value, status);
	if (got != CAUSA_OK)
		return got;
	if (r->dim[0].text[id[0]].means & LABEL_TOTAL)
		return put_total(x, id, year, value, status);
	uint32_t seen = 0;
	if (!x->same_series || t->offence != NULL)
		x->series = tally_series(&r->cells, id, x->rank);
	x->same_series = true;
	for (uint32_t m = 0; m < r->plan->measures; m++)
		seen |= status[m] == CAUSA_SEEN ? 1U << m : 0U;
	tally_add(&r->cells, x->series, year, 1, seen, value, status, x->s.line);
	r->kept++;
	if (!r->plan->add)
		note_key(x, year, id);
	if (t->percentage >= 0)
		got = put_printed(x, id, (uint32_t)t->percentage, year, year, true);
	return r->cells.failed ? no_memory(x) : got;
}

static bool is_total_row(const struct reading *x, const uint32_t *id)
{
	return (x->r->dim[0].text[id[0]].means & LABEL_TOTAL) != 0;
}

static enum causa_status put_record(struct reading *x)
{
	const struct plan *p = x->r->plan;
	bool kept;
	x->same = x->begun ? same_beginning(x->s.text + x->before, x->s.text + x->s.start, x->s.at[x->r->last_text] + 1 - x->s.start) : 0;
	enum causa_status got = is_kept(x, &kept);
	if (got != CAUSA_OK || !kept)
		return got;
	x->begun = false;
	got = find_year(x, &x->year, &x->month);
	if (got != CAUSA_OK || (x->year == 0 && p->year_kind == PLAN_YEAR_PATTERN))
		return got;
	if (got == CAUSA_OK && p->month_column >= 0)
		got = find_month(x, &x->month);
	if (got == CAUSA_OK && p->month_column >= 0 && !note_end(x->r, x->year, x->month, x->s.line))
		got = no_memory(x);
	if (got == CAUSA_OK && p->month_column >= 0 && p->last_month > 0 && x->month > p->last_month)
		return CAUSA_OK;
	x->same_series = true;
	for (uint32_t d = 0; d < p->dims && got == CAUSA_OK; d++) {
		if ((d > 0 || p->target[0].offence == NULL) && !is_unchanged(x, p->dim[d])) {
			x->same_series = false;
			got = find_label(x, d, &x->id[d]);
		}
	}
	if (got == CAUSA_OK && x->year < 0) /* no cases, but what is printed of them */
		return is_total_row(x, x->id) ? CAUSA_OK : put_printed(x, x->id, p->value[0].column, -x->year % 4096, -x->year / 4096, false);
	if (!p->add)
		x->apart = runs_hash(x);
	for (uint32_t i = 0; i < p->targets && got == CAUSA_OK; i++) {
		got = put_target(x, &p->target[i], x->year, x->id);
		x->rank++;
	}
	x->begun = got == CAUSA_OK;
	x->before = x->s.start;
	return got;
}

static bool is_empty(const struct slices *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		size_t n;
		const char *p = slice(s, i, &n);
		if (n > 0 && !(n == 2 && p[0] == '"' && p[1] == '"'))
			return false;
	}
	return true;
}

static enum causa_status take_record(struct reading *x)
{
	if (x->s.n == x->r->plan->fields) {
		enum causa_status got = put_record(x);
		/* A spreadsheet's rows after the last are delimiters alone: looked for where something is amiss. */
		return got == CAUSA_EINPUT && is_empty(&x->s) ? CAUSA_OK : got;
	}
	if (is_empty(&x->s))
		return CAUSA_OK;
	return causa_fail_at(x->err, CAUSA_EINPUT, x->r->file, x->s.line, 0,
	                     _("the row has %u fields, the header %u; quote fields that hold the delimiter"), x->s.n, x->r->plan->fields);
}

/* ---- pieces ---- */

static uint64_t line_ends(const char *text, size_t from, size_t to)
{
	uint64_t lines = 0;
	for (size_t i = from; i < to; i++)
		lines += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
	return lines;
}

/* Bytes that are no UTF-8, with the line of the first. */
static void check_utf8(struct rows *r, const struct piece *piece)
{
	const struct scan_index *x = &piece->index;
	if (r->not_utf8 || piece->start >= piece->stop || x->ends == 0)
		return;
	/* Up to the end of a record: the end of the piece may cut a character. */
	size_t n = x->at[x->end[x->ends - 1]] + 1U - piece->start, bad = utf8_invalid(piece->text + piece->start, n);
	if (bad == n)
		return;
	r->not_utf8 = true;
	r->not_utf8_line = piece->line + line_ends(piece->text, piece->start, piece->start + bad);
}

/* A line with such bytes from each piece, for whoever says which encoding it is. */
static void take_sample(struct rows *r, const struct piece *piece)
{
	size_t at = piece->start, from;
	while (at < piece->stop && (unsigned char)piece->text[at] < 0x80)
		at++;
	if (at >= piece->stop || r->samples.size > MOST_SAMPLES)
		return;
	for (from = at; from > piece->start && piece->text[from - 1] != '\n' && piece->text[from - 1] != '\r' && at - from < MOST_SAMPLE / 2; from--)
		continue;
	size_t n = piece->stop - from < MOST_SAMPLE ? piece->stop - from : MOST_SAMPLE;
	uint64_t line = piece->line + line_ends(piece->text, piece->start, from);
	uint32_t size = (uint32_t)n;
	bytes_add(&r->samples, &line, sizeof line);
	bytes_add(&r->samples, &size, sizeof size);
	bytes_add(&r->samples, piece->text + from, n);
}

static enum causa_status failed_cells(const struct rows *r, struct causa_error *err)
{
	if (r->cells.overflowed)
		return causa_fail(err, CAUSA_ERANGE, "%s", causa_status_text(CAUSA_ERANGE));
	return CAUSA_OK;
}

enum causa_status rows_take(struct rows *r, const struct piece *piece, struct causa_error *err)
{
	const struct scan_index *index = &piece->index;
	struct reading x = {.r = r, .err = err, .s = {.text = piece->text, .start = (uint32_t)piece->start, .line = piece->line}};
	size_t from = piece->first > 0 && index->ends > 0 ? index->end[0] + 1U : 0;
	enum causa_status status = CAUSA_OK;
	if (piece->high) {
		if (r->check_utf8)
			check_utf8(r, piece);
		take_sample(r, piece);
	}
	if (piece->start < piece->n && piece->text[(ptrdiff_t)piece->start - 1] == '\r' && piece->text[piece->start] == '\n')
		x.s.line--; /* it was counted with its other half */
	for (size_t e = piece->first; e < index->ends && x.s.start < piece->stop && status == CAUSA_OK; e++) {
		size_t to = index->end[e];
		uint32_t stop = index->at[to];
		x.s.at = index->at + from;
		x.s.n = (uint32_t)(to - from) + 1;
		x.rank = piece->byte + x.s.start;
		if (x.s.n > 1 || stop > x.s.start)
			status = take_record(&x);
		x.s.line += index->quoted_lines ? line_ends(piece->text, x.s.start, (size_t)stop + 1)
		                                : (uint64_t)!(piece->text[stop] == '\r' && piece->text[stop + 1] == '\n');
		x.s.start = stop + 1;
		from = to + 1;
	}
	if (status == CAUSA_OK)
		status = failed_cells(r, err);
	return status;
}
