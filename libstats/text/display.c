/* A frame as people read it: which columns a table has, and how its cells are worded.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/display.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/number.h>

#include "base/intl.h"

/* Below this many reports a ratio is given as "k of n": a percentage would claim digits the cases do not carry. */
enum { COUNTED_BELOW = 10 };

struct build {
	const struct causa_frame *frame;
	struct causa_number_style style;
	struct display *out;
	uint64_t common;           /* notes that hold for every row: said once, below */
	char letter[CAUSA_NOTES];  /* 0: not used */
	int letters;
};

/* ---- reading ---- */

static bool get(const struct build *b, const char *name, uint64_t row, double *value)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	if (c == NULL || !causa_column_has(c, row))
		return false;
	*value = c->type == CAUSA_I64 ? (double)causa_column_i64(c, row) : causa_column_f64(c, row);
	return true;
}

static double get_or(const struct build *b, const char *name, uint64_t row, double otherwise)
{
	double value;
	return get(b, name, row, &value) ? value : otherwise;
}

static bool has_column(const struct build *b, const char *name)
{
	return causa_frame_column(b->frame, name) != NULL;
}

/* ---- columns ---- */

static char *copy(struct build *b, const char *text)
{
	char *out = strdup(text);
	if (out == NULL)
		b->out->failed = true;
	return out;
}

/* A new column with empty cells; NULL out of memory. head may hold one line break. */
static struct display_column *add(struct build *b, const char *name, const char *head, enum display_align align, int rank)
{
	struct display *d = b->out;
	if (d->columns == DISPLAY_COLUMNS || d->failed)
		return NULL;
	struct display_column *c = &d->column[d->columns];
	const char *line = strchr(head, '\n');
	c->name = name;
	c->align = align;
	c->rank = rank;
	c->head[0] = line == NULL ? copy(b, "") : strndup(head, (size_t)(line - head));
	c->head[1] = copy(b, line == NULL ? head : line + 1);
	c->cell = calloc(d->rows + 1, sizeof *c->cell);
	d->columns++;
	if (c->cell == NULL || c->head[0] == NULL || c->head[1] == NULL) {
		d->failed = true;
		return NULL;
	}
	return c;
}

typedef void (*word)(const struct build *b, const char *name, uint64_t row, char *out);

static void add_words(struct build *b, const char *name, const char *head, int rank, word say, bool numbers)
{
	struct display_column *c = add(b, name, head, numbers ? DISPLAY_RIGHT : DISPLAY_LEFT, rank);
	for (uint64_t row = 0; c != NULL && row < b->out->rows; row++) {
		char text[512] = "";
		say(b, name, row, text);
		c->cell[row] = copy(b, text);
	}
	if (c != NULL && numbers && !b->out->failed)
		display_align(c->cell, b->out->rows, b->style.decimal);
}

/* ---- words of cells ---- */

static bool is_blank(const struct build *b, uint64_t row)
{
	return (b->frame->notes[row] & CAUSA_NOTE(CAUSA_NOTE_BLANK)) != 0;
}

static void say_label(const struct build *b, const char *name, uint64_t row, char *out)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	if (c->type == CAUSA_I64)
		sprintf(out, "%lld", (long long)causa_column_i64(c, row));
	else if (causa_column_has(c, row) && b->style.typographic && strcmp(causa_column_label(c, row), "(all)") == 0)
		strcpy(out, _("All offences"));
	else if (causa_column_has(c, row))
		strncat(out, causa_column_label(c, row), 500);
}

static void say_measure(const struct build *b, const char *name, uint64_t row, char *out)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	strcpy(out, strcmp(causa_column_label(c, row), "reported") == 0 ? _("reported") : _("criminal cases"));
}

static void say_count(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (get(b, name, row, &v))
		causa_number_count((int64_t)v, &b->style, out);
	else if (is_blank(b, row))
		strcpy(out, _("blank"));
}

static void say_number(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (get(b, name, row, &v))
		causa_number_fixed(v, fabs(v) < 10 && v != floor(v) ? 1 : 0, &b->style, out);
}

