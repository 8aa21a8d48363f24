/* causa findings
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_findings(int argc, char **argv)
{
	static const struct statistic findings = {
		"findings", "offence", OPT_OF | OPT_ADJUST | OPT_PAIR | OPT_FEW | OPT_FINDINGS, CAUSA_FOR_CHANGE, CAUSA_FOR_RATIO_CHANGE, causa_find,
		N_("What the changes and trends of a table can carry, as sentences: of reported\n"
		   "cases, criminal cases and their ratio, of all offences together and of each. A\n"
		   "rise or fall is of the first grade when its p, adjusted for all comparisons\n"
		   "made, is below 1 minus the level, also if cases come in clusters; when no\n"
		   "blank, withheld, partly covered or incomplete cell is used; when no allotment\n"
		   "of the cases of unknown offence takes it away; else it may be, and what keeps\n"
		   "it from more is told with the figure at which it would turn. \"Not shown\" is not\n"
		   "\"no change\". doc/findings.md lists the tests. --of and --by choose one measure\n"
		   "and one way to pool.\n"),
		"grade statistic measure offence from to count_from count_to\n"
		"ratio_from ratio_to rate_ratio difference lower upper p_adjusted failed note passed rests_on\n"
		"reported_from prosecuted_from reported_to prosecuted_to tolerates dispersion\n"
		"turn_of turn_cases turn_cases_sign turn_share blank_cases blank_cases_sign\n"
		"blank_read_zero share_rise share_fall share_least share_most months_least\n"
		"months_most printed_from printed_to method family_size",
		"  causa findings\n"
		"  causa findings --min-grade may-have-risen --from 2018 --to 2019\n"
		"  causa findings --of ratio --by all -f csv\n"};
	return run_statistic(&findings, argc, argv);
}
