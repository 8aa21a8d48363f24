# Bundled datasets: data packages, installed as they are.
# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA =
