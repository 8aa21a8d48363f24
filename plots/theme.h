/* Inks and sizes: one place for every colour and every measure of a figure.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_THEME_H
#define CAUSA_PLOTS_THEME_H

/* X(name, light, dark, print, class in a page with light and dark mode): RRGGBB. Print is grey, for paper without colour. Text
 * inks reach 4.5:1 on the paper, mark inks 3:1; the series inks keep apart in every kind of colour blindness
 * (tests/unit/check_theme.c). FAINT, GRID, tints and shades never carry anything alone. */
#define INKS \
	X(PAPER, FFFFFF, 15171A, FFFFFF, "p") \
	X(TEXT, 222222, E4E6E8, 222222, "i") \
	X(GREY, 5F5F5F, A6ACB2, 5F5F5F, "g") \
	X(BASELINE, 949494, 757B81, 949494, "l") \
	X(GRID, E2E2E2, 343A40, E2E2E2, "r") \
	X(CONTEXT, 949494, 757B81, 949494, "c") \
	X(BLUE, 0072B2, 4AA8E0, 333333, "b") \
	X(VERMILION, D55E00, E8803C, 767676, "v") \
	X(VERMILION_TEXT, B84F00, F0995C, 5A5A5A, "w") \
	X(BLUE_TINT, CCE3F0, 1D3A50, D4D4D4, "bt") \
	X(VERMILION_TINT, F7DFCC, 4D3120, EAEAEA, "vt") \
	X(FAINT, D6D6D6, 4A5057, D0D0D0, "a") \
	X(MISSING, EEEEEE, 262A2E, EEEEEE, "n") \
	X(HATCH, 888888, 808890, 888888, "h") \
	X(GREEN, 5D7C47, 65986F, 444444, "gr") \
	X(PURPLE, A5487B, CF94B0, 555555, "pu") \
	X(BROWN, 58380F, 8D8300, 6B6B6B, "oc") \
	X(SHADE0, F4F8FB, 1A2129, F5F5F5, "h0") \
	X(SHADE1, DCEAF4, 1B2D3D, E6E6E6, "h1") \
	X(SHADE2, BDD8EA, 1D3D57, D0D0D0, "h2") \
	X(SHADE3, 94C0DE, 1F4F74, B5B5B5, "h3") \
	X(SHADE4, 66A5CE, 226394, 969696, "h4") \
	X(SHADE5, 3079AD, 5FA9DC, 6E6E6E, "h5") \
	X(SHADE6, 14639F, 9ACBEC, 4A4A4A, "h6") \
	X(SHADE7, 08407A, D3E8F7, 262626, "h7") \
	X(ON_SHADE, FEFEFE, 0D0F11, FEFEFE, "o")

enum ink {
#define X(name, light, dark, print, css) INK_##name,
	INKS
#undef X
		INK_COUNT
};

/* Lines that cross are told apart by these, then by dashes. */
enum { SERIES_INKS = 6 };
static const enum ink series_inks[SERIES_INKS] = {INK_BLUE, INK_VERMILION_TEXT, INK_GREEN, INK_PURPLE, INK_BROWN, INK_TEXT};

enum { SHADES = 8, FIRST_WHITE_ON_SHADE = 5 };

struct sizes {
	double margin, title, subtitle, axis, footer, label;
};

enum { NARROW_BELOW = 600 };

/* Sizes for a page of this width. Narrow pages are set in smaller type and re-flow; they are not scaled. */
static inline struct sizes sizes_for(double width)
{
	return width < NARROW_BELOW ? (struct sizes){16, 17, 12.5, 11, 10, 11} : (struct sizes){24, 22, 14.5, 13, 11, 13};
}

static const double TITLE_LINE = 1.22, BODY_LINE = 1.35;
static const double MAIN_WIDTH = 2.4, OTHER_WIDTH = 1.7, GRID_WIDTH = 0.8, BASE_WIDTH = 1.0;
static const double DOT = 3.7, DOT_HALO = 5.0, RING_WIDTH = 1.8, HALO = 1.6, HATCH_STEP = 6, HATCH_WIDTH = 0.9;

#endif
