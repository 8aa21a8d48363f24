/* Logistic trend of proportions, and the Cochran-Armitage test.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_LOGISTIC_H
#define CAUSA_LOGISTIC_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** logit(k/n) = intercept + slope t, by maximum likelihood. */
struct causa_logistic {
	double slope, intercept, se_slope;
	double x2;                    /* Pearson chi-square */
	int df;                       /* m - 2 */
	int separated;                /* +1: slope runs to infinity, -1: to minus infinity, 0: it exists */
};

/** Fits the trend.
 *
 *  k, n     cases, 0 <= k <= n, n > 0.   t  times, strictly increasing.   m >= 2 points.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when no case or every case is k; CAUSA_EDOMAIN; CAUSA_ENOCONV.
 *  Edges    separated when a time splits k = 0 from k = n; then only df and separated are set.
 *  Oracle   R glm(cbind(k, n - k) ~ t, binomial). */
enum causa_status causa_logistic_fit(const int64_t *k, const int64_t *n, const double *t, int m,
                                     struct causa_logistic *out);

/** Quasi-binomial limits and p of the slope, t quantiles on df, dispersion X2/df never floored. Edges and errors as
 *  causa_loglinear_quasi. Oracle  the same formula on R's glm. */
enum causa_status causa_logistic_quasi(const struct causa_logistic *fit, double level, struct causa_interval *slope,
                                       double *p);

/** Wald limits and p of the slope, normal quantiles, no dispersion: slope -+ z se. Errors as causa_logistic_quasi, and no
 *  df is needed. Oracle  logistic slope_wald, wald_p. */
enum causa_status causa_logistic_wald(const struct causa_logistic *fit, double level, struct causa_interval *slope,
                                      double *p);

/** Profile-likelihood limits of the slope and the likelihood-ratio p of slope 0. With separation the one limit that exists;
 *  the other is infinite. Arguments and errors as causa_logistic_fit.
 *  Oracle   logistic slope_profile, lr_p. */
enum causa_status causa_logistic_profile(const int64_t *k, const int64_t *n, const double *t, int m, double level,
                                         struct causa_interval *slope, double *p);

/** Firth's bias-reduced logistic trend: maximises the likelihood times the root of the determinant of the information.
 *  Finite also under separation, and when no case or every case is k. */
struct causa_firth {
	double slope, intercept, se_slope; /* se from the information at the estimate */
	struct causa_interval limits;      /* penalised profile likelihood */
	double p;                          /* penalised likelihood ratio of slope 0 */
};

/** Arguments as causa_logistic_fit.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN; CAUSA_ENOCONV.
 *  Ref.     Firth (1993), Biometrika 80:27-38; Heinze and Schemper (2002), Stat. Med. 21:2409-2419.
 *  Oracle   firth slope, intercept, se_slope (brglm2 AS_mean), slope_profile. */
enum causa_status causa_firth_fit(const int64_t *k, const int64_t *n, const double *t, int m, double level,
                                  struct causa_firth *out);

/** Cochran-Armitage test of trend, chi-square on 1 df without correction.
 *  Returns CAUSA_ENODATA when no case or every case is k. Oracle  R prop.trend.test (chi2_N). */
enum causa_status causa_cochran_armitage(const int64_t *k, const int64_t *n, const double *t, int m, double *p);

/** The same, exactly: T = sum t k given the margins, doubled smaller tail. done is 0 (and p untouched) when times are not
 *  integers or the distribution is too large to be enumerated cheaply.
 *  Oracle   ca_exact p_doubling. */
enum causa_status causa_cochran_armitage_exact(const int64_t *k, const int64_t *n, const double *t, int m, double *p,
                                               int *done);

#ifdef __cplusplus
}
#endif
#endif
