/* Two reports byte by byte: what differs, and why.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "verify.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "say.h"

static const char PROVENANCE[] = "provenance.json";

enum { DEEPEST = 8, LONGEST = 4096 };

/* What stands under a name. OTHER: a folder, a link, a device. */
enum there { FILE_READ, FILE_ABSENT, FILE_OTHER, FILE_UNREADABLE };

/* How a file compares. AGAIN: as recorded, but comes out differently now. */
enum state { SAME, MISSING, OTHER, EXTRA, EDITED, GONE, NEW, AGAIN };

struct seen {
	char *name;
	enum state state;
};

struct verify {
	const char *folder, *made;
	const struct causa_provenance *old, *new;
	struct seen *file;
	size_t n, room;
	size_t inputs, versions, options; /* changes of each kind */
	size_t again;                     /* files that come out differently, provenance.json apart */
	bool failed;                      /* a sentence has been said */
};

/* ---- words ---- */

/* Names come from outside: nothing in them steers the terminal. */
static void line(const char *format, ...) CAUSA_PRINTF(1, 2);

static void line(const char *format, ...)
{
	char words[2 * LONGEST];
	struct bytes clean = {NULL, 0, 0, false};
	va_list args;
	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	bytes_clean(&clean, words);
	puts(clean.data != NULL ? clean.data : "");
	bytes_free(&clean);
}

static void fail(struct verify *v, const char *path, int error)
{
	struct causa_error err = {0};
	causa_fail_at(&err, CAUSA_EIO, path, 0, 0, _("cannot be read: %s"), strerror(error));
	say_error("verify", &err);
	v->failed = true;
}

/* ---- files ---- */

static enum there read_file(struct verify *v, const char *folder, const char *name, struct bytes *out)
{
	char path[2 * LONGEST], block[65536];
	struct stat st;
	size_t n;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (lstat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR ? FILE_ABSENT : (fail(v, path, errno), FILE_UNREADABLE);
	if (!S_ISREG(st.st_mode))
		return FILE_OTHER;
	FILE *in = fopen(path, "rb");
	if (in == NULL)
		return fail(v, path, errno), FILE_UNREADABLE;
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		bytes_add(out, block, n);
	bool bad = ferror(in) != 0 || out->failed;
	fclose(in);
	return bad ? (fail(v, path, out->failed ? ENOMEM : EIO), FILE_UNREADABLE) : FILE_READ;
}

static void add_name(struct verify *v, const char *name)
{
	if (v->n == v->room) {
		size_t room = v->room == 0 ? 128 : 2 * v->room;
		struct seen *file = realloc(v->file, room * sizeof *file);
		if (file == NULL) {
			fail(v, v->folder, ENOMEM);
			return;
		}
		v->file = file;
		v->room = room;
	}
	char *copy = strdup(name);
	if (copy == NULL)
		fail(v, v->folder, ENOMEM);
	else
		v->file[v->n++] = (struct seen){copy, SAME};
}

/* Every name below folder/inner that is no folder. What lies too deep is named by its folder. */
static void add_folder(struct verify *v, const char *inner, int depth)
{
	char path[2 * LONGEST], name[LONGEST];
	snprintf(path, sizeof path, "%s/%s", v->folder, inner);
	DIR *dir = opendir(path);
	if (dir == NULL) {
		fail(v, path, errno);
		return;
	}
	for (struct dirent *e; !v->failed && (e = readdir(dir)) != NULL;) {
		struct stat st;
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		int n = snprintf(name, sizeof name, "%s%s%s", inner, inner[0] != '\0' ? "/" : "", e->d_name);
		snprintf(path, sizeof path, "%s/%s", v->folder, name);
		if (n < (int)sizeof name && depth < DEEPEST && lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			add_folder(v, name, depth + 1);
		else
			add_name(v, name);
	}
	closedir(dir);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct seen *)a)->name, ((const struct seen *)b)->name);
}

