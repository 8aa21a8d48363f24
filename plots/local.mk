# The drawing module, opened by the program when a figure is asked for. Statistics work without it.
# SPDX-License-Identifier: GPL-3.0-or-later
# Geometry knows no drawing library: the unit tests link it too.
geometry_sources = \
	plots/chart_audit.c \
	plots/chart_change.c \
	plots/chart_decompose.c \
	plots/chart_funnel.c \
	plots/chart_heatmap.c \
	plots/chart_mix.c \
	plots/chart_panels.c \
	plots/chart_ratio.c \
	plots/chart_segments.c \
	plots/chart_slope.c \
	plots/chart_trend.c \
	plots/charts.def \
	plots/charts.h \
	plots/ends.c \
	plots/ends.h \
	plots/figure.c \
	plots/figure.h \
	plots/fit.c \
	plots/fit.h \
	plots/label.c \
	plots/label.h \
	plots/marks.c \
	plots/marks.h \
	plots/page.c \
	plots/page.h \
	plots/plots.h \
	plots/plotted.c \
	plots/plotted.h \
	plots/rows.c \
	plots/rows.h \
	plots/scale.c \
	plots/scale.h \
	plots/series.c \
	plots/series.h \
	plots/theme.h \
	plots/timeline.c \
	plots/timeline.h \
	plots/words.c \
	plots/words.h

plot_sources = $(geometry_sources) \
	plots/canvas.c \
	plots/canvas.h \
	plots/draw.c \
	plots/metadata.c \
	plots/metadata.h \
	plots/png_file.c \
	plots/png_file.h

if PLOTS
pkglib_LTLIBRARIES += plots/plots.la
plots_plots_la_SOURCES = $(plot_sources) libstats/base/bytes.c libstats/base/error.c
plots_plots_la_CFLAGS = $(AM_CFLAGS) $(PLPLOT_CFLAGS) $(PANGO_CFLAGS) $(PNG_CFLAGS)
plots_plots_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -no-undefined \
	-export-symbols-regex '^causa_plots_api$$'
plots_plots_la_LIBADD = libstats/libcausa.la $(PLPLOT_LIBS) $(PANGO_LIBS) $(PNG_LIBS) $(LTLIBINTL) -lm
else
EXTRA_DIST += $(plot_sources)
endif
