/* Two proportions compared by ratios: odds ratio given the margins, risk ratio.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_ODDSRATIO_H
#define CAUSA_ODDSRATIO_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Odds ratio of k2/n2 against k1/n1, conditional on the margins. Ends that do not exist are 0 and INFINITY. */
struct causa_oddsratio {
	double sample;                /* k2 (n1 - k1) / ((n2 - k2) k1) */
	double conditional;           /* maximum of the conditional likelihood */
	struct causa_interval limits; /* exact central limits */
	double p_central;             /* min(1, 2 min(P(K <= k2), P(K >= k2))): belongs to the limits */
	double p_minlike;             /* outcomes at most as likely as the observed one: R's fisher.test */
};

/** Fisher's exact inference: k2 given k1 + k2 is hypergeometric, tilted by the odds ratio w:
 *
 *      P(K = k) = C(n2, k) C(n1, k1 + k2 - k) w^k / sum over all k
 *
 *  conditional solves E(K) = k2; the limits make P(K >= k2) and P(K <= k2) equal to alpha/2.
 *
 *  k1, n1, k2, n2   cases, 0 <= k <= n, n > 0.   level  in (0, 1).
 *  Returns  CAUSA_OK; CAUSA_ENODATA when an n is 0, or no case or every case is k (any odds ratio fits);
 *           CAUSA_ERANGE when a margin has more than 20 million outcomes; CAUSA_EDOMAIN; CAUSA_ENOMEM.
 *  Edges    k2 at the least its margins allow: conditional 0, lower 0; at the most: conditional and upper INFINITY.
 *           Limits and p_central agree about w = 1; p_minlike may not. R's fisher.test finds its limits by uniroot with a
 *           wide tolerance and is off without bound in extreme tables.
 *  Ref.     Fisher (1935), JRSS 98:39-82; Cornfield (1956).
 *  Oracle   odds_ratio sample, conditional_mle; odds_ratio_exact_ci; fisher p_doubling, p_minlike. */
enum causa_status causa_odds_ratio(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                                   struct causa_oddsratio *out);

/** Ratio of proportions (k2/n2) / (k1/n1) with Koopman's score limits.
 *
 *  The limits are the r at which (p2 - r p1)^2 / V(r) = z^2, V(r) = q2 (1-q2)/n2 + r^2 q1 (1-q1)/n1 with q the
 *  maximum-likelihood proportions under q2 = r q1.
 *
 *  Returns  CAUSA_OK; CAUSA_ENODATA when an n or both k are 0; CAUSA_EDOMAIN.
 *  Edges    k2 = 0: ratio and lower are 0. k1 = 0: ratio and upper are INFINITY.
 *  Ref.     Koopman (1984), Biometrics 40:513-517.
 *  Oracle   published: 7/34 against 1/34, R PropCIs::riskscoreci. */
enum causa_status causa_risk_ratio(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level, double *ratio,
                                   struct causa_interval *out);

#ifdef __cplusplus
}
#endif
#endif
