/* Methods: one statistic mapped over every series of a panel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_H
#define CAUSA_METHOD_H

#include <stdbool.h>
#include <stdint.h>

#include <causa/frame.h>
#include <causa/panel.h>
#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

enum causa_quantity {
#define X(id, title) CAUSA_FOR_##id,
#include <causa/quantities.def>
#undef X
	CAUSA_QUANTITIES
};

/** "Interval of a count", translated. */
const char *causa_quantity_title(enum causa_quantity quantity);

enum causa_method {
	CAUSA_METHOD_DEFAULT,
#define X(id, name, quantity, summary, reference, formula, conventions, avoid, example) CAUSA_METHOD_##id,
#include <causa/methods.def>
#undef X
	CAUSA_METHODS
};

/** What is known about a method. summary is translated. */
struct causa_method_info {
	enum causa_method id;
	const char *name;
	enum causa_quantity quantity;
	const char *summary, *reference;
	const char *formula, *conventions; /* for the reference manual, in English */
	const char *avoid;                 /* when not to use it */
	const char *example;               /* arguments of a command that uses it: "ratio --method wilson" */
	bool is_default;
};

/** Information on a method; NULL for CAUSA_METHOD_DEFAULT and beyond the last. */
const struct causa_method_info *causa_method_about(enum causa_method method);

/** The method of a quantity by name; CAUSA_METHOD_DEFAULT when there is none of that name. */
enum causa_method causa_method_named(enum causa_quantity quantity, const char *name);

/** What a partly covered year does in every pooled or compared figure. */
enum causa_partial { CAUSA_PARTIAL_DROP, CAUSA_PARTIAL_OFFSET, CAUSA_PARTIAL_KEEP };

/** What a change or a trend is of. */
enum causa_of { CAUSA_OF_REPORTED, CAUSA_OF_PROSECUTED, CAUSA_OF_RATIO };

/** Share of a year that is covered, 0 < lo <= hi <= 1; overrides the data package. */
struct causa_exposure {
	int32_t year;
	double lo, hi;
};

/** Which statistic bounds and sensitivity are of. */
enum causa_statistic { CAUSA_STATISTIC_ALL, CAUSA_STATISTIC_RATIO, CAUSA_STATISTIC_CHANGE, CAUSA_STATISTIC_TREND };

/** What is asked of a method. Zero-filled fields mean the default where one is named. */
struct causa_request {
	double level;                /* in (0, 1) */
	int32_t first, last;         /* --years, inclusive; both 0: all */
	uint32_t by;                 /* bit d: dimension d of the panel is kept; the others are pooled */
	bool by_year;                /* ignored by change and trend, which always keep the year */
	enum causa_partial partial;
	const struct causa_exposure *exposure;
	uint32_t exposures;
	bool unknown_drop;           /* leave "offence unknown" out of rows pooled over offences */
	const char *const *offence;  /* patterns: rows shown; never changes a family */
	uint32_t offences;
	enum causa_method method;    /* CAUSA_METHOD_DEFAULT: the default of the quantity */
	enum causa_method adjust;    /* CAUSA_METHOD_DEFAULT: bh */
	enum causa_of of;
	int32_t from, to;            /* one pair of years for change; both 0: consecutive years */
	int64_t few;                 /* fewer events than this are marked few-cases; 0: 20 */
	bool attainable;             /* change and trend: columns of what the test could have reached */
	double power;                /* of detectable changes; 0: 0.8 */
	int32_t lag;                 /* the panel is lagged by so many years: rows say so, and no year is immature */
	bool tests;                  /* compare: tests over all groups instead of a row for each */
	enum causa_statistic statistic; /* bounds, sensitivity */
	unsigned grades;             /* findings: 1 rose and fell only, 2 also what may have, 3 also what is not shown; 0: all */
	bool every_of;               /* findings: of each measure that the table has, and of ratios, whatever `of` says */
	bool pooled_too;             /* findings: rows pooled over all offences beside those of each */
	unsigned jobs;               /* threads; 0: all cores; never changes a result */
};

/** Counts by group and year (or pooled years) with confidence intervals; rates where the panel has a population.
 *
 *  count = sum of the observed cells; limits by request->method for Poisson counts. A count over blank cells is a lower
 *  bound: no upper limit, note `blank`. Exposure in years; none where it is only known as a range.
 *  Errors  CAUSA_EUSAGE with a sentence (unknown year, no such offence), CAUSA_ERANGE, CAUSA_ENOMEM.
 *  The frame borrows from the panel, which must outlive it. */
enum causa_status causa_counts(const struct causa_panel *panel, const struct causa_request *request,
                               struct causa_frame **out, struct causa_error *err);

/** Prosecution ratios prosecuted / reported over cells in which both are observed.
 *
 *  n = 0 gives no ratio and no limits (note `no-cases`). In a period table with any prosecuted above reported all rows
 *  are rate ratios with exact conditional limits, unless a method was asked for. */
enum causa_status causa_ratio(const struct causa_panel *panel, const struct causa_request *request,
                              struct causa_frame **out, struct causa_error *err);

