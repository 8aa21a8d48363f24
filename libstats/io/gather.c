/* All rows of a source into cells.
 *
 * Each thread takes pieces in order and sums them into cells of its own, whose labels are bytes as they are stored. When all are
 * read, labels are decoded, composed and numbered in the order in which they stand in the source, and the cells are added up. Counts
 * are whole numbers: no order of adding changes them. Where anything is amiss, the source is read again by one thread, byte by byte,
 * so that the first error is the same one whoever came upon it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/parallel.h"
#include "io/known.h"

enum { MOST_REPEATS = 4096 };

struct part {
	struct rows rows;
	bool open;
	enum causa_status status;
	struct causa_error error;
};

struct run {
	struct gather *g;
	struct pieces *pieces;
	struct part *part;
	unsigned parts;
	const uint64_t *wanted;    /* the second time: hashes of keys that stand twice */
	size_t wants;
};

static enum causa_status no_memory(struct causa_error *err)
{
	return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
}

/* ---- reading ---- */

static void read_part(void *self, size_t i)
{
	struct run *run = self;
	struct part *part = &run->part[i];
	struct piece piece = {0};
	bool got = true;
	while (part->status == CAUSA_OK && got) {
		part->status = pieces_next(run->pieces, &piece, &got, &part->error);
		if (part->status == CAUSA_OK && got)
			part->status = rows_take(&part->rows, &piece, &part->error);
		if (i == 0 && run->g->progress != NULL) {
			uint64_t total, done = pieces_done(run->pieces, &total);
			run->g->progress(run->g->progress_self, done, total);
		}
	}
	if (part->status != CAUSA_OK)
		pieces_end(run->pieces);
	piece_free(&piece);
}

static void close_parts(struct run *run)
{
	for (unsigned i = 0; i < run->parts && run->part != NULL; i++) {
		if (run->part[i].open)
			rows_close(&run->part[i].rows);
	}
	free(run->part);
	run->part = NULL;
}

static enum causa_status read_all(struct run *run, unsigned jobs, bool exactly, struct causa_error *err)
{
	struct gather *g = run->g;
	enum causa_status status = pieces_open(g->source, g->begin, g->line, g->delimiter, g->piece > 0 ? g->piece : PIECE_SIZE, exactly,
	                                       &run->pieces, err);
	if (status != CAUSA_OK)
		return status;
	run->parts = jobs;
	run->part = calloc(jobs, sizeof *run->part);
	for (unsigned i = 0; i < jobs && run->part != NULL && status == CAUSA_OK; i++) {
		run->part[i].open = true;
		if (!rows_open(&run->part[i].rows, g->plan, source_name(g->source), source_text_encoding(g->source), source_is_told(g->source)))
			status = CAUSA_ENOMEM;
		else if (run->wants > 0)
			repeats_want(&run->part[i].rows.repeats, run->wanted, run->wants);
	}
	if (run->part == NULL || status != CAUSA_OK)
		status = no_memory(err);
	else
		causa_parallel_steps(jobs, jobs, read_part, run);
	for (unsigned i = 0; i < jobs && status == CAUSA_OK; i++) {
		status = run->part[i].status;
		if (status != CAUSA_OK && err != NULL)
			*err = run->part[i].error;
	}
	pieces_close(run->pieces);
	run->pieces = NULL;
	return status;
}

/* ---- the encoding ---- */

static const struct rows *first_not_utf8(const struct run *run)
{
	const struct rows *first = NULL;
	for (unsigned i = 0; i < run->parts; i++) {
		const struct rows *r = &run->part[i].rows;
		if (r->not_utf8 && (first == NULL || r->not_utf8_line < first->not_utf8_line))
			first = r;
	}
	return first;
}

struct sample {
	uint64_t line;
	const char *text;
	uint32_t n;
};

static int by_line(const void *a, const void *b)
{
	const struct sample *x = a, *y = b;
	return (x->line > y->line) - (x->line < y->line);
}

static size_t list_samples(const struct run *run, struct sample *out)
{
	size_t n = 0;
	for (unsigned i = 0; i < run->parts; i++) {
		const struct bytes *b = &run->part[i].rows.samples;
		for (size_t at = 0; at + 12 <= b->size; n++) {
			struct sample one = {0, b->data + at + 12, 0};
			memcpy(&one.line, b->data + at, 8);
			memcpy(&one.n, b->data + at + 8, 4);
			at += 12 + one.n;
			if (out != NULL)
				out[n] = one;
		}
	}
	return n;
}

