/* A layout for an unknown file: what its header and first rows look like, each guess told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>
#include <causa/reader.h>

#include "base/intl.h"
#include "io/head.h"
#include "io/known.h"
#include "io/layout.h"
#include "io/write.h"
#include "table/intern.h"
#include "table/utf8.h"

enum { LOOKED_AT = 400, MOST_PREAMBLE = 12, MOST_CODES = 8 };

/* What the cells of a column are. */
struct looked {
	const char *name;
	uint32_t cells, empty, years, dates, months, counts, decimals, percents, texts, years_in_texts;
	bool grouped;              /* counts with a mark between thousands */
	char mark;
	size_t shortest, longest;  /* of the counts, in bytes */
	char pattern[128];         /* of the first text that holds a year: "January-June YYYY" */
	struct intern distinct, code;
	bool used;
};

struct draft {
	struct record header;
	struct bytes names;
	struct looked *column;
	uint32_t skipped, rows;
	char delimiter;
	struct bytes comments, json;
	uint32_t comment_count;
	struct intern code;
};

/* ---- looking ---- */

static bool is_digits(const char *s, size_t n)
{
	return n > 0 && strspn(s, "0123456789") >= n;
}

/* "12", "1,234", "2.930.112"; *mark: the one between thousands. */
static bool is_count(const char *s, char *mark)
{
	size_t n = strlen(s), digits = 0;
	*mark = '\0';
	for (size_t i = 0; i < n; i++) {
		if (s[i] >= '0' && s[i] <= '9') {
			digits++;
		} else if ((s[i] == ',' || s[i] == '.') && i > 0 && (n - i) % 4 == 0 && (*mark == '\0' || *mark == s[i])) {
			*mark = s[i];
		} else {
			return false;
		}
	}
	return digits > 0;
}

static bool is_decimal(const char *s)
{
	size_t sign = s[0] == '-' || s[0] == '+' ? 1 : 0, whole = strspn(s + sign, "0123456789"), point = sign + whole;
	return whole > 0 && (s[point] == '\0' || ((s[point] == '.' || s[point] == ',') && is_digits(s + point + 1, strlen(s + point + 1))));
}

static bool is_date(const char *s)
{
	return strlen(s) >= 10 && is_digits(s, 4) && (s[4] == '-' || s[4] == '/') && is_digits(s + 5, 2) && s[7] == s[4];
}

static bool is_year(const char *s)
{
	return strlen(s) == 4 && is_digits(s, 4) && (strncmp(s, "19", 2) == 0 || strncmp(s, "20", 2) == 0);
}

static bool has_letter(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s >= 0x80 || ((*s | 32) >= 'a' && (*s | 32) <= 'z'))
			return true;
	}
	return false;
}

/* A text that holds one year among other words, and its pattern. */
static void look_for_year(struct looked *c, const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		char year[5] = "";
		memcpy(year, at, strnlen(at, 4));
		if (!is_year(year) || (at > text && is_digits(at - 1, 1)) || is_digits(at + 4, 1))
			continue;
		c->years_in_texts++;
		if (c->pattern[0] == '\0')
			snprintf(c->pattern, sizeof c->pattern, "%.*sYYYY%s", (int)(at - text), text, at + 4);
		return;
	}
}

static void look_at(struct looked *c, const char *cell)
{
	char text[128], mark;
	const char *s = cell;
	size_t n = utf8_trim(&s, strlen(s));
	n = utf8_cut(s, n, sizeof text - 1);
	memcpy(text, s, n);
	text[n] = '\0';
	c->cells++;
	c->empty += n == 0;
	if (n == 0)
		return;
	if (c->distinct.n < 1000)
		intern_put(&c->distinct, text, n);
	c->years += is_year(text);
	c->dates += is_date(text);
	c->months += known_month(text) > 0;
	if (is_count(text, &mark)) {
		c->counts++;
		c->shortest = c->counts == 1 || n < c->shortest ? n : c->shortest;
		c->longest = n > c->longest ? n : c->longest;
		c->grouped |= mark != '\0';
		c->mark = mark != '\0' ? mark : c->mark;
	} else if (text[n - 1] == '%') {
		c->percents++;
	} else if (is_decimal(text)) {
		c->decimals++;
	} else if (has_letter(text) || n <= 3) {
		c->texts++;
		look_for_year(c, text);
		if (n <= 12 && c->code.n < MOST_CODES)
			intern_put(&c->code, text, n);
	}
}

