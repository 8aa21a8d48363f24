/* Where modules, data and translations are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment.h"

#include <stdlib.h>

const char *environment_or(const char *variable, const char *otherwise)
{
	const char *value = secure_getenv(variable);
	return value != NULL && value[0] != '\0' ? value : otherwise;
}
