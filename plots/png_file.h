/* A PNG file: pixels with title, description, source and resolution.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_PLOTS_PNG_FILE_H
#define CAUSA_PLOTS_PNG_FILE_H

#include "base/bytes.h"
#include "canvas.h"

/* pixel: rows of 32-bit 0xXXRRGGBB in the order of the machine, stride bytes apart. Returns false when memory is short. */
bool png_file(const unsigned char *pixel, int width, int height, int stride, const struct canvas_words *words, struct bytes *to);

#endif
