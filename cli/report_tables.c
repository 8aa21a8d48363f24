/* The tables of a report.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "figure.h"
#include "report.h"

enum { MOST_SENSITIVE = 40 }; /* offences */

typedef enum causa_status (*compute)(const struct causa_panel *, const struct causa_request *, struct causa_frame **,
                                     struct causa_error *);

static const struct {
	const char *name, *by;
	enum causa_of of;
	enum causa_quantity quantity;
	compute function;
} tables[REPORT_TABLES] = {
#define X(name, by, of, quantity, function) {#name, by, CAUSA_OF_##of, CAUSA_FOR_##quantity, function},
#include "report_tables.def"
#undef X
};

void report_table_name(enum report_table table, char *out, size_t size)
{
	out[0] = '\0';
	strncat(out, tables[table].name, size - 1);
	for (char *c = out; *c != '\0'; c++)
		*c = *c == '_' ? '-' : *c;
}

const struct causa_frame *report_table_named(const struct report *r, const char *name)
{
	for (int i = 0; i < REPORT_TABLES; i++) {
		char known[64];
		report_table_name((enum report_table)i, known, sizeof known);
		if (strcmp(known, name) == 0)
			return r->table[i];
	}
	return NULL;
}

static enum causa_status run(struct report *r, struct options *o, const char *by, enum causa_quantity quantity, compute function,
                             struct causa_frame **out, struct causa_error *err)
{
	struct causa_request request;
	o->value[OPTION_by] = NULL;
	if (!options_request(o, r->input->panel, by, quantity, &request))
		return CAUSA_EUSAGE;
	if (strcmp(by, "all") == 0 || strcmp(by, "year") == 0)
		request.offences = 0; /* what is pooled is not chosen from */
	return function(r->input->panel, &request, out, err);
}

bool report_has(const struct report *r, const char *measure)
{
	return causa_panel_measure(r->input->panel, measure) >= 0;
}

/* Has the input what a statistic is of? A table of counts takes whichever measures there are; without years there is no trend. */
static bool has_measures(const struct report *r, enum causa_of of, enum causa_quantity quantity)
{
	bool ratio = of == CAUSA_OF_RATIO || quantity == CAUSA_FOR_PROPORTION;
	if (quantity == CAUSA_FOR_COUNT)
		return true;
	if (r->input->panel->about->undated && (quantity == CAUSA_FOR_TREND || quantity == CAUSA_FOR_RATIO_TREND))
		return false;
	return (of == CAUSA_OF_PROSECUTED || report_has(r, "reported")) && ((of == CAUSA_OF_REPORTED && !ratio) || report_has(r, "prosecuted"));
}

/* Named offences alone, by year: what the first table of the page sets beside the unknown cases. */
static enum causa_status compute_named(struct report *r, struct causa_error *err)
{
	struct options o = *r->options;
	o.unknown_drop = true;
	enum causa_status status = CAUSA_OK;
	if (has_measures(r, CAUSA_OF_RATIO, CAUSA_FOR_PROPORTION))
		status = run(r, &o, "year", CAUSA_FOR_PROPORTION, causa_ratio, &r->named, err);
	return status != CAUSA_OK ? status : run(r, &o, "year", CAUSA_FOR_COUNT, causa_counts, &r->named_counts, err);
}

/* What a table cannot give (joinpoints of four years, a funnel around a ratio of 0) is left out without a word. */
static enum causa_status compute_optional(struct report *r, struct options *o, const char *by, enum causa_quantity quantity,
                                          compute function, struct causa_frame **out)
{
	struct causa_error ignored = {0};
	enum causa_status status = run(r, o, by, quantity, function, out, &ignored);
	return status == CAUSA_ENOMEM ? status : CAUSA_OK;
}

/* What changes and trends of counts are of: reports, or criminal cases where there is nothing else. */
static enum causa_of of_counts(const struct report *r)
{
	return report_has(r, "reported") ? CAUSA_OF_REPORTED : CAUSA_OF_PROSECUTED;
}

