/* A report as a document, from top to bottom, whatever it is set in. The order is that of the page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "report_words.h"

void document_add(struct document *d, const char *name, const struct bytes *bytes)
{
	if (d->status == CAUSA_OK)
		d->status = report_add(d->folder, d->manifest, name, bytes, d->err);
}

/* ---- parts ---- */

static void paragraph(struct document *d, const char *words)
{
	if (words != NULL && words[0] != '\0')
		d->format->paragraph(d, words);
}

static void begin_list(struct document *d, enum document_list list)
{
	d->list = list;
	d->items = 0;
	d->format->list(d, true);
}

static void item(struct document *d, const struct document_item *one)
{
	d->items++;
	d->format->item(d, one);
}

static void end_list(struct document *d)
{
	d->format->list(d, false);
}

static void terms(struct document *d, const struct report_term *term, int n)
{
	for (int i = 0; i < n; i++)
		item(d, &(struct document_item){.name = term[i].name, .words = term[i].words});
}

static void table(struct document *d, const struct causa_frame *frame, const char *file, const char *title, const char *cross)
{
	if (frame == NULL || frame->rows == 0)
		return;
	d->tables++;
	d->format->table(d, &(struct document_table){frame, file, title, cross});
}

static void report_table(struct document *d, enum report_table which, const char *cross)
{
	char name[64];
	report_table_name(which, name, sizeof name);
	table(d, d->r->table[which], name, NULL, cross);
}

/* ---- sections ---- */

static void what_this_is(struct document *d)
{
	const struct causa_about *about = d->r->input->panel->about;
	struct report_term term[REPORT_TERMS];
	int n = report_definitions(d->r, term);
	paragraph(d, causa_words_in(&about->source_long, d->lang));
	begin_list(d, DOCUMENT_BULLETS);
	terms(d, term, n);
	end_list(d);
	if (about->unsaids == 0)
		return;
	d->format->heading(d, _("What the source does not say"));
	begin_list(d, DOCUMENT_BULLETS);
	for (uint32_t i = 0; i < about->unsaids; i++)
		item(d, &(struct document_item){.words = causa_words_in(&about->unsaid[i], d->lang)});
	end_list(d);
}

static void audit(struct document *d)
{
	paragraph(d, _("Printed totals are checked, not trusted, and nothing is overwritten: every figure of this report is computed "
	               "from the cells."));
	table(d, d->r->page.audit, "audit", _("What the tables say against what their cells add up to"), NULL);
	if (d->r->page.audit->rows == 0)
		paragraph(d, _("Nothing was found."));
}

static void figures(struct document *d)
{
	for (int i = 0; i < CAUSA_CHARTS; i++) {
		const struct report_figure *f = &d->r->page.figure[i];
		if (f->info.description == NULL)
			continue;
		d->figures++;
		d->format->figure(d, (enum causa_chart)i, &f->info);
	}
}

static void tables(struct document *d)
{
	static const enum report_table shown[] = {TABLE_ratio,      TABLE_ratio_by_year, TABLE_change_all, TABLE_change,
	                                          TABLE_change_ratio_all, TABLE_trend_all, TABLE_trend, TABLE_trend_ratio_all, TABLE_trend_ratio};
	report_table(d, TABLE_counts, "reported");
	report_table(d, TABLE_counts, "prosecuted");
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		report_table(d, shown[i], NULL);
	paragraph(d, _("The folder tables holds these and more: every row with all its columns, as CSV and JSON."));
}

static void methods(struct document *d)
{
	const struct causa_method_info *method[REPORT_METHODS];
	struct report_term term[REPORT_TERMS];
	int n = report_methods(d->r, method), rules = report_rules(term);
	begin_list(d, DOCUMENT_BULLETS);
	for (int i = 0; i < n; i++)
		item(d, &(struct document_item){causa_quantity_title(method[i]->quantity), method[i]->summary, method[i]->name, i + 1});
	terms(d, term, rules);
	end_list(d);
	d->format->heading(d, _("References"));
	begin_list(d, DOCUMENT_NUMBERED);
	for (int i = 0; i < n; i++)
		item(d, &(struct document_item){.words = method[i]->reference});
	end_list(d);
}

static void record(void *self, const struct report_record *r)
{
	char digest[80] = "";
	if (r->digest != NULL)
		snprintf(digest, sizeof digest, "SHA-256 %.64s", r->digest);
	item(self, &(struct document_item){.name = r->name, .words = r->code ? NULL : r->words, .code = r->code ? r->words : r->digest != NULL ? digest : NULL});
}

static void provenance(struct document *d)
{
	paragraph(d, _("The document carries no time of its own: the same input, options and versions give the same bytes."));
	begin_list(d, DOCUMENT_BULLETS);
	report_records(d->r, record, d);
	end_list(d);
	paragraph(d, _("To repeat it, run the command above and compare the SHA-256 values with those in provenance.json."));
}

static const struct {
	const char *title;
	void (*write)(struct document *d);
} sections[] = {
	{N_("What this is"), what_this_is}, {N_("Audit of the tables"), audit}, {N_("Figures"), figures},
	{N_("Tables"), tables},             {N_("Methods"), methods},           {N_("Provenance"), provenance},
};

const struct document_format *document_named(const char *name)
{
	if (strcmp(name, "md") == 0)
		return &document_markdown;
	return strcmp(name, "latex") == 0 ? &document_latex : NULL;
}

enum causa_status document_write(const struct report *r, const struct document_format *format, struct causa_folder *folder,
                                 struct causa_manifest *manifest, struct causa_error *err)
{
	struct document d = {.r = r, .format = format, .lang = options_language(0, NULL), .folder = folder, .manifest = manifest, .err = err};
	const struct causa_about *about = r->input->panel->about;
	const char *title = causa_words_in(&about->title, d.lang);
	format->begin(&d, title != NULL ? title : about->name, causa_words_in(&about->lead, d.lang));
	d.tables++;
	format->summary(&d);
	for (size_t i = 0; i < sizeof sections / sizeof sections[0] && d.status == CAUSA_OK; i++) {
		format->section(&d, _(sections[i].title));
		sections[i].write(&d);
	}
	format->end(&d);
	document_add(&d, format->name, &d.to);
	bytes_free(&d.to);
	return d.status;
}
