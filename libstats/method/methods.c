/* The registry of methods.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <string.h>

#include <causa/method.h>

#include "base/intl.h"

static const struct causa_method_info table[] = {
#define X(id, name, quantity, summary, reference, formula, conventions, avoid, example) \
	{CAUSA_METHOD_##id, name, CAUSA_FOR_##quantity, N_(summary), reference, formula, conventions, avoid, example, false},
#include <causa/methods.def>
#undef X
};

enum { ENTRIES = sizeof table / sizeof table[0] };

/* Filled in on demand from the order of the table: a second list of defaults could disagree with it. */
static bool is_first_of_its_quantity(size_t i)
{
	return i == 0 || table[i - 1].quantity != table[i].quantity;
}

const struct causa_method_info *causa_method_about(enum causa_method method)
{
	static _Thread_local struct causa_method_info told[ENTRIES]; /* one each: callers hold two at a time */
	size_t i = (size_t)method - 1;
	if ((unsigned)method == 0 || i >= ENTRIES)
		return NULL;
	struct causa_method_info *info = &told[i];
	*info = table[i];
	info->summary = _(table[i].summary);
	info->is_default = is_first_of_its_quantity(i);
	return info;
}

enum causa_method causa_method_named(enum causa_quantity quantity, const char *name)
{
	for (size_t i = 0; i < ENTRIES; i++) {
		if (table[i].quantity == quantity && strcmp(table[i].name, name) == 0)
			return table[i].id;
	}
	return CAUSA_METHOD_DEFAULT;
}

const char *causa_quantity_title(enum causa_quantity quantity)
{
	static const char *const title[] = {
#define X(id, title) N_(title),
#include <causa/quantities.def>
#undef X
	};
	return _(title[quantity]);
}
