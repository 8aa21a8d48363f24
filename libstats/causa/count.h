/* Confidence intervals of a Poisson count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_COUNT_H
#define CAUSA_COUNT_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Garwood's exact central interval of a Poisson mean, e.g. of cases reported in a year.
 *
 *      lower = qgamma(alpha/2, x),  upper = qgamma(1 - alpha/2, x + 1)
 *
 *  x        cases counted, x >= 0.
 *  level    confidence level in (0, 1), e.g. 0.95.
 *  out      cases; written only on success.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN when x < 0 or level is outside (0, 1).
 *  Edges    x = 0 gives lower == 0 exactly.
 *  Ref.     Garwood (1936), Biometrika 28:437-442.
 *  Oracle   R poisson.test(x)$conf.int. */
enum causa_status causa_count_garwood(int64_t x, double level, struct causa_interval *out);

/** Byar's approximation as Breslow and Day print it.
 *
 *      lower = x (1 - 1/(9x) - z/(3 sqrt x))^3,  upper = u (1 - 1/(9u) + z/(3 sqrt u))^3 with u = x + 1
 *
 *  Arguments, errors and edges as causa_count_garwood.
 *  Ref.     Breslow and Day (1987), IARC Scientific Publications 82, p. 69.
 *  Oracle   the formula, byar_breslow_day (epitools::pois.byar adds 1/2 to x in both limits and is another interval). */
enum causa_status causa_count_byar(int64_t x, double level, struct causa_interval *out);

/** Mid-P interval: the means at which P(X > x) + P(X = x)/2, and P(X < x) + P(X = x)/2, are alpha/2.
 *
 *  Arguments, errors and edges as causa_count_garwood.
 *  Ref.     Lancaster (1961), JASA 56:223-234.
 *  Oracle   R uniroot on the mid-P equation. */
enum causa_status causa_count_midp(int64_t x, double level, struct causa_interval *out);

#ifdef __cplusplus
}
#endif
#endif
