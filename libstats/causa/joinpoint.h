/* Joinpoint regression: a trend in straight segments on the log scale.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_JOINPOINT_H
#define CAUSA_JOINPOINT_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { CAUSA_MOST_JOINPOINTS = 5 };

/** How the number of joinpoints is chosen. With penalties c(k) ln(n)/n added to ln(SSE(k)/n): WBIC (2 + R2)k + 2, BIC 2k + 2,
 *  BIC3 3k + 2. R2 is the greatest partial R2 of a joinpoint over the straight line through the two segments that meet in it:
 *  a clear bend is penalised as by BIC3, a faint one as by BIC. PERMUTATION: tests of ka against kb joinpoints from (0, most)
 *  inwards, each at (1 - level)/most, by permuting the weighted residuals of the fit with ka. */
enum causa_segments {
	CAUSA_SEGMENTS_WBIC,
	CAUSA_SEGMENTS_PERMUTATION,
	CAUSA_SEGMENTS_BIC,
	CAUSA_SEGMENTS_BIC3
};

struct causa_joinpoint_options {
	enum causa_segments selection;
	double level;                 /* of the intervals, and of the permutation tests */
	uint64_t seed, series;        /* key of the random streams; replicates are numbered from 0 */
	int replicates;               /* permutations a test; 0: 4499 */
};

/** A segment, or the average over all of them: change of the log rate a year. */
struct causa_slope {
	int64_t first, last;          /* times at its ends */
	double slope, se, p;
	struct causa_interval limits;
};

struct causa_joinpoint {
	int joinpoints, most;         /* chosen; most that were tried */
	int df;                       /* n - 2 - 2 joinpoints: their places are estimated too */
	struct causa_slope segment[CAUSA_MOST_JOINPOINTS + 1];
	struct causa_slope average;   /* slopes weighted by the length of their segments */
	double sse[CAUSA_MOST_JOINPOINTS + 1], criterion[CAUSA_MOST_JOINPOINTS + 1]; /* by number of joinpoints */
	int tests;                    /* permutation tests that were made */
	double test_p[CAUSA_MOST_JOINPOINTS];
};

/** Most joinpoints for n points: 0 below 7, 1 for 7-11, 2 for 12-16, 3 for 17-21, 4 for 22-26, 5 from 27. */
int causa_joinpoint_most(int n);

/** Fits log(max(y, 1/2)/exposure), weighted by max(y, 1/2), the inverse variance of the log of a Poisson count, by continuous
 *  straight segments that bend at observed times. Every placement is tried.
 *
 *  y        counts, >= 0.   t  times, strictly increasing.   exposure  > 0, or NULL for 1 each.   7 <= n <= 1000 points.
 *           At least two points lie before the first joinpoint, after the last, and strictly between two of them.
 *  Limits and p use t quantiles on df, given the places of the joinpoints.
 *  Returns  CAUSA_OK; CAUSA_ENODATA below 7 points or when all y are 0; CAUSA_EDOMAIN; CAUSA_ENOMEM.
 *  Edges    points on a line: se 0, limits without width, p 0, or 1 when the slope is 0.
 *  Ref.     Kim, Fay, Feuer and Midthune (2000), Stat. Med. 19:335-351; Kim, Chen, Midthune et al. (2022), J. Appl. Stat.
 *           50:1992-2013 (WBIC); Clegg, Hankey, Tiwari et al. (2009), Stat. Med. 28:3670-3682 (average).
 *  Oracle   brute force by normal equations, in the tests. */
enum causa_status causa_joinpoint_fit(const int64_t *y, const int64_t *t, const double *exposure, int n,
                                      const struct causa_joinpoint_options *options, struct causa_joinpoint *out);

#ifdef __cplusplus
}
#endif
#endif
