/* How far a long reading is, on a terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_PROGRESS_H
#define CAUSA_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool wanted;               /* standard error is a terminal, and -q was not given */
	double begun, shown;       /* seconds */
	int length;                /* of the line that stands there; 0: none */
};

void progress_begin(struct progress *progress, bool quiet);
/* As causa_mapping wants it; self: a struct progress. Nothing is shown in the first second. */
void progress_step(void *self, uint64_t done, uint64_t total);
/* Takes the line away. */
void progress_end(struct progress *progress);
/* The line for so many bytes of so many after some seconds; total 0: not known. Returns its width. */
int progress_words(uint64_t done, uint64_t total, double seconds, char *out, int room);

#endif
