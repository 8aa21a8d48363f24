/* Modules. Statistics start without PLplot and its sixty libraries, or libxlsxwriter; figures and spreadsheets load them here.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "module.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/intl.h"
#include "environment.h"

/* A table of functions from a module in one of the folders of CAUSA_MODULE_DIR; *why: what dlopen says, NULL: it was opened. */
static const void *open_module(const char *file, const char *symbol, char *path, size_t room, const char **why)
{
	const char *folder = environment_or("CAUSA_MODULE_DIR", CAUSA_MODULE_DIR_DEFAULT);
	void *handle = NULL;
	while (handle == NULL) {
		size_t n = strcspn(folder, ":");
		bool last = folder[n] == '\0';
		snprintf(path, room, "%.*s/%s", (int)n, folder, file);
		if (last || access(path, F_OK) == 0)
			handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
		if (last)
			break;
		folder += n + 1;
	}
	*why = handle == NULL ? dlerror() : NULL;
	return handle != NULL ? dlsym(handle, symbol) : NULL;
}

static enum causa_status another_version(const char *path, struct causa_error *err)
{
	return causa_fail(err, CAUSA_EIO, _("%s belongs to another version of causa; install the two together"), path);
}

enum causa_status module_plots(const struct causa_plots_api **out, struct causa_error *err)
{
	static const struct causa_plots_api *opened;
	char path[4096];
	const char *why;
	if (opened == NULL) {
		const struct causa_plots_api *api = open_module("plots.so", "causa_plots_api", path, sizeof path, &why);
		if (why != NULL)
			return causa_fail(err, CAUSA_EIO,
			                  _("the drawing module cannot be opened (%s); tables work without it. Install PLplot, or build causa "
			                    "without --disable-plots"),
			                  why);
		if (api == NULL || api->abi != CAUSA_PLOTS_ABI)
			return another_version(path, err);
		opened = api;
	}
	*out = opened;
	return CAUSA_OK;
}

enum causa_status module_xlsx(const struct causa_xlsx_api **out, struct causa_error *err)
{
	static const struct causa_xlsx_api *opened;
	char path[4096];
	const char *why;
	if (opened == NULL) {
		const struct causa_xlsx_api *api = open_module("xlsx.so", "causa_xlsx_api", path, sizeof path, &why);
		if (why != NULL)
			return causa_fail(err, CAUSA_EIO,
			                  _("the spreadsheet module cannot be opened (%s); use -f csv, which spreadsheets open too. Install libxlsxwriter, "
			                    "or build causa without --disable-xlsx"),
			                  why);
		if (api == NULL || api->abi != CAUSA_XLSX_ABI)
			return another_version(path, err);
		opened = api;
	}
	*out = opened;
	return CAUSA_OK;
}
