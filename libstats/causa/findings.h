/* Findings of the audit: where a table disagrees with itself. Typed; text/ words them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_FINDINGS_H
#define CAUSA_FINDINGS_H

#include <causa/frame.h>
#include <causa/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

enum causa_severity { CAUSA_ERROR, CAUSA_WARNING, CAUSA_INFO };

enum causa_check {
#define X(name, code, text) CAUSA_CHECK_##name,
#include <causa/checks.def>
#undef X
	CAUSA_CHECKS
};

struct causa_findings; /* fields are documented in table/finding.h (internal): only counts and the frame are public */

/** Audits a panel: printed totals against sums, blanks, partial years, labels twice, prosecuted above reported cases, counts that jump by
 *  a factor of ten, years that are copies of each other, offences that begin, end or are renamed.
 *
 *  most     findings that are kept in full, in the order of the checks; 0: all. All of them are counted. */
enum causa_status causa_audit(const struct causa_panel *panel, uint64_t most, struct causa_findings **out);

/** What several files, read each for itself, say together: a period with the same counts as one of another file (a month or year that
 *  was copied), a period that two files have, columns that differ from those of the first file, offences that only some have.
 *
 *  panel    n panels, n >= 2, in the order in which they were named.  most  as above. Errors  CAUSA_ENOMEM. */
enum causa_status causa_audit_files(const struct causa_panel *const *panel, uint32_t n, uint64_t most, struct causa_findings **out);

/** The same table as causa_findings_frame for several files: findings[0..n-1] of each, findings[n] of all together. Each row names
 *  its file. The frame borrows from panel[0], which must outlive it. */
enum causa_status causa_findings_of_files(const struct causa_findings *const *findings, const struct causa_panel *const *panel, uint32_t n,
                                          struct causa_frame **out);

/** Number of findings of one severity, whether or not they are kept in full. */
uint64_t causa_findings_count(const struct causa_findings *findings, enum causa_severity severity);
/** Number of those that are not. */
uint64_t causa_findings_left_out(const struct causa_findings *findings);

/** The table of contract.md (severity, check, where, stated, computed, difference, message), worded in the process's language. */
enum causa_status causa_findings_frame(const struct causa_findings *findings, const struct causa_panel *panel,
                                       struct causa_frame **out);

void causa_findings_free(struct causa_findings *findings);

#ifdef __cplusplus
}
#endif
#endif
