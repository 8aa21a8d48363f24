# Every note of contract and of causa list notes is provoked by a table that deserves it.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# has NOTE COMMAND...: some row of the command's CSV carries the note.
has() {
	note=$1
	shift
	run causa "$@" -q -f csv
	[ "$status" -eq 0 ]
	echo "$note: $output"
	[[ "$output" =~ [,\ ]"$note"([\ ,]|$'\n'|$) ]]
	seen="$seen $note"
}

package() {
	mkdir -p p
	printf '%s\n' "$2" >p/cases.csv
	cat >p/datapackage.json <<EOF
{"name": "p", "resources": [{"name": "cases", "path": "cases.csv", "schema": {"missingValues": ["", "NR"]}}],
 "causa": {"cases": {"resource": "cases", "year": "year", "offence": "offence", "reported": "reported", "prosecuted": "prosecuted", "withheld": ["*"]}$1}}
EOF
}

@test "every note" {
	seen=
	m=mexico-2017-2021
	has blank ratio $m --by year
	has partial counts $m
	has immature ratio $m
	has zero-base change $m
	has no-cases ratio $m
	has few-cases ratio $m
	has few-years trend $m --years 2017:2018
	has unattainable change $m
	has separated trend $m
	has overdispersed trend $m
	has unknown ratio $m
	has envelope trend $m --partial offset --exposure 2021=0.25:0.419
	printf 'year,offence,reported,prosecuted\n2018,a,10,12\n2019,a,20,3\n' >above.csv
	has above-one ratio above.csv --by year
	package ', "breaks": [{"before": 2018, "why": {"en": "new rules"}}]' $'year,offence,reported,prosecuted\n2018,a,30,4\n2019,a,21,3'
	has break change p
	package '' $'year,offence,reported,prosecuted\n2018,a,30,*\n2019,a,NR,3'
	has suppressed counts p
	has blank counts p
	# Newcombe's interval and Fisher's p disagree at the border of what is significant
	{
		echo 'year,offence,reported,prosecuted'
		for k in $(seq 0 11); do
			printf '2018,o%s,11,%s\n2019,o%s,19,2\n' "$k" "$k" "$k"
		done
	} >differ.csv
	has methods-differ change --of ratio --method newcombe differ.csv
	has no-overdispersion trend $m --method negbin
	has lagged ratio $m --lag 1
	has sampled compare $m --tests
	printf 'year,offence,reported,prosecuted\n2018,a,30,6\n2018,b,20,4\n2018,c,25,5\n' >same.csv
	has no-heterogeneity compare same.csv
	has short-series segments "$top_srcdir/doc/examples/bend.csv"
	n=0
	while read -r code rest; do
		[[ "$seen " == *" $code "* ]] || { echo "never seen: $code"; false; }
		n=$((n + 1))
	done < <(causa list notes | sed -n 's/^  \([a-z-]*\) .*/\1/p')
	[ "$n" -eq 21 ]
}

@test "texts that mean missing are blanks, others are errors" {
	package '' $'year,offence,reported,prosecuted\n2018,a,NR,4\n2019,a,21,3'
	run causa counts -q -f csv p
	[[ "$output" == *"reported,a,2018,,0,1,"*",blank"* ]]
	package '' $'year,offence,reported,prosecuted\n2018,a,n/a,4\n2019,a,21,3'
	run causa counts -q -f csv p
	[ "$status" -eq 3 ]
	[[ "$output" == *"cases.csv:2"*'reported is "n/a"'* ]]
}
