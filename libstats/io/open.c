/* Opening INPUT: a data package, a CSV file, a member of an archive, or standard input.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <causa/reader.h>

#include "base/error.h"
#include "base/intl.h"
#include "io/package.h"
#include "io/source.h"
#include "io/table.h"
#include "table/utf8.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

/* Reads the layout that was named. */
static enum causa_status named_layout(const struct causa_mapping *mapping, struct arena *arena, struct layout *out, struct causa_error *err)
{
	char path[4096];
	bool is_path = strchr(mapping->layout, '/') != NULL || strstr(mapping->layout, ".json") != NULL;
	if (is_path)
		snprintf(path, sizeof path, "%s", mapping->layout);
	else
		snprintf(path, sizeof path, "%s/%s.json", mapping->layout_folder != NULL ? mapping->layout_folder : ".", mapping->layout);
	if (!is_path && access(path, F_OK) != 0)
		return causa_fail(err, CAUSA_EUSAGE, _("there is no layout \"%s\"; causa list layouts shows those there are"), mapping->layout);
	return layout_read(path, arena, out, err);
}

/* The layout that was named, or all there are, to be recognised by the header. */
static enum causa_status find_layouts(const struct causa_mapping *mapping, struct arena *arena, struct table_schema *schema,
                                      struct causa_error *err)
{
	struct layout *layout;
	enum causa_status status;
	if (mapping == NULL || (mapping->layout == NULL && mapping->layout_folder == NULL))
		return CAUSA_OK;
	if (mapping->layout == NULL) {
		status = layouts_read(mapping->layout_folder, arena, &layout, &schema->layouts, err);
	} else {
		layout = arena_new(arena, 1, sizeof *layout);
		if (layout == NULL)
			return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
		status = named_layout(mapping, arena, layout, err);
		schema->layouts = 1;
	}
	schema->layout = layout;
	return status;
}

/* The encoding that was named, or that a named layout names; "": it is to be found. */
static enum causa_status told_encoding(const struct causa_mapping *mapping, char *out, size_t room, struct causa_error *err)
{
	struct arena arena = {NULL, false};
	struct layout layout = {0};
	enum causa_status status = CAUSA_OK;
	out[0] = '\0';
	if (mapping != NULL && mapping->encoding != NULL)
		snprintf(out, room, "%s", mapping->encoding);
	else if (mapping != NULL && mapping->layout != NULL)
		status = named_layout(mapping, &arena, &layout, err);
	if (layout.encoding != NULL)
		snprintf(out, room, "%s", layout.encoding);
	arena_free(&arena);
	return status;
}

