/* A source of text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "io/stored.h"

enum { HEAD = 1 << 18 };

struct source {
	const char *name;
	char *path, *member;        /* of a zip archive */
	int fd;
	bool owned;
	struct stored *stored;
	struct found_encoding found;
	bool told;                  /* the encoding was named; else what does not fit it becomes U+FFFD */
	size_t unit;                /* bytes that are passed over together */
	bool plain;                 /* it is cut before it is decoded */
	char doubt[512];
	size_t skip;                /* bytes of a mark that are still to be passed over */
	bool begun;
	iconv_t cd;                 /* (iconv_t)-1: UTF-8 as it is */
	struct bytes rest, text;    /* bytes that end inside a character; decoded text */
};

/* ---- encodings ---- */

/* A short text in an encoding as UTF-8, for a message. */
static void decode_short(const char *encoding, const char *text, char *out, size_t size)
{
	iconv_t cd = iconv_open("UTF-8//TRANSLIT", encoding);
	char *from = (char *)(uintptr_t)text, *to = out;
	size_t left = strlen(text), room = size - 1;
	if (cd == (iconv_t)-1) {
		snprintf(out, size, "?");
		return;
	}
	iconv(cd, &from, &left, &to, &room);
	*to = '\0';
	iconv_close(cd);
}

const char *source_doubt(struct source *s, const char *column)
{
	char field[256];
	const struct found_encoding *f = &s->found;
	decode_short(f->encoding, f->field, field, sizeof field);
	if (s->told || (!f->twice && !f->doubtful))
		return NULL;
	if (f->twice)
		snprintf(s->doubt, sizeof s->doubt,
		         _("line %llu has \"%s\" in column %s: this text looks as if it had been encoded twice; labels are shown as they stand, "
		           "counts are right"),
		         (unsigned long long)f->line, field, column);
	else if (f->line > 0)
		snprintf(s->doubt, sizeof s->doubt,
		         _("nothing says which encoding this is in; it is read as %s, which makes column %s of line %llu \"%s\". If that is wrong, "
		           "name it with --encoding"),
		         f->encoding, column, (unsigned long long)f->line, field);
	else
		snprintf(s->doubt, sizeof s->doubt, _("there is no mark of the encoding; it is read as %s. If that is wrong, name it with --encoding"),
		         f->encoding);
	return s->doubt;
}

/* A first idea, from the beginning; whoever reads all of the text may settle it otherwise. */
static enum causa_status find_encoding(struct source *s, struct causa_error *err)
{
	struct survey *survey = survey_new();
	const unsigned char *bytes;
	size_t n = 1, all = 0;
	if (survey == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	enum causa_status status = stored_start(s->stored, err);
	while (status == CAUSA_OK && n > 0 && all < HEAD) {
		status = stored_read(s->stored, &bytes, &n, err);
		if (status == CAUSA_OK)
			survey_add(survey, (const char *)bytes, n);
		all += n;
	}
	survey_find(survey, &s->found);
	survey_free(survey);
	return status;
}

static enum causa_status begin_decoding(struct source *s, struct causa_error *err)
{
	if (s->cd != (iconv_t)-1)
		iconv_close(s->cd);
	s->cd = (iconv_t)-1;
	bool none = s->found.encoding[0] == '\0'; /* for iconv that is whatever the locale says */
	if (!encoding_is_utf8(s->found.encoding) && (none || (s->cd = iconv_open("UTF-8", s->found.encoding)) == (iconv_t)-1))
		return causa_fail(err, CAUSA_EUSAGE, _("the encoding \"%s\" is not known; iconv -l lists those that are"), s->found.encoding);
	s->plain = encoding_is_plain(s->found.encoding);
	s->unit = strncmp(s->found.encoding, "UTF-16", 6) == 0 ? 2 : 1;
	return CAUSA_OK;
}

static enum causa_status choose_encoding(struct source *s, const char *encoding, struct causa_error *err)
{
	enum causa_status status = CAUSA_OK;
	s->told = encoding != NULL;
	if (encoding == NULL)
		status = find_encoding(s, err);
	else
		snprintf(s->found.encoding, sizeof s->found.encoding, "%s", encoding);
	return status == CAUSA_OK ? begin_decoding(s, err) : status;
}

bool source_settle(struct source *s, const struct found_encoding *found)
{
	if (s->told)
		return false;
	bool other = strcmp(s->found.encoding, found->encoding) != 0;
	size_t skip = s->found.skip;
	s->found = *found;
	s->found.skip = skip;
	return other && begin_decoding(s, NULL) == CAUSA_OK;
}

/* ---- opening ---- */

static enum causa_status open_source(struct source *s, const char *encoding, struct source **out, struct causa_error *err)
{
	s->cd = (iconv_t)-1;
	enum causa_status status = stored_open(s->fd, s->name, s->member, &s->stored, err);
	if (status == CAUSA_OK)
		status = choose_encoding(s, encoding, err);
	if (status == CAUSA_OK)
		status = source_start(s, err);
	if (status == CAUSA_OK)
		*out = s;
	else
		source_close(s);
	return status;
}

enum causa_status source_open_fd(int fd, const char *name, const char *encoding, struct source **out, struct causa_error *err)
{
	struct source *s = calloc(1, sizeof *s);
	if (s == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	s->fd = fd;
	s->name = name;
	return open_source(s, encoding, out, err);
}

/* "x.zip:member" where no file of that whole name exists. */
static bool split_member(struct source *s)
{
	char *mark = strstr(s->path, ".zip:");
	if (mark == NULL || access(s->path, F_OK) == 0)
		return false;
	mark[4] = '\0';
	s->member = mark + 5;
	return true;
}

enum causa_status source_open(const char *path, const char *name, const char *encoding, struct source **out, struct causa_error *err)
{
	if (strcmp(path, "-") == 0)
		return source_open_fd(STDIN_FILENO, name, encoding, out, err);
	struct source *s = calloc(1, sizeof *s);
	if (s == NULL || (s->path = strdup(path)) == NULL) {
		free(s);
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	}
	split_member(s);
	s->name = name;
	s->fd = open(s->path, O_RDONLY | O_CLOEXEC);
	s->owned = s->fd >= 0;
	if (s->fd < 0) {
		int error = errno;
		free(s->path);
		free(s);
		return causa_fail_at(err, CAUSA_EIO, name, 0, 0, _("cannot be read: %s"), strerror(error));
	}
	return open_source(s, encoding, out, err);
}

/* ---- reading ---- */

/* A byte, or a unit of UTF-16, that does not fit the encoding that was found: its letter is lost, not the table. */
static void pass_over(struct source *s, char **from, size_t *left)
{
	size_t unit = s->unit < *left ? s->unit : *left;
	bytes_text(&s->text, "\xEF\xBF\xBD");
	*from += unit;
	*left -= unit;
}

static enum causa_status decode(struct source *s, struct causa_error *err)
{
	char out[1 << 14], *from = s->rest.data;
	size_t left = s->rest.size;
	s->text.size = 0;
	while (left > 0) {
		char *to = out;
		size_t room = sizeof out, done = iconv(s->cd, &from, &left, &to, &room);
		int error = errno;
		bytes_add(&s->text, out, sizeof out - room);
		if (done != (size_t)-1 || error == E2BIG)
			continue;
		if (error == EINVAL) /* the rest of a character is in the next chunk */
			break;
		if (s->told)
			return causa_fail_at(err, CAUSA_EINPUT, s->name, 0, 0, _("the text is not in the encoding %s"), s->found.encoding);
		pass_over(s, &from, &left);
	}
	if (s->rest.data != NULL)
		memmove(s->rest.data, from, left);
	s->rest.size = left;
	return s->text.failed ? causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM)) : CAUSA_OK;
}

