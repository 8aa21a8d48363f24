/* Filling a struct causa_error. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BASE_ERROR_H
#define CAUSA_BASE_ERROR_H

#include <causa/status.h>

#if defined(__GNUC__)
#define CAUSA_PRINTF(a, b) __attribute__((format(printf, a, b)))
#else
#define CAUSA_PRINTF(a, b)
#endif

/* Sets status and sentence (place cleared) and returns the status, so that a failure is one statement:
 *     return causa_fail(err, CAUSA_EINPUT, _("the file is empty; ..."));
 * err may be NULL. */
enum causa_status causa_fail(struct causa_error *err, enum causa_status status, const char *format, ...)
	CAUSA_PRINTF(3, 4);

/* The same with file, line and column (0: none). */
enum causa_status causa_fail_at(struct causa_error *err, enum causa_status status, const char *file, uint64_t line,
                                uint64_t column, const char *format, ...) CAUSA_PRINTF(6, 7);

#endif
