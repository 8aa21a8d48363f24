# The program.
# SPDX-License-Identifier: GPL-3.0-or-later
bin_PROGRAMS += cli/causa
cli_causa_SOURCES = \
	cli/cmd_audit.c \
	cli/cmd_bounds.c \
	cli/cmd_change.c \
	cli/cmd_compare.c \
	cli/cmd_counts.c \
	cli/cmd_decompose.c \
	cli/cmd_findings.c \
	cli/cmd_layout.c \
	cli/cmd_list.c \
	cli/cmd_plot.c \
	cli/cmd_power.c \
	cli/cmd_ratio.c \
	cli/cmd_report.c \
	cli/cmd_segments.c \
	cli/cmd_sensitivity.c \
	cli/cmd_trend.c \
	cli/cmd_verify.c \
	cli/command.h \
	cli/commands.def \
	cli/environment.c \
	cli/environment.h \
	cli/figure.c \
	cli/figure.h \
	cli/help.c \
	cli/help.h \
	cli/input.c \
	cli/language.c \
	cli/language.h \
	cli/main.c \
	cli/module.c \
	cli/module.h \
	cli/options.c \
	cli/options.def \
	cli/options.h \
	cli/output.c \
	cli/progress.c \
	cli/progress.h \
	cli/report.h \
	cli/report_assumptions.c \
	cli/report_figures.c \
	cli/report_findings.c \
	cli/report_glance.c \
	cli/report_html.c \
	cli/report_html.h \
	cli/report_methods.c \
	cli/report_origin.c \
	cli/report_page.c \
	cli/report_style.c \
	cli/report_tables.c \
	cli/report_tables.def \
	cli/say.c \
	cli/say.h \
	cli/statistic.c \
	cli/verify.c \
	cli/verify.h \
	libstats/base/bytes.c \
	libstats/base/error.c
cli_causa_LDADD = libstats/libcausa.la $(LTLIBINTL) $(DL_LIBS)
