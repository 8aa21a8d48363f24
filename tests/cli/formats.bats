# What offices publish: encodings, compressed files, months as columns, rows to leave out. Tables made by hand always; the real ones
# where they are present.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	real="$CAUSA_SHARED/real"
	forms="$CAUSA_SHARED/csv/reencoded"
}

# months HEADER-WORD: three offences in two years, the second to March; Latin letters in the header and in one label.
months() {
	echo "A${1}O,DELITO,ENERO,FEBRERO,MARZO,ABRIL,MAYO,JUNIO,JULIO,AGOSTO,SEPTIEMBRE,OCTUBRE,NOVIEMBRE,DICIEMBRE"
	echo "2022,Lesiones,1,2,3,4,5,6,7,8,9,10,11,12"
	echo "2022,Da${1}os,1,0,2,0,1,0,2,0,1,0,2,1.0"
	echo "2023,Lesiones,7,8,9,,,,,,,,,"
	echo "2023,Da${1}os,1,1,1,,,,,,,,,"
}

counts() {
	causa counts "$@" -q -f csv | cut -d, -f2-4
}

@test "months as columns: their sum is the year, trailing blanks are months not covered" {
	months ñ >t.csv
	counts t.csv --by offence,year >c.csv
	diff c.csv - <<-END
		offence,year,count
		Lesiones,2022,78
		Lesiones,2023,24
		Daños,2022,10
		Daños,2023,3
	END
	# January to March: 90 of 365 days
	[ "$(causa counts t.csv -q --by year -f csv | awk -F, '$3 == 2023 {print ($7 - 90 / 365) ^ 2 < 1e-24}')" = 1 ]
	causa counts t.csv -q --by year -f csv | grep '2023' | grep -q partial
	[ "$(causa trend t.csv -q --by all -f csv | awk -F, 'NR == 2 {print $5}')" = 1 ]
}

@test "like for like: the same months of each year" {
	months ñ >t.csv
	run causa counts t.csv --like-for-like --by year -f csv
	[[ "${lines[0]}" == *"months 1 to 3"* ]]
	[[ "$output" == *"reported,(all),2022,9,2,0,1,"* ]]
	[[ "$output" == *"reported,(all),2023,27,2,0,1,"* ]]
	causa counts t.csv --like-for-like -q -f json | grep -q '"like-for-like": *"yes"'
	run causa counts - --like-for-like <t.csv
	[ "$status" -eq 2 ]
	printf 'year,offence,reported\n2020,a,3\n' >u.csv
	run causa counts u.csv --like-for-like
	[ "$status" -eq 2 ] && [[ "$output" == *"each month"* ]]
}

@test "a blank between two months, and rows that end in different months" {
	months ñ | sed 's/^2022,Lesiones,1,2,/2022,Lesiones,1,,/' >t.csv
	# the year of this row is not known
	causa counts t.csv -q --by offence,year -f csv | grep -q '^reported,Lesiones,2022,,0,1,.*blank'
	months ñ | sed 's/^2023,Lesiones,7,8,9,/2023,Lesiones,7,8,9,4/' >t.csv
	run causa counts t.csv
	[ "$status" -eq 3 ]
	[[ "$output" == *"t.csv:5: 2023 ends in March here and in April in line 4"* ]]
	causa counts t.csv --like-for-like -q --by year -f csv | grep -q '2023,27,'
	months ñ | sed 's/,12$/,1.5/' >t.csv
	run causa counts t.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"DICIEMBRE is \"1.5\""* ]]
}

@test "rows to read: --where, also as what is not wanted" {
	printf 'year,state,offence,reported\n2020,Jalisco,a,3\n2020,Puebla,a,5\n2020,EXTRANJERO,a,100\n' >t.csv
	[ "$(counts t.csv --by year --where 'state=jalisco' | tail -n 1)" = "(all),2020,3" ]
	[ "$(counts t.csv --by year --where 'state!=EXTRANJERO' | tail -n 1)" = "(all),2020,8" ]
	[ "$(counts t.csv --by year --where 'state!=EXTRANJERO' --where 'state=P*' | tail -n 1)" = "(all),2020,5" ]
	run causa counts t.csv --where 'county=x'
	[ "$status" -eq 3 ] && [[ "$output" == *'no column is called "county"'* ]]
	run causa counts t.csv --where 'state'
	[ "$status" -eq 2 ] && [[ "$output" == *"COLUMN=VALUE"* ]]
	run causa counts t.csv --where 'state=none'
	[ "$status" -eq 3 ] && [[ "$output" == *"--where keeps"* ]]
}

