/* What the distribution functions share: accurate prefactors, and one inversion for all quantiles.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/special_internal.h"

#include <float.h>
#include <math.h>

double special_log1pmx(double u, double v)
{
	if (u < -0.35 || u > 0.6)
		return log(v) - u;
	/* With r = u / (2 + u): log1p(u) = 2 atanh(r) and u = 2 r / (1 - r). */
	double r = u / (2 + u), r2 = r * r, term = r2 * r, sum = 0;
	for (int k = 3; k < 80; k += 2) {
		double add = term / k;
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

double special_stirling_error(double n)
{
	static const long double half_log_2pi = 0.918938533204672741780329736405617640L;
	if (n < 16) {
		long double x = n;
		return (double)(lgammal(x + 1) - (x + 0.5L) * logl(x) + x - half_log_2pi);
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
static double step(const struct special_tails *t, double p, int upper, double theta, struct bracket *in)
{
	double tail = upper ? t->upper : t->lower, sign = upper ? -1 : 1;
	if ((tail < p) == (upper == 0))
		in->lo = theta;
	else
		in->hi = theta;
	double middle = isinf(in->lo) ? in->hi - 40 : isinf(in->hi) ? in->lo + 40 : 0.5 * (in->lo + in->hi);
	if (!(tail > 0) || !(t->density > 0))
		return middle;
	double g = log(tail / p), g1 = sign * t->density / tail;
	double g2 = g1 * (t->slope - g1), newton = g / g1, halley = 1 - 0.5 * newton * g2 / g1;
	double next = theta - (halley > 0.3 && halley < 3 ? newton / halley : newton);
	return next >= in->lo && next <= in->hi ? next : middle;
}

double special_invert(special_at at, const void *parameters, double p, int upper, double guess)
{
	struct bracket in = {-INFINITY, INFINITY};
	double theta = guess;
	for (int i = 0; i < 400; i++) {
		struct special_tails t;
		at(parameters, theta, &t);
		double tail = upper ? t.upper : t.lower;
		double next = step(&t, p, upper, theta, &in), moved = fabs(next - theta);
		/* Halley is cubic: after a step this small the next one is below the rounding of theta. */
		if (tail == p || moved <= 4 * DBL_EPSILON * fabs(theta) || (tail > 0 && moved < 1e-7 && fabs(tail - p) < 1e-6 * p))
			return next;
		theta = next;
	}
	return theta;
}
