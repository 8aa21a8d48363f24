# causa report: everything in one folder, two pages, the same bytes twice, nothing of others touched.
# SPDX-License-Identifier: GPL-3.0-or-later

# Reports that several tests read; none of them changes one.
setup_file() {
	cd "$BATS_FILE_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || return 0
	printf 'year,offence,reported,prosecuted\n2019,a,30,1\n2020,a,60,2\n2019,b,10,2\n2020,b,15,2\n' >small.csv
	causa report -q --lang en -o en mexico-2017-2021
	causa report -q --lang es -o es mexico-2017-2021
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || skip "built without drawing"
	export en=$BATS_FILE_TMPDIR/en es=$BATS_FILE_TMPDIR/es small=$BATS_FILE_TMPDIR/small.csv
}

# A table of four rows: where the place matters, not what is said.
report() {
	causa report -q "$small" "$@"
}

# Every link of a page leads somewhere, no id stands twice, nothing is fetched from elsewhere and nothing runs.
stands_alone() { # FOLDER PAGE
	run grep -ciE '<script|<iframe|<object|@import|url\([^#]|src="[a-z]*:|<link rel="[^a]' "$1/$2"
	[ "$output" = 0 ]
	while read -r target; do
		[ -s "$1/$target" ]
	done < <(grep -oE '(href|src)="[^"#]*"' "$1/$2" | sed 's/^[a-z]*="//; s/"$//' | sort -u)
	grep -oE ' href="#[^"]*"' "$1/$2" | sed 's/ href="#//; s/"$//' | sort -u >wanted
	grep -oE ' id="[^"]*"' "$1/$2" | sed 's/ id="//; s/"$//' | sort >there
	[ -z "$(uniq -d there)" ]
	[ -z "$(comm -23 wanted there)" ]
	[ "$(stat -c %s "$1/$2")" -lt 3000000 ]
}

# What people read of a page: no drawing, no markup, one line a block.
words() {
	perl -0777 -pe 's/<svg.*?<\/svg>//gs; s/<style>.*?<\/style>//gs; s/<br>|<\/(p|li|h.|td|th|dd|dt|caption)>/\n/g; s/<[^>]*>//g; s/&amp;/&/g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g' "$1"
}

@test "a report holds the pages, the tables, the figures and where they come from" {
	for name in audit counts ratio ratio-by-year change change-ratio trend trend-all trend-ratio findings bounds-change sensitivity-trend; do
		[ -s $en/tables/$name.csv ] && [ -s $en/tables/$name.json ]
	done
	for chart in trend panels ratio change heatmap mix; do
		for ending in png svg pdf csv es.png es.svg es.pdf es.csv; do
			[ -s $en/figures/$chart.$ending ]
		done
	done
	[ "$(find $en -name '.*' | wc -l)" -eq 0 ]
	causa ratio -q mexico-2017-2021 -f csv | cmp - $en/tables/ratio.csv
	causa trend -q --of ratio mexico-2017-2021 -f csv | cmp - $en/tables/trend-ratio.csv
	causa bounds -q --statistic change mexico-2017-2021 -f csv | cmp - $en/tables/bounds-change.csv
	causa sensitivity -q --by all --of ratio --from 2019 --to 2020 mexico-2017-2021 -f csv | cmp - $en/tables/sensitivity-change-ratio-all.csv
}

@test "provenance names every file with its SHA-256" {
	n=0
	while read -r sum name; do
		grep -q "\"$name\".*$sum" $en/provenance.json
		n=$((n + 1))
	done < <(cd $en && find . -type f ! -name provenance.json -printf '%P\n' | xargs sha256sum)
	[ "$n" -gt 100 ]
	[ "$(grep -o '"sha256"' $en/provenance.json | wc -l)" -ge "$n" ]
	grep -q "$(sha256sum "$CAUSA_DATA_DIR/mexico-2017-2021/cases.csv" | cut -d' ' -f1)" $en/provenance.json
	run cat $en/provenance.json
	[[ "$output" != *"$PWD"* && "$output" != *"$BATS_FILE_TMPDIR"* ]]
}

@test "the pages stand alone: no script, nothing fetched, every link leads somewhere" {
	stands_alone $en index.html
	stands_alone $en index.es.html
	stands_alone $es index.en.html
	grep -q '<th scope="row">Hostigamiento sexual</th>' $en/index.html
	[ -z "$(grep -oE '[^a-z](nan|inf)[^a-z]' $en/index.html)" ]
	if command -v xmllint >/dev/null; then
		for page in $en/index.html $en/index.es.html; do # without the drawings, which its reader of HTML does not know
			perl -0777 -pe 's/<svg.*?<\/svg>//gs' $page >page.html
			run xmllint --html --noout page.html
			[ -z "$(grep error <<<"$output" | grep -v 'Tag [a-z]* invalid')" ]
			perl -0777 -ne 'print "$1\n" while /(<svg.*?<\/svg>)/gs' $page | sed '1i<all>' | sed '$a</all>' | xmllint --noout -
		done
	fi
}

