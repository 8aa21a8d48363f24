/* Data packages: datapackage.json and the files it names.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/package.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/manifest.h>

#include "base/intl.h"
#include "io/fields.h"
#include "io/source.h"
#include "io/split.h"
#include "io/table.h"
#include "table/utf8.h"

enum { MOST_FILES = 8, MOST_JSON = 8 << 20 };

struct package {
	const char *folder;
	char json_name[PATH_MAX];
	struct panel_build *build;
	struct arena *arena;
	struct causa_about *about;
	json_t *root, *causa;
	bool digest, tell;
	unsigned jobs;
	struct causa_error *err;
};

static enum causa_status fail(const struct package *p, const char *format, const char *what)
{
	char text[512];
	const char *at = strstr(format, "%s");
	if (at == NULL)
		snprintf(text, sizeof text, "%s", format);
	else
		snprintf(text, sizeof text, "%.*s%s%s", (int)(at - format), format, what, at + 2);
	return causa_fail_at(p->err, CAUSA_EINPUT, p->json_name, 0, 0, "%s", text);
}

uint32_t package_note_file(struct panel_build *build, const char *name)
{
	struct causa_about *about = panel_build_about(build);
	struct arena *arena = panel_build_arena(build);
	if (about == NULL)
		return UINT32_MAX; /* no memory, which the building of the panel tells */
	if (about->file == NULL)
		about->file = arena_new(arena, MOST_FILES, sizeof *about->file);
	if (about->file == NULL || about->files == MOST_FILES)
		return UINT32_MAX;
	struct causa_file *file = (struct causa_file *)(uintptr_t)&about->file[about->files];
	file->name = arena_text(arena, name, strlen(name));
	return about->files++;
}

/* ---- texts ---- */

static const char *keep(const struct package *p, const char *text)
{
	char *kept = text != NULL ? arena_text(p->arena, text, strlen(text)) : NULL;
	if (kept != NULL)
		utf8_clean(kept);
	return kept;
}

/* {"en": "...", "es": "..."} or a plain string. */
static struct causa_words words_of(const struct package *p, const json_t *value)
{
	struct causa_words words = {0, NULL, NULL};
	size_t n = json_is_string(value) ? 1 : json_object_size(value), i = 0;
	const char **lang = arena_new(p->arena, n + 1, sizeof *lang), **text = arena_new(p->arena, n + 1, sizeof *text);
	const char *key;
	json_t *one;
	if (lang == NULL || text == NULL)
		return words;
	if (json_is_string(value)) {
		lang[0] = "";
		text[0] = keep(p, json_string_value(value));
		i = 1;
	}
	json_object_foreach((json_t *)(uintptr_t)value, key, one)
	{
		if (!json_is_string(one))
			continue;
		lang[i] = keep(p, key);
		text[i++] = keep(p, json_string_value(one));
	}
	words.n = (uint32_t)i;
	words.lang = lang;
	words.text = text;
	return words;
}

static const char *string_of(const struct package *p, const json_t *object, const char *key)
{
	return keep(p, json_string_value(json_object_get(object, key)));
}

static void read_about(const struct package *p)
{
	struct causa_about *a = p->about;
	const json_t *c = p->causa, *titles = json_object_get(c, "titles");
	a->name = string_of(p, p->root, "name");
	if (a->name == NULL) {
		const char *slash = strrchr(p->folder, '/');
		a->name = keep(p, slash != NULL && slash[1] != '\0' ? slash + 1 : p->folder);
	}
	a->id = string_of(p, p->root, "id");
	a->title = words_of(p, titles != NULL ? titles : json_object_get(p->root, "title"));
	a->lead = words_of(p, json_object_get(c, "lead"));
	a->source = words_of(p, json_object_get(c, "source"));
	if (a->source.n == 0)
		a->source = words_of(p, json_object_get(json_array_get(json_object_get(p->root, "sources"), 0), "title"));
	a->source_long = words_of(p, json_object_get(c, "source_long"));
	a->unit = words_of(p, json_object_get(c, "unit"));
	a->date = string_of(p, c, "date");
	a->cutoff = string_of(p, c, "cutoff");
	a->reference = string_of(p, c, "reference");
	a->licence = string_of(p, json_array_get(json_object_get(p->root, "licenses"), 0), "title");
	const json_t *unsaid = json_object_get(c, "unsaid");
	size_t n = json_array_size(unsaid);
	a->unsaid = arena_new(p->arena, n + 1, sizeof *a->unsaid);
	for (size_t i = 0; i < n && a->unsaid != NULL; i++)
		a->unsaid[a->unsaids++] = words_of(p, json_array_get(unsaid, i));
	const char *ratio = json_string_value(json_object_get(c, "ratio"));
	a->ratio = ratio != NULL && strcmp(ratio, "cohort") == 0 ? CAUSA_RATIO_COHORT : CAUSA_RATIO_PERIOD;
}

