# causa report -f md and -f latex: the report as a document, from the same frames, for web pages and papers.
# SPDX-License-Identifier: GPL-3.0-or-later

setup_file() {
	cd "$BATS_FILE_TMPDIR"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || return 0
	hostile >hostile.csv
	for lang in en es; do
		for format in md latex; do
			causa report -q mexico-2017-2021 -f $format --lang $lang -o $format-$lang
		done
	done
	causa report -q hostile.csv -f md --lang en -o hostile-md
	causa report -q hostile.csv -f latex --lang en -o hostile-latex
}

setup() {
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || skip "built without drawing"
	cd "$BATS_TEST_TMPDIR"
	made=$BATS_FILE_TMPDIR
}

# Offences as no office names them: markup of every kind, letters of every kind, one word that no line holds.
hostile() {
	perl -ne 'chomp; s/"/""/g; push @l, $_;
		END { print "year,offence,reported,prosecuted\n";
			for my $y (2017 .. 2020) { for my $i (1 .. @l) {
				printf qq{%d,"%s",%d,%d\n}, $y, $l[$i - 1], 10 + $i * ($y - 2010) % 37, $i % 5; } } }' <<-'END'
		\input{/etc/passwd}
		50% & more_#1 ~^{}$x$
		|a| *b* _i_ <script>alert(1)</script> `c` [l](http://evil.example)
		# heading
		- item
		1. one
		[6pt] row
		*star
		Ñandú é ß Łódź
		中文 Кража 😀
		aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
		www.evil.example :smile:
		\end{longtable}}}}
		%comment
		"q" -- '' `` ?`
		&copy; <b>
		\\
		$$\write18{id}$$
		--- ~~~ ```
	END
}

# What a document names as a file beside it.
links() { # FOLDER
	sed -n 's/\](\([a-z]*[/.][^)]*\))/\n@\1\n/gp' "$1/report.md" | sed -n 's/^@//p'
}
parts() { # FOLDER
	sed -n 's/.*\\input{\(.*\)}.*/\1.tex/p; s/.*\\includegraphics\[.*\]{\(.*\)}.*/\1/p' "$1/report.tex"
}

# Sets a document and shows what its log complains of.
compile() { # ENGINE FOLDER
	cd "$2"
	for _ in 1 2 3; do
		"$1" -interaction=nonstopmode -halt-on-error -no-shell-escape report.tex >log.txt </dev/null || { tail -n 20 log.txt; return 1; }
	done
	none -E 'Overfull|Warning|Missing character|^!' log.txt
}

# Nothing of what follows is found. (A negated command that is not the last one of a test cannot fail it.)
none() {
	run grep "$@"
	[ "$status" -eq 1 ] || { echo "$output"; return 1; }
}

@test "Markdown: every file that is named exists, in both languages" {
	for lang in en es; do
		[ "$(links "$made/md-$lang" | wc -l)" -gt 60 ]
		while read -r name; do
			[ -s "$made/md-$lang/$name" ]
		done < <(links "$made/md-$lang")
		[ "$(links "$made/md-$lang" | grep -c '\.png$')" -ge 16 ]
		none '!\[\]' "$made/md-$lang/report.md"
		[ -s "$made/md-$lang/citation.bib" ]
	done
	grep -qx '# Offences reported and criminal cases, Mexico, 2017 to 2021' "$made/md-en/report.md"
	grep -qx '| 2019 | 312 | 37 | 349 | 33 | 3 | 36 | 10.6 | 7.6 | 14.5 |' "$made/md-en/report.md"
	grep -q '^## 2\. Lo que' "$made/md-es/report.md"
	none -E 'Reported cases|Criminal cases|Table [0-9]|Figure [0-9]|Download' "$made/md-es/report.md"
}

@test "the document says what the page says: findings, tables, methods" {
	causa report -q mexico-2017-2021 --lang en -o page
	sed 's/<[^>]*>//g; s/&quot;/"/g; s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g' page/index.html >page.txt
	tr -d '\\' <"$made/md-en/report.md" >md.txt
	[ "$(grep -c '^- \*\*\(Rose\|Fell\|May have\|Not shown\|Cannot be\)' md.txt)" -gt 8 ]
	while read -r sentence; do
		grep -qF -- "$sentence" page.txt
	done < <(sed -n 's/^- \*\*\(Rose\|Fell\|May have risen\|May have fallen\|Not shown\|Cannot be said\)\.\*\* \([^.]*\.\).*/\2/p' md.txt)
	[ "$(grep -c '^\*\*Table' md.txt)" -eq "$(grep -c '<caption id' page/index.html)" ]
	[ "$(grep -c '^### Figure' md.txt)" -eq "$(grep -c '<figure ' page/index.html)" ]
	for name in counts ratio change trend-ratio; do
		cmp "page/tables/$name.csv" "$made/md-en/tables/$name.csv"
	done
}

