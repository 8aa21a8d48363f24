/* Which columns the table of a command has, in which order, and which go first when there is no room.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "text/display_cells.h"

static void add_identity(struct build *b)
{
	const struct causa_frame *f = b->frame;
	if (cells_has_column(b, "measure") && strcmp(f->command, "counts") == 0)
		cells_add_words(b, "measure", _("Measure"), 0, say_measure, false);
	for (uint32_t c = 0; c < f->columns; c++) {
		const struct causa_column *column = &f->column[c];
		if (strcmp(column->name, "offence") == 0)
			cells_add_words(b, column->name, _("Offence"), 0, say_label, false);
		else if (column->type == CAUSA_LABEL && strcmp(column->title, column->name) == 0)
			cells_add_words(b, column->name, column->name, 0, say_label, false); /* a group column */
	}
}

static void lay_out_counts(struct build *b)
{
	add_identity(b);
	cells_add_words(b, "year", _("Year"), 0, say_label, false);
	cells_add_words(b, "count", _("Cases"), 0, say_count, true);
	cells_add_interval(b, "lower", "upper", NULL, 1, limit_count);
	if (cells_has_column(b, "rate"))
		cells_add_words(b, "rate", _("Rate per\n100 000"), 2, say_number, true);
	cells_add_words(b, "exposure", _("Years\ncovered"), 4, say_number, true);
}

static void lay_out_ratio(struct build *b)
{
	add_identity(b);
	if (b->frame->context == NULL || b->frame->context->by_year)
		cells_add_words(b, "year", _("Year"), 0, say_label, false);
	cells_add_words(b, "reported", _("Reported"), 0, say_count, true);
	cells_add_words(b, "prosecuted", _("Criminal\ncases"), 0, say_count, true);
	cells_add_words(b, "ratio", _("Ratio\n%"), 1, say_ratio, true);
	cells_add_interval(b, "lower", "upper", NULL, 2, limit_percent);
}

static void add_tests(struct build *b)
{
	cells_add_words(b, "p", "p", 4, say_p, true);
	cells_add_words(b, "p_adjusted", _("p adj."), 3, say_p, true);
}

static void lay_out_change(struct build *b)
{
	char from[16], to[16];
	const struct causa_context *c = b->frame->context;
	bool pair = c != NULL && c->from != 0;
	bool ratios = cells_has_column(b, "ratio_from");
	snprintf(from, sizeof from, "%d", pair ? c->from : 0);
	snprintf(to, sizeof to, "%d", pair ? c->to : 0);
	add_identity(b);
	if (!pair)
		cells_add_words(b, "from, to", _("Years"), 0, say_pair, false);
	if (ratios) {
		cells_add_words(b, "ratio_from", pair ? from : _("From"), 0, say_ratio_from, true);
		cells_add_words(b, "ratio_to", pair ? to : _("To"), 0, say_ratio_to, true);
		cells_add_words(b, "difference", _("Differ-\nence"), 1, say_points, true);
		cells_add_interval(b, "lower", "upper", NULL, 2, limit_points);
		add_tests(b);
		return;
	}
	cells_add_words(b, "count_from", pair ? from : _("From"), 0, say_count, true);
	cells_add_words(b, "count_to", pair ? to : _("To"), 0, say_count, true);
	cells_add_words(b, "rate_ratio", _("Ratio"), 1, say_rate_ratio, true);
	cells_add_interval(b, "lower", "upper", NULL, 2, limit_ratio);
	add_tests(b);
	cells_add_words(b, "percent", _("Percent"), 6, say_percent, true);
	cells_add_words(b, "difference", _("Differ-\nence"), 7, say_number, true);
	cells_add_words(b, "tolerates", _("Toler-\nates"), 8, say_number, true);
}

