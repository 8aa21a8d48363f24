/* Poisson log-linear trend.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_LOGLINEAR_H
#define CAUSA_LOGLINEAR_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** log E(y) = intercept + slope t + log exposure, by maximum likelihood. */
struct causa_loglinear {
	double slope, intercept;      /* intercept at t = 0, per unit of exposure; meaningless when separated */
	double se_slope, se_intercept;
	double x2, deviance;          /* Pearson chi-square and deviance of the fit */
	int df;                       /* n - 2 */
	int separated;                /* -1: all cases at the first time, +1: all at the last, 0: neither */
};

/** Fits the trend.
 *
 *  y        cases, >= 0.   t  times, strictly increasing.   exposure  > 0, or NULL for 1 each.   n >= 2 points.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when all y are 0; CAUSA_EDOMAIN; CAUSA_ENOCONV.
 *  Edges    y proportional to exposure gives slope == 0 exactly; separated: only df and separated are set.
 *  Ref.     McCullagh and Nelder (1989), Generalized Linear Models, ch. 6.
 *  Oracle   R glm(y ~ t + offset(log(e)), poisson) with Newton polish. */
enum causa_status causa_loglinear_fit(const int64_t *y, const double *t, const double *exposure, int n,
                                      struct causa_loglinear *out);

/** Quasi-Poisson limits and p of the slope: slope -+ t(df) se sqrt(X2/df), dispersion never floored.
 *
 *  Returns  CAUSA_OK; CAUSA_ENODATA when df = 0 or separated.
 *  Edges    X2 = 0: the interval has no width, p is 0, or 1 when the slope is 0.
 *  Oracle   quasipoisson slope_wald_t, p_t. */
enum causa_status causa_loglinear_quasi(const struct causa_loglinear *fit, double level, struct causa_interval *slope,
                                        double *p);

/** The limits alone, with a t quantile on fit->df that the caller has: for many series of the same length. df > 0, not separated. */
void causa_loglinear_quasi_limits(const struct causa_loglinear *fit, double quantile, struct causa_interval *slope);

/** Poisson Wald limits and p of the slope: slope -+ z se. For comparison with other packages; the profile limits are better.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when separated; CAUSA_EDOMAIN. Oracle  poisson slope_wald, wald_p. */
enum causa_status causa_loglinear_wald(const struct causa_loglinear *fit, double level, struct causa_interval *slope,
                                       double *p);

/** Poisson profile-likelihood limits of the slope; with separation the one that exists, the other infinite.
 *  Arguments and errors as causa_loglinear_fit. Oracle  poisson slope_profile. */
enum causa_status causa_loglinear_profile(const int64_t *y, const double *t, const double *exposure, int n, double level,
                                          struct causa_interval *slope);

/** Likelihood-ratio p of slope 0, which belongs to the profile limits.
 *  Arguments and errors as causa_loglinear_fit. Oracle  poisson lr_p. */
enum causa_status causa_loglinear_lr_p(const int64_t *y, const double *t, const double *exposure, int n, double *p);

#ifdef __cplusplus
}
#endif
#endif
