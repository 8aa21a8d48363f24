/* Do several proportions differ? Chi-square, G and exact tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_HOMOGENEITY_H
#define CAUSA_HOMOGENEITY_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Tests of one common proportion. Series with n = 0 are dropped. */
struct causa_homogeneity {
	int series, df;               /* series with n > 0; series - 1 */
	int64_t k, n;                 /* sums */
	double x2, p_x2;              /* Pearson */
	double g, p_g;                /* likelihood ratio */
	double least_expected;        /* smallest expected count, of k or of n - k */
	int below_5;                  /* expected counts below 5: the approximations are doubtful when there are any */
};

/** X2 = sum (k - n P)^2 / (n P (1 - P)), G = 2 sum k log(k/(n P)) + ..., P = sum k / sum n, both chi-square on series - 1.
 *
 *  k, n     0 <= k <= n; m series.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when fewer than 2 series have n > 0, or no case or every case is k; CAUSA_EDOMAIN.
 *  Oracle   R chisq.test(rbind(k, n - k), correct = FALSE); g_test. */
enum causa_status causa_homogeneity(const int64_t *k, const int64_t *n, int m, struct causa_homogeneity *out);

/** Exact p given the margins, by minimum likelihood (Freeman and Halton): the probability of all tables at most (1 + 1e-7)
 *  times as likely as the observed one. Every table is counted, in two halves that are merged.
 *
 *  Returns  as causa_homogeneity; CAUSA_ERANGE when the tables are too many to be counted (use causa_homogeneity_sampled);
 *           CAUSA_ENOMEM.
 *  Ref.     Freeman and Halton (1951), Biometrika 38:141-149.
 *  Oracle   R fisher.test(rbind(k, n - k), workspace = 2e8). */
enum causa_status causa_homogeneity_exact(const int64_t *k, const int64_t *n, int m, double *p);

/** The same p estimated from `replicates` random tables with these margins: (1 + those as unlikely) / (1 + replicates).
 *  The draws depend on seed and replicate alone. Errors as causa_homogeneity; CAUSA_EDOMAIN also when replicates < 1.
 *  Oracle   causa_homogeneity_exact where both can be had. */
enum causa_status causa_homogeneity_sampled(const int64_t *k, const int64_t *n, int m, uint64_t seed, int64_t replicates,
                                            double *p);

#ifdef __cplusplus
}
#endif
#endif
