/* Incomplete gamma function and its inverse; chi-square, which is made of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>

#include <causa/special.h>

#include "kernel/special_internal.h"

struct gamma {
	double a, log_scale;
};

static struct gamma gamma_of(double a)
{
	return (struct gamma){a, 0.5 * log(a / (2 * M_PI)) - special_stirling_error(a)};
}

/* x^a e^-x / Gamma(a) */
static double gamma_density(const struct gamma *G, double x)
{
	return exp(G->log_scale + G->a * special_log1pmx((x - G->a) / G->a, x / G->a));
}

/* P(a, x) = density * series, for x below a + 1. */
static double lower_series(double a, double x)
{
	double term = 1 / a, sum = term;
	for (double n = 1; n < 1e8 && term > 1e-17 * sum; n++) {
		term *= x / (a + n);
		sum += term;
	}
	return sum;
}

/* Q(a, x) = density * fraction (Legendre), for x above a + 1. */
static double upper_fraction(double a, double x)
{
	const double tiny = DBL_MIN * 1e10;
	double b = x + 1 - a, C = 1 / tiny, D = 1 / b, h = D;
	for (double n = 1; n < 1e8; n++) {
		double an = -n * (n - a);
		b += 2;
		D = an * D + b;
		D = 1 / (fabs(D) < tiny ? tiny : D);
		C = b + an / C;
		C = fabs(C) < tiny ? tiny : C;
		h *= D * C;
		if (fabs(D * C - 1) < 2 * DBL_EPSILON)
			break;
	}
	return h;
}

/* Q for a below 1 and x at most about 1, where P is near 1: 1 - x^a / Gamma(1 + a) plus an alternating series. */
static double upper_small(double a, double x)
{
	double log_power = a * log(x) - lgamma(1 + a), term = 1, sum = 0;
	for (double n = 1; n < 200; n++) {
		term *= -x / n;
		double add = term / (a + n);
		sum -= add;
		if (fabs(add) < 1e-18 * fabs(sum))
			break;
	}
	return -expm1(log_power) + exp(log_power) * a * sum;
}

static void gamma_tails(const struct gamma *G, double x, struct special_tails *out)
{
	double a = G->a;
	out->density = gamma_density(G, x);
	out->slope = a - x;
	if (x < a + 1) {
		out->lower = fmin(1, out->density * lower_series(a, x));
		out->upper = a < 1 && x < 1.5 ? upper_small(a, x) : 1 - out->lower;
	} else {
		out->upper = fmin(1, out->density * upper_fraction(a, x));
		out->lower = 1 - out->upper;
	}
}

static int valid(double shape)
{
	return shape > 0 && isfinite(shape);
}

double causa_gamma_cdf(double x, double shape)
{
	struct special_tails t;
	if (!valid(shape) || isnan(x))
		return NAN;
	if (x <= 0 || isinf(x))
		return x <= 0 ? 0 : 1;
	struct gamma G = gamma_of(shape);
	gamma_tails(&G, x, &t);
	return t.lower;
}

double causa_gamma_sf(double x, double shape)
{
	struct special_tails t;
	if (!valid(shape) || isnan(x))
		return NAN;
	if (x <= 0 || isinf(x))
		return x <= 0 ? 1 : 0;
	struct gamma G = gamma_of(shape);
	gamma_tails(&G, x, &t);
	return t.upper;
}

static void gamma_at_log(const void *parameters, double theta, struct special_tails *out)
{
	gamma_tails(parameters, exp(theta), out);
}

/* Wilson and Hilferty's cube root; the leading term of the lower tail where that fails. */
static double gamma_guess(double p, int upper, double a)
{
	double z = upper ? causa_norm_quantile_sf(p) : causa_norm_quantile(p);
	double root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
	if (root > 0.2)
		return log(a) + 3 * log(root);
	double tail = upper ? log1p(-p) : log(p);
	return fmax(-700, (tail + lgamma(a + 1)) / a);
}

static double gamma_quantile(double p, int upper, double shape)
{
	if (!valid(shape) || !(p >= 0 && p <= 1))
		return NAN;
	if (p == 0 || p == 1)
		return (p == 1) == (upper == 0) ? INFINITY : 0;
	if (p > 0.5) {
		p = 1 - p;
		upper = !upper;
	}
	struct gamma G = gamma_of(shape);
	return exp(special_invert(gamma_at_log, &G, p, upper, gamma_guess(p, upper, shape)));
}

double causa_gamma_quantile(double p, double shape)
{
	return gamma_quantile(p, 0, shape);
}

double causa_gamma_quantile_sf(double q, double shape)
{
	return gamma_quantile(q, 1, shape);
}

double causa_chisq_cdf(double x, double df)
{
	return causa_gamma_cdf(0.5 * x, 0.5 * df);
}

double causa_chisq_sf(double x, double df)
{
	return causa_gamma_sf(0.5 * x, 0.5 * df);
}
