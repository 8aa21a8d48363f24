/* Which findings of a table change when it is revised.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/diff_found.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/diff.h>

#include "base/bytes.h"
#include "table/intern.h"

/* The name in the new table of an offence of the old one. */
struct names {
	const struct join *join;
	struct intern titles; /* of the old table, in their order */
};

static enum causa_status names_build(const struct join *j, struct names *out)
{
	const struct causa_dim *dim = &j->panel[OLD]->dim[0];
	*out = (struct names){j, {0}};
	for (uint32_t i = 0; i < dim->n; i++) {
		char numbered[16]; /* titles may repeat: the number keeps the order */
		if (intern_find(&out->titles, dim->title[i], strlen(dim->title[i])) == INTERN_NONE) {
			if (intern_put(&out->titles, dim->title[i], strlen(dim->title[i])) == INTERN_NONE)
				return CAUSA_ENOMEM;
			continue;
		}
		snprintf(numbered, sizeof numbered, "\x1f%u", i);
		if (intern_put(&out->titles, numbered, strlen(numbered)) == INTERN_NONE)
			return CAUSA_ENOMEM;
	}
	return CAUSA_OK;
}

static const char *name_in_new(const struct names *names, const char *title)
{
	const struct join *j = names->join;
	uint32_t at = intern_find(&names->titles, title, strlen(title));
	if (at == INTERN_NONE || at >= j->panel[OLD]->dim[0].n || j->partner[OLD][at] == NO_PARTNER)
		return title;
	return j->panel[NEW]->dim[0].title[j->partner[OLD][at]];
}

/* Everything that makes two findings the same one: measure, statistic, years, offence and groups. */
static void key_of(const struct causa_frame *f, uint64_t row, const struct names *names, struct bytes *out)
{
	const struct causa_column *c = causa_frame_column(f, "offence"), *end = f->column + f->columns;
	const char *offence = causa_frame_text(f, "offence", row);
	out->size = 0;
	bytes_format(out, "%s\x1f%s\x1f%d\x1f%d\x1f%s", causa_frame_text(f, "statistic", row), causa_frame_text(f, "measure", row),
	             (int)causa_frame_number(f, "from", row), (int)causa_frame_number(f, "to", row), names != NULL ? name_in_new(names, offence) : offence);
	for (c++; c < end && c->type == CAUSA_LABEL; c++)
		bytes_format(out, "\x1f%s", causa_column_has(c, row) ? causa_column_label(c, row) : "");
}

static bool says_something(const struct causa_frame *f, uint64_t row)
{
	const char *grade = causa_frame_text(f, "grade", row);
	return strcmp(grade, "not-shown") != 0 && strcmp(grade, "cannot-be-said") != 0;
}

static bool differs(const struct found_diffs *d, const struct found_diff *pair)
{
	for (int side = 0; side < SIDES; side++) {
		if (pair->row[side] == UINT64_MAX)
			return says_something(d->frame[1 - side], pair->row[1 - side]);
	}
	return strcmp(causa_frame_text(d->frame[OLD], "grade", pair->row[OLD]), causa_frame_text(d->frame[NEW], "grade", pair->row[NEW])) != 0;
}

/* Each row of the new frame gets a number by its key; those of the old one find it. */
static enum causa_status pair_up(struct found_diffs *d, const struct names *names, struct intern *keys)
{
	struct bytes key = {NULL, 0, 0, false};
	const struct causa_frame *old = d->frame[OLD], *new_ = d->frame[NEW];
	enum causa_status status = CAUSA_OK;
	for (uint64_t row = 0; row < new_->rows && status == CAUSA_OK; row++) {
		key_of(new_, row, NULL, &key);
		uint32_t at = key.failed ? INTERN_NONE : intern_put(keys, key.data, key.size);
		status = at == INTERN_NONE ? CAUSA_ENOMEM : CAUSA_OK;
		if (status == CAUSA_OK)
			d->diff[at] = (struct found_diff){{UINT64_MAX, row}};
	}
	d->n = keys->n;
	for (uint64_t row = 0; row < old->rows && status == CAUSA_OK; row++) {
		key_of(old, row, names, &key);
		uint32_t at = key.failed ? INTERN_NONE : intern_find(keys, key.data, key.size);
		if (key.failed)
			status = CAUSA_ENOMEM;
		else if (at != INTERN_NONE)
			d->diff[at].row[OLD] = row;
		else
			d->diff[d->n++] = (struct found_diff){{row, UINT64_MAX}};
	}
	bytes_free(&key);
	return status;
}

enum causa_status found_diffs_find(const struct join *join, const struct causa_frame *old, const struct causa_frame *new_,
                                   struct found_diffs *out)
{
	struct names names;
	struct intern keys = {0};
	struct found_diffs d = {{old, new_}, calloc(old->rows + new_->rows + 1, sizeof *d.diff), 0};
	enum causa_status status = names_build(join, &names);
	if (d.diff == NULL)
		status = CAUSA_ENOMEM;
	if (status == CAUSA_OK)
		status = pair_up(&d, &names, &keys);
	size_t n = 0;
	for (size_t i = 0; i < d.n && status == CAUSA_OK; i++) {
		if (differs(&d, &d.diff[i]))
			d.diff[n++] = d.diff[i];
	}
	d.n = n;
	intern_free(&names.titles);
	intern_free(&keys);
	if (status == CAUSA_OK)
		*out = d;
	else
		free(d.diff);
	return status;
}

void found_diff_put(struct causa_frame_build *b, const struct found_diffs *d, size_t i, uint32_t groups)
{
	const struct found_diff *pair = &d->diff[i];
	int side = pair->row[NEW] != UINT64_MAX ? NEW : OLD;
	const struct causa_frame *f = d->frame[side];
	uint64_t row = pair->row[side];
	const struct causa_column *c = causa_frame_column(f, "offence"), *end = f->column + f->columns;
	causa_frame_row(b);
	causa_frame_label(b, CAUSA_COL_kind, causa_difference_code(CAUSA_DIFF_FINDING));
	causa_frame_label(b, CAUSA_COL_measure, causa_frame_text(f, "measure", row));
	causa_frame_label(b, CAUSA_COL_offence, causa_frame_text(f, "offence", row));
	for (uint32_t g = 0; g < groups; g++) {
		bool has = ++c < end && c->type == CAUSA_LABEL && causa_column_has(c, row);
		causa_frame_group(b, g, has ? causa_column_label(c, row) : "(all)");
	}
	causa_frame_label(b, CAUSA_COL_statistic, causa_frame_text(f, "statistic", row));
	causa_frame_i64(b, CAUSA_COL_from, (int64_t)causa_frame_number(f, "from", row));
	causa_frame_i64(b, CAUSA_COL_to, (int64_t)causa_frame_number(f, "to", row));
	if (pair->row[OLD] != UINT64_MAX)
		causa_frame_label(b, CAUSA_COL_grade_old, causa_frame_text(d->frame[OLD], "grade", pair->row[OLD]));
	if (pair->row[NEW] != UINT64_MAX)
		causa_frame_label(b, CAUSA_COL_grade_new, causa_frame_text(d->frame[NEW], "grade", pair->row[NEW]));
}

void found_diffs_free(struct found_diffs *d)
{
	free(d->diff);
	d->diff = NULL;
}
