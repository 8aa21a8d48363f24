# What a hostile file or a careless script may hold: one plain sentence and the status of the contract, never a wrong result, and no
# byte of a file that acts on a terminal.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	printf 'year,offence,reported,prosecuted\n2017,a,30,10\n2018,a,50,12\n2019,a,40,12\n' >ok.csv
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

# package JSON: a folder p with this datapackage.json.
package() {
	mkdir -p p
	cp ok.csv p
	printf '%s' "$1" >p/datapackage.json
}

# calm FILE: no control character in it other than the end of a line, in one byte or as U+0080 to U+009F.
calm() {
	! LC_ALL=C grep -a -P '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' "$1" | cat -v | grep .
}

@test "a label with control characters is one line of text, in every format" {
	printf 'year,offence,place,reported,prosecuted\n' >t.csv
	for year in 2017 2018 2019; do
		printf '%s,"a\033[31mb\033]0;c\007d","x\r\ny",%s,3\n%s,"e\nf\tg\177h",z,40,9\n' $year $((year - 1990)) $year >>t.csv
	done
	for command in counts change trend ratio audit findings sensitivity compare power; do
		for format in table csv tsv json md latex; do
			causa $command t.csv -q -f $format >out || [ $? -eq 1 ]
			[ $format != tsv ] || sed -i 's/\t//g' out
			echo "$command $format"
			calm out
		done
	done
	run causa counts t.csv -q -f csv --by offence,place
	[[ "${lines[1]}" == "reported,a?[31mb?]0;c?d,x y,"* ]]
	[[ "${lines[2]}" == "reported,e f g?h,z,"* ]]
	# Asked for as it stands in the file, or as it is shown.
	causa counts t.csv -q -f csv --offence $'e\nf\tg\177h' >raw
	causa counts t.csv -q -f csv --offence 'e f g?h' | cmp - raw
	# Two that are one line when shown are one key.
	printf 'year,offence,reported\n2017,"a\nb",3\n2017,a b,4\n' >two.csv
	says 3 "two.csv:4: a b in 2017 stands here and in line 2" counts two.csv
}

@test "names of columns, files and packages in one line" {
	printf 'year,offence,"the\nplace",reported\n2017,a,x,3\n2018,a,x,4\n' >t.csv
	for name in 'the place' $'the\nplace'; do
		run causa counts t.csv -q -f csv --by "$name"
		[ "$status" -eq 0 ] && [[ "${lines[0]}" == "measure,offence,the place,year,"* ]]
	done
	cp ok.csv $'x\033[31m.csv'
	causa audit -f table $'x\033[31m.csv' >out 2>&1
	calm out
	package '{"name": "n\u001b[31m\n", "title": "t\u001b[31m", "resources": [{"path": "ok.csv"}]}'
	for command in counts audit; do
		causa $command p -f table >out 2>&1
		calm out
	done
}

@test "a terminal gets no U+0080 to U+009F, a file does" {
	script -qec true /dev/null >/dev/null 2>&1 || skip "no script here"
	printf 'year,offence,reported\n2017,"b\302\23331m",4\n2018,b,x\n' >bad.csv
	head -n 2 bad.csv >t.csv
	for format in table csv tsv json md latex; do
		script -qec "causa counts t.csv -q --no-color -f $format" /dev/null | tr -d '\r\t' >out
		grep -q 31m out
		calm out
	done
	causa counts t.csv -q -f csv | grep -q $'b\302\23331m'
	printf 'year,offence,reported\n2017,"b\302\23331m",x\n' >t.csv
	causa counts t.csv 2>out || [ $? -eq 3 ]
	grep -q 31m out
	calm out
}

@test "a year beyond 2999, also in a date; the line of a NUL byte" {
	printf 'year,offence,reported\n2017,a,3\n9999,a,3\n' >t.csv
	says 3 't.csv:3: year is "9999"; a year is four digits, from 1000 to 2999' counts t.csv
	printf 'date,offence,reported\n2017-01-01,a,3\n3000-01-01,a,3\n' >t.csv
	says 3 't.csv:3: the date is "3000-01-01"' counts t.csv
	printf 'date,offence,reported\n2017-01-01,a,3\n2017-01-32,b,3\n' >t.csv
	says 3 't.csv:3: the date is "2017-01-32"' counts t.csv
	{ echo year,offence,reported && seq -f '%.0f,a,3' 1000 2999; } >t.csv
	[ "$(causa counts t.csv -q | wc -l)" -eq 2001 ]
	says 2 "joinpoints are for at most 1000 years, and the longest series has 2000: choose some with --years" segments t.csv
	printf 'year,offence,reported\n2017,"a\nb",3\n2017,c\0,3\n' >t.csv
	says 3 't.csv:4: a NUL byte' counts t.csv
}