static uint32_t filled(const struct looked *c)
{
	return c->cells - c->empty;
}

static bool mostly(uint32_t part, const struct looked *c)
{
	return filled(c) > 0 && part * 10 >= filled(c) * 9;
}

/* Counts, with a few codes that stand for none, or with decimals in rows that are printed changes. */
static bool holds_counts(const struct looked *c)
{
	return filled(c) > 0 && c->counts * 10 >= filled(c) * 6 && c->counts + c->texts + c->decimals == filled(c) && c->code.n <= 4;
}

/* Counts that are not all as long as each other, as codes are. */
static bool counts_that_vary(const struct looked *c)
{
	return holds_counts(c) && c->distinct.n > 1 && (c->shortest != c->longest || c->longest < 3);
}

static bool texts_with_years(const struct looked *c)
{
	return filled(c) > 0 && c->years_in_texts * 10 >= filled(c) * 9;
}

static bool holds_text(const struct looked *c)
{
	return mostly(c->texts, c);
}

/* The header is the first record with as many filled fields as records mostly have; those before are a preamble. */
static enum causa_status find_header(struct draft *d, struct head *head, struct causa_error *err)
{
	const struct record *r;
	uint32_t most = 0;
	for (uint32_t i = 0; i < LOOKED_AT; i++) {
		enum causa_status status = head_next(head, &r, err);
		if (status != CAUSA_OK || r == NULL)
			break;
		most = r->n > most ? r->n : most;
	}
	head_rewind(head);
	for (d->skipped = 0; d->skipped < MOST_PREAMBLE; d->skipped++) {
		enum causa_status status = head_next(head, &r, err);
		if (status != CAUSA_OK)
			return status;
		if (r == NULL)
			break;
		uint32_t named = 0;
		for (uint32_t i = 0; i < r->n; i++)
			named += r->field[i][0] != '\0';
		if (r->n == most && named + 1 >= most && most > 1)
			return CAUSA_OK;
	}
	if (most == 0)
		return causa_fail_at(err, CAUSA_EINPUT, source_name(head->source), 0, 0, _("is empty; a table has a header line and rows"));
	return causa_fail_at(err, CAUSA_EINPUT, source_name(head->source), 0, 0,
	                     _("no line looks like a header; a layout can say which it is: \"headerRows\" of \"dialect\""));
}

static enum causa_status look(struct draft *d, struct head *head, struct causa_error *err)
{
	const struct record *r;
	size_t at[SPLIT_FIELDS];
	enum causa_status status = find_header(d, head, err);
	if (status != CAUSA_OK)
		return status;
	const struct record *h = &head->unsliced.record;
	d->header.n = h->n;
	for (uint32_t i = 0; i < h->n; i++) {
		at[i] = d->names.size;
		bytes_add(&d->names, h->field[i], strlen(h->field[i]) + 1);
	}
	d->column = calloc(d->header.n + 1U, sizeof *d->column);
	if (d->column == NULL || d->names.failed)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	for (uint32_t i = 0; i < d->header.n; i++)
		d->header.field[i] = d->column[i].name = d->names.data + at[i];
	while (d->rows < LOOKED_AT) {
		status = head_next(head, &r, err);
		if (status != CAUSA_OK || r == NULL)
			return status;
		for (uint32_t i = 0; i < r->n && i < d->header.n; i++)
			look_at(&d->column[i], r->field[i]);
		d->rows++;
	}
	return CAUSA_OK;
}

/* ---- telling ---- */

static void comment(struct draft *d, const char *format, ...) CAUSA_PRINTF(2, 3);
static void comment(struct draft *d, const char *format, ...)
{
	char line[512];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	bytes_text(&d->comments, d->comment_count++ > 0 ? ",\n    " : "\n    ");
	write_json_string(&d->comments, line);
}

