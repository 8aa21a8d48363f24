/* What a test could have reached at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>

#include <causa/attain.h>
#include <causa/level.h>
#include <causa/special.h>

static int reaches(double share, int64_t total, double level)
{
	return 2 * pow(share, (double)total) < causa_alpha(level);
}

static int positive(double t)
{
	return t > 0 && !isinf(t);
}

enum causa_status causa_attain_change(int64_t total, double t1, double t2, double level, int *attainable)
{
	if (total < 0 || !positive(t1) || !positive(t2) || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	*attainable = reaches(fmin(t1, t2) / (t1 + t2), total, level);
	return CAUSA_OK;
}

enum causa_status causa_attain_trend(int64_t total, const double *exposure, int n, double level, int *attainable)
{
	double sum = 0;
	if (total < 0 || n < 2 || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	for (int i = 0; i < n; i++) {
		if (exposure != NULL && !positive(exposure[i]))
			return CAUSA_EDOMAIN;
		sum += exposure != NULL ? exposure[i] : 1;
	}
	double end = exposure != NULL ? fmin(exposure[0], exposure[n - 1]) : 1;
	*attainable = reaches(end / sum, total, level);
	return CAUSA_OK;
}

enum causa_status causa_reach(int64_t x1, double t1, double t2, double level, int64_t *rise, int64_t *fall)
{
	const int64_t most = INT64_C(1) << 53;
	if (x1 < 0 || x1 > most || !positive(t1) || !positive(t2) || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	double pi = t2 / (t1 + t2), half = causa_alpha(level) / 2;
	int64_t lo = -1, hi = 1; /* the tails are monotone in the later count: double, then halve */
	while (hi < most && !(causa_binom_sf(hi - 1, x1 + hi, pi) < half))
		hi *= 2;
	if (hi >= most)
		return CAUSA_ERANGE;
	for (lo = hi / 2 == 0 ? -1 : hi / 2 - 1; hi - lo > 1;) {
		int64_t middle = lo + (hi - lo) / 2;
		if (causa_binom_sf(middle - 1, x1 + middle, pi) < half)
			hi = middle;
		else
			lo = middle;
	}
	int64_t up = hi;
	if (!(causa_binom_cdf(0, x1, pi) < half)) {
		*rise = up;
		*fall = -1;
		return CAUSA_OK;
	}
	for (lo = 0, hi = up; hi - lo > 1;) {
		int64_t middle = lo + (hi - lo) / 2;
		if (causa_binom_cdf(middle, x1 + middle, pi) < half)
			lo = middle;
		else
			hi = middle;
	}
	*rise = up;
	*fall = lo;
	return CAUSA_OK;
}
