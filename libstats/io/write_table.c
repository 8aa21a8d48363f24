/* A table on a terminal: fits its width, reads from left to right, says what it leaves out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <causa/wording.h>

#include "base/intl.h"
#include "io/write.h"
#include "text/display.h"

enum { GAP = 2 };

/* Columns on a screen; under the caller's UTF-8 locale. A byte that is no character counts as one column. */
static size_t screen_width(const char *text)
{
	size_t width = 0;
	mbstate_t state;
	memset(&state, 0, sizeof state);
	for (size_t left = strlen(text); left > 0;) {
		wchar_t c;
		size_t n = mbrtowc(&c, text, left, &state);
		if (n == 0 || n > left) {
			memset(&state, 0, sizeof state);
			n = 1;
			c = L'?';
		}
		int w = wcwidth(c);
		width += w > 0 ? (size_t)w : 0;
		text += n;
		left -= n;
	}
	return width;
}

/* Control characters of a label would act on the terminal. */
static void clean(char *text)
{
	for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
		if (*c < 0x20 || *c == 0x7F)
			*c = '?';
	}
}

static size_t column_width(const struct display *d, uint32_t column)
{
	const struct display_column *c = &d->column[column];
	size_t most = screen_width(c->head[0]), second = screen_width(c->head[1]);
	most = second > most ? second : most;
	for (uint64_t row = 0; row < d->rows; row++) {
		size_t w = screen_width(c->cell[row]);
		most = w > most ? w : most;
	}
	return most;
}

static bool is_empty(const struct display_column *c, uint64_t rows)
{
	for (uint64_t row = 0; row < rows; row++) {
		if (strspn(c->cell[row], " ") != strlen(c->cell[row]))
			return false;
	}
	return true;
}

/* Leaves out the columns of largest rank until the table fits; returns its width. */
static size_t choose(const struct display *d, size_t room, bool *shown)
{
	size_t width[DISPLAY_COLUMNS], total = 0;
	for (uint32_t c = 0; c < d->columns; c++) {
		/* A column without any value says nothing; a note column without notes neither. */
		shown[c] = !is_empty(&d->column[c], d->rows) || d->rows == 0;
		width[c] = column_width(d, c) + GAP;
		total += shown[c] ? width[c] : 0;
	}
	while (total > room + GAP) {
		uint32_t worst = d->columns;
		for (uint32_t c = 0; c < d->columns; c++) {
			if (shown[c] && d->column[c].rank > 0 && (worst == d->columns || d->column[c].rank >= d->column[worst].rank))
				worst = c;
		}
		if (worst == d->columns)
			break;
		shown[worst] = false;
		total -= width[worst];
	}
	return total > GAP ? total - GAP : 0;
}

static struct libscols_table *lay_out(const struct display *d, const bool *shown)
{
	struct libscols_table *table = scols_new_table();
	if (table == NULL)
		return NULL;
	scols_table_enable_noheadings(table, 1);
	scols_table_enable_nowrap(table, 1);
	scols_table_set_column_separator(table, "  ");
	scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER);
	for (uint32_t c = 0; c < d->columns; c++) {
		int right = d->column[c].align == DISPLAY_RIGHT ? SCOLS_FL_RIGHT : 0;
		if (shown[c])
			scols_table_new_column(table, "", 0, right); /* a name would set the least width */
	}
	/* Headings are lines of their own: two of them, bottom-aligned, and a rule that the library does not draw. */
	for (uint64_t line = 0; line < d->rows + 2; line++) {
		struct libscols_line *l = scols_table_new_line(table, NULL);
		size_t at = 0;
		for (uint32_t c = 0; l != NULL && c < d->columns; c++) {
			if (shown[c])
				scols_line_set_data(l, at++, line < 2 ? d->column[c].head[line] : d->column[c].cell[line - 2]);
		}
	}
	return table;
}

static void put_line(struct bytes *to, const char *line, size_t n)
{
	while (n > 0 && line[n - 1] == ' ')
		n--;
	bytes_add(to, line, n);
	bytes_char(to, '\n');
}

