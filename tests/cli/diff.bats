# Two vintages of a table: what was planted is told, and nothing else; real vintages where they are present.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	cp "$CAUSA_DATA_DIR/mexico-2017-2021/cases.csv" old.csv
}

kinds() { # number of rows of each kind
	tail -n +2 | cut -d, -f1 | sort | uniq -c | awk '{ printf "%s%s %s", (NR > 1 ? ", " : ""), $1, $2 }'
}

@test "a table against itself: nothing, and exit status 0" {
	run causa diff old.csv old.csv -f csv
	[ "$status" -eq 0 ]
	[[ "$output" == *"the tables say the same"* ]]
	[ "$(causa diff -q old.csv old.csv -f csv | wc -l)" -eq 1 ]
	[ "$(causa diff -q mexico-2017-2021 mexico-2017-2021 -f csv | wc -l)" -eq 1 ]
}

@test "planted revisions, each told once" {
	sed 's/^2019,Pederastia,110,/2019,Pederastia,60,/; s/^2020,Sin dato,51,$/2020,Sin dato,51,4/; s/^2018,Violación,9,2/2018,Violación,,2/; s/Violencia familiar/Violencia en la familia/
		s/Trata de personas/TRATA DE PERSONAS/; /^2020,Lesiones/d' old.csv >new.csv
	run causa diff -q old.csv new.csv -f csv
	[ "$status" -eq 1 ]
	[ "$(grep -v '^finding' <<<"$output" | kinds)" = '1 appeared, 1 blanked, 2 renamed, 1 revised, 2 withdrawn' ]
	[[ "$output" == *"revised,reported,Pederastia,2019,110,60,-50,-45.45454545454545,"* ]]
	[[ "$output" == *"appeared,prosecuted,Sin dato,2020,,4,"* ]]
	[[ "$output" == *"blanked,reported,Violación,2018,9,,"* ]]
	[[ "$output" == *"withdrawn,reported,Lesiones,2020,0,,"* ]]
	[[ "$output" == *"renamed,,Violencia en la familia,,,,,,Violencia familiar,"* ]]
	[[ "$output" == *"renamed,,TRATA DE PERSONAS,,,,,,Trata de personas,"* ]]
	# 24 to 60 is still a rise, but one that some allotment takes away; 60 to 48 is none that can be shown.
	[[ "$output" == *"finding,reported,Pederastia,,,,,,,change,2018,2019,rose,may-have-risen"* ]]
	[[ "$output" == *"finding,reported,Pederastia,,,,,,,change,2019,2020,may-have-fallen,not-shown"* ]]
}

@test "years, printed totals and coverage of data packages" {
	for side in old new; do cp -r "$CAUSA_DATA_DIR/mexico-2017-2021" $side; done
	chmod -R u+w old new
	sed -i '/^2017/d' new/cases.csv new/printed-totals.csv
	sed -i 's/^2018,22,TOTAL,total,174,24/2018,22,TOTAL,total,175,24/' new/printed-totals.csv
	run causa diff -q old new -f csv
	[ "$status" -eq 1 ]
	[[ "$output" == *"year-withdrawn,reported,(all),2017,201,,"* ]]
	[[ "$output" == *"year-withdrawn,prosecuted,(all),2017,30,,"* ]]
	[[ "$output" == *"total,reported,TOTAL,2018,174,175,1,"* ]]
	run causa diff -q new old -f csv
	[[ "$output" == *"year-added,reported,(all),2017,,201,"* ]]
	run causa diff -q old.csv old -f csv # the bare file says nothing of the coverage of 2021
	[[ "$output" == *"coverage,,(all),2021,"*"0.419"* ]]
}

@test "an offence split in two, and the reverse" {
	awk -F, -v OFS=, '$2 == "Pederastia" { a = int($3 / 3); b = int($4 / 2); print $1, "Part one", a, (b == "" ? "" : b); print $1, "Part two", $3 - a, ($4 == "" ? "" : $4 - b); next } { print }' \
		old.csv | grep -v ^2021 >new.csv
	grep -v ^2021 old.csv >whole.csv
	run causa diff -q whole.csv new.csv -f csv
	[ "$(grep -v '^finding' <<<"$output" | kinds)" = '2 split' ]
	[[ "$output" == *"split,,Part one,,,,,,Pederastia,"* ]]
	run causa diff -q new.csv whole.csv -f csv
	[ "$(grep -v '^finding' <<<"$output" | kinds)" = '2 merged' ]
	[[ "$output" == *"merged,,Pederastia,,,,,,Part two,"* ]]
}

@test "chosen years and offences; the same for every number of threads" {
	sed 's/^2019,Pederastia,110,/2019,Pederastia,60,/; s/^2018,Abuso sexual,27,/2018,Abuso sexual,28,/' old.csv >new.csv
	[ "$(causa diff -q old.csv new.csv -f csv --offence 'abuso*' | grep -c '^revised')" -eq 1 ]
	[ "$(causa diff -q old.csv new.csv -f csv --years 2019:2020 | grep '^revised' | cut -d, -f3)" = Pederastia ]
	cmp <(causa diff -q --jobs 1 old.csv new.csv -f csv) <(causa diff -q --jobs 5 old.csv new.csv -f csv)
}

