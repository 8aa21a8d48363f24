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
	size_t n;
	atomic_size_t next;
};

static void *run(void *arg)
{
	struct work *work = arg;
	for (;;) {
		size_t from = atomic_fetch_add(&work->next, STEPS_WORTH_A_THREAD / 4);
		if (from >= work->n)
			return NULL;
		size_t to = from + STEPS_WORTH_A_THREAD / 4;
		for (size_t i = from; i < to && i < work->n; i++)
			work->step(work->self, i);
	}
}

static unsigned thread_count(unsigned jobs, size_t n)
{
	if (jobs == 0) {
		long cores = sysconf(_SC_NPROCESSORS_ONLN);
		jobs = cores > 0 && cores < MOST_THREADS ? (unsigned)cores : 1;
	}
	if (jobs > MOST_THREADS)
		jobs = MOST_THREADS;
	size_t worth = n / STEPS_WORTH_A_THREAD;
	return worth < jobs ? (unsigned)worth : jobs;
}

void causa_parallel_for(unsigned jobs, size_t n, void (*step)(void *self, size_t i), void *self)
{
	struct work work = {step, self, n, 0};
	pthread_t thread[MOST_THREADS];
	unsigned want = thread_count(jobs, n), started = 0;
	/* A thread that cannot be started is no error: the others take its share. */
	while (started + 1 < want && pthread_create(&thread[started], NULL, run, &work) == 0)
		started++;
	run(&work);
	for (unsigned i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
}
