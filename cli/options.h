/* The command line: options from one table, checked against the command that takes them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_OPTIONS_H
#define CAUSA_CLI_OPTIONS_H

#include <stdbool.h>

#include <causa/method.h>
#include <causa/reader.h>

/* Groups of options; a command takes ALL, MAPPING and those that it names. */
enum option_where {
	OPT_ALL = 1,
	OPT_MAPPING = 2,
	OPT_METHOD = 4,
	OPT_OF = 8,
	OPT_ADJUST = 16,
	OPT_PAIR = 32,
	OPT_FEW = 64,
	OPT_FIGURE = 128,
	OPT_LAG = 256,
	OPT_ATTAINABLE = 512,
	OPT_POWER = 1024,
	OPT_STATISTIC = 2048,
	OPT_TESTS = 4096,
	OPT_AUDIT = 8192,
	OPT_FINDINGS = 16384
};

enum option_id {
#define X(id, name, letter, arg, where, help) OPTION_##id,
#include "options.def"
#undef X
	OPTIONS
};

struct option_info {
	const char *name;
	int letter;
	const char *arg;
	unsigned where;
	const char *help;
};
extern const struct option_info option_table[OPTIONS];

enum { MOST_REPEATS = 64 };

enum { MOST_BY = 16, MOST_OPERANDS = 512 };

struct options {
	const char *command;             /* for messages: "ratio" */
	const char *value[OPTIONS];      /* as written; "" for a switch that is set; NULL: not given */
	const char *offence[MOST_REPEATS], *group[MOST_REPEATS], *highlight[MOST_REPEATS], *where[MOST_REPEATS];
	uint32_t offences, groups, highlights, wheres, exposures;
	struct causa_exposure exposure[MOST_REPEATS];
	const char *by[MOST_BY];         /* names that --by lists */
	char by_text[1024];
	uint16_t by_at[MOST_BY];
	int bys;
	const char *operand[MOST_OPERANDS]; /* CHART and INPUT, or INPUT; of the audit several */
	int operands;
	/* checked values */
	double level, scale;
	int32_t first, last, from, to;
	enum causa_partial partial;
	bool unknown_drop;
	enum causa_of of;
	unsigned jobs;
	int64_t few;
	int32_t lag;
	double power;
	enum causa_statistic statistic;
	unsigned grades;                 /* steps of --min-grade; 0: all */
	int width, height, theme, order, scale_y, page; /* order, scale_y: enum causa_order, causa_scale_y */
	struct causa_mapping mapping;
	bool mapped;                     /* any mapping option was given */
};

/* Parses argv[1..] after the command's name. takes: mask of enum option_where. Prints a sentence and returns false when the
 * command line is wrong. --help and --version are left to the caller (value[...] set), whatever else is wrong. */
bool options_parse(const char *command, unsigned takes, int most_operands, int argc, char **argv, struct options *out);

/* The request of a statistic. default_by: "offence" or "offence,year". Prints and returns false when --by or --method do not
 * fit the panel and the quantity. */
bool options_request(const struct options *options, const struct causa_panel *panel, const char *default_by,
                     enum causa_quantity quantity, struct causa_request *out);

/* "es" or "en" from --lang in argv, else from LANGUAGE, LC_ALL, LC_MESSAGES, LANG. */
const char *options_language(int argc, char **argv);

/* The word of `words` (n of them) that is nearest to a misspelt one, or NULL when none is near. */
const char *options_nearest(const char *word, const char *const *words, int n);

#endif
