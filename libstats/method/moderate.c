/* Dispersions of the trends of one run, shrunk to each other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/intl.h"
#include "method/trend.h"

enum { LEAST_SERIES = 50 };

/* Rows that tell something about the dispersion: their own line, no unknown offence. */
static bool informs(const struct trend_row *row)
{
	return row->fit.fitted && row->fit.separated == 0 && row->fit.df > 0 && !row->years.group->unknown;
}

static enum causa_status find_prior(struct trend_job *job, struct causa_error *err)
{
	uint64_t groups = job->view->groups;
	double *dispersion = malloc((groups + 1) * sizeof *dispersion);
	int *df = malloc((groups + 1) * sizeof *df);
	size_t n = 0;
	enum causa_status status = dispersion == NULL || df == NULL ? CAUSA_ENOMEM : CAUSA_OK;
	for (uint64_t i = 0; i < groups && status == CAUSA_OK; i++) {
		if (informs(&job->row[i])) {
			dispersion[n] = job->row[i].fit.dispersion;
			df[n++] = job->row[i].fit.df;
		}
	}
	if (status == CAUSA_OK && n < LEAST_SERIES)
		status = causa_fail(err, CAUSA_EUSAGE,
		                    _("the method moderated shrinks dispersions across series and needs %d of them; here are %zu: use quasi"),
		                    LEAST_SERIES, n);
	if (status == CAUSA_OK)
		status = causa_dispersion_prior(dispersion, df, n, &job->prior);
	free(dispersion);
	free(df);
	return status;
}

enum causa_status trend_moderate(struct trend_job *job, struct causa_error *err)
{
	if (job->view->ranged >= 0)
		return causa_fail(err, CAUSA_EUSAGE, _("the method moderated takes no range of exposures; give one value: --exposure YEAR=F"));
	enum causa_status status = find_prior(job, err);
	for (uint64_t i = 0; i < job->view->groups && status == CAUSA_OK; i++) {
		struct trend_row *row = &job->row[i];
		if (!row->fit.fitted || row->fit.separated != 0 || row->fit.df <= 0)
			continue;
		status = causa_loglinear_moderated(&row->fit.line, &job->prior, view_level(job->view->request), &row->fit.limits,
		                                   &row->fit.p);
		row->member.p = row->fit.p;
		row->member.belongs = isfinite(row->fit.p) && row->attainable && !row->years.group->unknown;
	}
	return status;
}
