# The reference manual is what the registry and the examples say today.
# SPDX-License-Identifier: GPL-3.0-or-later

@test "doc/methods.md is what doc/manual makes of the registry and of the examples" {
	"$top_srcdir/doc/manual" >"$BATS_TEST_TMPDIR/methods.md"
	diff -u "$top_srcdir/doc/methods.md" "$BATS_TEST_TMPDIR/methods.md"
	[ "$(grep -c '^### ' "$BATS_TEST_TMPDIR/methods.md")" -ge 44 ]
	[ "$(grep -c '^## ' "$BATS_TEST_TMPDIR/methods.md")" -eq 13 ]
	# no entry under two names: within a quantity every method stands once
	[ -z "$(awk '/^## / {q = $0} /^### / {print q, $2}' "$BATS_TEST_TMPDIR/methods.md" | sort | uniq -d)" ]
}

@test "lists take no other format" {
	run causa list notes -f md
	[ "$status" -eq 2 ]
	run causa list methods -f csv
	[ "$status" -eq 2 ]
}
