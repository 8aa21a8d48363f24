/* A view of a panel: which series are pooled into which row, and which years take part.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "method/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <causa/label.h>

#include "base/error.h"
#include "base/intl.h"

double view_level(const struct causa_request *request)
{
	return request->level > 0 ? request->level : 0.95;
}

int64_t view_few(const struct causa_request *request)
{
	return request->few > 0 ? request->few : 20;
}

static bool keeps(const struct causa_request *request, uint32_t dim)
{
	return (request->by >> dim & 1U) != 0;
}

static bool series_role_is(const struct causa_panel *panel, uint64_t series, enum causa_role role)
{
	const struct causa_dim *dim = &panel->dim[0];
	return dim->role != NULL && dim->role[panel->key[0][series]] == (uint8_t)role;
}

/* ---- years ---- */

static enum causa_status apply_exposures(struct view *view, struct causa_error *err)
{
	const struct causa_request *request = view->request;
	for (uint32_t t = 0; t < view->panel->periods; t++)
		view->share[t] = view->panel->period[t].share;
	for (uint32_t i = 0; i < request->exposures; i++) {
		const struct causa_exposure *e = &request->exposure[i];
		int t = causa_panel_year(view->panel, e->year);
		if (t < 0)
			return causa_fail(err, CAUSA_EUSAGE, _("--exposure names the year %d, which the table does not have"), e->year);
		if (!(e->lo > 0 && e->lo <= e->hi && e->hi <= 1))
			return causa_fail(err, CAUSA_EUSAGE,
			                  _("--exposure %d: a share of the year lies above 0 and is at most 1, the lower end first"), e->year);
		view->share[t] = (struct causa_coverage){e->lo, e->hi, CAUSA_ASSUMED};
	}
	return CAUSA_OK;
}

bool view_is_partial(const struct view *view, uint32_t t)
{
	return view->share[t].lo < 1 || view->share[t].hi < 1;
}

void view_exposure(const struct view *view, uint32_t t, double *lo, double *hi)
{
	bool offset = view->request->partial == CAUSA_PARTIAL_OFFSET && view_is_partial(view, t);
	*lo = offset ? view->share[t].lo : 1;
	*hi = offset ? view->share[t].hi : 1;
}

/* An offset needs a share that is a number or a range with a lower end; one range at most, so that an envelope is one line. */
static enum causa_status check_offsets(struct view *view, struct causa_error *err)
{
	view->ranged = -1;
	if (view->request->partial != CAUSA_PARTIAL_OFFSET)
		return CAUSA_OK;
	for (uint32_t i = 0; i < view->used_n; i++) {
		uint32_t t = view->used[i];
		int year = view->panel->period[t].year;
		if (view->share[t].lo <= 0)
			return causa_fail(err, CAUSA_EUSAGE,
			                  _("no earliest end of %d is known; give the share that is covered: --exposure %d=F or %d=F1:F2"), year,
			                  year, year);
		if (view->share[t].lo < view->share[t].hi) {
			if (view->ranged >= 0)
				return causa_fail(err, CAUSA_EUSAGE,
				                  _("more than one year has a range of exposures; give one value for all but one of them"));
			view->ranged = (int)t;
		}
	}
	return CAUSA_OK;
}

static enum causa_status choose_years(struct view *view, struct causa_error *err)
{
	const struct causa_request *request = view->request;
	bool all = request->first == 0 && request->last == 0;
	for (uint32_t t = 0; t < view->panel->periods; t++) {
		int32_t year = view->panel->period[t].year;
		if (!all && (year < request->first || year > request->last))
			continue;
		view->chosen[view->chosen_n++] = t;
		if (!(view_is_partial(view, t) && request->partial == CAUSA_PARTIAL_DROP))
			view->used[view->used_n++] = t;
	}
	if (view->chosen_n == 0 && view->panel->periods > 0)
		return causa_fail(err, CAUSA_EUSAGE, _("no year between %d and %d is in the table, which runs from %d to %d"),
		                  request->first, request->last, view->panel->period[0].year,
		                  view->panel->period[view->panel->periods - 1].year);
	return check_offsets(view, err);
}

/* A year that ended less than 12 months before the cut-off: prosecutions of its reports may still come. */
static int32_t immature_year(const struct causa_about *about)
{
	int year = 0, month = 0, day = 0;
	if (about == NULL || about->cutoff == NULL || sscanf(about->cutoff, "%d-%d-%d", &year, &month, &day) != 3)
		return 0;
	bool twelve_months = month == 12 && day == 31;
	return twelve_months ? year : year - 1;
}

