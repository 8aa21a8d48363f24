/* Kitagawa's decomposition of a change of the overall ratio.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_DECOMPOSE_H
#define CAUSA_DECOMPOSE_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the ratio of a group without reports is, in one of the two periods. */
enum causa_undefined {
	CAUSA_UNDEFINED_CARRY,        /* that of the other period: its arrival or end is a matter of mix alone */
	CAUSA_UNDEFINED_ZERO
};

/** A group's part of the change, or the sum of all. With shares s = n/N and ratios r = k/n:
 *  two parts: mix (r1+r2)/2 (s2-s1), within (s1+s2)/2 (r2-r1); three: r1 (s2-s1), s1 (r2-r1), (s2-s1)(r2-r1). */
struct causa_part {
	double mix, within;
	double mix3, within3, joint3;
};

/** Splits K2/N2 - K1/N1 into what came from the mix of groups and what from within them.
 *
 *  k1, n1, k2, n2   m groups, 0 <= k, 0 <= n; a ratio may exceed one.
 *  part     m parts; groups without reports in both periods have none (zeros).
 *  total    their sums: mix + within is the change.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when a period has no reports; CAUSA_EDOMAIN (k > 0 where n = 0, negative counts).
 *  Ref.     Kitagawa (1955), JASA 50:1168-1194.
 *  Oracle   kitagawa_carry, kitagawa_zero. */
enum causa_status causa_kitagawa(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                 enum causa_undefined undefined, struct causa_part *part, struct causa_part *total);

/** Percentile intervals of mix, within and the change by parametric bootstrap: reports are Poisson, criminal cases given
 *  reports binomial (Poisson where a ratio exceeds one), each with the observed values.
 *
 *  limits   3 (m + 1): mix, within, their sum for each group, then for all. Groups whose counts cannot vary (n = 0 twice,
 *           or k = 0 in both) get an interval of no width in `within`: that is what the data can say, not certainty.
 *  replicates   at least 99. Draws depend on seed, group and replicate alone.
 *  Returns  as causa_kitagawa; CAUSA_ENOMEM.
 *  Ref.     Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
 *  Oracle   the delta method, within sampling error, on large counts. */
enum causa_status causa_kitagawa_bootstrap(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                           enum causa_undefined undefined, double level, uint64_t seed, int replicates,
                                           struct causa_interval *limits);

#ifdef __cplusplus
}
#endif
#endif