static void put_body(struct writer *w, const struct display *d, const bool *shown, size_t width)
{
	char *text = NULL;
	struct libscols_table *table = lay_out(d, shown);
	if (table == NULL || scols_print_table_to_string(table, &text) != 0 || text == NULL) {
		w->status = CAUSA_ENOMEM;
		scols_unref_table(table);
		return;
	}
	int line = 0;
	for (const char *at = text; *at != '\0' && writer_flush(w, false); line++) {
		size_t n = strcspn(at, "\n");
		/* A first line of headings that is empty is no line. */
		if (line > 0 || strspn(at, " ") < n)
			put_line(&w->text, at, n);
		if (line == 1) {
			bytes_repeat(&w->text, '-', width);
			bytes_char(&w->text, '\n');
		}
		at += n + (at[n] == '\n');
	}
	free(text);
	scols_unref_table(table);
}

/* A text in lines no wider than room, all of them indented. */
static void put_wrapped(struct bytes *to, const char *text, size_t indent, size_t room)
{
	size_t column = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, " ");
		size_t width = 0;
		for (size_t i = 0; i < n; i++)
			width += ((unsigned char)text[i] & 0xC0U) != 0x80U;
		if (column > 0 && column + 1 + width > room) {
			bytes_char(to, '\n');
			column = 0;
		}
		if (column == 0) {
			bytes_repeat(to, ' ', indent);
			column = indent;
		} else {
			bytes_char(to, ' ');
			column++;
		}
		bytes_add(to, text, n);
		column += width;
		text += n;
		text += *text == ' ';
	}
	bytes_char(to, '\n');
}

static void put_left_out(struct writer *w, const struct display *d, const bool *shown, size_t room)
{
	struct bytes line = {NULL, 0, 0, false};
	for (uint32_t c = 0; c < d->columns; c++) {
		if (shown[c] || is_empty(&d->column[c], d->rows))
			continue;
		bytes_text(&line, line.size > 0 ? ", " : _("Not shown at this width: "));
		bytes_text(&line, d->column[c].name);
	}
	if (line.size > 0) {
		bytes_text(&line, _(" (wider terminal, or -f csv)."));
		put_wrapped(&w->text, line.data != NULL ? line.data : "", 0, room);
	}
	bytes_free(&line);
}

/* Where the sentence of a lettered note begins: after letter, code and the spaces that follow it. */
static size_t sentence_start(const char *line)
{
	if (line[0] < 'a' || line[0] > 'z' || strncmp(line + 1, "  ", 2) != 0)
		return 0;
	const char *gap = strstr(line + 3, "  ");
	return gap != NULL ? (size_t)(gap - line) + strspn(gap, " ") : 0;
}

static void put_notes(struct writer *w, const char *notes, size_t room)
{
	while (*notes != '\0') {
		char line[512] = "";
		size_t n = strcspn(notes, "\n"), at = w->text.size;
		strncat(line, notes, n < sizeof line - 1 ? n : sizeof line - 1);
		size_t start = sentence_start(line);
		put_wrapped(&w->text, line + start, start, room);
		if (!w->text.failed)
			memcpy(w->text.data + at, line, start);
		notes += n + (notes[n] == '\n');
	}
}

static void put_display(struct writer *w, struct display *d)
{
	bool shown[DISPLAY_COLUMNS];
	size_t room = (size_t)(w->options->width > 0 ? w->options->width : 80);
	for (uint32_t c = 0; c < d->columns; c++) {
		for (uint64_t row = 0; row < d->rows; row++)
			clean(d->column[c].cell[row]);
	}
	size_t width = choose(d, room, shown);
	if (d->title.size > 0) {
		bytes_text(&w->text, w->options->color ? "\033[1m" : "");
		put_wrapped(&w->text, d->title.data, 0, room);
		bytes_text(&w->text, w->options->color ? "\033[0m" : "");
	}
	if (d->subtitle.size > 0)
		put_wrapped(&w->text, d->subtitle.data, 0, room);
	if (d->title.size > 0)
		bytes_char(&w->text, '\n');
	put_body(w, d, shown, width);
	if (d->notes.size > 0) {
		bytes_char(&w->text, '\n');
		put_notes(w, d->notes.data, room);
	}
	put_left_out(w, d, shown, room);
}

