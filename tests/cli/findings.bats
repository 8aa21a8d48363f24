# What can and cannot be said: the grades on the bundled tables, nothing stronger; tables made to mislead; sentences in both languages.
# SPDX-License-Identifier: GPL-3.0-or-later

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	causa findings -q -f csv mexico-2017-2021 >all.csv
}

# field NAME MEASURE STATISTIC OFFENCE FROM TO of all.csv (or $file); labels have no commas.
field() {
	awk -F, -v name="$1" -v m="$2" -v s="$3" -v o="$4" -v a="$5" -v b="$6" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["measure"] == m && $at["statistic"] == s && $at["offence"] == o && $at["from"] == a && $at["to"] == b { print $at[name] }
	' "${file-$BATS_FILE_TMPDIR/all.csv}"
}

strong() { # rows of the first grade of a table
	causa findings -q -f csv --min-grade rose "$@" | tail -n +2
}

# noise SEED OFFENCES YEARS KIND PARAMETER LEAST GREATEST: counts whose means do not change. poisson; phi: variance PARAMETER times the
# mean; theta: variance mean + mean^2/PARAMETER.
noise() {
	perl -e '
		my ($seed, $offences, $years, $kind, $by, $least, $most) = @ARGV;
		srand($seed);
		sub u { my $u = rand(); return $u > 0 ? $u : 1e-300 }
		sub gamma { # Marsaglia and Tsang
			my $k = shift;
			return gamma($k + 1) * u() ** (1 / $k) if $k < 1;
			my $d = $k - 1 / 3; my $c = 1 / sqrt(9 * $d);
			while (1) {
				my $x = sqrt(-2 * log(u())) * cos(6.283185307179586 * rand());
				my $v = (1 + $c * $x) ** 3;
				return $d * $v if 1 + $c * $x > 0 && log(u()) < 0.5 * $x * $x + $d - $d * $v + $d * log($v);
			}
		}
		sub poisson { # a sum of pieces that multiply out
			my ($mean, $n) = (shift, 0);
			while ($mean > 0) {
				my $part = $mean > 20 ? 20 : $mean; $mean -= $part;
				my ($p, $limit) = (u(), exp(-$part));
				while ($p > $limit) { $n++; $p *= u() }
			}
			return $n;
		}
		print "year,offence,reported\n";
		for my $o (1 .. $offences) {
			my $mean = $least * ($most / $least) ** rand();
			for my $y (2001 .. 2000 + $years) {
				my $m = $kind eq "phi" ? gamma($mean / ($by - 1)) * ($by - 1) : $kind eq "theta" ? $mean * gamma($by) / $by : $mean;
				print "$y,offence $o,", poisson($m), "\n";
			}
		}' "$@"
}

# tables_with_findings TABLES OFFENCES YEARS KIND PARAMETER LEAST GREATEST: how many have a row of the first grade.
tables_with_findings() {
	local n=0 seed
	for seed in $(seq 1 "$1"); do
		noise "$seed" "${@:2}" >"$BATS_TEST_TMPDIR/noise.csv"
		[ -z "$(strong --exposure $((2000 + $3))=1 "$BATS_TEST_TMPDIR/noise.csv")" ] || n=$((n + 1))
	done
	echo $n
}

@test "the bundled tables carry this, and no more" {
	[ "$(cut -d, -f1-6 "$BATS_FILE_TMPDIR/all.csv" | grep '^rose\|^fell')" = "$(printf '%s\n' \
		'rose,change,reported,(all),2018,2019' 'fell,change,reported,(all),2019,2020' 'rose,change,reported,Pederastia,2018,2019')" ]
	[ "$(field grade reported trend '(all)' 2017 2020)" = not-shown ]
	[ "$(field grade reported change 'Abuso sexual' 2018 2019)" = may-have-risen ]
	[ "$(field grade reported change 'Trata de personas' 2018 2019)" = may-have-risen ]
	[ "$(field grade reported trend 'Hostigamiento sexual' 2017 2020)" = may-have-risen ]
	[ "$(field grade ratio change '(all)' 2019 2020)" = may-have-fallen ]
	[ "$(field grade reported change '(all)' 2020 2021)" = cannot-be-said ]
}

