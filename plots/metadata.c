/* An SVG file as the canvas drew it, with title and description, short colours and coordinates, ids of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "metadata.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Colours as cairo prints them: "rgb(0%,44.7%,69.8%)" with varying spaces and digits. Returns the ink, or -1. */
static int ink_at(const char *text, enum causa_theme theme, size_t *length)
{
	double r, g, b;
	int n = 0;
	if (sscanf(text, "rgb(%lf%%, %lf%%, %lf%%)%n", &r, &g, &b, &n) != 3 || n == 0)
		return -1;
	*length = (size_t)n;
	for (int i = 0; i < INK_COUNT; i++) {
		unsigned rgb = canvas_ink_rgb(i, theme);
		if (fabs(r * 2.55 - (rgb >> 16 & 255)) < 0.6 && fabs(g * 2.55 - (rgb >> 8 & 255)) < 0.6 &&
		    fabs(b * 2.55 - (rgb & 255)) < 0.6)
			return i;
	}
	return -1;
}

/* At least so many digits; printf would take a third of the time of a figure. */
static void put_integer(uint64_t v, int digits, struct bytes *to)
{
	char text[24], *at = text + sizeof text;
	for (; v > 0 || digits > 0; v /= 10, digits--)
		*--at = (char)('0' + v % 10);
	bytes_add(to, at, (size_t)(text + sizeof text - at));
}

/* A decimal number rounded to so many places, without trailing zeros. Returns what follows it. */
static const char *put_rounded(const char *at, int places, struct bytes *to)
{
	bool negative = *at == '-';
	uint64_t units = 0;
	at += negative;
	for (; *at >= '0' && *at <= '9'; at++)
		units = 10 * units + (uint64_t)(*at - '0');
	bool up = false;
	int taken = 0;
	if (*at == '.') {
		for (at++; *at >= '0' && *at <= '9'; at++, taken++) {
			if (taken < places)
				units = 10 * units + (uint64_t)(*at - '0');
			else if (taken == places)
				up = *at >= '5';
		}
	}
	for (; taken < places; taken++)
		units *= 10;
	units += up;
	uint64_t one = places == 0 ? 1 : places == 1 ? 10 : 100;
	if (negative && units > 0)
		bytes_char(to, '-');
	put_integer(units / one, 1, to);
	uint64_t fraction = units % one;
	if (fraction == 0)
		return at;
	bytes_char(to, '.');
	for (; fraction % 10 == 0; fraction /= 10)
		places--;
	put_integer(fraction, places, to);
	return at;
}

/* A run of coordinates up to the closing quote. */
static const char *put_coordinates(const char *at, int places, struct bytes *to)
{
	while (*at != '\0' && *at != '"') {
		if ((*at >= '0' && *at <= '9') || (*at == '-' && at[1] >= '0' && at[1] <= '9'))
			at = put_rounded(at, places, to);
		else
			bytes_char(to, *at++);
	}
	return at;
}

/* Coordinates need an eighth of a px at most: whole units in paths that are drawn eight times as large, hundredths elsewhere. */
static int places_of(const char *element)
{
	static const char scaled[] = "matrix(0.125,";
	for (; *element != '>' && *element != '\0'; element++) {
		if (*element == 'm' && strncmp(element, scaled, sizeof scaled - 1) == 0)
			return 0;
	}
	return 2;
}

/* What cairo writes and SVG means anyway. In a page, which holds two dozen drawings, also what only old readers of SVG need. */
static size_t idle_style(const char *at, bool in_page)
{
	static const char *const idle[] = {"fill-opacity:1;", "stroke-opacity:1;", "stroke-miterlimit:10;", "fill-rule:nonzero;",
	                                   "stroke-linecap:butt;", " style=\"stroke:none;\""};
	size_t n = sizeof idle / sizeof idle[0] - (in_page ? 0 : 2);
	for (size_t i = 0; i < n; i++) {
		if (strncmp(at, idle[i], strlen(idle[i])) == 0)
			return strlen(idle[i]);
	}
	return 0;
}

