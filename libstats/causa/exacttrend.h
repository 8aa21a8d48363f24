/* Exact conditional test of a trend of counts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_EXACTTREND_H
#define CAUSA_EXACTTREND_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Exact test of no trend: given their total N, counts are multinomial with shares exposure / sum, and T = sum t y has a
 *  known distribution. p = min(1, 2 min(P(T <= t), P(T >= t))).
 *
 *  y        cases, >= 0.   t  integer times, strictly increasing.   exposure  > 0, or NULL.   n >= 2 points.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when all y are 0; CAUSA_ERANGE when N is above 1e9 or t_n - t_1 above 1e5;
 *           CAUSA_EDOMAIN; CAUSA_ENOMEM.
 *  Accuracy about 1e-15 sqrt(N) relative, also far in the tail.
 *  Ref.     Cox and Lewis (1966), The Statistical Analysis of Series of Events.
 *  Oracle   exact_trend p_doubling. */
enum causa_status causa_exact_trend(const int64_t *y, const int64_t *t, const double *exposure, int n, double *p_doubled);

/** Exact conditional limits of the log-linear slope: the slopes at which a tail of T is alpha/2. An end where all cases stand
 *  is infinite. Arguments and errors as causa_exact_trend.
 *  Oracle   exact_trend slope_exact. */
enum causa_status causa_exact_trend_limits(const int64_t *y, const int64_t *t, const double *exposure, int n, double level,
                                           struct causa_interval *slope);

#ifdef __cplusplus
}
#endif
#endif
