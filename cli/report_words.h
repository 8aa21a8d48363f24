/* Terms, methods and provenance of a report, apart from how they are set: the page and the documents take them from here.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_CLI_REPORT_WORDS_H
#define CAUSA_CLI_REPORT_WORDS_H

#include "report.h"

struct report_term {
	const char *name, *words;
};

enum { REPORT_TERMS = 8, REPORT_METHODS = 16 };

/* What the words of the tables mean. Returns how many there are, as the next two do. */
int report_definitions(const struct report *report, struct report_term out[REPORT_TERMS]);

/* Methods that this report used. */
int report_methods(const struct report *report, const struct causa_method_info *out[REPORT_METHODS]);

/* What holds for every table, beside the methods. */
int report_rules(struct report_term out[REPORT_TERMS]);

/* A line of the provenance. name: empty where the one above goes on; digest: NULL or a SHA-256; code: words are a command. */
struct report_record {
	const char *name, *words, *digest;
	bool code;
};

/* Command, versions, inputs, options, source: one call of `tell` for each. */
void report_records(const struct report *report, void (*tell)(void *self, const struct report_record *record), void *self);

#endif
