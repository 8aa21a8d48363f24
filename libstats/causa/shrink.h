/* Ratios shrunk towards their common mean: beta-binomial empirical Bayes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_SHRINK_H
#define CAUSA_SHRINK_H

#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Beta distribution of the ratios behind the series. */
struct causa_beta_prior {
	double alpha, beta;           /* INFINITY both: the series show no heterogeneity, and mean is their common ratio */
	double mean;                  /* alpha / (alpha + beta) */
	double rho;                   /* 1 / (alpha + beta + 1), the correlation of two cases of one series */
	double loglik, loglik_binomial;
	double boundary_score;        /* > 0: the likelihood rises from the common ratio inwards */
};

/** Maximum likelihood of k ~ beta-binomial(n, alpha, beta) over the series with n > 0.
 *
 *  boundary_score = sum k(k-1)/P + (n-k)(n-k-1)/(1-P) - n(n-1) at the pooled ratio P. When it is not above 0 and no finite
 *  maximum is better, alpha == beta == INFINITY.
 *
 *  Returns  CAUSA_OK; CAUSA_ENODATA when fewer than 2 series have n > 0, or no case or every case is k; CAUSA_EDOMAIN;
 *           CAUSA_ENOCONV when the likelihood has no maximum (every series all or nothing).
 *  Ref.     Griffiths (1973), Biometrics 29:637-648.
 *  Oracle   eb rows: R optim; VGAM::vglm(betabinomialff). */
enum causa_status causa_beta_prior(const int64_t *k, const int64_t *n, int m, struct causa_beta_prior *out);

/** Posterior of one series: mean (k + alpha)/(n + alpha + beta) and equal-tailed limits of beta(k + alpha, n - k + beta). The
 *  limits take the prior as known and are a little narrow. Without heterogeneity: the common ratio, no limits (0 to 1).
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN. Oracle  eb shrunken, post_lower95, post_upper95. */
enum causa_status causa_shrink(int64_t k, int64_t n, const struct causa_beta_prior *prior, double level, double *mean,
                               struct causa_interval *limits);

#ifdef __cplusplus
}
#endif
#endif