@test "the parts of the page stand in their order, the figures and tables in theirs" {
	[ "$(grep -o '<h2 id="[a-z]*"' $en/index.html | cut -d'"' -f2 | tr '\n' ' ')" = \
		"what findings audit figures assumptions tables methods provenance citation " ]
	[ "$(grep -o '<h2 id="[a-z]*"' $en/index.html)" = "$(grep -o '<h2 id="[a-z]*"' $en/index.es.html)" ]
	[ "$(words $en/index.html | grep -oE '^(Table|Figure) [0-9]+\.' | sort -u | wc -l)" -eq "$(words $en/index.html | grep -cE '^(Table|Figure) [0-9]+\.')" ]
	[ "$(grep -o '<table' $en/index.html | wc -l)" -eq "$(grep -o '<caption' $en/index.html | wc -l)" ]
	[ "$(grep -o '<th[ >]' $en/index.html | wc -l)" -eq "$(grep -oE '<th [^>]*scope=' $en/index.html | wc -l)" ]
	[ "$(grep -o '<desc id="w[0-9]*-desc">[^<]\{80,\}' $en/index.html | wc -l)" -eq "$(grep -o '<figure' $en/index.html | wc -l)" ]
}

@test "the findings are those of causa findings, each with what it rests on" {
	words $en/index.html >page
	COLUMNS=2000 causa findings -q --lang en --min-grade may-have-risen mexico-2017-2021 -f table >said
	[ "$(grep -c '^  [^ ]' said)" -gt 8 ]
	grep '^  [^ ]' said | sed 's/^ *//' | while read -r sentence; do # the sentence, then its size
		head=${sentence%%. *}.
		grep -qxF "$head" page
		[ "$sentence" = "$head" ] || grep -qxF "${sentence#"$head "}" page
	done
	sed -n 's/^   *//p' said | grep -v ': ' | head -20 | while read -r reason; do
		grep -qF "$reason" page
	done
	causa findings -q mexico-2017-2021 -f csv | cmp - $en/tables/findings.csv
	[ "$(grep -o '<p class="s">' $en/index.html | wc -l)" -eq "$(grep -o '<p class="see"><a href="#[ft]-' $en/index.html | wc -l)" ]
}

@test "methods are those that were used, and every reference is listed once" {
	causa report -q "$small" --lang en --adjust holm -o out
	grep -q '<code>holm</code>' out/index.html
	run grep -E '<code>(bh|manski|wbic)</code>' out/index.html
	[ "$status" -eq 1 ]
	for name in wilson miettinen-nurminen quasi logistic bh carry manski; do
		grep -q "<code>$name</code>" $en/index.html
	done
	[ "$(grep -o '<li id="r[0-9]*">[^<]*' $en/index.html | sed 's/.*>//' | sort | uniq -d | wc -l)" -eq 0 ]
	grep -q 'Manski (2003)' $en/index.html
}

@test "it can be cited: citation.bib is what the page shows, its braces are even" {
	cp "$small" 'a{b}&c_%~^#.csv'
	causa report -q --lang en 'a{b}&c_%~^#.csv' -o out
	[ "$(tr -dc '{' <out/citation.bib | wc -c)" -eq "$(tr -dc '}' <out/citation.bib | wc -c)" ]
	grep -qF 'title = {{a\textbraceleft b\textbraceright \&c\_\%\textasciitilde \textasciicircum \#.csv}}' out/citation.bib
	head -1 out/citation.bib | grep -qE '^@misc\{[a-z0-9-]+,$'
	perl -0777 -ne 'print $1 if /<pre><code>(.*?)<\/code>/s' $en/index.html | sed 's/&amp;/\&/g' | cmp - $en/citation.bib
	grep -q "Reply of the Mexican State" $en/citation.bib
}

@test "English and Spanish stand side by side, each linked from the other" {
	grep -q '<html lang="en">' $en/index.html
	grep -q '<html lang="es">' $en/index.es.html
	for link in 'rel="alternate" hreflang="es" href="index.es.html"' 'href="index.es.html" hreflang="es" lang="es" rel="alternate">Español'; do
		grep -qF "$link" $en/index.html
	done
	grep -qF 'href="index.html" hreflang="en" lang="en" rel="alternate">English' $en/index.es.html
	grep -qF 'href="index.en.html"' $es/index.html
	grep -q 'href="figures/ratio\.es\.pdf"' $en/index.es.html
	run grep -c 'figures/[a-z]*\.es\.' $en/index.html
	[ "$output" = 0 ]
}

@test "either page comes out the same, whichever is the first" {
	for name in panels ratio change; do # the command of the report stands in its figures
		cmp <(sed 's/causa report [^<]*//' $en/figures/$name.es.svg) <(sed 's/causa report [^<]*//' $es/figures/$name.svg)
		cmp $en/figures/$name.es.pdf $es/figures/$name.pdf
		cmp $en/figures/$name.csv $es/figures/$name.en.csv
	done
	cmp $en/tables/audit.es.csv $es/tables/audit.csv
	cmp $en/tables/audit.csv $es/tables/audit.en.csv
	diff <(words $en/index.es.html | grep -v 'causa report\|English\|@misc\|{{') <(words $es/index.html | grep -v 'causa report\|English\|@misc\|{{')
}

@test "the Spanish page is Spanish from top to bottom" {
	grep -q 'Delitos reportados y causas penales, México, 2017 a 2021' $en/index.es.html
	run grep -oE 'Reported cases|Criminal cases|Table [0-9]|Figure [0-9]|Download|blank in|May have|Not stronger|stay so' $en/index.es.html
	[ -z "$output" ]
}

@test "without the catalogue of the other language there is one page, in English, and no failure" {
	mkdir none
	CAUSA_LOCALE_DIR=$PWD/none run causa report "$small" --lang en -o out
	[ "$status" -eq 0 ] && [ -s out/index.html ] && [ ! -e out/index.es.html ]
	run grep -c hreflang out/index.html
	[ "$output" = 0 ]
	stands_alone out index.html
	CAUSA_LOCALE_DIR=$PWD/none run causa report "$small" --lang es -o es
	[ "$status" -eq 0 ] && [[ "$output" == *'"es" are not installed'* ]]
	grep -q '<html lang="en">' es/index.html
	diff -r out es
}

@test "twice gives the same bytes, whatever the threads, place and locale" {
	mkdir b
	(cd b && LC_ALL=tr_TR.UTF-8 LANGUAGE=es TZ=Asia/Tokyo causa report -q --lang en --jobs 1 mexico-2017-2021 -o c)
	diff -r $en b/c
}

@test "what labels say is text, in the page and in its figures" {
	printf 'year,offence,reported,prosecuted\n' >t.csv
	for year in 2019 2020; do
		printf '%d,"<script>alert(1)</script> & ""q"" {x}",%d,1\n%d,=1+1,10,2\n%d,unknown,4,1\n' $year $((year - 1900)) $year $year >>t.csv
	done
	causa report -q --lang en t.csv -o out
	stands_alone out index.html
	stands_alone out index.es.html
	grep -q '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; {x}' out/index.html
}

@test "an earlier report is replaced as a whole" {
	report --years 2019:2020 -o out
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
	cp -r $en out
	for signal in INT TERM; do
		for pause in 0.02 0.3 0.9; do
			# A script's job in the background ignores INT.
			perl -e '$SIG{INT} = "DEFAULT"; exec @ARGV' causa report -q mexico-2017-2021 --lang en -o out &
			sleep $pause
			kill -$signal $! 2>/dev/null || true
			wait $! || true
			[ "$(ls -A | tr '\n' ' ')" = "out " ]
			diff -r $en out
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
	run causa report -q --strict mexico-2017-2021 -o out
	[ "$status" -eq 1 ]
	[ -z "$(ls -A)" ]
}

@test "one year, one offence, one measure: what there is, and no more" {
	printf 'year,offence,reported,prosecuted\n2019,a,3,1\n' >t.csv
	causa report -q --lang en t.csv -o out
	stands_alone out index.html
	grep -q 'Only one year can be used' out/index.html
	[ ! -e out/figures/change.png ] && [ ! -e out/tables/findings.csv ]
	cut -d, -f1-3 "$small" >reported.csv
	causa report -q --lang en reported.csv -o reported
	stands_alone reported index.html
	run grep -oE 'Criminal cases|t-ratio|ratio' <(words reported/index.html | sed '/Methods/,$d; s/[Rr]ate ratio//g; /<!--/d')
	echo "$output"
	[[ "$output" != *"Criminal cases"* && "$output" != *"t-ratio"* ]]
	[ -s reported/figures/heatmap.png ] && [ ! -e reported/tables/ratio.csv ]
	cut -d, -f1,2,4 "$small" >prosecuted.csv
	causa report -q --lang en prosecuted.csv -o prosecuted
	stands_alone prosecuted index.html
	[ -s prosecuted/figures/trend.png ] && [ -s prosecuted/tables/findings.csv ]
}

@test "hundreds of offences: a page of some of them, the files of all" {
	n=${CAUSA_LONG:+2000}
	n=${n:-300}
	perl -se 'print "year,offence,reported,prosecuted\n"; for my $o (1..$n) { for my $y (2018..2020) {
		my $n = 1 + ($o * 7919 + $y * 104729) % 97; printf "%d,Offence %d,%d,%d\n", $y, $o, $n, $n / 5; } }
		printf "%d,unknown,%d,9\n", $_, 100 + $_ % 7 for 2018..2020' -- -n=$n >t.csv
	causa report -q --lang en t.csv -o out
	stands_alone out index.html
	stands_alone out index.es.html
	[ "$(grep -o '<li class="fd ' out/index.html | wc -l)" -le 51 ]
	[ "$(wc -l <out/tables/findings.csv)" -gt $((2 * n)) ]
	grep -qE 'The first 60 of [0-9,.]+ rows' out/index.html
	words out/index.html | grep -qE '^[0-9]+ more of this grade are in the files\.$'
}
