/* Bytes into records: RFC 4180, streamed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/split.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "table/utf8.h"

enum state { FIELD_START, UNQUOTED, QUOTED, QUOTE_SEEN };

struct splitter {
	const char *name;
	record_sink sink;
	void *self;
	struct causa_error *err;
	char delimiter;
	enum state state;
	bool after_cr, started;
	uint64_t line, quote_line;
	struct bytes text, raw;      /* fields, each with its NUL; the record as written */
	uint32_t start[SPLIT_FIELDS], at[SPLIT_FIELDS], n;
	struct record record;
};

enum causa_status split_fail(const struct record *r, uint32_t field, struct causa_error *err, const char *format, ...)
{
	char text[512];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	enum causa_status status = causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0, "%s", text);
	if (err == NULL || r->raw == NULL)
		return status;
	/* A record of several lines, or a long one, is not shown: the caret would point nowhere. */
	size_t n = strlen(r->raw);
	if (n < 100 && strchr(r->raw, '\n') == NULL) {
		memcpy(err->excerpt, r->raw, n + 1);
		if (field < r->n) {
			err->column = utf8_length(r->raw, r->at[field]) + 1;
			err->span = (uint32_t)utf8_length(r->field[field], strlen(r->field[field]));
		}
	}
	return status;
}

static enum causa_status fail(struct splitter *s, uint64_t line, const char *sentence)
{
	return causa_fail_at(s->err, CAUSA_EINPUT, s->name, line, 0, "%s", sentence);
}

/* ---- records ---- */

static enum causa_status end_field(struct splitter *s)
{
	bytes_char(&s->text, '\0');
	s->n++;
	if (s->n == SPLIT_FIELDS)
		return fail(s, s->record.line, _("the record has more than 1,023 fields; is this a table of cases?"));
	s->start[s->n] = (uint32_t)s->text.size;
	s->at[s->n] = (uint32_t)s->raw.size;
	s->state = FIELD_START;
	return CAUSA_OK;
}

static bool is_blank_line(const struct splitter *s)
{
	return s->n == 1 && s->text.data[0] == '\0';
}

static enum causa_status check_text(struct splitter *s)
{
	size_t bad = utf8_invalid(s->raw.data, s->raw.size);
	if (bad < s->raw.size)
		return fail(s, s->record.line,
		            _("the text is not UTF-8; leave out --encoding, or name the right one, e.g. --encoding WINDOWS-1252"));
	return CAUSA_OK;
}

static enum causa_status end_record(struct splitter *s)
{
	enum causa_status status = end_field(s);
	if (status != CAUSA_OK)
		return status;
	if (s->text.failed || s->raw.failed)
		return causa_fail(s->err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	if (!is_blank_line(s)) {
		status = check_text(s);
		struct record *r = &s->record;
		r->n = s->n;
		for (uint32_t i = 0; i < s->n; i++) {
			r->field[i] = s->text.data + s->start[i];
			r->at[i] = s->at[i];
		}
		r->raw = s->raw.data != NULL ? s->raw.data : "";
		r->file = s->name;
		if (status == CAUSA_OK)
			status = s->sink(s->self, r, s->err);
	}
	s->text.size = s->raw.size = s->n = 0;
	s->started = false;
	return status;
}

/* ---- bytes ---- */

static char find_delimiter(const char *text, size_t n)
{
	static const char marks[] = ",;\t";
	size_t count[3] = {0, 0, 0}, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < n && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
		if (text[i] == '"')
			quoted = !quoted;
		for (size_t d = 0; d < 3 && !quoted; d++)
			count[d] += text[i] == marks[d];
	}
	for (size_t d = 1; d < 3; d++)
		best = count[d] > count[best] ? d : best;
	return marks[best];
}

static enum causa_status take_newline(struct splitter *s, char c)
{
	if (c == '\n' && s->after_cr) { /* the second half of CRLF */
		s->after_cr = false;
		return CAUSA_OK;
	}
	s->after_cr = c == '\r';
	enum causa_status status = end_record(s);
	s->line++;
	return status;
}

