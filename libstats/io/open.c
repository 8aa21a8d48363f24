/* Opening INPUT: a data package, a CSV file, or standard input.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <causa/reader.h>

#include "base/error.h"
#include "base/intl.h"
#include "io/package.h"
#include "io/split.h"
#include "io/table_reader.h"

static enum causa_status read_csv(int fd, const char *name, const struct causa_mapping *mapping, struct panel_build *build,
                                  struct causa_error *err)
{
	struct table_schema schema = {.absent = CAUSA_ABSENT};
	struct split_options options = {0, NULL};
	struct table_reader *reader = calloc(1, sizeof *reader);
	struct causa_about *about = panel_build_about(build);
	struct arena *arena = panel_build_arena(build);
	const char *slash = strrchr(name, '/'), *base = slash != NULL ? slash + 1 : name;
	uint32_t file = package_note_file(build, base);
	if (reader == NULL || file == UINT32_MAX) {
		free(reader);
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	}
	if (mapping != NULL) {
		schema.mapping = *mapping;
		options = (struct split_options){mapping->delimiter, mapping->encoding};
		if (mapping->unknown_label != NULL)
			panel_build_unknown(build, mapping->unknown_label);
	}
	about->name = arena_text(arena, base, strlen(base));
	reader->schema = &schema;
	reader->build = build;
	enum causa_status status = split_stream(fd, name, &options, table_record, reader,
	                                        (struct causa_file *)(uintptr_t)&about->file[file], err);
	if (status == CAUSA_OK)
		status = table_end(reader, name, err);
	free(reader);
	return status;
}

static enum causa_status read_file(const char *input, const struct causa_mapping *mapping, struct panel_build *build,
                                   struct causa_error *err)
{
	struct stat st;
	if (strcmp(input, "-") == 0)
		return read_csv(STDIN_FILENO, _("standard input"), mapping, build, err);
	if (stat(input, &st) != 0)
		return causa_fail_at(err, CAUSA_EIO, input, 0, 0, _("cannot be read: %s"), strerror(errno));
	if (S_ISDIR(st.st_mode)) {
		if (mapping != NULL)
			return causa_fail_at(err, CAUSA_EUSAGE, input, 0, 0,
			                     _("a data package declares its own columns; leave out --year-column and the like"));
		return package_read(input, build, err);
	}
	int fd = open(input, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return causa_fail_at(err, CAUSA_EIO, input, 0, 0, _("cannot be read: %s"), strerror(errno));
	enum causa_status status = read_csv(fd, input, mapping, build, err);
	close(fd);
	return status;
}

enum causa_status causa_open(const char *input, const struct causa_mapping *mapping, unsigned jobs, struct causa_panel **out,
                             struct causa_error *err)
{
	struct panel_build *build = panel_build_new();
	(void)jobs; /* one thread reads: files of millions of rows are not its business yet */
	if (build == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	enum causa_status status = read_file(input, mapping, build, err);
	if (status != CAUSA_OK) {
		panel_build_drop(build);
		return status;
	}
	status = panel_build_finish(build, out);
	if (status != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	return status;
}