/* What only figures show. */
static enum causa_status compute_drawn(struct report *r, struct causa_error *err)
{
	struct options o = *r->options;
	o.of = of_counts(r);
	enum causa_status status = compute_optional(r, &o, "offence", CAUSA_FOR_PROPORTION, causa_funnel, &r->drawn.funnel);
	if (status == CAUSA_OK)
		status = compute_optional(r, &o, "offence", CAUSA_FOR_SEGMENTS, causa_segments, &r->drawn.segments);
	if (status != CAUSA_OK || !figure_pair(r->options, r->input->panel, &o.from, &o.to))
		return status;
	o.of = of_counts(r);
	status = run(r, &o, "offence", CAUSA_FOR_CHANGE, causa_change, &r->drawn.change, err);
	if (status == CAUSA_OK)
		status = compute_optional(r, &o, "offence", CAUSA_FOR_DECOMPOSE, causa_decompose, &r->drawn.decompose);
	if (status != CAUSA_OK || !has_measures(r, CAUSA_OF_RATIO, CAUSA_FOR_RATIO_CHANGE))
		return status;
	o.of = CAUSA_OF_RATIO;
	return run(r, &o, "offence", CAUSA_FOR_RATIO_CHANGE, causa_change, &r->drawn.ratio_change, err);
}

/* Least and greatest values over all ways to allot the cases of unknown offence. */
static enum causa_status compute_bounds(struct report *r, struct options *o)
{
	static const enum causa_statistic of[REPORT_BOUNDS] = {CAUSA_STATISTIC_RATIO, CAUSA_STATISTIC_CHANGE, CAUSA_STATISTIC_TREND};
	enum causa_status status = CAUSA_OK;
	for (int i = 0; i < REPORT_BOUNDS && status == CAUSA_OK; i++) {
		o->statistic = of[i];
		status = compute_optional(r, o, "offence", CAUSA_FOR_BOUNDS, causa_bounds, &r->bound[i]);
	}
	return status;
}

/* The trend, and the changes of the last two whole years; of each offence only where they are few, as each costs dozens of fits. */
static enum causa_status compute_sensitivity(struct report *r)
{
	static const struct {
		enum report_sensitivity which;
		const char *by;
		enum causa_statistic statistic;
		enum causa_of of;
	} wanted[REPORT_SENSITIVITIES] = {{SENSITIVITY_TREND_ALL, "all", CAUSA_STATISTIC_TREND, CAUSA_OF_REPORTED},
	                                  {SENSITIVITY_CHANGE_ALL, "all", CAUSA_STATISTIC_CHANGE, CAUSA_OF_REPORTED},
	                                  {SENSITIVITY_RATIO_ALL, "all", CAUSA_STATISTIC_CHANGE, CAUSA_OF_RATIO},
	                                  {SENSITIVITY_TREND, "offence", CAUSA_STATISTIC_TREND, CAUSA_OF_REPORTED}};
	enum causa_status status = CAUSA_OK;
	for (int i = 0; i < REPORT_SENSITIVITIES && status == CAUSA_OK; i++) {
		struct options o = *r->options;
		bool change = wanted[i].statistic == CAUSA_STATISTIC_CHANGE;
		o.statistic = wanted[i].statistic;
		o.of = wanted[i].of == CAUSA_OF_RATIO ? CAUSA_OF_RATIO : of_counts(r);
		if ((change && !figure_pair(r->options, r->input->panel, &o.from, &o.to)) ||
		    (wanted[i].which == SENSITIVITY_TREND && r->input->panel->dim[0].n > MOST_SENSITIVE))
			continue;
		status = compute_optional(r, &o, wanted[i].by, CAUSA_FOR_CHANGE, causa_sensitivity, &r->sensitivity[wanted[i].which]);
	}
	return status;
}

/* What is said, and what of it rests on assumptions. */
static enum causa_status compute_said(struct report *r, struct causa_error *err)
{
	struct options o = *r->options;
	enum causa_status status = CAUSA_OK;
	o.of = of_counts(r);
	if (r->drawn.change != NULL) /* of one year there is nothing to say */
		status = run(r, &o, "offence", CAUSA_FOR_CHANGE, causa_find, &r->findings, err);
	if (status == CAUSA_OK)
		status = compute_bounds(r, &o);
	return status != CAUSA_OK ? status : compute_sensitivity(r);
}

