/* Distribution functions: cumulative, upper tail, quantile.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_SPECIAL_H
#define CAUSA_SPECIAL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

double causa_norm_cdf(double z);
double causa_norm_sf(double z);
double causa_norm_quantile(double p);
double causa_norm_quantile_sf(double q);

double causa_beta_cdf(double x, double a, double b);
double causa_beta_sf(double x, double a, double b);
double causa_beta_quantile(double p, double a, double b);
double causa_beta_quantile_sf(double q, double a, double b);

double causa_gamma_cdf(double x, double shape);
double causa_gamma_sf(double x, double shape);
double causa_gamma_quantile(double p, double shape);
double causa_gamma_quantile_sf(double q, double shape);

double causa_chisq_cdf(double x, double df);
double causa_chisq_sf(double x, double df);
double causa_t_cdf(double t, double df);
double causa_t_sf(double t, double df);
double causa_t_quantile(double p, double df);
double causa_t_quantile_sf(double q, double df);

double causa_binom_pmf(int64_t k, int64_t n, double p);
double causa_binom_cdf(int64_t k, int64_t n, double p);
double causa_binom_sf(int64_t k, int64_t n, double p);
double causa_pois_pmf(int64_t k, double mean);
double causa_pois_cdf(int64_t k, double mean);
double causa_pois_sf(int64_t k, double mean);

#ifdef __cplusplus
}
#endif
#endif
