/* Loaded before the C library: the n-th allocation of a process fails (FAIL_ALLOC=n), and with FAIL_WRITE=n the n-th write fails with
 * EIO; FAIL_SHORT makes every read and write short and now and then interrupted.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* The C library's own names for its allocator: dlsym would itself allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t size);

static long at = -2, writes = -2, calls;
static int shorten = -1;

static long number(const char *name)
{
	const char *value = getenv(name);
	return value != NULL ? strtol(value, NULL, 10) : -1;
}

static int due(void)
{
	if (at == -2)
		at = number("FAIL_ALLOC");
	if (at < 0 || __atomic_sub_fetch(&at, 1, __ATOMIC_RELAXED) != 0)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return due() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	return due() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
	return due() ? NULL : __libc_realloc(old, size);
}

/* Every third call is interrupted, the others give a little. */
static int interrupted(size_t *size)
{
	if (shorten < 0)
		shorten = getenv("FAIL_SHORT") != NULL;
	if (!shorten)
		return 0;
	if (__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) % 3 == 0) {
		errno = EINTR;
		return 1;
	}
	*size = *size > 7 ? *size / 2 + 1 : *size;
	return 0;
}

ssize_t read(int fd, void *to, size_t size)
{
	ssize_t (*next)(int, void *, size_t);
	void *found = dlsym(RTLD_NEXT, "read");
	memcpy(&next, &found, sizeof next);
	return interrupted(&size) ? -1 : next(fd, to, size);
}

ssize_t write(int fd, const void *from, size_t size)
{
	ssize_t (*next)(int, const void *, size_t);
	void *found = dlsym(RTLD_NEXT, "write");
	memcpy(&next, &found, sizeof next);
	if (writes == -2)
		writes = number("FAIL_WRITE");
	if (writes > 0 && fd > 2 && --writes == 0) {
		errno = EIO;
		return -1;
	}
	return fd > 2 && interrupted(&size) ? -1 : next(fd, from, size);
}

/* What makes a file visible: FAIL_CALL names one of fsync, rename, close, that then fails with EIO. */
static int named(const char *name)
{
	const char *call = getenv("FAIL_CALL");
	if (call == NULL || strcmp(call, name) != 0)
		return 0;
	errno = EIO;
	return 1;
}

int fsync(int fd)
{
	int (*next)(int);
	void *found = dlsym(RTLD_NEXT, "fsync");
	memcpy(&next, &found, sizeof next);
	return named("fsync") ? -1 : next(fd);
}

int rename(const char *from, const char *to)
{
	int (*next)(const char *, const char *);
	void *found = dlsym(RTLD_NEXT, "rename");
	memcpy(&next, &found, sizeof next);
	return named("rename") ? -1 : next(from, to);
}
