/* Fields where they stand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/slices.h"

#include <errno.h>
#include <string.h>

#include "io/encoding.h"
#include "table/utf8.h"

bool decoder_open(struct decoder *d, const char *encoding, bool lossy)
{
	d->lossy = lossy;
	d->cd = (iconv_t)-1;
	if (encoding_is_utf8(encoding))
		return true;
	d->cd = iconv_open("UTF-8", encoding);
	return d->cd != (iconv_t)-1;
}

void decoder_close(struct decoder *d)
{
	if (d->cd != (iconv_t)-1)
		iconv_close(d->cd);
	d->cd = (iconv_t)-1;
}

static bool add_utf8(const struct decoder *d, const char *bytes, size_t n, struct bytes *out)
{
	while (n > 0) {
		size_t good = utf8_invalid(bytes, n);
		bytes_add(out, bytes, good);
		if (good == n)
			break;
		if (!d->lossy)
			return false;
		bytes_text(out, "\xEF\xBF\xBD");
		bytes += good + 1;
		n -= good + 1;
	}
	return !out->failed;
}

bool decoder_add(const struct decoder *d, const char *bytes, size_t n, struct bytes *out)
{
	char *from = (char *)(uintptr_t)bytes;
	if (d->cd == (iconv_t)-1)
		return add_utf8(d, bytes, n, out);
	iconv(d->cd, NULL, NULL, NULL, NULL);
	while (n > 0) {
		char buffer[256], *to = buffer;
		size_t room = sizeof buffer, done = iconv(d->cd, &from, &n, &to, &room);
		int error = errno;
		bytes_add(out, buffer, sizeof buffer - room);
		if (done != (size_t)-1 || error == E2BIG)
			continue;
		if (!d->lossy)
			return false;
		bytes_text(out, "\xEF\xBF\xBD");
		from++;
		n--;
	}
	return !out->failed;
}

void slice_unquote(const char **from, size_t *n, struct bytes *room)
{
	const char *p = *from;
	if (*n < 2 || p[0] != '"')
		return;
	++*from;
	*n -= 2;
	const char *quote = memchr(*from, '"', *n);
	if (quote == NULL)
		return;
	room->size = 0;
	for (const char *at = *from, *end = *from + *n; at < end; at++) {
		bytes_char(room, *at);
		at += at[0] == '"' && at + 1 < end;
	}
	*n = room->size;
	bytes_add(room, "\0\0\0\0\0\0\0", 8); /* whoever hashes it reads eight bytes at a time */
	*from = room->data != NULL ? room->data : "\0\0\0\0\0\0\0";
}

bool slices_record(const struct slices *s, const struct decoder *decoder, const char *file, struct unsliced *out)
{
	struct record *r = &out->record;
	size_t at[SPLIT_FIELDS];
	bool fits = true;
	r->n = s->n < SPLIT_FIELDS ? s->n : SPLIT_FIELDS - 1;
	r->line = s->line;
	r->file = file;
	out->text.size = out->raw.size = 0;
	bytes_char(&out->text, '\0');
	for (uint32_t i = 0; i < r->n; i++) {
		size_t n, raw_n;
		const char *from = slice(s, i, &n), *raw = from;
		raw_n = n;
		slice_unquote(&from, &n, &out->room);
		at[i] = out->text.size;
		fits &= decoder_add(decoder, from, n, &out->text);
		bytes_char(&out->text, '\0');
		if (i > 0)
			bytes_char(&out->raw, s->text[s->at[i - 1]]);
		r->at[i] = (uint32_t)out->raw.size;
		decoder_add(decoder, raw, raw_n, &out->raw);
	}
	for (uint32_t i = 0; i < r->n && !out->text.failed; i++)
		r->field[i] = out->text.data + at[i];
	r->raw = out->raw.data != NULL ? out->raw.data : "";
	return fits && !out->text.failed && !out->raw.failed;
}

void unsliced_free(struct unsliced *u)
{
	bytes_free(&u->text);
	bytes_free(&u->raw);
	bytes_free(&u->room);
}