@test "a table of totals alone" {
	printf 'year,offence,reported\n2017,Total,3\n' >t.csv
	says 3 "has rows of totals and no others" counts t.csv
}

@test "UTF-16 that is cut inside a character" {
	# A unit that is no character is a letter lost; what follows is read as it stands.
	{ printf '\377\376' && printf 'year,offence,reported\n2017,' | iconv -f UTF-8 -t UTF-16LE && printf '\0\330' &&
		printf 'a,3\n2018,b,4\n' | iconv -f UTF-8 -t UTF-16LE; } >t.csv
	run causa counts t.csv -q -f csv
	[[ "$output" == *"reported,"$'\357\277\275'"a,2017,3,"*"reported,b,2018,4,"* ]]
	{ printf '\377\376' && iconv -f UTF-8 -t UTF-16LE ok.csv; } >t.csv
	says 0 "a,2019,40" counts t.csv -f csv
	printf x >>t.csv
	says 3 "the text ends in the middle of a character of UTF-16LE" counts t.csv
	says 3 "the text ends in the middle of a character of UTF-16" counts t.csv --encoding UTF-16
}

@test "a data package that is not what it seems" {
	mkdir -p d/datapackage.json
	says 4 "d/datapackage.json: cannot be read: Is a directory" counts d
	for json in '' '[' '5' '[]' '{}' '{"resources": 5}' "$(printf '[%.0s' {1..5000})"; do
		package "$json"
		says 3 "p/datapackage.json:" counts p
	done
	package '{"resources": [{"path": "ok.csv"}], "resources": [{"path": "ok.csv"}]}'
	says 3 "duplicate object key" counts p
	package '{"resources": []}'
	says 3 "the list of resources is empty" counts p
	package '{"resources": [5]}'
	says 3 'a resource has no "path"' counts p
	package '{"resources": [{"path": ["ok.csv"]}]}'
	says 3 "only one file for a table is read" counts p
	package '{"resources": [{"path": "https://example.org/ok.csv"}]}'
	says 3 "is an address" counts p
	package '{"resources": [{"path": "."}]}'
	says 4 "Is a directory" counts p
	package '{"resources": [{"path": "ok.csv"}], "causa": {"cases": {"resource": "other"}}}'
	says 3 'no resource is called "other"' counts p
	for wrong in '"causa": 5' '"causa": {"cases": []}' '"causa": {"breaks": {}}' '"causa": {"cases": {"groups": "place"}}'; do
		package "{\"resources\": [{\"path\": \"ok.csv\"}], $wrong}"
		says 3 "must be" counts p
	done
	for wrong in '"schema": "schema.json"' '"schema": {"fields": {}}' '"dialect": 5'; do
		package "{\"resources\": [{\"path\": \"ok.csv\", $wrong}]}"
		says 3 "must be" counts p
	done
}

@test "a layout that is a folder, or says a thing twice; a draft for nothing" {
	mkdir -p l.json
	says 4 "l.json: cannot be read: Is a directory" counts ok.csv --layout ./l.json
	printf '{"causa": {"year": "year", "year": "ano"}}' >t.json
	says 3 "duplicate object key" counts ok.csv --layout ./t.json
	: >t.csv
	says 3 "t.csv: is empty" layout t.csv
}

@test "names of columns: missing, misspelt, those of counts" {
	says 2 'a name is missing' counts ok.csv --by ''
	says 2 'a name is missing' counts ok.csv --by offence,
	says 3 'no column is called "place"; the columns are: year, offence, reported, prosecuted. Name the right one with --by' counts ok.csv --by place
	says 3 'no column is called ""' counts ok.csv --year-column ''
	says 2 'the column reported holds counts; --by names columns of texts' counts ok.csv --by reported
	says 2 'the column prosecuted holds counts' counts ok.csv --group-column prosecuted
	causa counts ok.csv --by 'offence, year' | cmp - <(causa counts ok.csv --by offence,year)
	printf 'year,offence,,\n2017,a,1,2\n' >t.csv
	says 3 'the columns are: year, offence, "", "".' counts t.csv
}

