/* What a test could have reached at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_ATTAIN_H
#define CAUSA_ATTAIN_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Could any split of `total` cases over two periods reach p < 1 - level? Not when 2 min(pi, 1-pi)^total >= 1 - level,
 *  pi = t2/(t1 + t2).
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN. Edges  total 0: not attainable. Oracle  the formula in exact decimals. */
enum causa_status causa_attain_change(int64_t total, double t1, double t2, double level, int *attainable);

/** The same for the exact test of trend: 2 min(w_1, w_n)^total with exposure shares w. exposure NULL: equal. */
enum causa_status causa_attain_trend(int64_t total, const double *exposure, int n, double level, int *attainable);

/** The smallest two-sided p that any split of `total` cases over two periods can have: 2 min(pi, 1-pi)^total, at most 1.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN. Oracle  the formula. */
enum causa_status causa_attain_change_p(int64_t total, double t1, double t2, double *p);

/** The same for the exact test of trend: 2 min(w_1, w_n)^total with exposure shares w. exposure NULL: equal. */
enum causa_status causa_attain_trend_p(int64_t total, const double *exposure, int n, double *p);

/** The same for Fisher's test (minimum likelihood) with k prosecuted among n1 and n2 reports: the less likely extreme table.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when an n is 0; CAUSA_EDOMAIN. Edges  k = 0 or all: 1. Oracle  R fisher.test. */
enum causa_status causa_attain_fisher_p(int64_t k, int64_t n1, int64_t n2, double *p);

/** Rate ratios that a test of a later count against x1 would find with probability `power`, when x1 is taken as the true mean
 *  of its period: the exact conditional test at 1 - level, the later count Poisson with mean ratio x1 t2/t1, x1 fixed.
 *
 *  rise     the smallest ratio above 1;  fall  the greatest below 1, NAN: not even 0 is found.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN; CAUSA_ENODATA when x1 = 0 (a ratio to nothing does not exist); CAUSA_ERANGE.
 *  Oracle   search by R binom.test and ppois. */
enum causa_status causa_detect(int64_t x1, double t1, double t2, double level, double power, double *rise, double *fall);

/** What a later count would have to be, given x1 cases before, by the exact conditional test at 1 - level.
 *
 *  rise     the smallest later count that is a significant rise.
 *  fall     the largest later count that is a significant fall; -1: none is, not even 0.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN; CAUSA_ERANGE when rise exceeds 2^53.
 *  Edges    x1 = 0 with equal exposures: rise 6 at 95 %; x1 = 5: no fall.
 *  Oracle   search by R binom.test. */
enum causa_status causa_reach(int64_t x1, double t1, double t2, double level, int64_t *rise, int64_t *fall);

#ifdef __cplusplus
}
#endif
#endif
