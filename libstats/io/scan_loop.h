/* The loops of scan.c, for one set of instructions: included once for each. SCAN(name), SCAN_TARGET and what the
 * blocks are read with are given.
 * SPDX-License-Identifier: GPL-3.0-or-later */

SCAN_TARGET static void SCAN(count)(const char *text, size_t n, char before, struct scan_count *out)
{
	uint64_t after_cr = before == '\r', quotes = 0, lines = 0, high = 0, nul = 0;
	for (size_t i = 0; i < n; i += 64) {
		SCAN_LOAD(text + i);
		uint64_t keep = n - i < 64 ? (UINT64_C(1) << (n - i)) - 1 : ~UINT64_C(0);
		uint64_t lf = SCAN_MASK('\n') & keep, cr = SCAN_MASK('\r') & keep;
		quotes += (uint64_t)__builtin_popcountll(SCAN_MASK('"') & keep);
		lines += (uint64_t)__builtin_popcountll(lf) + (uint64_t)__builtin_popcountll(cr);
		if (cr | after_cr) {
			lines -= (uint64_t)__builtin_popcountll(lf & (cr << 1 | after_cr));
			after_cr = cr >> 63;
		}
		high |= SCAN_HIGH() & keep;
		nul |= SCAN_MASK('\0') & keep;
	}
	*out = (struct scan_count){quotes, lines, high != 0, nul != 0};
}

#ifndef SCAN_PUT
/* Where the bits are: eight at a time without asking, there is room for what is too much. */
SCAN_TARGET static inline void SCAN(put)(uint32_t *to, uint32_t from, uint64_t bits, int count)
{
	for (int k = 0; k < count; k += 8) {
		for (int j = 0; j < 8; j++, bits &= bits - 1)
			to[k + j] = from + SCAN_LOWEST(bits);
	}
}
#define SCAN_PUT SCAN(put)
#endif

SCAN_TARGET static void SCAN(index)(const char *text, size_t n, char delimiter, char before, struct scan_index *index)
{
	uint64_t in = index->quoted ? ~UINT64_C(0) : 0, closed = before == '"' && !index->quoted, bad = 0, broken = 0;
	size_t ats = 0, ends = 0;
	for (size_t i = 0; i < n; i += 64) {
		SCAN_LOAD(text + i);
		uint64_t end = SCAN_MASK('\n') | SCAN_MASK('\r'), stop = SCAN_MASK(delimiter) | end;
		uint64_t quote = SCAN_MASK('"');
		if (quote | closed | in) {
			uint64_t inside = SCAN_PREFIX_XOR(quote) ^ in, opening = quote & inside, closing = quote & ~inside;
			uint64_t keep = n - i < 64 ? (UINT64_C(1) << (n - i)) - 1 : ~UINT64_C(0);
			char last = i > 0 ? text[i - 1] : before;
			uint64_t after_stop = stop << 1 | (last == delimiter || last == '\n' || last == '\r');
			uint64_t after_close = closing << 1 | closed;
			bad |= (opening & ~(after_stop | after_close)) | (after_close & ~(stop | quote) & keep);
			broken |= end & inside;
			closed = closing >> 63;
			in = (uint64_t)((int64_t)inside >> 63);
			stop &= ~inside;
			end &= ~inside;
		}
		/* Mostly one or none: without asking which, nobody could foresee it. */
		index->end[ends] = (uint32_t)(ats + (size_t)__builtin_popcountll(stop & ((end & -end) - 1)));
		ends += end != 0;
		for (end &= end - (end != 0); end != 0; end &= end - 1)
			index->end[ends++] = (uint32_t)(ats + (size_t)__builtin_popcountll(stop & ((end & -end) - 1)));
		int count = __builtin_popcountll(stop);
		SCAN_PUT(index->at + ats, (uint32_t)i, stop, count);
		ats += (size_t)count;
	}
	index->ats = ats;
	index->ends = ends;
	index->quoted = in != 0;
	index->irregular = bad != 0;
	index->quoted_lines = broken != 0;
}

#undef SCAN
#undef SCAN_TARGET
#undef SCAN_LOAD
#undef SCAN_MASK
#undef SCAN_HIGH
#undef SCAN_PREFIX_XOR
#undef SCAN_PUT
#undef SCAN_LOWEST
