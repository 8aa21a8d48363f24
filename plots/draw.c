/* The module's table of functions: a chart makes marks, the canvas makes ink.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "canvas.h"
#include "charts.h"

static const char FONT_FOLDER[] = "/usr/share/fonts/truetype/open-sans";

enum { DEFAULT_WIDTH = 900, NARROW = 600 };

static enum causa_status (*const charts[CAUSA_CHARTS])(struct page *, struct bytes *) = {
#define X(name, frames, summary) chart_##name,
#include "charts.def"
#undef X
};

/* Fonts are opened once: opening them costs more than a figure. */
static struct canvas *canvas;

static enum causa_status open_canvas(const struct causa_figure_options *o, struct causa_error *err)
{
	return canvas != NULL ? CAUSA_OK : canvas_open(o->font_folder != NULL ? o->font_folder : FONT_FOLDER, &canvas, err);
}

static struct page new_page(const struct causa_figure_data *data, const struct causa_figure_options *o,
                            struct causa_figure_info *info, struct marks *marks, struct causa_error *err)
{
	double width = o->width > 0 ? o->width : DEFAULT_WIDTH;
	struct page page = {.data = data, .options = o, .info = info, .marks = marks, .err = err, .width = width};
	page.size = sizes_for(width);
	page.narrow = width < NARROW;
	return page;
}

static enum causa_status finish(const struct page *page, enum causa_figure_format format, struct bytes *description,
                                causa_figure_put put, void *self, struct causa_error *err)
{
	const struct causa_figure_options *o = page->options;
	struct causa_figure_info *info = page->info;
	if (page->marks->failed || description->failed || description->data == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	struct canvas_words words = {info->title,  description->data, info->source, o->lang, o->command,
	                             o->software, o->created, o->id != NULL ? o->id : "causa", o->css,  o->scale > 0 ? o->scale : 2};
	marks_trim_halos(page->marks);
	return put == NULL ? CAUSA_OK : canvas_draw(canvas, page->marks, format, &words, put, self, err);
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
	struct page page = new_page(data, options, info, &marks, err);
	status = charts[chart](&page, &description);
	if (status == CAUSA_ENOMEM)
		causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	if (status == CAUSA_OK)
		status = finish(&page, format, &description, put, self, err);
	if (status == CAUSA_OK)
		info->description = description.data;
	else
		bytes_free(&description);
	marks_free(&marks);
	return status;
}

static const char *versions(void)
{
	return canvas_versions();
}

const struct causa_plots_api causa_plots_api = {CAUSA_PLOTS_ABI, versions, draw};
