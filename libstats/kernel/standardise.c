/* Rates per population, and rates standardised to another population.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/standardise.h>

enum causa_status causa_rate(int64_t x, double population, double level,
                             enum causa_status (*interval)(int64_t x, double level, struct causa_interval *out),
                             double *rate, struct causa_interval *out)
{
	struct causa_interval count;
	if (!(population > 0) || isinf(population))
		return CAUSA_EDOMAIN;
	enum causa_status status = interval(x, level, &count);
	if (status != CAUSA_OK)
		return status;
	*rate = (double)x / population;
	*out = (struct causa_interval){count.lower / population, count.upper / population};
	return CAUSA_OK;
}

enum causa_status causa_rate_standardised(const int64_t *x, const double *n, const double *w, int m, double level,
                                          enum causa_status (*interval)(int64_t x, double level, struct causa_interval *out),
                                          double *rate, struct causa_interval *out)
{
	struct causa_interval count;
	double weight = 0, sum = 0, variance = 0;
	int64_t total = 0;
	for (int i = 0; i < m; i++) {
		if (x[i] < 0 || !(n[i] > 0) || isinf(n[i]) || !(w[i] >= 0) || isinf(w[i]) || __builtin_add_overflow(total, x[i], &total))
			return CAUSA_EDOMAIN;
		weight += w[i];
		sum += w[i] * (double)x[i] / n[i];
		variance += w[i] * w[i] * (double)x[i] / (n[i] * n[i]);
	}
	if (!(weight > 0))
		return CAUSA_EDOMAIN;
	if (total == 0)
		return CAUSA_ENODATA;
	enum causa_status status = interval(total, level, &count);
	if (status != CAUSA_OK)
		return status;
	double scale = sqrt(variance / (double)total) / weight, X = (double)total;
	*rate = sum / weight;
	*out = (struct causa_interval){*rate + scale * (count.lower - X), *rate + scale * (count.upper - X)};
	return CAUSA_OK;
}
