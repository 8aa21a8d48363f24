/* Where a command writes to: a format, a path, resolved options.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <causa/number.h>

#include "base/intl.h"
#include "command.h"
#include "module.h"

/* A format that a module writes, beside those of the library. */
enum { FORMAT_XLSX = CAUSA_FORMATS + 1 };

static enum causa_format by_extension(const char *path)
{
	static const struct {
		const char *extension;
		enum causa_format format;
	} known[] = {{".csv", CAUSA_CSV},      {".tsv", CAUSA_TSV},   {".json", CAUSA_JSON}, {".md", CAUSA_MARKDOWN},
	             {".tex", CAUSA_LATEX}, {".txt", CAUSA_TABLE}, {".xlsx", (enum causa_format)FORMAT_XLSX}};
	const char *dot = path != NULL ? strrchr(path, '.') : NULL;
	for (size_t i = 0; dot != NULL && i < sizeof known / sizeof known[0]; i++) {
		if (strcmp(dot, known[i].extension) == 0)
			return known[i].format;
	}
	return CAUSA_FORMATS;
}

static const char *output_path(const struct options *o)
{
	const char *path = o->value[OPTION_output];
	return path == NULL ? "-" : path;
}

static bool to_terminal(const struct options *o)
{
	return strcmp(output_path(o), "-") == 0 && isatty(STDOUT_FILENO);
}

static enum causa_format format_of(const struct options *o)
{
	const char *asked = o->value[OPTION_format];
	if (asked != NULL)
		return strcmp(asked, "xlsx") == 0 ? (enum causa_format)FORMAT_XLSX : causa_format_named(asked);
	enum causa_format format = by_extension(o->value[OPTION_output]);
	if (format != CAUSA_FORMATS)
		return format;
	return to_terminal(o) ? CAUSA_TABLE : CAUSA_CSV;
}

bool output_tells_digest(const struct options *o)
{
	return strcmp(o->command, "report") == 0 || format_of(o) == CAUSA_JSON;
}

/* Would be a table under a name that promises something else? */
static bool is_misleading(const char *path)
{
	static const char *const others[] = {".png", ".svg", ".pdf", ".html", ".ods", ".xls"};
	const char *dot = path != NULL ? strrchr(path, '.') : NULL;
	for (size_t i = 0; dot != NULL && i < sizeof others / sizeof others[0]; i++) {
		if (strcmp(dot, others[i]) == 0)
			return true;
	}
	return false;
}

bool output_check(const struct options *o)
{
	const char *format = o->value[OPTION_format], *path = o->value[OPTION_output];
	if (format == NULL && is_misleading(path)) {
		say_usage(o->command,
		          _("no table is written as \"%s\"; end the name in .csv, .tsv, .json, .md, .tex, .txt or .xlsx, or name the format with -f "
		            "(figures: causa plot)"),
		          path);
		return false;
	}
	if (format_of(o) == CAUSA_FORMATS) {
		say_usage(o->command, _("--format is \"%s\"; use one of: %s"), format, "table csv tsv json md latex xlsx");
		return false;
	}
	if ((int)format_of(o) == FORMAT_XLSX && to_terminal(o)) {
		say_usage(o->command, "%s", _("a spreadsheet is nothing for a terminal: give -o FILE.xlsx"));
		return false;
	}
	return true;
}

enum { WIDEST = 10000 };

static int terminal_width(const struct options *o)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	char *end = NULL;
	long asked = columns != NULL ? strtol(columns, &end, 10) : 0;
	if (asked >= 20 && *end == '\0')
		return asked < WIDEST ? (int)asked : WIDEST;
	if (to_terminal(o) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
		return size.ws_col;
	return 80;
}

static bool wants_color(const struct options *o)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	return to_terminal(o) && o->value[OPTION_no_color] == NULL && (no == NULL || no[0] == '\0') &&
	       (term == NULL || strcmp(term, "dumb") != 0);
}

/* ---- settings ---- */

static void add_setting(struct settings *s, const char *name, const char *value)
{
	size_t n = strlen(value) + 1;
	if (s->n == MOST_SETTINGS || s->used + n > sizeof s->text)
		return;
	memcpy(s->text + s->used, value, n);
	s->setting[s->n++] = (struct causa_setting){name, s->text + s->used};
	s->used += n;
}

static void join_values(const char *const *value, uint32_t n, char *out, size_t size)
{
	out[0] = '\0';
	for (uint32_t i = 0; i < n; i++)
		snprintf(out + strlen(out), size - strlen(out), "%s%s", i > 0 ? "," : "", value[i]);
}

static void exposure_text(const struct causa_exposure *e, char *out, size_t size)
{
	char lo[CAUSA_NUMBER_SIZE], hi[CAUSA_NUMBER_SIZE];
	causa_number_shortest(e->lo, lo);
	causa_number_shortest(e->hi, hi);
	snprintf(out, size, "%d=%s%s%s", e->year, lo, e->lo < e->hi ? ":" : "", e->lo < e->hi ? hi : "");
}

