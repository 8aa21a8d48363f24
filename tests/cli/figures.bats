# causa plot: every chart in every format, the same bytes wherever it runs, and what is said when it cannot draw.
# SPDX-License-Identifier: GPL-3.0-or-later

# segments asks for seven years, which the bundled tables do not have: it has tests of its own.
charts="trend panels ratio change heatmap funnel mix slope decompose audit"

# A negated command never fails a bats test; this does.
no() {
	if "$@"; then
		echo "should fail: $*"
		return 1
	fi
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || skip "built without drawing"
}

plot() {
	causa plot "$@" -q mexico-2017-2021
}

# Sides of a PNG from its header.
sides() {
	od -An -tu1 -j16 -N8 "$1" | awk '{print (($1*256+$2)*256+$3)*256+$4, (($5*256+$6)*256+$7)*256+$8}'
}

@test "every chart, as PNG, SVG and PDF, wide and narrow, in both languages" {
	for chart in $charts; do
		for width in 900 520 360; do
			for lang in en es; do
				plot $chart --width $width --lang $lang -o f.png
				plot $chart --width $width --lang $lang -o f.svg
				plot $chart --width $width --lang $lang -o f.pdf
				[ "$(sides f.png | cut -d' ' -f1)" -eq $((2 * width)) ]
				head -c 8 f.pdf | grep -q '^%PDF-1'
				grep -q "<svg .*width=\"${width}px\".* role=\"img\" lang=\"$lang\"" f.svg
				grep -q '<desc id="causa-desc">[^<]\{80,\}' f.svg
				if command -v xmllint >/dev/null; then xmllint --noout f.svg; fi
			done
		done
	done
}

@test "the description carries the numbers" {
	plot trend --offence 'abuso*' --lang en -o f.svg
	grep -q 'Reported cases: 2017 43 (31 to 58); 2018 27 (18 to 39); 2019 77 (61 to 96); 2020 50 (37 to 66); 2021\* 12 (6 to 21)' f.svg
	grep -q 'Criminal cases: 2017 10 (5 to 18); .* 2021\* blank' f.svg
	plot change --lang en -o f.svg
	grep -q 'Pederastia: 110 to 48, −56% (−70% to −38%)' f.svg
	plot ratio --lang es -o f.svg
	grep -q 'Abuso sexual: 16,8.% 33/197 (12,2.% a 22,6.%)' f.svg
}

@test "a PNG says what it shows, in text chunks" {
	plot ratio --lang en -o f.png
	for key in Title Description Source Software Comment; do
		grep -aq "iTXt$key" f.png
	done
	grep -aq 'causa plot ratio mexico-2017-2021 --level 0.95 --partial drop --unknown keep --lang en' f.png
	grep -aq pHYs f.png
}

# The command line of another user: Turkish (decimal comma, dotless i) where it can be made, another zone, other fonts, no home, a
# PLplot palette in the working directory.
elsewhere() (
	cd elsewhere
	export LOCPATH="$PWD" LC_ALL=tr_TR.UTF-8 LANGUAGE=de TZ=Asia/Tokyo FONTCONFIG_FILE="$PWD/fonts.conf" HOME=/nowhere XDG_CONFIG_HOME="$PWD"
	export PLPLOT_LIB="$PWD" COLUMNS=40
	causa "$@"
)

@test "the same bytes under another locale, zone, folder, font settings, name and number of threads" {
	mkdir elsewhere
	printf '<fontconfig><dir>/nowhere</dir><match target="font"><edit name="hinting"><bool>true</bool></edit></match></fontconfig>\n' \
		>elsewhere/fonts.conf
	printf '2\n255 0 0\n0 255 0\n' >elsewhere/cmap0_default.pal
	if command -v localedef >/dev/null; then localedef -i tr_TR -f UTF-8 elsewhere/tr_TR.UTF-8 2>/dev/null || true; fi
	for chart in $charts; do
		for ending in png svg pdf; do
			plot $chart --lang en -o a.$ending
			elsewhere plot $chart -q --lang en --jobs 1 mexico-2017-2021 -o another-name.$ending
			cmp a.$ending elsewhere/another-name.$ending
		done
		plot $chart --lang en --jobs 5 -o b.png
		cmp a.png b.png
	done
}

