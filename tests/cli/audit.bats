# The audit of any table: slips that a table shows by itself. Invented numbers.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
}

audit() {
	causa audit "$@" -q -f csv --lang en || [ $? -eq 1 ]
}

@test "a zero too many or too few is found, growth and small numbers are not" {
	{
		echo year,offence,reported
		for y in 2015 2016 2017 2018; do
			echo "$y,Theft,$([ $y = 2016 ] && echo 1230 || echo 12$((y % 10)))"
			echo "$y,Robbery,$([ $y = 2017 ] && echo 31 || echo 30$((y % 10)))"
			echo "$y,Fraud,$((40 * (y - 2014) * (y - 2014) * (y - 2014)))"
			echo "$y,Arson,$([ $y = 2016 ] && echo 40 || echo 4)"
		done
	} >t.csv
	audit t.csv >got
	grep -q '^warning,jump,"2016 reported, Theft",1230,126,1104,.*(line 6)' got
	grep -q '^warning,jump,"2017 reported, Robbery",31,307,-276,' got
	[ "$(grep -c jump got)" -eq 2 ]
}

@test "a year that is a copy of another" {
	{
		echo year,offence,reported
		for y in 2016 2017 2018; do
			for o in a b c d e; do echo "$y,$o,$((17 + $(printf '%d' "'$o") * (y == 2016 ? 3 : 5)))"; done
		done
	} >t.csv
	audit t.csv >got
	grep -q '^warning,same-years,2018 reported,,,,"\?all 5 counts are the same as in 2017' got
	[ "$(grep -c same-years got)" -eq 1 ]
	sed -i 's/^2018,e,.*/2018,e,1/' t.csv
	[ -z "$(audit t.csv | grep same-years)" ]
}

@test "offences that begin, end and are renamed" {
	cat >t.csv <<-'END'
		year,offence,reported
		2018,Theft of vehicles,510
		2018,Arson,20
		2019,Theft of vehicles,500
		2019,Arson,21
		2020,Theft of a vehicle,495
		2020,Arson,22
		2020,Piracy,480
		2021,Theft of a vehicle,505
		2021,Piracy,3
		2021,Arson,25
	END
	audit t.csv >got
	grep -q '^info,ends,"2019, Theft of vehicles"' got
	grep -q '^info,begins,"2020, Theft of a vehicle"' got
	grep -q '^info,begins,"2020, Piracy"' got
	grep '^warning,renamed' got | grep -q 'Theft of a vehicle begins in 2020'
	[ "$(grep -c renamed got)" -eq 1 ]
}

@test "printed totals of each group are held against the sums of that group" {
	cat >t.csv <<-'END'
		year,area,offence,reported
		2020,North,a,1
		2020,North,b,2
		2020,North,TOTAL,3
		2020,South,a,10
		2020,South,b,20
		2020,South,TOTAL,31
	END
	audit t.csv --by area >got
	[ "$(grep -c '^error' got)" -eq 1 ]
	grep -q '^error,sum,"2020 reported, TOTAL, South",31,30,1,.*line 7' got
	# not kept apart, the totals are added as the rows are
	audit t.csv >got
	grep -q '^error,sum,"2020 reported, TOTAL",34,33,1,' got
	# a table of each area with a total of the offences and one with the unknown ones
	cat >u.csv <<-'END'
		year,area,offence,reported
		2020,North,a,1
		2020,North,TOTAL,1
		2020,North,unknown,5
		2020,North,TOTAL,6
		2020,South,a,2
		2020,South,TOTAL,2
		2020,South,unknown,7
		2020,South,TOTAL,9
	END
	[ -z "$(audit u.csv | grep '^error')" ]
	[ -z "$(audit u.csv --by area | grep '^error')" ]
	sed -i 's/2020,South,TOTAL,9/2020,South,TOTAL,8/' u.csv
	audit u.csv --by area | grep -q '^error,grand-total,"2020 reported, TOTAL, South",8,9,-1,'
	audit u.csv | grep -q '^error,grand-total,"2020 reported, TOTAL",14,15,-1,'
}

@test "a thousand findings in full, all of them counted, all of them on request" {
	{
		echo year,offence,reported,prosecuted
		for i in $(seq 1 700); do printf '2019,o%d,1,2\n2020,o%d,1,2\n' $i $i; done
	} >t.csv
	run causa audit t.csv -f csv -o got.csv --lang en
	[ "$status" -eq 1 ] && [[ "$output" == *"401 findings more; --all"* ]]
	[ "$(wc -l <got.csv)" -eq 1001 ]
	run causa audit t.csv -f csv -o got.csv --all
	[ "$(wc -l <got.csv)" -eq 1402 ]
	run causa ratio t.csv -f csv --lang en
	[[ "$output" == *"1 warning"* ]]
}

