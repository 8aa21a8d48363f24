/* Distribution functions against R's nmath over wide sweeps, round trips, symmetries, edges.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <check.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <causa/resample.h>
#include <causa/special.h>

#ifdef HAVE_RMATH
#define MATHLIB_STANDALONE 1
#include <Rmath.h>
#endif

static int turns(int n)
{
	return getenv("CAUSA_LONG") != NULL ? 30 * n : getenv("CAUSA_SHORT") != NULL ? n / 10 + 1 : n;
}

static struct causa_stream stream;

/* Uniform on a logarithmic scale. */
static double spread(double lo, double hi)
{
	return lo * exp(causa_stream_uniform(&stream) * log(hi / lo));
}

static void restart(void)
{
	causa_stream_open(2021, 0, 0, &stream);
}

static bool close_to(double got, double want, double relative)
{
	if (isnan(got) || isnan(want))
		return false;
	return got == want || fabs(got - want) <= relative * fabs(want) || fabs(got - want) < 1e-300;
}

#define AGREES(got, want, relative, ...) \
	do { \
		double g_ = (got), w_ = (want); \
		ck_assert_msg(close_to(g_, w_, relative), __VA_ARGS__); \
	} while (0)

#ifdef HAVE_RMATH

/* nmath's own errors: a few 1e-13 where its tails come from long continued fractions or shapes are large. */
static const double TAIL = 5e-12;

START_TEST(beta_and_t_agree)
{
	restart();
	for (int i = 0; i < turns(6000); i++) {
		double a = spread(1e-2, 1e5), b = spread(1e-2, 1e5), x = causa_beta_quantile(causa_stream_uniform(&stream), a, b);
		if (x < 1e-290 || x > 1 - 1e-9)
			continue;
		AGREES(causa_beta_cdf(x, a, b), pbeta(x, a, b, 1, 0), TAIL, "pbeta(%.17g, %.17g, %.17g)", x, a, b);
		AGREES(causa_beta_sf(x, a, b), pbeta(x, a, b, 0, 0), TAIL, "upper pbeta(%.17g, %.17g, %.17g)", x, a, b);
		double df = spread(0.5, 1e6), t = spread(1e-3, 30);
		AGREES(causa_t_sf(t, df), pt(t, df, 0, 0), TAIL, "pt(%.17g, %.17g)", t, df);
		AGREES(causa_t_log_sf(50 * t, df), pt(50 * t, df, 0, 1), 1e-11, "log pt(%.17g, %.17g)", 50 * t, df);
	}
}
END_TEST

START_TEST(gamma_agrees)
{
	restart();
	for (int i = 0; i < turns(6000); i++) {
		double a = spread(1e-3, 1e9), z = 16 * causa_stream_uniform(&stream) - 8, x = a + z * sqrt(a);
		if (x <= 0)
			continue;
		AGREES(causa_gamma_cdf(x, a), pgamma(x, a, 1, 1, 0), 1e-11, "pgamma(%.17g, %.17g)", x, a);
		AGREES(causa_gamma_sf(x, a), pgamma(x, a, 1, 0, 0), 1e-11, "upper pgamma(%.17g, %.17g)", x, a);
		double far = a + 60 * sqrt(a) + 2000;
		AGREES(causa_gamma_log_sf(far, a), pgamma(far, a, 1, 0, 1), 1e-11, "log pgamma(%.17g, %.17g)", far, a);
	}
}
END_TEST

