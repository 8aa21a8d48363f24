/* The parts of a report: its tables, its figures, its page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_REPORT_H
#define CAUSA_CLI_REPORT_H

#include <causa/manifest.h>
#include <causa/publish.h>

#include "base/bytes.h"
#include "command.h"
#include "plots/plots.h"

enum report_table {
#define X(name, by, of, quantity, function) TABLE_##name,
#include "report_tables.def"
#undef X
	REPORT_TABLES
};

/* A chart as drawn for a page: words for the caption, and the drawings that stand in it; none where they would be too large for one. */
struct report_figure {
	bool drawn;
	struct causa_figure_info info;
	struct bytes wide, narrow;
};

/* One page of a report, in one language, with its own figures and what else of it has words. */
struct report_page {
	const char *lang;
	const char *suffix;             /* of its files: "" in the language of the report, ".es" in the other */
	const char *other;              /* language of the page beside it; NULL: there is none */
	struct causa_frame *audit;
	struct report_figure figure[CAUSA_CHARTS];
	size_t drawings;                /* bytes of those that stand in the page */
};

/* What bounds are of. */
enum report_bound { BOUND_RATIO, BOUND_CHANGE, BOUND_TREND, REPORT_BOUNDS };

/* One conclusion under all options, of all offences together and, where they are not too many, of each. */
enum report_sensitivity { SENSITIVITY_TREND_ALL, SENSITIVITY_CHANGE_ALL, SENSITIVITY_RATIO_ALL, SENSITIVITY_TREND, REPORT_SENSITIVITIES };
struct document_format;

struct report {
	const struct options *options;
	const struct document_format *format;
	const struct input *input;
	const char *lang;                          /* of index.html */
	struct causa_frame *table[REPORT_TABLES];  /* NULL: the years do not allow it */
	struct causa_frame *findings;
	struct causa_frame *bound[REPORT_BOUNDS];  /* NULL: no offence is unknown, or the years do not allow it */
	struct causa_frame *sensitivity[REPORT_SENSITIVITIES]; /* NULL: the years or the number of offences do not allow it */
	struct causa_frame *named;      /* ratio by year of the named offences, for the first table of the page */
	struct causa_frame *named_counts;
	/* what only figures show, of the last two whole years or of all; NULL: the table does not allow it */
	struct {
		struct causa_frame *change, *ratio_change, *decompose, *funnel, *segments;
	} drawn;
	struct report_page page;             /* the one that is being written */
	const struct causa_plots_api *plots; /* NULL: nothing was drawn */
	struct settings settings;
	char command[4096];
};

/* Options of the command beside those that every command takes. */
enum { REPORT_TAKES = OPT_FEW | OPT_ADJUST };

/* Says what of the command line a report does not take; false: all is well. */
bool report_refuses(const struct options *options);

/* A report is begun, computed, and filled into a folder, which the caller puts in place or not; then freed. */
void report_begin(struct report *report, const struct options *options, const struct input *input);
enum causa_status report_fill(struct report *report, struct causa_folder *folder, struct causa_error *err);

/* Says why a report could not be made; returns the exit status. */
int report_failed(const char *command, enum causa_status status, struct causa_error *err);

/* "ratio-by-year" */
void report_table_name(enum report_table table, char *out, size_t size);

/* The table of a name, "ratio-by-year"; NULL: there is none, or the input does not allow it. */
const struct causa_frame *report_table_named(const struct report *report, const char *name);

/* Has the input a column of this measure? */
bool report_has(const struct report *report, const char *measure);
/* Does any table of the report name this method? */
bool report_uses(const struct report *report, const struct causa_method_info *method);

/* Computes every table. */
enum causa_status report_compute(struct report *report, struct causa_error *err);

/* Draws every figure of the page at hand: PNG, SVG, PDF and the numbers as CSV into the folder, bare drawings into report->page. */
enum causa_status report_draw(struct report *report, struct causa_folder *folder, struct causa_manifest *manifest,
                              struct causa_error *err);

/* "ratio", "ratio.es" */
void report_file_name(const struct report *report, const char *name, char *out, size_t size);
/* "index.html", "index.es.html": the page at hand, or the one beside it. */
void report_page_name(const struct report *report, bool other, char *out, size_t size);

/* Writes the page at hand, and files of its own, into the folder. */
enum causa_status report_page(const struct report *report, struct causa_folder *folder, struct causa_manifest *manifest,
                              struct causa_error *err);
/* How to cite the report and what it rests on, for BibTeX. */
void report_citation(const struct report *report, struct bytes *to);
extern const char *const report_style[]; /* lines, then NULL */

/* Adds a file to the folder and to the manifest. */
enum causa_status report_add(struct causa_folder *folder, struct causa_manifest *manifest, const char *name,
                             const struct bytes *bytes, struct causa_error *err);

/* Collects what a writer puts: fits causa_put and causa_figure_put. */
int report_collect(void *bytes, const void *data, size_t size);

/* Frees what the page at hand holds. */
void report_page_free(struct report *report);
void report_free(struct report *report);

#endif
