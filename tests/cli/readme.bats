# The commands of the README and of --help are run as they stand.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	printf 'year,state,offence,reported,prosecuted\n' >cases.csv
	printf '%s,Jalisco,a,%s,3\n' 2013 25 2014 22 2015 31 2016 28 2017 35 2018 30 2019 21 2020 33 >>cases.csv
	printf '%s,Puebla,b,%s,1\n' 2018 9 2019 12 2020 8 >>cases.csv
	gzip -k cases.csv
	cp cases.csv old.csv
	sed 's/^2013,Jalisco,a,25,/2013,Jalisco,a,26,/' cases.csv >new.csv
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || skip "built without drawing"
}

runs() {
	run bash -c "$1"
	echo "$1: ${output:0:500}"
	if [[ "$1" == "causa audit"* || "$1" == "causa diff"* ]]; then [ "$status" -le 1 ]; else [ "$status" -eq 0 ]; fi
}

@test "the commands of the README" {
	n=0
	while read -r line; do
		runs "$line"
		n=$((n + 1))
	done < <(sed -n 's/^    \(causa [^#]*[^# ]\) *\(  .*\)*$/\1/p' "$top_srcdir/README.md" | sed 's/   .*//')
	[ "$n" -ge 5 ]
}

@test "the examples of every command" {
	n=0
	for command in "" counts ratio change trend findings diff layout bounds compare decompose power sensitivity segments plot report verify list; do
		while read -r line; do
			rm -rf out report
			runs "$line"
			n=$((n + 1))
		done < <(causa $command --help --lang en | sed -n '/^Examples/,$p' | sed -n 's/^  \(causa .*\)/\1/p')
	done
	[ "$n" -ge 15 ]
}
