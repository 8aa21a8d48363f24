/* Running independent steps on several threads. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BASE_PARALLEL_H
#define CAUSA_BASE_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

/* Calls step(self, i) for i in [0, n), each once, in any order, on up to `jobs` threads (0: all cores). Steps write only
 * what belongs to i, so the result is the same for every number of threads. Few steps run on the calling thread. */
void causa_parallel_for(unsigned jobs, size_t n, void (*step)(void *self, size_t i), void *self);

/* The same for few steps that are each worth a thread. */
void causa_parallel_steps(unsigned jobs, size_t n, void (*step)(void *self, size_t i), void *self);
/* Calls make(self, i, slot) for i in [0, n), each once, on up to `jobs` threads, and take(self, i, slot) in the order of i on the
 * calling thread, each after its make; false stops. No two calls have the same slot at the same time: there are
 * causa_parallel_slots(jobs, n) of them. */
void causa_parallel_ordered(unsigned jobs, size_t n, void (*make)(void *self, size_t i, size_t slot),
                            bool (*take)(void *self, size_t i, size_t slot), void *self);
size_t causa_parallel_slots(unsigned jobs, size_t n);
/* jobs, or for 0 the number of cores. */
unsigned causa_parallel_threads(unsigned jobs);

#endif
