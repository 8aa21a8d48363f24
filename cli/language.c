/* The language of the process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "environment.h"

const char *const languages[LANGUAGES] = {"en", "es"};

/* One locale for all, UTF-8, whatever the host has: gettext is told the language by LANGUAGE. */
void language_use(const char *language)
{
	setenv("LANGUAGE", language, 1);
	if (setlocale(LC_ALL, "C.UTF-8") == NULL && setlocale(LC_ALL, "en_US.UTF-8") == NULL)
		setlocale(LC_CTYPE, "");
	setlocale(LC_NUMERIC, "C");
	bindtextdomain("causa", environment_or("CAUSA_LOCALE_DIR", LOCALEDIR));
	bind_textdomain_codeset("causa", "UTF-8");
	textdomain("causa");
}

/* What a catalogue gives for the empty text is its head. */
bool language_speaks(const char *language)
{
	char line[32];
	snprintf(line, sizeof line, "Language: %s\n", language);
	return strcmp(language, languages[0]) == 0 || strstr(dgettext("causa", ""), line) != NULL;
}
