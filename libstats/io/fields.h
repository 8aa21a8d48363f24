/* Fields as counts and years. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_FIELDS_H
#define CAUSA_IO_FIELDS_H

#include "io/layout.h"
#include "io/split.h"

/* none: texts that stand for no count, NULL: an empty field only; thousands: the mark between them, 0: none. *status: enum
 * causa_cell. Errors: CAUSA_EINPUT at the field. */
enum causa_status field_count(const struct record *record, uint32_t field, const char *column, const struct no_count *none, char thousands,
                              int64_t *value, uint8_t *status, struct causa_error *err);
enum causa_status field_year(const struct record *record, uint32_t field, const char *column, int32_t *year, struct causa_error *err);

#endif
