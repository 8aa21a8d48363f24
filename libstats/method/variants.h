/* Tables as they would be under another defensible reading: blanks as zeros, unknown offences allotted, totals as printed.
 * Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_VARIANTS_H
#define CAUSA_METHOD_VARIANTS_H

#include <causa/method.h>

/* What is done with cases of unknown offence. KNOWN: nothing. SHARED: each offence gets its share, rounded. EARLY, LATE: one
 * offence gets all those of the years before, or after, the middle of the range, and none of the others. */
enum variant_unknown { VARIANT_KNOWN, VARIANT_SHARED, VARIANT_EARLY, VARIANT_LATE };

struct variant {
	enum variant_unknown unknown;
	bool blanks_are_zero;
	bool printed_totals;        /* of a table that is pooled over everything */
	int32_t middle;             /* years up to here are early */
};

/* The panel under a variant; borrows from `panel`. Errors: CAUSA_ENOMEM. */
enum causa_status variant_panel(const struct causa_panel *panel, const struct variant *variant, struct causa_panel **out);

/* Is there a blank cell in a measure of mask `need` and a year from first to last? */
bool variant_has_blanks(const struct causa_panel *panel, uint32_t need, int32_t first, int32_t last);
/* Is a total over all offences printed for every measure of mask `need` and every year from first to last? */
bool variant_has_totals(const struct causa_panel *panel, uint32_t need, int32_t first, int32_t last);

#endif
