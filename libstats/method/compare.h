/* Comparing the ratios of several offences. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_COMPARE_H
#define CAUSA_METHOD_COMPARE_H

#include "method/need.h"
#include "method/view.h"

struct compare_job {
	const struct view *view;
	int k, n;
	struct view_sum *sum;      /* [group], over the used years */
	int64_t *kk, *nn;          /* [groups]: known offences that were observed */
	uint64_t groups;
};

enum causa_status compare_gather(struct compare_job *job, struct causa_error *err);

/* compare_tests.c: homogeneity over the offences; two years compared within each. */
enum causa_status compare_homogeneity(const struct compare_job *job, struct causa_frame **out, struct causa_error *err);
enum causa_status compare_years(const struct compare_job *job, struct causa_frame **out, struct causa_error *err);

#endif