@test "the size that a refusal names is enough" {
	for chart in $charts; do
		for size in "--width 200" "--height 120" "--width 330 --height 200"; do
			run plot $chart $size -o f.svg
			[ "$status" -eq 2 ]
			needed=$(echo "$output" | sed -n 's/.*at least \([0-9]*\) x \([0-9]*\) px.*/--width \1 --height \2/p')
			[ -n "$needed" ]
			plot $chart $needed -o f.svg
		done
	done
}

# Every option that a chart takes changes what it draws.
@test "no option is taken and ignored" {
	picture() {
		plot "$@" --lang en -o f.svg && sed '1,/<\/metadata>/d' f.svg | cksum
	}
	changes() {
		[ "$(picture "$@")" != "$plain" ] || { echo "$*: the same picture"; return 1; }
	}
	causa list charts --lang en >list
	for chart in $charts; do
		plain=$(picture $chart)
		for option in "--title X" "--subtitle X" "--note X" "--source X" "--width 700" "--height 1400" "--preset column" "--theme dark" "--theme print"; do
			changes $chart $option
		done
		takes=$(awk -v chart=$chart '$1 == chart {on = 1; next} /^  [a-z]/ {on = 0} on' list)
		echo "$takes" | grep -e --measure -e --order -e --scale-y | while read -r option default others; do
			for word in $others; do changes $chart $option $word; done
		done
		case $takes in *--offence*) changes $chart --offence 'abuso*' ;; esac
		case $takes in *--highlight*) changes $chart --highlight 'hostig*' ;; esac
		case $takes in *--finding*) changes $chart --finding ;; esac
		case $takes in *--fit*) changes $chart --fit ;; esac
	done
}

