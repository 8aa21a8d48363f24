/* Records into rows of cases: columns found by name, cells read as counts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/table_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

#include "base/intl.h"
#include "table/utf8.h"

static const struct {
	enum known_role role;
	const char *name;
} known[] = {
#define X(role, name) {KNOWN_##role, name},
#include <causa/wellknown.def>
#undef X
};

enum { KNOWN = sizeof known / sizeof known[0] };

static size_t fold(const char *text, char *out, size_t room)
{
	size_t n = utf8_trim(&text, strlen(text));
	if (n > room - 1)
		n = room - 1;
	n = utf8_fold(text, n, out);
	out[n] = '\0';
	return n;
}

bool known_as(const char *text, enum known_role role)
{
	char folded[256];
	fold(text, folded, sizeof folded);
	for (size_t i = 0; i < KNOWN; i++) {
		if (known[i].role == role && strcmp(known[i].name, folded) == 0)
			return true;
	}
	return false;
}

/* ---- cells ---- */

static bool all_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
	}
	return n > 0;
}

static const char *what_is_wrong(const char *s, size_t n)
{
	if (s[0] == '-' && all_digits(s + 1, n - 1))
		return _("%s is \"%s\", a negative number; counts are 0 or more");
	size_t whole = 0;
	while (whole < n && s[whole] >= '0' && s[whole] <= '9')
		whole++;
	if (whole > 0 && whole < n && (s[whole] == '.' || s[whole] == ',') && all_digits(s + whole + 1, n - whole - 1))
		return n - whole == 4 ? _("%s is \"%s\"; write counts without a mark between thousands, and without decimals")
		                      : _("%s is \"%s\", a fraction; counts are whole numbers");
	return _("%s is \"%s\"; write digits or leave it empty");
}

static bool is_one_of(const char *s, size_t n, const char *const *words, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0)
			return true;
	}
	return false;
}

/* "12.0", as programs write a count in a column that has blanks: 12. Three zeros would be thousands. */
static size_t without_point(const char *s, size_t n)
{
	for (size_t zeros = 1; zeros <= 2 && n > zeros + 1; zeros++) {
		size_t point = n - zeros - 1;
		if (s[point] == '.' && strspn(s + point + 1, "0") >= zeros && all_digits(s, point))
			return point;
	}
	return n;
}

/* "2.930" with the mark between thousands taken away; out must hold n + 1 bytes. Groups of three digits only. */
static bool without_thousands(const char *s, size_t n, char mark, char *out)
{
	size_t k = 0;
	for (size_t i = 0; i < n; i++) {
		bool group = s[i] == mark && i > 0 && (n - i) % 4 == 0;
		if (!group && (s[i] < '0' || s[i] > '9'))
			return false;
		if (!group)
			out[k++] = s[i];
	}
	out[k] = '\0';
	return k > 0;
}

enum causa_status table_count(const struct record *r, uint32_t field, const char *column, const struct no_count *none,
                              int64_t *value, uint8_t *status, struct causa_error *err)
{
	return table_count_marked(r, field, column, none, '\0', value, status, err);
}

enum causa_status table_count_marked(const struct record *r, uint32_t field, const char *column, const struct no_count *none,
                                     char thousands, int64_t *value, uint8_t *status, struct causa_error *err)
{
	const int64_t most = INT64_C(1) << 53; /* beyond, a double would not hold it */
	const char *s = r->field[field];
	size_t n = utf8_trim(&s, strlen(s));
	char shown[64], plain[64];
	*value = 0;
	*status = n == 0 ? CAUSA_BLANK : CAUSA_SEEN;
	if (none != NULL && is_one_of(s, n, none->withheld, none->withhelds))
		*status = CAUSA_WITHHELD;
	else if (none != NULL && is_one_of(s, n, none->missing, none->missings))
		*status = CAUSA_BLANK;
	if (*status != CAUSA_SEEN)
		return CAUSA_OK;
	if (thousands != '\0' && n < sizeof plain && without_thousands(s, n, thousands, plain)) {
		s = plain;
		n = strlen(plain);
	}
	n = without_point(s, n);
	snprintf(shown, sizeof shown, "%.*s", (int)utf8_cut(s, n, sizeof shown - 1), s);
	if (!all_digits(s, n)) {
		const char *format = what_is_wrong(s, n);
		char text[256];
		/* One of the sentences above, each with two %s. */
		const char *first = strstr(format, "%s"), *second = strstr(first + 2, "%s");
		snprintf(text, sizeof text, "%.*s%s%.*s%s%s", (int)(first - format), format, column, (int)(second - first - 2),
		         first + 2, shown, second + 2);
		return split_fail(r, field, err, "%s", text);
	}
	for (size_t i = 0; i < n && *value <= most; i++)
		*value = *value * 10 + (s[i] - '0');
	if (*value > most)
		return split_fail(r, field, err, _("%s is \"%s\", larger than any count this program can hold exactly"), column, shown);
	return CAUSA_OK;
}

