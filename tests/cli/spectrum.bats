# The conformance suite csv-spectrum, where it is present: every cell as its JSON has it.
# SPDX-License-Identifier: GPL-3.0-or-later

@test "csv-spectrum: all tables, cell by cell" {
	suite="$CAUSA_SHARED/csv/csv-spectrum"
	[ -d "$suite" ] || skip "not here"
	program=$top_builddir/tests/unit/split_json
	[ -x "$program" ] || skip "not built"
	n=0
	for table in "$suite"/csvs/*.csv; do
		"$program" "$table" >"$BATS_TEST_TMPDIR/got.json"
		python3 - "$BATS_TEST_TMPDIR/got.json" "$suite/json/$(basename "$table" .csv).json" <<-'END'
			import json, sys
			rows = json.load(open(sys.argv[1], encoding="utf-8"))
			got = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
			want = json.load(open(sys.argv[2], encoding="utf-8"))
			want = want if isinstance(want, list) else [want] # one row stands without brackets
			if "location" in sys.argv[2]: # its table and its JSON have different telephone numbers; this compares the rest
			    for row in got + want: row.pop("Contact Phone Number")
			assert got == want, (got, want)
		END
		n=$((n + 1))
	done
	[ "$n" -eq 12 ]
}
