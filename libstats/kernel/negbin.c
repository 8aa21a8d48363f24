/* Negative binomial log-linear trend.
 *
 * For a given theta intercept and slope maximise a concave likelihood (Newton). theta is the root of its profile score, found
 * on the scale of log theta, after a scan for the greatest likelihood, which may be at infinity.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>

#include <causa/negbin.h>

#include "kernel/psi.h"
#include "kernel/slope.h"
#include "kernel/solve.h"

struct counts {
	const int64_t *y;
	const double *t, *exposure;
	int n;
	double centre;             /* fitted mean time of the Poisson trend: makes the parameters nearly independent */
	double c0, c1;             /* start and result: log mean at the centre, slope */
};

static double exposure_at(const struct counts *c, int i)
{
	return c->exposure != NULL ? c->exposure[i] : 1;
}

static double mean_at(const struct counts *c, int i)
{
	return exposure_at(c, i) * exp(c->c0 + c->c1 * (c->t[i] - c->centre));
}

/* What of the log-likelihood depends on the means and theta, without the terms of y alone. */
static double log_likelihood(const struct counts *c, double theta)
{
	double sum = 0;
	for (int i = 0; i < c->n; i++) {
		double y = (double)c->y[i], mu = mean_at(c, i);
		if (isinf(theta))
			sum += (y > 0 ? y * log(mu) : 0) - mu;
		else
			/* rising factorial of theta over theta^y is the product of 1 + j/theta */
			sum += psi_rising_log(theta, y) - y * log(theta) + (y > 0 ? y * log(mu) : 0) - (y + theta) * log1p(mu / theta);
	}
	return sum;
}

struct information {
	double u0, u1, i00, i01, i11;
};

/* Score, and expected or observed information of (c0, c1). */
static void accumulate(const struct counts *c, double theta, int observed, struct information *s)
{
	*s = (struct information){0};
	for (int i = 0; i < c->n; i++) {
		double y = (double)c->y[i], mu = mean_at(c, i), t = c->t[i] - c->centre, f = 1 / (1 + mu / theta);
		double w = mu * f * (observed ? (1 + y / theta) * f : 1), r = (y - mu) * f;
		s->u0 += r;
		s->u1 += r * t;
		s->i00 += w;
		s->i01 += w * t;
		s->i11 += w * t * t;
	}
}

/* Newton on a concave function, halved where it overshoots. */
static int maximise(struct counts *c, double theta)
{
	double best = log_likelihood(c, theta);
	for (int i = 0; i < 200; i++) {
		struct information s;
		accumulate(c, theta, 1, &s);
		double det = s.i00 * s.i11 - s.i01 * s.i01;
		double d0 = (s.i11 * s.u0 - s.i01 * s.u1) / det, d1 = (s.i00 * s.u1 - s.i01 * s.u0) / det;
		if (!isfinite(d0) || !isfinite(d1))
			return 0;
		double size = fabs(d0) + fabs(d1) * fmax(1, fabs(c->t[c->n - 1] - c->t[0]));
		struct counts to = *c;
		for (int h = 0; h < 50; h++, d0 /= 2, d1 /= 2) {
			to.c0 = c->c0 + d0;
			to.c1 = c->c1 + d1;
			double at = log_likelihood(&to, theta);
			if (size < 1e-6 || at >= best) {
				best = at;
				break;
			}
		}
		*c = to;
		if (size < 4 * DBL_EPSILON || (i > 50 && size < 1e-12))
			return 1;
	}
	return 0;
}

/* theta^2 times the derivative of the profile likelihood by theta: finite where theta is large. */
static double profile_score(const void *self, double log_theta)
{
	struct counts c = *(const struct counts *)self;
	double theta = exp(log_theta), sum = 0;
	maximise(&c, theta);
	for (int i = 0; i < c.n; i++) {
		double y = (double)c.y[i], mu = mean_at(&c, i);
		sum += psi_rising_first(theta, y) - log1p(mu / theta) + (mu - y) / (theta + mu);
	}
	return sum * theta * theta;
}

