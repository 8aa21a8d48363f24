/* causa segments
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_segments(int argc, char **argv)
{
	static const struct statistic segments = {
		"segments", "offence", OPT_METHOD | OPT_OF | OPT_FEW, CAUSA_FOR_SEGMENTS, CAUSA_FOR_SEGMENTS, causa_segments,
		N_("Trends that bend: straight segments on the log scale that meet in joinpoints,\n"
		   "percent change a year in each, and the average over the whole range. Needs 7\n"
		   "years; at most 1 joinpoint for 7 to 11, 2 to 16, 3 to 21, 4 to 26, then 5.\n"),
		"measure offence segment segments first last years cells\n"
		"blank total method apc apc_lower apc_upper level p df note",
		"  causa segments cases.csv\n"
		"  causa segments cases.csv --by all --method permutation\n"};
	return run_statistic(&segments, argc, argv);
}
