/* Control limits of a funnel plot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_FUNNEL_H
#define CAUSA_FUNNEL_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Control limit of an observed ratio k/n when the true ratio is `ratio`: k/n lies outside just when its exact tail probability
 *  is below q.
 *
 *  Lower: with r the smallest count with F(r) >= q, (r - a)/n where a = (F(r) - q)/(F(r) - F(r - 1)), at least 0. Upper: with r
 *  the smallest count with P(X > r) <= q, (r + b)/n where b = (P(X >= r) - q)/P(X = r), at most 1 without `counts`. F is the
 *  binomial distribution of n trials, or with `counts` the Poisson distribution of mean n ratio, for ratios that may exceed one.
 *  Between counts the limits are interpolated, so that the funnel has no steps.
 *
 *  q      tail probability in (0, 1): 0.025 on both sides for limits of 95 %
 *  n      1 or more
 *  ratio  in (0, 1), with counts above 0
 *  Returns  the limit; NaN outside the domain.
 *  Ref.     Spiegelhalter DJ (2005) Funnel plots for comparing institutional performance. Statistics in Medicine 24:1185-1202,
 *           appendix A.1.1. His upper limit interpolates the lower tail and is one case lower: one of one reports would be
 *           outside the limits of 99.8 % at a true ratio of 10 %, where it happens in 10 % of all cases. Not so here.
 *  Oracle   sums of binomial and Poisson terms in rational arithmetic (tests/oracle/funnel.csv). */
double causa_funnel_lower(double q, int64_t n, double ratio, bool counts);
double causa_funnel_upper(double q, int64_t n, double ratio, bool counts);

#ifdef __cplusplus
}
#endif
#endif