static double profile_likelihood(const struct counts *c, double theta)
{
	struct counts at = *c;
	return maximise(&at, theta) ? log_likelihood(&at, theta) : -INFINITY;
}

enum { FIRST = -24, LAST = 60 }; /* log theta from -12 to 30 in halves */

/* The half-step of log theta with the greatest profile likelihood; LAST + 1: infinity. */
static int scan(const struct counts *c, double boundary_score)
{
	double poisson = profile_likelihood(c, INFINITY), best = poisson;
	int where = LAST + 1;
	for (int step = LAST; step >= FIRST; step--) {
		double at = profile_likelihood(c, exp(0.5 * step));
		/* At large theta the two likelihoods differ by rounding alone: the boundary score decides there. */
		if (at > best && (boundary_score > 0 || at > poisson + 1e-9 * fabs(poisson))) {
			best = at;
			where = step;
		}
	}
	return where;
}

static void finish(const struct counts *c, struct causa_negbin *fit)
{
	struct information s;
	double info = 0, theta = fit->theta;
	accumulate(c, theta, 0, &s);
	fit->slope = c->c1;
	fit->intercept = c->c0 - c->c1 * c->centre;
	fit->se_slope = sqrt(s.i00 / (s.i00 * s.i11 - s.i01 * s.i01));
	fit->loglik = log_likelihood(c, theta);
	for (int i = 0; i < c->n; i++) {
		double y = (double)c->y[i], mu = mean_at(c, i);
		fit->loglik -= lgamma(y + 1);
		if (isfinite(theta))
			info += psi_rising_second(theta, y) - 1 / theta + 2 / (mu + theta) - (y + theta) / ((mu + theta) * (mu + theta));
	}
	fit->se_theta = isfinite(theta) ? 1 / sqrt(info) : INFINITY;
}

enum causa_status causa_negbin_fit(const int64_t *y, const double *t, const double *exposure, int n,
                                   struct causa_negbin *out)
{
	struct causa_loglinear poisson;
	struct causa_negbin fit = {0};
	enum causa_status status = causa_loglinear_fit(y, t, exposure, n, &poisson);
	if (status != CAUSA_OK)
		return status;
	fit.df = poisson.df;
	fit.separated = poisson.separated;
	if (fit.separated != 0) {
		*out = fit;
		return CAUSA_OK;
	}
	struct counts c = {y, t, exposure, n, 0, 0, 0};
	double all = 0;
	for (int i = 0; i < n; i++) {
		all += (double)y[i];
		c.centre += (double)y[i] * t[i];
	}
	c.centre /= all;
	c.c0 = poisson.intercept + poisson.slope * c.centre;
	c.c1 = poisson.slope;
	for (int i = 0; i < n; i++) {
		double mu = mean_at(&c, i);
		fit.boundary_score += ((double)y[i] - mu) * ((double)y[i] - mu) - (double)y[i];
	}
	int step = scan(&c, fit.boundary_score);
	fit.theta = INFINITY;
	if (step == FIRST)
		return CAUSA_ENOCONV;
	if (step <= LAST)
		fit.theta = exp(solve_bracket(profile_score, &c, 0.5 * (step - 1), 0.5 * (step + 1)));
	else if (fit.boundary_score > 0) /* rises inwards, yet beyond every theta that was tried */
		return CAUSA_ENOCONV;
	if (!maximise(&c, fit.theta))
		return CAUSA_ENOCONV;
	finish(&c, &fit);
	*out = fit;
	return CAUSA_OK;
}

enum causa_status causa_negbin_wald(const struct causa_negbin *fit, double level, struct causa_interval *slope, double *p)
{
	if (fit->df <= 0 || fit->separated != 0)
		return CAUSA_ENODATA;
	return slope_wald(fit->slope, fit->se_slope, level, slope, p);
}
