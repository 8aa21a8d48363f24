/* Where fields and records end.
 *
 * Each block of 64 bytes becomes a set of bits for each kind of byte; the bits between quotes are those with an odd number of quotes
 * up to them. This is right as long as every quote stands where RFC 4180 has one; where one does not, that is noticed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/scan.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define SCAN_X86 1
#include <immintrin.h>
#endif

static inline uint64_t prefix_xor(uint64_t x)
{
	for (int shift = 1; shift < 64; shift *= 2)
		x ^= x << shift;
	return x;
}

/* ---- any machine ---- */

static inline uint64_t plain_mask(const char *text, char c)
{
	uint64_t mask = 0;
	for (int i = 0; i < 64; i++)
		mask |= (uint64_t)(text[i] == c) << i;
	return mask;
}

static inline uint64_t plain_high(const char *text)
{
	uint64_t mask = 0;
	for (int i = 0; i < 64; i++)
		mask |= (uint64_t)((unsigned char)text[i] >> 7) << i;
	return mask;
}

#define SCAN(name) plain_##name
#define SCAN_TARGET
#define SCAN_LOAD(p) const char *block = (p)
#define SCAN_MASK(c) plain_mask(block, (c))
#define SCAN_HIGH() plain_high(block)
#define SCAN_PREFIX_XOR(x) prefix_xor(x)
#define SCAN_LOWEST(x) ((uint32_t)__builtin_ctzll((x) | UINT64_C(1) << 63))
#include "io/scan_loop.h"

/* ---- processors with wide registers ---- */

#ifdef SCAN_X86
/* A product without carries by all ones. */
#define SCAN_BY_PRODUCT(x) \
	((uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)(x)), _mm_set1_epi8((char)0xFF), 0)))

#define SCAN(name) avx2_##name
#define SCAN_PREFIX_XOR(x) SCAN_BY_PRODUCT(x)
#define SCAN_LOWEST(x) ((uint32_t)_tzcnt_u64(x))
#define SCAN_TARGET __attribute__((target("avx2,pclmul,popcnt,bmi")))
#define SCAN_LOAD(p)                                                                                                                  \
	__m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(p)), top = _mm256_loadu_si256((const __m256i *)(const void *)((p) + 32))
#define SCAN_MASK(c)                                                                                                                  \
	((uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, _mm256_set1_epi8(c))) |                                              \
	 (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(top, _mm256_set1_epi8(c))) << 32)
#define SCAN_HIGH() ((uint64_t)(uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(top) << 32)
#include "io/scan_loop.h"

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,pclmul,popcnt,bmi")))

/* Where the bits are: the numbers 0 to 63, of which those are kept that a bit stands for; sixteen at a time. */
AVX512 static inline void avx512_put(uint32_t *to, uint32_t from, uint64_t bits, int count)
{
	static const unsigned char number[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
	                                         22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
	                                         44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
	__m512i all = _mm512_loadu_si512((const void *)number), kept = _mm512_maskz_compress_epi8(bits, all), base = _mm512_set1_epi32((int)from);
	_mm512_storeu_si512(to, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(kept))));
	for (int k = 16; k < count; k += 16) {
		kept = _mm512_alignr_epi32(kept, kept, 4);
		_mm512_storeu_si512(to + k, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(kept))));
	}
}

#define SCAN(name) avx512_##name
#define SCAN_PREFIX_XOR(x) SCAN_BY_PRODUCT(x)
#define SCAN_PUT avx512_put
#define SCAN_TARGET AVX512
#define SCAN_LOAD(p) __m512i block = _mm512_loadu_si512((const void *)(p))
#define SCAN_MASK(c) _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(c))
#define SCAN_HIGH() _mm512_movepi8_mask(block)
#include "io/scan_loop.h"
#endif

enum scan_width scan_widest(void)
{
#ifdef SCAN_X86
	if (__builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("pclmul"))
		return SCAN_AVX512;
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi"))
		return SCAN_AVX2;
#endif
	return SCAN_PLAIN;
}

void scan_count_by(enum scan_width width, const char *text, size_t n, char before, struct scan_count *out)
{
#ifdef SCAN_X86
	if (width == SCAN_AVX512) {
		avx512_count(text, n, before, out);
		return;
	}
	if (width == SCAN_AVX2) {
		avx2_count(text, n, before, out);
		return;
	}
#endif
	(void)width;
	plain_count(text, n, before, out);
}

void scan_index_by(enum scan_width width, const char *text, size_t n, char delimiter, char before, struct scan_index *index)
{
#ifdef SCAN_X86
	if (width == SCAN_AVX512) {
		avx512_index(text, n, delimiter, before, index);
		return;
	}
	if (width == SCAN_AVX2) {
		avx2_index(text, n, delimiter, before, index);
		return;
	}
#endif
	(void)width;
	plain_index(text, n, delimiter, before, index);
}

void scan_count(const char *text, size_t n, char before, struct scan_count *out)
{
	scan_count_by(scan_widest(), text, n, before, out);
}

void scan_index(const char *text, size_t n, char delimiter, char before, struct scan_index *index)
{
	scan_index_by(scan_widest(), text, n, delimiter, before, index);
}

/* ---- byte by byte ---- */

enum state { FIELD_START, UNQUOTED, QUOTED, QUOTE_SEEN };

void scan_exactly(const char *text, size_t n, char delimiter, struct scan_index *index, size_t *bad, size_t *opened)
{
	enum state state = FIELD_START;
	index->ats = index->ends = 0;
	index->irregular = index->quoted_lines = false;
	*bad = *opened = n;
	for (size_t i = 0; i < n && *bad == n; i++) {
		char c = text[i];
		bool end = c == '\n' || c == '\r';
		if (state == QUOTED) {
			index->quoted_lines |= end;
			state = c == '"' ? QUOTE_SEEN : QUOTED;
		} else if (c == delimiter || end) {
			if (end)
				index->end[index->ends++] = (uint32_t)index->ats;
			index->at[index->ats++] = (uint32_t)i;
			state = FIELD_START;
		} else if (c == '"' && state != UNQUOTED) {
			*opened = state == FIELD_START ? i : *opened;
			state = QUOTED;
		} else if (state == QUOTE_SEEN) {
			*bad = i;
		} else {
			state = UNQUOTED;
		}
	}
	index->quoted = state == QUOTED;
}
