/* Comparing two proportions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PROPCMP_H
#define CAUSA_PROPCMP_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Two proportions compared: k2/n2 - k1/n1. */
struct causa_propcmp {
	double difference;
	struct causa_interval limits;
	double p;
};

/** Miettinen-Nurminen score interval of a difference of proportions, and its score p.
 *
 *  The limits are the d at which (p2 - p1 - d)^2 / V(d) = z^2, V(d) = (q1 (1-q1)/n1 + q2 (1-q2)/n2) N/(N-1), with q1, q2 the
 *  maximum-likelihood proportions under q2 - q1 = d. p: the same at d = 0, the N-1 chi-square on 1 df; 1 when no case or
 *  every case was prosecuted.
 *
 *  k1, n1, k2, n2   cases, 0 <= k <= n, n > 0.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when an n is 0; CAUSA_EDOMAIN otherwise invalid.
 *  Edges    limits stay in [-1, 1]; 0/n1 against n2/n2 gives upper == 1, the reverse lower == -1.
 *  Ref.     Miettinen and Nurminen (1985), Stat. Med. 4:213-226.
 *  Oracle   miettinen_nurminen (uniroot on the score equation). */
enum causa_status causa_prop_diff_miettinen_nurminen(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                                                     struct causa_propcmp *out);

/** Newcombe's hybrid score interval (method 10), with Fisher's exact p by minimum likelihood. Interval and p can disagree.
 *
 *      lower = d - sqrt((p2 - l2)^2 + (u1 - p1)^2),  upper = d + sqrt((u2 - p2)^2 + (p1 - l1)^2), l and u Wilson's
 *
 *  Arguments and errors as above.
 *  Ref.     Newcombe (1998), Stat. Med. 17:873-890.
 *  Oracle   newcombe_score; R fisher.test(...)$p.value. */
enum causa_status causa_prop_diff_newcombe(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                                           struct causa_propcmp *out);

/** Fisher's exact p, two-sided by minimum likelihood: tables at most (1 + 1e-7) times as likely as the observed one.
 *  Arguments and errors as above. Oracle  R fisher.test(...)$p.value. */
enum causa_status causa_fisher_minlike(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double *p);

#ifdef __cplusplus
}
#endif
#endif
