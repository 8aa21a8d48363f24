/* What the figures are drawn from.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <causa/label.h>
#include <causa/wording.h>

#include "base/intl.h"
#include "environment.h"

const char *const chart_names[CAUSA_CHARTS] = {
#define X(name, needs, measures, orders, scales, takes, summary) #name,
#include "plots/charts.def"
#undef X
};

static const struct {
	unsigned needs, takes;
	const char *measures, *orders, *scales, *summary;
} charts[CAUSA_CHARTS] = {
#define X(name, needs, measures, orders, scales, takes, summary) {needs, takes, measures, orders, scales, N_(summary)},
#include "plots/charts.def"
#undef X
};

const char *chart_summary(enum causa_chart chart)
{
	return _(charts[chart].summary);
}

bool figure_pair(const struct options *o, const struct causa_panel *panel, int32_t *from, int32_t *to)
{
	*from = o->from;
	*to = o->to;
	for (uint32_t t = panel->periods; t-- > 0 && *from == 0;) {
		const struct causa_period *p = &panel->period[t];
		bool chosen = o->first == 0 || (p->year >= o->first && p->year <= o->last);
		if (!chosen || causa_period_is_partial(p))
			continue;
		if (*to == 0)
			*to = p->year;
		else
			*from = p->year;
	}
	return *from != 0;
}

/* ---- what a chart takes ---- */