static void exposures_text(const struct options *o, char *out, size_t size)
{
	char one[2 * CAUSA_NUMBER_SIZE + 16];
	out[0] = '\0';
	for (uint32_t i = 0; i < o->exposures; i++) {
		exposure_text(&o->exposure[i], one, sizeof one);
		snprintf(out + strlen(out), size - strlen(out), "%s%s", i > 0 ? "," : "", one);
	}
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

void settings_of(const struct options *o, const struct causa_frame *frame, struct settings *s)
{
	static const char *const partial[] = {"drop", "offset", "keep"};
	char text[1024];
	memset(s, 0, sizeof *s);
	if (strcmp(o->command, "diff") == 0) /* the input is the new table */
		add_setting(s, "old", base_name(o->operand[0]));
	causa_number_shortest(o->level, text);
	add_setting(s, "level", text);
	if (o->first == 0) {
		add_setting(s, "years", "all");
	} else {
		snprintf(text, sizeof text, "%d:%d", o->first, o->last);
		add_setting(s, "years", text);
	}
	if (o->value[OPTION_by] != NULL)
		add_setting(s, "by", o->value[OPTION_by]);
	if (o->offences > 0) {
		join_values(o->offence, o->offences, text, sizeof text);
		add_setting(s, "offence", text);
	}
	if (o->wheres > 0) {
		join_values(o->where, o->wheres, text, sizeof text);
		add_setting(s, "where", text);
	}
	if (o->value[OPTION_like_for_like] != NULL)
		add_setting(s, "like-for-like", "yes");
	add_setting(s, "partial", partial[o->partial]);
	if (o->exposures > 0) {
		exposures_text(o, text, sizeof text);
		add_setting(s, "exposure", text);
	}
	add_setting(s, "unknown", o->unknown_drop ? "drop" : "keep");
	static const enum option_id as_written[] = {OPTION_lag, OPTION_statistic, OPTION_power, OPTION_attainable, OPTION_tests};
	for (size_t i = 0; i < sizeof as_written / sizeof as_written[0]; i++) {
		const char *value = o->value[as_written[i]];
		if (value != NULL)
			add_setting(s, option_table[as_written[i]].name, option_table[as_written[i]].arg != NULL ? value : "yes");
	}
	if (frame != NULL && frame->context != NULL) {
		const struct causa_context *c = frame->context;
		if (c->of != NULL)
			add_setting(s, "of", c->of);
		if (c->method != NULL)
			add_setting(s, "method", c->method);
		if (c->adjust != NULL)
			add_setting(s, "adjust", c->adjust);
		snprintf(text, sizeof text, "%lld", (long long)c->few);
		add_setting(s, "few", text);
		if (o->from != 0) {
			snprintf(text, sizeof text, "%d:%d", o->from, o->to);
			add_setting(s, "pair", text);
		}
	}
}

/* Quotes what a shell would split. */
static void add_word(char *out, size_t size, const char *word)
{
	bool plain = word[0] != '\0' && strpbrk(word, " \t\n'\"*?[]$&;|<>()`\\!#~") == NULL;
	size_t n = strlen(out);
	if (plain) {
		snprintf(out + n, size - n, " %s", word);
		return;
	}
	snprintf(out + n, size - n, " '");
	for (const char *c = word; *c != '\0'; c++) {
		n = strlen(out);
		if (*c == '\'')
			snprintf(out + n, size - n, "'\\''");
		else
			snprintf(out + n, size - n, "%c", *c);
	}
	n = strlen(out);
	snprintf(out + n, size - n, "'");
}

/* Options that change nothing in what is written, or that settings state already. */
static bool is_recorded(int id)
{
	return id != OPTION_output && id != OPTION_jobs && id != OPTION_quiet && id != OPTION_no_color &&
	       id != OPTION_offence && id != OPTION_highlight && id != OPTION_where && id != OPTION_data && id != OPTION_describe && id != OPTION_group_column && id != OPTION_exposure && id != OPTION_help &&
	       id != OPTION_version && id != OPTION_strict && id != OPTION_level && id != OPTION_partial &&
	       id != OPTION_unknown && id != OPTION_lang;
}

static void add_pair(char *out, size_t size, const char *option, const char *value)
{
	add_word(out, size, option);
	add_word(out, size, value);
}

void canonical_command(const struct options *o, const char *input, char *out, size_t size)
{
	static const char *const partial[] = {"drop", "offset", "keep"};
	char text[512];
	snprintf(out, size, "causa %s", o->command);
	if (strcmp(o->command, "plot") == 0)
		add_word(out, size, o->operand[0]);
	/* A file whose name begins as an option does is read back as a file. */
	snprintf(text, sizeof text, "%s%.500s", base_name(input)[0] == '-' && base_name(input)[1] != '\0' ? "./" : "", base_name(input));
	add_word(out, size, text);
	causa_number_shortest(o->level, text);
	add_pair(out, size, "--level", text);
	add_pair(out, size, "--partial", partial[o->partial]);
	add_pair(out, size, "--unknown", o->unknown_drop ? "drop" : "keep");
	add_pair(out, size, "--lang", options_language(0, NULL));
	for (int id = 0; id < OPTIONS; id++) {
		if (o->value[id] == NULL || !is_recorded(id))
			continue;
		snprintf(text, sizeof text, "--%s", option_table[id].name);
		add_word(out, size, text);
		if (option_table[id].arg != NULL)
			add_word(out, size, o->value[id]);
	}
	for (uint32_t i = 0; i < o->offences; i++) {
		add_word(out, size, "--offence");
		add_word(out, size, o->offence[i]);
	}
	for (uint32_t i = 0; i < o->highlights; i++) {
		add_word(out, size, "--highlight");
		add_word(out, size, o->highlight[i]);
	}
	for (uint32_t i = 0; i < o->wheres; i++) {
		add_word(out, size, "--where");
		add_word(out, size, o->where[i]);
	}
	for (uint32_t i = 0; i < o->groups; i++) {
		add_word(out, size, "--group-column");
		add_word(out, size, o->group[i]);
	}
	for (uint32_t i = 0; i < o->exposures; i++) {
		exposure_text(&o->exposure[i], text, sizeof text);
		add_pair(out, size, "--exposure", text);
	}
}

/* ---- dates ---- */

/* The date written into a file: never that of the clock, so that the same input gives the same bytes. */
const char *created_date(const struct causa_about *about)
{
	static char text[32];
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	time_t seconds = epoch != NULL ? (time_t)strtoll(epoch, &end, 10) : 0;
	struct tm tm;
	if (epoch != NULL && epoch[0] != '\0' && *end == '\0' && gmtime_r(&seconds, &tm) != NULL) {
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
		return text;
	}
	return about != NULL ? about->date : NULL;
}

/* ---- writing ---- */

struct screen {
	struct causa_output *out;
	unsigned char before;
};

/* To a terminal: U+0080 to U+009F, which some terminals obey as they do ESC, become an inverted question mark, their second byte being
 * all that differs. A file or a pipe gets what the table has. */
static int put_on_screen(void *self, const void *bytes, size_t size)
{
	struct screen *s = self;
	const unsigned char *b = bytes;
	for (size_t i = 0, from = 0; i <= size; i++) {
		bool acts = i < size && s->before == 0xC2 && b[i] >= 0x80 && b[i] < 0xA0;
		if ((acts || i == size) && causa_output_put(s->out, b + from, i - from) != 0)
			return -1;
		if (acts && causa_output_put(s->out, "\xBF", 1) != 0)
			return -1;
		from = acts ? i + 1 : from;
		s->before = i < size ? b[i] : s->before;
	}
	return 0;
}

static enum causa_status stage_xlsx(const struct causa_frame *frame, const struct causa_write_options *write, struct causa_output **out,
                                    struct causa_error *err)
{
	const struct causa_xlsx_api *xlsx;
	enum causa_status status = module_xlsx(&xlsx, err);
	if (status == CAUSA_OK)
		status = xlsx->write(frame, write, created_date(frame->about), causa_output_put, *out, err);
	if (status != CAUSA_OK)
		causa_output_abort(*out);
	return status;
}

static enum causa_status stage(const struct options *o, const char *path, enum causa_format format, const struct causa_frame *frame,
                               struct causa_output **out, struct causa_error *err)
{
	struct settings settings;
	settings_of(o, frame, &settings);
	struct causa_write_options write = {options_language(0, NULL), terminal_width(o), wants_color(o), settings.setting, settings.n, o->jobs};
	enum causa_status status = causa_output_open(path, out, err);
	if (status != CAUSA_OK)
		return status;
	if ((int)format == FORMAT_XLSX)
		return stage_xlsx(frame, &write, out, err);
	struct screen screen = {*out, 0};
	bool to_screen = strcmp(path, "-") == 0 && isatty(STDOUT_FILENO);
	status = causa_write(frame, format, &write, to_screen ? put_on_screen : causa_output_put, to_screen ? (void *)&screen : *out);
	if (status != CAUSA_ENOMEM)
		return CAUSA_OK; /* what could not be put is told by the commit */
	causa_output_abort(*out);
	return err->status = status;
}

bool output_knows(const char *path)
{
	return by_extension(path) != CAUSA_FORMATS;
}

enum causa_status output_stage(const struct options *o, const char *path, const struct causa_frame *frame, struct causa_output **out,
                               struct causa_error *err)
{
	return stage(o, path, by_extension(path), frame, out, err);
}

int output_frame(const struct options *o, const struct causa_frame *frame)
{
	struct causa_error err = {0};
	struct causa_output *output;
	enum causa_status status = stage(o, output_path(o), format_of(o), frame, &output, &err);
	if (status == CAUSA_OK)
		status = causa_output_commit(output, &err);
	if (status == CAUSA_OK)
		return EXIT_DONE;
	/* A closed pipe is told by the exit status alone. */
	return err.status == CAUSA_EIO && err.text[0] == '\0' ? EXIT_FILE : say_error(o->command, &err);
}
