/* Findings in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "base/intl.h"
#include "table/finding.h"
#include "table/frame_build.h"

static const char *const severities[] = {"error", "warning", "info"};
static const char *const checks[] = {
#define X(name, code, text) code,
#include <causa/checks.def>
#undef X
};

static const char *measure_name(const struct causa_panel *p, const struct finding *f)
{
	return f->measure >= 0 ? p->measure[f->measure].name : "";
}

static void say_row(const struct causa_panel *p, int label, struct bytes *to)
{
	const struct causa_dim *d = &p->dim[0];
	if (d->print_row[label] > 0)
		bytes_format(to, _("row %u %s"), d->print_row[label], d->printed[label]);
	else
		bytes_text(to, d->printed[label]);
}

static void say_where(const struct causa_panel *p, const struct finding *f, struct bytes *to)
{
	const struct causa_dim *d = &p->dim[0];
	if (f->odd != NULL) {
		bytes_text(to, f->odd->column);
		return;
	}
	if (f->check == CAUSA_CHECK_SOME_FILES) {
		say_row(p, f->label, to);
		return;
	}
	if (f->year != 0)
		bytes_format(to, f->measure >= 0 ? "%d " : "%d", f->year);
	else
		bytes_text(to, _("every year"));
	bytes_text(to, measure_name(p, f));
	if (f->label == NO_LABEL)
		return;
	bytes_text(to, ", ");
	if (f->label == f->last_label || f->check == CAUSA_CHECK_RENAMED) {
		say_row(p, f->label, to);
		for (uint32_t dim = 1; dim < p->dims; dim++) {
			if (f->series >= 0 || f->group != NULL)
				bytes_format(to, ", %s", p->dim[dim].title[f->series >= 0 ? p->key[dim][f->series] : f->group[dim - 1]]);
		}
		return;
	}
	uint32_t first = d->print_row[f->label], last = d->print_row[f->last_label];
	if (f->check == CAUSA_CHECK_LABEL_TWICE && first > 0 && last > 0)
		bytes_format(to, _("rows %u and %u %s"), first, last, d->printed[f->label]);
	else if (first > 0 && last > 0)
		bytes_format(to, _("rows %u to %u"), first, last);
	else
		bytes_format(to, _("%s to %s"), d->printed[f->label], d->printed[f->last_label]);
}

static void say_sum(const struct causa_panel *p, const struct finding *f, struct bytes *to)
{
	long long difference = (long long)(f->stated - f->computed);
	bytes_format(to, NP_("the %llu offence adds up to %lld", "the %llu offences add up to %lld", f->cells), (unsigned long long)f->cells,
	             (long long)f->computed);
	if (f->blanks > 0)
		bytes_format(to, NP_(", %llu cell is blank", ", %llu cells are blank", f->blanks), (unsigned long long)f->blanks);
	bytes_text(to, ". ");
	if (f->edit_label != NO_LABEL)
		bytes_format(to, _("Reconciles: %s %lld -> %lld, or the total %lld -> %lld"), p->dim[0].printed[f->edit_label],
		             (long long)f->edit_from, (long long)f->edit_to, (long long)f->stated, (long long)f->computed);
	else if (f->single_edits > 0)
		bytes_format(to, _("Reconciles: one offence %+lld; for %llu of the %llu it would not exceed the reported cases"), difference,
		             (unsigned long long)f->single_edits, (unsigned long long)f->cells);
	else
		bytes_format(to, _("Reconciles: the total %lld -> %lld"), (long long)f->stated, (long long)f->computed);
}

static const char *unknown_label(const struct causa_panel *p)
{
	for (uint32_t l = 0; l < p->dim[0].n; l++) {
		if (p->dim[0].role[l] == CAUSA_ROLE_UNKNOWN)
			return p->dim[0].printed[l];
	}
	return "?";
}

static void say_grand_total(const struct causa_panel *p, const struct finding *f, struct bytes *to)
{
	long long unknown = f->unknown < 0 ? 0 : (long long)f->unknown;
	if (f->follows) {
		bytes_format(to, _("follows from the subtotal: %lld + %lld = %lld; the same edit"),
		             (long long)f->stated - unknown, unknown, (long long)f->stated);
		return;
	}
	bytes_format(to, _("offences %lld + unknown %lld = %lld"), (long long)f->offences, unknown, (long long)f->computed);
	if (f->counted_twice)
		bytes_format(to, _("; %lld = %lld + 2 x %lld counts the %lld twice. Reconciles: %s %lld -> %lld, or %s %lld -> %lld"),
		             (long long)f->stated, (long long)f->offences, unknown, unknown, p->dim[0].printed[f->label],
		             (long long)f->stated, (long long)f->computed, unknown_label(p), unknown,
		             unknown + (long long)(f->stated - f->computed));
	else
		bytes_format(to, _(". Reconciles: %s %lld -> %lld"), p->dim[0].printed[f->label], (long long)f->stated,
		             (long long)f->computed);
}

static void say_blank(const struct causa_panel *p, const struct finding *f, struct bytes *to)
{
	if (f->blanks == 0)
		bytes_format(to, _("%s is blank"), unknown_label(p));
	else
		bytes_format(to, NP_("%llu of %llu offence is blank", "%llu of %llu offences are blank", f->cells), (unsigned long long)f->blanks,
		             (unsigned long long)f->cells);
	if (f->blanks > 0 && f->unknown == 0)
		bytes_format(to, _(", and %s"), unknown_label(p));
	if (f->total_counts_as_zero)
		bytes_format(to, _("; the printed total, %lld, counts blank as 0"), (long long)f->printed_total);
	bytes_text(to, _(". A blank is not a zero"));
}

static void say_partial(const struct causa_panel *p, const struct finding *f, struct bytes *to)
{
	int t = causa_panel_year(p, f->year);
	const struct causa_coverage *share = &p->period[t].share;
	if (share->lo <= 0)
		bytes_format(to, _("last day not stated; at most a share of %.3f of the year"), share->hi);
	else if (share->lo < share->hi)
		bytes_format(to, _("a share of %.3f to %.3f of the year"), share->lo, share->hi);
	else
		bytes_format(to, _("a share of %.3f of the year"), share->hi);
	bytes_text(to, _("; left out of trends and changes unless asked for"));
}

static void say_message(const struct causa_panel *p, const struct finding *f, struct bytes *to)
{
	switch (f->check) {
	case CAUSA_CHECK_SUM:
		say_sum(p, f, to);
		break;
	case CAUSA_CHECK_GRAND_TOTAL:
		say_grand_total(p, f, to);
		break;
	case CAUSA_CHECK_BLANK:
		say_blank(p, f, to);
		break;
	case CAUSA_CHECK_PARTIAL:
		say_partial(p, f, to);
		break;
	case CAUSA_CHECK_LABEL_TWICE:
		bytes_format(to, _("row %u sums the offences, row %u adds offence unknown"), p->dim[0].print_row[f->label],
		             p->dim[0].print_row[f->last_label]);
		break;
	case CAUSA_CHECK_JUMP:
		bytes_format(to, _("%lld, and %lld in the years around it: a zero too many, or one too few?"), (long long)f->stated,
		             (long long)f->computed);
		break;
	case CAUSA_CHECK_PRINTED_CHANGE:
		bytes_format(to, _("printed as a change of %+.*f%% against %d; the counts give %+.*f%%"), f->decimals, f->printed, f->other_year,
		             f->decimals + 1, f->percent);
		break;
	case CAUSA_CHECK_PRINTED_RATIO:
		bytes_format(to, _("printed as %.*f%%; the counts give %.*f%%"), f->decimals, f->printed, f->decimals + 1, f->percent);
		break;
	case CAUSA_CHECK_FROM_ZERO:
		bytes_format(to, NP_("%llu change from zero is printed as a percentage; it has none", "%llu changes from zero are printed as percentages; they have none",
		                     f->cells),
		             (unsigned long long)f->cells);
		break;
	case CAUSA_CHECK_NEW_BLANK:
		bytes_format(to, NP_("%llu of %llu cells with a count in %d is blank now", "%llu of %llu cells with a count in %d are blank now", f->blanks),
		             (unsigned long long)f->blanks, (unsigned long long)f->cells, f->other_year);
		break;
	case CAUSA_CHECK_SAME_YEARS:
		bytes_format(to, NP_("the %llu count is the same as in %d: was a year copied?", "all %llu counts are the same as in %d: was a year copied?",
		                     f->cells),
		             (unsigned long long)f->cells, f->other_year);
		break;
	case CAUSA_CHECK_BEGINS:
		bytes_format(to, _("the table has it only from %d on; the years before have no row of it, which is no zero"), f->year);
		break;
	case CAUSA_CHECK_ENDS:
		bytes_format(to, _("the table has it only up to %d; the years after have no row of it, which is no zero"), f->year);
		break;
	case CAUSA_CHECK_RENAMED:
		bytes_format(to, _("ends in %d, and %s begins in %d: renamed? A trend over both would need to say so"), f->year,
		             p->dim[0].printed[f->last_label], f->other_year);
		break;
	case CAUSA_CHECK_REPEAT:
		bytes_format(to, f->same ? _("stands in line %llu and again in line %llu, with the same values; both are counted here, other commands refuse the file")
		                         : _("stands in line %llu and again in line %llu, with other values; both are counted here, other commands refuse the file"),
		             (unsigned long long)f->other_line, (unsigned long long)f->line);
		break;
	case CAUSA_CHECK_NO_COUNT:
		bytes_format(to, _("\"%s\" is no count; it is read as blank here, other commands refuse the file"), f->odd->text);
		break;
	case CAUSA_CHECK_UNITS:
		bytes_format(to, _("%u units in the column \"%s\": \"%s\", \"%s\" ...; counts of different units do not add up: choose one with --where"),
		             p->dim[f->dim].n, p->dim[f->dim].name, p->dim[f->dim].title[0], p->dim[f->dim].title[1]);
		break;
	default:
		bytes_format(to, _("%lld criminal cases, %lld reported"), (long long)f->stated, (long long)f->computed);
	}
}

static bool is_between_files(const struct finding *f)
{
	return f->check >= CAUSA_CHECK_SAME_FILES && f->check <= CAUSA_CHECK_SOME_FILES;
}

static void say_between_files(const struct causa_panel *const *panel, const struct finding *f, struct bytes *to)
{
	switch (f->check) {
	case CAUSA_CHECK_SAME_FILES:
		bytes_format(to, NP_("the %llu count is that of %d in %s: was a file copied?", "all %llu counts are those of %d in %s: was a file copied?", f->cells),
		             (unsigned long long)f->cells, f->other_year, panel[f->other_file]->about->name);
		break;
	case CAUSA_CHECK_PERIOD_TWICE:
		bytes_format(to, _("%s has this period too, with other counts"), panel[f->other_file]->about->name);
		break;
	case CAUSA_CHECK_COLUMNS:
		bytes_format(to, _("the columns are not those of %s"), panel[f->other_file]->about->name);
		break;
	default:
		bytes_format(to, NP_("stands in %llu of %llu files, in this one first", "stands in %llu of %llu files, in this one first", f->cells),
		             (unsigned long long)f->cells, (unsigned long long)f->blanks);
		break;
	}
}

/* The line of the file, where no row of a printed table tells the place. */
static void say_line(const struct causa_panel *p, const struct finding *f, struct bytes *to)
{
	bool printed_row = f->label != NO_LABEL && p->dim[0].print_row[f->label] > 0;
	if (f->line > 0 && !printed_row && f->check != CAUSA_CHECK_REPEAT)
		bytes_format(to, _(" (line %llu)"), (unsigned long long)f->line);
}

