/* Digamma and trigamma functions, and the sums that counts make of them. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_KERNEL_PSI_H
#define CAUSA_KERNEL_PSI_H

/* Derivatives of log gamma at x > 0, to rounding. */
double psi_digamma(double x);
double psi_trigamma(double x);

/* x > 0 with trigamma(x) = y, y > 0. */
double psi_trigamma_inverse(double y);

/* log gamma(x + n) - log gamma(x), its first derivative and minus its second, for a count n: sums of n terms while n is small,
 * so that nothing cancels. x > 0, n >= 0 an integer. */
double psi_rising_log(double x, double n);
double psi_rising_first(double x, double n);
double psi_rising_second(double x, double n);

#endif
