/* Marks: a figure as geometry in page pixels.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

void marks_free(struct marks *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->mark[i].text);
	free(m->mark);
	free(m->point);
	memset(m, 0, sizeof *m);
}

static bool make_room(struct marks *m, size_t points)
{
	if (m->failed)
		return false;
	if (m->n == m->room) {
		size_t room = m->room == 0 ? 128 : 2 * m->room;
		struct mark *mark = realloc(m->mark, room * sizeof *mark);
		if (mark == NULL)
			return !(m->failed = true);
		m->mark = mark;
		m->room = room;
	}
	if (m->points + points > m->point_room) {
		size_t room = 2 * (m->points + points) + 256;
		struct point *point = realloc(m->point, room * sizeof *point);
		if (point == NULL)
			return !(m->failed = true);
		m->point = point;
		m->point_room = room;
	}
	return true;
}

static struct mark *add(struct marks *m, enum mark_kind kind, enum ink ink, const struct point *p, size_t n)
{
	if (!make_room(m, n))
		return NULL;
	struct mark *mark = &m->mark[m->n++];
	memset(mark, 0, sizeof *mark);
	mark->kind = kind;
	mark->ink = ink;
	mark->first = m->points;
	mark->points = n;
	memcpy(m->point + m->points, p, n * sizeof *p);
	m->points += n;
	return mark;
}

void marks_line(struct marks *m, const struct point *p, size_t n, enum ink ink, double width, enum dash dash)
{
	struct mark *mark = n > 1 ? add(m, MARK_LINE, ink, p, n) : NULL;
	if (mark != NULL) {
		mark->width = width;
		mark->dash = dash;
	}
}

void marks_segment(struct marks *m, double x0, double y0, double x1, double y1, enum ink ink, double width)
{
	struct point p[2] = {{x0, y0}, {x1, y1}};
	marks_line(m, p, 2, ink, width, SOLID);
}

void marks_area(struct marks *m, const struct point *p, size_t n, enum ink ink)
{
	if (n > 2)
		add(m, MARK_AREA, ink, p, n);
}

void marks_rect(struct marks *m, struct box b, enum ink ink)
{
	struct point p[4] = {{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}};
	add(m, MARK_AREA, ink, p, 4);
}

void marks_hatch(struct marks *m, struct box b)
{
	struct point p[2] = {{b.x0, b.y0}, {b.x1, b.y1}};
	marks_rect(m, b, INK_MISSING);
	struct mark *mark = add(m, MARK_HATCH, INK_HATCH, p, 2);
	if (mark != NULL)
		mark->width = HATCH_WIDTH;
}

void marks_dot(struct marks *m, double x, double y, double radius, enum ink ink)
{
	struct point p = {x, y};
	struct mark *mark = add(m, MARK_DOT, ink, &p, 1);
	if (mark != NULL)
		mark->width = radius;
}

void marks_ring(struct marks *m, double x, double y, double radius, enum ink ink)
{
	struct point p = {x, y};
	struct mark *mark = add(m, MARK_RING, ink, &p, 1);
	if (mark != NULL)
		mark->width = radius;
}

void marks_diamond(struct marks *m, double x, double y, double radius, enum ink ink)
{
	double r = 1.35 * radius;
	struct point diamond[4] = {{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}};
	marks_area(m, diamond, 4, ink);
	marks_segment(m, x - 0.5, y, x + 0.5, y, ink, 1); /* labels keep away from lines */
}

void marks_square(struct marks *m, double x, double y, double radius, enum ink ink)
{
	double r = 0.95 * radius;
	marks_rect(m, (struct box){x - r, y - r, x + r, y + r}, ink);
	marks_segment(m, x - 0.5, y, x + 0.5, y, ink, 1);
}

double text_width(const struct marks *m, const char *text, double size, enum weight weight)
{
	return m->measure.width(m->measure.self, text, size, weight);
}

struct box text_box(const struct marks *m, double x, double y, const char *text, double size, enum weight weight,
                    enum anchor anchor)
{
	double w = text_width(m, text, size, weight);
	double left = anchor == LEFT ? x : anchor == RIGHT ? x - w : x - w / 2;
	return (struct box){left, y - 0.8 * size, left + w, y + 0.25 * size};
}