enum causa_status table_year(const struct record *r, uint32_t field, const char *column, int32_t *year,
                             struct causa_error *err)
{
	const char *s = r->field[field];
	size_t n = utf8_trim(&s, strlen(s));
	if (n != 4 || !all_digits(s, n) || s[0] < '1' || s[0] > '2')
		return split_fail(r, field, err, _("%s is \"%.40s\"; a year is four digits, from 1000 to 2999"), column, r->field[field]);
	*year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
	return CAUSA_OK;
}

/* ---- header ---- */

static enum causa_status no_column(const struct record *r, struct causa_error *err, const char *what, const char *option)
{
	char names[300] = "";
	for (uint32_t i = 0; i < r->n && strlen(names) < 240; i++)
		snprintf(names + strlen(names), sizeof names - strlen(names), "%s%.40s", i > 0 ? ", " : "", r->field[i]);
	return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0,
	                     _("no column of %s; the columns are: %s. Name it with %s"), what, names, option);
}

/* Letters that may have been decoded wrongly match any. */
static void as_pattern(const char *text, char *out, size_t size)
{
	size_t n = 0;
	for (; *text != '\0' && n + 2 < size; text++) {
		bool ascii = (unsigned char)*text < 0x80;
		if (ascii || n == 0 || out[n - 1] != '*')
			out[n++] = ascii ? *text : '*';
	}
	out[n] = '\0';
}

static bool matches_doubtfully(const char *header, const char *name)
{
	char pattern[256];
	as_pattern(header, pattern, sizeof pattern);
	return strchr(pattern, '*') != NULL && strspn(pattern, "* ") < strlen(pattern) && causa_label_matches(name, pattern);
}

static int find_named(const struct table_schema *schema, const struct record *r, const char *name)
{
	char wanted[256], have[256];
	for (uint32_t i = 0; i < r->n; i++) {
		if (strcmp(r->field[i], name) == 0)
			return (int)i;
	}
	fold(name, wanted, sizeof wanted);
	for (uint32_t i = 0; i < r->n; i++) {
		fold(r->field[i], have, sizeof have);
		if (strcmp(have, wanted) == 0)
			return (int)i;
	}
	for (uint32_t i = 0; i < r->n && schema->doubtful; i++) {
		if (matches_doubtfully(r->field[i], name))
			return (int)i;
	}
	return -1;
}

static int find_known(const struct table_reader *t, const struct record *r, enum known_role role)
{
	for (uint32_t i = 0; i < r->n; i++) {
		if (!t->used[i] && known_as(r->field[i], role))
			return (int)i;
	}
	for (uint32_t i = 0; i < r->n && t->schema->doubtful; i++) {
		for (size_t k = 0; k < KNOWN; k++) {
			if (!t->used[i] && known[k].role == role && matches_doubtfully(r->field[i], known[k].name))
				return (int)i;
		}
	}
	return -1;
}

/* Index of a column by its given name, else by well-known names; -1 when not there and not asked for by name. */
static enum causa_status find_column(struct table_reader *t, const struct record *r, const char *name,
                                     enum known_role role, const char *what, const char *option, int *out,
                                     struct causa_error *err)
{
	*out = name != NULL ? find_named(t->schema, r, name) : role != KNOWN_ROLES ? find_known(t, r, role) : -1;
	if (*out < 0 && name != NULL)
		return no_column(r, err, name, option);
	if (*out >= 0 && t->used[*out])
		return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0, _("the column %s is named for two things (%s)"),
		                     r->field[*out], what);
	if (*out >= 0)
		t->used[*out] = 1;
	return CAUSA_OK;
}