static enum causa_status read_breaks(const struct package *p)
{
	const json_t *list = json_object_get(p->causa, "breaks");
	size_t n = json_array_size(list);
	struct causa_break *breaks = arena_new(p->arena, n + 1, sizeof *breaks);
	for (size_t i = 0; i < n && breaks != NULL; i++) {
		const json_t *one = json_array_get(list, i), *before = json_object_get(one, "before");
		if (!json_is_integer(before))
			return fail(p, _("a series break needs \"before\", the last year of the old counting"), "");
		breaks[i] = (struct causa_break){(int32_t)json_integer_value(before), words_of(p, json_object_get(one, "why"))};
	}
	p->about->breaks = breaks;
	p->about->break_count = (uint32_t)n;
	return CAUSA_OK;
}

static enum causa_status read_coverage(const struct package *p)
{
	static const char *const basis[] = {"known", "assumed", "bound"};
	const json_t *list = json_object_get(p->causa, "coverage");
	size_t n = json_array_size(list);
	struct causa_about *a = p->about;
	a->coverage = arena_new(p->arena, n + 1, sizeof *a->coverage);
	a->partial_year = arena_new(p->arena, n + 1, sizeof *a->partial_year);
	for (size_t i = 0; i < n && !p->arena->failed; i++) {
		const json_t *one = json_array_get(list, i), *year = json_object_get(one, "year");
		struct causa_coverage share = {json_number_value(json_object_get(one, "lo")),
		                               json_number_value(json_object_get(one, "hi")), CAUSA_KNOWN};
		const char *word = json_string_value(json_object_get(one, "basis"));
		for (int b = 0; b < 3; b++) {
			if (word != NULL && strcmp(word, basis[b]) == 0)
				share.basis = (enum causa_basis)b;
		}
		if (!json_is_integer(year) || !(share.lo >= 0 && share.lo <= share.hi && share.hi > 0 && share.hi <= 1))
			return fail(p, _("coverage needs a year and shares with 0 <= lo <= hi <= 1"), "");
		if (!panel_build_coverage(p->build, (int32_t)json_integer_value(year), share))
			return fail(p, _("coverage names a year that the cases do not have"), "");
		a->coverage[a->partials] = words_of(p, json_object_get(one, "note"));
		a->partial_year[a->partials++] = (int32_t)json_integer_value(year);
	}
	return CAUSA_OK;
}

/* ---- files ---- */

static const json_t *resource_named(const struct package *p, const char *name)
{
	const json_t *list = json_object_get(p->root, "resources");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);
		const char *have = json_string_value(json_object_get(one, "name"));
		if (name == NULL || (have != NULL && strcmp(have, name) == 0))
			return one;
	}
	return NULL;
}

