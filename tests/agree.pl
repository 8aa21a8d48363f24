#!/usr/bin/perl
# Whole commands against the reference values of tests/oracle: every row of `causa COMMAND` on the Mexican tables that has a
# counterpart there. Prints what differs by more than 1e-12 relative; then how many values were compared.
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: agree.pl ORACLE_DIR; exit status 1 when something differs or a comparison found too few counterparts.
use strict;
use warnings;
use utf8;
binmode STDOUT, ':utf8';

my $folder = shift or die "usage: agree.pl ORACLE_DIR\n";
my ($bad, %compared) = (0);

# A plain splitter is enough: neither side quotes a field that holds a quote.
sub split_csv {
	my ($line) = @_;
	chomp $line;
	my @field;
	while ($line =~ /\G("([^"]*)"|([^,]*))(,|$)/g) {
		push @field, defined $2 ? $2 : $3;
		last if $4 eq '';
	}
	return @field;
}

sub rows_of {
	my ($in) = @_;
	my @name = split_csv(scalar <$in>);
	my @rows;
	while (<$in>) {
		my %row;
		@row{@name} = split_csv($_);
		push @rows, \%row;
	}
	return @rows;
}

sub run {
	my @command = ('causa', @_, '-q', '-f', 'csv', 'mexico-2017-2021');
	open my $in, '-|:encoding(UTF-8)', @command or die "@command: $!\n";
	my @rows = rows_of($in);
	close $in or die "@command failed\n";
	return @rows;
}

sub oracle {
	open my $in, '<:encoding(UTF-8)', "$folder/$_[0]" or die "$_[0]: $!\n";
	return grep { $_->{dataset} eq 'mx_seed' } rows_of($in);
}

# "Corrupción de menores" as the reference values call it.
sub series {
	my $name = uc $_[0];
	$name =~ tr/ÁÉÍÓÚÑ/AEIOUN/;
	return $name;
}

sub compare {
	my ($what, $where, $ours, $theirs) = @_;
	return if !defined $theirs || $theirs eq '' || !defined $ours || $ours eq '';
	$compared{$what}++;
	my $size = abs($theirs) > 1e-9 ? abs $theirs : 1e-9;
	return if abs($ours - $theirs) <= 1e-12 * $size;
	print "$what, $where: $ours, not $theirs\n";
	$bad++;
}

# Reference values by key: {method|series|...|statistic} = value
sub index_by {
	my ($rows, @key) = @_;
	my %value;
	$value{ join '|', @{$_}{@key} } = $_->{value} for @$rows;
	return \%value;
}

sub check_counts {
	my $o = index_by([oracle('count_ci.csv')], qw(method series period variable level statistic));
	for my $r (run('counts')) {
		my $v = $r->{measure} eq 'reported' ? 'n' : 'k';
		my $key = join '|', 'garwood', series($r->{offence}), $r->{year}, $v, '0.95';
		compare('counts', $key, $r->{$_}, $o->{"$key|$_"}) for qw(lower upper);
	}
}

sub check_ratios {
	my $o = index_by([oracle('prop_ci.csv')], qw(method series period level statistic));
	for my $r (run('ratio'), run('ratio', '--by', 'offence,year')) {
		my $key = join '|', 'wilson', series($r->{offence}), $r->{year}, '0.95';
		compare('ratio', $key, $r->{$_}, $o->{"$key|$_"}) for qw(lower upper);
	}
}

sub check_changes {
	my $o = index_by([grep { $_->{exposure2} eq '1' } oracle('yoy_counts.csv')], qw(method series period1 period2 variable level statistic));
	for my $of ('reported', 'prosecuted') {
		my $v = $of eq 'reported' ? 'n' : 'k';
		for my $r (run('change', '--of', $of)) {
			my $key = join '|', series($r->{offence}), $r->{from}, $r->{to}, $v;
			compare('change', $key, $r->{$_}, $o->{"rr_ci_exact|$key|0.95|$_"}) for qw(lower upper);
			compare('change p', $key, $r->{p}, $o->{"rr_p_doubling|$key||p"});
		}
	}
}