START_TEST(counts_agree)
{
	restart();
	for (int i = 0; i < turns(4000); i++) {
		int64_t n = (int64_t)spread(1, 1e6), k = causa_stream_below(&stream, n + 1);
		double prob = causa_stream_uniform(&stream), mean = spread(1e-3, 1e6), size = spread(0.05, 1e4);
		if (i % 2 == 0)
			k = (int64_t)fmin((double)n, fmax(0, (double)n * prob + 6 * sqrt((double)n) * (causa_stream_uniform(&stream) - 0.5)));
		double kk = (double)k, nn = (double)n;
		/* below about -700 nmath's own logarithms are off by a few units: see far_tails */
		if (pbinom(kk, nn, prob, 1, 1) > -600)
			AGREES(causa_binom_log_cdf(k, n, prob), pbinom(kk, nn, prob, 1, 1), 1e-11, "log pbinom(%g, %g, %.17g)", kk, nn, prob);
		if (pbinom(kk, nn, prob, 0, 1) > -600)
			AGREES(causa_binom_log_sf(k, n, prob), pbinom(kk, nn, prob, 0, 1), 1e-11, "upper log pbinom(%g, %g, %.17g)", kk, nn, prob);
		AGREES(causa_pois_log_sf(k, mean), ppois(kk, mean, 0, 1), 1e-11, "log ppois(%g, %.17g)", kk, mean);
		if (pnbinom(kk, size, prob, 1, 1) > -600 && pnbinom(kk, size, prob, 1, 1) < -1e-12)
			AGREES(causa_negbin_log_cdf(k, size, prob), pnbinom(kk, size, prob, 1, 1), 1e-10, "log pnbinom(%g, %.17g, %.17g)", kk, size,
			       prob);
		AGREES(causa_negbin_pmf(k, size, prob), dnbinom(kk, size, prob, 0), 1e-10, "dnbinom(%g, %.17g, %.17g)", kk, size, prob);
		/* the inverse differs by one where p is within rounding of a step */
		double p = causa_stream_uniform(&stream);
		ck_assert(fabs((double)causa_binom_quantile(p, n, prob) - qbinom(p, nn, prob, 1, 0)) <= 1);
		ck_assert(fabs((double)causa_pois_quantile(p, mean) - qpois(p, mean, 1, 0)) <= 1);
		ck_assert(fabs((double)causa_negbin_quantile(p, size, 0.01 + 0.98 * prob) - qnbinom(p, size, 0.01 + 0.98 * prob, 1, 0)) <= 1);
	}
}
END_TEST

START_TEST(hypergeometric_agrees)
{
	restart();
	for (int i = 0; i < turns(4000); i++) {
		int64_t white = (int64_t)spread(1, 1e5), black = (int64_t)spread(1, 1e5), drawn = causa_stream_below(&stream, white + black + 1);
		int64_t lo = drawn > black ? drawn - black : 0, hi = drawn < white ? drawn : white;
		int64_t x = lo + causa_stream_below(&stream, hi - lo + 1);
		double r = (double)white, b = (double)black, n = (double)drawn, k = (double)x, p = causa_stream_uniform(&stream);
		AGREES(causa_hyper_pmf(x, white, black, drawn), dhyper(k, r, b, n, 0), 1e-10, "dhyper(%g, %g, %g, %g)", k, r, b, n);
		/* nmath sums from the far end: log phyper(4628, 4630, 1, 4629) is log1p(-2/4631), and it is off by 1e-10 */
		AGREES(causa_hyper_log_cdf(x, white, black, drawn), phyper(k, r, b, n, 1, 1), 1e-9, "log phyper(%g, %g, %g, %g)", k, r, b, n);
		AGREES(causa_hyper_log_sf(x, white, black, drawn), phyper(k, r, b, n, 0, 1), 1e-9, "upper log phyper(%g, %g, %g, %g)", k, r,
		       b, n);
		if (white + black < 5000)
			ck_assert(fabs((double)causa_hyper_quantile(p, white, black, drawn) - qhyper(p, r, b, n, 1, 0)) <= 1);
	}
}
END_TEST

START_TEST(normal_agrees)
{
	for (double z = -37; z < 40; z += 0.37) {
		/* z^2 magnifies the rounding of z / sqrt 2 */
		AGREES(causa_norm_log_sf(z), pnorm(z, 0, 1, 0, 1), 1e-12, "log pnorm(%g)", z);
		AGREES(causa_norm_log_cdf(z), pnorm(z, 0, 1, 1, 1), 1e-12, "log pnorm(%g)", z);
	}
	AGREES(causa_norm_log_sf(1e5), pnorm(1e5, 0, 1, 0, 1), 1e-15, "log pnorm(1e5)");
}
END_TEST

#endif

/* Tails that no double holds, by adding the logarithms of their masses. */
START_TEST(far_tails)
{
	static const double size[] = {1977.4237418129776, 31.5, 800}, prob[] = {0.55017890079648768, 1e-30, 0.3};
	static const int64_t k[] = {36, 4, 7};
	for (int i = 0; i < 3; i++) {
		double top = -INFINITY, sum = 0;
		for (int pass = 0; pass < 2; pass++) {
			for (int64_t j = 0; j <= k[i]; j++) {
				double x = (double)j;
				double l = lgamma(x + size[i]) - lgamma(size[i]) - lgamma(x + 1) + size[i] * log(prob[i]) + x * log1p(-prob[i]);
				top = pass == 0 ? fmax(top, l) : top;
				sum += pass == 0 ? 0 : exp(l - top);
			}
		}
		AGREES(causa_negbin_log_cdf(k[i], size[i], prob[i]), top + log(sum), 1e-12, "tail %d", i);
	}
}
END_TEST

