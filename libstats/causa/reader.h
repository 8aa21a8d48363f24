/* Reading: a source of bytes and a schema in, batches of cells into a sink.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_READER_H
#define CAUSA_READER_H

#include <stdbool.h>
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
	const char *encoding;      /* a name that iconv knows; NULL: found from the text */
	char delimiter;            /* ',', ';', '\t'; 0: found from the header line */
	char decimal;              /* '.' or ','; 0: by the delimiter */
	const char *const *where;  /* rows that are read: "COLUMN=VALUE", "COLUMN!=VALUE"; * globs */
	uint32_t wheres;
	const char *layout;        /* name of a layout, or a path of one; NULL: recognised by the header */
	const char *layout_folder; /* where layouts are; NULL: nowhere */
	bool like_for_like;        /* months: only those that every year has */
	const char *const *by;     /* further columns to keep apart: groups of a layout, or any column of the file */
	uint32_t bys;
	bool add;                  /* rows of one key are added; else they are an error */
	bool tell;                 /* for the audit: what else is an error is told in the panel (repeat, odd) and read on; a column that
	                            * names units is kept apart */
	bool digest;               /* size and SHA-256 of the input are wanted: it is read once more for them */
	void (*progress)(void *self, uint64_t done, uint64_t total); /* told of bytes read, on the calling thread; total 0: not known */
	void *progress_self;
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

/** Told of each layout, by name. */
typedef void (*causa_layout_each)(void *self, const char *name, const struct causa_words *title);

/** The layouts of a folder. Errors  CAUSA_EINPUT (one of them cannot be understood), CAUSA_EIO, CAUSA_ENOMEM. */
enum causa_status causa_layouts(const char *folder, causa_layout_each each, void *self, struct causa_error *err);

/** A layout for a file that none is known for: JSON, with what was guessed told in "$comment", to be edited and given to --layout.
 *
 *  path     a file, compressed or not; its first rows are looked at.
 *  mapping  encoding and delimiter, where they are known; NULL: found.
 *  put      takes the text, as causa_output_put does: 0, or an errno that ends it.
 *  Errors   CAUSA_EINPUT (no table: no header, no column of counts), CAUSA_EIO, CAUSA_ENOMEM. */
enum causa_status causa_layout_draft(const char *path, const struct causa_mapping *mapping, int (*put)(void *self, const void *bytes, size_t size),
                                     void *self, struct causa_error *err);

#ifdef __cplusplus
}
#endif
#endif