@test "printed changes and percentages are held against the counts; from zero there is none" {
	cat >es.csv <<-'END'
		Geografía;Tipología penal;Periodos:;Total
		NACIONAL;1.-Homicidios;Enero-diciembre 2018;289
		NACIONAL;1.-Homicidios;Enero-diciembre 2019;332
		NACIONAL;1.-Homicidios;Variación % 2019/2018;14,9
		NACIONAL;2.-Hurtos;Enero-diciembre 2018;1.200
		NACIONAL;2.-Hurtos;Enero-diciembre 2019;1.148
		NACIONAL;2.-Hurtos;Variación % 2019/2018;-4,2
		NACIONAL;3.-Secuestro;Enero-diciembre 2018;0
		NACIONAL;3.-Secuestro;Enero-diciembre 2019;4
		NACIONAL;3.-Secuestro;Variación % 2019/2018;100,0
	END
	audit es.csv >got
	[ "$(grep -c printed-change got)" -eq 1 ]
	grep '^error,printed-change' got | grep -q '2.-Hurtos.*-4.2%.*-4.33%.*line 7'
	grep -q '^info,from-zero,.*1 change from zero.*line 10' got
	sed -i 's/-4,2$/-4,3/' es.csv
	[ -z "$(audit es.csv | grep printed-change)" ]
	sed 's/^[ \t]*//' >category_may_2014.csv <<-'END'
		,Number of Homicide Convictions,Percentage of Homicide Convictions,Number of Homicide Unsuccessful
		North,9,90.0%,1
		South,1,33.4%,2
		East,0,-,0
	END
	audit category_may_2014.csv --by Area >got
	[ "$(grep -c printed-ratio got)" -eq 1 ]
	grep '^error,printed-ratio' got | grep -q 'South.*33.4%.*33.33%'
}

@test "cells that are blank where they were not" {
	printf 'year,offence,reported\n2018,a,1\n2018,b,2\n2019,a,\n2019,b,3\n' >t.csv
	audit t.csv | grep -q '^info,new-blank,2019 reported,,,,1 of 2 cells with a count in 2018 is blank now'
}

