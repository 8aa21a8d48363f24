/* Incomplete beta function and its inverse; Student's t, which is made of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <stdbool.h>

#include <causa/special.h>

#include "kernel/special_internal.h"

struct beta {
	double a, b;
	double log_scale; /* log sqrt(ab / (2 pi (a+b))) + Stirling errors: what does not depend on x */
};

static struct beta beta_of(double a, double b)
{
	double n = a + b;
	double errors = special_stirling_error(n) - special_stirling_error(a) - special_stirling_error(b);
	return (struct beta){a, b, errors + 0.5 * log(a / n * b / (2 * M_PI))};
}

/* x^a y^b / B(a, b). d = a y - b x is the distance from the mean: with u = -d/a and w = d/b the exponent is
 * a (log1p(u) - u) + b (log1p(w) - w), since the linear terms cancel. */
static double beta_log_density(const struct beta *B, double x, double y, double d)
{
	double n = B->a + B->b, u = -d / B->a, w = d / B->b;
	return B->log_scale + B->a * special_log1pmx(u, n / B->a * x) + B->b * special_log1pmx(w, n / B->b * y);
}

/* The contracted continued fraction of DiDonato and Morris (1992), ACM TOMS 18:360-373, for x at or below the mean:
 * I_x(a, b) = density / fraction. d = a y - b x >= 0 enters as a number of its own, so nothing cancels when x is near 1. */
static double beta_fraction(double a, double b, double x, double y, double d)
{
	/* Numerators and denominators by their recurrence: one division a step, where Lentz's form needs six. */
	const double large = 1e100;
	double A = a * (d + 1) / (a + 1), B = 1, A1 = 1, B1 = 0, over = 1 / (a + 1);
	for (double n = 1; n < 1e7; n++) {
		double next = 1 / (a + 2 * n + 1), m = n * (b - n) * x * over;
		double alpha = (a + n - 1) * over * ((a + b + n - 1) * m * x);
		double beta = n + m + (a + n) * next * (d + 1 + n * (1 + y));
		double An = beta * A + alpha * A1, Bn = beta * B + alpha * B1, cross = An * B;
		bool done = fabs(cross - A * Bn) < 2 * DBL_EPSILON * fabs(cross);
		A1 = A;
		B1 = B;
		A = An;
		B = Bn;
		over = next;
		if (done)
			break;
		if (fabs(B) > large || fabs(A) > large) {
			A /= large;
			B /= large;
			A1 /= large;
			B1 /= large;
		}
	}
	return A / B;
}

/* The power series in x, for b small or b x below 1: no continued fraction is as accurate there. */
static double beta_series(double a, double b, double x)
{
	double term = 1, sum = 0;
	for (double n = 1; n < 1e5; n++) {
		term *= (n - b) / n * x;
		double add = term / (a + n);
		sum += add;
		if (fabs(add) <= 1e-17 * fabs(sum + 1 / a))
			break;
	}
	return 1 + a * sum;
}

/* Lower tail for x at or below the mean. */
static double beta_lower(double a, double b, double x, double y, double d, double density)
{
	if (x < 0.7 && (b <= 1 || b * x <= 0.7)) {
		/* x^a / (a B) = density / (a y^b) */
		return density / a * exp(-b * log1p(-x)) * beta_series(a, b, x);
	}
	return density / beta_fraction(a, b, x, y, d);
}

/* The logarithm of the same, from that of the density: for tails that no double holds. */
static double beta_log_lower(double a, double b, double x, double y, double d, double log_density)
{
	if (x < 0.7 && (b <= 1 || b * x <= 0.7))
		return log_density - log(a) - b * log1p(-x) + log(beta_series(a, b, x));
	return log_density - log(beta_fraction(a, b, x, y, d));
}

/* d = a y - b x comes from where x and y are known best. */
static void beta_tails(const struct beta *B, double x, double y, double d, struct special_tails *out)
{
	out->density = exp(beta_log_density(B, x, y, d));
	out->slope = d;
	if (d >= 0) {
		out->lower = fmin(1, beta_lower(B->a, B->b, x, y, d, out->density));
		out->upper = 1 - out->lower;
	} else {
		out->upper = fmin(1, beta_lower(B->b, B->a, y, x, -d, out->density));
		out->lower = 1 - out->upper;
	}
}

