/* A page: what stands around the plot, measured, and the room it leaves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"

static void choose(char *out, size_t size, const char *asked, const char *generated)
{
	snprintf(out, size, "%s", asked != NULL ? asked : generated);
}

void page_words(struct page *page, const char *title, const char *subtitle, const char *note, const char *source)
{
	const struct causa_figure_options *o = page->options;
	choose(page->info->title, sizeof page->info->title, o->title, title);
	choose(page->info->subtitle, sizeof page->info->subtitle, o->subtitle, subtitle);
	choose(page->info->note, sizeof page->info->note, o->note, note);
	choose(page->info->source, sizeof page->info->source, o->source, source);
}

void page_source(const struct page *page, const struct causa_frame *frame, char *out, size_t size)
{
	const char *source = causa_words_in(&frame->about->source, page->options->lang);
	if (source == NULL || source[0] == '\0')
		source = frame->about->name;
	snprintf(out, size, _("Source: %s. Computed by causa."), source);
}

double page_wrap(const struct page *page, struct marks *to, const char *text, double x, double y, double width,
                 double size, double line, enum weight weight, enum ink ink)
{
	char row[1024] = "";
	double height = 0;
	while (*text != '\0' || row[0] != '\0') {
		size_t n = strcspn(text, " "), used = strlen(row);
		char longer[1024];
		snprintf(longer, sizeof longer, "%.500s%s%.*s", row, used > 0 && n > 0 ? " " : "", n < 500 ? (int)n : 500, text);
		bool end = *text == '\0';
		if (!end && (used == 0 || text_width(page->marks, longer, size, weight) <= width)) {
			memcpy(row, longer, sizeof row);
			text += n;
			text += strspn(text, " ");
			if (*text != '\0')
				continue;
		}
		if (to != NULL)
			marks_text(to, x, y + height + size, row, size, weight, ink, LEFT, false);
		height += size * line;
		row[0] = '\0';
	}
	return height;
}

static double header(struct page *page, struct marks *to)
{
	const struct sizes *s = &page->size;
	double width = page->width - 2 * s->margin, y = s->margin;
	if (page->options->bare)
		return 4;
	if (page->info->title[0] != '\0')
		y += page_wrap(page, to, page->info->title, s->margin, y, width, s->title, TITLE_LINE, BOLD, INK_TEXT) + 3;
	if (page->info->subtitle[0] != '\0')
		y += page_wrap(page, to, page->info->subtitle, s->margin, y, width, s->subtitle, BODY_LINE, REGULAR, INK_GREY);
	return y + s->margin * 0.75;
}

static double footer(struct page *page, struct marks *to, double y)
{
	const struct sizes *s = &page->size;
	double width = page->width - 2 * s->margin, at = y + s->footer;
	if (page->options->bare)
		return 2;
	if (page->info->note[0] != '\0')
		at += page_wrap(page, to, page->info->note, s->margin, at, width, s->footer, BODY_LINE, REGULAR, INK_GREY);
	if (page->info->source[0] != '\0')
		at += page_wrap(page, to, page->info->source, s->margin, at, width, s->footer, BODY_LINE, REGULAR, INK_GREY);
	return at - y + s->margin * 0.8;
}

enum causa_status page_open(struct page *page, double plot_height, double least_width)
{
	double top = header(page, NULL), below = footer(page, NULL, 0), least = top + below + 0.6 * plot_height;
	if (page->width < least_width || (page->options->height > 0 && page->options->height < least))
		return causa_fail(page->err, CAUSA_EUSAGE,
		                  _("the page is too small for this figure: it needs at least %.0f x %.0f px; choose fewer offences or a "
		                    "larger --width and --height"),
		                  ceil(fmax(least_width, page->width)), ceil(least));
	page->height = page->options->height > 0 ? page->options->height : ceil(top + plot_height + below);
	page->marks->width = page->width;
	page->marks->height = page->height;
	double side = page->options->bare ? 2 : page->size.margin;
	page->plot = (struct box){side, top, page->width - side, page->height - below};
	header(page, page->marks);
	footer(page, page->marks, page->plot.y1);
	page->info->width = (int)page->width;
	page->info->height = (int)page->height;
	return page->marks->failed ? CAUSA_ENOMEM : CAUSA_OK;
}
