/* Which encoding a text is in.
 *
 * A sample from the start is not enough: an official table may have one such letter in a million rows. All bytes are looked at;
 * valid UTF-8 is UTF-8. Else, when every byte is a letter or mark that western tables have in Windows-1252, it is that. What
 * remains is asked of libuchardet, and the reader is told of the doubt.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "base/bytes.h"

enum { HEAD = 4096, SAMPLE = 1 << 16, MOST_LINE = 512 };

struct survey {
	unsigned char head[HEAD];
	size_t heads;
	/* UTF-8 as far as read */
	unsigned expected;         /* continuation bytes that are still due */
	unsigned char first, before, before_that; /* of the character that is being read; the two bytes before this one */
	bool not_utf8;
	uint64_t letters, high;    /* ASCII letters; bytes that are not ASCII */
	uint64_t strange;          /* of these, what no western table has in Windows-1252 */
	uint64_t twice;            /* pairs that arise when UTF-8 is encoded again */
	uint64_t line, first_line;
	uint32_t column[3], first_column[3]; /* commas, semicolons and tabs before, in the line */
	char field[64];
	size_t fields;             /* length of the current or, after the first high byte, of the found field */
	bool found, done;
	struct bytes sample, current; /* lines with such bytes, for the detector */
	bool current_high;
};

struct survey *survey_new(void)
{
	struct survey *s = calloc(1, sizeof *s);
	if (s != NULL)
		s->line = 1;
	return s;
}

/* Letters of western European languages and the marks that go with them. */
static bool is_western(unsigned char c)
{
	static const char marks[] = "\x80\x85\x91\x92\x93\x94\x96\x97\xA0\xA1\xA7\xA9\xAA\xAB\xAE\xB0\xB4\xB7\xBA\xBB\xBF";
	return (c >= 0xC0 && c != 0xD7 && c != 0xF7) || strchr(marks, (char)c) != NULL;
}

/* Lead byte of a character of so many bytes; 0: none. */
static unsigned continuation(unsigned char c)
{
	return c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xF0 && c < 0xF5 ? 3 : 0;
}

static void check_utf8(struct survey *s, unsigned char c)
{
	if (s->expected > 0) {
		bool bad = (c & 0xC0U) != 0x80U || (s->before == s->first && ((s->first == 0xE0 && c < 0xA0) || (s->first == 0xED && c >= 0xA0) ||
		                                                             (s->first == 0xF0 && c < 0x90) || (s->first == 0xF4 && c >= 0x90)));
		s->not_utf8 |= bad;
		s->expected = bad ? 0 : s->expected - 1;
	} else if (c >= 0x80) {
		s->expected = continuation(c);
		s->not_utf8 |= s->expected == 0;
		s->first = c;
	}
}

static void end_line(struct survey *s)
{
	if (s->current_high && s->sample.size + s->current.size < SAMPLE)
		bytes_add(&s->sample, s->current.data, s->current.size);
	s->current.size = 0;
	s->current_high = false;
}

/* The field that the first such byte stands in. */
static void follow_field(struct survey *s, unsigned char c)
{
	bool ends = c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r';
	if (s->done || (ends && !s->found)) {
		s->fields = s->done ? s->fields : 0;
		return;
	}
	if (ends || s->fields + 1 == sizeof s->field) {
		s->done |= s->found;
		if (!s->found) /* a long field: its last letters will do */
			s->fields = 0;
		return;
	}
	s->field[s->fields++] = (char)c;
	if (c >= 0x80 && !s->found) {
		s->found = true;
		s->first_line = s->line;
		memcpy(s->first_column, s->column, sizeof s->first_column);
	}
}

static bool is_letter(unsigned char c)
{
	return (c | 32U) >= 'a' && (c | 32U) <= 'z';
}

static void survey_byte(struct survey *s, unsigned char c)
{
	check_utf8(s, c);
	if (c >= 0x80) {
		s->high++;
		s->strange += !is_western(c);
		/* A or a with circumflex or tilde, then another such character: what UTF-8 becomes when it is taken for Latin-1. */
		s->twice += s->before_that == 0xC3 && (s->before == 0x82 || s->before == 0x83) && continuation(c) > 0;
		s->current_high = true;
	} else {
		s->letters += is_letter(c);
	}
	/* A dash or a quote inside a word is a letter of some other encoding; an apostrophe is not. */
	s->strange += s->before >= 0x80 && s->before < 0xA0 && s->before != 0x92 && is_letter(s->before_that) && (is_letter(c) || c >= 0xC0);
	follow_field(s, c);
	s->before_that = s->before;
	s->before = c;
}

void survey_add(struct survey *s, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n && s->heads < HEAD; i++)
		s->head[s->heads++] = (unsigned char)bytes[i];
	for (size_t i = 0; i < n; i++) {
		char c = bytes[i];
		survey_byte(s, (unsigned char)c);
		s->column[0] += c == ',';
		s->column[1] += c == ';';
		s->column[2] += c == '\t';
		if (s->current.size < MOST_LINE)
			bytes_char(&s->current, c);
		if (c == '\n') {
			s->line++;
			memset(s->column, 0, sizeof s->column);
			end_line(s);
		}
	}
}

