/* A frame as people read it: worded cells, headings, a caption and lettered notes. One model for terminal, Markdown, LaTeX and
 * HTML. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TEXT_DISPLAY_H
#define CAUSA_TEXT_DISPLAY_H

#include <causa/frame.h>

#include "base/bytes.h"

enum display_align { DISPLAY_LEFT, DISPLAY_RIGHT };

struct display_column {
	const char *name;        /* field name, for the line that says what is not shown */
	char *head[2];           /* heading in two lines; the first may be empty */
	enum display_align align;
	int rank;                /* 0 is never left out; larger ranks go first */
	char **cell;             /* [rows], never NULL */
	char **limit[2];         /* an interval's two numbers, [rows], padded, empty where there is none; NULL: no interval */
};

struct display {
	uint64_t rows;
	uint32_t columns;
	struct display_column *column;
	struct bytes title;      /* one line */
	struct bytes subtitle;   /* one line */
	struct bytes notes;      /* lines: lettered notes, then sentences */
	size_t sentences;        /* where in notes the sentences begin */
	char letter[CAUSA_NOTES]; /* of each note; 0: not used */
	bool failed;
};

enum { DISPLAY_COLUMNS = 24 };

/* A heading in one line: a hyphen at the end of the first one only broke a word. */
enum { DISPLAY_HEAD = 256 };
void display_head(const struct display_column *column, char out[DISPLAY_HEAD]);

/* typographic: for pages; else ASCII for terminals. Errors: CAUSA_ENOMEM. */
enum causa_status display_build(const struct causa_frame *frame, const char *lang, bool typographic, struct display *out);
/* Counts of one measure as a table of offence by year: what a printed page of the source looks like (display_cross.c). */
enum causa_status display_cross(const struct causa_frame *counts, const char *measure, const char *lang, struct display *out);
void display_free(struct display *display);

/* The sentence of a note in this frame: with the number of --few and the level that it was computed with. */
enum { DISPLAY_NOTE = 256 };
void display_note(const struct causa_frame *frame, enum causa_note note, char out[DISPLAY_NOTE]);

/* Bold means one thing: the adjusted p is below 1 - level. */
bool display_is_strong(const struct causa_frame *frame, uint64_t row);

/* Takes out a column by name, where there is one; NULL: none. */
void display_leave_out(struct display *display, const char *name);

/* What is said under a table of which only the first rows are shown. */
void display_cut(uint64_t shown, uint64_t all, const char *lang, char out[DISPLAY_NOTE]);

/* Title, subtitle and closing sentences of a frame (display_words.c). */
void display_title(const struct causa_frame *frame, struct bytes *title, struct bytes *subtitle);
/* hints: says which option would change what was left out, for readers who have the program at hand. */
void display_sentences(const struct causa_frame *frame, uint64_t common_notes, bool hints, struct bytes *to);

/* Pads numbers of one column so that their decimal marks stand below each other; words are set flush right. */
void display_align(char **cell, uint64_t rows, char mark);

#endif
