/* What the reader told instead of refusing. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_AUDIT_ROWS_H
#define CAUSA_METHOD_AUDIT_ROWS_H

#include "table/finding.h"

/* Rows of one key, cells that are no counts, units that are mixed. */
void audit_rows(const struct causa_panel *panel, struct causa_findings *out);

#endif
