/* What the fuzzing harnesses share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <causa/diff.h>
#include <causa/findings.h>
#include <causa/method.h>
#include <causa/write.h>

int fuzz_file(const uint8_t *data, size_t size, char path[FUZZ_PATH])
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	if (fd < 0)
		return -1;
	if (write(fd, data, size) != (ssize_t)size) {
		close(fd);
		return -1;
	}
	snprintf(path, FUZZ_PATH, "/proc/self/fd/%d", fd);
	return fd;
}

void fuzz_split(const uint8_t *data, size_t size, size_t *first, size_t *second)
{
	const uint8_t *mark = memmem(data, size, "\n---\n", 5);
	*first = mark != NULL ? (size_t)(mark - data) + 1 : size;
	*second = mark != NULL ? *first + 4 : size;
}

static int drop(void *self, const void *bytes, size_t size)
{
	uint64_t *sum = self; /* every byte is looked at, so that one that was never written is found */
	for (size_t i = 0; i < size; i++)
		*sum += ((const unsigned char *)bytes)[i];
	return 0;
}

static void must(int holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "fuzz: %s\n", what);
	abort();
}

static void write_all(const struct causa_frame *frame)
{
	const struct causa_write_options options = {.lang = "en", .width = 80};
	uint64_t sum = 0;
	for (int format = 0; format < CAUSA_FORMATS; format++)
		must(causa_write(frame, (enum causa_format)format, &options, drop, &sum) == CAUSA_OK, "a frame cannot be written");
}

/* Read as the audit reads: told instead of refused, worded and written. */
static void audit(const char *path, const struct causa_mapping *mapping)
{
	struct causa_mapping telling = *mapping;
	struct causa_panel *panel = NULL;
	struct causa_findings *findings = NULL;
	struct causa_frame *frame = NULL;
	struct causa_error err = {0};
	telling.tell = true;
	if (causa_open(path, &telling, 1, &panel, &err) != CAUSA_OK)
		return;
	must(causa_audit(panel, 1000, &findings) == CAUSA_OK, "the audit fails");
	must(causa_findings_frame(findings, panel, &frame) == CAUSA_OK, "the audit has no words");
	write_all(frame);
	causa_frame_free(frame);
	causa_findings_free(findings);
	causa_panel_free(panel);
}

/* Findings, and a table against itself. */
static void find(const struct causa_panel *panel)
{
	struct causa_request request = {.by = 1, .level = 0.95, .few = 20, .jobs = 1, .every_of = true, .pooled_too = true};
	struct causa_frame *found = NULL, *frame = NULL;
	struct causa_error err = {0};
	uint64_t counts[CAUSA_DIFFERENCES];
	if (causa_find(panel, &request, &found, &err) == CAUSA_OK)
		write_all(found);
	if (causa_diff(panel, panel, found, found, NULL, 0, counts, &frame, &err) == CAUSA_OK) {
		for (int kind = 0; kind < CAUSA_DIFFERENCES; kind++)
			must(counts[kind] == 0, causa_difference_code((enum causa_difference)kind)); /* a table differs from itself */
	}
	causa_frame_free(frame);
	causa_frame_free(found);
}

void fuzz_read(const char *path, const struct causa_mapping *mapping)
{
	struct causa_panel *panel = NULL;
	struct causa_findings *findings = NULL;
	struct causa_frame *frame = NULL;
	struct causa_error err = {0};
	enum causa_status status = causa_open(path, mapping, 1, &panel, &err);
	if (mapping != NULL)
		audit(path, mapping);
	if (status != CAUSA_OK) {
		must(panel == NULL, "a panel after a failure");
		must(err.status == status && err.text[0] != '\0', "a failure without a sentence");
		return;
	}
	must(causa_audit(panel, 1000, &findings) == CAUSA_OK, "the audit fails");
	causa_findings_free(findings);
	struct causa_request request = {.by = 1, .by_year = true, .level = 0.95, .few = 20};
	if (causa_counts(panel, &request, &frame, &err) == CAUSA_OK)
		write_all(frame);
	causa_frame_free(frame);
	find(panel);
	causa_panel_free(panel);
}