void survey_at_line(struct survey *s, uint64_t line)
{
	survey_add(s, "\n", 1);
	s->line = line;
	s->expected = 0; /* the text before may have been cut inside a character */
}

void survey_not_utf8(struct survey *s)
{
	s->not_utf8 = true;
}

/* A zero in every second byte: UTF-16 of a western text. */
static const char *wide_without_mark(const struct survey *s)
{
	size_t zero[2] = {0, 0}, pairs = s->heads / 2;
	for (size_t i = 0; i < 2 * pairs; i++)
		zero[i % 2] += s->head[i] == 0;
	if (pairs < 4 || (zero[0] == 0 && zero[1] == 0))
		return NULL;
	if (zero[1] > pairs * 6 / 10 && zero[0] < pairs / 10)
		return "UTF-16LE";
	return zero[0] > pairs * 6 / 10 && zero[1] < pairs / 10 ? "UTF-16BE" : NULL;
}

static bool has_mark(const struct survey *s, struct found_encoding *out)
{
	static const struct {
		const char *mark, *encoding;
		size_t n;
	} marks[] = {{"\xEF\xBB\xBF", "UTF-8", 3}, {"\xFF\xFE", "UTF-16LE", 2}, {"\xFE\xFF", "UTF-16BE", 2}};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (s->heads >= marks[i].n && memcmp(s->head, marks[i].mark, marks[i].n) == 0) {
			snprintf(out->encoding, sizeof out->encoding, "%s", marks[i].encoding);
			out->skip = marks[i].n;
			return true;
		}
	}
	return false;
}

static bool iconv_knows(const char *encoding)
{
	iconv_t cd = encoding[0] != '\0' ? iconv_open("UTF-8", encoding) : (iconv_t)-1;
	if (cd == (iconv_t)-1)
		return false;
	iconv_close(cd);
	return true;
}

/* What libuchardet makes of the lines that hold such bytes. */
static void ask_detector(const struct survey *s, struct found_encoding *out)
{
	uchardet_t detector = uchardet_new();
	snprintf(out->encoding, sizeof out->encoding, "%s", "WINDOWS-1252");
	if (detector == NULL)
		return;
	if (s->sample.size > 0 && uchardet_handle_data(detector, s->sample.data, s->sample.size) == 0) {
		uchardet_data_end(detector);
		const char *guess = uchardet_get_charset(detector);
		if (iconv_knows(guess) && strcmp(guess, "UTF-8") != 0 && strcmp(guess, "ASCII") != 0)
			snprintf(out->encoding, sizeof out->encoding, "%s", guess);
	}
	uchardet_delete(detector);
}

static void choose(const struct survey *s, struct found_encoding *out)
{
	const char *wide = wide_without_mark(s);
	snprintf(out->encoding, sizeof out->encoding, "%s", "UTF-8");
	if (has_mark(s, out))
		return;
	if (wide != NULL) {
		snprintf(out->encoding, sizeof out->encoding, "%s", wide);
		out->doubtful = true;
		return;
	}
	if (!s->not_utf8) {
		out->twice = s->twice > 0;
		return;
	}
	/* Greek or Cyrillic is mostly such bytes; western text is mostly not. */
	if (s->strange == 0 && s->high <= s->letters) {
		snprintf(out->encoding, sizeof out->encoding, "%s", "WINDOWS-1252");
		return;
	}
	ask_detector(s, out);
	out->doubtful = true;
}

void survey_find(const struct survey *s, struct found_encoding *out)
{
	memset(out, 0, sizeof *out);
	choose(s, out);
	out->line = s->first_line;
	memcpy(out->field, s->field, s->found ? s->fields : 0);
	memcpy(out->column, s->first_column, sizeof out->column);
}

void survey_free(struct survey *s)
{
	if (s == NULL)
		return;
	bytes_free(&s->sample);
	bytes_free(&s->current);
	free(s);
}

/* ---- encodings ---- */

bool encoding_is_utf8(const char *encoding)
{
	return strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;
}

bool encoding_is_plain(const char *encoding)
{
	if (encoding_is_utf8(encoding))
		return true;
	iconv_t cd = iconv_open("UTF-8", encoding);
	bool plain = cd != (iconv_t)-1;
	for (int c = 1; c < 256 && plain; c++) {
		char byte = (char)c, out[16], *from = &byte, *to = out;
		size_t left = 1, room = sizeof out;
		iconv(cd, NULL, NULL, NULL, NULL);
		bool done = iconv(cd, &from, &left, &to, &room) != (size_t)-1;
		plain = c >= 0x80 ? done || errno == EILSEQ : done && sizeof out - room == 1 && out[0] == byte;
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	return plain;
}
