/* How far a long reading is: one line on a terminal, written over and over, and taken away at the end.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <causa/number.h>

#include "base/intl.h"

static const double FIRST_SHOWN = 1, BETWEEN = 0.2;
enum { BAR = 24, WIDEST = 78 };

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void progress_begin(struct progress *p, bool quiet)
{
	*p = (struct progress){.wanted = !quiet && isatty(STDERR_FILENO), .begun = now()};
}

static unsigned long megabytes(uint64_t bytes)
{
	return (unsigned long)((bytes + 500000) / 1000000);
}

int progress_words(uint64_t done, uint64_t total, double seconds, char *out, int room)
{
	if (total == 0 || done == 0 || done > total)
		return snprintf(out, (size_t)room, _("causa: %lu MB read"), megabytes(done));
	char bar[BAR + 1];
	int full = (int)(done * BAR / total);
	double left = seconds * ((double)total / (double)done - 1);
	unsigned long whole = (unsigned long)(left + 0.999);
	memset(bar, '.', BAR);
	memset(bar, '#', (size_t)full);
	bar[BAR] = '\0';
	return snprintf(out, (size_t)room, NP_("causa: [%s] %lu of %lu MB, %lu second left", "causa: [%s] %lu of %lu MB, %lu seconds left", whole),
	                bar, megabytes(done), megabytes(total), whole);
}

static void show(struct progress *p, const char *line, int length)
{
	fprintf(stderr, "\r%s%*s", line, p->length > length ? p->length - length : 0, "");
	fflush(stderr);
	p->length = length;
}

void progress_step(void *self, uint64_t done, uint64_t total)
{
	struct progress *p = self;
	char line[256];
	double t = p->wanted ? now() : 0;
	if (!p->wanted || t - p->begun < FIRST_SHOWN || t - p->shown < BETWEEN)
		return;
	int length = progress_words(done, total, t - p->begun, line, WIDEST);
	show(p, line, length < WIDEST ? length : WIDEST - 1);
	p->shown = t;
}

void progress_end(struct progress *p)
{
	if (p->length > 0) {
		show(p, "", 0);
		fputc('\r', stderr);
		fflush(stderr);
	}
	p->length = 0;
}
