# Tests: Check programs for the library (one line each), bats files for the program and for the tree itself.
# SPDX-License-Identifier: GPL-3.0-or-later
unit_tests = \
	tests/unit/check_core \
	tests/unit/check_defs \
	tests/unit/check_diff \
	tests/unit/check_edges \
	tests/unit/check_findings \
	tests/unit/check_geometry \
	tests/unit/check_labels \
	tests/unit/check_parallel \
	tests/unit/check_positions \
	tests/unit/check_oracle \
	tests/unit/check_special \
	tests/unit/check_numbers \
	tests/unit/check_gather \
	tests/unit/check_scan \
	tests/unit/check_split \
	tests/unit/check_theme

tests_unit_check_core_SOURCES = tests/unit/check_core.c tests/unit/oracle.c tests/unit/oracle.h
tests_unit_check_oracle_SOURCES = tests/unit/check_oracle.c tests/unit/oracle.c tests/unit/oracle.h

tests_unit_check_special_CFLAGS = $(AM_CFLAGS) $(RMATH_CFLAGS)
tests_unit_check_special_LDADD = $(LDADD) $(RMATH_LIBS)
tests_unit_check_split_LDADD = $(LDADD) $(CSV_LIBS)
laid_sources = tests/unit/frames.c tests/unit/frames.h tests/unit/laid.c tests/unit/laid.h $(geometry_sources)
tests_unit_check_geometry_SOURCES = tests/unit/check_geometry.c $(laid_sources)
tests_unit_check_labels_SOURCES = tests/unit/check_labels.c tests/unit/laid.c tests/unit/laid.h $(geometry_sources)
tests_unit_check_positions_SOURCES = tests/unit/check_positions.c $(laid_sources)
tests_unit_check_module_SOURCES = tests/unit/check_module.c tests/unit/frames.c tests/unit/frames.h
tests_unit_check_module_LDADD = $(LDADD) $(DL_LIBS)

# Not a test of its own: splits a file for tests/cli/spectrum.bats.
check_PROGRAMS += tests/unit/split_json

tree_tests = \
	tests/data.bats \
	tests/exports.bats \
	tests/fuzz.bats \
	tests/headers.bats \
	tests/layers.bats \
	tests/lists.bats \
	tests/translations.bats

program_tests = \
	tests/cli/audit.bats \
	tests/cli/core.bats \
	tests/cli/diff.bats \
	tests/cli/axe.bats \
	tests/cli/broken.bats \
	tests/cli/documents.bats \
	tests/cli/errors.bats \
	tests/cli/failures.bats \
	tests/cli/figures.bats \
	tests/cli/findings.bats \
	tests/cli/formats.bats \
	tests/cli/layouts.bats \
	tests/cli/gallery.bats \
	tests/cli/hostile.bats \
	tests/cli/manual.bats \
	tests/cli/notes.bats \
	tests/cli/oracle.bats \
	tests/cli/readme.bats \
	tests/cli/report.bats \
	tests/cli/spectrum.bats \
	tests/cli/statistics.bats \
	tests/cli/terminal.bats \
	tests/cli/verify.bats \
	tests/cli/xlsx.bats

EXTRA_DIST += tests/oracle/count_ci.csv tests/oracle/prop_ci.csv tests/oracle/yoy_counts.csv \
	tests/oracle/ratio_diff.csv tests/oracle/trend.csv tests/oracle/stress.csv \
	tests/oracle/adjusted_p.csv tests/oracle/empirical_bayes.csv tests/oracle/homogeneity.csv \
	tests/oracle/funnel.csv tests/oracle/kitagawa.csv tests/oracle/manski.csv tests/oracle/mantel_haenszel.csv \
	tests/oracle/published_count.csv tests/oracle/published_prop.csv tests/oracle/published_series.csv
golden = audit audit-es ratio ratio-es ratio-one change trend envelope ratio-md ratio-tex counts-json \
	bounds bounds-es decompose compare compare-es tests tests-es power sensitivity sensitivity-es
EXTRA_DIST += tests/unit/findings-en.txt tests/unit/findings-es.txt tests/cli/golden/commands $(golden:%=tests/cli/golden/%.txt)
EXTRA_DIST += $(tree_tests) $(program_tests) tests/fail/fail_alloc.c \
	tests/agree.pl tests/layers.pl tests/lists.pl \
	tests/suppressions/lsan.supp \
	tests/suppressions/valgrind.supp

