/* The canvas: marks to ink. canvas.c is the only file that knows PLplot, cairo, pango and fontconfig.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_CANVAS_H
#define CAUSA_PLOTS_CANVAS_H

#include "marks.h"
#include "plots.h"

struct canvas;

/* Opens fonts. Errors: CAUSA_EIO with a sentence that names the missing package. */
enum causa_status canvas_open(const char *font_folder, struct canvas **out, struct causa_error *err);
struct measure canvas_measure(struct canvas *canvas);

/* Words that go into the file beside the picture. */
struct canvas_words {
	const char *title, *description, *source, *lang, *command, *software, *created, *id;
	bool css;
	double scale;
	enum causa_theme theme;
};

/* Draws all marks in a format and hands the bytes to put. */
enum causa_status canvas_draw(struct canvas *canvas, const struct marks *marks, enum causa_figure_format format,
                              const struct canvas_words *words, causa_figure_put put, void *self, struct causa_error *err);
void canvas_close(struct canvas *canvas);
const char *canvas_versions(void);

#endif
