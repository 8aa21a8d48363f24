/* Reading provenance.json back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/manifest.h>
#include <jansson.h>

#include "base/error.h"
#include "base/intl.h"
#include "io/manifest.h"

static const char FILE_NAME[] = "provenance.json";

/* The texts are those of `root`. */
struct provenance {
	struct causa_provenance public; /* first: the one is the other */
	json_t *root;
	struct causa_setting *option, *version;
	struct causa_file *from, *file;
};

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* An object of texts. */
static bool take_settings(json_t *object, struct causa_setting **out, uint32_t *n)
{
	const char *key;
	json_t *value;
	if (!json_is_object(object) || (*out = calloc(json_object_size(object) + 1, sizeof **out)) == NULL)
		return false;
	json_object_foreach(object, key, value)
	{
		if (!json_is_string(value))
			return false;
		(*out)[(*n)++] = (struct causa_setting){key, json_string_value(value)};
	}
	return true;
}

static bool take_file(const json_t *entry, struct causa_file *out)
{
	const char *name = text_of(entry, "name"), *sha256 = text_of(entry, "sha256");
	const json_t *bytes = json_object_get(entry, "bytes");
	if (name == NULL || sha256 == NULL || strlen(sha256) >= sizeof out->sha256 || !json_is_integer(bytes))
		return false;
	out->name = name;
	out->bytes = (uint64_t)json_integer_value(bytes);
	strcpy(out->sha256, sha256);
	return true;
}

static bool take_files(json_t *array, bool inside, struct causa_file **out, uint32_t *n)
{
	size_t i;
	json_t *entry;
	if (!json_is_array(array) || (*out = calloc(json_array_size(array) + 1, sizeof **out)) == NULL)
		return false;
	json_array_foreach(array, i, entry)
	{
		if (!take_file(entry, &(*out)[*n]) || (inside && !manifest_stays_inside((*out)[*n].name)))
			return false;
		(*n)++;
	}
	return true;
}

static bool take(struct provenance *p)
{
	const char *generator = text_of(p->root, "generator");
	struct causa_provenance *q = &p->public;
	q->command = text_of(p->root, "command");
	q->input = text_of(p->root, "input");
	bool ok = generator != NULL && strcmp(generator, "causa") == 0 && q->command != NULL && q->input != NULL &&
	          take_settings(json_object_get(p->root, "options"), &p->option, &q->options) &&
	          take_settings(json_object_get(p->root, "versions"), &p->version, &q->versions) &&
	          take_files(json_object_get(p->root, "inputs"), false, &p->from, &q->froms) &&
	          take_files(json_object_get(p->root, "outputs"), true, &p->file, &q->files);
	q->option = p->option;
	q->version = p->version;
	q->from = p->from;
	q->file = p->file;
	return ok;
}

enum causa_status causa_provenance_read(const char *folder, struct causa_provenance **out, struct causa_error *err)
{
	char path[4096];
	json_error_t wrong;
	snprintf(path, sizeof path, "%s/%s", folder, FILE_NAME);
	FILE *in = fopen(path, "rb");
	if (in == NULL)
		return causa_fail_at(err, CAUSA_EIO, path, 0, 0, _("cannot be read: %s"), strerror(errno));
	struct provenance *p = calloc(1, sizeof *p);
	if (p == NULL) {
		fclose(in);
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	}
	p->root = json_loadf(in, JSON_REJECT_DUPLICATES, &wrong);
	fclose(in);
	enum causa_status status = CAUSA_OK;
	if (p->root == NULL)
		status = causa_fail_at(err, CAUSA_EINPUT, path, (uint64_t)(wrong.line > 0 ? wrong.line : 0), 0, _("is damaged: it is no JSON any more"));
	else if (!take(p))
		status = causa_fail_at(err, CAUSA_EINPUT, path, 0, 0, _("is not as causa writes it: something in it is missing or has another form"));
	if (status != CAUSA_OK)
		causa_provenance_free(&p->public);
	else
		*out = &p->public;
	return status;
}

void causa_provenance_free(struct causa_provenance *provenance)
{
	struct provenance *p = (struct provenance *)provenance;
	if (p == NULL)
		return;
	json_decref(p->root);
	free(p->option);
	free(p->version);
	free(p->from);
	free(p->file);
	free(p);
}
