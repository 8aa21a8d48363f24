/* What a file carries beside the picture: title, description, source, the command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "metadata.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* ---- PNG ---- */

static void put_u32(struct bytes *to, uint32_t v)
{
	unsigned char b[4] = {(unsigned char)(v >> 24), (unsigned char)(v >> 16), (unsigned char)(v >> 8), (unsigned char)v};
	bytes_add(to, b, 4);
}

static void put_chunk(struct bytes *to, const char *type, const struct bytes *body)
{
	size_t from = to->size + 4;
	put_u32(to, (uint32_t)body->size);
	bytes_add(to, type, 4);
	bytes_add(to, body->data != NULL ? body->data : "", body->size);
	if (!to->failed)
		put_u32(to, (uint32_t)crc32(0, (const unsigned char *)to->data + from, (unsigned)(body->size + 4)));
}

static void put_text(struct bytes *to, const char *key, const char *text)
{
	static const char after_key[5] = {0, 0, 0, 0, 0}; /* end of key, not compressed, no language, no translated key */
	struct bytes body = {NULL, 0, 0, false};
	if (text == NULL || text[0] == '\0')
		return;
	bytes_text(&body, key);
	bytes_add(&body, after_key, sizeof after_key);
	bytes_text(&body, text);
	put_chunk(to, "iTXt", &body);
	bytes_free(&body);
}

static void dress_png(const struct canvas_words *w, const struct bytes *from, struct bytes *to)
{
	enum { AFTER_HEADER = 8 + 25 }; /* signature and IHDR */
	struct bytes phys = {NULL, 0, 0, false};
	uint32_t per_metre = (uint32_t)lround(96 * w->scale / 0.0254);
	bytes_add(to, from->data, AFTER_HEADER);
	put_u32(&phys, per_metre);
	put_u32(&phys, per_metre);
	bytes_char(&phys, 1);
	put_chunk(to, "pHYs", &phys);
	bytes_free(&phys);
	put_text(to, "Title", w->title);
	put_text(to, "Description", w->description);
	put_text(to, "Source", w->source);
	put_text(to, "Software", w->software);
	put_text(to, "Comment", w->command);
	bytes_add(to, from->data + AFTER_HEADER, from->size - AFTER_HEADER);
}

/* ---- SVG ---- */

static void put_xml(struct bytes *to, const char *text)
{
	for (const char *c = text != NULL ? text : ""; *c != '\0'; c++) {
		if (*c == '&')
			bytes_text(to, "&amp;");
		else if (*c == '<')
			bytes_text(to, "&lt;");
		else if (*c == '>')
			bytes_text(to, "&gt;");
		else if (*c == '"')
			bytes_text(to, "&quot;");
		else
			bytes_char(to, (unsigned char)*c < 0x20 ? ' ' : *c);
	}
}

/* Colours as cairo prints them: "rgb(0%,44.7%,69.8%)" with varying spaces and digits. Returns the ink, or -1. */
static int ink_at(const char *text, size_t *length)
{
	double r, g, b;
	int n = 0;
	if (sscanf(text, "rgb(%lf%%, %lf%%, %lf%%)%n", &r, &g, &b, &n) != 3 || n == 0)
		return -1;
	*length = (size_t)n;
	for (int i = 0; i < INK_COUNT; i++) {
		unsigned rgb = canvas_ink_rgb(i);
		if (fabs(r * 2.55 - (rgb >> 16 & 255)) < 0.6 && fabs(g * 2.55 - (rgb >> 8 & 255)) < 0.6 &&
		    fabs(b * 2.55 - (rgb & 255)) < 0.6)
			return i;
	}
	return -1;
}

/* Replaces colours by custom properties, which a page sets for light and for dark. */
static void put_body(const struct canvas_words *w, const char *at, struct bytes *to)
{
	while (*at != '\0') {
		size_t length;
		if (w->css && strncmp(at, "rgb(", 4) == 0) {
			int ink = ink_at(at, &length);
			if (ink >= 0) {
				bytes_format(to, "var(--f-%s,#%06X)", canvas_ink_class(ink), canvas_ink_rgb(ink));
				at += length;
				continue;
			}
		}
		/* ids must not meet those of other figures in a page, nor depend on how many surfaces came before */
		const char *id = w->id != NULL ? w->id : "causa";
		if (strncmp(at, "id=\"", 4) == 0) {
			bytes_format(to, "id=\"%s-", id);
			at += 4;
		} else if (strncmp(at, "href=\"#", 7) == 0) {
			bytes_format(to, "href=\"#%s-", id);
			at += 7;
		} else if (strncmp(at, "url(#", 5) == 0) {
			bytes_format(to, "url(#%s-", id);
			at += 5;
		} else {
			bytes_char(to, *at++);
		}
	}
}

static void dress_svg(const struct canvas_words *w, const struct bytes *from, struct bytes *to)
{
	const char *svg = from->data != NULL ? strstr(from->data, "<svg") : NULL;
	const char *end = svg != NULL ? strchr(svg, '>') : NULL;
	if (end == NULL)
		return;
	if (!w->css)
		bytes_add(to, from->data, (size_t)(svg - from->data));
	bytes_add(to, svg, (size_t)(end - svg));
	bytes_format(to, " role=\"img\" lang=\"%s\" aria-labelledby=\"%s-title %s-desc\">\n<title id=\"%s-title\">", w->lang,
	             w->id != NULL ? w->id : "causa", w->id != NULL ? w->id : "causa", w->id != NULL ? w->id : "causa");
	put_xml(to, w->title);
	bytes_format(to, "</title>\n<desc id=\"%s-desc\">", w->id != NULL ? w->id : "causa");
	put_xml(to, w->description);
	bytes_text(to, "</desc>\n");
	if (!w->css) {
		bytes_text(to, "<metadata>");
		put_xml(to, w->software);
		bytes_text(to, ": ");
		put_xml(to, w->command);
		bytes_text(to, "</metadata>\n");
	}
	put_body(w, end + 1 + (end[1] == '\n'), to);
}

void metadata_add(enum causa_figure_format format, const struct canvas_words *words, const struct bytes *from,
                  struct bytes *to)
{
	if (format == CAUSA_FIGURE_PNG)
		dress_png(words, from, to);
	else if (format == CAUSA_FIGURE_SVG)
		dress_svg(words, from, to);
	else
		bytes_add(to, from->data, from->size);
}