/* The head of the text, a line from each piece that has such bytes, and whether anyone saw what is no UTF-8. */
static enum causa_status survey_all(struct run *run, struct causa_error *err)
{
	struct survey *survey = survey_new();
	struct bytes head = {NULL, 0, 0, false};
	struct sample *sample = calloc(list_samples(run, NULL) + 1, sizeof *sample);
	size_t mark, n = sample != NULL ? list_samples(run, sample) : 0;
	enum causa_status status = survey == NULL || sample == NULL ? no_memory(err) : source_head(run->g->source, &head, &mark, err);
	if (status == CAUSA_OK) {
		survey_add(survey, head.data, head.size);
		if (n > 1)
			qsort(sample, n, sizeof *sample, by_line);
		for (size_t i = 0; i < n; i++) {
			survey_at_line(survey, sample[i].line);
			survey_add(survey, sample[i].text, sample[i].n);
		}
		if (first_not_utf8(run) != NULL)
			survey_not_utf8(survey);
		survey_find(survey, &run->g->found);
	}
	free(sample);
	bytes_free(&head);
	survey_free(survey);
	return status;
}

static enum causa_status check_encoding(struct run *run, struct causa_error *err)
{
	const struct rows *bad = first_not_utf8(run);
	if (!source_is_told(run->g->source)) {
		bool plain = strcmp(source_text_encoding(run->g->source), source_encoding(run->g->source)) == 0;
		run->g->found = *source_found(run->g->source);
		return plain ? survey_all(run, err) : CAUSA_OK;
	}
	if (bad == NULL)
		return CAUSA_OK;
	return causa_fail_at(err, CAUSA_EINPUT, source_name(run->g->source), bad->not_utf8_line, 0,
	                     _("the text is not UTF-8; leave out --encoding, or name the right one, e.g. --encoding WINDOWS-1252"));
}

/* ---- joining ---- */

struct label_place {
	uint64_t first;
	uint32_t part, id;
};

