# causa verify: a report is made again from its provenance; one flipped byte anywhere is found, and the reason is named.
# SPDX-License-Identifier: GPL-3.0-or-later

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || return 0
	mkdir tables # few rows: a report is made again in every test
	grep -E '^year|^20(18|19|20),(Abuso|Trata)' "$CAUSA_DATA_DIR/mexico-2017-2021/cases.csv" >tables/cases.csv
	causa report -q tables/cases.csv --lang en --few 15 -o report
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || skip "built without drawing"
	export TMPDIR=$PWD/tmp
	mkdir tmp
	cp -r "$BATS_FILE_TMPDIR/tables" "$BATS_FILE_TMPDIR/report" .
}

# Nothing of a verification stays: neither in the folder nor where temporary files go.
teardown() {
	[ ! -d tmp ] || [ -z "$(ls -A tmp)" ]
}

verify() {
	run causa verify --lang en --jobs 1 report tables/cases.csv "$@"
}

flip() { # FILE OFFSET: one bit of one byte
	perl -e 'my ($name, $at) = @ARGV; open my $f, "+<:raw", $name or die; seek $f, $at, 0; read $f, my $b, 1; seek $f, $at, 0;
		print $f chr(ord($b) ^ 1);' "$1" "$2"
}

# What verify says must hold for every file: the page, the tables, the figures. All at once, then one at a time.
@test "one flipped byte in any file of a report is found, and only there" {
	seed=${CAUSA_SEED:-20260}
	(cd report && find . -type f ! -name provenance.json -printf '%P\n' | sort) >names
	cp -r report whole
	while read -r name; do
		size=$(stat -c %s "report/$name")
		seed=$(((seed * 1103515245 + 12345) % 2147483648))
		flip "report/$name" $((seed % size))
	done <names
	verify
	[ "$status" -eq 1 ]
	while read -r name; do
		grep -qxF "$name: edited: its SHA-256 is not that in provenance.json" <<<"$output"
	done <names
	[ "$(wc -l <<<"$output")" -eq $(($(wc -l <names) + 1)) ]
	while read -r name; do
		cp -r whole/. report
		size=$(stat -c %s "report/$name")
		seed=$(((seed * 1103515245 + 12345) % 2147483648))
		flip "report/$name" $((seed % size))
		verify
		echo "$name, byte $((seed % size)) of $size: $output"
		[ "$status" -eq 1 ] && [ "$(wc -l <<<"$output")" -eq 2 ]
		[[ "$output" == "$name: edited"* ]]
	done < <(awk -v all="$CAUSA_LONG" 'all || NR % 14 == 1' names)
	cp -r whole/. report
	verify
	[ "$status" -eq 0 ]
}

@test "a byte flipped anywhere in provenance.json is found" {
	cp report/provenance.json whole.json
	size=$(stat -c %s whole.json)
	step=$((size / 12))
	[ -z "$CAUSA_LONG" ] || step=97
	for ((at = 3; at < size; at += step)); do
		cp whole.json report/provenance.json
		flip report/provenance.json $at
		run causa verify --lang en report tables/cases.csv
		echo "byte $at: $status $output"
		[ "$status" -eq 1 ]
		[[ "$output" == *"provenance.json"* ]]
	done
}

@test "what is equal is told so, with status 0; -q tells nothing" {
	verify
	[ "$status" -eq 0 ] && [[ "$output" == *"files, every byte as it is made now" ]]
	verify -q
	[ "$status" -eq 0 ] && [ -z "$output" ]
	(cd tables && causa verify -q ../report)
	run causa verify --lang es report tables/cases.csv
	[ "$status" -eq 0 ]
}

@test "the folder stays as it is: names, bytes, times" {
	before=$(find report -printf '%p %s %T@ %i\n' | sort)
	verify
	echo x >>report/index.html
	touch -d @1000000000 report/index.html
	before=$(find report -printf '%p %s %T@ %i\n' | sort)
	verify
	[ "$status" -eq 1 ]
	[ "$before" = "$(find report -printf '%p %s %T@ %i\n' | sort)" ]
	chmod -R a-w report
	verify
	chmod -R u+w report
	[ "$status" -eq 1 ]
}

@test "a bundled table is found by its name, in any language and from any folder" {
	causa report -q --lang es --level 0.9 --partial offset --exposure 2021=0.3 --exposure 2020=0.9 --offence 'a*' --offence 'Trata de personas' -o bundled
	mkdir elsewhere
	cd elsewhere
	run causa verify --lang en ../bundled
	[ "$status" -eq 0 ]
	cd ..
}

@test "a changed input is named, with both digests" {
	was=$(sha256sum <tables/cases.csv | cut -d' ' -f1)
	sed -i '2s/,[0-9]*$/,999/' tables/cases.csv
	is=$(sha256sum <tables/cases.csv | cut -d' ' -f1)
	verify
	[ "$status" -eq 1 ]
	[[ "$output" == *"input changed: cases.csv: SHA-256 recorded $was, now $is"* ]]
	[[ "$output" == *"index.html: comes out differently now: an input has changed"* ]]
	[[ "$output" != *edited* ]]
}

@test "an input of another name is another input" {
	cp tables/cases.csv tables/copy.csv
	run causa verify --lang en report tables/copy.csv
	[ "$status" -eq 1 ] && [[ "$output" == *"its name was cases.csv, now it is copy.csv"* ]]
}

