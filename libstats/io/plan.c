/* What each record of a table means, from its header.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

#include "base/intl.h"
#include "io/known.h"
#include "table/utf8.h"

struct planning {
	const struct table_schema *schema;
	const struct layout *layout;   /* never NULL: an empty one says nothing */
	const struct record *header;
	const char *file;
	bool doubtful;
	struct panel_build *build;
	struct arena *arena;
	struct plan *plan;
	bool used[SPLIT_FIELDS];       /* column has a role */
	const char *year, *offence, *reported, *prosecuted;
	struct causa_error *err;
};

static enum causa_status no_memory(struct planning *p)
{
	return causa_fail(p->err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
}

/* ---- columns ---- */

/* The name of a column in one line. */
static const char *clean_name(const struct planning *p, uint32_t column)
{
	char *name = arena_text(p->arena, p->header->field[column], strlen(p->header->field[column]));
	if (name != NULL)
		utf8_clean(name);
	return name != NULL ? name : "";
}

static void names_of_columns(const struct record *r, char *names, size_t size)
{
	names[0] = '\0';
	for (uint32_t i = 0; i < r->n && strlen(names) < size - 60; i++) {
		const char *name = r->field[i][0] != '\0' ? r->field[i] : "\"\"";
		size_t n = strlen(names);
		snprintf(names + n, size - n, "%s%.*s", i > 0 ? ", " : "", (int)utf8_cut(name, strlen(name), 40), name);
	}
}

/* A column that was named and is not there. */
static enum causa_status no_such_column(struct planning *p, const char *name, const char *option)
{
	const struct record *r = p->header;
	char names[300];
	names_of_columns(r, names, sizeof names);
	return causa_fail_at(p->err, CAUSA_EINPUT, r->file, r->line, 0, _("no column is called \"%.60s\"; the columns are: %s. Name the right one with %s"), name,
	                     names, option);
}

static enum causa_status no_column(struct planning *p, const char *what, const char *option)
{
	const struct record *r = p->header;
	char names[300];
	names_of_columns(r, names, sizeof names);
	return causa_fail_at(p->err, CAUSA_EINPUT, r->file, r->line, 0, _("no column of %s; the columns are: %s. Name it with %s"), what, names,
	                     option);
}

static int find_known(const struct planning *p, enum known_role role)
{
	const struct record *r = p->header;
	for (uint32_t i = 0; i < r->n; i++) {
		if (!p->used[i] && known_as(r->field[i], role))
			return (int)i;
	}
	for (size_t k = 0; p->doubtful && known_name(role, k) != NULL; k++) {
		int at = header_column(r, known_name(role, k), true);
		if (at >= 0 && !p->used[at])
			return at;
	}
	return -1;
}

/* Column by its given name, else by well-known names; -1 when it is not there and was not asked for by name. */
static enum causa_status find_column(struct planning *p, const char *name, enum known_role role, const char *what, const char *option, int *out)
{
	const struct record *r = p->header;
	*out = name != NULL ? header_column(r, name, p->doubtful) : role != KNOWN_ROLES ? find_known(p, role) : -1;
	if (*out < 0 && name != NULL)
		return no_such_column(p, name, option);
	if (*out >= 0 && p->used[*out])
		return causa_fail_at(p->err, CAUSA_EINPUT, r->file, r->line, 0, _("the column %s is named for two things (%s)"), r->field[*out], what);
	if (*out >= 0)
		p->used[*out] = true;
	return CAUSA_OK;
}

static enum causa_status check_header(struct planning *p)
{
	const struct record *r = p->header;
	for (uint32_t i = 0; i < r->n; i++) {
		for (uint32_t j = 0; j < i; j++) {
			if (r->field[i][0] != '\0' && strcmp(r->field[i], r->field[j]) == 0)
				return causa_fail_at(p->err, CAUSA_EINPUT, r->file, r->line, 0, _("two columns are called \"%.60s\"; rename one of them"),
				                     r->field[i]);
		}
	}
	return CAUSA_OK;
}

/* ---- period ---- */

static enum causa_status no_year(struct planning *p)
{
	return no_column(p, _("years"), "--year-column");
}

static enum causa_status year_of_file(struct planning *p)
{
	const struct layout *l = p->layout;
	char month[64];
	p->plan->year_kind = PLAN_YEAR_FIXED;
	p->plan->year = l->year_in_name != NULL ? layout_year(l->year_in_name, p->file) : 0;
	if (l->year_in_name != NULL && p->plan->year == 0)
		return causa_fail_at(p->err, CAUSA_EINPUT, p->file, 0, 0, _("the layout %s looks for the year in the name of the file, as in %s"),
		                     l->name, l->year_in_name);
	if (l->month_in_name == NULL)
		return CAUSA_OK;
	if (layout_part(l->month_in_name, "MONTH", p->file, month, sizeof month))
		p->plan->month = known_month(month);
	if (p->plan->month == 0)
		return causa_fail_at(p->err, CAUSA_EINPUT, p->file, 0, 0, _("the layout %s looks for the month in the name of the file, as in %s"),
		                     l->name, l->month_in_name);
	return CAUSA_OK;
}

static bool is_date(const struct planning *p)
{
	return p->plan->year_column >= 0 && known_as(p->header->field[p->plan->year_column], KNOWN_DATE);
}

static enum causa_status find_period(struct planning *p)
{
	struct plan *plan = p->plan;
	const struct layout *l = p->layout;
	bool told = p->schema->mapping.year != NULL;
	plan->year_column = plan->month_column = -1;
	if (!told && (l->year_in_name != NULL || l->undated)) {
		panel_build_about(p->build)->undated = l->undated;
		return year_of_file(p);
	}
	if (!told && l->years != NULL)
		return CAUSA_OK; /* each target has its own */
	enum causa_status status = find_column(p, p->year, KNOWN_YEAR, _("years"), "--year-column", &plan->year_column);
	if (status == CAUSA_OK && plan->year_column < 0)
		status = find_column(p, NULL, KNOWN_DATE, _("dates"), "--year-column", &plan->year_column);
	if (status == CAUSA_OK && plan->year_column < 0)
		return no_year(p);
	plan->year_kind = is_date(p) ? PLAN_YEAR_DATE : PLAN_YEAR_NUMBER;
	if (!told && l->year_pattern != NULL) {
		plan->year_kind = PLAN_YEAR_PATTERN;
		plan->year_pattern = l->year_pattern;
		plan->changes = l->changes;
	}
	if (status == CAUSA_OK && !told && l->month != NULL)
		status = find_column(p, l->month, KNOWN_ROLES, _("months"), "--layout", &plan->month_column);
	return status;
}

/* ---- dimensions ---- */

/* Known as a measure, with nothing that names another column as it. */
static bool holds_counts(const struct planning *p, int column)
{
	return column >= 0 && p->layout->name == NULL &&
	       ((p->reported == NULL && column == find_known(p, KNOWN_REPORTED)) ||
	        (p->prosecuted == NULL && column == find_known(p, KNOWN_PROSECUTED)));
}

static enum causa_status add_group(struct planning *p, const char *name, const char *option)
{
	struct plan *plan = p->plan;
	int column = header_column(p->header, name, p->doubtful);
	if (holds_counts(p, column))
		return causa_fail_at(p->err, CAUSA_EUSAGE, p->header->file, p->header->line, 0, _("the column %s holds counts; %s names columns of texts"),
		                     p->header->field[column], option);
	for (uint32_t d = 1; d < plan->dims; d++) {
		if (column >= 0 && plan->dim[d] == column)
			return CAUSA_OK;
	}
	if (plan->dims == BUILD_DIMS)
		return causa_fail(p->err, CAUSA_EUSAGE, _("more than %d group columns"), BUILD_DIMS - 1);
	enum causa_status status = find_column(p, name, KNOWN_ROLES, _("groups"), option, &plan->dim[plan->dims]);
	if (status == CAUSA_OK)
		panel_build_dim(p->build, clean_name(p, (uint32_t)plan->dim[plan->dims++]));
	return status;
}

static bool is_axis(const char *name)
{
	return causa_label_matches(name, "offence") || causa_label_matches(name, "year") || causa_label_matches(name, "all");
}

static enum causa_status find_dimensions(struct planning *p)
{
	const struct causa_mapping *m = &p->schema->mapping;
	struct plan *plan = p->plan;
	bool by_columns = p->layout->reported.n > 0 && strstr(p->layout->reported.text[0], "OFFENCE") != NULL && m->reported == NULL;
	enum causa_status status = CAUSA_OK;
	plan->dim[0] = -1;
	if (!by_columns)
		status = find_column(p, p->offence, KNOWN_OFFENCE, _("offences"), "--offence-column", &plan->dim[0]);
	plan->dims = 1;
	if (status == CAUSA_OK)
		panel_build_dim(p->build, "offence");
	for (uint32_t g = 0; g < m->groups && status == CAUSA_OK; g++)
		status = add_group(p, m->group[g], "--group-column");
	for (uint32_t b = 0; b < m->bys && status == CAUSA_OK; b++) {
		if (!is_axis(m->by[b]))
			status = add_group(p, m->by[b], "--by");
	}
	for (uint32_t c = 0; c < p->header->n && status == CAUSA_OK && m->tell; c++) {
		if (!known_as(p->header->field[c], KNOWN_UNITS) || plan->dims == BUILD_DIMS)
			continue;
		uint32_t dims = plan->dims;
		status = add_group(p, p->header->field[c], "--by");
		if (status == CAUSA_OK && plan->dims > dims)
			panel_build_units(p->build);
	}
	return status;
}

/* ---- rows that are read ---- */

/* "COLUMN=VALUE" and "COLUMN!=VALUE"; several of one column and kind are alternatives. */
static enum causa_status add_filter(struct planning *p, const char *where, const char *option)
{
	struct plan *plan = p->plan;
	char name[256];
	const char *mark = strchr(where, '=');
	if (mark == NULL || mark == where)
		return causa_fail(p->err, CAUSA_EUSAGE, _("--where is \"%s\"; write COLUMN=VALUE or COLUMN!=VALUE"), where);
	bool unless = mark[-1] == '!';
	snprintf(name, sizeof name, "%.*s", (int)(mark - where - unless), where);
	int column = header_column(p->header, name, p->doubtful);
	if (column < 0)
		return no_such_column(p, name, option);
	struct plan_filter *f = NULL;
	for (uint32_t i = 0; i < plan->filters; i++) {
		if (plan->filter[i].column == (uint32_t)column && plan->filter[i].unless == unless)
			f = &plan->filter[i];
	}
	if (f == NULL) {
		f = &plan->filter[plan->filters++];
		*f = (struct plan_filter){(uint32_t)column, {NULL, 0}, unless};
	}
	const char **any = arena_new(p->arena, f->any.n + 1U, sizeof *any);
	if (any == NULL)
		return no_memory(p);
	if (f->any.n > 0)
		memcpy(any, f->any.text, f->any.n * sizeof *any);
	any[f->any.n++] = arena_text(p->arena, mark + 1, strlen(mark + 1));
	f->any.text = any;
	return any[f->any.n - 1] != NULL ? CAUSA_OK : no_memory(p);
}

/* What is asked of a column goes before what the layout says of it. */
static bool is_asked(const struct planning *p, const char *where, uint32_t asked)
{
	char name[256];
	const char *mark = strchr(where, '=');
	if (mark == NULL || mark == where)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)(mark - where - (mark[-1] == '!')), where);
	int column = header_column(p->header, name, p->doubtful);
	for (uint32_t i = 0; i < asked; i++) {
		if (column >= 0 && p->plan->filter[i].column == (uint32_t)column)
			return true;
	}
	return false;
}