/* "key": value, in the object "causa". */
static void say(struct draft *d, const char *key, const char *value)
{
	bytes_format(&d->json, ",\n    \"%s\": ", key);
	write_json_string(&d->json, value);
}

static void say_list(struct draft *d, const char *key, const char *const *value, uint32_t n)
{
	bytes_format(&d->json, ",\n    \"%s\": [", key);
	for (uint32_t i = 0; i < n; i++) {
		bytes_text(&d->json, i > 0 ? ", " : "");
		write_json_string(&d->json, value[i]);
	}
	bytes_char(&d->json, ']');
}

static struct looked *first_known(struct draft *d, enum known_role role)
{
	for (uint32_t i = 0; i < d->header.n; i++) {
		if (!d->column[i].used && known_as(d->column[i].name, role))
			return &d->column[i];
	}
	return NULL;
}

static struct looked *first_that(struct draft *d, bool (*is)(const struct looked *), uint32_t least)
{
	for (uint32_t i = 0; i < d->header.n; i++) {
		if (!d->column[i].used && is(&d->column[i]) && d->column[i].distinct.n >= least)
			return &d->column[i];
	}
	return NULL;
}

static bool holds_years(const struct looked *c)
{
	return mostly(c->years, c);
}

static bool holds_dates(const struct looked *c)
{
	return mostly(c->dates, c);
}

static bool holds_months(const struct looked *c)
{
	return mostly(c->months, c) && c->distinct.n <= 12 && c->distinct.n > 1;
}

/* Columns that are called like months. */
static bool are_months(struct draft *d)
{
	uint32_t found = 0;
	for (int m = 0; m < 12; m++)
		found += first_known(d, (enum known_role)(KNOWN_JANUARY + m)) != NULL;
	for (uint32_t i = 0; i < d->header.n && found == 12; i++)
		d->column[i].used |= known_month(d->column[i].name) > 0 && !is_digits(d->column[i].name, 1);
	if (found == 12)
		comment(d, _("The columns called like months are added up to the year; a year whose last months are blank is partly covered."));
	return found == 12;
}

/* Columns with a year in their names, and a pattern for all of them. */
static bool are_years(struct draft *d)
{
	char pattern[256] = "";
	uint32_t found = 0;
	for (uint32_t i = 0; i < d->header.n; i++) {
		struct looked *c = &d->column[i];
		for (const char *at = c->name; *at != '\0' && !c->used; at++) {
			char year[5] = "";
			memcpy(year, at, strnlen(at, 4));
			if (!is_year(year) || (at > c->name && is_digits(at - 1, 1)) || is_digits(at + 4, 1) || !(holds_counts(c) || filled(c) == 0))
				continue;
			if (pattern[0] == '\0')
				snprintf(pattern, sizeof pattern, "%.*sYYYY%s", (int)(at - c->name), c->name, at + 4);
			c->used = layout_year(pattern, c->name) != 0;
			found += c->used;
		}
	}
	if (found < 2)
		return false;
	say(d, "years", pattern);
	comment(d, _("The columns \"%s\" hold one year each, cases reported."), pattern);
	return true;
}

static void tell_period(struct draft *d, bool years)
{
	struct looked *c = first_known(d, KNOWN_YEAR);
	if (years)
		return;
	c = c != NULL ? c : first_that(d, holds_years, 1);
	c = c != NULL ? c : first_that(d, holds_dates, 1);
	c = c != NULL ? c : first_that(d, texts_with_years, 1);
	if (c == NULL) {
		bytes_text(&d->json, ",\n    \"undated\": true");
		comment(d, _("No column holds years: the table is taken to be of no year in particular. If its year stands in the name of the file, "
		             "write \"yearInName\": \"*_YYYY.csv\" instead of \"undated\"."));
		return;
	}
	c->used = true;
	say(d, "year", c->name);
	if (texts_with_years(c)) {
		say(d, "yearPattern", c->pattern);
		comment(d, _("The column %s holds texts with a year; rows that are written like \"%s\" are read, others are not cases."), c->name, c->pattern);
		return;
	}
	if (!holds_years(c) && !holds_dates(c)) {
		comment(d, _("The column %s is called like a year, but its cells are no years of four digits. Where a text holds the year, write "
		             "\"yearPattern\", as \"January-December YYYY\"."), c->name);
		return;
	}
	comment(d, holds_dates(c) ? _("The column %s holds dates.") : _("The column %s holds years."), c->name);
	struct looked *month = first_that(d, holds_months, 2);
	if (month == NULL)
		return;
	month->used = true;
	say(d, "month", month->name);
	comment(d, _("The column %s holds months."), month->name);
}

