/* What is known about a dataset: titles, source, dates, conventions, in several languages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_ABOUT_H
#define CAUSA_ABOUT_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One text in several languages. lang[i] is an ISO 639 code, "" where the source gives none. */
struct causa_words {
	uint32_t n;
	const char *const *lang;
	const char *const *text;
};

/** The text in a language; else the one without a language, else English, else the first; NULL when there is none. */
const char *causa_words_in(const struct causa_words *words, const char *lang);

/** Does the ratio follow the same cases (cohort), or set the cases of one year side by side (period)? */
enum causa_ratio_kind { CAUSA_RATIO_PERIOD, CAUSA_RATIO_COHORT };

/** A declared break in a series: figures up to `before` and from the next year on are not comparable. */
struct causa_break {
	int32_t before; /* last year of the old counting */
	struct causa_words why;
};

/** A file that was read, for provenance. */
struct causa_file {
	const char *name;   /* base name, or the path inside the data package */
	uint64_t bytes;
	char sha256[65];    /* hexadecimal; empty for what is not a regular file until it has been read */
};

/** Everything a table, figure or page says about its data. All strings UTF-8 (NFC), owned by the panel. */
struct causa_about {
	const char *name;              /* "mexico-2017-2021", or the base name of a CSV file */
	const char *id;                /* machine-readable identity, may be NULL */
	struct causa_words title;      /* of the dataset */
	struct causa_words lead;       /* a paragraph: what this is */
	struct causa_words source;     /* one line, as printed under figures */
	struct causa_words source_long;
	struct causa_words unit;       /* what one reported case is, as far as the source says */
	struct causa_words *unsaid;    /* sentences: what the source does not say */
	uint32_t unsaids;
	struct causa_words *coverage;  /* sentences on partly covered years, one for each entry of partial_year */
	int32_t *partial_year;
	uint32_t partials;
	const char *licence;
	const char *date;              /* "2021-06-02": of the source */
	const char *cutoff;            /* "2021-06-02": the latest day the data can speak of; NULL unknown */
	const char *reference;         /* where to find the source */
	enum causa_ratio_kind ratio;
	const struct causa_break *breaks;
	uint32_t break_count;
	const char *columns;           /* names of the columns of the cases, comma-separated: for messages */
	const char *encoding;          /* of a bare file, as told or as found; NULL for a data package */
	const char *layout;            /* name of the layout it was read with; NULL: none */
	bool undated;                  /* the source does not say of which year its cases are */
	int last_month;                /* of each year only the months up to this one are counted; 0: all */
	const char *doubt;             /* a sentence on what is doubtful about the encoding; NULL: nothing */
	const struct causa_file *file; /* inputs, in the order read */
	uint32_t files;
};

#ifdef __cplusplus
}
#endif
#endif
