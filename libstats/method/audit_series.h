/* The audit of series over the years. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_AUDIT_SERIES_H
#define CAUSA_METHOD_AUDIT_SERIES_H

#include "table/finding.h"

/* Counts that jump, years that are copies, offences that begin, end or are renamed. */
void audit_series(const struct causa_panel *panel, struct causa_findings *out);

#endif
