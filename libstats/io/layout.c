/* Layouts of publishers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/layout.h"

#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

#include "base/intl.h"

enum { MOST_JSON = 1 << 20, MOST_LAYOUTS = 256 };

/* ---- JSON ---- */

static const char *keep(struct arena *arena, const char *text)
{
	return text != NULL && text[0] != '\0' ? arena_text(arena, text, strlen(text)) : NULL;
}

static const char *string_of(struct arena *arena, const json_t *object, const char *key)
{
	return keep(arena, json_string_value(json_object_get(object, key)));
}

/* A text, or a list of texts. */
static struct texts texts_of(struct arena *arena, const json_t *value)
{
	struct texts t = {NULL, 0};
	size_t n = json_is_string(value) ? 1 : json_array_size(value);
	const char **text = arena_new(arena, n + 1, sizeof *text);
	for (size_t i = 0; i < n && text != NULL; i++) {
		const char *one = keep(arena, json_string_value(json_is_string(value) ? value : json_array_get(value, i)));
		if (one != NULL)
			text[t.n++] = one;
	}
	t.text = text;
	return t;
}

static struct causa_words words_of(struct arena *arena, const json_t *value)
{
	struct causa_words words = {0, NULL, NULL};
	size_t n = json_object_size(value);
	const char **lang = arena_new(arena, n + 1, sizeof *lang), **text = arena_new(arena, n + 1, sizeof *text), *key;
	json_t *one;
	if (lang == NULL || text == NULL)
		return words;
	json_object_foreach((json_t *)(uintptr_t)value, key, one)
	{
		lang[words.n] = keep(arena, key);
		text[words.n] = keep(arena, json_string_value(one));
		words.n += lang[words.n] != NULL && text[words.n] != NULL;
	}
	words.lang = lang;
	words.text = text;
	return words;
}

static char mark_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text != NULL ? text[0] : '\0';
}

/* A key that is misspelt would be ignored in silence. */
static const char *unknown_key(const json_t *object, const char *known)
{
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		size_t n = strlen(key);
		const char *at = known;
		while ((at = strstr(at, key)) != NULL && !((at == known || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')))
			at += n;
		if (at == NULL)
			return key;
	}
	return NULL;
}

static void fill(struct layout *l, const json_t *root, struct arena *arena)
{
	const json_t *c = json_object_get(root, "causa"), *dialect = json_object_get(root, "dialect");
	struct texts missing = texts_of(arena, json_object_get(root, "missingValues"));
	struct texts withheld = texts_of(arena, json_object_get(c, "withheld"));
	l->title = words_of(arena, json_object_get(root, "title"));
	l->source = words_of(arena, json_object_get(c, "source"));
	l->header = texts_of(arena, json_object_get(c, "header"));
	l->year = string_of(arena, c, "year");
	l->year_pattern = string_of(arena, c, "yearPattern");
	l->years = string_of(arena, c, "years");
	l->offence = string_of(arena, c, "offence");
	l->group = texts_of(arena, json_object_get(c, "groups"));
	l->where = texts_of(arena, json_object_get(c, "where"));
	l->total = texts_of(arena, json_object_get(c, "totals"));
	l->unknown = texts_of(arena, json_object_get(c, "unknown"));
	l->ignore = texts_of(arena, json_object_get(c, "ignore"));
	l->reported = texts_of(arena, json_object_get(c, "reported"));
	l->prosecuted = texts_of(arena, json_object_get(c, "prosecuted"));
	l->none = (struct no_count){missing.text, withheld.text, missing.n, withheld.n};
	l->delimiter = mark_of(dialect, "delimiter");
	l->thousands = mark_of(dialect, "groupChar");
	l->sum = json_is_true(json_object_get(c, "sum"));
}

static enum causa_status check(const json_t *root, const char *path, struct causa_error *err)
{
	static const char *const of_root = "$schema name title dialect missingValues causa";
	static const char *const of_dialect = "delimiter groupChar";
	static const char *const of_causa = "header source year yearPattern years offence groups where totals unknown ignore reported prosecuted "
										"withheld sum";
	const json_t *causa = json_object_get(root, "causa"), *dialect = json_object_get(root, "dialect");
	const char *key = unknown_key(root, of_root);
	key = key != NULL ? key : unknown_key(causa, of_causa);
	key = key != NULL ? key : unknown_key(dialect, of_dialect);
	if (key != NULL)
		return causa_fail_at(err, CAUSA_EINPUT, path, 0, 0, _("a layout has no \"%s\"; is it misspelt?"), key);
	if (!json_is_object(causa))
		return causa_fail_at(err, CAUSA_EINPUT, path, 0, 0, _("a layout needs an object \"causa\""));
	return CAUSA_OK;
}

static void name_after(struct layout *l, const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path, *dot = strrchr(base, '.');
	l->name = arena_text(arena, base, dot != NULL ? (size_t)(dot - base) : strlen(base));
}

enum causa_status layout_read(const char *path, struct arena *arena, struct layout *out, struct causa_error *err)
{
	json_error_t error;
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return causa_fail_at(err, CAUSA_EIO, path, 0, 0, _("cannot be read: %s"), strerror(errno));
	json_t *root = json_loadf(file, 0, &error);
	fclose(file);
	if (root == NULL)
		return causa_fail_at(err, CAUSA_EINPUT, path, (uint64_t)(error.line > 0 ? error.line : 0), 0, _("no JSON: %s"), error.text);
	enum causa_status status = check(root, path, err);
	if (status == CAUSA_OK) {
		memset(out, 0, sizeof *out);
		fill(out, root, arena);
		name_after(out, path, arena);
	}
	json_decref(root);
	return status == CAUSA_OK && arena->failed ? causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM)) : status;
}

