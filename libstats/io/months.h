/* Months as columns: their sum is the count of the year, and the months that are blank at its end are not covered. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_MONTHS_H
#define CAUSA_IO_MONTHS_H

#include "io/split.h"
#include "table/panel_build.h"

struct months;
struct no_count;

/* columns: of January to December. */
struct months *months_new(const int columns[12], const struct record *header);
void months_free(struct months *months);

/* The count of a row: the sum of its months up to `last` (12: all). A row with a blank between its months has none. */
enum causa_status months_count(struct months *months, const struct record *record, int32_t year, int last, const struct no_count *none,
                               int64_t *value, uint8_t *status, struct causa_error *err);

/* Tells the panel how much of each year is covered. Errors: CAUSA_EINPUT where rows of one year end in different months. */
enum causa_status months_cover(const struct months *months, const char *file, int last, struct panel_build *build,
                               struct causa_error *err);

/* The last month that every year has, 1 to 12. */
int months_common(const struct months *months);

#endif