static void say_p(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (get(b, name, row, &v))
		causa_number_p(v, &b->style, out);
}

static void say_pair(const struct build *b, const char *name, uint64_t row, char *out)
{
	(void)name;
	sprintf(out, "%.0f-%.0f", get_or(b, "from", row, 0), get_or(b, "to", row, 0));
}

static int percent_decimals(const struct build *b, uint64_t row, const char *estimate, const char *lower,
                            const char *upper, double scale)
{
	double v;
	if (!get(b, estimate, row, &v))
		return 0; /* a limit alone carries no more than its order of magnitude */
	return causa_number_percent_decimals(scale * get_or(b, estimate, row, 0), scale * get_or(b, lower, row, -INFINITY),
	                                     scale * get_or(b, upper, row, INFINITY));
}

/* Ratio in percent, or "k of n" where the reports are few. */
static void say_ratio(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v, n = get_or(b, "reported", row, 0), k = get_or(b, "prosecuted", row, 0);
	if (!get(b, name, row, &v))
		return;
	if (n < COUNTED_BELOW)
		sprintf(out, _("%.0f of %.0f"), k, n);
	else
		causa_number_percent(100 * v, percent_decimals(b, row, "ratio", "lower", "upper", 100), 0, false, &b->style, out);
}

static void say_side(const struct build *b, uint64_t row, const char *k, const char *n, char *out)
{
	double cases = get_or(b, k, row, 0), of = get_or(b, n, row, 0);
	if (of > 0)
		sprintf(out, _("%.0f of %.0f"), cases, of);
}

static void say_ratio_from(const struct build *b, const char *name, uint64_t row, char *out)
{
	(void)name;
	say_side(b, row, "prosecuted_from", "reported_from", out);
}

static void say_ratio_to(const struct build *b, const char *name, uint64_t row, char *out)
{
	(void)name;
	say_side(b, row, "prosecuted_to", "reported_to", out);
}

static void say_points(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (get(b, name, row, &v))
		causa_number_percent(100 * v, 1, 0, true, &b->style, out);
}

static void say_rate_ratio(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (get(b, name, row, &v))
		causa_number_ratio(v, get_or(b, "lower", row, 0), get_or(b, "upper", row, INFINITY), &b->style, out);
}

static void say_apc(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (get(b, name, row, &v))
		causa_number_percent(v, percent_decimals(b, row, "apc", "apc_lower", "apc_upper", 1), 0, true, &b->style, out);
}

static void say_percent(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (get(b, name, row, &v))
		causa_number_percent(v, 0, 0, true, &b->style, out);
}

/* ---- intervals: two numbers in one column ---- */

typedef void (*limit_word)(const struct build *b, uint64_t row, double v, char *out);

static void limit_percent(const struct build *b, uint64_t row, double v, char *out)
{
	causa_number_percent(100 * v, percent_decimals(b, row, "ratio", "lower", "upper", 100), 0, false, &b->style, out);
}

static void limit_ratio(const struct build *b, uint64_t row, double v, char *out)
{
	causa_number_ratio(v, get_or(b, "lower", row, 0), get_or(b, "upper", row, INFINITY), &b->style, out);
}

static void limit_apc(const struct build *b, uint64_t row, double v, char *out)
{
	causa_number_percent(v, percent_decimals(b, row, "apc", "apc_lower", "apc_upper", 1), 0, true, &b->style, out);
}

static void limit_points(const struct build *b, uint64_t row, double v, char *out)
{
	(void)row;
	causa_number_percent(100 * v, 1, 0, true, &b->style, out);
}

static void limit_count(const struct build *b, uint64_t row, double v, char *out)
{
	(void)row;
	causa_number_fixed(v, fabs(v) < 10 && v != 0 ? 1 : 0, &b->style, out);
}

static char **limit_cells(struct build *b, const char *name, limit_word say)
{
	char **cell = calloc(b->out->rows + 1, sizeof *cell);
	if (cell == NULL) {
		b->out->failed = true;
		return NULL;
	}
	for (uint64_t row = 0; row < b->out->rows; row++) {
		char text[CAUSA_NUMBER_SIZE] = "";
		double v;
		if (get(b, name, row, &v))
			say(b, row, v, text);
		cell[row] = copy(b, text);
	}
	if (!b->out->failed)
		display_align(cell, b->out->rows, b->style.decimal);
	return cell;
}