@test "a table under the name of a figure" {
	for name in x.png x.svg x.pdf x.html x.ods x.xls; do
		for command in counts audit; do
			says 2 "no table is written as \"$name\"" $command ok.csv -o $name
			[ ! -e $name ]
		done
	done
	causa counts ok.csv -q -f csv -o x.pdf
	causa counts ok.csv -q | cmp - x.pdf
}

@test "values that a script left empty, an exposure that is said twice" {
	says 2 "--output is empty" counts ok.csv -o ''
	says 2 "an operand is empty" counts ''
	says 2 "--exposure names the year 2019 twice" counts ok.csv --exposure 2019=0.5 --exposure 2019=0.6
}

@test "the input is not overwritten: a table, standard input, an archive, a file of a data package, a figure's numbers" {
	cp ok.csv t.csv
	ln -s t.csv link.csv
	ln t.csv hard.csv
	for command in counts audit layout findings; do
		for out in t.csv link.csv hard.csv ./t.csv; do
			says 2 "--output would overwrite the input $out; name another file" $command t.csv -o $out
		done
	done
	says 2 "would overwrite" counts -o t.csv - <t.csv
	says 2 "would overwrite" diff t.csv ok.csv -o ok.csv
	says 2 "would overwrite" diff ok.csv t.csv -o ok.csv
	if [ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ]; then
		says 2 "--data would overwrite the input t.csv" plot trend t.csv -o t.png --data t.csv
		[ ! -e t.png ]
	fi
	package '{"resources": [{"path": "ok.csv"}]}'
	says 2 "would overwrite" counts p -o p/ok.csv
	says 2 "would overwrite" counts p -o p/datapackage.json
	says 0 "" counts p -o p/counts.csv
	says 0 "" counts p -o p/counts.csv
	cmp ok.csv t.csv && cmp ok.csv p/ok.csv
	command -v python3 >/dev/null || return 0
	python3 -m zipfile -c a.zip ok.csv
	cp a.zip b.zip
	says 2 "would overwrite" counts a.zip -f csv -o a.zip
	says 2 "would overwrite" counts a.zip:ok.csv -f csv -o a.zip
	cmp a.zip b.zip
}

@test "help and lists on a full disk: a sentence and 4; down a closed pipe: 4, quietly" {
	for words in --help --version 'counts --help' 'list methods' 'list methods -f md' 'plot --version'; do
		# shellcheck disable=SC2086 # words of a command
		run bash -c "causa $words >/dev/full"
		[ "$status" -eq 4 ] && [[ "$output" == *"standard output: cannot be written: No space left on device" ]]
		run bash -c "causa $words >&-"
		[ "$status" -eq 4 ] && [[ "$output" == *"standard output: cannot be written: Bad file descriptor" ]]
		run bash -c "{ sleep 0.1; causa $words; echo \$? >&2; } | true"
		[ "$output" = 4 ]
	done
}

@test "COLUMNS that is no width counts for nothing" {
	causa trend -q -f table mexico-2017-2021 >right
	for columns in 0 1 -5 abc 100x ''; do
		COLUMNS=$columns causa trend -q -f table mexico-2017-2021 | cmp - right
	done
	COLUMNS=1000000000000 causa trend -q -f table mexico-2017-2021 | cmp - <(COLUMNS=300 causa trend -q -f table mexico-2017-2021)
}

@test "one of a thing is told in the singular" {
	printf 'year,offence,reported,prosecuted\n2017\n' >t.csv
	says 3 "t.csv:2: the row has 1 field, the header 4" counts t.csv
	says 3 "la fila tiene 1 campo, el encabezado 4" counts t.csv --lang es
	printf 'year,offence,reported,prosecuted\n2017,a,3,1\n2017,Total,4,1\n2018,a,,1\n2018,Total,,1\n' >t.csv
	says 1 "the 1 offence adds up to 3" audit t.csv -f csv
	[[ "$output" == *"1 of 1 offence is blank"* ]]
}