enum causa_status source_read(struct source *s, const char **text, size_t *n, struct causa_error *err)
{
	const unsigned char *bytes;
	enum causa_status status;
	do {
		status = stored_read(s->stored, &bytes, n, err);
		if (status == CAUSA_OK && *n == 0 && s->rest.size > 0)
			return causa_fail_at(err, CAUSA_EINPUT, s->name, 0, 0,
			                     _("the text ends in the middle of a character of %s: the file is cut short, or it is in another encoding"),
			                     s->found.encoding);
		if (status != CAUSA_OK || *n == 0)
			return status;
		if (!s->begun && s->skip == 0 && *n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 && encoding_is_utf8(s->found.encoding))
			s->skip = 3; /* told that it is UTF-8, with a mark all the same */
		s->begun = true;
		size_t skip = *n < s->skip ? *n : s->skip;
		s->skip -= skip;
		*text = (const char *)bytes + skip;
		*n -= skip;
		if (s->cd == (iconv_t)-1)
			continue;
		bytes_add(&s->rest, *text, *n);
		if (s->rest.failed)
			return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
		status = decode(s, err);
		*text = s->text.data;
		*n = s->text.size;
	} while (status == CAUSA_OK && *n == 0);
	return status;
}

enum causa_status source_start(struct source *s, struct causa_error *err)
{
	s->skip = s->found.skip;
	s->begun = false;
	s->rest.size = 0;
	if (s->cd != (iconv_t)-1)
		iconv(s->cd, NULL, NULL, NULL, NULL);
	return stored_start(s->stored, err);
}

int source_plain(const struct source *s, uint64_t *size)
{
	int fd = stored_plain(s->stored, size);
	return s->plain ? fd : -1;
}

enum causa_status source_bytes(struct source *s, const char **bytes, size_t *n, struct causa_error *err)
{
	if (!s->plain)
		return source_read(s, bytes, n, err);
	const unsigned char *stored;
	enum causa_status status = stored_read(s->stored, &stored, n, err);
	*bytes = (const char *)stored;
	return status;
}

enum causa_status source_head(struct source *s, struct bytes *head, size_t *mark, struct causa_error *err)
{
	const char *bytes;
	size_t n = 1;
	enum causa_status status = source_start(s, err);
	head->size = 0;
	while (status == CAUSA_OK && n > 0 && head->size < HEAD) {
		status = source_bytes(s, &bytes, &n, err);
		if (status == CAUSA_OK && n > 0)
			bytes_add(head, bytes, n);
	}
	if (status == CAUSA_OK && head->failed)
		status = causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	bool marked = head->size >= 3 && memcmp(head->data, "\xEF\xBB\xBF", 3) == 0 && encoding_is_utf8(s->found.encoding);
	*mark = s->plain && marked ? 3 : 0;
	return status;
}

const char *source_name(const struct source *s)
{
	return s->name;
}

const char *source_encoding(const struct source *s)
{
	return s->found.encoding;
}

const struct found_encoding *source_found(const struct source *s)
{
	return &s->found;
}

bool source_is_told(const struct source *s)
{
	return s->told;
}

const char *source_text_encoding(const struct source *s)
{
	return s->plain ? s->found.encoding : "UTF-8";
}

enum causa_status source_tell(struct source *s, struct causa_file *file, struct causa_error *err)
{
	return stored_tell(s->stored, file, err);
}

void source_close(struct source *s)
{
	if (s == NULL)
		return;
	stored_close(s->stored);
	if (s->cd != (iconv_t)-1)
		iconv_close(s->cd);
	if (s->owned)
		close(s->fd);
	bytes_free(&s->rest);
	bytes_free(&s->text);
	free(s->path);
	free(s);
}
