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
	CAUSA_FOR_COUNT,
	CAUSA_FOR_PROPORTION,
	CAUSA_FOR_CHANGE,
	CAUSA_FOR_RATIO_CHANGE,
	CAUSA_FOR_TREND,
	CAUSA_FOR_RATIO_TREND,
	CAUSA_FOR_ADJUST
};

enum causa_method {
	CAUSA_METHOD_DEFAULT,
#define X(id, name, quantity, summary, reference) CAUSA_METHOD_##id,
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

#ifdef __cplusplus
}
#endif
#endif
