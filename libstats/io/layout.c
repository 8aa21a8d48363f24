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
#include "io/known.h"

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
		if (n == 0)
			return key;
		while ((at = strstr(at, key)) != NULL && !((at == known || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')))
			at++;
		if (at == NULL)
			return key;
	}
	return NULL;
}

static void read_renames(struct layout *l, const json_t *object, struct arena *arena)
{
	struct layout_name *name = arena_new(arena, json_object_size(object) + 1, sizeof *name);
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		if (name == NULL || !json_is_string(value))
			continue;
		name[l->renames].printed = arena_text(arena, key, strlen(key));
		name[l->renames++].name = keep(arena, json_string_value(value));
	}
	l->rename = name;
}

static void read_period(struct layout *l, const json_t *c, struct arena *arena)
{
	l->year = string_of(arena, c, "year");
	l->year_pattern = string_of(arena, c, "yearPattern");
	l->years = string_of(arena, c, "years");
	l->year_in_name = string_of(arena, c, "yearInName");
	l->month = string_of(arena, c, "month");
	l->month_in_name = string_of(arena, c, "monthInName");
	l->undated = json_is_true(json_object_get(c, "undated"));
	l->partial = json_is_true(json_object_get(c, "partial"));
}

static void read_dialect(struct layout *l, const json_t *dialect, struct arena *arena)
{
	const json_t *rows = json_object_get(dialect, "headerRows");
	l->delimiter = mark_of(dialect, "delimiter");
	l->thousands = mark_of(dialect, "groupChar");
	l->encoding = string_of(arena, dialect, "encoding");
	/* Frictionless: numbers of the lines that are the header; those before it are skipped. */
	if (json_array_size(rows) > 0) {
		long long first = json_integer_value(json_array_get(rows, 0));
		l->skip_lines = first > 1 && first < 1000 ? (uint32_t)first - 1 : 0;
		l->header_lines = (uint32_t)json_array_size(rows);
	}
}

static void fill(struct layout *l, const json_t *root, struct arena *arena)
{
	const json_t *c = json_object_get(root, "causa"), *printed = json_object_get(c, "printed");
	struct texts missing = texts_of(arena, json_object_get(root, "missingValues"));
	struct texts withheld = texts_of(arena, json_object_get(c, "withheld"));
	const char *ratio = json_string_value(json_object_get(c, "ratio")), *absent = json_string_value(json_object_get(c, "absent"));
	l->title = words_of(arena, json_object_get(root, "title"));
	l->source = words_of(arena, json_object_get(c, "source"));
	l->unit = words_of(arena, json_object_get(c, "unit"));
	l->header = texts_of(arena, json_object_get(c, "header"));
	read_renames(l, json_object_get(c, "rename"), arena);
	read_period(l, c, arena);
	read_dialect(l, json_object_get(root, "dialect"), arena);
	l->offence = string_of(arena, c, "offence");
	l->group = texts_of(arena, json_object_get(c, "groups"));
	l->where = texts_of(arena, json_object_get(c, "where"));
	l->total = texts_of(arena, json_object_get(c, "totals"));
	l->unknown = texts_of(arena, json_object_get(c, "unknown"));
	l->ignore = texts_of(arena, json_object_get(c, "ignore"));
	l->key = texts_of(arena, json_object_get(c, "key"));
	l->reported = texts_of(arena, json_object_get(c, "reported"));
	l->prosecuted = texts_of(arena, json_object_get(c, "prosecuted"));
	l->changes = string_of(arena, c, "changes");
	l->percentages = texts_of(arena, json_object_get(c, "percentages"));
	l->printed[0] = string_of(arena, printed, "reported");
	l->printed[1] = string_of(arena, printed, "prosecuted");
	l->none = (struct no_count){missing.text, withheld.text, missing.n, withheld.n};
	l->cohort = ratio != NULL && strcmp(ratio, "cohort") == 0;
	l->absent_is_zero = absent != NULL && strcmp(absent, "zero") == 0;
	l->sum = json_is_true(json_object_get(c, "sum"));
}

static enum causa_status check(const json_t *root, const char *path, struct causa_error *err)
{
	static const char *const of_root = "$schema $comment name title dialect missingValues causa";
	static const char *const of_dialect = "$comment delimiter groupChar encoding headerRows";
	static const char *const of_causa =
		"$comment header source unit rename year yearPattern years yearInName month monthInName undated partial offence groups where "
		"totals unknown ignore key reported prosecuted printed ratio absent withheld sum changes percentages";
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
	json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
	int number = ferror(file) ? errno : 0;
	fclose(file);
	if (root == NULL && number != 0)
		return causa_fail_at(err, CAUSA_EIO, path, 0, 0, _("cannot be read: %s"), strerror(number));
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

int header_column(const struct record *header, const char *name, bool doubtful)
{
	char wanted[256], have[256];
	for (uint32_t i = 0; i < header->n; i++) {
		if (strcmp(header->field[i], name) == 0)
			return (int)i;
	}
	known_fold(name, wanted, sizeof wanted);
	for (uint32_t i = 0; i < header->n; i++) {
		known_fold(header->field[i], have, sizeof have);
		if (strcmp(have, wanted) == 0)
			return (int)i;
	}
	for (uint32_t i = 0; i < header->n && doubtful; i++) {
		if (matches_doubtfully(header->field[i], name))
			return (int)i;
	}
	return -1;
}

bool layout_fits(const struct layout *l, const struct record *header, bool doubtful)
{
	for (uint32_t i = 0; i < l->header.n; i++) {
		if (header_column(header, l->header.text[i], doubtful) < 0)
			return false;
	}
	return l->header.n > 0;
}

/* Case and accents do not matter in what stands around the word; * stands for anything. */
bool layout_part(const char *pattern, const char *word, const char *text, char *out, size_t room)
{
	const char *at = strstr(pattern, word);
	size_t n = strlen(text);
	char before[256], after[256], start[256];
	if (at == NULL || n >= sizeof start)
		return false;
	snprintf(before, sizeof before, "%.*s", (int)(at - pattern), pattern);
	snprintf(after, sizeof after, "%s", at + strlen(word));
	for (size_t from = 0; from <= n; from++) {
		snprintf(start, sizeof start, "%.*s", (int)from, text);
		if (from == 0 ? before[0] != '\0' : !causa_label_matches(start, before))
			continue;
		for (size_t to = n; to > from; to--) {
			bool fits = to == n ? after[0] == '\0' : after[0] != '\0' && causa_label_matches(text + to, after);
			if (!fits || to - from >= room)
				continue;
			snprintf(out, room, "%.*s", (int)(to - from), text + from);
			return true;
		}
	}
	return false;
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

bool layout_change(const char *pattern, const char *text, int32_t *earlier, int32_t *later)
{
	const char *mark = strstr(pattern, "LATER");
	char part[256], rest[512], year[64];
	if (mark == NULL || strstr(pattern, "EARLIER") == NULL)
		return false;
	/* The later year first: what is left of the pattern then describes the earlier one. */
	for (const char *at = text; *at != '\0'; at++) {
		if (strspn(at, "0123456789") != 4)
			continue;
		snprintf(year, sizeof year, "%.4s", at);
		snprintf(rest, sizeof rest, "%.*s%s%s", (int)(mark - pattern), pattern, year, mark + 5);
		if (layout_part(rest, "EARLIER", text, part, sizeof part) && strlen(part) == 4 && strspn(part, "0123456789") == 4) {
			*later = (int32_t)strtol(year, NULL, 10);
			*earlier = (int32_t)strtol(part, NULL, 10);
			return true;
		}
		at += 3;
	}
	return false;
}
