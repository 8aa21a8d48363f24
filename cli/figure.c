/* What the figures are drawn from.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/intl.h"
#include "environment.h"

enum needs { CAUSA_NEEDS_COUNTS = 1, CAUSA_NEEDS_RATIO = 2, CAUSA_NEEDS_POOLED = 4, CAUSA_NEEDS_CHANGE = 8, CAUSA_NEEDS_RATIO_BY_YEAR = 16 };

const char *const chart_names[CAUSA_CHARTS] = {
#define X(name, frames, summary) #name,
#include "plots/charts.def"
#undef X
};

static const unsigned chart_needs[CAUSA_CHARTS] = {
#define X(name, frames, summary) frames,
#include "plots/charts.def"
#undef X
};

static const char *const chart_summaries[CAUSA_CHARTS] = {
#define X(name, frames, summary) N_(summary),
#include "plots/charts.def"
#undef X
};

const char *chart_summary(enum causa_chart chart)
{
	return _(chart_summaries[chart]);
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

/* One frame: by which dimensions, of which quantity, by which function. */
struct job {
	const char *by;
	enum causa_quantity quantity;
	enum causa_status (*compute)(const struct causa_panel *, const struct causa_request *, struct causa_frame **,
	                             struct causa_error *);
	struct causa_frame **out;
};

static bool run(const struct options *o, const struct causa_panel *panel, const struct job *job, int *exit_status)
{
	struct options plain = *o;
	struct causa_request request;
	struct causa_error err = {0};
	plain.value[OPTION_by] = job->by;
	*exit_status = EXIT_USAGE;
	if (job->compute == causa_change && !figure_pair(o, panel, &plain.from, &plain.to)) {
		say_usage(o->command, _("there are no two whole years to compare; choose them with --from and --to"));
		return false;
	}
	if (!options_request(&plain, panel, job->by, job->quantity, &request))
		return false;
	if (strcmp(job->by, "all") == 0)
		request.offences = 0; /* the reference is all offences, whichever are shown */
	if (job->compute(panel, &request, job->out, &err) == CAUSA_OK)
		return true;
	*exit_status = say_error(o->command, &err);
	return false;
}

static unsigned needs_of(const struct options *o, enum causa_chart chart)
{
	const char *measure = o->value[OPTION_measure];
	bool counts = measure != NULL && strcmp(measure, "ratio") != 0;
	return chart == CAUSA_CHART_heatmap && counts ? CAUSA_NEEDS_COUNTS : chart_needs[chart];
}

/* Which measures a chart can draw. */
static const char *measures_of(enum causa_chart chart)
{
	switch (chart) {
	case CAUSA_CHART_trend:
		return "reported prosecuted both";
	case CAUSA_CHART_panels:
		return "both";
	case CAUSA_CHART_ratio:
		return "ratio";
	case CAUSA_CHART_change:
		return "reported prosecuted ratio";
	default:
		return "ratio reported prosecuted";
	}
}

static bool measure_fits(const struct options *o, enum causa_chart chart)
{
	const char *measure = o->value[OPTION_measure], *words = measures_of(chart);
	size_t n = measure != NULL ? strlen(measure) : 0;
	if (measure == NULL)
		return true;
	for (const char *at = words; (at = strstr(at, measure)) != NULL; at += n) {
		if (n > 0 && (at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	}
	say_usage(o->command, _("--measure is \"%s\"; the chart %s draws: %s"), measure, chart_names[chart], words);
	return false;
}

bool figure_compute(const struct options *o, const struct causa_panel *panel, enum causa_chart chart,
                    struct figure_frames *out, int *exit_status)
{
	struct options asked = *o;
	struct figure_frames f = {0};
	unsigned needs = needs_of(o, chart);
	const char *measure = o->value[OPTION_measure];
	*exit_status = EXIT_USAGE;
	if (!measure_fits(o, chart))
		return false;
	if (chart == CAUSA_CHART_change && measure != NULL)
		asked.of = strcmp(measure, "ratio") == 0 ? CAUSA_OF_RATIO : strcmp(measure, "prosecuted") == 0 ? CAUSA_OF_PROSECUTED : CAUSA_OF_REPORTED;
	enum causa_quantity change = asked.of == CAUSA_OF_RATIO ? CAUSA_FOR_RATIO_CHANGE : CAUSA_FOR_CHANGE;
	/* One or a few offences, or all of them together: a line for each of a hundred would say nothing. */
	const char *counted = chart == CAUSA_CHART_trend && o->offences == 0 ? "year" : "offence,year";
	const struct job jobs[] = {{counted, CAUSA_FOR_COUNT, causa_counts, &f.counts},
	                           {"offence", CAUSA_FOR_PROPORTION, causa_ratio, &f.ratio},
	                           {"all", CAUSA_FOR_PROPORTION, causa_ratio, &f.pooled},
	                           {"offence", change, causa_change, &f.change},
	                           {"offence,year", CAUSA_FOR_PROPORTION, causa_ratio, &f.ratio}};
	for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
		if ((needs & 1U << i) && !run(&asked, panel, &jobs[i], exit_status)) {
			figure_free(&f);
			return false;
		}
	}
	f.data = (struct causa_figure_data){.counts = f.counts, .ratio = f.ratio, .pooled = f.pooled, .change = f.change};
	*out = f;
	return true;
}

void figure_free(struct figure_frames *f)
{
	causa_frame_free(f->counts);
	causa_frame_free(f->ratio);
	causa_frame_free(f->pooled);
	causa_frame_free(f->change);
	*f = (struct figure_frames){0};
}

/* The date written into a PDF: never that of the clock, so that the same input gives the same bytes. */
static const char *created(const struct causa_panel *panel)
{
	static char text[32];
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	time_t seconds = epoch != NULL ? (time_t)strtoll(epoch, &end, 10) : 0;
	struct tm tm;
	if (epoch != NULL && epoch[0] != '\0' && *end == '\0' && gmtime_r(&seconds, &tm) != NULL) {
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
		return text;
	}
	return panel->about->date;
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
	                                     .command = command,
	                                     .software = software,
	                                     .created = created(panel),
	                                     .font_folder = environment_or("CAUSA_FONT_DIR", NULL)};
}
