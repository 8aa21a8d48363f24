/* The kernels at their edges: exact values where the formula has them, and every refusal, with nothing written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include <causa/adjust.h>
#include <causa/attain.h>
#include <causa/count.h>
#include <causa/exacttrend.h>
#include <causa/logistic.h>
#include <causa/loglinear.h>
#include <causa/prop.h>
#include <causa/propcmp.h>
#include <causa/rank.h>
#include <causa/ratecmp.h>

typedef enum causa_status (*count_interval)(int64_t x, double level, struct causa_interval *out);
typedef enum causa_status (*prop_interval)(int64_t k, int64_t n, double level, struct causa_interval *out);

static const double bad_levels[] = {0, 1, -0.5, 1.5, NAN, INFINITY};
enum { BAD_LEVELS = sizeof bad_levels / sizeof bad_levels[0] };

START_TEST(counts)
{
	static const count_interval interval[] = {causa_count_garwood, causa_count_byar, causa_count_midp};
	for (size_t m = 0; m < sizeof interval / sizeof interval[0]; m++) {
		struct causa_interval ci = {7.25, 7.5};
		ck_assert_int_eq(interval[m](0, 0.95, &ci), CAUSA_OK);
		ck_assert(ci.lower == 0 && ci.upper > 0);
		struct causa_interval before = ci;
		ck_assert_int_eq(interval[m](-1, 0.95, &ci), CAUSA_EDOMAIN);
		for (int i = 0; i < BAD_LEVELS; i++)
			ck_assert_int_eq(interval[m](43, bad_levels[i], &ci), CAUSA_EDOMAIN);
		ck_assert(ci.lower == before.lower && ci.upper == before.upper);
		ck_assert_int_eq(interval[m](1000000007, 0.95, &ci), CAUSA_OK);
		ck_assert(ci.lower < 1000000007 && ci.upper > 1000000007);
	}
	struct causa_interval ci;
	ck_assert_int_eq(causa_count_garwood(0, 0.95, &ci), CAUSA_OK);
	/* -log(0.025), exact: P(0; m) = exp(-m) */
	ck_assert_double_eq_tol(ci.upper, 3.6888794541139363, 1e-14);
}
END_TEST

START_TEST(proportions)
{
	static const prop_interval interval[] = {causa_prop_wilson, causa_prop_wilson_cc, causa_prop_clopper_pearson,
	                                         causa_prop_jeffreys, causa_prop_agresti_coull, causa_prop_midp};
	for (size_t m = 0; m < sizeof interval / sizeof interval[0]; m++) {
		struct causa_interval ci = {7.25, 7.5};
		ck_assert_int_eq(interval[m](0, 0, 0.95, &ci), CAUSA_ENODATA);
		ck_assert_int_eq(interval[m](-1, 5, 0.95, &ci), CAUSA_EDOMAIN);
		ck_assert_int_eq(interval[m](6, 5, 0.95, &ci), CAUSA_EDOMAIN);
		ck_assert_int_eq(interval[m](0, -1, 0.95, &ci), CAUSA_EDOMAIN);
		for (int i = 0; i < BAD_LEVELS; i++)
			ck_assert_int_eq(interval[m](3, 31, bad_levels[i], &ci), CAUSA_EDOMAIN);
		ck_assert(ci.lower == 7.25 && ci.upper == 7.5);
		for (int64_t n = 1; n < 3000; n = n * 3 + 1) {
			ck_assert_int_eq(interval[m](0, n, 0.95, &ci), CAUSA_OK);
			ck_assert(ci.lower == 0 && ci.upper > 0 && ci.upper <= 1);
			ck_assert_int_eq(interval[m](n, n, 0.95, &ci), CAUSA_OK);
			ck_assert(ci.upper == 1 && ci.lower < 1 && ci.lower >= 0);
		}
	}
}
END_TEST

