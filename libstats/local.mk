# The library libcausa: public headers, then the sources layer by layer, lowest first.
# SPDX-License-Identifier: GPL-3.0-or-later
include_HEADERS = libstats/causa.h
causaincludedir = $(includedir)/causa
causainclude_HEADERS = \
	libstats/causa/about.h \
	libstats/causa/adjust.h \
	libstats/causa/attain.h \
	libstats/causa/bounds.h \
	libstats/causa/checks.def \
	libstats/causa/columns.def \
	libstats/causa/count.h \
	libstats/causa/decompose.h \
	libstats/causa/discrete.h \
	libstats/causa/exacttrend.h \
	libstats/causa/diff.h \
	libstats/causa/difference.h \
	libstats/causa/diffs.def \
	libstats/causa/findings.h \
	libstats/causa/frame.h \
	libstats/causa/funnel.h \
	libstats/causa/homogeneity.h \
	libstats/causa/joinpoint.h \
	libstats/causa/label.h \
	libstats/causa/level.h \
	libstats/causa/logistic.h \
	libstats/causa/loglinear.h \
	libstats/causa/manifest.h \
	libstats/causa/method.h \
	libstats/causa/methods.def \
	libstats/causa/negbin.h \
	libstats/causa/notes.def \
	libstats/causa/number.h \
	libstats/causa/oddsratio.h \
	libstats/causa/panel.h \
	libstats/causa/prop.h \
	libstats/causa/propcmp.h \
	libstats/causa/publish.h \
	libstats/causa/quantities.def \
	libstats/causa/rank.h \
	libstats/causa/ratecmp.h \
	libstats/causa/reader.h \
	libstats/causa/resample.h \
	libstats/causa/shrink.h \
	libstats/causa/special.h \
	libstats/causa/standardise.h \
	libstats/causa/status.def \
	libstats/causa/status.h \
	libstats/causa/stratified.h \
	libstats/causa/wellknown.def \
	libstats/causa/wording.h \
	libstats/causa/write.h

base_sources = \
	libstats/base/bytes.c \
	libstats/base/bytes.h \
	libstats/base/error.c \
	libstats/base/error.h \
	libstats/base/intl.h \
	libstats/base/pages.c \
	libstats/base/pages.h \
	libstats/base/parallel.c \
	libstats/base/parallel.h \
	libstats/base/version.c

kernel_sources = \
	libstats/kernel/adjust.c \
	libstats/kernel/attain.c \
	libstats/kernel/binomials.h \
	libstats/kernel/bounds.c \
	libstats/kernel/cochran_armitage.c \
	libstats/kernel/count.c \
	libstats/kernel/decompose.c \
	libstats/kernel/discrete.c \
	libstats/kernel/exacttrend.c \
	libstats/kernel/firth.c \
	libstats/kernel/funnel.c \
	libstats/kernel/homogeneity.c \
	libstats/kernel/joinpoint.c \
	libstats/kernel/lattice.c \
	libstats/kernel/lattice.h \
	libstats/kernel/level.c \
	libstats/kernel/logistic.c \
	libstats/kernel/loglinear.c \
	libstats/kernel/moderate.c \
	libstats/kernel/negbin.c \
	libstats/kernel/oddsratio.c \
	libstats/kernel/prop.c \
	libstats/kernel/propcmp.c \
	libstats/kernel/psi.c \
	libstats/kernel/psi.h \
	libstats/kernel/rank.c \
	libstats/kernel/ratecmp.c \
	libstats/kernel/resample.c \
	libstats/kernel/shrink.c \
	libstats/kernel/slope.c \
	libstats/kernel/slope.h \
	libstats/kernel/solve.c \
	libstats/kernel/solve.h \
	libstats/kernel/special.c \
	libstats/kernel/special_beta.c \
	libstats/kernel/special_discrete.c \
	libstats/kernel/special_gamma.c \
	libstats/kernel/special_hyper.c \
	libstats/kernel/special_internal.h \
	libstats/kernel/special_norm.c \
	libstats/kernel/standardise.c \
	libstats/kernel/stratified.c