/** Changes between two years, by group: of counts (rate ratio and difference) or of ratios (difference).
 *
 *  A pooled row uses the series observed in both years. p is adjusted over all rows of the run that have one and could have
 *  reached significance, without unknown rows, before request->offence chooses. With a range of exposures: an envelope. */
enum causa_status causa_change(const struct causa_panel *panel, const struct causa_request *request,
                               struct causa_frame **out, struct causa_error *err);

/** Trends by group: log-linear slope of counts or logistic slope of ratios, Mann-Kendall and Sen beside it.
 *
 *  A pooled row uses the series observed in every used year. One year: nothing; two: apc only. All cases at one end: the
 *  limit of the exact conditional test that exists. With a range of exposures: an envelope. */
enum causa_status causa_trend(const struct causa_panel *panel, const struct causa_request *request,
                              struct causa_frame **out, struct causa_error *err);

/** Least and greatest ratio, change and trend of each offence over all ways to allot the cases of unknown offence, and the share
 *  of them that turns the conclusion. request->statistic chooses one kind. Errors  CAUSA_EINPUT when the table has no unknown
 *  offence; those of the methods above. */
enum causa_status causa_bounds(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                               struct causa_error *err);

/** Kitagawa's decomposition of the change of the overall ratio between request->from and request->to, by group: mix and within
 *  parts with bootstrap intervals. Errors  CAUSA_EUSAGE without a pair of years. */
enum causa_status causa_decompose(const struct causa_panel *panel, const struct causa_request *request,
                                  struct causa_frame **out, struct causa_error *err);

/** Ratios of several groups side by side, raw and shrunk to their common distribution; with request->tests, or with a pair of
 *  years, tests and estimates over all groups instead. Errors  CAUSA_EINPUT where a ratio exceeds one. */
enum causa_status causa_compare(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                                struct causa_error *err);

/** Ratios by group against their reports, with the limits of 95 % and 99.8 % that chance would keep them in around the ratio of
 *  all groups, at each group's number of reports and, as rows "(limits)", along the way. Errors  CAUSA_EINPUT where the ratio of
 *  all is 0 or 1; those of causa_ratio. */
enum causa_status causa_funnel(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                               struct causa_error *err);

/** Joinpoint regression of counts by group: a row for each segment and one for the average. Errors  CAUSA_EUSAGE when no group
 *  has 7 usable years. */
enum causa_status causa_segments(const struct causa_panel *panel, const struct causa_request *request,
                                 struct causa_frame **out, struct causa_error *err);

/** Findings: the changes between years and (without request->from) the trends of a table, graded by what they carry.
 *
 *  Runs one family for each statistic, measure and pooling that the request asks for, and grades each row by tests. `rose` and
 *  `fell` need an interval without no-change and that all of these hold; a row that fails one is `may-have-...`:
 *
 *      adjustment   p, adjusted within its family and multiplied by the number of families, is below 1 - level
 *      dispersion   the same for p at twice the variance of independent cases, sqrt(2) in z, and `tolerates` is at least 2
 *                   (changes); a dispersion of at most 1.5 (trends)
 *      spread       the same for p at the spread of the table's own changes, where 12 offences or more show one (changes):
 *                   a factor of the variance, and for counts also an excess variance of log rate ratios; both the upper
 *                   limit (order statistics, one-sided 95 %) of a median, so that few true changes do not move them
 *      few          request->few cases or more take part
 *      blanks withheld partial immature break    no such cell or year is used
 *      allotment    no allotment of the cases of unknown offence takes it away (rows of one offence)
 *      totals       the printed totals of both years say the same (pooled rows)
 *      cut-off      no fall into a last year that the table does not declare whole
 *
 *  Columns passed and failed name the tests. Figures at which a row would turn stand beside them: turn_cases and turn_cases_sign of
 *  turn_of unknown cases in the adverse year; blank_cases and blank_cases_sign in the blank cells of the later year; share_rise
 *  and share_fall of a partly covered year, with share_least and share_most known of it; months_least and months_most that the
 *  later year's cases had to reach a judge. A partly covered year that is left out has a pooled row of its own, graded
 *  `cannot-be-said` where its unknown share decides. An interval that includes no change is `not-shown`.
 *
 *  Highest grade first, then the largest effect, then the order of the table. p_adjusted is the one of `adjustment`.
 *  Errors  those of the methods. Oracle  simulation: tests/cli/findings.bats, of tables in which nothing changes. */
enum causa_status causa_find(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                             struct causa_error *err);

/** What a later count would have to be, and how large a true change would have to be to be found with request->power, given the
 *  count of the last usable year. */
enum causa_status causa_power(const struct causa_panel *panel, const struct causa_request *request, struct causa_frame **out,
                              struct causa_error *err);

/** One change or trend under all defensible options: a row for each, the first with the defaults. Errors  CAUSA_EUSAGE. */
enum causa_status causa_sensitivity(const struct causa_panel *panel, const struct causa_request *request,
                                    struct causa_frame **out, struct causa_error *err);

#ifdef __cplusplus
}
#endif
#endif
