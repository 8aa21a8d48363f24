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

/* A chart as drawn for the report: words for the caption, and the drawings that stand in the page. */
struct report_figure {
	struct causa_figure_info info;
	struct bytes wide, narrow;
};

struct document_format;

struct report {
	const struct options *options;
	const struct document_format *document; /* what it is written as; NULL: a page */
	const struct input *input;
	struct causa_frame *audit, *table[REPORT_TABLES]; /* NULL: the years do not allow it */
	struct causa_frame *named;      /* ratio by year of the named offences, for the first table of the page */
	struct causa_frame *named_counts;
	/* what only figures show, of the last two whole years or of all; NULL: the table does not allow it */
	struct {
		struct causa_frame *change, *ratio_change, *decompose, *funnel, *segments;
	} drawn;
	struct report_figure figure[CAUSA_CHARTS];
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

/* Computes every table. */
enum causa_status report_compute(struct report *report, struct causa_error *err);

/* Draws every figure: PNG and SVG into the folder, bare drawings for the page into report->figure. */
enum causa_status report_draw(struct report *report, struct causa_folder *folder, struct causa_manifest *manifest,
                              struct causa_error *err);

/* The page. */
void report_page(const struct report *report, struct bytes *to);
extern const char *const report_style[]; /* lines, then NULL */

/* Adds a file to the folder and to the manifest. */
enum causa_status report_add(struct causa_folder *folder, struct causa_manifest *manifest, const char *name,
                             const struct bytes *bytes, struct causa_error *err);

/* Collects what a writer puts: fits causa_put and causa_figure_put. */
int report_collect(void *bytes, const void *data, size_t size);

void report_free(struct report *report);

#endif
