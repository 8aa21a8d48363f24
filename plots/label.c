/* Labels: where there is room for them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "label.h"

#include <math.h>

/* Distances at which a label needs no leader line. */
enum { NEAR = 2 };

/* Lines that a label may stand on. */
static bool is_soft(enum ink ink)
{
	return ink == INK_GRID || ink == INK_CONTEXT;
}

static bool line_meets(const struct marks *m, const struct mark *mark, struct box box)
{
	for (size_t i = 1; i < mark->points; i++) {
		if (segment_meets(m->point[mark->first + i - 1], m->point[mark->first + i], box))
			return true;
	}
	return false;
}

bool label_is_free(const struct marks *m, struct box box)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *mark = &m->mark[i];
		struct point p = m->point[mark->first];
		double r = mark->width;
		if (mark->kind == MARK_TEXT && boxes_meet(box, mark->box))
			return false;
		if ((mark->kind == MARK_DOT || mark->kind == MARK_RING) &&
		    boxes_meet(box, (struct box){p.x - r, p.y - r, p.x + r, p.y + r}))
			return false;
		if (mark->kind == MARK_LINE && !is_soft(mark->ink) && line_meets(m, mark, box))
			return false;
	}
	return true;
}

/* Is an area under the box, so that it is better set elsewhere? */
static bool stands_on_area(const struct marks *m, struct box box)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *mark = &m->mark[i];
		if (mark->kind != MARK_AREA)
			continue;
		if (line_meets(m, mark, box) || segment_meets(m->point[mark->first], m->point[mark->first + mark->points - 1], box))
			return true;
	}
	return false;
}

/* Does a leader line keep clear of texts and dots, but for the dot it starts from? */
static bool leader_is_free(const struct marks *m, struct point from, struct point to)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *mark = &m->mark[i];
		struct point p = m->point[mark->first];
		double r = mark->width;
		if (mark->kind == MARK_TEXT && segment_meets(from, to, mark->box))
			return false;
		if ((mark->kind == MARK_DOT || mark->kind == MARK_RING) && segment_meets(from, to, (struct box){p.x - r, p.y - r, p.x + r, p.y + r}))
			return false;
	}
	return true;
}

static bool lies_in(struct box a, struct box b)
{
	return a.x0 >= b.x0 && a.x1 <= b.x1 && a.y0 >= b.y0 && a.y1 <= b.y1;
}

/* Upper left corner of a text of w by h at a place. */
static struct point corner(const struct label *l, enum place place, double gap, double w, double h)
{
	double d = gap * 0.75; /* on a diagonal */
	switch (place) {
	case PLACE_N:
		return (struct point){l->at.x - w / 2, l->at.y - gap - h};
	case PLACE_S:
		return (struct point){l->at.x - w / 2, l->at.y + gap};
	case PLACE_E:
		return (struct point){l->at.x + gap, l->at.y - h / 2};
	case PLACE_W:
		return (struct point){l->at.x - gap - w, l->at.y - h / 2};
	case PLACE_NE:
		return (struct point){l->at.x + d, l->at.y - d - h};
	case PLACE_SE:
		return (struct point){l->at.x + d, l->at.y + d};
	case PLACE_NW:
		return (struct point){l->at.x - d - w, l->at.y - d - h};
	default:
		return (struct point){l->at.x - d - w, l->at.y + d};
	}
}

/* From the rim of the point's mark to the nearest edge of the text. */
static void leader(const struct label *l, struct point c, double w, double h, struct point line[2])
{
	double x = fmin(fmax(l->at.x, c.x), c.x + w), y = fmin(fmax(l->at.y, c.y), c.y + h);
	double length = hypot(x - l->at.x, y - l->at.y), start = fmin(1, (DOT_HALO + 1) / fmax(length, 1));
	line[0] = (struct point){l->at.x + start * (x - l->at.x), l->at.y + start * (y - l->at.y)};
	line[1] = (struct point){x, y};
}

static void draw(struct marks *m, const struct label *l, struct point c, bool led, double w, double h)
{
	if (led) {
		struct point line[2];
		leader(l, c, w, h, line);
		marks_line(m, line, 2, INK_BASELINE, GRID_WIDTH, SOLID);
	}
	marks_text(m, c.x, c.y + 0.8 * l->size, l->text, l->size, l->weight, l->ink, LEFT, true);
	if (l->under != NULL)
		marks_text(m, c.x, c.y + (0.8 + BODY_LINE) * l->size, l->under, 0.92 * l->size, REGULAR, l->ink, LEFT, true);
}

bool label_place(struct marks *m, const struct label *l, const enum place *order, int n)
{
	static const double farther[] = {1, 2, 3.2, 4.5, 6, 8};
	double w = text_width(m, l->text, l->size, l->weight), h = 1.05 * l->size;
	if (l->under != NULL) {
		w = fmax(w, text_width(m, l->under, 0.92 * l->size, REGULAR));
		h += BODY_LINE * l->size;
	}
	/* First beside the point, where no edge of an area runs through the text; then anywhere that is free. */
	for (int pass = l->off_areas ? 0 : 1; pass < 2; pass++) {
		for (size_t far = 0; far < (pass == 0 ? NEAR : sizeof farther / sizeof farther[0]); far++) {
			for (int i = 0; i < n; i++) {
				struct point c = corner(l, order[i], l->gap * farther[far], w, h), line[2];
				struct box box = {c.x - 3, c.y - 1, c.x + w + 3, c.y + h};
				leader(l, c, w, h, line);
				if (!lies_in(box, l->within) || !label_is_free(m, box) || (pass == 0 && stands_on_area(m, box)) ||
				    (far >= NEAR && !leader_is_free(m, line[0], line[1])))
					continue;
				draw(m, l, c, far >= NEAR, w, h);
				return true;
			}
		}
	}
	return false;
}

static void sort_by(const double *centre, int *order, int n)
{
	for (int i = 1; i < n; i++) {
		int one = order[i], j = i;
		for (; j > 0 && centre[order[j - 1]] > centre[one]; j--)
			order[j] = order[j - 1];
		order[j] = one;
	}
}

void label_spread(double *centre, const double *height, int *order, int n, double lo, double hi)
{
	for (int i = 0; i < n; i++)
		order[i] = i;
	sort_by(centre, order, n);
	/* Many small steps keep crowded labels around their points instead of pushing all of them down. */
	for (int pass = 0; pass < 400; pass++) {
		double moved = 0;
		for (int i = 1; i < n; i++) {
			int a = order[i - 1], b = order[i];
			double lack = (height[a] + height[b]) / 2 - (centre[b] - centre[a]);
			if (lack > 0.01) {
				centre[a] -= lack / 2;
				centre[b] += lack / 2;
				moved = fmax(moved, lack);
			}
		}
		if (n > 0) {
			centre[order[0]] = fmax(centre[order[0]], lo + height[order[0]] / 2);
			centre[order[n - 1]] = fmin(centre[order[n - 1]], hi - height[order[n - 1]] / 2);
		}
		if (moved < 0.01)
			break;
	}
	/* What did not settle is stacked from the top, and pushed back from the bottom where that went too far. */
	for (int i = 1; i < n; i++) {
		int a = order[i - 1], b = order[i];
		centre[b] = fmax(centre[b], centre[a] + (height[a] + height[b]) / 2);
	}
	if (n > 0)
		centre[order[n - 1]] = fmin(centre[order[n - 1]], hi - height[order[n - 1]] / 2);
	for (int i = n - 1; i > 0; i--) {
		int a = order[i - 1], b = order[i];
		centre[a] = fmin(centre[a], centre[b] - (height[a] + height[b]) / 2);
	}
}
