# Whole commands against reference values of R: counts, ratios, changes, trends of the Mexican tables.
# SPDX-License-Identifier: GPL-3.0-or-later

@test "every row that has a reference value agrees to 1e-12" {
	perl "$top_srcdir/tests/agree.pl" "$CAUSA_ORACLE_DIR"
}

@test "the comparison notices the twelfth digit" {
	cp "$CAUSA_ORACLE_DIR"/*.csv "$BATS_TEST_TMPDIR"
	# 24.20... in its tenth digit
	sed -i 's/^\(mx_seed,garwood,ABUSO SEXUAL,2017,n,0.95,43,lower,[0-9.]\{11\}\)./\1x/; s/\([0-9]\)x/\19/' "$BATS_TEST_TMPDIR/count_ci.csv"
	[ "$(cmp "$CAUSA_ORACLE_DIR/count_ci.csv" "$BATS_TEST_TMPDIR/count_ci.csv" | wc -l)" -eq 1 ]
	run perl "$top_srcdir/tests/agree.pl" "$BATS_TEST_TMPDIR"
	[ "$status" -eq 1 ]
	[[ "$output" == *"counts, garwood|ABUSO SEXUAL|2017|n|0.95"* ]]
}
