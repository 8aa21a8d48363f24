# causa report: everything in one folder, the same bytes twice, nothing of others touched.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || skip "built without drawing"
}

report() {
	causa report -q mexico-2017-2021 "$@"
}

@test "a report holds the page, the tables, the figures and where they come from" {
	report --lang en -o out
	for name in audit counts ratio ratio-by-year change change-ratio trend trend-all trend-ratio; do
		[ -s out/tables/$name.csv ] && [ -s out/tables/$name.json ]
	done
	for chart in trend panels ratio change heatmap; do
		[ -s out/figures/$chart.png ] && [ -s out/figures/$chart.svg ]
	done
	[ "$(find out -name '.*' | wc -l)" -eq 0 ]
	[ "$(ls)" = out ]
	causa ratio -q mexico-2017-2021 -f csv | cmp - out/tables/ratio.csv
	causa trend -q --of ratio mexico-2017-2021 -f csv | cmp - out/tables/trend-ratio.csv
}

@test "provenance names every file with its SHA-256" {
	report -o out
	n=0
	while read -r sum name; do
		grep -q "\"$name\".*$sum" out/provenance.json
		n=$((n + 1))
	done < <(cd out && find . -type f ! -name provenance.json -printf '%P\n' | xargs sha256sum)
	[ "$n" -gt 40 ]
	[ "$(grep -o '"sha256"' out/provenance.json | wc -l)" -ge "$n" ]
	grep -q "$(sha256sum "$CAUSA_DATA_DIR/mexico-2017-2021/cases.csv" | cut -d' ' -f1)" out/provenance.json
	run cat out/provenance.json
	[[ "$output" != *"$PWD"* ]]
}

@test "the page stands alone: no script, nothing fetched, every link leads somewhere" {
	report --lang en -o out
	run grep -ciE '<script|<link|<iframe|@import|src=|url\(http' out/index.html
	[ "$output" = 0 ]
	while read -r target; do
		[ -e "out/$target" ]
	done < <(grep -o 'href="[^"#]*"' out/index.html | sed 's/href="//; s/"$//' | sort -u)
	while read -r id; do
		grep -q "id=\"$id\"" out/index.html
	done < <(grep -o ' href="#[^"]*"' out/index.html | sed 's/ href="#//; s/"$//' | sort -u)
	[ "$(grep -o 'id="[^"]*"' out/index.html | sort | uniq -d | wc -l)" -eq 0 ]
	grep -q '<html lang="en">' out/index.html
	grep -q '<th scope="row">Hostigamiento sexual</th>' out/index.html
	[ -z "$(grep -oE '[^a-z](nan|inf)[^a-z]' out/index.html)" ]
}

@test "twice gives the same bytes, whatever the threads, place and locale" {
	report --lang en -o a
	mkdir b
	(cd b && LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo causa report -q --lang en --jobs 1 mexico-2017-2021 -o c)
	diff -r a b/c
}

@test "the page speaks Spanish from top to bottom" {
	report --lang es -o out
	grep -q '<html lang="es">' out/index.html
	grep -q 'Delitos reportados y causas penales, México, 2017 a 2021' out/index.html
	run grep -oE 'Reported cases|Criminal cases|Table [0-9]|Figure [0-9]|Download|blank in' out/index.html
	[ -z "$output" ]
}

@test "an earlier report is replaced as a whole" {
	report --years 2017:2019 -o out
	report -o fresh
	report -o out
	diff -r out fresh
}

@test "any other folder is refused, and stays as it is" {
	mkdir -p mine
	echo precious >mine/notes.txt
	run report -o mine
	[ "$status" -eq 4 ]
	[ "$(cat mine/notes.txt)" = precious ] && [ "$(ls mine)" = notes.txt ]
	report -o out
	echo precious >out/notes.txt
	run report -o out
	[ "$status" -eq 4 ]
	[ "$(cat out/notes.txt)" = precious ] && [ -s out/index.html ]
	echo precious >file
	run report -o file
	[ "$status" -eq 4 ]
	[ "$(cat file)" = precious ]
	[ "$(ls -A | tr '\n' ' ')" = "file mine out " ]
}

@test "an empty folder is taken" {
	mkdir out
	report -o out
	[ -s out/index.html ]
}

@test "interrupted in the middle: nothing is left behind, an earlier report is whole" {
	report -o out
	cp -r out before
	for signal in INT TERM; do
		for pause in 0.02 0.1 0.3; do
			# A subshell of a script ignores INT; env -i would lose the set-up, so setsid's child is signalled by number.
			bash -c 'trap - INT; exec causa report -q mexico-2017-2021 -o out' &
			sleep $pause
			kill -$signal $! 2>/dev/null || true
			wait $! || true
			[ "$(ls -A | tr '\n' ' ')" = "before out " ]
			diff -r before out
		done
	done
}

@test "what is wrong on the command line: status 2" {
	run causa report
	[ "$status" -eq 2 ] && [[ "$output" == *"-o FOLDER"* ]]
	run causa report -o -
	[ "$status" -eq 2 ]
	run causa report -o out -f csv
	[ "$status" -eq 2 ]
	run causa report -o out --by year
	[ "$status" -eq 2 ]
	[ -z "$(ls -A)" ]
}

@test "no font, no driver: a sentence, status 4, no folder" {
	CAUSA_FONT_DIR="$PWD" run report -o out
	[ "$status" -eq 4 ] && [[ "$output" == *"fonts-open-sans"* ]]
	PLPLOT_DRV_DIR="$PWD" run report -o out
	[ "$status" -eq 4 ]
	run report -o no/such/out
	[ "$status" -eq 4 ]
	[ -z "$(ls -A)" ]
}

@test "--strict stops before anything is written" {
	run report --strict -o out
	[ "$status" -eq 1 ]
	[ -z "$(ls -A)" ]
}

@test "a table of one year and one offence still makes a report" {
	printf 'year,offence,reported,prosecuted\n2019,a,3,1\n' >t.csv
	causa report -q t.csv -o out
	[ -s out/index.html ]
	[ ! -e out/figures/change.png ]
}
