/* causa decompose
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_decompose(int argc, char **argv)
{
	static const struct statistic decompose = {
		"decompose", "offence", OPT_METHOD | OPT_PAIR | OPT_FEW | OPT_LAG, CAUSA_FOR_DECOMPOSE, CAUSA_FOR_DECOMPOSE, causa_decompose,
		N_("Splits the change of the overall ratio between two years: how much came from\n"
		   "the mix of offences, how much from within them (Kitagawa). Intervals by\n"
		   "parametric bootstrap, the same at every run. The last row is the whole.\n"),
		"offence from to reported_from prosecuted_from\n"
		"reported_to prosecuted_to cells blank ratio_from ratio_to share_from share_to\n"
		"mix mix_lower mix_upper within within_lower within_upper difference lower\n"
		"upper level method note",
		"  causa decompose --from 2019 --to 2020\n"
		"  causa decompose --from 2019 --to 2020 --unknown drop -f csv\n"};
	return run_statistic(&decompose, argc, argv);
}
