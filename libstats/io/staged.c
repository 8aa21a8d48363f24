/* The paths that are staged at present, for removal from a signal handler: fixed storage, no allocation, no lock.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/staged.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <causa/publish.h>

enum { MOST = 1024, LONGEST = 512 };

static struct {
	volatile sig_atomic_t used; /* 0 free, 1 file, 2 folder */
	char path[LONGEST];
} staged[MOST];

bool staged_add(const char *path, bool folder)
{
	if (strlen(path) >= LONGEST)
		return false;
	for (int i = 0; i < MOST; i++) {
		if (staged[i].used && strcmp(staged[i].path, path) == 0)
			return true;
	}
	for (int i = 0; i < MOST; i++) {
		if (staged[i].used)
			continue;
		strcpy(staged[i].path, path);
		staged[i].used = folder ? 2 : 1;
		return true;
	}
	return false;
}

void staged_forget(const char *path)
{
	for (int i = 0; i < MOST; i++) {
		if (staged[i].used && strcmp(staged[i].path, path) == 0)
			staged[i].used = 0;
	}
}

void causa_publish_abandon(void)
{
	for (int i = 0; i < MOST; i++) {
		if (staged[i].used == 1)
			unlink(staged[i].path);
	}
	for (int i = MOST - 1; i >= 0; i--) { /* inner folders were made last */
		if (staged[i].used == 2)
			rmdir(staged[i].path);
	}
}