/* P from 1e-300 to 1 - 1e-16, shapes from 1e-3 to 1e9: a number, soon, that leads back to P. */
START_TEST(quantiles_lead_back)
{
	restart();
	for (int i = 0; i < turns(3000); i++) {
		double p = i % 3 == 0 ? spread(1e-300, 1) : i % 3 == 1 ? 1 - spread(1e-16, 0.5) : causa_stream_uniform(&stream);
		double a = spread(1e-3, 1e9), b = spread(1e-3, 1e9);
		double x = causa_beta_quantile(p, a, b), g = causa_gamma_quantile(p, a), t = causa_t_quantile(p, 0.1 + a);
		ck_assert_msg(x >= 0 && x <= 1, "qbeta(%.17g, %.17g, %.17g) = %g", p, a, b, x);
		ck_assert_msg(g >= 0 && isfinite(g), "qgamma(%.17g, %.17g) = %g", p, a, g);
		ck_assert_msg(!isnan(t), "qt(%.17g, %.17g)", p, a);
		/* the way back magnifies the rounding of the quantile by its relative slope: shapes up to 1e4 keep it small */
		if (a < 1e4 && b < 1e4 && x > 1e-200 && x < 0.9)
			AGREES(causa_beta_cdf(x, a, b), p, 1e-10, "pbeta(qbeta(%.17g, %.17g, %.17g))", p, a, b);
		if (a < 1e4 && g > 1e-200)
			AGREES(causa_gamma_cdf(g, a), p, 1e-10, "pgamma(qgamma(%.17g, %.17g))", p, a);
		ck_assert_double_eq_tol(causa_chisq_quantile(p, 2 * a), 2 * g, 1e-12 * g + 1e-300);
	}
}
END_TEST

START_TEST(discrete_quantiles_lead_back)
{
	restart();
	for (int i = 0; i < turns(1000); i++) {
		int64_t n = 1 + causa_stream_below(&stream, 500), k = causa_stream_below(&stream, n + 1);
		int64_t white = 1 + causa_stream_below(&stream, 60), black = 1 + causa_stream_below(&stream, 60);
		int64_t drawn = causa_stream_below(&stream, white + black + 1), hi = drawn < white ? drawn : white;
		double prob = 0.02 + 0.96 * causa_stream_uniform(&stream), mean = spread(0.1, 300);
		double p = causa_binom_cdf(k, n, prob), q = causa_pois_sf(k, mean), r = causa_negbin_cdf(k, mean, prob);
		if (p > 1e-300 && p < 1 && causa_binom_cdf(k - 1, n, prob) < p)
			ck_assert_int_eq(causa_binom_quantile(p, n, prob), k);
		if (q > 1e-300 && causa_pois_sf(k - 1, mean) > q)
			ck_assert_int_eq(causa_pois_quantile_sf(q, mean), k);
		if (r > 1e-300 && r < 1 && causa_negbin_cdf(k - 1, mean, prob) < r)
			ck_assert_int_eq(causa_negbin_quantile(r, mean, prob), k);
		double h = causa_hyper_cdf(hi / 2, white, black, drawn);
		if (h > 0 && h < 1)
			ck_assert_int_eq(causa_hyper_quantile(h, white, black, drawn), hi / 2);
	}
}
END_TEST

START_TEST(noncentral_masses)
{
	restart();
	for (int i = 0; i < turns(300); i++) {
		int64_t white = 1 + causa_stream_below(&stream, 40), black = 1 + causa_stream_below(&stream, 40);
		int64_t drawn = causa_stream_below(&stream, white + black + 1);
		double odds = spread(1e-3, 1e3), all = 0, mean = 0, below = 0;
		int64_t at = drawn / 2;
		for (int64_t x = 0; x <= drawn; x++) {
			double w = causa_hyper_pmf(x, white, black, drawn) * pow(odds, (double)x);
			all += w;
			mean += w * (double)x;
			below += x <= at ? w : 0;
		}
		ck_assert_double_eq_tol(causa_fnchyper_mean(white, black, drawn, odds), mean / all, 1e-10 * (1 + mean / all));
		AGREES(causa_fnchyper_cdf(at, white, black, drawn, odds), below / all, 1e-10, "cdf of %lld", (long long)at);
		ck_assert_double_eq_tol(causa_fnchyper_cdf(at, white, black, drawn, odds) + causa_fnchyper_sf(at, white, black, drawn, odds), 1,
		                        1e-12);
	}
	ck_assert_double_eq_tol(causa_fnchyper_pmf(2, 3, 4, 3, 1), causa_hyper_pmf(2, 3, 4, 3), 1e-14);
}
END_TEST

