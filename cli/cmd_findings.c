/* causa findings
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_findings(int argc, char **argv)
{
	static const struct statistic findings = {
		"findings", "offence", OPT_OF | OPT_ADJUST | OPT_PAIR | OPT_FEW | OPT_FINDINGS, CAUSA_FOR_CHANGE, CAUSA_FOR_RATIO_CHANGE, causa_find,
		N_("What the changes and trends of a table can carry, as sentences. A rise or fall\n"
		   "is of the first grade when its adjusted p is below 1 minus the level, clustered\n"
		   "cases would still show it, no blank, partly covered or incomplete cell is used,\n"
		   "and no allotment of the cases of unknown offence takes it away; else it may be.\n"
		   "\"Not shown\" is not \"no change\". Sorted by grade, then by size.\n"),
		"grade statistic measure offence from to count_from count_to ratio_from ratio_to\n"
		"rate_ratio difference lower upper p_adjusted failed note",
		"  causa findings --by all\n"
		"  causa findings --min-grade may-have-risen --from 2018 --to 2019\n"
		"  causa findings --of ratio --by all -f csv\n"};
	return run_statistic(&findings, argc, argv);
}