static void lay_out_trend(struct build *b)
{
	bool ratios = cells_has_column(b, "ca_p");
	add_identity(b);
	cells_add_words(b, "total", ratios ? _("Criminal\ncases") : _("Total"), 0, say_count, true);
	if (ratios)
		cells_add_words(b, "total_reported", _("Reported"), 5, say_count, true);
	/* xgettext:no-c-format */
	const char *odds = _("Odds, %\na year");
	/* xgettext:no-c-format */
	const char *percent = _("% a\nyear");
	cells_add_words(b, "apc", ratios ? odds : percent, 1, say_apc, true);
	cells_add_interval(b, "apc_lower", "apc_upper", NULL, 2, limit_apc);
	add_tests(b);
	cells_add_words(b, "dispersion", _("Dis-\npersion"), 5, say_number, true);
	cells_add_words(b, ratios ? "ca_p" : "exact_p", ratios ? _("C.-A.\np") : _("Exact\np"), 6, say_p, true);
	cells_add_words(b, "mk_s", _("M.-K.\nS"), 7, say_count, true);
	cells_add_words(b, "mk_p", _("M.-K.\np"), 7, say_p, true);
	cells_add_words(b, "sen_slope", _("Sen\nslope"), 8, say_number, true);
}

static void say_signed(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (!cells_get(b, name, row, &v))
		return;
	out[0] = v > 0 ? '+' : '\0';
	out[1] = '\0';
	causa_number_count((int64_t)v, &b->style, out + strlen(out));
}

static void lay_out_audit(struct build *b)
{
	cells_add_words(b, "severity", _("Severity"), 0, say_label, false);
	cells_add_words(b, "check", _("Check"), 1, say_label, false);
	cells_add_words(b, "where", _("Cell"), 0, say_label, false);
	cells_add_words(b, "stated", _("Stated"), 0, say_count, true);
	cells_add_words(b, "computed", _("Computed"), 0, say_count, true);
	cells_add_words(b, "difference", _("Differ-\nence"), 0, say_signed, true);
	cells_add_words(b, "message", _("Message"), 0, say_label, false);
}

/* ---- what is computed over several offences or options ---- */

static void say_fraction(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_percent(100 * v, fabs(v) < 0.0995 && v != 0 ? 1 : 0, 0, false, &b->style, out);
}

static void limit_fraction(const struct build *b, uint64_t row, double v, char *out)
{
	(void)row;
	causa_number_percent(100 * v, fabs(v) < 0.0995 && v != 0 ? 1 : 0, 0, false, &b->style, out);
}

/* Ratios of cases are percentages, ratios of years plain numbers: one column holds both. */
static bool is_prosecution_ratio(const struct build *b, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(b->frame, "statistic");
	return c != NULL && causa_column_has(c, row) && strcmp(causa_column_label(c, row), "ratio") == 0;
}

static void limit_either(const struct build *b, uint64_t row, double v, char *out)
{
	if (is_prosecution_ratio(b, row))
		limit_fraction(b, row, v, out);
	else
		causa_number_ratio(v, v, v, &b->style, out);
	if (is_prosecution_ratio(b, row))
		strcat(out, " %");
}

static void say_either(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		limit_either(b, row, v, out);
}

static void say_survives(const struct build *b, const char *name, uint64_t row, char *out)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	if (causa_column_has(c, row))
		strcpy(out, strcmp(causa_column_label(c, row), "yes") == 0 ? _("yes") : _("no"));
}

static void say_statistic(const struct build *b, const char *name, uint64_t row, char *out)
{
	const struct causa_column *c = causa_frame_column(b->frame, name);
	const char *code = causa_column_label(c, row);
	strcpy(out, strcmp(code, "ratio") == 0 ? _("ratio") : strcmp(code, "change") == 0 ? _("change") : _("trend"));
}

