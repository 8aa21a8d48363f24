/* Everything that libcausa offers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_H
#define CAUSA_H

#include <causa/about.h>
#include <causa/adjust.h>
#include <causa/attain.h>
#include <causa/bounds.h>
#include <causa/count.h>
#include <causa/decompose.h>
#include <causa/discrete.h>
#include <causa/exacttrend.h>
#include <causa/diff.h>
#include <causa/difference.h>
#include <causa/findings.h>
#include <causa/frame.h>
#include <causa/funnel.h>
#include <causa/homogeneity.h>
#include <causa/joinpoint.h>
#include <causa/label.h>
#include <causa/level.h>
#include <causa/logistic.h>
#include <causa/loglinear.h>
#include <causa/manifest.h>
#include <causa/method.h>
#include <causa/negbin.h>
#include <causa/number.h>
#include <causa/oddsratio.h>
#include <causa/panel.h>
#include <causa/prop.h>
#include <causa/propcmp.h>
#include <causa/publish.h>
#include <causa/rank.h>
#include <causa/ratecmp.h>
#include <causa/reader.h>
#include <causa/resample.h>
#include <causa/shrink.h>
#include <causa/special.h>
#include <causa/standardise.h>
#include <causa/status.h>
#include <causa/stratified.h>
#include <causa/wording.h>
#include <causa/write.h>

#endif
