# Layouts: tables as their publishers lay them out. Look-alikes with invented numbers always; the real ones where they are present.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	real="$CAUSA_SHARED/real"
}

csv() {
	causa "$@" -q -f csv
}

@test "every layout is listed, and is read without being told" {
	run causa list layouts
	[ "$status" -eq 0 ]
	for layout in "$top_srcdir"/data/layouts/*.json; do
		[[ "$output" == *"$(basename "$layout" .json) "* ]]
	done
	run causa list layouts --lang es
	[[ "$output" == *"Perú"* ]]
}

@test "offences as columns, the month in the name of the file: Crown Prosecution Service" {
	head -c 0 /dev/null >principal_offence_category_april_2014.csv
	cat >principal_offence_category_april_2014.csv <<-'END'
		,Number of Homicide Convictions,Percentage of Homicide Convictions,Number of Homicide Unsuccessful,Percentage of Homicide Unsuccessful,Number of Burglary Convictions,Percentage of Burglary Convictions,Number of Burglary Unsuccessful,Percentage of Burglary Unsuccessful,Number of Admin Unsuccessful
		National,9,75.0%,3,25.0%,"1,403",90.0%,156,10.0%,5
		North,9,90.0%,1,10.0%,"1,400",90.0%,155,10.0%,4
		South,0,0.0%,2,100.0%,3,75.0%,1,25.0%,1
	END
	run causa ratio principal_offence_category_april_2014.csv --partial keep -f csv
	[ "$status" -eq 0 ]
	[[ "$output" == *"layout uk-cps-outcomes"* ]]
	[[ "$output" == *"Homicide,2014,12,9,1,0,0.75,"* ]]
	[[ "$output" == *"Burglary,2014,1559,1403,"* ]]
	[[ "$output" != *"Admin"* ]]
	csv ratio principal_offence_category_april_2014.csv --partial keep --by offence,Area | grep -q '^Burglary,South,2014,4,3,'
	csv ratio principal_offence_category_april_2014.csv --partial keep --by offence,Area --where Area=National | grep -q '^Burglary,National,2014,1559,1403,'
	csv counts principal_offence_category_april_2014.csv --by year | grep -q ',0\.0821917808219178,'
	cp principal_offence_category_april_2014.csv other.csv
	run causa ratio other.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"name of the file"* ]]
}

@test "thousands, printed totals and printed changes among the rows: Spain" {
	printf '\xEF\xBB\xBF' >es.csv
	cat >>es.csv <<-'END'
		Geografía;Tipología penal;Periodos:;Total
		ANDALUCÍA;1.-Homicidios;Enero-diciembre 2018;7
		NACIONAL;1.-Homicidios;Enero-diciembre 2018;289
		NACIONAL;1.-Homicidios;Enero-diciembre 2019;332
		NACIONAL;1.-Homicidios;Variación % 2019/2018;14,9
		NACIONAL;2.-Hurtos;Enero-diciembre 2018;1.698.401
		NACIONAL;2.-Hurtos;Enero-diciembre 2019;0
		NACIONAL;2.-Hurtos;Variación % 2019/2018;-100,0
		NACIONAL;TOTAL INFRACCIONES PENALES;Enero-diciembre 2018;1.698.690
		NACIONAL;TOTAL INFRACCIONES PENALES;Enero-diciembre 2019;333
	END
	csv change es.csv >got
	grep -q '^reported,1.-Homicidios,2018,2019,289,332,' got
	grep -q '^reported,2.-Hurtos,2018,2019,1698401,0,' got
	[ "$(wc -l <got)" -eq 3 ]
	run causa audit es.csv -q -f csv
	[ "$status" -eq 1 ]
	[[ "$output" == *",333,332,1,"* ]]
	csv counts es.csv --where "Geografía=ANDALUCÍA" --by offence,year | grep -q '^reported,1.-Homicidios,2018,7,'
}

@test "years as columns; two columns that are no whole years" {
	printf 'city,state,2014_murders,2015_murders,change\nAda,Ohio,4,9,5\nBo,Iowa,0,3,3\n' >final.csv
	csv change final.csv >got
	grep -q '^reported,Ada,2014,2015,4,9,' got
	grep -q '^reported,Bo,2014,2015,0,3,.*zero-base' got
	printf 'city,state,2015_murders,2016_murders,change,source,as_of\nAda,Ohio,4,9,5,http://x,1/2/2016\n' >prelim.csv
	run causa change prelim.csv
	[ "$status" -eq 2 ] && [[ "$output" == *"--partial keep"* ]]
	csv change prelim.csv --partial keep | grep -q '^reported,Ada,2015,2016,4,9,.*partial'
	run causa counts <(printf 'state,rate_a,rate_b\nOhio,0.2,1.5\n')
	[ "$status" -eq 3 ]
}

@test "no year at all: ratios, but no change and no trend" {
	cat >f.csv <<-'END'
		Entidad,Denuncias,Investigaciones,Carpetas,Imputaciones,Vinculaciones,Sentencias,Presupuesto
		Norte,117,2,117,18,18,2,"$1,000.00"
		Sur,NR,NR ,4,*,*,0,NA
		Este,0,0,0,0,0,0,NR
		Oeste,30,1,1,1,41,0,x
	END
	csv ratio f.csv >got
	grep -q '^Norte,(none),117,18,' got
	grep -q '^Sur,(none),,,0,1,.*blank' got
	grep -q '^Oeste,.*above-one' got
	[[ "$(causa ratio f.csv -q -f table --lang en | head -1)" == "Prosecution ratio, by offence" ]]
	for command in change trend; do
		run causa $command f.csv
		[ "$status" -eq 3 ] && [[ "$output" == *"does not say of which year"* ]]
	done
}

@test "one breakdown of several, months in a column: Peru" {
	printf '\xEF\xBB\xBF' >pe.csv
	cat >>pe.csv <<-'END'
		ANIO;MES;CCDD;DEPARTAMENTO;PROVINCIA;DISTRITO;COMISARIA;categoria;Denuncias por comision;Valor
		2021;1;14;L;C;C;UNO;F1_TOTAL;F1_TOTAL;2
		2021;1;14;L;C;C;UNO;FINALIDAD;LABORAL;1
		2021;1;14;L;C;C;UNO;FINALIDAD;SEXUAL;1
		2021;12;14;L;C;C;UNO;F1_TOTAL;F1_TOTAL;1
		2022;1;14;L;C;C;UNO;F1_TOTAL;F1_TOTAL;5
		2022;7;14;L;C;C;DOS;F1_TOTAL;F1_TOTAL;4
	END
	csv counts pe.csv --by year >got
	grep -q '^reported,(all),2021,3,.*,1,' got
	grep -q '^reported,(all),2022,9,.*,0\.5808219178082191,.*partial' got
	csv counts pe.csv --by offence,year --where categoria=FINALIDAD | grep -q '^reported,FINALIDAD,2021,2,'
	csv counts pe.csv --by year --like-for-like >got
	grep -q '^reported,(all),2021,2,' got
}

@test "a file of one's own: --layout, its mistakes, header of two lines, names, codes, keys" {
	cat >two.csv <<-'END'
		Table 3,,,
		,Reported,,Notes
		Kind,2019,2020,
		Theft,1.200,7,a
		Arson,-,***,b
	END
	cat >two.json <<-'END'
		{"name": "two", "title": {"en": "Two lines"}, "dialect": {"headerRows": [2, 3], "groupChar": "."}, "missingValues": ["-"],
		 "causa": {"header": ["Kind", "Reported 2019"], "years": "Reported YYYY", "offence": "Kind", "ignore": ["Notes"], "withheld": ["***"]}}
	END
	csv counts two.csv --layout ./two.json >got
	grep -q '^reported,Theft,2019,1200,' got
	grep -q '^reported,Arson,2019,,.*blank' got
	grep -q '^reported,Arson,2020,,.*suppressed' got
	sed -i 's/"ignore"/"ignroe"/' two.json
	run causa counts two.csv --layout ./two.json
	[ "$status" -eq 3 ] && [[ "$output" == *'"ignroe"'* ]]
	run causa counts two.csv --layout nowhere
	[ "$status" -eq 2 ] && [[ "$output" == *"causa list layouts"* ]]
	printf '{' >bad.json
	run causa counts two.csv --layout ./bad.json
	[ "$status" -eq 3 ] && [[ "$output" == *"bad.json:1:"* ]]
	run causa counts two.csv --layout us-murders
	[ "$status" -eq 3 ] && [[ "$output" == *"us-murders"* ]]
}

@test "any column groups; rows of one key are added when asked" {
	printf 'fecha,area,delito,denunciados\n2020-01-31,7,x,2\n2020-01-31,7,x,3\n2021-12-01,8,x,4\n' >d.csv
	run causa counts d.csv --by area,year -f csv
	[ "$status" -eq 3 ] && [[ "$output" == *"line 2"* ]]
	csv counts d.csv --by area,year --add-rows >got
	grep -q '^reported,(all),7,2020,5,' got
	grep -q '^reported,(all),8,2021,4,' got
	run causa counts d.csv --by nothing --add-rows
	[ "$status" -eq 3 ] && [[ "$output" == *"nothing"*"--by"* ]]
}

# ---- real tables ----

@test "CPS, April 2014: percentages of all areas" {
	[ -d "$real/05_uk_cps_outcomes" ] || skip "not here"
	csv ratio "$real"/05_uk_cps_outcomes/2014__principal_offence_category_april_2014.csv --partial keep --by offence,Area --where 'Area=*' >got.csv
	python3 - "$CAUSA_SHARED/expected/uk_cps_2014_04_ratio.csv" <<-'END'
		import csv, sys
		from decimal import Decimal, ROUND_HALF_UP
		got = {(r["Area"], r["offence"]): r for r in csv.DictReader(open("got.csv"))}
		n = 0
		for r in csv.DictReader(open(sys.argv[1])):
		    g = got[r["area"], r["offence"]]
		    assert g["reported"] == r["prosecuted"] and g["prosecuted"] == r["convictions"], r
		    if r["printed_conviction_pct"] != "-":
		        pct = (Decimal(int(g["prosecuted"])) * 100 / Decimal(int(g["reported"]))).quantize(Decimal("0.1"), ROUND_HALF_UP)
		        assert f"{pct}%" == r["printed_conviction_pct"] and abs(float(g["ratio"]) * 100 - float(pct)) < 0.0501, (r, g)
		    else:
		        assert g["ratio"] == "", g
		    n += 1
		assert n > 500, n
	END
}

@test "Spain: printed changes of both vintages" {
	[ -d "$real/04_es_interior_balance" ] || skip "not here"
	for vintage in 2018 2019; do
		file="$real/04_es_interior_balance/${vintage}_4_municipios.csv"
		csv change "$file" --by "offence,Geografía" --where 'Geografía=*' --where 'Tipología penal=*' >got.csv
		python3 - "$file" $vintage <<-'END'
			import csv, sys
			got = {(r["Geografía"].lstrip("'").strip(), r["offence"].strip()): r for r in csv.DictReader(open("got.csv"))} # marked: a formula
			n = zero = 0
			for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig"), delimiter=";"):
			    if not r["Periodos:"].startswith("Variación"): continue
			    g = got.get((r["Geografía"].strip(), r["Tipología penal"].strip()))
			    if g is None: continue # totals and their parts
			    printed = float(r["Total"].replace(".", "").replace(",", "."))
			    if g["count_from"] == "0":
			        assert g["percent"] == "", g # undefined, whatever is printed
			        zero += printed == 100
			    else:
			        assert abs(round(float(g["percent"]), 1) - printed) < 0.101, (r, g)
			        n += 1
			assert n > 3500 and zero > 20, (n, zero)
		END
	done
}

@test "murders in cities, prosecutors without a year, Peru's totals" {
	[ -d "$real/11_us_538_murder" ] || skip "not here"
	csv change "$real/11_us_538_murder/murder_2015_final.csv" | python3 -c '
import csv, sys
want = {r["city"]: r for r in csv.DictReader(open(sys.argv[1]))}
rows = list(csv.DictReader(sys.stdin))
assert len(rows) == len(want) == 83, len(rows)
for r in rows: assert float(r["difference"]) == int(want[r["offence"]]["change"]), r' "$real/11_us_538_murder/murder_2015_final.csv"
	run causa counts "$real/11_us_538_murder/hate_crimes.csv"
	[ "$status" -eq 3 ]
	run causa trend "$real/19_mx_fiscalias_embudo/fiscalias_embudo.csv"
	[ "$status" -eq 3 ] && [[ "$output" == *"does not say of which year"* ]]
	csv ratio "$real/19_mx_fiscalias_embudo/fiscalias_embudo.csv" | grep -q '^Campeche,(none),528,10,'
	csv counts "$real/12_pe_trata_delitos/ds_tratasdp_2017-2023.csv" --by year | awk -F, 'NR > 1 {print $3 ",F1_TOTAL," $4}' >got
	grep ',F1_TOTAL,' "$CAUSA_SHARED/expected/pe_trata_year_category.csv" | cmp - got
}

@test "a draft for an unknown file is read back; its guesses are told" {
	cat >new.csv <<-'END'
		Report of the office,,,,
		Jahr,Region,Kind of case,Seen,Rate %
		2019,North,Theft,"1,204",4.5
		2019,South,Theft,7,n/a
		2020,North,Theft,n/a,1.5
		2020,South,Arson,88,0.5
	END
	causa layout new.csv -o new.json
	run cat new.json
	[[ "$output" == *'"headerRows": [2]'* && "$output" == *'"groupChar": ","'* && "$output" == *'"year": "Jahr"'* ]]
	[[ "$output" == *'"reported": "Seen"'* && "$output" == *'"missingValues": ["n/a"]'* && "$output" == *'Check this'* ]]
	sed -i 's/"offence": "Region"/"offence": "Kind of case"/; s/"groups": \[[^]]*\]/"groups": ["Region"]/' new.json
	csv counts new.csv --layout ./new.json --by offence,year,Region >got
	grep -q '^reported,Theft,North,2019,1204,' got
	grep -q '^reported,Theft,North,2020,,.*blank' got
	run causa layout
	[ "$status" -eq 2 ]
	run causa layout nowhere.csv
	[ "$status" -eq 4 ]
	printf 'a,b\nx,y\n' >none.csv
	run causa layout none.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"no column holds counts"* ]]
	for table in "$real"/*/*.csv; do
		case $table in *expected* | *poblacion* | *hate_crimes*) continue ;; esac
		[ -e "$table" ] || continue
		causa layout "$table" >draft.json
		causa counts -q "$table" --layout ./draft.json --add-rows --by year -f csv >/dev/null
	done
}

