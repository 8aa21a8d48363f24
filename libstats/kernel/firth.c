/* Firth's bias-reduced logistic trend.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>

#include <causa/level.h>
#include <causa/logistic.h>
#include <causa/special.h>

#include "kernel/binomials.h"
#include "kernel/solve.h"

/* Penalised score and information at (c0, c1), times centred. */
struct state {
	double u0, u1, i00, i01, i11, det;
};

static double share_of(double eta)
{
	return eta > 0 ? 1 / (1 + exp(-eta)) : exp(eta) / (1 + exp(eta));
}

static void accumulate(const struct binomials *b, double c0, double c1, struct state *s)
{
	*s = (struct state){0};
	for (int pass = 0; pass < 2; pass++) {
		for (int i = 0; i < b->m; i++) {
			double t = b->t[i] - b->origin, n = (double)b->n[i], eta = c0 + c1 * t;
			double pi = share_of(eta), rest = share_of(-eta), w = n * pi * rest;
			if (pass == 0) {
				s->i00 += w;
				s->i01 += w * t;
				s->i11 += w * t * t;
				continue;
			}
			/* hat value of the group: w x' I^-1 x; (1/2 - pi) is half of (1 - pi) - pi */
			double h = w * (s->i11 - 2 * s->i01 * t + s->i00 * t * t) / s->det;
			double r = (double)b->k[i] * rest - (n - (double)b->k[i]) * pi + 0.5 * h * (rest - pi);
			s->u0 += r;
			s->u1 += r * t;
		}
		s->det = s->i00 * s->i11 - s->i01 * s->i01;
	}
}

/* Penalised log-likelihood. */
static double penalised(const struct binomials *b, double c0, double c1)
{
	struct state s;
	double sum = 0;
	accumulate(b, c0, c1, &s);
	for (int i = 0; i < b->m; i++) {
		double eta = c0 + c1 * (b->t[i] - b->origin), k = (double)b->k[i], n = (double)b->n[i];
		sum += k * eta - n * (eta > 0 ? eta + log1p(exp(-eta)) : log1p(exp(eta)));
	}
	return sum + 0.5 * log(s.det);
}

/* Fisher scoring on the penalised score: converges linearly, to rounding. */
static int maximise(const struct binomials *b, double *c0, double *c1, struct state *s)
{
	double last = INFINITY;
	for (int i = 0; i < 20000; i++) {
		accumulate(b, *c0, *c1, s);
		double d0 = (s->i11 * s->u0 - s->i01 * s->u1) / s->det, d1 = (s->i00 * s->u1 - s->i01 * s->u0) / s->det;
		double size = fabs(d0) + fabs(d1) * (b->t[b->m - 1] - b->t[0]);
		if (!isfinite(size))
			return 0;
		if (size > 5) {
			d0 *= 5 / size;
			d1 *= 5 / size;
		}
		*c0 += d0;
		*c1 += d1;
		if (size < 2 * DBL_EPSILON || (size < 1e-13 && size >= last))
			return 1;
		last = size;
	}
	return 0;
}

struct profile {
	const struct binomials *b;
	double slope, wanted;
};

static double intercept_score(const void *self, double c0)
{
	const struct profile *p = self;
	struct state s;
	accumulate(p->b, c0, p->slope, &s);
	return s.u0;
}

/* Greatest penalised likelihood with this slope. Far out all weights underflow; the bracket stays where they do not. */
static double profile_at(const struct binomials *b, double slope)
{
	struct profile p = {b, slope, 0};
	double reach = 30 + fabs(slope) * fmax(fabs(b->t[0] - b->origin), fabs(b->t[b->m - 1] - b->origin));
	return penalised(b, solve_bracket(intercept_score, &p, -reach, reach), slope);
}

static double short_of(const void *self, double slope)
{
	const struct profile *p = self;
	return profile_at(p->b, slope) - p->wanted;
}

static double outwards(const struct profile *p, double from, double step)
{
	double to = from + step;
	for (int i = 0; i < 60 && short_of(p, to) > 0; i++) {
		step *= 2;
		to += step;
	}
	return step > 0 ? solve_bracket(short_of, p, from, to) : solve_bracket(short_of, p, to, from);
}

enum causa_status causa_firth_fit(const int64_t *k, const int64_t *n, const double *t, int m, double level,
                                  struct causa_firth *out)
{
	struct binomials b;
	struct state s;
	enum causa_status status = binomials_read(k, n, t, m, &b);
	if (status == CAUSA_EDOMAIN || !(level > 0 && level < 1))
		return CAUSA_EDOMAIN;
	double c0 = log((b.cases + 0.5) / (b.all - b.cases + 0.5)), c1 = 0, z = causa_z(level);
	if (!maximise(&b, &c0, &c1, &s))
		return CAUSA_ENOCONV;
	double best = penalised(&b, c0, c1);
	struct profile at = {&b, 0, best - 0.5 * z * z};
	out->slope = c1;
	out->intercept = c0 - c1 * b.origin;
	out->se_slope = sqrt(s.i00 / s.det);
	out->limits.lower = outwards(&at, c1, -out->se_slope);
	out->limits.upper = outwards(&at, c1, out->se_slope);
	out->p = 2 * causa_norm_sf(sqrt(2 * fmax(0, best - profile_at(&b, 0))));
	return CAUSA_OK;
}
