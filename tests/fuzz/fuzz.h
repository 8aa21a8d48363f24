/* What the fuzzing harnesses share: input as files that leave nothing behind, and a table taken through the public entry points.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TESTS_FUZZ_H
#define CAUSA_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include <causa/reader.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in memory with these bytes, and its path; -1 when there is none to be had. Close it when done. */
enum { FUZZ_PATH = 64 };
int fuzz_file(const uint8_t *data, size_t size, char path[FUZZ_PATH]);

/* Splits at the first line of "---": what stands before it, and what after (nothing without such a line). */
void fuzz_split(const uint8_t *data, size_t size, size_t *first, size_t *second);

/* Opens, audits, counts and writes, and checks what a caller may rely on: a failure has a sentence, a panel is whole. */
void fuzz_read(const char *path, const struct causa_mapping *mapping);

#endif
