/* Numbers as text: for machines (shortest decimal) and for people (rounded to what the cases carry).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/number.h>

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/shortest.h"

/* U+2212, U+202F and U+00A0 */
#define MINUS "\xE2\x88\x92"
#define THIN "\xE2\x80\xAF"

/* printf and strtod follow LC_NUMERIC, whose mark may be a comma: what is printed here always has a point. */
static void with_point(char *text)
{
	for (char *c = text; *c != '\0'; c++) {
		if (*c == ',')
			*c = '.';
	}
}

static bool reads_back(const char *text, double v)
{
	return strtod(text, NULL) == v;
}

/* The digits of %.*e as a plain decimal where that is not longer than it needs to be, as R and JavaScript do. */
static size_t lay_out(double v, int digits, char *out)
{
	char sci[CAUSA_NUMBER_SIZE];
	snprintf(sci, sizeof sci, "%.*e", digits - 1, v);
	with_point(sci);
	int exponent = atoi(strchr(sci, 'e') + 1);
	if (exponent < -5 || exponent > 20) {
		int n = snprintf(out, CAUSA_NUMBER_SIZE, "%.*s", (int)(strchr(sci, 'e') - sci), sci);
		return (size_t)n + (size_t)snprintf(out + n, (size_t)(CAUSA_NUMBER_SIZE - n), "e%c%02d", exponent < 0 ? '-' : '+',
		                                    abs(exponent));
	}
	int decimals = digits - 1 - exponent;
	size_t n = (size_t)snprintf(out, CAUSA_NUMBER_SIZE, "%.*f", decimals > 0 ? decimals : 0, v);
	with_point(out);
	return n;
}

/* 0.d1d2d3... * 10^point as lay_out has it. */
static size_t place_digits(bool negative, const char *digits, int n, int point, char *out)
{
	char *to = out;
	if (negative)
		*to++ = '-';
	if (point <= 0) {
		memcpy(to, "0.", 2);
		memset(to + 2, '0', (size_t)-point);
		to += 2 - point;
		memcpy(to, digits, (size_t)n);
		to += n;
	} else {
		int whole = n < point ? n : point;
		memcpy(to, digits, (size_t)whole);
		memset(to + whole, '0', (size_t)(point - whole));
		to += point;
		if (n > point) {
			*to++ = '.';
			memcpy(to, digits + point, (size_t)(n - point));
			to += n - point;
		}
	}
	*to = '\0';
	return (size_t)(to - out);
}

size_t causa_number_shortest(double v, char out[CAUSA_NUMBER_SIZE])
{
	char try[CAUSA_NUMBER_SIZE], exact[SHORTEST_DIGITS + 1];
	int point, found;
	if (v == 0) {
		strcpy(out, "0");
		return 1;
	}
	if (fabs(v) < 9007199254740992.0 && v == floor(v))
		return (size_t)snprintf(out, CAUSA_NUMBER_SIZE, "%.0f", v);
	found = shortest_digits(fabs(v), exact, &point);
	if (found > 0 && point > -5)
		return place_digits(v < 0, exact, found, point, out);
	/* Fifteen digits are always enough to print, seventeen to read back: most numbers here need sixteen or seventeen. */
	for (int digits = fabs(v) < DBL_MIN ? 1 : 15; digits <= 17; digits++) { /* subnormals carry fewer */
		snprintf(try, sizeof try, "%.*e", digits - 1, v);
		if (digits < 17 && !reads_back(try, v))
			continue;
		with_point(try);
		char *e = strchr(try, 'e'), *last = e - 1;
		while (*last == '0' && digits > 1) {
			last--;
			digits--;
		}
		return lay_out(v, digits, out);
	}
	return 0;
}

struct causa_number_style causa_number_style(const char *lang, bool typographic)
{
	bool spanish = lang != NULL && strncmp(lang, "es", 2) == 0;
	return (struct causa_number_style){spanish ? ',' : '.', typographic, spanish};
}

/* Groups of three digits in numbers of five digits and more, where type is set. */
static size_t dress(const char *plain, const struct causa_number_style *style, char *out)
{
	size_t n = 0, whole = strcspn(plain, ".");
	const char *digits = plain;
	if (*digits == '-') {
		digits++;
		whole--;
		n = (size_t)sprintf(out, "%s", style->typographic ? MINUS : "-");
	}
	bool grouped = style->typographic && whole >= 5;
	for (size_t i = 0; digits[i] != '\0' && n + 8 < CAUSA_NUMBER_SIZE; i++) {
		if (grouped && i > 0 && i < whole && (whole - i) % 3 == 0)
			n += (size_t)sprintf(out + n, "%s", THIN);
		out[n++] = digits[i] == '.' ? style->decimal : digits[i];
	}
	out[n] = '\0';
	return n;
}

