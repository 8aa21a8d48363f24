/* Building a frame row by row.
 *
 * Cells are kept as the frame will hand them out: eight bytes for a number, four for a label; labels are interned, so that a column of
 * a million rows with twenty offences holds twenty strings. Room for rows to come is not touched before they come, but for the next few
 * thousand, which are made empty column by column. The frame owns all of it through one list of blocks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/frame_build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "table/intern.h"

struct column {
	enum causa_column_id id; /* CAUSA_COLUMNS: a group column */
	const char *name, *unit, *title;
	enum causa_type type;
	union {
		int64_t *i;
		double *f;
		uint32_t *label;
		void *any;
	} cell;
	uint8_t *absent;
	char **label;
	uint32_t *next;          /* [label]: the one that followed it last */
	uint32_t labels, label_room, last_label;
	struct intern known;     /* the same strings, to find them; gone when the frame is finished */
};

struct causa_frame_build {
	char *command;
	struct column *column;
	uint32_t columns, first_group;
	int at[CAUSA_COLUMNS];   /* column of an id, or -1 */
	uint64_t rows, empty, room; /* empty: up to here rows have no values */
	uint64_t *notes;
	struct causa_family *family;
	uint32_t families;
	struct causa_context *context;
	struct causa_frame_build *whole; /* of which this is a part */
	uint64_t part_at;        /* its first row there */
	bool failed;             /* out of memory: reported by finish */
};

/* Rows that are made empty at a time. */
enum { EMPTIED = 4096 };

static const struct {
	const char *name, *unit, *title;
	enum causa_type type;
} known[CAUSA_COLUMNS] = {
#define X(name, type, unit, title, meaning) {#name, unit, title, CAUSA_##type},
#include <causa/columns.def>
#undef X
};

/* ---- opening ---- */

static void name_columns(struct causa_frame_build *b, const enum causa_column_id *columns, uint32_t n,
                         const char *const *groups, uint32_t group_count)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct column *c = &b->column[at];
		*c = (struct column){.id = columns[i],
		                     .name = known[columns[i]].name,
		                     .unit = known[columns[i]].unit,
		                     .title = known[columns[i]].title,
		                     .type = known[columns[i]].type};
		b->at[columns[i]] = (int)at++;
		if (columns[i] != CAUSA_COL_offence)
			continue;
		b->first_group = at;
		for (uint32_t g = 0; g < group_count; g++) {
			char *name = strdup(groups[g]);
			b->failed |= name == NULL;
			b->column[at++] = (struct column){.id = CAUSA_COLUMNS, .name = name, .unit = "", .title = name, .type = CAUSA_LABEL};
		}
	}
	b->columns = at;
}

struct causa_frame_build *causa_frame_build_new(const char *command, const enum causa_column_id *columns, uint32_t n,
                                                const char *const *groups, uint32_t group_count)
{
	struct causa_frame_build *b = calloc(1, sizeof *b);
	if (b == NULL)
		return NULL;
	b->command = strdup(command);
	b->column = calloc((size_t)n + group_count + 1, sizeof *b->column);
	if (b->command == NULL || b->column == NULL) {
		free(b->command);
		free(b->column);
		free(b);
		return NULL;
	}
	for (int i = 0; i < CAUSA_COLUMNS; i++)
		b->at[i] = -1;
	name_columns(b, columns, n, groups, group_count);
	return b;
}

/* ---- rows ---- */

static size_t cell_size(const struct column *c)
{
	return c->type == CAUSA_LABEL ? sizeof(uint32_t) : sizeof(int64_t);
}

static bool grow_column(struct column *c, uint64_t room)
{
	void *cell = realloc(c->cell.any, room * cell_size(c));
	if (cell != NULL)
		c->cell.any = cell;
	uint8_t *absent = realloc(c->absent, room);
	if (absent != NULL)
		c->absent = absent;
	pages_large(cell, room * cell_size(c));
	pages_large(absent, room);
	return cell != NULL && absent != NULL;
}

static bool grow_to(struct causa_frame_build *b, uint64_t room)
{
	uint64_t *notes = realloc(b->notes, room * sizeof *notes);
	if (notes == NULL)
		return false;
	b->notes = notes;
	pages_large(notes, room * sizeof *notes);
	for (uint32_t c = 0; c < b->columns; c++) {
		if (!grow_column(&b->column[c], room))
			return false;
	}
	b->room = room;
	return true;
}

