/* What the distribution functions share: accurate prefactors, and one inversion for all quantiles. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_KERNEL_SPECIAL_INTERNAL_H
#define CAUSA_KERNEL_SPECIAL_INTERNAL_H

#include <stdint.h>

/* log(1 + u) - u without cancellation near 0. v = 1 + u is given beside u, since u alone loses it near -1. Domain v > 0. */
double special_log1pmx(double u, double v);

/* lgamma(n + 1) - (n + 1/2) log n + n - log(2 pi) / 2: what Stirling's formula leaves. Domain n > 0. */
double special_stirling_error(double n);

/* a y - b x for y = y0 + y1, to nearly twice the precision of a double: large shapes magnify its rounding. Products are made
 * exact by fma, not by long double, which is no longer than double on some machines. */
double special_distance(double a, double y0, double y1, double b, double x);

/* Both tails at a point theta of a log or logit scale, the density there, and the slope of its logarithm. */
struct special_tails {
	double lower, upper, density, slope;
};
typedef void (*special_at)(const void *parameters, double theta, struct special_tails *out);

/* theta with lower tail p (upper == 0) or upper tail p. 0 < p <= 0.5 is best given as the tail that it is.
 * Halley steps on the log tail inside a shrinking bracket: always ends. */
double special_invert(special_at at, const void *parameters, double p, int upper, double guess);

/* First k from least to most whose lower tail is at least p (upper == 0), or whose upper tail is at most p. */
int64_t special_discrete_quantile(double (*tail)(const void *self, int64_t k), const void *self, double p, int upper, int64_t least,
                                  int64_t most);

/* logit(x) at which the beta distribution has this lower or upper tail. */
double special_beta_logit(double p, int upper, double a, double b);

#endif