static enum causa_status check_header(const struct record *r, struct causa_error *err)
{
	for (uint32_t i = 0; i < r->n; i++) {
		for (uint32_t j = 0; j < i; j++) {
			if (r->field[i][0] != '\0' && strcmp(r->field[i], r->field[j]) == 0)
				return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0,
				                     _("two columns are called \"%.60s\"; rename one of them"), r->field[i]);
		}
	}
	return CAUSA_OK;
}

/* Twelve columns that are named like months hold the reported cases of each. */
static enum causa_status find_months(struct table_reader *t, const struct record *r, struct causa_error *err)
{
	int column[12];
	for (int i = 0; i < 12; i++) {
		column[i] = find_known(t, r, (enum known_role)(KNOWN_JANUARY + i));
		if (column[i] < 0)
			return no_column(r, err, _("reported cases"), "--reported-column");
		t->used[column[i]] = 1;
	}
	t->months = months_new(column, r);
	if (t->months == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	t->name[t->measures++] = "reported";
	panel_build_measure(t->build, "reported", "cases", t->schema->printed_reported != NULL ? t->schema->printed_reported : "reported",
	                    t->schema->absent);
	return CAUSA_OK;
}

/* "COLUMN=VALUE" and "COLUMN!=VALUE" */
static enum causa_status find_filters(struct table_reader *t, const struct record *r, struct causa_error *err)
{
	const struct causa_mapping *m = &t->mapping;
	for (uint32_t i = 0; i < m->wheres && i < MOST_FILTERS; i++) {
		char name[256];
		const char *mark = strchr(m->where[i], '=');
		if (mark == NULL || mark == m->where[i])
			return causa_fail(err, CAUSA_EUSAGE, _("--where is \"%s\"; write COLUMN=VALUE or COLUMN!=VALUE"), m->where[i]);
		bool unless = mark[-1] == '!';
		snprintf(name, sizeof name, "%.*s", (int)(mark - m->where[i] - unless), m->where[i]);
		int column = find_named(t->schema, r, name);
		if (column < 0)
			return no_column(r, err, name, "--where");
		t->filter[t->filters++] = (struct row_filter){column, mark + 1, unless};
	}
	return CAUSA_OK;
}

static bool is_kept(const struct table_reader *t, const struct record *r)
{
	for (uint32_t i = 0; i < t->filters; i++) {
		const struct row_filter *f = &t->filter[i];
		if (causa_label_matches(r->field[f->column], f->value) == f->unless)
			return false;
	}
	return true;
}

static enum causa_status find_measures(struct table_reader *t, const struct record *r, struct causa_error *err)
{
	const struct causa_mapping *m = &t->mapping;
	const struct {
		const char *name, *asked, *unit, *printed, *what, *option;
		enum known_role role;
	} wanted[] = {
		{"reported", m->reported, "cases", t->schema->printed_reported, _("reported cases"), "--reported-column", KNOWN_REPORTED},
		{"prosecuted", m->prosecuted, "cases", t->schema->printed_prosecuted, _("criminal cases"), "--prosecuted-column",
	     KNOWN_PROSECUTED},
		{"population", m->population, "persons", NULL, _("population"), "--population-column", KNOWN_POPULATION},
	};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		int at;
		enum causa_status status =
			find_column(t, r, wanted[i].asked, wanted[i].role, wanted[i].what, wanted[i].option, &at, err);
		if (status != CAUSA_OK)
			return status;
		if (at < 0)
			continue;
		t->name[t->measures] = wanted[i].name;
		t->measure[t->measures++] = at;
		panel_build_measure(t->build, wanted[i].name, wanted[i].unit,
		                    wanted[i].printed != NULL ? wanted[i].printed : r->field[at], t->schema->absent);
	}
	if (t->measures == 0 && m->reported == NULL)
		return find_months(t, r, err);
	if (t->measures == 0)
		return no_column(r, err, _("reported cases"), "--reported-column");
	return CAUSA_OK;
}

static struct causa_mapping overlay(const struct causa_mapping *asked, const struct layout *l)
{
	struct causa_mapping m = *asked;
	m.year = m.year != NULL ? m.year : l->year;
	m.offence = m.offence != NULL ? m.offence : l->offence;
	m.reported = m.reported != NULL ? m.reported : l->reported.n > 0 ? l->reported.text[0] : NULL;
	m.prosecuted = m.prosecuted != NULL ? m.prosecuted : l->prosecuted.n > 0 ? l->prosecuted.text[0] : NULL;
	if (m.groups == 0) {
		m.group = l->group.text;
		m.groups = l->group.n;
	}
	if (m.wheres == 0) {
		m.where = l->where.text;
		m.wheres = l->where.n;
	}
	return m;
}

