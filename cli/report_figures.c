/* The figures of a report: files to download, and bare drawings that stand in the page for wide screens and for phones.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "document.h"
#include "figure.h"
#include "module.h"
#include "report.h"

enum { PAGE_WIDTH = 860, PHONE_WIDTH = 360 };

/* Bytes of drawings: of a figure, and of all of a page, which stays below 3 MB with its tables. */
enum { MOST_DRAWING = 600000, MOST_DRAWINGS = 2150000 };

static bool has_rows(const struct causa_frame *f)
{
	return f != NULL && f->rows > 0;
}

/* Has the audit anything that can be drawn: a stated number beside a computed one? */
static bool has_totals(const struct causa_frame *f)
{
	const struct causa_column *stated = f != NULL ? causa_frame_column(f, "stated") : NULL;
	for (uint64_t row = 0; stated != NULL && row < f->rows; row++) {
		if (causa_column_has(stated, row))
			return true;
	}
	return false;
}

/* What one chart is drawn from; false: it cannot be drawn from this table. */
static bool data_of(const struct report *r, enum causa_chart chart, struct causa_figure_data *out)
{
	bool ratios = has_rows(r->table[TABLE_ratio_by_offence_and_year]);
	*out = (struct causa_figure_data){.counts = chart == CAUSA_CHART_trend ? r->table[TABLE_counts_by_year] : r->table[TABLE_counts],
	                                  .ratio = r->table[TABLE_ratio],
	                                  .ratio_by_year = ratios ? r->table[TABLE_ratio_by_offence_and_year] : r->table[TABLE_counts],
	                                  .pooled = r->table[TABLE_ratio_all],
	                                  .change = ratios && chart == CAUSA_CHART_slope ? r->drawn.ratio_change : r->drawn.change,
	                                  .segments = r->drawn.segments,
	                                  .decompose = r->drawn.decompose,
	                                  .funnel = r->drawn.funnel,
	                                  .audit = r->page.audit};
	switch (chart) {
	case CAUSA_CHART_change:
	case CAUSA_CHART_slope:
		return has_rows(out->change);
	case CAUSA_CHART_decompose:
		return has_rows(out->decompose);
	case CAUSA_CHART_segments:
		return has_rows(out->segments);
	case CAUSA_CHART_funnel:
		return has_rows(out->funnel);
	case CAUSA_CHART_audit:
		return has_totals(out->audit);
	case CAUSA_CHART_ratio:
		return has_rows(out->ratio);
	default: /* the others have years */
		return has_rows(out->counts) && !r->input->panel->about->undated;
	}
}

struct job {
	const struct causa_plots_api *api;
	enum causa_chart chart;
	struct causa_figure_data data;
	struct causa_figure_options options;
	const char *suffix;
};

static enum causa_status draw(const struct job *job, enum causa_figure_format format, struct bytes *to,
                              struct causa_figure_info *info, struct causa_error *err)
{
	enum causa_status status = job->api->draw(job->chart, &job->data, &job->options, format, report_collect, to, info, err);
	return status == CAUSA_OK && to->failed ? CAUSA_ENOMEM : status;
}

static enum causa_status draw_file(const struct job *job, enum causa_figure_format format, struct causa_folder *folder,
                                   struct causa_manifest *manifest, struct causa_error *err)
{
	static const char *const ending[] = {"png", "svg", "pdf"};
	struct bytes bytes = {NULL, 0, 0, false};
	struct causa_figure_info info = {.description = NULL};
	char name[64];
	snprintf(name, sizeof name, "figures/%s%s.%s", chart_names[job->chart], job->suffix, ending[format]);
	enum causa_status status = draw(job, format, &bytes, &info, err);
	if (status == CAUSA_OK)
		status = report_add(folder, manifest, name, &bytes, err);
	job->api->release(&info);
	bytes_free(&bytes);
	return status;
}

/* The numbers that were drawn. */
static enum causa_status add_numbers(const struct job *job, const struct causa_figure_info *info, struct causa_folder *folder,
                                     struct causa_manifest *manifest, struct causa_error *err)
{
	static const struct causa_write_options plain = {.lang = "en"};
	struct bytes bytes = {NULL, 0, 0, false};
	char name[64];
	snprintf(name, sizeof name, "figures/%s%s.csv", chart_names[job->chart], job->suffix);
	enum causa_status status = causa_write(job->api->numbers(info), CAUSA_CSV, &plain, report_collect, &bytes);
	if (status == CAUSA_OK)
		status = report_add(folder, manifest, name, &bytes, err);
	bytes_free(&bytes);
	return status;
}