@test "one table in seven encodings gives the same bytes, without being told" {
	months ñ >utf8.csv
	causa counts utf8.csv -f csv -q >want
	printf '\357\273\277' | cat - utf8.csv >bom.csv
	for to in ISO-8859-1 WINDOWS-1252 ISO-8859-15; do iconv -f UTF-8 -t $to utf8.csv >$to.csv; done
	{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE utf8.csv; } >16le.csv
	{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE utf8.csv; } >16be.csv
	for file in bom ISO-8859-1 WINDOWS-1252 ISO-8859-15 16le 16be; do
		causa counts $file.csv -f csv -q | cmp - want
		[ -z "$(causa counts $file.csv -f csv 2>&1 >/dev/null | grep warning:)" ]
	done
}

@test "a letter that is not ASCII in the last line of many is enough" {
	{
		echo year,offence,reported
		for i in $(seq 30000); do echo "2020,offence $i,$((i % 90))"; done
		printf '2020,viola\303\247\303\243o,7\n'
	} >u.csv
	iconv -f UTF-8 -t ISO-8859-1 u.csv >l.csv
	causa counts l.csv -q --offence 'violação' -f csv | grep -q '^reported,violação,2020,7,'
	causa counts u.csv -q -f csv >a
	causa counts l.csv -q -f csv | cmp - a
}

@test "a doubtful encoding is a warning that shows the letters; counts are right" {
	months ñ >utf8.csv
	counts utf8.csv --by year >want
	iconv -f UTF-8 -t MACINTOSH utf8.csv >mac.csv
	iconv -f UTF-8 -t UTF-16LE utf8.csv >16.csv
	iconv -f ISO-8859-1 -t UTF-8 utf8.csv >twice.csv
	for file in mac 16 twice; do
		run causa counts $file.csv --by year -f csv
		[ "$status" -eq 0 ]
		[[ "${lines[0]}" == "causa: warning: $file.csv: "* ]] || { echo "$output"; false; }
		counts $file.csv --by year | cmp - want
	done
	run causa counts mac.csv --by year
	[[ "${lines[0]}" == *"--encoding"* && "${lines[0]}" == *"line 1"* ]]
	# told, there is no doubt
	[ -z "$(causa counts mac.csv --encoding MACINTOSH 2>&1 >/dev/null | grep warning:)" ]
	causa counts mac.csv --encoding MACINTOSH -q -f csv | grep -q Daños
	run causa counts utf8.csv --encoding no-such-encoding
	[ "$status" -eq 2 ] && [[ "$output" == *"iconv -l"* ]]
}

@test "compressed: gz, bz2, xz, zst, a pipe of them, a zip of one file or a member of several" {
	printf 'year,offence,reported\n2019,a,7\n2020,a,9\n' >t.csv
	causa counts t.csv -q -f csv >want
	gzip -k t.csv
	causa counts t.csv.gz -q -f csv | cmp - want
	causa counts - -q -f csv <t.csv.gz | cmp - want
	for tool in bzip2 xz zstd; do
		command -v $tool >/dev/null || continue
		$tool -k -c t.csv >t.packed
		causa counts t.packed -q -f csv | cmp - want
	done
	# the digest is that of the file as stored
	causa counts t.csv.gz -q -f json | grep -q "$(sha256sum t.csv.gz | cut -c1-64)"
	head -c 20 t.csv.gz >cut.gz
	run causa counts cut.gz
	[ "$status" -eq 3 ] && [[ "$output" == *"cut.gz: "* ]]
	command -v python3 >/dev/null || skip "no python3 to make a zip archive with"
	python3 - <<-END
		import zipfile
		with zipfile.ZipFile("one.zip", "w", zipfile.ZIP_DEFLATED) as z: z.write("t.csv", "in/t.csv")
		with zipfile.ZipFile("two.zip", "w") as z: z.write("t.csv", "a.csv"); z.writestr("b.csv", "year,offence,reported\n2020,z,1\n")
		with zipfile.ZipFile("sheet.csv", "w") as z: z.writestr("[Content_Types].xml", "<x/>"); z.writestr("xl/workbook.xml", "<x/>")
	END
	causa counts one.zip -q -f csv | cmp - want
	causa counts two.zip:a.csv -q -f csv | cmp - want
	causa counts two.zip:b.csv -q -f csv | grep -q '^reported,z,2020,1,'
	run causa counts two.zip
	[ "$status" -eq 3 ] && [[ "$output" == *"a.csv, b.csv"* ]]
	run causa counts two.zip:c.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"no such file"* ]]
	run causa counts sheet.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"spreadsheet"*"export"* ]]
}

