/* Joinpoint regression on the log scale.
 *
 * Columns of the design: 1, t, and (t - tau)+ for each joinpoint tau. All placements are visited depth first; a joinpoint adds
 * one row to a Cholesky factor, so that a placement costs a handful of products.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <causa/joinpoint.h>
#include <causa/level.h>
#include <causa/resample.h>
#include <causa/special.h>

enum { MOST = CAUSA_MOST_JOINPOINTS, COLUMNS = MOST + 2, LEAST_POINTS = 7, MOST_POINTS = 1000, GAP = 2, REPLICATES = 4499 };

struct points {
	int n, most;
	double *t, *w, *z;         /* time from the weighted mean, weight, response about its weighted mean */
	double *gram;              /* [n + 2][n + 2]: inner products of the columns 1, t, and a bend at each point */
	double *moment;            /* [n + 2]: inner products of the columns with z */
};

struct placement {
	int at[MOST];              /* indices of the points that are joinpoints */
	double sse;
};

/* ---- inner products ---- */

static double column(const struct points *p, int c, int i)
{
	if (c < 2)
		return c == 0 ? 1 : p->t[i];
	return i > c - 2 ? p->t[i] - p->t[c - 2] : 0;
}

static void fill_gram(struct points *p)
{
	int C = p->n + 2;
	for (int a = 0; a < C; a++) {
		for (int b = a; b < C; b++) {
			double sum = 0;
			for (int i = b < 2 ? 0 : b - 1; i < p->n; i++)
				sum += p->w[i] * column(p, a, i) * column(p, b, i);
			p->gram[a * C + b] = p->gram[b * C + a] = sum;
		}
	}
}

static void fill_moments(struct points *p)
{
	for (int c = 0; c < p->n + 2; c++) {
		p->moment[c] = 0;
		for (int i = 0; i < p->n; i++)
			p->moment[c] += p->w[i] * column(p, c, i) * p->z[i];
	}
}

/* ---- search ---- */

struct search {
	const struct points *p;
	int k;                     /* joinpoints wanted */
	int chosen[COLUMNS];       /* columns in use */
	double factor[COLUMNS][COLUMNS], q[COLUMNS];
	double explained;
	struct placement best;
	double best_explained;
};

/* Adds a column to the factor: returns what it explains, or 0 when it is a combination of those before. */
static double extend(struct search *s, int depth, int c)
{
	int C = s->p->n + 2;
	const double *g = s->p->gram + (size_t)c * (size_t)C;
	double rest = g[c], q = s->p->moment[c], *row = s->factor[depth];
	for (int j = 0; j < depth; j++) {
		double v = g[s->chosen[j]];
		for (int i = 0; i < j; i++)
			v -= row[i] * s->factor[j][i];
		row[j] = v / s->factor[j][j];
		rest -= row[j] * row[j];
		q -= row[j] * s->q[j];
	}
	if (!(rest > 1e-12 * g[c]))
		return 0;
	row[depth] = sqrt(rest);
	s->q[depth] = q / row[depth];
	s->chosen[depth] = c;
	return s->q[depth] * s->q[depth];
}

static void visit(struct search *s, int found, int from, double explained)
{
	if (found == s->k) {
		if (explained > s->best_explained) {
			s->best_explained = explained;
			for (int j = 0; j < s->k; j++)
				s->best.at[j] = s->chosen[j + 2] - 2;
		}
		return;
	}
	int last = s->p->n - 1 - GAP - (s->k - found - 1) * (GAP + 1);
	for (int i = from; i <= last; i++)
		visit(s, found + 1, i + GAP + 1, explained + extend(s, found + 2, i + 2));
}

static void find(const struct points *p, int k, struct placement *out)
{
	struct search s = {.p = p, .k = k, .best_explained = -1};
	double line = extend(&s, 0, 0);
	line += extend(&s, 1, 1);
	visit(&s, 0, GAP, line);
	*out = s.best;
}

/* ---- a fit at given joinpoints ---- */

struct fit {
	int columns, column[COLUMNS];
	double beta[COLUMNS], inverse[COLUMNS][COLUMNS]; /* coefficients; inverse of the Gram matrix */
	double sse;
};

static double fitted(const struct points *p, const struct fit *f, int i)
{
	double sum = 0;
	for (int j = 0; j < f->columns; j++)
		sum += f->beta[j] * column(p, f->column[j], i);
	return sum;
}

