/* Text inside documents: what Markdown or LaTeX would take for markup is escaped. Labels come from outside and are hostile. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_IO_MARKUP_H
#define CAUSA_IO_MARKUP_H

#include "base/bytes.h"

/* Words within a line. Control characters become spaces, bytes that are no UTF-8 U+FFFD. */
typedef void (*markup_put)(struct bytes *to, const char *text);

/* GitHub flavoured Markdown; no link, mention of an address or HTML comes out of a label. */
void markup_markdown(struct bytes *to, const char *text);
/* The same at the beginning of a block, where "#", "-" or "1." would be more than text. */
void markup_markdown_block(struct bytes *to, const char *text);
/* Between backticks. */
void markup_markdown_code(struct bytes *to, const char *text);

/* LaTeX in any engine. A character that Latin Modern may lack is an argument of MARKUP_LATEX_COMMAND; longer words than
 * MARKUP_LONG_WORD, such as digests, may be broken. */
void markup_latex(struct bytes *to, const char *text);
enum { MARKUP_LONG_WORD = 22, MARKUP_BREAK_EVERY = 8 };

/* The same in a typewriter face, with straight quotation marks. */
void markup_latex_code(struct bytes *to, const char *text);

/* A cell of a table: spaces that align numbers on a terminal mean nothing here, and an arrow of two signs is one. */
void markup_cell(struct bytes *to, const char *cell, markup_put put);

/* What a document needs for such characters: they are printed where the font has them, else as [U+4E2D]. */
extern const char MARKUP_LATEX_COMMAND[];

#endif
