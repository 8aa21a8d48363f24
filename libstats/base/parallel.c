/* Running independent steps on several threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { STEPS_WORTH_A_THREAD = 256, MOST_THREADS = 64, SLOTS_A_THREAD = 3 };

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

/* ---- in order ---- */

struct line {
	void (*make)(void *self, size_t i, size_t slot);
	void *self;
	size_t n, slots;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t next, taken;      /* the next to be made; those that were taken */
	bool stopped, made[MOST_THREADS * SLOTS_A_THREAD];
};

size_t causa_parallel_slots(unsigned jobs, size_t n)
{
	size_t threads = causa_parallel_threads(jobs);
	return threads == 1 || n <= 1 ? 1 : least(n, threads * SLOTS_A_THREAD);
}

static bool can_make(const struct line *line)
{
	return !line->stopped && line->next < line->n && line->next < line->taken + line->slots;
}

/* Makes the next one; with the lock before and after. */
static void make_next(struct line *line)
{
	size_t i = line->next++;
	pthread_mutex_unlock(&line->lock);
	line->make(line->self, i, i % line->slots);
	pthread_mutex_lock(&line->lock);
	line->made[i % line->slots] = true;
	pthread_cond_broadcast(&line->changed);
}

static void *make_all(void *arg)
{
	struct line *line = arg;
	pthread_mutex_lock(&line->lock);
	while (!line->stopped && line->next < line->n) {
		if (can_make(line))
			make_next(line);
		else
			pthread_cond_wait(&line->changed, &line->lock);
	}
	pthread_mutex_unlock(&line->lock);
	return NULL;
}

static void take_all(struct line *line, bool (*take)(void *self, size_t i, size_t slot))
{
	pthread_mutex_lock(&line->lock);
	while (!line->stopped && line->taken < line->n) {
		size_t i = line->taken, slot = i % line->slots;
		if (line->made[slot]) {
			pthread_mutex_unlock(&line->lock);
			bool more = take(line->self, i, slot);
			pthread_mutex_lock(&line->lock);
			line->made[slot] = false;
			line->taken++;
			line->stopped |= !more;
			pthread_cond_broadcast(&line->changed);
		} else if (can_make(line)) {
			make_next(line);
		} else {
			pthread_cond_wait(&line->changed, &line->lock);
		}
	}
	pthread_mutex_unlock(&line->lock);
}

void causa_parallel_ordered(unsigned jobs, size_t n, void (*make)(void *self, size_t i, size_t slot),
                            bool (*take)(void *self, size_t i, size_t slot), void *self)
{
	pthread_t thread[MOST_THREADS];
	size_t started = 0, threads = least(n, causa_parallel_threads(jobs));
	struct line line = {.make = make, .self = self, .n = n, .slots = causa_parallel_slots(jobs, n)};
	pthread_mutex_init(&line.lock, NULL);
	pthread_cond_init(&line.changed, NULL);
	while (started + 1 < threads && pthread_create(&thread[started], NULL, make_all, &line) == 0)
		started++;
	take_all(&line, take);
	for (size_t i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
	pthread_cond_destroy(&line.changed);
	pthread_mutex_destroy(&line.lock);
}
