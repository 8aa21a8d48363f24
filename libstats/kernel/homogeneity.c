/* Do several proportions differ?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include <causa/homogeneity.h>
#include <causa/resample.h>
#include <causa/special.h>

static enum causa_status sum_up(const int64_t *k, const int64_t *n, int m, struct causa_homogeneity *out)
{
	*out = (struct causa_homogeneity){0};
	for (int i = 0; i < m; i++) {
		if (k[i] < 0 || n[i] < k[i])
			return CAUSA_EDOMAIN;
		out->series += n[i] > 0;
		if (__builtin_add_overflow(out->k, k[i], &out->k) || __builtin_add_overflow(out->n, n[i], &out->n))
			return CAUSA_EDOMAIN;
	}
	out->df = out->series - 1;
	return out->series < 2 || out->k == 0 || out->k == out->n ? CAUSA_ENODATA : CAUSA_OK;
}

static double surprise(double observed, double expected)
{
	return observed > 0 ? observed * log(observed / expected) : 0;
}

enum causa_status causa_homogeneity(const int64_t *k, const int64_t *n, int m, struct causa_homogeneity *out)
{
	struct causa_homogeneity h;
	enum causa_status status = sum_up(k, n, m, &h);
	if (status != CAUSA_OK)
		return status;
	double share = (double)h.k / (double)h.n, rest = (double)(h.n - h.k) / (double)h.n;
	h.least_expected = INFINITY;
	for (int i = 0; i < m; i++) {
		double N = (double)n[i], yes = N * share, no = N * rest, x = (double)k[i];
		if (n[i] == 0)
			continue;
		h.x2 += (x - yes) * (x - yes) / yes + (x - yes) * (x - yes) / no;
		h.g += 2 * (surprise(x, yes) + surprise(N - x, no));
		h.least_expected = fmin(h.least_expected, fmin(yes, no));
		h.below_5 += (yes < 5) + (no < 5);
	}
	h.p_x2 = causa_chisq_sf(h.x2, h.df);
	h.p_g = causa_chisq_sf(h.g, h.df);
	*out = h;
	return CAUSA_OK;
}

/* ---- exact ---- */

static double log_choose(int64_t n, int64_t k)
{
	return lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1);
}

/* Tables of some of the series with the same sum of k: weights of those that are equally likely are merged. */
struct tables {
	size_t n, room;
	double *log_weight, *count; /* log of the product of C(n, k); how many tables have it, as a number */
};

struct half {
	int64_t sums;              /* by_sum[0 .. sums - 1] */
	struct tables *by_sum;
};

enum { MOST_TABLES = 3000000 };

static void half_free(struct half *h)
{
	for (int64_t s = 0; s < h->sums && h->by_sum != NULL; s++) {
		free(h->by_sum[s].log_weight);
		free(h->by_sum[s].count);
	}
	free(h->by_sum);
}

static enum causa_status push(struct tables *t, double log_weight, double count)
{
	if (t->n == t->room) {
		size_t room = t->room > 0 ? 2 * t->room : 8;
		double *w = realloc(t->log_weight, room * sizeof *w);
		if (w != NULL)
			t->log_weight = w;
		double *c = realloc(t->count, room * sizeof *c);
		if (c != NULL)
			t->count = c;
		if (w == NULL || c == NULL)
			return CAUSA_ENOMEM;
		t->room = room;
	}
	t->log_weight[t->n] = log_weight;
	t->count[t->n++] = count;
	return CAUSA_OK;
}

struct pair {
	double log_weight, count;
};

static int ascending(const void *a, const void *b)
{
	double x = ((const struct pair *)a)->log_weight, y = ((const struct pair *)b)->log_weight;
	return x < y ? -1 : x > y;
}

/* Sorts, and merges what differs by rounding alone. */
static enum causa_status compact(struct tables *t)
{
	struct pair *pair = malloc((t->n + 1) * sizeof *pair);
	if (pair == NULL)
		return CAUSA_ENOMEM;
	for (size_t i = 0; i < t->n; i++)
		pair[i] = (struct pair){t->log_weight[i], t->count[i]};
	qsort(pair, t->n, sizeof *pair, ascending);
	size_t to = 0;
	for (size_t i = 0; i < t->n; i++) {
		if (to > 0 && pair[i].log_weight - t->log_weight[to - 1] <= 1e-12 * (1 + fabs(pair[i].log_weight))) {
			t->count[to - 1] += pair[i].count;
			continue;
		}
		t->log_weight[to] = pair[i].log_weight;
		t->count[to++] = pair[i].count;
	}
	t->n = to;
	free(pair);
	return CAUSA_OK;
}

static enum causa_status half_open(int64_t most, struct half *h)
{
	*h = (struct half){most + 1, calloc((size_t)most + 1, sizeof *h->by_sum)};
	return h->by_sum == NULL ? CAUSA_ENOMEM : CAUSA_OK;
}

