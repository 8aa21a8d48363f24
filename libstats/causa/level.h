/* Confidence levels as decimals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_LEVEL_H
#define CAUSA_LEVEL_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** alpha = 1 - level, as the decimal that was meant: level 0.999999 gives the double nearest to 1e-6, not 1 - level in binary.
 *
 *  level    confidence level in (0, 1) with at most 15 decimals; others give 1 - level.
 *  Oracle   exact decimal arithmetic. */
double causa_alpha(double level);

/** The two-sided normal quantile z = qnorm(1 - alpha/2).
 *  Oracle   R qnorm. */
double causa_z(double level);

#ifdef __cplusplus
}
#endif
#endif
