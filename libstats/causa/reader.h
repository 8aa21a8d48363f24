/* Reading: a source of bytes and a schema in, batches of cells into a sink.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_READER_H
#define CAUSA_READER_H

#include <stddef.h>
#include <stdint.h>

#include <causa/panel.h>
#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How the columns of a bare CSV are to be understood; every field may be NULL, 0 or '\0': then well-known names. */
struct causa_mapping {
	const char *year, *offence, *reported, *prosecuted, *population;
	const char *const *group;
	uint32_t groups;
	const char *unknown_label; /* label that means "offence unknown" */
	const char *encoding;      /* a name that iconv knows; NULL: UTF-8 (with or without BOM) */
	char delimiter;            /* ',', ';', '\t'; 0: found from the header line */
	char decimal;              /* '.' or ','; 0: by the delimiter */
};

/** A key and the lowest byte where it was seen. */
struct causa_span {
	const char *text;
	uint32_t size;
	uint64_t first;
};

/** The labels that one part has seen so far, per dimension. */
struct causa_keys {
	uint32_t dims;
	const struct causa_span *(*get)(const struct causa_keys *keys, uint32_t dim, uint32_t id);
};

/** Up to 4096 rows, columns apart; valid during the call only. */
struct causa_batch {
	uint32_t rows;
	uint64_t byte;                 /* of the first row in the decoded input */
	const uint32_t *offset;        /* row i begins at byte + offset[i] */
	const uint64_t *line;          /* 1-based line of row i */
	const int32_t *year;
	const uint16_t *months;        /* NULL: none */
	const uint32_t *const *label;  /* [dim][row]: this part's own ids */
	const int64_t *const *value;   /* [measure][row] */
	const uint8_t *const *status;  /* [measure][row]: enum causa_cell; NULL: all SEEN */
	const uint8_t *role;           /* NULL: all data; else enum causa_role of the row */
};

/** Where batches go. part() is called once a run of chunks, without locks inside; join() in file order, on one thread. */
struct causa_sink {
	void *self;
	void *(*part)(void *self, unsigned n, const struct causa_keys *keys);
	enum causa_status (*rows)(void *part, const struct causa_batch *batch, struct causa_error *err);
	enum causa_status (*join)(void *self, void *part, struct causa_error *err);
	void (*drop)(void *part);
};

/** Opens INPUT of the contract and builds the panel from it.
 *
 *  input    a directory with datapackage.json, a CSV file, or "-" for standard input. Names of bundled datasets are
 *           resolved by the caller.
 *  mapping  for a bare CSV; NULL: well-known names. Ignored by a data package (which declares its own) unless
 *           a field is set, then CAUSA_EUSAGE with a sentence.
 *  jobs     threads; 0: all cores. Never changes the result.
 *  out      the panel, owned by the caller (causa_panel_free); written only on success.
 *  Errors   CAUSA_EINPUT (file, line, what, what to do), CAUSA_EIO (cannot be opened or read), CAUSA_ENOMEM. */
enum causa_status causa_open(const char *input, const struct causa_mapping *mapping, unsigned jobs,
                             struct causa_panel **out, struct causa_error *err);

#ifdef __cplusplus
}
#endif
#endif