/* One more series of n cases. */
static enum causa_status extend(const struct half *h, int64_t n, int64_t most, struct half *out)
{
	size_t all = 0;
	int64_t sums = h->sums + n <= most + 1 ? h->sums + n : most + 1;
	enum causa_status status = half_open(sums - 1, out);
	for (int64_t s = 0; s < sums && status == CAUSA_OK; s++) {
		struct tables *to = &out->by_sum[s];
		for (int64_t k = s >= h->sums ? s - h->sums + 1 : 0; k <= n && k <= s && status == CAUSA_OK; k++) {
			const struct tables *from = &h->by_sum[s - k];
			double add = log_choose(n, k);
			for (size_t i = 0; i < from->n && status == CAUSA_OK; i++)
				status = to->n > MOST_TABLES ? CAUSA_ERANGE : push(to, from->log_weight[i] + add, from->count[i]);
		}
		if (status == CAUSA_OK)
			status = compact(to);
		all += to->n;
		if (all > MOST_TABLES)
			status = CAUSA_ERANGE;
	}
	return status;
}

static enum causa_status build(const int64_t *n, int m, int64_t most, struct half *out)
{
	struct half h;
	enum causa_status status = half_open(0, &h);
	if (status == CAUSA_OK)
		status = push(&h.by_sum[0], 0, 1);
	for (int i = 0; i < m && status == CAUSA_OK; i++) {
		struct half next = {0, NULL};
		if (n[i] == 0)
			continue;
		status = extend(&h, n[i], most, &next);
		half_free(&h);
		h = next;
	}
	if (status == CAUSA_OK)
		*out = h;
	else
		half_free(&h);
	return status;
}

/* Sum over tables a of the one half and b of the other with log weight at most `most`: b runs down as a runs up. */
static double merge(const struct tables *a, const struct tables *b, double most)
{
	double sum = 0, below = 0;
	for (size_t j = 0; j < b->n; j++)
		below += b->count[j] * exp(b->log_weight[j]);
	size_t left = b->n;
	for (size_t i = 0; i < a->n; i++) {
		while (left > 0 && a->log_weight[i] + b->log_weight[left - 1] > most) {
			left--;
			below = -1;
		}
		if (left == 0)
			break;
		if (below < 0) { /* summed anew, not subtracted: what is left may be the millionth part */
			below = 0;
			for (size_t j = 0; j < left; j++)
				below += b->count[j] * exp(b->log_weight[j]);
		}
		sum += a->count[i] * exp(a->log_weight[i]) * below;
	}
	return sum;
}

enum causa_status causa_homogeneity_exact(const int64_t *k, const int64_t *n, int m, double *p)
{
	struct causa_homogeneity h;
	struct half a = {0, NULL}, b = {0, NULL};
	enum causa_status status = sum_up(k, n, m, &h);
	if (status != CAUSA_OK)
		return status;
	if (h.n > 1000) /* weights beyond what exp holds, tables beyond counting */
		return CAUSA_ERANGE;
	status = build(n, m / 2, h.k, &a);
	if (status == CAUSA_OK)
		status = build(n + m / 2, m - m / 2, h.k, &b);
	if (status == CAUSA_OK) {
		double observed = 0, sum = 0, all = log_choose(h.n, h.k);
		for (int i = 0; i < m; i++)
			observed += log_choose(n[i], k[i]);
		for (int64_t s = 0; s < a.sums && s <= h.k; s++) {
			if (h.k - s < b.sums)
				sum += merge(&a.by_sum[s], &b.by_sum[h.k - s], observed + 1e-7);
		}
		*p = fmin(1, exp(log(sum) - all));
	}
	half_free(&a);
	half_free(&b);
	return status;
}

/* ---- sampled ---- */

/* How many of n cases are among the k of all. */
static int64_t draw_without_replacement(struct causa_stream *stream, int64_t k, int64_t all, int64_t n)
{
	int64_t drawn = 0;
	for (int64_t j = 0; j < n; j++)
		drawn += causa_stream_below(stream, all - j) < k - drawn;
	return drawn;
}

enum causa_status causa_homogeneity_sampled(const int64_t *k, const int64_t *n, int m, uint64_t seed, int64_t replicates,
                                            double *p)
{
	struct causa_homogeneity h;
	enum causa_status status = sum_up(k, n, m, &h);
	if (status != CAUSA_OK || replicates < 1)
		return status != CAUSA_OK ? status : CAUSA_EDOMAIN;
	double observed = 0;
	int64_t as_unlikely = 0;
	for (int i = 0; i < m; i++)
		observed += log_choose(n[i], k[i]);
	for (int64_t r = 0; r < replicates; r++) {
		struct causa_stream stream;
		double weight = 0;
		int64_t left_k = h.k, left_n = h.n;
		causa_stream_open(seed, 0, (uint64_t)r, &stream);
		for (int i = 0; i < m; i++) {
			int64_t drawn = draw_without_replacement(&stream, left_k, left_n, n[i]);
			weight += log_choose(n[i], drawn);
			left_k -= drawn;
			left_n -= n[i];
		}
		as_unlikely += weight <= observed + 1e-7;
	}
	*p = (double)(1 + as_unlikely) / (double)(1 + replicates);
	return CAUSA_OK;
}
