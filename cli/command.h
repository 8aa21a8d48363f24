/* What commands share: the table they read, the place they write to.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_COMMAND_H
#define CAUSA_CLI_COMMAND_H

#include <causa/findings.h>
#include <causa/method.h>
#include <causa/publish.h>
#include <causa/write.h>

#include "options.h"
#include "say.h"

/* One function a command: cmd_ratio(argc, argv) with argv[0] the command's name. Returns the exit status. */
#define X(name, summary) int cmd_##name(int argc, char **argv);
#include "commands.def"
#undef X

/* A table that has been read and audited. */
struct input {
	struct causa_panel *panel;
	struct causa_findings *findings;
};

/* Says so where an output would overwrite what is read; panel: NULL before it is read. */
bool input_is_kept(const struct options *options, const char *operand, const struct causa_panel *panel);
/* Opens INPUT (operand `index` or the bundled dataset), audits it, says what the audit found. With --strict a finding is the
 * end: *exit is 1. Returns false when the command must stop with *exit. */
bool input_open(const struct options *options, int index, struct input *out, int *exit_status);
void input_close(struct input *input);

/* Folder of bundled data: a path owned by the function. */
const char *data_folder(void);

/* Writes a frame to -o or standard output in the format asked for; returns the exit status. */
int output_frame(const struct options *options, const struct causa_frame *frame);

/* Writes a frame to a path, but publishes nothing yet: *out is to be committed or aborted. The format follows the path's ending. */
enum causa_status output_stage(const struct options *options, const char *path, const struct causa_frame *frame,
                               struct causa_output **out, struct causa_error *err);
/* Is there a format for this ending? */
bool output_knows(const char *path);

/* Checks -f against -o and says what is wrong; false: usage. Call before anything is read. */
bool output_check(const struct options *options);

/* The date written into PDFs and spreadsheets: of SOURCE_DATE_EPOCH or of the data; NULL: none is known. */
const char *created_date(const struct causa_about *about);
/* Does what is written name the input by its SHA-256? It costs a reading of its own. */
bool output_tells_digest(const struct options *options);

/* Resolved options for JSON and provenance: text buffers live in the struct. */
enum { MOST_SETTINGS = 24 };
struct settings {
	struct causa_setting setting[MOST_SETTINGS];
	uint32_t n;
	char text[4096];
	size_t used;
};
void settings_of(const struct options *options, const struct causa_frame *frame, struct settings *out);

/* The canonical command line: "causa trend mexico-2017-2021 --level 0.95 ..."; defaults resolved, base names only. */
void canonical_command(const struct options *options, const char *input, char *out, size_t size);

/* --help and --version, when asked for: prints and returns true. */
bool answered(const struct options *options, unsigned takes, const char *definition, const char *columns,
              const char *examples);

/* A statistic as a command: parse, read, compute, write. */
struct statistic {
	const char *name, *default_by;
	unsigned takes;
	enum causa_quantity quantity, quantity_of_ratio;
	enum causa_status (*compute)(const struct causa_panel *, const struct causa_request *, struct causa_frame **,
	                             struct causa_error *);
	const char *definition, *columns, *examples;
};
int run_statistic(const struct statistic *statistic, int argc, char **argv);

#endif
