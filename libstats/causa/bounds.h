/* What the cases of unknown offence could make of a statistic of one offence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BOUNDS_H
#define CAUSA_BOUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Cases of one offence and of unknown offence in one period. */
struct causa_allotment {
	int64_t k, n;                 /* prosecuted, reported; k < 0: not reported (blank) */
	int64_t c, m;                 /* the same of unknown offence; c < 0: not reported (blank) */
};

/** Least and greatest ratio over all ways to allot the unknown cases.
 *
 *      period ratio  k/(n+m) ... (k+c)/n;  cohort (k <= n, c <= m)  k/(n+m-c) ... (k+c)/(n+c)
 *
 *  A blank c is 0 to m in a cohort, and without limit in a period (upper INFINITY). A blank k allows everything: 0 ... 1 in a
 *  cohort, 0 ... INFINITY in a period.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when n + m = 0; CAUSA_EDOMAIN.
 *  Edges    n = 0: the upper end of a period ratio is INFINITY when c may be above 0.
 *  Ref.     Manski (2003), Partial Identification of Probability Distributions, ch. 3.
 *  Oracle   manski c_known, c_blank_as_unknown_0_to_m; all allotments of small tables. */
enum causa_status causa_bounds_ratio(const struct causa_allotment *a, bool cohort, struct causa_interval *out);

/** Two counts compared when m1 and m2 unknown cases may belong to them. */
struct causa_change_bounds {
	struct causa_interval ratio;  /* least and greatest rate ratio */
	struct causa_interval limits; /* least lower and greatest upper exact limit */
	double turn_sign;             /* least share of the unknown cases of the adverse period that makes the ratio 1 or turns it */
	double turn_interval;         /* the same until the exact interval holds 1 */
};

/** The rate ratio (x2/t2)/(x1/t1) over x1 ... x1 + m1 and x2 ... x2 + m2. It falls in the first count and rises in the second,
 *  and so do its exact limits: the ends are at the corners.
 *
 *  turn_sign, turn_interval   a rise is adverse to its first period: the unknown cases of that period are allotted until the
 *           conclusion turns. NAN: not even all of them turn it (or there is nothing to turn: ratio 1, interval with 1).
 *  Returns  CAUSA_OK; CAUSA_ENODATA when x1 + x2 + m1 + m2 = 0; CAUSA_EDOMAIN.
 *  Oracle   all allotments of small tables. */
enum causa_status causa_bounds_change(int64_t x1, double t1, int64_t m1, int64_t x2, double t2, int64_t m2, double level,
                                      struct causa_change_bounds *out);

/** Least and greatest log-linear slope when 0 ... m[i] unknown cases may be added to each y[i].
 *
 *  The slope is greatest when all years after some time take all their unknown cases and those before take none: the score
 *  of the fit is linear in each count, with the sign of its distance from the fitted mean time. All n + 1 such splits are tried.
 *  An end is infinite when a split leaves all cases at one end.
 *
 *  turn     share of the unknown cases of each year on the adverse side that makes the slope 0; NAN when not even all do.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when all y and m are 0; CAUSA_EDOMAIN; CAUSA_ENOCONV.
 *  Oracle   all allotments of small tables. */
enum causa_status causa_bounds_trend(const int64_t *y, const int64_t *m, const double *t, const double *exposure, int n,
                                     struct causa_interval *slope, double *turn);

#ifdef __cplusplus
}
#endif
#endif
