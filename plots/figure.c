/* A figure as geometry.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"

#include <string.h>

#include "base/error.h"
#include "charts.h"
#include "plotted.h"

enum { DEFAULT_WIDTH = 900, MOST_PASSES = 4 };

static enum causa_status (*const charts[CAUSA_CHARTS])(struct page *, struct bytes *) = {
#define X(name, needs, measures, orders, scales, takes, summary) chart_##name,
#include "charts.def"
#undef X
};

static const char *const measures[CAUSA_CHARTS] = {
#define X(name, needs, measures, orders, scales, takes, summary) measures,
#include "charts.def"
#undef X
};

/* The first word of a list. */
static void first_word(const char *list, char *out, size_t size)
{
	size_t n = strcspn(list, " ");
	n = n < size ? n : size - 1;
	memcpy(out, list, n);
	out[n] = '\0';
}

static enum causa_status lay_out(enum causa_chart chart, struct page *page, struct bytes *description)
{
	struct measure measure = page->marks->measure;
	marks_free(page->marks);
	page->marks->measure = measure;
	description->size = 0;
	plotted_clear(page->info->plotted);
	page->dropped = 0;
	return charts[chart](page, description);
}

static const struct causa_frame *any_frame(const struct causa_figure_data *d)
{
	const struct causa_frame *const frame[] = {d->counts, d->ratio,    d->ratio_by_year, d->pooled, d->change,
	                                           d->trend,  d->segments, d->decompose,     d->funnel, d->audit};
	for (size_t i = 0; i < sizeof frame / sizeof frame[0]; i++) {
		if (frame[i] != NULL)
			return frame[i];
	}
	return NULL;
}

/* What else is written on the page is outlines there: subtitle, note and source are told too. */
static void add_words(const struct causa_figure_info *info, struct bytes *description)
{
	const char *const words[] = {info->subtitle, info->note, info->source};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (words[i][0] != '\0')
			bytes_format(description, " %s", words[i]);
	}
}

/* Labels come from files: what goes beside the picture is printable too. */
static void clean(struct bytes *description)
{
	struct bytes printable = {NULL, 0, 0, false};
	bytes_clean(&printable, description->data);
	bytes_free(description);
	*description = printable;
}

enum causa_status figure_lay_out(enum causa_chart chart, const struct causa_figure_data *data,
                                 const struct causa_figure_options *options, struct marks *marks,
                                 struct causa_figure_info *info, struct bytes *description, struct causa_error *err)
{
	double width = options->width > 0 ? options->width : DEFAULT_WIDTH;
	char measure[16];
	struct page page = {.data = data, .options = options, .info = info, .marks = marks, .err = err, .width = width,
	                    .size = sizes_for(width), .narrow = width < NARROW_BELOW, .measure = options->measure};
	if (page.measure == NULL) {
		first_word(measures[chart], measure, sizeof measure);
		page.measure = measure;
	}
	info->plotted = plotted_new();
	enum causa_status status = info->plotted != NULL ? CAUSA_OK : CAUSA_ENOMEM;
	/* How many labels find no room is known when they have been placed; the note that says so takes room of its own. */
	for (int pass = 0; pass < MOST_PASSES && status == CAUSA_OK; pass++) {
		status = lay_out(chart, &page, description);
		if (page.dropped <= page.unlabelled)
			break;
		page.unlabelled = page.dropped;
	}
	if (status == CAUSA_OK && !options->bare)
		add_words(info, description);
	if (status == CAUSA_OK)
		clean(description);
	if (status == CAUSA_OK && (marks->failed || description->failed || plotted_frame(info->plotted, any_frame(data)) == NULL))
		status = CAUSA_ENOMEM;
	if (status == CAUSA_ENOMEM)
		causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	return status;
}
