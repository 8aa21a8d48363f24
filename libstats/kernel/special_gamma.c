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

/* log of x^a e^-x / Gamma(a) */
static double gamma_log_density(const struct gamma *G, double x)
{
	return G->log_scale + G->a * special_log1pmx((x - G->a) / G->a, x / G->a);
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

/* ---- large shapes ---- */

/* Temme's uniform expansion: with mu = x/a - 1 and eta of the sign of mu, eta^2/2 = mu - log(1 + mu),
 *
 *     Q = erfc(eta sqrt(a/2)) / 2 + exp(-a eta^2/2) / sqrt(2 pi a) * (c0(eta) + c1(eta)/a + ...)
 *
 * The power series of c_k in eta follow from 1/mu by exact fractions (DLMF 8.12.11 and 8.12.12). */
static const double LARGE = 1e5;

static double temme_sum(double eta, double a)
{
	enum { TERMS = 5, MOST = 16 };
	static const double c[TERMS][MOST] = {
		{-0.33333333333333331, 0.083333333333333329, -0.014814814814814815, 0.0011574074074074073,
		 0.00035273368606701942, -0.0001787551440329218, 3.9192631785224377e-05, -2.185448510679992e-06,
		 -1.85406221071516e-06, 8.2967113409530865e-07, -1.7665952736826078e-07, 6.7078535434014984e-09,
		 1.0261809784240309e-08, -4.3820360184533529e-09, 9.1476995822367902e-10, -2.5514193994946248e-11},
		{-0.0018518518518518519, -0.003472222222222222, 0.0026455026455026454, -0.00099022633744855963,
		 0.00020576131687242798, -4.018775720164609e-07, -1.8098550334489977e-05, 7.6491609160811098e-06,
		 -1.6120900894563446e-06, 4.647127802807434e-09, 1.3786334469157209e-07, -5.7525456035177047e-08,
		 1.1951628599778148e-08, -1.7543241719747647e-11},
		{0.0041335978835978834, -0.0026813271604938273, 0.0007716049382716049, 2.0093878600823047e-06,
		 -0.0001073665322636516, 5.2923448829120125e-05, -1.2760635188618728e-05, 3.4235787340961378e-08,
		 1.3721957309062934e-06, -6.2989921383800548e-07, 1.4280614206064242e-07, -2.0477098421990866e-10},
		{0.00064943415637860077, 0.00022947209362139917, -0.0004691894943952557, 0.00026772063206283885,
		 -7.5618016718839766e-05, -2.3965051138672968e-07, 1.1082654115347302e-05, -5.6749528269915965e-06,
		 1.4230900732435883e-06, -2.7861080291528143e-11},
		{-0.00086188829091671173, 0.00078403922172006662, -0.00029907248030319018, -1.4638452578843418e-06,
		 6.6414982154651219e-05, -3.9683650471794347e-05, 1.1375726970678419e-05, 2.5074972262375329e-10},
	};
	double sum = 0;
	for (int k = TERMS - 1; k >= 0; k--) {
		double ck = 0;
		for (int j = MOST - 1; j >= 0; j--)
			ck = ck * eta + c[k][j];
		sum = sum / a + ck;
	}
	return sum;
}

static void temme_tails(double a, double mu, struct special_tails *out)
{
	double half_square = -special_log1pmx(mu, 1 + mu), eta = copysign(sqrt(2 * half_square), mu);
	double rest = exp(-a * half_square) / sqrt(2 * M_PI * a) * temme_sum(eta, a), z = sqrt(a * half_square);
	double small = 0.5 * erfc(z) + (mu >= 0 ? rest : -rest);
	out->lower = mu >= 0 ? 1 - small : small;
	out->upper = mu >= 0 ? small : 1 - small;
}

static void gamma_tails(const struct gamma *G, double x, struct special_tails *out)
{
	double a = G->a;
	out->density = exp(gamma_log_density(G, x));
	out->slope = a - x;
	if (a > LARGE && fabs(x - a) < 0.25 * a) {
		temme_tails(a, (x - a) / a, out);
	} else if (x < a + 1) {
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

/* As for the beta distribution. */
static double gamma_log_tail(double x, double shape, int upper)
{
	struct special_tails t;
	struct gamma G = gamma_of(shape);
	gamma_tails(&G, x, &t);
	double tail = upper ? t.upper : t.lower, other = upper ? t.lower : t.upper;
	if (tail > 0.5)
		return log1p(-other);
	if (tail > 1e-280)
		return log(tail);
	return gamma_log_density(&G, x) + log(upper ? upper_fraction(shape, x) : lower_series(shape, x));
}

double causa_gamma_log_cdf(double x, double shape)
{
	if (!valid(shape) || isnan(x))
		return NAN;
	if (x <= 0 || isinf(x))
		return x <= 0 ? -INFINITY : 0;
	return gamma_log_tail(x, shape, 0);
}

double causa_gamma_log_sf(double x, double shape)
{
	if (!valid(shape) || isnan(x))
		return NAN;
	if (x <= 0 || isinf(x))
		return x <= 0 ? 0 : -INFINITY;
	return gamma_log_tail(x, shape, 1);
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

double causa_chisq_log_cdf(double x, double df)
{
	return causa_gamma_log_cdf(0.5 * x, 0.5 * df);
}

double causa_chisq_log_sf(double x, double df)
{
	return causa_gamma_log_sf(0.5 * x, 0.5 * df);
}

double causa_chisq_quantile(double p, double df)
{
	return 2 * causa_gamma_quantile(p, 0.5 * df);
}

double causa_chisq_quantile_sf(double q, double df)
{
	return 2 * causa_gamma_quantile_sf(q, 0.5 * df);
}
