/* Rates per population, and rates standardised to another population.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_STANDARDISE_H
#define CAUSA_STANDARDISE_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Rate x / population with the limits of the count over the population.
 *
 *  x        cases.   population  persons times years, > 0.   interval  a count interval, e.g. causa_count_garwood.
 *  rate, out   per unit of population: multiply by 100,000 for the customary unit.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN. Oracle  published/poisson_ci.csv garwood-exact, byar. */
enum causa_status causa_rate(int64_t x, double population, double level,
                             enum causa_status (*interval)(int64_t x, double level, struct causa_interval *out),
                             double *rate, struct causa_interval *out);

/** Directly standardised rate with Dobson's interval: the limits of the total count, carried over by the ratio of the
 *  standard deviations of rate and count.
 *
 *      R = sum w x/n / sum w,  V = sum w^2 x/n^2 / (sum w)^2,  limits = R + sqrt(V / X) (limits of X - X),  X = sum x
 *
 *  x        cases of m groups, >= 0.   n  their populations, > 0.   w  standard weights, >= 0, not all 0.
 *  interval as in causa_rate; Garwood and Byar are in use.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when there is no case (V/X does not exist); CAUSA_EDOMAIN.
 *  Ref.     Dobson, Kuulasmaa, Eberle and Scherer (1991), Stat. Med. 10:457-462.
 *  Oracle   the formula on R poisson.test limits. */
enum causa_status causa_rate_standardised(const int64_t *x, const double *n, const double *w, int m, double level,
                                          enum causa_status (*interval)(int64_t x, double level, struct causa_interval *out),
                                          double *rate, struct causa_interval *out);

#ifdef __cplusplus
}
#endif
#endif
