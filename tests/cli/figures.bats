# causa plot: every chart in every format, the same bytes wherever it runs, and what is said when it cannot draw.
# SPDX-License-Identifier: GPL-3.0-or-later

charts="trend panels ratio change heatmap"

setup() {
	cd "$BATS_TEST_TMPDIR"
	[ -e "$CAUSA_MODULE_DIR/plots.so" ] || skip "built without drawing"
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

@test "the same bytes under another locale, zone, folder, font settings and name" {
	for ending in png svg pdf; do
		plot panels --lang en -o a.$ending
		mkdir -p elsewhere
		(cd elsewhere && LC_ALL=tr_TR.UTF-8 LANGUAGE= TZ=Asia/Tokyo FONTCONFIG_FILE=/nowhere HOME=/nowhere \
			causa plot panels -q --lang en --jobs 1 mexico-2017-2021 -o another-name.$ending)
		cmp a.$ending elsewhere/another-name.$ending
	done
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
		! grep -q '<script' f.svg
		causa plot $chart -q t.csv -o f.png
	done
}

@test "what is wrong on the command line: status 2 and nothing written" {
	run causa plot
	[ "$status" -eq 2 ] && [[ "$output" == *"name a chart: trend panels ratio change heatmap"* ]]
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
