/* causa change
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_change(int argc, char **argv)
{
	static const struct statistic change = {
		"change", "offence", OPT_METHOD | OPT_OF | OPT_ADJUST | OPT_PAIR | OPT_FEW | OPT_LAG | OPT_ATTAINABLE | OPT_POWER, CAUSA_FOR_CHANGE, CAUSA_FOR_RATIO_CHANGE,
		causa_change,
		N_("Each year against the one before, or one pair of years. Counts: the ratio of\n"
		   "the second count to the first, exact interval and p. Ratios (--of ratio): their\n"
		   "difference, score interval and p. p is adjusted over all rows of the run.\n"),
		"measure offence from to count_from count_to\n"
		"exposure_from exposure_to cells blank difference difference_lower\n"
		"difference_upper percent rate_ratio lower upper level p p_adjusted family_size\n"
		"tolerates reach_rise reach_fall method note; with --of ratio: offence from to\n"
		"reported_from prosecuted_from reported_to prosecuted_to cells blank ratio_from\n"
		"ratio_to difference lower upper level p p_adjusted family_size method note\n"
		"odds_ratio odds_lower odds_upper risk_ratio risk_lower risk_upper; with a range\n"
		"of exposures: estimate_min estimate_max p_min p_max flip_sign\n"
		"flip_significance; with --attainable: p_floor, of counts also detect_rise\n"
		"detect_fall",
		"  causa change --from 2019 --to 2020\n"
		"  causa change --of ratio --by all\n"
		"  causa change --partial offset --exposure 2021=0.25:0.419 -f csv\n"};
	return run_statistic(&change, argc, argv);
}