enum causa_status report_compute(struct report *r, struct causa_error *err)
{
	enum causa_status status = CAUSA_OK;
	int32_t from, to;
	bool pair = figure_pair(r->options, r->input->panel, &from, &to);
	for (int i = 0; i < REPORT_TABLES && status == CAUSA_OK; i++) {
		struct options o = *r->options;
		if ((tables[i].function == causa_change && !pair) || !has_measures(r, tables[i].of, tables[i].quantity))
			continue; /* one year: there is nothing to compare */
		o.of = tables[i].of;
		status = run(r, &o, tables[i].by, tables[i].quantity, tables[i].function, &r->table[i], err);
	}
	if (status == CAUSA_OK)
		status = compute_named(r, err);
	if (status == CAUSA_OK)
		status = compute_drawn(r, err);
	return status != CAUSA_OK ? status : compute_said(r, err);
}

static bool names_method(const struct causa_frame *f, const char *method)
{
	const struct causa_column *c = f != NULL ? causa_frame_column(f, "method") : NULL;
	for (uint64_t row = 0; c != NULL && row < f->rows; row++) {
		if (causa_column_has(c, row) && strcmp(causa_column_label(c, row), method) == 0)
			return true;
	}
	return false;
}

static bool adjusts_by(const struct causa_frame *f, const char *method)
{
	return f != NULL && f->families > 0 && strcmp(f->family[0].method, method) == 0;
}

bool report_uses(const struct report *r, const struct causa_method_info *m)
{
	static const enum causa_quantity of_sensitivity[REPORT_SENSITIVITIES] = {CAUSA_FOR_TREND, CAUSA_FOR_CHANGE, CAUSA_FOR_RATIO_CHANGE, CAUSA_FOR_TREND};
	bool used = (m->quantity == CAUSA_FOR_DECOMPOSE && names_method(r->drawn.decompose, m->name)) ||
	            (m->quantity == CAUSA_FOR_SEGMENTS && names_method(r->drawn.segments, m->name));
	for (int i = 0; i < REPORT_TABLES && !used; i++)
		used = (m->quantity == tables[i].quantity && names_method(r->table[i], m->name)) ||
		       (m->quantity == CAUSA_FOR_ADJUST && adjusts_by(r->table[i], m->name));
	for (int i = 0; i < REPORT_BOUNDS && !used; i++)
		used = m->quantity == CAUSA_FOR_BOUNDS && names_method(r->bound[i], m->name);
	for (int i = 0; i < REPORT_SENSITIVITIES && !used; i++)
		used = m->quantity == of_sensitivity[i] && names_method(r->sensitivity[i], m->name);
	return used;
}

enum causa_status report_add(struct causa_folder *folder, struct causa_manifest *manifest, const char *name,
                             const struct bytes *bytes, struct causa_error *err)
{
	enum causa_status status = bytes->failed || bytes->data == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	if (status == CAUSA_OK)
		status = causa_folder_add(folder, name, bytes->data, bytes->size, err);
	return status != CAUSA_OK ? status : causa_manifest_add(manifest, name, bytes->data, bytes->size);
}

int report_collect(void *bytes, const void *data, size_t size)
{
	bytes_add(bytes, data, size);
	return ((struct bytes *)bytes)->failed ? -1 : 0;
}

void report_page_free(struct report *r)
{
	causa_frame_free(r->page.audit);
	for (int i = 0; i < CAUSA_CHARTS; i++) {
		bytes_free(&r->page.figure[i].wide);
		bytes_free(&r->page.figure[i].narrow);
		if (r->plots != NULL)
			r->plots->release(&r->page.figure[i].info);
	}
	r->page = (struct report_page){.lang = NULL};
}

void report_free(struct report *r)
{
	report_page_free(r);
	causa_frame_free(r->findings);
	causa_frame_free(r->named);
	causa_frame_free(r->named_counts);
	causa_frame_free(r->drawn.change);
	causa_frame_free(r->drawn.ratio_change);
	causa_frame_free(r->drawn.decompose);
	causa_frame_free(r->drawn.funnel);
	causa_frame_free(r->drawn.segments);
	for (int i = 0; i < REPORT_BOUNDS; i++)
		causa_frame_free(r->bound[i]);
	for (int i = 0; i < REPORT_SENSITIVITIES; i++)
		causa_frame_free(r->sensitivity[i]);
	for (int i = 0; i < REPORT_TABLES; i++)
		causa_frame_free(r->table[i]);
}
