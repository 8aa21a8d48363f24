/* One statistic under all defensible options: what the conclusion rests on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/need.h"
#include "method/variants.h"

enum { MOST_CHOICES = 6, MOST_SERIES = 20000 };

/* One option with its choices; the first is the default. */
struct option {
	enum causa_column_id column;
	int n;
	struct choice {
		char label[24];
		enum causa_method method;
		enum variant_unknown unknown;
		bool drop_unknown, blanks_are_zero, printed_totals, offset;
		struct causa_exposure exposure;
	} choice[MOST_CHOICES];
};

enum { OPTION_UNKNOWN, OPTION_BLANKS, OPTION_PARTIAL, OPTION_TOTALS, OPTION_METHOD, OPTIONS };

struct job {
	const struct causa_panel *panel;
	const struct causa_request *request;
	bool change;                /* else trend */
	bool pooled;                /* over everything */
	uint32_t need;              /* measures */
	int32_t first, last;        /* years that the statistic uses */
	struct option option[OPTIONS];
	int variants;
	struct causa_frame **frame; /* [variants]: NULL where the options do not go together */
};

/* ---- options ---- */

static struct choice *add(struct option *o, const char *label)
{
	struct choice *c = &o->choice[o->n++];
	*c = (struct choice){.unknown = VARIANT_KNOWN};
	snprintf(c->label, sizeof c->label, "%s", label);
	return c;
}

static void add_unknown(struct job *job)
{
	struct option *o = &job->option[OPTION_UNKNOWN];
	o->column = CAUSA_COL_unknown;
	if ((job->request->by & 1U) == 0) {
		add(o, job->request->unknown_drop ? "drop" : "keep")->drop_unknown = job->request->unknown_drop;
		add(o, job->request->unknown_drop ? "keep" : "drop")->drop_unknown = !job->request->unknown_drop;
		return;
	}
	add(o, "known");
	add(o, "shared")->unknown = VARIANT_SHARED;
	add(o, "all-early")->unknown = VARIANT_EARLY;
	add(o, "all-late")->unknown = VARIANT_LATE;
}

static void add_blanks(struct job *job)
{
	struct option *o = &job->option[OPTION_BLANKS];
	o->column = CAUSA_COL_blanks;
	add(o, "excluded");
	if (variant_has_blanks(job->panel, job->need, job->first, job->last))
		add(o, "zero")->blanks_are_zero = true;
}

static void add_totals(struct job *job)
{
	struct option *o = &job->option[OPTION_TOTALS];
	o->column = CAUSA_COL_totals;
	add(o, "computed");
	if (job->pooled && variant_has_totals(job->panel, job->need, job->first, job->last))
		add(o, "printed")->printed_totals = true;
}

static struct causa_coverage coverage_of(const struct job *job, uint32_t t)
{
	for (uint32_t i = 0; i < job->request->exposures; i++) {
		const struct causa_exposure *e = &job->request->exposure[i];
		if (e->year == job->panel->period[t].year)
			return (struct causa_coverage){e->lo, e->hi, CAUSA_ASSUMED};
	}
	return job->panel->period[t].share;
}

/* A partly covered last year enters at both ends of what is known of its share, and in the middle of a range. */
static void add_partial(struct job *job)
{
	struct option *o = &job->option[OPTION_PARTIAL];
	o->column = CAUSA_COL_partial;
	add(o, "drop");
	for (uint32_t t = 0; t < job->panel->periods; t++) {
		int32_t year = job->panel->period[t].year;
		struct causa_coverage share = coverage_of(job, t);
		bool chosen = (job->request->first == 0 && job->request->last == 0) ||
		              (year >= job->request->first && year <= job->request->last);
		if (job->change || !chosen || (share.lo >= 1 && share.hi >= 1) || o->n > 1)
			continue;
		double end[3] = {share.lo > 0 ? share.lo : share.hi, 0.5 * (share.lo + share.hi), share.hi};
		for (int i = 0; i < 3; i++) {
			if (i > 0 && (!(share.lo > 0) || end[i] <= end[i - 1])) /* one value, or only the latest end is known */
				continue;
			struct choice *c = add(o, "");
			/* three decimals, whatever the locale's decimal mark */
			snprintf(c->label, sizeof c->label, "%ld.%03ld", lround(1000 * end[i]) / 1000, lround(1000 * end[i]) % 1000);
			c->offset = true;
			c->exposure = (struct causa_exposure){year, end[i], end[i]};
		}
	}
}