static enum causa_status take_quoted(struct splitter *s, char c)
{
	if (c == '"') {
		s->state = QUOTE_SEEN;
	} else {
		/* CRLF inside quotes is kept as it is written; a line is counted at its LF, or at a CR of its own. */
		if (c == '\n' || (s->after_cr && c != '\n'))
			s->line++;
		s->after_cr = c == '\r';
		bytes_char(&s->text, c);
	}
	bytes_char(&s->raw, c);
	return CAUSA_OK;
}

static enum causa_status take(struct splitter *s, char c)
{
	if (c == '\0')
		return fail(s, s->line, _("a NUL byte: this is no text file, or it is UTF-16; save it as CSV in UTF-8"));
	if (s->raw.size > SPLIT_RECORD)
		return fail(s, s->record.line, _("the record is longer than a megabyte; is a closing quote missing?"));
	if (s->state == QUOTED)
		return take_quoted(s, c);
	if (c == '\n' || c == '\r') {
		if (!s->started && !(c == '\n' && s->after_cr))
			s->record.line = s->line;
		return take_newline(s, c);
	}
	s->after_cr = false;
	if (!s->started) {
		s->started = true;
		s->record.line = s->line;
		s->start[0] = s->at[0] = 0;
	}
	if (c == s->delimiter) {
		enum causa_status status = end_field(s);
		bytes_char(&s->raw, c);
		s->at[s->n] = (uint32_t)s->raw.size;
		return status;
	}
	bytes_char(&s->raw, c);
	if (s->state == FIELD_START && c == '"') {
		s->state = QUOTED;
		s->quote_line = s->line;
		return CAUSA_OK;
	}
	if (s->state == QUOTE_SEEN) {
		if (c != '"')
			return fail(s, s->line, _("text follows a closing quote; double the quotes inside a quoted field"));
		s->state = QUOTED;
	} else {
		s->state = UNQUOTED;
	}
	bytes_char(&s->text, c);
	return CAUSA_OK;
}

static enum causa_status feed(struct splitter *s, const char *text, size_t n)
{
	enum causa_status status = CAUSA_OK;
	if (s->delimiter == 0)
		s->delimiter = find_delimiter(text, n);
	for (size_t i = 0; i < n && status == CAUSA_OK; i++)
		status = take(s, text[i]);
	return status;
}

static enum causa_status finish(struct splitter *s)
{
	if (s->state == QUOTED)
		return fail(s, s->quote_line, _("a quote is opened here and never closed"));
	return s->started || s->raw.size > 0 ? end_record(s) : CAUSA_OK;
}

/* ---- the stream ---- */

/* "sep=;" on a line of its own says which mark stands between fields; it is no record. Returns its length. */
static size_t separator_line(struct splitter *s, const char *text, size_t n)
{
	size_t end = 5;
	if (n < 6 || memcmp(text, "sep=", 4) != 0 || (text[5] != '\n' && text[5] != '\r'))
		return 0;
	s->delimiter = text[4];
	while (end < n && (text[end] == '\r' || text[end] == '\n') && end < 7)
		end++;
	s->line++;
	return end;
}

enum causa_status split_stream(struct source *source, char delimiter, record_sink sink, void *self, struct causa_error *err)
{
	struct splitter *s = calloc(1, sizeof *s);
	const char *text;
	size_t n;
	if (s == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	s->name = source_name(source);
	s->sink = sink;
	s->self = self;
	s->err = err;
	s->delimiter = delimiter;
	s->line = 1;
	enum causa_status status = source_read(source, &text, &n, err);
	size_t skip = status == CAUSA_OK && n > 0 ? separator_line(s, text, n) : 0;
	while (status == CAUSA_OK && n > 0) {
		status = feed(s, text + skip, n - skip);
		skip = 0;
		if (status == CAUSA_OK)
			status = source_read(source, &text, &n, err);
	}
	if (status == CAUSA_OK)
		status = finish(s);
	bytes_free(&s->text);
	bytes_free(&s->raw);
	free(s);
	return status;
}