static bool is_word_of(const char *word, const char *list)
{
	size_t n = strlen(word);
	for (const char *at = list; (at = strstr(at, word)) != NULL; at += n) {
		if (n > 0 && (at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	}
	return false;
}

static bool word_fits(const struct options *o, enum option_id id, enum causa_chart chart, const char *list)
{
	if (o->value[id] == NULL || is_word_of(o->value[id], list))
		return true;
	if (list[0] == '\0')
		say_usage(o->command, _("the chart %s does not take --%s"), chart_names[chart], option_table[id].name);
	else
		say_usage(o->command, _("--%s is \"%s\"; the chart %s draws: %s"), option_table[id].name, o->value[id], chart_names[chart], list);
	return false;
}

static bool option_fits(const struct options *o, enum option_id id, enum causa_chart chart, bool takes)
{
	if (takes || o->value[id] == NULL)
		return true;
	say_usage(o->command, _("the chart %s does not take --%s"), chart_names[chart], option_table[id].name);
	return false;
}

bool figure_check(const struct options *o, enum causa_chart chart)
{
	unsigned takes = charts[chart].takes;
	bool pair = (charts[chart].needs & (CAUSA_NEEDS_CHANGE | CAUSA_NEEDS_DECOMPOSE)) != 0;
	return word_fits(o, OPTION_measure, chart, charts[chart].measures) && word_fits(o, OPTION_order, chart, charts[chart].orders) &&
	       word_fits(o, OPTION_scale_y, chart, charts[chart].scales) && option_fits(o, OPTION_from, chart, pair) &&
	       option_fits(o, OPTION_highlight, chart, takes & CAUSA_TAKES_HIGHLIGHT) &&
	       option_fits(o, OPTION_offence, chart, takes & CAUSA_TAKES_OFFENCE) &&
	       option_fits(o, OPTION_finding, chart, takes & CAUSA_TAKES_FINDING) &&
	       option_fits(o, OPTION_fit, chart, takes & CAUSA_TAKES_FIT) && option_fits(o, OPTION_page, chart, takes & CAUSA_TAKES_PAGE);
}

void figure_default_measure(struct options *o, const struct causa_panel *panel, enum causa_chart chart)
{
	static const char *const measure[] = {"reported", "prosecuted"};
	for (int i = 0; i < 2 && o->value[OPTION_measure] == NULL; i++) {
		if (causa_panel_measure(panel, measure[1 - i]) < 0 && is_word_of(measure[i], charts[chart].measures))
			o->value[OPTION_measure] = measure[i];
	}
}

/* Every pattern of --highlight must find an offence. */
static bool highlights_fit(const struct options *o, const struct causa_panel *panel)
{
	for (uint32_t i = 0; i < o->highlights; i++) {
		bool found = false;
		for (uint32_t k = 0; k < panel->dim[0].n && !found; k++)
			found = causa_label_matches(panel->dim[0].title[k], o->highlight[i]);
		if (!found) {
			say_usage(o->command, _("--highlight \"%s\" fits no offence of the table"), o->highlight[i]);
			return false;
		}
	}
	return true;
}

/* ---- frames ---- */

/* One frame: by which dimensions, of which quantity, by which function. */
struct job {
	enum causa_needs need;
	const char *by;
	enum causa_quantity quantity;
	enum causa_status (*compute)(const struct causa_panel *, const struct causa_request *, struct causa_frame **,
	                             struct causa_error *);
};

/* In a chart of several quantities --method is of the one that knows it. */
static bool is_of_another(const struct options *o, const struct job *job, const struct job *jobs, int n, unsigned needs)
{
	const char *name = o->value[OPTION_method];
	if (name == NULL || causa_method_named(job->quantity, name) != CAUSA_METHOD_DEFAULT)
		return false;
	for (int i = 0; i < n; i++) {
		if ((needs & (unsigned)jobs[i].need) && causa_method_named(jobs[i].quantity, name) != CAUSA_METHOD_DEFAULT)
			return true;
	}
	return false;
}

static bool run(const struct options *o, const struct causa_panel *panel, const struct job *job, struct causa_frame **out,
                int *exit_status)
{
	struct options plain = *o;
	struct causa_request request;
	struct causa_error err = {0};
	plain.value[OPTION_by] = job->by;
	*exit_status = EXIT_USAGE;
	bool pair = job->need == CAUSA_NEEDS_CHANGE || job->need == CAUSA_NEEDS_DECOMPOSE;
	if (pair && !figure_pair(o, panel, &plain.from, &plain.to)) {
		say_usage(o->command, _("there are no two whole years to compare; choose them with --from and --to"));
		return false;
	}
	if (!options_request(&plain, panel, job->by, job->quantity, &request))
		return false;
	if (job->need == CAUSA_NEEDS_POOLED)
		request.offences = 0; /* the reference is all offences, whichever are shown */
	if (job->compute(panel, &request, out, &err) == CAUSA_OK)
		return true;
	*exit_status = say_error(o->command, &err);
	return false;
}

static unsigned needs_of(const struct options *o, enum causa_chart chart)
{
	const char *measure = o->value[OPTION_measure];
	unsigned needs = charts[chart].needs;
	if ((needs & CAUSA_NEEDS_RATIO_BY_YEAR) && measure != NULL && strcmp(measure, "ratio") != 0)
		needs = (needs & ~(unsigned)CAUSA_NEEDS_RATIO_BY_YEAR) | CAUSA_NEEDS_COUNTS;
	return needs | (o->value[OPTION_fit] != NULL ? CAUSA_NEEDS_TREND : 0U);
}

/* What changes, trends and joinpoints are of: the measure that is drawn. */
static enum causa_of of_measure(const struct options *o, enum causa_chart chart)
{
	const char *measure = o->value[OPTION_measure] != NULL ? o->value[OPTION_measure] : charts[chart].measures;
	return strncmp(measure, "ratio", 5) == 0 ? CAUSA_OF_RATIO : strncmp(measure, "prosecuted", 10) == 0 ? CAUSA_OF_PROSECUTED : CAUSA_OF_REPORTED;
}

static bool compute_audit(const struct options *o, const struct causa_panel *panel, struct causa_frame **out, int *exit_status)
{
	struct causa_findings *findings = NULL;
	struct causa_error err = {.status = causa_audit(panel, 0, &findings)};
	if (err.status == CAUSA_OK)
		err.status = causa_findings_frame(findings, panel, out);
	causa_findings_free(findings);
	if (err.status == CAUSA_OK)
		return true;
	*exit_status = say_error(o->command, &err);
	return false;
}

bool figure_compute(const struct options *o, const struct causa_panel *panel, enum causa_chart chart,
                    struct figure_frames *out, int *exit_status)
{
	struct options asked = *o;
	struct figure_frames f = {.n = 0};
	unsigned needs = needs_of(o, chart);
	*exit_status = EXIT_USAGE;
	if (!highlights_fit(o, panel))
		return false;
	asked.of = of_measure(o, chart);
	enum causa_quantity change = asked.of == CAUSA_OF_RATIO ? CAUSA_FOR_RATIO_CHANGE : CAUSA_FOR_CHANGE;
	/* One or a few offences, or all of them together: a line for each of a hundred would say nothing. */
	bool together = (chart == CAUSA_CHART_trend || chart == CAUSA_CHART_segments) && o->offences == 0 && o->highlights == 0;
	const char *by = together ? "all" : "offence";
	const struct job jobs[] = {{CAUSA_NEEDS_COUNTS, together ? "year" : "offence,year", CAUSA_FOR_COUNT, causa_counts},
	                           {CAUSA_NEEDS_RATIO, "offence", CAUSA_FOR_PROPORTION, causa_ratio},
	                           {CAUSA_NEEDS_RATIO_BY_YEAR, "offence,year", CAUSA_FOR_PROPORTION, causa_ratio},
	                           {CAUSA_NEEDS_POOLED, "all", CAUSA_FOR_PROPORTION, causa_ratio},
	                           {CAUSA_NEEDS_CHANGE, "offence", change, causa_change},
	                           {CAUSA_NEEDS_TREND, by, CAUSA_FOR_TREND, causa_trend},
	                           {CAUSA_NEEDS_SEGMENTS, by, CAUSA_FOR_SEGMENTS, causa_segments},
	                           {CAUSA_NEEDS_DECOMPOSE, "offence", CAUSA_FOR_DECOMPOSE, causa_decompose},
	                           {CAUSA_NEEDS_FUNNEL, "offence", CAUSA_FOR_PROPORTION, causa_funnel}};
	enum { JOBS = sizeof jobs / sizeof jobs[0] };
	const struct causa_frame **slot[JOBS + 1] = {&f.data.counts, &f.data.ratio,    &f.data.ratio_by_year, &f.data.pooled, &f.data.change,
	                                             &f.data.trend,  &f.data.segments, &f.data.decompose,     &f.data.funnel, &f.data.audit};
	bool done = true;
	for (int i = 0; i < JOBS && done; i++) {
		struct options one = asked;
		if (!(needs & (unsigned)jobs[i].need))
			continue;
		if (is_of_another(o, &jobs[i], jobs, JOBS, needs))
			one.value[OPTION_method] = NULL;
		done = run(&one, panel, &jobs[i], &f.frame[f.n], exit_status);
		*slot[i] = f.frame[f.n++];
	}
	if (done && (needs & CAUSA_NEEDS_AUDIT)) {
		done = compute_audit(o, panel, &f.frame[f.n], exit_status);
		f.data.audit = f.frame[f.n++];
	}
	if (!done) {
		figure_free(&f);
		return false;
	}
	*out = f;
	return true;
}

/* The first row of the figure's measure and kind: findings are graded over all families, as those of the report are. */
static int64_t finding_of(const struct causa_frame *f, enum causa_of of, bool change, bool pooled)
{
	static const char *const measures[] = {"reported", "prosecuted", "ratio"};
	const struct causa_column *measure = causa_frame_column(f, "measure"), *statistic = causa_frame_column(f, "statistic"),
	                          *offence = causa_frame_column(f, "offence");
	for (uint64_t row = 0; row < f->rows; row++) {
		bool all = strcmp(causa_column_label(offence, row), "(all)") == 0;
		if (strcmp(causa_column_label(measure, row), measures[of]) == 0 && all == pooled &&
		    (!change || strcmp(causa_column_label(statistic, row), "change") == 0))
			return (int64_t)row;
	}
	return -1;
}

bool figure_finding(const struct options *o, const struct causa_panel *panel, enum causa_chart chart, char *out, size_t size,
                    int *exit_status)
{
	struct options asked = *o;
	struct causa_request request;
	struct causa_frame *findings = NULL;
	struct causa_error err = {0};
	bool pair = (charts[chart].needs & CAUSA_NEEDS_CHANGE) != 0;
	out[0] = '\0';
	if (o->value[OPTION_finding] == NULL)
		return true;
	*exit_status = EXIT_USAGE;
	asked.value[OPTION_method] = NULL; /* findings are of the default methods, as the report's are */
	if (pair && !figure_pair(o, panel, &asked.from, &asked.to)) {
		say_usage(o->command, _("there are no two whole years to compare; choose them with --from and --to"));
		return false;
	}
	bool together = chart == CAUSA_CHART_trend && o->offences == 0 && o->highlights == 0;
	if (!options_request(&asked, panel, "offence", CAUSA_FOR_CHANGE, &request))
		return false;
	if (causa_find(panel, &request, &findings, &err) != CAUSA_OK) {
		*exit_status = say_error(o->command, &err);
		return false;
	}
	int64_t row = finding_of(findings, of_measure(o, chart), pair, together);
	if (row >= 0)
		causa_finding_headline(findings, (uint64_t)row, options_language(0, NULL), out, size);
	causa_frame_free(findings);
	return true;
}

void figure_free(struct figure_frames *f)
{
	for (int i = 0; i < f->n; i++)
		causa_frame_free(f->frame[i]);
	*f = (struct figure_frames){.n = 0};
}

struct causa_figure_options figure_options(const struct options *o, const struct causa_panel *panel, const char *command)
{
	static char software[32];
	snprintf(software, sizeof software, "causa %s", causa_version());
	return (struct causa_figure_options){.lang = options_language(0, NULL),
	                                     .title = o->value[OPTION_title],
	                                     .subtitle = o->value[OPTION_subtitle],
	                                     .note = o->value[OPTION_note],
	                                     .source = o->value[OPTION_source],
	                                     .width = o->width,
	                                     .height = o->height,
	                                     .scale = o->scale,
	                                     .measure = o->value[OPTION_measure],
	                                     .theme = (enum causa_theme)o->theme,
	                                     .order = (enum causa_order)o->order,
	                                     .scale_y = (enum causa_scale_y)o->scale_y,
	                                     .highlight = o->highlight,
	                                     .highlights = o->highlights,
	                                     .fit = o->value[OPTION_fit] != NULL,
	                                     .page = o->page,
	                                     .command = command,
	                                     .software = software,
	                                     .created = created_date(panel->about),
	                                     .font_folder = environment_or("CAUSA_FONT_DIR", NULL)};
}
