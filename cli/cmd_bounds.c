/* causa bounds
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_bounds(int argc, char **argv)
{
	static const struct statistic bounds = {
		"bounds", "offence", OPT_OF | OPT_PAIR | OPT_STATISTIC, CAUSA_FOR_BOUNDS, CAUSA_FOR_BOUNDS, causa_bounds,
		N_("Least and greatest ratio, change and trend of each offence over all ways to\n"
		   "allot the cases of unknown offence, and the share of them that would turn the\n"
		   "conclusion. Changes and trends as rate ratios: 1 is no change. Totals over all\n"
		   "offences do not move.\n"),
		"statistic measure offence from to cases_unknown value\n"
		"lower upper level least greatest least_lower greatest_upper turn_sign\n"
		"turn_interval survives method note",
		"  causa bounds --statistic change --from 2018 --to 2019\n"
		"  causa bounds --offence pederastia\n"};
	return run_statistic(&bounds, argc, argv);
}
