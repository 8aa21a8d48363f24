/* What a report says, apart from how it is set: the page and the documents take it from here.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_REPORT_SUMMARY_H
#define CAUSA_CLI_REPORT_SUMMARY_H

#include <causa/number.h>

#include "report.h"

/* ---- all years in one table ---- */

enum { SUMMARY_COUNTS = 6, SUMMARY_RATIOS = 3, SUMMARY_CELLS = SUMMARY_COUNTS + SUMMARY_RATIOS };

/* A row, worded. Cells: reported cases of named offences, of unknown offence, all; criminal cases likewise; ratio in percent, from, to. */
struct summary_row {
	int32_t year;
	bool partial;  /* partly covered: a star stands by its year */
	bool computed; /* else the ratio is not: one cell says so */
	bool blank[SUMMARY_COUNTS];
	char cell[SUMMARY_CELLS][CAUSA_NUMBER_SIZE];
};

/* The row of a period of the table; false: the report has no counts of it. */
bool summary_row(const struct report *report, uint32_t period, struct summary_row *out);
uint32_t summary_periods(const struct report *report);

/* "* 2021 is partly covered: ..."; false where it is not. */
bool summary_note(const struct report *report, uint32_t period, char *out, size_t size);

#endif
