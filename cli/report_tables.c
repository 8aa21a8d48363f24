/* The tables of a report.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "figure.h"
#include "report.h"

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

/* Named offences alone, by year: what the first table of the page sets beside the unknown cases. */
static enum causa_status compute_named(struct report *r, struct causa_error *err)
{
	struct options o = *r->options;
	o.unknown_drop = true;
	enum causa_status status = run(r, &o, "year", CAUSA_FOR_PROPORTION, causa_ratio, &r->named, err);
	return status != CAUSA_OK ? status : run(r, &o, "year", CAUSA_FOR_COUNT, causa_counts, &r->named_counts, err);
}

/* What a table cannot give (joinpoints of four years, a funnel around a ratio of 0) is left out without a word. */
static enum causa_status compute_optional(struct report *r, struct options *o, enum causa_quantity quantity, compute function,
                                          struct causa_frame **out)
{
	struct causa_error ignored = {0};
	enum causa_status status = run(r, o, "offence", quantity, function, out, &ignored);
	return status == CAUSA_ENOMEM ? status : CAUSA_OK;
}

/* What only figures show. */
static enum causa_status compute_drawn(struct report *r, struct causa_error *err)
{
	struct options o = *r->options;
	enum causa_status status = compute_optional(r, &o, CAUSA_FOR_PROPORTION, causa_funnel, &r->drawn.funnel);
	if (status == CAUSA_OK)
		status = compute_optional(r, &o, CAUSA_FOR_SEGMENTS, causa_segments, &r->drawn.segments);
	if (status != CAUSA_OK || !figure_pair(r->options, r->input->panel, &o.from, &o.to))
		return status;
	status = run(r, &o, "offence", CAUSA_FOR_CHANGE, causa_change, &r->drawn.change, err);
	if (status == CAUSA_OK)
		status = compute_optional(r, &o, CAUSA_FOR_DECOMPOSE, causa_decompose, &r->drawn.decompose);
	o.of = CAUSA_OF_RATIO;
	return status != CAUSA_OK ? status : run(r, &o, "offence", CAUSA_FOR_RATIO_CHANGE, causa_change, &r->drawn.ratio_change, err);
}

enum causa_status report_compute(struct report *r, struct causa_error *err)
{
	enum causa_status status = causa_findings_frame(r->input->findings, r->input->panel, &r->audit);
	int32_t from, to;
	bool pair = figure_pair(r->options, r->input->panel, &from, &to);
	for (int i = 0; i < REPORT_TABLES && status == CAUSA_OK; i++) {
		struct options o = *r->options;
		if (tables[i].function == causa_change && !pair)
			continue; /* one year: there is nothing to compare */
		o.of = tables[i].of;
		status = run(r, &o, tables[i].by, tables[i].quantity, tables[i].function, &r->table[i], err);
	}
	if (status == CAUSA_OK)
		status = compute_named(r, err);
	return status != CAUSA_OK ? status : compute_drawn(r, err);
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

void report_free(struct report *r)
{
	causa_frame_free(r->audit);
	causa_frame_free(r->named);
	causa_frame_free(r->named_counts);
	causa_frame_free(r->drawn.change);
	causa_frame_free(r->drawn.ratio_change);
	causa_frame_free(r->drawn.decompose);
	causa_frame_free(r->drawn.funnel);
	causa_frame_free(r->drawn.segments);
	for (int i = 0; i < REPORT_TABLES; i++)
		causa_frame_free(r->table[i]);
	for (int i = 0; i < CAUSA_CHARTS; i++) {
		bytes_free(&r->figure[i].wide);
		bytes_free(&r->figure[i].narrow);
		if (r->plots != NULL)
			r->plots->release(&r->figure[i].info);
	}
}