# Oracle: bounds, ratios and rate ratios of this program on the same cells, each turned by hand in the two tests below.
@test "the figures at which they would turn" {
	[ "$(field turn_of reported change 'Abuso sexual' 2018 2019)" -eq 48 ]
	[ "$(field turn_cases reported change 'Abuso sexual' 2018 2019)" -eq 27 ]
	[ -z "$(field turn_cases_sign reported change 'Abuso sexual' 2018 2019)" ]
	[ "$(field turn_cases reported change 'Trata de personas' 2018 2019)" -eq 7 ]
	[ "$(field turn_cases_sign reported change 'Trata de personas' 2018 2019)" -eq 20 ]
	[ "$(field turn_cases reported change Pederastia 2019 2020)" -eq 34 ]
	[ "$(field blank_cases ratio change '(all)' 2019 2020)" -eq 11 ]
	[ "$(field blank_cases_sign ratio change '(all)' 2019 2020)" -eq 22 ]
	[ "$(field blank_read_zero ratio change '(all)' 2019 2020)" = yes ]
	[ "$(field months_least ratio change '(all)' 2019 2020)" -eq 5 ]
	[ "$(field months_most ratio change '(all)' 2019 2020)" -eq 17 ]
	[[ "$(field share_rise reported change '(all)' 2020 2021)" == 0.1792* ]]
	[[ "$(field share_fall reported change '(all)' 2020 2021)" == 0.3288* ]]
	[[ "$(field share_most reported change '(all)' 2020 2021)" == 0.41917* ]]
}

@test "a partly covered year turns where its share says" {
	grade() { causa findings -q -f csv --exposure 2021="$1" mexico-2017-2021 | grep ',2020,2021,' | cut -d, -f1; }
	[ "$(grade 0.179)" = may-have-risen ]
	[ "$(grade 0.05:0.179)" = may-have-risen ]
	[ "$(grade 0.18)" = cannot-be-said ]
	[ "$(grade 0.17:0.33)" = cannot-be-said ]
	[ "$(grade 0.329)" = may-have-fallen ]
	[ "$(causa change -q --by all --from 2020 --to 2021 --partial offset --exposure 2021=0.1792 -f csv mexico-2017-2021 | awk -F, 'NR == 2 { print ($16 > 1) }')" = 1 ]
	[ "$(causa change -q --by all --from 2020 --to 2021 --partial offset --exposure 2021=0.1793 -f csv mexico-2017-2021 | awk -F, 'NR == 2 { print ($16 > 1) }')" = 0 ]
}

@test "a blank cell turns the ratio at the number that is told" {
	p() { # cases in the blank cell: is no change excluded?
		sed "s/^2020,Sin dato,51,\$/2020,Sin dato,51,$1/" "$CAUSA_DATA_DIR/mexico-2017-2021/cases.csv" >"$BATS_TEST_TMPDIR/cases.csv"
		causa change -q --of ratio --by all --from 2019 --to 2020 -f csv "$BATS_TEST_TMPDIR/cases.csv" |
			awk -F, 'NR == 2 { print ($14 < 0) ($12 < 0) }'
	}
	grep -q '^2020,Sin dato,51,$' "$CAUSA_DATA_DIR/mexico-2017-2021/cases.csv"
	[ "$(p 10)" = 11 ]
	[ "$(p 11)" = 01 ]
	[ "$(p 21)" = 01 ]
	[ "$(p 22)" = 00 ]
}

@test "sorted by grade; the lowest grade that is wanted; one offence; one measure" {
	causa findings -q -f csv --of reported --by offence --from 2018 --to 2019 mexico-2017-2021 | tail -n +2 | cut -d, -f1 | uniq >"$BATS_TEST_TMPDIR/got"
	diff "$BATS_TEST_TMPDIR/got" - <<-'END'
		rose
		may-have-risen
		not-shown
	END
	[ "$(strong --from 2018 --to 2019 mexico-2017-2021 | wc -l)" -eq 2 ]
	run causa findings -q -f csv --offence pederastia --of reported --from 2018 --to 2019 mexico-2017-2021
	[[ "${lines[1]}" == "rose,change,reported,Pederastia,2018,2019,24,110,"* ]] && [ "${#lines[@]}" -eq 2 ]
	[ "$(causa findings -q -f csv --by all mexico-2017-2021 | cut -d, -f4 | sort -u | paste -sd' ')" = '(all) offence' ]
	run causa findings --min-grade certain
	[ "$status" -eq 2 ] && [[ "$output" == *"may-have-fallen"* ]]
	run causa findings -q --offence hurto mexico-2017-2021
	[ "$status" -eq 2 ] && [[ "$output" == *hurto* ]]
	run causa findings -q --adjust discrete mexico-2017-2021
	[ "$status" -eq 2 ] && [[ "$output" == *"--adjust bh, holm or none"* ]]
}

