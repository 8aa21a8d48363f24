/* The spreadsheet module: opened by the program when a spreadsheet is asked for. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_XLSX_H
#define CAUSA_IO_XLSX_H

#include <causa/write.h>

enum { CAUSA_XLSX_ABI = 1 };

struct causa_xlsx_api {
	uint32_t abi;
	/* Numbers as numbers, labels as texts (never run as formulas), nothing where there is no value; a second sheet says what the
	 * columns and notes mean, a third which options there were. created: ISO date, NULL: 1980-01-01. Errors: CAUSA_ERANGE (more rows
	 * than a sheet holds), CAUSA_EIO, CAUSA_ENOMEM. */
	enum causa_status (*write)(const struct causa_frame *frame, const struct causa_write_options *options, const char *created, causa_put put,
	                           void *self, struct causa_error *err);
};

extern const struct causa_xlsx_api causa_xlsx_api;

#endif
