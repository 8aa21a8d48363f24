/* What a file carries beside the picture: title, description, source, the command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_METADATA_H
#define CAUSA_PLOTS_METADATA_H

#include "base/bytes.h"
#include "canvas.h"

/* Copies a drawn file with its metadata: PNG iTXt and pHYs chunks, SVG title and desc. A PDF is copied as it is. */
void metadata_add(enum causa_figure_format format, const struct canvas_words *words, const struct bytes *from,
                  struct bytes *to);

const char *canvas_ink_class(int ink);
unsigned canvas_ink_rgb(int ink);

#endif