static void lay_out_bounds(struct build *b)
{
	cells_add_words(b, "statistic", _("Statistic"), 0, say_statistic, false);
	add_identity(b);
	cells_add_words(b, "from, to", _("Years"), 0, say_pair, false);
	cells_add_words(b, "value", _("Known\ncases"), 0, say_either, true);
	cells_add_interval(b, "least", "greatest", _("Least to greatest"), 0, limit_either);
	cells_add_words(b, "survives", _("Stays\nshown"), 1, say_survives, false);
	cells_add_words(b, "turn_sign", _("Sign\nturns, %"), 2, say_fraction, true);
	cells_add_words(b, "turn_interval", _("Interval\nturns, %"), 3, say_fraction, true);
	cells_add_words(b, "cases_unknown", _("Unknown\ncases"), 4, say_count, true);
	cells_add_interval(b, "lower", "upper", NULL, 5, limit_either);
}

static void lay_out_compare(struct build *b)
{
	add_identity(b);
	cells_add_words(b, "reported", _("Reported"), 0, say_count, true);
	cells_add_words(b, "prosecuted", _("Criminal\ncases"), 0, say_count, true);
	cells_add_words(b, "ratio", _("Ratio\n%"), 1, say_ratio, true);
	cells_add_interval(b, "lower", "upper", NULL, 2, limit_percent);
	cells_add_words(b, "shrunken", _("Shrunk\n%"), 1, say_fraction, true);
	cells_add_interval(b, "shrunken_lower", "shrunken_upper", _("its interval"), 3, limit_fraction);
}

static const char *test_words(const char *code)
{
	static const struct {
		const char *code, *words;
	} known[] = {{"homogeneity", N_("one ratio for all offences")},
	             {"odds-ratio", N_("odds ratio, common")},
	             {"ratio-of-ratios", N_("ratio of ratios, common")},
	             {"difference", N_("difference, common")},
	             {"same-odds-ratio", N_("one odds ratio for all offences")}};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strcmp(code, known[i].code) == 0)
			return _(known[i].words);
	}
	return code;
}

static void say_test(const struct build *b, const char *name, uint64_t row, char *out)
{
	strcpy(out, test_words(causa_column_label(causa_frame_column(b->frame, name), row)));
}

static void say_plain(const struct build *b, const char *name, uint64_t row, char *out)
{
	double v;
	if (cells_get(b, name, row, &v))
		causa_number_fixed(v, fabs(v) < 10 ? fabs(v) < 1 ? 3 : 2 : 1, &b->style, out);
}

static void limit_plain(const struct build *b, uint64_t row, double v, char *out)
{
	(void)row;
	causa_number_fixed(v, fabs(v) < 10 ? fabs(v) < 1 ? 3 : 2 : 1, &b->style, out);
}

static void lay_out_tests(struct build *b)
{
	cells_add_words(b, "test", _("Test"), 0, say_test, false);
	cells_add_words(b, "method", _("Method"), 0, say_label, false);
	cells_add_words(b, "estimate", _("Estimate"), 0, say_plain, true);
	cells_add_interval(b, "lower", "upper", NULL, 1, limit_plain);
	cells_add_words(b, "test_statistic", _("Statis-\ntic"), 2, say_plain, true);
	cells_add_words(b, "df", "df", 3, say_count, true);
	cells_add_words(b, "p", "p", 0, say_p, true);
	cells_add_words(b, "strata", _("Offences"), 4, say_count, true);
}

static void lay_out_decompose(struct build *b)
{
	add_identity(b);
	cells_add_words(b, "ratio_from", _("From"), 1, say_ratio_from, true);
	cells_add_words(b, "ratio_to", _("To"), 1, say_ratio_to, true);
	cells_add_words(b, "mix", _("Mix,\npoints"), 0, say_points, true);
	cells_add_interval(b, "mix_lower", "mix_upper", _("its interval"), 4, limit_points);
	cells_add_words(b, "within", _("Within,\npoints"), 0, say_points, true);
	cells_add_interval(b, "within_lower", "within_upper", _("its interval"), 3, limit_points);
	cells_add_words(b, "difference", _("Both,\npoints"), 2, say_points, true);
}