static double distance(const struct beta *B, double x, double y)
{
	return special_distance(B->a, y, 0, B->b, x);
}

static int valid(double a, double b)
{
	return a > 0 && b > 0 && isfinite(a) && isfinite(b);
}

/* Only x is given: what 1 - x rounds away is kept. */
static void tails_at_x(double x, double a, double b, struct special_tails *out)
{
	struct beta B = beta_of(a, b);
	double y = 1 - x, rest = (1 - y) - x;
	beta_tails(&B, x, y, special_distance(a, y, rest, b, x), out);
}

double causa_beta_cdf(double x, double a, double b)
{
	struct special_tails t;
	if (!valid(a, b) || isnan(x))
		return NAN;
	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	tails_at_x(x, a, b, &t);
	return t.lower;
}

double causa_beta_sf(double x, double a, double b)
{
	struct special_tails t;
	if (!valid(a, b) || isnan(x))
		return NAN;
	if (x <= 0 || x >= 1)
		return x <= 0 ? 1 : 0;
	tails_at_x(x, a, b, &t);
	return t.upper;
}

/* Where a tail underflows its logarithm is had from that of the density; a tail near 1 from the other one. */
static double beta_log_tail(double x, double a, double b, int upper)
{
	struct special_tails t;
	struct beta B = beta_of(a, b);
	double y = 1 - x, d = special_distance(a, y, (1 - y) - x, b, x);
	beta_tails(&B, x, y, d, &t);
	double tail = upper ? t.upper : t.lower, other = upper ? t.lower : t.upper;
	if (tail > 0.5)
		return log1p(-other);
	if (tail > 1e-280)
		return log(tail);
	double log_density = beta_log_density(&B, x, y, d);
	return upper ? beta_log_lower(b, a, y, x, -d, log_density) : beta_log_lower(a, b, x, y, d, log_density);
}

double causa_beta_log_cdf(double x, double a, double b)
{
	if (!valid(a, b) || isnan(x))
		return NAN;
	if (x <= 0 || x >= 1)
		return x <= 0 ? -INFINITY : 0;
	return beta_log_tail(x, a, b, 0);
}

double causa_beta_log_sf(double x, double a, double b)
{
	if (!valid(a, b) || isnan(x))
		return NAN;
	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : -INFINITY;
	return beta_log_tail(x, a, b, 1);
}

/* ---- quantiles, on the logit scale, where x and 1 - x are both accurate ---- */

static void beta_at_logit(const void *parameters, double theta, struct special_tails *out)
{
	double e = exp(-fabs(theta)), small = e / (1 + e), large = 1 / (1 + e);
	double x = theta < 0 ? small : large, y = theta < 0 ? large : small;
	beta_tails(parameters, x, y, distance(parameters, x, y), out);
}

/* The logit by the leading term of the tail, x^a / (a B(a, b)): exact to rounding where x underflows. */
static double leading_logit(double p, int upper, double a, double b)
{
	double log_beta = lgamma(a) + lgamma(b) - lgamma(a + b);
	return upper ? -(log(p) + log(b) + log_beta) / b : (log(p) + log(a) + log_beta) / a;
}

/* Abramowitz and Stegun 26.5.22 for shapes from 1 on; else the leading term of the smaller tail. */
static double beta_guess(double p, int upper, double a, double b)
{
	double z = upper ? causa_norm_quantile_sf(p) : causa_norm_quantile(p);
	if (a >= 1 && b >= 1) {
		double ra = 1 / (2 * a - 1), rb = 1 / (2 * b - 1), lambda = (z * z - 3) / 6, h = 2 / (ra + rb);
		double root = h + lambda;
		if (root > 0) {
			double w = z * sqrt(root) / h - (rb - ra) * (lambda + 5.0 / 6 - 2 / (3 * h));
			return log(a / b) + 2 * w;
		}
	}
	double guess = leading_logit(p, upper, a, b);
	if (!isfinite(guess))
		return log(a / b);
	return fmax(-700, fmin(700, guess));
}

