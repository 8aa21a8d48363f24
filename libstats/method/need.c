/* What every method needs before it computes: a valid request, the measures, the name of the period.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/need.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/adjust.h>

#include "base/error.h"
#include "base/intl.h"

enum causa_status need_check(const struct causa_request *request, enum causa_quantity quantity, struct causa_error *err)
{
	double level = view_level(request);
	if (!(level > 0 && level < 1))
		return causa_fail(err, CAUSA_EUSAGE, _("the confidence level lies between 0 and 1, e.g. 0.95"));
	const struct causa_method_info *method = causa_method_about(request->method);
	if (method != NULL && method->quantity != quantity)
		return causa_fail(err, CAUSA_EUSAGE, _("the method \"%s\" does not compute this; causa list methods shows what does"),
		                  method->name);
	const struct causa_method_info *adjust = causa_method_about(request->adjust);
	if (adjust != NULL && adjust->quantity != CAUSA_FOR_ADJUST)
		return causa_fail(err, CAUSA_EUSAGE, _("\"%s\" adjusts no p-values; use bh, holm, discrete or none"), adjust->name);
	return CAUSA_OK;
}

static enum causa_method need_method_or(enum causa_method asked, enum causa_quantity quantity)
{
	if (asked != CAUSA_METHOD_DEFAULT)
		return asked;
	for (unsigned m = 1; m < CAUSA_METHODS; m++) {
		const struct causa_method_info *info = causa_method_about((enum causa_method)m);
		if (info->quantity == quantity && info->is_default)
			return info->id;
	}
	return CAUSA_METHOD_DEFAULT;
}

enum causa_method need_method(const struct causa_request *request, enum causa_quantity quantity)
{
	return need_method_or(request->method, quantity);
}

enum causa_status need_measures(const struct causa_panel *panel, enum causa_of of, int *k, int *n, struct causa_error *err)
{
	int reported = causa_panel_measure(panel, "reported"), prosecuted = causa_panel_measure(panel, "prosecuted");
	if (reported < 0 && of != CAUSA_OF_PROSECUTED)
		return causa_fail(err, CAUSA_EINPUT,
		                  _("the table has no column of reported cases; name it with --reported-column"));
	if (prosecuted < 0 && of != CAUSA_OF_REPORTED)
		return causa_fail(err, CAUSA_EINPUT,
		                  _("the table has no column of criminal cases; name it with --prosecuted-column"));
	*k = of == CAUSA_OF_REPORTED ? reported : prosecuted;
	*n = of == CAUSA_OF_RATIO ? reported : -1;
	return CAUSA_OK;
}

enum causa_status need_dated(const struct causa_panel *panel, struct causa_error *err)
{
	if (panel->about == NULL || !panel->about->undated)
		return CAUSA_OK;
	return causa_fail(err, CAUSA_EINPUT, _("the table does not say of which year its cases are: it has ratios, but no change and no trend"));
}

const char *need_of_name(enum causa_of of)
{
	static const char *const name[] = {"reported", "prosecuted", "ratio"};
	return name[of];
}

void need_year_label(const struct view *view, bool pooled, uint32_t period, char *out, size_t size)
{
	const struct causa_period *p = view->panel->period;
	if (view->panel->about != NULL && view->panel->about->undated)
		snprintf(out, size, "(none)");
	else if (!pooled)
		snprintf(out, size, "%d", p[period].year);
	else if (view->used_n == 0)
		out[0] = '\0';
	else if (view->used_n == 1)
		snprintf(out, size, "%d", p[view->used[0]].year);
	else
		snprintf(out, size, "%d-%d", p[view->used[0]].year, p[view->used[view->used_n - 1]].year);
}

static struct family_member *member_at(struct family_member *first, size_t stride, uint64_t i)
{
	return (struct family_member *)(void *)((unsigned char *)first + i * stride);
}

bool need_discrete(const struct causa_request *request)
{
	return request->adjust == CAUSA_METHOD_DISCRETE;
}

enum causa_status need_check_discrete(const struct causa_request *request, enum causa_method method, struct causa_error *err)
{
	bool exact = method == CAUSA_METHOD_EXACT || method == CAUSA_METHOD_CHANGE_MIDP || method == CAUSA_METHOD_NEWCOMBE ||
	             method == CAUSA_METHOD_EXACT_TREND;
	if (!need_discrete(request) || exact)
		return CAUSA_OK;
	return causa_fail(err, CAUSA_EUSAGE,
	                  _("--adjust discrete needs an exact test: --method exact, for changes of ratios --method newcombe"));
}

enum causa_status need_worded(enum causa_status status, struct causa_error *err)
{
	if (status != CAUSA_OK && err != NULL && err->text[0] == '\0')
		return causa_fail(err, status, "%s", causa_status_text(status));
	return status;
}

void need_add_columns(struct need_columns *columns, const enum causa_column_id *id, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		columns->id[columns->n++] = id[i];
}

double need_power(const struct causa_request *request)
{
	return request->power > 0 ? request->power : 0.8;
}

static enum causa_status adjust(enum causa_method method, const double *p, const struct causa_null *null, uint32_t n, double *out)
{
	if (method == CAUSA_METHOD_DISCRETE)
		return causa_adjust_discrete(p, null, n, out);
	if (method == CAUSA_METHOD_HOLM)
		return causa_adjust_holm(p, n, out);
	if (method == CAUSA_METHOD_BH)
		return causa_adjust_bh(p, n, out);
	memcpy(out, p, n * sizeof *p);
	return CAUSA_OK;
}

enum causa_status need_adjust(const struct causa_request *request, struct family_member *first, size_t stride, uint64_t n,
                              struct causa_family *family)
{
	double *p = calloc(n + 1, sizeof *p), *adjusted = calloc(n + 1, sizeof *adjusted);
	struct causa_null *null = calloc(n + 1, sizeof *null);
	enum causa_method method = need_method_or(request->adjust, CAUSA_FOR_ADJUST);
	enum causa_status status = p == NULL || adjusted == NULL || null == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	uint32_t size = 0;
	if (status == CAUSA_OK) {
		for (uint64_t i = 0; i < n; i++) {
			const struct family_member *member = member_at(first, stride, i);
			if (!member->belongs)
				continue;
			null[size] = member->null; /* borrowed */
			p[size++] = member->p;
		}
		status = adjust(method, p, null, size, adjusted);
	}
	if (status == CAUSA_OK) {
		uint32_t at = 0;
		for (uint64_t i = 0; i < n; i++) {
			struct family_member *member = member_at(first, stride, i);
			if (member->belongs)
				member->p_adjusted = adjusted[at++];
		}
		*family = (struct causa_family){causa_method_about(method)->name, size, (request->by & 1U) == 0};
	}
	for (uint64_t i = 0; i < n; i++)
		causa_null_free(&member_at(first, stride, i)->null);
	free(p);
	free(adjusted);
	free(null);
	return status;
}

void need_put_adjusted(const struct family_member *member, const struct causa_family *family,
                       struct causa_frame_build *build)
{
	if (!member->belongs)
		return;
	causa_frame_f64(build, CAUSA_COL_p_adjusted, member->p_adjusted);
	causa_frame_i64(build, CAUSA_COL_family_size, family->size);
}
