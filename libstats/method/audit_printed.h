/* The audit of printed changes and percentages. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_AUDIT_PRINTED_H
#define CAUSA_METHOD_AUDIT_PRINTED_H

#include "table/finding.h"

/* Printed changes and ratios against those of the counts, to the decimals that are printed. */
void audit_printed(const struct causa_panel *panel, struct causa_findings *out);

#endif
