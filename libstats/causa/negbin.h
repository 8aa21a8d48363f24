/* Negative binomial log-linear trend, and dispersions moderated across series.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_NEGBIN_H
#define CAUSA_NEGBIN_H

#include <stddef.h>
#include <stdint.h>

#include <causa/loglinear.h>
#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** log E(y) = intercept + slope t + log exposure, var(y) = mu + mu^2/theta. */
struct causa_negbin {
	double slope, intercept;
	double se_slope, se_theta;    /* expected information of the slope at theta; observed information of theta */
	double theta;                 /* INFINITY: no overdispersion, and the fit is the Poisson one */
	double loglik;
	double boundary_score;        /* sum((y - mu)^2 - y) of the Poisson fit: the likelihood at infinite theta rises inwards when > 0 */
	int df, separated;            /* as in causa_loglinear */
};

/** Fits slope, intercept and theta by maximum likelihood.
 *
 *  y, t, exposure, n   as causa_loglinear_fit.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when all y are 0; CAUSA_EDOMAIN; CAUSA_ENOCONV.
 *  Edges    boundary_score <= 0 and no better finite theta: theta == INFINITY, se_theta meaningless. MASS::glm.nb reports a
 *           large theta and convergence there. separated: only df and separated are set.
 *  Ref.     Lawless (1987), Canad. J. Statist. 15:209-225.
 *  Oracle   negbin rows: R MASS::glm.nb, theta by high-precision maximisation. */
enum causa_status causa_negbin_fit(const int64_t *y, const double *t, const double *exposure, int n,
                                   struct causa_negbin *out);

/** Wald limits and p of the slope, normal quantiles: slope -+ z se. Asymptotic: too narrow for few years.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when separated or df = 0; CAUSA_EDOMAIN.
 *  Oracle   the formula. */
enum causa_status causa_negbin_wald(const struct causa_negbin *fit, double level, struct causa_interval *slope, double *p);

/** Prior of dispersions estimated from many series: dispersion ~ scale df / chisq(df). */
struct causa_dispersion_prior {
	double df;                    /* INFINITY: the series show one common dispersion */
	double scale;
};

/** Fits the prior by the first two moments of the logarithm of the dispersions.
 *
 *      e = log s^2 - digamma(d/2) + log(d/2);  trigamma(df/2) = var(e) - mean trigamma(d/2)
 *      scale = exp(mean e + digamma(df/2) - log(df/2))
 *
 *  dispersion   X2/df of each series, >= 0; those below 1e-5 of their median count as that.
 *  d            their degrees of freedom, > 0.   m >= 2 series.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when m < 2 or all dispersions are 0; CAUSA_EDOMAIN; CAUSA_ENOMEM.
 *  Ref.     Smyth (2004), Stat. Appl. Genet. Mol. Biol. 3:3.
 *  Oracle   the formula in Python (scipy.special); R limma::squeezeVar. */
enum causa_status causa_dispersion_prior(const double *dispersion, const int *d, size_t m,
                                         struct causa_dispersion_prior *out);

/** Quasi-Poisson limits and p with the dispersion shrunk to the prior: (prior.df scale + X2) / (prior.df + df), t quantiles on
 *  prior.df + df.
 *  Returns  CAUSA_OK; CAUSA_ENODATA when df = 0 or separated; CAUSA_EDOMAIN. */
enum causa_status causa_loglinear_moderated(const struct causa_loglinear *fit, const struct causa_dispersion_prior *prior,
                                            double level, struct causa_interval *slope, double *p);

#ifdef __cplusplus
}
#endif
#endif
