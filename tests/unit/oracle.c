/* Rows of reference values for tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "oracle.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 24, MOST_LINE = 4096 };

struct oracle {
	FILE *file;
	int columns, line;
	char head[MOST_LINE], row[MOST_LINE], print[MOST_LINE];
	char *name[MOST_COLUMNS], *field[MOST_COLUMNS];
};

/* Splits a line in place; quoted fields lose their quotes. */
static int split(char *line, char **field)
{
	int n = 0;
	char *from = line, *to = line;
	for (size_t length = strlen(line); length > 0 && strchr("\r\n", line[length - 1]) != NULL; length--)
		line[length - 1] = '\0';
	for (;;) {
		bool quoted = *from == '"';
		ck_assert_int_lt(n, MOST_COLUMNS);
		field[n++] = to;
		from += quoted;
		while (*from != '\0' && (quoted || *from != ',')) {
			if (quoted && *from == '"') {
				from++;
				if (*from != '"') {
					quoted = false;
					continue;
				}
			}
			*to++ = *from++;
		}
		bool last = *from == '\0';
		*to++ = '\0';
		if (last)
			return n;
		from++;
	}
}

struct oracle *oracle_open(const char *name)
{
	const char *dir = getenv("CAUSA_ORACLE_DIR");
	struct oracle *o = oracle_open_in(dir != NULL ? dir : "tests/oracle", name);
	ck_assert_msg(o != NULL, "cannot open %s", name);
	return o;
}

struct oracle *oracle_open_in(const char *folder, const char *name)
{
	char path[1024];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return NULL;
	struct oracle *o = calloc(1, sizeof *o);
	ck_assert_ptr_nonnull(o);
	o->file = file;
	ck_assert_ptr_nonnull(fgets(o->head, sizeof o->head, o->file));
	o->columns = split(o->head, o->name);
	return o;
}

/* A quoted field with a line break goes on in the next line. */
static bool odd_quotes(const char *row)
{
	bool odd = false;
	for (; *row != '\0'; row++)
		odd ^= *row == '"';
	return odd;
}

bool oracle_next(struct oracle *o)
{
	if (fgets(o->row, sizeof o->row, o->file) == NULL) {
		fclose(o->file);
		free(o);
		return false;
	}
	while (odd_quotes(o->row) && fgets(o->row + strlen(o->row), (int)(sizeof o->row - strlen(o->row)), o->file) != NULL)
		o->line++;
	o->line++;
	strcpy(o->print, o->row);
	ck_assert_int_eq(split(o->row, o->field), o->columns);
	return true;
}

const char *oracle_text(const struct oracle *o, const char *column)
{
	for (int i = 0; i < o->columns; i++) {
		if (strcmp(o->name[i], column) == 0)
			return o->field[i];
	}
	ck_abort_msg("no column %s", column);
	return "";
}

bool oracle_has(const struct oracle *o, const char *column)
{
	for (int i = 0; i < o->columns; i++) {
		if (strcmp(o->name[i], column) == 0)
			return true;
	}
	return false;
}

int oracle_line(const struct oracle *o)
{
	return o->line + 1;
}

const char *oracle_row(const struct oracle *o)
{
	return o->print;
}

double oracle_number(const struct oracle *o, const char *column)
{
	const char *text = oracle_text(o, column);
	if (strcmp(text, "NA") == 0 || strcmp(text, "NaN") == 0)
		return NAN;
	char *end;
	double value = strtod(text, &end);
	return *end == '/' ? value / strtod(end + 1, NULL) : value;
}

int64_t oracle_integer(const struct oracle *o, const char *column)
{
	return (int64_t)strtoll(oracle_text(o, column), NULL, 10);
}

bool oracle_is(const struct oracle *o, const char *column, const char *text)
{
	return strcmp(oracle_text(o, column), text) == 0;
}

int oracle_list(const struct oracle *o, const char *column, int64_t *first, int64_t *second, int most)
{
	const char *at = oracle_text(o, column);
	char *end;
	int n = 0;
	while (*at != '\0') {
		ck_assert_int_lt(n, most);
		first[n] = strtoll(at, &end, 10);
		if (*end == '/') {
			ck_assert_ptr_nonnull(second);
			second[n] = strtoll(end + 1, &end, 10);
		}
		n++;
		at = end;
		while (*at == ' ')
			at++;
	}
	return n;
}