/* The path of a resource, which must lie inside the package's folder, links followed. */
static enum causa_status inside(const struct package *p, const char *path, char *out)
{
	char joined[PATH_MAX], root[PATH_MAX];
	snprintf(joined, sizeof joined, "%.2000s/%.2000s", p->folder, path);
	if (strstr(path, "://") != NULL)
		return fail(p, _("the path \"%s\" is an address; put the file into the folder and write its name"), path);
	if (path[0] == '/' || strstr(path, "..") != NULL || strchr(path, ':') != NULL)
		return fail(p, _("the path \"%s\" leaves the folder of the data package"), path);
	if (realpath(joined, out) == NULL)
		return causa_fail_at(p->err, CAUSA_EIO, joined, 0, 0, _("cannot be read: %s"), strerror(errno));
	size_t n = realpath(p->folder, root) != NULL ? strlen(root) : 0;
	if (n == 0 || strncmp(out, root, n) != 0 || (out[n] != '/' && out[n] != '\0' && n > 1))
		return fail(p, _("the path \"%s\" leaves the folder of the data package"), path);
	return CAUSA_OK;
}

static enum causa_status no_path(const struct package *p, const char *name, const json_t *resource)
{
	if (resource == NULL && name == NULL)
		return fail(p, _("the list of resources is empty; name a file in it, {\"path\": \"cases.csv\"}"), "");
	if (resource == NULL)
		return fail(p, _("no resource is called \"%s\""), name);
	if (json_is_array(json_object_get(resource, "path")))
		return fail(p, _("a \"path\" is a list of files; only one file for a table is read"), "");
	return fail(p, _("a resource has no \"path\", the name of a file in the folder"), "");
}

