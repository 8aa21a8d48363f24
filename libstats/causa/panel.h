/* The panel: counts by series and period, each cell with a status.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PANEL_H
#define CAUSA_PANEL_H

#include <stdbool.h>
#include <stdint.h>

#include <causa/about.h>
#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** State of a cell. ABSENT: no such row. BLANK: printed empty. PENDING: not yet known. */
enum causa_cell { CAUSA_SEEN, CAUSA_ABSENT, CAUSA_BLANK, CAUSA_WITHHELD, CAUSA_PENDING };

/** What a label of the offence dimension is. Only OFFENCE and UNKNOWN carry data. */
enum causa_role { CAUSA_ROLE_OFFENCE, CAUSA_ROLE_UNKNOWN, CAUSA_ROLE_SUBTOTAL, CAUSA_ROLE_TOTAL };

/** How well the covered share of a year is known. */
enum causa_basis { CAUSA_KNOWN, CAUSA_ASSUMED, CAUSA_BOUND };

/** Share of a year that was counted, lo <= share <= hi, in (0, 1]. A whole year is {1, 1, CAUSA_KNOWN}.
 *  lo = 0 means that no earliest end is known. */
struct causa_coverage {
	double lo, hi;
	enum causa_basis basis;
};

struct causa_period {
	int32_t year;
	uint16_t months; /* bit set of months present; 0: the source has no months */
	struct causa_coverage share;
};

/** A dimension of the key: dim[0] is always the offence, the others are group columns. */
struct causa_dim {
	const char *name;         /* "offence", or the header of the group column */
	uint32_t n;               /* labels, in order of first appearance */
	const char *const *key;   /* NFC, for comparing */
	const char *const *title; /* display label */
	const char *const *printed; /* as in the source, e.g. "ABUSO SEXUAL"; equals title when not told */
	const struct causa_words *gloss; /* translations for orientation; NULL: none */
	const uint32_t *print_row;       /* row number in the source's table, 0: not told; NULL: none told */
	const uint8_t *role;      /* enum causa_role */
	bool units;               /* its labels are units: what is counted in one is not in another */
};

enum causa_measure_id { CAUSA_REPORTED, CAUSA_PROSECUTED, CAUSA_POPULATION };

struct causa_measure {
	const char *name, *unit;  /* "reported", "cases" */
	const char *printed;      /* header in the source, e.g. "CAUSA PENAL" */
	enum causa_cell absent;   /* no row: SEEN = zero, or ABSENT */
};

/** Where a value came from: file index in about->file, 1-based line. */
struct causa_origin {
	uint32_t file;
	uint64_t line;
};

/** A printed total: audited, never summed. row_label indexes dim[0] (role SUBTOTAL or TOTAL). */
struct causa_stated {
	uint32_t row_label, measure, period;
	int64_t value;
	enum causa_cell status;
	struct causa_origin at;
	const uint32_t *group;   /* [dims - 1]: labels of the groups that it is the total of; NULL: of all */
};

/** A printed change or ratio in percent: held against the counts, never used. */
struct causa_printed {
	const uint32_t *key;     /* [dims] labels */
	uint32_t from, to;       /* periods of a change; both that of a ratio */
	bool ratio;
	uint8_t decimals;
	double value;
	uint64_t line;
};

/** A row whose full key stood before: both are in the sums. Only where the reader was asked to tell, else it is an error. */
struct causa_repeat {
	uint32_t label;          /* of dim[0] */
	int32_t year;
	uint64_t line, before;   /* of this row, and of the first with the key */
	bool same;               /* its values are those of the first, too */
};

/** A cell among the counts that is none ("12 %", "3.5"). It is read as blank, where the reader was asked to tell. */
struct causa_odd {
	const char *column, *text;
	uint64_t line;
};

/** Rows of a cell in which only the measures of mask `seen` were observed. Sorted by cell, then seen. */
struct causa_gap {
	uint64_t cell;   /* series * periods + t */
	uint32_t seen;   /* bit m: measure m observed */
	uint32_t rows;
	const int64_t *sum; /* [measure]; 0 where not seen */
};

/** Dense counts. Built by the library, read by all; fields are only appended. */
struct causa_panel {
	uint32_t dims, measures, periods;
	uint64_t series;
	const struct causa_dim *dim;
	const struct causa_measure *measure;
	const struct causa_period *period;   /* ascending years */
	const uint32_t *const *key;          /* [dim][series]: label */
	const int64_t *const *sum;           /* [measure][cell]: rows with every measure observed */
	const uint32_t *rows;                /* [cell]: number of such rows */
	const uint16_t *months;              /* [cell]; NULL: no months */
	const uint8_t *const *status;        /* [measure][cell]: enum causa_cell; SEEN when any row was */
	const struct causa_gap *gap;
	uint64_t gaps;
	const struct causa_stated *stated;
	uint64_t stateds;
	const struct causa_origin *origin;   /* [cell]: first row of the cell; line 0 when there is none */
	const struct causa_about *about;
	const struct causa_printed *printed;
	uint64_t printeds;
	const struct causa_repeat *repeat;   /* in the order of the rows */
	uint64_t repeats;
	uint64_t repeats_all;                /* also those that are not told */
	const struct causa_odd *odd;         /* in the order of the rows */
	uint64_t odds, odds_all;
};

/** What is observed of one cell when the measures of mask `need` are needed together. */
struct causa_seen {
	uint32_t seen;    /* rows with every needed measure */
	uint32_t blank;   /* rows that exist but lack one */
	enum causa_cell status; /* SEEN when seen > 0; else of the first needed measure that lacks */
	int64_t value[4]; /* [measure]: sums over the seen rows; 0 for measures not needed */
};

/** Reads cell (series, t). need: bit m for measure m. Never fails: an ABSENT cell has seen = blank = 0. */
void causa_panel_cell(const struct causa_panel *panel, uint64_t series, uint32_t t, uint32_t need,
                      struct causa_seen *out);

/** Index of a measure by name ("reported", "prosecuted", "population"), or -1. */
int causa_panel_measure(const struct causa_panel *panel, const char *name);

/** Index of a year among the periods, or -1. */
int causa_panel_year(const struct causa_panel *panel, int32_t year);

/** Is this period only partly covered? */
bool causa_period_is_partial(const struct causa_period *period);

/** A panel whose reports are those of `years` years before: prosecuted cases of a year over reports of an earlier one. Years
 *  without an earlier one in the table are absent. It borrows from `panel`, which must outlive it.
 *  Errors  CAUSA_EDOMAIN (years < 1, no measure "reported"), CAUSA_ENOMEM. */
enum causa_status causa_panel_lag(const struct causa_panel *panel, int32_t years, struct causa_panel **out);

void causa_panel_free(struct causa_panel *panel);

#ifdef __cplusplus
}
#endif
#endif
