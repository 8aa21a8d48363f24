/* Memory in large pages, where the system has them. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BASE_PAGES_H
#define CAUSA_BASE_PAGES_H

#include <stddef.h>

/* Asks that a block which was just allocated, and of which all will be used, be held in large pages: a hundred megabytes of small ones
 * cost a quarter of a second to come by. Nothing happens where that cannot be, or where the block is small. */
void pages_large(void *block, size_t size);

#endif
