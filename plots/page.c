/* A page: what stands around the plot, measured, and the room it leaves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/intl.h"
#include "words.h"

#include <causa/label.h>

enum { MOST_HEIGHT = 20000 };

/* What the options say goes before what was generated; whoever wrote it, it is printable text that ends at a whole letter. */
static void choose(char *out, size_t size, const char *asked, const char *generated)
{
	const char *text = asked != NULL ? asked : generated;
	size_t used = 0;
	while (*text != '\0') {
		char one[4];
		size_t n = bytes_printable(&text, one);
		if (used + n + sizeof "\xE2\x80\xA6" > size) {
			memcpy(out + used, "\xE2\x80\xA6", 3);
			used += 3;
			break;
		}
		memcpy(out + used, one, n);
		used += n;
	}
	out[used] = '\0';
}

/* The sentence about so many labels without room. */
static const char *unlabelled_words(const struct page *page, int n)
{
	if (page->labels_segments)
		return NP_("%d segment is not labelled for want of room.", "%d segments are not labelled for want of room.", n);
	return NP_("%d offence is not labelled for want of room.", "%d offences are not labelled for want of room.", n);
}

void page_words(struct page *page, const char *title, const char *subtitle, const char *note, const char *source)
{
	const struct causa_figure_options *o = page->options;
	choose(page->info->title, sizeof page->info->title, o->title, title);
	choose(page->info->subtitle, sizeof page->info->subtitle, o->subtitle, subtitle);
	choose(page->info->note, sizeof page->info->note, o->note, note);
	if (o->note == NULL && page->unlabelled > 0)
		words_add(page->info->note, sizeof page->info->note, unlabelled_words(page, page->unlabelled), page->unlabelled);
	choose(page->info->source, sizeof page->info->source, o->source, source);
}

bool page_highlights(const struct page *page, const char *label)
{
	for (uint32_t i = 0; i < page->options->highlights; i++) {
		if (causa_label_matches(label, page->options->highlight[i]))
			return true;
	}
	return false;
}

void page_number(const struct page *page, const struct plotted_row *row)
{
	if (page->info->plotted != NULL && !plotted_add(page->info->plotted, row))
		page->marks->failed = true;
}

void page_source(const struct page *page, const struct causa_frame *frame, char *out, size_t size)
{
	const char *source = causa_words_in(&frame->about->source, page->options->lang);
	if (source == NULL || source[0] == '\0')
		source = frame->about->name;
	snprintf(out, size, _("Source: %s. Computed by causa."), source);
}

void page_fit(const struct page *page, const char *text, double width, double size, enum weight weight, char out[FITTED])
{
	static const char ellipsis[] = "\xE2\x80\xA6";
	size_t n = strlen(text), most = FITTED - sizeof ellipsis;
	if (n < most && text_width(page->marks, text, size, weight) <= width) {
		memcpy(out, text, n + 1);
		return;
	}
	n = n < most ? n : most;
	do {
		while (n > 0 && (text[n] & 0xC0) == 0x80) /* never half a letter */
			n--;
		memcpy(out, text, n);
		memcpy(out + n, ellipsis, sizeof ellipsis);
	} while (n-- > 1 && text_width(page->marks, out, size, weight) > width);
}

/* As many words of text as fit a line, at least one; returns how many bytes they take with the spaces after them. */
static size_t take_line(const struct page *page, const char *text, double width, double size, enum weight weight, char row[1024])
{
	size_t taken = 0, used = 0;
	while (text[taken] != '\0') {
		size_t n = strcspn(text + taken, " "), room = 1000 - used;
		if (n > room)
			n = room;
		size_t next = used > 0 ? used + 1 : 0;
		if (used > 0)
			row[used] = ' ';
		memcpy(row + next, text + taken, n);
		row[next + n] = '\0';
		if (used > 0 && text_width(page->marks, row, size, weight) > width) {
			row[used] = '\0';
			break;
		}
		used = next + n;
		taken += n + strspn(text + taken + n, " ");
		if (used >= 999)
			break;
	}
	return taken;
}

double page_wrap_beside(const struct page *page, struct marks *to, const char *text, double x, double y, double width,
                        double size, double line, enum weight weight, enum ink ink, enum anchor anchor, int most)
{
	double height = 0;
	text += strspn(text, " ");
	for (int i = 0; *text != '\0' && i < most; i++, height += size * line) {
		char row[1024], fitted[FITTED];
		size_t taken = i == most - 1 ? strlen(text) : take_line(page, text, width, size, weight, row);
		const char *words = i == most - 1 ? text : row;
		/* a word longer than the line, or the rest of a text that may take no more lines */
		if (text_width(page->marks, words, size, weight) > width) {
			page_fit(page, words, width, size, weight, fitted);
			words = fitted;
		}
		if (to != NULL)
			marks_text(to, x, y + height + size, words, size, weight, ink, anchor, false);
		text += taken;
	}
	return height;
}

