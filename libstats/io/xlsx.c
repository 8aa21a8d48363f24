/* A frame as a spreadsheet, by libxlsxwriter.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#include "base/error.h"
#include "base/intl.h"

/* A sheet has 2^20 rows, one of them the header; many rows go through a file instead of memory. */
enum { MOST_ROWS = 1048575, MANY_ROWS = 50000, MOST_TEXT = 32767, LEAST_WIDTH = 8, MOST_WIDTH = 44 };

struct book {
	lxw_workbook *book;
	lxw_format *head, *wrapped;
	bool failed;
};

static void text_cell(struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
	if (strlen(text) <= MOST_TEXT)
		b->failed |= worksheet_write_string(sheet, row, column, text, format) != LXW_NO_ERROR;
	else
		b->failed |= worksheet_write_string(sheet, row, column, "(text of more than 32,767 bytes)", format) != LXW_NO_ERROR;
}

static void note_cell(struct book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, uint64_t notes)
{
	char codes[512] = "";
	for (int n = 0; n < CAUSA_NOTES; n++) {
		if (notes & CAUSA_NOTE(n))
			snprintf(codes + strlen(codes), sizeof codes - strlen(codes), "%s%s", codes[0] != '\0' ? " " : "", causa_note_code((enum causa_note)n));
	}
	if (codes[0] != '\0')
		text_cell(b, sheet, row, column, codes, NULL);
}

static void data_cell(struct book *b, lxw_worksheet *sheet, const struct causa_frame *frame, uint64_t row, uint32_t column)
{
	const struct causa_column *c = &frame->column[column];
	lxw_row_t at = (lxw_row_t)(row + 1);
	if (c->type == CAUSA_NOTE_SET)
		note_cell(b, sheet, at, (lxw_col_t)column, frame->notes[row]);
	else if (!causa_column_has(c, row))
		return;
	else if (c->type == CAUSA_I64)
		b->failed |= worksheet_write_number(sheet, at, (lxw_col_t)column, (double)causa_column_i64(c, row), NULL) != LXW_NO_ERROR;
	else if (c->type == CAUSA_F64)
		b->failed |= worksheet_write_number(sheet, at, (lxw_col_t)column, causa_column_f64(c, row), NULL) != LXW_NO_ERROR;
	else
		text_cell(b, sheet, at, (lxw_col_t)column, causa_column_label(c, row), NULL);
}

/* Characters of the widest label, within limits. */
static double width_of(const struct causa_column *c)
{
	size_t most = strlen(c->name) + 2;
	for (uint32_t l = 0; c->type == CAUSA_LABEL && l < c->label_count; l++) {
		size_t n = 0;
		for (const char *at = c->labels[l]; *at != '\0'; at++)
			n += ((unsigned char)*at & 0xC0U) != 0x80U;
		most = n > most ? n : most;
	}
	return most < LEAST_WIDTH ? LEAST_WIDTH : most > MOST_WIDTH ? MOST_WIDTH : (double)most;
}

static void write_data(struct book *b, const struct causa_frame *frame)
{
	char name[32];
	snprintf(name, sizeof name, "%.31s", frame->command);
	lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);
	b->failed |= sheet == NULL;
	for (uint32_t c = 0; c < frame->columns && !b->failed; c++) {
		worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, width_of(&frame->column[c]), NULL);
		text_cell(b, sheet, 0, (lxw_col_t)c, frame->column[c].name, b->head);
	}
	for (uint64_t row = 0; row < frame->rows && !b->failed; row++) {
		for (uint32_t c = 0; c < frame->columns; c++)
			data_cell(b, sheet, frame, row, c);
	}
	if (!b->failed)
		worksheet_freeze_panes(sheet, 1, 0);
	if (!b->failed && frame->rows > 0)
		worksheet_autofilter(sheet, 0, 0, (lxw_row_t)frame->rows, (lxw_col_t)(frame->columns - 1));
}

static void three_cells(struct book *b, lxw_worksheet *sheet, lxw_row_t row, const char *first, const char *second, const char *third,
                        lxw_format *format)
{
	text_cell(b, sheet, row, 0, first, format);
	text_cell(b, sheet, row, 1, second, format);
	text_cell(b, sheet, row, 2, third, format);
}

/* What the columns are, and the notes that stand in some row. */
static void write_columns(struct book *b, const struct causa_frame *frame)
{
	lxw_worksheet *sheet = workbook_add_worksheet(b->book, _("columns"));
	lxw_row_t row = 0;
	uint64_t all = 0;
	b->failed |= sheet == NULL;
	if (b->failed)
		return;
	worksheet_set_column(sheet, 0, 0, 22, NULL);
	worksheet_set_column(sheet, 1, 1, 12, NULL);
	worksheet_set_column(sheet, 2, 2, 80, b->wrapped);
	three_cells(b, sheet, row++, _("column"), _("unit"), _("title"), b->head);
	for (uint32_t c = 0; c < frame->columns; c++)
		three_cells(b, sheet, row++, frame->column[c].name, frame->column[c].unit, _(frame->column[c].title), NULL);
	for (uint64_t r = 0; r < frame->rows; r++)
		all |= frame->notes[r];
	for (int n = 0; n < CAUSA_NOTES; n++) {
		if (all & CAUSA_NOTE(n))
			three_cells(b, sheet, row++, causa_note_code((enum causa_note)n), _("note"), _(causa_note_text((enum causa_note)n)), NULL);
	}
}

