/* Two periods compared within strata: Mantel-Haenszel, exact conditional odds ratio, Breslow-Day.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_STRATIFIED_H
#define CAUSA_STRATIFIED_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A pooled comparison of k2/n2 with k1/n1 over strata. Strata in which n1 or n2 is 0 are dropped. */
struct causa_mantel_haenszel {
	int strata;                   /* with n1 > 0 and n2 > 0 */
	double odds_ratio, risk_ratio, risk_difference;
	struct causa_interval odds_limits, risk_limits, difference_limits;
	double se_log_risk;           /* of log risk_ratio, Greenland and Robins */
	double se_difference;         /* of risk_difference, Sato */
	double se_difference_gr;      /* of risk_difference, Greenland and Robins */
	double chi2, p;               /* Cochran-Mantel-Haenszel without continuity correction */
	double chi2_cc, p_cc;         /* with it: max(0, |d| - 1/2) */
};

/** With N = n1 + n2 in each stratum:
 *
 *      odds ratio  sum k2 (n1-k1)/N / sum k1 (n2-k2)/N, limits by Robins, Breslow and Greenland's variance of its log
 *      risk ratio  sum k2 n1/N / sum k1 n2/N, limits by Greenland and Robins' variance of its log
 *      difference  sum w (k2/n2 - k1/n1) / sum w, w = n1 n2/N, limits by Sato's variance
 *
 *  k1, n1, k2, n2   m strata, 0 <= k <= n.   level  in (0, 1).
 *  Returns  CAUSA_OK; CAUSA_ENODATA when no stratum is left or no case or every case is k; CAUSA_EDOMAIN.
 *  Edges    a numerator or denominator of 0 gives a ratio of 0 or INFINITY, with limits 0 and INFINITY.
 *  Ref.     Mantel and Haenszel (1959), JNCI 22:719-748; Robins, Breslow and Greenland (1986), Biometrics 42:311-323;
 *           Greenland and Robins (1985), Biometrics 41:55-68; Sato (1989), Biometrics 45:1323-1324.
 *  Oracle   R mantelhaen.test; mh_or, mh_rr, mh_rd, cmh. */
enum causa_status causa_mantel_haenszel(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                        double level, struct causa_mantel_haenszel *out);

/** The common odds ratio given all margins: maximum of the conditional likelihood, exact central limits, p by minimum
 *  likelihood and central. Strata in which k is fixed by its margins say nothing.
 *  Arguments and errors as above; CAUSA_ERANGE when the distribution is too long; CAUSA_ENOMEM.
 *  Ref.     Gart (1970), Biometrika 57:471-475.
 *  Oracle   mh_exact p_minlike, cond_mle_or, lower, upper (R's own are rounded by uniroot). */
enum causa_status causa_common_odds_ratio(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                          double level, double *estimate, struct causa_interval *limits, double *p_minlike,
                                          double *p_central);

/** Breslow-Day test that the odds ratio is the same in all strata, at the Mantel-Haenszel estimate, with Tarone's correction.
 *  Strata without a case or with nothing but cases are dropped.
 *
 *  Returns  CAUSA_OK; CAUSA_ENODATA when fewer than 2 strata are left or the estimate is 0 or infinite; CAUSA_EDOMAIN.
 *  Ref.     Breslow and Day (1980), IARC Scientific Publications 32, p. 142; Tarone (1985), Biometrika 72:91-95.
 *  Oracle   breslow_day. */
enum causa_status causa_breslow_day(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                    double *x2, double *x2_tarone, int *df, double *p, double *p_tarone);

#ifdef __cplusplus
}
#endif
#endif