/* ---- groups ---- */

static bool same_group(const struct view *view, const struct view_group *group, uint64_t series)
{
	for (uint32_t d = 0; d < view->panel->dims; d++) {
		if (keeps(view->request, d) && group->label[d] != view->panel->key[d][series])
			return false;
	}
	return true;
}

static bool takes_part(const struct view *view, uint64_t series)
{
	bool pooled_offences = !keeps(view->request, 0);
	return !(pooled_offences && view->request->unknown_drop && series_role_is(view->panel, series, CAUSA_ROLE_UNKNOWN));
}

static bool is_shown(const struct view *view, const struct view_group *group)
{
	const struct causa_request *request = view->request;
	if (request->offences == 0)
		return true;
	const struct causa_dim *dim = &view->panel->dim[0];
	uint32_t label = group->label[0];
	for (uint32_t i = 0; i < request->offences; i++) {
		if (causa_label_matches(dim->title[label], request->offence[i]) ||
		    causa_label_matches(dim->printed[label], request->offence[i]))
			return true;
	}
	return false;
}

static void open_group(const struct view *view, uint64_t series, struct view_group *group)
{
	memset(group, 0, sizeof *group);
	for (uint32_t d = 0; d < view->panel->dims; d++)
		group->label[d] = keeps(view->request, d) ? view->panel->key[d][series] : UINT32_MAX;
	group->unknown = keeps(view->request, 0) && series_role_is(view->panel, series, CAUSA_ROLE_UNKNOWN);
	group->shown = is_shown(view, group);
}

/* Slot of a series in an open-addressing table of groups: many series must not cost a quadratic search. */
static uint64_t hash_labels(const struct view *view, uint64_t series)
{
	uint64_t h = 1469598103934665603U;
	for (uint32_t d = 0; d < view->panel->dims; d++) {
		if (keeps(view->request, d))
			h = (h ^ view->panel->key[d][series]) * 1099511628211U;
	}
	return h ^ h >> 29;
}

static enum causa_status gather(struct view *view, uint64_t *group_of)
{
	uint64_t n = view->panel->series, slots = 16;
	while (slots < 2 * n)
		slots *= 2;
	uint64_t *slot = calloc(slots, sizeof *slot);
	if (slot == NULL)
		return CAUSA_ENOMEM;
	for (uint64_t s = 0; s < n; s++) {
		group_of[s] = UINT64_MAX;
		if (!takes_part(view, s))
			continue;
		uint64_t i = hash_labels(view, s) & (slots - 1);
		while (slot[i] != 0 && !same_group(view, &view->group[slot[i] - 1], s))
			i = (i + 1) & (slots - 1);
		if (slot[i] == 0) {
			open_group(view, s, &view->group[view->groups]);
			slot[i] = ++view->groups;
		}
		group_of[s] = slot[i] - 1;
		view->group[group_of[s]].n++;
	}
	free(slot);
	return CAUSA_OK;
}

static enum causa_status build_groups(struct view *view)
{
	uint64_t n = view->panel->series, *group_of = malloc((n + 1) * sizeof *group_of);
	enum causa_status status = group_of == NULL ? CAUSA_ENOMEM : gather(view, group_of);
	if (status == CAUSA_OK) {
		uint64_t at = 0;
		for (uint64_t g = 0; g < view->groups; g++) {
			view->group[g].series = view->member + at;
			at += view->group[g].n;
			view->group[g].n = 0;
		}
		for (uint64_t s = 0; s < n; s++) {
			if (group_of[s] == UINT64_MAX)
				continue;
			struct view_group *group = &view->group[group_of[s]];
			view->member[(uint64_t)(group->series - view->member) + group->n++] = s;
		}
	}
	free(group_of);
	return status;
}

static enum causa_status check_offence(const struct view *view, struct causa_error *err)
{
	const struct causa_request *request = view->request;
	if (request->offences == 0)
		return CAUSA_OK;
	if (!keeps(request, 0))
		return causa_fail(err, CAUSA_EUSAGE,
		                  _("--offence chooses rows of one offence, but --by pools all offences; add offence to --by"));
	for (uint64_t g = 0; g < view->groups; g++) {
		if (view->group[g].shown)
			return CAUSA_OK;
	}
	return causa_fail(err, CAUSA_EUSAGE, _("no offence matches \"%s\"; causa counts lists the offences of the table"),
	                  request->offence[0]);
}

