/* Which offence, series, year and measure of one vintage is which of the other. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_DIFF_JOIN_H
#define CAUSA_METHOD_DIFF_JOIN_H

#include <stddef.h>

#include <causa/panel.h>

#define NO_PARTNER UINT32_MAX

enum { OLD, NEW, SIDES };
enum { MOST_MEASURES = 4 };

/* How the label of an offence came to its partner, or what became of it without one. */
enum joined { BY_LABEL, BY_SPELLING, BY_COUNTS, AS_PART, ALONE };

/* One offence that is part of another: split off from `whole` (of the old table), or merged into it (of the new one). */
struct part {
	uint32_t part, whole;
};

struct parts {
	struct part *part;
	size_t n, room;
};

struct join {
	const struct causa_panel *panel[SIDES];
	/* measures and years in common */
	int measure[SIDES][MOST_MEASURES];
	uint32_t measures;
	uint32_t *year[SIDES];
	uint32_t years;
	/* offences: partner on the other side */
	uint32_t *partner[SIDES];
	uint8_t *how[SIDES];         /* enum joined */
	uint8_t *explained[SIDES];   /* a kept offence whose revisions a split or merger explains */
	int64_t *sum[SIDES];         /* [label][measure][year] over its series; -1: nothing observed */
	uint64_t *series;            /* [series of NEW]: that of OLD; UINT64_MAX: none */
	uint8_t *met;                /* [series of OLD]: has a partner */
	struct parts split, merged;
};

/* Errors: CAUSA_EINPUT with a sentence, CAUSA_ENOMEM. join_free also after a failure. */
enum causa_status join_build(const struct causa_panel *old, const struct causa_panel *new_, struct join *out, struct causa_error *err);
void join_free(struct join *join);

/* diff_match.c: offences that stand on one side only are matched by their counts. Errors: CAUSA_ENOMEM. */
enum causa_status join_match(struct join *join);

static inline uint32_t join_cells(const struct join *join)
{
	return join->measures * join->years;
}

/* The sums of an offence: [measure][year]. */
static inline const int64_t *join_sums(const struct join *join, int side, uint32_t label)
{
	return join->sum[side] + (uint64_t)label * join_cells(join);
}

#endif
