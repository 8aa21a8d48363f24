# Tables on a terminal: they fit, in both languages, and read as they did.
# SPDX-License-Identifier: GPL-3.0-or-later
# Refresh the golden files by CAUSA_REFRESH=1 make check TESTS=tests/cli/terminal.bats, and read the difference.

golden="$top_srcdir/tests/cli/golden"

@test "nothing is wider than the terminal" {
	for lang in en es; do
		for width in 80 140; do
			for command in ratio "ratio --by offence,year" "ratio --by year" counts change "change --from 2019 --to 2020" \
				"change --of ratio" trend "trend --of ratio" "trend --by all" audit bounds "bounds --from 2018 --to 2019" \
				"compare --years 2017:2019" "compare --tests" "compare --from 2019 --to 2020" power "decompose --from 2019 --to 2020" \
				"sensitivity --by all" "sensitivity --from 2018 --to 2019" "ratio --lag 1"; do
				# shellcheck disable=SC2086 # words of a command
				widest=$(COLUMNS=$width causa $command -q --lang $lang -f table mexico-2017-2021 | LC_ALL=C.UTF-8 wc -L)
				[ "$widest" -le $width ]
				[ "$widest" -gt 40 ]
			done
		done
		for page in --help "audit --help" "counts --help" "ratio --help" "change --help" "trend --help" "plot --help" "report --help" \
			"bounds --help" "compare --help" "decompose --help" "segments --help" "sensitivity --help" "power --help"; do
			# shellcheck disable=SC2086
			[ "$(causa $page --lang $lang | LC_ALL=C.UTF-8 wc -L)" -le 80 ]
		done
	done
}

@test "what is printed is what was printed" {
	while IFS='|' read -r name command; do
		# shellcheck disable=SC2086
		COLUMNS=80 causa $command -q mexico-2017-2021 >"$BATS_TEST_TMPDIR/$name.txt" || [ $? -eq 1 ]
		if [ -n "${CAUSA_REFRESH-}" ]; then
			cp "$BATS_TEST_TMPDIR/$name.txt" "$golden/$name.txt"
		fi
		diff -u "$golden/$name.txt" "$BATS_TEST_TMPDIR/$name.txt"
	done <"$golden/commands"
}
