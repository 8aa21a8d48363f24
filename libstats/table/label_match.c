/* Labels: is this the one that was asked for?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/label.h>

#include <stdint.h>
#include <string.h>

#include "table/utf8.h"

/* Glob of `*` only, without recursion: on a mismatch the last star takes one more character. */
static bool glob(const char *text, size_t n, const char *pattern, size_t m)
{
	size_t i = 0, j = 0, star = SIZE_MAX, mark = 0;
	while (i < n) {
		if (j < m && pattern[j] == '*') {
			star = j++;
			mark = i;
		} else if (j < m && pattern[j] == text[i]) {
			i++;
			j++;
		} else if (star != SIZE_MAX) {
			j = star + 1;
			i = ++mark;
		} else {
			return false;
		}
	}
	while (j < m && pattern[j] == '*')
		j++;
	return j == m;
}

enum { MOST_BYTES = 4096 };

bool causa_label_matches(const char *label, const char *pattern)
{
	char text[MOST_BYTES + 1], form[MOST_BYTES + 1];
	if (label == NULL || pattern == NULL)
		return false;
	size_t n = utf8_trim(&label, strlen(label)), m = utf8_trim(&pattern, strlen(pattern));
	if (n > MOST_BYTES || m > MOST_BYTES)
		return false;
	text[utf8_fold(label, n, text)] = '\0';
	form[utf8_fold(pattern, m, form)] = '\0';
	n = utf8_clean(text); /* as labels are read */
	return glob(text, n, form, utf8_clean(form));
}

int causa_label_compare(const char *a, const char *b)
{
	char x[MOST_BYTES], y[MOST_BYTES];
	size_t n = strlen(a), m = strlen(b);
	if (n <= MOST_BYTES && m <= MOST_BYTES) {
		n = utf8_fold(a, n, x);
		m = utf8_fold(b, m, y);
		int order = memcmp(x, y, n < m ? n : m);
		if (order == 0)
			order = n < m ? -1 : n > m;
		if (order != 0)
			return order;
	}
	return strcmp(a, b);
}