static bool grow(struct causa_frame_build *b)
{
	return grow_to(b, b->room == 0 ? 64 : b->room + b->room / 2);
}

void causa_frame_expect(struct causa_frame_build *b, uint64_t rows)
{
	if (!b->failed && rows > b->room && rows < SIZE_MAX / sizeof(int64_t))
		b->failed = !grow_to(b, rows);
}

static void make_empty(struct causa_frame_build *b)
{
	uint64_t n = b->room - b->empty < EMPTIED ? b->room - b->empty : EMPTIED;
	memset(b->notes + b->empty, 0, n * sizeof *b->notes);
	for (uint32_t c = 0; c < b->columns; c++) {
		size_t size = cell_size(&b->column[c]);
		memset((char *)b->column[c].cell.any + b->empty * size, 0, n * size);
		memset(b->column[c].absent + b->empty, 1, n);
	}
	b->empty += n;
}

enum causa_status causa_frame_row(struct causa_frame_build *b)
{
	if (b->failed || (b->rows == b->room && (b->whole != NULL || !grow(b)))) {
		b->failed = true;
		return CAUSA_ENOMEM;
	}
	if (b->rows == b->empty)
		make_empty(b);
	b->rows++;
	return CAUSA_OK;
}

uint64_t causa_frame_rows(const struct causa_frame_build *b)
{
	return b->rows;
}

static struct column *column_of(struct causa_frame_build *b, uint64_t row, enum causa_column_id id)
{
	return b->failed || row >= b->rows || b->at[id] < 0 ? NULL : &b->column[b->at[id]];
}

void causa_frame_at_i64(struct causa_frame_build *b, uint64_t row, enum causa_column_id id, int64_t value)
{
	struct column *c = column_of(b, row, id);
	if (c != NULL) {
		c->cell.i[row] = value;
		c->absent[row] = 0;
	}
}

void causa_frame_at_f64(struct causa_frame_build *b, uint64_t row, enum causa_column_id id, double value)
{
	struct column *c = column_of(b, row, id);
	if (c != NULL && isfinite(value)) {
		c->cell.f[row] = value == 0 ? 0 : value; /* no minus zero */
		c->absent[row] = 0;
	}
}

void causa_frame_i64(struct causa_frame_build *b, enum causa_column_id id, int64_t value)
{
	causa_frame_at_i64(b, b->rows - 1, id, value);
}

void causa_frame_f64(struct causa_frame_build *b, enum causa_column_id id, double value)
{
	causa_frame_at_f64(b, b->rows - 1, id, value);
}

static bool more_labels(struct column *c)
{
	uint32_t room = c->label_room == 0 ? 16 : 2 * c->label_room;
	char **label = realloc(c->label, room * sizeof *label);
	if (label != NULL)
		c->label = label;
	uint32_t *next = realloc(c->next, room * sizeof *next);
	if (next != NULL)
		c->next = next;
	if (label == NULL || next == NULL)
		return false;
	c->label_room = room;
	return true;
}

/* Rows come in the order of labels: the wanted one is often the last one, or that which followed it before, without hashing. */
static bool intern(struct column *c, const char *text, uint32_t *out)
{
	uint32_t last = c->last_label;
	if (c->labels > 0 && strcmp(c->label[last], text) == 0) {
		*out = last;
		return true;
	}
	if (c->labels > 0 && strcmp(c->label[c->next[last]], text) == 0) {
		*out = c->last_label = c->next[last];
		return true;
	}
	uint32_t index = intern_put(&c->known, text, strlen(text));
	if (index == INTERN_NONE)
		return false;
	if (index == c->labels) {
		if (c->labels == c->label_room && !more_labels(c))
			return false;
		c->label[index] = strdup(text);
		if (c->label[index] == NULL)
			return false;
		c->next[index] = index;
		c->labels++;
	}
	c->next[last] = index;
	*out = c->last_label = index;
	return true;
}

static void set_label(struct causa_frame_build *b, struct column *c, const char *text)
{
	uint64_t row = b->rows - 1;
	uint32_t label;
	if (!intern(c, text, &label)) {
		b->failed = true;
		return;
	}
	c->cell.label[row] = label;
	c->absent[row] = 0;
}

void causa_frame_label(struct causa_frame_build *b, enum causa_column_id id, const char *text)
{
	struct column *c = column_of(b, b->rows - 1, id);
	if (c != NULL)
		set_label(b, c, text);
}

