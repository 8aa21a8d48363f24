/* Publishing a folder: staged beside its target, then renamed or exchanged.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <causa/publish.h>

#include "base/error.h"
#include "base/intl.h"
#include "io/manifest.h"
#include "io/staged.h"

enum { MOST_FILES = 900, LONGEST_PATH = 480 };

struct causa_folder {
	char target[LONGEST_PATH], stage[LONGEST_PATH];
	char *file[MOST_FILES];     /* relative names of what is staged */
	int files;
	char *inner[8];
	int inners;
	struct manifest_names old;  /* files of the earlier report; empty when there is none */
	bool exists, replaces;
};

static enum causa_status fail(struct causa_error *err, const char *path, int error)
{
	return causa_fail_at(err, CAUSA_EIO, path, 0, 0, _("cannot be written: %s"), strerror(error));
}

static void join(char *to, const char *folder, const char *name)
{
	snprintf(to, 2 * LONGEST_PATH, "%.*s/%.*s", LONGEST_PATH - 1, folder, LONGEST_PATH - 1, name);
}

/* ---- what stands at the target ---- */

static bool is_listed(const struct manifest_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++) {
		if (strcmp(names->name[i], name) == 0)
			return true;
	}
	return false;
}

/* Every file below `folder` must be listed. Depth is bounded: a report has one level of folders. */
static bool all_listed(const char *root, const char *folder, const struct manifest_names *names, bool *empty)
{
	char path[2 * LONGEST_PATH];
	bool ok = true;
	join(path, root, folder);
	DIR *dir = opendir(path);
	if (dir == NULL)
		return false;
	for (struct dirent *e; ok && (e = readdir(dir)) != NULL;) {
		struct stat st;
		char name[LONGEST_PATH], full[2 * LONGEST_PATH];
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		*empty = false;
		if (strlen(e->d_name) + strlen(folder) + strlen(root) + 4 > LONGEST_PATH) {
			ok = false;
			break;
		}
		snprintf(name, sizeof name, "%s%s%.*s", folder, folder[0] ? "/" : "", LONGEST_PATH / 2, e->d_name);
		join(full, root, name);
		bool dir_inside = lstat(full, &st) == 0 && S_ISDIR(st.st_mode);
		if (dir_inside)
			ok = folder[0] == '\0' && all_listed(root, name, names, empty);
		else
			ok = S_ISREG(st.st_mode) && is_listed(names, name);
	}
	closedir(dir);
	return ok;
}

static enum causa_status look_at_target(struct causa_folder *f, struct causa_error *err)
{
	struct stat st;
	bool empty = true;
	if (lstat(f->target, &st) != 0)
		return errno == ENOENT ? CAUSA_OK : fail(err, f->target, errno);
	f->exists = true;
	if (!S_ISDIR(st.st_mode))
		return causa_fail_at(err, CAUSA_EIO, f->target, 0, 0, _("is no folder; give -o the name of a new folder"));
	manifest_read(f->target, &f->old);
	if (!all_listed(f->target, "", &f->old, &empty))
		return causa_fail_at(err, CAUSA_EIO, f->target, 0, 0,
		                     _("holds files that no earlier causa report lists; give -o the name of a new folder"));
	f->replaces = !empty;
	return CAUSA_OK;
}

/* ---- staging ---- */

static void free_folder(struct causa_folder *f)
{
	for (int i = 0; i < f->files; i++)
		free(f->file[i]);
	for (int i = 0; i < f->inners; i++)
		free(f->inner[i]);
	manifest_names_free(&f->old);
	free(f);
}

static int make_folder(const char *path)
{
	if (!staged_add(path, true)) { /* first: a signal may come between the two */
		errno = ENAMETOOLONG;
		return -1;
	}
	if (mkdir(path, 0777) == 0)
		return 0;
	int error = errno;
	staged_forget(path);
	errno = error;
	return -1;
}