/* Inverse of a lower triangle, then of the matrix it is the factor of. */
static void invert(const struct search *s, int m, struct fit *f)
{
	double L[COLUMNS][COLUMNS] = {{0}};
	for (int j = 0; j < m; j++) {
		L[j][j] = 1 / s->factor[j][j];
		for (int i = j + 1; i < m; i++) {
			double v = 0;
			for (int k = j; k < i; k++)
				v -= s->factor[i][k] * L[k][j];
			L[i][j] = v / s->factor[i][i];
		}
	}
	for (int i = 0; i < m; i++) {
		f->beta[i] = 0;
		for (int j = 0; j < m; j++) {
			f->inverse[i][j] = 0;
			for (int k = i > j ? i : j; k < m; k++)
				f->inverse[i][j] += L[k][i] * L[k][j];
			f->beta[i] += j >= i ? L[j][i] * s->q[j] : 0;
		}
	}
}

static void fit_at(const struct points *p, const struct placement *at, int k, struct fit *f)
{
	struct search s = {.p = p};
	f->columns = k + 2;
	for (int j = 0; j < k + 2; j++) {
		f->column[j] = j < 2 ? j : at->at[j - 2] + 2;
		extend(&s, j, f->column[j]);
	}
	invert(&s, k + 2, f);
	f->sse = 0;
	for (int i = 0; i < p->n; i++) {
		double r = p->z[i] - fitted(p, f, i);
		f->sse += p->w[i] * r * r;
	}
}

/* ---- choosing the number ---- */

/* Partial R2 of a bend at point `at` over a line through the points from `first` to `last`. */
static double partial_r2(const struct points *p, int first, int at, int last)
{
	double w = 0, t = 0, z = 0, b = 0, tt = 0, tz = 0, tb = 0, zz = 0, bb = 0, zb = 0;
	for (int i = first; i <= last; i++) {
		w += p->w[i];
		t += p->w[i] * p->t[i];
		z += p->w[i] * p->z[i];
		b += p->w[i] * fmax(0, p->t[i] - p->t[at]);
	}
	for (int i = first; i <= last; i++) {
		double dt = p->t[i] - t / w, dz = p->z[i] - z / w, db = fmax(0, p->t[i] - p->t[at]) - b / w;
		tt += p->w[i] * dt * dt;
		tz += p->w[i] * dt * dz;
		tb += p->w[i] * dt * db;
		zz += p->w[i] * dz * dz;
		bb += p->w[i] * db * db;
		zb += p->w[i] * dz * db;
	}
	double rest = zz - tz * tz / tt, bend = bb - tb * tb / tt, both = zb - tz * tb / tt;
	return rest > 0 && bend > 0 ? fmin(1, both * both / (rest * bend)) : 0;
}

static double greatest_r2(const struct points *p, const struct placement *at, int k)
{
	double most = 0;
	for (int j = 0; j < k; j++)
		most = fmax(most, partial_r2(p, j > 0 ? at->at[j - 1] : 0, at->at[j], j < k - 1 ? at->at[j + 1] : p->n - 1));
	return most;
}

static double penalty(enum causa_segments selection, const struct points *p, const struct placement *at, int k)
{
	switch (selection) {
	case CAUSA_SEGMENTS_BIC:
		return 2 * k + 2;
	case CAUSA_SEGMENTS_BIC3:
		return 3 * k + 2;
	default:
		return (2 + greatest_r2(p, at, k)) * k + 2;
	}
}

/* What rounding leaves of a sum of squares that is 0: a perfect line needs no joinpoint. */
static double floor_of(const struct points *p)
{
	double sum = 0;
	for (int i = 0; i < p->n; i++)
		sum += p->w[i] * (1 + p->z[i] * p->z[i]);
	return 1e-22 * sum;
}

static int least_criterion(const struct causa_joinpoint *r)
{
	int best = 0;
	for (int k = 1; k <= r->most; k++) {
		if (r->criterion[k] < r->criterion[best])
			best = k;
	}
	return best;
}

/* Ratio of the residual sums without and with more joinpoints: the F statistic, but for constants. */
static double improvement(const struct points *p, int ka, int kb)
{
	struct placement a, b;
	struct fit fa, fb;
	double least = floor_of(p);
	find(p, ka, &a);
	find(p, kb, &b);
	fit_at(p, &a, ka, &fa);
	fit_at(p, &b, kb, &fb);
	return fmax(fa.sse, least) / fmax(fb.sse, least);
}

