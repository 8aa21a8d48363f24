/* Filling a struct causa_error.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"

static const char *const status_texts[] = {
#define X(name, text) N_(text),
#include <causa/status.def>
#undef X
};

const char *causa_status_text(enum causa_status status)
{
	unsigned s = (unsigned)status;
	return _(status_texts[s < CAUSA_STATUSES ? s : CAUSA_EDOMAIN]);
}

/* Cuts on a character boundary, so that a long label never leaves half a letter. */
static void copy_text(char *to, size_t size, const char *from)
{
	size_t n = strlen(from);
	if (n >= size) {
		n = size - 1;
		while (n > 0 && ((unsigned char)from[n] & 0xC0U) == 0x80U)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

static void fill(struct causa_error *err, enum causa_status status, const char *format, va_list args)
{
	char text[2048];
	memset(err, 0, sizeof *err);
	err->status = status;
	vsnprintf(text, sizeof text, format, args);
	copy_text(err->text, sizeof err->text, text);
}

enum causa_status causa_fail(struct causa_error *err, enum causa_status status, const char *format, ...)
{
	if (err != NULL) {
		va_list args;
		va_start(args, format);
		fill(err, status, format, args);
		va_end(args);
	}
	return status;
}

enum causa_status causa_fail_at(struct causa_error *err, enum causa_status status, const char *file, uint64_t line,
                                uint64_t column, const char *format, ...)
{
	if (err != NULL) {
		va_list args;
		va_start(args, format);
		fill(err, status, format, args);
		va_end(args);
		copy_text(err->file, sizeof err->file, file != NULL ? file : "");
		err->line = line;
		err->column = column;
	}
	return status;
}
