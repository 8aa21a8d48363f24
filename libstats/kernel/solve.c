/* A root inside a bracket, to the last bit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel/solve.h"

double solve_bracket(double (*f)(const void *self, double x), const void *self, double lo, double hi)
{
	double at_lo = f(self, lo);
	if (at_lo == 0) /* an end where the function only touches 0, as a variance does: the far end tells the sign */
		at_lo = -f(self, hi);
	for (int i = 0; i < 1100; i++) { /* enough to halve from the largest double to the smallest */
		double middle = lo + 0.5 * (hi - lo);
		if (middle == lo || middle == hi)
			break;
		double y = f(self, middle);
		if ((y < 0) == (at_lo < 0) && y != 0)
			lo = middle;
		else
			hi = middle;
	}
	return hi;
}
