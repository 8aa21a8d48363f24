/* Rank trends: Mann-Kendall and Sen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_RANK_H
#define CAUSA_RANK_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Mann-Kendall test of trend.
 *
 *      S = sum over i < j of sign(y_j - y_i)
 *
 *  p: two-sided, P(|S| >= |s|) over all orders of the values (n <= 10 with ties, n <= 50 without); else normal with tie and
 *  continuity correction. p_floor: the smallest p these ties allow, 2 prod t_j! / n!, 1 when all are tied.
 *
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN when n < 1 or a value is not finite.
 *  Ref.     Mann (1945), Econometrica 13:245-259.
 *  Oracle   mann_kendall S, p_exact, p_normal_cc. */
enum causa_status causa_mann_kendall(const double *y, int n, int64_t *s, double *p, double *p_floor);

/** Sen's slope: the median of (y_j - y_i)/(t_j - t_i), with limits by Gilbert's interpolated ranks.
 *
 *  With N' slopes and C = z sqrt(var S) (ties counted): ranks M1 = (N' - C)/2 and M2 + 1 = (N' + C)/2 + 1, interpolated
 *  between neighbouring slopes; an end whose rank falls outside 1..N' is infinite.
 *
 *  Returns  CAUSA_OK; CAUSA_ENODATA when n < 2; CAUSA_EDOMAIN; CAUSA_ENOMEM.
 *  Ref.     Gilbert (1987), Statistical Methods for Environmental Pollution Monitoring, 16.5.
 *  Oracle   sen slope, gilbert_interp. */
enum causa_status causa_sen(const double *y, const double *t, int n, double level, double *slope,
                            struct causa_interval *out);

#ifdef __cplusplus
}
#endif
#endif