/* Responses with permuted residuals about the fit with ka joinpoints. */
static enum causa_status permutation_p(const struct points *p, int ka, int kb, const struct causa_joinpoint_options *o,
                                       uint64_t test, double *out)
{
	struct points q = *p;
	struct placement at;
	struct fit f;
	int replicates = o->replicates > 0 ? o->replicates : REPLICATES, as_large = 0;
	double *work = malloc(((size_t)(3 * p->n) + 2) * sizeof *work), *residual = work, *shuffled = work + p->n;
	if (work == NULL)
		return CAUSA_ENOMEM;
	q.z = work + 2 * p->n;
	double *moments = malloc(((size_t)p->n + 2) * sizeof *moments);
	if (moments == NULL) {
		free(work);
		return CAUSA_ENOMEM;
	}
	q.moment = moments;
	find(p, ka, &at);
	fit_at(p, &at, ka, &f);
	for (int i = 0; i < p->n; i++)
		residual[i] = (p->z[i] - fitted(p, &f, i)) * sqrt(p->w[i]);
	double observed = improvement(p, ka, kb) * (1 - 1e-12);
	for (int r = 0; r < replicates; r++) {
		struct causa_stream stream;
		causa_stream_open(o->seed + test, o->series, (uint64_t)r, &stream);
		memcpy(shuffled, residual, (size_t)p->n * sizeof *shuffled);
		causa_stream_permute(&stream, p->n, shuffled);
		for (int i = 0; i < p->n; i++)
			q.z[i] = fitted(p, &f, i) + shuffled[i] / sqrt(p->w[i]);
		fill_moments(&q);
		as_large += improvement(&q, ka, kb) >= observed;
	}
	*out = (double)(1 + as_large) / (double)(1 + replicates);
	free(moments);
	free(work);
	return CAUSA_OK;
}

static enum causa_status choose_by_tests(const struct points *p, const struct causa_joinpoint_options *o,
                                         struct causa_joinpoint *r, int *chosen)
{
	int ka = 0, kb = r->most;
	while (ka < kb) {
		double test_p;
		enum causa_status status = permutation_p(p, ka, kb, o, (uint64_t)r->tests, &test_p);
		if (status != CAUSA_OK)
			return status;
		r->test_p[r->tests++] = test_p;
		if (test_p <= causa_alpha(o->level) / r->most)
			ka++;
		else
			kb--;
	}
	*chosen = ka;
	return CAUSA_OK;
}

/* ---- slopes ---- */

static void finish_slope(struct causa_slope *s, int df, double level)
{
	double quantile = causa_t_quantile_sf(causa_alpha(level) / 2, df);
	s->limits.lower = s->slope - quantile * s->se;
	s->limits.upper = s->slope + quantile * s->se;
	s->p = s->se > 0 ? fmin(1, 2 * causa_t_sf(fabs(s->slope / s->se), df)) : s->slope == 0 ? 1 : 0;
}

/* The linear combination of coefficients that weights each segment's slope; weights[j] of segment j. */
static void combine(const struct fit *f, const double *weights, double sigma2, struct causa_slope *out)
{
	double a[COLUMNS] = {0}, variance = 0;
	int segments = f->columns - 1;
	out->slope = 0;
	for (int j = 0; j < segments; j++) { /* bend j counts in every segment from j on */
		for (int i = j; i < segments; i++)
			a[j + 1] += weights[i];
		out->slope += a[j + 1] * f->beta[j + 1];
	}
	for (int i = 1; i < f->columns; i++) {
		for (int j = 1; j < f->columns; j++)
			variance += a[i] * a[j] * f->inverse[i][j];
	}
	out->se = sqrt(fmax(0, variance) * sigma2);
}

