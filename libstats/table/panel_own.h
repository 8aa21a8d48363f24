/* A panel and the memory it owns. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_PANEL_OWN_H
#define CAUSA_TABLE_PANEL_OWN_H

#include <causa/panel.h>

#include "table/arena.h"

/* causa_panel_free() takes the panel for its owner: it is the first member. */
struct owned_panel {
	struct causa_panel panel;
	struct arena arena;
};

#endif
