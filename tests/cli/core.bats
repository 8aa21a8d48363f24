# Bounds, decomposition, comparison, segments, sensitivity, power; methods and adjustments beyond the defaults.
# SPDX-License-Identifier: GPL-3.0-or-later

csv() {
	causa "$@" -q -f csv mexico-2017-2021
}

# field NAME ROW: a field of a row of $output by column name; no quoted commas in what is asked for.
field() {
	awk -F, -v name="$1" -v row="$2" 'NR == 1 {for (i = 1; i <= NF; i++) at[$i] = i} NR == row + 1 {print $at[name]}' <<<"$output"
}

row_of() {
	grep -n "$1" <<<"$output" | head -1 | cut -d: -f1 | awk '{print $1 - 1}'
}

close_to() {
	awk -v a="$1" -v b="$2" -v e="${3:-1e-9}" 'BEGIN {d = a - b; if (d < 0) d = -d; exit !(d <= e)}' || { echo "$1 is not $2"; false; }
}

@test "2019 against 2018: 2.48 (2.01-3.07) for known offences, 2.01 (1.67-2.42) with unknown ones" {
	run csv change --by all --from 2018 --to 2019 --unknown drop
	close_to "$(field rate_ratio 1)" 2.476190476190476 # oracle: R poisson.test(c(312, 126))
	close_to "$(field lower 1)" 2.0071280526461326
	close_to "$(field upper 1)" 3.070095338683754
	run csv change --by all --from 2018 --to 2019
	close_to "$(field rate_ratio 1)" 2.005747126436782
	close_to "$(field lower 1)" 1.6674265790852731
	close_to "$(field upper 1)" 2.4199417451493366
}

@test "Pederastia's rise survives every allotment, that of Trata de personas does not" {
	run csv bounds --statistic change --from 2018 --to 2019
	[ "$status" -eq 0 ]
	p=$(row_of Pederastia) t=$(row_of 'Trata de personas') a=$(row_of 'Abuso sexual')
	[ "$(field survives "$p")" = yes ]
	[ "$(field turn_sign "$p")" = "" ]
	[ "$(field survives "$t")" = no ]
	[ "$(field survives "$a")" = no ]
	[ "$(field turn_sign "$a")" = "" ] # the sign of Abuso sexual stays, its interval does not
	close_to "$(field turn_interval "$a")" 0.5625 # 27 of 48
	close_to "$(field least "$p")" 1.5277777777777777 # 110 / (24 + 48)
	close_to "$(field greatest "$p")" 6.125 # (110 + 37) / 24
}

@test "bounds of totals, and without unknown offences, are refused with a reason" {
	run causa bounds mexico-2017-2021 --by all
	[ "$status" -eq 2 ]
	[[ "$output" == *"totals do not move"* ]]
	printf 'year,offence,reported\n2018,a,3\n2019,a,5\n' >"$BATS_TEST_TMPDIR/t.csv"
	run causa bounds "$BATS_TEST_TMPDIR/t.csv"
	[ "$status" -eq 3 ]
	[[ "$output" == *"--unknown-label"* ]]
}

@test "Mantel-Haenszel 2020 against 2019: 0.130 (0.038-0.440)" {
	run csv compare --from 2019 --to 2020
	[ "$status" -eq 0 ]
	# oracle: R mantelhaen.test(..., correct = FALSE), and exact = TRUE
	close_to "$(field estimate 1)" 0.1297076641184393
	close_to "$(field lower 1)" 0.03819459512912093
	close_to "$(field upper 1)" 0.44048321691030523
	[[ "$(field note 1)" == *immature* ]]
	[ "$(field method 2)" = conditional-exact ]
}

@test "the fall of the ratio from 2019 to 2020 is nearly all within offences" {
	run csv decompose --from 2019 --to 2020 --unknown drop
	[ "$status" -eq 0 ]
	last=$(grep -c . <<<"$output")
	last=$((last - 1))
	[ "$(field offence "$last")" = "(all)" ]
	# oracle: kitagawa_carry mix 0.000345111906924, rate -0.090156895867644
	close_to "$(field mix "$last")" 0.00034511190692408157 1e-15
	close_to "$(field within "$last")" -0.09015689586764422 1e-15
	close_to "$(field difference "$last")" -0.08981178396072013 1e-15
	first=$output
	run env causa decompose --from 2019 --to 2020 --unknown drop -q -f csv --jobs 1 mexico-2017-2021
	[ "$output" = "$first" ]
	run causa decompose mexico-2017-2021
	[ "$status" -eq 2 ]
}

@test "raw and shrunken ratios of 2017 agree with the reference" {
	run csv compare --years 2017
	# oracle: VGAM betabinomialff, alpha 1.5068230166 beta 5.5127521358
	close_to "$(field shrunken 1)" 0.23004639646609584 1e-6
	close_to "$(field shrunken_lower 1)" 0.12559358299876214 1e-6
	run csv compare --years 2017 --tests
	# oracle: R chisq.test, fisher.test
	close_to "$(field test_statistic 1)" 25.402515073212747
	close_to "$(field p 3)" 0.0045472902743957135
	[ "$(field note 3)" = "" ]
}