/* Opens a resource and notes it among the inputs. */
static enum causa_status open_resource(const struct package *p, const char *name, struct source **out, uint32_t *file)
{
	const json_t *resource = resource_named(p, name);
	const char *path = json_string_value(json_object_get(resource, "path"));
	char real[PATH_MAX];
	const char *encoding = json_string_value(json_object_get(resource, "encoding"));
	if (path == NULL)
		return no_path(p, name, resource);
	enum causa_status status = inside(p, path, real);
	if (status != CAUSA_OK)
		return status;
	struct bytes shown = {NULL, 0, 0, false};
	bytes_format(&shown, "%s/%s", p->folder, path);
	const char *kept = shown.data != NULL ? keep(p, shown.data) : NULL;
	bytes_free(&shown);
	*file = package_note_file(p->build, path);
	if (*file == UINT32_MAX || kept == NULL)
		return causa_fail(p->err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	/* A data package says so when it is not UTF-8. */
	return source_open(real, kept, encoding != NULL ? encoding : "UTF-8", out, p->err);
}

static char delimiter_of(const struct package *p, const char *name)
{
	const char *delimiter = json_string_value(json_object_get(json_object_get(resource_named(p, name), "dialect"), "delimiter"));
	return delimiter != NULL ? delimiter[0] : '\0';
}

static enum causa_status close_resource(const struct package *p, struct source *source, uint32_t file, enum causa_status status)
{
	if (status == CAUSA_OK && p->digest)
		status = source_tell(source, (struct causa_file *)(uintptr_t)&p->about->file[file], p->err);
	source_close(source);
	return status;
}

static enum causa_status stream_resource(const struct package *p, const char *name, record_sink sink, void *self, uint32_t *file)
{
	struct source *source;
	enum causa_status status = open_resource(p, name, &source, file);
	if (status != CAUSA_OK)
		return status;
	return close_resource(p, source, *file, split_stream(source, delimiter_of(p, name), sink, self, p->err));
}

/* ---- cases ---- */

/* A list of texts; empty ones say nothing that an empty field does not. */
static const char *const *read_words(const struct package *p, const json_t *list, uint32_t *n)
{
	const char **word = arena_new(p->arena, json_array_size(list) + 1, sizeof *word);
	*n = 0;
	for (size_t i = 0; i < json_array_size(list) && word != NULL; i++) {
		const char *text = json_string_value(json_array_get(list, i));
		if (text != NULL && text[0] != '\0')
			word[(*n)++] = keep(p, text);
	}
	return word;
}

/* Texts that stand for no count: missingValues of the schema, and those with which the publisher withholds. */
static void read_no_count(const struct package *p, const json_t *resource, struct no_count *none)
{
	const json_t *missing = json_object_get(json_object_get(resource, "schema"), "missingValues");
	none->missing = read_words(p, missing, &none->missings);
	none->withheld = read_words(p, json_object_get(json_object_get(p->causa, "cases"), "withheld"), &none->withhelds);
}

static void read_mapping(const struct package *p, struct table_schema *schema)
{
	const json_t *c = json_object_get(p->causa, "cases"), *groups = json_object_get(c, "groups");
	struct causa_mapping *m = &schema->mapping;
	m->year = string_of(p, c, "year");
	m->offence = string_of(p, c, "offence");
	m->reported = string_of(p, c, "reported");
	m->prosecuted = string_of(p, c, "prosecuted");
	m->population = string_of(p, c, "population");
	m->unknown_label = string_of(p, c, "unknown");
	schema->printed_reported = string_of(p, json_object_get(c, "printed"), "reported");
	schema->printed_prosecuted = string_of(p, json_object_get(c, "printed"), "prosecuted");
	const char *absent = json_string_value(json_object_get(c, "absent"));
	schema->absent = absent != NULL && strcmp(absent, "zero") == 0 ? CAUSA_SEEN : CAUSA_ABSENT;
	size_t n = json_array_size(groups);
	const char **name = arena_new(p->arena, n + 1, sizeof *name);
	for (size_t i = 0; i < n && name != NULL; i++)
		name[i] = keep(p, json_string_value(json_array_get(groups, i)));
	m->group = name;
	m->groups = (uint32_t)n;
}

static enum causa_status read_cases(const struct package *p)
{
	struct table_schema schema = {.absent = CAUSA_ABSENT, .jobs = p->jobs};
	const char *name = json_string_value(json_object_get(json_object_get(p->causa, "cases"), "resource"));
	struct table_outcome outcome;
	struct source *source;
	read_mapping(p, &schema);
	read_no_count(p, resource_named(p, name), &schema.none);
	schema.mapping.delimiter = delimiter_of(p, name);
	schema.mapping.tell = p->tell;
	if (schema.mapping.unknown_label != NULL)
		panel_build_unknown(p->build, schema.mapping.unknown_label);
	enum causa_status status = open_resource(p, name, &source, &schema.file);
	if (status != CAUSA_OK)
		return status;
	return close_resource(p, source, schema.file, table_read(source, &schema, p->build, &outcome, p->err));
}

/* ---- the small tables: printed totals and labels ---- */

struct side_table {
	const struct package *p;
	int column[6];
	const char *const *name;
	uint32_t names;
	bool headed;
	uint32_t fields, file;
	char gloss_lang[16];
};

static enum causa_status side_header(struct side_table *t, const struct record *r, uint32_t needed, struct causa_error *err)
{
	for (uint32_t c = 0; c < t->names; c++) {
		t->column[c] = -1;
		for (uint32_t i = 0; i < r->n; i++) {
			if (strcmp(r->field[i], t->name[c]) == 0)
				t->column[c] = (int)i;
		}
		if (t->column[c] < 0 && c < needed)
			return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0, _("no column called \"%s\""), t->name[c]);
	}
	t->headed = true;
	t->fields = r->n;
	return CAUSA_OK;
}

static enum causa_status check_width(const struct side_table *t, const struct record *r, struct causa_error *err)
{
	if (r->n == t->fields)
		return CAUSA_OK;
	return causa_fail_at(err, CAUSA_EINPUT, r->file, r->line, 0,
	                     NP_("the row has %u field, the header %u; quote fields that hold the delimiter",
	                         "the row has %u fields, the header %u; quote fields that hold the delimiter", r->n),
	                     r->n, t->fields);
}