@test "groups are compared each for itself" {
	printf 'year,offence,area,reported\n2001,A,North,5\n2001,A,South,6\n2002,A,North,7\n2002,A,South,8\n' >a.csv
	printf 'year,offence,area,reported\n2001,A,North,6\n2001,A,South,5\n2002,A,North,7\n2002,A,South,8\n2002,A,East,3\n' >b.csv
	run causa diff -q a.csv b.csv --by offence,area --group-column area -f csv
	[[ "$output" == *"revised,reported,A,North,2001,5,6,"* ]]
	[[ "$output" == *"revised,reported,A,South,2001,6,5,"* ]]
	[[ "$output" == *"added,reported,A,East,"*",3,"* ]]
	printf 'year,offence,reported\n2001,A,5\n' >c.csv
	run causa diff -q a.csv c.csv --by offence,area --group-column area -f csv
	[ "$status" -ge 2 ]
}

@test "more than a thousand differences: the first in full, all counted" {
	awk 'BEGIN { print "year,offence,reported"; for (o = 0; o < 600; o++) for (y = 2001; y < 2004; y++) print y ",o" o "," 100 + o + y }' >a.csv
	awk -F, -v OFS=, 'NR > 1 { $3 += 1 } { print }' a.csv >b.csv
	[ "$(causa diff -q a.csv b.csv -f csv | tail -n +2 | wc -l)" -eq 1000 ]
	[ "$(causa diff -q --all a.csv b.csv -f csv | grep -c '^revised')" -eq 1800 ]
	run causa diff a.csv b.csv -f csv -o out.csv
	[[ "$output" == *"1800 cells revised"* && "$output" == *"more; --all prints them too"* ]]
}

@test "wrong usage and files that cannot be read" {
	run causa diff old.csv
	[ "$status" -eq 2 ] && [[ "$output" == *"causa diff OLD NEW"* ]]
	run causa diff
	[ "$status" -eq 2 ]
	run causa diff old.csv old.csv old.csv
	[ "$status" -eq 2 ]
	run causa diff - -
	[ "$status" -eq 2 ]
	run causa diff old.csv absent.csv -o out.csv
	[ "$status" -ge 3 ] && [[ "$output" == *absent.csv* ]] && [ ! -e out.csv ]
	printf 'year,offence,reported\n2001,A,x\n' >bad.csv
	run causa diff bad.csv old.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"bad.csv:2"* ]]
}

@test "on a terminal: by kind, no line wider than it" {
	sed 's/^2019,Pederastia,110,/2019,Pederastia,60,/; s/Violencia familiar/Violencia en la familia/; /^2017/d' old.csv >new.csv
	run causa diff -q --lang en old.csv new.csv -f table
	[[ "$output" == *$'\nrevised\n  Pederastia, 2019, reported: 110 -> 60  -45%'* ]]
	[[ "$output" == *$'\nrenamed\n  Violencia en la familia (was Violencia familiar)\n'* ]]
	[[ "$output" == *'  Pederastia, 2018-2019, reported: rose -> may have risen'* ]]
	[ "$(causa diff -q old.csv new.csv -f table | LC_ALL=C.UTF-8 wc -L)" -le 80 ]
	[[ "$(causa diff -q --lang es old.csv old.csv -f table)" == *"difieren"* ]]
}

@test "standard input, every format, both languages, hostile labels" {
	sed 's/^2019,Pederastia,110,/2019,Pederastia,60,/; s/Violación/<b>=1+1|\\input{x}/' old.csv >new.csv
	run causa diff -q - new.csv -f csv <old.csv
	[[ "$output" == *"revised,reported,Pederastia,2019,110,60,"* ]]
	run causa diff -q --lang es old.csv new.csv -f table
	[[ "$output" == *"revisada"* && "$output" == *"subió"* && "$output" == *"(era Violación)"* ]]
	causa diff -q old.csv new.csv -f json -o out.json || [ $? -eq 1 ]
	perl -MJSON::PP -e 'local $/; my $j = decode_json(<STDIN>); die unless $j->{options}{old} eq "old.csv" && $j->{rows}[0]{kind} eq "finding"' <out.json
	for f in md latex tsv; do
		run causa diff -q old.csv new.csv -f $f
		[ "$status" -eq 1 ] && [ "${#lines[@]}" -gt 3 ]
	done
	[[ "$(causa diff -q old.csv new.csv -f latex)" != *'\input{x}'* ]]
}

# Oracle: the same cells read out of both files by hand.
@test "real vintages: Spain 2018 and 2019, Toronto 2019 and 2020" {
	real=$CAUSA_SHARED/real
	[ -d "$real/04_es_interior_balance" ] || skip "no real tables here"
	run causa diff -q "$real/07_ca_toronto_asr/raw_crime_data_2014_2019.csv" "$real/07b_ca_toronto_asr_2020/police_report_data_2014_2020.csv" -f csv
	[ "$status" -eq 1 ]
	[ "$(grep -v '^finding' <<<"$output" | kinds)" = '63 revised, 2 year-added' ]
	run causa diff -q "$real/04_es_interior_balance/2018_4_municipios.csv" "$real/04_es_interior_balance/2019_4_municipios.csv" -f csv
	[ "$status" -eq 1 ]
	[ "$(grep -v '^finding' <<<"$output" | kinds)" = '9 revised, 1 year-added, 1 year-withdrawn' ]
	[[ "$output" == *"year-withdrawn,reported,(all),2017,2045784,,"* ]]
}
