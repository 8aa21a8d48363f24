# Benchmarks: built and run on request only (make bench), never a test.
# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_PROGRAMS += bench/timeit bench/trends
EXTRA_DIST += bench/run bench/tables bench/long.json
CLEANFILES += $(EXTRA_PROGRAMS)
bench_timeit_LDADD =
bench_trends_LDADD = libstats/libcausa.la -lm

bench: all bench/timeit bench/trends
	./bench/trends
	$(top_srcdir)/bench/run $(abs_top_builddir)
