/* Running independent steps on several threads. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BASE_PARALLEL_H
#define CAUSA_BASE_PARALLEL_H

#include <stddef.h>

/* Calls step(self, i) for i in [0, n), each once, in any order, on up to `jobs` threads (0: all cores). Steps write only
 * what belongs to i, so the result is the same for every number of threads. Few steps run on the calling thread. */
void causa_parallel_for(unsigned jobs, size_t n, void (*step)(void *self, size_t i), void *self);

/* The same for few steps that are each worth a thread. */
void causa_parallel_steps(unsigned jobs, size_t n, void (*step)(void *self, size_t i), void *self);
/* jobs, or for 0 the number of cores. */
unsigned causa_parallel_threads(unsigned jobs);

#endif