static size_t cell_width(char *const *cell, uint64_t rows)
{
	size_t most = 0;
	for (uint64_t i = 0; i < rows; i++)
		most = strlen(cell[i]) > most ? strlen(cell[i]) : most;
	return most;
}

static void free_cells(char **cell, uint64_t rows)
{
	for (uint64_t i = 0; cell != NULL && i < rows; i++)
		free(cell[i]);
	free(cell);
}

static void add_interval(struct build *b, const char *lower, const char *upper, int rank, limit_word say)
{
	char head[64], number[CAUSA_NUMBER_SIZE];
	double level = b->frame->context != NULL ? b->frame->context->level : 0.95;
	causa_number_shortest(100 * level, number);
	snprintf(head, sizeof head, b->style.percent_space ? _("%s %% interval") : _("%s%% interval"), number);
	char **lo = limit_cells(b, lower, say), **hi = limit_cells(b, upper, say);
	struct display_column *c = add(b, "lower, upper", head, DISPLAY_LEFT, rank);
	if (c != NULL && lo != NULL && hi != NULL && !b->out->failed) {
		int wl = (int)cell_width(lo, b->out->rows), wh = (int)cell_width(hi, b->out->rows);
		for (uint64_t row = 0; row < b->out->rows; row++) {
			char text[3 * CAUSA_NUMBER_SIZE] = "";
			if (lo[row][0] != '\0' || hi[row][0] != '\0')
				snprintf(text, sizeof text, "%*s %s %*s", wl, lo[row], _("to"), wh, hi[row]);
			c->cell[row] = copy(b, text);
		}
	}
	free_cells(lo, b->out->rows);
	free_cells(hi, b->out->rows);
}

/* ---- notes ---- */

static void add_note_column(struct build *b)
{
	struct display_column *c = add(b, "note", _("Note"), DISPLAY_LEFT, 0);
	for (uint64_t row = 0; c != NULL && row < b->out->rows; row++) {
		char text[3 * CAUSA_NOTES + 1] = "";
		for (int n = 0; n < CAUSA_NOTES; n++) {
			if (!(b->frame->notes[row] & ~b->common & CAUSA_NOTE(n)))
				continue;
			if (b->letter[n] == 0)
				b->letter[n] = (char)('a' + b->letters++);
			snprintf(text + strlen(text), sizeof text - strlen(text), "%s%c", text[0] ? " " : "", b->letter[n]);
		}
		c->cell[row] = copy(b, text);
	}
}

void display_note(const struct causa_frame *frame, enum causa_note note, char out[DISPLAY_NOTE])
{
	char number[CAUSA_NUMBER_SIZE];
	const struct causa_context *c = frame->context;
	if (note == CAUSA_NOTE_FEW_CASES && c != NULL && c->few > 0) {
		snprintf(out, DISPLAY_NOTE, _("fewer than %lld events or reports under an estimate"), (long long)c->few);
	} else if (note == CAUSA_NOTE_UNATTAINABLE && c != NULL) {
		causa_number_shortest(round((1 - c->level) * 1e10) / 1e10, number);
		snprintf(out, DISPLAY_NOTE, _("no outcome with this total could have reached p < %s"), number);
	} else {
		snprintf(out, DISPLAY_NOTE, "%s", causa_note_text(note));
	}
}

static void say_notes(struct build *b)
{
	char sentence[DISPLAY_NOTE];
	size_t widest = 0;
	for (int n = 0; n < CAUSA_NOTES; n++) {
		size_t length = strlen(causa_note_code((enum causa_note)n));
		if (b->letter[n] != 0 && length > widest)
			widest = length;
	}
	for (int i = 0; i < b->letters; i++) {
		for (int n = 0; n < CAUSA_NOTES; n++) {
			if (b->letter[n] != 'a' + i)
				continue;
			display_note(b->frame, (enum causa_note)n, sentence);
			bytes_format(&b->out->notes, "%c  %-*s  %s\n", b->letter[n], (int)widest, causa_note_code((enum causa_note)n), sentence);
		}
	}
}