void causa_frame_group(struct causa_frame_build *b, uint32_t group, const char *text)
{
	if (!b->failed && b->rows > 0)
		set_label(b, &b->column[b->first_group + group], text);
}

void causa_frame_note(struct causa_frame_build *b, enum causa_note note)
{
	if (!b->failed && b->rows > 0)
		b->notes[b->rows - 1] |= CAUSA_NOTE(note);
}

bool causa_frame_has_note(const struct causa_frame_build *b, enum causa_note note)
{
	return !b->failed && b->rows > 0 && (b->notes[b->rows - 1] & CAUSA_NOTE(note)) != 0;
}

void causa_frame_filter(struct causa_frame_build *b, const uint8_t *keep)
{
	uint64_t to = 0;
	for (uint64_t row = 0; row < b->rows && !b->failed; row++) {
		if (!keep[row])
			continue;
		b->notes[to] = b->notes[row];
		for (uint32_t c = 0; c < b->columns; c++) {
			struct column *column = &b->column[c];
			size_t size = cell_size(column);
			memmove((char *)column->cell.any + to * size, (char *)column->cell.any + row * size, size);
			column->absent[to] = column->absent[row];
		}
		to++;
	}
	b->rows = b->empty = to;
}

/* ---- parts ---- */

static void free_labels(struct column *c)
{
	for (uint32_t l = 0; l < c->labels; l++)
		free(c->label[l]);
	free(c->label);
	free(c->next);
	intern_free(&c->known);
}

struct causa_frame_build *causa_frame_part(struct causa_frame_build *b, uint64_t first, uint64_t rows)
{
	struct causa_frame_build *part = b->failed || first + rows > b->room ? NULL : malloc(sizeof *part);
	struct column *column = part != NULL ? calloc(b->columns + 1U, sizeof *column) : NULL;
	if (column == NULL) {
		free(part);
		return NULL;
	}
	*part = *b;
	part->whole = b;
	part->part_at = first;
	part->rows = part->empty = 0;
	part->room = rows;
	part->notes = b->notes + first;
	part->column = column;
	for (uint32_t c = 0; c < b->columns; c++) {
		const struct column *of = &b->column[c];
		column[c] = (struct column){.id = of->id, .name = of->name, .unit = of->unit, .title = of->title, .type = of->type};
		column[c].cell.any = (char *)of->cell.any + first * cell_size(of);
		column[c].absent = of->absent + first;
	}
	return part;
}

/* Labels of a part as the whole numbers them. */
static bool join_labels(struct column *whole, struct column *part, uint64_t rows)
{
	uint32_t *map = malloc((part->labels + 1U) * sizeof *map);
	bool good = map != NULL, same = true;
	for (uint32_t l = 0; l < part->labels && good; l++) {
		good = intern(whole, part->label[l], &map[l]);
		same &= good && map[l] == l;
	}
	for (uint64_t row = 0; row < rows && good && !same; row++)
		part->cell.label[row] = part->absent[row] ? 0 : map[part->cell.label[row]];
	free(map);
	return good;
}

void causa_frame_part_drop(struct causa_frame_build *part)
{
	if (part == NULL)
		return;
	for (uint32_t c = 0; c < part->columns; c++)
		free_labels(&part->column[c]);
	free(part->column);
	free(part);
}

void causa_frame_part_join(struct causa_frame_build *part)
{
	struct causa_frame_build *b = part->whole;
	b->failed |= part->failed || part->part_at != b->rows || part->rows != part->room;
	for (uint32_t c = 0; c < b->columns && !b->failed; c++)
		b->failed |= part->column[c].type == CAUSA_LABEL && !join_labels(&b->column[c], &part->column[c], part->rows);
	b->rows = b->empty = b->rows + (b->failed ? 0 : part->rows);
	causa_frame_part_drop(part);
}

/* ---- what stands beside the rows ---- */

void causa_frame_families(struct causa_frame_build *b, const struct causa_family *family, uint32_t n)
{
	struct causa_family *copy = malloc((n + 1) * sizeof *copy);
	if (copy == NULL) {
		b->failed = true;
		return;
	}
	memcpy(copy, family, n * sizeof *copy);
	free(b->family);
	b->family = copy;
	b->families = n;
}

