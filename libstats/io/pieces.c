/* A source cut into pieces.
 *
 * A plain file is read by each thread where its piece lies. Whether a piece begins inside quotes, and at which line, follows from the
 * number of quotes and lines in all pieces before it: each thread counts those of its own piece first and tells the next. A piece has
 * the records that begin in it; the last one is read on beyond its end. What has to be decompressed or decoded is read by one thread
 * at a time, and cut at the end of a record.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/pieces.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/intl.h"

enum { MOST_RECORD = 1 << 20, BEFORE = 64 };

struct pieces {
	struct source *source;
	const char *name;
	char delimiter;
	bool exactly;
	uint64_t begin;
	size_t piece, beyond;      /* size of a piece; how far behind its end is read at first */
	/* a plain file */
	int fd;                    /* -1: a stream */
	uint64_t size;
	atomic_uint_fast64_t next, told; /* the next piece; the first one whose beginning is not told yet */
	atomic_bool ended;
	uint64_t line;             /* of the beginning of piece `told` */
	bool quoted;
	/* a stream */
	pthread_mutex_t lock;
	struct bytes rest;         /* the beginning of a record whose end is not read yet */
	uint64_t number, at;       /* pieces given out; offset of rest */
	uint64_t skip;             /* bytes before the first record that are still to be passed over */
	bool drained;
	atomic_uint_fast64_t done;
};

