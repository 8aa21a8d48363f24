/* Messages on standard error.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"

static bool quiet;

void say_quietly(bool q)
{
	quiet = q;
}

/* Labels and file names come from outside: no control character reaches the terminal as such, neither those of one byte nor U+0080 to
 * U+009F, of which an inverted question mark is made. */
static void put_clean(const char *text)
{
	unsigned char before = 0;
	for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
		bool acts = before == 0xC2 && *c >= 0x80 && *c < 0xA0;
		fputc(acts ? 0xBF : *c < 0x20 || *c == 0x7F ? '?' : *c, stderr);
		before = *c;
	}
}

static void put(const char *format, va_list args)
{
	char text[4096];
	vsnprintf(text, sizeof text, format, args);
	put_clean(text);
	fputc('\n', stderr);
}

static void put_program(const char *command)
{
	fputs("causa", stderr);
	if (command != NULL) {
		fputc(' ', stderr);
		put_clean(command);
	}
	fputs(": ", stderr);
}

void say_usage(const char *command, const char *format, ...)
{
	va_list args;
	put_program(command);
	va_start(args, format);
	put(format, args);
	va_end(args);
	if (command != NULL)
		fprintf(stderr, _("Try 'causa %s --help'.\n"), command);
	else
		fputs(_("Try 'causa --help'.\n"), stderr);
}

void say(const char *format, ...)
{
	va_list args;
	if (quiet)
		return;
	va_start(args, format);
	put(format, args);
	va_end(args);
}

static int exit_of(enum causa_status status)
{
	switch (status) {
	case CAUSA_OK:
		return EXIT_DONE;
	case CAUSA_EUSAGE:
		return EXIT_USAGE;
	case CAUSA_EIO:
	case CAUSA_ENOMEM:
	case CAUSA_ECANCEL:
		return EXIT_FILE;
	default:
		return EXIT_INPUT;
	}
}

int say_error(const char *command, const struct causa_error *err)
{
	put_program(command);
	if (err->file[0] != '\0') {
		put_clean(err->file);
		if (err->line > 0)
			fprintf(stderr, ":%llu", (unsigned long long)err->line);
		fputs(": ", stderr);
	}
	put_clean(err->text[0] != '\0' ? err->text : causa_status_text(err->status));
	fputc('\n', stderr);
	if (err->excerpt[0] != '\0') {
		fputs("  ", stderr);
		put_clean(err->excerpt);
		fputc('\n', stderr);
		for (uint64_t i = 0; err->column > 0 && i < 1 + err->column; i++)
			fputc(' ', stderr);
		for (uint32_t i = 0; err->column > 0 && i < (err->span > 0 ? err->span : 1); i++)
			fputc('^', stderr);
		if (err->column > 0)
			fputc('\n', stderr);
	}
	return exit_of(err->status);
}

int say_printed(const char *command)
{
	struct causa_error err = {0};
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_DONE;
	/* Of what failed before the last of it no reason is known. */
	if (errno != EPIPE && errno != 0) {
		causa_fail_at(&err, CAUSA_EIO, _("standard output"), 0, 0, _("cannot be written: %s"), strerror(errno));
		say_error(command, &err);
	}
	return EXIT_FILE;
}