/* All names once, in their order. */
static void collect(struct verify *v)
{
	size_t kept = 0;
	add_name(v, PROVENANCE);
	for (uint32_t i = 0; i < v->old->files; i++)
		add_name(v, v->old->file[i].name);
	for (uint32_t i = 0; i < v->new->files; i++)
		add_name(v, v->new->file[i].name);
	add_folder(v, "", 0);
	if (v->n > 0)
		qsort(v->file, v->n, sizeof *v->file, by_name);
	for (size_t i = 0; i < v->n; i++) {
		if (kept > 0 && strcmp(v->file[kept - 1].name, v->file[i].name) == 0)
			free(v->file[i].name);
		else
			v->file[kept++] = v->file[i];
	}
	v->n = kept;
}

static const struct causa_file *file_named(const struct causa_file *file, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++) {
		if (strcmp(file[i].name, name) == 0)
			return &file[i];
	}
	return NULL;
}

static enum state state_of(struct verify *v, const char *name)
{
	struct bytes mine = {NULL, 0, 0, false}, made = {NULL, 0, 0, false};
	char sha256[65];
	enum there here = read_file(v, v->folder, name, &mine), there = read_file(v, v->made, name, &made);
	const struct causa_file *listed = file_named(v->old->file, v->old->files, name);
	bool provenance = strcmp(name, PROVENANCE) == 0;
	enum state state = AGAIN;
	causa_sha256(mine.data, mine.size, sha256);
	if (here == FILE_ABSENT)
		state = listed != NULL || provenance ? MISSING : NEW;
	else if (here == FILE_OTHER)
		state = OTHER;
	else if (there == FILE_READ && mine.size == made.size && (mine.size == 0 || memcmp(mine.data, made.data, mine.size) == 0))
		state = SAME;
	else if (listed == NULL && !provenance)
		state = there == FILE_READ ? EDITED : EXTRA;
	else if (listed != NULL && strcmp(listed->sha256, sha256) != 0)
		state = EDITED;
	else if (there != FILE_READ)
		state = GONE;
	v->again += !provenance && (state == GONE || state == NEW || state == AGAIN);
	bytes_free(&mine);
	bytes_free(&made);
	return state;
}

/* ---- why ---- */

static const char *value_of(const struct causa_setting *setting, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++) {
		if (strcmp(setting[i].name, name) == 0)
			return setting[i].value;
	}
	return NULL;
}

typedef void (*change)(const char *name, const char *old, const char *new);

static void version_changed(const char *name, const char *old, const char *new)
{
	line(_("version changed: %s: recorded %s, now %s"), name, old, new);
}

static void option_changed(const char *name, const char *old, const char *new)
{
	line(_("option changed: %s: recorded %s, but the recorded command gives %s"), name, old, new);
}

static size_t compare_settings(const struct causa_setting *old, uint32_t olds, const struct causa_setting *new, uint32_t news, change tell)
{
	size_t changes = 0;
	for (uint32_t i = 0; i < olds; i++) {
		const char *now = value_of(new, news, old[i].name);
		if (now != NULL && strcmp(now, old[i].value) == 0)
			continue;
		if (tell != NULL)
			tell(old[i].name, old[i].value, now != NULL ? now : "-");
		changes++;
	}
	for (uint32_t i = 0; i < news; i++) {
		if (value_of(old, olds, new[i].name) != NULL)
			continue;
		if (tell != NULL)
			tell(new[i].name, "-", new[i].value);
		changes++;
	}
	return changes;
}

/* The name of an input counts: it stands in the tables and on the page. */
static size_t compare_inputs(const struct causa_provenance *old, const struct causa_provenance *new, bool tell)
{
	size_t changes = strcmp(old->input, new->input) != 0;
	if (changes > 0 && tell)
		line(_("input changed: its name was %s, now it is %s"), old->input, new->input);
	for (uint32_t i = 0; i < old->froms; i++) {
		const struct causa_file *was = &old->from[i], *is = file_named(new->from, new->froms, was->name);
		if (is != NULL && strcmp(is->sha256, was->sha256) == 0 && is->bytes == was->bytes)
			continue;
		changes++;
		if (!tell)
			continue;
		if (is == NULL)
			line(_("input changed: %s is not read any more"), was->name);
		else
			line(_("input changed: %s: SHA-256 recorded %s, now %s"), was->name, was->sha256, is->sha256);
	}
	for (uint32_t i = 0; i < new->froms; i++) {
		if (file_named(old->from, old->froms, new->from[i].name) != NULL)
			continue;
		changes++;
		if (tell)
			line(_("input changed: %s is read now"), new->from[i].name);
	}
	return changes;
}

