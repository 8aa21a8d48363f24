/* Runs a command N times and prints its wall times and peak memory.
 * SPDX-License-Identifier: GPL-3.0-or-later
 * Usage: timeit N COMMAND [ARGUMENT]...; prints "min median max" in milliseconds, then the peak in MiB. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 10000 };

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Never returns: the child becomes the command, its standard output goes nowhere. */
static void become(char **command)
{
	int nowhere = open("/dev/null", O_WRONLY);
	if (nowhere >= 0)
		dup2(nowhere, STDOUT_FILENO);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

/* One run. Returns 0, or -1 when the command could not be run or failed. */
static int run_once(char **command, double *ms)
{
	double start = now_ms();
	pid_t child = fork();
	if (child == 0)
		become(command);
	int status;
	if (child < 0 || waitpid(child, &status, 0) != child)
		return -1;
	*ms = now_ms() - start;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static double ms[MOST_RUNS];
	long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
	if (runs < 1 || runs > MOST_RUNS) {
		fputs("usage: timeit N COMMAND [ARGUMENT]...\n", stderr);
		return 2;
	}
	for (long i = 0; i < runs; i++) {
		if (run_once(argv + 2, &ms[i]) != 0) {
			fprintf(stderr, "timeit: %s failed\n", argv[2]);
			return 1;
		}
	}
	qsort(ms, (size_t)runs, sizeof ms[0], by_size);
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	printf("%.1f %.1f %.1f ms %.1f MiB\n", ms[0], ms[runs / 2], ms[runs - 1], (double)used.ru_maxrss / 1024);
	return 0;
}
