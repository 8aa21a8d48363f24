/* Comparing two Poisson counts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_RATECMP_H
#define CAUSA_RATECMP_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Two rates compared. */
struct causa_ratecmp {
	double ratio;                 /* (x2/t2) / (x1/t1); meaningless when !has_ratio */
	int has_ratio;                /* 0 when x1 = 0 */
	struct causa_interval limits; /* of the ratio; upper is INFINITY when x1 = 0 */
	double p;                     /* two-sided p of "no change" */
	int has_p;
};

/** Exact rate ratio: given x1 + x2, x2 is binomial with odds ratio * t2/t1.
 *
 *      limits: Clopper-Pearson of x2 in x1 + x2, as odds times t1/t2;  p = min(1, 2 min(P(X <= x2), P(X >= x2)))
 *
 *  x1, x2   cases in the first and second period, >= 0.
 *  t1, t2   exposures, > 0, e.g. years.
 *  level    confidence level in (0, 1).
 *  Returns  CAUSA_OK; CAUSA_ENODATA when both counts are 0; CAUSA_EDOMAIN otherwise invalid; CAUSA_ERANGE on overflow.
 *  Edges    x2 = 0: ratio 0, lower == 0; x1 = 0: no ratio, upper INFINITY.
 *  Ref.     Przyborowski and Wilenski (1940), Biometrika 31:313-323.
 *  Oracle   rr_ci_exact, rr_p_doubling; R poisson.test(c(x2, x1), c(t2, t1)) for the limits. */
enum causa_status causa_rate_ratio_exact(int64_t x1, double t1, int64_t x2, double t2, double level,
                                         struct causa_ratecmp *out);

/** The same with mid-P limits and p: half of P(X = x2) counts.
 *  Arguments, errors and edges as causa_rate_ratio_exact. Oracle  rr_ci_midp, rr_p_midp_doubling. */
enum causa_status causa_rate_ratio_midp(int64_t x1, double t1, int64_t x2, double t2, double level,
                                        struct causa_ratecmp *out);

/** Difference of rates x2/t2 - x1/t1 by MOVER: each rate's Garwood limits are recovered as variances.
 *
 *      lower = d - sqrt((r2 - l2)^2 + (u1 - r1)^2),  upper = d + sqrt((u2 - r2)^2 + (r1 - l1)^2)
 *
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN.
 *  Ref.     Zou and Donner (2008), Stat. Med. 27:1693-1702.
 *  Oracle   the formula on R poisson.test limits. */
enum causa_status causa_rate_diff_mover(int64_t x1, double t1, int64_t x2, double t2, double level,
                                        struct causa_interval *out);

/** Variance inflation up to which the change still excludes no change: (log RR / (z se))^2 with se^2 = 1/x1 + 1/x2.
 *
 *  Returns  CAUSA_OK; CAUSA_ENODATA when a count is 0; CAUSA_EDOMAIN.
 *  Oracle   the formula. */
enum causa_status causa_rate_tolerates(int64_t x1, double t1, int64_t x2, double t2, double level, double *out);

#ifdef __cplusplus
}
#endif
#endif