/* Reads an open source; *again: it turned out to be in another encoding. */
static enum causa_status read_source(struct source *source, const struct causa_mapping *mapping, unsigned jobs, struct panel_build *build,
                                     int last_month, struct table_outcome *outcome, struct causa_error *err)
{
	struct table_schema schema = {.absent = CAUSA_ABSENT, .jobs = jobs, .last_month = last_month};
	struct causa_about *about = panel_build_about(build);
	struct arena *arena = panel_build_arena(build);
	const char *base = base_name(source_name(source));
	if (about == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	schema.file = package_note_file(build, base);
	if (schema.file == UINT32_MAX)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	if (mapping != NULL)
		schema.mapping = *mapping;
	enum causa_status status = find_layouts(mapping, arena, &schema, err);
	if (status != CAUSA_OK)
		return status;
	about->last_month = last_month;
	if (schema.mapping.unknown_label != NULL)
		panel_build_unknown(build, schema.mapping.unknown_label);
	char *name = arena_text(arena, base, strlen(base));
	if (name != NULL)
		utf8_clean(name);
	about->name = name;
	status = table_read(source, &schema, build, outcome, err);
	about->encoding = arena_text(arena, source_encoding(source), strlen(source_encoding(source)));
	if (status == CAUSA_OK && !outcome->again && (mapping == NULL || mapping->digest))
		status = source_tell(source, (struct causa_file *)(uintptr_t)&about->file[schema.file], err);
	return status;
}

/* Does a mapping say anything of the columns? */
static bool is_told(const struct causa_mapping *m)
{
	return m->year != NULL || m->offence != NULL || m->reported != NULL || m->prosecuted != NULL || m->population != NULL || m->groups > 0 ||
	       m->unknown_label != NULL || m->encoding != NULL || m->delimiter != '\0' || m->decimal != '\0' || m->wheres > 0 ||
	       m->layout != NULL || m->like_for_like || m->add;
}

static struct panel_build *new_build(struct causa_error *err)
{
	struct panel_build *build = panel_build_new();
	if (build == NULL)
		causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	return build;
}

static enum causa_status read_package(const char *input, const struct causa_mapping *mapping, unsigned jobs, struct panel_build **out,
                                      struct causa_error *err)
{
	if (mapping != NULL && is_told(mapping))
		return causa_fail_at(err, CAUSA_EUSAGE, input, 0, 0,
		                     _("a data package declares its own columns; leave out --year-column and the like"));
	struct panel_build *build = new_build(err);
	enum causa_status status = build != NULL ? package_read(input, mapping == NULL || mapping->digest, mapping != NULL && mapping->tell, jobs, build, err) : CAUSA_ENOMEM;
	if (status == CAUSA_OK)
		*out = build;
	else
		panel_build_drop(build);
	return status;
}

/* last_month: months up to this one are counted, 0 all; *common: the last one that every year has. */
static enum causa_status read_once(const char *input, const struct causa_mapping *mapping, unsigned jobs, int last_month, int *common,
                                   struct panel_build **out, struct causa_error *err)
{
	struct stat st;
	struct source *source;
	struct table_outcome outcome = {0, true};
	char encoding[64];
	*common = 0;
	if (strcmp(input, "-") != 0 && stat(input, &st) == 0 && S_ISDIR(st.st_mode))
		return read_package(input, mapping, jobs, out, err);
	enum causa_status status = told_encoding(mapping, encoding, sizeof encoding, err);
	if (status != CAUSA_OK)
		return status;
	status = source_open(input, strcmp(input, "-") == 0 ? _("standard input") : input, encoding[0] != '\0' ? encoding : NULL, &source, err);
	if (status != CAUSA_OK)
		return status;
	for (int tries = 0; tries < 3 && outcome.again && status == CAUSA_OK; tries++) {
		struct panel_build *build = new_build(err);
		status = build != NULL ? read_source(source, mapping, jobs, build, last_month, &outcome, err) : CAUSA_ENOMEM;
		if (status == CAUSA_OK && !outcome.again)
			*out = build;
		else
			panel_build_drop(build);
	}
	*common = outcome.common;
	source_close(source);
	return status;
}

/* Which months every year has is known when all has been read: the table is read again up to that month. */
static enum causa_status read_like_for_like(const char *input, const struct causa_mapping *mapping, unsigned jobs, struct panel_build **out,
                                            struct causa_error *err)
{
	int common, unused;
	struct causa_error first = {0};
	if (strcmp(input, "-") == 0)
		return causa_fail(err, CAUSA_EUSAGE, _("--like-for-like reads the table twice; give a file instead of standard input"));
	enum causa_status status = read_once(input, mapping, jobs, 0, &common, out, &first);
	if (status == CAUSA_OK)
		panel_build_drop(*out);
	if (common == 0) {
		if (status != CAUSA_OK && err != NULL)
			*err = first;
		return status != CAUSA_OK ? status : causa_fail(err, CAUSA_EUSAGE, _("--like-for-like is for tables with a column for each month"));
	}
	return read_once(input, mapping, jobs, common, &unused, out, err);
}

enum causa_status causa_open(const char *input, const struct causa_mapping *mapping, unsigned jobs, struct causa_panel **out,
                             struct causa_error *err)
{
	struct panel_build *build;
	int unused;
	enum causa_status status = mapping != NULL && mapping->like_for_like ? read_like_for_like(input, mapping, jobs, &build, err)
	                                                                     : read_once(input, mapping, jobs, 0, &unused, &build, err);
	if (status != CAUSA_OK)
		return status;
	status = panel_build_finish(build, out);
	if (status != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	return status;
}
