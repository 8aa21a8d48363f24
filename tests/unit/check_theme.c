/* The inks: contrast on the paper of each theme, and how far apart the inks of several lines stay in colour blindness.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "plots/theme.h"

static const struct {
	const char *name;
	unsigned rgb[3];
} inks[INK_COUNT] = {
#define X(name, light, dark, print, css) {#name, {0x##light, 0x##dark, 0x##print}},
	INKS
#undef X
};

enum { LIGHT, DARK, PRINT, THEMES };

/* sRGB to linear light, WCAG 2.2 and IEC 61966-2-1. */
static void linear(unsigned rgb, double out[3])
{
	for (int i = 0; i < 3; i++) {
		double c = (rgb >> (16 - 8 * i) & 255U) / 255.0;
		out[i] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
	}
}

static double luminance(unsigned rgb)
{
	double c[3];
	linear(rgb, c);
	return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

static double contrast(unsigned a, unsigned b)
{
	double x = luminance(a), y = luminance(b);
	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static void reaches(enum ink ink, enum ink ground, double least)
{
	for (int theme = LIGHT; theme < THEMES; theme++) {
		double c = contrast(inks[ink].rgb[theme], inks[ground].rgb[theme]);
		ck_assert_msg(c >= least, "%s on %s in theme %d: %.2f, below %.1f", inks[ink].name, inks[ground].name, theme, c, least);
	}
}

START_TEST(contrast_itself)
{
	ck_assert_double_eq_tol(contrast(0x000000, 0xFFFFFF), 21, 1e-12);
	ck_assert_double_eq_tol(contrast(0x767676, 0xFFFFFF), 4.54, 0.005); /* the grey that just passes, WCAG's own example */
}
END_TEST

START_TEST(text_reaches_4_5)
{
	static const enum ink text[] = {INK_TEXT, INK_GREY, INK_BLUE, INK_VERMILION_TEXT, INK_GREEN, INK_PURPLE, INK_BROWN};
	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
		reaches(text[i], INK_PAPER, 4.5);
	for (int i = 0; i < SERIES_INKS; i++)
		reaches(INK_PAPER, series_inks[i], 4.5); /* shares inside their parts */
	reaches(INK_GREY, INK_MISSING, 4.5);
	reaches(INK_TEXT, INK_FAINT, 4.5);
	for (int i = 0; i < SHADES; i++)
		reaches(i < FIRST_WHITE_ON_SHADE ? INK_TEXT : INK_ON_SHADE, (enum ink)(INK_SHADE0 + i), 4.5);
}
END_TEST

/* Words on bands have a rim of paper, and 3:1 even without it. */
START_TEST(text_on_bands_reaches_3)
{
	static const enum ink bands[] = {INK_BLUE_TINT, INK_VERMILION_TINT, INK_SHADE1, INK_SHADE2};
	static const enum ink text[] = {INK_TEXT, INK_GREY, INK_BLUE, INK_VERMILION_TEXT};
	for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++) {
		for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
			reaches(text[k], bands[i], 3);
	}
}
END_TEST

START_TEST(marks_reach_3)
{
	static const enum ink mark[] = {INK_BASELINE, INK_CONTEXT, INK_VERMILION, INK_BLUE, INK_SHADE5};
	for (size_t i = 0; i < sizeof mark / sizeof mark[0]; i++)
		reaches(mark[i], INK_PAPER, 3);
	reaches(INK_HATCH, INK_MISSING, 3);
}
END_TEST

/* ---- colour blindness ---- */

/* Machado, Oliveira and Fernandes (2009), IEEE Trans. Vis. Comput. Graph. 15:1291-1298, severity 1: none, protanopia,
 * deuteranopia, tritanopia. */
static const double sight[4][3][3] = {
	{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
};

static double lab_f(double t)
{
	return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

/* CIELAB of a colour as it is seen, white D65. */
static void seen(unsigned rgb, int eye, double lab[3])
{
	double c[3], s[3];
	linear(rgb, c);
	for (int i = 0; i < 3; i++)
		s[i] = fmin(1, fmax(0, sight[eye][i][0] * c[0] + sight[eye][i][1] * c[1] + sight[eye][i][2] * c[2]));
	double x = lab_f((0.4124 * s[0] + 0.3576 * s[1] + 0.1805 * s[2]) / 0.95047);
	double y = lab_f(0.2126 * s[0] + 0.7152 * s[1] + 0.0722 * s[2]);
	double z = lab_f((0.0193 * s[0] + 0.1192 * s[1] + 0.9505 * s[2]) / 1.08883);
	lab[0] = 116 * y - 16;
	lab[1] = 500 * (x - y);
	lab[2] = 200 * (y - z);
}

static double apart(unsigned a, unsigned b, int eye)
{
	double x[3], y[3];
	seen(a, eye, x);
	seen(b, eye, y);
	return sqrt(pow(x[0] - y[0], 2) + pow(x[1] - y[1], 2) + pow(x[2] - y[2], 2));
}

/* A difference of 2.3 can just be seen side by side; 20 is told apart on thin lines. In print dashes tell. */
START_TEST(lines_are_told_apart_by_every_eye)
{
	for (int theme = LIGHT; theme <= DARK; theme++) {
		for (int eye = 0; eye < 4; eye++) {
			ck_assert(apart(inks[INK_BLUE].rgb[theme], inks[INK_VERMILION].rgb[theme], eye) > 80);
			for (int i = 0; i < SERIES_INKS; i++) {
				for (int k = 0; k < i; k++) {
					double d = apart(inks[series_inks[i]].rgb[theme], inks[series_inks[k]].rgb[theme], eye);
					ck_assert_msg(d > 20, "%s and %s in theme %d to eye %d: %.1f", inks[series_inks[i]].name, inks[series_inks[k]].name, theme, eye,
					              d);
				}
			}
		}
	}
}
END_TEST

START_TEST(print_is_grey_and_shades_climb)
{
	for (int i = 0; i < INK_COUNT; i++) {
		unsigned rgb = inks[i].rgb[PRINT];
		ck_assert_msg((rgb >> 16 & 255U) == (rgb >> 8 & 255U) && (rgb & 255U) == (rgb >> 8 & 255U), "%s", inks[i].name);
	}
	for (int theme = LIGHT; theme < THEMES; theme++) {
		for (int i = 1; i < SHADES; i++) {
			double before = luminance(inks[INK_SHADE0 + i - 1].rgb[theme]), now = luminance(inks[INK_SHADE0 + i].rgb[theme]);
			ck_assert(theme == DARK ? now > before : now < before);
		}
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("theme");
	TCase *inks_case = tcase_create("inks");
	tcase_add_test(inks_case, contrast_itself);
	tcase_add_test(inks_case, text_reaches_4_5);
	tcase_add_test(inks_case, text_on_bands_reaches_3);
	tcase_add_test(inks_case, marks_reach_3);
	tcase_add_test(inks_case, lines_are_told_apart_by_every_eye);
	tcase_add_test(inks_case, print_is_grey_and_shades_climb);
	suite_add_tcase(suite, inks_case);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
