# The pages of a report as a browser has them: axe-core finds nothing to say, and nothing is wider than the screen. Only with CAUSA_LONG,
# Chromium and axe-core: CAUSA_AXE=/path/to/axe.min.js, or axe-core installed for all of node.
# SPDX-License-Identifier: GPL-3.0-or-later

# Why it cannot be looked at here; empty: it can.
missing() {
	[ -n "$CAUSA_LONG" ] || echo "slow: make check-long"
	[ -e "${CAUSA_MODULE_DIR%%:*}/plots.so" ] || echo "built without drawing"
	[ -n "$chromium" ] || echo "no Chromium"
	[ -r "$axe" ] || echo "no axe-core"
}

setup_file() {
	chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
	axe=${CAUSA_AXE:-$(npm root -g 2>/dev/null || true)/axe-core/axe.min.js}
	export chromium axe
	[ -z "$(missing)" ] || return 0
	cd "$BATS_FILE_TMPDIR"
	cp "$axe" axe.min.js
	causa report -q --lang en -o out mexico-2017-2021
	printf 'year,offence,reported\n2019,<b>a</b>,30\n2020,<b>a</b>,60\n2019,b,10\n2020,b,15\n' >small.csv
	causa report -q --lang es -o small small.csv
	mkdir home
}

setup() {
	why=$(missing | head -1)
	[ -z "$why" ] || skip "$why"
	cd "$BATS_FILE_TMPDIR"
}

# Opens a page in a frame so many px wide and tells what axe finds in it, and whether it must be scrolled sideways.
look() { # PAGE WIDTH
	cat >look.html <<END
<!DOCTYPE html><html lang="en"><title>look</title><iframe id="f" width="$2" height="900" src="$1"></iframe><pre id="said"></pre>
<script>
const frame = document.getElementById("f"), said = document.getElementById("said");
frame.onload = () => {
	const inner = frame.contentDocument, script = inner.createElement("script");
	script.src = "file://$BATS_FILE_TMPDIR/axe.min.js";
	script.onload = () => frame.contentWindow.axe.run(inner, {resultTypes: ["violations"]}).then(r => {
		const root = inner.documentElement, wide = root.scrollWidth > root.clientWidth ? ["wider than the screen"] : [];
		said.textContent = "[" + r.violations.map(v => v.id + " " + v.nodes[0].target).concat(wide).join("; ") + "] of " + r.passes.length;
	});
	inner.head.appendChild(script);
};
</script></html>
END
	HOME=$BATS_FILE_TMPDIR/home "$chromium" --headless --no-sandbox --disable-gpu --allow-file-access-from-files --window-size=1400,1000 \
		--virtual-time-budget=120000 --dump-dom "file://$PWD/look.html" 2>/dev/null | sed -n 's/.*<pre id="said">\(.*\)<\/pre>.*/\1/p'
}

@test "axe-core has nothing to say of the pages, in both languages, on a phone and on a screen" {
	for page in out/index.html out/index.es.html small/index.html small/index.en.html; do
		for width in 390 1280; do
			said=$(look $page $width)
			echo "$page, $width px: $said"
			[[ "$said" =~ ^'[] of '[0-9]{2,}$ ]]
		done
	done
}

@test "axe-core would have something to say of a page with a fault" {
	sed 's/<html lang="en">/<html>/; s/class="prov"/class="prov" style="color:#bbb;min-width:5000px"/; s/<div class="scroll"><table/<div><table/' out/index.html >out/bad.html
	said=$(look out/bad.html 390)
	echo "$said"
	[[ "$said" == *html-has-lang* && "$said" == *"wider than the screen"* ]]
}