double page_wrap_in(const struct page *page, struct marks *to, const char *text, double x, double y, double width,
                    double size, double line, enum weight weight, enum ink ink, int most)
{
	return page_wrap_beside(page, to, text, x, y, width, size, line, weight, ink, LEFT, most);
}

double page_wrap(const struct page *page, struct marks *to, const char *text, double x, double y, double width,
                 double size, double line, enum weight weight, enum ink ink)
{
	return page_wrap_in(page, to, text, x, y, width, size, line, weight, ink, 1000);
}

/* The least width, from `least` of the whole on, in which a text takes no more lines: none is then a single word. */
static double balanced(const struct page *page, const char *text, double width, double least, double size, double line, enum weight weight)
{
	double height = page_wrap(page, NULL, text, 0, 0, width, size, line, weight, INK_TEXT), low = least * width;
	if (height < 1.5 * size * line)
		return width;
	while (width - low > 8) {
		double middle = (low + width) / 2;
		if (page_wrap(page, NULL, text, 0, 0, middle, size, line, weight, INK_TEXT) > height + 0.5)
			low = middle;
		else
			width = middle;
	}
	return width;
}

static double header(struct page *page, struct marks *to)
{
	const struct sizes *s = &page->size;
	double width = page->width - 2 * s->margin, y = s->margin;
	if (page->options->bare)
		return 4;
	if (page->info->title[0] != '\0')
		y += page_wrap(page, to, page->info->title, s->margin, y, balanced(page, page->info->title, width, 0.5, s->title, TITLE_LINE, BOLD), s->title,
		               TITLE_LINE, BOLD, INK_TEXT) + 3;
	if (page->info->subtitle[0] != '\0')
		y += page_wrap(page, to, page->info->subtitle, s->margin, y, balanced(page, page->info->subtitle, width, 0.75, s->subtitle, BODY_LINE, REGULAR),
		               s->subtitle, BODY_LINE, REGULAR, INK_GREY);
	return y + s->margin * 0.75;
}

static double footer(struct page *page, struct marks *to, double y)
{
	const struct sizes *s = &page->size;
	double width = page->width - 2 * s->margin, at = y + s->footer;
	if (page->options->bare)
		return 2;
	if (page->info->note[0] != '\0')
		at += page_wrap(page, to, page->info->note, s->margin, at, width, s->footer, BODY_LINE, REGULAR, INK_GREY);
	if (page->info->source[0] != '\0')
		at += page_wrap(page, to, page->info->source, s->margin, at, width, s->footer, BODY_LINE, REGULAR, INK_GREY);
	return at - y + s->margin * 0.8;
}

/* What the sentence about labels without room would add to the note: the height that is named must do for that too. */
static double further_note(const struct page *page)
{
	char sentence[256];
	if (page->unlabelled > 0 || page->options->note != NULL || page->options->bare)
		return 0;
	snprintf(sentence, sizeof sentence, unlabelled_words(page, 99), 99);
	return page_wrap(page, NULL, sentence, 0, 0, page->width - 2 * page->size.margin, page->size.footer, BODY_LINE, REGULAR, INK_GREY);
}

enum causa_status page_open(struct page *page, double plot_height, double least_share, double least_width)
{
	double top = header(page, NULL), below = footer(page, NULL, 0), least = top + below + least_share * plot_height;
	if (page->width < least_width || (page->options->height > 0 && page->options->height < least))
		return causa_fail(page->err, CAUSA_EUSAGE,
		                  _("the page is too small for this figure: it needs at least %.0f x %.0f px; choose fewer offences or a "
		                    "larger --width and --height"),
		                  ceil(fmax(least_width, page->width)), ceil(least + further_note(page)));
	if (top + plot_height + below > MOST_HEIGHT && page->options->height == 0)
		return causa_fail(page->err, CAUSA_EUSAGE,
		                  _("the figure would be %.0f px high, more than anyone can read; choose offences with --offence"),
		                  top + plot_height + below);
	page->height = page->options->height > 0 ? page->options->height : ceil(top + plot_height + below);
	page->marks->width = page->width;
	page->marks->height = page->height;
	double side = page->options->bare ? 2 : page->size.margin;
	page->plot = (struct box){side, top, page->width - side, page->height - below};
	header(page, page->marks);
	footer(page, page->marks, page->plot.y1);
	page->info->width = (int)page->width;
	page->info->height = (int)page->height;
	return page->marks->failed ? CAUSA_ENOMEM : CAUSA_OK;
}