static void tell_offence(struct draft *d)
{
	struct looked *c = first_known(d, KNOWN_OFFENCE);
	bool known = c != NULL;
	c = c != NULL ? c : first_that(d, holds_text, 2);
	if (c == NULL) {
		comment(d, _("No column of texts: all rows are taken to be of one offence."));
		return;
	}
	c->used = true;
	say(d, "offence", c->name);
	comment(d, known ? _("The column %s holds the offences: it is called so.") : _("The column %s holds the offences: the first one with texts. Check this."),
	        c->name);
}

static void add_codes(struct draft *d, const struct looked *c)
{
	for (uint32_t i = 0; i < c->code.n; i++)
		intern_put(&d->code, c->code.entry[i].bytes, c->code.entry[i].size);
}

static enum causa_status tell_counts(struct draft *d, bool wide, const char *file, struct causa_error *err)
{
	struct looked *c = first_known(d, KNOWN_REPORTED), *k = first_known(d, KNOWN_PROSECUTED);
	bool known = c != NULL;
	if (wide)
		return CAUSA_OK;
	c = c != NULL ? c : first_that(d, counts_that_vary, 1);
	c = c != NULL ? c : first_that(d, holds_counts, 1);
	if (c == NULL)
		return causa_fail_at(err, CAUSA_EINPUT, file, 0, 0, _("no column holds counts: whole numbers, not rates or percentages"));
	c->used = true;
	say(d, "reported", c->name);
	add_codes(d, c);
	comment(d, known ? _("The column %s holds reported cases: it is called so.") : _("The column %s holds reported cases: the first one with counts. Check this."),
	        c->name);
	if (k == NULL)
		return CAUSA_OK;
	k->used = true;
	say(d, "prosecuted", k->name);
	add_codes(d, k);
	comment(d, _("The column %s holds criminal cases: it is called so."), k->name);
	return CAUSA_OK;
}

/* Texts that are few are groups; numbers that are rates or change nothing are left aside. */
static void tell_others(struct draft *d)
{
	const char *group[SPLIT_FIELDS], *ignore[SPLIT_FIELDS];
	uint32_t groups = 0, ignored = 0;
	for (uint32_t i = 0; i < d->header.n; i++) {
		const struct looked *c = &d->column[i];
		if (c->used || c->name[0] == '\0')
			continue;
		bool rates = c->percents + c->decimals > 0 && !holds_text(c) && !holds_counts(c);
		if (holds_text(c) && c->distinct.n > 1 && c->distinct.n * 2 <= filled(c) && groups < 7)
			group[groups++] = c->name;
		else if (rates)
			ignore[ignored++] = c->name;
	}
	if (groups > 0) {
		say_list(d, "groups", group, groups);
		comment(d, _("Columns of texts that repeat may be kept apart with --by; the first of them is %s."), group[0]);
	}
	if (ignored > 0) {
		say_list(d, "ignore", ignore, ignored);
		comment(d, _("Rates and percentages are left aside, as %s: they are computed, not read."), ignore[0]);
	}
	if (d->code.n > 0)
		comment(d, _("Texts among the counts are taken to mean \"not reported\". One that means \"withheld\" belongs into \"withheld\"."));
}