static void describe(const struct points *p, const int64_t *t, const struct fit *f, double level, struct causa_joinpoint *r)
{
	int k = r->joinpoints;
	double sigma2 = f->sse <= floor_of(p) ? 0 : f->sse / r->df, share[COLUMNS], span = (double)(t[p->n - 1] - t[0]);
	for (int j = 0; j <= k; j++) {
		double only[COLUMNS] = {0};
		int from = j > 0 ? f->column[j + 1] - 2 : 0, to = j < k ? f->column[j + 2] - 2 : p->n - 1;
		only[j] = 1;
		r->segment[j] = (struct causa_slope){.first = t[from], .last = t[to]};
		share[j] = (double)(t[to] - t[from]) / span;
		combine(f, only, sigma2, &r->segment[j]);
		finish_slope(&r->segment[j], r->df, level);
	}
	r->average = (struct causa_slope){.first = t[0], .last = t[p->n - 1]};
	combine(f, share, sigma2, &r->average);
	finish_slope(&r->average, r->df, level);
}

/* ---- reading ---- */

int causa_joinpoint_most(int n)
{
	int most = n < LEAST_POINTS ? 0 : (n - 2) / 5;
	return most < MOST ? most : MOST;
}

static enum causa_status check(const int64_t *y, const int64_t *t, const double *exposure, int n,
                               const struct causa_joinpoint_options *o)
{
	int64_t any = 0;
	if (n < 0 || n > MOST_POINTS || !(o->level > 0 && o->level < 1) || o->replicates < 0)
		return CAUSA_EDOMAIN;
	for (int i = 0; i < n; i++) {
		double e = exposure != NULL ? exposure[i] : 1;
		if (y[i] < 0 || !(e > 0) || isinf(e) || (i > 0 && t[i] <= t[i - 1]))
			return CAUSA_EDOMAIN;
		any |= y[i];
	}
	return n < LEAST_POINTS || any == 0 ? CAUSA_ENODATA : CAUSA_OK;
}

static void take_points(const int64_t *y, const int64_t *t, const double *exposure, struct points *p)
{
	double w = 0, wt = 0, wz = 0;
	for (int i = 0; i < p->n; i++) {
		p->w[i] = y[i] > 0 ? (double)y[i] : 0.5;
		p->t[i] = (double)(t[i] - t[0]);
		p->z[i] = log(p->w[i] / (exposure != NULL ? exposure[i] : 1));
		w += p->w[i];
		wt += p->w[i] * p->t[i];
		wz += p->w[i] * p->z[i];
	}
	for (int i = 0; i < p->n; i++) {
		p->t[i] -= wt / w;
		p->z[i] -= wz / w;
	}
}

static enum causa_status choose(const struct points *p, const struct causa_joinpoint_options *o, struct causa_joinpoint *r,
                                struct fit *best)
{
	struct fit fit[MOST + 1];
	double least = floor_of(p), n = p->n;
	int chosen = 0;
	for (int k = 0; k <= r->most; k++) {
		struct placement at;
		find(p, k, &at);
		fit_at(p, &at, k, &fit[k]);
		r->sse[k] = fit[k].sse;
		r->criterion[k] = log(fmax(fit[k].sse, least) / n) + penalty(o->selection, p, &at, k) * log(n) / n;
	}
	if (o->selection == CAUSA_SEGMENTS_PERMUTATION) {
		enum causa_status status = choose_by_tests(p, o, r, &chosen);
		if (status != CAUSA_OK)
			return status;
	} else {
		chosen = least_criterion(r);
	}
	r->joinpoints = chosen;
	r->df = p->n - 2 - 2 * chosen;
	*best = fit[chosen];
	return CAUSA_OK;
}

enum causa_status causa_joinpoint_fit(const int64_t *y, const int64_t *t, const double *exposure, int n,
                                      const struct causa_joinpoint_options *options, struct causa_joinpoint *out)
{
	enum causa_status status = check(y, t, exposure, n, options);
	if (status != CAUSA_OK)
		return status;
	size_t N = (size_t)n, C = N + 2;
	double *store = malloc((3 * N + C * C + C) * sizeof *store);
	if (store == NULL)
		return CAUSA_ENOMEM;
	struct points p = {n, causa_joinpoint_most(n), store, store + N, store + 2 * N, store + 3 * N, store + 3 * N + C * C};
	struct causa_joinpoint r = {.most = p.most};
	struct fit fit;
	take_points(y, t, exposure, &p);
	fill_gram(&p);
	fill_moments(&p);
	status = choose(&p, options, &r, &fit);
	if (status == CAUSA_OK) {
		describe(&p, t, &fit, options->level, &r);
		*out = r;
	}
	free(store);
	return status;
}