static void add_methods(struct job *job)
{
	static const enum causa_method change[] = {CAUSA_METHOD_EXACT, CAUSA_METHOD_CHANGE_MIDP};
	static const enum causa_method ratio_change[] = {CAUSA_METHOD_MIETTINEN_NURMINEN, CAUSA_METHOD_NEWCOMBE};
	static const enum causa_method trend[] = {CAUSA_METHOD_QUASI, CAUSA_METHOD_POISSON, CAUSA_METHOD_NEGBIN};
	static const enum causa_method ratio_trend[] = {CAUSA_METHOD_LOGISTIC, CAUSA_METHOD_LOGISTIC_PROFILE, CAUSA_METHOD_FIRTH};
	bool ratio = job->request->of == CAUSA_OF_RATIO;
	const enum causa_method *list = job->change ? ratio ? ratio_change : change : ratio ? ratio_trend : trend;
	int n = job->change ? 2 : 3;
	struct option *o = &job->option[OPTION_METHOD];
	o->column = CAUSA_COL_method;
	for (int i = 0; i < n; i++)
		add(o, causa_method_about(list[i])->name)->method = list[i];
}

/* ---- variants ---- */

static const struct choice *choice_of(const struct job *job, int variant, int option)
{
	int stride = 1;
	for (int i = OPTIONS - 1; i > option; i--)
		stride *= job->option[i].n;
	return &job->option[option].choice[variant / stride % job->option[option].n];
}

static bool is_default(const struct job *job, int variant, int option)
{
	return choice_of(job, variant, option) == &job->option[option].choice[0];
}

/* Printed totals hold every case and no blank: they go with the defaults of the other readings alone. */
static bool goes_together(const struct job *job, int variant)
{
	if (!choice_of(job, variant, OPTION_TOTALS)->printed_totals)
		return true;
	return !choice_of(job, variant, OPTION_UNKNOWN)->drop_unknown && is_default(job, variant, OPTION_BLANKS) &&
	       is_default(job, variant, OPTION_PARTIAL);
}

static enum causa_status run(struct job *job, int variant, struct causa_error *err)
{
	const struct choice *unknown = choice_of(job, variant, OPTION_UNKNOWN), *partial = choice_of(job, variant, OPTION_PARTIAL);
	struct causa_request request = *job->request;
	struct variant v = {.unknown = unknown->unknown,
	                    .blanks_are_zero = choice_of(job, variant, OPTION_BLANKS)->blanks_are_zero,
	                    .printed_totals = choice_of(job, variant, OPTION_TOTALS)->printed_totals,
	                    .middle = job->first + (job->last - job->first) / 2};
	struct causa_panel *panel;
	request.method = choice_of(job, variant, OPTION_METHOD)->method;
	request.adjust = CAUSA_METHOD_NONE;
	request.attainable = false;
	request.unknown_drop = unknown->drop_unknown && !v.printed_totals;
	request.partial = partial->offset ? CAUSA_PARTIAL_OFFSET : CAUSA_PARTIAL_DROP;
	request.exposure = &partial->exposure;
	request.exposures = partial->offset ? 1 : 0;
	enum causa_status status = variant_panel(job->panel, &v, &panel);
	if (status != CAUSA_OK)
		return status;
	status = (job->change ? causa_change : causa_trend)(panel, &request, &job->frame[variant], err);
	causa_panel_free(panel); /* what a frame points to is not the variant's own */
	return status;
}

/* ---- conclusions ---- */

struct result {
	double estimate, lower, upper, p, null;
};

static double number(const struct causa_frame *f, const char *column, uint64_t row)
{
	const struct causa_column *c = causa_frame_column(f, column);
	return c != NULL && causa_column_has(c, row) ? causa_column_f64(c, row) : (double)NAN;
}