static enum causa_status total_record(void *self, const struct record *r, struct causa_error *err)
{
	struct side_table *t = self;
	if (!t->headed)
		return side_header(t, r, 4, err);
	struct build_row row = {.at = {t->file, r->line}};
	int64_t print_row = 0;
	uint8_t seen;
	enum causa_status status = check_width(t, r, err);
	if (status == CAUSA_OK)
		status = field_year(r, (uint32_t)t->column[0], "year", &row.year, err);
	if (status == CAUSA_OK)
		status = field_count(r, (uint32_t)t->column[1], "row", NULL, 0, &print_row, &seen, err);
	for (int m = 0; m < 2 && status == CAUSA_OK; m++) {
		row.status[m] = CAUSA_BLANK;
		if (t->column[4 + m] >= 0)
			status = field_count(r, (uint32_t)t->column[4 + m], t->name[4 + m], NULL, 0, &row.value[m], &row.status[m], err);
	}
	if (status != CAUSA_OK)
		return status;
	const char *role = r->field[t->column[3]];
	if (strcmp(role, "subtotal") != 0 && strcmp(role, "total") != 0)
		return split_fail(r, (uint32_t)t->column[3], err, _("role is \"%.40s\"; write subtotal or total"), role);
	row.label = keep(t->p, r->field[t->column[2]]);
	if (row.label == NULL)
		return CAUSA_ENOMEM;
	return panel_build_total(t->p->build, &row, strcmp(role, "total") == 0 ? CAUSA_ROLE_TOTAL : CAUSA_ROLE_SUBTOTAL,
	                         (uint32_t)print_row);
}

static enum causa_status offence_record(void *self, const struct record *r, struct causa_error *err)
{
	struct side_table *t = self;
	if (!t->headed)
		return side_header(t, r, 3, err);
	int64_t print_row = 0;
	uint8_t seen;
	enum causa_status status = check_width(t, r, err);
	if (status == CAUSA_OK)
		status = field_count(r, (uint32_t)t->column[1], "row", NULL, 0, &print_row, &seen, err);
	if (status != CAUSA_OK)
		return status;
	struct causa_words gloss = {0, NULL, NULL};
	if (t->column[3] >= 0 && r->field[t->column[3]][0] != '\0') {
		const char **lang = arena_new(t->p->arena, 1, sizeof *lang), **text = arena_new(t->p->arena, 1, sizeof *text);
		if (lang == NULL || text == NULL)
			return CAUSA_ENOMEM;
		lang[0] = "en";
		text[0] = keep(t->p, r->field[t->column[3]]);
		gloss = (struct causa_words){1, lang, text};
	}
	const char *offence = keep(t->p, r->field[t->column[0]]), *printed = keep(t->p, r->field[t->column[2]]);
	if (offence == NULL || printed == NULL)
		return CAUSA_ENOMEM;
	if (!panel_build_offence(t->p->build, offence, printed, (uint32_t)print_row, &gloss))
		return split_fail(r, (uint32_t)t->column[0], err, _("no case has the offence \"%.60s\""), r->field[t->column[0]]);
	return CAUSA_OK;
}

static enum causa_status read_side(const struct package *p, const char *key, const char *const *names, uint32_t n,
                                   record_sink sink)
{
	struct side_table table = {.p = p, .name = names, .names = n, .file = p->about->files};
	const char *resource = json_string_value(json_object_get(json_object_get(p->causa, key), "resource"));
	uint32_t file;
	if (resource == NULL)
		return CAUSA_OK;
	enum causa_status status = stream_resource(p, resource, sink, &table, &file);
	if (status != CAUSA_OK && p->err != NULL && p->err->text[0] == '\0')
		causa_fail(p->err, status, "%s", causa_status_text(status));
	return status;
}

/* ---- the package ---- */

/* What is there and of another type would be taken for absent. */
static enum causa_status must_be(const struct package *p, const json_t *object, const char *key, json_type type)
{
	const json_t *value = json_object_get(object, key);
	if (value == NULL || json_typeof(value) == type || json_is_null(value))
		return CAUSA_OK;
	return fail(p, type == JSON_OBJECT ? _("\"%s\" must be an object, {\"name\": value}") : _("\"%s\" must be a list, [ ]"), key);
}

