/* provenance.json: what went in, what was asked, what came out, each with its sha256.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/manifest.h>
#include <jansson.h>
#include <nettle/sha2.h>

#include "base/error.h"
#include "io/write.h"

static const char FILE_NAME[] = "provenance.json";

void causa_sha256(const void *bytes, size_t size, char out[65])
{
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&ctx);
	sha256_update(&ctx, size, bytes);
	sha256_digest(&ctx, sizeof digest, digest);
	for (int i = 0; i < SHA256_DIGEST_SIZE; i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

/* ---- reading ---- */

bool manifest_stays_inside(const char *name)
{
	return name[0] != '\0' && name[0] != '/' && strstr(name, "..") == NULL;
}

static void take_names(const json_t *outputs, struct manifest_names *out)
{
	size_t n = json_array_size(outputs);
	char **name = calloc(n + 1, sizeof *name);
	if (name == NULL)
		return;
	for (size_t i = 0; i < n; i++) {
		const char *text = json_string_value(json_object_get(json_array_get(outputs, i), "name"));
		if (text != NULL && manifest_stays_inside(text) && (name[out->n] = strdup(text)) != NULL)
			out->n++;
	}
	if ((name[out->n] = strdup(FILE_NAME)) != NULL)
		out->n++;
	out->name = name;
}

void manifest_read(const char *folder, struct manifest_names *out)
{
	char path[1024];
	*out = (struct manifest_names){NULL, 0};
	snprintf(path, sizeof path, "%s/%s", folder, FILE_NAME);
	json_t *root = json_load_file(path, 0, NULL);
	const char *generator = json_string_value(json_object_get(root, "generator"));
	if (generator != NULL && strcmp(generator, "causa") == 0)
		take_names(json_object_get(root, "outputs"), out);
	json_decref(root);
}

void manifest_names_free(struct manifest_names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->name[i]);
	free(names->name);
	*names = (struct manifest_names){NULL, 0};
}

/* ---- writing ---- */

struct entry {
	char *name;
	size_t bytes;
	char sha256[65];
};

struct causa_manifest {
	struct entry *entry;
	size_t n, room;
};

struct causa_manifest *causa_manifest_new(void)
{
	return calloc(1, sizeof(struct causa_manifest));
}

enum causa_status causa_manifest_add(struct causa_manifest *m, const char *name, const void *bytes, size_t size)
{
	if (m->n == m->room) {
		size_t room = m->room == 0 ? 64 : 2 * m->room;
		struct entry *entry = realloc(m->entry, room * sizeof *entry);
		if (entry == NULL)
			return CAUSA_ENOMEM;
		m->entry = entry;
		m->room = room;
	}
	struct entry *e = &m->entry[m->n];
	if ((e->name = strdup(name)) == NULL)
		return CAUSA_ENOMEM;
	e->bytes = size;
	causa_sha256(bytes, size, e->sha256);
	m->n++;
	return CAUSA_OK;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static void put_settings(struct bytes *to, const char *name, const struct causa_setting *setting, uint32_t n)
{
	bytes_format(to, "  \"%s\": {", name);
	for (uint32_t i = 0; i < n; i++) {
		bytes_text(to, i > 0 ? ",\n    " : "\n    ");
		write_json_string(to, setting[i].name);
		bytes_text(to, ": ");
		write_json_string(to, setting[i].value);
	}
	bytes_text(to, "},\n");
}

static void put_file(struct bytes *to, bool first, const char *name, unsigned long long size, const char *sha256)
{
	bytes_text(to, first ? "\n    {\"name\": " : ",\n    {\"name\": ");
	write_json_string(to, name);
	bytes_format(to, ", \"bytes\": %llu, \"sha256\": \"%s\"}", size, sha256);
}

enum causa_status causa_manifest_write(const struct causa_manifest *m, struct causa_folder *folder, const char *command,
                                       const struct causa_about *about, const struct causa_setting *setting,
                                       uint32_t settings, const struct causa_setting *version, uint32_t versions,
                                       struct causa_error *err)
{
	struct bytes to = {NULL, 0, 0, false};
	if (m->n > 0)
		qsort(m->entry, m->n, sizeof *m->entry, by_name);
	bytes_text(&to, "{\n  \"generator\": \"causa\",\n  \"command\": ");
	write_json_string(&to, command);
	bytes_text(&to, ",\n  \"input\": ");
	write_json_string(&to, about->name);
	bytes_text(&to, ",\n");
	put_settings(&to, "options", setting, settings);
	put_settings(&to, "versions", version, versions);
	bytes_text(&to, "  \"inputs\": [");
	for (uint32_t i = 0; i < about->files; i++)
		put_file(&to, i == 0, about->file[i].name, (unsigned long long)about->file[i].bytes, about->file[i].sha256);
	bytes_text(&to, "],\n  \"outputs\": [");
	for (size_t i = 0; i < m->n; i++)
		put_file(&to, i == 0, m->entry[i].name, (unsigned long long)m->entry[i].bytes, m->entry[i].sha256);
	bytes_text(&to, "]\n}\n");
	enum causa_status status = to.failed ? causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM))
	                                     : causa_folder_add(folder, FILE_NAME, to.data, to.size, err);
	bytes_free(&to);
	return status;
}

void causa_manifest_free(struct causa_manifest *m)
{
	for (size_t i = 0; m != NULL && i < m->n; i++)
		free(m->entry[i].name);
	if (m != NULL)
		free(m->entry);
	free(m);
}
