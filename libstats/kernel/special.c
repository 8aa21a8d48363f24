/* What the distribution functions share: accurate prefactors, and one inversion for all quantiles.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/special_internal.h"

#include <float.h>
#include <math.h>

/* 1/3, 1/5 ... 1/79: the series below needs no division for each of its terms. */
static const double over_odd[] = {
	1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21,
	1.0 / 23, 1.0 / 25, 1.0 / 27, 1.0 / 29, 1.0 / 31, 1.0 / 33, 1.0 / 35, 1.0 / 37, 1.0 / 39, 1.0 / 41,
	1.0 / 43, 1.0 / 45, 1.0 / 47, 1.0 / 49, 1.0 / 51, 1.0 / 53, 1.0 / 55, 1.0 / 57, 1.0 / 59, 1.0 / 61,
	1.0 / 63, 1.0 / 65, 1.0 / 67, 1.0 / 69, 1.0 / 71, 1.0 / 73, 1.0 / 75, 1.0 / 77, 1.0 / 79,
};

double special_log1pmx(double u, double v)
{
	if (u < -0.35 || u > 0.6)
		return log(v) - u;
	/* With r = u / (2 + u): log1p(u) = 2 atanh(r) and u = 2 r / (1 - r). */
	double r = u / (2 + u), r2 = r * r, term = r2 * r, sum = 0;
	for (int j = 0; j < (int)(sizeof over_odd / sizeof over_odd[0]); j++) {
		double add = term * over_odd[j];
		sum += add;
		if (fabs(add) <= 1e-18 * fabs(sum))
			break;
		term *= r2;
	}
	return 2 * sum - 2 * r2 / (1 - r);
}

double special_distance(double a, double y0, double y1, double b, double x)
{
	double ay = a * y0, bx = b * x, ay_rest = fma(a, y0, -ay), bx_rest = fma(b, x, -bx);
	double d = ay - bx, back = d + bx, d_rest = (ay - back) - ((d - back) + bx);
	return d + (d_rest + (ay_rest - bx_rest) + a * y1);
}

/* At 1/2, 1, 3/2 ... 31/2, from 113-bit arithmetic. */
static const double half_steps[] = {
	0.15342640972002734529, 0.08106146679532725822, 0.054814121051917653896, 0.041340695955409294094,
	0.033162873519936287485, 0.027677925684998339149, 0.023746163656297495971, 0.020790672103765093112,
	0.018488450532673185231, 0.016644691189821192163, 0.015134973221917378874, 0.013876128823070747999,
	0.012810465242920226924, 0.011896709945891770095, 0.011104559758206917327, 0.010411265261972096497,
	0.0097994161261588032984, 0.0092554621827127329177, 0.008768700134139385463, 0.0083305634333628712565,
	0.0079341145643140205472, 0.007573675487951840795, 0.0072445543013203831795, 0.0069428401072095298657,
	0.0066652470327076824424, 0.0064089941880042070684, 0.0061717122630394576475, 0.0059513701127588477356,
	0.005746216513010115682, 0.005554733551962801371, 0.0053755990329268344936,
};

double special_stirling_error(double n)
{
	if (n < 16) {
		double twice = 2 * n, sum = 0;
		if (twice >= 1 && twice == floor(twice))
			return half_steps[(int)twice - 1];
		if (n < 2)
			return lgamma(n + 1) - (n + 0.5) * log(n) + n - 0.91893853320467274178;
		/* Upwards by error(n) - error(n + 1) = (n + 1/2) log((n + 1)/n) - 1. */
		for (; n < 16; n++)
			sum += (n + 0.5) * log1p(1 / n) - 1;
		return sum + special_stirling_error(n);
	}
	/* Bernoulli numbers B(2k) / (2k (2k - 1)) */
	double s = 1 / (n * n);
	return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * (691.0 / 360360 -
	       s / 156)))))) / n;
}

struct bracket {
	double lo, hi;
};

/* Halley's step for log tail = log p, or a bisection when it leaves the bracket. */
static double step(const struct special_tails *t, double p, int upper, double theta, struct bracket *in, double *error)
{
	double tail = upper ? t->upper : t->lower, sign = upper ? -1 : 1;
	if ((tail < p) == (upper == 0))
		in->lo = theta;
	else
		in->hi = theta;
	double middle = isinf(in->lo) ? in->hi - 40 : isinf(in->hi) ? in->lo + 40 : 0.5 * (in->lo + in->hi);
	*error = INFINITY;
	if (!(tail > 0) || !(t->density > 0))
		return middle;
	double g = log(tail / p), g1 = sign * t->density / tail;
	double g2 = g1 * (t->slope - g1), newton = g / g1, halley = 1 - 0.5 * newton * g2 / g1;
	double next = theta - (halley > 0.3 && halley < 3 ? newton / halley : newton);
	if (!(next >= in->lo && next <= in->hi))
		return middle;
	double moved = fabs(next - theta);
	*error = moved * moved * moved * g1 * g1;
	return next;
}

double special_invert(special_at at, const void *parameters, double p, int upper, double guess)
{
	struct bracket in = {-INFINITY, INFINITY};
	double theta = guess;
	for (int i = 0; i < 400; i++) {
		struct special_tails t;
		at(parameters, theta, &t);
		double tail = upper ? t.upper : t.lower;
		double error, next = step(&t, p, upper, theta, &in, &error), moved = fabs(next - theta);
		/* Halley is cubic: after a small step the error that is left is below the rounding of theta. */
		if (tail == p || moved <= 4 * DBL_EPSILON * fabs(theta) || (error < 1e-16 && fabs(tail - p) < 1e-4 * p))
			return next;
		theta = next;
	}
	return theta;
}
