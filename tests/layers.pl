#!/usr/bin/perl
# Who may include whom: reads the #include lines of a tree and prints every one that its layer forbids.
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: layers.pl TOP_SRCDIR; exit status 1 when something was printed.
use strict;
use warnings;

my $top = shift or die "usage: layers.pl TOP_SRCDIR\n";
chdir $top or die "$top: $!\n";

# Downward only; a layer always sees itself.
my %may = (
	base   => [],
	kernel => [qw(base)],
	table  => [qw(base)],
	method => [qw(kernel table base)],
	text   => [qw(table base)],
	io     => [qw(table text base)],
	plots  => [qw(table text base)],
	cli    => [qw(base kernel table method text io plots all)],
	all    => [qw(base kernel table method text io)],
);

# The layer that implements each public header. A header that is missing here is a violation.
my %public = (
	base   => [qw(status)],
	kernel => [qw(adjust attain bounds count decompose discrete exacttrend funnel homogeneity joinpoint level logistic loglinear negbin
		oddsratio prop propcmp rank ratecmp resample shrink special standardise stratified)],
	table  => [qw(about checks columns difference diffs findings frame label notes panel)],
	method => [qw(diff method methods quantities)],
	text   => [qw(number wording)],
	io     => [qw(manifest publish reader wellknown write)],
);
my %layer_of_header;
for my $layer (keys %public) { $layer_of_header{$_} = $layer for @{ $public{$layer} }; }

# Other people's headers, and the only files that may see them.
my @third = (
	[qr{^gsl/},                              qr{^libstats/kernel/}],
	[qr{^(plplot|cairo|pango|fontconfig)},   qr{^plots/canvas\w*\.[ch]$}],
	[qr{^(jansson\.h|nettle/|iconv\.h|uni(norm|case|str|conv)\.h|libsmartcols|uchardet|archive)}, qr{^libstats/io/}],
	[qr{^png\.h},                           qr{^plots/}],
	[qr{^xlsxwriter\.h},                    qr{^libstats/io/xlsx\.c$}],
	[qr{^immintrin\.h},                     qr{^libstats/io/scan\.c$}],
	[qr{^emmintrin\.h},                     qr{^libstats/io/same\.h$}],
	[qr{^libintl\.h},                        qr{^(libstats/base/intl\.h|cli/)}],
);
my $libc = qr{^(assert|complex|ctype|dirent|dlfcn|errno|fcntl|fenv|float|fnmatch|getopt|glob|inttypes|langinfo|libgen|
	limits|locale|math|poll|pthread|sched|setjmp|signal|spawn|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|
	stdnoreturn|string|strings|termios|time|unistd|wchar|wctype|sys/\w+|linux/\w+)\.h$}x;
my $standard_c = qr{^(float|inttypes|limits|math|stdarg|stdbool|stddef|stdint)\.h$};

my $bad = 0;
sub complain { my ($file, $line, $what) = @_; print "$file:$line: $what\n"; $bad++; }

sub layer_of_file {
	my $file = shift;
	return 'all' if $file eq 'libstats/causa.h';
	if ($file =~ m{^libstats/causa/(\w+)\.}) { return $layer_of_header{$1}; }
	return $1 if $file =~ m{^libstats/(\w+)/};
	return $1 if $file =~ m{^(plots|cli)/};
	return undef;
}

sub check_layer {
	my ($file, $line, $from, $to, $what) = @_;
	return complain($file, $line, "$what belongs to no known layer: name it in tests/layers.pl") if !defined $to;
	return if $from eq $to || grep { $_ eq $to } @{ $may{$from} };
	complain($file, $line, "$from must not include $what, which is $to");
}

sub check_third_party {
	my ($file, $line, $what) = @_;
	if ($file =~ m{^libstats/causa}) {
		complain($file, $line, "a public header includes <$what>") if $what !~ $standard_c;
		return;
	}
	for my $rule (@third) {
		next if $what !~ $rule->[0];
		complain($file, $line, "<$what> is not for this file") if $file !~ $rule->[1];
		return;
	}
	complain($file, $line, "<$what> is no header of the C library: name it in tests/layers.pl") if $what !~ $libc;
}

sub check_include {
	my ($file, $line, $from, $open, $what) = @_;
	if ($open eq '<') {
		return check_third_party($file, $line, $what) if $what !~ m{^causa(?:/(\w+)\.(?:h|def)|\.h)$};
		return check_layer($file, $line, $from, defined $1 ? $layer_of_header{$1} : 'all', "<$what>");
	}
	return complain($file, $line, "\"$what\" climbs out of its folder") if $what =~ m{\.\.};
	my $to = $what =~ m{^(\w+)/} ? $1 : $from;
	check_layer($file, $line, $from, exists $may{$to} ? $to : undef, "\"$what\"");
}

my @files = sort grep { -f } glob('libstats/causa.h libstats/*/*.[ch] libstats/*/*.def plots/*.[ch] cli/*.[ch]');
die "no sources under $top\n" if !@files;
for my $file (@files) {
	my $from = layer_of_file($file);
	if (!defined $from || !exists $may{$from}) {
		complain($file, 1, 'belongs to no known layer: name it in tests/layers.pl');
		next;
	}
	open my $in, '<', $file or die "$file: $!\n";
	while (<$in>) {
		check_include($file, $., $from, $1, $2) if m{^\s*#\s*include\s*([<"])([^>"]+)[>"]};
	}
	close $in;
}
exit($bad ? 1 : 0);
