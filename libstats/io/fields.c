/* Fields as counts and years, and what to say of those that are none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/fields.h"

#include <stdio.h>
#include <string.h>

#include <causa/panel.h>

#include "base/intl.h"
#include "table/utf8.h"

static bool all_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
	}
	return n > 0;
}

static const char *what_is_wrong(const char *s, size_t n)
{
	if (s[0] == '-' && all_digits(s + 1, n - 1))
		return _("%s is \"%s\", a negative number; counts are 0 or more");
	size_t whole = 0;
	while (whole < n && s[whole] >= '0' && s[whole] <= '9')
		whole++;
	if (whole > 0 && whole < n && (s[whole] == '.' || s[whole] == ',') && all_digits(s + whole + 1, n - whole - 1))
		return n - whole == 4 ? _("%s is \"%s\"; write counts without a mark between thousands, and without decimals")
		                      : _("%s is \"%s\", a fraction; counts are whole numbers");
	return _("%s is \"%s\"; write digits or leave it empty");
}

static bool is_one_of(const char *s, size_t n, const char *const *words, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		if (strlen(words[i]) == n && memcmp(words[i], s, n) == 0)
			return true;
	}
	return false;
}

/* "12.0", as programs write a count in a column that has blanks: 12. Three zeros would be thousands. */
static size_t without_point(const char *s, size_t n)
{
	for (size_t zeros = 1; zeros <= 2 && n > zeros + 1; zeros++) {
		size_t point = n - zeros - 1;
		if (s[point] == '.' && strspn(s + point + 1, "0") >= zeros && all_digits(s, point))
			return point;
	}
	return n;
}

/* "2.930" with the mark between thousands taken away; out must hold n + 1 bytes. Groups of three digits only. */
static bool without_thousands(const char *s, size_t n, char mark, char *out)
{
	size_t k = 0;
	for (size_t i = 0; i < n; i++) {
		bool group = s[i] == mark && i > 0 && (n - i) % 4 == 0;
		if (!group && (s[i] < '0' || s[i] > '9'))
			return false;
		if (!group)
			out[k++] = s[i];
	}
	out[k] = '\0';
	return k > 0;
}

enum causa_status field_count(const struct record *r, uint32_t field, const char *column, const struct no_count *none,
                                     char thousands, int64_t *value, uint8_t *status, struct causa_error *err)
{
	const int64_t most = INT64_C(1) << 53; /* beyond, a double would not hold it */
	const char *s = r->field[field];
	size_t n = utf8_trim(&s, strlen(s));
	char shown[64], plain[64];
	*value = 0;
	*status = n == 0 ? CAUSA_BLANK : CAUSA_SEEN;
	if (none != NULL && is_one_of(s, n, none->withheld, none->withhelds))
		*status = CAUSA_WITHHELD;
	else if (none != NULL && is_one_of(s, n, none->missing, none->missings))
		*status = CAUSA_BLANK;
	if (*status != CAUSA_SEEN)
		return CAUSA_OK;
	if (thousands != '\0' && n < sizeof plain && without_thousands(s, n, thousands, plain)) {
		s = plain;
		n = strlen(plain);
	}
	n = without_point(s, n);
	snprintf(shown, sizeof shown, "%.*s", (int)utf8_cut(s, n, sizeof shown - 1), s);
	if (!all_digits(s, n)) {
		const char *format = what_is_wrong(s, n);
		char text[256];
		/* One of the sentences above, each with two %s. */
		const char *first = strstr(format, "%s"), *second = strstr(first + 2, "%s");
		snprintf(text, sizeof text, "%.*s%s%.*s%s%s", (int)(first - format), format, column, (int)(second - first - 2),
		         first + 2, shown, second + 2);
		return split_fail(r, field, err, "%s", text);
	}
	for (size_t i = 0; i < n && *value <= most; i++)
		*value = *value * 10 + (s[i] - '0');
	if (*value > most)
		return split_fail(r, field, err, _("%s is \"%s\", larger than any count this program can hold exactly"), column, shown);
	return CAUSA_OK;
}

enum causa_status field_year(const struct record *r, uint32_t field, const char *column, int32_t *year,
                             struct causa_error *err)
{
	const char *s = r->field[field];
	size_t n = utf8_trim(&s, strlen(s));
	if (n != 4 || !all_digits(s, n) || s[0] < '1' || s[0] > '2')
		return split_fail(r, field, err, _("%s is \"%.40s\"; a year is four digits, from 1000 to 2999"), column, r->field[field]);
	*year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
	return CAUSA_OK;
}
