/* Trends of many series: the Poisson part alone, and the whole of causa_trend(), on made-up counts.
 * SPDX-License-Identifier: GPL-3.0-or-later
 * Usage: trends [SERIES [YEARS [THREADS]]] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <causa.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

enum { TURNS = 5 };

static int64_t *make_counts(int series, int years)
{
	int64_t *y = malloc((size_t)series * (size_t)years * sizeof *y);
	for (int s = 0; s < series && y != NULL; s++) {
		struct causa_stream stream;
		causa_stream_open(7, (uint64_t)s, 0, &stream);
		double mean = exp(4 * causa_stream_uniform(&stream)), slope = 0.1 * (causa_stream_uniform(&stream) - 0.5);
		for (int t = 0; t < years; t++)
			y[s * years + t] = causa_stream_poisson(&stream, mean * exp(slope * t));
	}
	return y;
}

/* Slope and quasi-Poisson interval of every series, one thread. */
static double poisson_part(const int64_t *y, int series, int years)
{
	double t[64], sum = 0, start = now(), quantile = causa_t_quantile_sf(0.025, years - 2);
	for (int i = 0; i < years; i++)
		t[i] = i;
	for (int s = 0; s < series; s++) {
		struct causa_loglinear fit;
		struct causa_interval limits;
		if (causa_loglinear_fit(y + s * years, t, NULL, years, &fit) != CAUSA_OK || fit.separated != 0)
			continue;
		causa_loglinear_quasi_limits(&fit, quantile, &limits);
		sum += limits.upper;
	}
	double took = now() - start;
	if (isnan(sum))
		fputs("nan\n", stderr);
	return took;
}

static struct causa_panel *panel_of(const int64_t *y, int series, int years)
{
	char path[] = "/tmp/causa-bench-XXXXXX";
	int file = mkstemp(path);
	FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
	struct causa_panel *panel = NULL;
	struct causa_error err = {0};
	if (out == NULL)
		return NULL;
	fputs("year,offence,reported\n", out);
	for (int s = 0; s < series; s++) {
		for (int t = 0; t < years; t++)
			fprintf(out, "%d,s%d,%lld\n", 2000 + t, s, (long long)y[s * years + t]);
	}
	fclose(out);
	if (causa_open(path, NULL, 0, &panel, &err) != CAUSA_OK)
		fprintf(stderr, "%s\n", err.text);
	remove(path);
	return panel;
}

int main(int argc, char **argv)
{
	int series = argc > 1 ? atoi(argv[1]) : 200000, years = argc > 2 ? atoi(argv[2]) : 10, jobs = argc > 3 ? atoi(argv[3]) : 2;
	double poisson[TURNS], whole[TURNS];
	int64_t *y = make_counts(series, years);
	struct causa_panel *panel = y != NULL && years <= 64 ? panel_of(y, series, years) : NULL;
	struct causa_request request = {.level = 0.95, .by = 1, .jobs = (unsigned)jobs};
	if (panel == NULL)
		return 1;
	for (int i = 0; i < TURNS; i++) {
		struct causa_frame *frame = NULL;
		struct causa_error err = {0};
		poisson[i] = poisson_part(y, series, years);
		double start = now();
		if (causa_trend(panel, &request, &frame, &err) != CAUSA_OK) {
			fprintf(stderr, "%s\n", err.text);
			return 1;
		}
		whole[i] = now() - start;
		causa_frame_free(frame);
	}
	qsort(poisson, TURNS, sizeof *poisson, by_size);
	qsort(whole, TURNS, sizeof *whole, by_size);
	printf("%d series of %d years: Poisson trend with interval %.0f ms (one thread), causa_trend whole %.0f ms (%d threads)\n",
	       series, years, 1e3 * poisson[TURNS / 2], 1e3 * whole[TURNS / 2], jobs);
	causa_panel_free(panel);
	free(y);
	return 0;
}
