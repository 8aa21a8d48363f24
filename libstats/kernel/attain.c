/* What a test could have reached at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>

#include <causa/attain.h>
#include <causa/level.h>
#include <causa/propcmp.h>
#include <causa/special.h>

#include "kernel/solve.h"

static int reaches(double share, int64_t total, double level)
{
	return 2 * pow(share, (double)total) < causa_alpha(level);
}

static int positive(double t)
{
	return t > 0 && !isinf(t);
}

/* Share of the exposure that the lesser of the two end years has. */
static int end_share(const double *exposure, int n, double *share)
{
	double sum = 0;
	if (n < 2)
		return 0;
	for (int i = 0; i < n; i++) {
		if (exposure != NULL && !positive(exposure[i]))
			return 0;
		sum += exposure != NULL ? exposure[i] : 1;
	}
	*share = (exposure != NULL ? fmin(exposure[0], exposure[n - 1]) : 1) / sum;
	return 1;
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
	double share;
	if (total < 0 || !(level > 0 && level < 1) || !end_share(exposure, n, &share))
		return CAUSA_EDOMAIN;
	*attainable = reaches(share, total, level);
	return CAUSA_OK;
}

enum causa_status causa_attain_change_p(int64_t total, double t1, double t2, double *p)
{
	if (total < 0 || !positive(t1) || !positive(t2))
		return CAUSA_EDOMAIN;
	*p = fmin(1, 2 * pow(fmin(t1, t2) / (t1 + t2), (double)total));
	return CAUSA_OK;
}

enum causa_status causa_attain_trend_p(int64_t total, const double *exposure, int n, double *p)
{
	double share;
	if (total < 0 || !end_share(exposure, n, &share))
		return CAUSA_EDOMAIN;
	*p = fmin(1, 2 * pow(share, (double)total));
	return CAUSA_OK;
}

enum causa_status causa_attain_fisher_p(int64_t k, int64_t n1, int64_t n2, double *p)
{
	double least = 1;
	if (n1 < 0 || n2 < 0 || k < 0 || n1 > INT64_MAX - n2 || k > n1 + n2)
		return CAUSA_EDOMAIN;
	if (n1 == 0 || n2 == 0)
		return CAUSA_ENODATA;
	int64_t end[2] = {k < n1 ? k : n1, k < n2 ? 0 : k - n2}; /* most and fewest in the first period */
	for (int i = 0; i < 2; i++) {
		double one;
		enum causa_status status = causa_fisher_minlike(end[i], n1, k - end[i], n2, &one);
		if (status != CAUSA_OK)
			return status;
		least = fmin(least, one);
	}
	*p = least;
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

/* ---- detectable changes ---- */

struct detectable {
	int64_t reach;
	double power;
};

/* P(later count reaches) - power, by its log mean. */
static double rise_power(const void *self, double log_mean)
{
	const struct detectable *d = self;
	return causa_pois_sf(d->reach - 1, exp(log_mean)) - d->power;
}

static double fall_power(const void *self, double log_mean)
{
	const struct detectable *d = self;
	return causa_pois_cdf(d->reach, exp(log_mean)) - d->power;
}

enum causa_status causa_detect(int64_t x1, double t1, double t2, double level, double power, double *rise, double *fall)
{
	int64_t up, down;
	if (!(power > 0 && power < 1))
		return CAUSA_EDOMAIN;
	enum causa_status status = causa_reach(x1, t1, t2, level, &up, &down);
	if (status != CAUSA_OK)
		return status;
	if (x1 == 0)
		return CAUSA_ENODATA;
	double unchanged = (double)x1 * (t2 / t1), far = 45; /* exp(45) cases are beyond 2^53 */
	struct detectable d = {up, power};
	*rise = exp(solve_bracket(rise_power, &d, -far, far)) / unchanged;
	d.reach = down;
	*fall = down < 0 ? NAN : exp(solve_bracket(fall_power, &d, -far, far)) / unchanged;
	return CAUSA_OK;
}
