# The bundled tables against the source as printed, cell by cell, where that file is present.
# SPDX-License-Identifier: GPL-3.0-or-later

@test "every printed cell is in the data package, blanks as blanks" {
	local source="$CAUSA_SHARED/seed/tables-as-printed.tsv" data="$top_srcdir/data/mexico-2017-2021"
	[ -f "$source" ] || skip "the printed tables are not here"
	tail -n +2 "$source" | awk -F'\t' -v OFS='\t' '{print $1, $2, $3, $4, $5}' | sort >"$BATS_TEST_TMPDIR/printed"
	{
		# display labels back to printed ones and their rows
		awk -F, -v OFS='\t' 'FNR == 1 {next} NR == FNR {row[$1] = $2; printed[$1] = $3; next}
			{print $1, row[$2], printed[$2], $3, $4}' "$data/offences.csv" "$data/cases.csv"
		awk -F, -v OFS='\t' 'NR > 1 {print $1, $2, $3, $5, $6}' "$data/printed-totals.csv"
	} | tr -d '\r' | sort >"$BATS_TEST_TMPDIR/ours"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/ours")" -eq 110 ]
	diff "$BATS_TEST_TMPDIR/printed" "$BATS_TEST_TMPDIR/ours"
}

@test "the share of 2021 is at most 153 of 365 days, and no earliest end is claimed" {
	local json="$top_srcdir/data/mexico-2017-2021/datapackage.json"
	grep -q '"lo": 0,' "$json"
	grep -q '"hi": 0.4191780821917808,' "$json"
	grep -q '"basis": "bound"' "$json"
}
