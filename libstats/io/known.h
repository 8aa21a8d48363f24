/* Names that everybody gives to the same column or row, in Spanish and English. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_KNOWN_H
#define CAUSA_IO_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

enum known_role {
	KNOWN_YEAR, KNOWN_DATE, KNOWN_OFFENCE, KNOWN_REPORTED, KNOWN_PROSECUTED, KNOWN_POPULATION, KNOWN_UNKNOWN, KNOWN_TOTAL,
	KNOWN_JANUARY, KNOWN_FEBRUARY, KNOWN_MARCH, KNOWN_APRIL, KNOWN_MAY, KNOWN_JUNE, KNOWN_JULY, KNOWN_AUGUST, KNOWN_SEPTEMBER,
	KNOWN_OCTOBER, KNOWN_NOVEMBER, KNOWN_DECEMBER, KNOWN_UNITS,
	KNOWN_ROLES
};

/* Does a text carry a role by its well-known name? Case, accents and outer space do not matter. */
bool known_as(const char *text, enum known_role role);
/* 1 to 12 for a number or a name of a month; 0: it is none. */
int known_month(const char *text);
/* The i-th name of a role, folded; NULL: it has no more. */
const char *known_name(enum known_role role, size_t i);
/* Lower case without accents and outer space; returns the length. */
size_t known_fold(const char *text, char *out, size_t room);

#endif