@test "sep=; on the first line, delimiters alone on the last" {
	printf 'sep=;\r\nyear;offence;reported\r\n2020;a,b;3\r\n;;\r\n' >t.csv
	causa counts t.csv -q -f csv | grep -q '^reported,"a,b",2020,3,'
	printf 'sep=;\nyear;offence;reported\n2020;a;x\n' >t.csv
	run causa counts t.csv
	[ "$status" -eq 3 ] && [[ "$output" == *"t.csv:3:"* ]]
}

# ---- real tables ----

@test "Mexico, federal: 35 of 35 January to July cells and their changes" {
	[ -d "$real/01_mx_federal_ideff" ] || skip "not here"
	ideff=("$real"/01_mx_federal_ideff/IDEFF*.csv)
	causa counts "${ideff[0]}" -q --offence-column CONCEPTO --by offence,year --years 2019: --where 'ENTIDAD!=EXTRANJERO' --like-for-like -f tsv |
		cut -f2-4 | tail -n +2 | sort >got
	python3 - "$real/01_mx_federal_ideff/expected_national_concept_analysis.csv" <<-'END' | LC_ALL=C.UTF-8 sort >want
		import csv, sys
		rows = list(csv.reader(open(sys.argv[1], encoding="latin-1")))
		for row in rows[1:]:
		    for year, n in zip(rows[0][1:], row[1:]): print(row[0], year, n, sep="\t")
	END
	LC_ALL=C.UTF-8 sort -o got got
	[ "$(wc -l <want)" -eq 35 ]
	cmp got want
	# all months, with the rows from abroad
	while IFS=, read -r year total _; do
		[ "$year" = year ] || causa counts "${ideff[0]}" -q --offence-column CONCEPTO --by year --years "$year" -f csv | grep -q "^reported,(all),$year,$total,"
	done <"$CAUSA_SHARED/expected/mx_federal_totals.csv"
	causa counts "${ideff[0]}" -q --offence-column CONCEPTO --by year --years 2025 -f csv | grep -q ',0\.5808219178082191,.*partial'
}

@test "Guanajuato: annual totals by municipality and kind" {
	[ -d "$real/03_mx_gto_homicidios" ] || skip "not here"
	raw=("$real"/03_mx_gto_homicidios/homicidios*.csv)
	causa counts "${raw[0]}" -q --offence-column 'Subtipo de delito' --group-column Municipio --by offence,Municipio,year -f tsv |
		tail -n +2 | awk -F'\t' '$5 != "" {printf "%s,%s,%s,%s\n", $3, $4, $2, $5}' | LC_ALL=C sort >got
	tail -n +2 "$real/03_mx_gto_homicidios/expected_municipal_anual.csv" | sed 's/\.0$//' | LC_ALL=C sort >want
	[ "$(wc -l <want)" -eq 552 ]
	cmp got want
}

@test "Toronto: totals of the categories, both vintages" {
	[ -d "$real/07_ca_toronto_asr" ] || skip "not here"
	for vintage in 07 07b; do
		file=("$real"/${vintage}_*/*crime_data*.csv "$real"/${vintage}_*/police*.csv)
		for f in "${file[@]}"; do [ -e "$f" ] && table=$f; done
		causa ratio "$table" -q --year-column ReportedYear --offence-column Category --reported-column Count_ --prosecuted-column CountCleared \
			--by offence,year -f tsv | tail -n +2 | awk -F'\t' '{printf "%s,%s,%s,%s\n", $2, $1, $3, $4}' | LC_ALL=C sort >got
		tail -n +2 "$CAUSA_SHARED/expected/toronto_category_year_$vintage.csv" | LC_ALL=C sort >want
		cmp got want
	done
}

@test "one table in fifteen forms: the same sums, and a warning where the form is doubtful" {
	[ -d "$forms" ] || skip "not here"
	for file in "$forms"/*.csv "$forms"/*.tsv "$forms"/*.txt; do
		name=$(basename "$file")
		[ "$name" != EXPECTED_state_year_totals.csv ] || continue
		causa counts "$file" --offence-column CONCEPTO --by year -f csv >got.$name 2>said || { cat said; false; }
		[ -e want ] || cp "got.$name" want
		cmp "got.$name" want
		case $name in
		utf16le_nobom_comma.csv | macroman.csv | double_encoded.csv) grep -q 'warning:' said ;;
		*) [ -z "$(grep warning: said)" ] ;;
		esac
	done
	awk -F, '{sum[$2] += $3} END {for (y in sum) print y "," sum[y]}' <(tail -n +2 "$forms/EXPECTED_state_year_totals.csv") | sort >sums
	cut -d, -f3,4 want | tail -n +2 | sort | cmp - sums
}
