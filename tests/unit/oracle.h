/* Rows of reference values for tests: CSV files in $CAUSA_ORACLE_DIR (default tests/oracle).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TESTS_ORACLE_H
#define CAUSA_TESTS_ORACLE_H

#include <stdbool.h>
#include <stdint.h>

struct oracle;

/* Opens a file of rows, or fails the test. */
struct oracle *oracle_open(const char *name);
/* The same in any folder; NULL when the file is not there. */
struct oracle *oracle_open_in(const char *folder, const char *name);
/* Moves to the next row; false at the end, after which the reader is closed. */
bool oracle_next(struct oracle *o);
/* A field of the row by column name; fails the test when there is no such column. */
const char *oracle_text(const struct oracle *o, const char *column);
/* The same as a number: NA is NaN, Inf and -Inf are infinite. */
double oracle_number(const struct oracle *o, const char *column);
int64_t oracle_integer(const struct oracle *o, const char *column);
bool oracle_is(const struct oracle *o, const char *column, const char *text);
/* Numbers separated by spaces, "k/n" pairs in two arrays (second may be NULL); returns how many. */
int oracle_list(const struct oracle *o, const char *column, int64_t *first, int64_t *second, int most);
bool oracle_has(const struct oracle *o, const char *column);
/* Where the row stands in its file, and its text with the line end. */
int oracle_line(const struct oracle *o);
const char *oracle_row(const struct oracle *o);

#endif