static enum causa_status check_types(const struct package *p)
{
	static const char *const objects[] = {"cases", "totals", "offences"}, *const lists[] = {"breaks", "coverage", "unsaid"};
	const json_t *resources = json_object_get(p->root, "resources"), *cases = json_object_get(p->causa, "cases");
	enum causa_status status = must_be(p, p->root, "causa", JSON_OBJECT);
	for (size_t i = 0; i < 3 && status == CAUSA_OK; i++) {
		status = must_be(p, p->causa, objects[i], JSON_OBJECT);
		if (status == CAUSA_OK)
			status = must_be(p, p->causa, lists[i], JSON_ARRAY);
	}
	if (status == CAUSA_OK)
		status = must_be(p, cases, "groups", JSON_ARRAY);
	if (status == CAUSA_OK)
		status = must_be(p, cases, "withheld", JSON_ARRAY);
	for (size_t i = 0; i < json_array_size(resources) && status == CAUSA_OK; i++) {
		const json_t *one = json_array_get(resources, i);
		status = must_be(p, one, "schema", JSON_OBJECT);
		if (status == CAUSA_OK)
			status = must_be(p, one, "dialect", JSON_OBJECT);
		if (status == CAUSA_OK)
			status = must_be(p, json_object_get(one, "schema"), "fields", JSON_ARRAY);
		if (status == CAUSA_OK)
			status = must_be(p, json_object_get(one, "schema"), "missingValues", JSON_ARRAY);
	}
	return status;
}

static enum causa_status load_json(struct package *p)
{
	json_error_t error;
	FILE *file = fopen(p->json_name, "rb");
	if (file == NULL && errno == ENOENT)
		return causa_fail_at(p->err, CAUSA_EINPUT, p->folder, 0, 0,
		                     _("is a folder without datapackage.json; name a data package or a CSV file"));
	if (file == NULL)
		return causa_fail_at(p->err, CAUSA_EIO, p->json_name, 0, 0, _("cannot be read: %s"), strerror(errno));
	char *text = malloc(MOST_JSON);
	size_t n = text != NULL ? fread(text, 1, MOST_JSON, file) : 0;
	bool bad = ferror(file) != 0;
	int error_number = errno;
	fclose(file);
	if (text == NULL || bad || n == MOST_JSON) {
		free(text);
		if (bad)
			return causa_fail_at(p->err, CAUSA_EIO, p->json_name, 0, 0, _("cannot be read: %s"), strerror(error_number));
		return causa_fail_at(p->err, CAUSA_EIO, p->json_name, 0, 0, "%s",
		                     text == NULL ? causa_status_text(CAUSA_ENOMEM) : _("is larger than 8 MB"));
	}
	p->root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &error);
	uint32_t at = package_note_file(p->build, "datapackage.json");
	if (at != UINT32_MAX) {
		struct causa_file *noted = (struct causa_file *)(uintptr_t)&p->about->file[at];
		noted->bytes = n;
		causa_sha256(text, n, noted->sha256);
	}
	free(text);
	if (p->root == NULL)
		return causa_fail_at(p->err, CAUSA_EINPUT, p->json_name, (uint64_t)error.line, 0, _("no JSON: %s"), error.text);
	if (!json_is_array(json_object_get(p->root, "resources")))
		return fail(p, _("no list of resources; this is no data package"), "");
	p->causa = json_object_get(p->root, "causa");
	return check_types(p);
}

enum causa_status package_read(const char *folder, bool digest, bool tell, unsigned jobs, struct panel_build *build, struct causa_error *err)
{
	static const char *const totals[] = {"year", "row", "label", "role", "reported", "prosecuted"};
	static const char *const offences[] = {"offence", "row", "printed", "title_en"};
	struct package p = {.folder = folder, .build = build, .err = err, .digest = digest, .tell = tell, .jobs = jobs};
	p.arena = panel_build_arena(build);
	p.about = panel_build_about(build);
	snprintf(p.json_name, sizeof p.json_name, "%.4000s/datapackage.json", folder);
	enum causa_status status = load_json(&p);
	if (status == CAUSA_OK) {
		read_about(&p);
		status = read_breaks(&p);
	}
	if (status == CAUSA_OK)
		status = read_cases(&p);
	if (status == CAUSA_OK)
		status = read_coverage(&p);
	if (status == CAUSA_OK)
		status = read_side(&p, "totals", totals, 6, total_record);
	if (status == CAUSA_OK)
		status = read_side(&p, "offences", offences, 4, offence_record);
	json_decref(p.root);
	return status;
}