/* Where a glyph stands, and the link to it: " x=", " y=", " xlink:href=". Returns what was taken up to the value. */
static const char *put_place(const char *at, struct bytes *to)
{
	static const char link[] = " xlink:";
	if (strncmp(at, link, sizeof link - 1) == 0) {
		bytes_char(to, ' ');
		return at + sizeof link - 1;
	}
	if (at[0] != ' ' || (at[1] != 'x' && at[1] != 'y') || at[2] != '=' || at[3] != '"')
		return NULL;
	bytes_add(to, at, 4);
	return put_coordinates(at + 4, 2, to);
}

static void put_colour(const struct canvas_words *w, int ink, struct bytes *to)
{
	if (w->css)
		bytes_format(to, "var(--f-%s,#%06X)", canvas_ink_class(ink), canvas_ink_rgb(ink, w->theme));
	else
		bytes_format(to, "#%06X", canvas_ink_rgb(ink, w->theme));
}

/* cairo numbers surfaces through the life of a process: here they count from 1 in each file. */
struct surfaces {
	unsigned long number[64];
	int n;
};

static int surface_index(struct surfaces *seen, unsigned long number)
{
	int i = 0;
	while (i < seen->n && seen->number[i] != number)
		i++;
	if (i == seen->n && seen->n < (int)(sizeof seen->number / sizeof seen->number[0]))
		seen->number[seen->n++] = number;
	return i + 1;
}

/* ids must not meet those of other figures in a page, nor depend on how many surfaces came before. Returns what was taken. */
static size_t put_id(const char *at, const char *id, struct surfaces *seen, struct bytes *to)
{
	static const char *const before[] = {"id=\"", "href=\"#", "url(#"};
	static const char surface[] = "surface";
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
		size_t n = strlen(before[i]);
		if (strncmp(at, before[i], n) != 0)
			continue;
		bytes_format(to, "%s%s-", before[i], id);
		if (strncmp(at + n, surface, sizeof surface - 1) != 0)
			return n;
		char *end;
		unsigned long number = strtoul(at + n + sizeof surface - 1, &end, 10);
		bytes_format(to, "%s%d", surface, surface_index(seen, number));
		return (size_t)(end - at);
	}
	return 0;
}

/* The drawing with colours as short names or custom properties, which a page sets for light and for dark. */
static void put_body(const struct canvas_words *w, const char *at, struct bytes *to)
{
	struct surfaces seen = {.n = 0};
	int places = 2, ink;
	size_t taken;
	const char *after;
	while (*at != '\0') {
		if (*at == '<')
			places = places_of(at);
		if (strncmp(at, " d=\"", 4) == 0) {
			bytes_text(to, " d=\"");
			at = put_coordinates(at + 4, places, to);
		} else if (strncmp(at, "rgb(", 4) == 0 && (ink = ink_at(at, w->theme, &taken)) >= 0) {
			put_colour(w, ink, to);
			at += taken;
		} else if (w->css && (after = put_place(at, to)) != NULL) {
			at = after;
		} else if ((taken = idle_style(at, w->css)) > 0 || (taken = put_id(at, w->id, &seen, to)) > 0) {
			at += taken;
		} else {
			/* Nothing above begins with another letter than these. */
			size_t plain = 1 + strcspn(at + 1, "< rfsihu");
			bytes_add(to, at, plain);
			at += plain;
		}
	}
}

void metadata_svg(const struct canvas_words *w, const struct bytes *from, struct bytes *to)
{
	const char *svg = from->data != NULL ? strstr(from->data, "<svg") : NULL;
	const char *end = svg != NULL ? strchr(svg, '>') : NULL;
	if (end == NULL)
		return;
	if (!w->css)
		bytes_add(to, from->data, (size_t)(svg - from->data));
	bytes_add(to, svg, (size_t)(end - svg));
	bytes_format(to, " role=\"img\" lang=\"%s\" aria-labelledby=\"%s-title %s-desc\">\n<title id=\"%s-title\">", w->lang, w->id, w->id, w->id);
	bytes_xml(to, w->title);
	bytes_format(to, "</title>\n<desc id=\"%s-desc\">", w->id);
	bytes_xml(to, w->description);
	bytes_text(to, "</desc>\n");
	if (!w->css) {
		bytes_text(to, "<metadata>");
		bytes_xml(to, w->software);
		bytes_text(to, ": ");
		bytes_xml(to, w->command);
		bytes_text(to, "</metadata>\n");
	}
	put_body(w, end + 1 + (end[1] == '\n'), to);
}