static struct result result_of(const struct job *job, int variant, uint64_t row)
{
	const struct causa_frame *f = job->frame[variant];
	bool counts = job->request->of != CAUSA_OF_RATIO;
	const char *estimate = !job->change ? "apc" : counts ? "rate_ratio" : "difference";
	return (struct result){number(f, estimate, row), number(f, job->change ? "lower" : "apc_lower", row),
	                       number(f, job->change ? "upper" : "apc_upper", row), number(f, "p", row), job->change && counts ? 1 : 0};
}

static const char *conclusion_of(const struct result *r)
{
	return r->lower > r->null ? "rose" : r->upper < r->null ? "fell" : "not-shown";
}

static void name_differences(const struct job *job, int variant, char *out, size_t size)
{
	static const char *const name[OPTIONS] = {"unknown", "blanks", "partial", "totals", "method"};
	out[0] = '\0';
	for (int i = 0; i < OPTIONS; i++) {
		if (!is_default(job, variant, i))
			snprintf(out + strlen(out), size - strlen(out), "%s%s", out[0] != '\0' ? " " : "", name[i]);
	}
}

static double agreement(const struct job *job, uint64_t row, const char *baseline)
{
	int all = 0, same = 0;
	for (int v = 0; v < job->variants; v++) {
		if (job->frame[v] == NULL)
			continue;
		struct result r = result_of(job, v, row);
		all++;
		same += strcmp(conclusion_of(&r), baseline) == 0;
	}
	return (double)same / all;
}

/* ---- the frame ---- */

static void copy_labels(const struct causa_frame *from, uint64_t row, struct causa_frame_build *build)
{
	uint32_t group = 0;
	for (uint32_t c = 0; c < from->columns; c++) {
		const struct causa_column *column = &from->column[c];
		if (strcmp(column->name, "offence") == 0)
			causa_frame_label(build, CAUSA_COL_offence, causa_column_label(column, row));
		else if (column->type == CAUSA_LABEL && strcmp(column->title, column->name) == 0)
			causa_frame_group(build, group++, causa_column_label(column, row));
	}
	for (int n = 0; n < CAUSA_NOTES; n++) {
		if (from->notes[row] & CAUSA_NOTE(n))
			causa_frame_note(build, (enum causa_note)n);
	}
}

static void put_row(const struct job *job, int variant, uint64_t row, const char *baseline, double share,
                    struct causa_frame_build *build)
{
	const struct causa_frame *f = job->frame[variant];
	struct result r = result_of(job, variant, row);
	const char *conclusion = conclusion_of(&r);
	bool agrees = strcmp(conclusion, baseline) == 0;
	char differences[64];
	causa_frame_row(build);
	causa_frame_label(build, CAUSA_COL_statistic, job->change ? "change" : "trend");
	causa_frame_label(build, CAUSA_COL_measure, need_of_name(job->request->of));
	copy_labels(f, row, build);
	causa_frame_i64(build, CAUSA_COL_from, job->first);
	causa_frame_i64(build, CAUSA_COL_to, job->change ? job->last : f->context->last);
	for (int i = 0; i < OPTIONS; i++)
		causa_frame_label(build, job->option[i].column, choice_of(job, variant, i)->label);
	causa_frame_f64(build, CAUSA_COL_estimate, r.estimate);
	causa_frame_f64(build, CAUSA_COL_lower, r.lower);
	causa_frame_f64(build, CAUSA_COL_upper, r.upper);
	causa_frame_f64(build, CAUSA_COL_level, view_level(job->request));
	causa_frame_f64(build, CAUSA_COL_p, r.p);
	causa_frame_label(build, CAUSA_COL_conclusion, conclusion);
	causa_frame_label(build, CAUSA_COL_agrees, agrees ? "yes" : "no");
	name_differences(job, variant, differences, sizeof differences);
	if (!agrees)
		causa_frame_label(build, CAUSA_COL_turned_by, differences);
	causa_frame_f64(build, CAUSA_COL_agreement, share);
}

static struct causa_frame_build *open_frame(const struct view *view)
{
	static const enum causa_column_id columns[] = {
		CAUSA_COL_statistic, CAUSA_COL_measure, CAUSA_COL_offence, CAUSA_COL_from, CAUSA_COL_to, CAUSA_COL_unknown,
		CAUSA_COL_blanks, CAUSA_COL_partial, CAUSA_COL_totals, CAUSA_COL_method, CAUSA_COL_estimate, CAUSA_COL_lower,
		CAUSA_COL_upper, CAUSA_COL_level, CAUSA_COL_p, CAUSA_COL_conclusion, CAUSA_COL_agrees, CAUSA_COL_turned_by,
		CAUSA_COL_agreement, CAUSA_COL_note,
	};
	const char *names[MOST_DIMS];
	uint32_t groups = view_group_names(view, names);
	return causa_frame_build_new("sensitivity", columns, sizeof columns / sizeof columns[0], names, groups);
}

