/* What the fields of a record say: labels, filters, years and months. Each text is looked at once and then known by its number.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reading.h"

#include <string.h>

#include <causa/label.h>

#include "base/intl.h"
#include "io/fields.h"
#include "io/known.h"
#include "table/utf8.h"

/* ---- texts ---- */

const struct record *reading_record(struct reading *x)
{
	slices_record(&x->s, &x->r->decoder, x->r->file, &x->r->unsliced);
	return &x->r->unsliced.record;
}

enum causa_status reading_no_memory(struct reading *x)
{
	return causa_fail(x->err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
}

/* What stored bytes of a field say: without quotes and outer space. */
const char *reading_said(struct rows *r, const char *p, size_t *n)
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

/* The text as UTF-8, in one line, trimmed, ending in NUL; good until the next call. */
const char *reading_decoded(struct rows *r, const char *p, size_t n, size_t *size)
{
	struct bytes *out = &r->key;
	out->size = 0;
	bytes_add(out, "", 0);
	p = reading_said(r, p, &n);
	if (!decoder_add(&r->decoder, p, n, out))
		return NULL;
	bytes_char(out, '\0');
	if (out->failed)
		return NULL;
	const char *text = out->data;
	*size = utf8_trim(&text, utf8_clean(out->data));
	out->data[(size_t)(text - out->data) + *size] = '\0';
	return text;
}

bool rows_label(struct rows *r, uint32_t d, uint32_t id, char *out, size_t room)
{
	const struct text_seen *seen = &r->dim[d].text[id];
	size_t n = 0;
	const char *text = reading_decoded(r, seen->bytes, seen->n, &n);
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

static enum causa_status reading_misfit(struct reading *x)
{
	return causa_fail_at(x->err, CAUSA_EINPUT, x->r->file, x->s.line, 0,
	                     x->r->check_utf8 ? _("the text is not UTF-8; leave out --encoding, or name the right one, e.g. --encoding WINDOWS-1252")
	                                      : _("the text is not in the encoding that was named"));
}

/* What a label is: looked at once for each that the table has. */
enum causa_status reading_learn(struct reading *x, uint32_t d, struct text_seen *seen)
{
	struct rows *r = x->r;
	size_t n = 0;
	const char *text = reading_decoded(r, seen->bytes, seen->n, &n);
	if (text == NULL)
		return r->key.failed ? reading_no_memory(x) : reading_misfit(x);
	bool total = d == 0 && r->plan->dim[0] >= 0 && n > 0 && (known_as(text, KNOWN_TOTAL) || matches_one(text, &r->plan->total));
	seen->means = (n == 0 ? LABEL_EMPTY : 0) | (total ? LABEL_TOTAL : 0);
	r->room.size = 0;
	bytes_add(&r->room, text, n); /* composing never makes a text longer */
	bytes_add(&r->room, "\0\0\0\0\0\0\0\0", 8);
	if (r->room.failed)
		return reading_no_memory(x);
	n = utf8_compose(text, n, r->room.data);
	memset(r->room.data + n, 0, 8);
	seen->key = bytes_hash(r->room.data, n, UINT64_C(1) << 32 | d);
	return CAUSA_OK;
}

enum causa_status reading_label(struct reading *x, uint32_t d, uint32_t *id)
{
	static const char all[5 + SAME_SLACK] = "(all)";
	struct rows *r = x->r;
	struct texts_seen *texts = &r->dim[d];
	bool fresh;
	size_t n = 5;
	int column = r->plan->dim[d];
	const char *p = column >= 0 ? slice(&x->s, (uint32_t)column, &n) : all;
	*id = texts_seen_put(texts, p, n, &fresh);
	if (*id == UINT32_MAX)
		return reading_no_memory(x);
	if (fresh) {
		enum causa_status status = reading_learn(x, d, &texts->text[*id]);
		if (status != CAUSA_OK)
			return status;
	}
	if (texts->text[*id].means & LABEL_EMPTY)
		return split_fail(reading_record(x), (uint32_t)(column < 0 ? 0 : column), x->err,
		                  _("the offence or group is empty; write what it is, or \"unknown\""));
	return CAUSA_OK;
}

enum causa_status reading_is_kept(struct reading *x, bool *kept)
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
		uint32_t id = texts_seen_put(&r->filter[i], p, n, &fresh);
		if (id == UINT32_MAX)
			return reading_no_memory(x);
		struct text_seen *seen = &r->filter[i].text[id];
		if (fresh) {
			const char *text = reading_decoded(r, seen->bytes, seen->n, &n);
			if (text == NULL)
				return r->key.failed ? reading_no_memory(x) : reading_misfit(x);
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
		p = reading_said(x->r, p, &n);
	bool good = n >= 10 && digits_at(p, 4) && (p[4] == '-' || p[4] == '/') && digits_at(p + 5, 2) && p[7] == p[4] && digits_at(p + 8, 2);
	int day = good ? (p[8] - '0') * 10 + p[9] - '0' : 0;
	*month = good ? (p[5] - '0') * 10 + p[6] - '0' : 0;
	*year = good ? four_digits(p) : 0;
	if (good && *year >= 1000 && *year < 3000 && *month >= 1 && *month <= 12 && day >= 1 && day <= 31)
		return CAUSA_OK;
	const struct record *record = reading_record(x);
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
	uint32_t id = texts_seen_put(&r->year, p, n, &fresh);
	if (id == UINT32_MAX)
		return reading_no_memory(x);
	struct text_seen *seen = &r->year.text[id];
	if (fresh) {
		const char *text = reading_decoded(r, seen->bytes, seen->n, &n);
		if (text == NULL)
			return r->key.failed ? reading_no_memory(x) : reading_misfit(x);
		seen->means = described_years(r->plan, text);
	}
	*year = seen->means;
	return CAUSA_OK;
}

enum causa_status reading_year(struct reading *x, int32_t *year, int *month)
{
	const struct plan *p = x->r->plan;
	size_t n;
	*month = 0;
	*year = p->year;
	if (p->year_kind == PLAN_YEAR_DATE)
		return find_date(x, year, month);
	if (p->year_kind == PLAN_YEAR_PATTERN)
		return find_described_year(x, year);
	if (p->year_kind == PLAN_YEAR_FIXED)
		return CAUSA_OK;
	const char *at = slice(&x->s, (uint32_t)p->year_column, &n);
	if (n == 4 && digits_at(at, 4) && (at[0] == '1' || at[0] == '2')) {
		*year = four_digits(at);
		return CAUSA_OK;
	}
	return field_year(reading_record(x), (uint32_t)p->year_column, x->r->plan->header[p->year_column], year, x->err);
}

/* A month that stands in a column of its own: a number, or a name in English or Spanish. */
enum causa_status reading_month(struct reading *x, int *month)
{
	struct rows *r = x->r;
	bool fresh;
	size_t n;
	const char *p = slice(&x->s, (uint32_t)r->plan->month_column, &n);
	uint32_t id = texts_seen_put(&r->month, p, n, &fresh);
	if (id == UINT32_MAX)
		return reading_no_memory(x);
	struct text_seen *seen = &r->month.text[id];
	if (fresh) {
		const char *text = reading_decoded(r, seen->bytes, seen->n, &n);
		if (text == NULL)
			return r->key.failed ? reading_no_memory(x) : reading_misfit(x);
		seen->means = known_month(text);
	}
	*month = seen->means;
	if (*month > 0)
		return CAUSA_OK;
	const struct record *record = reading_record(x);
	return split_fail(record, (uint32_t)r->plan->month_column, x->err, _("the month is \"%.40s\"; write 1 to 12, or its name"),
	                  record->field[r->plan->month_column]);
}