START_TEST(two_counts)
{
	struct causa_ratecmp r;
	ck_assert_int_eq(causa_rate_ratio_exact(0, 1, 9, 1, 0.95, &r), CAUSA_OK); /* from zero: no ratio, a lower limit */
	ck_assert(!r.has_ratio && isinf(r.limits.upper) && r.limits.lower > 1 && r.has_p);
	ck_assert_double_eq_tol(r.p, 0.00390625, 1e-15); /* 2 / 2^9 */
	ck_assert_int_eq(causa_rate_ratio_exact(9, 1, 0, 1, 0.95, &r), CAUSA_OK); /* to zero: a ratio of 0 */
	ck_assert(r.has_ratio && r.ratio == 0 && r.limits.lower == 0);
	ck_assert_double_eq_tol(r.p, 0.00390625, 1e-15);
	ck_assert_int_eq(causa_rate_ratio_exact(0, 1, 0, 1, 0.95, &r), CAUSA_ENODATA);
	ck_assert_int_eq(causa_rate_ratio_exact(17, 1, 17, 1, 0.95, &r), CAUSA_OK);
	ck_assert(r.ratio == 1 && r.p == 1);
	ck_assert_int_eq(causa_rate_ratio_exact(-1, 1, 3, 1, 0.95, &r), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_rate_ratio_exact(3, 0, 3, 1, 0.95, &r), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_rate_ratio_exact(3, 1, 3, NAN, 0.95, &r), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_rate_ratio_midp(3, 1, 3, 1, 1, &r), CAUSA_EDOMAIN);
	struct causa_interval ci;
	ck_assert_int_eq(causa_rate_diff_mover(3, 1, -3, 1, 0.95, &ci), CAUSA_EDOMAIN);
	double tolerates;
	ck_assert_int_ne(causa_rate_tolerates(0, 1, 5, 1, 0.95, &tolerates), CAUSA_OK);
	int64_t rise, fall;
	ck_assert_int_eq(causa_reach(77, 1, 1, 0.95, &rise, &fall), CAUSA_OK);
	ck_assert(rise == 105 && fall == 53);
	int attainable;
	ck_assert_int_eq(causa_attain_change(5, 1, 1, 0.95, &attainable), CAUSA_OK); /* 2/32 > 0.05 */
	ck_assert(!attainable);
	ck_assert_int_eq(causa_attain_change(6, 1, 1, 0.95, &attainable), CAUSA_OK); /* 2/64 */
	ck_assert(attainable);
}
END_TEST

START_TEST(two_proportions)
{
	struct causa_propcmp r = {.difference = 7.25};
	ck_assert_int_eq(causa_prop_diff_miettinen_nurminen(3, 0, 2, 9, 0.95, &r), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_prop_diff_miettinen_nurminen(0, 0, 2, 9, 0.95, &r), CAUSA_ENODATA);
	ck_assert_int_eq(causa_prop_diff_newcombe(5, 4, 2, 9, 0.95, &r), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_prop_diff_newcombe(2, 4, 2, 9, 0, &r), CAUSA_EDOMAIN);
	ck_assert(r.difference == 7.25);
	ck_assert_int_eq(causa_prop_diff_miettinen_nurminen(5, 10, 10, 20, 0.95, &r), CAUSA_OK);
	ck_assert(r.difference == 0 && r.p == 1 && r.limits.lower < 0 && r.limits.upper > 0);
	ck_assert_int_eq(causa_prop_diff_miettinen_nurminen(0, 10, 7, 7, 0.95, &r), CAUSA_OK);
	ck_assert(r.difference == 1 && r.limits.upper == 1 && r.p < 0.001);
	double p;
	ck_assert_int_eq(causa_fisher_minlike(0, 5, 0, 7, &p), CAUSA_OK);
	ck_assert(p == 1);
}
END_TEST

