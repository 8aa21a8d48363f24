/* causa ratio
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_ratio(int argc, char **argv)
{
	static const struct statistic ratio = {
		"ratio", "offence", OPT_METHOD | OPT_FEW | OPT_LAG, CAUSA_FOR_PROPORTION, CAUSA_FOR_PROPORTION, causa_ratio,
		N_("The ratio of a year is a period ratio: criminal cases of the year divided by\n"
		   "cases reported in that year. The two need not be the same cases; it may\n"
		   "exceed 1, and then a rate ratio with an exact interval is given.\n"),
		"offence year reported prosecuted cells blank ratio\n"
		"lower upper level method note. Ratios are fractions there; in tables percent",
		"  causa ratio\n"
		"  causa ratio --by year --unknown drop\n"
		"  causa ratio --by offence,year --offence 'abuso*' -f md\n"};
	return run_statistic(&ratio, argc, argv);
}
