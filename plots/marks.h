/* Marks: a figure as geometry in page pixels, y down. Charts make them, the canvas draws them, tests read them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_MARKS_H
#define CAUSA_PLOTS_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "theme.h"

struct point {
	double x, y;
};

struct box {
	double x0, y0, x1, y1;
};

enum mark_kind { MARK_LINE, MARK_AREA, MARK_DOT, MARK_RING, MARK_HATCH, MARK_TEXT };
enum weight { REGULAR, SEMIBOLD, BOLD, ITALIC };
enum dash { SOLID, DASHED, DOTTED, DASH_DOT };
enum { DASHES = 4 };
enum anchor { LEFT, MIDDLE, RIGHT };

struct mark {
	enum mark_kind kind;
	enum ink ink;
	size_t first, points;   /* into marks.point; a text has one: its anchor on the baseline */
	double width;           /* of a stroke; radius of dots and rings; size of text */
	enum dash dash;
	bool halo;
	enum weight weight;
	enum anchor anchor;
	char *text;
	struct box box;         /* of text */
};

/* Width of a text set in this size and weight. Ascent and descent are 0.8 and 0.25 of the size. */
struct measure {
	double (*width)(void *self, const char *text, double size, enum weight weight);
	void *self;
};

struct marks {
	struct mark *mark;
	size_t n, room;
	struct point *point;
	size_t points, point_room;
	double width, height;
	struct measure measure;
	bool failed;
};

void marks_free(struct marks *m);
void marks_line(struct marks *m, const struct point *p, size_t n, enum ink ink, double width, enum dash dash);
void marks_segment(struct marks *m, double x0, double y0, double x1, double y1, enum ink ink, double width);
void marks_area(struct marks *m, const struct point *p, size_t n, enum ink ink);
void marks_rect(struct marks *m, struct box box, enum ink ink);
void marks_hatch(struct marks *m, struct box box);
void marks_dot(struct marks *m, double x, double y, double radius, enum ink ink);
void marks_ring(struct marks *m, double x, double y, double radius, enum ink ink);
/* The mark of a true zero, everywhere: as large to the eye as a dot of this radius. */
void marks_diamond(struct marks *m, double x, double y, double radius, enum ink ink);
/* The mark of a ratio above one, everywhere. */
void marks_square(struct marks *m, double x, double y, double radius, enum ink ink);
/* Returns the box that the text covers. halo: a paper-coloured rim, for text on lines. */
struct box marks_text(struct marks *m, double x, double y, const char *text, double size, enum weight weight,
                      enum ink ink, enum anchor anchor, bool halo);
/* A tick's label: centred on x, moved inward where it would leave the page; left out where it would begin before *free_from, which
 * is moved on to where the next one may begin. NULL: always drawn. */
void marks_tick(struct marks *m, double x, double y, const char *text, double size, double *free_from);
struct box text_box(const struct marks *m, double x, double y, const char *text, double size, enum weight weight,
                    enum anchor anchor);
double text_width(const struct marks *m, const char *text, double size, enum weight weight);

/* Takes the rim from texts that stand on nothing: it would only make the file larger. */
void marks_trim_halos(struct marks *m);

bool boxes_meet(struct box a, struct box b);
bool segment_meets(struct point a, struct point b, struct box box);

#endif
