/* Random streams keyed by series and replicate, so that results do not depend on the number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_RESAMPLE_H
#define CAUSA_RESAMPLE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** State of one stream: xoshiro256++, seeded from the key by splitmix64. */
struct causa_stream {
	uint64_t s[4];
};

/** Opens the stream of a key. Different keys give streams that are independent for every practical purpose.
 *  Ref.     Blackman and Vigna (2021), ACM TOMS 47:36; Steele, Lea and Flood (2014), OOPSLA. */
void causa_stream_open(uint64_t seed, uint64_t series, uint64_t replicate, struct causa_stream *out);

/** 64 random bits. Oracle  published outputs of xoshiro256++ for the state {1, 2, 3, 4}. */
uint64_t causa_stream_bits(struct causa_stream *stream);

/** Uniform in (0, 1): (j + 1/2) / 2^53, never 0 or 1. */
double causa_stream_uniform(struct causa_stream *stream);

/** Uniform integer in [0, n), n > 0, without bias. */
int64_t causa_stream_below(struct causa_stream *stream, int64_t n);

/** Poisson count with this mean, >= 0; 0 for a mean that is not above 0. Exact for every mean up to 1e15.
 *  Ref.     Hoermann (1993), Insurance: Mathematics and Economics 12:39-45 (PTRS), from 10 on; inversion below. */
int64_t causa_stream_poisson(struct causa_stream *stream, double mean);

/** Binomial count of n >= 0 trials with probability p, clipped to [0, 1].
 *  Ref.     Hoermann (1993), J. Statist. Comput. Simul. 46:101-110 (BTRS), from n p = 10 on; inversion below. */
int64_t causa_stream_binomial(struct causa_stream *stream, int64_t n, double p);

/** Random order of n values, in place. Ref.  Durstenfeld (1964), CACM 7:420. */
void causa_stream_permute(struct causa_stream *stream, int64_t n, double *x);

#ifdef __cplusplus
}
#endif
#endif
