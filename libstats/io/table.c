/* One table of cases: its header, its plan, its rows, and how far its years go.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "io/gather.h"
#include "io/head.h"
#include "io/known.h"
#include "io/plan.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

/* ---- the header ---- */

/* A header of several lines is one of their cells put together; a cell that is empty above belongs to the one on its left. */
struct header {
	struct record record;
	struct bytes text;
};

static bool set_names(struct header *h, const struct record *line, bool first, bool last)
{
	struct bytes next = {NULL, 0, 0, false};
	size_t at[SPLIT_FIELDS];
	const char *left = "";
	h->record.n = first ? line->n : h->record.n;
	for (uint32_t i = 0; i < h->record.n; i++) {
		const char *above = first ? "" : h->record.field[i], *own = i < line->n ? line->field[i] : "";
		if (!last) /* names go on to the right only above other names */
			left = own[0] != '\0' ? own : left;
		const char *use = last ? own : left;
		at[i] = next.size;
		bytes_format(&next, "%s%s%s", above, above[0] != '\0' && use[0] != '\0' ? " " : "", use);
		bytes_char(&next, '\0');
	}
	bytes_free(&h->text);
	h->text = next;
	for (uint32_t i = 0; i < h->record.n && !next.failed && next.data != NULL; i++)
		h->record.field[i] = next.data + at[i];
	h->record.line = line->line;
	h->record.file = line->file;
	h->record.raw = NULL;
	return !next.failed;
}

static bool rename_columns(struct header *h, const struct layout *l)
{
	for (uint32_t k = 0; k < l->renames; k++) {
		for (uint32_t i = 0; i < h->record.n; i++) {
			if (strcmp(h->record.field[i], l->rename[k].printed) == 0 && l->rename[k].name != NULL)
				h->record.field[i] = l->rename[k].name;
		}
	}
	return true;
}

/* The header as a layout sees it; *got: there is one. The head stands behind it. */
static enum causa_status read_header(struct head *head, const struct layout *l, struct header *out, bool *got, struct causa_error *err)
{
	const struct record *line;
	uint32_t skip = l != NULL ? l->skip_lines : 0, lines = l != NULL && l->header_lines > 1 ? l->header_lines : 1;
	head_rewind(head);
	*got = false;
	for (uint32_t i = 0; i < skip + lines; i++) {
		enum causa_status status = head_next(head, &line, err);
		if (status != CAUSA_OK || line == NULL)
			return status;
		if (i >= skip && !set_names(out, line, i == skip, i + 1 == skip + lines))
			return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	}
	*got = true;
	if (l != NULL)
		rename_columns(out, l);
	return CAUSA_OK;
}

/* Of the layouts that fit, the one that asks for the most columns; NULL: none fits. */
static enum causa_status find_layout(const struct table_schema *s, struct head *head, bool doubtful, struct header *header,
                                     const struct layout **out, struct causa_error *err)
{
	*out = NULL;
	for (uint32_t i = 0; i < s->layouts; i++) {
		const struct layout *l = &s->layout[i];
		bool got;
		enum causa_status status = read_header(head, l, header, &got, err);
		if (status != CAUSA_OK)
			return status;
		if (got && layout_fits(l, &header->record, doubtful) && (*out == NULL || l->header.n > (*out)->header.n))
			*out = l;
	}
	return CAUSA_OK;
}

/* The layout that was named, or one that fits; the header as it sees it. */
static enum causa_status choose_layout(const struct table_schema *s, struct head *head, bool doubtful, struct header *header,
                                       const struct layout **out, struct causa_error *err)
{
	bool named = s->mapping.layout != NULL, got;
	enum causa_status status = find_layout(s, head, doubtful, header, out, err);
	const struct layout *wanted = named && s->layouts > 0 ? &s->layout[0] : NULL;
	if (status == CAUSA_OK && wanted != NULL && *out == NULL && wanted->header.n > 0)
		return causa_fail_at(err, CAUSA_EINPUT, source_name(head->source), header->record.line, 0,
		                     _("has not the columns that the layout %s asks for"), wanted->name);
	if (*out == NULL)
		*out = wanted;
	if (status == CAUSA_OK)
		status = read_header(head, *out, header, &got, err);
	if (status == CAUSA_OK && !got)
		return causa_fail_at(err, CAUSA_EINPUT, source_name(head->source), 0, 0, _("is empty; a table has a header line and rows"));
	return status;
}

static void tell_layout(const struct layout *l, struct panel_build *build)
{
	struct causa_about *about = panel_build_about(build);
	for (uint32_t k = 0; k < l->unknown.n; k++)
		panel_build_unknown(build, l->unknown.text[k]);
	about->layout = l->name;
	if (l->source.n > 0)
		about->source = l->source;
	if (l->unit.n > 0)
		about->unit = l->unit;
	if (l->cohort)
		about->ratio = CAUSA_RATIO_COHORT;
}

/* ---- how far the years go ---- */

static const char *const month_names[12] = {N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
                                            N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};

