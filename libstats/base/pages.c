/* Memory in large pages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LARGE = 1 << 21, WORTH_IT = 2 * LARGE };

void pages_large(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
	long page = sysconf(_SC_PAGESIZE);
	if (block == NULL || size < WORTH_IT || page <= 0)
		return;
	/* Whole pages around it, so that what malloc mapped for it stays one mapping, which realloc can move. */
	size_t before = (uintptr_t)block % (size_t)page, whole = (before + size + (size_t)page - 1) / (size_t)page * (size_t)page;
	(void)madvise((char *)block - before, whole, MADV_HUGEPAGE); /* a hint: it may be refused */
#else
	(void)block;
	(void)size;
#endif
}