START_TEST(trends)
{
	static const double t[] = {2017, 2018, 2019, 2020};
	static const int64_t year[] = {2017, 2018, 2019, 2020}, zero[4] = {0}, first[] = {5, 0, 0, 0}, last[] = {0, 0, 0, 5},
	                     flat[] = {7, 7, 7, 7}, negative[] = {3, -1, 2, 2};
	struct causa_loglinear fit;
	ck_assert_int_eq(causa_loglinear_fit(first, t, NULL, 4, &fit), CAUSA_OK);
	ck_assert_int_eq(fit.separated, -1);
	ck_assert_int_eq(causa_loglinear_fit(last, t, NULL, 4, &fit), CAUSA_OK);
	ck_assert_int_eq(fit.separated, 1);
	ck_assert_int_eq(causa_loglinear_fit(flat, t, NULL, 4, &fit), CAUSA_OK);
	ck_assert(fabs(fit.slope) < 1e-15 && fit.x2 < 1e-20);
	ck_assert_int_eq(causa_loglinear_fit(zero, t, NULL, 4, &fit), CAUSA_ENODATA);
	ck_assert_int_eq(causa_loglinear_fit(negative, t, NULL, 4, &fit), CAUSA_EDOMAIN);
	ck_assert_int_ne(causa_loglinear_fit(flat, t, NULL, 1, &fit), CAUSA_OK);
	double p, floor;
	ck_assert_int_eq(causa_exact_trend(flat, year, NULL, 4, &p), CAUSA_OK);
	ck_assert(p == 1);
	ck_assert_int_eq(causa_exact_trend(negative, year, NULL, 4, &p), CAUSA_EDOMAIN);
	static const double rising[] = {6, 17, 21, 32}, tied[] = {4, 4, 4, 4}, years[] = {1, 2, 3, 4};
	int64_t s;
	ck_assert_int_eq(causa_mann_kendall(rising, 4, &s, &p, &floor), CAUSA_OK);
	ck_assert(s == 6 && fabs(p - 2.0 / 24) < 1e-15 && fabs(floor - 2.0 / 24) < 1e-15);
	ck_assert_int_eq(causa_mann_kendall(tied, 4, &s, &p, &floor), CAUSA_OK);
	ck_assert(s == 0 && p == 1 && floor == 1);
	double slope;
	struct causa_interval ci;
	ck_assert_int_eq(causa_sen(rising, years, 4, 0.95, &slope, &ci), CAUSA_OK);
	ck_assert_double_eq_tol(slope, 8.083333333333334, 1e-14); /* median of 11 4 11 7.5 7.5 8.6667 */
}
END_TEST

START_TEST(adjustment)
{
	static const double p[] = {0.01, 0.04, 0.03, 0.005}, outside[] = {0.2, 1.5};
	double out[4];
	ck_assert_int_eq(causa_adjust_bh(p, 4, out), CAUSA_OK);
	ck_assert_double_eq_tol(out[0], 0.02, 1e-15);
	ck_assert_double_eq_tol(out[1], 0.04, 1e-15);
	ck_assert_double_eq_tol(out[2], 0.04, 1e-15);
	ck_assert_double_eq_tol(out[3], 0.02, 1e-15);
	ck_assert_int_eq(causa_adjust_holm(p, 4, out), CAUSA_OK);
	ck_assert_double_eq_tol(out[3], 0.02, 1e-15);
	ck_assert_double_eq_tol(out[0], 0.03, 1e-15);
	ck_assert_double_eq_tol(out[2], 0.06, 1e-15);
	ck_assert_double_eq_tol(out[1], 0.06, 1e-15);
	ck_assert_int_eq(causa_adjust_bh(outside, 2, out), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_adjust_holm(p, 0, out), CAUSA_OK);
}
END_TEST

START_TEST(ratio_trends)
{
	static const double t[] = {1, 2, 3};
	static const int64_t k[] = {2, 4, 6}, n[] = {10, 10, 10}, none[] = {0, 0, 0}, all[] = {10, 10, 10}, above[] = {2, 11, 3};
	struct causa_logistic fit;
	double p;
	ck_assert_int_eq(causa_logistic_fit(k, n, t, 3, &fit), CAUSA_OK);
	ck_assert(fit.slope > 0 && fit.separated == 0 && fit.df == 1);
	ck_assert_int_eq(causa_logistic_fit(above, n, t, 3, &fit), CAUSA_EDOMAIN);
	ck_assert_int_ne(causa_cochran_armitage(none, n, t, 3, &p), CAUSA_EDOMAIN);
	ck_assert_int_ne(causa_cochran_armitage(all, n, t, 3, &p), CAUSA_EDOMAIN);
	ck_assert_int_eq(causa_cochran_armitage(above, n, t, 3, &p), CAUSA_EDOMAIN);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("edges");
	TCase *tcase = tcase_create("edges");
	tcase_add_test(tcase, counts);
	tcase_add_test(tcase, proportions);
	tcase_add_test(tcase, two_counts);
	tcase_add_test(tcase, two_proportions);
	tcase_add_test(tcase, trends);
	tcase_add_test(tcase, ratio_trends);
	tcase_add_test(tcase, adjustment);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
