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
#include "io/split.h"
#include "io/table_reader.h"

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

/* The layout that was named, or all there are, to be recognised by the header. */
static enum causa_status find_layouts(const struct causa_mapping *mapping, struct arena *arena, struct table_schema *schema,
                                      struct causa_error *err)
{
	struct layout *layout;
	char path[4096];
	if (mapping == NULL || (mapping->layout == NULL && mapping->layout_folder == NULL))
		return CAUSA_OK;
	if (mapping->layout == NULL) {
		enum causa_status status = layouts_read(mapping->layout_folder, arena, &layout, &schema->layouts, err);
		schema->layout = layout;
		return status;
	}
	layout = arena_new(arena, 1, sizeof *layout);
	if (layout == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	bool is_path = strchr(mapping->layout, '/') != NULL || strstr(mapping->layout, ".json") != NULL;
	if (is_path)
		snprintf(path, sizeof path, "%s", mapping->layout);
	else
		snprintf(path, sizeof path, "%s/%s.json", mapping->layout_folder != NULL ? mapping->layout_folder : ".", mapping->layout);
	if (!is_path && access(path, F_OK) != 0)
		return causa_fail(err, CAUSA_EUSAGE, _("there is no layout \"%s\"; causa list layouts shows those there are"), mapping->layout);
	schema->layout = layout;
	schema->layouts = 1;
	return layout_read(path, arena, layout, err);
}

/* last_month: months up to this one are counted, 0 all; *common: the last one that every year has. */
static enum causa_status read_source(struct source *source, const struct causa_mapping *mapping, struct panel_build *build,
                                     int last_month, int *common, struct causa_error *err)
{
	struct table_schema schema = {.absent = CAUSA_ABSENT};
	struct table_reader *reader = calloc(1, sizeof *reader);
	struct causa_about *about = panel_build_about(build);
	struct arena *arena = panel_build_arena(build);
	const char *name = source_name(source), *base = base_name(name);
	uint32_t file = package_note_file(build, base);
	if (reader == NULL || file == UINT32_MAX) {
		free(reader);
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	}
	if (mapping != NULL)
		schema.mapping = *mapping;
	enum causa_status status = find_layouts(mapping, arena, &schema, err);
	if (status != CAUSA_OK) {
		free(reader);
		return status;
	}
	schema.doubtful = source_doubt(source) != NULL;
	schema.last_month = last_month;
	about->last_month = last_month;
	if (schema.mapping.unknown_label != NULL)
		panel_build_unknown(build, schema.mapping.unknown_label);
	about->name = arena_text(arena, base, strlen(base));
	about->encoding = arena_text(arena, source_encoding(source), strlen(source_encoding(source)));
	if (source_doubt(source) != NULL)
		about->doubt = arena_text(arena, source_doubt(source), strlen(source_doubt(source)));
	reader->schema = &schema;
	reader->build = build;
	status = split_stream(source, schema.mapping.delimiter, table_record, reader, err);
	if (status == CAUSA_OK)
		source_tell(source, (struct causa_file *)(uintptr_t)&about->file[file]);
	if (status == CAUSA_OK)
		status = table_end(reader, name, err);
	*common = reader->months != NULL ? months_common(reader->months) : 0;
	table_free(reader);
	free(reader);
	return status;
}

/* Does a mapping say anything of the columns? */
static bool is_told(const struct causa_mapping *m)
{
	return m->year != NULL || m->offence != NULL || m->reported != NULL || m->prosecuted != NULL || m->population != NULL || m->groups > 0 ||
	       m->unknown_label != NULL || m->encoding != NULL || m->delimiter != '\0' || m->decimal != '\0' || m->wheres > 0 ||
	       m->layout != NULL || m->like_for_like;
}

static enum causa_status read_file(const char *input, const struct causa_mapping *mapping, struct panel_build *build,
                                   int last_month, int *common, struct causa_error *err)
{
	struct stat st;
	struct source *source;
	if (strcmp(input, "-") != 0 && stat(input, &st) == 0 && S_ISDIR(st.st_mode)) {
		if (mapping != NULL && is_told(mapping))
			return causa_fail_at(err, CAUSA_EUSAGE, input, 0, 0,
			                     _("a data package declares its own columns; leave out --year-column and the like"));
		return package_read(input, build, err);
	}
	enum causa_status status = source_open(input, strcmp(input, "-") == 0 ? _("standard input") : input,
	                                       mapping != NULL ? mapping->encoding : NULL, &source, err);
	if (status != CAUSA_OK)
		return status;
	status = read_source(source, mapping, build, last_month, common, err);
	source_close(source);
	return status;
}

static enum causa_status read_once(const char *input, const struct causa_mapping *mapping, int last_month, int *common,
                                   struct panel_build **out, struct causa_error *err)
{
	struct panel_build *build = panel_build_new();
	*common = 0;
	if (build == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	enum causa_status status = read_file(input, mapping, build, last_month, common, err);
	if (status == CAUSA_OK)
		*out = build;
	else
		panel_build_drop(build);
	return status;
}

/* Which months every year has is known when all has been read: the table is read again up to that month. */
static enum causa_status read_like_for_like(const char *input, const struct causa_mapping *mapping, struct panel_build **out,
                                            struct causa_error *err)
{
	int common, unused;
	struct causa_error first = {0};
	if (strcmp(input, "-") == 0)
		return causa_fail(err, CAUSA_EUSAGE, _("--like-for-like reads the table twice; give a file instead of standard input"));
	enum causa_status status = read_once(input, mapping, 0, &common, out, &first);
	if (status == CAUSA_OK)
		panel_build_drop(*out);
	if (common == 0) {
		if (status != CAUSA_OK && err != NULL)
			*err = first;
		return status != CAUSA_OK ? status : causa_fail(err, CAUSA_EUSAGE, _("--like-for-like is for tables with a column for each month"));
	}
	return read_once(input, mapping, common, &unused, out, err);
}

enum causa_status causa_open(const char *input, const struct causa_mapping *mapping, unsigned jobs, struct causa_panel **out,
                             struct causa_error *err)
{
	struct panel_build *build;
	int unused;
	(void)jobs; /* one thread reads: files of millions of rows are not its business yet */
	enum causa_status status = mapping != NULL && mapping->like_for_like ? read_like_for_like(input, mapping, &build, err)
	                                                                     : read_once(input, mapping, 0, &unused, &build, err);
	if (status != CAUSA_OK)
		return status;
	status = panel_build_finish(build, out);
	if (status != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	return status;
}