/* false: some of the words are lost, there is no memory. */
static bool put(struct causa_frame_build *build, enum causa_column_id column, struct bytes *text)
{
	bool whole = !text->failed;
	causa_frame_label(build, column, text->data != NULL ? text->data : "");
	bytes_free(text);
	return whole;
}

static bool put_finding(struct causa_frame_build *build, const struct causa_panel *const *panel, uint32_t n, uint32_t file, const struct finding *f)
{
	struct bytes where = {NULL, 0, 0, false}, message = {NULL, 0, 0, false};
	const struct causa_panel *p = panel[is_between_files(f) ? f->file : file];
	if (n > 1)
		bytes_format(&where, "%s: ", p->about->name);
	if (f->check != CAUSA_CHECK_COLUMNS)
		say_where(p, f, &where);
	if (is_between_files(f))
		say_between_files(panel, f, &message);
	else
		say_message(p, f, &message);
	say_line(p, f, &message);
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_severity, severities[f->severity]);
	causa_frame_label(build, CAUSA_COL_check, checks[f->check]);
	bool whole = put(build, CAUSA_COL_where, &where);
	if (f->has_numbers) {
		causa_frame_i64(build, CAUSA_COL_stated, f->stated);
		causa_frame_i64(build, CAUSA_COL_computed, f->computed);
		causa_frame_f64(build, CAUSA_COL_difference, (double)(f->stated - f->computed));
	}
	return put(build, CAUSA_COL_message, &message) && whole;
}