static void lay_out_segments(struct build *b)
{
	add_identity(b);
	cells_add_words(b, "segment", _("Segment"), 0, say_label, false);
	cells_add_words(b, "first, last", _("Years"), 0, say_range, false);
	cells_add_words(b, "total", _("Total"), 3, say_count, true);
	/* xgettext:no-c-format */
	cells_add_words(b, "apc", _("% a\nyear"), 0, say_apc, true);
	cells_add_interval(b, "apc_lower", "apc_upper", NULL, 1, limit_apc);
	cells_add_words(b, "p", "p", 2, say_p, true);
}

static void lay_out_power(struct build *b)
{
	add_identity(b);
	cells_add_words(b, "year", _("Year"), 1, say_label, false);
	cells_add_words(b, "count", _("Cases"), 0, say_count, true);
	cells_add_words(b, "reach_fall", _("A fall\nto"), 0, say_count, true);
	cells_add_words(b, "reach_rise", _("A rise\nto"), 0, say_count, true);
	cells_add_words(b, "detect_fall", _("Ratio,\nfall"), 0, say_plain, true);
	cells_add_words(b, "detect_rise", _("Ratio,\nrise"), 0, say_plain, true);
}

static const char *conclusion_words(const char *code)
{
	return strcmp(code, "rose") == 0 ? _("rose") : strcmp(code, "fell") == 0 ? _("fell") : _("not shown");
}

static void say_conclusion(const struct build *b, const char *name, uint64_t row, char *out)
{
	strcpy(out, conclusion_words(causa_column_label(causa_frame_column(b->frame, name), row)));
}

static void lay_out_sensitivity(struct build *b)
{
	add_identity(b);
	cells_add_words(b, "unknown", _("Unknown"), 0, say_label, false);
	cells_add_words(b, "blanks", _("Blanks"), 3, say_label, false);
	cells_add_words(b, "partial", _("Partial\nyear"), 2, say_label, false);
	cells_add_words(b, "totals", _("Totals"), 4, say_label, false);
	cells_add_words(b, "method", _("Method"), 0, say_label, false);
	cells_add_words(b, "estimate", _("Estimate"), 5, say_plain, true);
	cells_add_interval(b, "lower", "upper", NULL, 6, limit_plain);
	cells_add_words(b, "p", "p", 7, say_p, true);
	cells_add_words(b, "conclusion", _("Conclusion"), 0, say_conclusion, false);
}

static void lay_out_any(struct build *b)
{
	for (uint32_t c = 0; c < b->frame->columns && c < DISPLAY_COLUMNS - 1; c++) {
		const struct causa_column *column = &b->frame->column[c];
		if (column->type == CAUSA_NOTE_SET)
			continue;
		word say = column->type == CAUSA_LABEL ? say_label : column->type == CAUSA_I64 ? say_count : say_number;
		cells_add_words(b, column->name, _(column->title), (int)c, say, column->type != CAUSA_LABEL);
	}
}

void layout_of(struct build *b)
{
	static const struct {
		const char *command;
		void (*lay_out)(struct build *b);
	} table[] = {{"counts", lay_out_counts},
	             {"ratio", lay_out_ratio},
	             {"change", lay_out_change},
	             {"trend", lay_out_trend},
	             {"audit", lay_out_audit},
	             {"diff", lay_out_diff},
	             {"bounds", lay_out_bounds},
	             {"compare", lay_out_compare},
	             {"tests", lay_out_tests},
	             {"decompose", lay_out_decompose},
	             {"segments", lay_out_segments},
	             {"power", lay_out_power},
	             {"sensitivity", lay_out_sensitivity}};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (strcmp(table[i].command, b->frame->command) == 0) {
			table[i].lay_out(b);
			return;
		}
	}
	lay_out_any(b);
}
