/* What every method needs before it computes: a valid request, the measures, the name of the period. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_NEED_H
#define CAUSA_METHOD_NEED_H

#include <stddef.h>

#include <causa/discrete.h>

#include "method/view.h"

/* Checks level and method against a quantity. Errors: CAUSA_EUSAGE with a sentence. */
enum causa_status need_check(const struct causa_request *request, enum causa_quantity quantity, struct causa_error *err);

/* The method asked for, or the default of the quantity. */
enum causa_method need_method(const struct causa_request *request, enum causa_quantity quantity);

/* Indices of the measures a change or trend is of: *k the events, *n the reports (only of ratios, else -1).
 * Errors: CAUSA_EINPUT with a sentence when the table lacks one. */
enum causa_status need_measures(const struct causa_panel *panel, enum causa_of of, int *k, int *n, struct causa_error *err);

/* Refuses a table that does not say of which years its cases are. Errors: CAUSA_EINPUT with a sentence. */
enum causa_status need_dated(const struct causa_panel *panel, struct causa_error *err);

/* "reported", "prosecuted", "ratio". */
const char *need_of_name(enum causa_of of);

/* "2018", or "2017-2020" for pooled years. */
void need_year_label(const struct view *view, bool pooled, uint32_t period, char *out, size_t size);

/* A row's place in a family of p-values. */
struct family_member {
	double p, p_adjusted;
	uint8_t belongs;
	struct causa_null null;  /* what p could have been, for --adjust discrete; freed by need_adjust */
};

/* Does the run adjust by attainable p-values? */
bool need_discrete(const struct causa_request *request);
/* Refuses --adjust discrete with a method whose p-values are not discrete. Errors: CAUSA_EUSAGE with a sentence. */
enum causa_status need_check_discrete(const struct causa_request *request, enum causa_method method, struct causa_error *err);

/* Gives a failure that has no sentence yet that of its status; returns the status. */
enum causa_status need_worded(enum causa_status status, struct causa_error *err);

/* Columns of a frame, put together from groups. */
struct need_columns {
	enum causa_column_id id[64];
	uint32_t n;
};
void need_add_columns(struct need_columns *columns, const enum causa_column_id *id, uint32_t n);
#define NEED_ADD(columns, ids) need_add_columns(columns, ids, (uint32_t)(sizeof(ids) / sizeof(ids)[0]))

/* --power, or 0.8. */
double need_power(const struct causa_request *request);

/* Adjusts p over the rows that belong. first: the member of the first row; stride: bytes from one row's to the next's.
 * family is filled: method, size, whether the rows are pooled over all offences. Errors: CAUSA_ENOMEM. */
enum causa_status need_adjust(const struct causa_request *request, struct family_member *first, size_t stride, uint64_t n,
                              struct causa_family *family);

/* Columns p_adjusted and family_size of the current row; empty for a row that does not belong. */
void need_put_adjusted(const struct family_member *member, const struct causa_family *family,
                       struct causa_frame_build *build);

#endif
