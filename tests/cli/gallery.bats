# The pictures: every command of the gallery is run again and compared with the picture that is kept; CAUSA_REFRESH=1 keeps the
# new ones. SVG is compared with PNG where rsvg-convert and Chromium are installed.
# SPDX-License-Identifier: GPL-3.0-or-later

# A negated command never fails a bats test; this does.
no() {
	if "$@"; then
		echo "should fail: $*"
		return 1
	fi
}

setup_file() {
	export CAUSA_REAL="$CAUSA_SHARED/real"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || return 0
	"$top_srcdir/doc/gallery" draw "$BATS_FILE_TMPDIR/drawn"
	if [ -n "${CAUSA_REFRESH-}" ]; then
		cp "$BATS_FILE_TMPDIR"/drawn/*.png "$top_srcdir/doc/figures/"
		"$top_srcdir/doc/gallery" >"$top_srcdir/doc/gallery.md"
	fi
}

setup() {
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || skip "built without drawing"
	[ -x "$top_builddir/tests/image/rms" ] || skip "built without libpng"
	cd "$BATS_TEST_TMPDIR"
}

# rms A B LIMIT
rms() {
	far=$("$top_builddir/tests/image/rms" "$1" "$2") || return 1
	awk -v far="$far" -v limit="$3" 'BEGIN {exit !(far <= limit)}' || {
		echo "$1 and $2 are $far apart, more than $3"
		return 1
	}
}

@test "every figure of the gallery looks as the one that is kept" {
	n=0
	for drawn in "$BATS_FILE_TMPDIR"/drawn/*.png; do
		# Another release of cairo or FreeType moves edges of letters: about 2. A mark that moves by a pixel: 4 and more.
		rms "$drawn" "$top_srcdir/doc/figures/$(basename "$drawn")" 2.5
		n=$((n + 1))
	done
	[ "$n" -ge 23 ] # those of the bundled tables; the others need the published files
}

@test "the page is that of the list, and every chart is in it in both languages" {
	"$top_srcdir/doc/gallery" | cmp - "$top_srcdir/doc/gallery.md"
	in_both() { # TABLE CHART
		grep "| $1 | $2 " "$top_srcdir/doc/figures/list" >lines
		grep -q -- '--lang es' lines && grep -qv -- '--lang es' lines
	}
	for chart in $(sed -n 's/^X(\([a-z]*\),.*/\1/p' "$top_srcdir/plots/charts.def"); do
		in_both police_report_data_2014_2020.csv $chart
		[ $chart = segments ] || in_both mexico-2017-2021 $chart
		[ $chart = segments ] || in_both raw_crime_data_2014_2019.csv $chart
	done
	for picture in $(sed -n 's/.*](\(figures.*\))/\1/p' "$top_srcdir/doc/gallery.md"); do
		[ -s "$top_srcdir/doc/$picture" ]
	done
}

@test "the comparison of pictures sees one dot" {
	causa plot ratio -q --lang en --scale 1 -o a.png mexico-2017-2021
	causa plot ratio -q --lang en --scale 1 --offence 'v*' -o c.png mexico-2017-2021
	causa plot ratio -q --lang en --scale 1 --unknown drop -o b.png mexico-2017-2021
	rms a.png a.png 0
	no rms a.png b.png 1e-3
	no "$top_builddir/tests/image/rms" a.png c.png
}

# Every chart as f.png and f.svg: in English on a wide page, in Spanish and dark on a narrow one. Calls its arguments with the name
# of each.
each_chart() {
	for chart in $(sed -n 's/^X(\([a-z]*\),.*/\1/p' "$top_srcdir/plots/charts.def"); do
		input=mexico-2017-2021
		[ $chart != segments ] || input="$top_srcdir/doc/examples/bend.csv" # the bundled years are too few
		for look in "--lang en" "--lang es --width 520 --theme dark"; do
			causa plot $chart -q $look -o f.png "$input"
			causa plot $chart -q $look -o f.svg "$input"
			"$@" "$chart $look"
		done
	done
}

beside_rsvg() {
	rsvg-convert -z 2 f.svg -o r.png
	# Letters are hinted in neither; edges are blended a little differently.
	rms f.png r.png 3
}

@test "SVG rendered by librsvg is the picture of the PNG" {
	command -v rsvg-convert >/dev/null || skip "no rsvg-convert"
	each_chart beside_rsvg
}

beside_chromium() {
	size=$(od -An -tu1 -j16 -N8 f.png | awk '{print (($1*256+$2)*256+$3)*256+$4 "," (($5*256+$6)*256+$7)*256+$8}')
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$PWD/profile" --window-size="$((${size%,*} / 2)),$((${size#*,} / 2))" \
		--force-device-scale-factor=2 --screenshot="$PWD/c.png" "file://$PWD/f.svg" >log 2>&1
	rms f.png c.png 4.5
}

@test "SVG rendered by Chromium is the picture of the PNG" {
	[ -n "$CAUSA_LONG" ] || skip "slow: make check-long"
	command -v chromium >/dev/null || skip "no chromium"
	each_chart beside_chromium
}

valid() {
	xmllint --noout f.svg
	# No style sheet, script or picture from elsewhere: the file is whole.
	[ -z "$(grep -oE '(href|src)="[^#"][^"]*"|<(script|image|foreignObject)' f.svg)" ]
}

@test "SVG is XML and whole in itself" {
	command -v xmllint >/dev/null || skip "no xmllint"
	each_chart valid
}
