/* Logistic trend of proportions, and the Cochran-Armitage test.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include <causa/level.h>
#include <causa/logistic.h>
#include <causa/special.h>

struct binomials {
	const int64_t *k, *n;
	const double *t;
	int m;
	double cases, all, origin; /* sums of k and n; mean of t weighted by n */
};

static enum causa_status read(const int64_t *k, const int64_t *n, const double *t, int m, struct binomials *b)
{
	if (m < 2)
		return CAUSA_EDOMAIN;
	*b = (struct binomials){.k = k, .n = n, .t = t, .m = m};
	for (int i = 0; i < m; i++) {
		if (k[i] < 0 || n[i] < k[i] || n[i] == 0 || !isfinite(t[i]) || (i > 0 && t[i] <= t[i - 1]))
			return CAUSA_EDOMAIN;
		b->cases += (double)k[i];
		b->all += (double)n[i];
		b->origin += (double)n[i] * t[i];
	}
	b->origin /= b->all;
	return b->cases > 0 && b->cases < b->all ? CAUSA_OK : CAUSA_ENODATA;
}

/* sign +1: no case before some time and nothing but cases after it. */
static int splits(const struct binomials *b, int sign)
{
	for (int j = 0; j < b->m; j++) {
		int ok = 1;
		for (int i = 0; i < b->m && ok; i++) {
			int64_t low = sign > 0 ? b->k[i] : b->n[i] - b->k[i], high = b->n[i] - low;
			ok = i < j ? low == 0 : i > j ? high == 0 : 1;
		}
		if (ok)
			return 1;
	}
	return 0;
}

struct step {
	double u0, u1, i00, i01, i11; /* score and information, times centred */
};

static void accumulate(const struct binomials *b, double c0, double c1, struct step *s)
{
	*s = (struct step){0};
	for (int i = 0; i < b->m; i++) {
		double t = b->t[i] - b->origin, n = (double)b->n[i], eta = c0 + c1 * t;
		double e = exp(-fabs(eta)), small = e / (1 + e), large = 1 / (1 + e);
		double pi = eta > 0 ? large : small, w = n * small * large, r = (double)b->k[i] - n * pi;
		s->u0 += r;
		s->u1 += r * t;
		s->i00 += w;
		s->i01 += w * t;
		s->i11 += w * t * t;
	}
}

static double log_likelihood(const struct binomials *b, double c0, double c1)
{
	double sum = 0;
	for (int i = 0; i < b->m; i++) {
		double eta = c0 + c1 * (b->t[i] - b->origin), k = (double)b->k[i], n = (double)b->n[i];
		sum += k * eta - n * (eta > 0 ? eta + log1p(exp(-eta)) : log1p(exp(eta)));
	}
	return sum;
}

/* Newton, halved while the likelihood falls. */
static enum causa_status maximise(const struct binomials *b, double *c0, double *c1, struct step *s)
{
	double best;
	*c0 = log(b->cases / (b->all - b->cases));
	*c1 = 0;
	best = log_likelihood(b, *c0, *c1);
	for (int i = 0; i < 200; i++) {
		accumulate(b, *c0, *c1, s);
		double det = s->i00 * s->i11 - s->i01 * s->i01;
		double d0 = (s->i11 * s->u0 - s->i01 * s->u1) / det, d1 = (s->i00 * s->u1 - s->i01 * s->u0) / det;
		if (!isfinite(d0) || !isfinite(d1))
			return CAUSA_ENOCONV;
		double size = fabs(d0) / fmax(fabs(*c0), 1e-3) + fabs(d1) / fmax(fabs(*c1), 1e-3);
		double to = log_likelihood(b, *c0 + d0, *c1 + d1);
		for (int h = 0; h < 40 && size > 1e-6 && to < best; h++) {
			d0 /= 2;
			d1 /= 2;
			to = log_likelihood(b, *c0 + d0, *c1 + d1);
		}
		*c0 += d0;
		*c1 += d1;
		best = to;
		if (size < 8 * DBL_EPSILON || (i > 60 && size < 1e-12))
			return CAUSA_OK;
	}
	return CAUSA_ENOCONV;
}