static enum causa_status find_filters(struct planning *p)
{
	const struct causa_mapping *m = &p->schema->mapping;
	const struct texts *more = &p->layout->where;
	enum causa_status status = CAUSA_OK;
	p->plan->filter = arena_new(p->arena, m->wheres + more->n + 1U, sizeof *p->plan->filter);
	if (p->plan->filter == NULL)
		return no_memory(p);
	for (uint32_t i = 0; i < m->wheres && status == CAUSA_OK; i++)
		status = add_filter(p, m->where[i], "--where");
	uint32_t asked = p->plan->filters;
	for (uint32_t i = 0; i < more->n && status == CAUSA_OK; i++) {
		if (!is_asked(p, more->text[i], asked))
			status = add_filter(p, more->text[i], "--layout");
	}
	return status;
}

/* ---- counts ---- */

static void declare(struct planning *p, const char *name, const char *unit, const char *printed)
{
	p->plan->measures++;
	panel_build_measure(p->build, name, unit, printed, p->layout->absent_is_zero ? CAUSA_SEEN : p->schema->absent);
}

static void add_value(struct planning *p, int column, uint32_t measure, int month)
{
	struct plan *plan = p->plan;
	struct plan_target *t = &plan->target[plan->targets - 1];
	plan->value[plan->values++] = (struct plan_value){(uint32_t)column, (uint8_t)measure, (uint8_t)month};
	p->used[column] = true;
	t->n++;
}