static uint64_t common_notes(const struct causa_frame *frame)
{
	uint64_t common = frame->rows > 1 ? ~UINT64_C(0) : 0;
	for (uint64_t row = 0; row < frame->rows; row++)
		common &= frame->notes[row];
	return common;
}

/* ---- tables ---- */

static void add_identity(struct build *b)
{
	const struct causa_frame *f = b->frame;
	if (has_column(b, "measure") && strcmp(f->command, "counts") == 0)
		add_words(b, "measure", _("Measure"), 0, say_measure, false);
	for (uint32_t c = 0; c < f->columns; c++) {
		const struct causa_column *column = &f->column[c];
		if (strcmp(column->name, "offence") == 0)
			add_words(b, column->name, _("Offence"), 0, say_label, false);
		else if (column->type == CAUSA_LABEL && strcmp(column->title, column->name) == 0)
			add_words(b, column->name, column->name, 0, say_label, false); /* a group column */
	}
}

static void lay_out_counts(struct build *b)
{
	add_identity(b);
	add_words(b, "year", _("Year"), 0, say_label, false);
	add_words(b, "count", _("Cases"), 0, say_count, true);
	add_interval(b, "lower", "upper", 1, limit_count);
	if (has_column(b, "rate"))
		add_words(b, "rate", _("Rate per\n100 000"), 2, say_number, true);
	add_words(b, "exposure", _("Years\ncovered"), 4, say_number, true);
}

static void lay_out_ratio(struct build *b)
{
	add_identity(b);
	if (b->frame->context == NULL || b->frame->context->by_year)
		add_words(b, "year", _("Year"), 0, say_label, false);
	add_words(b, "reported", _("Reported"), 0, say_count, true);
	add_words(b, "prosecuted", _("Criminal\ncases"), 0, say_count, true);
	add_words(b, "ratio", _("Ratio\n%"), 1, say_ratio, true);
	add_interval(b, "lower", "upper", 2, limit_percent);
}

static void add_tests(struct build *b)
{
	add_words(b, "p", "p", 4, say_p, true);
	add_words(b, "p_adjusted", _("p adj."), 3, say_p, true);
}

static void lay_out_change(struct build *b)
{
	char from[16], to[16];
	const struct causa_context *c = b->frame->context;
	bool pair = c != NULL && c->from != 0;
	bool ratios = has_column(b, "ratio_from");
	snprintf(from, sizeof from, "%d", pair ? c->from : 0);
	snprintf(to, sizeof to, "%d", pair ? c->to : 0);
	add_identity(b);
	if (!pair)
		add_words(b, "from, to", _("Years"), 0, say_pair, false);
	if (ratios) {
		add_words(b, "ratio_from", pair ? from : _("From"), 0, say_ratio_from, true);
		add_words(b, "ratio_to", pair ? to : _("To"), 0, say_ratio_to, true);
		add_words(b, "difference", _("Differ-\nence"), 1, say_points, true);
		add_interval(b, "lower", "upper", 2, limit_points);
		add_tests(b);
		return;
	}
	add_words(b, "count_from", pair ? from : _("From"), 0, say_count, true);
	add_words(b, "count_to", pair ? to : _("To"), 0, say_count, true);
	add_words(b, "rate_ratio", _("Ratio"), 1, say_rate_ratio, true);
	add_interval(b, "lower", "upper", 2, limit_ratio);
	add_tests(b);
	add_words(b, "percent", _("Percent"), 6, say_percent, true);
	add_words(b, "difference", _("Differ-\nence"), 7, say_number, true);
	add_words(b, "tolerates", _("Toler-\nates"), 8, say_number, true);
}

