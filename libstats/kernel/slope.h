/* Limits and p of a slope from its standard error. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_KERNEL_SLOPE_H
#define CAUSA_KERNEL_SLOPE_H

#include <causa/status.h>

/* slope -+ z se, normal p. Errors: CAUSA_EDOMAIN (level). */
enum causa_status slope_wald(double slope, double se, double level, struct causa_interval *limits, double *p);

/* slope -+ t(df) se sqrt(x2 / df), t p; on a line (x2 = 0) the limits have no width and p is 0, or 1 when the slope is 0. */
enum causa_status slope_quasi(double slope, double se, double x2, int df, double level, struct causa_interval *limits, double *p);

#endif