static void add_target(struct planning *p, int32_t year, const char *offence)
{
	struct plan *plan = p->plan;
	plan->target[plan->targets++] = (struct plan_target){year, offence, plan->values, 0, -1};
}

/* Twelve columns that are named like months hold the reported cases of each. */
static enum causa_status find_months(struct planning *p)
{
	int column[12];
	for (int i = 0; i < 12; i++) {
		column[i] = find_known(p, (enum known_role)(KNOWN_JANUARY + i));
		if (column[i] < 0)
			return no_column(p, _("reported cases"), "--reported-column");
		p->used[column[i]] = true;
	}
	for (int i = 0; i < 12; i++)
		add_value(p, column[i], 0, i + 1);
	p->plan->months = true;
	declare(p, "reported", "cases", p->layout->printed[0] != NULL ? p->layout->printed[0] : "reported");
	return CAUSA_OK;
}

/* Columns that are years: "2014_murders". */
static enum causa_status find_years(struct planning *p)
{
	p->plan->targets = 0;
	for (uint32_t i = 0; i < p->header->n; i++) {
		int32_t year = layout_year(p->layout->years, p->header->field[i]);
		if (year == 0)
			continue;
		add_target(p, year, NULL);
		add_value(p, (int)i, 0, 0);
	}
	if (p->plan->targets == 0)
		return no_column(p, _("years"), "--layout");
	declare(p, "reported", "cases", p->layout->printed[0] != NULL ? p->layout->printed[0] : "reported");
	return CAUSA_OK;
}

