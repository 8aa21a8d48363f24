/* Kinds of differences between two vintages of a table: their codes and words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/difference.h>

#include <string.h>

#include "base/intl.h"

static const char *const codes[CAUSA_DIFFERENCES] = {
#define X(id, code, word, summary) code,
#include <causa/diffs.def>
#undef X
};

static const struct {
	const char *word, *one, *many;
} words[CAUSA_DIFFERENCES] = {
#define X(id, code, word, summary) {word, summary},
#include <causa/diffs.def>
#undef X
};

const char *causa_difference_code(enum causa_difference kind)
{
	return codes[kind];
}

const char *causa_difference_word(const char *code)
{
	for (int i = 0; i < CAUSA_DIFFERENCES; i++) {
		if (strcmp(codes[i], code) == 0)
			return _(words[i].word);
	}
	return code;
}

const char *causa_difference_words(enum causa_difference kind, uint64_t n)
{
	return NP_(words[kind].one, words[kind].many, n);
}