enum causa_status causa_logistic_fit(const int64_t *k, const int64_t *n, const double *t, int m,
                                     struct causa_logistic *out)
{
	struct binomials b;
	struct causa_logistic fit = {0};
	struct step s;
	double c0, c1;
	enum causa_status status = read(k, n, t, m, &b);
	if (status != CAUSA_OK)
		return status;
	fit.df = m - 2;
	fit.separated = splits(&b, 1) - splits(&b, -1);
	if (fit.separated == 0) {
		status = maximise(&b, &c0, &c1, &s);
		if (status != CAUSA_OK)
			return status;
		accumulate(&b, c0, c1, &s);
		fit.slope = c1;
		fit.intercept = c0 - c1 * b.origin;
		fit.se_slope = sqrt(s.i00 / (s.i00 * s.i11 - s.i01 * s.i01));
		for (int i = 0; i < m; i++) {
			double pi = 1 / (1 + exp(-(c0 + c1 * (t[i] - b.origin)))), N = (double)n[i], r = (double)k[i] - N * pi;
			fit.x2 += r * r / (N * pi * (1 - pi));
		}
	}
	*out = fit;
	return CAUSA_OK;
}

enum causa_status causa_logistic_quasi(const struct causa_logistic *fit, double level, struct causa_interval *slope,
                                       double *p)
{
	if (!(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	if (fit->df <= 0 || fit->separated != 0)
		return CAUSA_ENODATA;
	double df = fit->df, se = fit->se_slope * sqrt(fit->x2 / df), t = causa_t_quantile_sf(causa_alpha(level) / 2, df);
	slope->lower = fit->slope - t * se;
	slope->upper = fit->slope + t * se;
	if (se > 0)
		*p = fmin(1, 2 * causa_t_sf(fabs(fit->slope / se), df));
	else
		*p = fit->slope == 0 ? 1 : 0;
	return CAUSA_OK;
}

enum causa_status causa_cochran_armitage(const int64_t *k, const int64_t *n, const double *t, int m, double *p)
{
	struct binomials b;
	enum causa_status status = read(k, n, t, m, &b);
	if (status != CAUSA_OK)
		return status;
	double share = b.cases / b.all, rest = (b.all - b.cases) / b.all, score = 0, spread = 0;
	for (int i = 0; i < m; i++) {
		double d = t[i] - b.origin;
		score += (double)k[i] * d;
		spread += (double)n[i] * d * d;
	}
	*p = 2 * causa_norm_sf(fabs(score) / sqrt(share * rest * spread));
	return CAUSA_OK;
}

/* ---- exact ---- */

enum { MOST_STATES = 400000, MOST_WORK = 100000000 };

/* Weight of (sum of k, sum of t k), built year by year from binomial weights, which cannot overflow. */
static void convolve(double *to, const double *from, int64_t K, int64_t T, int64_t k, int64_t t, double weight)
{
	for (int64_t j = 0; j + k <= K; j++) {
		const double *source = from + j * (T + 1);
		double *target = to + (j + k) * (T + 1) + k * t;
		for (int64_t s = 0; s + k * t <= T; s++)
			target[s] += weight * source[s];
	}
}

static double doubled_tail(const double *weight, int64_t T, int64_t observed)
{
	double below = 0, above = 0, all = 0;
	for (int64_t s = 0; s <= T; s++) {
		all += weight[s];
		below += s <= observed ? weight[s] : 0;
		above += s >= observed ? weight[s] : 0;
	}
	return fmin(1, 2 * fmin(below, above) / all);
}

enum causa_status causa_cochran_armitage_exact(const int64_t *k, const int64_t *n, const double *t, int m, double *p,
                                               int *done)
{
	struct binomials b;
	enum causa_status status = read(k, n, t, m, &b);
	if (status != CAUSA_OK)
		return status;
	*done = 0;
	double span = t[m - 1] - t[0], states = (b.cases + 1) * (b.cases * span + 1), work = 0;
	for (int i = 0; i < m; i++) {
		if (t[i] - t[0] != floor(t[i] - t[0]))
			return CAUSA_OK;
		work += states * (fmin((double)n[i], b.cases) + 1);
	}
	if (states > MOST_STATES || work > MOST_WORK)
		return CAUSA_OK;
	int64_t K = (int64_t)b.cases, T = (int64_t)(b.cases * span), observed = 0;
	size_t cells = (size_t)((K + 1) * (T + 1));
	double *now = calloc(cells, sizeof *now), *next = calloc(cells, sizeof *next);
	if (now == NULL || next == NULL) {
		free(now);
		free(next);
		return CAUSA_ENOMEM;
	}
	now[0] = 1;
	for (int i = 0; i < m; i++) {
		int64_t at = (int64_t)(t[i] - t[0]);
		observed += at * k[i];
		for (size_t c = 0; c < cells; c++)
			next[c] = 0;
		for (int64_t j = 0; j <= n[i] && j <= K; j++)
			convolve(next, now, K, T, j, at, causa_binom_pmf(j, n[i], b.cases / b.all));
		double *swap = now;
		now = next;
		next = swap;
	}
	*p = doubled_tail(now + K * (T + 1), T, observed);
	*done = 1;
	free(now);
	free(next);
	return CAUSA_OK;
}
