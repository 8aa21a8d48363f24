/* Kinds of differences between two vintages of a table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_DIFFERENCE_H
#define CAUSA_DIFFERENCE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum causa_difference {
#define X(id, code, word, summary) CAUSA_DIFF_##id,
#include <causa/diffs.def>
#undef X
	CAUSA_DIFFERENCES
};

/** "revised", "renamed", ... */
const char *causa_difference_code(enum causa_difference kind);
/** "made blank" for a code, translated; the code itself when it is none. */
const char *causa_difference_word(const char *code);
/** "%lu cell revised", translated for n. */
const char *causa_difference_words(enum causa_difference kind, uint64_t n);

#ifdef __cplusplus
}
#endif
#endif
