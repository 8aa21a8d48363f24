/* The digits of the shortest decimal that reads back.
 *
 * v = m * 2^e. With 17 digits before the point, v * 10^k = m * 5^k * 2^(e+k) is a whole number over a power of two, and m * 5^k fits
 * 128 bits for k up to 27: all is exact. A decimal reads back when it is nearer to v than half of a step of m, which is 5^k / 2 in
 * these units.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/shortest.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum { MOST_POWER = 27 };

static const uint64_t powers_of_5[MOST_POWER + 1] = {
	UINT64_C(1), UINT64_C(5), UINT64_C(25), UINT64_C(125), UINT64_C(625), UINT64_C(3125), UINT64_C(15625), UINT64_C(78125),
	UINT64_C(390625), UINT64_C(1953125), UINT64_C(9765625), UINT64_C(48828125), UINT64_C(244140625), UINT64_C(1220703125),
	UINT64_C(6103515625), UINT64_C(30517578125), UINT64_C(152587890625), UINT64_C(762939453125), UINT64_C(3814697265625),
	UINT64_C(19073486328125), UINT64_C(95367431640625), UINT64_C(476837158203125), UINT64_C(2384185791015625),
	UINT64_C(11920928955078125), UINT64_C(59604644775390625), UINT64_C(298023223876953125), UINT64_C(1490116119384765625),
	UINT64_C(7450580596923828125),
};

static const uint64_t SEVENTEEN = UINT64_C(10000000000000000); /* the least number of 17 digits */

/* whole + rest / 2^shift is v * 10^power. */
struct scaled {
	uint64_t whole;
	wide rest;
	int shift, power;
};

static bool scale(uint64_t m, int e, int power, struct scaled *out)
{
	if (power < 0 || power > MOST_POWER || e + power >= 0 || e + power < -66)
		return false;
	wide product = (wide)m * powers_of_5[power];
	out->shift = -(e + power);
	out->whole = (uint64_t)(product >> out->shift);
	out->rest = product & (((wide)1 << out->shift) - 1);
	out->power = power;
	return product >> out->shift <= UINT64_MAX;
}

/* Rounds to 17 digits less log10(unit), half to even; true when what comes out reads back. */
static bool round_to(const struct scaled *s, uint64_t unit, bool even, uint64_t *rounded)
{
	wide divisor = (wide)unit << s->shift, rest = (wide)(s->whole % unit) << s->shift | s->rest;
	uint64_t q = s->whole / unit;
	bool up = 2 * rest > divisor || (2 * rest == divisor && (q & 1));
	wide off = up ? divisor - rest : rest;
	*rounded = q + up;
	return 2 * off < powers_of_5[s->power] || (2 * off == powers_of_5[s->power] && even);
}

static int write_digits(uint64_t n, char digits[SHORTEST_DIGITS + 1])
{
	char back[24];
	int count = 0;
	for (; n > 0; n /= 10)
		back[count++] = (char)('0' + n % 10);
	for (int i = 0; i < count; i++)
		digits[i] = back[count - 1 - i];
	while (count > 1 && digits[count - 1] == '0')
		count--;
	digits[count] = '\0';
	return count;
}

int shortest_digits(double v, char digits[SHORTEST_DIGITS + 1], int *point)
{
	static const uint64_t units[] = {100, 10, 1};
	struct scaled s;
	int e;
	uint64_t m = (uint64_t)ldexp(frexp(v, &e), 53), rounded = 0;
	e -= 53;
	if (m == UINT64_C(1) << 52 || !(v > 1e-11 && v < 1e16))
		return 0; /* the step below a power of two is half as wide */
	int power = 16 - (int)floor(log10(v));
	if (!scale(m, e, power, &s))
		return 0;
	if (s.whole < SEVENTEEN && !scale(m, e, ++power, &s)) /* log10 was rounded */
		return 0;
	if (s.whole >= 10 * SEVENTEEN && !scale(m, e, --power, &s))
		return 0;
	int exact = 0;
	while (exact < 2 && !round_to(&s, units[exact], m % 2 == 0, &rounded))
		exact++;
	if (exact == 2)
		round_to(&s, 1, m % 2 == 0, &rounded);
	/* 9.99...: rounding may have made a digit more. */
	*point = 17 - power + (rounded * units[exact] >= 10 * SEVENTEEN);
	return write_digits(rounded, digits);
}
