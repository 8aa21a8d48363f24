# What can and cannot be said: the grades on the bundled tables, nothing stronger; sentences in both languages.
# SPDX-License-Identifier: GPL-3.0-or-later

grade() { # grade OFFENCE STATISTIC FROM TO of a CSV on standard input
	awk -F, -v o="$1" -v s="$2" -v a="$3" -v b="$4" '$4 == o && $2 == s && $5 == a && $6 == b {print $1}'
}

@test "the bundled tables carry this, and no more" {
	causa findings -q -f csv mexico-2017-2021 >"$BATS_TEST_TMPDIR/one"
	causa findings -q -f csv --by all mexico-2017-2021 >"$BATS_TEST_TMPDIR/all"
	causa findings -q -f csv --by all --of ratio mexico-2017-2021 >"$BATS_TEST_TMPDIR/ratio"
	cd "$BATS_TEST_TMPDIR"
	[ "$(grade '(all)' change 2018 2019 <all)" = rose ]
	[ "$(grade '(all)' change 2019 2020 <all)" = fell ]
	[ "$(grade '(all)' trend 2017 2020 <all)" = not-shown ]
	[ "$(grep -c '^rose\|^fell' all)" -eq 2 ]
	[ "$(grade Pederastia change 2018 2019 <one)" = rose ]
	[ "$(grade 'Abuso sexual' change 2018 2019 <one)" = may-have-risen ]
	[ "$(grade 'Trata de personas' change 2018 2019 <one)" = may-have-risen ]
	[ "$(grade 'Hostigamiento sexual' trend 2017 2020 <one)" = may-have-risen ]
	[ -z "$(grep ',2021,' one all ratio)" ]
	[ "$(grade '(all)' change 2019 2020 <ratio)" = may-have-fallen ]
	grep '^may-have-fallen' ratio | grep -q ',cells,'
	[ -z "$(grep '^rose\|^fell' ratio)" ]
}

@test "sorted by grade; the lowest grade that is wanted; one offence" {
	causa findings -q -f csv --from 2018 --to 2019 mexico-2017-2021 | tail -n +2 | cut -d, -f1 | uniq >"$BATS_TEST_TMPDIR/got"
	diff "$BATS_TEST_TMPDIR/got" - <<-'END'
		rose
		may-have-risen
		not-shown
		cannot-be-said
	END
	[ "$(causa findings -q -f csv --from 2018 --to 2019 --min-grade fell mexico-2017-2021 | wc -l)" -eq 2 ]
	run causa findings -q -f csv --offence pederastia --from 2018 --to 2019 mexico-2017-2021
	[[ "${lines[1]}" == "rose,change,reported,Pederastia,2018,2019,24,110,"* ]] && [ "${#lines[@]}" -eq 2 ]
	run causa findings --min-grade certain
	[ "$status" -eq 2 ] && [[ "$output" == *"may-have-fallen"* ]]
}

@test "sentences, with what keeps them from more, in both languages" {
	run causa findings -q -f table --lang en --from 2018 --to 2019 mexico-2017-2021
	[[ "$output" == *"Pederastia: reported cases rose from 24 in 2018 to 110 in 2019."* ]]
	[[ "$output" == *"Not stronger: some way to allot the cases of unknown offence would take it"* ]]
	[[ "$output" != *"crime"*"rose"* ]]
	run causa findings -q -f table --lang es --from 2018 --to 2019 mexico-2017-2021
	[[ "$output" == *"Pederastia: los casos reportados subieron de 24 en 2018 a 110 en 2019."* ]]
	[[ "$output" == *"delito desconocido"* ]]
}

@test "noise gives no finding: 200 offences with the same rate in every year" {
	tables=3
	[ -z "$CAUSA_LONG" ] || tables=500
	strong=0 all=0
	for seed in $(seq 1 $tables); do
		awk -v seed="$seed" 'function pois(l,  k, p, e) { e = exp(-l); k = 0; p = rand(); while (p > e) { k++; p *= rand() } return k }
			BEGIN { srand(seed); print "year,offence,reported"; for (o = 1; o <= 200; o++) { l = 1 + 40 * rand()
				for (y = 2017; y <= 2020; y++) print y "," "offence " o "," pois(l) } }' >"$BATS_TEST_TMPDIR/noise.csv"
		n=$(causa findings -q -f csv "$BATS_TEST_TMPDIR/noise.csv" | grep -c '^rose\|^fell') || true
		strong=$((strong + (n > 0)))
		all=$((all + 1))
	done
	echo "tables with a finding: $strong of $all"
	[ $((20 * strong)) -le $((all + 40)) ]
}
