/* Fitted trends as pieces of curves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "words.h"

static bool is_of(const struct causa_frame *f, uint64_t row, const char *name)
{
	return strcmp(causa_column_label(causa_frame_column(f, "offence"), row), name) == 0;
}

/* apc stands for a factor a year. */
static double per_year(double apc)
{
	return log1p(apc / 100);
}

static void add_piece(struct fit *fit, const struct causa_frame *f, uint64_t row)
{
	int i = fit->n;
	double first = causa_frame_number(f, "first", row), last = causa_frame_number(f, "last", row);
	if (i == MOST_PIECES || isnan(first) || isnan(last))
		return;
	fit->piece[i].first = (int32_t)first;
	fit->piece[i].last = (int32_t)last;
	fit->apc[i] = causa_frame_number(f, "apc", row);
	fit->lower[i] = causa_frame_number(f, "apc_lower", row);
	fit->upper[i] = causa_frame_number(f, "apc_upper", row);
	if (!isnan(fit->apc[i]) && fit->apc[i] > -100)
		fit->n++;
}

/* Logarithm of the curve in a year, above that of the first year of the first piece. */
static double climb(const struct fit *fit, int32_t year)
{
	double sum = 0;
	for (int i = 0; i < fit->n; i++) {
		const struct piece *p = &fit->piece[i];
		int32_t to = year < p->last ? year : p->last;
		if (to > p->first)
			sum += (to - p->first) * per_year(fit->apc[i]);
	}
	return sum;
}

static void raise(struct fit *fit, double level)
{
	for (int i = 0; i < fit->n; i++) {
		fit->piece[i].from = exp(level + climb(fit, fit->piece[i].first));
		fit->piece[i].to = exp(level + climb(fit, fit->piece[i].last));
	}
}

struct fit fit_trend(const struct causa_frame *f, const struct series *s, const struct series_set *set)
{
	struct fit fit = {.n = 0};
	double observed = 0, curve = 0, years = 0, total = 0, used = 0;
	for (uint64_t row = 0; f != NULL && row < f->rows && fit.n == 0; row++) {
		if (is_of(f, row, s->name)) {
			add_piece(&fit, f, row);
			total = causa_frame_number(f, "total", row);
			used = causa_frame_number(f, "years", row);
		}
	}
	for (int t = 0; t < set->years && fit.n > 0; t++) {
		if (timeline_is_solid(&s->cell[t]) && set->year[t] >= fit.piece[0].first && set->year[t] <= fit.piece[0].last) {
			observed += s->cell[t].value;
			curve += exp(climb(&fit, set->year[t]));
			years++;
		}
	}
	if (fit.n == 0 || observed != total || years != used || !(observed > 0))
		return (struct fit){.n = 0};
	raise(&fit, log(observed / curve));
	return fit;
}

struct fit fit_segments(const struct causa_frame *f, const struct series *s, const struct series_set *set)
{
	struct fit fit = {.n = 0};
	const struct causa_column *segment = causa_frame_column(f, "segment");
	double weights = 0, sum = 0;
	for (uint64_t row = 0; row < f->rows; row++) {
		if (is_of(f, row, s->name) && segment != NULL && strcmp(causa_column_label(segment, row), "all") != 0)
			add_piece(&fit, f, row);
	}
	for (int t = 0; t < set->years && fit.n > 0; t++) {
		if (!timeline_is_solid(&s->cell[t]) || set->year[t] < fit.piece[0].first || set->year[t] > fit.piece[fit.n - 1].last)
			continue;
		double y = fmax(s->cell[t].value, 0.5); /* as the regression takes a zero */
		weights += y;
		sum += y * (log(y) - climb(&fit, set->year[t]));
	}
	if (fit.n == 0 || !(weights > 0))
		return (struct fit){.n = 0};
	raise(&fit, sum / weights);
	return fit;
}

void fit_words(const struct page *page, const struct fit *fit, int piece, char *out, size_t size)
{
	char apc[CAUSA_NUMBER_SIZE], lower[CAUSA_NUMBER_SIZE], upper[CAUSA_NUMBER_SIZE];
	double lo = fit->lower[piece], hi = fit->upper[piece];
	words_signed(page, fit->apc[piece], lo, hi, apc);
	words_signed(page, lo, lo, hi, lower);
	words_signed(page, hi, lo, hi, upper);
	if (isnan(lo) || isnan(hi))
		snprintf(out, size, _("%s a year"), apc);
	else
		snprintf(out, size, _("%s a year (%s to %s)"), apc, lower, upper);
}