@test "negative binomial, moderated, profile and Firth trends" {
	run csv trend --method negbin --offence 'abuso*'
	# oracle: R MASS::glm.nb slope 0.15060220817814843, se 0.14710665459004418, theta 11.466573
	close_to "$(field apc 1)" 16.25342 1e-4
	close_to "$(field theta 1)" 11.466573054937683 1e-6
	run csv trend --of ratio --method firth --offence 'abuso*'
	# oracle: brglm2 slope -0.40669591571036462
	close_to "$(field apc 1)" "$(awk 'BEGIN {printf "%.12f", 100 * (exp(-0.40669591571036462) - 1)}')" 1e-8
	run csv trend --of ratio --method profile --offence 'abuso*'
	# oracle: R lr_p
	close_to "$(field p 1)" 0.018449656317265181
	run causa trend mexico-2017-2021 --method moderated
	[ "$status" -eq 2 ]
	[[ "$output" == *"50"* ]]
}

@test "the discrete false discovery rate is for exact tests, and finds no less than Benjamini and Hochberg" {
	run csv change --adjust discrete --from 2018 --to 2019
	[ "$status" -eq 0 ]
	d=$(field p_adjusted "$(row_of 'Violencia familiar')")
	run csv change --from 2018 --to 2019
	b=$(field p_adjusted "$(row_of 'Violencia familiar')")
	awk -v d="$d" -v b="$b" 'BEGIN {exit !(d < b)}'
	for command in "trend" "change --of ratio"; do
		run causa $command mexico-2017-2021 --adjust discrete
		[ "$status" -eq 2 ]
		[[ "$output" == *"exact test"* ]]
	done
	run csv trend --method exact --adjust discrete
	[ "$status" -eq 0 ]
	run csv change --of ratio --method newcombe --adjust discrete
	[ "$status" -eq 0 ]
}

@test "a lag divides by the reports of earlier years" {
	run csv ratio --by year --years 2018:2019 --unknown drop --lag 1
	[ "$(field reported 1)" = 132 ]
	[ "$(field prosecuted 1)" = 23 ]
	[ "$(field reported 2)" = 126 ]
	[ "$(field prosecuted 2)" = 33 ]
	run csv ratio --by year --lag 1 --unknown drop --years 2020
	[[ "$(field note 1)" == *lagged* && "$(field note 1)" != *immature* ]]
	run causa change --lag 1 mexico-2017-2021
	[ "$status" -eq 2 ]
	[[ "$output" == *"--of ratio"* ]]
}

@test "attainable columns: what the test could have reached" {
	run csv change --attainable --from 2018 --to 2019 --offence 'delito electoral'
	# 9 + 3 cases: 2 * 0.5^12
	close_to "$(field p_floor 1)" 0.00048828125
	run csv trend --attainable --offence 'acoso*'
	# 4 cases over 4 years: 2 * 0.25^4
	close_to "$(field p_floor 1)" 0.0078125
	run csv change --of ratio --attainable --from 2018 --to 2019 --offence 'delito electoral'
	[ "$(field p_floor 1)" = 1 ]
}

@test "power: from 5 reports no fall, from 0 six" {
	printf 'year,offence,reported\n2018,a,3\n2019,a,5\n2018,b,1\n2019,b,0\n' >"$BATS_TEST_TMPDIR/t.csv"
	run causa power -q -f csv "$BATS_TEST_TMPDIR/t.csv"
	[ "$(field reach_fall 1)" = "" ]
	[ "$(field reach_rise 2)" = 6 ]
	# oracle: the Poisson sum in Python: P(X >= 15) = 0.8 at 5 times this
	[ "$(field reach_rise 1)" = 15 ]
	awk -v r="$(field detect_rise 1)" 'BEGIN {exit !(r > 3.6250 && r < 3.6251)}'
	run causa power --power 1.5
	[ "$status" -eq 2 ]
}

@test "joinpoints: a bend is found, short series are refused with a sentence" {
	run causa segments -q -f csv "$top_srcdir/doc/examples/bend.csv" --method permutation
	[ "$status" -eq 0 ]
	[ "$(field segments 1)" = 2 ]
	[ "$(field last 2)" = 2014 ]
	run causa segments mexico-2017-2021
	[ "$status" -eq 2 ]
	[[ "$output" == *"at least 7 years"* ]]
	run causa segments -q -f csv "$top_srcdir/doc/examples/bend.csv" --method permutation --jobs 1
	one=$output
	run causa segments -q -f csv "$top_srcdir/doc/examples/bend.csv" --method permutation --jobs 4
	[ "$one" = "$output" ]
}

@test "sensitivity: the rise of 2019 stands under every option, a trend does not" {
	run csv sensitivity --by all --from 2018 --to 2019
	[ "$status" -eq 0 ]
	[ "$(field conclusion 1)" = rose ]
	[ "$(field agreement 1)" = 1 ]
	[[ "$output" == *",printed,"* ]]
	run csv sensitivity --statistic trend --by all
	[ "$(field conclusion 1)" = not-shown ]
	[[ "$output" == *",poisson,"*",rose,no,"* ]]
	run causa sensitivity --statistic change mexico-2017-2021
	[ "$status" -eq 2 ]
	run causa sensitivity --statistic ratio mexico-2017-2021
	[ "$status" -eq 2 ]
}