static enum causa_status fill(struct job *job, const struct view *view, struct causa_frame **out, struct causa_error *err)
{
	job->variants = 1;
	for (int i = 0; i < OPTIONS; i++)
		job->variants *= job->option[i].n;
	struct causa_frame_build *build = open_frame(view);
	job->frame = calloc((size_t)job->variants, sizeof(struct causa_frame *));
	enum causa_status status = build == NULL || job->frame == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (int v = 0; v < job->variants && status == CAUSA_OK; v++)
		status = goes_together(job, v) ? run(job, v, err) : CAUSA_OK;
	for (uint64_t row = 0; status == CAUSA_OK && row < job->frame[0]->rows; row++) {
		struct result first = result_of(job, 0, row);
		const char *baseline = conclusion_of(&first);
		double share = agreement(job, row, baseline);
		if (job->frame[0]->notes[row] & CAUSA_NOTE(CAUSA_NOTE_UNKNOWN))
			continue;
		for (int v = 0; v < job->variants; v++) {
			if (job->frame[v] != NULL)
				put_row(job, v, row, baseline, share, build);
		}
	}
	if (status == CAUSA_OK)
		status = view_finish(view, build, need_of_name(job->request->of), job->option[OPTION_METHOD].choice[0].label, NULL, out);
	else if (build != NULL)
		causa_frame_build_drop(build);
	for (int v = 0; v < job->variants && job->frame != NULL; v++)
		causa_frame_free(job->frame[v]);
	free(job->frame);
	return status;
}

static enum causa_status check(const struct job *job, struct causa_error *err)
{
	const struct causa_request *request = job->request;
	if (request->statistic == CAUSA_STATISTIC_RATIO)
		return causa_fail(err, CAUSA_EUSAGE, _("sensitivity is of a conclusion: --statistic change or --statistic trend"));
	if (job->change && request->from == 0)
		return causa_fail(err, CAUSA_EUSAGE, _("sensitivity of a change is of one pair of years: give --from and --to"));
	if (job->panel->series > MOST_SERIES)
		return causa_fail(err, CAUSA_EUSAGE, _("the table has more than %d series; sensitivity is for one statistic of a smaller one"),
		                  MOST_SERIES);
	return CAUSA_OK;
}

static void name_years(struct job *job, const struct view *view)
{
	const struct causa_period *period = job->panel->period;
	job->first = job->change ? job->request->from : view->used_n > 0 ? period[view->used[0]].year : 0;
	job->last = job->change ? job->request->to : view->used_n > 0 ? period[view->used[view->used_n - 1]].year : 0;
}

enum causa_status causa_sensitivity(const struct causa_panel *panel, const struct causa_request *request,
                                    struct causa_frame **out, struct causa_error *err)
{
	struct view view;
	int k, n;
	struct job job = {.panel = panel, .request = request, .pooled = request->by == 0};
	job.change = request->statistic == CAUSA_STATISTIC_CHANGE || (request->statistic == CAUSA_STATISTIC_ALL && request->from != 0);
	enum causa_status status = check(&job, err);
	if (status == CAUSA_OK)
		status = need_measures(panel, request->of, &k, &n, err);
	struct causa_request whole = *request; /* the years that take part by default; ranges are tried one by one */
	whole.partial = CAUSA_PARTIAL_DROP;
	if (status == CAUSA_OK)
		status = view_build(panel, &whole, &view, err);
	if (status != CAUSA_OK)
		return status;
	job.need = 1U << k | (n >= 0 ? 1U << n : 0U);
	name_years(&job, &view);
	add_unknown(&job);
	add_blanks(&job);
	add_partial(&job);
	add_totals(&job);
	add_methods(&job);
	status = fill(&job, &view, out, err);
	view_free(&view);
	return need_worded(status, err);
}
