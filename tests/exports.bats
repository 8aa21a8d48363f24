#!/usr/bin/env bats
# What library, module and kernels show to the linker, and what they ask of it.
# SPDX-License-Identifier: GPL-3.0-or-later

src=$BATS_TEST_DIRNAME/..
build=${top_builddir:-.}
nm=${NM:-nm}

setup() {
	library=$(ls "$build"/libstats/.libs/libcausa.so 2>/dev/null) || skip "no shared library was built"
	cd "$BATS_TEST_TMPDIR"
}

# Names of functions that the public headers declare, read without their comments.
declared() {
	perl -0777 -ne 's{/\*.*?\*/}{}gs; s{^\s*#.*$}{}mg; print "$1\n" while /^[a-z][^;{}()]*?\b(causa_\w+)\s*\(/mg' \
		"$src"/libstats/causa/*.h | sort -u
}

exported() {
	$nm -D --defined-only "$1" | awk '{ print $3 }' | sed -e 's/@.*//' | sort -u
}

@test "the library exports what its headers declare, and nothing else" {
	declared >declared
	exported "$library" >exported
	[ "$(wc -l <declared)" -gt 20 ]
	diff -u declared exported
}

@test "the module exports its one table" {
	module=$(ls "$build"/plots/.libs/plots.so 2>/dev/null) || skip "built without drawing"
	[ "$(exported "$module")" = causa_plots_api ]
}

@test "the module asks the library for public functions only" {
	module=$(ls "$build"/plots/.libs/plots.so 2>/dev/null) || skip "built without drawing"
	declared >declared
	$nm -D -u "$module" | awk '$2 ~ /^causa_/ { print $2 }' | sort -u >asked
	[ -s asked ]
	run comm -13 declared asked
	[ -z "$output" ] || { echo "not public: $output"; return 1; }
}

# GSL's error handler aborts the program. These functions never call it for the arguments that kernels give them.
harmless='gsl_cdf_ugaussian_P gsl_cdf_ugaussian_Q gsl_cdf_ugaussian_Pinv gsl_cdf_ugaussian_Qinv gsl_ran_ugaussian_pdf
	gsl_min_fminimizer_alloc gsl_root_fsolver_alloc gsl_log1p gsl_expm1 gsl_finite gsl_isnan'

@test "kernels use only functions of GSL that do not raise" {
	find "$build/libstats/kernel" -name '*.o' -path '*/.libs/*' >objects
	[ -s objects ]
	xargs $nm -u <objects | awk '$2 ~ /^gsl_/ { print $2 }' | sort -u >asked
	tr -s ' \n\t' '\n' <<<"$harmless" | sort -u >harmless
	run comm -23 asked harmless
	[ -z "$output" ] || { echo "may raise: $output"; return 1; }
}

@test "the library neither prints nor ends the program nor changes what the whole process shares" {
	archive=$(ls "$build"/libstats/.libs/libcausa-all.a)
	$nm -u "$archive" | awk '{ print $2 }' | sort -u >asked
	[ "$(wc -l <asked)" -gt 20 ]
	tr -s ' \n\t' '\n' <<<'exit _exit _Exit quick_exit abort __assert_fail stdout stderr printf vprintf puts putchar perror
		fputs_unlocked setlocale signal sigaction sigprocmask atexit srand rand setenv putenv unsetenv tzset chdir umask
		gsl_set_error_handler gsl_set_error_handler_off gsl_error' | sort -u >forbidden
	run comm -12 asked forbidden
	[ -z "$output" ] || { echo "the library asks for: $output"; return 1; }
}
