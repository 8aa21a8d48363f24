#!/usr/bin/perl
# What the hand-kept lists forget: reads a tree and prints every file that should stand in a list and does not.
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: lists.pl TOP_SRCDIR; exit status 1 when something was printed.
use strict;
use warnings;

my $top = shift or die "usage: lists.pl TOP_SRCDIR\n";
chdir $top or die "$top: $!\n";
my $bad = 0;

sub text_of {
	my $file = shift;
	open my $in, '<', $file or return '';
	local $/;
	my $text = <$in>;
	close $in;
	return $text;
}

sub forgets {
	my ($list, $file, $words) = @_;
	return if $words->{$file};
	print "$list does not name $file\n";
	$bad++;
}

sub words_of { return { map { $_ => 1 } split /\s+/, text_of(shift) }; }

my %listed = (
	'libstats/local.mk' => 'libstats/causa.h libstats/*/*.[ch] libstats/*/*.def',
	'plots/local.mk'    => 'plots/*.[ch] plots/*.def',
	'cli/local.mk'      => 'cli/*.[ch] cli/*.def',
	'data/local.mk'     => 'data/*/*.json data/*/*.csv data/*/*.md',
);
for my $list (sort keys %listed) {
	my $words = words_of($list);
	forgets($list, $_, $words) for grep { -f } glob $listed{$list};
}

my $tests = words_of('tests/local.mk');
for my $test (grep { -f } glob 'tests/unit/check_*.c') {
	(my $program = $test) =~ s/\.c$//;
	forgets('tests/local.mk', $program, $tests);
}
forgets('tests/local.mk', $_, $tests) for grep { -f } glob 'tests/*.bats tests/cli/*.bats tests/image/*.bats tests/*.pl';

# A text that the translators never see stays English for ever.
my $potfiles = words_of('po/POTFILES.in');
for my $source (grep { -f } glob 'libstats/*/*.c plots/*.c cli/*.c libstats/*/*.h plots/*.h cli/*.h') {
	next if $source eq 'libstats/base/intl.h';
	forgets('po/POTFILES.in', $source, $potfiles) if text_of($source) =~ /\bN?P?_\(\s*"/;
}
for my $file (grep { !m{^#} } keys %$potfiles) {
	next if $file eq '' || -f $file;
	print "po/POTFILES.in names $file, which does not exist\n";
	$bad++;
}

# Who may use a file, and how, is said in the file.
for my $source (grep { -f } glob 'libstats/causa.h libstats/*/*.[ch] plots/*.[ch] cli/*.[ch] tests/unit/*.[ch] bench/*.[ch]') {
	next if substr(text_of($source), 0, 600) =~ /SPDX-License-Identifier: GPL-3\.0-or-later/;
	print "$source does not name its licence\n";
	$bad++;
}
exit($bad ? 1 : 0);