enum causa_status causa_folder_open(const char *path, struct causa_folder **out, struct causa_error *err)
{
	struct causa_folder *f = calloc(1, sizeof *f);
	size_t n = strlen(path);
	enum causa_status status = CAUSA_OK;
	if (f == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	while (n > 1 && path[n - 1] == '/')
		n--;
	if (n == 0 || n + 40 > LONGEST_PATH) {
		status = fail(err, path, n == 0 ? ENOENT : ENAMETOOLONG);
	} else {
		memcpy(f->target, path, n);
		char *real = realpath(f->target, NULL); /* a link to a folder stays a link */
		if (real != NULL && strlen(real) + 40 <= LONGEST_PATH)
			strcpy(f->target, real);
		free(real);
		status = look_at_target(f, err);
	}
	if (status == CAUSA_OK) {
		snprintf(f->stage, sizeof f->stage, "%.*s.causa-%ld", LONGEST_PATH - 40, f->target, (long)getpid());
		if (make_folder(f->stage) != 0)
			status = fail(err, path, errno);
	}
	if (status != CAUSA_OK)
		free_folder(f);
	else
		*out = f;
	return status;
}

static int need_inner(struct causa_folder *f, const char *name, size_t n)
{
	char path[2 * LONGEST_PATH];
	for (int i = 0; i < f->inners; i++) {
		if (strlen(f->inner[i]) == n && memcmp(f->inner[i], name, n) == 0)
			return 0;
	}
	if (f->inners == 8 || (f->inner[f->inners] = strndup(name, n)) == NULL) {
		errno = ENOMEM;
		return -1;
	}
	join(path, f->stage, f->inner[f->inners++]);
	return make_folder(path);
}

static int write_file(const char *path, const void *bytes, size_t size)
{
	const char *at = bytes;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	while (size > 0) {
		ssize_t n = write(fd, at, size);
		if (n < 0 && errno != EINTR) {
			int error = errno;
			close(fd);
			errno = error;
			return -1;
		}
		if (n > 0) {
			at += n;
			size -= (size_t)n;
		}
	}
	return close(fd);
}

enum causa_status causa_folder_add(struct causa_folder *f, const char *name, const void *bytes, size_t size,
                                   struct causa_error *err)
{
	char path[2 * LONGEST_PATH];
	const char *slash = strchr(name, '/');
	if (f->files == MOST_FILES || strlen(name) > 100)
		return fail(err, name, ENAMETOOLONG);
	if (slash != NULL && need_inner(f, name, (size_t)(slash - name)) != 0)
		return fail(err, f->target, errno);
	join(path, f->stage, name);
	f->file[f->files] = strdup(name);
	if (f->file[f->files] == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	f->files++;
	if (!staged_add(path, false) || write_file(path, bytes, size) != 0)
		return fail(err, f->target, errno);
	return CAUSA_OK;
}

/* ---- putting in place ---- */

static void forget(const struct causa_folder *f)
{
	char path[2 * LONGEST_PATH];
	for (int i = 0; i < f->files; i++) {
		join(path, f->stage, f->file[i]);
		staged_forget(path);
	}
	for (int i = 0; i < f->inners; i++) {
		join(path, f->stage, f->inner[i]);
		staged_forget(path);
	}
	staged_forget(f->stage);
}

/* After the exchange the earlier report stands where the new one was staged: a signal that comes then must find its files too.
 * Before it those paths do not exist, and removing them does nothing. */
static void watch_old(const struct causa_folder *f, bool watch)
{
	char path[2 * LONGEST_PATH];
	for (size_t i = 0; i < f->old.n; i++) {
		join(path, f->stage, f->old.name[i]);
		if (watch)
			staged_add(path, false);
		else
			staged_forget(path);
		char *slash = strrchr(path, '/');
		*slash = '\0';
		if (strcmp(path, f->stage) == 0)
			continue;
		if (watch)
			staged_add(path, true);
		else
			staged_forget(path);
	}
}

/* Removes the earlier report from where the exchange has put it: listed files, then the folders they leave empty. */
static void remove_old(const struct causa_folder *f)
{
	char path[2 * LONGEST_PATH];
	for (size_t i = 0; i < f->old.n; i++) {
		join(path, f->stage, f->old.name[i]);
		unlink(path);
	}
	for (size_t i = 0; i < f->old.n; i++) {
		char *slash;
		join(path, f->stage, f->old.name[i]);
		slash = strrchr(path, '/');
		*slash = '\0';
		if (strcmp(path, f->stage) != 0)
			rmdir(path);
	}
	rmdir(f->stage);
}

static int exchange(const struct causa_folder *f)
{
#if defined(RENAME_EXCHANGE)
	if (renameat2(AT_FDCWD, f->stage, AT_FDCWD, f->target, RENAME_EXCHANGE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	/* Where folders cannot be exchanged at once: the old one steps aside first, and back when the new one cannot follow. */
	char aside[2 * LONGEST_PATH];
	snprintf(aside, sizeof aside, "%s-old", f->stage);
	if (rename(f->target, aside) != 0)
		return -1;
	if (rename(f->stage, f->target) != 0) {
		int error = errno;
		rename(aside, f->target);
		errno = error;
		return -1;
	}
	return rename(aside, f->stage);
}

const char *causa_folder_stage(const struct causa_folder *folder)
{
	return folder->stage;
}

enum causa_status causa_folder_commit(struct causa_folder *f, struct causa_error *err)
{
	if (f->replaces)
		watch_old(f, true);
	int failed = f->replaces ? exchange(f) : rename(f->stage, f->target);
	if (failed != 0) {
		watch_old(f, false);
		enum causa_status status = fail(err, f->target, errno);
		causa_folder_abort(f);
		return status;
	}
	if (f->replaces)
		remove_old(f);
	watch_old(f, false);
	forget(f);
	free_folder(f);
	return CAUSA_OK;
}

void causa_folder_abort(struct causa_folder *f)
{
	char path[2 * LONGEST_PATH];
	if (f == NULL)
		return;
	for (int i = 0; i < f->files; i++) {
		join(path, f->stage, f->file[i]);
		unlink(path);
	}
	for (int i = f->inners; i-- > 0;) {
		join(path, f->stage, f->inner[i]);
		rmdir(path);
	}
	rmdir(f->stage);
	forget(f);
	free_folder(f);
}
