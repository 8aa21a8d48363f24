/* The first table of a report, all years in a few rows, apart from how it is set.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_REPORT_SUMMARY_H
#define CAUSA_CLI_REPORT_SUMMARY_H

#include <causa/number.h>

#include "report.h"

/* Each measure has three columns: named offences, offence unknown, all. */
enum { SUMMARY_COUNTS = 6, SUMMARY_RATIOS = 3 };

/* A row, worded. */
struct summary_row {
	int32_t year;
	bool partial;  /* partly covered: a star stands by its year */
	int counts;    /* cells of counts: of the measures that there are */
	bool blank[SUMMARY_COUNTS];
	char count[SUMMARY_COUNTS][CAUSA_NUMBER_SIZE];
	bool computed; /* else the ratio is not, or the table has none */
	char ratio[SUMMARY_RATIOS][CAUSA_NUMBER_SIZE]; /* in percent, from, to */
};

/* Titles of the measures of the table; returns how many. */
int summary_measures(const struct report *report, const char *title[2]);
bool summary_has_ratio(const struct report *report);
/* What is counted, for the caption; "95% interval", for a head. */
const char *summary_unit(const struct report *report);
void summary_interval(const struct report *report, char *out, size_t size);

/* The row of a period of the table; false: the report has no counts of it. */
bool summary_row(const struct report *report, uint32_t period, struct summary_row *out);
uint32_t summary_periods(const struct report *report);

/* "* 2021 is partly covered: ..."; false where it is not. */
bool summary_note(const struct report *report, uint32_t period, char *out, size_t size);

#endif