@test "a table of reports only: drawn by its reports, nothing promised that it does not hold" {
	printf 'year,offence,reported\n' >r.csv
	for year in 2018 2019 2020; do
		for offence in Robo Fraude Lesiones; do printf '%s,%s,%s\n' $year $offence $((year % 7 * 9 + ${#offence})); done
	done >>r.csv
	for chart in trend panels change heatmap mix slope; do
		causa plot $chart -q --describe --lang en r.csv -o f.svg >words
		no grep -qi 'criminal' words
		no grep -q 'Criminal cases' f.svg
	done
	run causa plot ratio -q r.csv -o f.png
	[ "$status" -eq 3 ] && [[ "$output" == *"--prosecuted-column"* ]]
}

@test "zero, blank, above one: the same mark in every chart that has them, and the note says which" {
	printf 'year,offence,reported,prosecuted\n' >m.csv
	for year in 2019 2020; do
		printf '%s,Robo,12,18\n%s,Fraude,40,0\n%s,Lesiones,100,35\n' $year $year $year
	done >>m.csv
	printf '2019,Amenazas,,4\n2020,Amenazas,20,\n' >>m.csv
	says() { # CHART WORDS...
		causa plot $1 -q --lang en --describe m.csv >words
		shift
		for word in Diamond Hatched Square; do
			case " $* " in
			*" $word "*) grep -q "$word" words ;;
			*) no grep -q "$word" words ;;
			esac
		done
	}
	says trend
	says ratio Diamond Hatched Square
	says heatmap Hatched Square
	says change Hatched
	says panels Diamond Hatched
	says funnel Diamond Square
}

@test "a PDF has title, subject and the date of the data" {
	command -v pdfinfo >/dev/null || skip "no pdfinfo"
	plot ratio --lang en -o f.pdf
	pdfinfo f.pdf >info
	grep -q '^Title: *Criminal cases per 100 reported cases by offence, 2017–2020$' info
	grep -q '^Subject: .*Abuso sexual: 16.8% 33/197' info
	grep -q '^Creator: *causa' info
	SOURCE_DATE_EPOCH=0 plot ratio --lang en -o g.pdf
	[ "$(TZ=UTC pdfinfo f.pdf | grep ^CreationDate)" = "$(TZ=UTC pdfinfo f.pdf | grep '^CreationDate.*2021')" ]
	TZ=UTC pdfinfo g.pdf | grep -q '^CreationDate.*1970'
}

@test "size, scale and words are those asked for" {
	plot ratio --width 700 --height 900 --scale 1 -o f.png
	[ "$(sides f.png)" = "700 900" ]
	plot ratio --title 'A <b> & "c" # d' --subtitle '' --note 'n' --source "s" -o f.svg
	grep -q '<title id="causa-title">A &lt;b&gt; &amp; &quot;c&quot; # d</title>' f.svg
	plot heatmap --measure reported -o f.svg
	grep -q 'Reported cases by offence and year' f.svg
	plot change --measure ratio --from 2018 --to 2019 -o f.svg
	grep -q '2019 against 2018' f.svg
}

@test "hostile words are drawn, not obeyed" {
	long=$(printf 'word%.0s ' $(seq 300))
	printf 'year,offence,reported,prosecuted\n2019,"<script>alert(1)</script> & # %s",12,3\n2020,"<script>alert(1)</script> & # %s",10,1\n' x x >t.csv
	for chart in $charts; do
		causa plot $chart -q --title "$long" t.csv -o f.svg
		no grep -q '<script' f.svg
		causa plot $chart -q t.csv -o f.png
	done
}

@test "what is wrong on the command line: status 2 and nothing written" {
	run causa plot
	[ "$status" -eq 2 ] && [[ "$output" == *"name a chart: trend panels ratio change heatmap funnel mix slope decompose segments audit"* ]]
	run causa plot ration -o f.png
	[ "$status" -eq 2 ] && [[ "$output" == *'did you mean "ratio"'* ]]
	run causa plot ratio
	[ "$status" -eq 2 ] && [[ "$output" == *"say where to write"* ]]
	run causa plot ratio -o f.gif
	[ "$status" -eq 2 ] && [[ "$output" == *".png .svg .pdf"* ]]
	run causa plot ratio -f csv -o f.png
	[ "$status" -eq 2 ]
	run causa plot ratio --measure reported -q -o f.png
	[ "$status" -eq 2 ] && [[ "$output" == *"draws: ratio"* ]]
	run causa plot ratio --by year -o f.png
	[ "$status" -eq 2 ]
	run causa plot ratio -q --width 120 -o f.png
	[ "$status" -eq 2 ] && [[ "$output" == *"too small"*"320"* ]]
	run causa plot ratio -q --offence nothing-like-it -o f.png
	[ "$status" -eq 2 ]
	run causa plot change -q --years 2019:2019 -o f.png
	[ "$status" -eq 2 ] && [[ "$output" == *"two whole years"* ]]
	[ -z "$(ls)" ]
}

@test "what cannot be drawn or written: status 4, an older file stays" {
	echo old >f.png
	CAUSA_FONT_DIR="$PWD" run causa plot ratio -q -o f.png
	[ "$status" -eq 4 ] && [[ "$output" == *"fonts-open-sans"* ]]
	PLPLOT_DRV_DIR="$PWD" run causa plot ratio -q -o f.png
	[ "$status" -eq 4 ] && [[ "$output" == *"plplot-driver-cairo"* ]]
	CAUSA_MODULE_DIR="$PWD" run causa plot ratio -q -o f.png
	[ "$status" -eq 4 ] && [[ "$output" == *"drawing module"* ]]
	run causa plot ratio -q -o /dev/full -f png
	[ "$status" -eq 4 ]
	run causa plot ratio -q -o no/such/folder/f.png
	[ "$status" -eq 4 ]
	[ "$(cat f.png)" = old ]
	[ "$(ls)" = f.png ]
}

@test "a figure goes down a pipe" {
	plot trend -f svg -o - | head -c 200 | grep -q '<svg'
}

# The numbers a figure shows, as CSV.
numbers() {
	causa plot "$@" -q --data n.csv mexico-2017-2021
}

@test "the numbers that are drawn: label, measure, x, value, limits" {
	numbers trend --offence 'abuso*'
	[ "$(head -n 1 n.csv)" = "label,measure,x,value,lower,upper,note" ]
	grep -q '^Abuso sexual,reported,2019,77,60\.7[0-9]*,96\.2[0-9]*,$' n.csv
	grep -q '^Abuso sexual,prosecuted,2021,,,,blank partial' n.csv
	numbers change --from 2018 --to 2019
	# RR 110/24 with the exact limits of the bundled oracle rows
	grep -q '^Pederastia,rate_ratio,,4\.58333333333333[0-9]*,2\.92665326768657[0-9]*,7\.45620807931740[0-9]*,$' n.csv
	numbers decompose --from 2019 --to 2020
	awk -F, '$2 == "mix" || $2 == "within" {sum += $4} $1 == "2019" {from = $4} $1 == "2020" {to = $4}
		END {d = from + sum - to; exit !(d < 1e-9 && d > -1e-9)}' n.csv
	numbers mix
	awk -F, '$2 == "share" {sum[$3] += $4} END {for (y in sum) if (sum[y] < 1 - 1e-9 || sum[y] > 1 + 1e-9) exit 1}' n.csv
	numbers audit
	grep -q '^"2017 reported, row 22 TOTAL",stated,,270,,,$' n.csv
	numbers slope --measure rank
	grep -q '^Pederastia,rank,2019,1,' n.csv
	# 0 in both years for four offences: the four last places of nineteen shared
	[ "$(grep -c ',rank,2019,17\.5,' n.csv)" -eq 4 ]
	numbers funnel
	# P(X >= k) at n = 31 and the ratio of all, 96/943: the limit of 97.5 % lies between 6 and 7 of 31
	awk -F, '$2 == "limits_95" && $3 == 30 {exit !($6 * 30 > 6 && $6 * 30 < 8)}' n.csv
}

@test "figure and numbers are written both or neither" {
	echo old >f.svg
	run causa plot ratio -q mexico-2017-2021 -o f.svg --data no/such/folder/n.csv
	[ "$status" -eq 4 ] && [ "$(cat f.svg)" = old ]
	run causa plot ratio -q mexico-2017-2021 -o no/such/folder/f.svg --data n.csv
	[ "$status" -eq 4 ] && [ ! -e n.csv ]
	run causa plot ratio -q mexico-2017-2021 --data n.gif
	[ "$status" -eq 2 ] && [[ "$output" == *".csv .tsv .json"* ]]
}

@test "the text alternative on standard output, with and without a figure" {
	causa plot ratio -q --describe --lang en mexico-2017-2021 >words
	grep -q 'Violación: 29% 9/31 (16% to 47%)' words
	[ "$(ls)" = words ]
	causa plot ratio -q --describe --lang en -o f.svg mexico-2017-2021 | cmp - words
	[ -s f.svg ]
}

@test "a finding as headline: graded by the rules, neutral without, a title wins" {
	say() { causa plot "$@" -q --describe mexico-2017-2021 | sed 's/\. .*//'; }
	[ "$(say change --from 2018 --to 2019 --finding --lang en)" = "Pederastia: reported cases rose from 24 in 2018 to 110 in 2019" ]
	# turned by some allotment of the unknown cases
	[ "$(say change --from 2018 --to 2019 --finding --lang en --offence 'trata*')" = "Trata de personas: reported cases may have risen, from 9 in 2018 to 29 in 2019" ]
	[ "$(say change --finding --lang en --offence discriminacion)" = "Discriminación: no change of reported cases can be shown between 7 in 2019 and 15 in 2020" ]
	[ "$(say trend --finding --lang es)" = "Todos los delitos: los casos reportados subieron de 174 en 2018 a 349 en 2019" ]
	# an immature year carries no "fell"
	[ "$(say slope --finding --lang en)" = "Pederastia: the ratio of criminal to reported cases may have fallen, from 9 of 110 (8.2%) in 2019 to 0 of 48 (0%) in 2020" ]
	[ "$(say trend --finding --title 'Mine' --lang en)" = Mine ]
	[ "$(say change --lang en)" = "Change of reported cases by offence, 2020 against 2019" ]
	run causa plot ratio --finding --describe
	[ "$status" -eq 2 ]
}

@test "presets and themes" {
	plot trend --preset slide -o f.png
	[ "$(sides f.png)" = "1920 1080" ]
	plot trend --preset column -o f.png
	[ "$(sides f.png | cut -d' ' -f1)" -eq 1560 ]
	plot trend --preset slide --width 800 --scale 1 -o f.png
	[ "$(sides f.png)" = "800 540" ]
	for theme in light dark print; do plot panels --theme $theme -o $theme.svg; done
	grep -q '#0072B2' light.svg && grep -q '#4AA8E0' dark.svg && grep -q '#15171A' dark.svg
	# print: no colour anywhere
	[ -z "$(grep -o '#[0-9A-F]\{6\}' print.svg | grep -vE '#(..)\1\1')" ]
}

@test "orders, scales, highlights and pages" {
	first() { causa plot "$@" -q --describe --lang en mexico-2017-2021 | sed 's/^[^.]*\. //' | cut -d: -f1; }
	[ "$(first heatmap)" = Pederastia ]
	[ "$(first heatmap --order name)" = "Abuso sexual" ]
	[ "$(first heatmap --order table)" = "Abuso sexual" ]
	[ "$(first ratio --order size)" = Pederastia ]
	[ "$(first ratio)" = Violación ]
	[ "$(first ratio --order name)" = "Abuso sexual" ]
	plot panels --scale-y free -o a.svg && plot panels --scale-y shared -o b.svg && plot panels --scale-y log -o c.svg && plot panels -o d.svg
	[ "$(cat a.svg b.svg c.svg d.svg | grep -o '<svg' | wc -l)" -eq 4 ]
	no cmp -s a.svg b.svg
	no cmp -s b.svg c.svg
	no cmp -s c.svg d.svg
	plot trend --highlight 'viol*' --lang en -o f.svg
	grep -q '#0072B2' f.svg && grep -q '#949494' f.svg
	run causa plot trend --highlight nothing-like-it -q -o f.svg
	[ "$status" -eq 2 ] && [[ "$output" == *"fits no offence"* ]]
	awk 'BEGIN {print "year,offence,reported,prosecuted"; for (i = 1; i <= 60; i++) for (y = 2015; y < 2020; y++)
		printf "%d,offence %02d,%d,%d\n", y, i, 100 - i + y % 7, i % 5}' >many.csv
	causa plot panels -q many.csv --describe --lang en | grep -q '(1/3)'
	causa plot panels -q many.csv --page 3 --describe --lang en | grep -q '(3/3).*offence 60'
	[ "$(causa plot panels -q many.csv --page 3 --describe --lang en | grep -c 'offence 48')" -eq 0 ]
	run causa plot panels -q many.csv --page 4 --describe
	[ "$status" -eq 2 ] && [[ "$output" == *"take 3"* ]]
}

