/* The drawing module. Statistics start without PLplot and its sixty libraries; figures load them here.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "module.h"

#include <dlfcn.h>
#include <stdio.h>

#include "base/error.h"
#include "base/intl.h"
#include "environment.h"

enum causa_status module_plots(const struct causa_plots_api **out, struct causa_error *err)
{
	static const struct causa_plots_api *opened;
	char path[4096];
	if (opened == NULL) {
		snprintf(path, sizeof path, "%s/plots.so", environment_or("CAUSA_MODULE_DIR", CAUSA_MODULE_DIR_DEFAULT));
		void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
		if (handle == NULL)
			return causa_fail(err, CAUSA_EIO,
			                  _("the drawing module cannot be opened (%s); tables work without it. Install PLplot, or build causa "
			                    "without --disable-plots"),
			                  dlerror());
		const struct causa_plots_api *api = dlsym(handle, "causa_plots_api");
		if (api == NULL || api->abi != CAUSA_PLOTS_ABI)
			return causa_fail(err, CAUSA_EIO, _("%s belongs to another version of causa; install the two together"), path);
		opened = api;
	}
	*out = opened;
	return CAUSA_OK;
}
