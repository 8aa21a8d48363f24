/* Least and greatest of a result over a range of exposures, and the exposure at which its conclusion turns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/envelope.h"

#include <math.h>
#include <stdbool.h>

const enum causa_column_id envelope_columns[ENVELOPE_COLUMNS] = {
	CAUSA_COL_estimate_min, CAUSA_COL_estimate_max, CAUSA_COL_p_min, CAUSA_COL_p_max, CAUSA_COL_flip_sign,
	CAUSA_COL_flip_significance,
};

/* The results are smooth and have few turns over (0, 1]: a grid this fine brackets each of them. */
enum { GRID = 96, GOLDEN_STEPS = 80, BISECTIONS = 60 };

struct search {
	envelope_at at;
	void *self;
	double alpha;
	enum causa_status status;
};

enum what { ESTIMATE, LOWER, UPPER, P };

static double value(struct search *search, double exposure, enum what what)
{
	struct envelope_point point;
	enum causa_status status = search->at(search->self, exposure, &point);
	if (status != CAUSA_OK) {
		search->status = status;
		return NAN;
	}
	switch (what) {
	case LOWER:
		return point.lower;
	case UPPER:
		return point.upper;
	case P:
		return point.p;
	default:
		return point.estimate;
	}
}

/* The least of sign * value between a and b, which lie on both sides of the best grid point. */
static double golden(struct search *search, enum what what, double sign, double a, double b)
{
	const double g = 0.6180339887498949;
	double c = b - g * (b - a), d = a + g * (b - a);
	double fc = sign * value(search, c, what), fd = sign * value(search, d, what);
	for (int i = 0; i < GOLDEN_STEPS && b - a > 1e-15; i++) {
		if (fc < fd) {
			b = d;
			d = c;
			fd = fc;
			c = b - g * (b - a);
			fc = sign * value(search, c, what);
		} else {
			a = c;
			c = d;
			fc = fd;
			d = a + g * (b - a);
			fd = sign * value(search, d, what);
		}
	}
	return fc < fd ? fc : fd;
}

static double extreme(struct search *search, enum what what, double sign, const double *exposure, const double *grid)
{
	int best = -1;
	for (int i = 0; i <= GRID; i++) {
		if (isnan(grid[i]))
			return NAN;
		if (best < 0 || sign * grid[i] < sign * grid[best])
			best = i;
	}
	double a = exposure[best > 0 ? best - 1 : 0], b = exposure[best < GRID ? best + 1 : GRID];
	double inside = golden(search, what, sign, a, b);
	double least = inside < sign * grid[best] ? inside : sign * grid[best];
	return sign * least;
}

static double crossing(struct search *search, enum what what, double target, const double *exposure, const double *grid)
{
	for (int i = 0; i < GRID; i++) {
		double fa = grid[i] - target, fb = grid[i + 1] - target;
		if (isnan(fa) || isnan(fb) || (fa < 0) == (fb < 0))
			continue;
		double a = exposure[i], b = exposure[i + 1];
		for (int j = 0; j < BISECTIONS; j++) {
			double middle = 0.5 * (a + b), f = value(search, middle, what) - target;
			if ((f < 0) == (fa < 0))
				a = middle;
			else
				b = middle;
		}
		return 0.5 * (a + b);
	}
	return NAN;
}

enum causa_status envelope_search(envelope_at at, void *self, double lo, double hi, double alpha, struct envelope *out)
{
	struct search search = {at, self, alpha, CAUSA_OK};
	double exposure[GRID + 1], estimate[GRID + 1], lower[GRID + 1], upper[GRID + 1], p[GRID + 1];
	for (int i = 0; i <= GRID; i++) {
		struct envelope_point point;
		exposure[i] = i == GRID ? hi : lo + (hi - lo) * i / GRID;
		enum causa_status status = at(self, exposure[i], &point);
		if (status != CAUSA_OK)
			return status;
		estimate[i] = point.estimate;
		lower[i] = point.lower;
		upper[i] = point.upper;
		p[i] = point.p;
	}
	struct envelope e;
	e.lower = extreme(&search, LOWER, 1, exposure, lower);
	e.upper = extreme(&search, UPPER, -1, exposure, upper);
	e.estimate_min = extreme(&search, ESTIMATE, 1, exposure, estimate);
	e.estimate_max = extreme(&search, ESTIMATE, -1, exposure, estimate);
	e.p_min = extreme(&search, P, 1, exposure, p);
	e.p_max = extreme(&search, P, -1, exposure, p);
	e.flip_sign = crossing(&search, ESTIMATE, 0, exposure, estimate);
	e.flip_significance = crossing(&search, P, alpha, exposure, p);
	if (search.status == CAUSA_OK)
		*out = e;
	return search.status;
}

void envelope_put(const struct envelope *envelope, struct causa_frame_build *build)
{
	causa_frame_f64(build, CAUSA_COL_p_min, envelope->p_min);
	causa_frame_f64(build, CAUSA_COL_p_max, envelope->p_max);
	causa_frame_f64(build, CAUSA_COL_flip_sign, envelope->flip_sign);
	causa_frame_f64(build, CAUSA_COL_flip_significance, envelope->flip_significance);
	causa_frame_note(build, CAUSA_NOTE_ENVELOPE);
}