/* Drawings of thousands of marks would be most of the page: such a figure stands beside it, as a picture. */
static void keep_small(struct report_page *page, struct report_figure *figure)
{
	size_t size = figure->wide.size + figure->narrow.size;
	if (size <= MOST_DRAWING && page->drawings + size <= MOST_DRAWINGS) {
		page->drawings += size;
		return;
	}
	bytes_free(&figure->wide);
	bytes_free(&figure->narrow);
}

static enum causa_status draw_for_page(struct job *job, struct report_page *page, struct causa_error *err)
{
	struct report_figure *figure = &page->figure[job->chart];
	char id[32];
	struct causa_figure_info narrow = {.description = NULL};
	job->options.bare = job->options.css = true;
	job->options.id = id;
	job->options.width = PAGE_WIDTH;
	snprintf(id, sizeof id, "w%d", (int)job->chart);
	enum causa_status status = draw(job, CAUSA_FIGURE_SVG, &figure->wide, &figure->info, err);
	if (status != CAUSA_OK)
		return status;
	figure->drawn = true;
	job->options.width = PHONE_WIDTH;
	snprintf(id, sizeof id, "n%d", (int)job->chart);
	status = draw(job, CAUSA_FIGURE_SVG, &figure->narrow, &narrow, err);
	job->api->release(&narrow);
	keep_small(page, figure);
	return status;
}

/* Headline, note and source are text of the document around the figure. */
static enum causa_status draw_for_document(struct job *job, const struct document_format *format, struct report_figure *figure,
                                           struct causa_folder *folder, struct causa_manifest *manifest, struct causa_error *err)
{
	job->options.bare = true;
	job->options.width = format->width;
	enum causa_status status = draw_file(job, CAUSA_FIGURE_PNG, folder, manifest, err);
	if (status == CAUSA_OK)
		status = draw_file(job, CAUSA_FIGURE_SVG, folder, manifest, err);
	if (status == CAUSA_OK && format->pdf)
		status = draw_file(job, CAUSA_FIGURE_PDF, folder, manifest, err);
	if (status == CAUSA_OK)
		status = job->api->draw(job->chart, &job->data, &job->options, CAUSA_FIGURE_SVG, NULL, NULL, &figure->info, err);
	figure->drawn = status == CAUSA_OK;
	return status;
}

static enum causa_status draw_chart(struct report *r, struct job *job, struct causa_folder *folder, struct causa_manifest *manifest,
                                    struct causa_error *err)
{
	static const enum causa_figure_format formats[] = {CAUSA_FIGURE_PNG, CAUSA_FIGURE_SVG, CAUSA_FIGURE_PDF};
	struct report_figure *figure = &r->page.figure[job->chart];
	struct job page = *job;
	enum causa_status status = CAUSA_OK;
	if (r->format->width > 0)
		status = draw_for_document(&page, r->format, figure, folder, manifest, err);
	for (size_t i = 0; i < sizeof formats / sizeof formats[0] && status == CAUSA_OK && r->format->width == 0; i++)
		status = draw_file(job, formats[i], folder, manifest, err);
	if (status == CAUSA_OK && r->format->width == 0)
		status = draw_for_page(&page, &r->page, err);
	return status != CAUSA_OK ? status : add_numbers(job, &figure->info, folder, manifest, err);
}

enum causa_status report_draw(struct report *r, struct causa_folder *folder, struct causa_manifest *manifest,
                              struct causa_error *err)
{
	struct job job;
	enum causa_status status = module_plots(&job.api, err);
	if (status != CAUSA_OK)
		return status;
	r->plots = job.api;
	job.suffix = r->page.suffix;
	for (int i = 0; i < CAUSA_CHARTS && status == CAUSA_OK; i++) {
		struct options options = *r->options;
		job.chart = (enum causa_chart)i;
		figure_default_measure(&options, r->input->panel, job.chart);
		job.options = figure_options(&options, r->input->panel, r->command);
		if (!data_of(r, job.chart, &job.data))
			continue;
		status = draw_chart(r, &job, folder, manifest, err);
		if (status == CAUSA_EUSAGE) { /* nothing in it to draw, or more offences than a chart holds: the tables have them */
			status = CAUSA_OK;
			memset(err, 0, sizeof *err);
		}
	}
	return status;
}
