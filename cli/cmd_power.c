/* causa power
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_power(int argc, char **argv)
{
	static const struct statistic power = {
		"power", "offence", OPT_OF | OPT_POWER | OPT_FEW, CAUSA_FOR_POWER, CAUSA_FOR_POWER, causa_power,
		N_("For planning: which count of the next year would be a significant rise or fall,\n"
		   "and how large a true change would have to be to be found with the power asked\n"
		   "for, given the count of the last whole year.\n"),
		"measure offence year count exposure reach_fall\n"
		"reach_rise power detect_fall detect_rise level method note",
		"  causa power\n"
		"  causa power --power 0.9 --of prosecuted\n"};
	return run_statistic(&power, argc, argv);
}