@test "five hundred offences: a readable page, or a sentence that says what to choose" {
	awk 'BEGIN {print "year,offence,reported,prosecuted"; for (i = 1; i <= 500; i++) for (y = 2015; y < 2020; y++)
		printf "%d,offence %03d,%d,%d\n", y, i, 40 + i % 97, i % 31}' >many.csv
	for chart in trend panels ratio change heatmap funnel mix slope decompose audit; do
		run causa plot $chart -q many.csv --scale 1 -o f.png --lang en
		[ "$status" -eq 0 ] || { [ "$status" -eq 2 ] && [[ "$output" == *"--offence"* ]]; }
	done
	run causa plot ratio -q many.csv --scale 4 -o f.png --lang en
	[ "$status" -eq 2 ] && [[ "$output" == *"32767"* ]]
	causa plot trend -q many.csv --offence '*' --describe --lang en | grep -q '^Reported cases by offence'
}

@test "an option that a chart does not take is refused, not ignored" {
	refused() {
		run causa plot "$@" -q -o f.svg mexico-2017-2021
		[ "$status" -eq 2 ] || { echo "$*: $status $output"; return 1; }
	}
	refused ratio --fit
	refused ratio --page 2
	refused ratio --scale-y log
	refused trend --order name
	refused audit --measure reported
	refused audit --highlight x
	refused mix --offence 'abuso*'
	refused decompose --highlight 'abuso*'
	refused trend --from 2018 --to 2019
	refused heatmap --finding
	refused trend --scale-y free
	refused panels --order value
	refused trend --theme sepia
	refused trend --preset poster
	[ ! -e f.svg ]
}

