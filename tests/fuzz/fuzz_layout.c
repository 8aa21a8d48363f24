/* A layout, a line of "---", and a table that is read with it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char layout[FUZZ_PATH], table[FUZZ_PATH];
	size_t first, second;
	fuzz_split(data, size, &first, &second);
	int a = fuzz_file(data, first, layout), b = fuzz_file(data + second, size - second, table);
	if (a >= 0 && b >= 0) {
		struct causa_mapping mapping = {.layout = layout};
		fuzz_read(table, &mapping);
	}
	if (a >= 0)
		close(a);
	if (b >= 0)
		close(b);
	return 0;
}
