/* Notes: codes and sentences.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <causa/frame.h>

#include "base/intl.h"

static const struct {
	const char *code, *text;
} table[] = {
#define X(name, code, text) {code, N_(text)},
#include <causa/notes.def>
#undef X
};

const char *causa_note_code(enum causa_note note)
{
	return table[note].code;
}

const char *causa_note_text(enum causa_note note)
{
	return _(table[note].text);
}