enum causa_status pieces_open(struct source *source, uint64_t begin, uint64_t line, char delimiter, size_t size, bool exactly,
                              struct pieces **out, struct causa_error *err)
{
	struct pieces *p = calloc(1, sizeof *p);
	if (p == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	*p = (struct pieces){.source = source, .name = source_name(source), .delimiter = delimiter, .exactly = exactly, .begin = begin,
	                     .line = line, .at = begin, .skip = begin, .fd = -1, .piece = size, .beyond = size / 64 + 16};
	pthread_mutex_init(&p->lock, NULL);
	p->fd = source_plain(source, &p->size);
	if (exactly)
		p->fd = -1;
	enum causa_status status = p->fd < 0 ? source_start(source, err) : CAUSA_OK;
	if (status == CAUSA_OK)
		*out = p;
	else
		pieces_close(p);
	return status;
}

void pieces_close(struct pieces *p)
{
	if (p == NULL)
		return;
	pthread_mutex_destroy(&p->lock);
	bytes_free(&p->rest);
	free(p);
}

void piece_free(struct piece *piece)
{
	free(piece->buffer);
	free(piece->index.at);
	free(piece->index.end);
	memset(piece, 0, sizeof *piece);
}

void pieces_end(struct pieces *p)
{
	atomic_store(&p->ended, true);
}

uint64_t pieces_done(const struct pieces *p, uint64_t *total)
{
	*total = p->fd >= 0 ? p->size : 0; /* a stream has no end before it ends */
	return atomic_load(&p->done);
}

static enum causa_status no_memory(struct causa_error *err)
{
	return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
}

/* Room for n bytes of text, kept so far as it goes. */
static bool make_room(struct piece *piece, size_t n)
{
	if (n <= piece->room)
		return true;
	size_t room = n + n / 4;
	char *buffer = realloc(piece->buffer, BEFORE + room + 2 * SCAN_SLACK);
	if (buffer == NULL)
		return false;
	piece->buffer = buffer;
	piece->text = buffer + BEFORE;
	uint32_t *at = realloc(piece->index.at, (room + 2 * SCAN_SLACK) * sizeof *at);
	if (at != NULL)
		piece->index.at = at;
	uint32_t *end = realloc(piece->index.end, (room + 2 * SCAN_SLACK) * sizeof *end);
	if (end != NULL)
		piece->index.end = end;
	if (at == NULL || end == NULL)
		return false;
	piece->room = room;
	return true;
}

/* ---- plain files ---- */

static enum causa_status read_at(const struct pieces *p, char *to, size_t n, uint64_t at, struct causa_error *err)
{
	while (n > 0) {
		ssize_t got = pread(p->fd, to, n, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return causa_fail_at(err, CAUSA_EIO, p->name, 0, 0, _("cannot be read: %s"), strerror(errno));
		if (got == 0)
			return causa_fail_at(err, CAUSA_EIO, p->name, 0, 0, _("became shorter while it was read"));
		to += got;
		n -= (size_t)got;
		at += (uint64_t)got;
	}
	return CAUSA_OK;
}

/* Waits until the pieces before have told where this one begins, and tells the next. */
static bool hand_on(struct pieces *p, struct piece *piece, const struct scan_count *count)
{
	unsigned turns = 0;
	while (atomic_load_explicit(&p->told, memory_order_acquire) != piece->number) {
		if (atomic_load_explicit(&p->ended, memory_order_relaxed))
			return false;
		if (++turns > 1000)
			sched_yield(); /* the other thread may be waiting for this processor */
	}
	piece->line = p->line;
	piece->index.quoted = p->quoted;
	p->line += count->lines;
	p->quoted ^= count->quotes & 1;
	atomic_store_explicit(&p->told, piece->number + 1, memory_order_release);
	return true;
}

/* The end of file ends a record as a line end does. */
static void close_text(const struct pieces *p, struct piece *piece)
{
	if (piece->byte + piece->n == p->size)
		piece->text[piece->n++] = '\n';
	memset(piece->text + piece->n, 0, SCAN_SLACK);
}

/* Records that begin in this piece: after the first end of a record, unless one ends right before. */
static void find_first(struct piece *piece, bool begins)
{
	const struct scan_index *x = &piece->index;
	piece->first = begins ? 0 : 1;
	piece->start = begins ? 0 : x->ends > 0 ? x->at[x->end[0]] + 1U : piece->n;
}

static enum causa_status irregular(const struct pieces *p, const struct piece *piece, struct causa_error *err)
{
	return causa_fail_at(err, CAUSA_EINPUT, p->name, piece->line, 0, "%s", "irregular quotes"); /* asked again byte by byte, never printed */
}

static uint64_t lines_before(const struct piece *piece)
{
	struct scan_count count;
	scan_count(piece->text, piece->start, piece->text[-1], &count);
	return count.lines;
}

static enum causa_status index_plain(const struct pieces *p, struct piece *piece, struct causa_error *err)
{
	bool quoted = piece->index.quoted, begins = piece->number == 0 || (!quoted && (piece->text[-1] == '\n' || piece->text[-1] == '\r'));
	for (size_t more = p->beyond;;) {
		piece->index.quoted = quoted;
		scan_index(piece->text, piece->n, p->delimiter, piece->text[-1], &piece->index);
		find_first(piece, begins);
		const struct scan_index *x = &piece->index;
		bool ends = piece->start >= piece->stop || (x->ends > 0 && x->at[x->end[x->ends - 1]] >= piece->stop - 1);
		if (x->irregular)
			return irregular(p, piece, err);
		if (ends)
			break;
		more *= 4;
		if (piece->byte + piece->n >= p->size || more > 4 * MOST_RECORD)
			return irregular(p, piece, err); /* a quote is never closed, or a record too long */
		uint64_t left = p->size - piece->byte - piece->n;
		size_t n = left < more ? (size_t)left : more;
		if (!make_room(piece, piece->n + n + 1))
			return no_memory(err);
		enum causa_status status = read_at(p, piece->text + piece->n, n, piece->byte + piece->n, err);
		if (status != CAUSA_OK)
			return status;
		piece->n += n;
		close_text(p, piece);
	}
	piece->line += lines_before(piece);
	return CAUSA_OK;
}

static enum causa_status next_plain(struct pieces *p, struct piece *piece, bool *got, struct causa_error *err)
{
	struct scan_count count;
	piece->number = atomic_fetch_add(&p->next, 1);
	piece->byte = p->begin + piece->number * p->piece;
	if (piece->byte >= p->size || atomic_load(&p->ended))
		return CAUSA_OK;
	uint64_t left = p->size - piece->byte;
	piece->stop = left < p->piece ? (size_t)left : p->piece;
	piece->n = left < p->piece + p->beyond ? (size_t)left : p->piece + p->beyond;
	if (!make_room(piece, p->piece + p->beyond + 1))
		return no_memory(err);
	size_t before = piece->byte > 0 && piece->number > 0 ? 1 : 0;
	piece->text[-1] = '\n';
	enum causa_status status = read_at(p, piece->text - before, piece->n + before, piece->byte - before, err);
	if (status != CAUSA_OK)
		return status;
	close_text(p, piece);
	scan_count(piece->text, piece->stop, piece->text[-1], &count);
	piece->high = count.high;
	if (!hand_on(p, piece, &count))
		return CAUSA_OK;
	if (count.nul)
		return irregular(p, piece, err);
	atomic_fetch_add(&p->done, piece->stop);
	status = index_plain(p, piece, err);
	*got = status == CAUSA_OK;
	return status;
}

/* ---- streams ---- */

static enum causa_status fill_rest(struct pieces *p, size_t want, struct causa_error *err)
{
	while (!p->drained && p->rest.size < want) {
		const char *text;
		size_t n;
		enum causa_status status = source_bytes(p->source, &text, &n, err);
		if (status != CAUSA_OK)
			return status;
		size_t skip = n < p->skip ? n : (size_t)p->skip;
		p->skip -= skip;
		p->drained = n == 0;
		if (n > skip)
			bytes_add(&p->rest, text + skip, n - skip);
		atomic_fetch_add(&p->done, n);
		if (p->rest.failed)
			return no_memory(err);
	}
	return CAUSA_OK;
}

static uint64_t lines_in(const char *text, size_t n)
{
	struct scan_count count = {0};
	if (n > 0)
		scan_count(text, n, '\n', &count);
	return count.lines;
}

static enum causa_status index_stream(const struct pieces *p, struct piece *piece, struct causa_error *err)
{
	size_t bad = piece->n, opened = piece->n;
	struct scan_count count;
	scan_count(piece->text, piece->n, '\n', &count);
	piece->high = count.high;
	piece->index.quoted = false;
	if (p->exactly)
		scan_exactly(piece->text, piece->n, p->delimiter, &piece->index, &bad, &opened);
	else
		scan_index(piece->text, piece->n, p->delimiter, '\n', &piece->index);
	if (count.nul || piece->index.irregular) {
		if (!p->exactly)
			return irregular(p, piece, err);
		size_t at = strlen(piece->text);
		return causa_fail_at(err, CAUSA_EINPUT, p->name, piece->line + lines_in(piece->text, at), 0,
		                     _("a NUL byte: this is no text file, or it is UTF-16; save it as CSV in UTF-8"));
	}
	if (bad < piece->n)
		return causa_fail_at(err, CAUSA_EINPUT, p->name, piece->line + lines_in(piece->text, bad), 0,
		                     _("text follows a closing quote; double the quotes inside a quoted field"));
	if (p->drained && piece->index.quoted)
		return p->exactly ? causa_fail_at(err, CAUSA_EINPUT, p->name, piece->line + lines_in(piece->text, opened), 0,
		                                  _("a quote is opened here and never closed"))
		                  : irregular(p, piece, err);
	return CAUSA_OK;
}

static enum causa_status too_long(const struct pieces *p, const struct piece *piece, struct causa_error *err)
{
	if (!p->exactly)
		return irregular(p, piece, err);
	return causa_fail_at(err, CAUSA_EINPUT, p->name, piece->line, 0, _("the record is longer than a megabyte; is a closing quote missing?"));
}

/* Takes whole records from what has been read; the rest waits. */
static enum causa_status cut_stream(struct pieces *p, struct piece *piece, bool *got, struct causa_error *err)
{
	for (size_t want = p->piece;; want *= 2) {
		enum causa_status status = fill_rest(p, want, err);
		if (status != CAUSA_OK || p->rest.size == 0)
			return status;
		piece->n = p->rest.size;
		if (!make_room(piece, piece->n + 1))
			return no_memory(err);
		memcpy(piece->text, p->rest.data, piece->n);
		piece->text[-1] = '\n';
		piece->line = p->line;
		if (p->drained)
			piece->text[piece->n++] = '\n';
		memset(piece->text + piece->n, 0, SCAN_SLACK);
		status = index_stream(p, piece, err);
		if (status != CAUSA_OK)
			return status;
		if (piece->index.ends > 0)
			break;
		if (want > MOST_RECORD)
			return too_long(p, piece, err);
	}
	const struct scan_index *x = &piece->index;
	piece->start = piece->first = 0;
	piece->stop = x->at[x->end[x->ends - 1]] + 1U;
	piece->byte = p->at;
	piece->number = p->number++;
	p->line += lines_in(piece->text, piece->stop);
	size_t used = piece->stop < p->rest.size ? piece->stop : p->rest.size;
	/* CRLF that is cut in two is one line end. */
	if (used < p->rest.size && piece->text[used - 1] == '\r' && p->rest.data[used] == '\n')
		p->line--;
	memmove(p->rest.data, p->rest.data + used, p->rest.size - used);
	p->rest.size -= used;
	p->at += used;
	*got = true;
	return CAUSA_OK;
}

enum causa_status pieces_next(struct pieces *p, struct piece *piece, bool *got, struct causa_error *err)
{
	*got = false;
	if (p->fd >= 0)
		return next_plain(p, piece, got, err);
	if (atomic_load(&p->ended))
		return CAUSA_OK;
	pthread_mutex_lock(&p->lock);
	enum causa_status status = cut_stream(p, piece, got, err);
	if (status != CAUSA_OK)
		pieces_end(p);
	pthread_mutex_unlock(&p->lock);
	return status;
}
