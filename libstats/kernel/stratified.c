/* Two periods compared within strata.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>

#include <causa/level.h>
#include <causa/special.h>
#include <causa/stratified.h>

#include "kernel/lattice.h"

struct strata {
	const int64_t *k1, *n1, *k2, *n2;
	int m;
};

static enum causa_status check(const struct strata *s)
{
	int used = 0, some = 0, not_all = 0;
	for (int i = 0; i < s->m; i++) {
		if (s->k1[i] < 0 || s->k2[i] < 0 || s->k1[i] > s->n1[i] || s->k2[i] > s->n2[i] || s->n1[i] > INT64_MAX - s->n2[i])
			return CAUSA_EDOMAIN;
		if (s->n1[i] == 0 || s->n2[i] == 0)
			continue;
		used++;
		some |= s->k1[i] + s->k2[i] > 0;
		not_all |= s->k1[i] + s->k2[i] < s->n1[i] + s->n2[i];
	}
	return used > 0 && some && not_all ? CAUSA_OK : CAUSA_ENODATA;
}

/* A stratum as a 2x2 table of numbers; 0 when it is dropped. */
struct cell {
	double k1, n1, k2, n2, f1, f2, N; /* f = n - k */
};

static int read_cell(const struct strata *s, int i, struct cell *c)
{
	*c = (struct cell){(double)s->k1[i], (double)s->n1[i], (double)s->k2[i], (double)s->n2[i], 0, 0, 0};
	c->f1 = c->n1 - c->k1;
	c->f2 = c->n2 - c->k2;
	c->N = c->n1 + c->n2;
	return s->n1[i] > 0 && s->n2[i] > 0;
}

static struct causa_interval around(double ratio, double se, double z)
{
	if (ratio > 0 && isfinite(ratio))
		return (struct causa_interval){ratio * exp(-z * se), ratio * exp(z * se)};
	return (struct causa_interval){0, INFINITY};
}

static void odds_ratio(const struct strata *s, double z, struct causa_mantel_haenszel *out)
{
	double R = 0, S = 0, PR = 0, cross = 0, QS = 0;
	struct cell c;
	for (int i = 0; i < s->m; i++) {
		if (!read_cell(s, i, &c))
			continue;
		double r = c.k2 * c.f1 / c.N, v = c.k1 * c.f2 / c.N, P = (c.k2 + c.f1) / c.N, Q = (c.k1 + c.f2) / c.N;
		R += r;
		S += v;
		PR += P * r;
		cross += P * v + Q * r;
		QS += Q * v;
	}
	out->odds_ratio = S > 0 ? R / S : INFINITY;
	out->odds_limits = around(out->odds_ratio, sqrt(PR / (2 * R * R) + cross / (2 * R * S) + QS / (2 * S * S)), z);
}

static void risk_ratio(const struct strata *s, double z, struct causa_mantel_haenszel *out)
{
	double R = 0, S = 0, V = 0;
	struct cell c;
	for (int i = 0; i < s->m; i++) {
		if (!read_cell(s, i, &c))
			continue;
		R += c.k2 * c.n1 / c.N;
		S += c.k1 * c.n2 / c.N;
		V += ((c.k1 + c.k2) * c.n1 * c.n2 - c.k1 * c.k2 * c.N) / (c.N * c.N);
	}
	out->risk_ratio = S > 0 ? R / S : INFINITY;
	out->se_log_risk = sqrt(V / (R * S));
	out->risk_limits = around(out->risk_ratio, out->se_log_risk, z);
}

static void risk_difference(const struct strata *s, double z, struct causa_mantel_haenszel *out)
{
	double W = 0, D = 0, gr = 0, P = 0, Q = 0;
	struct cell c;
	for (int i = 0; i < s->m; i++) {
		if (!read_cell(s, i, &c))
			continue;
		double w = c.n1 * c.n2 / c.N, NN = c.N * c.N;
		W += w;
		D += (c.k2 * c.n1 - c.k1 * c.n2) / c.N;
		gr += (c.k2 * c.f2 * c.n1 * c.n1 * c.n1 + c.k1 * c.f1 * c.n2 * c.n2 * c.n2) / (c.n1 * c.n2 * NN);
		P += (c.n2 * c.n2 * c.k1 - c.n1 * c.n1 * c.k2 + 0.5 * c.n1 * c.n2 * (c.n1 - c.n2)) / NN;
		Q += (c.k2 * c.f1 + c.k1 * c.f2) / (2 * c.N);
	}
	out->risk_difference = D / W;
	out->se_difference_gr = sqrt(gr) / W;
	out->se_difference = sqrt(out->risk_difference * P + Q) / W;
	out->difference_limits.lower = out->risk_difference - z * out->se_difference;
	out->difference_limits.upper = out->risk_difference + z * out->se_difference;
}

static void chi_square(const struct strata *s, struct causa_mantel_haenszel *out)
{
	double delta = 0, V = 0;
	struct cell c;
	for (int i = 0; i < s->m; i++) {
		if (!read_cell(s, i, &c))
			continue;
		double k = c.k1 + c.k2;
		out->strata++;
		delta += c.k2 - k * c.n2 / c.N;
		V += c.n1 * c.n2 * k * (c.N - k) / (c.N * c.N * (c.N - 1));
	}
	double less = fmax(0, fabs(delta) - 0.5);
	out->chi2 = delta * delta / V;
	out->chi2_cc = less * less / V;
	out->p = causa_chisq_sf(out->chi2, 1);
	out->p_cc = causa_chisq_sf(out->chi2_cc, 1);
}

