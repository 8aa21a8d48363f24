/* causa verify: a report is made again from its provenance, and every byte compared.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/intl.h"
#include "command.h"
#include "environment.h"
#include "language.h"
#include "report.h"
#include "verify.h"

enum { MOST_WORDS = 512 };

/* A command line taken apart again: what canonical_command quotes, and nothing else of a shell. */
struct words {
	char *text, *word[MOST_WORDS + 1];
	int n;
};

/* The word at *from is written over the text that it is read from: it never grows. */
static char *take_word(char **from, char **to)
{
	char *word = *to, *at = *from;
	bool quoted = false;
	for (; *at != '\0' && (quoted || *at != ' '); at++) {
		if (*at == '\'')
			quoted = !quoted;
		else if (*at == '\\' && !quoted && at[1] != '\0')
			*(*to)++ = *++at;
		else
			*(*to)++ = *at;
	}
	*from = *at != '\0' ? at + 1 : at;
	*(*to)++ = '\0';
	return quoted ? NULL : word;
}

static bool words_of(const char *command, struct words *out)
{
	*out = (struct words){.text = strdup(command)};
	if (out->text == NULL)
		return false;
	for (char *from = out->text, *to = out->text; *from != '\0' && out->n < MOST_WORDS;) {
		char *word = take_word(&from, &to);
		if (word == NULL)
			return false;
		out->word[out->n++] = word;
	}
	return out->n > 2 && out->n < MOST_WORDS && strcmp(out->word[0], "causa") == 0 && strcmp(out->word[1], "report") == 0;
}

/* Provenance that causa cannot have written is a difference found, not a wrong command line. */
static int damaged(const char *folder)
{
	printf(_("%s: provenance.json: edited: no report is made by what it says; the other files were not compared\n"), folder);
	return EXIT_AUDIT;
}

/* A folder of its own below the one for temporary files; it is never put in place. */
static void name_temporary(char *out, size_t size)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(out, size, "%s/causa-verify-%ld-%ld", environment_or("TMPDIR", "/tmp"), (long)getpid(), now.tv_nsec);
}

static int make_and_compare(const char *folder, const struct causa_provenance *recorded, const struct options *o, const struct input *input,
                            const char *language, bool quiet)
{
	struct report r;
	struct causa_error err = {0};
	struct causa_folder *made;
	report_begin(&r, o, input);
	enum causa_status status = report_compute(&r, &err);
	if (status == CAUSA_OK)
		status = causa_folder_open(o->value[OPTION_output], &made, &err);
	if (status == CAUSA_OK) {
		status = report_fill(&r, made, &err);
		if (status != CAUSA_OK)
			causa_folder_abort(made);
	}
	report_free(&r);
	language_use(language);
	if (status != CAUSA_OK)
		return report_failed("verify", status, &err);
	int exit_status = verify_folders(folder, recorded, causa_folder_stage(made), quiet);
	causa_folder_abort(made);
	return exit_status;
}

static bool is_there(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}

/* Runs what the provenance says, in the language it says, on INPUT where one is given. */
static int run(const struct options *asked, const struct causa_provenance *recorded, struct words *words)
{
	struct options o;
	struct input input;
	char temporary[4096];
	const char *folder = asked->operand[0], *language = strdup(options_language(0, NULL));
	int exit_status = EXIT_USAGE;
	if (language == NULL)
		return EXIT_FILE;
	if (!options_parse("report", REPORT_TAKES, 1, words->n - 1, words->word + 1, &o) || o.operands != 1 || o.value[OPTION_help] != NULL ||
	    o.value[OPTION_version] != NULL || o.value[OPTION_lang] == NULL) {
		free((char *)language);
		return damaged(folder);
	}
	name_temporary(temporary, sizeof temporary);
	o.value[OPTION_output] = temporary;
	o.value[OPTION_strict] = NULL;
	o.value[OPTION_quiet] = "";
	o.jobs = asked->jobs;
	if (asked->operands > 1)
		o.operand[0] = asked->operand[1];
	say_quietly(true);
	language_use(o.value[OPTION_lang]);
	bool readable = !report_refuses(&o) && input_open(&o, 0, &input, &exit_status);
	if (readable) {
		exit_status = make_and_compare(folder, recorded, &o, &input, language, asked->value[OPTION_quiet] != NULL);
		input_close(&input);
	} else {
		language_use(language);
		say_quietly(false);
		if (asked->operands == 1 && !is_there(o.operand[0]))
			say(_("causa: provenance.json keeps no folders: name the table, causa verify %s FOLDER/%s"), folder, o.operand[0]);
	}
	free((char *)language);
	return exit_status;
}

static bool takes(int id)
{
	return id == OPTION_lang || id == OPTION_jobs || id == OPTION_quiet || id == OPTION_no_color || id == OPTION_strict;
}

static bool is_refused(const struct options *o)
{
	for (int id = 0; id < OPTIONS; id++) {
		if (o->value[id] == NULL || takes(id))
			continue;
		say_usage("verify", _("a report is made again with the options in its provenance.json, and nothing is written: --%s is not taken"),
		          option_table[id].name);
		return true;
	}
	if (o->operands == 0)
		say_usage("verify", _("say which report is to be verified: causa verify DIR [INPUT]"));
	return o->operands == 0;
}

int cmd_verify(int argc, char **argv)
{
	static const char definition[] =
		N_("Makes the report in DIR again, in a temporary folder, by the command, inputs and\n"
		   "options in its provenance.json, and compares every byte. Says of each file that\n"
		   "differs why: edited by hand, an input changed, another version, missing, extra.\n"
		   "DIR stays as it is. provenance.json keeps no folders: a table that is no bundled\n"
		   "dataset and does not lie in the current folder is given as INPUT.\n"
		   "Exit status 1: something differs.\n");
	struct options options;
	struct causa_provenance *recorded;
	struct causa_error err = {0};
	struct words words = {.text = NULL};
	if (!options_parse("verify", 0, 2, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, 0, definition, NULL,
	             "  causa report -o report && causa verify report\n"
	             "  causa report cases.csv -o out && causa verify out cases.csv --lang es\n"))
		return EXIT_DONE;
	if (is_refused(&options))
		return EXIT_USAGE;
	enum causa_status status = causa_provenance_read(options.operand[0], &recorded, &err);
	if (status == CAUSA_EINPUT) {
		say_error("verify", &err);
		return damaged(options.operand[0]);
	}
	if (status != CAUSA_OK)
		return say_error("verify", &err);
	int exit_status = words_of(recorded->command, &words) ? run(&options, recorded, &words) : damaged(options.operand[0]);
	free(words.text);
	causa_provenance_free(recorded);
	return exit_status;
}
