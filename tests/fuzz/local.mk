# Fuzzing harnesses. Everywhere: programs that are given the files of the corpus. With --enable-fuzzing: libFuzzer's own.
# SPDX-License-Identifier: GPL-3.0-or-later
fuzz_programs = tests/fuzz/fuzz_csv tests/fuzz/fuzz_layout tests/fuzz/fuzz_package tests/fuzz/fuzz_options
check_PROGRAMS += $(fuzz_programs)

fuzz_main = tests/fuzz/fuzz.c tests/fuzz/fuzz.h
if FUZZING
fuzz_replay =
else
fuzz_replay = tests/fuzz/replay.c
endif
EXTRA_DIST += tests/fuzz/replay.c tests/fuzz/run tests/fuzz/options.dict tests/fuzz/csv.dict tests/fuzz/corpus

tests_fuzz_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c $(fuzz_main) $(fuzz_replay)
tests_fuzz_fuzz_layout_SOURCES = tests/fuzz/fuzz_layout.c $(fuzz_main) $(fuzz_replay)
tests_fuzz_fuzz_package_SOURCES = tests/fuzz/fuzz_package.c $(fuzz_main) $(fuzz_replay)
tests_fuzz_fuzz_options_SOURCES = tests/fuzz/fuzz_options.c tests/fuzz/fuzz.h cli/options.c cli/say.c $(fuzz_replay)
tests_fuzz_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZER_LDFLAGS)
tests_fuzz_fuzz_layout_LDFLAGS = $(AM_LDFLAGS) $(FUZZER_LDFLAGS)
tests_fuzz_fuzz_package_LDFLAGS = $(AM_LDFLAGS) $(FUZZER_LDFLAGS)
tests_fuzz_fuzz_options_LDFLAGS = $(AM_LDFLAGS) $(FUZZER_LDFLAGS)

# Each harness for so many seconds, on a copy of the corpus: FUZZ_SECONDS=600 for a long run.
FUZZ_SECONDS = 600
fuzz: $(fuzz_programs)
	$(top_srcdir)/tests/fuzz/run $(abs_top_builddir) $(FUZZ_SECONDS)
.PHONY: fuzz
