/* Words of figures: years, percentages, what is partial or blank, the text alternative.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_WORDS_H
#define CAUSA_PLOTS_WORDS_H

#include <causa/number.h>

#include "base/bytes.h"
#include "page.h"
#include "series.h"

/* "2017–2021", or "2017" */
void words_years(int32_t first, int32_t last, char *out, size_t size);

/* "2019" in at most 16 bytes, or "’19" when brief; with an asterisk when partly covered. */
void words_year(const struct series_set *set, int t, bool brief, char *out);

/* Appends a sentence, with a space before it when something stands there. */
void words_add(char *to, size_t size, const char *format, ...) CAUSA_PRINTF(3, 4);

struct causa_number_style words_style(const struct page *page);

/* "95%" or "95 %" */
void words_level(const struct page *page, double level, char out[CAUSA_NUMBER_SIZE]);

/* A percentage (already times 100) with the decimals its interval carries. */
void words_percent(const struct page *page, double percent, double lower, double upper, char out[CAUSA_NUMBER_SIZE]);

/* The same with its sign: "+12%". */
void words_signed(const struct page *page, double percent, double lower, double upper, char out[CAUSA_NUMBER_SIZE]);

void words_count(const struct page *page, double count, char out[CAUSA_NUMBER_SIZE]);

/* What is known of the partly covered years of a set: "* 2021 is partly covered: ...". */
void words_partial(const struct causa_frame *frame, const struct series_set *set, char *note, size_t size);

/* A share as the label of a tick, with the percent sign when it is the last: "40", "50%". */
void words_tick(const struct page *page, double share, bool last, char out[CAUSA_NUMBER_SIZE]);

/* "Logarithmic scale." where it is. */
void words_scale(const struct page *page, char *subtitle, size_t size);

/* What is to be known of ratios over all years: which are young, which are left out. */
void words_doubts(const struct causa_context *context, char *note, size_t size);

/* What the italic names are, when there are any. */
void words_unknown(bool any, char *note, size_t size);

/* "All offences" for a row pooled over them. */
const char *words_subject(const char *label);

/* "Reported cases" or "Criminal cases" */
const char *words_measure(const char *measure);

/* "Abuso sexual: 2017 43 (31 to 58); 2018 ..."; the numbers are remembered as those of `measure`. */
void words_describe(const struct page *page, const char *name, const struct series *series, const char *measure,
                    const struct series_set *set, struct bytes *to);

#endif