/* lists: of n files, and of all together where there are several. */
static enum causa_status write(const struct causa_findings *const *findings, uint32_t lists, const struct causa_panel *const *panel, uint32_t n,
                               struct causa_frame **out)
{
	static const enum causa_column_id columns[] = {CAUSA_COL_severity, CAUSA_COL_check,      CAUSA_COL_where,  CAUSA_COL_stated,
	                                               CAUSA_COL_computed, CAUSA_COL_difference, CAUSA_COL_message};
	struct causa_frame_build *build = causa_frame_build_new("audit", columns, 7, NULL, 0);
	bool whole = true;
	if (build == NULL)
		return CAUSA_ENOMEM;
	for (uint32_t list = lists; list-- > 0;) { /* what they say together stands first */
		uint32_t at = lists > 1 ? (list == lists - 1 ? list : lists - 2 - list) : 0;
		for (uint64_t i = 0; i < findings[at]->n; i++)
			whole &= put_finding(build, panel, n, at, &findings[at]->finding[i]);
	}
	if (!whole) {
		causa_frame_build_drop(build);
		return CAUSA_ENOMEM;
	}
	return causa_frame_finish(build, panel[0]->about, out);
}

enum causa_status causa_findings_frame(const struct causa_findings *findings, const struct causa_panel *panel, struct causa_frame **out)
{
	return write(&findings, 1, &panel, 1, out);
}

enum causa_status causa_findings_of_files(const struct causa_findings *const *findings, const struct causa_panel *const *panel, uint32_t n,
                                          struct causa_frame **out)
{
	return write(findings, n + 1, panel, n, out);
}
