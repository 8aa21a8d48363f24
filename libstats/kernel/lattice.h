/* A distribution on consecutive integers, tilted by odds: what exact conditional inference on odds ratios needs. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_KERNEL_LATTICE_H
#define CAUSA_KERNEL_LATTICE_H

#include <stdint.h>

#include <causa/status.h>

/* P(X = lo + i) is proportional to exp(log_weight[i] + theta (lo + i)); theta is the log odds ratio. */
struct lattice {
	int64_t lo, n;
	double *log_weight; /* the greatest is 0 */
};

enum { LATTICE_MOST = 20000000 };

/* X of k2 + k1 = total with k2 of n2 and k1 of n1. Errors: CAUSA_ERANGE (support too long), CAUSA_ENOMEM. */
enum causa_status lattice_hypergeometric(int64_t total, int64_t n1, int64_t n2, struct lattice *out);
/* The distribution of a sum of two. */
enum causa_status lattice_convolve(const struct lattice *a, const struct lattice *b, struct lattice *out);
void lattice_free(struct lattice *lattice);

/* P(X <= x), P(X = x), P(X >= x) at theta. */
struct lattice_tails {
	double below, at, above;
};
void lattice_tails(const struct lattice *lattice, double theta, int64_t x, struct lattice_tails *out);

double lattice_mean(const struct lattice *lattice, double theta);

/* P of all outcomes at most (1 + 1e-7) times as likely as x, at theta = 0. */
double lattice_minlike(const struct lattice *lattice, int64_t x);

/* theta at which the mean is x: the conditional maximum-likelihood estimate; infinite at an end. */
double lattice_estimate(const struct lattice *lattice, int64_t x);

/* thetas at which P(X >= x) and P(X <= x) are `half`; an end is infinite where x is the end of the support. */
struct causa_interval lattice_limits(const struct lattice *lattice, int64_t x, double half);

#endif
