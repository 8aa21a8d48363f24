# Bundled datasets: data packages, installed as they are.
# SPDX-License-Identifier: GPL-3.0-or-later
nobase_dist_pkgdata_DATA = \
	data/mexico-2017-2021/NOTES.md \
	data/mexico-2017-2021/cases.csv \
	data/mexico-2017-2021/context.csv \
	data/mexico-2017-2021/datapackage.json \
	data/mexico-2017-2021/offences.csv \
	data/mexico-2017-2021/printed-totals.csv \
	data/layouts/ca-toronto-asr.json \
	data/layouts/es-balance.json \
	data/layouts/mx-federal-ideff.json \
	data/layouts/mx-anticorrupcion.json \
	data/layouts/mx-sesnsp-municipal.json \
	data/layouts/mx-sesnsp-state.json \
	data/layouts/pe-delitos.json \
	data/layouts/pe-trata.json \
	data/layouts/uk-cps-outcomes.json \
	data/layouts/us-murders-prelim.json \
	data/layouts/us-murders.json