static void compare_records(struct verify *v, bool tell)
{
	const struct causa_provenance *old = v->old, *new = v->new;
	v->inputs = compare_inputs(old, new, tell);
	v->versions = compare_settings(old->version, old->versions, new->version, new->versions, tell ? version_changed : NULL);
	v->options = compare_settings(old->option, old->options, new->option, new->options, tell ? option_changed : NULL);
}

static const char *reason(const struct verify *v)
{
	if (v->inputs > 0)
		return _("an input has changed");
	if (v->versions > 0)
		return _("another version of the program made it");
	if (v->options > 0)
		return _("an option in provenance.json was changed");
	return _("inputs and versions are those on record: the command in provenance.json was changed, or fonts, libraries or processor differ");
}

static void tell(const struct verify *v, const struct seen *f)
{
	bool provenance = strcmp(f->name, PROVENANCE) == 0;
	if (provenance && f->state == AGAIN && v->again == 0) {
		line(_("%s: edited: it is not what this report's own files say"), f->name);
		return;
	}
	switch (f->state) {
	case SAME:
		break;
	case MISSING:
		line(_("%s: missing"), f->name);
		break;
	case OTHER:
		line(_("%s: is no regular file"), f->name);
		break;
	case EXTRA:
		line(_("%s: is no part of the report"), f->name);
		break;
	case EDITED:
		line(_("%s: edited: its SHA-256 is not that in provenance.json"), f->name);
		break;
	case GONE:
		line(_("%s: is not made any more: %s"), f->name, reason(v));
		break;
	case NEW:
		line(_("%s: is made now, but is not on record: %s"), f->name, reason(v));
		break;
	case AGAIN:
		line(_("%s: comes out differently now: %s"), f->name, reason(v));
		break;
	}
}

/* ---- all ---- */

static int compare(struct verify *v, bool quiet)
{
	unsigned long differ = 0;
	collect(v);
	for (size_t i = 0; i < v->n && !v->failed; i++) {
		v->file[i].state = state_of(v, v->file[i].name);
		differ += v->file[i].state != SAME;
	}
	if (v->failed)
		return EXIT_FILE;
	/* Where every other file is as it is made now, nothing has changed but the record. */
	compare_records(v, differ > 0 && v->again > 0);
	for (size_t i = 0; i < v->n; i++)
		tell(v, &v->file[i]);
	if (differ > 0)
		line(NP_("%s: %lu file of %lu differs", "%s: %lu files of %lu differ", differ), v->folder, differ, (unsigned long)v->n);
	else if (!quiet)
		line(NP_("%s: %lu file, every byte as it is made now", "%s: %lu files, every byte as it is made now", v->n), v->folder,
		     (unsigned long)v->n);
	return differ > 0 ? EXIT_AUDIT : EXIT_DONE;
}

int verify_folders(const char *folder, const struct causa_provenance *recorded, const char *made, bool quiet)
{
	struct causa_error err = {0};
	struct causa_provenance *now;
	struct verify v = {.folder = folder, .made = made, .old = recorded};
	if (causa_provenance_read(made, &now, &err) != CAUSA_OK)
		return say_error("verify", &err);
	v.new = now;
	int exit_status = compare(&v, quiet);
	for (size_t i = 0; i < v.n; i++)
		free(v.file[i].name);
	free(v.file);
	causa_provenance_free(now);
	int printed = say_printed("verify");
	return printed != EXIT_DONE ? printed : exit_status;
}
