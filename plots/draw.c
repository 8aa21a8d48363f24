/* The module's table of functions: geometry first, then ink.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "canvas.h"
#include "figure.h"
#include "plotted.h"

static const char FONT_FOLDER[] = "/usr/share/fonts/truetype/open-sans";

/* Fonts are opened once: opening them costs more than a figure. */
static struct canvas *canvas;

static enum causa_status open_canvas(const struct causa_figure_options *o, struct causa_error *err)
{
	return canvas != NULL ? CAUSA_OK : canvas_open(o->font_folder != NULL ? o->font_folder : FONT_FOLDER, &canvas, err);
}

static enum causa_status ink_it(const struct marks *marks, enum causa_figure_format format, const struct causa_figure_options *o,
                                const struct causa_figure_info *info, causa_figure_put put, void *self, struct causa_error *err)
{
	struct bytes command = {NULL, 0, 0, false}; /* as it was typed, in text that any reader of metadata can print */
	bytes_clean(&command, o->command != NULL ? o->command : "");
	if (command.failed)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	struct canvas_words words = {.title = info->title, .description = info->description, .source = info->source, .lang = o->lang,
	                             .command = o->command != NULL ? command.data : NULL, .software = o->software, .created = o->created,
	                             .id = o->id != NULL ? o->id : "causa", .css = o->css, .scale = o->scale > 0 ? o->scale : 2,
	                             .theme = o->theme};
	enum causa_status status = canvas_draw(canvas, marks, format, &words, put, self, err);
	bytes_free(&command);
	return status;
}

static void release(struct causa_figure_info *info)
{
	free(info->description);
	plotted_free(info->plotted);
	info->description = NULL;
	info->plotted = NULL;
}

static enum causa_status draw(enum causa_chart chart, const struct causa_figure_data *data,
                              const struct causa_figure_options *options, enum causa_figure_format format,
                              causa_figure_put put, void *self, struct causa_figure_info *info, struct causa_error *err)
{
	struct marks marks = {0};
	struct bytes description = {NULL, 0, 0, false};
	memset(info, 0, sizeof *info);
	enum causa_status status = open_canvas(options, err);
	if (status != CAUSA_OK)
		return status;
	marks.measure = canvas_measure(canvas);
	status = figure_lay_out(chart, data, options, &marks, info, &description, err);
	info->description = description.data;
	if (status == CAUSA_OK && put != NULL) {
		marks_trim_halos(&marks);
		status = ink_it(&marks, format, options, info, put, self, err);
	}
	if (status != CAUSA_OK)
		release(info);
	marks_free(&marks);
	return status;
}

static const struct causa_frame *numbers(const struct causa_figure_info *info)
{
	return plotted_as_frame(info->plotted);
}

static const char *versions(void)
{
	return canvas_versions();
}

const struct causa_plots_api causa_plots_api = {CAUSA_PLOTS_ABI, versions, draw, numbers, release};