static void *copy_of(const void *from, size_t n, size_t size, bool *failed)
{
	void *to = malloc(n * size + 1);
	if (to == NULL)
		*failed = true;
	else if (n > 0)
		memcpy(to, from, n * size);
	return to;
}

static void free_context(struct causa_context *context)
{
	if (context == NULL)
		return;
	free((void *)(uintptr_t)context->dropped);
	free((void *)(uintptr_t)context->unknown_year);
	free((void *)(uintptr_t)context->unknown_reported);
	free((void *)(uintptr_t)context->unknown_prosecuted);
	free((void *)(uintptr_t)context->period);
	free((void *)(uintptr_t)context->method);
	free(context);
}

void causa_frame_context(struct causa_frame_build *b, const struct causa_context *context)
{
	struct causa_context *c = malloc(sizeof *c);
	if (c == NULL) {
		b->failed = true;
		return;
	}
	*c = *context;
	c->dropped = copy_of(context->dropped, c->dropped_count, sizeof *c->dropped, &b->failed);
	c->unknown_year = copy_of(context->unknown_year, c->unknowns, sizeof *c->unknown_year, &b->failed);
	c->unknown_reported = copy_of(context->unknown_reported, c->unknowns, sizeof *c->unknown_reported, &b->failed);
	c->unknown_prosecuted = copy_of(context->unknown_prosecuted, c->unknowns, sizeof *c->unknown_prosecuted, &b->failed);
	c->period = copy_of(context->period, c->periods, sizeof *c->period, &b->failed);
	/* The other words are constants; a method may be named by what its caller put together. */
	c->method = context->method != NULL ? copy_of(context->method, strlen(context->method) + 1, 1, &b->failed) : NULL;
	free_context(b->context);
	b->context = c;
}

/* ---- closing ---- */

static void free_columns(struct column *column, uint32_t n)
{
	for (uint32_t c = 0; c < n; c++) {
		free_labels(&column[c]);
		free(column[c].cell.any);
		free(column[c].absent);
		if (column[c].id == CAUSA_COLUMNS)
			free((void *)(uintptr_t)column[c].name);
	}
	free(column);
}

void causa_frame_build_drop(struct causa_frame_build *b)
{
	if (b == NULL)
		return;
	free_columns(b->column, b->columns);
	free_context(b->context);
	free(b->notes);
	free(b->family);
	free(b->command);
	free(b);
}

/* The public frame, with what it owns behind it. */
struct owned_frame {
	struct causa_frame frame;
	struct column *column;
	struct causa_column *shown;
	char *command;
};

static void show_column(struct column *c, struct causa_column *out)
{
	intern_free(&c->known);
	free(c->next);
	c->next = NULL;
	*out = (struct causa_column){c->name, c->unit, c->title, c->type, c->cell.any, c->absent, NULL, 0};
	if (c->type == CAUSA_NOTE_SET) {
		out->data = NULL;
		out->absent = NULL;
	} else if (c->type == CAUSA_LABEL) {
		out->labels = (const char *const *)(const void *)c->label;
		out->label_count = c->labels;
	}
}

enum causa_status causa_frame_finish(struct causa_frame_build *b, const struct causa_about *about,
                                     struct causa_frame **out)
{
	struct owned_frame *owned = calloc(1, sizeof *owned);
	struct causa_column *shown = calloc((size_t)b->columns + 1, sizeof *shown);
	if ((b->room == 0 && !grow(b)) || b->failed || owned == NULL || shown == NULL) {
		causa_frame_build_drop(b);
		free(owned);
		free(shown);
		return CAUSA_ENOMEM;
	}
	for (uint32_t c = 0; c < b->columns; c++)
		show_column(&b->column[c], &shown[c]);
	owned->column = b->column;
	owned->shown = shown;
	owned->command = b->command;
	owned->frame = (struct causa_frame){b->command, b->rows,     b->columns, shown, b->notes,
	                                    b->family,  b->families, b->context, about};
	free(b);
	*out = &owned->frame;
	return CAUSA_OK;
}

void causa_frame_free(struct causa_frame *frame)
{
	if (frame == NULL)
		return;
	struct owned_frame *owned = (struct owned_frame *)(void *)frame; /* frame is its first member */
	free_columns(owned->column, frame->columns);
	free_context((struct causa_context *)(uintptr_t)frame->context);
	free((void *)(uintptr_t)frame->notes);
	free((void *)(uintptr_t)frame->family);
	free(owned->shown);
	free(owned->command);
	free(owned);
}
