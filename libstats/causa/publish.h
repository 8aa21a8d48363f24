/* Publishing files and folders: whole or not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PUBLISH_H
#define CAUSA_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An output that is being written. */
struct causa_output;

/** Opens an output. "-" is standard output. A regular file is staged beside its target and renamed by commit, links resolved
 *  and the mode kept; what is no regular file (a pipe, /dev/full) is written directly.
 *  Errors  CAUSA_EIO with a sentence; CAUSA_ENOMEM. */
enum causa_status causa_output_open(const char *path, struct causa_output **out, struct causa_error *err);

/** Writes bytes. Returns 0, or -1 after a failure, which commit reports; fits causa_put. */
int causa_output_put(void *output, const void *bytes, size_t size);

/** Makes the output visible and frees it. Errors: CAUSA_EIO with a sentence (an empty sentence for a closed pipe); then no file
 *  has appeared or changed. */
enum causa_status causa_output_commit(struct causa_output *output, struct causa_error *err);

/** Removes what was staged and frees it. */
void causa_output_abort(struct causa_output *output);

/** A folder that is being written: files are added, then the whole is put in place. */
struct causa_folder;

/** Stages a folder beside its target. The target must be absent, empty, or an earlier causa report, all of whose files stand in its
 *  provenance.json; anything else is refused. Errors: CAUSA_EIO with a sentence. */
enum causa_status causa_folder_open(const char *path, struct causa_folder **out, struct causa_error *err);

/** Adds a file; `name` is relative, with at most one folder ("tables/ratio.csv"). */
enum causa_status causa_folder_add(struct causa_folder *folder, const char *name, const void *bytes, size_t size,
                                   struct causa_error *err);

/** Where the files stand until they are put in place; valid as long as the folder. */
const char *causa_folder_stage(const struct causa_folder *folder);

/** Puts the folder in place: renamed, or exchanged with the earlier report, whose listed files are then removed. Frees it. */
enum causa_status causa_folder_commit(struct causa_folder *folder, struct causa_error *err);
void causa_folder_abort(struct causa_folder *folder);

/** Removes what is staged at present. Safe in a signal handler. */
void causa_publish_abandon(void);

#ifdef __cplusplus
}
#endif
#endif
