/* Scales: ticks at round numbers, positions in pixels.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "scale.h"

#include <math.h>

static double round_step(double rough, bool integers)
{
	double power = pow(10, floor(log10(rough))), f = rough / power;
	double step = f <= 1 ? power : f <= 2 ? 2 * power : f <= 5 ? 5 * power : 10 * power;
	return integers && step < 1 ? 1 : step;
}

struct scale scale_linear(double lo, double hi, double from, double to, int wanted, bool integers)
{
	struct scale s = {.lo = lo, .from = from, .to = to};
	if (!(hi > lo))
		hi = lo + 1;
	double step = round_step((hi - lo) / wanted, integers);
	for (;;) {
		double n = ceil((hi - lo) / step - 1e-9);
		if (n < MOST_TICKS) {
			s.hi = lo + n * step;
			for (int i = 0; i <= (int)n; i++)
				s.tick[s.ticks++] = lo + i * step;
			return s;
		}
		step *= 2;
	}
}

struct scale scale_around(double lo, double hi, double from, double to, int wanted)
{
	double span = hi - lo > 1e-6 * fmax(fabs(hi), 1) ? hi - lo : fmax(fabs(hi), 1); /* else they are one number */
	double step = round_step(span / wanted, false), first = floor(lo / step + 1e-9);
	int n = (int)fmin(fmax(ceil(hi / step - 1e-9) - first, 1), MOST_TICKS - 1);
	struct scale s = {.lo = first * step, .hi = (first + n) * step, .from = from, .to = to};
	for (int i = 0; i <= n; i++)
		s.tick[s.ticks++] = (first + i) * step;
	return s;
}

/* 1, 2, 5, 10, 20 ...: the n-th step of the ladder. */
static double ladder(int n)
{
	static const double step[3] = {1, 2, 5};
	return step[n % 3] * pow(10, n / 3);
}

struct scale scale_ratio(double lo, double hi, double from, double to)
{
	struct scale s = {.lo = lo, .hi = hi, .from = from, .to = to, .kind = SCALE_RATIO};
	double span = fmax(hi, 1 / lo) * (1 + 1e-9);
	int n = 0, stride = 1;
	while (ladder(n + 1) <= span)
		n++;
	while (2 * (n / stride) + 1 > MOST_TICKS)
		stride += stride == 1 ? 2 : 3;
	for (int i = -(n / stride); i <= n / stride; i++) {
		double v = i < 0 ? 1 / ladder(-i * stride) : ladder(i * stride);
		if (v >= lo * (1 - 1e-9) && v <= hi * (1 + 1e-9))
			s.tick[s.ticks++] = v;
	}
	return s;
}

/* From 0 to 1 takes as much room as a factor of 3. */
static double stretch(double v)
{
	return v <= 1 ? 0.477 * v : 0.477 + log10(v);
}

/* Every step, or 1, 10, 100 ..., or fewer. */
static int stride_of(int first, int last)
{
	int stride = 1;
	while ((last - first) / stride + 2 > MOST_TICKS / 2)
		stride += stride == 1 ? 2 : 3;
	return stride;
}

/* Steps of the ladder from the first to the last, as many as are wanted. */
static void ladder_ticks(struct scale *s, int first, int last)
{
	int stride = stride_of(first, last);
	for (int i = first; i <= last; i += stride)
		s->tick[s->ticks++] = ladder(i);
}

struct scale scale_counts(double least, double hi, double from, double to)
{
	struct scale s = {.from = from, .to = to, .kind = SCALE_COUNTS};
	int n = 3, first = 0;
	while (ladder(n) < hi * (1 - 1e-9))
		n++;
	s.hi = ladder(n);
	if (least < 10) {
		s.tick[s.ticks++] = 0;
		ladder_ticks(&s, 0, n);
		return s;
	}
	while (first + 1 < n && ladder(first + 1) <= least)
		first++;
	if (stride_of(first, n) > 1)
		first -= first % 3; /* from a power of ten */
	s.lo = ladder(first);
	s.kind = SCALE_RATIO;
	ladder_ticks(&s, first, n);
	return s;
}

double scale_at(const struct scale *s, double v)
{
	double share = (v - s->lo) / (s->hi - s->lo);
	if (s->kind == SCALE_RATIO)
		share = log(v / s->lo) / log(s->hi / s->lo);
	else if (s->kind == SCALE_COUNTS)
		share = stretch(v) / stretch(s->hi);
	return s->from + share * (s->to - s->from);
}

struct scale scale_mirrored(double most, double from, double to, int wanted)
{
	struct scale half = scale_linear(0, most, from, to, wanted, false), s = {.lo = -half.hi, .hi = half.hi, .from = from, .to = to};
	int n = half.ticks <= MOST_TICKS / 2 ? half.ticks : MOST_TICKS / 2;
	for (int i = n - 1; i > 0; i--)
		s.tick[s.ticks++] = -half.tick[i];
	for (int i = 0; i < n; i++)
		s.tick[s.ticks++] = half.tick[i];
	return s;
}
