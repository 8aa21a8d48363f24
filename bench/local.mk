# Benchmarks: built and run on request only (make bench), never a test.
# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_PROGRAMS += bench/timeit
EXTRA_DIST += bench/run
CLEANFILES += $(EXTRA_PROGRAMS)
bench_timeit_LDADD =

bench: all bench/timeit
	$(top_srcdir)/bench/run $(abs_top_builddir)
