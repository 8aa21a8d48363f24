/* Labels: where there is room for them. What is drawn already is the obstacle, grid lines and bands apart.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_LABEL_H
#define CAUSA_PLOTS_LABEL_H

#include "marks.h"

enum place { PLACE_N, PLACE_S, PLACE_E, PLACE_W, PLACE_NE, PLACE_SE, PLACE_NW, PLACE_SW };

struct label {
	struct point at;
	double gap;               /* px between the point and the text */
	const char *text, *under; /* under: a second line in regular weight, or NULL */
	double size;
	enum weight weight;
	enum ink ink;
	struct box within;        /* nothing is placed outside */
	bool off_areas;           /* rather not across the edge of a band, where there is another place nearby */
};

/* Draws the label at the first place of `order` that is free, near the point, then farther with a leader line that crosses no text
 * and no dot. Returns false, and draws nothing, when there is none. */
bool label_place(struct marks *marks, const struct label *label, const enum place *order, int n);

/* Is a box free of text, dots and lines? */
bool label_is_free(const struct marks *marks, struct box box);

/* Moves centres apart so that boxes of these heights, sorted by centre, do not meet, and stay within lo..hi as long as they all
 * fit. order: the indices sorted by centre. */
void label_spread(double *centre, const double *height, int *order, int n, double lo, double hi);

#endif
