/* causa trend
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/intl.h"
#include "command.h"

int cmd_trend(int argc, char **argv)
{
	static const struct statistic trend = {
		"trend", "offence", OPT_METHOD | OPT_OF | OPT_ADJUST | OPT_FEW | OPT_LAG | OPT_ATTAINABLE, CAUSA_FOR_TREND, CAUSA_FOR_RATIO_TREND, causa_trend,
		N_("Percent change a year by a log-linear trend whose interval grows with the\n"
		   "scatter of the counts about it (quasi-Poisson, t quantiles); beside it the exact\n"
		   "test of trend, Mann-Kendall and Sen's slope. Ratios (--of ratio): change of the\n"
		   "odds a year, and the Cochran-Armitage test.\n"),
		"measure offence first last years cells blank total\n"
		"method apc apc_lower apc_upper level p p_adjusted family_size dispersion df\n"
		"exact_p mk_s mk_p mk_p_floor sen_slope sen_lower sen_upper note; with --of\n"
		"ratio: total_reported after total, ca_p in exact_p's place; with a range of\n"
		"exposures: estimate_min estimate_max p_min p_max flip_sign flip_significance;\n"
		"with --attainable: p_floor; negbin: theta; moderated: prior_df\n"
		"prior_dispersion",
		"  causa trend\n"
		"  causa trend --by all --unknown drop\n"
		"  causa trend --partial offset --exposure 2021=0.25:0.419\n"};
	return run_statistic(&trend, argc, argv);
}
