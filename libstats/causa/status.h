/* Status codes, and the error that carries a sentence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_STATUS_H
#define CAUSA_STATUS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum causa_status {
#define X(name, text) CAUSA_##name,
#include <causa/status.def>
#undef X
	CAUSA_STATUSES
};

/** What went wrong, where, and what to do. Fixed size: reporting never allocates.
 *  line, column  1-based; 0 when there is none.  text  a complete sentence without a final stop. */
struct causa_error {
	enum causa_status status;
	uint64_t line, column;
	char file[256];
	char text[512];
	char excerpt[256]; /* the input line the caret points into, or empty; column counts its characters */
	uint32_t span;     /* characters that are wrong, from column on */
};

/** A closed interval [lower, upper]; an end that does not exist is -INFINITY or INFINITY. */
struct causa_interval {
	double lower, upper;
};

/** The sentence of a status, in the language of the process. Never NULL. */
const char *causa_status_text(enum causa_status status);

/** "2.1.0": the version of the library that is running. */
const char *causa_version(void);

#ifdef __cplusplus
}
#endif
#endif
