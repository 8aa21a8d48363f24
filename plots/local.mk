# The drawing module, opened by the program when a figure is asked for. Statistics work without it.
# SPDX-License-Identifier: GPL-3.0-or-later
plot_sources = \
	plots/charts.def \
	plots/plots.h