/* ---- folders ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct layout *)a)->name, ((const struct layout *)b)->name);
}

enum causa_status layouts_read(const char *folder, struct arena *arena, struct layout **out, uint32_t *n, struct causa_error *err)
{
	struct layout *all = arena_new(arena, MOST_LAYOUTS, sizeof *all);
	DIR *dir = folder != NULL ? opendir(folder) : NULL;
	struct dirent *entry;
	enum causa_status status = CAUSA_OK;
	*n = 0;
	*out = all;
	while (dir != NULL && all != NULL && status == CAUSA_OK && *n < MOST_LAYOUTS && (entry = readdir(dir)) != NULL) {
		char path[PATH_MAX];
		size_t length = strlen(entry->d_name);
		if (length < 6 || strcmp(entry->d_name + length - 5, ".json") != 0 || entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%.2000s/%.255s", folder, entry->d_name);
		status = layout_read(path, arena, &all[*n], err);
		*n += status == CAUSA_OK;
	}
	if (dir != NULL)
		closedir(dir);
	if (status == CAUSA_OK && all != NULL)
		qsort(all, *n, sizeof *all, by_name);
	return status;
}

enum causa_status causa_layouts(const char *folder, causa_layout_each each, void *self, struct causa_error *err)
{
	struct arena arena = {0};
	struct layout *all;
	uint32_t n;
	enum causa_status status = layouts_read(folder, &arena, &all, &n, err);
	for (uint32_t i = 0; i < n && status == CAUSA_OK; i++)
		each(self, all[i].name, &all[i].title);
	arena_free(&arena);
	return status;
}

/* ---- fitting ---- */

static bool has_column(const struct record *header, const char *name)
{
	for (uint32_t i = 0; i < header->n; i++) {
		if (causa_label_compare(header->field[i], name) == 0 || causa_label_matches(header->field[i], name))
			return true;
	}
	return false;
}

bool layout_fits(const struct layout *l, const struct record *header)
{
	for (uint32_t i = 0; i < l->header.n; i++) {
		if (!has_column(header, l->header.text[i]))
			return false;
	}
	return l->header.n > 0;
}

int32_t layout_year(const char *pattern, const char *text)
{
	const char *mark = strstr(pattern, "YYYY");
	char as_pattern[512];
	size_t before = mark != NULL ? (size_t)(mark - pattern) : 0;
	if (mark == NULL)
		return 0;
	for (const char *at = text; *at != '\0'; at++) {
		if (strspn(at, "0123456789") != 4 || (at > text && at[-1] >= '0' && at[-1] <= '9'))
			continue;
		snprintf(as_pattern, sizeof as_pattern, "%.*s%.4s%s", (int)before, pattern, at, mark + 4);
		if (causa_label_matches(text, as_pattern))
			return (int32_t)strtol(at, NULL, 10);
		at += 3;
	}
	return 0;
}
