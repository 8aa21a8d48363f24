#!/usr/bin/env bats
# The layers of the architecture, held by the #include lines.
# SPDX-License-Identifier: GPL-3.0-or-later

here=$BATS_TEST_DIRNAME

# A tree with one file that holds one line.
tree_with() {
	rm -rf "$BATS_TEST_TMPDIR/tree"
	mkdir -p "$BATS_TEST_TMPDIR/tree/$(dirname "$1")"
	printf '%s\n' "$2" >"$BATS_TEST_TMPDIR/tree/$1"
}

refused() {
	tree_with "$1" "$2"
	if perl "$here/layers.pl" "$BATS_TEST_TMPDIR/tree"; then
		echo "not refused: $1 with $2"
		return 1
	fi
}

allowed() {
	tree_with "$1" "$2"
	perl "$here/layers.pl" "$BATS_TEST_TMPDIR/tree"
}

@test "every file includes only what its layer may see" {
	perl "$here/layers.pl" "$here/.."
}

@test "the reader of the include lines refuses what it should" {
	refused libstats/base/x.c '#include <causa/panel.h>'
	refused libstats/kernel/x.c '#include "table/frame_build.h"'
	refused libstats/table/x.c '#include "io/csv.h"'
	refused libstats/method/x.c '#include <causa/reader.h>'
	refused libstats/text/x.c '#include "method/view.h"'
	refused libstats/io/x.c '  #  include <causa/method.h>'
	refused plots/chart_x.c '#include <causa/special.h>'
	refused plots/chart_x.c '#include "cli/options.h"'
	refused libstats/base/x.c '#include "../table/frame_build.h"'
	refused libstats/method/x.c '#include <gsl/gsl_cdf.h>'
	refused libstats/causa/prop.h '#include <gsl/gsl_cdf.h>'
	refused libstats/causa/frame.h '#include <stdio.h>'
	refused plots/chart_x.c '#include <cairo.h>'
	refused plots/layout.c '#include <pango/pangocairo.h>'
	refused cli/main.c '#include <plplot.h>'
	refused libstats/table/x.c '#include <jansson.h>'
	refused libstats/table/x.c '#include <uninorm.h>'
	refused libstats/text/x.c '#include <libintl.h>'
	refused libstats/io/x.c '#include <something_new.h>'
	refused libstats/causa/nameless.h '#include <stdint.h>'
	refused libstats/other/x.c '#include <stdint.h>'
}

@test "the reader of the include lines lets through what it should" {
	allowed libstats/kernel/x.c '#include <gsl/gsl_sf_gamma.h>'
	allowed libstats/method/x.c '#include <causa/prop.h>'
	allowed libstats/io/x.c '#include "text/cells.h"'
	allowed libstats/io/x.c '#include <jansson.h>'
	allowed plots/canvas.c '#include <plplot/plplot.h>'
	allowed plots/chart_x.c '#include <causa/number.h>'
	allowed cli/main.c '#include "plots/plots.h"'
	allowed cli/main.c '#include <causa.h>'
}
