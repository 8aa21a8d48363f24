/* Confidence intervals of a proportion.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PROP_H
#define CAUSA_PROP_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Wilson score interval of a proportion, e.g. prosecuted / reported.
 *
 *  With p = k/n, z the (1+level)/2 normal quantile and w = z^2/n:
 *      limits = (p + w/2 -+ z sqrt(p (1-p)/n + w/(4n))) / (1 + w)
 *
 *  k, n     cases, 0 <= k <= n, n > 0.
 *  level    confidence level in (0, 1), e.g. 0.95.
 *  out      fractions, not percent; written only on success.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when n = 0; CAUSA_EDOMAIN otherwise invalid.
 *  Edges    k = 0 gives lower == 0 and k = n gives upper == 1, exactly.
 *  Ref.     Wilson (1927), JASA 22:209-212.
 *  Oracle   R prop.test(k, n, correct = FALSE). */
enum causa_status causa_prop_wilson(int64_t k, int64_t n, double level, struct causa_interval *out);

/** Wilson score interval with continuity correction 1/(2n), always applied (R's prop.test drops it at k = n/2).
 *
 *  Arguments, errors and edges as causa_prop_wilson.
 *  Ref.     Newcombe (1998), Stat. Med. 17:857-872, method 4.
 *  Oracle   wilson_cc_newcombe. */
enum causa_status causa_prop_wilson_cc(int64_t k, int64_t n, double level, struct causa_interval *out);

/** Clopper-Pearson exact central interval.
 *
 *      lower = qbeta(alpha/2, k, n-k+1),  upper = qbeta(1 - alpha/2, k+1, n-k)
 *
 *  Arguments, errors and edges as causa_prop_wilson.
 *  Ref.     Clopper and Pearson (1934), Biometrika 26:404-413.
 *  Oracle   R binom.test(k, n). */
enum causa_status causa_prop_clopper_pearson(int64_t k, int64_t n, double level, struct causa_interval *out);

/** Jeffreys interval: quantiles of beta(k + 1/2, n - k + 1/2), the ends set to 0 at k = 0 and to 1 at k = n.
 *
 *  Arguments, errors and edges as causa_prop_wilson.
 *  Ref.     Brown, Cai and DasGupta (2001), Stat. Sci. 16:101-133.
 *  Oracle   jeffreys_bcd. */
enum causa_status causa_prop_jeffreys(int64_t k, int64_t n, double level, struct causa_interval *out);

/** Agresti-Coull interval with z exact, clipped to [0, 1].
 *
 *      n~ = n + z^2,  p~ = (k + z^2/2)/n~,  limits = p~ -+ z sqrt(p~ (1-p~)/n~)
 *
 *  Arguments and errors as causa_prop_wilson.
 *  Ref.     Agresti and Coull (1998), Am. Stat. 52:119-126.
 *  Oracle   agresti_coull_clipped. */
enum causa_status causa_prop_agresti_coull(int64_t k, int64_t n, double level, struct causa_interval *out);

/** Mid-P interval: the proportions at which P(K > k) + P(K = k)/2, and P(K < k) + P(K = k)/2, are alpha/2.
 *
 *  Arguments, errors and edges as causa_prop_wilson.
 *  Ref.     Lancaster (1961), JASA 56:223-234.
 *  Oracle   mid_p. */
enum causa_status causa_prop_midp(int64_t k, int64_t n, double level, struct causa_interval *out);

#ifdef __cplusplus
}
#endif
#endif
