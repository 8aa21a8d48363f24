/* A data package: datapackage.json, a line of "---", cases.csv, a line of "---", totals.csv.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

static char folder[512];
static const char *const names[] = {"datapackage.json", "cases.csv", "totals.csv"};

static void path_of(int i, char path[1024])
{
	snprintf(path, 1024, "%s/%s", folder, names[i]);
}

static void clear(void)
{
	char path[1024];
	for (int i = 0; i < 3; i++) {
		path_of(i, path);
		unlink(path);
	}
	rmdir(folder);
}

/* One folder a process, in memory where the system has such a place. */
static int prepare(void)
{
	const char *at = getenv("TMPDIR");
	if (folder[0] != '\0')
		return 1;
	if (at == NULL)
		at = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	snprintf(folder, sizeof folder, "%.400s/causa-fuzz-XXXXXX", at);
	return mkdtemp(folder) != NULL && atexit(clear) == 0;
}

static int put(int i, const uint8_t *data, size_t size)
{
	char path[1024];
	path_of(i, path);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return 0;
	int done = write(fd, data, size) == (ssize_t)size;
	close(fd);
	return done;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!prepare())
		return 0;
	for (int i = 0; i < 3; i++) {
		size_t first, second;
		fuzz_split(data, size, &first, &second);
		if (i == 2)
			first = second = size;
		if (!put(i, data, first))
			return 0;
		data += second;
		size -= second;
	}
	fuzz_read(folder, NULL);
	return 0;
}
