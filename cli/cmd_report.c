/* causa report: everything in one folder.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "command.h"
#include "document.h"
#include "language.h"
#include "report.h"

static enum causa_status add_frame(const struct report *r, const struct causa_frame *frame, const char *name,
                                   struct causa_folder *folder, struct causa_manifest *manifest, struct causa_error *err)
{
	static const enum causa_format formats[] = {CAUSA_CSV, CAUSA_JSON};
	struct settings settings;
	enum causa_status status = CAUSA_OK;
	if (frame == NULL)
		return CAUSA_OK;
	settings_of(r->options, frame, &settings);
	const struct causa_write_options write = {options_language(0, NULL), 80, false, settings.setting, settings.n, r->options->jobs};
	for (size_t i = 0; i < sizeof formats / sizeof formats[0] && status == CAUSA_OK; i++) {
		struct bytes bytes = {NULL, 0, 0, false};
		char path[96];
		snprintf(path, sizeof path, "tables/%s.%s", name, causa_format_name(formats[i]));
		status = causa_write(frame, formats[i], &write, report_collect, &bytes);
		if (status == CAUSA_OK)
			status = report_add(folder, manifest, path, &bytes, err);
		bytes_free(&bytes);
	}
	return status;
}

static enum causa_status add_tables(const struct report *r, struct causa_folder *folder, struct causa_manifest *manifest,
                                    struct causa_error *err)
{
	static const char *const bounds[REPORT_BOUNDS] = {"bounds-ratio", "bounds-change", "bounds-trend"};
	static const char *const sensitivities[REPORT_SENSITIVITIES] = {"sensitivity-trend-all", "sensitivity-change-all",
	                                                                "sensitivity-change-ratio-all", "sensitivity-trend"};
	enum causa_status status = add_frame(r, r->findings, "findings", folder, manifest, err);
	for (int i = 0; i < REPORT_TABLES && status == CAUSA_OK; i++) {
		char name[64];
		report_table_name((enum report_table)i, name, sizeof name);
		status = add_frame(r, r->table[i], name, folder, manifest, err);
	}
	for (int i = 0; i < REPORT_BOUNDS && status == CAUSA_OK; i++)
		status = add_frame(r, r->bound[i], bounds[i], folder, manifest, err);
	for (int i = 0; i < REPORT_SENSITIVITIES && status == CAUSA_OK; i++)
		status = add_frame(r, r->sensitivity[i], sensitivities[i], folder, manifest, err);
	return status;
}

/* ---- pages ---- */

void report_file_name(const struct report *r, const char *name, char *out, size_t size)
{
	snprintf(out, size, "%s%s", name, r->page.suffix);
}

void report_page_name(const struct report *r, bool other, char *out, size_t size)
{
	if (r->format->file != NULL)
		snprintf(out, size, "%s", r->format->file);
	else if (strcmp(r->page.suffix, "") == 0 ? !other : other)
		snprintf(out, size, "index.html");
	else
		snprintf(out, size, "index.%s.html", other ? r->page.other : r->page.lang);
}

/* A page in the language in use, with its figures and the audit in its words. */
static enum causa_status add_page(struct report *r, struct causa_folder *folder, struct causa_manifest *manifest, struct causa_error *err)
{
	char name[64];
	report_file_name(r, "audit", name, sizeof name);
	enum causa_status status = causa_findings_frame(r->input->findings, r->input->panel, &r->page.audit);
	if (status == CAUSA_OK)
		status = add_frame(r, r->page.audit, name, folder, manifest, err);
	if (status == CAUSA_OK)
		status = report_draw(r, folder, manifest, err);
	return status != CAUSA_OK ? status : report_page(r, folder, manifest, err);
}

/* The page in the language of the report, and beside it one in the other, where its texts are installed. */
static enum causa_status add_pages(struct report *r, struct causa_folder *folder, struct causa_manifest *manifest, struct causa_error *err)
{
	const char *other = strcmp(r->lang, languages[0]) == 0 ? languages[1] : languages[0];
	char suffix[16];
	language_use(other);
	bool both = r->format == &document_html && language_speaks(other);
	language_use(r->lang);
	r->page = (struct report_page){.lang = r->lang, .suffix = "", .other = both ? other : NULL};
	enum causa_status status = add_page(r, folder, manifest, err);
	report_page_free(r);
	if (status != CAUSA_OK || !both)
		return status;
	snprintf(suffix, sizeof suffix, ".%s", other);
	r->page = (struct report_page){.lang = other, .suffix = suffix, .other = r->lang};
	language_use(other);
	status = add_page(r, folder, manifest, err);
	report_page_free(r);
	language_use(r->lang);
	return status;
}

static enum causa_status add_citation(const struct report *r, struct causa_folder *folder, struct causa_manifest *manifest,
                                      struct causa_error *err)
{
	struct bytes bytes = {NULL, 0, 0, false};
	report_citation(r, &bytes);
	enum causa_status status = report_add(folder, manifest, "citation.bib", &bytes, err);
	bytes_free(&bytes);
	return status;
}