table_sources = \
	libstats/table/about.c \
	libstats/table/arena.c \
	libstats/table/arena.h \
	libstats/table/tally.c \
	libstats/table/tally.h \
	libstats/table/compose.def \
	libstats/table/difference.c \
	libstats/table/finding.h \
	libstats/table/frame.c \
	libstats/table/frame_build.c \
	libstats/table/frame_build.h \
	libstats/table/intern.c \
	libstats/table/intern.h \
	libstats/table/label_match.c \
	libstats/table/panel.c \
	libstats/table/panel_build.c \
	libstats/table/panel_build.h \
	libstats/table/panel_derive.c \
	libstats/table/panel_derive.h \
	libstats/table/panel_own.h \
	libstats/table/utf8.c \
	libstats/table/utf8.h

method_sources = \
	libstats/method/audit.c \
	libstats/method/audit_files.c \
	libstats/method/audit_printed.c \
	libstats/method/audit_printed.h \
	libstats/method/audit_rows.c \
	libstats/method/audit_rows.h \
	libstats/method/audit_series.c \
	libstats/method/audit_series.h \
	libstats/method/bounds.c \
	libstats/method/change.c \
	libstats/method/change.h \
	libstats/method/compare.c \
	libstats/method/compare.h \
	libstats/method/compare_tests.c \
	libstats/method/counts.c \
	libstats/method/decompose.c \
	libstats/method/envelope.c \
	libstats/method/envelope.h \
	libstats/method/diff.c \
	libstats/method/diff_found.c \
	libstats/method/diff_found.h \
	libstats/method/diff_join.c \
	libstats/method/diff_join.h \
	libstats/method/diff_match.c \
	libstats/method/findings.c \
	libstats/method/found.h \
	libstats/method/found_adjust.c \
	libstats/method/found_frame.c \
	libstats/method/found_spread.c \
	libstats/method/found_turn.c \
	libstats/method/funnel.c \
	libstats/method/methods.c \
	libstats/method/moderate.c \
	libstats/method/need.c \
	libstats/method/need.h \
	libstats/method/pairs.c \
	libstats/method/pairs.h \
	libstats/method/power.c \
	libstats/method/ratio.c \
	libstats/method/ratio_change.c \
	libstats/method/ratio_trend.c \
	libstats/method/segments.c \
	libstats/method/sensitivity.c \
	libstats/method/trend.c \
	libstats/method/trend.h \
	libstats/method/variants.c \
	libstats/method/variants.h \
	libstats/method/view.c \
	libstats/method/view.h \
	libstats/method/years.c \
	libstats/method/years.h

text_sources = \
	libstats/text/audit_words.c \
	libstats/text/display.c \
	libstats/text/display.h \
	libstats/text/display_align.c \
	libstats/text/display_cells.c \
	libstats/text/display_cells.h \
	libstats/text/display_cross.c \
	libstats/text/display_diff.c \
	libstats/text/display_layouts.c \
	libstats/text/display_words.c \
	libstats/text/finding_read.h \
	libstats/text/finding_reasons.c \
	libstats/text/finding_templates.h \
	libstats/text/finding_words.c \
	libstats/text/note.c \
	libstats/text/number.c \
	libstats/text/shortest.c \
	libstats/text/shortest.h

