/* Findings in documents: sentences under the grade that they share, beneath each why it is not of a higher one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <causa/wording.h>

#include "base/intl.h"
#include "io/markup.h"
#include "io/write.h"

enum { WORDS = 2048 };

const char *findings_grade_words(const char *grade)
{
	static const struct {
		const char *code, *words;
	} grades[] = {{"rose", N_("Shown")}, {"fell", N_("Shown")}, {"may-have-risen", N_("May be")}, {"may-have-fallen", N_("May be")},
	              {"not-shown", N_("Not shown")}, {"cannot-be-said", N_("Cannot be said")}};
	for (size_t i = 0; i < sizeof grades / sizeof grades[0]; i++) {
		if (strcmp(grades[i].code, grade) == 0)
			return _(grades[i].words);
	}
	return grade;
}

/* How a document writes them. */
struct style {
	markup_put put;
	const char *grade[2], *open, *item[2], *close, *reasons[2], *reason[2];
};

static void put_words(struct writer *w, const struct style *style, uint64_t row)
{
	char words[WORDS];
	const char *lang = w->options->lang;
	causa_finding_headline(w->frame, row, lang, words, sizeof words / 2);
	strcat(words, ". ");
	size_t n = strlen(words);
	causa_finding_detail(w->frame, row, lang, words + n, sizeof words - n);
	bytes_text(&w->text, style->item[0]);
	style->put(&w->text, words);
	bytes_text(&w->text, style->item[1]);
	bool any = false;
	for (unsigned i = 0; causa_finding_reason(w->frame, row, i, lang, words, sizeof words); i++) {
		bytes_text(&w->text, any ? "" : style->reasons[0]);
		any = true;
		bytes_text(&w->text, style->reason[0]);
		style->put(&w->text, words);
		bytes_text(&w->text, style->reason[1]);
	}
	bytes_text(&w->text, any ? style->reasons[1] : "");
}

static void write_list(struct writer *w, const struct style *style)
{
	const struct causa_frame *f = w->frame;
	const struct causa_column *grade = causa_frame_column(f, "grade");
	const char *before = "";
	for (uint64_t row = 0; row < f->rows && writer_flush(w, false); row++) {
		const char *words = findings_grade_words(causa_column_label(grade, row));
		if (strcmp(words, before) != 0) {
			bytes_text(&w->text, before[0] != '\0' ? style->close : "");
			bytes_text(&w->text, style->grade[0]);
			style->put(&w->text, words);
			bytes_text(&w->text, style->grade[1]);
			bytes_text(&w->text, style->open);
		}
		before = words;
		put_words(w, style, row);
	}
	bytes_text(&w->text, before[0] != '\0' ? style->close : "");
}

void findings_markdown(struct writer *w)
{
	static const struct style style = {markup_markdown, {"**", "**\n\n"}, "", {"- ", "\n"}, "\n", {"", ""}, {"    - ", "\n"}};
	write_list(w, &style);
}

void findings_latex(struct writer *w)
{
	static const struct style style = {markup_latex,
	                                   {"\\paragraph{", "}\n"},
	                                   "\\begin{itemize}\n",
	                                   {"\\item ", "\n"},
	                                   "\\end{itemize}\n",
	                                   {"\\begin{itemize}\n", "\\end{itemize}\n"},
	                                   {"\\item ", "\n"}};
	bytes_text(&w->text, MARKUP_LATEX_COMMAND);
	write_list(w, &style);
}
