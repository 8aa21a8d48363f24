/* A command line: one argument a line, parsed as each kind of command takes it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"
#include "fuzz.h"

enum { MOST_WORDS = 200 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char command[] = "trend";
	char *text = malloc(size + 1), *word[MOST_WORDS + 2] = {command};
	struct options options;
	int n = 1;
	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	for (char *at = strtok(text, "\n"); at != NULL && n <= MOST_WORDS; at = strtok(NULL, "\n"))
		word[n++] = at;
	if (options_parse(command, ~0U, 2, n, word, &options)) {
		/* what was checked can be relied on */
		if (options.value[OPTION_help] == NULL && options.value[OPTION_version] == NULL &&
		    (!(options.level > 0 && options.level < 1) || options.first > options.last || options.operands > 2))
			abort();
		options_language(n, word);
	}
	free(text);
	return 0;
}
