/* Logistic trend of proportions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>

#include <causa/level.h>
#include <causa/logistic.h>
#include <causa/special.h>

#include "kernel/binomials.h"
#include "kernel/slope.h"
#include "kernel/solve.h"

enum causa_status binomials_read(const int64_t *k, const int64_t *n, const double *t, int m, struct binomials *b)
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
	enum causa_status status = binomials_read(k, n, t, m, &b);
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
	if (fit->df <= 0 || fit->separated != 0)
		return level > 0 && level < 1 ? CAUSA_ENODATA : CAUSA_EDOMAIN;
	return slope_quasi(fit->slope, fit->se_slope, fit->x2, fit->df, level, slope, p);
}

enum causa_status causa_logistic_wald(const struct causa_logistic *fit, double level, struct causa_interval *slope,
                                      double *p)
{
	return fit->separated != 0 ? CAUSA_ENODATA : slope_wald(fit->slope, fit->se_slope, level, slope, p);
}

/* ---- profile likelihood ---- */

struct profile {
	const struct binomials *b;
	double slope, wanted;
};

static double log_share(double eta)
{
	return eta > 0 ? -log1p(exp(-eta)) : eta - log1p(exp(eta));
}

static double intercept_score(const void *self, double c0)
{
	const struct profile *p = self;
	struct step s;
	accumulate(p->b, c0, p->slope, &s);
	return s.u0;
}

/* log(k/n)-based likelihood of the perfect fit, from which every other is measured: deviances add up without cancelling. */
static double deviance(const struct binomials *b, double c0, double c1)
{
	double sum = 0;
	for (int i = 0; i < b->m; i++) {
		double eta = c0 + c1 * (b->t[i] - b->origin), k = (double)b->k[i], n = (double)b->n[i];
		sum += k > 0 ? k * (log(k / n) - log_share(eta)) : 0;
		sum += k < n ? (n - k) * (log((n - k) / n) - log_share(-eta)) : 0;
	}
	return 2 * sum;
}

/* Least deviance with this slope. */
static double profile_deviance(const struct binomials *b, double slope)
{
	struct profile p = {b, slope, 0};
	double reach = 750 + fabs(slope) * (fabs(b->t[0] - b->origin) + fabs(b->t[b->m - 1] - b->origin));
	return deviance(b, solve_bracket(intercept_score, &p, -reach, reach), slope);
}

static double beyond(const void *self, double slope)
{
	const struct profile *p = self;
	return profile_deviance(p->b, slope) - p->wanted;
}

static double outwards(const struct profile *p, double from, double step)
{
	double to = from + step;
	for (int i = 0; i < 60 && beyond(p, to) < 0; i++) {
		step *= 2;
		to += step;
	}
	return step > 0 ? solve_bracket(beyond, p, from, to) : solve_bracket(beyond, p, to, from);
}

enum causa_status causa_logistic_profile(const int64_t *k, const int64_t *n, const double *t, int m, double level,
                                         struct causa_interval *slope, double *p)
{
	struct binomials b;
	struct causa_logistic fit;
	enum causa_status status = binomials_read(k, n, t, m, &b);
	if (status == CAUSA_OK)
		status = level > 0 && level < 1 ? causa_logistic_fit(k, n, t, m, &fit) : CAUSA_EDOMAIN;
	if (status != CAUSA_OK)
		return status;
	/* With separation the deviance falls to 0 as the slope runs away. */
	double z = causa_z(level), span = t[m - 1] - t[0];
	double least = fit.separated != 0 ? 0 : deviance(&b, fit.intercept + fit.slope * b.origin, fit.slope);
	struct profile at = {&b, 0, least + z * z};
	slope->lower = -INFINITY;
	slope->upper = INFINITY;
	if (fit.separated >= 0)
		slope->lower = outwards(&at, fit.separated > 0 ? 700 / span : fit.slope, -(fit.separated > 0 ? 1 / span : fit.se_slope));
	if (fit.separated <= 0)
		slope->upper = outwards(&at, fit.separated < 0 ? -700 / span : fit.slope, fit.separated < 0 ? 1 / span : fit.se_slope);
	*p = 2 * causa_norm_sf(sqrt(fmax(0, profile_deviance(&b, 0) - least)));
	return CAUSA_OK;
}