static void lay_out_trend(struct build *b)
{
	bool ratios = has_column(b, "ca_p");
	add_identity(b);
	add_words(b, "total", ratios ? _("Criminal\ncases") : _("Total"), 0, say_count, true);
	if (ratios)
		add_words(b, "total_reported", _("Reported"), 5, say_count, true);
	/* xgettext:no-c-format */
	const char *odds = _("Odds, %\na year");
	/* xgettext:no-c-format */
	const char *percent = _("% a\nyear");
	add_words(b, "apc", ratios ? odds : percent, 1, say_apc, true);
	add_interval(b, "apc_lower", "apc_upper", 2, limit_apc);
	add_tests(b);
	add_words(b, "dispersion", _("Dis-\npersion"), 5, say_number, true);
	add_words(b, ratios ? "ca_p" : "exact_p", ratios ? _("C.-A.\np") : _("Exact\np"), 6, say_p, true);
	add_words(b, "mk_s", _("M.-K.\nS"), 7, say_count, true);
	add_words(b, "mk_p", _("M.-K.\np"), 7, say_p, true);
	add_words(b, "sen_slope", _("Sen\nslope"), 8, say_number, true);
}

static void say_signed(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (!get(b, name, row, &v))
		return;
	out[0] = v > 0 ? '+' : '\0';
	out[1] = '\0';
	causa_number_count((int64_t)v, &b->style, out + strlen(out));
}

static void lay_out_audit(struct build *b)
{
	add_words(b, "severity", _("Severity"), 0, say_label, false);
	add_words(b, "check", _("Check"), 1, say_label, false);
	add_words(b, "where", _("Cell"), 0, say_label, false);
	add_words(b, "stated", _("Stated"), 0, say_count, true);
	add_words(b, "computed", _("Computed"), 0, say_count, true);
	add_words(b, "difference", _("Differ-\nence"), 0, say_signed, true);
	add_words(b, "message", _("Message"), 0, say_label, false);
}

static void lay_out_any(struct build *b)
{
	for (uint32_t c = 0; c < b->frame->columns && c < DISPLAY_COLUMNS - 1; c++) {
		const struct causa_column *column = &b->frame->column[c];
		if (column->type == CAUSA_NOTE_SET)
			continue;
		word say = column->type == CAUSA_LABEL ? say_label : column->type == CAUSA_I64 ? say_count : say_number;
		add_words(b, column->name, _(column->title), (int)c, say, column->type != CAUSA_LABEL);
	}
}

enum causa_status display_build(const struct causa_frame *frame, const char *lang, bool typographic, struct display *out)
{
	static const struct {
		const char *command;
		void (*lay_out)(struct build *b);
	} table[] = {{"counts", lay_out_counts}, {"ratio", lay_out_ratio}, {"change", lay_out_change}, {"trend", lay_out_trend}, {"audit", lay_out_audit}};
	struct display display = {.rows = frame->rows};
	struct build b = {.frame = frame, .style = causa_number_style(lang, typographic), .out = &display};
	void (*lay_out)(struct build *) = lay_out_any;
	display.column = calloc(DISPLAY_COLUMNS, sizeof *display.column);
	display.failed = display.column == NULL;
	b.common = common_notes(frame);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (strcmp(table[i].command, frame->command) == 0)
			lay_out = table[i].lay_out;
	}
	if (!display.failed) {
		lay_out(&b);
		if (causa_frame_column(frame, "note") != NULL)
			add_note_column(&b);
		display_title(frame, &display.title, &display.subtitle);
		say_notes(&b);
		memcpy(display.letter, b.letter, sizeof display.letter);
		display.sentences = display.notes.size;
		display_sentences(frame, b.common, !typographic, &display.notes);
	}
	if (display.failed || display.title.failed || display.subtitle.failed || display.notes.failed) {
		display_free(&display);
		return CAUSA_ENOMEM;
	}
	*out = display;
	return CAUSA_OK;
}

void display_free(struct display *d)
{
	for (uint32_t c = 0; d->column != NULL && c < d->columns; c++) {
		free(d->column[c].head[0]);
		free(d->column[c].head[1]);
		free_cells(d->column[c].cell, d->rows);
	}
	free(d->column);
	bytes_free(&d->title);
	bytes_free(&d->subtitle);
	bytes_free(&d->notes);
}
