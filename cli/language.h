/* The language of the process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_LANGUAGE_H
#define CAUSA_CLI_LANGUAGE_H

#include <stdbool.h>

/* "es" or "en": from now on every text is in this language, and options_language(0, NULL) answers with it. */
void language_use(const char *language);

/* The languages there are. */
enum { LANGUAGES = 2 };
extern const char *const languages[LANGUAGES];
/* Are the texts of the language in use at hand? English ones always are; those of others stand in catalogues. */
bool language_speaks(const char *language);

#endif
