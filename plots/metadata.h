/* What an SVG carries beside the picture: title, description, the command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_METADATA_H
#define CAUSA_PLOTS_METADATA_H

#include "base/bytes.h"
#include "canvas.h"

/* Copies a drawn SVG with title and desc; colours become custom properties where words->css. */
void metadata_svg(const struct canvas_words *words, const struct bytes *from, struct bytes *to);

const char *canvas_ink_class(int ink);
unsigned canvas_ink_rgb(int ink, enum causa_theme theme);

#endif
