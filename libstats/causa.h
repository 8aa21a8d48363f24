/* Everything that libcausa offers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_H
#define CAUSA_H

#include <causa/about.h>
#include <causa/frame.h>
#include <causa/method.h>
#include <causa/number.h>
#include <causa/panel.h>
#include <causa/reader.h>
#include <causa/special.h>
#include <causa/status.h>

#endif
