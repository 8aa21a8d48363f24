/* Bytes into records: RFC 4180, streamed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/split.h"

#include <errno.h>
#include <iconv.h>
#include <nettle/sha2.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "table/utf8.h"

enum { CHUNK = 1 << 16 };
enum state { FIELD_START, UNQUOTED, QUOTED, QUOTE_SEEN };

struct splitter {
	const struct split_options *options;
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
		            _("the text is not UTF-8; name its encoding, e.g. --encoding ISO-8859-1 or --encoding WINDOWS-1252"));
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

static enum causa_status look_at_start(struct splitter *s, const unsigned char *bytes, size_t n)
{
	static const struct {
		const char *magic;
		size_t n;
	} packed[] = {{"PK\3\4", 4}, {"\x1F\x8B", 2}, {"\x28\xB5\x2F\xFD", 4}, {"\xFD" "7zXZ", 5}, {"\xD0\xCF\x11\xE0", 4}};
	for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
		if (n >= packed[i].n && memcmp(bytes, packed[i].magic, packed[i].n) == 0)
			return fail(s, 0, i == 0 || i == 4
			                      ? _("this is a spreadsheet or a zip archive, not CSV; export it as CSV in UTF-8 first")
			                      : _("this file is compressed; decompress it first, e.g. by gunzip, unzstd or unxz"));
	}
	if (n >= 2 && s->options->encoding == NULL && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
		return fail(s, 0, _("this file is UTF-16; say so with --encoding UTF-16"));
	return CAUSA_OK;
}

static enum causa_status convert(struct splitter *s, iconv_t cd, struct bytes *rest, const char *in, size_t n)
{
	char out[2 * CHUNK];
	bytes_add(rest, in, n);
	if (rest->failed)
		return causa_fail(s->err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	char *from = rest->data;
	size_t left = rest->size;
	enum causa_status status = CAUSA_OK;
	while (left > 0 && status == CAUSA_OK) {
		char *to = out;
		size_t room = sizeof out;
		size_t done = iconv(cd, &from, &left, &to, &room);
		int error = errno;
		status = feed(s, out, sizeof out - room);
		if (done != (size_t)-1 || status != CAUSA_OK)
			continue;
		if (error == EINVAL) /* the rest of a character is in the next chunk */
			break;
		if (error == EILSEQ)
			status = causa_fail_at(s->err, CAUSA_EINPUT, s->name, s->line, 0, _("the text is not in the encoding %s"),
			                       s->options->encoding);
	}
	memmove(rest->data, from, left);
	rest->size = left;
	return status;
}

static enum causa_status read_all(struct splitter *s, int fd, iconv_t cd, struct sha256_ctx *sha, uint64_t *total)
{
	unsigned char buffer[CHUNK];
	struct bytes rest = {NULL, 0, 0, false};
	enum causa_status status = CAUSA_OK;
	for (bool first = true; status == CAUSA_OK;) {
		ssize_t n = read(fd, buffer, sizeof buffer);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			status = causa_fail_at(s->err, CAUSA_EIO, s->name, 0, 0, _("cannot be read: %s"), strerror(errno));
		if (n <= 0)
			break;
		sha256_update(sha, (size_t)n, buffer);
		*total += (uint64_t)n;
		size_t skip = 0;
		if (first) {
			status = look_at_start(s, buffer, (size_t)n);
			skip = n >= 3 && memcmp(buffer, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
			first = false;
		}
		if (status != CAUSA_OK)
			break;
		const char *text = (const char *)buffer + skip;
		size_t size = (size_t)n - skip;
		status = cd != (iconv_t)-1 ? convert(s, cd, &rest, text, size) : feed(s, text, size);
	}
	bytes_free(&rest);
	return status == CAUSA_OK ? finish(s) : status;
}

enum causa_status split_stream(int fd, const char *name, const struct split_options *options, record_sink sink, void *self,
                               struct causa_file *file, struct causa_error *err)
{
	struct splitter *s = calloc(1, sizeof *s);
	struct sha256_ctx sha;
	uint8_t digest[SHA256_DIGEST_SIZE];
	iconv_t cd = (iconv_t)-1;
	uint64_t total = 0;
	if (s == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	if (options->encoding != NULL && (cd = iconv_open("UTF-8", options->encoding)) == (iconv_t)-1) {
		free(s);
		return causa_fail(err, CAUSA_EUSAGE, _("the encoding \"%s\" is not known; iconv -l lists those that are"),
		                  options->encoding);
	}
	s->options = options;
	s->name = name;
	s->sink = sink;
	s->self = self;
	s->err = err;
	s->delimiter = options->delimiter;
	s->line = 1;
	sha256_init(&sha);
	enum causa_status status = read_all(s, fd, cd, &sha, &total);
	sha256_digest(&sha, sizeof digest, digest);
	file->bytes = total;
	for (int i = 0; i < SHA256_DIGEST_SIZE; i++)
		snprintf(file->sha256 + 2 * i, 3, "%02x", digest[i]);
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	bytes_free(&s->text);
	bytes_free(&s->raw);
	free(s);
	return status;
}