enum causa_status view_build(const struct causa_panel *panel, const struct causa_request *request, struct view *out,
                             struct causa_error *err)
{
	struct view view = {.panel = panel, .request = request, .ranged = -1};
	enum causa_status status = CAUSA_OK;
	if (panel->dims > MOST_DIMS)
		return causa_fail(err, CAUSA_EUSAGE, _("more than %d group columns"), MOST_DIMS - 1);
	view.group = calloc(panel->series + 1, sizeof *view.group);
	view.member = calloc(panel->series + 1, sizeof *view.member);
	view.share = calloc(panel->periods + 1, sizeof *view.share);
	view.chosen = calloc(panel->periods + 1, sizeof *view.chosen);
	view.used = calloc(panel->periods + 1, sizeof *view.used);
	if (view.group == NULL || view.member == NULL || view.share == NULL || view.chosen == NULL || view.used == NULL)
		status = causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	if (status == CAUSA_OK)
		status = apply_exposures(&view, err);
	if (status == CAUSA_OK)
		status = choose_years(&view, err);
	if (status == CAUSA_OK && (status = build_groups(&view)) != CAUSA_OK)
		causa_fail(err, status, "%s", causa_status_text(status));
	if (status == CAUSA_OK)
		status = check_offence(&view, err);
	if (status != CAUSA_OK) {
		view_free(&view);
		return status;
	}
	view.immature = request->lag > 0 ? 0 : immature_year(panel->about);
	*out = view;
	return CAUSA_OK;
}

void view_free(struct view *view)
{
	free(view->group);
	free(view->member);
	free(view->share);
	free(view->chosen);
	free(view->used);
	memset(view, 0, sizeof *view);
}

/* ---- sums ---- */

void view_add(const struct view *view, const struct view_group *group, uint32_t t, uint32_t need, const uint8_t *among,
              struct view_sum *sum)
{
	struct causa_seen seen;
	for (uint64_t i = 0; i < group->n; i++) {
		causa_panel_cell(view->panel, group->series[i], t, need, &seen);
		if (among != NULL && !among[i]) {
			sum->blank += seen.seen > 0 || seen.blank > 0;
			continue;
		}
		sum->cells += seen.seen > 0;
		sum->blank += seen.blank > 0;
		sum->withheld |= seen.status == CAUSA_WITHHELD;
		for (int m = 0; m < 4; m++)
			sum->overflow |= __builtin_add_overflow(sum->value[m], seen.value[m], &sum->value[m]);
	}
}

bool view_breaks(const struct view *view, int32_t from, int32_t to)
{
	const struct causa_about *about = view->panel->about;
	for (uint32_t i = 0; about != NULL && i < about->break_count; i++) {
		int32_t before = about->breaks[i].before;
		if (from <= before && before < to)
			return true;
	}
	return false;
}

bool view_above_one(const struct view *view)
{
	const struct causa_panel *panel = view->panel;
	int k = causa_panel_measure(panel, "prosecuted"), n = causa_panel_measure(panel, "reported");
	if (k < 0 || n < 0 || (panel->about != NULL && panel->about->ratio == CAUSA_RATIO_COHORT))
		return false;
	uint32_t need = 1U << k | 1U << n;
	for (uint64_t s = 0; s < panel->series; s++) {
		for (uint32_t i = 0; i < view->chosen_n; i++) {
			struct causa_seen seen;
			causa_panel_cell(panel, s, view->chosen[i], need, &seen);
			if (seen.value[k] > seen.value[n])
				return true;
		}
	}
	return false;
}

/* ---- into the frame ---- */

void view_put_labels(const struct view *view, const struct view_group *group, struct causa_frame_build *build)
{
	const struct causa_panel *panel = view->panel;
	bool kept = keeps(view->request, 0);
	causa_frame_label(build, CAUSA_COL_offence, kept ? panel->dim[0].title[group->label[0]] : "(all)");
	uint32_t column = 0;
	for (uint32_t d = 1; d < panel->dims; d++) {
		if (keeps(view->request, d))
			causa_frame_group(build, column++, panel->dim[d].title[group->label[d]]);
	}
}

void view_put_pooled_labels(const struct view *view, struct causa_frame_build *build)
{
	uint32_t column = 0;
	causa_frame_label(build, CAUSA_COL_offence, "(all)");
	for (uint32_t d = 1; d < view->panel->dims; d++) {
		if (keeps(view->request, d))
			causa_frame_group(build, column++, "(all)");
	}
}

