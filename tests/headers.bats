#!/usr/bin/env bats
# Each public header stands alone, in C and in C++.
# SPDX-License-Identifier: GPL-3.0-or-later

include=$BATS_TEST_DIRNAME/../libstats

# Compiles every public header by itself with the given compiler and flags.
each_alone() {
	local bad=0 header
	for header in causa.h $(cd "$include" && echo causa/*.h); do
		printf '#include <%s>\n' "$header" >"$BATS_TEST_TMPDIR/alone.$1"
		"${@:2}" -fsyntax-only -Wall -Wextra -Werror -pedantic-errors -I"$include" "$BATS_TEST_TMPDIR/alone.$1" || {
			echo "$header does not stand alone"
			bad=1
		}
	done
	return $bad
}

@test "each public header alone is C11" {
	# CC may carry flags of its own ("ccache gcc").
	# shellcheck disable=SC2086
	each_alone c ${CC:-cc} -std=c11 -Wconversion
}

@test "each public header alone is C++11" {
	command -v "${CXX:-c++}" >/dev/null || skip "no C++ compiler"
	each_alone cc "${CXX:-c++}" -std=c++11
}

@test "C++ sees C names" {
	command -v "${CXX:-c++}" >/dev/null || skip "no C++ compiler"
	local header
	for header in "$include"/causa/*.h; do
		grep -q '^[a-z].*causa_[a-z0-9_]*(' "$header" || continue
		grep -q 'extern "C"' "$header" || { echo "$header declares functions without extern \"C\""; return 1; }
	done
}
