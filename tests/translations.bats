# Every text for people is in every catalogue, and is there as the program says it today.
# SPDX-License-Identifier: GPL-3.0-or-later

setup() {
	cd "$top_srcdir"
	command -v xgettext >/dev/null || skip "no gettext tools"
}

@test "no text is missing from a catalogue, none is doubtful" {
	options=$(sed -n 's/^XGETTEXT_OPTIONS = //p' po/Makevars)
	# shellcheck disable=SC2086 # a list of options
	grep -v '^#' po/POTFILES.in | xgettext $options -f - -D . -o "$BATS_TEST_TMPDIR/causa.pot"
	[ "$(grep -c '^msgid' "$BATS_TEST_TMPDIR/causa.pot")" -gt 400 ]
	for lang in $(grep -v '^#' po/LINGUAS); do
		run msgfmt --check --statistics -o /dev/null po/$lang.po
		[ "$status" -eq 0 ]
		[[ "$output" != *fuzzy* && "$output" != *untranslated* ]]
		run msgcmp po/$lang.po "$BATS_TEST_TMPDIR/causa.pot"
		[ "$status" -eq 0 ]
	done
}

@test "Spanish and English are both spoken" {
	run env LANG=es_MX.UTF-8 LC_ALL= LANGUAGE= causa --help
	[[ "$output" == *"tablas oficiales de delitos"* ]]
	run causa --help --lang en
	[[ "$output" == *"official offence tables"* ]]
	run causa ratio -q --lang es -f table mexico-2017-2021
	[[ "$output" == *"Razón de causas penales, por delito"*"16,8"*"en blanco"* || "$output" == *"Razón de causas penales, por delito"*"16,8"* ]]
}

@test "what scripts read is the same in every language" {
	for command in counts ratio change trend; do
		cmp <(causa $command -q --lang es -f csv mexico-2017-2021) <(causa $command -q --lang en -f csv mexico-2017-2021)
	done
}