/* ---- the layout ---- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

static char mark_of(const struct draft *d)
{
	for (uint32_t i = 0; i < d->header.n; i++) {
		if (d->column[i].grouped && holds_counts(&d->column[i]))
			return d->column[i].mark;
	}
	return '\0';
}

static void write_dialect(const struct draft *d, const struct source *source, struct bytes *to)
{
	char mark = mark_of(d);
	bytes_text(to, "  \"dialect\": {\"delimiter\": ");
	write_json_string(to, d->delimiter == '\t' ? "\t" : d->delimiter == ';' ? ";" : ",");
	bytes_text(to, ", \"encoding\": ");
	write_json_string(to, source_encoding(source));
	if (mark != '\0')
		bytes_format(to, ", \"groupChar\": \"%c\"", mark);
	if (d->skipped > 0)
		bytes_format(to, ", \"headerRows\": [%u]", d->skipped + 1);
	bytes_text(to, "},\n");
}

static void write_layout(const struct draft *d, const struct source *source, const char *file, struct bytes *to)
{
	const char *name[SPLIT_FIELDS];
	uint32_t n = 0;
	bytes_text(to, "{\n  \"$comment\": [");
	bytes_add(to, d->comments.data != NULL ? d->comments.data : "", d->comments.size);
	bytes_text(to, "\n  ],\n  \"name\": ");
	write_json_string(to, file);
	bytes_text(to, ",\n  \"title\": {\"en\": ");
	write_json_string(to, file);
	bytes_text(to, "},\n");
	write_dialect(d, source, to);
	bytes_text(to, "  \"missingValues\": [");
	for (uint32_t i = 0; i < d->code.n; i++) {
		bytes_text(to, i > 0 ? ", " : "");
		write_json_string(to, d->code.entry[i].bytes);
	}
	for (uint32_t i = 0; i < d->header.n && n < 12; i++) {
		if (d->header.field[i][0] != '\0')
			name[n++] = d->header.field[i];
	}
	bytes_text(to, "],\n  \"causa\": {\n    \"header\": [");
	for (uint32_t i = 0; i < n; i++) {
		bytes_text(to, i > 0 ? ", " : "");
		write_json_string(to, name[i]);
	}
	bytes_char(to, ']');
	bytes_add(to, d->json.data != NULL ? d->json.data : "", d->json.size);
	bytes_text(to, "\n  }\n}\n");
}

static enum causa_status guess(struct draft *d, struct source *source, const char *file, struct causa_error *err)
{
	comment(d, _("A draft, made from the header and the first rows of %s: every line is a guess. Edit it, then name it with --layout."), file);
	if (d->skipped > 0)
		comment(d, _("Lines before the header are passed over."));
	if (source_found(source)->doubtful && !source_is_told(source))
		comment(d, _("The encoding %s is doubtful."), source_encoding(source));
	bool months = are_months(d), years = !months && are_years(d);
	tell_period(d, years);
	tell_offence(d);
	enum causa_status status = tell_counts(d, months || years, file, err);
	if (status == CAUSA_OK)
		tell_others(d);
	return status;
}

static void free_draft(struct draft *d)
{
	for (uint32_t i = 0; i < d->header.n && d->column != NULL; i++) {
		intern_free(&d->column[i].distinct);
		intern_free(&d->column[i].code);
	}
	intern_free(&d->code);
	free(d->column);
	bytes_free(&d->names);
	bytes_free(&d->comments);
	bytes_free(&d->json);
	free(d);
}

enum causa_status causa_layout_draft(const char *path, const struct causa_mapping *mapping, int (*put)(void *self, const void *bytes, size_t size),
                                     void *self, struct causa_error *err)
{
	struct draft *d = calloc(1, sizeof *d);
	struct bytes out = {NULL, 0, 0, false};
	struct source *source;
	struct head head;
	if (d == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	enum causa_status status = source_open(path, path, mapping != NULL ? mapping->encoding : NULL, &source, err);
	if (status != CAUSA_OK) {
		free_draft(d);
		return status;
	}
	status = head_open(source, mapping != NULL ? mapping->delimiter : '\0', &head, err);
	d->delimiter = head.delimiter;
	if (status == CAUSA_OK)
		status = look(d, &head, err);
	if (status == CAUSA_OK)
		status = guess(d, source, base_name(path), err);
	if (status == CAUSA_OK)
		write_layout(d, source, base_name(path), &out);
	if (status == CAUSA_OK && (out.failed || d->comments.failed || d->json.failed))
		status = causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	if (status == CAUSA_OK && put(self, out.data, out.size) != 0)
		status = CAUSA_OK; /* whoever takes the text tells what became of it */
	bytes_free(&out);
	head_close(&head);
	source_close(source);
	free_draft(d);
	return status;
}
