/* Beta-binomial empirical Bayes.
 *
 * Written in the mean mu and the weight M = alpha + beta: for a given M the likelihood has one maximum in mu; M is the root of
 * its profile score on the log scale, after a scan for the greatest likelihood, which may be at infinity.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>

#include <causa/level.h>
#include <causa/shrink.h>
#include <causa/special.h>

#include "kernel/psi.h"
#include "kernel/solve.h"

struct series {
	const int64_t *k, *n;
	int m;
	double pooled, M;
};

static double log_likelihood(const struct series *s, double mu, double M)
{
	double sum = 0;
	for (int i = 0; i < s->m; i++) {
		double k = (double)s->k[i], n = (double)s->n[i];
		if (isinf(M))
			sum += (k > 0 ? k * log(mu) : 0) + (k < n ? (n - k) * log1p(-mu) : 0);
		else
			sum += psi_rising_log(mu * M, k) + psi_rising_log((1 - mu) * M, n - k) - psi_rising_log(M, n);
	}
	return sum;
}

/* Derivative by mu, over M; mu from its logit. */
static double mean_score(const void *self, double logit)
{
	const struct series *s = self;
	double mu = 1 / (1 + exp(-logit)), rest = 1 / (1 + exp(logit)), sum = 0;
	for (int i = 0; i < s->m; i++) {
		double k = (double)s->k[i], n = (double)s->n[i];
		sum += psi_rising_first(mu * s->M, k) - psi_rising_first(rest * s->M, n - k);
	}
	return sum;
}

static double best_mean(const struct series *s, double M)
{
	struct series at = *s;
	if (isinf(M))
		return s->pooled;
	at.M = M;
	return 1 / (1 + exp(-solve_bracket(mean_score, &at, -40, 40)));
}

/* M^2 times the derivative of the profile likelihood by M. */
static double weight_score(const void *self, double log_M)
{
	const struct series *s = self;
	double M = exp(log_M), mu = best_mean(s, M), sum = 0;
	for (int i = 0; i < s->m; i++) {
		double k = (double)s->k[i], n = (double)s->n[i];
		sum += mu * psi_rising_first(mu * M, k) + (1 - mu) * psi_rising_first((1 - mu) * M, n - k) - psi_rising_first(M, n);
	}
	return sum * M * M;
}

static enum causa_status read(const int64_t *k, const int64_t *n, int m, struct series *s, double *boundary_score)
{
	double K = 0, N = 0;
	int used = 0;
	*s = (struct series){k, n, m, 0, 0};
	for (int i = 0; i < m; i++) {
		if (k[i] < 0 || n[i] < k[i])
			return CAUSA_EDOMAIN;
		used += n[i] > 0;
		K += (double)k[i];
		N += (double)n[i];
	}
	if (used < 2 || K == 0 || K == N)
		return CAUSA_ENODATA;
	s->pooled = K / N;
	*boundary_score = 0;
	for (int i = 0; i < m; i++) {
		double x = (double)k[i], f = (double)(n[i] - k[i]), both = (double)n[i];
		*boundary_score += x * (x - 1) / s->pooled + f * (f - 1) / (1 - s->pooled) - both * (both - 1);
	}
	return CAUSA_OK;
}

enum { FIRST = -24, LAST = 60 }; /* log M from -12 to 30 in halves */

static int scan(const struct series *s, double boundary_score)
{
	double common = log_likelihood(s, s->pooled, INFINITY), best = common;
	int where = LAST + 1;
	for (int step = LAST; step >= FIRST; step--) {
		double M = exp(0.5 * step), at = log_likelihood(s, best_mean(s, M), M);
		if (at > best && (boundary_score > 0 || at > common + 1e-9 * fabs(common))) {
			best = at;
			where = step;
		}
	}
	return where;
}

static double log_chooses(const struct series *s)
{
	double sum = 0;
	for (int i = 0; i < s->m; i++) {
		double k = (double)s->k[i], n = (double)s->n[i];
		sum += lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
	}
	return sum;
}

enum causa_status causa_beta_prior(const int64_t *k, const int64_t *n, int m, struct causa_beta_prior *out)
{
	struct series s;
	struct causa_beta_prior prior = {0};
	enum causa_status status = read(k, n, m, &s, &prior.boundary_score);
	if (status != CAUSA_OK)
		return status;
	int step = scan(&s, prior.boundary_score);
	if (step == FIRST || (step > LAST && prior.boundary_score > 0))
		return CAUSA_ENOCONV;
	double M = INFINITY;
	if (step <= LAST)
		M = exp(solve_bracket(weight_score, &s, 0.5 * (step - 1), 0.5 * (step + 1)));
	prior.mean = best_mean(&s, M);
	prior.alpha = isinf(M) ? INFINITY : prior.mean * M;
	prior.beta = isinf(M) ? INFINITY : (1 - prior.mean) * M;
	prior.rho = 1 / (M + 1);
	prior.loglik = log_likelihood(&s, prior.mean, M) + log_chooses(&s);
	prior.loglik_binomial = log_likelihood(&s, s.pooled, INFINITY) + log_chooses(&s);
	*out = prior;
	return CAUSA_OK;
}

enum causa_status causa_shrink(int64_t k, int64_t n, const struct causa_beta_prior *prior, double level, double *mean,
                               struct causa_interval *limits)
{
	if (k < 0 || k > n || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	if (isinf(prior->alpha)) {
		*mean = prior->mean;
		*limits = (struct causa_interval){0, 1};
		return CAUSA_OK;
	}
	double a = (double)k + prior->alpha, b = (double)(n - k) + prior->beta, half = causa_alpha(level) / 2;
	*mean = a / (a + b);
	limits->lower = causa_beta_quantile(half, a, b);
	limits->upper = causa_beta_quantile_sf(half, a, b);
	return CAUSA_OK;
}
