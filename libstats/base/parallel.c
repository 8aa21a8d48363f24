/* Running independent steps on several threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { STEPS_WORTH_A_THREAD = 256, MOST_THREADS = 64 };

struct work {
	void (*step)(void *self, size_t i);
	void *self;
	size_t n, grain;
	atomic_size_t next;
};

static void *run(void *arg)
{
	struct work *work = arg;
	for (;;) {
		size_t from = atomic_fetch_add(&work->next, work->grain);
		if (from >= work->n)
			return NULL;
		size_t to = from + work->grain;
		for (size_t i = from; i < to && i < work->n; i++)
			work->step(work->self, i);
	}
}

unsigned causa_parallel_threads(unsigned jobs)
{
	if (jobs == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);
		jobs = cores > 0 && cores < MOST_THREADS ? (unsigned)cores : 1;
	}
	return jobs > MOST_THREADS ? MOST_THREADS : jobs;
}

static void run_on(size_t threads, struct work *work)
{
	pthread_t thread[MOST_THREADS];
	size_t started = 0;
	/* A thread that cannot be started is no error: the others take its share. */
	while (started + 1 < threads && pthread_create(&thread[started], NULL, run, work) == 0)
		started++;
	run(work);
	for (size_t i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

void causa_parallel_for(unsigned jobs, size_t n, void (*step)(void *self, size_t i), void *self)
{
	struct work work = {step, self, n, STEPS_WORTH_A_THREAD / 4, 0};
	run_on(least(n / STEPS_WORTH_A_THREAD, causa_parallel_threads(jobs)), &work);
}

void causa_parallel_steps(unsigned jobs, size_t n, void (*step)(void *self, size_t i), void *self)
{
	struct work work = {step, self, n, 1, 0};
	run_on(least(n, causa_parallel_threads(jobs)), &work);
}