/* The layout that was named, or the first whose columns are all there; what the command line says goes before it. */
static enum causa_status choose_layout(struct table_reader *t, const struct record *r, struct causa_error *err)
{
	const struct table_schema *s = t->schema;
	bool named = s->mapping.layout != NULL;
	t->mapping = s->mapping;
	for (uint32_t i = 0; i < s->layouts; i++) {
		bool fits = layout_fits(&s->layout[i], r);
		if (named && !fits && s->layout[i].header.n > 0)
			return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0, _("has not the columns that the layout %s asks for"), s->layout[i].name);
		if (!named && !fits)
			continue;
		t->layout = s->layout[i];
		t->mapping = overlay(&s->mapping, &t->layout);
		for (uint32_t k = 0; k < t->layout.unknown.n; k++)
			panel_build_unknown(t->build, t->layout.unknown.text[k]);
		panel_build_about(t->build)->layout = arena_text(panel_build_arena(t->build), t->layout.name, strlen(t->layout.name));
		if (t->layout.source.n > 0)
			panel_build_about(t->build)->source = t->layout.source;
		break;
	}
	return CAUSA_OK;
}

/* Further columns of a measure, which are added to the first. */
static enum causa_status find_more(struct table_reader *t, const struct record *r, int measure, const char *asked, const struct texts *columns,
                                   struct causa_error *err)
{
	for (uint32_t i = 1; asked == NULL && i < columns->n && i < SPLIT_SUMS; i++) {
		int at = find_named(t->schema, r, columns->text[i]);
		if (at < 0)
			return no_column(r, err, columns->text[i], "--layout");
		t->used[at] = 1;
		t->more[measure][t->mores[measure]++] = at;
	}
	return CAUSA_OK;
}

/* Columns that are years: "2014_murders". */
static enum causa_status find_years(struct table_reader *t, const struct record *r, struct causa_error *err)
{
	for (uint32_t i = 0; i < r->n && t->years < SPLIT_SUMS; i++) {
		int32_t year = layout_year(t->layout.years, r->field[i]);
		if (year == 0)
			continue;
		t->used[i] = 1;
		t->year_column[t->years] = (int)i;
		t->year_of[t->years++] = year;
	}
	if (t->years == 0)
		return no_column(r, err, _("years"), "--layout");
	t->name[t->measures++] = "reported";
	panel_build_measure(t->build, "reported", "cases", "reported", t->schema->absent);
	return CAUSA_OK;
}

static void find_ignored(struct table_reader *t, const struct record *r)
{
	for (uint32_t i = 0; i < t->layout.ignore.n; i++) {
		int at = find_named(t->schema, r, t->layout.ignore.text[i]);
		if (at >= 0)
			t->ignored[at] = true;
	}
}

static enum causa_status read_header(struct table_reader *t, const struct record *r, struct causa_error *err)
{
	const struct causa_mapping *m = &t->mapping;
	struct bytes names = {NULL, 0, 0, false};
	enum causa_status status = check_header(r, err);
	if (status == CAUSA_OK)
		status = choose_layout(t, r, err);
	t->year = -1;
	bool wide = t->layout.years != NULL && t->schema->mapping.year == NULL;
	if (status == CAUSA_OK && !wide)
		status = find_column(t, r, m->year, KNOWN_YEAR, _("years"), "--year-column", &t->year, err);
	if (status == CAUSA_OK && t->year < 0 && !wide)
		status = no_column(r, err, _("years"), "--year-column");
	if (status == CAUSA_OK)
		status = find_column(t, r, m->offence, KNOWN_OFFENCE, _("offences"), "--offence-column", &t->offence, err);
	if (status == CAUSA_OK)
		panel_build_dim(t->build, "offence");
	for (uint32_t g = 0; g < m->groups && status == CAUSA_OK; g++) {
		if (g == BUILD_DIMS - 1)
			return causa_fail(err, CAUSA_EUSAGE, _("more than %d group columns"), BUILD_DIMS - 1);
		status = find_column(t, r, m->group[g], KNOWN_ROLES, _("groups"), "--group-column", &t->group[g], err);
		if (status == CAUSA_OK)
			panel_build_dim(t->build, r->field[t->group[g]]);
	}
	if (status == CAUSA_OK)
		status = find_filters(t, r, err);
	if (status == CAUSA_OK)
		status = wide ? find_years(t, r, err) : find_measures(t, r, err);
	if (status == CAUSA_OK)
		status = find_more(t, r, 0, t->schema->mapping.reported, &t->layout.reported, err);
	if (status == CAUSA_OK)
		status = find_more(t, r, 1, t->schema->mapping.prosecuted, &t->layout.prosecuted, err);
	find_ignored(t, r);
	for (uint32_t i = 0; i < r->n; i++)
		bytes_format(&names, "%s%s", i > 0 ? ", " : "", r->field[i]);
	if (names.data != NULL)
		panel_build_about(t->build)->columns = arena_text(panel_build_arena(t->build), names.data, names.size);
	bytes_free(&names);
	t->fields = r->n;
	t->headed = true;
	return status;
}

