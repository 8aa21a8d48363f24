/* Escaping for Markdown and LaTeX.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/markup.h"

#include <string.h>

/* ---- Markdown ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ":" begins a web address or a picture of a face, "www." an address. */
static bool begins_link(const char *at, char before)
{
	return (*at == ':' && (at[1] == '/' || is_letter(at[1]))) || (*at == '.' && (before == 'w' || before == 'W'));
}

void markup_markdown(struct bytes *to, const char *text)
{
	char before = ' ';
	while (text != NULL && *text != '\0') {
		char one[4];
		const char *at = text;
		size_t n = bytes_printable(&text, one);
		if (n == 1 && (strchr("\\`*_[]<>|#~&$", one[0]) != NULL || begins_link(at, before)))
			bytes_char(to, '\\');
		bytes_add(to, one, n);
		before = *at;
	}
}

void markup_markdown_block(struct bytes *to, const char *text)
{
	if (text == NULL)
		return;
	text += strspn(text, " \t\r\n\v\f");
	size_t digits = strspn(text, "0123456789");
	if (strchr("-+=", *text) != NULL && *text != '\0') {
		bytes_char(to, '\\');
	} else if (digits > 0 && (text[digits] == '.' || text[digits] == ')')) {
		bytes_add(to, text, digits);
		bytes_char(to, '\\');
		bytes_char(to, text[digits]);
		text += digits + 1;
	}
	markup_markdown(to, text);
}

static size_t longest_fence(const char *text)
{
	size_t most = 0;
	for (size_t run = 0; *text != '\0'; text++) {
		run = *text == '`' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	return most;
}

void markup_markdown_code(struct bytes *to, const char *text)
{
	size_t fence = longest_fence(text) + 1;
	bytes_repeat(to, '`', fence);
	if (fence > 1)
		bytes_char(to, ' ');
	bytes_clean(to, text);
	if (fence > 1)
		bytes_char(to, ' ');
	bytes_repeat(to, '`', fence);
}

void markup_cell(struct bytes *to, const char *cell, markup_put put)
{
	static const char arrow[] = "\xC2\xA0\xE2\x86\x92\xC2\xA0";
	struct bytes words = {NULL, 0, 0, false};
	for (cell += strspn(cell, " "); *cell != '\0';) {
		if (strncmp(cell, "-> ", 3) == 0 && words.size > 0) {
			words.data[--words.size] = '\0';
			bytes_text(&words, arrow);
			cell += 3;
		}
		size_t word = strcspn(cell, " ");
		bytes_add(&words, cell, word);
		cell += word;
		cell += strspn(cell, " ");
		if (*cell != '\0')
			bytes_char(&words, ' ');
	}
	to->failed |= words.failed;
	put(to, words.data != NULL ? words.data : "");
	bytes_free(&words);
}

/* ---- LaTeX ---- */

const char MARKUP_LATEX_COMMAND[] =
	"\\ifdefined\\causachar\\else\\protected\\def\\causachar#1#2{\\ifdefined\\directlua\\iffontchar\\font\"#1 #2\\else[U+#1]\\hspace{0pt}\\fi\\else[U+#1]\\hspace{0pt}\\fi}\\fi\n";


static const char *latex_of(char c)
{
	static const char *const special[] = {
		['\\'] = "\\textbackslash{}", ['~'] = "\\textasciitilde{}", ['^'] = "\\textasciicircum{}", ['<'] = "$<$", ['>'] = "$>$",
		['{'] = "\\textbraceleft{}", ['}'] = "\\textbraceright{}", ['`'] = "\\textasciigrave{}", ['&'] = "\\&", ['%'] = "\\%",
		['$'] = "\\$", ['#'] = "\\#", ['_'] = "\\_", /* after the end of a row these two would be its options: */ ['['] = "{[}", ['*'] = "{*}"};
	unsigned char u = (unsigned char)c;
	return u < sizeof special / sizeof special[0] ? special[u] : NULL;
}

/* Characters that the fonts of every engine have. */
static bool is_common(uint32_t c)
{
	static const struct {
		uint16_t first, last;
	} common[] = {{0xA0, 0x125},    {0x128, 0x137},   {0x139, 0x13E},   {0x141, 0x148},   {0x14A, 0x165},   {0x168, 0x17E}, {0x218, 0x21B},
	              {0x2013, 0x2014}, {0x2018, 0x201A}, {0x201C, 0x201E}, {0x2020, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030},
	              {0x2039, 0x203A}, {0x20AC, 0x20AC}, {0x2122, 0x2122}};
	for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
		if (c >= common[i].first && c <= common[i].last)
			return true;
	}
	return false;
}

static void put_wide(struct bytes *to, const char *character, size_t n)
{
	uint32_t c = 0;
	bytes_character(character, n, &c);
	if (c == 0x2212)
		bytes_text(to, "$-$");
	else if (c == 0x2192)
		bytes_text(to, "$\\rightarrow$");
	else if (c == 0x202F)
		bytes_text(to, "\\,");
	else if (c == 0xA0)
		bytes_char(to, '~');
	else if (is_common(c))
		bytes_add(to, character, n);
	else
		bytes_format(to, "\\causachar{%04X}{%.*s}", (unsigned)c, (int)n, character);
}

/* Two of these in a row would be drawn as one other sign. */
static bool joins(char before, char c)
{
	return (c == before && strchr("-',", c) != NULL);
}

static void put_latex(struct bytes *to, const char *text, bool code)
{
	char before = ' ';
	size_t word = 0, at = 0;
	while (text != NULL && *text != '\0') {
		char one[4];
		if (word == 0)
			word = strcspn(text, " \t\r\n");
		size_t n = bytes_printable(&text, one);
		char c = n == 1 ? one[0] : 'x';
		if (n == 0)
			continue;
		if (c == ' ')
			word = at = 0;
		else if (word > MARKUP_LONG_WORD && at > 0 && at % MARKUP_BREAK_EVERY == 0)
			bytes_text(to, "\\hspace{0pt}");
		if (joins(before, c))
			bytes_text(to, "{}");
		if (n > 1)
			put_wide(to, one, n);
		else if (code && c == '\'')
			bytes_text(to, "\\textquotesingle{}");
		else if (latex_of(c) != NULL)
			bytes_text(to, latex_of(c));
		else
			bytes_char(to, c);
		at += c != ' ';
		before = c;
	}
}

void markup_latex(struct bytes *to, const char *text)
{
	put_latex(to, text, false);
}

void markup_latex_code(struct bytes *to, const char *text)
{
	bytes_text(to, "\\texttt{");
	put_latex(to, text, true);
	bytes_char(to, '}');
}