@test "the choice of offences changes no grade and no p" {
	causa findings -q -f csv --offence 'abuso*' mexico-2017-2021 | tail -n +2 | sort >"$BATS_TEST_TMPDIR/one"
	grep ',Abuso sexual,' "$BATS_FILE_TMPDIR/all.csv" | sort | diff - "$BATS_TEST_TMPDIR/one"
	[ -s "$BATS_TEST_TMPDIR/one" ]
}

@test "the same for every number of threads" {
	cmp <(causa findings -q -f csv --jobs 1 mexico-2017-2021) <(causa findings -q -f csv --jobs 7 mexico-2017-2021)
}

@test "sentences, with what keeps them from more, in both languages" {
	run causa findings -q -f table --lang en mexico-2017-2021
	[[ "$output" == *"Pederastia: reported cases rose from 24 in 2018 to 110 in 2019."* ]]
	[[ "$output" == *"If 27 of the 48 cases of unknown offence in 2018"* ]]
	[[ "$output" == *"Were less than 17.9% of 2021 covered, it would be a rise"* ]]
	[[ "$output" != *"crime"*"rose"* ]]
	run causa findings -q -f table --lang es mexico-2017-2021
	[[ "$output" == *"Pederastia: los casos reportados subieron de 24 en 2018 a 110 en 2019."* ]]
	[[ "$output" == *"casos de delito desconocido"* ]]
}

@test "as lists in documents" {
	run causa findings -q -f md --lang en mexico-2017-2021
	[[ "${lines[0]}" == "**Shown**" ]]
	[[ "$output" == *$'\n- Pederastia: reported cases rose from 24 in 2018 to 110 in 2019. 4.6 times as many'* ]]
	[[ "$output" == *$'\n    - If 27 of the 48 cases of unknown offence'* ]]
	run causa findings -q -f latex --lang es mexico-2017-2021
	[[ "$output" == *'\paragraph{Se muestra}'*'\item Pederastia: los casos reportados subieron'*'10,6'*'\%'* ]]
	[ "$(grep -c 'begin{itemize}' <<<"$output")" -eq "$(grep -c 'end{itemize}' <<<"$output")" ]
	sed 's/Pederastia/\\input{x} | <b>/' "$CAUSA_DATA_DIR/mexico-2017-2021/cases.csv" >"$BATS_TEST_TMPDIR/hostile.csv"
	[[ "$(causa findings -q -f latex "$BATS_TEST_TMPDIR/hostile.csv")" != *'\input{x}'* ]]
	[[ "$(causa findings -q -f md "$BATS_TEST_TMPDIR/hostile.csv")" != *'<b>'* ]]
}

@test "group columns name the rows" {
	{
		echo year,offence,area,reported
		for y in 2001 2002 2003; do
			echo "$y,A,North,$((y == 2001 ? 20 : 90))"
			echo "$y,A,South,30"
			echo "$y,B,North,40"
			echo "$y,B,South,41"
		done
	} >"$BATS_TEST_TMPDIR/groups.csv"
	run causa findings -q -f csv --by offence,area --group-column area --exposure 2003=1 --min-grade rose "$BATS_TEST_TMPDIR/groups.csv"
	[[ "${lines[0]}" == "grade,statistic,measure,offence,area,from,to,"* ]]
	[[ "${lines[1]}" == "rose,change,reported,A,North,2001,2002,20,90,"* ]] && [ "${#lines[@]}" -eq 2 ]
}

# ---- tables made to mislead ----

@test "noise gives no finding: 200 offences whose rate does not change" {
	tables=3
	[ -z "$CAUSA_LONG" ] || tables=500
	n=$(tables_with_findings $tables 200 4 poisson 0 1 200)
	echo "tables with a finding: $n of $tables"
	[ $((20 * n)) -le $((tables + 20)) ]
}

@test "nor does noise in clusters, in tables of few offences and of many" {
	tables=4
	[ -z "$CAUSA_LONG" ] || tables=300
	for kind in '12 4 phi 2 10 200' '12 4 phi 8 10 300' '12 4 theta 20 10 300' '60 6 theta 5 2 2000' '200 4 phi 4 2 200'; do
		# shellcheck disable=SC2086 # a list of arguments
		n=$(tables_with_findings $tables $kind)
		echo "$kind: $n of $tables"
		[ $((12 * n)) -le $((tables + 24)) ]
	done
}

