/* The command line: options from one table, checked against the command that takes them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

#include "base/intl.h"
#include "say.h"

const struct option_info option_table[OPTIONS] = {
#define X(id, name, letter, arg, where, help) {name, letter, arg, OPT_##where, N_(help)},
#include "options.def"
#undef X
};

/* ---- words ---- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Edits (insert, delete, change, swap) between two short words. */
static int distance(const char *a, const char *b)
{
	enum { MOST = 32 };
	int d[MOST + 1][MOST + 1], n = (int)strlen(a), m = (int)strlen(b);
	if (n > MOST || m > MOST)
		return MOST;
	for (int i = 0; i <= n; i++) {
		for (int j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			int change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			d[i][j] = least(change, least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[n][m];
}

const char *options_nearest(const char *word, const char *const *words, int n)
{
	const char *best = NULL;
	int near = strlen(word) < 5 ? 2 : 3;
	for (int i = 0; i < n; i++) {
		int d = distance(word, words[i]);
		if (d < near) {
			near = d;
			best = words[i];
		}
	}
	return best;
}

static bool wrong_word(const struct options *o, enum option_id id, const char *words)
{
	say_usage(o->command, _("--%s is \"%s\"; use one of: %s"), option_table[id].name, o->value[id], words);
	return false;
}

/* Index of a value among words separated by spaces, or -1. */
static int word_index(const char *value, const char *words)
{
	size_t n = strlen(value);
	int index = 0;
	for (const char *at = words; n > 0; index++) {
		size_t length = strcspn(at, " ");
		if (length == n && memcmp(at, value, n) == 0)
			return index;
		if (at[length] == '\0')
			break;
		at += length + 1;
	}
	return -1;
}

static bool read_word(const struct options *o, enum option_id id, const char *words, int *out)
{
	if (o->value[id] == NULL)
		return true;
	int index = word_index(o->value[id], words);
	if (index < 0)
		return wrong_word(o, id, words);
	*out = index;
	return true;
}

/* ---- numbers ---- */

static bool read_double(const char *text, double *out)
{
	char *end;
	/* Digits first: strtod would take "nan", "inf" and hexadecimal. */
	if (text[strspn(text, "0123456789.eE+-")] != '\0' || text[0] == '\0')
		return false;
	errno = 0;
	*out = strtod(text, &end);
	return *end == '\0' && errno == 0;
}

static bool read_long(const char *text, long least_value, long most, long *out)
{
	char *end;
	errno = 0;
	long v = strtol(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || v < least_value || v > most)
		return false;
	*out = v;
	return true;
}

static bool read_integer(const struct options *o, enum option_id id, long least_value, long most, long *out)
{
	if (o->value[id] == NULL || read_long(o->value[id], least_value, most, out))
		return true;
	say_usage(o->command, _("--%s is \"%s\"; give a whole number from %ld to %ld"), option_table[id].name, o->value[id],
	          least_value, most);
	return false;
}

enum { FIRST_YEAR = 1000, LAST_YEAR = 2999 };

static bool read_year(const char *text, size_t n, int32_t *out)
{
	char copy[8];
	long year;
	if (n == 0 || n >= sizeof copy)
		return false;
	memcpy(copy, text, n);
	copy[n] = '\0';
	if (!read_long(copy, FIRST_YEAR, LAST_YEAR, &year))
		return false;
	*out = (int32_t)year;
	return true;
}

static bool read_years(struct options *o)
{
	const char *text = o->value[OPTION_years];
	if (text == NULL)
		return true;
	size_t n = strcspn(text, ":");
	bool range = text[n] == ':';
	const char *second = range ? text + n + 1 : text;
	o->first = FIRST_YEAR;
	o->last = LAST_YEAR;
	bool ok = n == 0 ? range && *second != '\0' : read_year(text, n, &o->first);
	if (ok && !range)
		o->last = o->first;
	else if (ok && *second != '\0')
		ok = read_year(second, strlen(second), &o->last);
	if (!ok || o->first > o->last)
		say_usage(o->command, _("--years is \"%s\"; give the first and the last year, e.g. 2017:2020"), text);
	return ok && o->first <= o->last;
}

static bool add_exposure(struct options *o, const char *text)
{
	struct causa_exposure *e = &o->exposure[o->exposures];
	char copy[64], *colon;
	size_t n = strcspn(text, "=");
	bool ok = text[n] == '=' && read_year(text, n, &e->year) && strlen(text + n + 1) < sizeof copy;
	if (ok) {
		strcpy(copy, text + n + 1);
		colon = strchr(copy, ':');
		if (colon != NULL)
			*colon = '\0';
		ok = read_double(copy, &e->lo) && read_double(colon != NULL ? colon + 1 : copy, &e->hi);
		ok = ok && e->lo > 0 && e->lo <= e->hi && e->hi <= 1;
	}
	if (!ok)
		say_usage(o->command,
		          _("--exposure is \"%s\"; give YEAR=F or YEAR=F1:F2 with shares above 0 and at most 1, e.g. 2021=0.25:0.419"),
		          text);
	for (uint32_t i = 0; i < o->exposures && ok; i++) {
		if (o->exposure[i].year != e->year)
			continue;
		say_usage(o->command, _("--exposure names the year %d twice"), e->year);
		return false;
	}
	o->exposures += ok;
	return ok;
}

static bool read_level(struct options *o)
{
	const char *text = o->value[OPTION_level];
	o->level = 0.95;
	if (text == NULL || (read_double(text, &o->level) && o->level > 0 && o->level < 1))
		return true;
	say_usage(o->command, _("--level is \"%s\"; give a number between 0 and 1, e.g. 0.95"), text);
	return false;
}

/* A preset stands for sizes; those that are given win. */
static bool read_preset(struct options *o)
{
	static const struct {
		int width, height;
		double scale;
	} preset[] = {{0, 0, 2}, {960, 540, 2}, {520, 0, 3}};
	int which = 0;
	if (!read_word(o, OPTION_preset, "report slide column", &which))
		return false;
	o->width = preset[which].width;
	o->height = preset[which].height;
	o->scale = preset[which].scale;
	return true;
}

static bool read_scale(struct options *o)
{
	const char *text = o->value[OPTION_scale];
	if (text == NULL || (read_double(text, &o->scale) && o->scale >= 0.25 && o->scale <= 8))
		return true;
	say_usage(o->command, _("--scale is \"%s\"; give a number from 0.25 to 8"), text);
	return false;
}

static bool read_power(struct options *o)
{
	const char *text = o->value[OPTION_power];
	if (text == NULL || (read_double(text, &o->power) && o->power > 0 && o->power < 1))
		return true;
	say_usage(o->command, _("--power is \"%s\"; give a number between 0 and 1, e.g. 0.8"), text);
	return false;
}

/* ---- checking ---- */

static bool read_char(const struct options *o, enum option_id id, const char *allowed, char *out)
{
	const char *text = o->value[id];
	if (text == NULL)
		return true;
	if (strcmp(text, "\\t") == 0 || strcmp(text, "tab") == 0)
		text = "\t";
	if (text[0] != '\0' && text[1] == '\0' && strchr(allowed, text[0]) != NULL) {
		*out = text[0];
		return true;
	}
	say_usage(o->command, id == OPTION_delimiter ? _("--delimiter is \"%s\"; use , or ; or tab") : _("--decimal is \"%s\"; use . or ,"),
	          o->value[id]);
	return false;
}

/* The next of names between commas, without the spaces around it; NULL: there is none. */
static const char *next_name(const char **list, size_t *n)
{
	const char *name = *list;
	if (name == NULL)
		return NULL;
	name += strspn(name, " ");
	*n = strcspn(name, ",");
	*list = name[*n] == ',' ? name + *n + 1 : NULL;
	while (*n > 0 && name[*n - 1] == ' ')
		--*n;
	return name;
}

/* Columns that --by names: the reader keeps them apart. */
static bool split_by(struct options *o)
{
	const char *list = o->value[OPTION_by], *name;
	size_t used = 0, n;
	while (o->bys < MOST_BY && (name = next_name(&list, &n)) != NULL) {
		if (n == 0) {
			say_usage(o->command, _("--by is \"%s\": a name is missing; use offence, year, names of columns, or all"), o->value[OPTION_by]);
			return false;
		}
		if (used + n + 1 > sizeof o->by_text)
			break;
		memcpy(o->by_text + used, name, n);
		o->by_text[used + n] = '\0';
		o->by_at[o->bys++] = (uint16_t)used;
		used += n + 1;
	}
	o->mapping.bys = (uint32_t)o->bys;
	return true;
}

/* A grade, or the one for the other direction. */
static bool read_grade(struct options *o)
{
	static const char *const grades[] = {"rose", "fell", "may-have-risen", "may-have-fallen", "not-shown", "cannot-be-said"};
	static const unsigned steps[] = {1, 1, 2, 2, 3, 4};
	const char *text = o->value[OPTION_min_grade];
	for (size_t i = 0; text != NULL && i < sizeof steps / sizeof steps[0]; i++) {
		if (strcmp(text, grades[i]) == 0)
			o->grades = steps[i];
	}
	if (text == NULL || o->grades > 0)
		return true;
	say_usage(o->command, _("--min-grade is \"%s\"; use one of: %s"), text, "rose fell may-have-risen may-have-fallen not-shown cannot-be-said");
	return false;
}

static bool check_mapping(struct options *o)
{
	struct causa_mapping *m = &o->mapping;
	m->year = o->value[OPTION_year_column];
	m->offence = o->value[OPTION_offence_column];
	m->reported = o->value[OPTION_reported_column];
	m->prosecuted = o->value[OPTION_prosecuted_column];
	m->population = o->value[OPTION_population_column];
	m->unknown_label = o->value[OPTION_unknown_label];
	m->encoding = o->value[OPTION_encoding];
	m->groups = o->groups;
	m->wheres = o->wheres;
	m->layout = o->value[OPTION_layout];
	m->like_for_like = o->value[OPTION_like_for_like] != NULL;
	m->add = o->value[OPTION_add_rows] != NULL;
	for (int id = 0; id < OPTIONS; id++)
		o->mapped |= option_table[id].where == OPT_MAPPING && o->value[id] != NULL;
	return split_by(o) && read_char(o, OPTION_delimiter, ",;\t", &m->delimiter) && read_char(o, OPTION_decimal, ".,", &m->decimal);
}

static bool check_pair(struct options *o)
{
	long from = 0, to = 0;
	if (!read_integer(o, OPTION_from, FIRST_YEAR, LAST_YEAR, &from) || !read_integer(o, OPTION_to, FIRST_YEAR, LAST_YEAR, &to))
		return false;
	if ((from == 0) != (to == 0)) {
		say_usage(o->command, _("--from and --to go together, e.g. --from 2019 --to 2020"));
		return false;
	}
	o->from = (int32_t)from;
	o->to = (int32_t)to;
	return true;
}

static bool check_values(struct options *o)
{
	int partial = 0, unknown = 0, of = 0, lang = 0, statistic = -1;
	long jobs = 0, few = 0, lag = 0, page = 0;
	const char *output = o->value[OPTION_output];
	if (output != NULL && output[0] == '\0') {
		say_usage(o->command, _("--output is empty; is a variable of a script not set?"));
		return false;
	}
	if (!read_preset(o))
		return false;
	long width = o->width, height = o->height;
	if (!read_level(o) || !read_years(o) || !read_scale(o) || !read_power(o) || !read_grade(o) || !read_integer(o, OPTION_lag, 1, 50, &lag) ||
	    !read_word(o, OPTION_statistic, "ratio change trend", &statistic) || !check_mapping(o) || !check_pair(o) ||
	    !read_word(o, OPTION_partial, "drop offset keep", &partial) || !read_word(o, OPTION_unknown, "keep drop", &unknown) ||
	    !read_word(o, OPTION_of, "reported prosecuted ratio", &of) || !read_word(o, OPTION_lang, "es en", &lang) ||
	    !read_integer(o, OPTION_jobs, 1, 4096, &jobs) || !read_integer(o, OPTION_few, 1, 1000000000L, &few) ||
	    !read_integer(o, OPTION_page, 1, 100000, &page) || !read_word(o, OPTION_theme, "light dark print", &o->theme) ||
	    !read_word(o, OPTION_order, "default value size name table", &o->order) ||
	    !read_word(o, OPTION_scale_y, "row free shared log", &o->scale_y) ||
	    !read_integer(o, OPTION_width, 100, 10000, &width) || !read_integer(o, OPTION_height, 100, 20000, &height))
		return false;
	o->partial = (enum causa_partial)partial;
	o->unknown_drop = unknown == 1;
	o->of = (enum causa_of)of;
	o->jobs = (unsigned)jobs;
	o->few = few;
	o->lag = (int32_t)lag;
	o->statistic = (enum causa_statistic)(statistic + 1);
	o->page = (int)page;
	o->width = (int)width;
	o->height = (int)height;
	return true;
}

/* The list that a repeatable option fills; NULL: it is not one. */
static uint32_t *list_of(struct options *o, enum option_id id, const char ***list)
{
	switch (id) {
	case OPTION_offence:
		*list = o->offence;
		return &o->offences;
	case OPTION_group_column:
		*list = o->group;
		return &o->groups;
	case OPTION_highlight:
		*list = o->highlight;
		return &o->highlights;
	case OPTION_where:
		*list = o->where;
		return &o->wheres;
	case OPTION_exposure:
		*list = NULL;
		return &o->exposures;
	default:
		return NULL;
	}
}

static bool add_repeat(struct options *o, enum option_id id, const char *text)
{
	const char **list;
	uint32_t *n = list_of(o, id, &list);
	if (n == NULL)
		return true;
	if (*n == MOST_REPEATS) {
		say_usage(o->command, _("--%s is given more than %d times"), option_table[id].name, MOST_REPEATS);
		return false;
	}
	if (list == NULL)
		return add_exposure(o, text);
	list[(*n)++] = text;
	return true;
}

/* ---- the command line ---- */

static bool unknown_option(const char *command, const char *word)
{
	const char *names[OPTIONS];
	char typed[64];
	size_t n = strcspn(word, "=");
	const char *near = NULL;
	for (int i = 0; i < OPTIONS; i++)
		names[i] = option_table[i].name;
	if (n > 2 && n - 2 < sizeof typed && word[1] == '-') {
		memcpy(typed, word + 2, n - 2);
		typed[n - 2] = '\0';
		int fits = 0;
		for (int i = 0; i < OPTIONS; i++)
			fits += strncmp(names[i], typed, n - 2) == 0;
		if (fits > 1) {
			say_usage(command, _("the option '%.*s' fits more than one; write more of it"), (int)n, word);
			return false;
		}
		near = options_nearest(typed, names, OPTIONS);
	}
	if (near != NULL)
		say_usage(command, _("unknown option '%.*s'; did you mean '--%s'?"), (int)n, word, near);
	else
		say_usage(command, _("unknown option '%.*s'"), (int)n, word);
	return false;
}

static void fill_getopt(struct option *longs, char *shorts)
{
	*shorts++ = ':';
	for (int i = 0; i < OPTIONS; i++) {
		const struct option_info *info = &option_table[i];
		longs[i] = (struct option){info->name, info->arg != NULL ? required_argument : no_argument, NULL, 256 + i};
		if (info->letter != 0) {
			*shorts++ = (char)info->letter;
			if (info->arg != NULL)
				*shorts++ = ':';
		}
	}
	memset(&longs[OPTIONS], 0, sizeof longs[OPTIONS]);
	*shorts = '\0';
}

static int option_by_letter(int letter)
{
	for (int i = 0; i < OPTIONS; i++) {
		if (option_table[i].letter == letter)
			return i;
	}
	return -1;
}

static bool take_option(struct options *o, unsigned takes, int id, const char *text)
{
	if (!(option_table[id].where & takes)) {
		say_usage(o->command, _("causa %s does not take --%s"), o->command, option_table[id].name);
		return false;
	}
	o->value[id] = text != NULL ? text : "";
	return add_repeat(o, (enum option_id)id, text);
}

/* One --help anywhere on the line wins over whatever is wrong elsewhere on it. */
static bool asks_for_help(struct options *o, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0)
			o->value[OPTION_help] = "";
		else if (strcmp(argv[i], "--version") == 0)
			o->value[OPTION_version] = "";
	}
	return o->value[OPTION_help] != NULL || o->value[OPTION_version] != NULL;
}

bool options_parse(const char *command, unsigned takes, int most_operands, int argc, char **argv, struct options *out)
{
	struct option longs[OPTIONS + 1];
	char shorts[2 * OPTIONS + 2];
	struct options o = {.command = command};
	int c;
	if (asks_for_help(&o, argc, argv)) {
		*out = o;
		return true;
	}
	fill_getopt(longs, shorts);
	opterr = 0;
	optind = 0; /* GNU: a full restart, so that argv may be parsed from any place */
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		const char *word = argv[optind - 1];
		if (c == ':') {
			say_usage(command, _("'%s' needs a value"), word);
			return false;
		}
		int id = c >= 256 ? c - 256 : option_by_letter(c);
		if (c == '?' || id < 0)
			return optopt >= 256 ? (say_usage(command, _("'--%s' takes no value"), option_table[optopt - 256].name), false)
			                     : unknown_option(command, word);
		if (!take_option(&o, takes | OPT_ALL | OPT_MAPPING, id, optarg))
			return false;
	}
	for (; optind < argc; optind++) {
		if (o.operands == most_operands) {
			say_usage(command, _("one operand too many: '%s'"), argv[optind]);
			return false;
		}
		if (argv[optind][0] == '\0') {
			say_usage(command, _("an operand is empty; is a variable of a script not set?"));
			return false;
		}
		o.operand[o.operands++] = argv[optind];
	}
	if (!check_values(&o))
		return false;
	*out = o;
	out->mapping.where = out->where;
	out->mapping.group = out->group; /* the names live in the caller's struct, not in this one */
	for (int i = 0; i < out->bys; i++)
		out->by[i] = out->by_text + out->by_at[i];
	out->mapping.by = out->by;
	return true;
}