uint32_t view_group_names(const struct view *view, const char **names)
{
	uint32_t n = 0;
	for (uint32_t d = 1; d < view->panel->dims; d++) {
		if (keeps(view->request, d))
			names[n++] = view->panel->dim[d].name;
	}
	return n;
}

void view_put_notes(const struct view *view, const struct view_group *group, const struct view_sum *sum,
                    struct causa_frame_build *build)
{
	if (view->request->lag > 0)
		causa_frame_note(build, CAUSA_NOTE_LAGGED);
	if (group->unknown)
		causa_frame_note(build, CAUSA_NOTE_UNKNOWN);
	if (sum->blank > 0)
		causa_frame_note(build, CAUSA_NOTE_BLANK);
	if (sum->withheld)
		causa_frame_note(build, CAUSA_NOTE_SUPPRESSED);
}

/* Cases of unknown offence a year, per measure: a table by offence must say what it leaves aside. */
static uint32_t unknown_cases(const struct view *view, int32_t *year, int64_t *reported, int64_t *prosecuted)
{
	const struct causa_panel *panel = view->panel;
	uint32_t n = 0;
	int m[2] = {causa_panel_measure(panel, "reported"), causa_panel_measure(panel, "prosecuted")};
	int64_t *to[2] = {reported, prosecuted};
	for (uint32_t i = 0; i < view->chosen_n; i++) {
		bool any = false;
		reported[n] = prosecuted[n] = -1;
		for (uint64_t s = 0; s < panel->series; s++) {
			if (!series_role_is(panel, s, CAUSA_ROLE_UNKNOWN))
				continue;
			any = true;
			for (int w = 0; w < 2; w++) {
				struct causa_seen seen;
				if (m[w] < 0)
					continue;
				causa_panel_cell(panel, s, view->chosen[i], 1U << m[w], &seen);
				if (seen.seen > 0)
					to[w][n] = (to[w][n] < 0 ? 0 : to[w][n]) + seen.value[m[w]];
			}
		}
		if (any)
			year[n++] = panel->period[view->chosen[i]].year;
	}
	return n;
}

static const char *partial_name(enum causa_partial partial)
{
	static const char *const name[] = {"drop", "offset", "keep"};
	return name[partial];
}

static void years_of_context(const struct view *view, struct causa_context *context, int32_t *dropped)
{
	const struct causa_period *period = view->panel->period;
	const uint32_t *in = view->used_n > 0 ? view->used : view->chosen;
	uint32_t n = view->used_n > 0 ? view->used_n : view->chosen_n;
	if (n > 0) {
		context->first = period[in[0]].year;
		context->last = period[in[n - 1]].year;
	}
	for (uint32_t i = 0; i < view->chosen_n; i++) {
		if (view_is_partial(view, view->chosen[i]) && view->request->partial == CAUSA_PARTIAL_DROP)
			dropped[context->dropped_count++] = period[view->chosen[i]].year;
	}
	context->dropped = dropped;
	for (uint32_t i = 0; i < view->chosen_n; i++) {
		if (period[view->chosen[i]].year == view->immature)
			context->immature = view->immature;
	}
}

enum causa_status view_finish(const struct view *view, struct causa_frame_build *build, const char *of,
                              const char *method, const char *adjust, struct causa_frame **out)
{
	const struct causa_request *request = view->request;
	size_t n = view->panel->periods + 1U;
	int32_t *year = calloc(2 * n, sizeof *year);
	int64_t *cases = calloc(2 * n, sizeof *cases);
	enum causa_status status = CAUSA_ENOMEM;
	if (year != NULL && cases != NULL) {
		struct causa_context context = {.level = view_level(request), .of = of, .method = method, .adjust = adjust};
		context.from = request->from;
		context.to = request->to;
		context.partial = partial_name(request->partial);
		context.unknown_dropped = request->unknown_drop;
		context.by_offence = keeps(request, 0);
		context.by_year = request->by_year;
		context.few = view_few(request);
		context.lag = request->lag;
		years_of_context(view, &context, year + n);
		context.unknowns = unknown_cases(view, year, cases, cases + n);
		context.unknown_year = year;
		context.unknown_reported = cases;
		context.unknown_prosecuted = cases + n;
		context.period = view->panel->period;
		context.periods = view->panel->periods;
		causa_frame_context(build, &context);
		status = causa_frame_finish(build, view->panel->about, out);
	} else {
		causa_frame_build_drop(build);
	}
	free(year);
	free(cases);
	return status;
}