double special_beta_logit(double p, int upper, double a, double b)
{
	struct beta B = beta_of(a, b);
	if (p > 0.5) { /* exact below: the other tail is the accurate one */
		p = 1 - p;
		upper = !upper;
	}
	double leading = leading_logit(p, upper, a, b);
	if (upper ? leading > 600 : leading < -600)
		return leading;
	return special_invert(beta_at_logit, &B, p, upper, beta_guess(p, upper, a, b));
}

static double beta_quantile(double p, int upper, double a, double b)
{
	if (!valid(a, b) || !(p >= 0 && p <= 1))
		return NAN;
	if (p == 0 || p == 1)
		return (p == 1) == (upper == 0) ? 1 : 0;
	if (a == b && p == 0.5) /* by symmetry; tiny shapes leave the tails too flat to find it */
		return 0.5;
	double theta = special_beta_logit(p, upper, a, b);
	return theta < 0 ? exp(theta) / (1 + exp(theta)) : 1 / (1 + exp(-theta));
}

double causa_beta_quantile(double p, double a, double b)
{
	return beta_quantile(p, 0, a, b);
}

double causa_beta_quantile_sf(double q, double a, double b)
{
	return beta_quantile(q, 1, a, b);
}

/* ---- Student's t: x = df / (df + t^2) is beta(df/2, 1/2) ---- */

static double t_tail(double t, double df)
{
	struct special_tails out;
	if (isinf(t))
		return 0;
	struct beta B = beta_of(0.5 * df, 0.5);
	double t2 = t * t, y = t2 / (df + t2), x = df / (df + t2);
	if (isinf(t2)) {
		x = df / t / t;
		y = 1;
	}
	if (x == 0)
		return 0;
	beta_tails(&B, x, y, distance(&B, x, y), &out);
	return 0.5 * out.lower;
}

/* log P(T > t) for t > 0. */
static double t_log_tail(double t, double df)
{
	double y = t * t / (df + t * t), x = df / (df + t * t), tail = t_tail(t, df);
	if (tail > 1e-280)
		return log(tail);
	if (isinf(t))
		return -INFINITY;
	if (!(x > 1e-290)) /* the leading term x^a / (2 a B(a, 1/2)) is exact here */
		return 0.5 * df * (log(df) - 2 * log(t)) - log(df) - lgamma(0.5 * df) - lgamma(0.5) + lgamma(0.5 * df + 0.5);
	struct beta B = beta_of(0.5 * df, 0.5);
	double d = distance(&B, x, y);
	return beta_log_lower(B.a, B.b, x, y, d, beta_log_density(&B, x, y, d)) - M_LN2;
}

double causa_t_log_sf(double t, double df)
{
	if (!(df > 0) || isnan(t))
		return NAN;
	return t > 0 ? t_log_tail(t, df) : log1p(-t_tail(t, df));
}

double causa_t_log_cdf(double t, double df)
{
	return causa_t_log_sf(-t, df);
}

double causa_t_sf(double t, double df)
{
	if (!(df > 0) || isnan(t))
		return NAN;
	double tail = t_tail(t, df);
	return t >= 0 ? tail : 1 - tail;
}

double causa_t_cdf(double t, double df)
{
	return causa_t_sf(-t, df);
}

double causa_t_quantile_sf(double q, double df)
{
	if (!(q >= 0 && q <= 1) || !(df > 0))
		return NAN;
	if (q == 0 || q == 1)
		return q == 0 ? INFINITY : -INFINITY;
	if (q == 0.5)
		return 0;
	if (q > 0.5)
		return -causa_t_quantile_sf(1 - q, df);
	/* t^2 = df (1 - x) / x, and (1 - x) / x = exp(-logit x) */
	return sqrt(df) * exp(-0.5 * special_beta_logit(2 * q, 0, 0.5 * df, 0.5));
}

double causa_t_quantile(double p, double df)
{
	return -causa_t_quantile_sf(p, df);
}
