/* causa sensitivity
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_sensitivity(int argc, char **argv)
{
	static const struct statistic sensitivity = {
		"sensitivity", "offence", OPT_OF | OPT_PAIR | OPT_STATISTIC | OPT_FEW, CAUSA_FOR_CHANGE, CAUSA_FOR_CHANGE, causa_sensitivity,
		N_("One change or trend under every defensible option: unknown offences, blanks, a\n"
		   "partly covered year, printed totals, models. The first row has the defaults; the\n"
		   "others say whether they agree, and what differs where they do not.\n"),
		"statistic measure offence from to unknown blanks\n"
		"partial totals method estimate lower upper level p conclusion agrees\n"
		"turned_by agreement note",
		"  causa sensitivity --by all --from 2018 --to 2019\n"
		"  causa sensitivity --statistic trend --offence 'hostigamiento*'\n"};
	return run_statistic(&sensitivity, argc, argv);
}
