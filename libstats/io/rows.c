/* Records into cells. This is where a national file spends its time: what most fields look like is read where it stands, and all else
 * by the slower functions that also know what to say of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reading.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "io/encoding.h"
#include "table/utf8.h"

enum { MOST_SAMPLE = 512, MOST_SAMPLES = 1 << 16 };

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
	return decoder_open(&r->decoder, encoding, !told) && r->filter != NULL && keys_open(r);
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
	for (uint64_t i = 0; i < r->totals; i++)
		free(r->total[i].label);
	free(r->total);
	free(r->printed);
	free(r->odd);
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
			return reading_no_memory(x);
		r->total = total;
		r->total_room = room;
	}
	const char *text = reading_decoded(r, seen->bytes, seen->n, &n);
	struct rows_total *t = &r->total[r->totals];
	*t = (struct rows_total){.label = text != NULL ? strdup(text) : NULL, .year = year, .line = x->s.line, .rank = x->rank};
	if (t->label == NULL)
		return reading_no_memory(x);
	memcpy(t->group, id, r->plan->dims * sizeof *id);
	t->apart = r->plan->add ? keys_hash(x) : x->apart;
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
	*id = texts_seen_put(&x->r->dim[0], padded, n, &fresh);
	if (*id == UINT32_MAX)
		return reading_no_memory(x);
	return fresh ? reading_learn(x, 0, &x->r->dim[0].text[*id]) : CAUSA_OK;
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
	const char *p = slice(&x->s, column, &n), *text = reading_decoded(r, p, n, &n);
	double value;
	uint8_t decimals;
	if (text == NULL || !read_percent(text, r->plan->thousands, &value, &decimals))
		return CAUSA_OK; /* "-" where there is nothing to divide by */
	if (r->printeds == r->printed_room) {
		uint64_t room = r->printed_room == 0 ? 64 : 2 * r->printed_room;
		struct rows_printed *printed = realloc(r->printed, room * sizeof *printed);
		if (printed == NULL)
			return reading_no_memory(x);
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
		got = reading_values(x, t, year, value, status);
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
	tally_add(&r->cells, x->series, year, seen, value, status, x->s.line);
	r->kept++;
	if (!r->plan->add)
		keys_note(x, year, id, value);
	if (t->percentage >= 0)
		got = put_printed(x, id, (uint32_t)t->percentage, year, year, true);
	return r->cells.failed ? reading_no_memory(x) : got;
}

static bool is_total_row(const struct reading *x, const uint32_t *id)
{
	return (x->r->dim[0].text[id[0]].means & LABEL_TOTAL) != 0;
}

static enum causa_status put_record(struct reading *x)
{
	const struct plan *p = x->r->plan;
	bool kept = true;
	x->same = x->begun ? same_beginning(x->s.text + x->before, x->s.text + x->s.start, x->s.at[x->r->last_text] + 1 - x->s.start) : 0;
	enum causa_status got = p->filters > 0 ? reading_is_kept(x, &kept) : CAUSA_OK;
	if (got != CAUSA_OK || !kept)
		return got;
	x->begun = false;
	if (!is_unchanged(x, p->year_column))
		got = reading_year(x, &x->year, &x->month);
	if (got != CAUSA_OK || (x->year == 0 && p->year_kind == PLAN_YEAR_PATTERN))
		return got;
	if (got == CAUSA_OK && p->month_column >= 0)
		got = reading_month(x, &x->month);
	if (got == CAUSA_OK && p->month_column >= 0 && !reading_note_end(x->r, x->year, x->month, x->s.line))
		got = reading_no_memory(x);
	if (got == CAUSA_OK && p->month_column >= 0 && p->last_month > 0 && x->month > p->last_month)
		return CAUSA_OK;
	x->same_series = true;
	for (uint32_t d = 0; d < p->dims && got == CAUSA_OK; d++) {
		if ((d > 0 || p->target[0].offence == NULL) && !is_unchanged(x, p->dim[d])) {
			x->same_series = false;
			got = reading_label(x, d, &x->id[d]);
		}
	}
	if (got == CAUSA_OK && x->year < 0) /* no cases, but what is printed of them */
		return is_total_row(x, x->id) ? CAUSA_OK : put_printed(x, x->id, p->value[0].column, -x->year % 4096, -x->year / 4096, false);
	if (!p->add)
		x->apart = keys_hash(x);
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
	                     NP_("the row has %u field, the header %u; quote fields that hold the delimiter",
	                         "the row has %u fields, the header %u; quote fields that hold the delimiter", x->s.n),
	                     x->s.n, x->r->plan->fields);
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
	tally_settle(&r->cells);
	if (status == CAUSA_OK)
		status = failed_cells(r, err);
	return status;
}
