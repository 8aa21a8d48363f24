/* Bytes as they are stored.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/stored.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"

enum { CHUNK = 1 << 16 };
enum packing { PLAIN, FILTERED, ZIP };

struct stored {
	int fd;
	FILE *copy;                /* of what cannot be read twice */
	const char *name, *member;
	enum packing packing;
	struct archive *archive;
	int error;                 /* errno of a failed read inside libarchive */
	unsigned char buffer[CHUNK];
};

/* ---- plain bytes ---- */

static enum causa_status cannot_read(const struct stored *s, int error, struct causa_error *err)
{
	return causa_fail_at(err, CAUSA_EIO, s->name, 0, 0, _("cannot be read: %s"), strerror(error));
}

static ssize_t read_some(struct stored *s)
{
	ssize_t n;
	do {
		n = read(s->fd, s->buffer, sizeof s->buffer);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		s->error = errno;
	return n;
}

/* A pipe is read into a file that has no name, so that it can be looked through before it is read. */
static enum causa_status copy_pipe(struct stored *s, struct causa_error *err)
{
	ssize_t n;
	s->copy = tmpfile();
	if (s->copy == NULL)
		return cannot_read(s, errno, err);
	while ((n = read_some(s)) > 0) {
		if (fwrite(s->buffer, 1, (size_t)n, s->copy) != (size_t)n)
			return cannot_read(s, errno, err);
	}
	if (n < 0)
		return cannot_read(s, s->error, err);
	if (fflush(s->copy) != 0)
		return cannot_read(s, errno, err);
	s->fd = fileno(s->copy);
	return CAUSA_OK;
}

/* ---- archives ---- */

static const struct {
	const char *magic;
	size_t n;
	enum packing packing;
} magics[] = {{"PK\3\4", 4, ZIP},           {"PK\5\6", 4, ZIP},  {"\x1F\x8B", 2, FILTERED}, {"\x28\xB5\x2F\xFD", 4, FILTERED},
              {"\xFD" "7zXZ", 5, FILTERED}, {"BZh", 3, FILTERED}};

static enum packing packing_of(const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
		if (n >= magics[i].n && memcmp(bytes, magics[i].magic, magics[i].n) == 0)
			return magics[i].packing;
	}
	return PLAIN;
}

static la_ssize_t give(struct archive *archive, void *self, const void **bytes)
{
	struct stored *s = self;
	ssize_t n = read_some(s);
	*bytes = s->buffer;
	if (n < 0)
		archive_set_error(archive, s->error, "%s", strerror(s->error));
	return n;
}

static enum causa_status broken(const struct stored *s, struct causa_error *err)
{
	if (s->error != 0)
		return cannot_read(s, s->error, err);
	const char *why = archive_error_string(s->archive);
	return causa_fail_at(err, CAUSA_EINPUT, s->name, 0, 0, _("cannot be decompressed: %s"), why != NULL ? why : "?");
}

static bool is_spreadsheet(const char *path)
{
	return strcmp(path, "[Content_Types].xml") == 0 || strcmp(path, "mimetype") == 0 || strcmp(path, "content.xml") == 0 ||
	       strncmp(path, "Index/", 6) == 0 || strcmp(path, "Index.zip") == 0; /* Numbers */
}

static enum causa_status a_spreadsheet(const struct stored *s, struct causa_error *err)
{
	return causa_fail_at(err, CAUSA_EINPUT, s->name, 0, 0,
	                     _("this is a spreadsheet (.xlsx, .xls, .ods, .numbers), not CSV; open it and export the sheet as CSV in UTF-8: in Excel "
	                       "Save As, CSV UTF-8; in LibreOffice Save As, Text CSV; in Numbers File, Export To"));
}

