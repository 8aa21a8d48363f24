#!/usr/bin/env bats
# The hand-kept lists (sources, tests, texts to translate, licences) are complete.
# SPDX-License-Identifier: GPL-3.0-or-later

here=$BATS_TEST_DIRNAME

@test "every file stands in its list" {
	perl "$here/lists.pl" "$here/.."
}

@test "the reader of the lists finds what is forgotten" {
	cd "$BATS_TEST_TMPDIR"
	mkdir -p libstats/base tests/unit po
	head='/* SPDX-License-Identifier: GPL-3.0-or-later */'
	printf 'base_sources = libstats/base/a.c\n' >libstats/local.mk
	printf 'unit_tests = tests/unit/check_a\n' >tests/local.mk
	printf 'libstats/base/a.c\n' >po/POTFILES.in
	printf '%s\nchar *s = _("text");\n' "$head" >libstats/base/a.c
	printf '%s\n' "$head" >tests/unit/check_a.c
	perl "$here/lists.pl" .

	printf '%s\n' "$head" >tests/unit/check_b.c
	run perl "$here/lists.pl" .
	[ "$output" = "tests/local.mk does not name tests/unit/check_b" ]
	rm tests/unit/check_b.c

	printf '%s\nchar *s = N_("text");\n' "$head" >libstats/base/b.c
	run perl "$here/lists.pl" .
	[ "${lines[0]}" = "libstats/local.mk does not name libstats/base/b.c" ]
	[ "${lines[1]}" = "po/POTFILES.in does not name libstats/base/b.c" ]
	rm libstats/base/b.c

	printf 'int a;\n' >libstats/base/a.c
	run perl "$here/lists.pl" .
	[ "$output" = "libstats/base/a.c does not name its licence" ]

	printf 'libstats/base/gone.c\n' >>po/POTFILES.in
	run perl "$here/lists.pl" .
	[ "${lines[0]}" = "po/POTFILES.in names libstats/base/gone.c, which does not exist" ]
}
