/* Reading a frame.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/frame.h>

const struct causa_column *causa_frame_column(const struct causa_frame *frame, const char *name)
{
	for (uint32_t c = 0; c < frame->columns; c++) {
		if (strcmp(frame->column[c].name, name) == 0)
			return &frame->column[c];
	}
	return NULL;
}

bool causa_column_has(const struct causa_column *column, uint64_t row)
{
	return column->absent == NULL || column->absent[row] == 0;
}

int64_t causa_column_i64(const struct causa_column *column, uint64_t row)
{
	return ((const int64_t *)column->data)[row];
}

double causa_column_f64(const struct causa_column *column, uint64_t row)
{
	return ((const double *)column->data)[row];
}

const char *causa_column_label(const struct causa_column *column, uint64_t row)
{
	return column->labels[((const uint32_t *)column->data)[row]];
}

const char *causa_frame_text(const struct causa_frame *f, const char *name, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(f, name);
	return c != NULL && c->type == CAUSA_LABEL && causa_column_has(c, row) ? causa_column_label(c, row) : "";
}

double causa_frame_number(const struct causa_frame *f, const char *name, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(f, name);
	if (c == NULL || !causa_column_has(c, row))
		return NAN;
	return c->type == CAUSA_I64 ? (double)causa_column_i64(c, row) : causa_column_f64(c, row);
}
