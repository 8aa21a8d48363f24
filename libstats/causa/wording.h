/* Findings as sentences.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_WORDING_H
#define CAUSA_WORDING_H

#include <stdbool.h>
#include <stddef.h>

#include <causa/frame.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Writes a row of causa_find as one sentence without its full stop, in the language of the process with the numbers of `lang`, for
 *  the headline of a figure: subject, direction in the words of its grade, counts, years. No cause, and no digit that the counts
 *  do not carry ("1 of 6"). out is cut at size. */
void causa_finding_headline(const struct causa_frame *findings, uint64_t row, const char *lang, char *out, size_t size);

/** Size of the effect, its interval, method and adjusted p: whole sentences with full stops; empty where there is none. */
void causa_finding_detail(const struct causa_frame *findings, uint64_t row, const char *lang, char *out, size_t size);

/** Why a finding is not of a higher grade: the sentence of the test number `which` (from 0) that it failed, with full stop and the
 *  figure at which it would turn. false, and out empty, when it failed no more. */
bool causa_finding_reason(const struct causa_frame *findings, uint64_t row, unsigned which, const char *lang, char *out, size_t size);

#ifdef __cplusplus
}
#endif
#endif
