# What the program says of the bundled tables, against reference values and the source.
# SPDX-License-Identifier: GPL-3.0-or-later

csv() {
	causa "$@" -q -f csv mexico-2017-2021
}

@test "the audit finds what is wrong with the print, and exits 1" {
	run csv audit
	[ "$status" -eq 1 ]
	[[ "$output" == *'grand-total,"2017 reported, row 22 TOTAL",270,201,69,'*'132 + 2 x 69'* ]]
	[[ "$output" == *'sum,"2017 prosecuted, row 20 TOTAL",28,27,1,'* ]]
	[[ "$output" == *'grand-total,"2017 prosecuted, row 22 TOTAL",31,30,1,'* ]]
	[[ "$output" == *'sum,"2021 prosecuted, row 20 TOTAL",0,1,-1,'* ]]
	[[ "$output" == *'blank,"2020 prosecuted, row 21 SIN DATO"'* ]]
	[[ "$output" == *'12 of 19 offences are blank'* ]]
	[[ "$output" == *'18 of 19 offences are blank'* ]]
}

@test "ratios by year, offence unknown dropped and kept" {
	run csv ratio --by year --years 2017:2020 --unknown drop
	[ "$status" -eq 0 ]
	# oracle: R prop.test(27, 132, correct = FALSE)$conf.int
	[[ "${lines[1]}" == "(all),2017,132,27,19,0,0.20454545454545456,0.144555992252"*",wilson," ]]
	[[ "${lines[2]}" == "(all),2018,126,23,19,0,"* ]]
	[[ "${lines[3]}" == "(all),2019,312,33,19,0,"* ]]
	[[ "${lines[4]}" == "(all),2020,188,3,19,0,"*",immature" ]]
	run csv ratio --by year --years 2017:2020
	[[ "${lines[1]}" == "(all),2017,201,30,20,0,"* ]]
	[[ "${lines[2]}" == "(all),2018,174,24,20,0,"* ]]
	[[ "${lines[3]}" == "(all),2019,349,36,20,0,"* ]]
	[[ "${lines[4]}" == "(all),2020,188,3,19,1,"*",blank immature" ]]
}

@test "a trend: sexual harassment at 58 percent a year, with its own scatter" {
	run csv trend --offence 'hostigamiento*'
	# oracle: quasipoisson slope 0.4565595400296166, slope_wald_t 0.00532 to 0.90780, p_t 0.0489251445
	[[ "${lines[1]}" == "reported,Hostigamiento sexual,2017,2020,4,4,0,76,quasi,57.86334062722"*",0.0489251445"* ]]
}

@test "a trend over all offences: large dispersion, no claim" {
	run csv trend --by all --unknown drop
	[[ "${lines[1]}" == *",41.238042420"*"overdispersed" ]]
	run csv trend --by all
	[[ "${lines[1]}" == *",27.5882730240561"*"overdispersed" ]]
}

@test "2021 is in no trend and no change unless asked for" {
	run csv trend
	[[ "$output" != *2021* ]]
	run csv change
	[[ "$output" != *2021* ]]
	run csv change --from 2020 --to 2021
	[ "$status" -eq 2 ]
}

@test "with a range of exposures the result is an envelope" {
	run csv trend --partial offset --exposure 2021=0.25:0.419 --offence 'hostigamiento*'
	[ "$status" -eq 0 ]
	[[ "${lines[0]}" == *",note,estimate_min,estimate_max,p_min,p_max,flip_sign,flip_significance" ]]
	[[ "${lines[1]}" == "reported,Hostigamiento sexual,2017,2021,5,5,0,82,quasi,,"*"partial envelope"* ]]
	run csv trend --partial offset
	[ "$status" -eq 2 ]
}

@test "from 0 to 9 there is no percentage" {
	run csv change --from 2017 --to 2018 --offence 'delito electoral'
	# measure offence from to count_from count_to exposures cells blank difference limits percent rate_ratio lower upper
	[[ "${lines[1]}" == "reported,Delito electoral,2017,2018,0,9,1,1,2,0,9,"*",,,"*"zero-base"* ]]
}

@test "every format, and the same bytes twice" {
	for format in table csv tsv json md latex; do
		causa ratio mexico-2017-2021 -q -f "$format" >"$BATS_TEST_TMPDIR/a"
		LC_ALL=C TZ=Asia/Tokyo causa ratio mexico-2017-2021 -q -f "$format" --jobs 2 >"$BATS_TEST_TMPDIR/b"
		cmp "$BATS_TEST_TMPDIR/a" "$BATS_TEST_TMPDIR/b"
		[ -s "$BATS_TEST_TMPDIR/a" ]
	done
}

@test "tables fit 80 columns" {
	for command in counts ratio change trend audit; do
		causa "$command" mexico-2017-2021 -q -f table >"$BATS_TEST_TMPDIR/t" || [ $? -eq 1 ]
		[ "$(wc -L <"$BATS_TEST_TMPDIR/t")" -le 100 ]
	done
}
