/* Distribution functions: cumulative, upper tail, their logarithms, quantiles.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_SPECIAL_H
#define CAUSA_SPECIAL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Names: cdf P(X <= x), sf P(X > x), never computed as 1 - cdf; log_ their logarithms, finite where the tails underflow;
 * quantile of the lower tail p, quantile_sf of the upper tail q: give the tail that is small. A continuous quantile of 0 or 1 is
 * the end of the support; a discrete one is the first k whose cdf is at least p, or whose sf is at most q.
 * Invalid arguments give NaN, and -1 where an integer is returned. Nothing here is affected by or changes global state. */

/** Normal distribution, mean 0 and variance 1. Oracle  R pnorm, qnorm. */
double causa_norm_cdf(double z);
double causa_norm_sf(double z);
double causa_norm_log_cdf(double z);
double causa_norm_log_sf(double z);
double causa_norm_quantile(double p);
double causa_norm_quantile_sf(double q);

/** Beta distribution I_x(a, b), a, b > 0: series or continued fraction from the smaller side.
 *  Ref.  DiDonato and Morris (1992), ACM TOMS 18:360-373.  Oracle  R pbeta, qbeta; stress rows. */
double causa_beta_cdf(double x, double a, double b);
double causa_beta_sf(double x, double a, double b);
double causa_beta_log_cdf(double x, double a, double b);
double causa_beta_log_sf(double x, double a, double b);
double causa_beta_quantile(double p, double a, double b);
double causa_beta_quantile_sf(double q, double a, double b);

/** Gamma distribution with scale 1, shape > 0: series, continued fraction, or Temme's expansion for shapes above 1e5.
 *  Ref.  Temme (1979), SIAM J. Math. Anal. 10:757-766.  Oracle  R pgamma, qgamma; stress rows. */
double causa_gamma_cdf(double x, double shape);
double causa_gamma_sf(double x, double shape);
double causa_gamma_log_cdf(double x, double shape);
double causa_gamma_log_sf(double x, double shape);
double causa_gamma_quantile(double p, double shape);
double causa_gamma_quantile_sf(double q, double shape);

/** Chi-square distribution, df > 0: gamma of x/2 with shape df/2. Oracle  R pchisq, qchisq. */
double causa_chisq_cdf(double x, double df);
double causa_chisq_sf(double x, double df);
double causa_chisq_log_cdf(double x, double df);
double causa_chisq_log_sf(double x, double df);
double causa_chisq_quantile(double p, double df);
double causa_chisq_quantile_sf(double q, double df);

/** Student's t, df > 0: half of the beta distribution of df/(df + t^2) with shapes df/2 and 1/2. Oracle  R pt, qt. */
double causa_t_cdf(double t, double df);
double causa_t_sf(double t, double df);
double causa_t_log_cdf(double t, double df);
double causa_t_log_sf(double t, double df);
double causa_t_quantile(double p, double df);
double causa_t_quantile_sf(double q, double df);

/** Binomial distribution of n >= 0 trials, 0 <= prob <= 1: the beta distribution. Oracle  R dbinom, pbinom, qbinom. */
double causa_binom_pmf(int64_t k, int64_t n, double prob);
double causa_binom_cdf(int64_t k, int64_t n, double prob);
double causa_binom_sf(int64_t k, int64_t n, double prob);
double causa_binom_log_cdf(int64_t k, int64_t n, double prob);
double causa_binom_log_sf(int64_t k, int64_t n, double prob);
int64_t causa_binom_quantile(double p, int64_t n, double prob);
int64_t causa_binom_quantile_sf(double q, int64_t n, double prob);

/** Poisson distribution, mean >= 0: the gamma distribution. The quantile of 1 does not exist (-1). Oracle  R dpois, ppois,
 *  qpois. */
double causa_pois_pmf(int64_t k, double mean);
double causa_pois_cdf(int64_t k, double mean);
double causa_pois_sf(int64_t k, double mean);
double causa_pois_log_cdf(int64_t k, double mean);
double causa_pois_log_sf(int64_t k, double mean);
int64_t causa_pois_quantile(double p, double mean);
int64_t causa_pois_quantile_sf(double q, double mean);

/** Negative binomial: failures before `size` successes, P(k) = Gamma(k + size)/(Gamma(size) k!) prob^size (1 - prob)^k, size > 0
 *  real, 0 < prob <= 1; mean size (1 - prob)/prob. Oracle  R dnbinom, pnbinom, qnbinom. */
double causa_negbin_pmf(int64_t k, double size, double prob);
double causa_negbin_cdf(int64_t k, double size, double prob);
double causa_negbin_sf(int64_t k, double size, double prob);
double causa_negbin_log_cdf(int64_t k, double size, double prob);
double causa_negbin_log_sf(int64_t k, double size, double prob);
int64_t causa_negbin_quantile(double p, double size, double prob);
int64_t causa_negbin_quantile_sf(double q, double size, double prob);

/** Hypergeometric distribution: white balls among `drawn` from an urn of `white` and `black`. Oracle  R dhyper, phyper, qhyper. */
double causa_hyper_pmf(int64_t x, int64_t white, int64_t black, int64_t drawn);
double causa_hyper_cdf(int64_t x, int64_t white, int64_t black, int64_t drawn);
double causa_hyper_sf(int64_t x, int64_t white, int64_t black, int64_t drawn);
double causa_hyper_log_cdf(int64_t x, int64_t white, int64_t black, int64_t drawn);
double causa_hyper_log_sf(int64_t x, int64_t white, int64_t black, int64_t drawn);
int64_t causa_hyper_quantile(double p, int64_t white, int64_t black, int64_t drawn);
int64_t causa_hyper_quantile_sf(double q, int64_t white, int64_t black, int64_t drawn);

/** Fisher's noncentral hypergeometric distribution: the same with odds > 0 of white, given the number drawn. NaN also when the
 *  support is longer than 20 million.  Ref.  Fog (2008), Commun. Stat. Simul. Comput. 37:258-273.  Oracle  sums of its masses. */
double causa_fnchyper_pmf(int64_t x, int64_t white, int64_t black, int64_t drawn, double odds);
double causa_fnchyper_cdf(int64_t x, int64_t white, int64_t black, int64_t drawn, double odds);
double causa_fnchyper_sf(int64_t x, int64_t white, int64_t black, int64_t drawn, double odds);
double causa_fnchyper_mean(int64_t white, int64_t black, int64_t drawn, double odds);

#ifdef __cplusplus
}
#endif
#endif
