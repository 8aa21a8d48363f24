/* Findings as sentences.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_WORDING_H
#define CAUSA_WORDING_H

#include <stddef.h>

#include <causa/frame.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes a row of causa_find as one sentence without its full stop, in the language of the process with the numbers of `lang`, for
 *  the headline of a figure: subject, direction in the words of its grade, counts, years. No cause, and no digit that the counts
 *  do not carry. out is cut at size. */
void causa_finding_headline(const struct causa_frame *findings, uint64_t row, const char *lang, char *out, size_t size);

/** Why a finding is not of a higher grade: a sentence for each test it failed, with full stops, separated by spaces; empty where it
 *  failed none. out is cut at size. */
void causa_finding_reasons(const struct causa_frame *findings, uint64_t row, char *out, size_t size);

#ifdef __cplusplus
}
#endif
#endif
