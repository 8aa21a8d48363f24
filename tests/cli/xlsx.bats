# Spreadsheets: what is in the file, byte for byte the same, and what is refused.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$BATS_TEST_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR##*:}/xlsx.so" ] || skip "built without spreadsheets"
	command -v python3 >/dev/null || skip "no python3 to look into a spreadsheet with"
}

@test "numbers are numbers in full, labels are texts, nothing stands for nothing" {
	printf 'year,offence,reported,prosecuted\n2019,=1+1,3,1\n2019,b,,2\n2020,=1+1,1e\n' | sed 's/1e$/7,1/' >t.csv
	causa ratio t.csv -q -o t.xlsx
	causa ratio t.csv -q -o t.csv.out -f csv
	python3 - <<-'END'
		import csv, re, zipfile, xml.etree.ElementTree as ET
		n = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
		z = zipfile.ZipFile("t.xlsx")
		shared = ["".join(t.text or "" for t in s.iter(n + "t")) for s in ET.fromstring(z.read("xl/sharedStrings.xml"))]
		rows = []
		for r in ET.fromstring(z.read("xl/worksheets/sheet1.xml")).iter(n + "row"):
		    row = {}
		    for c in r:
		        v = c.find(n + "v")
		        assert c.find(n + "f") is None
		        row[re.match("[A-Z]+", c.get("r"))[0]] = (shared[int(v.text)] if c.get("t") == "s" else float(v.text)) if v is not None else None
		    rows.append(row)
		want = list(csv.reader(open("t.csv.out")))
		assert [rows[0][chr(65 + i)] for i in range(len(want[0]))] == want[0]
		for got, line in zip(rows[1:], want[1:], strict=True):
		    for i, cell in enumerate(line):
		        v = got.get(chr(65 + i))
		        if cell == "": assert v is None, (v, cell)
		        elif isinstance(v, float): assert abs(v - float(cell)) <= 4e-16 * abs(v), (v, cell) # libxlsxwriter writes 16 digits
		        else: assert v == cell.lstrip("'"), (v, cell)
		names = z.read("xl/workbook.xml").decode()
		assert 'name="ratio"' in names and 'name="columns"' in names and 'name="options"' in names, names
	END
}

@test "the same bytes whatever the day, the zone and the name" {
	causa counts -q mexico-2017-2021 -o a.xlsx
	TZ=Asia/Tokyo causa counts -q mexico-2017-2021 -f xlsx >b.bin
	cmp a.xlsx b.bin
	SOURCE_DATE_EPOCH=86400000 causa counts -q mexico-2017-2021 -o c.xlsx
	! cmp -s a.xlsx c.xlsx
}

@test "refused: a terminal, no module, no room" {
	run script -qec "causa counts -q mexico-2017-2021 -f xlsx" /dev/null
	[ "$status" -eq 2 ] && [[ "$output" == *"-o FILE.xlsx"* ]]
	CAUSA_MODULE_DIR="$PWD" run causa counts -q mexico-2017-2021 -o d.xlsx
	[ "$status" -eq 4 ] && [[ "$output" == *"libxlsxwriter"* ]]
	[ ! -e d.xlsx ]
	run causa counts -q mexico-2017-2021 -f xlsx -o /dev/full
	[ "$status" -eq 4 ]
}
