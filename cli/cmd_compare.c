/* causa compare
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_compare(int argc, char **argv)
{
	static const struct statistic compare = {
		"compare", "offence", OPT_PAIR | OPT_FEW | OPT_LAG | OPT_TESTS, CAUSA_FOR_COMPARE, CAUSA_FOR_COMPARE, causa_compare,
		N_("Ratios side by side, each with its interval and shrunk towards the mean of all\n"
		   "(beta-binomial), so that few cases do not look extreme. With --tests: do they\n"
		   "differ? With --from and --to: the two years compared within each offence\n"
		   "(Mantel-Haenszel, exact conditional, Breslow-Day).\n"),
		"offence year reported prosecuted cells blank ratio\n"
		"lower upper shrunken shrunken_lower shrunken_upper level method note; with\n"
		"--tests or a pair of years: test from to strata reported prosecuted estimate\n"
		"lower upper level test_statistic df p method note",
		"  causa compare --years 2017:2019\n"
		"  causa compare --years 2017:2019 --tests\n"
		"  causa compare --from 2019 --to 2020\n"};
	return run_statistic(&compare, argc, argv);
}