/* ---- rows ---- */

/* Text columns without a role are part of a row's key; columns of numbers are not. */
static void gather_extra(struct table_reader *t, const struct record *r, struct bytes *extra)
{
	for (uint32_t i = 0; i < r->n; i++) {
		const char *s = r->field[i];
		size_t n = utf8_trim(&s, strlen(s));
		if (t->used[i] || t->ignored[i] || n == 0 || strspn(s, "0123456789.,-+ ") >= n)
			continue;
		bytes_format(extra, "%u=", i);
		bytes_add(extra, s, n);
		bytes_char(extra, '\0');
	}
}

static enum causa_status fill_row(struct table_reader *t, const struct record *r, char label[][512], struct build_row *row,
                                  struct causa_error *err)
{
	enum causa_status status = CAUSA_OK;
	if (t->year >= 0 && row->year == 0)
		status = table_year(r, (uint32_t)t->year, "year", &row->year, err);
	for (uint32_t d = 0; d <= t->mapping.groups && status == CAUSA_OK; d++) {
		int column = d == 0 ? t->offence : t->group[d - 1];
		const char *s = column < 0 ? "(all)" : r->field[column];
		size_t n = utf8_trim(&s, strlen(s));
		if (n == 0)
			return split_fail(r, (uint32_t)(column < 0 ? 0 : column), err,
			                  _("the offence or group is empty; write what it is, or \"unknown\""));
		n = utf8_cut(s, n, 511);
		memcpy(label[d], s, n);
		label[d][n] = '\0';
		row->label[d] = label[d];
	}
	return status;
}

static const struct no_count *none_of(const struct table_reader *t)
{
	return t->layout.name != NULL ? &t->layout.none : &t->schema->none;
}

static enum causa_status read_count(const struct table_reader *t, const struct record *r, int column, const char *name, int64_t *value,
                                    uint8_t *status, struct causa_error *err)
{
	return table_count_marked(r, (uint32_t)column, name, none_of(t), t->layout.thousands, value, status, err);
}

/* A sum of columns is known when all of them are. */
static enum causa_status add_count(const struct table_reader *t, const struct record *r, int column, const char *name, int64_t *value,
                                   uint8_t *status, struct causa_error *err)
{
	int64_t more;
	uint8_t seen;
	enum causa_status s = read_count(t, r, column, name, &more, &seen, err);
	if (s != CAUSA_OK)
		return s;
	if (seen != CAUSA_SEEN)
		*status = seen;
	*value += more;
	return CAUSA_OK;
}

static enum causa_status fill_values(struct table_reader *t, const struct record *r, struct build_row *row,
                                     struct causa_error *err)
{
	if (t->years > 0)
		return CAUSA_OK; /* each year of the row has its own */
	if (t->months != NULL)
		return months_count(t->months, r, row->year, t->schema->last_month > 0 ? t->schema->last_month : 12, none_of(t),
		                    &row->value[0], &row->status[0], err);
	for (uint32_t m = 0; m < t->measures; m++) {
		enum causa_status status =
			read_count(t, r, t->measure[m], t->name[m], &row->value[m], &row->status[m], err);
		for (int k = 0; m < 2 && k < t->mores[m] && status == CAUSA_OK; k++)
			status = add_count(t, r, t->more[m][k], t->name[m], &row->value[m], &row->status[m], err);
		if (status != CAUSA_OK)
			return status;
	}
	return CAUSA_OK;
}

