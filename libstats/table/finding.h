/* Findings of the audit, typed. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_FINDING_H
#define CAUSA_TABLE_FINDING_H

#include <causa/findings.h>

enum { NO_LABEL = -1 };

struct finding {
	enum causa_severity severity;
	enum causa_check check;
	int32_t year;            /* 0: every year */
	int measure;             /* -1: none */
	int label, last_label;   /* of dim 0; a run of labels when they differ; NO_LABEL: none */
	int64_t series;          /* whose groups are told too; -1: none */
	const uint32_t *group;   /* of a total; NULL: of all */
	uint64_t line;           /* where the cell stands in its file; 0: not told */
	int32_t other_year;      /* the year it is the same as, or before which the other label stands */
	bool has_numbers;
	int64_t stated, computed;
	/* what the words need */
	int64_t offences, unknown;   /* sums; unknown -1: blank or none */
	uint64_t blanks, cells;      /* in the run */
	bool counted_twice;          /* stated = computed + unknown */
	uint32_t file, other_file;   /* of several files */
	uint64_t other_line;         /* of a repeat: where the key stood first */
	bool same;                   /* and with the same values */
	const struct causa_odd *odd;
	uint32_t dim;                /* of units */
	double printed, percent; /* what is printed, and what the counts give */
	int decimals;
	bool follows;                /* from the subtotal: the same difference */
	uint64_t single_edits;       /* cells that could take the difference and stay at or below the reported cases */
	int edit_label;              /* the only cell that could take it, or NO_LABEL */
	int64_t edit_from, edit_to;
	bool total_counts_as_zero;   /* blank: the printed total fits only when the blanks are 0 */
	int64_t printed_total;
};

struct causa_findings {
	struct finding *finding;
	struct finding spare;    /* for those that are only counted */
	uint64_t n, room, most;  /* most: kept in full; 0: all */
	uint64_t count[CAUSA_INFO + 1];
	bool failed;
};

/* Adds a finding and counts it; where no more are kept it is one that is written over. NULL: out of memory. */
struct finding *finding_add(struct causa_findings *findings, enum causa_severity severity, enum causa_check check);

#endif