sub percent { return defined $_[0] ? 100 * (exp($_[0]) - 1) : undef; }

sub check_trends {
	my $o = index_by([grep { $_->{exposure_last} eq 'none' && $_->{window} eq '2017-2020' } oracle('trend.csv')], qw(method series variable level statistic));
	for my $of ('reported', 'prosecuted') {
		my $v = $of eq 'reported' ? 'n' : 'k';
		for my $r (run('trend', '--of', $of)) {
			my $s = series($r->{offence});
			next if $r->{note} =~ /separated/; # its one limit is that of the exact test
			compare('trend', "$s $v", 1 + $r->{apc} / 100, exp($o->{"poisson|$s|$v||slope"} // next)) if $r->{apc} ne '';
			compare('trend limits', "$s $v $_", $r->{"apc_$_"} eq '' ? '' : 1 + $r->{"apc_$_"} / 100,
			        defined $o->{"quasipoisson|$s|$v|0.95|slope_wald_t_$_"} ? exp $o->{"quasipoisson|$s|$v|0.95|slope_wald_t_$_"} : undef) for qw(lower upper);
			compare('trend p', "$s $v", $r->{p}, $o->{"quasipoisson|$s|$v||p_t"});
			compare('exact p', "$s $v", $r->{exact_p}, $o->{"exact_trend|$s|$v||p_doubling"});
			compare('Mann-Kendall', "$s $v S", $r->{mk_s}, $o->{"mann_kendall|$s|$v||S"});
			compare('Mann-Kendall', "$s $v p", $r->{mk_p}, $o->{"mann_kendall|$s|$v||p_exact"});
			compare('Sen', "$s $v", $r->{sen_slope}, $o->{"sen|$s|$v||slope"});
			compare('Sen', "$s $v $_", $r->{"sen_$_"}, $o->{"sen|$s|$v|0.95|gilbert_interp_$_"}) for qw(lower upper);
		}
	}
	for my $r (run('trend', '--of', 'ratio')) {
		my $s = series($r->{offence});
		compare('ratio trend', $s, 1 + $r->{apc} / 100, exp $o->{"logistic|$s|k/n||slope"}) if $r->{apc} ne '' && defined $o->{"logistic|$s|k/n||slope"};
		compare('Cochran-Armitage', $s, $r->{ca_p}, $o->{"ca_exact|$s|k/n||p_doubling"});
	}
}

sub check_ratio_changes {
	my $o = index_by([oracle('ratio_diff.csv')], qw(method series period1 period2 level statistic));
	for my $r (run('change', '--of', 'ratio')) {
		my $key = join '|', series($r->{offence}), $r->{from}, $r->{to};
		my ($method) = grep { defined $o->{"$_|$key|0.95|lower"} } map { (split /\|/)[0] } grep { /^miettinen/ } keys %$o;
		next if !defined $method;
		compare('ratio change', "$key $_", $r->{$_}, $o->{"$method|$key|0.95|$_"}) for qw(lower upper);
	}
}

check_counts();
check_ratios();
check_changes();
check_trends();
check_ratio_changes();
my %least = ('counts' => 300, 'ratio' => 140, 'change' => 80, 'change p' => 70, 'trend' => 15, 'trend limits' => 30, 'trend p' => 15,
	'exact p' => 15, 'Mann-Kendall' => 60, 'Sen' => 30, 'ratio trend' => 6, 'Cochran-Armitage' => 8, 'ratio change' => 20);
for my $what (sort keys %least) {
	printf "%s: %d compared\n", $what, $compared{$what} // 0;
	$bad++ if ($compared{$what} // 0) < $least{$what};
}
exit($bad ? 1 : 0);