io_sources = \
	libstats/io/draft.c \
	libstats/io/fields.c \
	libstats/io/fields.h \
	libstats/io/folder.c \
	libstats/io/gather.c \
	libstats/io/gather.h \
	libstats/io/head.c \
	libstats/io/head.h \
	libstats/io/known.c \
	libstats/io/known.h \
	libstats/io/layout.c \
	libstats/io/layout.h \
	libstats/io/latex_plan.c \
	libstats/io/latex_plan.h \
	libstats/io/manifest.c \
	libstats/io/manifest.h \
	libstats/io/markup.c \
	libstats/io/markup.h \
	libstats/io/open.c \
	libstats/io/package.c \
	libstats/io/package.h \
	libstats/io/pieces.c \
	libstats/io/pieces.h \
	libstats/io/plan.c \
	libstats/io/plan.h \
	libstats/io/provenance.c \
	libstats/io/publish.c \
	libstats/io/repeats.c \
	libstats/io/repeats.h \
	libstats/io/reading.h \
	libstats/io/reading_counts.c \
	libstats/io/reading_keys.c \
	libstats/io/reading_texts.c \
	libstats/io/rows.c \
	libstats/io/rows.h \
	libstats/io/same.h \
	libstats/io/scan.c \
	libstats/io/scan.h \
	libstats/io/scan_loop.h \
	libstats/io/slices.c \
	libstats/io/slices.h \
	libstats/io/encoding.c \
	libstats/io/encoding.h \
	libstats/io/source.c \
	libstats/io/source.h \
	libstats/io/stored.c \
	libstats/io/stored.h \
	libstats/io/split.c \
	libstats/io/split.h \
	libstats/io/staged.c \
	libstats/io/staged.h \
	libstats/io/table.c \
	libstats/io/table.h \
	libstats/io/texts_seen.c \
	libstats/io/texts_seen.h \
	libstats/io/write.c \
	libstats/io/write.h \
	libstats/io/write_csv.c \
	libstats/io/write_findings.c \
	libstats/io/write_html.c \
	libstats/io/write_json.c \
	libstats/io/write_latex.c \
	libstats/io/write_markdown.c \
	libstats/io/write_table.c

# One convenience library feeds libcausa and the unit tests, which also reach what is not exported.
noinst_LTLIBRARIES += libstats/libcausa-all.la
libstats_libcausa_all_la_SOURCES = $(base_sources) $(kernel_sources) $(table_sources) $(method_sources) \
	$(text_sources) $(io_sources)
libstats_libcausa_all_la_CFLAGS = $(AM_CFLAGS) $(GSL_CFLAGS) $(JANSSON_CFLAGS) $(SMARTCOLS_CFLAGS) $(UCHARDET_CFLAGS) $(ARCHIVE_CFLAGS) $(NETTLE_CFLAGS)
libstats_libcausa_all_la_LIBADD = $(GSL_LIBS) $(JANSSON_LIBS) $(SMARTCOLS_LIBS) $(UCHARDET_LIBS) $(ARCHIVE_LIBS) $(NETTLE_LIBS) \
	$(LTLIBICONV) $(LTLIBINTL) $(THREAD_LIBS) -lm

lib_LTLIBRARIES += libstats/libcausa.la
libstats_libcausa_la_SOURCES =
libstats_libcausa_la_LIBADD = libstats/libcausa-all.la
libstats_libcausa_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined -export-symbols libstats/causa.sym
EXTRA_libstats_libcausa_la_DEPENDENCIES = libstats/causa.sym

# What is exported is what the public headers declare: the compiler's preprocessor drops comments, the rest is text.
CLEANFILES += libstats/causa.sym
libstats/causa.sym: $(include_HEADERS) $(causainclude_HEADERS)
	$(AM_V_GEN)$(MKDIR_P) libstats && $(CPP) -P -I$(top_srcdir)/libstats $(top_srcdir)/libstats/causa.h > $@.tmp \
		&& $(GREP) -o 'causa_[a-z0-9_]*(' $@.tmp | $(SED) -e 's/($$//' | sort -u > $@ && rm -f $@.tmp

# The spreadsheet module, opened by the program when one is asked for.
xlsx_sources = libstats/io/xlsx.c libstats/io/xlsx.h
if XLSX
pkglib_LTLIBRARIES += libstats/xlsx.la
libstats_xlsx_la_SOURCES = $(xlsx_sources) libstats/base/error.c
libstats_xlsx_la_CFLAGS = $(AM_CFLAGS) $(XLSX_CFLAGS)
libstats_xlsx_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -no-undefined -export-symbols-regex '^causa_xlsx_api$$'
libstats_xlsx_la_LIBADD = libstats/libcausa.la $(XLSX_LIBS) $(LTLIBINTL)
else
EXTRA_DIST += $(xlsx_sources)
endif