static const char *words_in(const struct causa_words *words, const char *lang)
{
	for (uint32_t i = 0; i < words->n; i++) {
		if (lang != NULL && strcmp(words->lang[i], lang) == 0)
			return words->text[i];
	}
	return words->n > 0 ? words->text[0] : "";
}

static void write_options(struct book *b, const struct causa_frame *frame, const struct causa_write_options *options)
{
	lxw_worksheet *sheet = workbook_add_worksheet(b->book, _("options"));
	lxw_row_t row = 0;
	b->failed |= sheet == NULL;
	if (b->failed)
		return;
	worksheet_set_column(sheet, 0, 0, 22, NULL);
	worksheet_set_column(sheet, 1, 1, 70, b->wrapped);
	text_cell(b, sheet, row, 0, _("command"), NULL);
	text_cell(b, sheet, row++, 1, frame->command, NULL);
	if (frame->about != NULL && frame->about->name != NULL) {
		text_cell(b, sheet, row, 0, _("input"), NULL);
		text_cell(b, sheet, row++, 1, frame->about->name, NULL);
		text_cell(b, sheet, row, 0, _("source"), NULL);
		text_cell(b, sheet, row++, 1, words_in(&frame->about->source, options->lang), NULL);
	}
	for (uint32_t i = 0; i < options->settings; i++) {
		text_cell(b, sheet, row, 0, options->setting[i].name, NULL);
		text_cell(b, sheet, row++, 1, options->setting[i].value, NULL);
	}
}

/* The day a file says it was made on: never today, so that the bytes are the same tomorrow. */
static time_t made_on(const char *created)
{
	struct tm day = {.tm_year = 80, .tm_mday = 1};
	int year, month, date;
	if (created != NULL && sscanf(created, "%d-%d-%d", &year, &month, &date) == 3 && year >= 1980 && month >= 1 && month <= 12) {
		day.tm_year = year - 1900;
		day.tm_mon = month - 1;
		day.tm_mday = date;
	}
	day.tm_hour = 12;
	/* libxlsxwriter writes gmtime; days since 1970 without the time zone of the machine */
	long years = day.tm_year - 70, days = years * 365 + (years + 1) / 4;
	static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
	bool leap = (day.tm_year + 1900) % 4 == 0;
	days += before[day.tm_mon] + (leap && day.tm_mon > 1) + day.tm_mday - 1;
	return (time_t)days * 86400 + 12 * 3600;
}

static enum causa_status copy_out(FILE *file, causa_put put, void *self, struct causa_error *err)
{
	char buffer[1 << 14];
	size_t n;
	rewind(file);
	while ((n = fread(buffer, 1, sizeof buffer, file)) > 0) {
		if (put(self, buffer, n) != 0)
			return CAUSA_OK; /* whoever takes the bytes tells what became of them */
	}
	return ferror(file) ? causa_fail(err, CAUSA_EIO, "%s", _("the spreadsheet cannot be put together: no room for a temporary file?")) : CAUSA_OK;
}

static enum causa_status write_book(const struct causa_frame *frame, const struct causa_write_options *options, const char *created,
                                    const char *path, struct causa_error *err)
{
	lxw_workbook_options how = {.constant_memory = frame->rows > MANY_ROWS, .tmpdir = NULL};
	struct book b = {workbook_new_opt(path, &how), NULL, NULL, false};
	lxw_doc_properties about = {.created = made_on(created)};
	if (b.book == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	if (frame->about != NULL && frame->about->title.n > 0)
		about.title = (char *)(uintptr_t)words_in(&frame->about->title, options->lang);
	b.failed = workbook_set_properties(b.book, &about) != LXW_NO_ERROR;
	b.head = workbook_add_format(b.book);
	b.wrapped = workbook_add_format(b.book);
	if (b.head != NULL && b.wrapped != NULL) {
		format_set_bold(b.head);
		format_set_text_wrap(b.wrapped);
	}
	write_data(&b, frame);
	write_columns(&b, frame);
	write_options(&b, frame, options);
	if (workbook_close(b.book) != LXW_NO_ERROR || b.failed)
		return causa_fail(err, CAUSA_EIO, "%s", _("the spreadsheet cannot be put together: no room for a temporary file?"));
	return CAUSA_OK;
}

/* libxlsxwriter writes to a name; a file without one has this, and nothing is left when the program is stopped. */
static enum causa_status xlsx_write(const struct causa_frame *frame, const struct causa_write_options *options, const char *created,
                                    causa_put put, void *self, struct causa_error *err)
{
	char path[32];
	if (frame->rows > MOST_ROWS)
		return causa_fail(err, CAUSA_ERANGE, _("%llu rows are more than the 1,048,575 that a spreadsheet holds; use -f csv"),
		                  (unsigned long long)frame->rows);
	FILE *file = tmpfile();
	if (file == NULL)
		return causa_fail(err, CAUSA_EIO, "%s", _("the spreadsheet cannot be put together: no room for a temporary file?"));
	snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
	enum causa_status status = write_book(frame, options, created, path, err);
	if (status == CAUSA_OK)
		status = copy_out(file, put, self, err);
	fclose(file);
	return status;
}

const struct causa_xlsx_api causa_xlsx_api = {CAUSA_XLSX_ABI, xlsx_write};
