/* Numbers as text: for machines (shortest decimal) and for people (rounded to what the cases carry).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_NUMBER_H
#define CAUSA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { CAUSA_NUMBER_SIZE = 48 };

/** How numbers look for people. Terminal tables are ASCII (pasted and grepped); pages and figures are typographic. */
struct causa_number_style {
	char decimal;       /* '.' or ',' */
	bool typographic;   /* U+2212 minus, U+00A0 before % in Spanish; thousands by U+202F from five digits on */
	bool percent_space; /* a no-break space (typographic) or a space (ASCII) before % */
};

/** The style of a language ("en", "es", ...). */
struct causa_number_style causa_number_style(const char *lang, bool typographic);

/** Shortest decimal that reads back to the same double, '.' as decimal point, whatever the locale. v finite.
 *  Returns the length. 0.1 -> "0.1", 1e22 -> "1e+22", -0.0 -> "0". */
size_t causa_number_shortest(double v, char out[CAUSA_NUMBER_SIZE]);

/** A count: "1234" on a terminal, "12 345" typographic. */
size_t causa_number_count(int64_t v, const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE]);

/** Fixed decimals, rounded half to even on the exact binary value. */
size_t causa_number_fixed(double v, int decimals, const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE]);

/** A p-value: three decimals below 0.1, else two; "<0.001"; "1" from 0.995; never "0". */
size_t causa_number_p(double p, const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE]);

/** Decimals for a percent with limits: half the width keeps two digits, at most one decimal (terminal.md, rule 7).
 *  lower or upper may be infinite (then the estimate's own size decides). */
int causa_number_percent_decimals(double estimate, double lower, double upper);

/** A percent value (already times 100) with the given decimals; beyond 999: ">999"; no rounding moves it on to 0 or on to
 *  `null` (the value of no change, e.g. 0): more decimals, or "<0.1". Exact 0 is "0". signed_: a plus for positive values. */
size_t causa_number_percent(double v, int decimals, double null, bool signed_, const struct causa_number_style *style,
                            char out[CAUSA_NUMBER_SIZE]);

/** A rate ratio: two digits, three when narrow (half width on the log scale below 0.25), at most two decimals; never rounded on
 *  to 0 or 1: 1.018 is "1.02", 0.004 is "<0.01"; exact 0 is "0". lower, upper: limits that decide the digits. */
size_t causa_number_ratio(double v, double lower, double upper, const struct causa_number_style *style,
                          char out[CAUSA_NUMBER_SIZE]);

#ifdef __cplusplus
}
#endif
#endif