@test "months as columns are added whatever they look like, and what is no count is named with its line" {
	head='Año,Clave_Ent,Entidad,Bien jurídico afectado,Tipo de delito,Subtipo de delito,Modalidad,Enero,Febrero,Marzo,Abril,Mayo,Junio,Julio,Agosto,Septiembre,Octubre,Noviembre,Diciembre'
	{
		echo "$head"
		echo '2019,1,A,v,Robo,Robo,simple,1,2,3,4,5,6,7,8,9,0,1,2'
		echo '2019,1,A,v,Robo,Robo,grave,9,9,9,9,9,9,9,9,9,9,9,9'
		echo '2019,1,A,v,Robo,Robo,otro,1,22,3,444,5,"6",7,8,9,0,1,2'
		echo '2019,1,A,v,Rob,Robo,otro,0,0,0,0,0,0,0,0,0,0,0,1'
	} >wide.csv
	causa counts wide.csv -q --layout mx-sesnsp-state --offence-column 'Tipo de delito' -f csv >out
	grep -q ',Robo,2019,664,' out
	grep -q ',Rob,2019,1,' out
	for bad in ':' '/' x; do
		{ cat wide.csv; echo "2019,1,A,v,Robo,Robo,más,1,2,3,4,5,6,7,8,9,$bad,1,2"; } >bad.csv
		run -3 causa counts bad.csv -q --layout mx-sesnsp-state --offence-column 'Tipo de delito'
		[[ $output == *"bad.csv:6: "*Octubre* ]]
	done
}