size_t causa_number_count(int64_t v, const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE])
{
	char plain[CAUSA_NUMBER_SIZE];
	snprintf(plain, sizeof plain, "%lld", (long long)v);
	return dress(plain, style, out);
}

size_t causa_number_fixed(double v, int decimals, const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE])
{
	char plain[CAUSA_NUMBER_SIZE];
	if (fabs(v) >= 1e20)
		snprintf(plain, sizeof plain, "%.3e", v);
	else
		snprintf(plain, sizeof plain, "%.*f", decimals, v);
	with_point(plain);
	/* -0.0 says less than 0: a sign without a digit */
	if (plain[0] == '-' && strspn(plain, "-0.") == strlen(plain))
		memmove(plain, plain + 1, strlen(plain));
	return dress(plain, style, out);
}

size_t causa_number_p(double p, const struct causa_number_style *style, char out[CAUSA_NUMBER_SIZE])
{
	if (p >= 0.995)
		return (size_t)sprintf(out, "1");
	if (p < 0.001)
		return (size_t)sprintf(out, "<0%c001", style->decimal);
	return causa_number_fixed(p, p < 0.1 ? 3 : 2, style, out);
}

int causa_number_percent_decimals(double estimate, double lower, double upper)
{
	double half = isfinite(lower) && isfinite(upper) ? (upper - lower) / 2 : fabs(estimate);
	return half < 10 ? 1 : 0;
}

/* Is the text of v the text of `other`, though v is not it? */
static bool moved_on_to(double v, double other, const char *text, int decimals, const struct causa_number_style *style)
{
	char there[CAUSA_NUMBER_SIZE];
	causa_number_fixed(other, decimals, style, there);
	return v != other && strcmp(text, there) == 0;
}

/* A percent of at most 999 is short. */
static void print_fixed(double v, int decimals, const struct causa_number_style *style, char *out)
{
	char text[CAUSA_NUMBER_SIZE];
	causa_number_fixed(v, decimals, style, text);
	snprintf(out, CAUSA_NUMBER_SIZE - 4, "%.40s", text);
}

size_t causa_number_percent(double v, int decimals, double null, bool signed_, const struct causa_number_style *style,
                            char out[CAUSA_NUMBER_SIZE])
{
	char text[CAUSA_NUMBER_SIZE - 4]; /* room for a sign before it */
	if (v == 0)
		return (size_t)sprintf(out, "0");
	if (v > 999)
		return (size_t)sprintf(out, ">999");
	print_fixed(v, decimals, style, text);
	/* A value that rounds to 0 or to no change gets one more digit, and then says on which side it is. */
	while (decimals < 1 && (moved_on_to(v, 0, text, decimals, style) || moved_on_to(v, null, text, decimals, style)))
		print_fixed(v, ++decimals, style, text);
	if (moved_on_to(v, 0, text, decimals, style))
		return (size_t)sprintf(out, "%s0%c1", v < 0 ? (style->typographic ? ">" MINUS : ">-") : "<", style->decimal);
	if (moved_on_to(v, null, text, decimals, style))
		return (size_t)sprintf(out, "%s%s", v < null ? "<" : ">", text);
	return (size_t)sprintf(out, "%s%s", signed_ && v > 0 ? "+" : "", text);
}

size_t causa_number_ratio(double v, double lower, double upper, const struct causa_number_style *style,
                          char out[CAUSA_NUMBER_SIZE])
{
	bool narrow = lower > 0 && isfinite(upper) && log(upper / lower) / 2 < 0.25;
	if (v == 0)
		return (size_t)sprintf(out, "0");
	if (v < 0.005)
		return (size_t)sprintf(out, "<0%c01", style->decimal);
	if (v > 999)
		return (size_t)sprintf(out, ">999");
	int digits = narrow ? 3 : 2, before = v < 1 ? 0 : (int)floor(log10(v)) + 1;
	int decimals = digits - before;
	decimals = decimals < 0 ? 0 : decimals > 2 ? 2 : decimals;
	causa_number_fixed(v, decimals, style, out);
	while (decimals < 2 && moved_on_to(v, 1, out, decimals, style))
		causa_number_fixed(v, ++decimals, style, out);
	if (moved_on_to(v, 1, out, decimals, style))
		return (size_t)sprintf(out, "%s1", v < 1 ? "<" : ">");
	return strlen(out);
}