static void put_number(struct bytes *to, const struct causa_column *c, uint64_t row, bool sign)
{
	char text[32] = "";
	if (causa_column_has(c, row))
		snprintf(text, sizeof text, sign ? "%+lld" : "%lld", c->type == CAUSA_I64 ? (long long)causa_column_i64(c, row) : (long long)causa_column_f64(c, row));
	bytes_format(to, "%10s", text);
}

static void put_severities(struct writer *w, const struct causa_column *severity)
{
	unsigned long n[3] = {0, 0, 0};
	for (uint64_t row = 0; row < w->frame->rows; row++) {
		const char *word = causa_column_label(severity, row);
		n[strcmp(word, "error") == 0 ? 0 : strcmp(word, "warning") == 0 ? 1 : 2]++;
	}
	bytes_format(&w->text, NP_("%lu error", "%lu errors", n[0]), n[0]);
	bytes_text(&w->text, ", ");
	bytes_format(&w->text, NP_("%lu warning", "%lu warnings", n[1]), n[1]);
	bytes_text(&w->text, ", ");
	bytes_format(&w->text, NP_("%lu info", "%lu infos", n[2]), n[2]);
	bytes_text(&w->text, "\n\n");
}

/* Findings are read one by one: a line of numbers, then the sentence, wrapped. */
static void write_audit(struct writer *w)
{
	const struct causa_frame *f = w->frame;
	const char *const name[] = {"severity", "check", "where", "stated", "computed", "difference", "message"};
	const struct causa_column *c[7];
	size_t room = (size_t)(w->options->width > 0 ? w->options->width : 80);
	for (int i = 0; i < 7; i++)
		c[i] = causa_frame_column(f, name[i]);
	bytes_format(&w->text, w->options->color ? "\033[1m" : "%s", "");
	bytes_format(&w->text, _("Audit of %s"), f->about->name);
	bytes_text(&w->text, w->options->color ? "\033[0m\n" : "\n");
	put_severities(w, c[0]);
	bytes_format(&w->text, "%-9s %-36s%10s%10s%10s\n", _("Severity"), _("Cell"), _("Stated"), _("Computed"), _("Diff."));
	bytes_repeat(&w->text, '-', 76);
	bytes_char(&w->text, '\n');
	for (uint64_t row = 0; row < f->rows && writer_flush(w, false); row++) {
		const char *where = causa_column_label(c[2], row);
		size_t wide = screen_width(where);
		if (row > 0)
			bytes_char(&w->text, '\n');
		bool bold = w->options->color && strcmp(causa_column_label(c[0], row), "error") == 0;
		bytes_format(&w->text, bold ? "\033[1m%-9s\033[0m %s" : "%-9s %s", causa_column_label(c[0], row), where);
		bytes_repeat(&w->text, ' ', wide < 36 ? 36 - wide : 1);
		for (int i = 3; i < 6; i++)
			put_number(&w->text, c[i], row, i == 5);
		while (w->text.size > 0 && w->text.data[w->text.size - 1] == ' ')
			w->text.data[--w->text.size] = '\0';
		bytes_char(&w->text, '\n');
		struct bytes sentence = {NULL, 0, 0, false};
		bytes_format(&sentence, "%s: %s", causa_column_label(c[1], row), causa_column_label(c[6], row));
		if (!sentence.failed)
			put_wrapped(&w->text, sentence.data, 12, room);
		bytes_free(&sentence);
	}
	bytes_text(&w->text, f->rows == 0 ? _("Nothing was found.\n")
	                                  : _("\nComputed totals are used by every command. Nothing was changed.\n"));
}

/* What was found and its size; beneath each test that it failed. */
static void put_finding(struct writer *w, uint64_t row, size_t room)
{
	char words[2048];
	const char *lang = w->options->lang;
	causa_finding_headline(w->frame, row, lang, words, sizeof words / 2);
	strcat(words, ". ");
	size_t n = strlen(words);
	causa_finding_detail(w->frame, row, lang, words + n, sizeof words - n);
	put_wrapped(&w->text, words, 2, room);
	for (unsigned i = 0; causa_finding_reason(w->frame, row, i, lang, words, sizeof words); i++)
		put_wrapped(&w->text, words, 6, room);
}

