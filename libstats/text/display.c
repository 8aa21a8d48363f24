/* A frame as people read it: its columns, its notes, its title.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "text/display_cells.h"

/* ---- notes ---- */

static void add_note_column(struct build *b)
{
	struct display_column *c = cells_add(b, "note", _("Note"), DISPLAY_LEFT, 0);
	for (uint64_t row = 0; c != NULL && row < b->out->rows; row++) {
		char text[3 * CAUSA_NOTES + 1] = "";
		for (int n = 0; n < CAUSA_NOTES; n++) {
			if (!(b->frame->notes[row] & ~b->common & CAUSA_NOTE(n)))
				continue;
			if (b->letter[n] == 0)
				b->letter[n] = (char)('a' + b->letters++);
			snprintf(text + strlen(text), sizeof text - strlen(text), "%s%c", text[0] ? " " : "", b->letter[n]);
		}
		c->cell[row] = cells_copy(b, text);
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

enum causa_status display_build(const struct causa_frame *frame, const char *lang, bool typographic, struct display *out)
{
	struct display display = {.rows = frame->rows};
	struct build b = {.frame = frame, .style = causa_number_style(lang, typographic), .out = &display};
	display.column = calloc(DISPLAY_COLUMNS, sizeof *display.column);
	display.failed = display.column == NULL;
	b.common = common_notes(frame);
	if (!display.failed) {
		layout_of(&b);
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

void display_head(const struct display_column *column, char out[DISPLAY_HEAD])
{
	size_t n = strlen(column->head[0]);
	bool hyphen = n > 0 && column->head[0][n - 1] == '-';
	snprintf(out, DISPLAY_HEAD, "%.*s%s%s", (int)(hyphen ? n - 1 : n), column->head[0], n > 0 && !hyphen ? " " : "", column->head[1]);
}

void display_cut(uint64_t shown, uint64_t all, const char *lang, char out[DISPLAY_NOTE])
{
	struct causa_number_style style = causa_number_style(lang, true);
	char a[CAUSA_NUMBER_SIZE], b[CAUSA_NUMBER_SIZE];
	causa_number_count((int64_t)shown, &style, a);
	causa_number_count((int64_t)all, &style, b);
	snprintf(out, DISPLAY_NOTE, _("The first %s of %s rows, in the order of the input; the files have all of them."), a, b);
}

bool display_is_strong(const struct causa_frame *frame, uint64_t row)
{
	const struct causa_column *p = causa_frame_column(frame, "p_adjusted");
	return p != NULL && causa_column_has(p, row) && frame->context != NULL && causa_column_f64(p, row) < 1 - frame->context->level;
}

static void free_column(const struct display *d, struct display_column *c)
{
	free(c->head[0]);
	free(c->head[1]);
	cells_free(c->cell, d->rows);
	cells_free(c->limit[0], d->rows);
	cells_free(c->limit[1], d->rows);
}

void display_leave_out(struct display *d, const char *name)
{
	for (uint32_t c = 0; name != NULL && c < d->columns; c++) {
		if (strcmp(d->column[c].name, name) != 0)
			continue;
		free_column(d, &d->column[c]);
		memmove(&d->column[c], &d->column[c + 1], (d->columns - c - 1) * sizeof *d->column);
		d->columns--;
		return;
	}
}

void display_free(struct display *d)
{
	for (uint32_t c = 0; d->column != NULL && c < d->columns; c++)
		free_column(d, &d->column[c]);
	free(d->column);
	bytes_free(&d->title);
	bytes_free(&d->subtitle);
	bytes_free(&d->notes);
}