static enum causa_status add_all(struct report *r, struct causa_folder *folder, struct causa_manifest *manifest,
                                 struct causa_error *err)
{
	enum causa_status status = add_tables(r, folder, manifest, err);
	if (status == CAUSA_OK)
		status = add_pages(r, folder, manifest, err);
	if (status == CAUSA_OK)
		status = add_citation(r, folder, manifest, err);
	if (status != CAUSA_OK)
		return status;
	const struct causa_setting versions[] = {{"causa", causa_version()}, {"drawing", r->plots->versions()}};
	return causa_manifest_write(manifest, folder, r->command, r->input->panel->about, r->settings.setting, r->settings.n,
	                            versions, sizeof versions / sizeof versions[0], err);
}

/* Where a catalogue is missing its texts come out in English, and a page says so by its language. */
void report_begin(struct report *r, const struct options *o, const struct input *input)
{
	const char *format = o->value[OPTION_format];
	struct options recorded = *o;
	*r = (struct report){.options = o,
	                     .input = input,
	                     .lang = options_language(0, NULL),
	                     .format = format != NULL ? document_named(format) : &document_html};
	if (!language_speaks(r->lang)) {
		say(_("causa: the texts of the language \"%s\" are not installed: the report is in English only"), r->lang);
		r->lang = languages[0];
		language_use(r->lang);
	}
	if (r->format == &document_html)
		recorded.value[OPTION_format] = NULL; /* a page is a page, asked for or not */
	canonical_command(&recorded, input->panel->about->name, r->command, sizeof r->command);
	settings_of(o, NULL, &r->settings);
}

enum causa_status report_fill(struct report *r, struct causa_folder *folder, struct causa_error *err)
{
	struct causa_manifest *manifest = causa_manifest_new();
	if (manifest == NULL)
		return CAUSA_ENOMEM;
	enum causa_status status = add_all(r, folder, manifest, err);
	causa_manifest_free(manifest);
	return status;
}

/* Everything is staged first: a report is there as a whole or not at all. */
static enum causa_status publish(struct report *r, struct causa_error *err)
{
	struct causa_folder *folder;
	enum causa_status status = causa_folder_open(r->options->value[OPTION_output], &folder, err);
	if (status != CAUSA_OK)
		return status;
	status = report_fill(r, folder, err);
	if (status == CAUSA_OK)
		return causa_folder_commit(folder, err);
	causa_folder_abort(folder);
	return status;
}

static void say_where(const char *folder, const char *page)
{
	bool slashed = folder[strlen(folder) - 1] == '/';
	say(slashed ? _("causa: report in %s: open %s%s") : _("causa: report in %s: open %s/%s"), folder, folder, page);
}

static int run(const struct options *o, const struct input *input)
{
	struct report r;
	struct causa_error err = {0};
	report_begin(&r, o, input);
	enum causa_status status = report_compute(&r, &err);
	int exit_status = EXIT_DONE;
	if (status == CAUSA_OK)
		status = publish(&r, &err);
	if (status != CAUSA_OK)
		exit_status = report_failed("report", status, &err);
	else
		say_where(o->value[OPTION_output], r.format->file != NULL ? r.format->file : "index.html");
	report_free(&r);
	return exit_status;
}

int report_failed(const char *command, enum causa_status status, struct causa_error *err)
{
	if (status == CAUSA_EUSAGE && err->status == CAUSA_OK)
		return EXIT_USAGE; /* said already */
	if (err->status == CAUSA_OK)
		err->status = status;
	return say_error(command, err);
}

bool report_refuses(const struct options *o)
{
	const char *format = o->value[OPTION_format];
	if (format != NULL && document_named(format) == NULL)
		say_usage("report", _("--format is \"%s\"; use one of: %s"), format, "html md latex");
	else if (o->value[OPTION_by] != NULL)
		say_usage("report", _("a report holds the tables by offence, by year and of all offences: --by is not taken"));
	else if (o->value[OPTION_output] == NULL || strcmp(o->value[OPTION_output], "-") == 0)
		say_usage("report", _("say which folder the report goes to: -o FOLDER"));
	else
		return false;
	return true;
}

int cmd_report(int argc, char **argv)
{
	static const char definition[] =
		N_("Writes a folder: index.html, beside it the same page in the other language, the\n"
		   "tables (CSV, JSON), the figures (PNG, SVG, PDF, CSV), citation.bib, and\n"
		   "provenance.json with the SHA-256 of every file. The same input, options and\n"
		   "versions give the same bytes. FOLDER must be absent, empty, or an earlier\n"
		   "report, which is replaced as a whole.\n"
		   "-f md and -f latex write report.md or report.tex in place of the pages: the same\n"
		   "words, tables and figures, for a web page or a paper (tables/NAME.tex).\n");
	struct options options;
	struct input input;
	int exit_status = EXIT_USAGE;
	if (!options_parse("report", REPORT_TAKES, 1, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, REPORT_TAKES, definition, NULL,
	             "  causa report -o report\n  causa report cases.csv -o out --lang es\n  causa report -f latex -o paper\n"))
		return EXIT_DONE;
	if (report_refuses(&options))
		return EXIT_USAGE;
	say_quietly(options.value[OPTION_quiet] != NULL);
	if (!input_open(&options, 0, &input, &exit_status))
		return exit_status;
	exit_status = run(&options, &input);
	input_close(&input);
	return exit_status;
}
