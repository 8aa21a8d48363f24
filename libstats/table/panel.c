/* Reading a panel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <causa/panel.h>

static uint64_t first_gap(const struct causa_panel *panel, uint64_t cell)
{
	uint64_t lo = 0, hi = panel->gaps;
	while (lo < hi) {
		uint64_t middle = lo + (hi - lo) / 2;
		if (panel->gap[middle].cell < cell)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

void causa_panel_cell(const struct causa_panel *panel, uint64_t series, uint32_t t, uint32_t need, struct causa_seen *out)
{
	uint64_t cell = series * panel->periods + t;
	memset(out, 0, sizeof *out);
	out->seen = panel->rows[cell];
	for (uint32_t m = 0; m < panel->measures; m++) {
		if (need >> m & 1U)
			out->value[m] = panel->sum[m][cell];
	}
	for (uint64_t g = first_gap(panel, cell); g < panel->gaps && panel->gap[g].cell == cell; g++) {
		const struct causa_gap *gap = &panel->gap[g];
		if ((gap->seen & need) != need) {
			out->blank += gap->rows;
			continue;
		}
		out->seen += gap->rows;
		for (uint32_t m = 0; m < panel->measures; m++) {
			if (need >> m & 1U)
				out->value[m] += gap->sum[m];
		}
	}
	out->status = CAUSA_SEEN;
	for (uint32_t m = 0; m < panel->measures && out->seen == 0 && out->status == CAUSA_SEEN; m++) {
		if (need >> m & 1U)
			out->status = (enum causa_cell)panel->status[m][cell];
	}
}

int causa_panel_measure(const struct causa_panel *panel, const char *name)
{
	for (uint32_t m = 0; m < panel->measures; m++) {
		if (strcmp(panel->measure[m].name, name) == 0)
			return (int)m;
	}
	return -1;
}

int causa_panel_year(const struct causa_panel *panel, int32_t year)
{
	for (uint32_t t = 0; t < panel->periods; t++) {
		if (panel->period[t].year == year)
			return (int)t;
	}
	return -1;
}

bool causa_period_is_partial(const struct causa_period *period)
{
	return period->share.lo < 1 || period->share.hi < 1;
}