@test "a changed option is found, in the command and in the list of options" {
	cp report/provenance.json whole.json
	sed -i 's/--level 0.95/--level 0.90/' report/provenance.json
	verify
	[ "$status" -eq 1 ] && [[ "$output" == *"option changed: level: recorded 0.95, but the recorded command gives 0.9"* ]]
	[[ "$output" == *"tables/ratio.csv: comes out differently now: an option in provenance.json was changed"* ]]
	cp whole.json report/provenance.json
	sed -i 's/"level": "0.95"/"level": "0.9"/' report/provenance.json
	verify
	[ "$status" -eq 1 ] && [[ "$output" == *"provenance.json: edited"* ]]
	sed -i 's/--level 0.95/--level 0.9/' report/provenance.json
	verify
	[ "$status" -eq 1 ] && [[ "$output" == *"the command in provenance.json was changed"* ]]
	cp whole.json report/provenance.json
	sed -i 's/--few 15/--few 14/' report/provenance.json
	verify
	[ "$status" -eq 1 ]
}

@test "another version is named" {
	sed -i 's/"causa": "[^"]*"/"causa": "0.0.9"/' report/provenance.json
	sed -i 's/causa [0-9.]*;/causa 0.0.9;/' report/index.html
	sum=$(sha256sum <report/index.html | cut -d' ' -f1)
	perl -pi -e "s/(\"index.html\".*\"sha256\": \")[0-9a-f]*/\${1}$sum/" report/provenance.json
	verify
	[ "$status" -eq 1 ]
	[[ "$output" == *"version changed: causa: recorded 0.0.9, now "* ]]
	[[ "$output" == *"index.html: comes out differently now: another version of the program made it"* ]]
}

@test "missing, extra and what is no file are told apart" {
	rm report/tables/ratio.csv
	echo x >report/tables/mine.txt
	mkdir report/tables/deep
	echo y >report/tables/deep/er.txt
	rm report/tables/ratio.json
	ln -s /dev/zero report/tables/ratio.json
	verify
	[ "$status" -eq 1 ]
	[[ "$output" == *"tables/ratio.csv: missing"* ]]
	[[ "$output" == *"tables/mine.txt: is no part of the report"* ]]
	[[ "$output" == *"tables/deep/er.txt: is no part of the report"* ]]
	[[ "$output" == *"tables/ratio.json: is no regular file"* ]]
	[[ "$output" == *"4 files of "*" differ" ]]
}

@test "a digest edited to fit an edited file does not help" {
	sed -i 's/reported/REPORTED/' report/tables/audit.csv
	sum=$(sha256sum <report/tables/audit.csv | cut -d' ' -f1)
	perl -pi -e "s/(\"tables\/audit.csv\".*\"sha256\": \")[0-9a-f]*/\${1}$sum/" report/provenance.json
	echo z >>report/tables/audit.csv
	verify
	[ "$status" -eq 1 ]
	[[ "$output" == *"tables/audit.csv"* && "$output" == *"provenance.json"* ]]
}

@test "provenance that asks for something else is not followed" {
	cp report/provenance.json whole.json
	for command in 'causa ratio cases.csv' 'causa report cases.csv --help --lang en' 'causa report cases.csv --lang en --output mine' 'rm -r mine' \
		"causa report 'cases.csv" ''; do
		cp whole.json report/provenance.json
		command="$command" perl -pi -e 's/"command": ".*"/"command": "$ENV{command}"/' report/provenance.json
		verify
		[ "$status" -eq 1 ]
		[ ! -e mine ]
	done
	sed 's/"generator": "causa"/"generator": "other"/' whole.json >report/provenance.json
	verify
	[ "$status" -eq 1 ]
	sed 's/"name": "index.html"/"name": "..\/index.html"/' whole.json >report/provenance.json
	verify
	[ "$status" -eq 1 ]
}

@test "no report, no input, no right to read: status 4 and a sentence" {
	mkdir none
	run causa verify none
	[ "$status" -eq 4 ] && [[ "$output" == *provenance.json* ]]
	run causa verify no-such
	[ "$status" -eq 4 ]
	run causa verify --lang en report
	[ "$status" -eq 4 ] && [[ "$output" == *"causa verify report FOLDER/cases.csv"* ]]
	printf 'not,a\ntable,"\n' >tables/bad.csv
	run causa verify report tables/bad.csv
	[ "$status" -eq 3 ]
	TMPDIR=$PWD/no-such verify
	[ "$status" -eq 4 ]
}

@test "what is wrong on the command line: status 2" {
	run causa verify
	[ "$status" -eq 2 ]
	run causa verify report --level 0.9
	[ "$status" -eq 2 ] && [[ "$output" == *"--level"* ]]
	run causa verify report -o other
	[ "$status" -eq 2 ]
	run causa verify report tables/cases.csv one-more
	[ "$status" -eq 2 ]
}

@test "interrupted: nothing of it stays" {
	for pause in 0.1 0.3 0.6; do
		# A script's job in the background ignores INT.
		perl -e '$SIG{INT} = "DEFAULT"; exec @ARGV' causa verify report tables/cases.csv >/dev/null &
		sleep $pause
		kill -INT $! 2>/dev/null || true
		wait $! || true
		[ -z "$(ls -A tmp)" ]
	done
}