static bool is_leap(int32_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from the first of January to the end of a month. */
static int days_to(int32_t year, int month)
{
	static const int days[13] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
	return days[month] + (month >= 2 && is_leap(year));
}

static enum causa_status cover_years(const struct gather *g, int last, struct panel_build *build, struct causa_error *err)
{
	for (uint32_t i = 0; i < g->ends; i++) {
		const struct rows_year *e = &g->end[i];
		/* Months in a column: some rows are of earlier months, which says nothing. */
		int own = g->plan->month_column >= 0 ? e->most : e->least;
		int least = own < last ? own : last, most = e->most < last ? e->most : last;
		double share = (double)days_to(e->year, most) / days_to(e->year, 12);
		if (least != most)
			return causa_fail_at(err, CAUSA_EINPUT, source_name(g->source), e->least_line, 0,
			                     _("%d ends in %s here and in %s in line %llu: fill in the months, or read like months only with --like-for-like"),
			                     e->year, _(month_names[e->least - 1]), _(month_names[e->most - 1]), (unsigned long long)e->most_line);
		if (last == 12 && most < 12 && panel_build_coverage(build, e->year, (struct causa_coverage){share, share, CAUSA_KNOWN}))
			panel_build_months(build, 1, most); /* else no row of the year was kept */
	}
	return CAUSA_OK;
}

/* A file that is one month of a year, or that nobody knows the end of. */
static void cover_file(const struct plan *plan, const struct layout *l, struct panel_build *build)
{
	int32_t year = plan->year;
	if (plan->month > 0) {
		double share = (double)(days_to(year, plan->month) - days_to(year, plan->month - 1)) / days_to(year, 12);
		if (panel_build_coverage(build, year, (struct causa_coverage){share, share, CAUSA_KNOWN}))
			panel_build_months(build, plan->month, plan->month);
	}
	for (uint32_t i = 0; l != NULL && l->partial && i < plan->targets; i++)
		panel_build_coverage(build, plan->target[i].year != 0 ? plan->target[i].year : year, (struct causa_coverage){0, 1, CAUSA_BOUND});
}

static int common_month(const struct gather *g)
{
	int common = 12;
	for (uint32_t i = 0; i < g->ends; i++) {
		int end = g->plan->month_column >= 0 ? g->end[i].most : g->end[i].least;
		common = end < common ? end : common;
	}
	return g->ends > 0 ? common : 0;
}

/* ---- the table ---- */

static void note_doubt(struct source *source, const struct record *header, char delimiter, struct panel_build *build)
{
	const struct found_encoding *found = source_found(source);
	uint32_t column = found->column[delimiter == ';' ? 1 : delimiter == '\t' ? 2 : 0];
	const char *doubt = source_doubt(source, column < header->n ? header->field[column] : "?");
	if (doubt != NULL)
		panel_build_about(build)->doubt = arena_text(panel_build_arena(build), doubt, strlen(doubt));
}

static enum causa_status read_rows(struct gather *g, const struct layout *layout, const struct header *header, struct table_outcome *outcome,
                                   struct causa_error *err)
{
	struct source *source = g->source;
	enum causa_status status = gather_rows(g, err);
	if (status != CAUSA_OK)
		return status;
	outcome->again = source_settle(source, &g->found);
	if (outcome->again)
		return CAUSA_OK;
	if (g->rows == 0)
		return causa_fail_at(err, CAUSA_EINPUT, source_name(source), 0, 0,
		                     g->plan->filters > 0 ? _("has no row that --where keeps")
		                     : g->totals > 0      ? _("has rows of totals and no others; totals are checked, not counted")
		                                          : _("has a header and no rows"));
	outcome->common = common_month(g);
	note_doubt(source, &header->record, g->delimiter, g->build);
	cover_file(g->plan, layout, g->build);
	return cover_years(g, g->plan->last_month > 0 ? g->plan->last_month : 12, g->build, err);
}

enum causa_status table_read(struct source *source, const struct table_schema *schema, struct panel_build *build,
                             struct table_outcome *outcome, struct causa_error *err)
{
	struct head head;
	struct header *header = calloc(1, sizeof *header);
	const struct layout *layout = NULL;
	struct plan plan;
	bool doubtful = !source_is_told(source) && (source_found(source)->doubtful || source_found(source)->twice);
	*outcome = (struct table_outcome){0, false};
	if (header == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	char delimiter = schema->mapping.delimiter;
	if (delimiter == '\0' && schema->mapping.layout != NULL && schema->layouts > 0)
		delimiter = schema->layout[0].delimiter;
	enum causa_status status = head_open(source, delimiter, &head, err);
	if (status == CAUSA_OK)
		status = choose_layout(schema, &head, doubtful, header, &layout, err);
	if (status == CAUSA_OK && layout != NULL)
		tell_layout(layout, build);
	if (status == CAUSA_OK)
		status = plan_make(schema, layout, &header->record, doubtful, base_name(source_name(source)), build, &plan, err);
	if (status == CAUSA_OK) {
		struct gather g = {.source = source, .plan = &plan, .begin = head.from, .line = head.line, .delimiter = head.delimiter,
		                   .jobs = schema->jobs, .piece = schema->piece, .file = schema->file, .build = build, .progress = schema->mapping.progress,
		                   .progress_self = schema->mapping.progress_self};
		status = read_rows(&g, layout, header, outcome, err);
		gather_free(&g);
	}
	head_close(&head);
	bytes_free(&header->text);
	free(header);
	return status;
}
