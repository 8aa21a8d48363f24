# The corpus of the fuzzing harnesses, whatever the compiler; with CAUSA_LONG and a build for libFuzzer also a short search.
# SPDX-License-Identifier: GPL-3.0-or-later

corpus=$BATS_TEST_DIRNAME/fuzz/corpus
programs=${top_builddir:-.}/tests/fuzz

replay() {
	local program=$programs/fuzz_$1
	[ -x "$program" ] || skip "not built"
	run "$program" "$corpus/$1"/*
	[ "$status" -eq 0 ]
}

@test "bare tables of the corpus: read or refused, never a crash" { replay csv; }
@test "layouts of the corpus" { replay layout; }
@test "data packages of the corpus" { replay package; }
@test "command lines of the corpus" { replay options; }

@test "a short search finds nothing new" {
	[ -n "$CAUSA_LONG" ] || skip "CAUSA_LONG=1 runs it"
	if ! "$programs/fuzz_csv" -help=1 2>/dev/null | grep -q max_total_time; then
		skip "built without --enable-fuzzing"
	fi
	run "$BATS_TEST_DIRNAME/fuzz/run" "$top_builddir" 20
	echo "$output"
	[ "$status" -eq 0 ]
}
