/* The first records of a source.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/head.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

static char find_delimiter(const char *text, size_t n)
{
	static const char marks[] = ",;\t";
	size_t count[3] = {0, 0, 0}, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < n && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
		if (text[i] == '"')
			quoted = !quoted;
		for (size_t d = 0; d < 3 && !quoted; d++)
			count[d] += text[i] == marks[d];
	}
	for (size_t d = 1; d < 3; d++)
		best = count[d] > count[best] ? d : best;
	return marks[best];
}

/* "sep=;" on a line of its own says which mark stands between fields; it is no record. */
static void pass_separator(struct head *h)
{
	const char *text = h->text.data + h->from;
	size_t n = h->text.size - h->from, end = 6;
	if (n < 6 || memcmp(text, "sep=", 4) != 0 || (text[5] != '\n' && text[5] != '\r'))
		return;
	h->delimiter = text[4];
	end += end < n && text[5] == '\r' && text[6] == '\n';
	h->from += end;
	h->line++;
}

static void trim_blank_lines(struct head *h)
{
	while (h->from < h->text.size && (h->text.data[h->from] == '\n' || h->text.data[h->from] == '\r')) {
		bool pair = h->text.data[h->from] == '\r' && h->from + 1 < h->text.size && h->text.data[h->from + 1] == '\n';
		h->from += pair ? 2 : 1;
		h->line++;
	}
}

static enum causa_status check_end(const struct head *h, size_t bad, size_t opened, struct causa_error *err)
{
	const char *text = h->text.data + h->from;
	struct scan_count count;
	if (bad < h->text.size - h->from && h->index.ends == 0) {
		scan_count(text, bad, '\n', &count);
		return causa_fail_at(err, CAUSA_EINPUT, source_name(h->source), h->line + count.lines, 0,
		                     _("text follows a closing quote; double the quotes inside a quoted field"));
	}
	if (h->index.quoted && h->index.ends == 0) {
		scan_count(text, opened, '\n', &count);
		return causa_fail_at(err, CAUSA_EINPUT, source_name(h->source), h->line + count.lines, 0, _("a quote is opened here and never closed"));
	}
	return CAUSA_OK;
}

enum causa_status head_open(struct source *source, char delimiter, struct head *h, struct causa_error *err)
{
	size_t mark, bad, opened;
	memset(h, 0, sizeof *h);
	h->source = source;
	h->line = 1;
	h->decoder.cd = (iconv_t)-1;
	enum causa_status status = source_head(source, &h->text, &mark, err);
	if (status != CAUSA_OK)
		return status;
	bytes_add(&h->text, "\n", 1); /* the end of a file ends a record too */
	const char *nul = h->text.failed ? NULL : memchr(h->text.data, '\0', h->text.size);
	struct scan_count count = {0};
	if (nul != NULL)
		scan_count(h->text.data, (size_t)(nul - h->text.data), '\n', &count);
	if (nul != NULL)
		return causa_fail_at(err, CAUSA_EINPUT, source_name(source), 1 + count.lines, 0,
		                     _("a NUL byte: this is no text file, or it is UTF-16; save it as CSV in UTF-8"));
	h->from = mark;
	h->delimiter = delimiter;
	h->index.at = malloc((h->text.size + SCAN_SLACK) * sizeof *h->index.at);
	h->index.end = malloc((h->text.size + SCAN_SLACK) * sizeof *h->index.end);
	if (h->text.failed || h->index.at == NULL || h->index.end == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	pass_separator(h);
	trim_blank_lines(h);
	if (h->delimiter == '\0')
		h->delimiter = find_delimiter(h->text.data + h->from, h->text.size - h->from);
	h->base = h->from;
	h->first_line = h->line;
	scan_exactly(h->text.data + h->base, h->text.size - h->base, h->delimiter, &h->index, &bad, &opened);
	if (!decoder_open(&h->decoder, source_text_encoding(source), !source_is_told(source)))
		return causa_fail(err, CAUSA_EUSAGE, _("the encoding \"%s\" is not known; iconv -l lists those that are"), source_text_encoding(source));
	return check_end(h, bad, opened, err);
}

static uint64_t lines_in(const struct head *h, size_t from, size_t to)
{
	const char *text = h->text.data;
	uint64_t lines = 0;
	for (size_t i = from; i < to; i++)
		lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == h->text.size || text[i + 1] != '\n'));
	return lines;
}

enum causa_status head_next(struct head *h, const struct record **record, struct causa_error *err)
{
	const struct scan_index *x = &h->index;
	*record = NULL;
	while (*record == NULL && h->next < x->ends) {
		size_t first = h->next > 0 ? x->end[h->next - 1] + 1U : 0, last = x->end[h->next];
		struct slices s = {h->text.data + h->base, (uint32_t)(h->from - h->base), (uint32_t)(last - first + 1), x->at + first, h->line};
		size_t end = h->base + x->at[last] + 1;
		if (s.n >= SPLIT_FIELDS)
			return causa_fail_at(err, CAUSA_EINPUT, source_name(h->source), h->line, 0,
			                     _("the record has more than 1,023 fields; is this a table of cases?"));
		if (s.n > 1 || x->at[last] > s.start) {
			if (!slices_record(&s, &h->decoder, source_name(h->source), &h->unsliced))
				return causa_fail_at(err, CAUSA_EINPUT, source_name(h->source), h->line, 0,
				                     _("the text is not in the encoding %s"), source_text_encoding(h->source));
			*record = &h->unsliced.record;
		}
		h->line += lines_in(h, h->from, end);
		h->from = end;
		h->next++;
	}
	return CAUSA_OK;
}

void head_rewind(struct head *h)
{
	h->from = h->base;
	h->line = h->first_line;
	h->next = 0;
}

void head_close(struct head *h)
{
	bytes_free(&h->text);
	free(h->index.at);
	free(h->index.end);
	unsliced_free(&h->unsliced);
	decoder_close(&h->decoder);
}
