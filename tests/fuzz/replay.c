/* Gives the files of the command line to a harness, where libFuzzer is not linked: any compiler, any sanitizer, AFL++.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

static int replay(const char *path)
{
	FILE *in = fopen(path, "rb");
	uint8_t *data = NULL;
	size_t size = 0, room = 0, got = 1;
	while (in != NULL && got > 0) {
		if (size == room && (data = realloc(data, room = 2 * room + 4096)) == NULL)
			abort();
		size += got = fread(data + size, 1, room - size, in);
	}
	if (in == NULL || ferror(in)) {
		perror(path);
		return 1;
	}
	fclose(in);
	/* a copy of just this size, so that a read beyond the end is found */
	uint8_t *copy = malloc(size > 0 ? size : 1);
	if (copy == NULL)
		abort();
	for (size_t i = 0; i < size; i++)
		copy[i] = data[i];
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	int failed = 0;
	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i]);
	printf("%d files\n", argc - 1);
	return failed;
}
