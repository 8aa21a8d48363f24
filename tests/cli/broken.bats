# Broken files: a sentence that names file, cause and, where there is one, the line; exit 3; nothing on standard output. Where they
# are present.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	broken="$CAUSA_SHARED/csv/broken"
	[ -d "$broken" ] || skip "no broken files here"
}

# refused FILE PATTERN: by every command that reads a table
refused() {
	for command in counts ratio audit; do
		code=0
		causa "$command" "$broken/$1" >out 2>err || code=$?
		[ "$code" -eq 3 ] || { echo "$command $1: exit $code"; return 1; }
		[ ! -s out ] || { echo "$command $1: wrote something"; return 1; }
		head -n 1 err | grep -q "/$1:$2" || { echo "$command $1:"; cat err; return 1; }
	done
}

@test "a header with one name twice, rows of another length, a quote never closed: the line is told" {
	refused dup_header.csv '1: .*"Denuncias"'
	refused ragged.csv '2: .*2 fields, the header 3'
	refused unterminated_quote.csv '2: .*never closed'
}

@test "bytes that are no text: the line is told, and no count is guessed" {
	refused invalid_utf8_midfile.csv '4: Denuncias is '
	refused nul_bytes.csv '2: .*NUL byte'
}

@test "nothing to read: empty, a mark alone, a header alone, a spreadsheet" {
	refused empty.csv ' is empty'
	refused only_bom.csv ' is empty'
	refused header_only.csv ' .*no rows'
	refused xlsx_renamed.csv ' .*spreadsheet'
}
