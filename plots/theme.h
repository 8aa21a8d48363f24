/* Inks and sizes: one place for every colour and every measure of a figure.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_THEME_H
#define CAUSA_PLOTS_THEME_H

/* X(name, 0xRRGGBB, class in a page with light and dark mode). Text inks reach 4.5:1 on white, mark inks 3:1. */
#define INKS \
	X(PAPER, 0xFFFFFF, "p") \
	X(TEXT, 0x222222, "i") \
	X(GREY, 0x5F5F5F, "g") \
	X(BASELINE, 0x969696, "l") \
	X(GRID, 0xE2E2E2, "r") \
	X(BLUE, 0x0072B2, "b") \
	X(VERMILION, 0xD55E00, "v") \
	X(VERMILION_TEXT, 0xB84F00, "w") \
	X(BLUE_TINT, 0xCCE3F0, "bt") \
	X(VERMILION_TINT, 0xF7DFCC, "vt") \
	X(FAINT, 0xD6D6D6, "a") \
	X(MISSING, 0xEEEEEE, "n") \
	X(HATCH, 0xB9B9B9, "h") \
	X(GREEN, 0x007A59, "gr") \
	X(OCHRE, 0x946600, "oc") \
	X(PURPLE, 0xA5487B, "pu") \
	X(SHADE0, 0xF4F8FB, "h0") \
	X(SHADE1, 0xDCEAF4, "h1") \
	X(SHADE2, 0xBDD8EA, "h2") \
	X(SHADE3, 0x94C0DE, "h3") \
	X(SHADE4, 0x66A5CE, "h4") \
	X(SHADE5, 0x3A84B9, "h5") \
	X(SHADE6, 0x14639F, "h6") \
	X(SHADE7, 0x08407A, "h7") \
	X(ON_SHADE, 0xFEFEFE, "o")

enum ink {
#define X(name, rgb, css) INK_##name,
	INKS
#undef X
		INK_COUNT
};

enum { SHADES = 8, FIRST_WHITE_ON_SHADE = 5 };

struct sizes {
	double margin, title, subtitle, axis, footer, label;
};

/* Sizes for a page of this width. Narrow pages are set in smaller type and re-flow; they are not scaled. */
static inline struct sizes sizes_for(double width)
{
	return width < 600 ? (struct sizes){16, 17, 12.5, 11, 10, 11} : (struct sizes){24, 22, 14.5, 13, 11, 13};
}

static const double TITLE_LINE = 1.22, BODY_LINE = 1.35;
static const double MAIN_WIDTH = 2.4, OTHER_WIDTH = 1.7, GRID_WIDTH = 0.8, BASE_WIDTH = 1.0;
static const double DOT = 3.7, DOT_HALO = 5.0, RING_WIDTH = 1.8, HALO = 1.6, HATCH_STEP = 6, HATCH_WIDTH = 0.9;

#endif
