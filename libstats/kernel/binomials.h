/* Proportions at several times, as logistic trends and the Cochran-Armitage test read them. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_KERNEL_BINOMIALS_H
#define CAUSA_KERNEL_BINOMIALS_H

#include <stdint.h>

#include <causa/status.h>

struct binomials {
	const int64_t *k, *n;
	const double *t;
	int m;
	double cases, all, origin; /* sums of k and n; mean of t weighted by n */
};

/* Errors: CAUSA_EDOMAIN; CAUSA_ENODATA when no case or every case is k (*b is filled all the same). */
enum causa_status binomials_read(const int64_t *k, const int64_t *n, const double *t, int m, struct binomials *b);

#endif