if PLOTS
unit_tests += tests/unit/check_module
check_PROGRAMS += tests/image/rms
else
EXTRA_DIST += tests/unit/check_module.c tests/image/rms.c
endif
tests_image_rms_CFLAGS = $(AM_CFLAGS) $(PNG_CFLAGS)
tests_image_rms_LDADD = $(PNG_LIBS) -lm

if HAVE_CHECK
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
if HAVE_BATS
TESTS += $(tree_tests) $(program_tests)
endif

LDADD = libstats/libcausa-all.la $(CHECK_LIBS)

# The program under test is the one of the build tree, under its own name.
check_SCRIPTS += tests/bin/causa
CLEANFILES += tests/bin/causa
tests/bin/causa: causa-dev
	$(AM_V_GEN)$(MKDIR_P) tests/bin && rm -f $@ && $(LN_S) $(abs_top_builddir)/causa-dev $@

TEST_EXTENSIONS = .bats
TAP = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP)
BATS_LOG_DRIVER = $(TAP)
BATS_LOG_COMPILER = $(BATS)
AM_BATS_LOG_FLAGS = --formatter tap

AM_TESTS_ENVIRONMENT = \
	CK_TAP_LOG_FILE_NAME=-; CK_VERBOSITY=silent; export CK_TAP_LOG_FILE_NAME CK_VERBOSITY; \
	PATH="$(abs_top_builddir)/tests/bin:$$PATH"; export PATH; \
	top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; export top_srcdir top_builddir; \
	CAUSA_ORACLE_DIR='$(abs_top_srcdir)/tests/oracle'; export CAUSA_ORACLE_DIR; \
	CAUSA_REFERENCE="$${CAUSA_SHARED-$(abs_top_srcdir)/../shared}/oracle"; export CAUSA_REFERENCE; \
	CAUSA_SHARED="$${CAUSA_SHARED-$(abs_top_srcdir)/../shared}"; export CAUSA_SHARED; \
	CAUSA_DATA_DIR='$(abs_top_srcdir)/data'; export CAUSA_DATA_DIR; \
	CAUSA_MODULE_DIR='$(abs_top_builddir)/plots/.libs:$(abs_top_builddir)/libstats/.libs'; export CAUSA_MODULE_DIR; \
	CAUSA_LOCALE_DIR='$(abs_top_builddir)/locale'; export CAUSA_LOCALE_DIR; \
	CC='$(CC)'; CXX='$(CXX)'; NM='$(NM)'; export CC CXX NM; \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/suppressions/lsan.supp:print_suppressions=0'; \
	UBSAN_OPTIONS='print_stacktrace=1'; ASAN_OPTIONS='detect_stack_use_after_return=1'; \
	export LSAN_OPTIONS UBSAN_OPTIONS ASAN_OPTIONS; \
	LC_ALL=C.UTF-8; LANGUAGE=; export LC_ALL LANGUAGE;

# Everything, with the slow sweeps.
check-long:
	CAUSA_LONG=1 $(MAKE) $(AM_MAKEFLAGS) check

# The unit tests under valgrind: reads of what was never written, and leaks.
check-valgrind: $(unit_tests)
	CAUSA_SHORT=1 $(MAKE) $(AM_MAKEFLAGS) check TESTS='$(unit_tests)' LOG_COMPILER='$(VALGRIND)' AM_LOG_FLAGS='-q --leak-check=full \
		--errors-for-leak-kinds=definite --error-exitcode=99 --suppressions=$(abs_top_srcdir)/tests/suppressions/valgrind.supp'

# What was installed works where it was installed, without the build tree.
installcheck-local:
	unset CAUSA_MODULE_DIR CAUSA_DATA_DIR CAUSA_LOCALE_DIR; \
	test "`$(DESTDIR)$(bindir)/causa ratio -q --by all -f csv mexico-2017-2021 | wc -l`" -eq 2
	$(DESTDIR)$(bindir)/causa --help --lang es | $(GREP) -q ENTRADA
if PLOTS
	$(DESTDIR)$(bindir)/causa plot ratio -q -f svg -o - | $(GREP) -q '<svg'
endif