static bool is_empty(const struct record *r)
{
	for (uint32_t i = 0; i < r->n; i++) {
		if (r->field[i][0] != '\0')
			return false;
	}
	return true;
}

static bool is_total(const struct table_reader *t, const char *label)
{
	for (uint32_t i = 0; i < t->layout.total.n; i++) {
		if (causa_label_matches(label, t->layout.total.text[i]))
			return true;
	}
	return known_as(label, KNOWN_TOTAL);
}

static enum causa_status put_row(struct table_reader *t, const struct record *r, struct build_row *row, struct causa_error *err)
{
	struct bytes extra = {NULL, 0, 0, false};
	uint64_t other = 0;
	if (t->offence >= 0 && is_total(t, row->label[0]))
		return panel_build_total(t->build, row, CAUSA_ROLE_OFFENCE, 0);
	if (known_as(row->label[0], KNOWN_UNKNOWN))
		panel_build_unknown(t->build, row->label[0]);
	gather_extra(t, r, &extra);
	if (t->layout.sum) /* rows of one key are told apart by their lines, and so are added */
		bytes_format(&extra, "line=%llu", (unsigned long long)r->line);
	row->extra = extra.data;
	row->extra_size = extra.size;
	enum causa_status status = panel_build_row(t->build, row, &other);
	bytes_free(&extra);
	if (status == CAUSA_EINPUT && other != 0)
		return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0,
		                     _("%s in %d stands here and in line %llu; keep one row, or name the column that tells them apart "
		                       "with --group-column"),
		                     row->label[0], row->year, (unsigned long long)other);
	if (status != CAUSA_OK)
		return causa_fail(err, status, "%s", causa_status_text(status));
	return CAUSA_OK;
}

static enum causa_status read_row(struct table_reader *t, const struct record *r, struct causa_error *err)
{
	char label[BUILD_DIMS][512];
	struct build_row row = {.at = {t->schema->file, r->line}};
	if (is_empty(r))
		return CAUSA_OK; /* a spreadsheet's rows after the last: delimiters alone */
	if (r->n != t->fields)
		return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0,
		                     _("the row has %u fields, the header %u; quote fields that hold the delimiter"), r->n, t->fields);
	if (!is_kept(t, r))
		return CAUSA_OK;
	if (t->layout.year_pattern != NULL && t->year >= 0 && t->schema->mapping.year == NULL) {
		row.year = layout_year(t->layout.year_pattern, r->field[t->year]);
		if (row.year == 0)
			return CAUSA_OK; /* a printed change or the like */
	}
	enum causa_status status = fill_row(t, r, label, &row, err);
	if (status == CAUSA_OK)
		status = fill_values(t, r, &row, err);
	if (status == CAUSA_OK && t->years == 0)
		return put_row(t, r, &row, err);
	for (int i = 0; i < t->years && status == CAUSA_OK; i++) {
		row.year = t->year_of[i];
		status = read_count(t, r, t->year_column[i], "reported", &row.value[0], &row.status[0], err);
		if (status == CAUSA_OK)
			status = put_row(t, r, &row, err);
	}
	return status;
}

enum causa_status table_record(void *reader, const struct record *record, struct causa_error *err)
{
	struct table_reader *t = reader;
	return t->headed ? read_row(t, record, err) : read_header(t, record, err);
}

enum causa_status table_end(struct table_reader *t, const char *file, struct causa_error *err)
{
	if (!t->headed)
		return causa_fail_at(err, CAUSA_EINPUT, file, 0, 0, _("is empty; a table has a header line and rows"));
	if (panel_build_rows(t->build) == 0)
		return causa_fail_at(err, CAUSA_EINPUT, file, 0, 0,
		                     t->filters > 0 ? _("has no row that --where keeps") : _("has a header and no rows"));
	if (t->months != NULL)
		return months_cover(t->months, file, t->schema->last_month > 0 ? t->schema->last_month : 12, t->build, err);
	return CAUSA_OK;
}

void table_free(struct table_reader *t)
{
	months_free(t->months);
	t->months = NULL;
}