static enum causa_status open_archive(struct stored *s, struct causa_error *err)
{
	s->archive = archive_read_new();
	if (s->archive == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	archive_read_support_filter_all(s->archive);
	if (s->packing == ZIP)
		archive_read_support_format_zip_streamable(s->archive);
	else
		archive_read_support_format_raw(s->archive);
	return archive_read_open(s->archive, s, NULL, give, NULL) == ARCHIVE_OK ? CAUSA_OK : broken(s, err);
}

static void end_archive(struct stored *s)
{
	if (s->archive != NULL)
		archive_read_free(s->archive);
	s->archive = NULL;
}

/* Moves to the member that is to be read. */
static enum causa_status find_member(struct stored *s, struct causa_error *err)
{
	struct archive_entry *entry;
	int got;
	while ((got = archive_read_next_header(s->archive, &entry)) == ARCHIVE_OK || got == ARCHIVE_WARN) {
		const char *path = archive_entry_pathname(entry);
		if (s->packing != ZIP && archive_filter_code(s->archive, 0) == ARCHIVE_FILTER_NONE)
			return causa_fail_at(err, CAUSA_EINPUT, s->name, 0, 0, _("cannot be decompressed: %s"), _("it begins like a compressed file and is none"));
		if (s->packing != ZIP)
			return CAUSA_OK;
		if (path == NULL || (path[0] != '\0' && path[strlen(path) - 1] == '/'))
			continue;
		if (s->member == NULL ? !is_spreadsheet(path) : strcmp(path, s->member) == 0)
			return CAUSA_OK;
		if (s->member == NULL)
			return a_spreadsheet(s, err);
	}
	if (got != ARCHIVE_EOF)
		return broken(s, err);
	return causa_fail_at(err, CAUSA_EINPUT, s->name, 0, 0, s->member != NULL ? _("the archive has no such file") : _("the archive is empty"));
}

/* Which files a zip archive holds, for its only one or for a message. */
static enum causa_status count_members(struct stored *s, struct causa_error *err)
{
	struct archive_entry *entry;
	char names[300] = "";
	unsigned members = 0;
	enum causa_status status = open_archive(s, err);
	while (status == CAUSA_OK && archive_read_next_header(s->archive, &entry) == ARCHIVE_OK) {
		const char *path = archive_entry_pathname(entry);
		if (path == NULL || path[0] == '\0' || path[strlen(path) - 1] == '/')
			continue;
		if (is_spreadsheet(path)) {
			status = a_spreadsheet(s, err);
			break;
		}
		if (strlen(names) < 200)
			snprintf(names + strlen(names), sizeof names - strlen(names), "%s%.60s", members > 0 ? ", " : "", path);
		members++;
	}
	end_archive(s);
	if (status == CAUSA_OK && members > 1)
		return causa_fail_at(err, CAUSA_EINPUT, s->name, 0, 0, _("the archive holds several files; name one, as in archive.zip:FILE. They are: %s"),
		                     names);
	return status;
}

/* ---- reading ---- */

enum causa_status stored_open(int fd, const char *name, const char *member, struct stored **out, struct causa_error *err)
{
	struct stored *s = calloc(1, sizeof *s);
	if (s == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	s->fd = fd;
	s->name = name;
	s->member = member;
	enum causa_status status = lseek(fd, 0, SEEK_SET) < 0 ? copy_pipe(s, err) : CAUSA_OK;
	ssize_t n = 0;
	if (status == CAUSA_OK && lseek(s->fd, 0, SEEK_SET) == 0 && (n = read_some(s)) < 0)
		status = cannot_read(s, s->error, err);
	if (status == CAUSA_OK && n >= 4 && memcmp(s->buffer, "\xD0\xCF\x11\xE0", 4) == 0)
		status = a_spreadsheet(s, err);
	s->packing = status == CAUSA_OK ? packing_of(s->buffer, (size_t)n) : PLAIN;
	if (status == CAUSA_OK && s->packing == ZIP && member == NULL && lseek(s->fd, 0, SEEK_SET) == 0)
		status = count_members(s, err);
	if (status == CAUSA_OK) {
		*out = s;
		return CAUSA_OK;
	}
	stored_close(s);
	return status;
}

int stored_plain(const struct stored *s, uint64_t *size)
{
	struct stat st;
	*size = 0;
	if (fstat(s->fd, &st) != 0)
		return -1;
	*size = (uint64_t)st.st_size;
	return s->packing == PLAIN ? s->fd : -1;
}

enum causa_status stored_start(struct stored *s, struct causa_error *err)
{
	end_archive(s);
	if (lseek(s->fd, 0, SEEK_SET) < 0)
		return cannot_read(s, errno, err);
	if (s->packing == PLAIN)
		return CAUSA_OK;
	enum causa_status status = open_archive(s, err);
	return status == CAUSA_OK ? find_member(s, err) : status;
}

enum causa_status stored_read(struct stored *s, const unsigned char **bytes, size_t *n, struct causa_error *err)
{
	ssize_t got;
	*n = 0;
	if (s->packing == PLAIN) {
		got = read_some(s);
		*bytes = s->buffer;
	} else {
		const void *block = NULL;
		la_int64_t offset;
		size_t size = 0;
		int status;
		do {
			status = archive_read_data_block(s->archive, &block, &size, &offset);
		} while (status == ARCHIVE_OK && size == 0);
		if (status != ARCHIVE_OK && status != ARCHIVE_EOF)
			return broken(s, err);
		*bytes = block;
		*n = status == ARCHIVE_OK ? size : 0;
		return CAUSA_OK;
	}
	if (got < 0)
		return cannot_read(s, s->error, err);
	*n = (size_t)got;
	return CAUSA_OK;
}

enum causa_status stored_tell(struct stored *s, struct causa_file *file, struct causa_error *err)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;
	ssize_t n;
	end_archive(s);
	if (lseek(s->fd, 0, SEEK_SET) < 0)
		return cannot_read(s, errno, err);
	sha256_init(&sha);
	file->bytes = 0;
	while ((n = read_some(s)) > 0) {
		sha256_update(&sha, (size_t)n, s->buffer);
		file->bytes += (uint64_t)n;
	}
	if (n < 0)
		return cannot_read(s, s->error, err);
	sha256_digest(&sha, sizeof digest, digest);
	for (int i = 0; i < SHA256_DIGEST_SIZE; i++)
		snprintf(file->sha256 + 2 * i, 3, "%02x", digest[i]);
	return CAUSA_OK;
}

void stored_close(struct stored *s)
{
	if (s == NULL)
		return;
	end_archive(s);
	if (s->copy != NULL)
		fclose(s->copy);
	free(s);
}