/* The longest character of printable text takes three times the byte it comes from. */
static char *printable_copy(const char *text)
{
	char *copy = malloc(3 * strlen(text) + 4), *to = copy;
	while (copy != NULL && *text != '\0')
		to += bytes_printable(&text, to);
	if (copy != NULL)
		*to = '\0';
	return copy;
}

struct box marks_text(struct marks *m, double x, double y, const char *text, double size, enum weight weight,
                      enum ink ink, enum anchor anchor, bool halo)
{
	struct point p = {x, y};
	struct box box = text_box(m, x, y, text, size, weight, anchor);
	struct mark *mark = text[0] != '\0' ? add(m, MARK_TEXT, ink, &p, 1) : NULL;
	if (mark != NULL) {
		mark->width = size;
		mark->weight = weight;
		mark->anchor = anchor;
		mark->halo = halo;
		mark->box = box;
		mark->text = printable_copy(text);
		m->failed |= mark->text == NULL;
	}
	return box;
}

void marks_tick(struct marks *m, double x, double y, const char *text, double size, double *free_from)
{
	double half = text_width(m, text, size, REGULAR) / 2;
	double inward = x < half + 1 ? half + 1 : x > m->width - half - 1 ? m->width - half - 1 : x;
	if (free_from != NULL && inward - half < *free_from)
		return;
	marks_text(m, inward, y, text, size, REGULAR, INK_GREY, MIDDLE, false);
	if (free_from != NULL)
		*free_from = inward + half + 6;
}

bool boxes_meet(struct box a, struct box b)
{
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static double side(struct point a, struct point b, double x, double y)
{
	return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

bool segment_meets(struct point a, struct point b, struct box box)
{
	double lo_x = a.x < b.x ? a.x : b.x, hi_x = a.x < b.x ? b.x : a.x;
	double lo_y = a.y < b.y ? a.y : b.y, hi_y = a.y < b.y ? b.y : a.y;
	if (hi_x < box.x0 || lo_x > box.x1 || hi_y < box.y0 || lo_y > box.y1)
		return false;
	double s1 = side(a, b, box.x0, box.y0), s2 = side(a, b, box.x1, box.y0);
	double s3 = side(a, b, box.x0, box.y1), s4 = side(a, b, box.x1, box.y1);
	bool all_left = s1 > 0 && s2 > 0 && s3 > 0 && s4 > 0, all_right = s1 < 0 && s2 < 0 && s3 < 0 && s4 < 0;
	return !all_left && !all_right;
}

/* Does anything but text lie under this box? */
static bool stands_on(const struct marks *m, size_t before, struct box box)
{
	for (size_t i = 0; i < before; i++) {
		const struct mark *mark = &m->mark[i];
		const struct point *p = m->point + mark->first;
		struct box extent = {p[0].x - mark->width, p[0].y - mark->width, p[0].x + mark->width, p[0].y + mark->width};
		for (size_t k = 1; k < mark->points; k++) {
			extent.x0 = p[k].x < extent.x0 ? p[k].x : extent.x0;
			extent.y0 = p[k].y < extent.y0 ? p[k].y : extent.y0;
			extent.x1 = p[k].x > extent.x1 ? p[k].x : extent.x1;
			extent.y1 = p[k].y > extent.y1 ? p[k].y : extent.y1;
		}
		if (mark->kind == MARK_TEXT || !boxes_meet(extent, box))
			continue;
		if (mark->kind != MARK_LINE)
			return true;
		for (size_t k = 1; k < mark->points; k++) {
			if (segment_meets(p[k - 1], p[k], box))
				return true;
		}
	}
	return false;
}

void marks_trim_halos(struct marks *m)
{
	for (size_t i = 0; i < m->n; i++) {
		struct mark *mark = &m->mark[i];
		struct box wide = {mark->box.x0 - HALO, mark->box.y0 - HALO, mark->box.x1 + HALO, mark->box.y1 + HALO};
		if (mark->kind == MARK_TEXT && mark->halo)
			mark->halo = stands_on(m, i, wide);
	}
}