static int by_place(const void *a, const void *b)
{
	const struct label_place *x = a, *y = b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

/* Labels that have a series; the first place of the series is theirs, since a label may stand in rows that are no cases. */
static bool used_labels(const struct rows *r, uint32_t d, uint64_t *first)
{
	memset(first, 0xFF, (r->dim[d].n + 1U) * sizeof *first);
	for (uint32_t s = 0; s < r->cells.series; s++) {
		uint32_t id = r->cells.id[d][s];
		first[id] = r->cells.first[s] < first[id] ? r->cells.first[s] : first[id];
	}
	return true;
}

static uint32_t global_label(struct run *run, struct part *part, uint32_t d, uint32_t id)
{
	char label[512];
	if (!rows_label(&part->rows, d, id, label, sizeof label))
		return UINT32_MAX;
	if (d == 0 && known_as(label, KNOWN_UNKNOWN))
		panel_build_unknown(run->g->build, label);
	return panel_build_label(run->g->build, d, label);
}

static bool number_labels(struct run *run, uint32_t d, uint32_t **map)
{
	size_t n = 0;
	for (unsigned i = 0; i < run->parts; i++)
		n += run->part[i].rows.dim[d].n;
	struct label_place *place = malloc((n + 1) * sizeof *place);
	uint64_t *first = malloc((n + 1) * sizeof *first);
	bool good = place != NULL && first != NULL;
	n = 0;
	for (unsigned i = 0; i < run->parts && good; i++) {
		const struct rows *r = &run->part[i].rows;
		good = (map[i] = calloc(r->dim[d].n + 1U, sizeof *map[i])) != NULL && used_labels(r, d, first);
		for (uint32_t id = 0; id < r->dim[d].n && good; id++) {
			if (first[id] != UINT64_MAX)
				place[n++] = (struct label_place){first[id], i, id};
		}
	}
	if (good && n > 1)
		qsort(place, n, sizeof *place, by_place);
	for (size_t k = 0; k < n && good; k++) {
		uint32_t number = global_label(run, &run->part[place[k].part], d, place[k].id);
		map[place[k].part][place[k].id] = number;
		good = number != UINT32_MAX;
	}
	free(place);
	free(first);
	return good;
}

static bool join_cells(struct run *run)
{
	struct tally *cells = panel_build_tally(run->g->build);
	uint32_t dims = run->g->plan->dims, **map = calloc((size_t)dims * run->parts + 1, sizeof *map);
	bool good = map != NULL;
	for (uint32_t d = 0; d < dims && good; d++)
		good = number_labels(run, d, map + (size_t)d * run->parts);
	for (unsigned i = 0; i < run->parts && good; i++) {
		const uint32_t *label[BUILD_DIMS];
		for (uint32_t d = 0; d < dims; d++)
			label[d] = map[(size_t)d * run->parts + i];
		tally_join(cells, &run->part[i].rows.cells, label, run->g->jobs);
		tally_free(&run->part[i].rows.cells);
		good = !cells->failed;
	}
	for (size_t k = 0; map != NULL && k < (size_t)dims * run->parts; k++)
		free(map[k]);
	free(map);
	return good;
}

/* A total on its way to the panel: its groups as the panel numbers them, and the how manieth it is in its own table. */
struct total_place {
	struct rows_total *total;
	uint32_t group[BUILD_DIMS];
	uint32_t ordinal;
};

static int by_groups(const struct total_place *x, const struct total_place *y)
{
	if (x->total->year != y->total->year)
		return x->total->year < y->total->year ? -1 : 1;
	return memcmp(x->group, y->group, sizeof x->group);
}

static int by_rank(const void *a, const void *b)
{
	const struct total_place *x = a, *y = b;
	return (x->total->rank > y->total->rank) - (x->total->rank < y->total->rank);
}

/* Totals of one table side by side, in its order. */
static int by_table(const void *a, const void *b)
{
	const struct total_place *x = a, *y = b;
	int order = by_groups(x, y);
	if (order == 0 && x->total->apart != y->total->apart)
		order = x->total->apart < y->total->apart ? -1 : 1;
	return order != 0 ? order : by_rank(a, b);
}

/* Totals that say the same of tables which are not kept apart side by side. */
static int by_ordinal(const void *a, const void *b)
{
	const struct total_place *x = a, *y = b;
	int order = by_groups(x, y);
	if (order == 0)
		order = (x->ordinal > y->ordinal) - (x->ordinal < y->ordinal);
	if (order == 0)
		order = strcmp(x->total->label, y->total->label);
	return order != 0 ? order : by_rank(a, b);
}

static bool place_totals(struct run *run, struct total_place *place)
{
	uint64_t n = 0;
	for (unsigned i = 0; i < run->parts; i++) {
		struct rows *r = &run->part[i].rows;
		for (uint64_t k = 0; k < r->totals; k++, n++) {
			place[n] = (struct total_place){.total = &r->total[k]};
			for (uint32_t d = 1; d < run->g->plan->dims; d++) {
				place[n].group[d] = global_label(run, &run->part[i], d, r->total[k].group[d]);
				if (place[n].group[d] == UINT32_MAX)
					return false;
			}
		}
	}
	if (n > 1)
		qsort(place, (size_t)n, sizeof *place, by_table);
	for (uint64_t i = 1; i < n; i++) {
		bool same = by_groups(&place[i - 1], &place[i]) == 0 && place[i - 1].total->apart == place[i].total->apart;
		place[i].ordinal = same ? place[i - 1].ordinal + 1 : 0;
	}
	if (n > 1)
		qsort(place, (size_t)n, sizeof *place, by_ordinal);
	return true;
}

/* Adds the totals of tables that are not kept apart; returns how many are left. */
static uint64_t merge_totals(struct total_place *place, uint64_t n)
{
	uint64_t kept = 0;
	for (uint64_t i = 0; i < n; i++) {
		struct rows_total *to = kept > 0 ? place[kept - 1].total : NULL, *from = place[i].total;
		if (to == NULL || by_groups(&place[kept - 1], &place[i]) != 0 || place[kept - 1].ordinal != place[i].ordinal ||
		    strcmp(to->label, from->label) != 0) {
			place[kept++] = place[i];
			continue;
		}
		for (int m = 0; m < BUILD_MEASURES; m++) {
			if (__builtin_add_overflow(to->value[m], from->value[m], &to->value[m]) || from->status[m] != CAUSA_SEEN)
				to->status[m] = from->status[m] != CAUSA_SEEN ? from->status[m] : CAUSA_BLANK;
		}
	}
	if (kept > 1)
		qsort(place, (size_t)kept, sizeof *place, by_rank);
	return kept;
}

static bool join_totals(struct run *run)
{
	uint64_t n = 0;
	for (unsigned i = 0; i < run->parts; i++)
		n += run->part[i].rows.totals;
	struct total_place *place = calloc((size_t)n + 1, sizeof *place);
	bool good = place != NULL && place_totals(run, place);
	n = good ? merge_totals(place, n) : 0;
	for (uint64_t i = 0; i < n && good; i++) {
		const struct rows_total *t = place[i].total;
		struct build_row row = {.year = t->year, .label = t->label, .at = {run->g->file, t->line}, .group = place[i].group + 1};
		memcpy(row.value, t->value, sizeof row.value);
		memcpy(row.status, t->status, sizeof row.status);
		good = panel_build_total(run->g->build, &row, CAUSA_ROLE_OFFENCE, 0) == CAUSA_OK;
	}
	free(place);
	return good;
}

static int by_rank_printed(const void *a, const void *b)
{
	const struct rows_printed *const *x = a, *const *y = b;
	return ((*x)->rank > (*y)->rank) - ((*x)->rank < (*y)->rank);
}

/* A printed statement with the panel's labels. */
static bool put_statement(struct run *run, unsigned part, const struct rows_printed *from)
{
	uint32_t key[BUILD_DIMS];
	for (uint32_t d = 0; d < run->g->plan->dims; d++) {
		key[d] = global_label(run, &run->part[part], d, from->id[d]);
		if (key[d] == UINT32_MAX)
			return false;
	}
	struct causa_printed printed = {key, 0, 0, from->ratio, from->decimals, from->value, from->line};
	return panel_build_printed(run->g->build, &printed, from->from, from->to) == CAUSA_OK;
}

static bool join_printed(struct run *run)
{
	uint64_t n = 0;
	for (unsigned i = 0; i < run->parts; i++)
		n += run->part[i].rows.printeds;
	const struct rows_printed **all = calloc((size_t)n + 1, sizeof(const struct rows_printed *));
	bool good = all != NULL;
	n = 0;
	for (unsigned i = 0; i < run->parts && good; i++) {
		for (uint64_t k = 0; k < run->part[i].rows.printeds; k++)
			all[n++] = &run->part[i].rows.printed[k];
	}
	if (n > 1)
		qsort(all, (size_t)n, sizeof(const struct rows_printed *), by_rank_printed);
	for (uint64_t i = 0; i < n && good; i++) {
		unsigned part = 0;
		while (run->part[part].rows.printeds == 0 || all[i] < run->part[part].rows.printed ||
		       all[i] >= run->part[part].rows.printed + run->part[part].rows.printeds)
			part++;
		good = put_statement(run, part, all[i]);
	}
	free(all);
	return good;
}

static int by_rank_odd(const void *a, const void *b)
{
	const struct rows_odd *const *x = a, *const *y = b;
	if ((*x)->rank != (*y)->rank)
		return (*x)->rank > (*y)->rank ? 1 : -1;
	return ((*x)->column > (*y)->column) - ((*x)->column < (*y)->column);
}

static bool join_odd(struct run *run)
{
	uint64_t n = 0, all_odd = 0;
	for (unsigned i = 0; i < run->parts; i++) {
		n += run->part[i].rows.odds;
		all_odd += run->part[i].rows.odds_all;
	}
	const struct rows_odd **all = calloc((size_t)n + 1, sizeof(const struct rows_odd *));
	bool good = all != NULL;
	n = 0;
	for (unsigned i = 0; i < run->parts && good; i++) {
		for (uint64_t k = 0; k < run->part[i].rows.odds; k++)
			all[n++] = &run->part[i].rows.odd[k];
	}
	if (n > 1)
		qsort(all, (size_t)n, sizeof(const struct rows_odd *), by_rank_odd);
	for (uint64_t i = 0; i < n && good; i++)
		good = panel_build_odd(run->g->build, run->g->plan->header[all[i]->column], all[i]->text, all[i]->line);
	panel_build_odds(run->g->build, all_odd);
	free(all);
	return good;
}

static int by_year(const void *a, const void *b)
{
	const struct rows_year *x = a, *y = b;
	return (x->year > y->year) - (x->year < y->year);
}

static void widen_end(struct rows_year *to, const struct rows_year *from)
{
	if (from->least < to->least || (from->least == to->least && from->least_line > to->least_line)) {
		to->least = from->least;
		to->least_line = from->least_line;
	}
	if (from->most > to->most || (from->most == to->most && from->most_line > to->most_line)) {
		to->most = from->most;
		to->most_line = from->most_line;
	}
}

static bool join_ends(struct run *run)
{
	struct gather *g = run->g;
	uint32_t room = 0;
	for (unsigned i = 0; i < run->parts; i++)
		room += run->part[i].rows.ends;
	g->end = calloc(room + 1U, sizeof *g->end);
	for (unsigned i = 0; i < run->parts && g->end != NULL; i++) {
		for (uint32_t k = 0; k < run->part[i].rows.ends; k++) {
			const struct rows_year *from = &run->part[i].rows.end[k];
			uint32_t at = 0;
			while (at < g->ends && g->end[at].year != from->year)
				at++;
			if (at == g->ends)
				g->end[g->ends++] = *from;
			else
				widen_end(&g->end[at], from);
		}
	}
	if (g->ends > 1)
		qsort(g->end, g->ends, sizeof *g->end, by_year);
	return g->end != NULL;
}

/* ---- the same key twice ---- */

static const struct repeats **list_repeats(const struct run *run)
{
	const struct repeats **all = calloc(run->parts + 1U, sizeof(const struct repeats *));
	for (unsigned i = 0; i < run->parts && all != NULL; i++)
		all[i] = &run->part[i].rows.repeats;
	return all;
}

static enum causa_status refuse_repeat(const struct run *run, const struct repeat_pair *pair, struct causa_error *err)
{
	const char *key = pair->row->key;
	return causa_fail_at(err, CAUSA_EINPUT, source_name(run->g->source), pair->row->line, 0,
	                     _("%s in %s stands here and in line %llu; keep one row, or name the column that tells them apart "
	                       "with --group-column"),
	                     key, key + strlen(key) + 1, (unsigned long long)pair->first->line);
}

/* The key begins with the offence and the year. */
static bool tell_repeat(const struct run *run, const struct repeat_pair *pair)
{
	const char *offence = pair->row->key, *year = offence + strlen(offence) + 1;
	bool same = memcmp(pair->row->value, pair->first->value, sizeof pair->row->value) == 0;
	return panel_build_repeat(run->g->build, offence, (int32_t)strtol(year, NULL, 10), pair->row->line, pair->first->line, same);
}

/* The first is an error, or all of them are told. */
static enum causa_status take_repeats(const struct run *run, struct causa_error *err)
{
	const struct repeats **all = list_repeats(run);
	size_t n = 0;
	struct repeat_pair *pair = all != NULL ? repeats_pairs(all, run->parts, &n) : NULL;
	enum causa_status status = pair == NULL ? no_memory(err) : CAUSA_OK;
	if (n > 0 && !run->g->plan->tell)
		status = refuse_repeat(run, &pair[0], err);
	for (size_t i = 0; i < n && status == CAUSA_OK; i++)
		status = tell_repeat(run, &pair[i]) ? CAUSA_OK : no_memory(err);
	free(pair);
	free(all);
	return status;
}

/* Where a hash stands twice, the rows are read again: only equal keys are an error. */
static enum causa_status check_repeats(const struct run *first, struct causa_error *err)
{
	struct run again = {.g = first->g};
	const struct repeats **all = list_repeats(first);
	size_t n = 0;
	uint64_t rows = 0;
	bool failed = all == NULL;
	uint64_t *wanted = failed ? NULL : repeats_find(all, first->parts, first->g->jobs, MOST_REPEATS, &n, &rows, &failed);
	for (unsigned i = 0; i < first->parts; i++)
		failed |= first->part[i].rows.repeats.failed;
	free(all);
	enum causa_status status = failed ? no_memory(err) : CAUSA_OK;
	if (status == CAUSA_OK && n > 0) {
		again.wanted = wanted;
		again.wants = n;
		status = read_all(&again, 1, true, err);
		if (status == CAUSA_OK)
			status = take_repeats(&again, err);
		if (status == CAUSA_OK && first->g->plan->tell)
			panel_build_repeats(first->g->build, rows);
		close_parts(&again);
	}
	free(wanted);
	return status;
}

enum causa_status gather_rows(struct gather *g, struct causa_error *err)
{
	struct run run = {.g = g};
	unsigned jobs = causa_parallel_threads(g->jobs);
	uint64_t size;
	if (g->piece == 0 && source_plain(g->source, &size) >= 0 && size < 1 << 20)
		jobs = 1; /* a thread costs more than it saves */
	enum causa_status status = read_all(&run, jobs, false, err);
	if (status == CAUSA_EINPUT) {
		close_parts(&run);
		status = read_all(&run, 1, true, err);
	}
	if (status == CAUSA_OK)
		status = check_encoding(&run, err);
	if (status == CAUSA_OK && !g->plan->add)
		status = check_repeats(&run, err);
	for (unsigned i = 0; i < run.parts && status == CAUSA_OK; i++) {
		g->rows += run.part[i].rows.kept;
		g->totals += run.part[i].rows.totals;
	}
	if (status == CAUSA_OK && (!join_ends(&run) || !join_cells(&run) || !join_totals(&run) || !join_printed(&run) || !join_odd(&run)))
		status = no_memory(err);
	if (status == CAUSA_OK)
		panel_build_counted(g->build, g->rows, g->file);
	close_parts(&run);
	return status;
}

void gather_free(struct gather *g)
{
	free(g->end);
	g->end = NULL;
	g->ends = 0;
}
