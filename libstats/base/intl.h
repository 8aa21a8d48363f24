/* Texts for people. Sentences are composed where the failure is known, so every layer may translate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_BASE_INTL_H
#define CAUSA_BASE_INTL_H

#include <libintl.h>

#define _(text) dgettext("causa", text)
#define N_(text) text
#define P_(one, many) one, many
#define NP_(one, many, n) dngettext("causa", one, many, (unsigned long)(n))

#endif
