/* The table a command reads: found, opened, audited.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <causa/reader.h>

#include "base/intl.h"
#include "command.h"
#include "environment.h"
#include "progress.h"

enum { MOST_FINDINGS = 1000 }; /* in full; all are counted */

static const char DEFAULT_DATASET[] = "mexico-2017-2021";

/* A bundled name has no slash and no dot-file; anything that exists as written is taken as written. */
static const char *resolve(const char *operand, char *path, size_t size)
{
	struct stat st;
	if (strcmp(operand, "-") == 0 || strchr(operand, '/') != NULL || operand[0] == '.' || stat(operand, &st) == 0)
		return operand;
	snprintf(path, size, "%s/%s/datapackage.json", data_folder(), operand);
	if (stat(path, &st) != 0)
		return operand;
	snprintf(path, size, "%s/%s", data_folder(), operand);
	return path;
}

const char *data_folder(void)
{
	return environment_or("CAUSA_DATA_DIR", CAUSA_DATA_DIR_DEFAULT);
}

static bool say_findings(const struct options *o, const struct input *input, int *exit_status)
{
	unsigned long errors = (unsigned long)causa_findings_count(input->findings, CAUSA_ERROR);
	unsigned long warnings = (unsigned long)causa_findings_count(input->findings, CAUSA_WARNING);
	char e[64], w[64];
	if (errors + warnings == 0 || strcmp(o->command, "audit") == 0)
		return true;
	snprintf(e, sizeof e, NP_("%lu error", "%lu errors", errors), errors);
	snprintf(w, sizeof w, NP_("%lu warning", "%lu warnings", warnings), warnings);
	say(_("causa: audit: %s, %s in %s (see 'causa audit')"), e, w, input->panel->about->name);
	if (o->value[OPTION_strict] == NULL)
		return true;
	*exit_status = EXIT_AUDIT;
	return false;
}

static bool is_same(const char *path, const struct stat *file)
{
	struct stat st;
	return (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) : stat(path, &st)) == 0 && S_ISREG(st.st_mode) && st.st_dev == file->st_dev &&
	       st.st_ino == file->st_ino;
}

/* The table, the archive that it is a member of, or a file of the data package. */
static bool is_of_input(const char *operand, const struct causa_panel *panel, const struct stat *file)
{
	char path[4096];
	const char *zip = strstr(operand, ".zip:");
	bool same = is_same(operand, file);
	if (zip != NULL) {
		snprintf(path, sizeof path, "%.*s", (int)(zip + 4 - operand), operand);
		same |= is_same(path, file);
	}
	for (uint32_t i = 0; panel != NULL && i < panel->about->files; i++) {
		snprintf(path, sizeof path, "%.2000s/%.2000s", operand, panel->about->file[i].name);
		same |= is_same(path, file);
	}
	return same;
}

bool input_is_kept(const struct options *o, const char *operand, const struct causa_panel *panel)
{
	static const enum option_id written[] = {OPTION_output, OPTION_data};
	for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
		const char *path = o->value[written[i]];
		struct stat st;
		if (path == NULL || strcmp(path, "-") == 0 || stat(path, &st) != 0 || !is_of_input(operand, panel, &st))
			continue;
		say_usage(o->command, _("--%s would overwrite the input %s; name another file"), option_table[written[i]].name, path);
		return false;
	}
	return true;
}

bool input_open(const struct options *o, int index, struct input *out, int *exit_status)
{
	struct causa_error err = {0};
	char path[4096];
	const char *operand = index < o->operands ? o->operand[index] : NULL;
	struct input input = {NULL, NULL};
	if (operand == NULL) {
		operand = DEFAULT_DATASET;
		say(_("causa: no input named: the bundled tables %s are used"), operand);
	}
	struct causa_mapping mapping = o->mapping;
	struct progress progress;
	char layouts[4096];
	snprintf(layouts, sizeof layouts, "%s/layouts", data_folder());
	mapping.layout_folder = layouts;
	mapping.digest = output_tells_digest(o);
	mapping.tell = strcmp(o->command, "audit") == 0;
	mapping.progress = progress_step;
	mapping.progress_self = &progress;
	progress_begin(&progress, o->value[OPTION_quiet] != NULL);
	enum causa_status status = causa_open(resolve(operand, path, sizeof path), &mapping, o->jobs, &input.panel, &err);
	progress_end(&progress);
	if (status == CAUSA_OK && input.panel->about->layout != NULL && mapping.layout == NULL)
		say(_("causa: %s is read with the layout %s"), input.panel->about->name, input.panel->about->layout);
	if (status == CAUSA_OK && input.panel->about->doubt != NULL)
		say(_("causa: warning: %s: %s"), input.panel->about->name, input.panel->about->doubt);
	if (status == CAUSA_OK && input.panel->about->last_month > 0)
		say(_("causa: like for like: of each year only the months 1 to %d are counted"), input.panel->about->last_month);
	if (status == CAUSA_OK)
		status = causa_audit(input.panel, o->value[OPTION_all] != NULL ? 0 : MOST_FINDINGS, &input.findings);
	if (status != CAUSA_OK) {
		if (err.status == CAUSA_OK)
			err.status = status;
		*exit_status = say_error(o->command, &err);
		input_close(&input);
		return false;
	}
	bool kept = input_is_kept(o, resolve(operand, path, sizeof path), input.panel);
	if (!kept)
		*exit_status = EXIT_USAGE;
	if (!kept || !say_findings(o, &input, exit_status)) {
		input_close(&input);
		return false;
	}
	*out = input;
	return true;
}

void input_close(struct input *input)
{
	causa_findings_free(input->findings);
	causa_panel_free(input->panel);
	*input = (struct input){NULL, NULL};
}