@test "trends that bend: joinpoints drawn and told; too few years refused" {
	run causa plot segments -q mexico-2017-2021 -o f.svg
	[ "$status" -eq 2 ] && [[ "$output" == *"7 years"* ]]
	causa plot segments -q --describe --lang en -o f.svg "$top_srcdir/doc/examples/bend.csv" >words
	grep -q 'a year (' words
	causa plot segments -q --data n.csv "$top_srcdir/doc/examples/bend.csv"
	[ "$(grep -c ',fit,' n.csv)" -ge 4 ]
}

@test "a fitted trend goes through the counts: its sum is theirs" {
	numbers trend --fit --measure reported
	# log-linear from the first to the last year; 201 + 174 + 349 + 239 = 963
	awk -F, '$2 == "fit" {y[++n] = $3; v[n] = $4} END {b = log(v[2] / v[1]) / (y[2] - y[1]); for (t = y[1]; t <= y[2]; t++) s += v[1] * exp(b * (t - y[1]));
		exit !(s > 963 - 1e-6 && s < 963 + 1e-6)}' n.csv
}

@test "bytes that are no text, marks of direction, ten thousand letters: printable everywhere" {
	long=$(printf 'x%.0s' $(seq 10000))
	{
		echo 'year,offence,reported,prosecuted'
		for y in 2018 2019 2020; do
			printf '%s,"<script>alert(1)</script> & # ""q""",21,3\n%s,"a\342\200\256b\342\201\247c",30,4\n%s,%s,25,9\n%s,"c\001\177d",40,2\n' $y $y $y "$long" $y
		done
	} >h.csv
	for chart in $charts; do
		for ending in svg png pdf; do
			causa plot $chart -q h.csv --title "$(printf 'T\377\376 \342\200\256 <i>&\001')$long" --source "$(printf 's\303')" -o f.$ending
		done
		iconv -f UTF-8 -t UTF-8 f.svg >/dev/null
		no grep -q '<script' f.svg
		no env LC_ALL=C grep -q "$(printf '\342\200\256')" f.svg
		no env LC_ALL=C grep -q "$(printf '[\001\177]')" f.svg
		if command -v xmllint >/dev/null; then xmllint --huge --noout f.svg; fi
		# Metadata of the other two: the command line is in it as well.
		no env LC_ALL=C grep -qa "$(printf '\342\200\256')" f.png
		if command -v pngcheck >/dev/null; then pngcheck -q f.png; fi
		if command -v pdfinfo >/dev/null; then pdfinfo f.pdf | iconv -f UTF-8 -t UTF-8 >/dev/null; fi
	done
	causa report -q h.csv -o out
	no grep -q '<script>alert' out/index.html
	no env LC_ALL=C grep -q "$(printf '\342\200\256')" out/index.html
}