/* The column in which an offence has one of the forms that a layout names. */
static int offence_column(const struct planning *p, const char *pattern, const char *offence)
{
	char part[256];
	for (uint32_t i = 0; i < p->header->n; i++) {
		if (layout_part(pattern, "OFFENCE", p->header->field[i], part, sizeof part) && strcmp(part, offence) == 0)
			return (int)i;
	}
	return -1;
}

static bool has_all(const struct planning *p, const char *offence)
{
	const struct texts *of[2] = {&p->layout->reported, &p->layout->prosecuted};
	for (int m = 0; m < 2; m++) {
		for (uint32_t i = 0; i < of[m]->n; i++) {
			if (offence_column(p, of[m]->text[i], offence) < 0)
				return false;
		}
	}
	return true;
}

/* Columns that are offences: "Number of OFFENCE Convictions". One that lacks a column that the others have is left out. */
static enum causa_status find_offences(struct planning *p)
{
	const struct texts *of[2] = {&p->layout->reported, &p->layout->prosecuted};
	static const char *const names[2] = {"reported", "prosecuted"};
	p->plan->targets = 0;
	for (uint32_t i = 0; i < p->header->n; i++) {
		char offence[256];
		if (!layout_part(of[0]->text[0], "OFFENCE", p->header->field[i], offence, sizeof offence) || !has_all(p, offence))
			continue;
		add_target(p, 0, arena_text(p->arena, offence, strlen(offence)));
		if (p->layout->percentages.n > 0)
			p->plan->target[p->plan->targets - 1].percentage = offence_column(p, p->layout->percentages.text[0], offence);
		for (uint32_t m = 0; m < 2; m++) {
			for (uint32_t k = 0; k < of[m]->n; k++)
				add_value(p, offence_column(p, of[m]->text[k], offence), m, 0);
		}
	}
	if (p->plan->targets == 0)
		return no_column(p, _("offences"), "--layout");
	for (int m = 0; m < 2; m++) {
		if (of[m]->n > 0)
			declare(p, names[m], "cases", p->layout->printed[m] != NULL ? p->layout->printed[m] : names[m]);
	}
	return CAUSA_OK;
}

