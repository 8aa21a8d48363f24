/* Names that everybody gives to the same column or row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/known.h"

#include <string.h>

#include "table/utf8.h"

static const struct {
	enum known_role role;
	const char *name;
} known[] = {
#define X(role, name) {KNOWN_##role, name},
#include <causa/wellknown.def>
#undef X
};

enum { KNOWN = sizeof known / sizeof known[0] };

size_t known_fold(const char *text, char *out, size_t room)
{
	size_t n = utf8_trim(&text, strlen(text));
	if (n > room - 1)
		n = room - 1;
	n = utf8_fold(text, n, out);
	out[n] = '\0';
	return utf8_clean(out);
}

bool known_as(const char *text, enum known_role role)
{
	char folded[256];
	known_fold(text, folded, sizeof folded);
	for (size_t i = 0; i < KNOWN; i++) {
		if (known[i].role == role && strcmp(known[i].name, folded) == 0)
			return true;
	}
	return false;
}

int known_month(const char *text)
{
	char folded[16];
	size_t n = known_fold(text, folded, sizeof folded);
	size_t digits = strspn(folded, "0123456789");
	if (n > 0 && n <= 2 && digits == n) {
		int month = n == 1 ? folded[0] - '0' : (folded[0] - '0') * 10 + folded[1] - '0';
		return month <= 12 ? month : 0;
	}
	for (int month = 0; month < 12; month++) {
		if (known_as(text, (enum known_role)(KNOWN_JANUARY + month)))
			return month + 1;
	}
	return 0;
}

const char *known_name(enum known_role role, size_t i)
{
	for (size_t k = 0; k < KNOWN; k++) {
		if (known[k].role == role && i-- == 0)
			return known[k].name;
	}
	return NULL;
}