@test "real tables: printed changes of Spain and percentages of the prosecution service" {
	real="$CAUSA_SHARED/real"
	[ -d "$real/04_es_interior_balance" ] || skip "not here"
	for vintage in 2018 2019; do
		audit "$real/04_es_interior_balance/${vintage}_4_municipios.csv" --all --where 'Geografía=*' --by Geografía >got
		[ -z "$(grep printed-change got)" ]
		grep -q from-zero got
	done
	for month in "$real"/05_uk_cps_outcomes/*.csv; do
		audit "$month" --all --where 'Area=*' --by Area >got
		[ -z "$(grep printed-ratio got)" ]
	done
}

# ---- what other commands refuse ----

@test "a key that stands twice is told with both lines, for as many as there are" {
	cd "$BATS_TEST_TMPDIR"
	printf 'year,offence,reported\n2001,A,5\n2001,B,6\n2001,A,5\n2002,A,7\n2001,B,8\n2001,A,5\n' >t.csv
	run causa audit -q t.csv -f csv
	[ "$status" -eq 1 ]
	[ "$(grep -c '^error,repeat' <<<"$output")" -eq 3 ]
	[[ "$output" == *'error,repeat,"2001, A",,,,"stands in line 2 and again in line 4, with the same values;'* ]]
	[[ "$output" == *'error,repeat,"2001, B",,,,"stands in line 3 and again in line 6, with other values;'* ]]
	[[ "$output" == *'error,repeat,"2001, A",,,,"stands in line 2 and again in line 7, with the same values;'* ]]
	run causa counts -q t.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"t.csv:4:"*"line 2"* ]]
	# a column that tells them apart is part of the key
	printf 'year,offence,area,reported\n2001,A,North,5\n2001,A,South,5\n' >t.csv
	[ "$(causa audit -q t.csv -f csv | grep -c repeat)" -eq 0 ]
}

@test "many of them: the first thousand in full, all counted, the same for every number of threads" {
	cd "$BATS_TEST_TMPDIR"
	awk 'BEGIN { print "year,offence,reported"; for (i = 0; i < 40000; i++) print 2001 "," "o" i % 20000 "," i }' >t.csv
	run causa audit t.csv -f csv -o out.csv
	[ "$status" -eq 1 ] && [ "$(grep -c '^error,repeat' out.csv)" -eq 1000 ]
	[[ "$output" == *"19000 findings more"* ]]
	cmp <(causa audit -q --jobs 1 t.csv -f csv) <(causa audit -q --jobs 4 t.csv -f csv)
}

@test "cells that are no counts are told, and read as blank" {
	cd "$BATS_TEST_TMPDIR"
	printf 'year,offence,reported,prosecuted\n2001,A,12 %%,1\n2001,B,7.5,2\n2002,A,9,x\n2002,B,8,2\n' >t.csv
	run causa audit -q t.csv -f csv
	[ "$status" -eq 1 ]
	[[ "$output" == *'error,no-count,reported,,,,"""12 %"" is no count;'*'(line 2)'* ]]
	[[ "$output" == *'""7.5"" is no count;'*'(line 3)'* && "$output" == *'error,no-count,prosecuted,,,,"""x"" is no count;'*'(line 4)'* ]]
	run causa counts -q t.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"t.csv:2:"* ]]
	printf 'year,offence,reported\n2001,A,\303\2613\n' >t.csv
	run causa audit -q t.csv -f csv # as likely a wrong encoding
	[ "$status" -eq 3 ]
}

@test "units that are mixed in a column" {
	cd "$BATS_TEST_TMPDIR"
	printf 'year,offence,unidad,reported\n2001,A,victims,5\n2001,A,cases,3\n' >t.csv
	run causa audit -q t.csv -f csv
	[ "$status" -eq 1 ] && [[ "$output" == *'error,units,'*'2 units in the column ""unidad"": ""victims"", ""cases""'* ]]
	run causa audit -q --where unidad=cases t.csv -f csv
	[ "$status" -eq 0 ]
}

# ---- several tables ----

@test "several tables: a copied one, a period twice, columns and offences that differ" {
	cd "$BATS_TEST_TMPDIR"
	awk 'BEGIN { print "year,offence,reported"; for (o = 1; o < 9; o++) print "2001,o" o "," 10 + o }' >a.csv
	sed 's/^2001/2002/' a.csv >b.csv
	awk 'BEGIN { print "year,offence,reported,prosecuted"; for (o = 1; o < 10; o++) print "2003,o" o "," 20 + o ",1" }' >c.csv
	run causa audit -q a.csv b.csv c.csv -f csv
	[ "$status" -eq 1 ]
	[[ "$output" == *'error,same-files,b.csv: 2002,,,,all 8 counts are those of 2001 in a.csv: was a file copied?'* ]]
	[[ "$output" == *'warning,columns,c.csv: ,,,,the columns are not those of a.csv'* ]]
	[[ "$output" == *'info,some-files,c.csv: o9,,,,"stands in 1 of 3 files, in this one first"'* ]]
	[ "$(grep -c twice <<<"$output")" -eq 0 ]
	sed 's/,11$/,12/' a.csv >d.csv
	run causa audit -q a.csv d.csv -f csv
	[[ "$output" == *'warning,period-twice,d.csv: 2001,,,,"a.csv has this period too, with other counts"'* ]]
	run causa audit -q a.csv absent.csv -f csv -o out.csv
	[ "$status" -eq 4 ] && [[ "$output" == *absent.csv* ]] && [ ! -e out.csv ]
	run causa audit - a.csv - <b.csv
	[ "$status" -eq 2 ] && [[ "$output" == *"not several"* ]]
	run causa audit -q a.csv - -f csv <b.csv
	[ "$status" -eq 1 ] && [[ "$output" == *same-files* ]]
	printf 'year,offence,reported\n' >empty.csv
	run causa audit -q a.csv empty.csv
	[ "$status" -eq 3 ] && [[ "$output" == *empty.csv* ]]
}

@test "twelve months of one publisher are twelve periods; a copied month is found" {
	months=$CAUSA_SHARED/real/05_uk_cps_outcomes
	[ -d "$months" ] || skip "no real tables here"
	[ "$(causa audit -q "$months"/*.csv -f csv | grep -c 'twice\|same-files')" -eq 0 ]
	cp "$months"/*_may_2014.csv "$BATS_TEST_TMPDIR/2014__principal_offence_category_june_2014.csv"
	run causa audit -q --by Area "$months"/*_april_2014.csv "$months"/*_may_2014.csv "$BATS_TEST_TMPDIR/2014__principal_offence_category_june_2014.csv" -f csv
	[ "$status" -eq 1 ]
	[ "$(grep -c '^error,same-files' <<<"$output")" -eq 1 ]
}
