/* UTF-8: checking, composing (NFC) and folding of letters. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TABLE_UTF8_H
#define CAUSA_TABLE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Offset of the first byte that is not valid UTF-8; n when all is. */
size_t utf8_invalid(const char *s, size_t n);
/* Number of characters. */
size_t utf8_length(const char *s, size_t n);
/* Composes letters with the marks that follow them (NFC for Latin, Greek, Cyrillic); out holds n bytes. Returns the length. */
size_t utf8_compose(const char *s, size_t n, char *out);
/* Lower case without marks, for comparing what people typed; out holds n bytes. Returns the length. */
size_t utf8_fold(const char *s, size_t n, char *out);
/* Offset and length without white space at both ends (also U+00A0 and U+FEFF). */
size_t utf8_trim(const char **s, size_t n);
/* Makes one line of a text that ends in NUL: ends of lines and tabs become spaces, other control characters "?". A label with them would
 * break tables and act on terminals. Returns the length. */
size_t utf8_clean(char *text);
/* Length of the longest beginning of at most `most` bytes that cuts no character. */
size_t utf8_cut(const char *s, size_t n, size_t most);

#endif
