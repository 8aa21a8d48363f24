# Bad input and bad usage: a sentence, the exit status of the contract, nothing written.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# says STATUS TEXT COMMAND...
says() {
	local want=$1 text=$2
	shift 2
	run causa "$@"
	echo "$output"
	[ "$status" -eq "$want" ]
	[[ "$output" == *"$text"* ]]
}

table() {
	printf 'year,offence,reported,prosecuted\n%b' "$1" >t.csv
}

@test "no such file" {
	says 4 "cannot be read" ratio nowhere.csv
}

@test "a folder without datapackage.json" {
	mkdir folder
	says 3 "without datapackage.json" ratio ./folder
}

@test "an empty file, a header only" {
	: >t.csv
	says 3 "is empty" ratio t.csv
	table ''
	says 3 "no rows" ratio t.csv
}

@test "a missing column: the message lists those there are" {
	printf 'year,thing,n\n2017,a,1\n' >t.csv
	says 3 "the columns are: year, thing, n" ratio t.csv
	printf 'year,offence,reported\n2017,a,1\n' >t.csv
	says 3 "--prosecuted-column" ratio t.csv
}

@test "text in a count names file and line, and points at it" {
	table '2017,Abuso sexual,3,1\n2018,Abuso sexual,twelve,3\n'
	says 3 't.csv:3: reported is "twelve"; write digits or leave it empty' ratio t.csv
	[[ "$output" == *"^^^^^^"* ]]
}

@test "a negative, a fractional and a grouped count" {
	table '2017,a,-3,1\n'
	says 3 "negative" ratio t.csv
	table '2017,a,3.5,1\n'
	says 3 "fraction" ratio t.csv
	table '2017,a,"3,500",1\n'
	says 3 "between thousands" ratio t.csv
}

@test "the same year twice for one offence names both lines" {
	table '2017,a,3,1\n2017,a,4,1\n'
	says 3 "t.csv:3: a in 2017 stands here and in line 2" ratio t.csv
}

@test "a year that is no year" {
	table '217,a,3,1\n'
	says 3 "four digits" ratio t.csv
}

@test "ragged rows, open quotes, NUL bytes, wrong encodings" {
	table '2017,a,3\n'
	says 3 "t.csv:2: the row has 3 fields" ratio t.csv
	table '2017,"a,3,1\n'
	says 3 "t.csv:2: a quote is opened" ratio t.csv
	printf 'year,offence,reported\n2017,a\0b,3\n' >t.csv
	says 3 "NUL" counts t.csv
	printf 'year,offence,reported\n2017,violaci\363n,3\n' >t.csv
	says 3 "t.csv:2: the text is not UTF-8" counts t.csv --encoding UTF-8
	says 0 "violación" counts t.csv -f csv
	says 0 "violación" counts t.csv --encoding ISO-8859-1 -f csv
	printf 'PK\003\004xx' >t.csv
	says 3 "cannot be decompressed" counts t.csv
}

@test "semicolons, tabs, CRLF, BOM and quoted newlines are read" {
	printf '\357\273\277year;offence;reported\r\n2017;"a\nb";3\r\n' >t.csv
	run causa counts t.csv -q -f json
	[ "$status" -eq 0 ]
	[[ "$output" == *'"offence": "a b"'* ]]
	printf 'year\toffence\treported\n2017\ta\t3\n' | causa counts - -q -f csv | grep -q '^reported,a,2017,3,'
}

@test "a total among the rows is not counted" {
	table '2017,a,3,1\n2017,b,4,2\n2017,Total,8,3\n'
	run causa ratio t.csv --by year -q -f csv
	[[ "${lines[1]}" == "(all),2017,7,3,"* ]]
	run causa audit t.csv -q -f csv
	[ "$status" -eq 1 ]
	[[ "$output" == *',8,7,1,'* ]]
}

@test "an unwritable output, a full disk, a closed pipe" {
	says 4 "cannot be written" ratio -o nowhere/x.csv
	says 4 "cannot be written" ratio -o /dev/full
	says 4 "Is a directory" ratio -o "$BATS_TEST_TMPDIR"
	mkdir empty && cd empty
	says 4 "cannot be written" ratio -o nowhere/x.csv
	[ -z "$(ls -A)" ]
	run bash -c 'set -o pipefail; causa counts -q -f csv | true; exit "${PIPESTATUS[0]}"'
	[ "$status" -eq 0 ] || [ "$status" -eq 4 ]
	[ -z "$output" ]
}

@test "an existing output is left alone when something fails" {
	echo mine >x.csv
	table '2017,a,x,1\n'
	says 3 "" ratio t.csv -o x.csv
	[ "$(cat x.csv)" = mine ]
	says 0 "" ratio -q -o x.csv
	[ "$(head -n 1 x.csv | cut -c1-7)" = offence ]
}

@test "misspelt options, commands and values" {
	says 2 "did you mean '--level'?" ratio --levle 0.9
	says 2 "did you mean 'ratio'?" ratoi
	says 2 "a number between 0 and 1" ratio --level 95
	says 2 "use one of: drop offset keep" ratio --partial maybe
	says 2 "does not take --from" ratio --from 2017
	says 2 "use one of" ratio --method exact
	says 2 "no offence matches" ratio --offence nothing
	says 2 "--exposure" trend --exposure 2021=2
	says 2 "one operand too many" ratio a b
}

@test "a data package whose path leaves its folder" {
	mkdir p
	printf '{"resources":[{"name":"c","path":"../t.csv"}]}' >p/datapackage.json
	table '2017,a,3,1\n'
	says 3 "leaves the folder" ratio ./p
	printf '{"resources":[{"name":"c","path":"link.csv"}]}' >p/datapackage.json
	ln -s ../t.csv p/link.csv
	says 3 "leaves the folder" ratio ./p
	printf '{"resources":[' >p/datapackage.json
	says 3 "datapackage.json:1: no JSON" ratio ./p
}

@test "--strict: a finding is the end" {
	says 1 "5 errors" ratio --strict
}

@test "help for the program and every command" {
	says 0 "Usage: causa COMMAND" --help
	for command in audit counts ratio change trend list; do
		says 0 "Usage: causa $command" "$command" --help
	done
	says 0 "causa 0.1.0" --version
}
