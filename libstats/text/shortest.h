/* The digits of the shortest decimal that reads back, by whole numbers. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TEXT_SHORTEST_H
#define CAUSA_TEXT_SHORTEST_H

enum { SHORTEST_DIGITS = 17 };

/* v > 0. Digits of v rounded to 15, 16 or 17 of them, whichever first reads back; without zeros at the end. value = 0.d1d2d3... *
 * 10^(*point). Returns their number; 0: v is too large, too small or a power of two, ask printf. */
int shortest_digits(double v, char digits[SHORTEST_DIGITS + 1], int *point);

#endif
