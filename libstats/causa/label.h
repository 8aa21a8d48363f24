/* Labels: is this the one that was asked for?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_LABEL_H
#define CAUSA_LABEL_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Does a label match a pattern? Case and accents do not matter; `*` stands for any text, also none; the whole label must
 *  match. Latin, Greek and Cyrillic letters are folded, others are compared as they are. Never fails; NULL matches nothing. */
bool causa_label_matches(const char *label, const char *pattern);

/** Order of labels in a list, the same in every locale: folded letters first, then bytes. Below 0, 0, above 0 as strcmp. Labels
 *  longer than 4096 bytes are compared as bytes. */
int causa_label_compare(const char *a, const char *b);

#ifdef __cplusplus
}
#endif
#endif