/* Findings as sentences, under the grade that they share; beneath each why it is not of a higher one. */
static void write_findings(struct writer *w)
{
	const struct causa_frame *f = w->frame;
	const struct causa_column *grade = causa_frame_column(f, "grade");
	size_t room = (size_t)(w->options->width > 0 ? w->options->width : 80);
	const char *before = "";
	bytes_format(&w->text, w->options->color ? "\033[1m" : "%s", "");
	bytes_format(&w->text, _("What can and cannot be said of %s"), f->about->name);
	bytes_text(&w->text, w->options->color ? "\033[0m\n" : "\n");
	for (uint64_t row = 0; row < f->rows && writer_flush(w, false); row++) {
		const char *words = findings_grade_words(causa_column_label(grade, row));
		if (strcmp(words, before) != 0)
			bytes_format(&w->text, "\n%s\n", words);
		before = words;
		put_finding(w, row, room);
	}
	if (f->rows == 0)
		bytes_text(&w->text, _("Nothing was found.\n"));
}

static const char *cell_of(const struct display *d, const char *name, uint64_t row)
{
	for (uint32_t c = 0; c < d->columns; c++) {
		if (strcmp(d->column[c].name, name) == 0)
			return d->column[c].cell[row] + strspn(d->column[c].cell[row], " ");
	}
	return "";
}

/* "Pederastia, 2019, reported: 110 -> 60  -45%": what stands before the numbers is every other column, in its order. */
static void put_difference(struct writer *w, const struct display *d, uint64_t row, size_t room)
{
	struct bytes line = {NULL, 0, 0, false};
	const char *old = cell_of(d, "old", row), *now = cell_of(d, "new", row), *percent = cell_of(d, "percent", row);
	for (uint32_t c = 0; c < d->columns; c++) {
		const char *name = d->column[c].name, *cell = cell_of(d, name, row);
		if (strcmp(name, "kind") != 0 && strcmp(name, "old") != 0 && strcmp(name, "new") != 0 && strcmp(name, "percent") != 0 && cell[0] != '\0')
			bytes_format(&line, "%s%s", line.size > 0 ? ", " : "", cell);
	}
	if (old[0] != '\0' || now[0] != '\0')
		bytes_format(&line, ": %s -> %s", old[0] != '\0' ? old : "-", now[0] != '\0' ? now : "-");
	bytes_format(&line, "%s%s", percent[0] != '\0' ? "  " : "", percent);
	if (line.failed)
		w->text.failed = true;
	else
		put_wrapped(&w->text, line.data, 2, room);
	bytes_free(&line);
}

/* Differences between two vintages, under the kind that they share: as a table they would be wider than most terminals. */
static void write_differences(struct writer *w, struct display *d)
{
	const char *before = "";
	size_t room = (size_t)(w->options->width > 0 ? w->options->width : 80);
	for (uint32_t c = 0; c < d->columns; c++) {
		for (uint64_t row = 0; row < d->rows; row++)
			clean(d->column[c].cell[row]);
	}
	bytes_format(&w->text, "%s%s%s\n", w->options->color ? "\033[1m" : "", d->title.data, w->options->color ? "\033[0m" : "");
	for (uint64_t row = 0; row < d->rows && writer_flush(w, false); row++) {
		const char *kind = cell_of(d, "kind", row);
		if (strcmp(kind, before) != 0)
			bytes_format(&w->text, "\n%s\n", kind);
		before = kind;
		put_difference(w, d, row, room);
	}
	if (d->rows == 0)
		bytes_text(&w->text, _("Nothing was found.\n"));
}

void write_table(struct writer *w)
{
	struct display display;
	/* libsmartcols counts columns and prints letters by LC_CTYPE, which may be "C". */
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", duplocale(LC_GLOBAL_LOCALE));
	locale_t before = utf8 != (locale_t)0 ? uselocale(utf8) : (locale_t)0;
	if (strcmp(w->frame->command, "audit") == 0) {
		write_audit(w);
	} else if (strcmp(w->frame->command, "findings") == 0) {
		write_findings(w);
	} else {
		w->status = display_build(w->frame, w->options->lang, false, &display);
		if (w->status == CAUSA_OK) {
			if (strcmp(w->frame->command, "diff") == 0)
				write_differences(w, &display);
			else
				put_display(w, &display);
			display_free(&display);
		}
	}
	if (utf8 != (locale_t)0) {
		uselocale(before);
		freelocale(utf8);
	}
}
