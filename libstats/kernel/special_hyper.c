/* Hypergeometric distribution, and Fisher's noncentral one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <causa/special.h>

#include "kernel/lattice.h"
#include "kernel/special_internal.h"

struct urn {
	double white, black, drawn;
	int64_t lo, hi;            /* white balls that can be drawn */
};

static int read_urn(int64_t white, int64_t black, int64_t drawn, struct urn *u)
{
	if (white < 0 || black < 0 || drawn < 0 || white > INT64_MAX - black || drawn > white + black)
		return 0;
	*u = (struct urn){(double)white, (double)black, (double)drawn, drawn > black ? drawn - black : 0, drawn < white ? drawn : white};
	return 1;
}

/* log C(n, k) + (k log k + (n-k) log(n-k) - n log n): what Stirling's formula leaves of a binomial coefficient. */
static double coefficient_rest(double n, double k)
{
	if (k == 0 || k == n)
		return 0;
	return special_stirling_error(n) - special_stirling_error(k) - special_stirling_error(n - k) +
	       0.5 * log(n / (2 * M_PI * k * (n - k)));
}

/* k log(k/(n p)) + (n-k) log((n-k)/(n q)): the deviance of k of n from the share p = drawn/all, halved. The linear terms, d and
 * -d with d = k - n p, cancel but where k or n - k is 0. */
static double half_deviance(double k, double n, double drawn, double all)
{
	double p = drawn / all, q = (all - drawn) / all, d = special_distance(k, all, 0, n, drawn) / all;
	double first = k > 0 ? k * special_log1pmx(-d / k, n * p / k) : d;
	double second = k < n ? (n - k) * special_log1pmx(d / (n - k), n * q / (n - k)) : -d;
	return -first - second;
}

/* Both colours and the whole with the share drawn/all: the prefactors cancel, the coefficients are left. */
static double log_mass(const struct urn *u, int64_t x)
{
	double all = u->white + u->black, k = (double)x;
	if (u->drawn == 0 || u->drawn == all)
		return 0;
	return coefficient_rest(u->white, k) + coefficient_rest(u->black, u->drawn - k) - coefficient_rest(all, u->drawn) -
	       half_deviance(k, u->white, u->drawn, all) - half_deviance(u->drawn - k, u->black, u->drawn, all);
}

/* Sum of the masses from x downwards or upwards, over that of x: away from the mode the terms only fall. */
static double sum_from(const struct urn *u, int64_t x, int step)
{
	double term = 1, sum = 1;
	for (int64_t i = x; (step < 0 ? i > u->lo : i < u->hi) && term > 1e-18 * sum; i += step) {
		double k = (double)i;
		if (step < 0)
			term *= k / (u->white - k + 1) * ((u->black - u->drawn + k) / (u->drawn - k + 1));
		else
			term *= (u->white - k) / (k + 1) * ((u->drawn - k) / (u->black - u->drawn + k + 1));
		sum += term;
	}
	return sum;
}

/* log P(X <= x) or log P(X > x); exact names the tail that is summed, the other follows. */
static double log_tail(const struct urn *u, int64_t x, int upper)
{
	double mean = u->drawn * (u->white / (u->white + u->black));
	if (x < u->lo)
		return upper ? 0 : -INFINITY;
	if (x >= u->hi)
		return upper ? -INFINITY : 0;
	int sum_upper = (double)x >= mean;
	double sum = sum_upper ? log_mass(u, x + 1) + log(sum_from(u, x + 1, 1)) : log_mass(u, x) + log(sum_from(u, x, -1));
	return sum_upper == upper ? sum : log1p(-fmin(1, exp(sum)));
}

double causa_hyper_pmf(int64_t x, int64_t white, int64_t black, int64_t drawn)
{
	struct urn u;
	if (!read_urn(white, black, drawn, &u))
		return NAN;
	return x < u.lo || x > u.hi ? 0 : exp(log_mass(&u, x));
}

double causa_hyper_log_cdf(int64_t x, int64_t white, int64_t black, int64_t drawn)
{
	struct urn u;
	return read_urn(white, black, drawn, &u) ? log_tail(&u, x, 0) : NAN;
}

double causa_hyper_log_sf(int64_t x, int64_t white, int64_t black, int64_t drawn)
{
	struct urn u;
	return read_urn(white, black, drawn, &u) ? log_tail(&u, x, 1) : NAN;
}

double causa_hyper_cdf(int64_t x, int64_t white, int64_t black, int64_t drawn)
{
	return exp(causa_hyper_log_cdf(x, white, black, drawn));
}

double causa_hyper_sf(int64_t x, int64_t white, int64_t black, int64_t drawn)
{
	return exp(causa_hyper_log_sf(x, white, black, drawn));
}

static double lower_tail(const void *self, int64_t x)
{
	return exp(log_tail(self, x, 0));
}

static double upper_tail(const void *self, int64_t x)
{
	return exp(log_tail(self, x, 1));
}

int64_t causa_hyper_quantile(double p, int64_t white, int64_t black, int64_t drawn)
{
	struct urn u;
	if (!read_urn(white, black, drawn, &u) || !(p >= 0 && p <= 1))
		return -1;
	return special_discrete_quantile(lower_tail, &u, p, 0, u.lo, u.hi);
}

int64_t causa_hyper_quantile_sf(double q, int64_t white, int64_t black, int64_t drawn)
{
	struct urn u;
	if (!read_urn(white, black, drawn, &u) || !(q >= 0 && q <= 1))
		return -1;
	return special_discrete_quantile(upper_tail, &u, q, 1, u.lo, u.hi);
}

/* ---- noncentral ---- */

static int open_lattice(int64_t white, int64_t black, int64_t drawn, double odds, struct lattice *l)
{
	struct urn u;
	return odds > 0 && isfinite(odds) && read_urn(white, black, drawn, &u) &&
	       lattice_hypergeometric(drawn, black, white, l) == CAUSA_OK;
}

/* which: -1 P(X <= x), 0 P(X = x), 1 P(X > x). */
static double noncentral(int64_t x, int64_t white, int64_t black, int64_t drawn, double odds, int which)
{
	struct lattice l;
	struct lattice_tails t;
	double result;
	if (!open_lattice(white, black, drawn, odds, &l))
		return NAN;
	int64_t last = l.lo + l.n - 1, at = which > 0 ? x + 1 : x;
	if (at < l.lo || at > last) {
		result = which < 0 ? at > last : which > 0 ? at < l.lo : 0;
	} else {
		lattice_tails(&l, log(odds), at, &t);
		result = which < 0 ? t.below : which > 0 ? t.above : t.at;
	}
	lattice_free(&l);
	return result;
}

double causa_fnchyper_pmf(int64_t x, int64_t white, int64_t black, int64_t drawn, double odds)
{
	return noncentral(x, white, black, drawn, odds, 0);
}

double causa_fnchyper_cdf(int64_t x, int64_t white, int64_t black, int64_t drawn, double odds)
{
	return noncentral(x, white, black, drawn, odds, -1);
}

double causa_fnchyper_sf(int64_t x, int64_t white, int64_t black, int64_t drawn, double odds)
{
	return noncentral(x, white, black, drawn, odds, 1);
}

double causa_fnchyper_mean(int64_t white, int64_t black, int64_t drawn, double odds)
{
	struct lattice l;
	if (!open_lattice(white, black, drawn, odds, &l))
		return NAN;
	double mean = lattice_mean(&l, log(odds));
	lattice_free(&l);
	return mean;
}