@test "LaTeX: every part, label and environment is there, in both languages" {
	for lang in en es; do
		dir=$made/latex-$lang
		[ "$(parts "$dir" | wc -l)" -gt 25 ]
		while read -r name; do
			[ -s "$dir/$name" ]
		done < <(parts "$dir")
		while read -r label; do
			grep -rqF "\\label{$label}" --include=*.tex "$dir"
		done < <(cat "$dir"/report.tex | grep -oE '\\(hyperref\[|ref\{)[^]}]*' | sed 's/.*[[{]//' | sort -u)
		cat "$dir/report.tex" "$dir"/tables/*.tex >all
		[ "$(grep -o '\\begin{' all | wc -l)" -eq "$(grep -o '\\end{' all | wc -l)" ]
	done
	[ -s "$made/latex-en/tables/ratio-all.tex" ] # not in the document, but for papers
	grep -q 'english' "$made/latex-en/report.tex"
	grep -q 'spanish' "$made/latex-es/report.tex"
	grep -q 'Abuso sexual & 197 & 33 & 16.8 & 12.2 & 22.6' "$made/latex-en/tables/ratio.tex"
}

@test "provenance names every file with its SHA-256" {
	for name in md-en latex-es hostile-latex; do
		n=0
		while read -r sum file; do
			grep -q "\"$file\".*$sum" "$made/$name/provenance.json"
			n=$((n + 1))
		done < <(cd "$made/$name" && find . -type f ! -name provenance.json -printf '%P\n' | xargs sha256sum)
		[ "$n" -gt 60 ]
	done
	[ -z "$(find "$made" -name index.html)" ]
}

@test "twice gives the same bytes, whatever the threads, place and locale; a page is a page, asked for or not" {
	mkdir b
	(cd b && LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo causa report -q --lang es --jobs 1 mexico-2017-2021 -f latex -o again)
	diff -r "$made/latex-es" b/again
	printf 'year,offence,reported,prosecuted\n2018,a,30,1\n2019,a,40,2\n' >t.csv
	causa report -q --lang en t.csv -o page
	causa report -q --lang en t.csv -f html -o asked
	diff -r page asked
}

@test "verify makes documents again and finds one flipped byte" {
	cp -r "$made/md-es" d
	causa verify -q d
	for name in report.md figures/trend.png tables/ratio.csv; do
		perl -e 'open my $f, "+<:raw", $ARGV[0] or die; seek $f, 99, 0; read $f, my $b, 1; seek $f, 99, 0; print $f chr(ord($b) ^ 1)' d/$name
	done
	run causa verify --lang en d
	[ "$status" -eq 1 ] && [ "${#lines[@]}" -eq 4 ]
	for name in report.md figures/trend.png tables/ratio.csv; do
		grep -qxF "$name: edited: its SHA-256 is not that in provenance.json" <<<"$output"
	done
	cp -r "$made/latex-en" e
	sed -i 's/197/198/' e/tables/ratio.tex
	run causa verify --lang en e
	[ "$status" -eq 1 ] && [[ "$output" == "tables/ratio.tex: edited"* ]] && [ "${#lines[@]}" -eq 2 ]
}

@test "labels stay labels in Markdown" {
	file=$made/hostile-md/report.md
	grep -qF '\# heading |' "$file"
	grep -qF '\|a\| \*b\* \_i\_ \<script\>alert(1)\</script\> \`c\` \[l\](http\://evil.example)' "$file"
	grep -qF 'www\.evil.example \:smile:' "$file"
	# Outside code, no character of markup but ours: a row of a table has as many bars as its head.
	perl -ne 'if (!/^\|/) { $bars = 0; next } s/\\.//g; $n = tr/|//; $bars ||= $n; die $_ if $n != $bars; $rows++;
		END { die "no rows" if $rows < 150 }' "$file"
	command -v cmark-gfm >/dev/null || skip "no cmark-gfm"
	cmark-gfm -e table -e autolink -e strikethrough "$file" >page.html
	sed "s/<em>Why not stronger.<.em>//" page.html >plain.html # ours
	none -iE "<script|<em>|<del>|href=\"(http|www|mailto)" plain.html
}

@test "labels stay labels in LaTeX" {
	dir=$made/hostile-latex
	cat "$dir/report.tex" "$dir"/tables/*.tex >all
	[ -z "$(grep -oE '\\(input|write)[0-9]*\{?[^}]*' all | grep -vE '^\\input\{tables/[a-z-]+$')" ]
	grep -qF '\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}' all
	grep -qF '50\% \& more\_\#1 \textasciitilde{}\textasciicircum{}\textbraceleft{}\textbraceright{}\$x\$' all
	grep -qF '\causachar{4E2D}{中}\causachar{6587}{文}' all
	grep -qF 'Ñandú é ß Łódź' all
	[ "$(grep -c '\\begin{longtable}' all)" -eq "$(grep -c '\\end{longtable}' all)" ]
	none -E '^(\[|\*)' all # would be options of the row above
	command -v pdflatex >/dev/null || skip "no pdflatex"
	cp -r "$dir" d
	compile pdflatex d
}

@test "documents are set without a complaint, and a paper takes in single tables" {
	command -v pdflatex >/dev/null || skip "no pdflatex"
	kpsewhich spanish.ldf >/dev/null || skip "no Spanish for LaTeX"
	cp -r "$made/latex-es" es
	(compile pdflatex es)
	mkdir paper
	cp -r "$made/latex-en/tables" paper
	printf '%s\n' '\documentclass{article}' '\usepackage[utf8]{inputenc}' '\usepackage[T1]{fontenc}' '\usepackage[margin=25mm]{geometry}' \
		'\usepackage{array,booktabs,longtable}' '\begin{document}' 'See table~\ref{tab:ratio}.' '\input{tables/ratio}' '\input{tables/summary}' \
		'\input{tables/change}' '\end{document}' >paper/report.tex
	(compile pdflatex paper)
	[ -n "$CAUSA_LONG" ] && command -v lualatex >/dev/null || return 0
	for name in latex-en latex-es hostile-latex; do
		rm -rf d && cp -r "$made/$name" d
		(compile lualatex d)
	done
}

@test "any other format: status 2, nothing written" {
	run causa report mexico-2017-2021 -f csv -o out
	[ "$status" -eq 2 ] && [[ "$output" == *"html md latex"* ]]
	run causa report mexico-2017-2021 -f tex -o out
	[ "$status" -eq 2 ]
	[ -z "$(ls -A)" ]
}
