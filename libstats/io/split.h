/* Bytes into records: RFC 4180, streamed. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_SPLIT_H
#define CAUSA_IO_SPLIT_H

#include <stddef.h>
#include <stdint.h>

#include <causa/about.h>

#include "base/bytes.h"
#include "io/source.h"

enum { SPLIT_FIELDS = 1024, SPLIT_RECORD = 1 << 20 };

/* One record. Fields are NUL-terminated UTF-8, trimmed of nothing. */
struct record {
	uint64_t line;               /* of its first byte */
	uint32_t n;
	const char *field[SPLIT_FIELDS];
	uint32_t at[SPLIT_FIELDS];   /* offset of the field in raw */
	const char *raw;             /* the record as written */
	const char *file;
};

typedef enum causa_status (*record_sink)(void *self, const struct record *record, struct causa_error *err);

/* Reads a source to its end and hands on each record; blank lines are passed over. delimiter 0: found from the first record, or
 * from a first line "sep=;" as spreadsheets write it. Errors: CAUSA_EINPUT, CAUSA_EIO with file, line and a sentence. */
enum causa_status split_stream(struct source *source, char delimiter, record_sink sink, void *self, struct causa_error *err);

/* Fails at a field of a record: line, column and excerpt are filled in. */
enum causa_status split_fail(const struct record *record, uint32_t field, struct causa_error *err, const char *format, ...)
	CAUSA_PRINTF(4, 5);

#endif
