/* Months as columns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/months.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "io/table_reader.h"

enum { MOST_YEARS = 256 };

/* The last month with a count in the rows of a year: the least and the greatest; lines that show them. */
struct year_end {
	int32_t year;
	int least, most;
	uint64_t least_line, most_line;
};

struct months {
	int column[12];
	char name[12][40];
	struct year_end end[MOST_YEARS];
	uint32_t years;
};

static const char *const month_names[12] = {N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
                                            N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};

struct months *months_new(const int columns[12], const struct record *header)
{
	struct months *m = calloc(1, sizeof *m);
	for (int i = 0; i < 12 && m != NULL; i++) {
		m->column[i] = columns[i];
		snprintf(m->name[i], sizeof m->name[i], "%.39s", header->field[columns[i]]);
	}
	return m;
}

void months_free(struct months *m)
{
	free(m);
}

static struct year_end *end_of(struct months *m, int32_t year)
{
	for (uint32_t i = 0; i < m->years; i++) {
		if (m->end[i].year == year)
			return &m->end[i];
	}
	if (m->years == MOST_YEARS)
		return NULL;
	m->end[m->years] = (struct year_end){year, 12, 0, 0, 0};
	return &m->end[m->years++];
}

static enum causa_status note_end(struct months *m, int32_t year, int last, uint64_t line, struct causa_error *err)
{
	struct year_end *end = end_of(m, year);
	if (end == NULL)
		return causa_fail(err, CAUSA_ERANGE, _("more than %d years"), MOST_YEARS);
	if (last <= end->least) {
		end->least = last;
		end->least_line = line;
	}
	if (last >= end->most) {
		end->most = last;
		end->most_line = line;
	}
	return CAUSA_OK;
}

enum causa_status months_count(struct months *m, const struct record *r, int32_t year, int last, const struct no_count *none,
                               int64_t *value, uint8_t *status, struct causa_error *err)
{
	int seen = 0, end = 0;
	*value = 0;
	*status = CAUSA_BLANK;
	for (int i = 0; i < 12; i++) {
		int64_t count;
		uint8_t one;
		enum causa_status s = table_count(r, (uint32_t)m->column[i], m->name[i], none, &count, &one, err);
		if (s != CAUSA_OK)
			return s;
		if (one != CAUSA_SEEN) {
			*status = one == CAUSA_WITHHELD ? one : *status;
			continue;
		}
		end = i + 1;
		if (i < last) {
			*value += count;
			seen++;
		}
	}
	if (end == 0)
		return CAUSA_OK; /* nothing is told of this row, nor by it of the year */
	/* A blank between two counts: the year of this row is not known. */
	if (seen == (end < last ? end : last))
		*status = CAUSA_SEEN;
	return note_end(m, year, end, r->line, err);
}

static bool is_leap(int32_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from the first of January to the end of a month. */
static int days_to(int32_t year, int month)
{
	static const int days[13] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
	return days[month] + (month >= 2 && is_leap(year));
}

enum causa_status months_cover(const struct months *m, const char *file, int last, struct panel_build *build, struct causa_error *err)
{
	for (uint32_t i = 0; i < m->years; i++) {
		const struct year_end *e = &m->end[i];
		int least = e->least < last ? e->least : last, most = e->most < last ? e->most : last;
		double share = (double)days_to(e->year, most) / days_to(e->year, 12);
		if (least != most)
			return causa_fail_at(err, CAUSA_EINPUT, file, e->least_line, 0,
			                     _("%d ends in %s here and in %s in line %llu: fill in the months, or read like months only with --like-for-like"),
			                     e->year, _(month_names[e->least - 1]), _(month_names[e->most - 1]), (unsigned long long)e->most_line);
		if (last == 12 && most < 12 && !panel_build_coverage(build, e->year, (struct causa_coverage){share, share, CAUSA_KNOWN}))
			continue; /* no row of the year was kept */
	}
	return CAUSA_OK;
}

int months_common(const struct months *m)
{
	int common = 12;
	for (uint32_t i = 0; i < m->years; i++)
		common = m->end[i].least < common ? m->end[i].least : common;
	return common;
}
