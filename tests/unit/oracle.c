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
	line[strcspn(line, "\r\n")] = '\0';
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
	char path[1024];
	const char *dir = getenv("CAUSA_ORACLE_DIR");
	struct oracle *o = calloc(1, sizeof *o);
	ck_assert_ptr_nonnull(o);
	snprintf(path, sizeof path, "%s/%s", dir != NULL ? dir : "tests/oracle", name);
	o->file = fopen(path, "r");
	ck_assert_msg(o->file != NULL, "cannot open %s", path);
	ck_assert_ptr_nonnull(fgets(o->head, sizeof o->head, o->file));
	o->columns = split(o->head, o->name);
	return o;
}

bool oracle_next(struct oracle *o)
{
	if (fgets(o->row, sizeof o->row, o->file) == NULL) {
		fclose(o->file);
		free(o);
		return false;
	}
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

void oracle_check(const struct oracle *o, double got, double relative)
{
	double want = oracle_number(o, "value");
	bool same = isnan(want) ? isnan(got) : isinf(want) ? got == want : fabs(got - want) <= relative * fabs(want);
	ck_assert_msg(same, "row %d: got %.17g, want %.17g (relative %.2g)\n%s", o->line, got, want,
	              fabs(got / want - 1), o->print);
}