/* Further columns of a measure, which are added to the first. */
static enum causa_status find_more(struct planning *p, const char *asked, const struct texts *columns, uint32_t measure)
{
	for (uint32_t i = 1; asked == NULL && i < columns->n; i++) {
		int at = header_column(p->header, columns->text[i], p->doubtful);
		if (at < 0)
			return no_such_column(p, columns->text[i], "--layout");
		add_value(p, at, measure, 0);
	}
	return CAUSA_OK;
}

static const char *printed_as(const struct planning *p, int measure, int column)
{
	const char *of_schema = measure == 0 ? p->schema->printed_reported : measure == 1 ? p->schema->printed_prosecuted : NULL;
	if (of_schema != NULL)
		return of_schema;
	return measure < 2 && p->layout->printed[measure] != NULL ? p->layout->printed[measure] : p->header->field[column];
}

static enum causa_status find_columns_of_counts(struct planning *p)
{
	const struct causa_mapping *m = &p->schema->mapping;
	const struct {
		const char *name, *asked, *unit, *what, *option;
		enum known_role role;
	} wanted[] = {
		{"reported", p->reported, "cases", _("reported cases"), "--reported-column", KNOWN_REPORTED},
		{"prosecuted", p->prosecuted, "cases", _("criminal cases"), "--prosecuted-column", KNOWN_PROSECUTED},
		{"population", m->population, "persons", _("population"), "--population-column", KNOWN_POPULATION},
	};
	for (int i = 0; i < 3; i++) {
		int at;
		enum causa_status status = find_column(p, wanted[i].asked, wanted[i].role, wanted[i].what, wanted[i].option, &at);
		if (status != CAUSA_OK)
			return status;
		if (at < 0)
			continue;
		uint32_t measure = p->plan->measures;
		declare(p, wanted[i].name, wanted[i].unit, printed_as(p, i, at));
		add_value(p, at, measure, 0);
		status = i == 0   ? find_more(p, m->reported, &p->layout->reported, measure)
		         : i == 1 ? find_more(p, m->prosecuted, &p->layout->prosecuted, measure)
		                  : CAUSA_OK;
		if (status != CAUSA_OK)
			return status;
	}
	if (p->plan->measures == 0 && p->reported == NULL)
		return find_months(p);
	return p->plan->measures == 0 ? no_column(p, _("reported cases"), "--reported-column") : CAUSA_OK;
}

static enum causa_status find_counts(struct planning *p)
{
	const struct layout *l = p->layout;
	size_t room = (size_t)p->header->n * 2 + 64 + l->reported.n + l->prosecuted.n;
	p->plan->value = arena_new(p->arena, room * 4, sizeof *p->plan->value);
	p->plan->target = arena_new(p->arena, room, sizeof *p->plan->target);
	if (p->plan->value == NULL || p->plan->target == NULL)
		return no_memory(p);
	add_target(p, 0, NULL);
	if (l->percentages.n > 0 && strstr(l->percentages.text[0], "OFFENCE") == NULL) {
		int at = header_column(p->header, l->percentages.text[0], p->doubtful);
		p->plan->target[0].percentage = at;
		p->used[at >= 0 ? at : 0] |= at >= 0;
	}
	if (l->years != NULL && p->schema->mapping.year == NULL)
		return find_years(p);
	if (p->plan->dim[0] < 0 && l->reported.n > 0 && strstr(l->reported.text[0], "OFFENCE") != NULL && p->schema->mapping.reported == NULL)
		return find_offences(p);
	return find_columns_of_counts(p);
}