@test "an unknown category that drains away makes no offence rise" {
	awk 'BEGIN { print "year,offence,reported"; for (y = 2001; y <= 2004; y++) { d = 60 * (y - 2001)
		print y ",A," 100 + d; print y ",B," 80 + d; print y ",C," 60; print y ",Unknown," 400 - 2 * d } }' >"$BATS_TEST_TMPDIR/drain.csv"
	[ -z "$(strong "$BATS_TEST_TMPDIR/drain.csv")" ]
	run causa findings -q -f csv --of reported --by offence "$BATS_TEST_TMPDIR/drain.csv"
	[[ "$output" == *"may-have-risen,"*",A,"*allotment* ]]
}

@test "a last year that stops too early does not fall" {
	for share in 3 5 8; do
		awk -v s=$share 'BEGIN { print "year,offence,reported"; for (y = 2001; y <= 2005; y++) for (o = 1; o <= 6; o++)
			print y ",offence " o "," int(40 * o * (y == 2005 ? s / 10 : 1)) }' >"$BATS_TEST_TMPDIR/cut.csv"
		[ -z "$(strong "$BATS_TEST_TMPDIR/cut.csv")" ]
		run causa findings -q -f csv "$BATS_TEST_TMPDIR/cut.csv"
		[[ "$output" == *"may-have-fallen,change,reported,(all),2004,2005,"*cut-off* ]]
	done
	# Where the year is known to be whole, the same fall, 840 to 672, is one.
	[[ "$(strong --exposure 2005=1 --by all "$BATS_TEST_TMPDIR/cut.csv")" == fell,*",2004,2005,"* ]]
}

@test "nothing is said across a declared break" {
	cp -r "$CAUSA_DATA_DIR/mexico-2017-2021" "$BATS_TEST_TMPDIR/broken"
	chmod -R u+w "$BATS_TEST_TMPDIR/broken"
	perl -0pi -e 's/"causa":\s*\{/"causa": {"breaks": [{"before": 2018, "why": "made for a test"}],/' "$BATS_TEST_TMPDIR/broken/datapackage.json"
	run causa findings -q -f csv "$BATS_TEST_TMPDIR/broken"
	[ "$status" -eq 0 ]
	[[ "$output" == *"may-have-risen,change,reported,(all),2018,2019,"*break* ]]
	[ "$(strong "$BATS_TEST_TMPDIR/broken" | cut -d, -f5,6)" = 2019,2020 ]
}

@test "constant series, one offence, two years, one year, no case" {
	awk 'BEGIN { print "year,offence,reported"; for (y = 2001; y <= 2006; y++) print y ",A,7" }' >"$BATS_TEST_TMPDIR/t.csv"
	run causa findings -q -f csv "$BATS_TEST_TMPDIR/t.csv"
	[ "$status" -eq 0 ]
	[ "$(cut -d, -f1 <<<"$output" | sort -u | paste -sd' ')" = 'grade not-shown' ]
	printf 'year,offence,reported\n2001,A,30\n2002,A,95\n' >"$BATS_TEST_TMPDIR/t.csv"
	run causa findings -q -f csv "$BATS_TEST_TMPDIR/t.csv"
	[ "$(cut -d, -f1,2 <<<"$output" | sort -u | paste -sd' ')" = 'cannot-be-said,trend grade,statistic rose,change' ] || { echo "$output" | cut -d, -f1-8; false; }
	printf 'year,offence,reported\n2001,A,30\n2001,B,95\n' >"$BATS_TEST_TMPDIR/t.csv"
	run causa findings -q -f csv "$BATS_TEST_TMPDIR/t.csv"
	[ "$status" -eq 0 ] && [ "${#lines[@]}" -eq 1 ] || [ "$status" -eq 2 ]
	printf 'year,offence,population\n2001,A,30\n2002,A,95\n' >"$BATS_TEST_TMPDIR/t.csv"
	run causa findings -q "$BATS_TEST_TMPDIR/t.csv"
	[ "$status" -eq 3 ] && [[ "$output" == *"--reported-column"* ]]
	printf 'year,offence,reported\n2001,A,0\n2002,A,0\n2003,A,0\n' >"$BATS_TEST_TMPDIR/t.csv"
	[ -z "$(strong "$BATS_TEST_TMPDIR/t.csv")" ]
}

@test "5,000 offences" {
	noise 7 5000 4 phi 3 1 300 >"$BATS_TEST_TMPDIR/large.csv"
	[ "$(strong --exposure 2004=1 "$BATS_TEST_TMPDIR/large.csv" | wc -l)" -le 1 ]
}
