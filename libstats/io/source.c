/* A source of text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "io/encoding.h"
#include "io/stored.h"

struct source {
	const char *name;
	char *path, *member;        /* of a zip archive */
	int fd;
	bool owned;
	struct stored *stored;
	struct found_encoding found;
	bool guessed;               /* the encoding was found, not told: what does not fit becomes U+FFFD */
	char doubt[512];
	size_t skip;                /* bytes of a mark that are still to be passed over */
	bool begun;
	iconv_t cd;                 /* (iconv_t)-1: UTF-8 as it is */
	struct bytes rest, text;    /* bytes that end inside a character; decoded text */
};

/* ---- encodings ---- */

static bool is_utf8(const char *encoding)
{
	return strcasecmp(encoding, "UTF-8") == 0 || strcasecmp(encoding, "UTF8") == 0;
}

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

static void word_doubt(struct source *s)
{
	char field[256];
	if (s->found.twice) {
		decode_short("UTF-8", s->found.field, field, sizeof field);
		snprintf(s->doubt, sizeof s->doubt,
		         _("line %llu has \"%s\": this text looks as if it had been encoded twice; labels are shown as they stand, counts are right"),
		         (unsigned long long)s->found.line, field);
	} else if (s->found.doubtful && s->found.line > 0) {
		decode_short(s->found.encoding, s->found.field, field, sizeof field);
		snprintf(s->doubt, sizeof s->doubt,
		         _("nothing says which encoding this is in; it is read as %s, which makes line %llu \"%s\". If that is wrong, name it with --encoding"),
		         s->found.encoding, (unsigned long long)s->found.line, field);
	} else if (s->found.doubtful) {
		snprintf(s->doubt, sizeof s->doubt, _("there is no mark of the encoding; it is read as %s. If that is wrong, name it with --encoding"),
		         s->found.encoding);
	}
}

static enum causa_status find_encoding(struct source *s, struct causa_error *err)
{
	struct survey *survey = survey_new();
	const unsigned char *bytes;
	size_t n = 1;
	if (survey == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	enum causa_status status = stored_start(s->stored, false, err);
	while (status == CAUSA_OK && n > 0) {
		status = stored_read(s->stored, &bytes, &n, err);
		if (status == CAUSA_OK)
			survey_add(survey, bytes, n);
	}
	survey_end(survey, &s->found);
	s->guessed = true;
	if (status == CAUSA_OK)
		word_doubt(s);
	return status;
}

static enum causa_status start_decoding(struct source *s, const char *encoding, struct causa_error *err)
{
	enum causa_status status = CAUSA_OK;
	if (encoding == NULL)
		status = find_encoding(s, err);
	else
		snprintf(s->found.encoding, sizeof s->found.encoding, "%s", encoding);
	if (status == CAUSA_OK && !is_utf8(s->found.encoding) && (s->cd = iconv_open("UTF-8", s->found.encoding)) == (iconv_t)-1)
		return causa_fail(err, CAUSA_EUSAGE, _("the encoding \"%s\" is not known; iconv -l lists those that are"), s->found.encoding);
	s->skip = s->found.skip;
	return status == CAUSA_OK ? stored_start(s->stored, true, err) : status;
}

/* ---- opening ---- */

static enum causa_status open_source(struct source *s, const char *encoding, struct source **out, struct causa_error *err)
{
	s->cd = (iconv_t)-1;
	enum causa_status status = stored_open(s->fd, s->name, s->member, &s->stored, err);
	if (status == CAUSA_OK)
		status = start_decoding(s, encoding, err);
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

/* A byte that does not fit the encoding that was found: its letter is lost, not the table. */
static void pass_over(struct source *s, char **from, size_t *left)
{
	bytes_text(&s->text, "\xEF\xBF\xBD");
	++*from;
	--*left;
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
		if (!s->guessed)
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
		if (status != CAUSA_OK || *n == 0)
			return status;
		if (!s->begun && s->skip == 0 && *n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 && is_utf8(s->found.encoding))
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

const char *source_name(const struct source *s)
{
	return s->name;
}

const char *source_encoding(const struct source *s)
{
	return s->found.encoding;
}

const char *source_doubt(const struct source *s)
{
	return s->doubt[0] != '\0' ? s->doubt : NULL;
}

void source_tell(struct source *s, struct causa_file *file)
{
	stored_tell(s->stored, file);
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