enum causa_status causa_mantel_haenszel(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                        double level, struct causa_mantel_haenszel *out)
{
	struct strata s = {k1, n1, k2, n2, m};
	struct causa_mantel_haenszel r = {0};
	enum causa_status status = check(&s);
	if (status != CAUSA_OK || !(level > 0 && level < 1))
		return status != CAUSA_OK ? status : CAUSA_EDOMAIN;
	double z = causa_z(level);
	odds_ratio(&s, z, &r);
	risk_ratio(&s, z, &r);
	risk_difference(&s, z, &r);
	chi_square(&s, &r);
	*out = r;
	return CAUSA_OK;
}

/* ---- exact ---- */

static enum causa_status distribution(const struct strata *s, struct lattice *sum, int64_t *observed)
{
	enum causa_status status = lattice_hypergeometric(0, 1, 1, sum); /* the number 0 */
	*observed = 0;
	for (int i = 0; i < s->m && status == CAUSA_OK; i++) {
		struct lattice one, both;
		if (s->n1[i] == 0 || s->n2[i] == 0)
			continue;
		status = lattice_hypergeometric(s->k1[i] + s->k2[i], s->n1[i], s->n2[i], &one);
		if (status != CAUSA_OK)
			break;
		*observed += s->k2[i];
		status = (double)sum->n * (double)one.n > 2e8 ? CAUSA_ERANGE : lattice_convolve(sum, &one, &both);
		lattice_free(&one);
		if (status == CAUSA_OK) {
			lattice_free(sum);
			*sum = both;
		}
	}
	return status;
}

enum causa_status causa_common_odds_ratio(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                          double level, double *estimate, struct causa_interval *limits, double *p_minlike,
                                          double *p_central)
{
	struct strata s = {k1, n1, k2, n2, m};
	struct lattice sum = {0, 0, NULL};
	struct lattice_tails tails;
	int64_t x;
	enum causa_status status = check(&s);
	if (status != CAUSA_OK || !(level > 0 && level < 1))
		return status != CAUSA_OK ? status : CAUSA_EDOMAIN;
	status = distribution(&s, &sum, &x);
	if (status == CAUSA_OK && sum.n == 1)
		status = CAUSA_ENODATA;
	if (status == CAUSA_OK) {
		struct causa_interval log_limits = lattice_limits(&sum, x, causa_alpha(level) / 2);
		lattice_tails(&sum, 0, x, &tails);
		*estimate = exp(lattice_estimate(&sum, x));
		*limits = (struct causa_interval){exp(log_limits.lower), exp(log_limits.upper)};
		*p_minlike = lattice_minlike(&sum, x);
		*p_central = fmin(1, 2 * fmin(tails.below, tails.above));
	}
	lattice_free(&sum);
	return status;
}

/* ---- Breslow and Day ---- */

/* The k2 that has this odds ratio with the margins of the stratum: a root of a quadratic equation, inside the support. */
static double expected(const struct cell *c, double w)
{
	double k = c->k1 + c->k2, a = 1 - w, b = c->n1 - k + w * (c->n2 + k), d = -w * c->n2 * k;
	if (fabs(a) < 1e-12)
		return -d / b;
	double root = sqrt(fmax(0, b * b - 4 * a * d));
	return b >= 0 ? -2 * d / (b + root) : (-b + root) / (2 * a);
}

enum causa_status causa_breslow_day(const int64_t *k1, const int64_t *n1, const int64_t *k2, const int64_t *n2, int m,
                                    double *x2, double *x2_tarone, int *df, double *p, double *p_tarone)
{
	struct strata s = {k1, n1, k2, n2, m};
	struct causa_mantel_haenszel mh;
	enum causa_status status = causa_mantel_haenszel(k1, n1, k2, n2, m, 0.95, &mh);
	if (status != CAUSA_OK)
		return status;
	if (mh.odds_ratio == 0 || isinf(mh.odds_ratio))
		return CAUSA_ENODATA;
	double sum = 0, excess = 0, V = 0;
	int used = 0;
	for (int i = 0; i < m; i++) {
		struct cell c;
		if (!read_cell(&s, i, &c) || c.k1 + c.k2 == 0 || c.f1 + c.f2 == 0)
			continue;
		double e = expected(&c, mh.odds_ratio), k = c.k1 + c.k2;
		double v = 1 / (1 / e + 1 / (c.n2 - e) + 1 / (k - e) + 1 / (c.n1 - k + e));
		used++;
		sum += (c.k2 - e) * (c.k2 - e) / v;
		excess += c.k2 - e;
		V += v;
	}
	if (used < 2)
		return CAUSA_ENODATA;
	*x2 = sum;
	*x2_tarone = sum - excess * excess / V;
	*df = used - 1;
	*p = causa_chisq_sf(*x2, used - 1);
	*p_tarone = causa_chisq_sf(*x2_tarone, used - 1);
	return CAUSA_OK;
}
