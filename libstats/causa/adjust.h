/* Adjusting p-values over a family.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_ADJUST_H
#define CAUSA_ADJUST_H

#include <stddef.h>
#include <stdint.h>

#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Benjamini-Hochberg: p_(i) m / i, made monotone from the largest down, at most 1.
 *
 *  p        m p-values in [0, 1], in any order.   out  adjusted, in the same order; may be p itself.
 *  Returns  CAUSA_OK; CAUSA_EDOMAIN; CAUSA_ENOMEM.
 *  Ref.     Benjamini and Hochberg (1995), JRSS B 57:289-300.
 *  Oracle   R p.adjust(p, "BH"). */
enum causa_status causa_adjust_bh(const double *p, size_t m, double *out);

/** Holm: p_(i) (m - i + 1), made monotone from the smallest up, at most 1. As above.
 *  Ref.     Holm (1979), Scand. J. Statist. 6:65-70.   Oracle  R p.adjust(p, "holm"). */
enum causa_status causa_adjust_holm(const double *p, size_t m, double *out);

#ifdef __cplusplus
}
#endif
#endif
