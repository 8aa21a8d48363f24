/* The p-values that a discrete test can reach, and a false discovery rate that uses them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_DISCRETE_H
#define CAUSA_DISCRETE_H

#include <stddef.h>
#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Distribution of a test's p-value when there is no effect. n = 0: continuous, P(p <= t) = t. */
struct causa_null {
	size_t n;
	double *p;                    /* attainable p-values, ascending */
	double *at_most;              /* P(p-value <= p[i]) */
};

void causa_null_free(struct causa_null *null);

/** Null distribution of the exact rate-ratio test (midp: of its mid-P form) given x1 + x2 = total and exposures t1, t2.
 *  Totals above a million are taken as continuous. Errors: CAUSA_EDOMAIN, CAUSA_ENOMEM. */
enum causa_status causa_null_change(int64_t total, double t1, double t2, int midp, struct causa_null *out);

/** Of Fisher's test (minimum likelihood) with k cases among n1 and n2 reports. Errors as above. */
enum causa_status causa_null_fisher(int64_t k, int64_t n1, int64_t n2, struct causa_null *out);

/** Of the exact test of trend with this total: all sums of t y. As above; beyond MOST cells taken as continuous. */
enum causa_status causa_null_trend(int64_t total, const int64_t *t, const double *exposure, int n, struct causa_null *out);

/** False discovery rate with heterogeneous discrete tests, step-down: in ascending order of p,
 *
 *      adjusted_(j) = max over i <= j of min(1, sum over all tests h of F_h(p_(i)) / (1 - F_h(p_(i))) / i)
 *
 *  F_h(t) = P(p-value of test h <= t). A test that cannot reach p_(i) adds nothing, so that rare offences do not weigh on the
 *  others as they do in Benjamini and Hochberg. Equal p-values get equal adjusted ones.
 *
 *  p, null, m   m tests.   out  in the same order.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN; CAUSA_ENOMEM.
 *  Edges    all continuous: p (m / i) / (1 - p), made monotone: slightly above Benjamini and Hochberg step-down.
 *  Ref.     Doehler, Durand and Roquain (2018), Electron. J. Statist. 12:1867-1900, procedure [HSD].
 *  Oracle   the formula in exact fractions. */
enum causa_status causa_adjust_discrete(const double *p, const struct causa_null *null, size_t m, double *out);

#ifdef __cplusplus
}
#endif
#endif