/* ---- keys ---- */

static enum causa_status find_keys(struct planning *p)
{
	struct plan *plan = p->plan;
	bool apart[SPLIT_FIELDS] = {false};
	plan->extra = arena_new(p->arena, p->header->n + 1U, sizeof *plan->extra);
	plan->key = arena_new(p->arena, p->layout->key.n + 1U, sizeof *plan->key);
	if (plan->extra == NULL || plan->key == NULL)
		return no_memory(p);
	for (uint32_t i = 0; i < p->layout->key.n; i++) {
		int at = header_column(p->header, p->layout->key.text[i], p->doubtful);
		if (at < 0)
			return no_such_column(p, p->layout->key.text[i], "--layout");
		plan->key[plan->keys++] = (uint32_t)at;
		apart[at] = true;
	}
	for (uint32_t i = 0; i < p->layout->ignore.n; i++) {
		int at = header_column(p->header, p->layout->ignore.text[i], p->doubtful);
		if (at >= 0)
			apart[at] = true;
	}
	for (uint32_t i = 0; i < p->header->n; i++) {
		if (!p->used[i] && !apart[i])
			plan->extra[plan->extras++] = i;
	}
	return CAUSA_OK;
}

/* ---- the plan ---- */

/* Names of the columns, for messages. */
static void note_columns(struct planning *p)
{
	struct bytes names = {NULL, 0, 0, false};
	const char **header = arena_new(p->arena, p->header->n + 1U, sizeof *header);
	for (uint32_t i = 0; i < p->header->n; i++) {
		const char *name = clean_name(p, i);
		bytes_format(&names, "%s%s", i > 0 ? ", " : "", name);
		if (header != NULL)
			header[i] = name;
	}
	p->plan->header = header;
	if (names.data != NULL)
		panel_build_about(p->build)->columns = arena_text(p->arena, names.data, names.size);
	bytes_free(&names);
}

static const char *first_of(const char *asked, const struct texts *columns)
{
	return asked != NULL ? asked : columns->n > 0 ? columns->text[0] : NULL;
}

enum causa_status plan_make(const struct table_schema *schema, const struct layout *layout, const struct record *header, bool doubtful,
                            const char *file, struct panel_build *build, struct plan *plan, struct causa_error *err)
{
	static const struct layout nothing = {0};
	struct planning *p = calloc(1, sizeof *p);
	if (p == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	const struct causa_mapping *m = &schema->mapping;
	*p = (struct planning){.schema = schema, .layout = layout != NULL ? layout : &nothing, .header = header, .file = file,
	                       .doubtful = doubtful, .build = build, .arena = panel_build_arena(build), .plan = plan, .err = err};
	p->year = m->year != NULL ? m->year : p->layout->year;
	p->offence = m->offence != NULL ? m->offence : p->layout->offence;
	p->reported = first_of(m->reported, &p->layout->reported);
	p->prosecuted = first_of(m->prosecuted, &p->layout->prosecuted);
	memset(plan, 0, sizeof *plan);
	plan->fields = header->n;
	plan->total = p->layout->total;
	plan->none = layout != NULL ? layout->none : schema->none;
	plan->thousands = p->layout->thousands;
	plan->add = p->layout->sum || m->add;
	plan->tell = m->tell;
	plan->last_month = schema->last_month;
	enum causa_status status = check_header(p);
	if (status == CAUSA_OK)
		status = find_period(p);
	if (status == CAUSA_OK)
		status = find_dimensions(p);
	if (status == CAUSA_OK)
		status = find_filters(p);
	if (status == CAUSA_OK)
		status = find_counts(p);
	if (status == CAUSA_OK)
		status = find_keys(p);
	note_columns(p);
	if (status == CAUSA_OK && p->arena->failed)
		status = no_memory(p);
	free(p);
	return status;
}
