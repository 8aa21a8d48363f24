/* Changes of ratios, which causa_change() hands on. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_METHOD_CHANGE_H
#define CAUSA_METHOD_CHANGE_H

#include <causa/method.h>

/* As causa_change() with request->of == CAUSA_OF_RATIO. */
enum causa_status change_of_ratio(const struct causa_panel *panel, const struct causa_request *request,
                                  struct causa_frame **out, struct causa_error *err);

#endif