/* ---- the request ---- */

static bool set_by(const struct options *o, const struct causa_panel *panel, const char *list, struct causa_request *r)
{
	const char *at;
	size_t n;
	while ((at = next_name(&list, &n)) != NULL) {
		bool found = n == 3 && memcmp(at, "all", 3) == 0;
		if (n == 4 && memcmp(at, "year", 4) == 0)
			found = r->by_year = true;
		for (uint32_t d = 0; d < panel->dims && !found; d++) {
			char name[256];
			snprintf(name, sizeof name, "%.*s", (int)(n < 255 ? n : 255), at);
			if (causa_label_matches(panel->dim[d].name, name)) {
				r->by |= 1U << d;
				found = true;
			}
		}
		if (!found) {
			say_usage(o->command, _("--by names \"%.*s\"; use offence, year, a column given by --group-column, or all"), (int)n, at);
			return false;
		}
	}
	return true;
}

static bool set_method(const struct options *o, enum causa_quantity quantity, struct causa_request *r)
{
	const char *name = o->value[OPTION_method];
	char words[256] = "";
	if (name == NULL)
		return true;
	r->method = causa_method_named(quantity, name);
	if (r->method != CAUSA_METHOD_DEFAULT)
		return true;
	for (unsigned m = 1; m < CAUSA_METHODS; m++) {
		const struct causa_method_info *info = causa_method_about((enum causa_method)m);
		if (info->quantity == quantity)
			snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", words[0] ? " " : "", info->name);
	}
	return wrong_word(o, OPTION_method, words);
}

