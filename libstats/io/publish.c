/* Publishing a file: staged beside its target, then renamed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <causa/publish.h>

#include "base/error.h"
#include "base/intl.h"
#include "io/staged.h"

struct causa_output {
	int fd;
	int error;          /* errno of the first failure */
	char *asked, *target, *stage; /* stage NULL: written directly */
};

static enum causa_status fail(struct causa_error *err, const char *path, int error)
{
	if (error == EPIPE) /* the reader went away: its business, said by the exit status alone */
		return causa_fail(err, CAUSA_EIO, "%s", "");
	return causa_fail_at(err, CAUSA_EIO, path, 0, 0, _("cannot be written: %s"), strerror(error));
}

static void release(struct causa_output *o)
{
	if (o->fd > STDOUT_FILENO)
		close(o->fd);
	free(o->asked);
	free(o->target);
	free(o->stage);
	free(o);
}

/* The file a link leads to, also when that does not exist yet; the path itself when it is no link. */
static char *resolve(const char *path)
{
	char *real = realpath(path, NULL);
	if (real != NULL || errno != ENOENT)
		return real;
	char to[4096];
	ssize_t n = readlink(path, to, sizeof to - 1);
	if (n <= 0)
		return strdup(path);
	to[n] = '\0';
	if (to[0] == '/')
		return strdup(to);
	const char *slash = strrchr(path, '/');
	size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	char *joined = malloc(folder + (size_t)n + 1);
	if (joined != NULL) {
		memcpy(joined, path, folder);
		strcpy(joined + folder, to);
	}
	return joined;
}

/* Creates the file and remembers it, with no signal between the two. */
static int create_stage(struct causa_output *o)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	o->fd = open(o->stage, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int error = o->fd < 0 ? errno : staged_add(o->stage, false) ? 0 : ENAMETOOLONG;
	if (error == ENAMETOOLONG && o->fd >= 0)
		unlink(o->stage);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return error == 0 ? 0 : -1;
}

static int open_stage(struct causa_output *o, const struct stat *old)
{
	size_t n = strlen(o->target) + 32;
	o->stage = malloc(n);
	if (o->stage == NULL)
		return -1;
	int made = -1;
	for (int i = 0; i < 100 && made != 0; i++) {
		snprintf(o->stage, n, "%s.causa-%ld-%d", o->target, (long)getpid(), i);
		made = create_stage(o);
		if (made != 0 && errno != EEXIST)
			break;
	}
	if (made != 0)
		return -1;
	return old != NULL ? fchmod(o->fd, old->st_mode & 07777) : 0;
}

static enum causa_status open_path(struct causa_output *o, struct causa_error *err)
{
	struct stat st;
	o->target = resolve(o->asked);
	if (o->target == NULL)
		return fail(err, o->asked, errno);
	bool exists = stat(o->target, &st) == 0;
	if (exists && S_ISDIR(st.st_mode))
		return fail(err, o->asked, EISDIR);
	if (exists && S_ISREG(st.st_mode) && access(o->target, W_OK) != 0)
		return fail(err, o->asked, errno);
	if (exists && !S_ISREG(st.st_mode)) {
		o->fd = open(o->target, O_WRONLY | O_CLOEXEC);
		return o->fd >= 0 ? CAUSA_OK : fail(err, o->asked, errno);
	}
	if (open_stage(o, exists ? &st : NULL) != 0) {
		int error = errno;
		if (o->fd >= 0) {
			unlink(o->stage);
			staged_forget(o->stage);
		}
		return fail(err, o->asked, error);
	}
	return CAUSA_OK;
}

enum causa_status causa_output_open(const char *path, struct causa_output **out, struct causa_error *err)
{
	struct causa_output *o = calloc(1, sizeof *o);
	if (o == NULL || (o->asked = strdup(path)) == NULL) {
		free(o);
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	}
	o->fd = -1;
	enum causa_status status = CAUSA_OK;
	if (strcmp(path, "-") == 0)
		o->fd = STDOUT_FILENO;
	else
		status = open_path(o, err);
	if (status != CAUSA_OK)
		release(o);
	else
		*out = o;
	return status;
}

int causa_output_put(void *output, const void *bytes, size_t size)
{
	struct causa_output *o = output;
	const char *at = bytes;
	while (size > 0 && o->error == 0) {
		ssize_t n = write(o->fd, at, size);
		if (n < 0 && errno != EINTR)
			o->error = errno;
		if (n > 0) {
			at += n;
			size -= (size_t)n;
		}
	}
	return o->error == 0 ? 0 : -1;
}

enum causa_status causa_output_commit(struct causa_output *o, struct causa_error *err)
{
	/* Some file systems tell of a full disk only at close. */
	if (o->fd > STDOUT_FILENO && close(o->fd) != 0 && o->error == 0)
		o->error = errno;
	o->fd = -1;
	if (o->error == 0 && o->stage != NULL && rename(o->stage, o->target) != 0)
		o->error = errno;
	enum causa_status status = CAUSA_OK;
	if (o->error != 0) {
		if (o->stage != NULL)
			unlink(o->stage);
		status = fail(err, strcmp(o->asked, "-") == 0 ? _("standard output") : o->asked, o->error);
	}
	if (o->stage != NULL)
		staged_forget(o->stage);
	release(o);
	return status;
}

void causa_output_abort(struct causa_output *o)
{
	if (o == NULL)
		return;
	if (o->stage != NULL) {
		unlink(o->stage);
		staged_forget(o->stage);
	}
	release(o);
}
