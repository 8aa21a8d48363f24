/* causa counts
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_counts(int argc, char **argv)
{
	static const struct statistic counts = {
		"counts", "offence,year", OPT_METHOD | OPT_FEW, CAUSA_FOR_COUNT, CAUSA_FOR_COUNT, causa_counts,
		N_("Cases counted, with an exact Poisson interval: what the same rate of cases\n"
		   "could have given. A count over blank cells is a lower bound and has no upper\n"
		   "limit. Rates are given where the table has a population.\n"),
		"measure offence year count cells blank exposure lower\n"
		"upper level method note, and with a population: population rate rate_lower\nrate_upper",
		"  causa counts\n"
		"  causa counts --by year\n"
		"  causa counts cases.csv --group-column state --by offence,state -f csv\n"};
	return run_statistic(&counts, argc, argv);
}