bool options_request(const struct options *o, const struct causa_panel *panel, const char *default_by,
                     enum causa_quantity quantity, struct causa_request *out)
{
	struct causa_request r = {.level = o->level, .first = o->first, .last = o->last, .partial = o->partial};
	r.exposure = o->exposure;
	r.exposures = o->exposures;
	r.unknown_drop = o->unknown_drop;
	r.offence = o->offence;
	r.offences = o->offences;
	r.of = o->of;
	r.from = o->from;
	r.to = o->to;
	r.few = o->few;
	r.grades = o->grades;
	r.every_of = o->value[OPTION_of] == NULL;
	r.pooled_too = o->value[OPTION_by] == NULL;
	r.lag = o->lag;
	r.power = o->power;
	r.statistic = o->statistic;
	r.attainable = o->value[OPTION_attainable] != NULL;
	r.tests = o->value[OPTION_tests] != NULL;
	r.jobs = o->jobs;
	if (o->value[OPTION_adjust] != NULL) {
		r.adjust = causa_method_named(CAUSA_FOR_ADJUST, o->value[OPTION_adjust]);
		if (r.adjust == CAUSA_METHOD_DEFAULT)
			return wrong_word(o, OPTION_adjust, "bh holm discrete none");
	}
	const char *by = o->value[OPTION_by] != NULL ? o->value[OPTION_by] : default_by;
	if (!set_by(o, panel, by, &r) || !set_method(o, quantity, &r))
		return false;
	*out = r;
	return true;
}

/* ---- language ---- */

static const char *known_language(const char *name)
{
	if (name == NULL)
		return NULL;
	return strncmp(name, "es", 2) == 0 && (name[2] == '\0' || strchr("_.@:-", name[2]) != NULL) ? "es" : "en";
}

const char *options_language(int argc, char **argv)
{
	static const char *const variable[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			return known_language(argv[i + 1]);
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return known_language(argv[i] + 7);
	}
	for (size_t i = 0; i < sizeof variable / sizeof variable[0]; i++) {
		const char *value = getenv(variable[i]);
		if (value != NULL && value[0] != '\0')
			return known_language(value);
	}
	return "en";
}
