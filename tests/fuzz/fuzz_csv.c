/* Any bytes as a bare table: encodings, compression, delimiters, quotes, headers, well-known columns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[FUZZ_PATH], layouts[4096];
	struct causa_mapping mapping = {.layout_folder = NULL};
	const char *folder = getenv("CAUSA_DATA_DIR");
	int fd = fuzz_file(data, size, path);
	if (fd < 0)
		return 0;
	if (folder != NULL && snprintf(layouts, sizeof layouts, "%s/layouts", folder) < (int)sizeof layouts)
		mapping.layout_folder = layouts;
	fuzz_read(path, &mapping);
	close(fd);
	return 0;
}
