/* A figure laid out without a picture.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "laid.h"

#include <math.h>
#include <string.h>

double fixed_width(void *self, const char *text, double size, enum weight weight)
{
	double n = 0;
	(void)self;
	for (const char *c = text; *c != '\0'; c++)
		n += ((unsigned char)*c & 0xC0U) != 0x80U;
	return n * size * (weight == BOLD ? 0.60 : weight == SEMIBOLD ? 0.57 : 0.54);
}

void lay(enum causa_chart chart, const struct causa_figure_data *data, const struct causa_figure_options *options, struct laid *out)
{
	memset(out, 0, sizeof *out);
	out->marks.measure = (struct measure){fixed_width, NULL};
	out->status = figure_lay_out(chart, data, options, &out->marks, &out->info, &out->description, &out->err);
}

void laid_free(struct laid *laid)
{
	plotted_free(laid->info.plotted);
	marks_free(&laid->marks);
	bytes_free(&laid->description);
}

void stays_inside(const struct marks *m, const char *where)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *mark = &m->mark[i];
		for (size_t k = 0; k < mark->points; k++) {
			struct point p = m->point[mark->first + k];
			expect(isfinite(p.x) && isfinite(p.y), "%s: a point that is no number", where);
			expect(p.x >= -1 && p.x <= m->width + 1 && p.y >= -1 && p.y <= m->height + 1, "%s: %g,%g outside %gx%g", where, p.x,
			              p.y, m->width, m->height);
		}
		if (mark->kind == MARK_DOT || mark->kind == MARK_RING) {
			struct point c = m->point[mark->first];
			double r = mark->width - 1;
			expect(c.x >= r && c.x <= m->width - r && c.y >= r && c.y <= m->height - r, "%s: a dot leaves the page at %g,%g", where, c.x, c.y);
		}
		if (mark->kind == MARK_TEXT)
			expect(mark->box.x0 >= -1 && mark->box.x1 <= m->width + 1 && mark->box.y0 >= -1 && mark->box.y1 <= m->height + 1,
			              "%s: \"%s\" leaves the page", where, mark->text);
	}
}

void texts_are_apart(const struct marks *m, const char *where)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *a = &m->mark[i];
		if (a->kind != MARK_TEXT)
			continue;
		/* The box holds room for accents and descenders; bodies of letters must not meet. */
		struct box core = {a->box.x0 + 0.5, a->box.y0 + 0.12 * a->width, a->box.x1 - 0.5, a->box.y1 - 0.22 * a->width};
		for (size_t k = i + 1; k < m->n; k++) {
			const struct mark *b = &m->mark[k];
			struct box other = {b->box.x0 + 0.5, b->box.y0 + 0.12 * b->width, b->box.x1 - 0.5, b->box.y1 - 0.22 * b->width};
			expect(b->kind != MARK_TEXT || !boxes_meet(core, other), "%s: \"%s\" meets \"%s\"", where, a->text, b->text);
		}
	}
}

void texts_keep_off_dots(const struct marks *m, const char *where)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct mark *dot = &m->mark[i];
		if (dot->kind != MARK_DOT && dot->kind != MARK_RING)
			continue;
		struct point p = m->point[dot->first];
		double r = 0.8 * dot->width;
		for (size_t k = 0; k < m->n; k++) {
			const struct mark *text = &m->mark[k];
			struct box core = {text->box.x0 + 0.5, text->box.y0 + 0.12 * text->width, text->box.x1 - 0.5, text->box.y1 - 0.22 * text->width};
			expect(text->kind != MARK_TEXT || !boxes_meet(core, (struct box){p.x - r, p.y - r, p.x + r, p.y + r}), "%s: \"%s\" lies on a dot", where,
			       text->text);
		}
	}
}
