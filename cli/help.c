/* --help and --version.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "command.h"
#include "help.h"

/* Letters of a UTF-8 text. */
static size_t letters(const char *text, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)text[i] & 0xC0U) != 0x80U;
	return count;
}

/* What an option does, in lines that end before column 80. */
static void print_help(const char *text)
{
	enum { INDENT = 25, ROOM = 80 - INDENT };
	while (letters(text, strlen(text)) > ROOM) {
		size_t cut = strlen(text);
		while (cut > 0 && (text[cut] != ' ' || letters(text, cut) > ROOM))
			cut--;
		if (cut == 0)
			break;
		printf("%.*s\n%*s", (int)cut, text, INDENT, "");
		text += cut + 1;
	}
	printf("%s\n", text);
}

static void print_options(unsigned where)
{
	for (int id = 0; id < OPTIONS; id++) {
		const struct option_info *info = &option_table[id];
		char words[64];
		if (!(info->where & where) || id == OPTION_help || id == OPTION_version)
			continue;
		if (info->letter != 0)
			snprintf(words, sizeof words, "-%c, --%s%s%s", info->letter, info->name, info->arg ? " " : "",
			         info->arg ? info->arg : "");
		else
			snprintf(words, sizeof words, "    --%s%s%s", info->name, info->arg ? " " : "", info->arg ? info->arg : "");
		if (strlen(words) > 22)
			printf("  %s\n  %-22s ", words, "");
		else
			printf("  %-22s ", words);
		print_help(_(info->help));
	}
}

void help_program(void)
{
	fputs(_("causa: statistics and figures from official offence tables\n\n"
	        "Usage: causa COMMAND [INPUT] [OPTION]...\n\nCommands:\n"),
	      stdout);
#define X(name, summary) printf("  %-12s %s\n", #name, _(summary));
#include "commands.def"
#undef X
	fputs(_("\nINPUT is a data package, a CSV file, - for standard input, or the name of a\n"
	        "bundled dataset. Without it: mexico-2017-2021.\n\nOptions of every command:\n"),
	      stdout);
	print_options(OPT_ALL);
	printf("      --help, --version\n");
	fputs(_("\nMapping a bare CSV, where names are not recognised: --year-column,\n"
	        "--offence-column, --reported-column, --prosecuted-column, --population-column,\n"
	        "--group-column, --unknown-label, --encoding, --delimiter, --decimal, --where,\n"
	        "--like-for-like.\n\n"
	        "Exit status: 0 done, 1 audit, 2 usage, 3 input, 4 file.\n\n"
	        "Examples:\n"
	        ""
	        "  causa ratio --by offence,year --offence 'abuso*'\n"
	        "  causa change cases.csv --from 2019 --to 2020 -f csv -o change.csv\n"),
	      stdout);
}

void help_version(void)
{
	printf("causa %s\n", causa_version());
	fputs(_("Licence GPL-3.0-or-later: free software, without warranty.\n"), stdout);
}

static const char *summary_of(const char *command)
{
#define X(name, summary) \
	if (strcmp(command, #name) == 0) \
		return _(summary);
#include "commands.def"
#undef X
	return "";
}

bool answered(const struct options *o, unsigned takes, const char *definition, const char *columns, const char *examples)
{
	if (o->value[OPTION_version] != NULL) {
		help_version();
		return true;
	}
	if (o->value[OPTION_help] == NULL)
		return false;
	const char *operands = strcmp(o->command, "plot") == 0   ? "CHART [INPUT] -o FILE"
	                       : strcmp(o->command, "list") == 0 ? "[WHAT]"
	                       : strcmp(o->command, "verify") == 0 ? "DIR [INPUT]"
	                                                         : "[INPUT]";
	printf("causa %s: %s\n\n", o->command, summary_of(o->command));
	printf(_("Usage: causa %s %s [OPTION]...\n\n"), o->command, operands);
	printf("%s\n", _(definition));
	if (takes != 0)
		fputs(_("Options of this command:\n"), stdout);
	print_options(takes);
	if (takes != 0)
		fputs(_("  and those of every command: causa --help\n"), stdout);
	else
		fputs(_("Options: those of every command, see causa --help\n"), stdout);
	if (columns != NULL)
		printf(_("\nColumns (csv, json): %s.\n"), columns);
	printf(_("\nExamples:\n%s"), examples);
	return true;
}
