/* A root inside a bracket, to the last bit. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_KERNEL_SOLVE_H
#define CAUSA_KERNEL_SOLVE_H

/* The point between lo and hi at which f changes sign. f(lo) and f(hi) differ in sign, or one end is the answer. Plain
 * bisection: every function here is monotone, and rounding noise near the root cannot lead it astray. */
double solve_bracket(double (*f)(const void *self, double x), const void *self, double lo, double hi);

#endif
