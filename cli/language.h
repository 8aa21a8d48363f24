/* The language of the process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_LANGUAGE_H
#define CAUSA_CLI_LANGUAGE_H

/* "es" or "en": from now on every text is in this language, and options_language(0, NULL) answers with it. */
void language_use(const char *language);

#endif
