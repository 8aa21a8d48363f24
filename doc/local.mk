# Manual and man pages.
# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += doc/findings.md doc/layouts.md doc/methods.md doc/manual doc/examples/bend.csv doc/examples/series.csv
EXTRA_DIST += doc/gallery doc/gallery.md doc/figures
EXTRA_DIST += doc/comparison.md doc/comparison