START_TEST(symmetries)
{
	restart();
	for (int i = 0; i < turns(1000); i++) {
		double a = spread(0.1, 1e4), b = spread(0.1, 1e4), x = causa_stream_uniform(&stream);
		double direct = causa_beta_cdf(x, a, b), mirrored = causa_beta_sf(1 - x, b, a);
		/* 1 - x rounds; its effect grows with the shapes */
		if (fmin(x, 1 - x) > 0.05)
			AGREES(direct, mirrored, 1e-10, "I(%.17g; %.17g, %.17g)", x, a, b);
		ck_assert_double_eq_tol(causa_t_cdf(-2.5, a), causa_t_sf(2.5, a), 0x1p-60);
	}
}
END_TEST

START_TEST(edges)
{
	ck_assert_double_eq(causa_beta_quantile(0, 2, 3), 0);
	ck_assert_double_eq(causa_beta_quantile_sf(0, 2, 3), 1);
	ck_assert_double_eq(causa_gamma_quantile(0, 3), 0);
	ck_assert(isinf(causa_gamma_quantile_sf(0, 3)) && isinf(causa_chisq_quantile(1, 3)));
	ck_assert(isinf(causa_beta_log_cdf(0, 2, 3)) && causa_beta_log_sf(0, 2, 3) == 0);
	ck_assert_double_eq_tol(causa_beta_log_cdf(1e-250, 9, 3), 9 * log(1e-250) + log(1 / (9 * 1.0 / (990 / 2.0))), 1e-9 * 5000);
	ck_assert_double_eq_tol(causa_t_log_sf(1e200, 2), log(0.5) - 2 * log(1e200), 1e-9);
	ck_assert_double_eq_tol(causa_gamma_log_sf(1e6, 1), -1e6, 1e-8);
	ck_assert_int_eq(causa_binom_quantile(0, 9, 0.5), 0);
	ck_assert_int_eq(causa_binom_quantile(1, 9, 0.5), 9);
	ck_assert_int_eq(causa_pois_quantile(1, 3), -1);
	ck_assert_int_eq(causa_pois_quantile(0.5, 0), 0);
	ck_assert_int_eq(causa_negbin_quantile(0.5, 3, 1), 0);
	ck_assert_double_eq(causa_negbin_pmf(0, 3, 1), 1);
	ck_assert_double_eq(causa_hyper_pmf(2, 2, 5, 7), 1);
	ck_assert_double_eq(causa_hyper_cdf(1, 2, 5, 7), 0);
	ck_assert_double_eq_tol(causa_hyper_pmf(0, 5, 5, 2), 10.0 / 45, 1e-15);
	ck_assert(isnan(causa_hyper_pmf(0, 5, 5, 11)) && isnan(causa_negbin_cdf(1, 0, 0.5)) && isnan(causa_fnchyper_mean(1, 1, 1, 0)));
	ck_assert(isnan(causa_beta_log_sf(0.5, -1, 1)) && isnan(causa_gamma_log_cdf(1, 0)) && isnan(causa_t_log_sf(1, 0)));
	ck_assert_int_eq(causa_hyper_quantile(1.5, 1, 1, 1), -1);
	ck_assert_int_eq(causa_binom_quantile_sf(0.5, 3, 2), -1);
}
END_TEST

/* nmath prints its warnings on standard output, without line ends, into the middle of the test protocol. */
static void silence(void)
{
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
}

int main(void)
{
	Suite *suite = suite_create("special");
	TCase *tc = tcase_create("distributions");
	tcase_set_timeout(tc, 300);
	tcase_add_checked_fixture(tc, silence, NULL);
#ifdef HAVE_RMATH
	tcase_add_test(tc, beta_and_t_agree);
	tcase_add_test(tc, gamma_agrees);
	tcase_add_test(tc, counts_agree);
	tcase_add_test(tc, hypergeometric_agrees);
	tcase_add_test(tc, normal_agrees);
#endif
	tcase_add_test(tc, far_tails);
	tcase_add_test(tc, quantiles_lead_back);
	tcase_add_test(tc, discrete_quantiles_lead_back);
	tcase_add_test(tc, noncentral_masses);
	tcase_add_test(tc, symmetries);
	tcase_add_test(tc, edges);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
