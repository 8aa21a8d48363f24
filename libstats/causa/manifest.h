/* Provenance: what went in, what was asked, what came out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_MANIFEST_H
#define CAUSA_MANIFEST_H

#include <stddef.h>
#include <stdint.h>

#include <causa/about.h>
#include <causa/publish.h>
#include <causa/status.h>
#include <causa/write.h>

#ifdef __cplusplus
extern "C" {
#endif

/** SHA-256 of bytes as 64 hexadecimal digits and a NUL. */
void causa_sha256(const void *bytes, size_t size, char out[65]);

/** A manifest in the making. */
struct causa_manifest;

struct causa_manifest *causa_manifest_new(void);

/** Notes an output; the list is written in the order of names. Errors: CAUSA_ENOMEM. */
enum causa_status causa_manifest_add(struct causa_manifest *manifest, const char *name, const void *bytes, size_t size);

/** Adds provenance.json to the folder: generator, command, options, versions, inputs and outputs with sha256.
 *  version: name and version of each library. No time, no path, no user: the same input gives the same bytes. */
enum causa_status causa_manifest_write(const struct causa_manifest *manifest, struct causa_folder *folder,
                                       const char *command, const struct causa_about *about,
                                       const struct causa_setting *setting, uint32_t settings,
                                       const struct causa_setting *version, uint32_t versions, struct causa_error *err);
void causa_manifest_free(struct causa_manifest *manifest);

/** What a provenance.json says: the command, its resolved options, versions, files read and files written. */
struct causa_provenance {
	const char *command, *input;
	const struct causa_setting *option, *version;
	uint32_t options, versions;
	const struct causa_file *from, *file; /* inputs, outputs, in the order of the file */
	uint32_t froms, files;
};

/** Reads folder/provenance.json. Names of outputs never leave the folder.
 *  Errors  CAUSA_EIO when it cannot be read; CAUSA_EINPUT with a sentence when it is no provenance of causa, or damaged; CAUSA_ENOMEM. */
enum causa_status causa_provenance_read(const char *folder, struct causa_provenance **out, struct causa_error *err);
void causa_provenance_free(struct causa_provenance *provenance);

#ifdef __cplusplus
}
#endif
#endif
