/* Two vintages of one table compared.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_DIFF_H
#define CAUSA_DIFF_H

#include <causa/difference.h>
#include <causa/frame.h>
#include <causa/method.h>
#include <causa/panel.h>
#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What differs between two vintages of a table: cells revised, added, withdrawn, filled in, made blank; years; printed totals; the
 *  covered share of a year; offences renamed, split, merged; findings of another grade.
 *
 *  Offences are joined by their label, then by their label without case and accents, then by their counts: an offence that
 *  stands in one table only and has, in the years and measures that both have, the counts of one that stands in the other only
 *  (within 5 % in sum, and the cells that are equal tell it from others) is `renamed`. An offence whose counts, or whose decrease, are exactly the sums of one to three offences
 *  that are new is `split`; the reverse is `merged`. Each needs counts that say more than the number of ways to match them:
 *  sum of log2(1 + count) at least 10 bits above the log2 of that number, so that rare offences are not matched by chance.
 *  A joined pair is compared cell by cell under its new label; parts of a split or merger are not told as cells again.
 *
 *  found_old, found_new  frames of causa_find of the two; NULL: findings are not compared.
 *  request  years and offences that are told (request->first, last, offence); NULL: all.
 *  most     rows that are written, in the order of the kinds; 0: all.
 *  counts   [CAUSA_DIFFERENCES] all differences of each kind, written or not.
 *  Errors   CAUSA_EINPUT when the tables have not the same measures or group columns in common; CAUSA_ENOMEM.
 *  The frame borrows from `new`, which must outlive it.
 *  Oracle   planted revisions: tests/unit/check_diff.c. */
enum causa_status causa_diff(const struct causa_panel *old, const struct causa_panel *new_, const struct causa_frame *found_old,
                             const struct causa_frame *found_new, const struct causa_request *request, uint64_t most, uint64_t counts[CAUSA_DIFFERENCES],
                             struct causa_frame **out, struct causa_error *err);

#ifdef __cplusplus
}
#endif
#endif
