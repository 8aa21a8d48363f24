/* causa list
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <causa/reader.h>

#include "base/intl.h"
#include "command.h"
#include "plots/plots.h"

static void row(const char *name, const char *text)
{
	printf("  %-20s %s\n", name, text);
}

static void list_commands(void)
{
#define X(name, summary) row(#name, _(summary));
#include "commands.def"
#undef X
}

/* "--measure both reported prosecuted" under the chart it belongs to; nothing when there is nothing to choose. */
static void choice(const char *option, const char *words)
{
	if (strchr(words, ' ') != NULL)
		printf("  %-20s   --%s %s\n", "", option, words);
}

static void switches(unsigned takes)
{
	static const struct {
		unsigned take;
		const char *option;
	} all[] = {{CAUSA_TAKES_OFFENCE, "--offence"}, {CAUSA_TAKES_HIGHLIGHT, "--highlight"}, {CAUSA_TAKES_FINDING, "--finding"},
	           {CAUSA_TAKES_FIT, "--fit"},         {CAUSA_TAKES_PAGE, "--page"}};
	if (takes == 0)
		return;
	printf("  %-20s  ", "");
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (takes & all[i].take)
			printf(" %s", all[i].option);
	}
	putchar('\n');
}

static void list_charts(void)
{
#define X(name, needs, measures, orders, scales, takes, summary) \
	row(#name, _(summary)); \
	choice("measure", measures); \
	choice("order", orders); \
	choice("scale-y", scales); \
	switches(takes);
#include "plots/charts.def"
#undef X
}

static void list_methods(void)
{
	for (unsigned m = 1; m < CAUSA_METHODS; m++) {
		const struct causa_method_info *info = causa_method_about((enum causa_method)m);
		if (info->is_default)
			printf("  %s\n", causa_quantity_title(info->quantity));
		printf("    %-18s %s%s\n", info->name, info->summary, info->is_default ? _(" [default]") : "");
		printf("    %-18s %s\n", "", info->reference);
	}
}

/* The reference manual of the methods; doc/methods.md is made of it. Formulas and conventions are in English. */
static void write_manual(void)
{
	printf("# Methods\n\nEvery method of causa: what it computes, by which conventions, where it comes from, and when not to use it.\n"
	       "The examples are run by the tests; series.csv and bend.csv are made-up tables in doc/examples.\n");
	for (unsigned m = 1; m < CAUSA_METHODS; m++) {
		const struct causa_method_info *info = causa_method_about((enum causa_method)m), *before = causa_method_about((enum causa_method)(m - 1));
		if (before == NULL || before->quantity != info->quantity)
			printf("\n## %s\n", causa_quantity_title(info->quantity));
		printf("\n### %s%s\n\n%s.\n\n", info->name, info->is_default ? _(" [default]") : "", info->summary);
		printf("- Formula: %s\n- Conventions: %s\n- Reference: %s\n- Not: %s\n\n", info->formula, info->conventions,
		       info->reference, info->avoid);
		printf("    $ causa %s\n", info->example);
	}
}

static void list_notes(void)
{
	for (int n = 0; n < CAUSA_NOTES; n++)
		row(causa_note_code((enum causa_note)n), causa_note_text((enum causa_note)n));
}

static int has_package(const struct dirent *entry)
{
	char path[4096];
	struct stat st;
	snprintf(path, sizeof path, "%s/%s/datapackage.json", data_folder(), entry->d_name);
	return entry->d_name[0] != '.' && stat(path, &st) == 0;
}

static void list_datasets(void)
{
	struct dirent **entry;
	int n = scandir(data_folder(), &entry, has_package, alphasort);
	for (int i = 0; i < n; i++) {
		printf("  %s\n", entry[i]->d_name);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	if (n <= 0)
		printf("  %s\n", _("none found"));
}

static void layout_row(void *self, const char *name, const struct causa_words *title)
{
	const char *text = causa_words_in(title, options_language(0, NULL));
	(void)self;
	row(name, text != NULL ? text : "");
}

static void list_layouts(void)
{
	struct causa_error err = {0};
	char folder[4096];
	snprintf(folder, sizeof folder, "%s/layouts", data_folder());
	if (causa_layouts(folder, layout_row, NULL, &err) != CAUSA_OK)
		say_error("list", &err);
}

int cmd_list(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*list)(void);
	} what[] = {{"commands", list_commands}, {"charts", list_charts},     {"methods", list_methods},
	            {"notes", list_notes},       {"datasets", list_datasets}, {"layouts", list_layouts}};
	enum { N = sizeof what / sizeof what[0] };
	struct options options;
	if (!options_parse("list", 0, 1, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, 0, N_("Lists what there is: commands, charts, methods, notes, datasets, layouts.\n"), NULL,
	             "  causa list\n  causa list methods\n  causa list methods -f md\n"))
		return EXIT_DONE;
	const char *format = options.value[OPTION_format];
	if (format != NULL && strcmp(format, "table") != 0) {
		bool manual = strcmp(format, "md") == 0 && options.operands == 1 && strcmp(options.operand[0], "methods") == 0;
		if (!manual) {
			say_usage("list", _("lists are printed as they are; only causa list methods takes -f md, for the reference manual"));
			return EXIT_USAGE;
		}
		write_manual();
		return EXIT_DONE;
	}
	bool found = options.operands == 0;
	for (int i = 0; i < N; i++) {
		if (options.operands == 1 && strcmp(options.operand[0], what[i].name) != 0)
			continue;
		if (options.operands == 0)
			printf("%s%s\n", i > 0 ? "\n" : "", what[i].name);
		what[i].list();
		found = true;
	}
	if (!found) {
		say_usage("list", _("there is no list of \"%s\"; use one of: %s"), options.operand[0],
		          "commands charts methods notes datasets layouts");
		return EXIT_USAGE;
	}
	return EXIT_DONE;
}
