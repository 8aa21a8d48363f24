/* Texts about a dataset, by language.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/about.h>

#include <stddef.h>
#include <string.h>

static const char *in(const struct causa_words *words, const char *lang)
{
	for (uint32_t i = 0; i < words->n; i++)
		if (strcmp(words->lang[i], lang) == 0)
			return words->text[i];
	return NULL;
}

const char *causa_words_in(const struct causa_words *words, const char *lang)
{
	if (words == NULL || words->n == 0)
		return NULL;
	const char *text = lang != NULL ? in(words, lang) : NULL;
	if (text == NULL)
		text = in(words, "");
	if (text == NULL)
		text = in(words, "en");
	return text != NULL ? text : words->text[0];
}
