/* Digamma and trigamma functions, and the sums that counts make of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/psi.h"

#include <float.h>
#include <math.h>

/* From here on the asymptotic series is exact to rounding. */
static const double FAR = 12;
static const double FEW_TERMS = 4096;

double psi_digamma(double x)
{
	double below = 0;
	for (; x < FAR; x++)
		below += 1 / x;
	/* log x - 1/(2x) - sum B(2k) / (2k x^2k) */
	double s = 1 / (x * x);
	double tail = s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s * (1.0 / 132 -
	              s * (691.0 / 32760 - s / 12))))));
	return log(x) - 0.5 / x - tail - below;
}

double psi_trigamma(double x)
{
	double below = 0;
	for (; x < FAR; x++)
		below += 1 / (x * x);
	/* 1/x + 1/(2x^2) + sum B(2k) / x^(2k+1) */
	double s = 1 / (x * x);
	double tail = s / x * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * (5.0 / 66 -
	              s * (691.0 / 2730 - s * 7.0 / 6))))));
	return 1 / x + 0.5 * s + tail + below;
}

double psi_trigamma_inverse(double y)
{
	/* 1/trigamma is close to linear on the log scale of both: bisection over the whole range of doubles that matters. */
	double lo = log(0.5 / fmax(1, sqrt(y))) - 1, hi = log(2 + 2 / y);
	while (hi - lo > 2 * DBL_EPSILON * fmax(1, fabs(lo))) {
		double middle = 0.5 * (lo + hi);
		if (middle == lo || middle == hi)
			break;
		if (psi_trigamma(exp(middle)) > y)
			lo = middle;
		else
			hi = middle;
	}
	return exp(0.5 * (lo + hi));
}

double psi_rising_log(double x, double n)
{
	double sum = 0;
	if (n > FEW_TERMS)
		return lgamma(x + n) - lgamma(x);
	double product = 1; /* one logarithm for many factors */
	for (double j = 0; j < n; j++) {
		product *= x + j;
		if (product > 1e280 || product < 1e-280) {
			sum += log(product);
			product = 1;
		}
	}
	return sum + log(product);
}

double psi_rising_first(double x, double n)
{
	double sum = 0;
	if (n > FEW_TERMS)
		return psi_digamma(x + n) - psi_digamma(x);
	for (double j = 0; j < n; j++)
		sum += 1 / (x + j);
	return sum;
}

double psi_rising_second(double x, double n)
{
	double sum = 0;
	if (n > FEW_TERMS)
		return psi_trigamma(x) - psi_trigamma(x + n);
	for (double j = 0; j < n; j++)
		sum += 1 / ((x + j) * (x + j));
	return sum;
}
