/* A table as JSON, an array of arrays of its fields: what the splitter makes of it. For tests of conformance suites.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/bytes.h"
#include "io/head.h"
#include "io/write.h"

int main(int argc, char **argv)
{
	struct causa_error err = {0};
	struct bytes out = {NULL, 0, 0, false};
	struct source *source;
	struct head head;
	const struct record *record;
	if (argc != 2 || source_open(argv[1], argv[1], "UTF-8", &source, &err) != CAUSA_OK)
		return 2;
	enum causa_status status = head_open(source, ',', &head, &err);
	bytes_char(&out, '[');
	for (int n = 0; status == CAUSA_OK; n++) {
		status = head_next(&head, &record, &err);
		if (status != CAUSA_OK || record == NULL)
			break;
		bytes_text(&out, n > 0 ? ",\n[" : "[");
		for (uint32_t i = 0; i < record->n; i++) {
			bytes_text(&out, i > 0 ? ", " : "");
			write_json_string(&out, record->field[i]);
		}
		bytes_char(&out, ']');
	}
	bytes_text(&out, "]\n");
	if (status == CAUSA_OK && out.data != NULL)
		fwrite(out.data, 1, out.size, stdout);
	else
		fprintf(stderr, "%s\n", err.text);
	head_close(&head);
	source_close(source);
	bytes_free(&out);
	return status == CAUSA_OK ? 0 : 1;
}
