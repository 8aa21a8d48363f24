/* The version of the library that is running.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/status.h>

const char *causa_version(void)
{
	return PACKAGE_VERSION;
}
